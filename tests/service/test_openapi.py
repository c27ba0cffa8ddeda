"""The OpenAPI document leaves nothing out, and what it shows as an example works."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from ingest.errors import MinutesError
from service.app import create_app
from service.problems import STATUS
from service.settings import Settings
from tests.samples.examples import FILE, REQUESTS, example_id, request_of

BASE = "http://127.0.0.1"
OWN = {
    "InvalidRequest",
    "Fault",
    "WrongHost",
    "NotFound",
    "MethodNotAllowed",
    "RequestEntityTooLarge",
    "BadRequest",
    "RequestTimeout",
}  # problems that are no MinutesError
Operation = tuple[str, str, dict[str, Any]]


@pytest.fixture(scope="module")
def client(samples_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(samples_library, Settings()), base_url=BASE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def operations(described: dict[str, Any]) -> list[Operation]:
    return [(path, method, operation) for path, methods in described["paths"].items() for method, operation in methods.items()]


def subclasses(kind: type[MinutesError]) -> set[type[MinutesError]]:
    return {kind, *(each for child in kind.__subclasses__() for each in subclasses(child))}


def test_it_is_openapi_3_1(described: dict[str, Any]) -> None:
    """The document says which version of OpenAPI it follows, and what the service is."""
    assert described["openapi"].startswith("3.1")
    assert described["info"]["description"]


def test_every_operation_and_parameter_is_described_with_an_example(operations: list[Operation]) -> None:
    """Every operation has a summary and a description; every parameter a description and an example."""
    lacking = []
    for path, method, operation in operations:
        lacking += [f"{method} {path}: {name}" for name in ("summary", "description") if not operation.get(name)]
        for each in operation.get("parameters", []):
            has_example = "example" in each or each.get("examples") or each["schema"].get("examples")
            lacking += [f"{method} {path}: {each['name']}"] if not (each.get("description") and has_example) else []
    assert lacking == []


def test_every_field_of_a_request_is_described_with_an_example(described: dict[str, Any], operations: list[Operation]) -> None:
    """So has every field of every body that is taken, at every level."""
    schemas, lacking = described["components"]["schemas"], []
    for path, method, operation in operations:
        for content in operation.get("requestBody", {}).get("content", {}).values():
            for name in referred(content["schema"], schemas):
                for field, told in schemas[name].get("properties", {}).items():
                    lacking += [f"{method} {path}: {name}.{field}"] if not (told.get("description") and "examples" in told) else []
    assert lacking == []


def referred(schema: Any, schemas: dict[str, Any]) -> set[str]:
    """The names of the schemas that one leads to."""
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        told = waiting.pop()
        if isinstance(told, dict):
            name = str(told.get("$ref", "")).rsplit("/", 1)[-1]
            if name and name not in found:
                found.add(name)
                waiting.append(schemas[name])
            waiting += [each for key, each in told.items() if key != "examples"]
        elif isinstance(told, list):
            waiting += told
    return found


def test_every_answer_has_an_example(operations: list[Operation]) -> None:
    """Every response that is JSON or text has an example, also every problem; only a file has none."""
    lacking = []
    for path, method, operation in operations:
        assert any(status.startswith("2") for status in operation["responses"])
        for status, response in operation["responses"].items():
            lacking += [f"{method} {path}: {status}"] if not response.get("description") else []
            for kind, content in response.get("content", {}).items():
                is_file = content.get("schema", {}).get("format") == "binary"
                lacking += [f"{method} {path}: {status} {kind}"] if not (is_file or "example" in content or content.get("examples")) else []
    assert lacking == []


def test_every_error_is_in_the_document(operations: list[Operation]) -> None:
    """The descriptions of the problems name every error that has a status, and no other; every error of the three rooms has one."""
    named = set()
    for path, method, operation in operations:
        for status, response in operation["responses"].items():
            for content in response["content"].values() if "application/problem+json" in response.get("content", {}) else ():
                told = content["example"]
                kinds = set(response["description"].rsplit(": ", 1)[1].split(", "))
                assert told["status"] == int(status), (method, path)
                assert told["type"].rsplit(":", 1)[1] in kinds
                named |= kinds
    errors = {kind.__name__: kind for kind in subclasses(MinutesError)}
    assert named - set(errors) <= OWN | {"RequestEntityTooLarge"}
    described_status = {status for _, _, operation in operations for status in operation["responses"]}
    assert [kind.__name__ for kind, status in STATUS.items() if str(status) in described_status and kind.__name__ not in named] == []
    for name, kind in errors.items():
        assert any(each in STATUS for each in kind.__mro__[: kind.__mro__.index(MinutesError) + 1]), name


def test_the_examples_of_requests_are_answered_in_the_shape_of_the_examples(client: TestClient, operations: list[Operation]) -> None:
    """What an operation's examples ask for is there, and has the fields of the example that the document shows."""
    shown = json.loads(FILE.read_text("utf-8"))
    for path, method, operation in operations:
        if method != "get" and path not in REQUESTS:
            continue
        response = request_of(client, path, method.upper(), operation)
        assert response.status_code == 200, (path, response.text)
        if response.headers["content-type"] == "application/json":
            assert same_shape(shown[f"{method.upper()} {path}"], response.json()), f"{path}: run python -m tests.samples.examples"


def same_shape(one: Any, other: Any) -> bool:
    """Whether two answers have the same fields, as far as both tell something."""
    if isinstance(one, dict) and isinstance(other, dict):
        free = {"parts", "counts", "filters"}  # keyed by names, not by fields
        return set(one) == set(other) and all(key in free or same_shape(each, other[key]) for key, each in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return not one or not other or same_shape(one[0], other[0])
    return True


def test_every_example_of_a_parameter_is_taken(client: TestClient, operations: list[Operation]) -> None:
    """Each example of a parameter, sent by itself with what is required, is answered; a cursor is one that the list gave."""
    for path, method, operation in operations:
        parameters = [each for each in operation.get("parameters", []) if each["in"] == "query"]
        filled = path.format(**{each["name"]: example_id(each) for each in operation.get("parameters", []) if each["in"] == "path"})
        needed = {each["name"]: example_id(each) for each in parameters if each.get("required")} | REQUESTS.get(path, {}).get("params", {})
        for each in parameters if method == "get" else ():
            value = example_id(each)
            if each["name"] == "cursor":
                value = client.get(filled, params=needed | {"limit": 1}).json()["next"]
                if value is None:
                    continue
            response = client.get(filled, params=needed | {each["name"]: value})
            assert response.status_code == 200, (path, each["name"], response.text)


def test_an_unknown_parameter_is_refused_everywhere(client: TestClient, operations: list[Operation]) -> None:
    """A parameter that is none of an operation's is an error, not a silent nothing."""
    for path, method, operation in operations:
        if method == "get" and path.startswith("/api/"):
            filled = path.format(**{each["name"]: example_id(each) for each in operation.get("parameters", []) if each["in"] == "path"})
            response = client.get(filled, params={**REQUESTS.get(path, {}).get("params", {}), "comittee": "x"})
            assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json"), path
            assert "comittee" in response.json()["detail"]
