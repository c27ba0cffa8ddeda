"""A researcher's script, written from the README alone: all that was said on one topic, while documents are being added."""

import io
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import bibtexparser
import pyarrow.parquet as parquet
import pytest
import rispy

from index.library import Library
from service.app import create_app
from service.client import Minutes
from tests.index.town import fill, minutes, write
from tests.journeys.browsing import thread

COMMITTEES = ("Planning Committee", "Finance Committee", "Roads Committee")
BEFORE, LATER = range(1, 25), range(25, 37)


def files(folder: Path, numbers: Sequence[int]) -> Path:
    """Minutes of three committees over some years, each of which speaks of the bridge."""
    for number in numbers:
        text = minutes(number, committee=COMMITTEES[number % 3], more="The footbridge was spoken of.")
        write(folder / f"{number:02}.txt", text.replace("2010", str(2010 + number % 9)))
    return folder


@pytest.mark.slow
def test_a_topic_is_pulled_while_documents_come(small_library: Library, tmp_path: Path) -> None:
    """Nothing comes twice and nothing that was there is missed; what came meanwhile is there the next time; others' readers read RIS, BibTeX and Parquet."""
    fill(small_library, files(tmp_path / "before", BEFORE))
    with thread(create_app(small_library)) as address, Minutes(address) as there:
        expected = {each.id for each in there.search("footbridge", mode="words", limit=1000)}
        items, decisions = {each.id for each in there.items(limit=1000)}, there.decisions().total
        coming = threading.Thread(target=lambda: [fill(small_library, files(tmp_path / "later" / str(number), [number])) for number in LATER])
        found, listed = [], []
        pages = zip(there.search("footbridge", mode="words", limit=2), there.items(limit=2), strict=False)
        for at, (passage, item) in enumerate(pages):
            found.append(passage)
            listed.append(item.id)
            if at == 3:
                coming.start()
            if at == 15:
                coming.join()  # the rest is read from a library that has grown
        rest = [each.id for each in there.items(limit=7)]
        assert not coming.is_alive()
        assert Counter(each.id for each in found) == Counter(dict.fromkeys(expected, 1))
        assert max(Counter(listed).values()) == max(Counter(rest).values()) == 1
        assert items <= set(rest)
        assert there.decisions().total >= decisions
        grown = list(there.search("footbridge", mode="words", limit=5))
        assert expected < {each.id for each in grown}
        assert len({each.meeting.id for each in grown}) == len(BEFORE) + len(LATER)
        assert {each.meeting.committee for each in grown} == set(COMMITTEES)
        assert len({each.meeting.date.year for each in grown if each.meeting.date}) > 5
        cited = grown[:5]
        assert len(rispy.loads(there.cite(cited, "ris"))) == len(bibtexparser.parse_string(there.cite(cited, "bibtex")).entries) == 5
        table = parquet.read_table(io.BytesIO(there.export("passages", "parquet")))
        texts = dict(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))
        assert {each.id: each.text for each in grown}.items() <= texts.items()


def test_the_client_is_quick_to_import() -> None:
    """Whoever asks a server loads neither the model's library nor pandas."""
    said = "import sys; from service.client import Minutes; print([name for name in ('torch', 'faiss', 'spacy', 'pandas', 'fastapi') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.strip() == "[]"
