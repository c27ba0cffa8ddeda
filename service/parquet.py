"""Rows to Parquet, a row group at a time. The only file that imports pyarrow."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from service.columns import UNRECORDED, Column, Type
from service.export_rows import Row

_GROUP = 2_000  # rows to a row group,
_CHARACTERS = 4_000_000  # unless their texts are longer than this together
_TEXTS = pa.list_(pa.string())
_SPANS = pa.list_(pa.list_(pa.int32()))
_VOTE = pa.struct({"for": pa.int32(), "against": pa.int32(), "abstained": pa.int32(), "names": _TEXTS})
_TYPES: Mapping[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "day": pa.date32(),
    "list of texts": _TEXTS,
    "list of spans": _SPANS,
    "list of names": pa.list_(pa.struct({"start": pa.int32(), "end": pa.int32(), "label": pa.string(), "text": pa.string(), "value": pa.string()})),
    "list of documents": pa.list_(pa.struct({"id": pa.string(), "name": pa.string()})),
    "list of people": pa.list_(pa.struct({"name": pa.string(), "role": pa.string(), "status": pa.string()})),
    "list of decisions": pa.list_(
        pa.struct({"text": pa.string(), "proposer": pa.string(), "seconder": pa.string(), "outcome": pa.string(), "vote": _VOTE}),
    ),
    "list of actions": pa.list_(pa.struct({"text": pa.string(), "owner": pa.string(), "due": pa.string()})),
    "list of references": pa.list_(
        pa.struct({"kind": pa.string(), "text": pa.string(), "target": pa.string(), "date": pa.string(), "spans": _SPANS}),
    ),
    "list of mentions": pa.list_(pa.struct({"name": pa.string(), "text": pa.string(), "spans": _SPANS})),
    "vote": _VOTE,
}


class _Sink(io.RawIOBase):
    """What Parquet is written into: handed on and forgotten."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        self._held.append(bytes(data))
        self._at += len(self._held[-1])
        return len(self._held[-1])

    def taken(self) -> bytes:
        """What was written since the last time."""
        held, self._held = b"".join(self._held), []
        return held


def parquet(rows: Iterable[Row], columns: Sequence[Column], about: Mapping[str, Any]) -> Iterator[bytes]:
    """Parquet, with the meaning of each column beside it and `about` in the file's metadata, under `minutes.` and as text or JSON."""
    schema = schema_of(columns, about)
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for some in _groups(rows):
            arrays = [pa.array([_recorded(column.kept(row)) for row in some], _TYPES[column.type]) for column in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    size = 0
    for row in rows:
        group.append(row)
        size += len(row.get("text") or "")
        if len(group) == _GROUP or size >= _CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def schema_of(columns: Sequence[Column], about: Mapping[str, Any]) -> pa.Schema:
    """The columns' types and meanings."""
    told = {f"minutes.{key}": value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for key, value in about.items()}
    fields = [pa.field(column.name, _TYPES[column.type], nullable=True, metadata={"meaning": column.meaning}) for column in columns]
    return pa.schema(fields, metadata=told)


def _recorded(value: Any) -> Any:
    """The value with nothing in place of a vote that is not recorded: in one column all is of one type."""
    if isinstance(value, dict):
        return {key: None if key == "vote" and each == UNRECORDED else each for key, each in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_recorded(each) for each in value]
    return value
