"""One writer at a time. The system lets go of the lock when its holder dies, however it dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryBusy, LibraryReadOnly

FILE = "writer.lock"


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Be the one writer of the library in `folder`.

    Raises:
        LibraryBusy: another process is. LibraryReadOnly: nothing can be written there.

    """
    lock = FileLock(folder / FILE, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        todo = "Wait until it has ended, then try again. Questions can be asked meanwhile."
        raise LibraryBusy("Another command is writing to this library.", where=str(folder), todo=todo) from error
    except OSError as error:
        raise LibraryReadOnly("Nothing can be written to this library.", where=str(folder), todo="Copy it to a folder of your own.") from error
    try:
        yield
    finally:
        lock.release()
