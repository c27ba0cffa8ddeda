"""`minutes key`: who may ask a server that others can reach, and who may write to its library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.options import LibraryOption, open_library

if TYPE_CHECKING:
    from service.keyring import Keyring

app = typer.Typer(no_args_is_help=True, help="Make, list and take back keys for a server that others can reach, and for writing over HTTP.")


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Whose key it is.")],
    scope: Annotated[str, typer.Option(metavar="read|write", help="read: ask and read. write: add and remove documents, too.")] = "read",
    library: LibraryOption = None,
) -> None:
    """Make a key and print it, this once."""
    from service.console import say
    from service.keyring import SCOPES

    chosen = next((each for each in SCOPES if each == scope), None)
    if chosen is None:
        raise typer.BadParameter("A key is for read or for write.", param_hint="--scope")
    secret = _ring(library).add(name, chosen)
    print(secret)
    say(f"This key is shown once and kept nowhere. Send it with each request as: Authorization: Bearer KEY. To take it back: minutes key remove '{name}'")


@app.command(name="list")
def list_keys(library: LibraryOption = None) -> None:
    """List the keys: name, scope and the day each was made; the keys themselves are kept nowhere."""
    from service.console import say, unwrapped

    keys = _ring(library).keys()
    for each in keys:
        print(f"{each.scope:<5}  {each.made}  {unwrapped(each.name)}")
    if not keys:
        say("There are no keys. To make one: minutes key add NAME --scope read")


@app.command()
def remove(name: Annotated[str, typer.Argument(help="Whose key it is.")], library: LibraryOption = None) -> None:
    """Take a key back; a server that runs refuses it from then on."""
    _ring(library).remove(name)
    print(f"Removed: {name}")


def _ring(library: Path | None) -> Keyring:
    from service.keyring import Keyring

    return Keyring(open_library(library, settle=False).folder)
