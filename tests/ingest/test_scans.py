"""Scanned pdfs: read where the extra is installed, named where it is not."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import ScannedSource
from ingest.formats import scan
from ingest.pipeline import read
from tests.conftest import SAMPLES


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first page of a sample as a picture, without a text layer."""
    page = pdfium.PdfDocument(next(SAMPLES.rglob("2023-02-23-council.pdf")))[0]
    picture = ImageReader(page.render(scale=2.5).to_pil())
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=page.get_size())
    canvas.drawImage(picture, 0, 0, *page.get_size())
    canvas.save()
    path = tmp_path_factory.mktemp("scans") / "2023-02-23-council.pdf"
    path.write_bytes(buffer.getvalue())
    return path


@pytest.mark.slow
def test_a_scan_is_read_and_says_so(scanned: Path) -> None:
    """With the extra, a scan is understood like any other file, and its confidence is a doubt of the document."""
    pytest.importorskip("rapidocr")
    minutes = read(scanned)
    assert str(minutes.meeting.date) == "2023-02-23"
    assert "Declarations of Interest".casefold() in minutes.document.text.casefold()
    assert minutes.doubts[0].what.startswith("Read from a scan: words may be misread. Confidence page by page: 9")


def test_without_the_extra_a_scan_is_named(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the message says that it is a scan and which command helps."""
    monkeypatch.setattr(scan, "find_spec", lambda name: None)
    with pytest.raises(ScannedSource) as caught:
        read(scanned)
    assert caught.value.where == str(scanned)
    assert "pip install '.[scans]'" in caught.value.todo
