"""Failures that a person can do something about: what, where, what to do next."""

from __future__ import annotations


def printable(name: str) -> str:
    """A file name that can be stored and shown: bytes that are not UTF-8 become backslash escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


class MinutesError(Exception):
    """The root of every error of this project that is shown to a person.

    `what` says what is wrong, `where` names the file, folder or field, `todo` says what to do next.
    A file's name may hold bytes that are not UTF-8: they become backslash escapes, so that it can be printed.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = printable(where)
        self.todo = todo

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.todo}" if self.todo else ""
        return f"{place}{self.what}{advice}"

    @property
    def reason(self) -> str:
        """What is wrong and what to do, without the place (for a table that has a column for it)."""
        return f"{self.what} {self.todo}".strip()


class SourceError(MinutesError):
    """A file or folder that cannot be taken in."""


class UnreadableSource(SourceError):
    """The disk does not hand the file or folder over: permission, a link that leads nowhere."""


class EmptySource(SourceError):
    """A file without a byte, or without a word."""


class UnknownFormat(SourceError):
    """A file of a format that is not read."""


class DamagedSource(SourceError):
    """A file that is not what its name or its first bytes say, or is broken."""


def not_understood(error: Exception, where: str) -> DamagedSource:
    """What to say of a file at which a fault of ours showed: a run over many files goes on without it."""
    what = f"It could not be understood ({type(error).__name__}: {str(error)[:100]})."
    return DamagedSource(what, where=where, todo="Open it and save it again, or as another format.")


class EncryptedSource(SourceError):
    """A file that asks for a password."""


class ScannedSource(SourceError):
    """A pdf of pictures: no text layer."""


class OversizedSource(SourceError):
    """A file larger than what is read, packed or unpacked."""


class BadCorrections(SourceError):
    """A file of corrections that cannot be read, or that says what will not do."""
