"""What is asked of a meeting is answered from its attendance, its actions and its date, in the minutes' own words."""

import datetime as dt
import re

import pytest

from index.intake import take_in
from index.library import Library
from index.query import Filters
from index.search import Found, Hit
from ingest.rules import Rule
from service.answers import answer
from service.asked import asked_of
from service.asked_rules import ASPECTS, RULES
from service.attended import is_person
from service.question import Reading
from service.schemas import answer_out
from service.structured import Structured, structured
from tests.conftest import SAMPLES
from tests.fakes import load_hash_encoder

NOTHING = Found((), {}, (), 0, None, None)
HARBOUR = """Wrayness Harbour Council

Minutes of the meeting of the Council held on Tuesday 4 June 2019 at 7.00 pm in the Net Loft

Present: Councillor Ann Lind (AL) (Vice-Chair), Councillors Tom Rowe (TR) and Mary Lind (ML)
In attendance: Paul Karn (PK), Clerk

1. Apologies for absence
Apologies had been received from Councillor Bob Dale, who was at sea.
In the absence of the Chair, Councillor Ann Lind took the chair.

2. Minutes
The minutes of the meeting held on 7 May 2019 were approved.

3. Slipway
The slipway is slippery and was closed in spring.
ACTION: TR to order a new chain by 1 July 2019.
ACTION: Clerk to write to the owners of the boats.
Councillor Tom Rowe left the meeting at 8.10 pm.

4. Lights on the mole
The lamps were counted.
"""
LATER = """Wrayness Harbour Council

Minutes of the meeting of the Council held on Tuesday 2 July 2019 at 7.00 pm in the Net Loft

Present: Councillors Bob Dale (Chair), Ann Lind and Mary Lind
In attendance: Paul Karn, Clerk

1. Apologies for absence
None.

2. Slipway
The chain for the slipway has come.
ACTION: Clerk to pay the smith by 9 July 2019.

3. Close
The meeting closed at 8.00 pm.
"""
OTHER = HARBOUR.replace("Wrayness Harbour", "Oxmere Parish").replace("Bob Dale, who was at sea", "Eve Pell").replace("Net Loft", "Old School")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The samples and the minutes of two more councils."""
    folder = tmp_path_factory.mktemp("structured")
    for name, text in (("2019-06-04-harbour.txt", HARBOUR), ("2019-07-02-harbour.txt", LATER), ("2019-06-04-oxmere.txt", OTHER)):
        (folder / name).write_text(text, "utf-8")
    made = Library.create(folder / "library", load_hash_encoder)
    assert not [event.error for event in take_in(made, [SAMPLES, *folder.glob("*.txt")]) if getattr(event, "error", None)]
    return made


def reading(question: str, since: str | None = None, until: str | None = None, **guessed: str) -> Reading:
    days = [dt.date.fromisoformat(day) if day else None for day in (since, until or since)]
    return Reading(question, guessed=Filters(since=days[0], until=days[1], **guessed))


def told(library: Library, question: str, since: str | None = None, until: str | None = None, **guessed: str) -> Structured | None:
    return structured(library, reading(question, since, until, **guessed), NOTHING)


def quoted(made: Structured | None) -> list[str]:
    return [place.passage.text[place.start : place.end] for place in made.places] if made else []


def people(made: Structured | None) -> list[str]:
    return [person["name"] for each in made.facts.meetings for person in each.people] if made else []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_row_keeps_its_word(rule: Rule) -> None:
    """A row finds each of its accepted examples and none of those it must refuse; it has some of both."""
    assert rule.accepts
    assert rule.refuses
    assert [example for example in rule.accepts if not rule.pattern.search(example)] == []
    assert [example for example in rule.refuses if rule.pattern.search(example)] == []


@pytest.mark.parametrize(("aspect", "rule"), ASPECTS, ids=lambda held: getattr(held, "name", held))
def test_every_accepted_question_is_taken_for_its_own_row(aspect: str, rule: Rule) -> None:
    """No row before it takes an accepted example for something else."""
    for example in rule.accepts:
        asked = asked_of(Reading(example))
        assert asked is not None
        assert asked.aspect == aspect


@pytest.mark.parametrize(
    ("question", "day", "lines", "names"),
    [
        (
            "Who sent apologies on 21 July 2022?", "2022-07-21",
            ["Apologies for absence were received from Councillors Callum Dray and Samuel Oduya."], ["Callum Dray", "Samuel Oduya"],
        ),
        ("Who sent apologies?", "2022-09-06", ["Apologies: Councillor Samuel Oduya."], ["Samuel Oduya"]),
        ("Who was missing?", "2024-09-11", ["APOLOGIES: Lunn, Stallard - 2"], ["Lunn", "Stallard"]),
        ("apologies at the meeting", "2023-06-14", ["Apologies\n\n- Councillor Ivor Penhale"], ["Ivor Penhale"]),
        ("Who sent apologies?", "2024-03-14", ["Cllr Ruth Ellerby\tMember\tApologies"], ["Ruth Ellerby"]),
        ("Were there any apologies?", "2023-04-04", ["1. Apologies for Absence\n\nThere were no apologies."], []),
        ("Who chaired the meeting?", "2023-02-23", ["PRESENT:\nCouncillor Margaret Tolliver (Chair)"], ["Margaret Tolliver"]),
        ("Who left early?", "2024-03-14", ["Cllr Tom Yarrow\tMember\tPresent (left at 8.10 pm, during item 8)"], ["Tom Yarrow"]),
    ],
)  # fmt: skip
def test_attendance_is_quoted_where_it_stands(library: Library, question: str, day: str, lines: list[str], names: list[str]) -> None:
    """The lines of the samples' minutes that name the people asked for are quoted, with the heading that they need, in every layout."""
    made = told(library, question, day)
    assert quoted(made) == lines
    assert people(made) == names


def test_the_chair_of_a_meeting_is_who_took_it(library: Library) -> None:
    """Where the Vice-Chair presides, the sentence that says so is quoted and the facts name that person."""
    made = told(library, "Who chaired the Wrayness Harbour Council on 4 June 2019?", "2019-06-04")
    assert quoted(made) == ["In the absence of the Chair, Councillor Ann Lind took the chair."]
    assert people(made) == ["Ann Lind"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How many attended the Wrayness Harbour Council?", ["Ann Lind", "Tom Rowe", "Mary Lind", "Paul Karn"]),
        ("How many councillors were at the Wrayness Harbour Council?", ["Ann Lind", "Tom Rowe", "Mary Lind"]),
        ("Did Mary Lind attend the Wrayness Harbour Council?", ["Mary Lind"]),
        ("Was the Clerk present at Wrayness?", ["Paul Karn"]),
        ("Did Councillor Dale attend the Wrayness Harbour Council?", ["Bob Dale"]),
        ("Who left the Wrayness meeting early?", ["Tom Rowe"]),
    ],
)
def test_the_people_counted_stand_in_the_lines(library: Library, question: str, names: list[str]) -> None:
    """Facts list the people asked for; each of them is named in the lines quoted."""
    made = told(library, question, "2019-06-04")
    assert people(made) == names
    assert all(name.split()[-1] in " ".join(quoted(made)) for name in names if name != "Clerk")


def test_nobody_is_answered_for_another_meeting(library: Library) -> None:
    """A day without a meeting of the body named, or a matter that is no meeting's name, is answered by no list."""
    assert told(library, "Who sent apologies at Oxmere on 2 July 2019?", "2019-07-02") is None
    assert told(library, "Who sent apologies?", "2019-06-04", body="Brack Town Council") is None
    assert told(library, "How many people attended the regatta on 4 June 2019?", "2019-06-04") is None
    assert told(library, "Did Jo Bloggs attend on 4 June 2019?", "2019-06-04") is None
    assert told(library, "Who sent apologies at the Wrayness Harbour Council?") is None


def test_meetings_of_one_day_are_all_told_the_best_named_first(library: Library) -> None:
    """Of several meetings on the day named, each is answered; where a body is named, that body's alone."""
    both = told(library, "Who sent apologies on 4 June 2019?", "2019-06-04")
    assert sorted(people(both)) == ["Bob Dale", "Eve Pell"]
    assert people(told(library, "Who sent apologies at Oxmere on 4 June 2019?", "2019-06-04")) == ["Eve Pell"]
    assert people(told(library, "Who sent apologies on 4 June 2019?", "2019-06-04", body="Oxmere Parish Council")) == ["Eve Pell"]


def test_a_body_and_a_span_name_the_meetings_in_it(library: Library) -> None:
    """A body and a span of months name its meetings in time order; a span alone names none, where several bodies met in it."""
    made = told(library, "Who chaired the Wrayness Harbour Council in summer 2019?", "2019-06-01", "2019-08-31")
    assert made is not None
    assert [each.meeting.date for each in made.facts.meetings] == [dt.date(2019, 6, 4), dt.date(2019, 7, 2)]
    assert told(library, "Who chaired in summer 2019?", "2019-06-01", "2019-08-31") is None


def test_the_last_meeting_is_the_newest_of_the_body(library: Library) -> None:
    """The last meeting of a body is found without a date."""
    made = told(library, "Who chaired the last meeting of the Wrayness Harbour Council?")
    assert people(made) == ["Bob Dale"]
    assert "Bob Dale (Chair)" in quoted(made)[0]


@pytest.mark.parametrize(
    ("question", "owners"),
    [
        ("What actions are there for the Clerk at Wrayness?", ["Clerk", "Clerk"]),
        ("What is Tom Rowe to do?", ["TR", "TR"]),  # at each council
        ("What actions are there for TR about the chain at Oxmere?", ["TR"]),
        ("What does Paul Karn have to do at Wrayness?", ["Clerk", "Clerk"]),
        ("What actions are there for the Head of Transport?", ["Head of Transport"] * 4),
    ],
)
def test_actions_are_given_to_their_owners(library: Library, question: str, owners: list[str]) -> None:
    """Actions are found by office, by name and by initials, the newest first, each by its own words."""
    made = told(library, question)
    assert made is not None
    assert [action.owner for _, action in made.facts.actions] == owners
    days = [str(meeting.date) for meeting, _ in made.facts.actions]
    assert days == sorted(days, reverse=True)
    assert [" ".join(words.split()) for words in quoted(made)] == [" ".join(action.text.split()) for _, action in made.facts.actions]
    assert {place.role for place in made.places} == {"to_do"}


def test_nobody_is_given_an_action_of_another(library: Library) -> None:
    """An action is given neither to a person whom it does not name, nor to another council's officer, nor without anything named."""
    assert told(library, "What is Mary Lind to do?") is None
    assert told(library, "What actions are there for the Assistant Clerk?") is None
    assert told(library, "What are the actions?") is None


def test_when_a_matter_was_discussed_is_its_meetings(library: Library) -> None:
    """The meetings that spoke of a matter are given in time order, each by a sentence that names it; the last alone where that is asked."""
    with library.reading() as catalogue:
        held = catalogue.passages(catalogue.keys_where("m.body = ?", ("Wrayness Harbour Council",)))
    hits = tuple(Hit(passage, 1.0, None, 1.0) for passage in held.values())
    found = Found(hits, {"slipway": 3.0, "discuss": 1.0}, (), 2, None, None)
    made = structured(library, Reading("When was the slipway discussed?"), found)
    assert made is not None
    assert made.facts.dates == (dt.date(2019, 6, 4), dt.date(2019, 7, 2))
    assert all("slipway" in words.lower() for words in quoted(made))
    last = structured(library, Reading("When was the slipway last discussed?"), found)
    assert last is not None
    assert last.facts.dates == (dt.date(2019, 7, 2),)
    assert structured(library, Reading("When was the weir discussed?"), Found(hits, {"weir": 3.0}, (), 2, None, None)) is None
    assert structured(library, Reading("When did the slipway close?"), found) is None


@pytest.mark.parametrize("question", ["Who sent apologies?", "Who attended?", "What actions are there?", "Who chaired?"])
@pytest.mark.parametrize("limit", [1, 10])
def test_an_answer_puts_them_first(library: Library, question: str, limit: int) -> None:
    """In an answer their passages come first and once, and every quote is what its passage has there; facts go with it as JSON."""
    day = dt.date(2024, 3, 13)
    made = answer(library, question, filters=Filters(since=day, until=day), limit=limit)
    assert made.verdict == "answered"
    assert made.facts is not None
    assert made.quotes
    keys = [hit.passage.key for hit in made.passages]
    assert len(keys) == len(set(keys)) <= limit
    for quote in made.quotes:
        assert made.passages[quote.passage].passage.text[quote.start : quote.end] == quote.text == quote.text.strip()
    facts = answer_out(made).facts
    assert facts is not None
    assert all(each.count == len(each.people) for each in facts.meetings)
    assert facts.actions_found == (2 if facts.asked == "actions" else None)


def test_a_question_on_a_matter_is_left_to_the_search(library: Library) -> None:
    """Without anything asked of a meeting there are no facts."""
    made = answer(library, "What was decided about Mill Lane?")
    assert made.facts is None
    assert answer_out(made).model_dump()["facts"] is None


def test_no_list_is_quoted_in_part_of_a_line(library: Library) -> None:
    """Over every meeting of the samples, those who sent apologies stand in the lines quoted, and nobody present does."""
    with library.reading() as catalogue:
        meetings = catalogue.meetings()
    for meeting in meetings:
        assert meeting.date
        made = told(library, "Who sent apologies?", meeting.date.isoformat(), body=meeting.body or "")
        text = " ".join(quoted(made))
        sent = [each["name"] for each in meeting.attendance if each["status"] == "apologies"]
        assert all(re.sub(r"\W*\(.*", "", name).split()[-1] in text for name in sent), (meeting.document.name, text)
        assert people(made) == sent


def test_a_person_is_known_by_office_and_surname() -> None:
    """`Fire Chief Lind` is the Lind who holds that office, and nobody who holds another."""
    assert is_person("Fire Chief Lind", "Ann Lind", "Fire Chief")
    assert not is_person("Fire Chief Lind", "Ann Lind", "Clerk")
    assert not is_person("Fire Chief Rowe", "Ann Lind", "Fire Chief")
