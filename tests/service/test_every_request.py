"""Whatever is sent to the API, fitting its description or not, meets an answer that the description promises (schemathesis)."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode

from index.library import Library
from service.app import create_app
from service.keyring import Keyring
from service.settings import Settings
from tests.samples.examples import example_id

CASES = 2_000  # in all, or more
_EACH = 44
_SLOW = {"/api/v1/ask": 25}  # asking takes a hundred times as long as a look
# What no schema can say: 422 for a first day after the last, a cursor of another list, a question without a word that counts.
_BEYOND_SCHEMA = ("BadCursor", "EmptyQuestion", "NothingToSearch", "QuestionTooLong", "ThreadTooLong", "BadFilter")
_TOGETHER = ("is after the last", "not both", "Name a passage, an item or a meeting")


def run(app: FastAPI, headers: dict[str, str] | None = None, each: int = _EACH, *, described_to: dict[str, str] | None = None) -> tuple[int, list[str]]:
    """(how many requests were made, what was wrong) of a whole application; `headers` go with every request, `each` are sent to an operation in each mode.

    `described_to` are headers for the description alone, where it needs others.
    """
    headers = {"Host": "127.0.0.1", **(headers or {})}
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=headers | (described_to or {}))
    found: list[str] = []
    made = 0
    for operation in (each.ok() for each in schema.get_all_operations()):
        for mode, ids in _ways(operation, app.openapi()):
            count, wrong = _one(operation, mode, ids, min(each, _SLOW.get(operation.path, each)), headers)
            made += count
            found += wrong
    return made, found


def _ways(operation: Any, document: dict[str, Any]) -> Iterator[tuple[GenerationMode, dict[str, str] | None]]:
    """What fits the schema, the same with ids that are there, and what does not fit it: any text can be an id, so that needs more than a path."""
    yield GenerationMode.POSITIVE, None
    told = document["paths"][operation.path][operation.method].get("parameters", [])
    ids = {parameter["name"]: example_id(parameter) for parameter in told if parameter["in"] == "path"}
    if ids:
        yield GenerationMode.POSITIVE, ids
    if operation.body or any(parameter["in"] == "query" for parameter in told):
        yield GenerationMode.NEGATIVE, ids or None


def _one(operation: Any, mode: GenerationMode, ids: dict[str, str] | None, cases: int, headers: dict[str, str]) -> tuple[int, list[str]]:
    made, found = 0, []

    @seed(7)
    @settings(max_examples=cases, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode, **({"path_parameters": ids} if ids else {})))
    def send(case: Any) -> None:
        nonlocal made
        made += 1
        response = case.call(headers=headers)
        fits = mode is GenerationMode.POSITIVE and response.status_code == 422 and _beyond_schema(response.json())
        leave_out = [CHECKS.get_one("positive_data_acceptance")] if fits else []
        try:
            case.validate_response(response, excluded_checks=leave_out, headers=headers)
        except (AssertionError, schemathesis.errors.SchemathesisError, BaseExceptionGroup) as error:
            found.append(f"{operation.label} ({mode.value}): {error}")

    send()
    return made, found


def _beyond_schema(problem: dict[str, Any]) -> bool:
    return problem["type"].endswith(_BEYOND_SCHEMA) or any(words in problem["detail"] for words in _TOGETHER)


@pytest.fixture(scope="module")
def app(samples_library: Library) -> Iterator[FastAPI]:
    yield create_app(samples_library, Settings())


@pytest.mark.slow
def test_no_request_finds_a_fault(app: FastAPI) -> None:
    """Over two thousand requests, in and out of the schema, over every operation and with every check of schemathesis, find nothing."""
    made, found = run(app)
    assert found == [], "\n\n".join(dict.fromkeys(found))[:20_000]
    assert made >= CASES


@pytest.mark.slow
def test_no_request_with_a_key_finds_a_fault(samples_library: Library, tmp_path: Path) -> None:
    """The same of a server that asks for keys: with a read key, so that nothing of the samples is taken out, and with none, which is a 401 everywhere."""
    shutil.copytree(samples_library.folder, tmp_path / "library")
    library = Library(tmp_path / "library", lambda name: samples_library.encoder)
    key = {"Authorization": f"Bearer {Keyring(library.folder).add('reader', 'read')}"}
    public = create_app(library, Settings(host="0.0.0.0", hosts="127.0.0.1", rate="1000000/second"))
    for headers in (key, None):
        made, found = run(public, headers, each=5, described_to=key)
        assert found == [], "\n\n".join(dict.fromkeys(found))[:20_000]
        assert made > 200
