"""The OpenAPI document, with what every endpoint shares and none says by itself: keys, limits, and how large a request may be."""

from __future__ import annotations

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
_ANYBODY: dict[str, list[str]] = {}  # as OpenAPI says that a key may also be left out


class Described(FastAPI):
    """An app whose OpenAPI document is whole."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is not None:
            return self.openapi_schema
        document = super().openapi()
        document.setdefault("components", {})["securitySchemes"] = {"key": _BEARER}
        writes = {(route.path, method.lower()) for route in writing.routes if isinstance(route, WriteRoute) for method in route.methods or ()}
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                if path.startswith("/api/"):
                    _complete(operation, writes=(path, method) in writes)
        return document


def _complete(operation: dict[str, Any], *, writes: bool) -> None:
    operation["security"] = [{"key": []}] if writes else [_ANYBODY, {"key": []}]
    shared = problems(400, 401, 429, 503, *((408, 413) if "requestBody" in operation else ()))
    for status, response in shared.items():
        operation["responses"].setdefault(str(status), response)
    operation["responses"]["401"].setdefault("headers", {})["WWW-Authenticate"] = {"schema": {"type": "string"}, "description": "Bearer: send a key."}
    for status in ("429", "503"):
        wait = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
        operation["responses"][status].setdefault("headers", {})["Retry-After"] = wait
    operation["responses"] = dict(sorted(operation["responses"].items()))
