"""`minutes check`: is the library what it should be? And what was done about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from index import generations
from index.catalogue import Catalogue
from index.disk import sha256_of
from index.errors import IndexDamaged, LibraryBusy, LibraryReadOnly
from index.library import Library
from index.writer import ORIGINALS


@dataclass(frozen=True, slots=True)
class Report:
    """`lost` cannot be made good here; `damaged` is derived and was rebuilt if `rebuilt`; counts are of the catalogue."""

    lost: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    rebuilt: bool = False
    waiting: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Nothing was found wrong."""
        return not self.lost and not self.damaged


def check(library: Library) -> Report:
    """Compare every file with its hash and the three lists of passages with each other; rebuild what is derived."""
    with library.reading() as catalogue:
        lost = [f"catalogue.sqlite: {problem}" for problem in catalogue.damage()]
        lost += _originals(library, catalogue)
        counts = catalogue.counts()
    damaged, waiting = _derived(library)
    rebuilt = False
    if damaged and not library.read_only:
        try:
            with library.writing() as writer:
                writer.publish(anew=True)
            rebuilt = True
        except (LibraryBusy, LibraryReadOnly):
            rebuilt = False
    return Report(tuple(lost), tuple(damaged), rebuilt, waiting, counts)


def _originals(library: Library, catalogue: Catalogue) -> list[str]:
    problems = []
    for document in catalogue.documents():
        path = library.folder / ORIGINALS / f"{document.id}.{document.format}"
        name = f"{ORIGINALS}/{path.name} ({document.name})"
        if not path.is_file():
            problems.append(f"{name} is missing")
        elif sha256_of(path) != document.id:
            problems.append(f"{name} is not the file that was taken in")
    return problems


def _derived(library: Library) -> tuple[list[str], int]:
    """(what is damaged, how many passages are not indexed yet)."""
    with library.reading() as catalogue:
        wanted, model = {int(key) for key in catalogue.keys()}, catalogue.about().get("model_sha256", "")
    try:
        generation = generations.current(library.folder)
        if generation is None:
            return ([f"{generations.CURRENT} is missing"] if wanted else []), 0
        problems = generations.wrong(library.folder, generation)
        if problems:
            return problems, 0
        snapshot = generations.load(library.folder, generation)
    except IndexDamaged as error:
        return [str(error)], 0
    held = {int(key) for key in snapshot.meaning.keys}
    if held != snapshot.words.keys:
        problems.append(f"{generation.meaning} and {generation.words} do not hold the same passages")
    if generation.model != model:
        problems.append(f"{generation.meaning} was made by another model than the library's")
    return problems, len(wanted - held)
