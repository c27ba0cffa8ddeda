"""This room's failures."""

from __future__ import annotations

from ingest.errors import MinutesError


class LibraryError(MinutesError):
    """A library on disk that cannot be used as it is."""


class NoLibrary(LibraryError):
    """There is no library in that folder."""


class NewerLibrary(LibraryError):
    """The library was written by a later version of this program."""


class LibraryBusy(LibraryError):
    """Another process is writing."""


class LibraryReadOnly(LibraryError):
    """The library lies where nothing can be written."""


class LibraryUnusable(LibraryError):
    """The system does not let it be read or written: no permission, no room on the disk."""


class LibraryDamaged(LibraryError):
    """The catalogue itself, the truth, is damaged."""


class IndexDamaged(LibraryError):
    """A derived file is missing or not what it was; it can be made anew from the catalogue."""


class NoSuchDocument(LibraryError):
    """No document of that name or id, or more than one."""


class ModelMismatch(LibraryError):
    """The library was encoded by another model."""


class ModelUnavailable(MinutesError):
    """The model is not on this machine, or is not what it should be."""
