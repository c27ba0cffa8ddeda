import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.abbreviations import abbreviations

PEOPLE = ("Pat Bell", "J Hay")
DEFINED = (
    ("Members noted the Elective Travel Plan (ETP).", "ETP", "Elective Travel Plan"),
    ("the ETP (Elective Travel Plan) was noted", "ETP", "Elective Travel Plan"),
    ("The ETP (Elective Travel Plan) was noted", "ETP", "Elective Travel Plan"),
    ("an ETP (the elective travel plan; see minute 4)", "ETP", "elective travel plan"),
    ("a grant to the Office of Fair Moorings (\u201cOFM\u201d)", "OFM", "Office of Fair Moorings"),
    ("the Mill Lane Trust (hereafter the MLT) said", "MLT", "Mill Lane Trust"),
    ("the Mill Lane Trust, hereafter MLT, said", "MLT", "Mill Lane Trust"),
    ("three Harbour Watch Officers (HWOs) were thanked", "HWO", "Harbour Watch Officers"),
    ("Small Urban Drain Schemes (SUDs)", "SUDs", "Small Urban Drain Schemes"),
    ("the Moorings Agency\u2019s (MA\u2019s) view", "MA", "Moorings Agency"),
    ("the Rural\nHarbours and Coves Fund (RHCF)", "RHCF", "Rural Harbours and Coves Fund"),
    ("the Rural\n\nHarbours and Coves Fund (RHCF)", "RHCF", "Rural Harbours and Coves Fund"),
    ("a Public Private Partnership (PPP)", "PPP", "Public Private Partnership"),
    ("Office for Standards in Moorings (Ofsmo)", "Ofsmo", "Office for Standards in Moorings"),
    ("Department for Piers (DfP)", "DfP", "Department for Piers"),
    ("anti-litter patrols (ALP)", "ALP", "anti-litter patrols"),
    ("the Ferry Owners Group, Inc. (FOG)", "FOG", "Ferry Owners Group"),
    ("Boats, Ferries and Tugs (BFT)", "BFT", "Boats, Ferries and Tugs"),
    ("the Health & Harbour Board (HHB)", "HHB", "Health & Harbour Board"),
    ("the Caf\u00e9 \u00c9tienne Association (CEA)", "CEA", "Caf\u00e9 \u00c9tienne Association"),
    ("the Hydrographic Surveillance Unit (HGSU)", "HGSU", "Hydrographic Surveillance Unit"),
)
REFUSED = (
    "Pat Bell (PB) gave apologies",
    "Jane Hay (JH) asked",
    "PB (Pat Bell) gave apologies",
    "Councillor Mary Lind (ML) asked",
    "Councillor Chris Hay (Chair)",
    "Councillor Rees (resigned)",
    "the report of the Clerk on levies (CL/22/31)",
    "a grant of one hundred pounds (\u00a3100)",
    "on the second of May (2/5/2019)",
    "the third item (III)",
    "the meeting closed (9 pm)",
    "Moorings were discussed. Every tree (MET) was counted",
    "the ETP report (ETP)",
    "the motion was Laid Over (LAID OVER)",
    "a boat (unregistered)",
    "the plan (see ETP)",
    "nothing here stands for it (XYZ)",
    "Elective Travel Plans matter; the ETP was noted",
    "()",
    "(ETP)",
)


@pytest.mark.parametrize(("text", "short", "long"), DEFINED)
def test_what_is_defined(text: str, short: str, long: str) -> None:
    """A long form with its short form in brackets, or the other way round, is an abbreviation, and both are pointed at."""
    (found,) = abbreviations(text, PEOPLE)
    assert (found.short, found.long) == (short, long)
    assert text[found.short_span.start : found.short_span.end].startswith(short)
    assert text[found.long_span.start : found.long_span.end].split() == long.split()


@pytest.mark.parametrize("text", REFUSED)
def test_what_defines_nothing(text: str) -> None:
    """Initials of people, offices, references, money, dates and capitals without their words beside them are no abbreviations."""
    assert abbreviations(text, PEOPLE) == ()


def test_several_in_order() -> None:
    """All abbreviations of a text come in the order of the text."""
    found = abbreviations("The Elective Travel Plan (ETP), the Mill Lane Trust (MLT) and the ETP (Elective Travel Plan).")
    assert [each.short for each in found] == ["ETP", "MLT", "ETP"]


@given(st.text(alphabet=st.one_of(st.sampled_from("aAbBcC  ()\u201c\u201d\"',;.&\n-s"), st.characters())), st.lists(st.text(), max_size=3))
def test_any_text_is_taken(text: str, people: list[str]) -> None:
    """Whatever the text and the names, nothing is raised, and what is found stands in the text."""
    for found in abbreviations(text, people):
        assert found.long_span.start < found.long_span.end <= len(text)
        assert found.short in text


@given(st.lists(st.sampled_from(("Elective", "Travel", "of", "plan", "(ETP)", "ETP", "(", ")", "known as", "PLAN's", "\u0130x", "\u00df\u00df")), max_size=12))
def test_any_row_of_words_is_taken(words: list[str]) -> None:
    """Texts that are nearly definitions raise nothing either."""
    for found in abbreviations(" ".join(words)):
        assert len(found.long.split()) > 1 or "-" in found.long
