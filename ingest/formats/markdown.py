"""Markdown: its marks and escapes read, its words and printed numbers left as they stand."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.domain import Extracted, Source
from ingest.formats import html, plain

_TITLE = re.compile(r"""^title:\s*["']?(.+?)["']?\s*$""", re.MULTILINE)
# Lists stay text, so that `3. Minutes` keeps the number that was printed; indented text is no code in minutes.
_NOT_IN_MINUTES = ["list", "code", "fence", "lheading", "blockquote", "reference"]


def read(source: Source) -> Extracted:
    """The text as a reader of the rendered page sees it; line ends are kept, the front matter is left out."""
    text = plain.decode(source)
    parser = MarkdownIt("commonmark", {"breaks": True, "html": True}).enable("table").disable(_NOT_IN_MINUTES)
    parser.use(front_matter_plugin)
    front = next((token.content for token in parser.parse(text) if token.type == "front_matter"), "")
    title = _TITLE.search(front)
    extracted = html.extract(f"<main>{parser.render(text)}</main>")
    return replace(extracted, title=title.group(1)) if title else extracted
