"""This room's failures."""

from __future__ import annotations

from ingest.errors import MinutesError


class QuestionError(MinutesError):
    """A question that cannot be asked."""


class EmptyQuestion(QuestionError):
    """A question without a word."""


class QuestionTooLong(QuestionError):
    """A question longer than is read."""


class NothingToSearch(QuestionError):
    """A question of nothing but the small words that every sentence has."""


class BadFilter(QuestionError):
    """A filter that cannot be read, such as a day that is none."""


class ThreadTooLong(QuestionError):
    """More questions on one page than are answered together."""


class UnknownPart(QuestionError):
    """A part of reading a question that there is not."""


class BadCursor(QuestionError):
    """A cursor of another list, or none at all."""


class CursorGone(MinutesError):
    """A cursor whose list is no longer kept."""


class NoLongerHeld(MinutesError):
    """A passage, item or meeting that the library held once."""


class NoSuchPerson(MinutesError):
    """Nobody of that name is on an attendance list there."""


class NoSuchItem(MinutesError):
    """No item, or document, of that id."""


class NotAllowed(MinutesError):
    """What this server, or this visitor, may not do."""


class BadForm(MinutesError):
    """A form that is not as the page makes it."""


class NoSuchEntity(MinutesError):
    """No name of that id is listed."""


class QuestionFileError(MinutesError):
    """A file of questions or texts that does not follow the format."""


class PortTaken(MinutesError):
    """The address to serve at cannot be had."""


class BadSetting(MinutesError):
    """A setting in the environment that is not what it should be."""


class ServerRefused(MinutesError):
    """What a server said instead of an answer. `status` is that of HTTP, `kind` the error's name there, `NoSuchItem` for example."""

    def __init__(self, what: str, *, where: str = "", todo: str = "", status: int = 0, kind: str = "") -> None:
        super().__init__(what, where=where, todo=todo)
        self.status = status
        self.kind = kind


class ServerUnreachable(MinutesError):
    """No server answers there, or not in time."""


class NotInstalled(MinutesError):
    """A package that only some need is not here."""


class BadKeyName(MinutesError):
    """A name that no key can have, or that one has already."""


class NoSuchKey(MinutesError):
    """No key of that name."""


class NoKeys(MinutesError):
    """A server that others can reach, without a key for any of them."""


class KeyNeeded(MinutesError):
    """A request without a key where one is needed."""


class WrongKey(MinutesError):
    """A request with a key that is none, or none any more."""


class TooMany(MinutesError):
    """More requests than are answered in a while; `wait_s` says when to come again, in seconds."""

    def __init__(self, what: str, *, where: str = "", todo: str = "", wait_s: int = 1) -> None:
        super().__init__(what, where=where, todo=todo)
        self.wait_s = wait_s


class TooBusy(MinutesError):
    """More requests at once than are answered together."""
