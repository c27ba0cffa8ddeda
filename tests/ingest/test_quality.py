"""What is doubtful is told with its place, and every document has a figure that can be checked by hand."""

from pathlib import Path

import pytest

from ingest.domain import Minutes
from ingest.pipeline import read
from ingest.quality import quality

TOP = "Nether Pellow Parish Council\nFinance Committee\nMinutes of the meeting held on 7 May 2024\nPresent: Jo Bell (Chair), Ann Lee\n\n"
BODY = "The clerk read out a letter about this matter, and the members thought about what could be done before the winter came.\n\n"


def minutes(tmp_path: Path, text: str, name: str = "minutes.txt") -> Minutes:
    path = tmp_path / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return read(path)


def numbered(*numbers: str) -> str:
    titles = ("Apologies", "Footpaths", "Allotments", "The hall", "Trees", "Finance", "Correspondence", "Benches", "Lighting")
    return "".join(f"{number} {titles[at]}\n{BODY}" for at, number in enumerate(numbers))


def told(found: Minutes) -> list[tuple[str, str | None]]:
    """What is doubted, and the first line of the place."""
    text = found.document.text
    return [(each.what, text[each.span.start : each.span.end].split("\n")[0] if each.span else None) for each in found.doubts]


def test_nothing_to_doubt(tmp_path: Path) -> None:
    """Plain minutes raise no doubt and are read with quality 1."""
    found = minutes(tmp_path, TOP + numbered("1.", "2.", "3.", "4."))
    assert told(found) == []
    assert quality(found).value == 1.0
    assert all(part.value == 1 for part in quality(found).parts)


@pytest.mark.parametrize(
    ("numbers", "doubts"),
    [
        (("1.", "2.", "4.", "5."), [("There is no item 3.", "4. Allotments")]),
        (("2.", "3.", "4.", "5."), [("There is no item 1.", "2. Apologies")]),
        (("1.", "2.", "5.", "6."), [("There are no items 3 to 4.", "5. Allotments")]),
        (("31/24", "32/24", "34/24", "35/24"), [("There is no item 33/24.", "34/24 Allotments")]),
        (("24.05.1", "24.05.2", "24.05.4", "24.05.5"), [("There is no item 24.05.3.", "24.05.4 Allotments")]),
        (("3064.", "3065.", "3067.", "3068."), [("There is no item 3066.", "3067. Allotments")]),
    ],
    ids=lambda each: each[0] if isinstance(each[0], str) else "",
)
def test_a_missing_number(tmp_path: Path, numbers: tuple[str, ...], doubts: list[tuple[str, str]]) -> None:
    """A number that is skipped is doubted where the next item stands, written as the others are; running numbers begin anywhere."""
    found = minutes(tmp_path, TOP + numbered(*numbers))
    assert [item.number for item in found.items] == [number.rstrip(".") for number in numbers]
    assert told(found) == doubts
    assert quality(found).value < 1 or numbers[0] == "2."


def test_a_number_used_twice(tmp_path: Path) -> None:
    """A number that stands at two items is doubted at the second."""
    found = minutes(tmp_path, TOP + numbered("1.", "2.", "3.", "3.", "4.", "5."))
    assert told(found) == [("Number 3 stands at 2 items; this is the second.", "3. The hall")]


def test_two_dates(tmp_path: Path) -> None:
    """Two dates are doubted where the text has its own."""
    found = minutes(tmp_path, TOP + numbered("1.", "2.", "3."), "2024-05-08.txt")
    assert told(found) == [("The text says 2024-05-07, the file's name 2024-05-08.", "Minutes of the meeting held on 7 May 2024")]


def test_no_date_and_nobody_there(tmp_path: Path) -> None:
    """Minutes without a date and without attendance say so, and each costs its weight."""
    found = minutes(tmp_path, "Nether Pellow Parish Council\nFinance Committee\n\n" + numbered("1.", "2.", "3."))
    assert told(found) == [("No date was found.", None), ("Nobody is listed as present.", None)]
    assert [doubt.about for doubt in found.doubts] == ["date", "people"]
    assert quality(found).value == 0.7


def test_a_date_from_the_files_name(tmp_path: Path) -> None:
    """A date that only the file's name has counts half, and the reading says where it is from."""
    found = minutes(tmp_path, TOP.replace(" held on 7 May 2024", "") + numbered("1.", "2.", "3."), "2024-05-07.txt")
    (part,) = [part for part in quality(found).parts if part.name == "date"]
    assert (part.value, part.found) == (0.5, "date from the file's name")


def test_a_heading_that_heads_nothing(tmp_path: Path) -> None:
    """A heading by its format that is no item's title is doubted where it stands."""
    text = TOP + "".join(f"## {n}. {title}\n\n{BODY}" for n, title in enumerate(("Apologies", "Footpaths", "Trees"), 1)) + f"#### Letter of thanks\n\n{BODY}"
    assert told(minutes(tmp_path, text, "minutes.md")) == [("This heading heads no item.", "Letter of thanks")]


def test_text_that_nothing_divides(tmp_path: Path) -> None:
    """A single piece of text is doubted, and gets nothing for its division."""
    found = minutes(tmp_path, TOP + BODY)
    assert "Nothing divides the text into items." in [doubt.what for doubt in found.doubts]
    assert [part.value for part in quality(found).parts if part.name in ("divided", "numbers")] == [0.0, 0.5]


def test_most_of_the_text_before_the_first_item(tmp_path: Path) -> None:
    """Items that were missed at the beginning show: most of the text stands before the first."""
    found = minutes(tmp_path, TOP + BODY * 12 + numbered("7.", "8.", "9."))
    assert ("Most of the text stands before the first item.", "7. Apologies") in told(found)


def test_damaged_characters_lower_the_figure(tmp_path: Path) -> None:
    """Characters that stand for none cost the part for sound text; bullets of a symbol font do not."""

    def sound(text: str) -> float:
        (part,) = [part for part in quality(minutes(tmp_path, TOP + numbered("1.", "2.", "3.") + text)).parts if part.name == "characters"]
        return part.value

    assert sound("\uf0b7 a bullet\n") == 1.0
    assert 0 < sound("The \ufffd of it.\n") < 1
    assert sound("The " + "\ufffd" * 50) == 0.0
