"""`minutes export` and `minutes cite`."""

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from index.library import Library
from service import cli
from service.columns import KINDS
from service.exporting import Export, Wanted
from tests.index.town import fill, minutes, write


@pytest.fixture
def library(small_library: Library, tmp_path: Path) -> Library:
    for number in range(3):
        write(tmp_path / "in" / f"{number}.txt", minutes(number))
    fill(small_library, tmp_path / "in")
    return small_library


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["minutes", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_printed_is_what_the_server_sends(
    library: Library, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], kind: str
) -> None:
    """`minutes export KIND` prints the bytes of `/api/v1/export/KIND`."""
    assert run(monkeypatch, "export", kind, "--library", library.folder) == 0
    assert capfdbinary.readouterr().out == b"".join(Export(library, Wanted(kind, "ndjson")))


def test_a_file_is_whole_or_not_there(library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--out` writes the file at once, with how many rows it has told; nothing is left of one that fails."""
    out = tmp_path / "out" / "items.parquet"
    out.parent.mkdir()
    assert run(monkeypatch, "export", "items", "--format", "parquet", "--out", out, "--since", "2010-03-01", "--library", library.folder) == 0
    assert pq.read_table(out).num_rows == 0
    assert run(monkeypatch, "export", "items", "--format", "parquet", "--out", out, "--library", library.folder) == 0
    assert pq.read_table(out).num_rows == 12
    assert "12 items of generation " in "".join(capsys.readouterr())
    monkeypatch.setattr(Export, "_pieces", lambda self: iter([b"half", 1]))
    assert run(monkeypatch, "export", "meetings", "--out", out.with_name("new"), "--library", library.folder) != 0
    assert [path.name for path in out.parent.iterdir()] == ["items.parquet"]


def test_places_are_cited(library: Library, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """`minutes cite` takes ids of passages, items and meetings alike; with `--base` the references have an address."""
    row = json.loads(b"".join(Export(library, Wanted("passages", "ndjson"))).splitlines()[1])
    ids = [row["id"], row["item"]["id"], row["meeting"]["id"]]
    assert run(monkeypatch, "cite", *ids, "--format", "csl", "--base", "http://minutes.example", "--library", library.folder) == 0
    found = json.loads(capfd.readouterr().out)
    assert [each["URL"] for each in found] == [
        f"http://minutes.example/item/{ids[1]}?passage={ids[0]}", f"http://minutes.example/item/{ids[1]}", f"http://minutes.example/meeting/{ids[2]}"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "items", "--since", "soon"), "--since: 'soon' is no day. Write it as 2024-03-31."),
        (("export", "items", "--since", "2024-02-01", "--until", "2024-01-01"), "is after the last"),
        (("export", "items", "--q", "roof"), "Only passages can be searched for."),
        (("export", "passages", "--person", "Nobody Atall"), "Nobody of that name is on an attendance list here."),
        (("export", "actions", "--format", "ris"), "Only passages, items and meetings can be cited."),
        (("cite", "nope"), "There is nothing of that id in the library."),
    ],
)
def test_what_will_not_do_is_said(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    """What cannot be exported or cited ends with 1, and why."""
    assert run(monkeypatch, *arguments, "--library", library.folder) == 1
    assert said in capsys.readouterr().err
