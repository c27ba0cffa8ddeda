"""Which corrections a document is read with: those given by name, those beside it, or those that the library keeps."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from index.catalogue import Catalogue
from index.records import Mended
from ingest.corrections import Corrections, Given, beside, corrections_for, kept_corrections, read_corrections
from ingest.errors import BadCorrections, printable

KEPT = "the corrections that the library keeps"


def mended(catalogue: Catalogue, document_id: str, path: Path, given: Given | None, among: Collection[Path]) -> tuple[Corrections | None, Mended | None]:
    """The corrections of a document, and how the library keeps them.

    Those that were given by name once go on, also when the file at that path has changed, until others come:
    others by name (empty ones end them), or a file beside the document. Those of a file beside it end with that
    file. The same minutes may lie in two places: the file beside one of them goes for both.

    Raises:
        BadCorrections: they will not do, or the same minutes have others where they also lie.

    """
    asked, near = corrections_for(path, given, among)
    before = catalogue.held(printable(str(path)))
    held = catalogue.mended(document_id) or (catalogue.mended(before[0]) if before else None)
    elsewhere = _beside_another(catalogue, document_id, path)
    if elsewhere is not None:
        theirs = read_corrections(elsewhere)
        if asked is not None and asked.meant != theirs.meant:
            what = f"The same minutes lie elsewhere with other corrections: {elsewhere}."
            raise BadCorrections(what, where=str(near or path), todo="Keep one of the two, or make them the same.")
        asked, near = theirs, elsewhere
    elif asked is None and held and not held.beside:
        return kept_corrections(held.meant, KEPT), held
    if asked is None or asked.empty:
        return None, None
    return asked, Mended(asked.meant, printable(str(near or "")))


def _beside_another(catalogue: Catalogue, document_id: str, path: Path) -> Path | None:
    """The file of corrections beside another copy of the document, where it was read with that one."""
    held = catalogue.mended(document_id)
    file = Path(held.beside) if held and held.beside else None
    paths = (Path(each) for record in catalogue.documents("d.id = ?", (document_id,)) for each in record.paths)
    return file if file and any(each != path and each.exists() and beside(each) == file for each in paths) else None
