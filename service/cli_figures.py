"""The commands that measure, and that learn from what is measured."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from service import options
from service.options import JsonOption, LibraryOption, open_library, print_json


def label(texts: Annotated[Path, typer.Argument(metavar="FILE.jsonl")], out: Annotated[Path, typer.Option("--out", metavar="PRED.jsonl")]) -> None:
    """Find the names in texts: lines of {"id", "text", "doc"?} to lines of {"id", "entities"}."""
    from ingest.entities import entities_of
    from ingest.people import listed
    from service.evaluate import load
    from service.labels import Labelled

    lines = sorted(enumerate(load(texts, Labelled)), key=lambda line: line[1].doc or "")
    minutes = [[line.text for _, line in group] for _, group in groupby(lines, key=lambda line: line[1].doc or line[0])]
    found = entities_of((each, listed(each)) for each in minutes)
    named = dict(zip((at for at, _ in lines), found, strict=True))
    with out.open("w", encoding="utf-8") as stream:
        for line, names in ((line, named[at]) for at, line in sorted(lines, key=lambda line: line[0])):
            stream.write(json.dumps({"id": line.id, "entities": [[each.start, each.end, each.label] for each in names]}) + "\n")


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl")],
    library: LibraryOption = None,
    run: Annotated[Path | None, typer.Option("--run", metavar="RUN.jsonl", help="Write what was answered, for other scorers.")] = None,
    no_filters: Annotated[bool, typer.Option("--no-filters", help="Leave out the questions' filters.")] = False,
    misses: Annotated[int, typer.Option("--misses", metavar="N", min=0, help="Show the first N that missed, and the first N answered without an answer.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Ask every question of a file and print how well they were answered."""
    from service import evaluate as evaluation
    from service.console import say, show_scores, tracked
    from service.measures import score, scores_as_json
    from service.misses import misses_as_text

    lines = evaluation.read_questions(questions)
    if run is not None:
        evaluation.expect_file(run)  # not after all has been asked
    opened = open_library(library)
    evaluation.check(opened, lines, say)
    outcomes = tracked(evaluation.evaluate(opened, lines, use_filters=not no_filters), len(lines), "Asking")
    if run is not None:
        evaluation.write_run(run, outcomes)
    if as_json:
        print_json(scores_as_json(score(outcomes)))
    else:
        show_scores(score(outcomes), misses_as_text(outcomes, misses))


def train(
    on: Annotated[list[Path], typer.Argument(metavar="QUESTIONS.jsonl LIBRARY ...", help="Question files, each before the library that it asks.")],
    dry: Annotated[bool, typer.Option("--dry", help="Say what the weights are worth, and keep those that are there.")] = False,
) -> None:
    """Learn the ordering and the confidence anew; one question in three is left out, for `evaluate`."""
    from index.library import Library
    from service import evaluate as evaluation
    from service import training
    from service.console import say

    if len(on) % 2:
        raise typer.BadParameter("Give a library after every question file.")
    sets = [
        (Library(library, options.load_encoder, notice=say), evaluation.read_questions(questions)) for questions, library in zip(on[::2], on[1::2], strict=True)
    ]
    trained = training.train(sets, say)
    for line in trained.report:
        print(line)
    if not dry:
        training.write(trained)


def useful(
    out: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Where to write the question file.")],
    library: LibraryOption = None,
) -> None:
    """Write what readers said of answers ("Was this useful?") as a question file for `evaluate`."""
    from index.disk import write_whole
    from service.console import say
    from service.useful import kept

    lines = [json.dumps(each, ensure_ascii=False) for each in kept(open_library(library))]
    write_whole(out, "".join(f"{each}\n" for each in lines).encode())
    say(f"{len(lines)} answers were judged: {out}")
