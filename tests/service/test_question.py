"""How a question is read: days, names, slips, signs, kind, and what it leans on."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.intake import take_in
from index.known import Held, Known, known
from index.library import Library
from index.query import Filters, Kind
from service.context import Turn
from service.dates import Calendar, read_dates
from service.errors import NothingToSearch, QuestionError, UnknownPart
from service.question import PARTS, Reading, parts, read_question
from service.typos import is_word, slips
from tests.fakes import load_hash_encoder

TODAY = dt.date(2024, 6, 15)
SCRUTINY = "Schools and Families Scrutiny Review Panel"
HELD = (
    Held("Fennick City Council", "Planning Committee", dt.date(2021, 3, 4), ("Ann Rowe", "B Lind")),
    Held("Fennick City Council", SCRUTINY, dt.date(2022, 3, 10), ("Ann Rowe", "Ewan Hazelwood")),
    Held("Fennick City Council", SCRUTINY, dt.date(2023, 12, 16), ("Ewan Hazelwood",)),
    Held("Ellow District Council", "Planning Committee", dt.date(2023, 8, 7), ("Tom Dray",)),
    Held("Ellow District Youth Council", None, dt.date(2024, 5, 2), ("Ida Pell", "JP Dorrell")),
    Held("West Hurstcombe Parish Council", "Parish Council", dt.date(2024, 4, 9), ("Mrs Hay",)),
)
KNOWN = Known(HELD)
DAYS = KNOWN.days()


def read(question: str, earlier: Sequence[str | Turn] = (), filters: Filters | None = None, off: Sequence[str] = ()) -> Reading:
    return read_question(question, filters, earlier, known=KNOWN, off=off, today=TODAY)


def days(question: str, today: dt.date = TODAY) -> tuple[str | None, str | None] | None:
    span = read_dates(question, Calendar(DAYS, today))
    return (span.since and span.since.isoformat(), span.until and span.until.isoformat()) if span else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("agreed on 16 December 2019", ("2019-12-16", "2019-12-16")),
        ("on 7 August", ("2023-08-07", "2023-08-07")),  # the day of a meeting
        ("on 3 August", ("2023-08-03", "2023-08-03")),
        ("Who was missing on August 13 2024", ("2024-08-13", "2024-08-13")),
        ("the meeting of 14/10/2019", ("2019-10-14", "2019-10-14")),
        ("14.10.19", ("2019-10-14", "2019-10-14")),
        ("what about 10/14/2019", ("2019-10-14", "2019-10-14")),
        ("in December 2019", ("2019-12-01", "2019-12-31")),
        ("road committee Feb 2020", ("2020-02-01", "2020-02-29")),
        ("in Novemeber 2020", ("2020-11-01", "2020-11-30")),
        ("in early 2023", ("2023-01-01", "2023-04-30")),
        ("by the end of 2020", (None, "2020-12-31")),
        ("at the end of 2020", ("2020-09-01", "2020-12-31")),
        ("winter 2021", ("2021-12-01", "2022-02-28")),
        ("in March", ("2022-03-01", "2022-03-31")),  # the last one in which anybody met
        ("between March and May", ("2024-03-01", "2024-05-31")),
        ("between March and May 2020", ("2020-03-01", "2020-05-31")),
        ("between 1 March 2019 and 4 May 2020", ("2019-03-01", "2020-05-04")),
        ("in 2018", ("2018-01-01", "2018-12-31")),
        ("since 2020", ("2020-01-01", None)),
        ("from 2019 onwards", ("2019-01-01", None)),
        ("from 2018 to 2020", ("2018-01-01", "2020-12-31")),
        ("after 5 May 2020", ("2020-05-06", None)),
        ("before March 2019", (None, "2019-02-28")),
        ("until 2019", (None, "2019-12-31")),
        ("in 2019 or 2021", ("2019-01-01", "2021-12-31")),
        ("attendance in 2021/22", ("2021-04-01", "2022-06-30")),
        ("the precept for 2021/22", ("2020-10-01", "2022-06-30")),  # it was set before the year began
        ("in the last two years", ("2022-06-15", "2024-06-15")),
        ("last year", ("2023-01-01", "2023-12-31")),
        ("last month", ("2024-05-01", "2024-05-31")),
        ("last week", ("2024-06-03", "2024-06-09")),
        ("two years ago", ("2022-01-01", "2022-12-31")),
        ("a month ago", ("2024-05-01", "2024-05-31")),
        ("last spring", ("2024-03-01", "2024-05-31")),
        ("last winter", ("2023-12-01", "2024-02-29")),
        ("last summer", ("2023-06-01", "2023-08-31")),
        ("this summer", ("2024-06-01", "2024-08-31")),
        ("from July to October 2022", ("2022-07-01", "2022-10-31")),
        ("trees, July-October 2022", ("2022-07-01", "2022-10-31")),
        ("trees in Jan 22", ("2022-01-01", "2022-01-31")),
        ("trees in January '22", ("2022-01-01", "2022-01-31")),
        ("minutes of the March meeting 2021", ("2021-03-01", "2021-03-31")),
        ("at the meeting before last", ("2024-04-09", "2024-04-09")),
        ("Fennick's last meeting", ("2024-05-02", "2024-05-02")),
        ("the precept for 2021", ("2020-10-01", "2021-12-31")),
        ("at the last meeting", ("2024-05-02", "2024-05-02")),
        ("people who may not march", None),
        ("the minutes of the last meeting", None),
        ("application 2019/1234 for 2000 homes at £2019", None),
        ("31/02/2020 and 16 decided", None),
    ],
)
def test_days_are_read(question: str, expected: tuple[str | None, str | None] | None) -> None:
    """A question's days are those that its words say, against the library's calendar; what only looks like a date is none."""
    assert days(question) == expected


def test_last_year_in_an_archive_is_the_archives() -> None:
    """A library that ended more than a year ago counts `last year` from its last meeting, one that is kept up from today."""
    assert days("last year", dt.date(2025, 2, 1)) == ("2024-01-01", "2024-12-31")
    assert days("last year", dt.date(2031, 2, 1)) == ("2023-01-01", "2023-12-31")


def test_the_last_meeting_is_that_of_the_body_named() -> None:
    """`at the last meeting` is the last one of the council or committee that the question names."""
    assert read("roads at the last Fennick Planning Committee meeting").guessed.since == dt.date(2021, 3, 4)
    assert read("roads at the last meeting in Hurstcombe").guessed.until == dt.date(2024, 4, 9)


def test_figures_follow_the_library(tmp_path: Path) -> None:
    """04/05/2023 is the fourth of May, but in a library whose own dates could only be read with the month first, the fifth of April."""
    assert read("roads on 04/05/2023").guessed.since == dt.date(2023, 5, 4)
    (tmp_path / "a.txt").write_text(
        "Ellow City Council\nMinutes of the meeting held on 12/16/2022\n\n1. Roads\nThe roads were discussed on 11/28/2022.\n", "utf-8"
    )
    library = Library.create(tmp_path / "library", load_hash_encoder)
    list(take_in(library, [tmp_path / "a.txt"]))
    assert read_question("roads on 04/05/2023", known=known(library)).guessed.since == dt.date(2023, 4, 5)


@pytest.mark.parametrize(
    ("question", "body", "committee", "person"),
    [
        ("families' scrutiny on school meals", None, SCRUTINY, None),
        ("what did the Fennick panel say", "Fennick City Council", SCRUTINY, None),
        ("roads in Fennick", "Fennick City Council", None, None),
        ("roads in fennick", "Fennick City Council", None, None),
        ("roads in Fenick", "Fennick City Council", None, None),
        ("the Ellow youth council's fete", "Ellow District Youth Council", None, None),
        ("Ellow council on roads", "Ellow District Council", None, None),
        ("planing committee on roads", None, "Planning Committee", None),
        ("planning permission for barns", None, None, None),
        ("the parish council and its committee", None, None, None),
        ("West Lane is wet", None, None, None),
        ("the Hurstcombe gate", "West Hurstcombe Parish Council", None, None),
        ("what did Cllr Hezelwood say", None, None, "Hazelwood"),
        ("Councillor B Lind on roads", None, None, "B Lind"),
        ("ask Ann Rowe about roads", None, None, "Ann Rowe"),
        ("ask JP Dorrell about roads", None, None, "JP Dorrell"),
        ("jp dorrell", None, None, None),
        ("what did Rowe say about roads", None, None, None),
        ("Councillor Nobody on roads", None, None, None),
    ],
)
def test_names_are_read(question: str, body: str | None, committee: str | None, person: str | None) -> None:
    """A council, committee or person of the library is known by a short or misspelt name; words that many names have name none."""
    guessed = read(question).guessed
    assert (guessed.body, guessed.committee, guessed.person) == (body, committee, person)


def test_a_slip_in_a_name_may_leave_its_stem_as_it_was(mill: Known) -> None:
    """Dorrel is nobody here, and has the stem of Dorrell, who is: a name that is in the minutes itself is not taken for another."""
    assert read_question("What did Cllr Dorrel say?", known=mill).guessed.person == "Dorrell"
    assert read_question("What did Cllr Dorell say?", known=mill).guessed.person == "Dorrell"
    assert read_question("What did Cllr Patels say?", known=mill).guessed.person is None


def test_spellings_of_a_body_are_one() -> None:
    """A body spelled with and without hyphens is one, named as most of its meetings have it."""
    spelled = Known(
        [Held("Ash-cum-Ellow Parish Council", None, None), Held("Ash cum Ellow Parish Council", None, None)]
        + [Held("Ash cum Ellow Parish Council", None, None)]
    )
    assert [name.text for name in spelled.bodies] == ["Ash cum Ellow Parish Council"]


def test_signs_are_stated() -> None:
    """Words in double quotation marks must stand so, words after a minus must not; neither is read for days or names."""
    taken = read('“zebra crossing” at Mill Lane -lorries -"road works" not "in March 2019" co-opted 2019-20 - or --')
    assert taken.phrases == ("zebra crossing", "in March 2019")
    assert taken.without == ("road works", "lorries")
    assert taken.asked_as == '“zebra crossing” at Mill Lane not "in March 2019" co-opted 2019-20 - or --'
    assert [each.words for each in taken.guesses] == ["2019-20", "2019-20"]
    assert read('"to be"').query.phrases == ("to be",)
    assert read('"to be" -lorries roads', off=["phrases"]).query.without == ()


@pytest.mark.parametrize(
    ("typed", "meant", "most", "weight"),
    [
        ("seperate", "separate", 2, 2),
        ("libary", "library", 2, 2),
        ("raod", "road", 2, 1),
        ("acomodation", "accommodation", 3, 2),
        ("fracking", "tracking", 3, None),
        ("fracking", "facing", 3, None),
        ("culling", "calling", 2, None),
        ("newts", "news", 2, None),
        ("otters", "others", 2, None),
        ("bats", "baths", 2, None),
    ],
)
def test_slips_are_told_from_other_words(typed: str, meant: str, most: int, weight: int | None) -> None:
    """A slip is a letter left out, doubled, exchanged, or mistaken by ear or key; other differences make another word."""
    assert slips(typed, meant, most) == weight


def test_words_of_the_language_are_not_mended() -> None:
    """A word that the model knows, with an ending or a beginning or made of two, is no slip."""
    knows = frozenset("badger plan skate park cull sector light swim".split()).__contains__
    assert [word for word in ("badger", "badgers", "planning", "skatepark", "culling", "lighter", "subsector", "swimming") if not is_word(word, knows)] == []
    assert [word for word in ("badgr", "skatprk", "swiming", "lihgt") if is_word(word, knows)] == []


@pytest.fixture
def mill(tmp_path: Path) -> Known:
    """What is known of a library that speaks of a separate library and of calling and tracking."""
    text = "Fennick Town Council\n4 March 2021\nPresent: Cllr J Dorrell (Chair)\n\n1. Library\n"
    text += "The separate library is the owner's, and calling and tracking were noted. Mr Patel spoke.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    library = Library.create(tmp_path / "library", load_hash_encoder)
    list(take_in(library, [tmp_path / "a.txt"]))
    return known(library)


def test_a_slip_is_mended_and_said(mill: Known) -> None:
    """A word that is nowhere in the library is taken for the nearest one, which is searched for in its place."""
    taken = read_question("Who owns the seperate Libary?", known=mill)
    assert (taken.asked_as, taken.mended) == ("Who owns the separate Libary?", (("seperate", "separate"),))
    assert read_question("who owns the libary", known=mill).mended == (("libary", "library"),)
    assert read_question("who owns the libary", known=mill, off={"typos"}).asked_as == "who owns the libary"


@pytest.mark.parametrize(
    "question", ["fracking", "weasel culling", "slate bricks", "ransomware", "otters", "padel club", "the LIBARY", "libary-like", "separate"]
)
def test_another_word_is_not_made_of_a_word(mill: Known, question: str) -> None:
    """What the library lacks stays what was typed: a real word, a name, an abbreviation is no slip of another."""
    assert read_question(question, known=mill).asked_as == question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("allotment fences", "topic"),
        ("What was decided about parking?", "decision"),
        ("did they agree?", "decision"),
        ("how did councillors vote on the budget?", "decision"),
        ("Who raised the matter of the pond?", "who"),
        ("When was the bench installed?", "when"),
        ("how much is the rent", "how much"),
        ("What precept was set?", "how much"),
        ("who sent apologies in March?", "attendance"),
        ("who chaired the meeting", "attendance"),
        ("what is the clerk to do about the bench?", "action"),
    ],
)
def test_kinds(question: str, kind: Kind) -> None:
    """A question's kind is read from its words; one that is like no row is about a topic."""
    assert read(question, ["What about the pond?"]).kind == kind
    assert read(question, ["What about the pond?"], off=["kind"]).kind == "topic"


BRIDGE = "What was decided about the Mill Lane bridge in 2021?"


@pytest.mark.parametrize(
    ("question", "asked_as", "since"),
    [
        ("what about 2018?", "What was decided about the Mill Lane bridge? what about 2018?", "2018-01-01"),
        ("And what did they decide?", f"{BRIDGE} And what did they decide?", "2021-01-01"),
        ("who raised it?", f"{BRIDGE} who raised it?", "2021-01-01"),
        ("What does the River Agency say about it?", f"{BRIDGE} What does the River Agency say about it?", "2021-01-01"),
        ("Why?", f"{BRIDGE} Why?", "2021-01-01"),
        ("What have the police asked for?", f"{BRIDGE} What have the police asked for?", "2021-01-01"),
        ("and in Ellow?", f"{BRIDGE} and in Ellow?", "2021-01-01"),
    ],
)
def test_a_follow_up_takes_over_what_it_leans_on(question: str, asked_as: str, since: str) -> None:
    """A follow-up is asked with the earlier question's words, its dates and names where it has none of its own, and says so."""
    taken = read(question, ["What about ducks?", BRIDGE])
    assert (taken.asked_as, taken.leans_on) == (asked_as, BRIDGE)
    assert taken.guessed.since == dt.date.fromisoformat(since)


@pytest.mark.parametrize(
    "question",
    [
        "allotment rents",
        "What is the precept?",
        "Is it true that the swimming pool will close?",
        "Who chaired the meeting in March 2022?",
        "ducks",
        "What did Ellow reduce its fees to?",
    ],
)
def test_a_new_topic_leaves_the_old_one_behind(question: str) -> None:
    """A question with topic words of its own is asked alone."""
    taken = read(question, [BRIDGE])
    assert (taken.asked_as, taken.leans_on) == (question, None)
    assert taken.guessed == read(question).guessed


def test_a_thread_carries_what_came_between() -> None:
    """After several follow-ups the question leans on the last that stands alone, with the dates given since; an elliptic one keeps its kind."""
    taken = read("and who raised it?", ["ducks", BRIDGE, "what about 2018?"])
    assert (taken.leans_on, taken.guessed.since, taken.kind) == (BRIDGE, dt.date(2018, 1, 1), "who")
    assert read("what about 2018?", [BRIDGE]).kind == "decision"
    assert read("and who raised it?", [BRIDGE], off=["context"]).leans_on is None
    with pytest.raises(NothingToSearch):
        read("and what of that?")


def test_another_body_takes_the_place_of_the_first() -> None:
    """`and in Ellow?` asks the same of Ellow: the first council, and a committee that Ellow has not, are left behind."""
    taken = read("and in Ellow?", ["What did the Fennick scrutiny review board say about dogs?"])
    assert taken.guessed == Filters(body="Ellow District Council")


@pytest.mark.parametrize(
    "answer",
    [
        None,
        3,
        "text",
        [],
        {},
        {"verdict": "answered"},
        {"verdict": "answered", "passages": [None]},
        {"verdict": "answered", "passages": [{"meeting": {"date": 5, "body": []}}]},
    ],
)
def test_any_earlier_answer_is_harmless(answer: Any) -> None:
    """An earlier answer of any shape breaks nothing and adds nothing."""
    assert read("who raised it?", [Turn("What about ducks?", answer)]).guessed == Filters()


def test_the_meeting_of_an_earlier_answer_is_preferred() -> None:
    """A follow-up prefers the meeting that the answer before it came from."""
    before = {"verdict": "answered", "passages": [{"meeting": {"body": "Ellow District Council", "committee": None, "date": "2023-08-07"}}]}
    day = dt.date(2023, 8, 7)
    assert read("who raised it?", [Turn("What about ducks?", before)]).guessed == Filters(body="Ellow District Council", since=day, until=day)
    assert read("allotment rents", [Turn("What about ducks?", before)]).guessed == Filters()


def test_what_is_stated_wins() -> None:
    """A guess of a stated filter's name, one that contradicts it, and one beside a stated document are dropped."""
    question = "what did Fennick planning committee say about roads since 2022"
    stated = Filters(body="Ellow District Council", until=dt.date(2021, 1, 1))
    assert read(question, filters=stated).guessed == Filters(committee="Planning Committee")
    assert read(question, filters=Filters(document="a.txt")).guessed == Filters()
    assert read(question, filters=Filters(body="West Hurstcombe Parish Council")).guessed == Filters(since=dt.date(2022, 1, 1))
    assert read(question, off=["dates", "names"]).guesses == ()


def test_parts_have_names() -> None:
    """The parts that can be switched off are named; another name is refused with the list of them."""
    assert parts(PARTS) == frozenset(PARTS)
    with pytest.raises(UnknownPart, match="dates, names, typos"):
        parts(["datse"])


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from('"  -  " in 2019 31/12/19 May and it what about Cllr Rowe Fennick since last year 2020/21 -x who 9999'.split()), max_size=12
        ).map(" ".join),
    ),
    st.lists(st.sampled_from([BRIDGE, "and it?", "what about 2018?", "", "''", '"x']), max_size=3),
    st.sampled_from([Filters(), Filters(since=dt.date(2022, 1, 1)), Filters(body="Ellow District Council", until=dt.date(2020, 1, 1))]),
)
def test_any_text_is_read_or_refused(question: str, earlier: list[str], filters: Filters) -> None:
    """Whatever is typed, it is read or refused as a question; what was stated stays as it was, and nothing is read against it."""
    try:
        taken = read(question, earlier, filters)
    except QuestionError:
        return
    assert taken.filters == filters
    assert len(taken.asked_as) <= 500
    since, until = (getattr(filters, name) or getattr(taken.guessed, name) for name in ("since", "until"))
    assert since is None or until is None or since <= until
    assert all(getattr(filters, each.filter) is None for each in taken.guesses)


def test_reading_is_quick() -> None:
    """A question of a thread is read in a few milliseconds."""
    read("and who raised it?", [BRIDGE, "what about 2018?"])
    begun = perf_counter()
    for _ in range(20):
        read("and who raised it?", [BRIDGE, "what about 2018?"])
    assert (perf_counter() - begun) / 20 < 0.05
