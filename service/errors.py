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


class UnknownPart(QuestionError):
    """A part of reading a question that there is not."""


class NoSuchItem(MinutesError):
    """No item, or document, of that id."""


class NoSuchEntity(MinutesError):
    """No name of that id is listed."""


class QuestionFileError(MinutesError):
    """A file of questions or texts that does not follow the format."""


class PortTaken(MinutesError):
    """The address to serve at cannot be had."""


class BadSetting(MinutesError):
    """A setting in the environment that is not what it should be."""
