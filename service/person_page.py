"""A person's page: meetings, items that name them, and what they proposed and seconded."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from index.library import Library
from index.records import MeetingRecord
from service.errors import NoSuchPerson
from service.persons import Person, identity, listed_as, may_be, persons, traces
from service.rendering import render

_LATEST = 60  # meetings whose items are looked through
router = APIRouter(include_in_schema=False)


@router.get("/person")
def person(request: Request, name: str = "", body: str | None = None, meeting: str | None = None) -> Response:
    """Somebody on the attendance lists of one body, or of one meeting whose body is not known.

    Raises:
        NoSuchPerson: no list there has the name.

    """
    library: Library = request.app.state.library
    held = library.kept(persons)
    which = identity(name, body, meeting)
    found = held.get(which)
    if found is None:
        todo = "Only people on an attendance list have one, under the council that lists them. To see what is said about somebody, ask a question."
        raise NoSuchPerson("There is no page for this name.", where=name, todo=todo)
    with library.reading() as catalogue:
        meetings = catalogue.meetings(f"d.key IN ({','.join(map(str, found.documents))})")
        said = traces(catalogue, found, meetings[:_LATEST])
    content = {
        "person": found,
        "meetings": [(each, entry) for each in meetings if (entry := listed_as(each, found))],
        "roles": _roles(meetings, found),
        "said": said,
        "latest": _LATEST if len(meetings) > _LATEST else None,
        "may_be": may_be(held, which),
        "namesakes": [each for other, each in held.items() if other[1] == which[1] and other != which and each.body],
    }
    return render(request, "person.html", content)


def _roles(meetings: tuple[MeetingRecord, ...], person: Person) -> list[str]:
    """The offices under which the lists name the person, the latest first."""
    entries = (listed_as(each, person) for each in meetings)
    return list(dict.fromkeys(entry["role"] for entry in entries if entry and entry["role"]))
