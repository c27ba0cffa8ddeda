"""A source to its stored text: the right reader for its format, and the checks that hold for all."""

from __future__ import annotations

from collections.abc import Callable

from ingest.domain import Document, Extracted, Format, Source
from ingest.errors import EmptySource, printable
from ingest.formats import html, markdown, pdf, plain, word

READERS: dict[Format, Callable[[Source], Extracted]] = {
    "pdf": pdf.read,
    "docx": word.read,
    "html": html.read,
    "md": markdown.read,
    "txt": plain.read,
}


def extract(source: Source) -> Document:
    """The document of a source.

    Raises:
        SourceError: the file is damaged, encrypted, a scan, or holds no word.

    """
    extracted = READERS[source.format](source)
    if not any(character.isalnum() for character in extracted.text):
        raise EmptySource("There is no text in it.", where=str(source.path), todo="Open it and see whether it holds minutes.")
    return Document(
        id=source.sha256,
        name=printable(source.path.name),
        folder=printable(source.path.parent.name),
        format=source.format,
        text=extracted.text,
        pages=extracted.pages,
        blocks=extracted.blocks,
        title=extracted.title,
        remarks=extracted.remarks,
    )
