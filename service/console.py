"""What the command line shows: answers, progress, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from index.checking import Report
from index.intake import Added, Counted, Event, Failed, Unchanged
from index.library import Library
from index.records import PassageRecord
from index.search import Hit
from service.answers import Answer
from service.explaining import Reason
from service.measures import FIGURES, Scores

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_Made = TypeVar("_Made")
out = Console(highlight=False, soft_wrap=True)
_PARTS_SHOWN = 8  # features of a passage
_WIDE = 200  # more than any table of figures
err = Console(stderr=True, highlight=False, soft_wrap=True)


class _Rate(ProgressColumn):
    """Files a second, or a minute when that is below one."""

    def render(self, task: Task) -> Text:
        if not task.speed:
            return Text("")
        return Text(f"{task.speed:.1f} files/s" if task.speed >= 1 else f"{60 * task.speed:.0f} files/min")


def progress() -> Progress:
    """A bar with how many, how fast, and how long it will take yet."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True)


def tracked(made: Iterable[_Made], total: int, description: str) -> list[_Made]:
    """All that is made, with a bar while it is."""
    with progress() as bar:
        return list(bar.track(made, total=total, description=description))


def say(text: str) -> None:
    """A remark beside the output."""
    err.print(escape(text))


def follow(events: Iterable[Event]) -> int:
    """Show an ingest as it happens and what came of it at the end; gives how many files failed."""
    added, passages, unchanged, failed = 0, 0, 0, []
    with progress() as bar:
        task = bar.add_task("Reading")
        for event in events:
            match event:
                case Counted(files):
                    bar.update(task, total=files)
                    continue
                case Added(path, count):
                    added, passages = added + 1, passages + count
                case Unchanged(path):
                    unchanged += 1
                case Failed(path, _):
                    failed.append(event)
            bar.update(task, advance=1, description=escape(Path(path).name[-40:]))
    if failed:
        table = Table("File", "Why it was not taken in", title="Not taken in", title_justify="left", show_lines=False, expand=False)
        for each in failed:
            table.add_row(escape(each.path), escape(each.problem.reason))
        out.print(table, soft_wrap=False)
    if added:
        out.print(f"Taken in: {added} file{'s' * (added != 1)}, {passages} passage{'s' * (passages != 1)} encoded.")
    if unchanged:
        out.print(f"Unchanged: {unchanged} file{'s' * (unchanged != 1)}, already in the library{'' if added else '. Nothing was encoded'}.")
    if not added and not unchanged and not failed:
        out.print("There are no minutes there: no pdf, docx, html, md or txt file.")
    return len(failed)


def greet(library: Library, address: str, *, public: bool) -> None:
    """What stands on the screen while the page is served."""
    with library.reading() as catalogue:
        meetings = catalogue.counts()["documents"]
    if not meetings:
        out.print(f"There are no minutes in the library yet. In another window: minutes ingest FOLDER --library {library.folder}", markup=False)
    if public:
        out.print(
            "Whoever has a key can ask and read all of it. HTTP hides no key on its way: put a proxy with TLS before it, or keep to a network that you trust."
        )
    out.print(f"Ask at {address} - the API is described at {address}docs - stop with Ctrl+C", markup=False)


def show_report(report: Report) -> None:
    """What a check found, and what was done about it."""
    for problem in report.lost:
        out.print(f"Damaged: {problem}. Restore it from a backup, or ingest the file again.", markup=False)
    for problem in report.damaged:
        out.print(f"Damaged: {problem}.", markup=False)
    if report.rebuilt:
        out.print(f"The indexes were rebuilt from the catalogue: {report.counts['passages']} passages, none encoded again.")
    elif report.damaged:
        out.print("The indexes can be rebuilt from the catalogue: minutes rebuild")
    if report.sound:
        out.print(f"The library is whole: {report.counts['documents']} documents, {report.counts['passages']} passages.")
        if report.waiting:
            out.print(f"{report.waiting} passages are safe but not yet searched: an ingest was interrupted.")
            out.print("The next command that opens the library mends that.")


def show_answer(answer: Answer) -> None:
    """An answer as text."""
    out.print(f"[bold]{escape(' '.join(answer.question.split()))}[/bold]")
    if answer.reworded:
        out.print(f"Asked as: {escape(answer.reading.asked_as)}")
    if read := list(dict.fromkeys(each.words for each in answer.reading.guesses if each.words)):
        out.print(f"Meetings and people first that the question names: {escape('; '.join(read))}")
    out.print()
    if answer.verdict == "not_found":
        _show_refusal(answer)
        return
    if answer.verdict == "partial":
        out.print("The minutes may answer this only in part.\n")
    for heading, quotes in (("What was said", answer.said), ("What was decided", answer.decided), ("To be done", answer.to_do)):
        if quotes:
            out.print(f"[bold]{heading}[/bold]")
            for quote in quotes:
                out.print(f"  “{unwrapped(quote.text)}” [{quote.passage + 1}]", markup=False)
            out.print()
    out.print("[bold]Sources[/bold]")
    for number in sorted({quote.passage for quote in answer.quotes}):
        out.print(f"  [{number + 1}] {citation(answer.passages[number].passage)}{_also(answer.passages[number])}", markup=False)


def _also(hit: Hit) -> str:
    return f", also in {', '.join(unwrapped(each.name) for each in hit.also_in)}" if hit.also_in else ""


def show_reasons(why: Sequence[Reason]) -> None:
    """Why passages stand where they stand, what counted most first."""
    for each in why:
        place = f"[{each.rank}] " if each.rank else ""
        figures = (("score", each.score), ("meaning", each.meaning), ("words", each.words), ("closeness", each.closeness))
        out.print(f"\n{place}{each.passage}: {each.why}", markup=False)
        if each.score is not None:
            out.print("  " + ", ".join(f"{name} {value:.3f}" for name, value in figures if value is not None))
        for name, added in sorted(each.parts.items(), key=lambda part: -abs(part[1]))[:_PARTS_SHOWN]:
            out.print(f"  {added:+.2f}  {name} ({each.features.get(name, each.closeness or 0.0):.2f})", markup=False)


def _show_refusal(answer: Answer) -> None:
    period = f", {answer.since} to {answer.until}" if answer.since else ""
    out.print(f"The minutes do not answer this. Searched: {answer.documents} meeting{'s' * (answer.documents != 1)}{period}.")
    if answer.absent:
        out.print(f"Nowhere in the minutes: {escape(', '.join(answer.absent))}.")
    if answer.found.nowhere:
        quoted = ", ".join(f"“{phrase}”" for phrase in answer.found.nowhere)
        out.print(f"Nowhere in these words: {escape(unwrapped(quoted))}.")
    if answer.passages:
        out.print("\nNearest passages; they may not be about this:")
        for hit in answer.passages[:3]:
            words = unwrapped(hit.passage.text)
            out.print(f"  {citation(hit.passage)}\n    {words[:200]}{'...' if len(words) > 200 else ''}", markup=False)


def citation(passage: PassageRecord) -> str:
    """Where a passage stands, in one line."""
    number = f"item {passage.item.number}" if passage.item.number else None
    item = " ".join(part for part in (number, passage.item.title) if part)
    page = f"page {passage.page}" if passage.page else None
    parts = (passage.meeting.body, passage.meeting.called, item, page, passage.meeting.document.name)
    return unwrapped(", ".join(dict.fromkeys(part for part in parts if part)))


def unwrapped(text: str) -> str:
    """Text on one line, without the control characters with which a file could take over the terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def show_scores(scores: Scores, misses: Iterable[str] = ()) -> None:
    """The misses of a question file, its figures by kind and with their intervals, and how far the confidence can be believed."""
    for text in misses:
        out.print(f"{text}\n", markup=False)
    table = _grid("", "questions", *(name for name in FIGURES if name in scores.figures))
    rows = [*scores.kinds.items(), ("ALL", (scores.questions, scores.figures))]
    for kind, (count, figures) in rows:
        table.add_row(escape(kind), str(count), *(f"{figures[name].value:.3f}" if name in figures else "" for name in FIGURES if name in scores.figures))
    _print_grid(table)
    table = _grid("", "value", "95% interval", "questions")
    for name, figure in scores.figures.items():
        table.add_row(name, f"{figure.value:.3f}", f"{figure.low:.3f} to {figure.high:.3f}", str(figure.questions))
    if scores.figures:
        _print_grid(table)
    if fit := scores.calibration:
        table = _grid("confidence", "questions", "mean confidence", "share answerable")
        for each in fit.bins:
            table.add_row(f"{each.low:.1f} to {each.high:.1f}", str(each.questions), f"{each.confidence:.3f}", f"{each.answerable:.3f}")
        _print_grid(table)
        out.print(f"Brier score {fit.brier:.3f}, expected calibration error {fit.error:.3f}")


def _grid(first: str, *others: str) -> Table:
    """A table of figures; without lines where it is not read on a screen."""
    table = Table(box=SIMPLE if out.is_terminal else None, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for each in others:
        table.add_column(each, justify="right", no_wrap=True)
    return table


def _print_grid(table: Table) -> None:
    """The table as wide as it is: a figure of which the end is cut off is none."""
    Console(file=out.file, force_terminal=out.is_terminal, width=_WIDE, highlight=False).print(table)
    if not out.is_terminal:
        out.print()
