"""What cannot be read says what is wrong, where, and what to do; nothing but a MinutesError comes out."""

import functools
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.domain import Document
from ingest.errors import (
    DamagedSource,
    EmptySource,
    EncryptedSource,
    OversizedSource,
    ScannedSource,
    SourceError,
    UnknownFormat,
    UnreadableSource,
)
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import find, load, recognise
from tests.conftest import ROOT, SAMPLES

WORDS = "The Committee resolved that the library be kept open on Saturdays."


def pdf(words: str = WORDS, password: str | None = None) -> bytes:
    kept = io.BytesIO()
    encrypt = StandardEncryption(password, ownerPassword="owner", strength=128) if password is not None else None
    canvas = Canvas(kept, encrypt=encrypt, invariant=1)
    canvas.line(10, 10, 500, 500)
    canvas.drawString(72, 700, words)
    canvas.showPage()
    canvas.save()
    return kept.getvalue()


def pageless_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"
    )


def word(words: str = WORDS) -> bytes:
    kept = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(words)
    document.save(kept)
    return kept.getvalue()


def repacked(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The Word file with its parts changed; a part that becomes None is left out."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return kept.getvalue()


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(60):
            part.write(b" " * 10_000_000)
    return kept.getvalue()


def plain_zip() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("minutes.txt", WORDS)
    return kept.getvalue()


def junk() -> bytes:
    return random.Random(7).randbytes(20_000)


CASES: dict[str, tuple[str, Callable[[], bytes], type[SourceError]]] = {
    "an empty file": ("minutes.txt", lambda: b"", EmptySource),
    "an empty pdf": ("minutes.pdf", lambda: b"", EmptySource),
    "white space": ("minutes.txt", lambda: b" \r\n\t" * 50, EmptySource),
    "NULs": ("minutes.txt", lambda: b"\x00" * 5000, EmptySource),
    "marks but no word": ("minutes.md", lambda: b"---\n\n* * *\n", EmptySource),
    "a byte order mark alone": ("minutes.txt", lambda: b"\xef\xbb\xbf", EmptySource),
    "a page of nothing": ("minutes.html", lambda: b"<html><body><div></div></body></html>", EmptySource),
    "a Word document of nothing": ("minutes.docx", lambda: word(""), EmptySource),
    "a pdf without a page": ("minutes.pdf", pageless_pdf, DamagedSource),
    "a pdf without text": ("minutes.pdf", lambda: pdf(""), ScannedSource),
    "a pdf with a password": ("minutes.pdf", lambda: pdf(password="secret"), EncryptedSource),
    "a truncated pdf": ("minutes.pdf", lambda: pdf()[:300], DamagedSource),
    "a pdf of its first line": ("minutes.pdf", lambda: b"%PDF-1.4\n", DamagedSource),
    "text named pdf": ("minutes.pdf", WORDS.encode, DamagedSource),
    "an old Word file": ("minutes.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + junk(), UnknownFormat),
    "an old Word file named docx": ("minutes.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + junk(), UnknownFormat),
    "rich text": ("minutes.rtf", lambda: b"{\\rtf1 Minutes}", UnknownFormat),
    "a docx that is no zip": ("minutes.docx", WORDS.encode, DamagedSource),
    "a zip that is no docx": ("minutes.zip", plain_zip, UnknownFormat),
    "a zip that is no docx, named docx": ("minutes.docx", plain_zip, UnknownFormat),
    "a docx cut short": ("minutes.docx", lambda: word()[:-200], DamagedSource),
    "a docx with broken XML": ("minutes.docx", lambda: repacked(lambda name, data: data[:-20] if name == "word/document.xml" else data), DamagedSource),
    "a docx without its text": ("minutes.docx", lambda: repacked(lambda name, data: None if name == "word/document.xml" else data), DamagedSource),
    "a docx without its relations": ("minutes.docx", lambda: repacked(lambda name, data: None if name == "_rels/.rels" else data), DamagedSource),
    "a docx without its types": ("minutes.docx", lambda: repacked(lambda name, data: None if "Content_Types" in name else data), DamagedSource),
    "a docx with a broken list of numbers": ("minutes.docx", lambda: repacked(lambda name, data: b"<" if "numbering" in name else data), DamagedSource),
    "a docx that unpacks without end": ("minutes.docx", bomb, OversizedSource),
    "60 MB of nothing": ("minutes.html", lambda: b"<div></div>" * 5_500_000, OversizedSource),
    "junk named txt": ("minutes.txt", junk, DamagedSource),
    "junk named html": ("minutes.html", junk, DamagedSource),
    "an unknown ending": ("minutes.xyz", WORDS.encode, UnknownFormat),
    "no ending": ("minutes", WORDS.encode, UnknownFormat),
    "a picture": ("minutes.png", lambda: b"\x89PNG\r\n\x1a\n" + junk(), UnknownFormat),
}


def refused(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        parse(extract(load(path)))
    return caught.value


@pytest.mark.parametrize("case", CASES)
def test_each_has_its_own_message(case: str, tmp_path: Path) -> None:
    """A file that cannot be taken in is refused by its own error, which names the file and says what to do."""
    name, make, expected = CASES[case]
    path = tmp_path / name
    path.write_bytes(make())
    problem = refused(path)
    assert type(problem) is expected
    assert problem.where == str(path)
    assert problem.what
    assert problem.todo
    assert str(problem).startswith(f"{path}: ")


def test_a_pdf_of_one_short_line_is_no_scan(tmp_path: Path) -> None:
    """A pdf with a sentence on it is read."""
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf())
    assert extract(load(path)).text.strip() == WORDS


def test_a_pdf_with_an_owner_only_is_read(tmp_path: Path) -> None:
    """A pdf that opens without a password is read, though it is encrypted."""
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf(password=""))
    assert extract(load(path)).text.strip() == WORDS


def test_an_encrypted_file_does_not_colour_the_next(tmp_path: Path) -> None:
    """After a file with a password, a damaged one is still called damaged."""
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    first.write_bytes(pdf(password="secret"))
    second.write_bytes(b"%PDF-1.4\nbroken /Encrypt\n")
    assert type(refused(first)) is EncryptedSource
    assert type(refused(second)) is DamagedSource


@pytest.mark.parametrize("name", ["minutes \U0001f389\U0001f1ec\U0001f1e7.txt", "minútes — “final”.txt", "-minutes.txt", "a\nb.txt"])
def test_odd_names_are_names(name: str, tmp_path: Path) -> None:
    """A file may be called what it likes."""
    (tmp_path / name).write_text(WORDS, "utf-8")
    (found,) = find([tmp_path])
    assert extract(load(found.path)).name == name


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    """A name of bytes that are not UTF-8 is read, and shown with the bytes escaped."""
    path = os.fsencode(tmp_path) + b"/minut\xe9s.txt"
    try:
        with open(path, "wb") as file:
            file.write(WORDS.encode())
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (found,) = find([tmp_path])
    document = extract(load(found.path))
    assert document.name == "minut\\udce9s.txt"
    assert document.name.encode()


def test_bad_names_in_messages(tmp_path: Path) -> None:
    """A message about a file whose name is not UTF-8 can be printed."""
    path = os.fsencode(tmp_path) + b"/minut\xe9s.txt"
    try:
        open(path, "wb").close()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    problem = refused(Path(os.fsdecode(path)))
    assert type(problem) is EmptySource
    assert str(problem).encode()


def test_what_is_not_there(tmp_path: Path) -> None:
    """A path that leads nowhere, and a folder given as a file, are told apart from empty files."""
    for path in (tmp_path / "missing.txt", tmp_path):
        problem = refused(path)
        assert type(problem) is UnreadableSource
        assert problem.where == str(path)
        assert problem.todo


def test_a_named_pipe_is_no_file(tmp_path: Path) -> None:
    """A pipe is refused, not waited for."""
    path = tmp_path / "minutes.txt"
    os.mkfifo(path)
    assert type(refused(path)) is UnreadableSource


def test_loops_of_links_are_told(tmp_path: Path) -> None:
    """A link to itself and a folder that leads back to one above it are listed with a message; the rest is found."""
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "minutes.txt").write_text(WORDS)
    (inner / "back").symlink_to(tmp_path)
    (inner / "self.txt").symlink_to(inner / "self.txt")
    (inner / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(find([tmp_path]))
    assert [each.path.name for each in found if each.problem is None] == ["minutes.txt"]
    problems = {Path(each.problem.where).name: each.problem for each in found if each.problem}
    assert sorted(problems) == ["back", "gone.txt", "self.txt"]
    assert {type(problem) for problem in problems.values()} == {UnreadableSource}
    assert all(problem.todo for problem in problems.values())


def test_a_loop_that_is_named(tmp_path: Path) -> None:
    """A link to itself that is named on the command line is refused like any other."""
    path = tmp_path / "self.txt"
    path.symlink_to(path)
    (found,) = find([path])
    assert type(refused(found.path)) is UnreadableSource


def test_each_file_is_found_once(tmp_path: Path) -> None:
    """A file that is named twice, linked to, or lies in a named folder is read once; hidden and foreign files are passed over."""
    path = tmp_path / "minutes.txt"
    path.write_text(WORDS)
    (tmp_path / "again.txt").symlink_to(path)
    (tmp_path / ".hidden.txt").write_text(WORDS)
    (tmp_path / "photo.jpg").write_text(WORDS)
    (tmp_path / "old.doc").write_text(WORDS)
    assert [each.path.name for each in find([path, tmp_path, path])] == ["minutes.txt", "old.doc"]


AS_NOBODY = """
import os, sys
from pathlib import Path
from ingest.sources import find, load
from ingest.errors import UnreadableSource
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for found in find([Path(sys.argv[1])]):
    try:
        problem = found.problem or load(found.path) and None
    except UnreadableSource as error:
        problem = error
    print(found.path.name, problem.where if problem else "read", bool(problem and problem.todo), sep="|")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions elsewhere")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    """A file and a folder without permission are listed by name with what to do, and the others are read."""
    tree = Path(shutil.os.path.realpath(tmp_path)) / "tree"  # type: ignore[attr-defined]
    (tree / "closed").mkdir(parents=True)
    for name in ("open.txt", "secret.txt", "closed/inner.txt"):
        (tree / name).write_text(WORDS)
    opened = [tree, *tree.parents][:-1]
    modes = {each: each.stat().st_mode for each in opened}
    try:
        for each in opened:
            if each.stat().st_uid == os.getuid():
                each.chmod(0o755 | (each.stat().st_mode & 0o1000))
        (tree / "secret.txt").chmod(0)
        (tree / "closed").chmod(0)
        done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(tree)], capture_output=True, text=True, check=False, cwd=ROOT)
    finally:
        for each, mode in modes.items():
            if each.stat().st_uid == os.getuid():
                each.chmod(mode)
        (tree / "closed").chmod(0o755)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [f"closed|{tree / 'closed'}|True", "open.txt|read|False", f"secret.txt|{tree / 'secret.txt'}|True"]


@functools.cache
def wholes() -> tuple[tuple[str, bytes], ...]:
    samples = [path for path in sorted(SAMPLES.rglob("*")) if path.suffix in {".pdf", ".docx", ".html", ".md", ".txt"}]
    return (("a.pdf", pdf()), ("a.docx", word()), *((path.name, path.read_bytes()) for path in samples))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, cut out, doubled or put elsewhere."""
    changed = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 50])):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice([1, 1, 4, 100, 2000])
        way = chance.randrange(4)
        if way == 0:
            changed[at : at + length] = chance.randbytes(length)
        elif way == 1:
            del changed[at : at + length]
        elif way == 2:
            changed[at:at] = changed[at : at + length]
        else:
            changed[at : at + 1] = chance.choice([b"\x00", b"\xff", b"<", b"0", b"99999999", b"\xed\xa0\x80", b"&#0;", b"&#xD800;"])
    return bytes(changed)


def unpacked_and_mutated(data: bytes, chance: random.Random) -> bytes:
    """A Word file with the bytes of one of its parts changed, packed again so that the zip is sound."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        hit = chance.choice(names)
        for name in old.namelist():
            new.writestr(name, mutated(old.read(name), chance) if name == hit else old.read(name))
    return kept.getvalue()


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 15), st.integers(0, 2**32))
def test_nothing_else_escapes(which: int, seed: int) -> None:
    """Whatever bytes are changed in a file, it is read or refused with a message that names it: nothing else happens."""
    name, data = wholes()[which % len(wholes())]
    chance = random.Random(seed)
    inside = name.endswith(".docx") and chance.random() < 0.7
    data = unpacked_and_mutated(data, chance) if inside else mutated(data, chance)
    try:
        document = extract(recognise(Path(name), data))
    except SourceError as problem:
        assert problem.where == name
        assert problem.todo
    else:
        assert isinstance(document, Document)
        assert parse(document).parts


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["1. Title\n", "RESOLVED ", "Present: Councillor A B, ", "Mr. A. B. ", "moved by ABCDEFGH ", "(a, "])
def test_no_text_is_read_in_square_time(unit: str) -> None:
    """Two hundred kilobytes of one habit are read in seconds, where a pattern that looks back over all of it took minutes."""
    code = "import sys; from pathlib import Path; from ingest.pipeline import read; read(Path(sys.argv[1]))"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minutes.txt"
        path.write_text(unit * (200_000 // len(unit)))
        subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=True, timeout=60)
