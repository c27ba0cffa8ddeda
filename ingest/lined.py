"""YAML read as plain text in which everything has its line, so that a complaint can point at it."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import yaml  # type: ignore[import-untyped]  # its stubs are a package of their own

from ingest.errors import BadCorrections

_LARGEST = 1_000_000
_LONGEST = 300
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Lined:
    """A value of a YAML file and its line, from 1: text, a list, or a mapping. No text is taken for a number or a date."""

    where: str
    line: int
    value: str | list[Lined] | dict[str, Lined]

    @property
    def plain(self) -> object:
        """The value without its lines, as JSON has it."""
        if isinstance(self.value, dict):
            return {key: each.plain for key, each in self.value.items()}
        return [each.plain for each in self.value] if isinstance(self.value, list) else self.value

    def mapping(self, what: str, keys: Collection[str] | None = None) -> dict[str, Lined]:
        """The keys with their values, refused where one is not among `keys`; `what` names it in a complaint."""
        if self.value == "":
            return {}
        if not isinstance(self.value, dict):
            self.refuse(f"{what} should be keys and values.", "Write `key: value`, a line each.")
        for key, each in self.value.items():
            if keys is not None and key not in keys:
                close = difflib.get_close_matches(key, keys, 1)
                each.refuse(f"`{key}` is no key of {what}.", f"Did you mean `{close[0]}`?" if close else f"Its keys are: {', '.join(keys)}.")
        return self.value

    def list(self, what: str) -> list[Lined]:
        """The values of a list."""
        if not isinstance(self.value, list):
            self.refuse(f"{what} is not a list.", "Write each on a line of its own behind `- `.")
        return self.value

    def word(self, what: str) -> str:
        """A value on one line."""
        if not isinstance(self.value, str):
            self.refuse(f"{what} is not a single value.", "Write one value behind the colon.")
        if not self.value:
            self.refuse(f"{what} is empty.", "Write a value, or `unknown`, or leave the key out.")
        if len(self.value) > _LONGEST or not self.value.isprintable():
            self.refuse(f"{what} is longer than {_LONGEST} characters, or holds one that cannot be printed.", "Write fewer words.")
        return self.value

    def refuse(self, what: str, todo: str) -> NoReturn:
        """Complain of this value.

        Raises:
            BadCorrections: always.

        """
        raise BadCorrections(f"Line {self.line}: {what}", where=self.where, todo=todo)


def read_lined(path: Path) -> Lined:
    """What a YAML file says; an empty text for an empty file.

    Raises:
        BadCorrections: it cannot be read, or is no YAML.

    """
    where = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise BadCorrections("The file of corrections is too large.", where=where, todo="Keep it below 1 MB.")
        return parse_lined(data.decode("utf-8-sig"), where)
    except UnicodeDecodeError as error:
        raise BadCorrections("The file of corrections is not UTF-8 text.", where=where, todo="Save it as UTF-8.") from error
    except OSError as error:
        raise BadCorrections(f"The file of corrections cannot be read ({error.strerror or error}).", where=where, todo="Check the path.") from error


def parse_lined(text: str, where: str) -> Lined:
    """The same for text already in hand; `where` names it in complaints.

    Raises:
        BadCorrections: it is no YAML.

    """
    advice = "Indent with blanks, and put words in quotation marks that hold a colon, a # or a bracket."
    try:
        root = yaml.compose(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f"Line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise BadCorrections(f"{line}this is not YAML ({error.problem}).", where=where, todo=advice) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise BadCorrections("This is not YAML that can be read.", where=where, todo=advice) from error
    return _lined(root, where, set(), _DEEPEST) if root is not None else Lined(where, 1, "")


def _lined(node: yaml.Node, where: str, seen: set[int], deeper: int) -> Lined:
    found = Lined(where, node.start_mark.line + 1, "")
    if id(node) in seen or not deeper:  # a line or two of `&` and `*` can stand for more than there is memory
        found.refuse("this is nested too deeply, or uses & and *.", "Write every value out.")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Lined(where, found.line, " ".join(node.value.split()))
    if isinstance(node, yaml.SequenceNode):
        return Lined(where, found.line, [_lined(each, where, seen, deeper - 1) for each in node.value])
    entries: dict[str, Lined] = {}
    for key, value in node.value:
        at = Lined(where, key.start_mark.line + 1, "")
        name = _lined(key, where, seen, deeper - 1).word("a key")
        if name in entries:
            at.refuse(f"`{name}` stands here twice.", "Keep one of the two.")
        entries[name] = replace(_lined(value, where, seen, deeper - 1), line=at.line)
    return Lined(where, found.line, entries)
