"""The command `minutes`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ingest.errors import MinutesError
from service import cli_export, cli_figures, cli_keys, options
from service.options import CorrectionsOption, JsonOption, LibraryOption, ModelOption, folder_of, open_library, print_json, settings_of_run


class _Stopped(Exception):
    """Ctrl+C, under a name that typer does not keep for itself."""


class _Commands(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise _Stopped from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more at its end
            raise typer.Exit(141) from error


app = typer.Typer(
    cls=_Commands, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Ask a council's minutes; get their own words back."
)
app.command()(cli_figures.label)
app.command()(cli_figures.evaluate)
app.command()(cli_figures.train)
app.command()(cli_figures.useful)
app.command()(cli_export.export)
app.command()(cli_export.cite)
app.add_typer(cli_keys.app, name="key")
DEMO = ("What was said about home-educated children?", "What was decided about Mill Lane?", "How did councillors vote on the budget amendment?")


@app.command()
def demo() -> None:
    """Try it: take in the bundled minutes of an invented council and ask three questions."""
    import tempfile

    from index.intake import take_in
    from index.library import Library
    from service.answers import answer
    from service.console import follow, out, say, show_answer

    samples = Path(__file__).parent / "samples"
    with tempfile.TemporaryDirectory(prefix="minutes-demo-") as folder:
        say("Loading the model ...")
        library = Library.create(Path(folder), options.load_encoder)
        failed = follow(take_in(library, [samples]))
        for question in DEMO:
            out.rule()
            show_answer(answer(library, question))
    out.rule()
    out.print('Next, with minutes of your own:\n  minutes ingest FOLDER\n  minutes ask "..."\n  minutes serve', markup=False)
    raise typer.Exit(1 if failed else 0)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of minutes.")],
    library: LibraryOption = None,
    model: ModelOption = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Take minutes in: pdf, docx, html, md and txt. Files that have not changed cost nothing."""
    from index.intake import take_in
    from index.library import Library
    from ingest.corrections import given_corrections
    from service.console import follow, say

    given = given_corrections(corrections) if corrections else None
    opened = Library.create(folder_of(library), options.load_encoder, model, notice=say)
    raise typer.Exit(1 if follow(take_in(opened, paths, given)) else 0)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
    without: Annotated[list[str] | None, typer.Option(metavar="PART", help="Do not read from it: dates, names, typos, abbreviations, kind, phrases.")] = None,
    in_time_order: Annotated[bool, typer.Option("--in-time-order", help="Quote the earliest meeting first.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each passage was ranked by.")] = False,
    why_not: Annotated[list[str] | None, typer.Option(metavar="ID", help="Say why the passage of this id is not in the answer.")] = None,
) -> None:
    """Ask a question."""
    from service.answers import answer
    from service.console import show_answer, show_reasons
    from service.explaining import reason_for, reasons
    from service.question import parts, read_question

    off, longest = parts(without or ()), settings_of_run().longest_question
    read_question(question, longest=longest)  # a question that cannot be asked need not wait for the model
    opened = open_library(library)
    made = answer(opened, question, longest=longest, off=off, in_time=in_time_order)
    why = [*(reasons(made) if explain else ()), *(reason_for(opened, made, each) for each in why_not or ())]
    if as_json:
        from service.schemas import answer_out

        print_json(answer_out(made, why if explain or why_not else None).model_dump(mode="json", by_alias=True))
    else:
        show_answer(made)
        show_reasons(why)


@app.command()
def serve(
    library: LibraryOption = None,
    host: Annotated[str | None, typer.Option(help="The address to listen at. Also: MINUTES_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="The port. Also: MINUTES_PORT.")] = None,
    allow_uploads: Annotated[
        bool, typer.Option("--allow-uploads", help="Let whoever has the key add minutes from the page. The key: MINUTES_UPLOAD_KEY, or one is made.")
    ] = False,
) -> None:
    """Serve the page and the API on this machine."""
    from index.library import Library
    from service.answers import answer
    from service.app import create_app
    from service.console import greet, say
    from service.ports import address_of, listen
    from service.serving import expect_keys, server
    from service.settings import with_key

    settings = settings_of_run()
    chosen = {"host": host or settings.host, "port": settings.port if port is None else port, "allow_uploads": allow_uploads or settings.allow_uploads}
    settings, made = with_key(settings.model_copy(update=chosen))
    listening = listen(settings.host, settings.port)
    expect_keys(settings, library or settings.library)
    say("Loading the model ...")
    opened = Library.create(library or settings.library, options.load_encoder, notice=say)
    with contextlib.suppress(MinutesError):  # whoever asks is told what is wrong
        answer(opened, "warm")  # the first question should wait neither for the model nor for what is gathered once a generation
    serving = server(create_app(opened, settings))
    with contextlib.suppress(KeyboardInterrupt):  # the way to stop it
        greet(opened, address_of(listening), public=settings.public)
        if settings.allow_uploads:
            say(f"Minutes can be added at {address_of(listening)}add with the key {made or 'in MINUTES_UPLOAD_KEY'}")
        serving.run([listening])
    say("Stopped.")


@app.command()
def show(
    path: Annotated[Path, typer.Argument(help="A file, or a folder with --out.")],
    as_json: JsonOption = False,
    out: Annotated[Path | None, typer.Option("--out", help="Write <folder>/<file name>.json here for every file.")] = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Show how a file is understood; nothing is stored."""
    from service.console import say
    from service.sheet import minutes_as_text
    from service.showing import minutes_as_json, read_one, write_all

    if out is None:
        minutes = read_one(path, corrections)
        if as_json:
            print_json(minutes_as_json(minutes))
        else:
            print(minutes_as_text(minutes))
        return
    failed = 0
    for error in write_all(path, out, corrections):
        failed += 1
        say(f"Not understood: {error}")
    raise typer.Exit(1 if failed else 0)


@app.command()
def status(library: LibraryOption = None, documents: Annotated[bool, typer.Option("--documents", help="List every document.")] = False) -> None:
    """Say what the library holds."""
    opened = open_library(library)
    with opened.reading() as catalogue:
        counts, (first, last), held = catalogue.counts(), catalogue.period(), catalogue.documents()
    print(f"Library: {opened.folder}\nModel: {opened.model}\nMeetings: {counts['documents']}, {first or '?'} to {last or '?'}")
    print(f"Items: {counts['items']}\nPassages: {counts['passages']}")
    if documents:
        for document in held:
            print(f"  {document.id[:12]}  {document.name}")


@app.command()
def check(library: LibraryOption = None) -> None:
    """Check that the library is whole; rebuild what can be rebuilt. Exit 1 if anything was wrong."""
    from index.checking import check as run_check
    from service.console import show_report

    opened = open_library(library, settle=False)
    report = run_check(opened)
    show_report(report)
    raise typer.Exit(0 if report.sound else 1)


@app.command()
def rebuild(library: LibraryOption = None, model: ModelOption = None) -> None:
    """Build the indexes anew from the catalogue; with --model, encode everything by another model."""
    from service.console import progress, say

    opened = open_library(library, settle=False)
    with opened.writing() as writer:
        if model is None:
            writer.publish(anew=True)
            return
        encoder = options.load_encoder(model)
        with progress() as bar:
            task = bar.add_task("Encoding")
            writer.encode_anew(encoder, lambda done, total: bar.update(task, completed=done, total=total))
    say(f"The library is now encoded by {encoder.name}.")


@app.command()
def remove(document: Annotated[str, typer.Argument(help="File name, folder/name, or id.")], library: LibraryOption = None) -> None:
    """Take a document out of the library."""
    with open_library(library).writing() as writer:
        print(f"Removed: {writer.remove(document)}")


def main() -> None:
    """The one place where errors of the command line end."""
    try:
        app(prog_name="minutes")
    except MinutesError as error:
        _complain(f"Error: {error}", 1)
    except (KeyboardInterrupt, _Stopped):
        _complain("Stopped. Nothing that was taken in is lost; run the same command again to go on.", 130)
    except OSError as error:
        _complain(f"Error: {error.filename or ''}: {error.strerror or error}. Check the path and the disk.", 1)
    except Exception as error:
        if os.environ.get("MINUTES_DEBUG"):
            raise
        _complain(f"Error: something went wrong inside ({type(error).__name__}: {error}). Set MINUTES_DEBUG=1 to see where.", 70)


def _complain(text: str, code: int) -> None:
    print(text.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)
    sys.exit(code)
