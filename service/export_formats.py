"""Rows to bytes: NDJSON and CSV, a piece at a time. Parquet has a file of its own."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from service.columns import Column
from service.export_rows import Row

_PIECE = 128 * 1024  # characters to a piece: few of them, and little memory
# A spreadsheet takes a cell that begins so for a formula, or for one after white space (OWASP, CSV Injection; wide forms: East Asian keyboards).
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def ndjson(rows: Iterable[Row]) -> Iterator[bytes]:
    """One object a line, in UTF-8."""
    yield from joined(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_day) + "\n" for row in rows)


def as_csv(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[bytes]:
    """CSV after RFC 4180 with a header, in UTF-8 with a mark of it (BOM), without which Excel takes it for the code page of its country."""
    yield from joined(_lines(rows, columns))


def _lines(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[str]:
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    yield "\ufeff"
    writer.writerow([column.name for column in columns])
    for row in rows:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        writer.writerow([cell(column.kept(row)) for column in columns])
    yield line.getvalue()


def cell(value: Any) -> str:
    """A value as a cell: lists as JSON, nothing where there is none, and text that would be a formula behind an apostrophe.

    Text that begins with apostrophes before such a sign gets one more, so that taking one away gives the words back.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, int | float | dt.date):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=_day)


def joined(parts: Iterable[str]) -> Iterator[bytes]:
    """In UTF-8, in pieces of some size."""
    held: list[str] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= _PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()


def _day(value: dt.date) -> str:
    return value.isoformat()
