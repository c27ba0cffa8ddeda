"""What the figures of a question file mean, checked by hand; and that they are those of the scorer beside the project."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from index.library import Library
from index.records import DocumentRecord, ItemRecord, MeetingRecord, PassageRecord
from index.search import Found, Hit
from service.answers import Answer, Quote, Verdict
from service.errors import QuestionFileError
from service.evaluate import Evidence, Outcome, Question, check, judged, read_questions, run_line, write_run
from service.judging import answers, holds, same_file, share
from service.measures import FIGURES, Figure, calibration, score, scores_as_json
from service.misses import misses_as_text
from service.question import Reading
from tests.conftest import SHARED
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, write

QUOTE = "The clerk was asked to write to the county council about the state of the bridge at Mill Lane"  # 19 words


def question(name: str, *evidence: tuple[str, str], kind: str = "", answerable: bool = True) -> Question:
    return Question(
        id=name, question=f"What of {name}?", kind=kind, answerable=answerable, evidence=[Evidence(doc=doc, quote=quote) for doc, quote in evidence]
    )


def answered(*texts: tuple[str, str], quotes: tuple[str, ...] = (), verdict: Verdict = "answered", confidence: float = 0.8) -> Answer:
    """An answer whose passages are (document, text), best first."""
    return Answer(
        question="What?",
        reading=Reading("What of it?"),
        verdict=verdict,
        confidence=confidence,
        said=tuple(Quote(text, 0, 0, len(text)) for text in quotes),
        decided=(),
        to_do=(),
        passages=tuple(Hit(_passage(key, name, text), score=1 / key, meaning=None, words=None) for key, (name, text) in enumerate(texts, start=1)),
        found=Found((), {}, (), 1, None, None),
    )


def _passage(key: int, name: str, text: str) -> PassageRecord:
    document = DocumentRecord(key=1, id="d", name=name, format="txt")
    meeting = MeetingRecord(
        id="m", document=document, body="Fennick Town Council", committee="Works Committee", date=None, start_time=None, end_time=None, attendance=()
    )
    item = ItemRecord(key=1, id="i", ordinal=1, number="1", title=None, page=None, spans=(), decisions=(), actions=(), references=(), mentions=())
    return PassageRecord(key=key, id=f"p{key}", meeting=meeting, item=item, page=None, spans=(), text=text, sentences=(), names="[]")


def ranked(name: str, *ranks: int | None, kind: str = "", quoted: bool = False, verdict: Verdict = "answered", confidence: float = 0.8) -> Outcome:
    """An outcome with a piece of evidence for each rank."""
    return Outcome(
        question(name, *((f"{at}.txt", QUOTE) for at in range(len(ranks))), kind=kind), answered(verdict=verdict, confidence=confidence), ranks, quoted
    )


def unanswerable(name: str, verdict: Verdict, confidence: float, kind: str = "") -> Outcome:
    return Outcome(question(name, answerable=False, kind=kind), answered(verdict=verdict, confidence=confidence))


BY_HAND = [
    ranked("a", 1, 3, quoted=True, confidence=0.95),  # nDCG (1 + 1/2) / (1 + 1/log2 3)
    ranked("b", 4, None, confidence=0.65),  # nDCG (1/log2 5) / (1 + 1/log2 3)
    ranked("c", None, verdict="not_found", confidence=0.25),
    ranked("d", 2, 2, kind="who", quoted=True, confidence=0.95),  # one passage holds both: nDCG 1/log2 3
    unanswerable("e", "not_found", 0.05),
    unanswerable("f", "partial", 0.45),
    Outcome(question("g"), answered()),  # neither evidence nor known to have none: in no figure
]


def test_figures_by_hand() -> None:
    """Of four questions with evidence at 1 and 3, at 4 and nowhere, nowhere, and twice at 2, each figure is what a pencil gives."""
    found = {name: figure.value for name, figure in score(BY_HAND).figures.items()}
    log3, log5 = 1.5849625007, 2.3219280949
    ideal = 1 + 1 / log3
    assert tuple(found) == FIGURES
    assert found == pytest.approx(
        {
            "hit@1": 1 / 4,
            "hit@3": 2 / 4,
            "hit@10": 3 / 4,
            "mrr@10": (1 + 1 / 4 + 0 + 1 / 2) / 4,
            "recall@10": (1 + 1 / 2 + 0 + 1) / 4,
            "ndcg@10": (1.5 / ideal + (1 / log5) / ideal + 0 + 1 / log3) / 4,
            "answer": 2 / 4,
            "refused": 1 / 4,
            "abstain": 1 / 2,
        }
    )


def test_figures_by_kind() -> None:
    """Each kind has its own figures, those without one stand under a dash, and no kinds are told where no question names one."""
    scores = score(BY_HAND)
    assert (scores.questions, list(scores.kinds)) == (7, ["-", "who"])
    count, figures = scores.kinds["who"]
    assert (count, figures["hit@1"].value, figures["hit@3"].value, "abstain" in figures) == (1, 0.0, 1.0, False)
    assert scores.kinds["-"][0] == 6
    assert score(BY_HAND[:3]).kinds == {}


def test_calibration_by_hand() -> None:
    """Brier score and expected calibration error are over questions known to be answerable or not, in ten bins."""
    fit = calibration(BY_HAND)
    assert fit
    assert fit.brier == pytest.approx((0.05**2 + 0.35**2 + 0.75**2 + 0.05**2 + 0.05**2 + 0.45**2) / 6)
    assert [(each.low, each.questions, each.answerable) for each in fit.bins] == [(0.0, 1, 0.0), (0.2, 1, 1.0), (0.4, 1, 0.0), (0.6, 1, 1.0), (0.9, 2, 1.0)]
    assert fit.error == pytest.approx((0.05 + 0.75 + 0.45 + 0.35 + 2 * 0.05) / 6)
    assert calibration(BY_HAND[:4]) is None


@pytest.mark.parametrize(("confidence", "low"), [(0.0, 0.0), (0.1, 0.1), (0.999, 0.9), (1.0, 0.9)])
def test_bins(confidence: float, low: float) -> None:
    """A confidence falls into the bin that it opens; certainty into the last."""
    fit = calibration([ranked("a", 1, confidence=confidence), unanswerable("b", "not_found", confidence)])
    assert fit
    assert [(each.low, each.questions, each.answerable) for each in fit.bins] == [(low, 2, 0.5)]


def test_intervals() -> None:
    """The interval of a share is near the binomial one, the same at every run, and a point where all questions agree."""
    half = [ranked(str(at), 1 if at % 2 else None) for at in range(100)]
    figure = score(half).figures["hit@1"]
    assert figure.value == 0.5
    assert (figure.low, figure.high) == (pytest.approx(0.4, abs=0.025), pytest.approx(0.6, abs=0.025))  # 0.5 -/+ 1.96 * sqrt(0.25 / 100)
    assert score(half).figures["hit@1"] == figure
    assert score([ranked("a", 1)] * 5).figures["hit@1"] == Figure(1.0, 1.0, 1.0, 5)


def test_nothing_to_score() -> None:
    """Questions of which nothing is known give no figures, and unanswerable ones alone give one."""
    assert score([BY_HAND[-1]]).figures == {}
    assert list(score([unanswerable("a", "not_found", 0.1)]).figures) == ["abstain"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (QUOTE, True),
        (f"RESOLVED: {QUOTE.upper()}, without delay.", True),
        (QUOTE.replace("county council", "county’s fine council"), True),  # words between
        ("The clerk was asked to write to the county council about the bridge", True),  # 12 of 19 words in one run
        ("The clerk was asked to write to the county", False),  # 9 of 19
        (" ".join(reversed(QUOTE.split())), False),
        (QUOTE.replace("to the county", "to (as was said) the county").replace("state of", "state – see item nine – of"), False),  # three others end a run
        ("", False),
    ],
)
def test_a_passage_holds_a_quote(text: str, held: bool) -> None:
    """Six in ten of a quote's words, in order, with at most two others between one and the next, are the quote."""
    assert holds(text, QUOTE) is held


@pytest.mark.parametrize(
    ("sentences", "right"),
    [
        ([QUOTE], True),
        (["The clerk was asked to write to the county council", "about something else."], True),  # half of it
        (["the state of the bridge"], True),  # lies in it
        (["the bridge"], False),  # too short to say anything
        (["A letter had come from the school.", "Nothing was resolved."], False),
        ([], False),
    ],
)
def test_an_answer_holds_or_lies_in_evidence(sentences: list[str], right: bool) -> None:
    """An answer is right when its sentences hold half of the evidence together, or one of them lies in it."""
    assert answers(sentences, QUOTE) is right


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a/b/Minutes.PDF", "minutes.pdf", True), ("b\\minutes.pdf", "c/minutes.pdf", True), ("minutes.pdf", "old-minutes.pdf", False)],
)
def test_files_are_compared_by_name(one: str, other: str, same: bool) -> None:
    """Evidence names a file by its name or any path to it."""
    assert same_file(one, other) is same


def test_an_answer_is_judged_by_its_passages() -> None:
    """The rank of evidence is that of the first passage of its document that holds it; another document's same words are none."""
    made = answered(("b.txt", QUOTE), ("a.txt", "Nothing."), ("a.txt", QUOTE), ("a.txt", QUOTE), quotes=(QUOTE,))
    outcome = judged(question("q", ("in/a.txt", QUOTE), ("c.txt", QUOTE)), made)
    assert (outcome.ranks, outcome.rank, outcome.quoted, outcome.refused) == ((3, None), 3, True, False)
    refused = judged(question("q", ("in/a.txt", QUOTE)), answered(("a.txt", QUOTE), verdict="not_found"))
    assert (refused.rank, refused.quoted, refused.refused) == (1, False, True)


# The scorer beside the project


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The scorer that others use."""
    found = importlib.util.spec_from_file_location("score_answers", SHARED / "tools" / "score_answers.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def texts(luck: random.Random, count: int) -> list[str]:
    """Texts of few different words, so that runs begin, break and mix in every way."""
    words = ["the", "clerk", "bridge", "Mill", "lane", "of", "clerk's", "agreed", "42/23", "(a)", "council,", "pay"]
    return [" ".join(luck.choices(words, k=luck.randint(1, 40))) for _ in range(count)]


@pytest.mark.shared
def test_quotes_are_held_as_the_scorer_holds_them(scorer: ModuleType) -> None:
    """Over 20,000 generated pairs the share of a quote in a text is the one that the scorer beside the project finds."""
    luck = random.Random(3)
    for quote, text in zip(texts(luck, 20_000), texts(luck, 20_000), strict=True):
        assert share(quote, text) == scorer.covered(quote, text), (quote, text)


@pytest.mark.shared
def test_figures_are_those_of_the_scorer(scorer: ModuleType, tmp_path: Path) -> None:
    """Over generated questions and answers, every figure that the scorer beside the project has too is the same."""
    luck = random.Random(4)
    outcomes = []
    for number in range(300):
        evidence = [(f"{luck.randrange(3)}.txt", text) for text in texts(luck, luck.randint(1, 4))]
        passages = [(f"{luck.randrange(3)}.txt", text) for text in texts(luck, 10)]
        for document, quote in evidence:
            passages[luck.randrange(10)] = (document, " ".join([*texts(luck, 1), quote[: luck.randint(0, 2 * len(quote))], *texts(luck, 1)]))
        verdict: Verdict = luck.choice(("answered", "partial", "not_found"))
        made = answered(*passages, quotes=tuple(texts(luck, 3)) if verdict != "not_found" else (), verdict=verdict)
        asked = question(str(number), *evidence) if number % 4 else question(str(number), answerable=False)
        outcomes.append(judged(asked, made))
    write_run(tmp_path / "run.jsonl", outcomes)
    run = {line["id"]: line for line in scorer.load(tmp_path / "run.jsonl")}
    theirs: dict[str, Any] = scorer.summary(scorer.score([each.question.model_dump() for each in outcomes], run))
    theirs["answer"] = theirs.pop("answer@1")
    ours = {name: figure.value for name, figure in score(outcomes).figures.items()}
    assert {name: value for name, value in ours.items() if name != "ndcg@10"} == pytest.approx({name: theirs[name] for name in ours if name != "ndcg@10"})
    assert 0.1 < ours["hit@1"] < ours["hit@10"] < 1


# Files


def test_a_run_line_is_what_was_promised() -> None:
    """A run line has the id, whether it was refused, the quoted sentences and the first ten passages by their document's name."""
    made = answered(*[("a.txt", f"Words “{at}”.") for at in range(12)], quotes=("Words.",))
    line = run_line(judged(question("q7"), made))
    passages = ", ".join(f'{{"document": "a.txt", "text": "Words “{at}”."}}' for at in range(10))
    assert line == f'{{"id": "q7", "abstained": false, "answer": ["Words."], "passages": [{passages}]}}'
    assert run_line(Outcome(question("q8"), None)) == '{"id": "q8", "abstained": true, "answer": [], "passages": []}'


def test_an_interrupted_run_leaves_the_one_before(tmp_path: Path) -> None:
    """A run file is replaced whole: when it cannot be finished, what was there is there."""
    (tmp_path / "run.jsonl").write_text("before")

    def outcomes() -> Any:
        yield BY_HAND[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_run(tmp_path / "run.jsonl", outcomes())
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("run.jsonl", "before")]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "no question"),
        (["", "  "], "no question"),
        (['{"id": "1", "question": "x"}', '{"id": 1, "question": "y"}'], "More than one question has the id 1"),
        (['{"question": "x"}'], "Line 1 is not as it should be: id"),
        (['{"id": "", "question": "x"}'], "Line 1 is not as it should be: id"),
    ],
)
def test_a_question_file_that_will_not_do(lines: list[str], words: str, tmp_path: Path) -> None:
    """A file without a question, a question without an id and two of one id are refused with the place."""
    (tmp_path / "questions.jsonl").write_text("\n".join(lines))
    with pytest.raises(QuestionFileError, match=words) as told:
        read_questions(tmp_path / "questions.jsonl")
    assert "questions.jsonl" in str(told.value)


def test_questions_on_spans_are_read(tmp_path: Path) -> None:
    """Questions that name spans in place of quotes are asked; they count in no figure."""
    line = {"id": "t1", "meeting_id": "m", "question": "What of it?", "answerable": True, "spans": [[3, 5]], "filters": {"document": "m.txt"}}
    (tmp_path / "questions.jsonl").write_text(json.dumps(line))
    (found,) = read_questions(tmp_path / "questions.jsonl")
    assert (found.evidence, found.filters.document, score([Outcome(found, answered())]).figures) == ([], "m.txt", {})


def test_missing_documents_are_told_once(tmp_path: Path) -> None:
    """Evidence in documents that the library does not hold is told in one sentence: how many, which, and for how many questions."""
    library = Library.create(tmp_path / "library", load_hash_encoder)
    fill(library, write(tmp_path / "held.txt", minutes()))
    asked = [question(str(at), (f"x/gone{at}.txt", QUOTE), ("y/gone0.txt", QUOTE), ("HELD.txt", QUOTE)) for at in range(7)]
    told: list[str] = []
    check(library, [*asked, question("fine", ("held.txt", QUOTE))], told.append)
    assert told == [
        "7 documents with evidence for 7 questions are not in the library, so it counts as not found: "
        "gone0.txt, gone1.txt, gone2.txt, gone3.txt, gone4.txt and 2 more."
    ]
    check(library, [question("fine", ("held.txt", QUOTE))], told.append)
    assert len(told) == 1


def test_json_holds_every_figure() -> None:
    """The JSON has each figure with its interval and count, by kind, and the calibration."""
    found = json.loads(json.dumps(scores_as_json(score(BY_HAND))))
    assert list(found) == ["questions", "figures", "kinds", "calibration"]
    assert found["figures"]["hit@3"] == {"value": 0.5, "low": 0.0, "high": 1.0, "questions": 4}
    assert found["kinds"]["who"]["questions"] == 1
    assert list(found["calibration"]) == ["brier", "error", "bins"]


# Misses


def test_misses_are_told_with_what_came_first_and_what_should_have() -> None:
    """A miss names the question, how it was read, the citation of the first passage, and the evidence; N ends the list."""
    missed = judged(question("q1", ("a.txt", QUOTE), kind="topic"), answered(("b.txt", "Words."), ("a.txt", QUOTE)))
    right = judged(question("q2", ("a.txt", QUOTE)), answered(("a.txt", QUOTE)))
    wrong = Outcome(question("q3", answerable=False), answered(("b.txt", "Words."), quotes=("Words of it.",), confidence=0.61))
    assert list(misses_as_text([missed, right, wrong, missed], 1)) == [
        "q1  topic  evidence at 2  “What of q1?”\n"
        "  read as: What of it? (topic)\n"
        "  first: Fennick Town Council, Works Committee, item 1, b.txt\n"
        f"  evidence: a.txt: “{QUOTE}”",
        "q3  answered, confidence 0.61  “What of q3?”\n"
        "  read as: What of it? (topic)\n"
        "  quoted: “Words of it.” Fennick Town Council, Works Committee, item 1, b.txt",
    ]
    assert list(misses_as_text([missed, right, wrong], 0)) == []


def test_a_question_that_cannot_be_asked_is_told_as_such() -> None:
    """A question of small words alone is a miss that was refused."""
    (text,) = misses_as_text([Outcome(question("q1", ("a.txt", QUOTE)), None, (None,))], 5)
    assert text.startswith("q1  evidence not found  refused  “What of q1?”\n  read as: nothing that can be asked\n")
