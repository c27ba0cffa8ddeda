"""Makes the examples of answers in the OpenAPI document, from the bundled minutes: python -m tests.samples.examples."""

import json
import tempfile
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from index.encoder import SentenceTransformerEncoder
from index.intake import take_in
from index.library import Library
from service.app import create_app

SAMPLES = Path(__file__).parents[2] / "service" / "samples"
FILE = Path(__file__).parents[2] / "service" / "examples.json"
_WHOLE = {"spans", "entities"}  # lists that are told by more than their first
REQUESTS: dict[str, Any] = {  # of what has a body, or needs more than the ids of its path
    "/api/v1/ask": {"json": {"question": "What was said about home-educated children?"}},
    "GET /api/v1/ask": {"params": {"q": "What was said about home-educated children?", "generation": 1}},
    "/api/v1/cite": {"params": {"passage": "0a6bbc0a8a5f944dbc41"}},
    "/api/v1/search": {"params": {"q": "leisure centre roof"}},
}


def example_id(parameter: dict[str, Any]) -> str:
    """The first example of a parameter."""
    found: str = parameter.get("example") or parameter["schema"].get("examples", parameter.get("examples"))[0]
    return found


def request_of(client: TestClient, path: str, method: str, operation: dict[str, Any]) -> Any:
    """Send the request that the examples of an operation's required parameters make."""
    parameters = operation.get("parameters", [])
    filled = path.format(**{each["name"]: example_id(each) for each in parameters if each["in"] == "path"})
    return client.request(method, filled, **REQUESTS.get(f"{method} {path}", REQUESTS.get(path, {})))


def shortened(told: Any, name: str = "") -> Any:
    """An answer with the first of every list."""
    if isinstance(told, dict):
        return {key: shortened(each, key) for key, each in told.items()}
    if isinstance(told, list):
        return [shortened(each) for each in (told[:2] if name in _WHOLE else told[:1])] if not all(isinstance(each, int) for each in told) else told
    return told if not isinstance(told, str) or len(told) < 400 else told[:400]


def examples(client: TestClient) -> dict[str, Any]:
    """By method and path, what every operation that gives JSON gives for its example."""
    made = {}
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            success = next((each for status, each in operation["responses"].items() if status.startswith("2")), {})
            if "application/json" in success.get("content", {}) and method in ("get", "post"):
                response = request_of(client, path, method.upper(), operation)
                if response.status_code < 300:
                    made[f"{method.upper()} {path}"] = shortened(response.json())
    return made


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        encoder = SentenceTransformerEncoder()
        library = Library.create(Path(folder) / "library", lambda name: encoder)
        list(take_in(library, [SAMPLES]))
        with TestClient(create_app(library), base_url="http://127.0.0.1") as client:
            made = examples(client)
    FILE.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(made)} examples in {FILE}")


if __name__ == "__main__":
    main()
