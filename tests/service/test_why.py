"""Why passages stand where they stand, and which sentences are quoted."""

import dataclasses
import json

import pytest
from fastapi.testclient import TestClient

from index.late import CLOSENESS
from index.library import Library
from index.query import Filters
from service.answers import answer
from service.app import create_app
from service.choosing import FILE, MOST_QUOTES, choose, sentences
from service.confidence import FILE as CURVE
from service.confidence import evidence
from service.explaining import reason_for, reasons
from service.settings import Settings

QUESTION = "What was said about home-educated children?"
pytestmark = pytest.mark.slow


def passages(library: Library, where: str = "1", *values: str) -> list[str]:
    with library.reading() as catalogue:
        return [each.id for each in catalogue.passages(catalogue.keys_where(where, values)).values()]


def test_each_passage_has_its_reason(samples_library: Library) -> None:
    """Every passage of an answer has a reason in order, whose parts come to its score, and says how much of it is quoted."""
    made = answer(samples_library, QUESTION)
    why = reasons(made)
    assert [each.passage for each in why] == [hit.passage.id for hit in made.passages]
    assert [each.rank for each in why] == list(range(1, len(why) + 1))
    first = why[0]
    assert first.closeness is not None and first.score == pytest.approx(sum(first.parts.values()))
    assert set(first.parts) - set(first.features) == set(CLOSENESS)
    for number, each in enumerate(why):
        count = sum(quote.passage == number for quote in made.quotes)
        assert each.why.startswith(f"{count} sentence") if count else "none of its sentences" in each.why


def test_why_a_passage_is_not_there(samples_library: Library) -> None:
    """Of a passage that is not shown it is said whether it came too late, was no candidate, is left out by a filter, or is not there at all."""
    made = answer(samples_library, QUESTION, limit=3)
    shown = {hit.passage.id for hit in made.passages}
    assert made.found.ranking is not None
    candidates = made.found.ranking.pool.keys.tolist()
    with samples_library.reading() as catalogue:
        known = {each.id: each.key for each in catalogue.passages(catalogue.keys().tolist()).values()}
    late = next(each for each, key in known.items() if key in candidates and each not in shown)
    why = reason_for(samples_library, made, late)
    assert why.candidate is not None and why.rank is None and why.features and why.parts
    assert reason_for(samples_library, made, "no-such-passage").why == "There is no passage of that id in the library."
    narrowed = answer(samples_library, QUESTION, filters=Filters(committee="Planning Committee"))
    assert "leave it out" in reason_for(samples_library, narrowed, next(iter(shown))).why
    refused = answer(samples_library, "How do I bake sourdough bread?")
    assert refused.verdict == "not_found"
    assert "do not seem to answer" in reasons(refused)[0].why


def test_the_api_explains(samples_library: Library) -> None:
    """`explain` and `why_not` fill `explanation`, which is null without them; a reason has every field of the schema."""
    with TestClient(create_app(samples_library, Settings()), base_url="http://127.0.0.1") as client:
        plain = client.post("/api/v1/ask", json={"question": QUESTION}).json()
        assert plain["explanation"] is None
        other = next(each for each in passages(samples_library) if each not in {passage["id"] for passage in plain["passages"]})
        made = client.post("/api/v1/ask", json={"question": QUESTION, "explain": True, "why_not": [other]}).json()
        assert [each["rank"] for each in made["explanation"]] == [*range(1, 11), None]
        assert made["explanation"][-1]["passage"] == other
        assert made["explanation"][0]["parts"] and made["explanation"][0]["meaning"]


def test_time_order(samples_library: Library) -> None:
    """In the order of time the same sentences are quoted, the earliest meeting first in each group."""
    useful, in_time = (answer(samples_library, "What has the Council done about traffic in Mill Lane?", in_time=each) for each in (False, True))
    assert {quote.text for quote in useful.quotes} == {quote.text for quote in in_time.quotes}
    groups = (in_time.said, in_time.decided, in_time.to_do)
    days = [[in_time.passages[quote.passage].passage.meeting.date for quote in group] for group in groups]
    assert any(len(set(each)) > 1 for each in days)
    assert all(each == sorted(each) for each in days)


def test_a_leaning_sentence_brings_the_one_before(samples_library: Library) -> None:
    """A quoted sentence that says nothing without the one before it comes with that one, and no more than six are quoted."""
    found = answer(samples_library, QUESTION).found
    hit = found.hits[0]
    start, end, role = hit.passage.sentences[-1]
    text = hit.passage.text + " They had not been told. A swan was seen."
    at = len(hit.passage.text) + 1
    more = ((at, at + 23, "said"), (at + 24, len(text), "said"))
    near = hit.closeness
    assert near is not None
    leaning = dataclasses.replace(
        hit,
        passage=dataclasses.replace(hit.passage, text=text, sentences=(*hit.passage.sentences, *more)),
        closeness=dataclasses.replace(near, sentences=(*(0.0 for _ in near.sentences), 1.0, 0.0)),
    )
    chosen = choose(dataclasses.replace(found, hits=(leaning, *found.hits[1:])), "topic", 10)
    quoted = [(each.start, each.end) for each in chosen if each.hit == 0]
    assert quoted[:2] == [(start, end), (at, at + 23)]
    assert len(chosen) <= MOST_QUOTES
    assert role == "said"


def test_weights_are_of_what_is_known(samples_library: Library) -> None:
    """The files of weights for sentences and for the confidence name just what is known of them."""
    made = answer(samples_library, QUESTION)
    _, _, row = next(sentences(made.found, "topic", 1))
    assert set(json.loads(FILE.read_text("utf-8"))) == set(row)
    assert set(json.loads(CURVE.read_text("utf-8"))["weights"]) == set(evidence(made.found, made.reading.query))
