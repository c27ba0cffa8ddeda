"""The keys of a library: who may read and who may write, kept in its `local.sqlite` as fingerprints alone."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from index.connection import told
from index.errors import LibraryReadOnly
from service.errors import BadKeyName, NoSuchKey
from service.keys import fingerprint

FILE = "local.sqlite"
LONGEST_NAME = 60
PREFIX = "minutes_"  # so that a key is known for one where it turns up by accident
_WAIT_S = 10
_LOOK_S = 1  # a look is on the way of every request; it waits only while somebody makes or removes a key
_TABLE = "CREATE TABLE IF NOT EXISTS keys (fingerprint BLOB PRIMARY KEY, name TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, made TEXT NOT NULL) WITHOUT ROWID"

Scope = Literal["read", "write"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret: whose it is, what it allows, the day it was made, and the fingerprint it is known by."""

    name: str
    scope: Scope
    made: str
    fingerprint: bytes

    @property
    def writes(self) -> bool:
        """Whether it may add and remove; reading is part of it."""
        return self.scope == "write"


class Keyring:
    """The keys of the library in `folder`. Each look goes to the file, so that a key removed by another process is gone at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE

    def add(self, name: str, scope: Scope) -> str:
        """Make a key and give its secret, which is nowhere else from then on.

        Raises:
            BadKeyName: it is empty, too long, holds control characters, or is taken.
            LibraryReadOnly: nothing can be written there.

        """
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise BadKeyName("This cannot be the name of a key.", where=name[:LONGEST_NAME], todo=f"Say whose it is, in up to {LONGEST_NAME} characters.")
        secret = f"{PREFIX}{secrets.token_urlsafe(32)}"
        with self._written() as connection:
            if connection.execute("SELECT 1 FROM keys WHERE name = ?", (name,)).fetchone():
                raise BadKeyName("There is a key of this name.", where=name, todo=f"Choose another, or remove it first: minutes key remove '{name}'")
            made = datetime.now(UTC).date().isoformat()
            connection.execute("INSERT INTO keys VALUES (?, ?, ?, ?)", (fingerprint(secret), name, scope, made))
        return secret

    def remove(self, name: str) -> None:
        """Take a key back; from then on it is as wrong as any other.

        Raises:
            NoSuchKey: none has this name. LibraryReadOnly: nothing can be written there.

        """
        with self._written() as connection:
            if not connection.execute("DELETE FROM keys WHERE name = ?", (name,)).rowcount:
                raise NoSuchKey("There is no key of this name.", where=name, todo="See them all: minutes key list")

    def keys(self) -> tuple[Key, ...]:
        """All keys, by name."""
        return self._read("SELECT name, scope, made, fingerprint FROM keys ORDER BY name")

    def of(self, secret: str) -> Key | None:
        """The key of this secret, None if it is no key, or none any more."""
        return self.known(fingerprint(secret))

    def known(self, mark: bytes) -> Key | None:
        """The key of this fingerprint, None if there is none, or none any more."""
        return next(iter(self._read("SELECT name, scope, made, fingerprint FROM keys WHERE fingerprint = ?", mark)), None)

    def _read(self, query: str, *bound: bytes) -> tuple[Key, ...]:
        if not self._path.is_file():
            return ()
        with told(self._path), closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, timeout=_LOOK_S)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'keys'").fetchone():
                return ()
            return tuple(Key(*row) for row in connection.execute(query, bound))

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        if not os.access(self._folder, os.W_OK):
            raise LibraryReadOnly("Nothing can be written to this library.", where=str(self._folder), todo="Copy it to a folder of your own.")
        with told(self._path), closing(sqlite3.connect(self._path, timeout=_WAIT_S)) as connection, connection:
            os.chmod(self._path, 0o600)
            connection.execute(_TABLE)
            yield connection
