"""Plain text: which encoding, and nothing else."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from ingest.domain import Extracted, Source
from ingest.errors import DamagedSource

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What minutes in English were ever saved in, besides Unicode; without the list the guess wanders to Cyrillic.
_LEGACY = ["cp1252", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]
_USUAL = frozenset("£€–—‘’“”…•·½¼¾°²³§©®™é è à á â ç ê ë í î ï ñ ó ô ö ú ü ā ē ī ō ū É Ā\xa0\xad".replace(" ", ""))
_SAMPLE = 65_536


def read(source: Source) -> Extracted:
    """The text of a plain file, its line ends made one kind."""
    return Extracted(decode(source))


def decode(source: Source, declared: str | None = None) -> str:
    """The file's text: by its byte order mark, as UTF-8, as `declared`, or by what reads best.

    Raises:
        DamagedSource: it is not text.

    """
    encoding = next((name for mark, name in _MARKS if source.data.startswith(mark)), None)
    tried = [encoding] if encoding else ["utf-8", *([declared] if declared else [])]
    for name in tried:
        try:
            return _lines(source.data.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    guesses = [each.encoding for each in from_bytes(source.data[:_SAMPLE], cp_isolation=_LEGACY)]
    if b"\x00" in source.data[:_SAMPLE]:
        guesses = [name for name in guesses if name.startswith("utf_16")]
    if not guesses:
        raise DamagedSource("It is not text in any encoding that is known here.", where=str(source.path), todo="Save it as UTF-8.")
    return _lines(max((source.data.decode(name, "replace") for name in sorted({*guesses}, key=_LEGACY.index)), key=_likely))


def _likely(text: str) -> int:
    """How many more of the characters beyond ASCII are such as minutes hold than are not."""
    beyond = [character for character in text if not character.isascii()]
    return sum(1 if character in _USUAL else -1 for character in beyond)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
