"""The minutes from Python: `Minutes("http://127.0.0.1:8000")` for a server, `Minutes(Path("var/library"))` for a library on this computer.

Both are one HTTP client; a library is asked through the same application within this process, so that what holds of one holds of the other.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypedDict, Unpack
from urllib.parse import quote

from service import things
from service.listing import Listing
from service.wire import Wire

if TYPE_CHECKING:
    from index.library import Library

_API = "/api/v1"
_CITED_AT_ONCE = 500  # references; their ids stand in the address
_UNHINDERED = "1000000/second"  # nobody is to be protected from themselves
Day = dt.date | str | None
Mode = Literal["hybrid", "meaning", "words"]


class Narrowed(TypedDict, total=False):
    """What a list can be narrowed to: a council, a committee, meetings from the day `since` to the day `until`; `limit` is the size of a page."""

    body: str | None
    committee: str | None
    since: Day
    until: Day
    limit: int


class Minutes:
    """A library of minutes. Every call raises a `MinutesError` that says what is wrong, where, and what to do."""

    def __init__(self, at: str | Path | Library, key: str | None = None) -> None:
        """`at` is a server's address, a library's folder or an open library, `key` what `minutes key add` printed, for a server that asks for one.

        Raises:
            NoLibrary: no library lies in the folder.

        """
        self._wire = Wire(at if isinstance(at, str) else _application(at), key)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the server or the library."""
        self._wire.close()

    # Asking

    def ask(self, question: str, *, context: Sequence[str] = (), filters: Mapping[str, Any] | None = None, **more: Any) -> things.Answer:
        """An answer in the minutes' own words. `context` are the earlier questions of a thread; `more` are other fields of the API's request."""
        stated = {name: str(value) for name, value in (filters or {}).items() if value is not None}
        asked = {"question": question, "context": [{"question": each} for each in context], "filters": stated, **more}
        return things.Answer.model_validate(self._wire.post(f"{_API}/ask", asked))

    def search(
        self, q: str, *, mode: Mode | None = None, sort: Literal["relevance", "date", "-date"] | None = None, **narrowed: Unpack[Narrowed]
    ) -> Listing[things.Passage]:
        """The passages that are found, best first; `sort="date"` has the earliest first, `"-date"` the latest. With `mode="words"` all that hold them."""
        return self._list("search", "passages", things.Passage, {"q": q, "mode": mode, "sort": sort, **narrowed})

    # What there is

    def passage(self, id: str) -> things.Passage:
        """The passage of that id."""
        return things.Passage.model_validate(self._one("passages", id))

    def item(self, id: str) -> things.Item:
        """An item, whole."""
        return things.Item.model_validate(self._one("items", id))

    def items(self, **narrowed: Unpack[Narrowed]) -> Listing[things.Item]:
        """Items of the agendas."""
        return self._list("items", "items", things.Item, narrowed)

    def meeting(self, id: str) -> things.Meeting:
        """The meeting of that id."""
        return things.Meeting.model_validate(self._one("meetings", id))

    def meetings(self, **narrowed: Unpack[Narrowed]) -> Listing[things.Meeting]:
        """Meetings, newest first."""
        return self._list("meetings", "meetings", things.Meeting, narrowed)

    def committees(self, **narrowed: Unpack[Narrowed]) -> Listing[things.Committee]:
        """The committees that met."""
        return self._list("committees", "committees", things.Committee, narrowed)

    def people(self, **narrowed: Unpack[Narrowed]) -> Listing[things.Named]:
        """Those whom attendance lists name."""
        return self._list("people", "people", things.Named, narrowed)

    def entities(self, *, kind: Literal["PERSON", "ORG", "PLACE"] | None = None, q: str | None = None, **narrowed: Unpack[Narrowed]) -> Listing[things.Named]:
        """People, bodies and places that are named, with how often and in how many meetings."""
        return self._list("entities", "entities", things.Named, {"kind": kind, "q": q, **narrowed})

    def decisions(self, *, outcome: str | None = None, proposer: str | None = None, **narrowed: Unpack[Narrowed]) -> Listing[things.Decision]:
        """Decisions: of an outcome (carried, lost, deferred, withdrawn, unrecorded), of a proposer."""
        return self._list("decisions", "decisions", things.Decision, {"outcome": outcome, "proposer": proposer, **narrowed})

    def actions(self, *, owner: str | None = None, **narrowed: Unpack[Narrowed]) -> Listing[things.Action]:
        """What somebody is to do."""
        return self._list("actions", "actions", things.Action, {"owner": owner, **narrowed})

    def attendance(self, *, person: str | None = None, status: str | None = None, **narrowed: Unpack[Narrowed]) -> Listing[things.Attended]:
        """The lines of the attendance lists."""
        return self._list("attendance", "attendance", things.Attended, {"person": person, "status": status, **narrowed})

    def documents(self, **narrowed: Unpack[Narrowed]) -> Listing[things.Document]:
        """The files of minutes."""
        return self._list("documents", "documents", things.Document, narrowed)

    def abbreviations(self, *, body: str | None = None) -> Listing[things.Abbreviation]:
        """What short forms stand for, as the minutes define them."""
        return self._list("abbreviations", "abbreviations", things.Abbreviation, {"body": body})

    def coverage(self) -> things.Facts:
        """What is covered: when each committee met, what could not be read, which meetings look missing."""
        return things.Facts.model_validate(self._wire.get(f"{_API}/coverage"))

    def status(self) -> things.Facts:
        """How much the library holds, of which generation, made by which model."""
        return things.Facts.model_validate(self._wire.get(f"{_API}/status"))

    def changes(self, since: int = 0) -> Listing[things.Facts]:
        """Documents added, removed and read anew since a generation of the library, the oldest change first."""
        return self._list("changes", "changes", things.Facts, {"since": since})

    # Taking away

    def export(self, kind: str, format: Literal["ndjson", "csv", "parquet"] = "ndjson", *, to: Path | None = None, **asked: Any) -> bytes:
        """All passages, meetings, items, decisions, actions, attendance or entities, or what is found: a file's bytes, or none and the file `to`."""
        with self._wire.stream("GET", f"{_API}/export/{quote(kind, safe='')}", {"format": format, **asked}) as response:
            if to is None:
                return response.read()
            with to.open("wb") as file:
                for part in response.iter_bytes():
                    file.write(part)
            return b""

    def cite(self, passages: Iterable[things.Passage | str], format: Literal["ris", "bibtex", "csl"] = "ris") -> str:
        """Citations of passages, or of those with these ids, that reference managers read."""
        ids = list(dict.fromkeys(each if isinstance(each, str) else each.id for each in passages))
        lots = [ids[start : start + _CITED_AT_ONCE] for start in range(0, len(ids), _CITED_AT_ONCE)] or [[]]
        parts = [self._wire.text(f"{_API}/cite", {"passage": lot, "format": format}) for lot in lots]
        if format != "csl" or len(parts) == 1:
            return "".join(parts)
        return json.dumps([each for part in parts for each in json.loads(part)], ensure_ascii=False)

    def _list(self, path: str, name: str, kind: type[things.Thing], asked: Mapping[str, Any]) -> Listing[Any]:
        return Listing(self._wire, f"{_API}/{path}", name, kind, asked)

    def _one(self, path: str, id: str) -> Any:
        return self._wire.get(f"{_API}/{path}/{quote(id, safe='')}")


def _application(at: Path | Library) -> Any:
    """The application over a library, for this process alone; imported here, since whoever asks a server needs none of it."""
    from index.library import Library
    from service.app import create_app
    from service.options import load_encoder
    from service.settings import Settings

    return create_app(Library(at, load_encoder) if isinstance(at, Path) else at, Settings(host="127.0.0.1", hosts="", rate=_UNHINDERED))
