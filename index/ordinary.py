"""Whether a word typed in small letters is an ordinary word of the minutes, or an abbreviation typed in haste."""

from __future__ import annotations

import re

from index.library import Library
from index.words import terms

_LOOKED_AT = 20  # passages
_RARELY = 4  # an ordinary word stands in small letters at least once for so many times that it stands in capitals


def is_ordinary(library: Library, word: str) -> bool:
    """Whether the passages that hold the word most write it in small letters, too: `aim` beside `AIM`, hardly ever `ehe`."""
    snapshot = library.snapshot()
    if snapshot is None:
        return False
    keys = [key for key, _ in snapshot.words.search(terms(word), _LOOKED_AT)]
    with library.reading() as catalogue:
        text = "\n".join(catalogue.encoded_texts(keys).values())
    found: list[str] = re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    small = sum(map(str.islower, found))
    return small > 0 and len(found) <= small * (_RARELY + 1)
