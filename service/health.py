"""Which parts of the service can do their work."""

from __future__ import annotations

from collections.abc import Callable

from index.errors import IndexDamaged
from index.generations import CURRENT
from index.library import Library
from ingest.errors import MinutesError
from service.schemas import HealthOut, PartOut

_MENDED = "Run `minutes check`: it is made anew from the catalogue."


def health_of(library: Library) -> HealthOut:
    """Look at every part."""
    parts = {name: _part(look, library) for name, look in _PARTS.items()}
    return HealthOut(status="ok" if all(part.ok for part in parts.values()) else "down", parts=parts)


def _part(look: Callable[[Library], str], library: Library) -> PartOut:
    try:
        return PartOut(ok=True, detail=look(library))
    except MinutesError as error:
        return PartOut(ok=False, detail=error.reason)


def _catalogue(library: Library) -> str:
    with library.reading() as catalogue:
        return f"{catalogue.counts()['documents']} documents"


def _meaning(library: Library) -> str:
    return _index(library, "meaning-")


def _words(library: Library) -> str:
    return _index(library, "words/")


def _index(library: Library, prefix: str) -> str:
    """What an index holds. Questions may still be answered from a deleted one that is open, but not after a restart."""
    snapshot = library.snapshot()
    if snapshot is None:
        with library.reading() as catalogue:
            if catalogue.counts()["passages"]:
                raise IndexDamaged(f"{CURRENT} is missing.", todo=_MENDED)
        return "empty: nothing has been taken in yet"
    files = {name: said["size"] for name, said in snapshot.generation.files.items() if name.startswith(prefix)}
    gone = [name for name in (*files, CURRENT) if not (library.folder / name).is_file()]
    gone += [name for name, size in files.items() if name not in gone and (library.folder / name).stat().st_size != size]
    if gone:
        raise IndexDamaged(f"{', '.join(gone)} is missing or damaged.", todo=_MENDED)
    return f"{len(snapshot.meaning.keys)} passages"


def _model(library: Library) -> str:
    return library.encoder.name


_PARTS = {"catalogue": _catalogue, "meaning": _meaning, "words": _words, "model": _model}
