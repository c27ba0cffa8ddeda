"""What a permalink tells: what has changed since the generation that it names, and what became of something that is gone."""

from __future__ import annotations

from index.catalogue import Catalogue
from index.changes import Kind, changes, departure
from index.query import Filters
from service.change_schemas import ChangesOut, changes_out
from service.errors import NoLongerHeld, NoSuchItem


def changes_since(catalogue: Catalogue, since: int | None, now: int, *, filters: Filters | None = None, document: str | None = None) -> ChangesOut | None:
    """The changes from a generation to another, of the documents that the filters may let through or of the one of that id; None where none was named."""
    return None if since is None else changes_out(changes(catalogue, since, now, filters=filters, document=document))


def missing(catalogue: Catalogue, name: str, kind: Kind) -> NoSuchItem | NoLongerHeld:
    """The error for an id that the library does not hold: whether it was there once, and what took it away."""
    gone = departure(catalogue, name, kind)
    if gone is None:
        return NoSuchItem(f"There is no {kind} of that id in the library.", where=name, todo="Ids are given with every passage that is found.")
    said = f"This {kind}, {gone.name}," if kind == "document" else f"This {kind} was of {gone.name}, which"
    when = f"on {gone.at.day} {gone.at:%B %Y at %H:%M} UTC (generation {gone.generation})"
    if gone.what == "removed":
        return NoLongerHeld(f"{said} was removed {when}.", where=name, todo="Search for it: another file may hold the same minutes.")
    what = f"{gone.name} was read anew {when}, and has this {kind} no longer in the same words."
    return NoLongerHeld(what, where=name, todo=f"Its document is /api/v1/documents/{gone.document}; search for it to find it as it is read now.")
