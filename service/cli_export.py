"""The commands that hand things out: exports and references."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from service.options import LibraryOption, open_library, settings_of_run

if TYPE_CHECKING:
    from index.query import Filters

_Kind = Literal["passages", "meetings", "items", "decisions", "actions", "attendance", "entities", "abbreviations"]
_Format = Literal["ndjson", "csv", "parquet", "ris", "bibtex", "csl"]
_OutOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write it: whole, or not at all. Otherwise it is printed.")]
_BaseOption = Annotated[str | None, typer.Option("--base", metavar="URL", help="The address of a server of yours: references then lead to their pages.")]


def export(
    kind: Annotated[_Kind, typer.Argument(metavar="KIND", help="passages, meetings, items, decisions, actions, attendance, entities or abbreviations.")],
    library: LibraryOption = None,
    as_format: Annotated[_Format, typer.Option("--format", help="References (ris, bibtex, csl) are of passages, items and meetings.")] = "ndjson",
    out: _OutOption = None,
    q: Annotated[str | None, typer.Option("--q", metavar="WORDS", help="Passages alone: what to look for.")] = None,
    mode: Annotated[Literal["hybrid", "meaning", "words"], typer.Option(help="How to look; by words every passage that holds them comes.")] = "hybrid",
    body: Annotated[str | None, typer.Option(help="Name of the council.")] = None,
    committee: Annotated[str | None, typer.Option(help="Name of the committee.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Meetings on or after this day, as 2024-03-31.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Meetings on or before this day.")] = None,
    document: Annotated[str | None, typer.Option(help="File name, folder/name or id.")] = None,
    person: Annotated[str | None, typer.Option(help="Somebody on an attendance list.")] = None,
    base: _BaseOption = None,
) -> None:
    """Write everything of a kind, or what filters and a search let through, as NDJSON, CSV, Parquet or references."""
    from service.console import say
    from service.exporting import Export, Wanted

    filters = _filters(body, committee, since, until, document, person)
    opened = open_library(library)
    made = Export(opened, Wanted(kind, as_format, filters, q, mode, settings_of_run().longest_question, _with_slash(base)))
    _write(made, out)
    if out is not None:
        say(f"{made.rows} {kind} of generation {made.generation}: {out}" + ("" if made.complete else " (a search by meaning has no end: more would be found)"))


def cite(
    passages: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of passages, items or meetings.")],
    library: LibraryOption = None,
    style: Annotated[Literal["ris", "bibtex", "csl"], typer.Option("--format", help="RIS, BibTeX or CSL-JSON.")] = "ris",
    out: _OutOption = None,
    base: _BaseOption = None,
) -> None:
    """Write references of passages, items and meetings, for Zotero and other reference managers."""
    from service.citing import cited, kinds_of
    from service.export_formats import joined
    from service.exporting import STYLES

    opened = open_library(library)
    _write(joined(STYLES[style](cited(opened, kinds_of(opened, passages), _with_slash(base)))), out)


def _write(pieces: Iterable[bytes], out: Path | None) -> None:
    """Print the pieces, or write them beside the file and put it in its place when they have all come."""
    if out is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    beside = out.with_name(f".{out.name}.part")
    try:
        with beside.open("wb") as stream:
            for piece in pieces:
                stream.write(piece)
        os.replace(beside, out)
    finally:
        beside.unlink(missing_ok=True)


def _filters(body: str | None, committee: str | None, since: str | None, until: str | None, document: str | None, person: str | None) -> Filters:
    from index.query import Filters
    from service.errors import BadFilter

    first, last = _day("--since", since), _day("--until", until)
    if first and last and first > last:
        raise BadFilter(f"The first day, {first}, is after the last, {last}.", where="--since", todo="Turn them round.")
    return Filters(body, committee, first, last, document, person)


def _day(option: str, text: str | None) -> dt.date | None:
    from service.errors import BadFilter

    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date() if text is not None else None
    except ValueError as error:
        raise BadFilter(f"{text!r} is no day.", where=option, todo="Write it as 2024-03-31.") from error


def _with_slash(base: str | None) -> str | None:
    return f"{base.rstrip('/')}/" if base else None
