"""What the commands share: their options, and how they come to a library."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.library import Library
    from service.settings import Settings

LibraryOption = Annotated[Path | None, typer.Option("--library", help="The library's folder. Also: MINUTES_LIBRARY. Otherwise var/library.")]
ModelOption = Annotated[str | None, typer.Option("--model", help="Another sentence-transformers model: a folder, or a name on this machine.")]
CorrectionsOption = Annotated[Path | None, typer.Option("--corrections", metavar="FILE", help="What was read wrong, in YAML: see the README, Mending.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def load_encoder(model: str | None) -> Encoder:
    """The model of that name, or the packaged one."""
    from index.encoder import PACKAGED, SentenceTransformerEncoder

    return SentenceTransformerEncoder(model or PACKAGED)


def open_library(library: Path | None, *, settle: bool = True) -> Library:
    """The library in a folder, or the one that is set."""
    from index.library import Library
    from service.console import say

    return Library(folder_of(library), load_encoder, notice=say, settle=settle)


def folder_of(library: Path | None) -> Path:
    """The folder that is named, or the one that is set."""
    return library or settings_of_run().library


def settings_of_run() -> Settings:
    """The settings of this run."""
    from service.settings import read_settings

    return read_settings()


def print_json(content: Any) -> None:
    """Print JSON, in UTF-8 whatever the terminal is set to."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, whatever its declared type
    print(json.dumps(content, ensure_ascii=False, indent=1))
