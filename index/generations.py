"""The derived indexes on disk, generation after generation.

A generation is built beside the one that serves, hashed, and published by replacing `current.json`,
last. Files of a published generation are never written again, so a reader keeps what it has opened
and a crash at any moment leaves the old generation or the new one, whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import changes, words
from index.catalogue import Catalogue
from index.disk import sha256_of, sync, write_whole
from index.errors import IndexDamaged
from index.vectors import MeaningIndex
from index.words import WordIndex

CURRENT = "current.json"
_FORMAT = 2
_MANY = 2_000  # vectors to one reading of the catalogue


@dataclass(frozen=True, slots=True)
class Generation:
    """What `current.json` says; `model` is the sha256 of the weights that made the vectors."""

    number: int
    dimension: int
    model: str
    files: dict[str, dict[str, Any]]

    @property
    def meaning(self) -> str:
        """The FAISS file, from the library's folder."""
        return f"meaning-{self.number}.faiss"

    @property
    def words(self) -> str:
        """The folder of the index of words, from the library's folder."""
        return f"words/{self.number}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A generation opened: it answers as long as it is held, whatever is published after it."""

    generation: Generation
    meaning: MeaningIndex
    words: WordIndex


def current(folder: Path) -> Generation | None:
    """The published generation, or None when there is none yet.

    Raises:
        IndexDamaged: `current.json` cannot be read, or is not what was written.

    """
    try:
        written = (folder / CURRENT).read_bytes()
        found = json.loads(written)
        if found["format"] != _FORMAT:
            raise IndexDamaged(f"It has the format {found['format']}, not {_FORMAT}.", where=CURRENT)
        generation = Generation(found["generation"], found["dimension"], found["model"], found["files"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged("It cannot be read.", where=CURRENT) from error
    if written != _described(generation):
        raise IndexDamaged("It is not what was written.", where=CURRENT)
    return generation


def wrong(folder: Path, generation: Generation) -> list[str]:
    """What is missing or not as published, a line a file."""
    found = []
    for name, said in sorted(generation.files.items()):
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif path.stat().st_size != said["size"]:
            found.append(f"{name} has {path.stat().st_size} bytes, not {said['size']}")
        elif sha256_of(path) != said["sha256"]:
            found.append(f"{name} is not what was written: its sha256 differs")
    return found


def load(folder: Path, generation: Generation) -> Snapshot:
    """Open a generation, every file compared with its hash.

    One flipped bit in a FAISS file can turn its measure round and still open; the hashes cost a
    second for every gigabyte.

    Raises:
        IndexDamaged: a file is missing, not what was published, or does not open.

    """
    problems = wrong(folder, generation)
    if problems:
        raise IndexDamaged("; ".join(problems) + ".")
    return Snapshot(generation, MeaningIndex.load(folder / generation.meaning, generation.dimension), WordIndex(folder / generation.words))


def in_step(snapshot: Snapshot, catalogue: Catalogue) -> bool:
    """Whether the indexes hold just the catalogue's passages, by the catalogue's model, and every change is told of a generation."""
    same_model = snapshot.generation.model == catalogue.about().get("model_sha256", "")
    return same_model and not changes.waiting(catalogue) and bool(np.array_equal(np.sort(snapshot.meaning.keys), catalogue.keys()))


def publish(folder: Path, catalogue: Catalogue, base: Snapshot | None) -> Generation:
    """Build, hash and publish the generation that holds just the catalogue's passages.

    `base` is the generation to start from; without one everything is built from the catalogue. Nothing
    is encoded: the vectors lie in the catalogue.
    """
    about = catalogue.about()
    number = 1 + max((_number(path) for path in _parts(folder)), default=0)
    number = max(number, 1 + changes.last_noted(catalogue))  # not given twice, should the derived files be lost
    target = Generation(number, int(about.get("dimension", 0)), about.get("model_sha256", ""), {})
    held, wanted = base.meaning.keys if base else catalogue.keys()[:0], catalogue.keys()
    gone, new = np.setdiff1d(held, wanted), np.setdiff1d(wanted, held)
    _publish_meaning(folder, target, catalogue, base, gone, new)
    if base:
        _link(folder / base.generation.words, folder / target.words)
    else:
        (folder / target.words).mkdir(parents=True)
    words.write(folder / target.words, catalogue.entries([int(key) for key in new]), [int(key) for key in gone])
    changes.note_published(catalogue, number)  # before it can be seen: who sees it, sees what changed
    published = _publish(folder, target)
    _prune(folder, {number, base.generation.number if base else 0})
    return published


def _publish_meaning(folder: Path, target: Generation, catalogue: Catalogue, base: Snapshot | None, gone: NDArray[np.int64], new: NDArray[np.int64]) -> None:
    # Loaded once more, because the one that serves stays as it is.
    meaning = MeaningIndex.load(folder / base.generation.meaning, target.dimension) if base else MeaningIndex(target.dimension)
    meaning.remove(gone)
    for some in _batches(new):
        meaning.add(np.array(some, np.int64), catalogue.vectors(some, target.dimension))
    meaning.save(folder / target.meaning)
    sync(folder / target.meaning)


def _publish(folder: Path, target: Generation) -> Generation:
    files = [folder / target.meaning, *sorted(path for path in (folder / target.words).iterdir() if not path.name.endswith(".lock"))]
    for path in (path for path in files if path.suffix == ".json"):
        path.chmod(files[0].stat().st_mode)  # tantivy keeps its lists from other users, who may be meant to read the library
    for path in (folder / target.words, folder / "words"):
        sync(path)
    described = {path.relative_to(folder).as_posix(): {"size": path.stat().st_size, "sha256": sha256_of(path)} for path in files}
    published = replace(target, files=described)
    write_whole(folder / CURRENT, _described(published))
    return published


def _described(generation: Generation) -> bytes:
    """`current.json`. It vouches for itself too: a digit that changes is as bad as a file that does."""
    content: dict[str, Any] = {
        "format": _FORMAT,
        "generation": generation.number,
        "dimension": generation.dimension,
        "model": generation.model,
        "files": generation.files,
    }
    content["sha256"] = hashlib.sha256(json.dumps(content).encode()).hexdigest()
    return json.dumps(content, indent=1).encode()


def _link(source: Path, target: Path) -> None:
    """The index's files under a second name: tantivy never changes a segment, and replaces its lists whole."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.name.endswith(".lock"):
            continue
        try:
            if path.suffix == ".json":
                raise OSError("lists are copied")
            os.link(path, target / path.name)
        except OSError:
            shutil.copy2(path, target / path.name)


def _prune(folder: Path, kept: set[int]) -> None:
    """Remove generations that no reader can still be opening, and what interrupted builds left."""
    for path in _parts(folder):
        if _number(path) not in kept:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _parts(folder: Path) -> list[Path]:
    found = [*folder.glob("meaning-*.faiss"), *(folder / "words").glob("*")]
    return [path for path in found if _number(path) > 0]


def _number(path: Path) -> int:
    digits = path.stem.removeprefix("meaning-")
    return int(digits) if digits.isdigit() else 0


def _batches(keys: NDArray[np.int64]) -> Iterable[list[int]]:
    for start in range(0, len(keys), _MANY):
        yield [int(key) for key in keys[start : start + _MANY]]
