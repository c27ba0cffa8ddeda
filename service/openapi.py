"""The OpenAPI document, with what no endpoint says by itself: keys, limits, how large a request may be, an example of every answer, the names of errors."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from service.described import problems
from service.writing import WriteRoute
from service.writing import router as writing

_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key of this server, made by `minutes key add NAME --scope read|write`. A server on one's own machine is read without one.",
}
_EXAMPLES = Path(__file__).with_name("examples.json")  # made by: python -m tests.samples.examples
_ANYBODY: dict[str, list[str]] = {}  # as OpenAPI says that a key may also be left out


class Described(FastAPI):
    """An app whose OpenAPI document is whole."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is not None:
            return self.openapi_schema
        from service.problems import STATUS

        document = super().openapi()
        examples = json.loads(_EXAMPLES.read_text("utf-8"))
        named: dict[str, list[str]] = {}
        for kind, status in STATUS.items():
            named.setdefault(str(status), []).append(kind.__name__)
        document.setdefault("components", {})["securitySchemes"] = {"key": _BEARER}
        writes = {(route.path, method.lower()) for route in writing.routes if isinstance(route, WriteRoute) for method in route.methods or ()}
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                if path.startswith("/api/"):
                    _share(operation, writes=(path, method) in writes)
                _complete(operation, examples.get(f"{method.upper()} {path}") or _of_schema(operation, document), named)
        return document


def _share(operation: dict[str, Any], *, writes: bool) -> None:
    """Add what every operation of the API shares."""
    operation["security"] = [{"key": []}] if writes else [_ANYBODY, {"key": []}]
    shared = problems(400, 401, 429, 503, *((408, 413) if "requestBody" in operation else ()))
    for status, response in shared.items():
        operation["responses"].setdefault(str(status), response)
    operation["responses"]["401"].setdefault("headers", {})["WWW-Authenticate"] = {"schema": {"type": "string"}, "description": "Bearer: send a key."}
    for status in ("429", "503"):
        wait = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
        operation["responses"][status].setdefault("headers", {})["Retry-After"] = wait
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _of_schema(operation: dict[str, Any], document: dict[str, Any]) -> Any:
    """The example that the schema of an answer has itself, where none was made: of what changes the library."""
    schema = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    return document["components"]["schemas"].get(name, {}).get("examples", [None])[0]


def _complete(operation: dict[str, Any], example: Any, named: dict[str, list[str]]) -> None:
    """Put the example beside the schema of an answer and the errors' names into the descriptions of problems; say of a parameter what an address can hold."""
    for parameter in operation.get("parameters", []):
        ways = parameter["schema"].get("anyOf", [])
        if {"type": "null"} in ways:  # in an address there is no null: it is left out
            parameter["schema"] = {**ways[0], **{key: value for key, value in parameter["schema"].items() if key != "anyOf"}}
    for status, response in operation["responses"].items():
        for kind, content in response.get("content", {}).items():
            if kind == "application/problem+json":
                also = ", ".join(sorted({*named.get(status, []), content["example"]["type"].rsplit(":", 1)[1]}))
                response["description"] = f"{HTTPStatus(int(status)).phrase}. `type` ends with one of: {also}"
            elif kind == "application/json" and example is not None and status.startswith("2"):
                content["example"] = example
