"""What the name finder learns from: marked stretches, and the same with names exchanged."""

import random

from tests.training.stretches import Stretch, _unmarked, invented
from tests.training.swapping import pools, swapped


def test_marks_are_taken_out_and_names_stand_where_they_say() -> None:
    """A marked paragraph is its text with the names at their offsets, titles outside."""
    stretch = _unmarked("{P:Mrs Lind} of {O:Elm Signs} paid {M:£5}.")
    assert stretch.text == "Mrs Lind of Elm Signs paid £5."
    assert [(stretch.text[start:end], label) for start, end, label in stretch.names] == [("Lind", "PERSON"), ("Elm Signs", "ORG"), ("£5", "MONEY")]


def test_every_invented_paragraph_is_marked_well() -> None:
    """No brace is left, and names are apart, in order and not blank."""
    for stretch in invented():
        assert not set("{}") & set(stretch.text)
        last = 0
        for start, end, _ in stretch.names:
            assert start >= last and stretch.text[start:end].strip()
            last = end


def test_names_are_exchanged_for_others_of_their_kind() -> None:
    """Exchanged names stand at their new offsets, one name is the same wherever it stands, and all else is as it was."""
    text = "Cllr Lind met Cllr Rowe; Lind left for Ashvale on 4 May."
    names = ((5, 9, "PERSON"), (19, 23, "PERSON"), (25, 29, "PERSON"), (39, 46, "PLACE"), (50, 55, "DATE"))
    stretch = Stretch(text, names)
    for seed in range(20):
        new = swapped(stretch, pools([stretch]), random.Random(seed))
        lind, rowe, again, place, day = (new.text[start:end] for start, end, _ in new.names)
        assert lind == again
        assert day == "4 May"
        assert new.text == f"Cllr {lind} met Cllr {rowe}; {again} left for {place} on {day}."
