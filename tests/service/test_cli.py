"""The command `minutes`: what each command prints, promises and refuses."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.library import Library
from index.lock import writer_lock
from ingest import domain as of_ingest
from ingest import pipeline
from ingest.corrections import Corrections
from ingest.domain import Source
from service import cli, options
from service.answers import answer
from service.schemas import answer_out
from tests.conftest import ROOT, SAMPLES, SHARED
from tests.fakes import load_hash_encoder

FENNICK = SAMPLES / "fennick-vale-district-council"
PLAIN = FENNICK / "2022-11-16-children-and-learning-scrutiny-committee.txt"
HEAVY = {"torch", "spacy", "faiss", "tantivy", "fastapi", "sentence_transformers", "numpy", "uvicorn", "pydantic", "transformers", "jinja2"}


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


class Minutes:
    """Runs commands in this process, with a quick stand-in for the model."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *arguments: object) -> Ran:
        self._monkeypatch.setattr(sys, "argv", ["minutes", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = self._capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int) or code is None
        return Ran(code or 0, printed.out, printed.err)


@pytest.fixture
def minutes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Minutes:
    from rich.console import Console

    from service import console

    monkeypatch.setattr(options, "load_encoder", load_hash_encoder)
    monkeypatch.setattr(console, "out", Console(highlight=False, soft_wrap=True, width=400))
    monkeypatch.setattr(console, "err", Console(highlight=False, soft_wrap=True, width=400, stderr=True))
    monkeypatch.chdir(tmp_path)
    return Minutes(capsys, monkeypatch)


@pytest.fixture
def filled(minutes: Minutes, tmp_path: Path) -> Path:
    """A library of three of the samples."""
    folder = tmp_path / "library"
    names = (PLAIN, FENNICK / "2023-06-14-planning-committee.md", FENNICK / "2023-10-19-council.html")
    assert minutes("ingest", *names, "--library", folder).code == 0
    return folder


def assert_refused(ran: Ran, *words: str, code: int = 1) -> None:
    """One polite sentence or two on stderr, nothing on stdout, never a trace."""
    assert ran.code == code
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


def test_ingest_tells_what_was_taken_in(minutes: Minutes, tmp_path: Path) -> None:
    """Ingest says how many files were taken in; a second time it says that nothing was encoded."""
    first = minutes("ingest", PLAIN, "--library", tmp_path / "library")
    with Library(tmp_path / "library", load_hash_encoder).reading() as catalogue:
        passages = catalogue.counts()["passages"]
    assert (first.code, first.out) == (0, f"Taken in: 1 file, {passages} passages encoded.\n")
    assert passages > 9
    again = minutes("ingest", PLAIN, "--library", tmp_path / "library")
    assert (again.code, again.out) == (0, "Unchanged: 1 file, already in the library. Nothing was encoded.\n")


def test_ingest_lists_every_failure_with_its_reason(minutes: Minutes, tmp_path: Path) -> None:
    """Bad files are listed with what is wrong and what to do, stop nothing else, and make the exit code 1."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    shutil.copy(PLAIN, folder)
    (folder / "empty 😀.txt").write_bytes(b"")
    (folder / "nuls.md").write_bytes(b"\0" * 100)
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100)
    (folder / "false.docx").write_bytes(b"no zip at all")
    ran = minutes("ingest", folder, folder / "missing.pdf", "--library", tmp_path / "library")
    table = " ".join(ran.out.replace("│", " ").split())
    assert ran.code == 1
    for name in ("empty 😀.txt", "nuls.md", "old.doc", "false.docx", "missing.pdf"):
        assert name in ran.out
    for reason in ("The file is empty. Fetch it again", "save it as .docx", "is not a Word document", "It does not exist. Check the path."):
        assert reason in table
    assert "Taken in: 1 file" in ran.out
    assert minutes("status", "--library", tmp_path / "library").out.count("Meetings: 1,") == 1


def test_ingest_of_nothing_says_so(minutes: Minutes, tmp_path: Path) -> None:
    """A folder without minutes is told, with the formats that are read."""
    (tmp_path / "empty").mkdir()
    assert "There are no minutes there: no pdf, docx, html, md or txt file." in minutes("ingest", tmp_path / "empty", "--library", tmp_path / "l").out


def test_ask_prints_quotes_with_their_sources(minutes: Minutes, filled: Path) -> None:
    """An answer is quoted sentences with numbers, and the meeting, item and file of each number."""
    ran = minutes("ask", "How many children are known to be home educated?", "--library", filled)
    assert ran.code == 0
    assert "  “The number of children known to be home educated in the district had risen from 84 in September 2019 to 131 in September 2022.” [" in ran.out
    source = "Children and Learning Scrutiny Committee, 16 November 2022, item 37/22 Elective Home Education"
    assert source in ran.out.split("Sources\n")[1]


def test_ask_json_is_the_answer_of_the_api(minutes: Minutes, filled: Path) -> None:
    """`ask --json` prints what the API answers, and nothing else."""
    question = "What was said about home-educated children?"
    ran = minutes("ask", question, "--library", filled, "--json")
    expected = answer_out(answer(Library(filled, load_hash_encoder), question)).model_dump(mode="json", by_alias=True)
    assert json.loads(ran.out) == expected
    assert list(expected["searched"]) == ["documents", "from", "to"]


def test_a_refusal_says_what_was_searched(minutes: Minutes, filled: Path) -> None:
    """When the minutes do not answer, it says so, what it searched, which words stand nowhere, and shows the nearest passages."""
    ran = minutes("ask", "recipe for sourdough bread", "--library", filled)
    assert ran.code == 0
    assert "The minutes do not answer this. Searched: 3 meetings, 2022-11-16 to 2023-10-19.\nNowhere in the minutes: recipe, sourdough, bread.\n" in ran.out
    assert ran.out.count("Fennick Vale District Council, ") == 3
    assert "“" not in ran.out.split("Nearest")[0]


def test_brackets_in_questions_and_minutes_are_text(minutes: Minutes, filled: Path) -> None:
    """What looks like markup of the screen is shown as it is."""
    ran = minutes("ask", "home-educated children [bold red]register[/bold red] [/]", "--library", filled)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "home-educated children [bold red]register[/bold red] [/]")


def test_show_tells_how_a_file_is_understood(minutes: Minutes) -> None:
    """`show` prints the meeting, who was there, the items, what was decided and what is to be done."""
    out = minutes("show", PLAIN).out
    assert out.startswith("Fennick Vale District Council - Children and Learning Scrutiny Committee\n2022-11-16, ")
    assert "\n37/22  Elective Home Education\n" in out
    assert "decided [" in out
    assert "to do (Head of Inclusion and Admissions, 31 March 2023): " in " ".join(out.split())
    assert "Apologies: Fiona Stallard" in out


@pytest.mark.parametrize("path", sorted(FENNICK.iterdir()), ids=lambda path: path.name)
def test_show_json_keeps_its_contract(path: Path, minutes: Minutes) -> None:
    """`show --json` has just the promised fields; unknown is null, never a guess."""
    shown = json.loads(minutes("show", path, "--json").out)
    facts = ["body", "committee", "date", "start_time", "end_time", "kind", "place", "state"]
    assert list(shown) == [*facts, "attendance", "items", "doubts", "doubts_at", "quality", "corrections"]
    assert 0.9 <= shown["quality"]["value"] <= 1
    assert shown["corrections"] == []
    assert all(isinstance(doubt, str) for doubt in shown["doubts"])
    assert shown["date"] == path.name[:10]
    assert len(shown["items"]) >= 7
    for person in shown["attendance"]:
        assert list(person) == ["name", "role", "status", "initials", "part"]
        assert person["status"] in {"present", "in attendance", "apologies", "absent"}
    for item in shown["items"]:
        assert list(item) == ["number", "number_read", "title", "text", "page", "decisions", "actions", "references", "mentions", "rule"]
        for decision in item["decisions"]:
            assert list(decision) == ["text", "proposer", "seconder", "outcome", "vote"]
            assert decision["outcome"] in {"carried", "lost", "deferred", "withdrawn", "unrecorded"}
            assert decision["vote"] == "unrecorded" or list(decision["vote"]) == ["for", "against", "abstained", "names"]
        for action in item["actions"]:
            assert list(action) == ["text", "owner", "due"]


def test_show_prints_votes_and_other_boundaries(minutes: Minutes) -> None:
    """A decision stands with its movers, outcome and vote, an item with its page, and the rule by which items begin is told once."""
    out = minutes("show", FENNICK / "2023-02-23-council.pdf").out
    amendment = 'decided [lost], proposed by Binnie, seconded by Stallard, 6 for, 10 against, 1 abstained: "That the increase'
    assert amendment in " ".join(out.split())
    assert "\n7  REVENUE BUDGET AND COUNCIL TAX 2023/24  (page 2)\n" in out
    assert "\nItems begin by: number and stop\n" in out
    assert "Joyce Okonjo (Vice-Chair); " in out


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Minutes of the bundled council in a folder of their own, under a name that has another date."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    shutil.copy(PLAIN, folder / "2022-11-17.txt")
    return folder


def test_show_says_where_a_doubt_stands(minutes: Minutes, inbox: Path) -> None:
    """A doubt is shown with its page or line and its words; its JSON has the span as well."""
    path = inbox / "2022-11-17.txt"
    out = " ".join(minutes("show", path).out.split())
    assert "Doubt: The text says 2022-11-16, the file's name 2022-11-17. Line 5: “Wednesday 16 November 2022”" in out
    shown = json.loads(minutes("show", path, "--json").out)
    (doubt,) = shown["doubts_at"]
    assert doubt["doubt"] == shown["doubts"][0]
    assert path.read_text("utf-8")[slice(*doubt["span"])] == doubt["text"]


def test_show_says_what_was_corrected(minutes: Minutes, inbox: Path) -> None:
    """What corrections changed, and the quality of the reading, are shown."""
    path = inbox / "2022-11-17.txt"
    (inbox / "2022-11-17.txt.yaml").write_text("date: 2022-11-17\nitems: [{begins: 37/22 Elective Home Education, title: Home Education}]\n")
    out = minutes("show", path).out
    assert "\nCorrected: date: 2022-11-17 (read as 2022-11-16)\n" in out
    assert "\n37/22  Home Education\n" in out
    assert "\nQuality 1.00: " in out
    assert "Doubt" not in out
    shown = json.loads(minutes("show", path, "--json").out)
    assert [each["key"] for each in shown["corrections"]] == ["date", "items"]
    (item,) = [item for item in shown["items"] if item["title"] == "Home Education"]
    assert item["text"].startswith("37/22 Elective Home Education")


def test_show_with_corrections_by_name(minutes: Minutes, inbox: Path, tmp_path: Path) -> None:
    """`--corrections` takes a file for one document or for many; one that is for others is refused."""
    path, one, many = inbox / "2022-11-17.txt", tmp_path / "one.yaml", tmp_path / "many.yaml"
    one.write_text("place: The Reading Room")
    many.write_text("other.txt: {place: A}\ninbox/2022-11-17.txt: {place: The Long Room}")
    assert json.loads(minutes("show", path, "--json", "--corrections", one).out)["place"] == "The Reading Room"
    assert json.loads(minutes("show", path, "--json", "--corrections", many).out)["place"] == "The Long Room"
    many.write_text("2022-11-18.txt: {place: A}")
    assert_refused(minutes("show", path, "--corrections", many), "Line 1", "no file `2022-11-18.txt`", "Did you mean `2022-11-17.txt`?")
    assert_refused(minutes("show", path, "--corrections", tmp_path / "none.yaml"), "none.yaml", "cannot be read")
    ran = minutes("show", inbox, "--out", tmp_path / "shown", "--corrections", many)
    assert (ran.code, "no file `2022-11-18.txt`" in ran.err) == (1, True)
    assert (tmp_path / "shown" / "inbox" / "2022-11-17.txt.json").exists()


def test_ingest_with_corrections(minutes: Minutes, inbox: Path, tmp_path: Path) -> None:
    """`ingest --corrections` corrects what it takes in; a fault is in the table of failures and the rest goes on."""
    shutil.copy(FENNICK / "2024-09-11-planning-committee.txt", inbox)
    file = tmp_path / "mend.yaml"
    file.write_text("2022-11-17.txt: {committee: Home Committee}\n2024-09-11-planning-committee.txt: {date: 2024}\n")
    ran = minutes("ingest", inbox, "--library", tmp_path / "l", "--corrections", file)
    assert ran.code == 1
    assert "Taken in: 1 file, " in ran.out
    assert "`date` is `2024`, which is no day" in " ".join(ran.out.replace("│", " ").split())
    file.write_text("2024-09-11-planning-committee.txt: {}\n")
    assert minutes("ingest", inbox, "--library", tmp_path / "l", "--corrections", file).code == 0
    assert "Home Committee" in minutes("ask", "home-educated children", "--library", tmp_path / "l").out


def test_show_out_mirrors_the_tree(minutes: Minutes, tmp_path: Path) -> None:
    """With --out every file gets a JSON of its own under its folder's name; what fails is told and stops nothing."""
    inbox = tmp_path / "councils" / "nether-pellow"
    inbox.mkdir(parents=True)
    shutil.copy(PLAIN, inbox)
    (inbox / "empty.txt").write_bytes(b"")
    ran = minutes("show", tmp_path / "councils", "--out", tmp_path / "shown")
    assert ran.code == 1
    assert "empty.txt: The file is empty." in ran.err
    assert [path.relative_to(tmp_path / "shown").as_posix() for path in (tmp_path / "shown").rglob("*.json")] == [f"nether-pellow/{PLAIN.name}.json"]
    assert minutes("show", PLAIN, "--out", tmp_path / "one").code == 0
    written = json.loads((tmp_path / "one" / FENNICK.name / f"{PLAIN.name}.json").read_text("utf-8"))
    assert written == json.loads(minutes("show", PLAIN, "--json").out)


def test_a_fault_at_one_file_stops_no_show(minutes: Minutes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --out a file at which a fault of ours shows is named, and the files after it are written."""
    understand = pipeline.understand

    def faulty(source: Source, corrections: Corrections | None) -> of_ingest.Minutes:
        if source.path.name == "a.txt":
            raise ZeroDivisionError("a fault")
        return understand(source, corrections)

    monkeypatch.setattr(pipeline, "understand", faulty)
    shutil.copy(PLAIN, tmp_path / "a.txt")
    shutil.copy(PLAIN, tmp_path / "b.txt")
    ran = minutes("show", tmp_path, "--out", tmp_path / "shown")
    assert ran.code == 1
    assert "a.txt: It could not be understood (ZeroDivisionError: a fault)." in ran.err
    assert [path.name for path in (tmp_path / "shown").rglob("*.json")] == ["b.txt.json"]


def test_label_finds_names_by_code_points(minutes: Minutes, tmp_path: Path) -> None:
    """`label` writes a line for each line, in order, with flat spans of code points of its text; other keys are ignored."""
    lines = [
        {"id": "a", "text": "😀 Councillor Ellerby moved that £640,000 be added on 21 July 2022.", "doc": "x", "other": 1},
        {"id": "b", "text": "Nothing here."},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert minutes("label", "in.jsonl", "--out", "out.jsonl").code == 0
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [list(line) for line in found] == [["id", "entities"]] * 2
    assert [line["id"] for line in found] == ["a", "b"]
    named = {(lines[0]["text"][start:end], label) for start, end, label in found[0]["entities"]}  # type: ignore[index]
    assert {("21 July 2022", "DATE")} <= named
    assert any(label == "MONEY" and "640,000" in text for text, label in named)
    ends = [0, *(border for start, end, _ in found[0]["entities"] for border in (start, end))]
    assert ends == sorted(ends)


def test_evaluate_prints_figures_and_writes_a_run(minutes: Minutes, filled: Path, tmp_path: Path) -> None:
    """`evaluate` prints figures by kind, plain when piped, and writes a line for each question: what was answered and the best ten passages."""
    questions = [
        {
            "id": "1",
            "question": "How many children are home educated?",
            "evidence": [{"doc": f"x/{PLAIN.name}", "quote": "risen from 84 in September 2019 to 131 in September 2022"}],
        },
        {"id": "2", "question": "sourdough recipe", "answerable": False, "kind": "off"},
        {"id": "3", "question": "???", "answerable": False},
        {"id": "4", "question": "And when?", "context": ["What was said about Mill Lane?", {"question": "Who is Chair?"}], "filters": {"until": "2022-12-31"}},
    ]
    (tmp_path / "questions.jsonl").write_text("".join(json.dumps(line) + "\n" for line in questions), "utf-8")
    ran = minutes("evaluate", "questions.jsonl", "--library", filled, "--run", "runs/run.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "runs" / "run.jsonl").read_text("utf-8").splitlines()]
    rank = next(at for at, each in enumerate(lines[0]["passages"], start=1) if "from 84 in September 2019" in " ".join(each["text"].split()))
    table = [line.split() for line in ran.out.splitlines()]
    assert table[0] == "questions hit@1 hit@3 hit@10 mrr@10 recall@10 ndcg@10 answer refused abstain".split()
    assert [line[0] for line in table[1:4]] == ["-", "off", "ALL"]
    shares = [float(rank <= 1), float(rank <= 3), 1.0, 1 / rank, 1.0]
    assert table[3][1:7] == ["4", *(f"{share:.3f}" for share in shares)]
    assert table[3][8:] == ["1.000", "0.000", "1.000"]
    assert ["hit@10", "1.000", "1.000", "to", "1.000", "1"] in table
    assert table[-1][:2] == ["Brier", "score"]
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["run.jsonl"]
    assert [list(line) for line in lines] == [["id", "abstained", "answer", "passages"]] * 4
    assert [line["id"] for line in lines] == ["1", "2", "3", "4"]
    assert [line["abstained"] for line in lines][:3] == [False, True, True]
    assert [len(line["passages"]) for line in lines] == [10, 10, 0, 10]
    assert any("84 in September 2019" in text for text in lines[0]["answer"])
    assert lines[1]["answer"] == []
    assert {passage["document"] for passage in lines[3]["passages"]} == {PLAIN.name}


def test_evaluate_tells_misses_and_prints_json(minutes: Minutes, filled: Path, tmp_path: Path) -> None:
    """`--misses` tells the first that missed before the figures, with a remark on documents that are not held; `--json` is JSON alone."""
    line = {"id": "1", "question": "How many children are home educated?", "evidence": [{"doc": "gone.txt", "quote": "no such words"}]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    ran = minutes("evaluate", "questions.jsonl", "--library", filled, "--misses", 3)
    assert ran.out.startswith(
        "1  evidence not found  “How many children are home educated?”\n  read as: How many children are home educated? (how much)\n  first: "
    )
    assert ran.err.startswith("1 document with evidence for 1 question is not in the library, so it counts as not found: gone.txt.")
    found = json.loads(minutes("evaluate", "questions.jsonl", "--library", filled, "--json").out)
    assert (found["questions"], found["figures"]["hit@10"]["value"], found["calibration"]) == (1, 0.0, None)


def test_evaluate_refuses_before_it_asks(minutes: Minutes, filled: Path, tmp_path: Path) -> None:
    """A run that cannot be written and a library without minutes are told before a question is asked."""
    (tmp_path / "questions.jsonl").write_text('{"id": "1", "question": "What of roads?"}\n')
    assert_refused(minutes("evaluate", "questions.jsonl", "--library", filled, "--run", tmp_path), str(tmp_path), "No run can be written there")
    assert_refused(minutes("evaluate", "questions.jsonl", "--library", filled, "--run", "questions.jsonl/run.jsonl"), "No run can be written there")
    Library.create(tmp_path / "empty", load_hash_encoder)
    assert_refused(minutes("evaluate", "questions.jsonl", "--library", tmp_path / "empty"), "There are no minutes in the library")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{broken", "Line 2"),
        ('{"id": "2"}', "Line 2 is not as it should be: question"),
        ('{"id": "2", "question": "x", "filters": {"since": "soon"}}', "2024-03-31"),
    ],
)
def test_a_broken_question_file_is_refused_by_line(line: str, words: str, minutes: Minutes, filled: Path, tmp_path: Path) -> None:
    """A line that is not as it should be is named by number and field."""
    (tmp_path / "questions.jsonl").write_text('{"id": "1", "question": "What of roads?"}\n' + line + "\n", "utf-8")
    assert_refused(minutes("evaluate", "questions.jsonl", "--library", filled), "questions.jsonl", words)


def test_status_says_what_the_library_holds(minutes: Minutes, filled: Path) -> None:
    """`status` names folder, model, meetings, period, items and passages, and with --documents each document."""
    out = minutes("status", "--library", filled, "--documents").out
    assert out.startswith(f"Library: {filled}\nModel: hash\nMeetings: 3, 2022-11-16 to 2023-10-19\nItems: ")
    assert [line.split()[1] for line in out.splitlines()[5:]] == [PLAIN.name, "2023-06-14-planning-committee.md", "2023-10-19-council.html"]


def test_check_and_rebuild(minutes: Minutes, filled: Path) -> None:
    """`check` says that a library is whole; of a damaged index it says which and mends it, and the exit code is 1; then it is whole."""
    whole = minutes("check", "--library", filled)
    assert whole.code == 0
    assert whole.out.startswith("The library is whole: 3 documents, ")
    harmed = next(filled.glob("meaning-*.faiss"))
    harmed.write_bytes(harmed.read_bytes()[:-1])
    damaged = minutes("check", "--library", filled)
    assert damaged.code == 1
    assert f"Damaged: {harmed.name}" in damaged.out
    assert "none encoded again" in damaged.out
    assert minutes("check", "--library", filled).code == 0
    assert "rebuilt from the catalogue" in minutes("rebuild", "--library", filled).err
    assert minutes("check", "--library", filled).code == 0


def test_remove_takes_a_document_out(minutes: Minutes, filled: Path) -> None:
    """`remove` takes one document out by its name; it is not found again."""
    assert minutes("remove", PLAIN.name, "--library", filled).out == f"Removed: {PLAIN.name}\n"
    assert PLAIN.name not in minutes("ask", "How many children are known to be home educated?", "--library", filled).out
    assert_refused(minutes("remove", PLAIN.name, "--library", filled), PLAIN.name, "no such document", "minutes status --documents")


@pytest.mark.parametrize("command", [["ask", "What of roads?"], ["status"], ["check"], ["rebuild"], ["remove", "x.pdf"]], ids=lambda command: command[0])
def test_a_missing_library_says_how_to_make_one(command: list[str], minutes: Minutes, tmp_path: Path) -> None:
    """Every command that needs a library says that there is none and which command makes one; it makes none itself."""
    assert_refused(minutes(*command, "--library", tmp_path / "nowhere"), str(tmp_path / "nowhere"), "There is no library here.", "minutes ingest FOLDER")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "There is no question."),
        ("  \n", "There is no question."),
        ("what was it", "too common"),
        ("a" * 10_000, "9500 characters too long. Ask in at most 500"),
    ],
    ids=["empty", "blank", "small words", "long"],
)
def test_a_question_that_cannot_be_asked_is_refused(question: str, words: str, minutes: Minutes, filled: Path) -> None:
    """A bad question is refused in a sentence that says what to do."""
    assert_refused(minutes("ask", question, "--library", filled), words)


def test_a_second_writer_is_told_to_wait(minutes: Minutes, filled: Path) -> None:
    """While one command writes, another that would write is refused politely, and questions are answered."""
    with writer_lock(filled):
        assert_refused(minutes("remove", PLAIN.name, "--library", filled), str(filled), "Another command is writing", "Questions can be asked meanwhile")
        assert minutes("ask", "How many children are known to be home educated?", "--library", filled).code == 0


@pytest.mark.parametrize(
    "arguments", [["show", "missing.pdf"], ["label", "missing.jsonl", "--out", "x"], ["evaluate", "missing.jsonl"]], ids=lambda each: each[0]
)
def test_a_missing_file_is_refused(arguments: list[str], minutes: Minutes) -> None:
    """A file that is not there is named."""
    assert_refused(minutes(*arguments), arguments[1])


def test_another_model_is_refused(minutes: Minutes, filled: Path) -> None:
    """A library keeps its model: another is refused with both names and the command that encodes anew."""
    assert_refused(minutes("ingest", PLAIN, "--library", filled, "--model", "other"), "encoded by hash", "other", "minutes rebuild --model other --library")


def test_a_bad_setting_is_named(minutes: Minutes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting in the environment that will not do is named, with what to do about it."""
    monkeypatch.setenv("MINUTES_PORT", "eighty")
    assert_refused(minutes("serve"), "MINUTES_PORT", "'eighty'", "unset MINUTES_PORT")


def test_a_port_in_use_is_refused_before_the_model_is_loaded(minutes: Minutes, monkeypatch: pytest.MonkeyPatch) -> None:
    """`serve` on a port that another program has says so and names the option, at once."""
    monkeypatch.setattr(options, "load_encoder", None)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_refused(minutes("serve", "--port", port), f"127.0.0.1:{port}: Another program is using this port.", "minutes serve --port")
    assert_refused(minutes("serve", "--host", "192.0.2.1"), "192.0.2.1: This machine has no such address.", "--host")


def test_keys_are_made_listed_and_taken_back(minutes: Minutes, filled: Path) -> None:
    """A key is printed once, alone on stdout; the list has names and scopes and no key; what is not there cannot be taken back."""
    assert "There are no keys." in minutes("key", "list", "--library", filled).err
    made = minutes("key", "add", "Anna Lee", "--scope", "write", "--library", filled)
    assert made.out.startswith("minutes_")
    assert "shown once" in made.err
    listed = minutes("key", "list", "--library", filled).out
    assert listed.startswith("write ")
    assert listed.endswith("  Anna Lee\n")
    assert made.out.strip() not in listed
    assert_refused(minutes("key", "add", "Anna Lee", "--library", filled), "There is a key of this name.", "minutes key remove")
    assert minutes("key", "remove", "Anna Lee", "--library", filled).out == "Removed: Anna Lee\n"
    assert_refused(minutes("key", "remove", "Anna Lee", "--library", filled), "There is no key of this name.")
    assert minutes("key", "add", "Bo", "--scope", "all", "--library", filled).code == 2


def test_others_are_not_served_without_a_key(minutes: Minutes, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`serve` on an address that others can reach is refused before the model is loaded, with the command that makes a key; so is a rate that is none."""
    monkeypatch.setattr(options, "load_encoder", None)
    refused = minutes("serve", "--host", "0.0.0.0", "--port", "0", "--library", filled)
    assert_refused(refused, "0.0.0.0: Others can reach this address", f"minutes key add NAME --library {filled}")
    monkeypatch.setenv("MINUTES_RATE", "lots")
    assert_refused(minutes("serve", "--port", "0", "--library", filled), "MINUTES_RATE", "600/minute")


def test_a_fault_inside_is_one_sentence(minutes: Minutes, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw ends with exit code 70 and one sentence that says how to see more."""

    def broken(self: Library) -> None:
        raise RuntimeError("inner words")

    monkeypatch.setattr(Library, "reading", broken)
    assert_refused(minutes("status", "--library", filled), "RuntimeError: inner words", "MINUTES_DEBUG=1", code=70)


@pytest.mark.parametrize("arguments", [["frobnicate"], ["ask"], ["ask", "x", "--frob"], ["serve", "--port", "x"]], ids=" ".join)
def test_wrong_usage_is_explained(arguments: list[str], minutes: Minutes) -> None:
    """A command line that cannot be read exits with 2 and shows the usage."""
    ran = minutes(*arguments)
    assert ran.code == 2
    assert "Usage: minutes" in ran.err


def test_every_command_explains_itself(minutes: Minutes) -> None:
    """`minutes --help` lists all commands, each with a sentence."""
    out = minutes("--help").out
    for command in ("demo", "ingest", "ask", "serve", "show", "label", "evaluate", "status", "check", "rebuild", "remove", "key"):
        line = next(line for line in out.splitlines() if line.strip("│ ").startswith(command + " "))
        assert len(line.strip("│ ").removeprefix(command).strip()) > 12


def process(*arguments: object, **more: str) -> "subprocess.Popen[str]":
    """`minutes` as a process of its own, as it is installed."""
    command = [sys.executable, "-c", "from service.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **more}, cwd=ROOT)


def test_help_imports_nothing_heavy() -> None:
    """`minutes --help` loads no model, index, web or number library."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from service.cli import main; main()", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    imported = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "typer" in imported
    assert not imported & HEAVY


@pytest.mark.slow
def test_the_real_command_asks_a_real_library(samples_library: Library) -> None:
    """As a process with the real model: JSON on stdout, nothing on stderr, exit 0; a missing library exits 1 with one sentence."""
    running = process("ask", "What was said about home-educated children?", "--library", samples_library.folder, "--json")
    out, err = running.communicate(timeout=120)
    assert (running.returncode, err) == (0, "")
    assert json.loads(out)["passages"][0]["item"]["number"] == "37/22"
    refused = process("ask", "What of roads?", "--library", "/nowhere/at/all")
    assert_refused(Ran(refused.wait(60), *refused.communicate()), "/nowhere/at/all", "There is no library here.")


@pytest.mark.slow
def test_ctrl_c_ends_politely(tmp_path: Path) -> None:
    """Ctrl+C during an ingest says that nothing is lost and exits with 130; `serve` stops with 0."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    text = PLAIN.read_text("utf-8")
    for number in range(400):
        (inbox / f"{number:03}.txt").write_text(text.replace("home", f"home{number}"), "utf-8")
    running = process("ingest", inbox, "--library", tmp_path / "library")
    deadline = time.monotonic() + 90
    while len(list((tmp_path / "library" / "originals").glob("*.txt"))) < 2:  # the first is then acknowledged
        assert time.monotonic() < deadline
        assert running.poll() is None
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert (running.returncode, err.splitlines()[-1]) == (130, "Stopped. Nothing that was taken in is lost; run the same command again to go on.")
    assert "Traceback" not in err
    serving = process("serve", "--library", tmp_path / "library", "--port", 0)
    assert serving.stdout
    greeting = serving.stdout.readline()
    assert greeting.startswith("Ask at http://127.0.0.1:")
    serving.send_signal(signal.SIGINT)
    _, err = serving.communicate(timeout=60)
    assert (serving.returncode, err.splitlines()[-1]) == (0, "Stopped.")


@pytest.mark.slow
def test_a_closed_pipe_is_no_error(samples_library: Library) -> None:
    """`minutes status --documents | head -0` ends without a word."""
    running = process("status", "--documents", "--library", samples_library.folder)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == ""
    assert running.wait(60) == 141


@pytest.mark.shared
@pytest.mark.slow
def test_the_run_file_is_one_that_the_scorer_reads(samples_library: Library, tmp_path: Path) -> None:
    """The scorer of ../shared/tools takes the run as it is, finds every question, comes to the figures printed, and its hits at ten are most of them."""
    questions = ROOT / "tests/samples/questions.jsonl"
    running = process("evaluate", questions, "--library", samples_library.folder, "--run", tmp_path / "run.jsonl")
    out, err = running.communicate(timeout=300)
    assert running.returncode == 0, err
    scored = subprocess.run([sys.executable, SHARED / "tools/score_answers.py", questions, tmp_path / "run.jsonl"], capture_output=True, text=True, check=True)
    figures = dict(zip(*[iter(scored.stdout.splitlines()[0].split()[1:])] * 2, strict=False))
    assert (figures["answerable"], figures["unanswerable"], figures["missing"]) == ("30", "10", "0")
    assert float(figures["hit@10"]) >= 0.8
    by_name = {line.split()[0]: line.split()[1] for line in out.splitlines() if " to " in line}
    assert {name: by_name[name] for name in ("hit@1", "hit@3", "hit@10", "mrr@10", "recall@10", "refused", "abstain")} == {
        name: figures[name] for name in ("hit@1", "hit@3", "hit@10", "mrr@10", "recall@10", "refused", "abstain")
    }
    assert by_name["answer"] == figures["answer@1"]


def test_a_quote_is_printed_as_it_stands(minutes: Minutes, tmp_path: Path) -> None:
    """Square brackets in minutes are printed without a backslash, and what could steer the terminal is not printed."""
    text = "Wick Parish Council\nParish Council\n5 March 2024\n\n1. Apologies\nNone.\n\n2. Duck pond\n"
    text += "The duck pond [sic] had been dredged by [the contractor] \x1b]0;pwn\x07 in May.\n\n3. Close\nThe meeting closed.\n"
    (tmp_path / "pond.txt").write_text(text)
    minutes("ingest", str(tmp_path / "pond.txt"), "--library", str(tmp_path / "pond"))
    ran = minutes("ask", "duck pond dredged contractor", "--library", str(tmp_path / "pond"))
    assert "The duck pond [sic] had been dredged by [the contractor]" in ran.out
    assert "\x1b]" not in ran.out


def test_a_question_file_may_hold_other_keys_and_line_separators(minutes: Minutes, filled: Path, tmp_path: Path) -> None:
    """Keys that are not known are ignored at every depth; a line ends at a newline and nowhere else; a byte order mark is no error."""
    line = {"id": 7, "question": "Mill Lane?", "context": [{"question": "the budget\u2028and tax", "verdict": "answered"}], "note": 1}
    (tmp_path / "q.jsonl").write_text("\ufeff" + json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    ran = minutes("evaluate", str(tmp_path / "q.jsonl"), "--library", str(filled))
    assert ran.code == 0
    assert "ALL          1\n" in ran.out
