"""The learnt ordering: what its weights are, how they are fitted, and that what is shown of a score adds up to it."""

import json
import random
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from index.features import AROUND, LONG, around, features
from index.fitting import Sample, first_rank, fit, fit_probability, levelled
from index.late import CLOSENESS
from index.library import Library
from index.ordering import FILE, orderings
from index.places import Places
from index.query import Query
from index.records import PassageRecord
from index.search import LATE, search
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, write


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("ordering")
    for number in range(1, 9):
        write(folder / "in" / f"{number}.txt", minutes(number))
    library = Library.create(folder / "library", load_hash_encoder)
    fill(library, folder / "in")
    return library


def samples(count: int, decisive: float) -> list[Sample]:
    """Questions of ten candidates, of which the one with the greatest `useful` answers; `noise` tells nothing."""
    luck = random.Random(5)
    found = []
    for number in range(count):
        useful = np.array([luck.gauss(0, 1) for _ in range(10)])
        noise = np.array([luck.gauss(0, 1) for _ in range(10)])
        found.append(Sample(str(number), {"useful": decisive * useful, "noise": noise}, useful == useful.max()))
    return found


def test_weights_are_of_features_that_there_are(library: Library) -> None:
    """The file of weights names every feature of a passage and no other, and the closeness in the last ordering alone."""
    ranking = search(library, Query("the bridge at Mill Lane")).ranking
    assert ranking is not None
    stored = json.loads(FILE.read_text("utf-8"))
    minutes = {name for name in ranking.features if not name.endswith(LONG)}
    assert set(stored["first"]) == minutes
    assert set(stored["last"]) == {*minutes, *CLOSENESS}
    assert set(stored["talk"]) == set(ranking.features)
    assert set(stored["around"]) == {*ranking.features, *AROUND}


def test_what_is_around_a_passage() -> None:
    """Around a passage count the scores of up to four before and after it in its item; whoever is no candidate, or past the item, has that of the last one."""
    count = 9
    items = np.array([1] * 8 + [2])
    places = Places(np.arange(100, 100 + count), np.ones(count, np.int64), items, np.array([8] * 8 + [1]), np.arange(count))
    keys = np.array([100, 101, 103, 107, 108])
    found = around(places, keys, np.array([1.0, 4.0, 2.0, 3.0, 9.0]))
    assert found[AROUND[0]].tolist() == [1.0, 4.0, 2.0, 3.0, 9.0]
    assert found[AROUND[1]].tolist() == [4.0, 2.0, 4.0, 2.0, 1.0]
    assert found[AROUND[2]].tolist() == [(4 + 1 + 1 + 1) / 4, (1 + 1 + 2 + 1) / 4, (4 + 1 + 1 + 1) / 4, 1.0, 1.0]


def test_talk_is_ordered_by_what_is_around(library: Library, tmp_path: Path) -> None:
    """In an item as long as a transcript every score is of the ordering that knows what is around, and so are its parts; in minutes it is not asked."""
    said = ["The ferry was late again and nobody knew why it never waits for the train.", "Let us hear what the harbour master wrote about tides."]
    speech = "\n\n".join(
        f"{('Ada', 'Ben')[turn % 2]} Vole: {said[turn % 2]} " + f"That is point {turn}, and more will follow on it. " * 12 for turn in range(120)
    )
    write(tmp_path / "in" / "talk.txt", f"Harbour Council\nMeeting of 4 May 2031\n\n{speech}\n")
    talk = Library.create(tmp_path / "library", load_hash_encoder)
    fill(talk, tmp_path / "in")
    found = search(talk, Query("Why is the ferry late?"))
    assert found.ranking is not None and found.ranking.talk and set(AROUND) <= set(found.ranking.features)
    assert found.hits[0].score == pytest.approx(float(found.ranking.scores.max()))
    for hit in found.hits:
        assert set(AROUND) <= set(hit.parts)
        assert sum(hit.parts.values()) == pytest.approx(hit.score)
    minutes = search(library, Query("the bridge at Mill Lane")).ranking
    assert minutes is not None and not minutes.talk and not set(AROUND) & set(minutes.features)


def test_no_feature_knows_a_name(library: Library) -> None:
    """Passages of other bodies, committees, files and keys, of which the question names none, have the same features."""
    query = Query("the bridge at Mill Lane")
    found = search(library, query)
    ranking = found.ranking
    assert ranking is not None
    with library.reading() as catalogue:
        passages = catalogue.passages(ranking.pool.keys.tolist())
    held = [passages[key] for key in ranking.pool.keys.tolist()]
    renamed = [renamed_passage(each, number) for number, each in enumerate(held)]
    one, other = (features(query, ranking.pool, some, found.rarity) for some in (held, renamed))
    assert one.keys() == other.keys() == ranking.features.keys()
    for name, values in one.items():
        assert values.tolist() == other[name].tolist() == ranking.features[name].tolist(), name
    assert len(set(one["share of the question in the text"].tolist())) > 1


def renamed_passage(passage: PassageRecord, number: int) -> PassageRecord:
    """The same words in the minutes of somebody else."""
    document = replace(passage.meeting.document, key=1000 + number, id=f"{number:064}", name=f"other-{number}.pdf")
    meeting = replace(passage.meeting, id=f"m{number}", document=document, body=f"Quillbridge Borough {number}", committee="Harbours Board")
    return replace(passage, key=5000 + number, id=f"p{number}", meeting=meeting)


def test_fit_finds_what_decides() -> None:
    """Of two features the one that tells the answer gets the weight, and all new questions are put in order by it."""
    learnt = fit(samples(60, 1.0), ["useful", "noise"], penalty=0.001)
    assert learnt.weights["useful"].weight > 10 * abs(learnt.weights["noise"].weight)
    assert [first_rank(learnt, each) for each in samples(80, 1.0)[60:]] == [1] * 20


def test_scale_does_not_matter() -> None:
    """A feature in other units gets the same weight: it is standardised."""
    one, other = (fit(samples(60, decisive), ["useful", "noise"]).weights["useful"].weight for decisive in (1.0, 1000.0))
    assert one == pytest.approx(other, rel=0.01)


def test_probability() -> None:
    """The logistic curve rises with what speaks for an answer, and lies at a half between two groups of one size."""
    rows = [{"share": value / 100} for value in range(100)]
    curve = fit_probability(rows, [value >= 50 for value in range(100)], ["share"])
    assert curve.of({"share": 0.0}) < 0.1 < 0.9 < curve.of({"share": 1.0})
    assert curve.of({"share": 0.495}) == pytest.approx(0.5, abs=0.02)


def test_level() -> None:
    """Where nine in ten are true, nine in ten are expected, whatever the shares of those that the weights were learnt from; their order stays."""
    rows = [{"share": value / 100} for value in range(100)]
    curve = fit_probability(rows, [value >= 50 for value in range(100)], ["share"])
    level = levelled(curve, rows, [value >= 10 for value in range(100)])
    assert fmean(level.of(row) for row in rows) == pytest.approx(0.9, abs=0.001)
    assert level.weights == curve.weights
    assert levelled(curve, rows, [True] * 100) == curve == levelled(curve, [], [])


def test_parts_add_up(library: Library) -> None:
    """What each feature added to a hit's score is its score; the best few were compared token by token, the others not."""
    hits = search(library, Query("What was said about the bridge?"), limit=20).hits
    late = [hit for hit in hits if hit.closeness]
    assert len(late) == LATE
    for hit in late:
        assert sum(hit.parts.values()) == pytest.approx(hit.score)
        assert -1 <= hit.closeness.whole <= 1 and len(hit.closeness.sentences) == len(hit.passage.sentences)
    assert hits[: len(late)] == tuple(late)
    assert orderings() is orderings()
