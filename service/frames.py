"""Objects as a table of pandas or polars, whichever is there: a row each, with what lies within as columns of its own (`meeting_date`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from service.errors import NotInstalled

Kind = Literal["pandas", "polars"]


def frame(rows: Iterable[Mapping[str, Any]], kind: Kind = "pandas") -> Any:
    """A data frame of these rows; days become dates of the frame.

    Raises:
        NotInstalled: the package of that name is not here.

    """
    table = [flat(row) for row in rows]
    names = list(dict.fromkeys(name for row in table for name in row))
    columns = {name: [row.get(name) for row in table] for name in names}
    try:
        return _pandas(columns) if kind == "pandas" else _polars(columns)
    except ImportError as error:
        todo = f"Install it: pip install {kind}. Or go through the rows one by one."
        raise NotInstalled(f"A data frame needs {kind}, which is not installed.", where=f"frame({kind!r})", todo=todo) from error


def flat(row: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """A row without mappings within, its own fields first: {"meeting": {"date": ...}} becomes {"meeting_date": ...}. Lists stay."""
    found = {f"{before}{name}": value for name, value in row.items() if not isinstance(value, Mapping)}
    for name, value in row.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{before}{name}_")
    return found


def _pandas(columns: Mapping[str, list[Any]]) -> Any:
    import pandas

    return pandas.DataFrame({name: pandas.to_datetime(pandas.Series(values)) if _days(values) else values for name, values in columns.items()})


def _polars(columns: Mapping[str, list[Any]]) -> Any:
    import polars

    return polars.DataFrame(dict(columns), strict=False)


def _days(values: Iterable[Any]) -> bool:
    """Whether these are days, or unknown, and at least one is known."""
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, dt.date) for value in known)
