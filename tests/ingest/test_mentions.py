"""Initials and offices in the text are people of the attendance, and only where the list leaves no doubt."""

import pytest

from ingest.domain import Attendance, Item
from ingest.mentions import Who
from ingest.spans import Span, cut

ANN = Attendance("Ann Rowe", "Chair", "present", "AR")
BOB = Attendance("Bob Lind", "Councillor", "present", "BL")
PETER = Attendance("Peter Karn", "Parish Clerk", "in attendance", "PK")


def named(text: str, *people: Attendance, items: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    item = Item(None, None, None, (Span(0, len(text)),), (), None)
    found = Who(people, (text, *items)).mentions(text, item)
    return [(cut(text, each.spans), each.name) for each in found]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("BL noted that AR’s letter had come.", [("BL", "Bob Lind"), ("AR", "Ann Rowe")]),
        ("ACTION BL: write to AR/PK (PK agreed).", [("BL", "Bob Lind"), ("AR", "Ann Rowe"), ("PK", "Peter Karn"), ("PK", "Peter Karn")]),
        ("Apologies from Bob Lind (BL) came late.", []),
        ("The BL agreed, as did Wexshire AR and PK Smith; AR/12 and BL-3 were read.", []),
    ],
)
def test_initials(text: str, meant: list[tuple[str, str]]) -> None:
    """Initials stand for the person whose key they are, not for the company, the number or the name that looks the same."""
    assert named(text, ANN, BOB, PETER) == meant


def test_initials_of_two_people() -> None:
    """Of two people with one key the member is meant; of two members nobody is."""
    member = Attendance("Paula Kell", None, "present", "PK")
    assert named("PK reported.", member, PETER) == [("PK", "Paula Kell")]
    assert named("PK reported.", member, Attendance("Pam Kerr", None, "present", "PK")) == []
    assert named("PK reported.", Attendance("Pam Kerr", None, "apologies", "PK"), PETER) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Chair welcomed all. A letter from the Chairman.", [("The Chair", "Ann Rowe"), ("the Chairman", "Ann Rowe")]),
        ("The Parish Clerk reported. Clerk to reply.", [("The Parish Clerk", "Peter Karn"), ("Clerk", "Peter Karn")]),
        ("The Chair of Governors, the Chair of the Finance Committee and the Vice-Chair came.", []),
        ("The Clerk to Aysham Burial Board wrote to the Clerk of Works.", []),
        ("The Chairman Mr Dale spoke. The Chairman’s Charity was thanked. The chair lift was mended.", []),
        ("The Mayor came with the Secretary of State.", []),
    ],
)
def test_offices(text: str, meant: list[tuple[str, str]]) -> None:
    """An office stands for the one person of the list who holds it; another body's officer is somebody else."""
    assert named(text, ANN, BOB, PETER) == meant


@pytest.mark.parametrize(
    "people",
    [
        (BOB, PETER),
        (ANN, Attendance("Eve Dale", "Chairman", "present")),
        (Attendance("Ann Rowe", "Chair", "apologies"), BOB),
        (BOB, Attendance("Ann Rowe", "Vice-Chair", "present")),
        (BOB, Attendance("Ann Rowe", "Chair of Governors", "in attendance")),
    ],
)
def test_offices_in_doubt(people: tuple[Attendance, ...]) -> None:
    """An office that nobody there, or more than one on the list, holds is nobody's."""
    assert named("The Chair said so.", *people) == []


def test_offices_of_one_role() -> None:
    """A role that names two offices gives both."""
    assert named("The Chairman and the Treasurer.", Attendance("Ann Rowe", "Chairman & Treasurer", "present")) == [
        ("The Chairman", "Ann Rowe"),
        ("the Treasurer", "Ann Rowe"),
    ]


@pytest.mark.parametrize(
    "said", ["Councillor Lind took the Chair.", "Election of Chair. Councillor Lind was elected.", "In the absence of the Chair, Bob Lind presided."]
)
def test_an_office_that_changes_hands(said: str) -> None:
    """Where another takes the Chair during the meeting, nobody is meant by it, in no item."""
    assert named("The Chair closed the meeting.", ANN, BOB, items=(said,)) == []


def test_the_holder_takes_the_chair() -> None:
    """That the person of the list took the Chair changes nothing."""
    assert named("The Chair closed the meeting.", ANN, BOB, items=("Councillor Rowe took the Chair.",)) == [("The Chair", "Ann Rowe")]
