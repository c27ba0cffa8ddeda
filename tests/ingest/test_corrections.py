"""What a clerk puts right: corrections name, date and divide; they never add a word to the text, and all they say is checked."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.corrections import ITEM, KEYS, PERSON, corrections, corrections_for, given_corrections, kept_corrections, read_corrections
from ingest.domain import Block, Document, Item, Minutes
from ingest.errors import BadCorrections, SourceError
from ingest.lined import parse_lined
from ingest.parse import parse
from ingest.pipeline import read
from ingest.sources import find
from ingest.spans import Span, cut
from tests.conftest import ROOT
from tests.ingest.test_whole import check_items, check_passages

TEXT = """Nether Pellow Parish Council
Minutes of the meeting of the Parish Council held on 7 May 2024 at 7.30 pm

Present: Jon Bel (Chair), Ann Lee
Village Hall

1. Apologies
Apologies were received from Tom Rowe.

2. Footpaths
The clerk had ordered
3 bags of salt for the winter, and the path was to be mended. RESOLVED that the gate be painted. Proposed by Jon Bel and seconded by Ann Lee.
Grants The school had asked for help with its roof.

3. Finance
The accounts were agreed. 4. Date of next meeting It was to be 4 June 2024.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pellow" / "2024-05-07.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def mended(file: Path, yaml: str) -> Minutes:
    """The minutes with these corrections beside them, whole as all minutes are."""
    file.with_name(f"{file.name}.yaml").write_text(yaml)
    minutes = read(file)
    assert minutes.document.text == TEXT
    check_items(minutes)
    check_passages(minutes, 256, 160)
    return minutes


def named(minutes: Minutes) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in minutes.items]


def first_words(minutes: Minutes, item: Item) -> str:
    return " ".join(cut(minutes.document.text, item.spans).split()[:4])


def test_as_it_is_read(file: Path) -> None:
    """Without corrections nothing is corrected."""
    minutes = read(file)
    assert minutes.corrections == ()
    assert [number for number, _ in named(minutes)] == ["1", "2", "3"]


def test_the_meeting(file: Path) -> None:
    """Body, committee, date, times, kind, place and state are as the corrections have them, and `show` can tell what was read."""
    said = {
        "body": "Upper Pellow Parish Council", "committee": "Finance Committee", "date": "2024-05-08", "start_time": "19:45", "end_time": "9.15 pm",
        "kind": "annual", "place": "The Reading Room", "state": "confirmed",
    }  # fmt: skip
    minutes = mended(file, "".join(f"{key}: {value}\n" for key, value in said.items()))
    held = minutes.meeting
    assert {key: str(getattr(held, key)) for key in said} == said
    assert held.date == dt.date(2024, 5, 8)
    told = {each.key: each.what for each in minutes.corrections}
    assert list(told) == list(said)
    assert told["date"] == "2024-05-08 (read as 2024-05-07)"
    assert told["end_time"] == "9.15 pm (none was read)"


def test_values_are_text(file: Path) -> None:
    """No value is taken for a number, a time, a date or a truth: `7.10` keeps its nought and `no` is a word."""
    minutes = mended(file, "start_time: 19:30\nplace: no\nitems:\n- {begins: 2. Footpaths, number: 7.10, title: 2024-01-01}\n")
    assert (minutes.meeting.start_time, minutes.meeting.place) == ("19:30", "no")
    assert named(minutes)[1] == ("7.10", "2024-01-01")


def test_unknown_blanks_a_value(file: Path) -> None:
    """What was read and is wrong, while the truth is not known, becomes unknown."""
    minutes = mended(file, 'date: unknown\nitems: [{begins: "2. Foot", number: unknown, title: unknown}]\n'.replace("2. Foot", "2. Footpaths"))
    assert minutes.meeting.date is None
    assert named(minutes)[1] == (None, None)


def test_people_are_renamed_added_and_removed(file: Path) -> None:
    """A name is put right wherever it stands for a person; people are added with role and status, and those who are none removed."""
    minutes = mended(
        file,
        "people:\n  rename: {Jon Bel: Jo Bell}\n  remove: [Village Hall]\n"
        "  add:\n  - Una Frome\n  - {name: Tom Rowe, role: Clerk, status: in attendance, initials: TR, part: left at 8.10 pm}\n",
    )
    people = {each.name: each for each in minutes.meeting.attendance}
    assert {"Jo Bell", "Ann Lee", "Una Frome", "Tom Rowe"} <= set(people)
    assert not {"Jon Bel", "Village Hall"} & set(people)
    assert people["Jo Bell"].role == "Chair"
    assert (people["Una Frome"].status, people["Una Frome"].role) == ("present", None)
    rowe = people["Tom Rowe"]
    assert (rowe.role, rowe.status, rowe.initials, rowe.part) == ("Clerk", "in attendance", "TR", "left at 8.10 pm")
    decision = minutes.items[1].decisions[0]
    assert (decision.proposer, decision.seconder) == ("Jo Bell", "Ann Lee")
    assert "people: Jon Bel is Jo Bell" in [f"{each.key}: {each.what}" for each in minutes.corrections]


def test_who_is_added_again_is_listed_anew(file: Path) -> None:
    """Adding somebody who is listed replaces what was read of that person."""
    minutes = mended(file, "people: {add: [{name: Ann Lee, role: Clerk, status: in attendance}]}\n")
    assert [(each.role, each.status) for each in minutes.meeting.attendance if each.name == "Ann Lee"] == [("Clerk", "in attendance")]


def test_an_item_begins_where_none_was_read(file: Path) -> None:
    """An item begins at the line that starts with the words given; it takes its number and title from the line, or as given."""
    minutes = mended(file, "items: [{begins: Grants The school, title: Grants, number: 2a}]\n")
    assert [number for number, _ in named(minutes)] == ["1", "2", "2a", "3"]
    assert minutes.items[2].title == "Grants"
    assert minutes.items[2].rule == "correction"
    assert first_words(minutes, minutes.items[2]) == "Grants The school had"
    assert "Grants" not in cut(TEXT, minutes.items[1].spans)


def test_an_item_begins_inside_a_line(file: Path) -> None:
    """Where no line starts with the words, the item begins where they stand; its printed number and title are read."""
    minutes = mended(file, 'items: [{begins: "4. Date of next meeting"}]\n')
    assert minutes.items[-1].number == "4"
    assert (minutes.items[-1].title or "").startswith("Date of next meeting")
    assert cut(TEXT, minutes.items[-2].spans).endswith("The accounts were agreed.")


def test_no_item_begins_where_one_was_read(file: Path) -> None:
    """A boundary is taken away, and its text goes to the item before."""
    minutes = mended(file, 'items: [{no_item: "3. Finance"}]\n')
    assert [number for number, _ in named(minutes)] == ["1", "2"]
    assert "The accounts were agreed." in cut(TEXT, minutes.items[1].spans)


def test_words_however_spaced(file: Path) -> None:
    """Blanks, line ends and capitals do not count in the words that an item begins with."""
    minutes = mended(file, 'items: [{begins: "2.  FOOTPATHS the clerk", title: Paths}]\n')
    assert named(minutes)[1] == ("2", "Paths")


def test_a_number_that_the_format_counts(file: Path) -> None:
    """A number that a list counts and that does not stand in the text may be among the words."""
    at = TEXT.index("Grants")
    document = Document("0" * 64, "a.docx", "pellow", "docx", TEXT, blocks=(Block(Span(at, TEXT.index("\n", at)), None, "2a."),))
    minutes = parse(document, corrections(parse_lined("items: [{begins: 2a. Grants The school, title: Grants, number: 2a}]", "x.yaml")))
    assert ("2a", "Grants") in named(minutes)
    check_items(minutes)


def test_corrections_that_change_nothing_are_told(file: Path) -> None:
    """When better rules read what was corrected, the correction stays harmless and says so."""
    minutes = mended(file, 'date: 2024-05-07\nitems: [{begins: "1. Apologies"}, {no_item: "3 bags of salt"}]\n')
    assert [each.what for each in minutes.corrections] == [
        "2024-05-07 (as it is read)",
        "an item begins at “1. Apologies” (as it is read)",
        "no item begins at “3 bags of salt” (none was read there)",
    ]


def test_every_boundary_can_go(file: Path) -> None:
    """Minutes all of whose boundaries are taken away are one item, and no word is lost."""
    minutes = mended(file, 'items: [{no_item: "1. Apologies"}, {no_item: "2. Footpaths"}, {no_item: "3. Finance"}]\n')
    assert len(minutes.items) == 1


def test_a_date_that_is_given_settles_the_doubt(file: Path) -> None:
    """A doubt about the date goes when the date is given."""
    other = file.rename(file.with_name("2020-01-01.txt"))
    assert [doubt.about for doubt in read(other).doubts] == ["date"]
    assert mended(other, "date: 2024-05-07\n").doubts == ()


BAD = [
    ("date: 7 May 2024", "Line 1: `date` is `7 May 2024`, which is no day. Write it as 2024-05-07"),
    ("date: 2024-02-30", "Line 1: `date` is `2024-02-30`, which is no day."),
    ("\nstart_time: 25:00", "Line 2: `start_time` is `25:00`, which is no time."),
    ("end_time: late", "`end_time` is `late`, which is no time. Write it as 7.30 pm or 19:30."),
    ("kind: special", "`kind` is `special`. It can be: ordinary, annual, extraordinary."),
    ("state: final", "`state` is `final`. It can be: draft, confirmed."),
    ("body: ''", "`body` is empty. Write a value, or `unknown`"),
    ("body: [a]", "`body` is not a single value."),
    ('body: "a\\eb"', "holds one that cannot be printed"),
    ("body: x\n# nothing\ncommitee: Finance", "Line 3: `commitee` is no key of a document's corrections. Did you mean `committee`?"),
    ("body: x\nbody: y", "Line 2: `body` stands here twice."),
    ("- date: 2024-05-07", "Line 1: a document's corrections should be keys and values."),
    ("just words", "a document's corrections should be keys and values"),
    ("people: [Ann Lee]", "`people` should be keys and values."),
    ("people:\n  added: [Ann Lee]", "Line 2: `added` is no key of `people`. Did you mean `add`?"),
    ("people:\n  add: {name: Ann Lee}", "Line 2: `add` is not a list. Write each on a line of its own behind `- `."),
    ("people:\n  remove: Ann Lee", "Line 2: `remove` is not a list."),
    ("people: {add: [{role: Clerk}]}", "this person has no `name`."),
    ("people: {add: [{name: Ann, status: there}]}", "`status` is `there`. It can be: present, in attendance, apologies, absent."),
    ("people:\n  rename: {Jo Bell: Jon Bell}", "Line 2: `Jo Bell` stands nowhere in the text. Did you mean `Jon Bel`?"),
    ("people: {rename: [a]}", "`rename` should be keys and values."),
    ("people:\n  remove:\n  - Ann Lee\n  - Zoe Quill", "Line 4: `Zoe Quill` stands nowhere in the text."),
    ("items: {begins: a}", "`items` is not a list."),
    ("items: [{title: Paths}]", "an item needs `begins` or `no_item`, and not both."),
    ("items: [{begins: a, no_item: b}]", "an item needs `begins` or `no_item`, and not both."),
    ("items: [{no_item: 3 bags of salt, title: Salt}]", "where no item begins, none has a title."),
    ("items: [{begins: 2. Footpaths, nummer: 3}]", "`nummer` is no key of an item. Did you mean `number`?"),
    ("items:\n- begins: 2. Footpats", "Line 2: no line begins with “2. Footpats”, and it does not stand in the text of the minutes."),
    ("items:\n- begins: 2. Footpats", "The nearest line begins “2. Footpaths”."),
    ("items:\n- begins: 2. Foot", "Line 2: no line begins with “2. Foot”"),
    ("items: [{begins: The}]", "“The” stands in 2 places (line 11, line 16). Write more of the line, or add `occurrence: 2`."),
    ("items: [{begins: The, occurrence: 3}]", "“The” stands in 2 places, not in 3."),
    ("items: [{begins: The, occurrence: last}]", "`occurrence` is `last`. Write 1 for the first place"),
    ("items:\n- begins: Grants: the school", "Line 2: this is not YAML (mapping values are not allowed here)."),
    ("body: [", "this is not YAML"),
    ("\tbody: x", "this is not YAML"),
    ("a: &x [1]\nb: *x", "this is nested too deeply, or uses & and *."),
    ("[" * 60, "this is not YAML"),
    ("[" * 20 + "]" * 20, "nested too deeply"),
]  # fmt: skip


@pytest.mark.parametrize(("yaml", "told"), BAD, ids=[yaml[:24] for yaml, _ in BAD])
def test_what_will_not_do_is_told(file: Path, yaml: str, told: str) -> None:
    """Every fault in the corrections is refused with the file, the line and what to do."""
    beside = file.with_name(f"{file.name}.yaml")
    beside.write_text(yaml)
    with pytest.raises(BadCorrections) as caught:
        read(file)
    assert str(caught.value).startswith(f"{beside}: ")
    assert told in str(caught.value)
    assert caught.value.todo


@pytest.mark.parametrize("data", [b"body: \xff\xfe", b"\x00", b"x: " + b"y" * 1_000_001, b"body: \x07"], ids=["latin", "NUL", "large", "bell"])
def test_files_that_are_no_yaml(file: Path, data: bytes) -> None:
    """Bytes that are not text, or too many, are refused as a fault of the corrections."""
    file.with_name(f"{file.name}.yaml").write_bytes(data)
    with pytest.raises(BadCorrections):
        read(file)


def test_a_folder_for_a_file(file: Path) -> None:
    """A folder where the corrections should be is told as that."""
    file.with_name(f"{file.name}.yaml").mkdir()
    with pytest.raises(BadCorrections, match="cannot be read"):
        read(file)


@pytest.mark.parametrize("yaml", ["", "# later\n", "{}", "---\n"])
def test_empty_corrections_correct_nothing(file: Path, yaml: str) -> None:
    """An empty file is no fault."""
    assert mended(file, yaml).corrections == ()


def test_two_files_beside_a_document(file: Path) -> None:
    """`.yaml` and `.yml` are both read, but not together."""
    file.with_name(f"{file.name}.yml").write_text("date: 2024-05-08")
    assert read(file).meeting.date == dt.date(2024, 5, 8)
    file.with_name(f"{file.name}.yaml").write_text("date: 2024-05-09")
    with pytest.raises(BadCorrections, match=r"There is 2024-05-07\.txt\.yaml, and 2024-05-07\.txt\.yml too\. Keep one"):
        read(file)


def test_comments_and_layout_mean_nothing(file: Path) -> None:
    """Two files that say the same mean the same, and what is kept says it again."""
    one, other = file.with_name("1.yaml"), file.with_name("2.yaml")
    one.write_text("# by the clerk\nplace: The   Hall\ndate: 2024-05-08\n")
    other.write_text("{date: '2024-05-08', place: The Hall}")
    assert read_corrections(one).meant == read_corrections(other).meant
    assert kept_corrections(read_corrections(one).meant, "kept").meeting == (("date", dt.date(2024, 5, 8)), ("place", "The Hall"))


def test_they_are_no_minutes(file: Path) -> None:
    """Corrections are neither taken for minutes nor listed as passed over, in a folder or named; without their document they are told."""
    beside = file.with_name(f"{file.name}.yaml")
    beside.write_text("place: Hall")
    file.with_name("notes.yaml").write_text("a: b")
    assert [found.path for found in find([file.parent])] == [file]
    assert [found.path for found in find([file, beside])] == [file]
    file.unlink()
    (found,) = find([file.parent])
    assert found.path == beside
    assert "These corrections are for 2024-05-07.txt, which is not beside them." in str(found.problem)


def test_one_file_for_many(file: Path, tmp_path: Path) -> None:
    """A file that is given may correct many documents, by file name or `folder/name`; a fault in one entry is that document's."""
    other = tmp_path / "wick" / file.name
    named = tmp_path / "all.yaml"
    named.write_text("pellow/2024-05-07.txt: {place: Hall}\nwick/2024-05-07.txt:\n  date: never\n")
    given = given_corrections(named)
    among = [file, other, tmp_path / "third.txt"]
    assert read(file, given, among).meeting.place == "Hall"
    with pytest.raises(BadCorrections, match=r"all\.yaml: Line 3: `date` is `never`"):
        given.of(other, among)
    assert given.of(tmp_path / "third.txt", among) is None
    assert [str(each) for each in given.strangers([file])] == [
        f"{named}: Line 2: there is no file `wick/2024-05-07.txt` among the minutes. Did you mean `2024-05-07.txt`?"
    ]


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("2024-05-07.txt: {place: Hall}", "2 files go by the name `2024-05-07.txt`. Write the folder before it"),
        ("place: Hall", "It does not say which of 2 files it corrects. Put what it says under the name of the file"),
        ("2024-05-07.txt: {place: Hall}\npellow/2024-05-07.txt: {place: Hut}", "2024-05-07.txt has 2 entries"),
    ],
)
def test_a_name_that_could_be_two(file: Path, tmp_path: Path, yaml: str, told: str) -> None:
    """Corrections that might be meant for another document are applied to none."""
    named = tmp_path / "all.yaml"
    named.write_text(yaml)
    with pytest.raises(BadCorrections) as caught:
        given_corrections(named).of(file, [file, tmp_path / "wick" / file.name])
    assert told in str(caught.value)


def test_given_and_beside(file: Path, tmp_path: Path) -> None:
    """A document is corrected from one place: given by name or beside it, not both."""
    named = tmp_path / "one.yaml"
    named.write_text("place: Hall")
    assert corrections_for(file, given_corrections(named), [file])[1] is None
    file.with_name(f"{file.name}.yaml").write_text("place: Hut")
    with pytest.raises(SourceError, match=r"has corrections in .*one\.yaml and beside it\. Keep one of the two"):
        read(file, given_corrections(named), [file])


def test_a_misspelt_key_is_no_file_name(tmp_path: Path) -> None:
    """A file that is meant for one document and has only keys that mean nothing is refused as such."""
    named = tmp_path / "one.yaml"
    named.write_text("commitee: Finance")
    with pytest.raises(BadCorrections, match="Did you mean `committee`"):
        given_corrections(named)


def test_the_readme_shows_every_key() -> None:
    """The README's example is read without complaint and has every key that there is."""
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    found = corrections(parse_lined(example, "README.md"))
    assert (len(found.items), len(found.add), len(found.rename), len(found.remove)) == (3, 2, 1, 1)
    for key in (*KEYS, *PERSON, *ITEM):
        assert re.search(rf"\b{key}\b", example), key


VALUES = st.recursive(
    st.sampled_from(["", "unknown", "2024-05-07", "3. Finance", "Ann Lee", "present", "1", "x\ty", "- {", "“", "\ud7ff", "*", "&a"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, *PERSON, *ITEM, "rename", "add", "remove", "Ann Lee"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES, st.text(max_size=6))
def test_nothing_else_escapes(file: Path, value: object, noise: str) -> None:
    """Whatever stands in a file of corrections, it is used or refused as BadCorrections, and no word is lost."""
    beside = file.with_name(f"{file.name}.yaml")
    beside.write_text(json.dumps(value, ensure_ascii=False) + noise, "utf-8", "surrogatepass")
    try:
        minutes = read(file)
    except BadCorrections:
        return
    check_items(minutes)
