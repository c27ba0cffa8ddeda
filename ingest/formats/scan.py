"""Words out of pictures of pages, by RapidOCR, when the extra `scans` is installed. Its models come with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import fmean
from typing import Any


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read on a page, a line a line; `confidence` is the mean over its lines, between 0 and 1."""

    text: str
    confidence: float


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(pages: Iterable[Any]) -> Iterator[Recognised]:
    """Read pictures of pages (arrays of height, width and colour), one after the other; some seconds each."""
    from rapidocr import RapidOCR

    reader = RapidOCR(params={"Global.log_level": "error"})
    for page in pages:
        found: Any = reader(page)
        lines, scores = list(found.txts or ()), list(found.scores or ())
        yield Recognised("\n".join(lines), fmean(scores) if scores else 0.0)
