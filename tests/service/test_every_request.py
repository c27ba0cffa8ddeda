"""Whatever is sent to the API, fitting its description or not, meets an answer that the description promises (schemathesis)."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode

from index.library import Library
from service.app import create_app
from service.settings import Settings

CASES = 2_000  # in all; asking takes a hundred times as long as a look, so the questions have fewer
_SLOW = {"/api/v1/ask": 60, "/api/v1/search": 60}
# What no schema can say: 422 for a first day after the last, a cursor of another list, a question without a word that counts.
_BEYOND_SCHEMA = ("BadCursor", "EmptyQuestion", "NothingToSearch", "QuestionTooLong", "ThreadTooLong", "BadFilter")
_TOGETHER = ("is after the last", "not both")


def run(app: FastAPI, headers: dict[str, str] | None = None, cases: int = CASES) -> tuple[int, list[str]]:
    """(how many requests were made, what was wrong) of a whole application; `headers` go with every request."""
    headers = {"Host": "127.0.0.1", **(headers or {})}
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=headers)
    found: list[str] = []
    made = 0
    operations = [each.ok() for each in schema.get_all_operations()]
    each_has = -(-cases // (2 * (len(operations) - len(_SLOW))))
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            count, wrong = _one(operation, mode, _SLOW.get(operation.path, each_has), headers)
            made += count
            found += wrong
    return made, found


def _one(operation: Any, mode: GenerationMode, cases: int, headers: dict[str, str]) -> tuple[int, list[str]]:
    made, found = 0, []

    @seed(7)
    @settings(max_examples=cases, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
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

    with suppress(Unsatisfiable):  # what takes nothing cannot be given the wrong thing
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
