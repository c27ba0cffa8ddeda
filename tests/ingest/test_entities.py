"""Names in minutes: what is found, how it is settled, and that every offset leads back to the text as stored."""

import time
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.entities import COMPONENT, WEIGHTS, MinutesNames, entities, entities_of, language
from ingest.entity_found import by_rules
from ingest.entity_known import gathered
from ingest.entity_listed import listed_in
from ingest.entity_text import TEXT_REPAIRS, readable
from ingest.normal import normal
from ingest.settling import settled

MINUTES = (
    "ASHVALE PARISH COUNCIL\n\nPresent: Cllr Ann Lind (Chair), Cllr T. Rowe, Cllr Jo Pell\n\n"
    "12/19 Cllr Lind reported that Norwood Elm Trust (NET) had repaired the bench in Mill\nLane. Rowe and Pell had met NET on 14.10.19 at 6.00pm.\n"
    "RESOLVED to pay £1,250.50 to Elm Signs Ltd under section 137 of the Local Government Act 1972 (proposed by Cllr Pell)."
)


def found(text: str, people: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    return {(each.text, each.label) for each in next(entities([text], people))}


def test_a_meetings_names_are_found_in_every_form() -> None:
    """People of the list are found by surname, bodies by their short form, places over a line's end, and laws with their sections as one."""
    names = found(MINUTES)
    assert {("Ann Lind", "PERSON"), ("T. Rowe", "PERSON"), ("Lind", "PERSON"), ("Rowe", "PERSON"), ("Pell", "PERSON")} <= names
    assert {("ASHVALE PARISH COUNCIL", "ORG"), ("Norwood Elm Trust", "ORG"), ("NET", "ORG"), ("Elm Signs Ltd", "ORG"), ("Mill\nLane", "PLACE")} <= names
    assert {("14.10.19", "DATE"), ("6.00pm", "DATE"), ("£1,250.50", "MONEY"), ("12/19", "REF")} <= names
    assert ("section 137 of the Local Government Act 1972", "LAW") in names


@pytest.mark.parametrize(
    "word", ["the Board", "the Council", "Members", "officers", "the Chair", "the Parish Council", "Village Hall", "the Committee", "Full Council"]
)
def test_generic_words_are_no_names(word: str) -> None:
    """A body, an office or a building named by its kind alone is never an entity."""
    assert found(f"It was agreed that {word} would be asked.") == set()


def test_people_come_first_from_the_attendance() -> None:
    """A name of the attendance is a person wherever it stands, also one that is a common word or a street's."""
    names = found("Bramble said that Thorn Lane was flooded. Thorn agreed.", ("Vic Bramble", "Ula Thorn"))
    assert names == {("Bramble", "PERSON"), ("Thorn Lane", "PLACE"), ("Thorn", "PERSON")}


def test_who_is_called_by_a_common_word_is_known_by_a_title() -> None:
    """Behind a title a common word is a surname, and then in the minutes' lists, too; his street stays one."""
    text = "Councilmember Green was present. YEAS: Rowe, Green, Harlow, Moreno. Green Lane was closed."
    assert [each.text for each in next(entities([text])) if each.label == "PERSON"] == ["Green", "Rowe", "Green", "Harlow", "Moreno"]


def test_a_list_without_commas_is_of_several_people() -> None:
    """Initials begin another name where nothing else parts them."""
    assert {"P Barrow", "R Carver", "A J Lind"} <= {name for name, label in found("Present: Cllrs P Barrow R Carver A J Lind") if label == "PERSON"}


def test_what_a_job_is_for_is_no_body() -> None:
    """A service in the name of a job is nothing, before it and behind it; that same service by itself is a body."""
    assert not {name for name, label in found("The Pond Services Manager and the Director of Pond Services came.") if label == "ORG"}
    assert ("Pond Services", "ORG") in found("Pond Services had written to the clerk.")
    both = [each.text for each in next(entities(["Pond Services had written to the Head of Pond Services."])) if each.label == "ORG"]
    assert both == ["Pond Services"]


LISTED = ("Sue Lane", "Hall", "Tom Park", "Ann B. Green", "J. Lind")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("In attendance: Sue Lane (Clerk)", ["Sue Lane"]),
        ("Present: Councillors Hall (Chair), Green, Park and Lind", ["Hall", "Green", "Park", "Lind"]),
        ("Yeas: Green, Hall, Lind - 3", ["Green", "Hall", "Lind"]),
        ("Cllr Hall and Mrs Lane had met.", ["Hall", "Lane"]),
        ("It was moved by Hall, seconded by Cllr T Park.", ["Hall", "T Park"]),
        ("Green moved and S. Lane seconded.", ["Green", "S. Lane"]),
        ("A letter was read by Ann Green and Ann B. Green.", ["Ann Green", "Ann B. Green"]),
        ("THE CLERK: SUE LANE", ["SUE LANE"]),
        ("Cllr Tom\nPark spoke.", ["Tom\nPark"]),
    ],
)
def test_people_of_the_attendance_may_be_called_as_streets_are(text: str, people: list[str]) -> None:
    """A surname that is a word for a street or a building is a person's where its title, forename, list or motion stands."""
    assert [each.text for each in next(entities([text], LISTED)) if each.label == "PERSON"] == people
    assert not [each for each in next(entities([text], LISTED)) if each.label == "PLACE"]


def test_streets_stay_streets() -> None:
    """A street or a building whose last word is somebody's surname is a place, and a bare word that is not named is nothing."""
    names = found("Mill Lane, Ashdown Park and Tom Park Road were closed. The Hall was shut and the Park was wet.", LISTED)
    assert names == {("Mill Lane", "PLACE"), ("Ashdown Park", "PLACE"), ("Tom Park Road", "PLACE")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Also there: Ann Lind MP. She spoke.", {("Ann Lind", "PERSON")}),
        ("Cllr Vic Bramble Ula Thornby (Parish Clerk)", {("Vic Bramble", "PERSON"), ("Ula Thornby", "PERSON")}),
        ("Seconded by Cllr Bramble. CARRIED", {("Bramble", "PERSON")}),
        ("YEAS: Bramble, Quill", {("Bramble", "PERSON"), ("Quill", "PERSON")}),
        ("Cllr (Mrs) Quill left.", {("Quill", "PERSON")}),
        ("It opens on 5th and 6th June.", {("5th", "DATE"), ("6th June", "DATE")}),
        ("It was May 12-13, 2031.", {("May 12-13, 2031", "DATE")}),
        ("Paid on May 4, 11 and 25, 2031.", {("May 4", "DATE"), ("11", "DATE"), ("25, 2031", "DATE")}),
        ("Items 7, 8 and 12 were noted.", {("7", "REF"), ("8", "REF"), ("12", "REF")}),
        ("It met on 4 June,\n\n2031 at 18:00 GMT.", {("4 June,\n\n2031", "DATE"), ("18:00 GMT", "DATE")}),
        ("Cr R Quillon S41 charges rose.", {("R Quillon", "PERSON"), ("S41", "LAW")}),
        ("Pond Board of Directors KL41/31 Resolutions", {("Pond Board of Directors", "ORG"), ("KL41/31", "REF")}),
        ("The motion was PUT and LOST.", set()),
        ("It was referred to the Pond Action, Fish Stocks and Drainage Policy Committee.", {("Pond Action, Fish Stocks and Drainage Policy Committee", "ORG")}),
        ("Received. Quillon/Bramble CARRIED", {("Quillon", "PERSON"), ("Bramble", "PERSON")}),
        ("Councillors Bramble (J), Bramble (K) and Quill (K)", {("Bramble", "PERSON"), ("Quill", "PERSON")}),
        ("BY: COUNCILLORS BRAMBLE AND QUILLON Brief: to close it", {("BRAMBLE", "PERSON"), ("QUILLON", "PERSON")}),
        ("BY: COUNCILLOR QUILLON\nSummary: to close it", {("QUILLON", "PERSON")}),
        ("MOVED BY:\nSECONDED BY:\nAdopt\nACTION:", set()),
        ("Class E. Part M. Regulation 14 stage.", set()),
        ("APOLOGIES FROM CLLR BRAMBLE WERE RECEIVED.", {("BRAMBLE", "PERSON")}),
        ("Motion for Time Limited Debate on Affordable Housing", set()),
        ("The manager of the Shopping Centre and the Municipality's clerk", set()),
        ("Ula Quillon, Group Manager Corporate Services", {("Ula Quillon", "PERSON")}),
        ("County Administrator Vic Bramble", {("Vic Bramble", "PERSON")}),
        ("It cost £1.2 Million.", {("£1.2 Million", "MONEY")}),
        ("It was for the members of\n\nAshvale Parish Council, who\n\nagreed.", {("Ashvale Parish Council", "ORG")}),
        ("The hole in Church Road was filled.", {("Church Road", "PLACE")}),
        ("Regular Meeting of the Board of Education", {("Board of Education", "ORG")}),
        (
            "Elm Road on 22 June 2031, Thorn Road on 23 June 2031",
            {("Elm Road", "PLACE"), ("22 June 2031", "DATE"), ("Thorn Road", "PLACE"), ("23 June 2031", "DATE")},
        ),
    ],
)
def test_the_edges_of_names_are_where_a_reader_sets_them(text: str, names: set[tuple[str, str]]) -> None:
    """Honours, words of a motion and of a heading are outside, two names are two, and a year behind a day is no number of a house."""
    assert found(text) == names


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["21.05.10 Apologies None 21.05.11 Minutes Signed", "Clerk to write 21.05.13 Roads Noted"], ["21.05.10", "21.05.11", "21.05.13"]),
        (["21.05.10 Apologies None 21.05.11 Letter dated 21.05.13 Noted"], ["21.05.10", "21.05.11"]),
        (["03.04.21 Elm Signs £40\n04.04.21 Thorn Ltd £50"], []),
        (["Accounts: 31.03.19 Balance £4 31.03.20 Balance £5"], []),
        (["It met on 14.10.19 Cllr Pell in the chair and on 14.10.21 Cllr Rowe"], []),
        (["Held in 2031. www.ashvale.example/minutes?id=41 7/58 Roads", "A bench was mended. 8/58 Ponds", "see 417/31 again"], ["417/31"]),
    ],
)
def test_all_of_a_meeting_tells_what_its_numbers_are(texts: list[str], numbers: list[str]) -> None:
    """Running numbers that look like dates are references, dates of several years are none, and page counts of a printout are nothing."""
    assert [each.text for found in entities_of([(texts, ())]) for each in found if each.label == "REF"] == numbers


def test_stretches_of_one_document_share_their_names() -> None:
    """A surname is known from another stretch of the same minutes, and from none of others."""
    first, second, other = entities_of(
        [(["Cllr Ada Quillfeather spoke.", "It was for Quillfeather to write."], ()), (["It was for Quillfeather to write."], ())]
    )
    assert [each.text for each in first] == ["Ada Quillfeather"]
    assert [(each.text, each.label) for each in second] == [("Quillfeather", "PERSON")]
    assert ("Quillfeather", "PERSON") not in [(each.text, each.label) for each in other]


@pytest.mark.parametrize(
    ("label", "words", "value"),
    [
        ("DATE", "16 December 2019", "2019-12-16"),
        ("DATE", "04.10.19", None),
        ("DATE", "31.10.19", "2019-10-31"),
        ("DATE", "June 2019", "2019-06"),
        ("DATE", "2019/20", "2019/2020"),
        ("DATE", "2019/20 financial year", "2019/2020"),
        ("DATE", "18:30 BST", "18:30"),
        ("DATE", "year ended 31 May 2031", None),
        ("DATE", "4th/5th November, 2031", None),
        ("DATE", "6.00pm", "18:00"),
        ("DATE", "12.15 a.m.", "00:15"),
        ("DATE", "18:30", "18:30"),
        ("DATE", "25 April", None),
        ("DATE", "last year", None),
        ("MONEY", "£1,250.50", "1250.50 GBP"),
        ("MONEY", "€40,000", "40000.00 EUR"),
        ("MONEY", "$7.1 million", "7100000.00 $"),
        ("MONEY", "NZ$3.2m", "3200000.00 NZD"),
        ("MONEY", "50p", "0.50 GBP"),
        ("PERCENT", "2.5 per cent", "2.5 %"),
        ("PERSON", "2019", None),
    ],
)
def test_dates_and_amounts_are_normalised_where_they_leave_no_doubt(label: str, words: str, value: str | None) -> None:
    """A date is given after ISO 8601, an amount with its currency, and nothing where the words leave doubt."""
    assert normal(label, words) == value  # type: ignore[arg-type]


def test_a_saved_pipeline_finds_the_same(tmp_path: Path) -> None:
    """The pipeline is saved and loaded as spaCy's are, with our component from its registry, and finds the same names."""
    nlp = language()
    assert nlp.pipe_names == ["ner", COMPONENT]
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert isinstance(loaded.get_pipe(COMPONENT), MinutesNames)
    text = readable(MINUTES).text
    assert loaded(text)._.names == nlp(text)._.names != ()
    assert [(each.text, each.label_) for each in loaded(text).ents][:2] == [("Ashvale Parish Council", "ORG"), ("Ann Lind", "PERSON")]


def test_the_weights_are_small() -> None:
    """What the name finder has learnt is less than 10 MB."""
    assert 1_000_000 < WEIGHTS.stat().st_size < 10_000_000


@pytest.mark.parametrize("row", TEXT_REPAIRS, ids=lambda row: row.name)
def test_every_repair_of_the_text_does_what_it_shows(row: object) -> None:
    """A repair alone turns its example into what it shows."""
    import re

    assert re.sub(row.pattern, row.to, row.before) == row.after  # type: ignore[attr-defined]


PIECES = [
    "Cllr ",
    "Ann Lind",
    "£5",
    " and ",
    "\r\n",
    "\n\n",
    "MILL LANE",
    "😀",
    "שלום",
    "12/19",
    " ",
    "-\n",
    "(",
    ")",
    "[a-z]+",
    "**",
    "\u00ad",
    "\ufffe",
    "’s",
    "ǅ",
    "İ",
    "ß",
    "14.10.19",
    "%",
    "\t",
    "\x00",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join))
@settings(max_examples=60, deadline=None)
def test_every_offset_leads_back_to_the_text(text: str) -> None:
    """Whatever the text, names are apart, in order, not empty, and are what stands at their offsets in the text as given."""
    last = 0
    for each in next(entities([text], ("Ann Lind", "[a-z]+ (x)", "")), ()):
        assert each.text == text[each.start : each.end].strip() != ""
        assert each.start >= last
        last = each.end


ENDLESS = [
    "a",
    "A",
    "Ann Lind ",
    "Cllr Lane, Sue Lane and ",
    "1/",
    "£1,000",
    "Section 1(a)",
    "Sections 4-1, 4-2 and ",
    "Items 7, 8 and ",
    "4, 11 and 18 May, ",
    "31.05.13 A ",
    "A. ",
    "Of The ",
    "(",
    "1 May 2019 to ",
    "Mill Elm ",
    "Elm, ",
    "A-",
    "A&",
    "Monday 4, ",
    "\n",
    "12.1",
]
PLENTY = 8_000  # code points


@pytest.mark.parametrize("piece", ENDLESS)
def test_the_rules_take_time_that_grows_with_the_text(piece: str) -> None:
    """Twice as much of the same is read by the rules in twice the time, not in four times."""

    def seconds(size: int) -> float:
        text = readable(piece * (size // len(piece))).text
        start = time.thread_time()  # of others' work on the machine it knows nothing
        spans = list(by_rules(text))
        settled(text, spans, gathered([text], ("Sue Lane", "Ann Lind"), [spans]), listed_in(text, ("Sue Lane", "Ann Lind")))
        return time.thread_time() - start

    once = [seconds(PLENTY) for _ in range(2)]
    twice = [seconds(2 * PLENTY) for _ in range(2)]
    assert min(twice) < 3.2 * min(once) + 0.05


@pytest.mark.parametrize("text", ["", " ", "a" * 1_000_000, "\n" * 100_000, "Ann Lind " * 1_500], ids=lambda text: f"{text[:8]!r} x {len(text)}")
def test_no_text_takes_long(text: str) -> None:
    """Empty, endless and repeating texts are read whole, with the model."""
    language()  # loading it is no part of reading
    start = time.thread_time()
    list(entities([text], ("Ann Lind",)))
    assert time.thread_time() - start < 20
