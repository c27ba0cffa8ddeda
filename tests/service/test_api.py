"""The JSON that is promised to researchers, field by field, and every way to be refused."""

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index import errors as of_index
from index.encoder import Encoder
from index.errors import ModelUnavailable
from index.library import Library
from ingest import errors as of_ingest
from ingest.errors import MinutesError
from service import errors as of_service
from service.app import create_app
from service.guard import LARGEST_BODY
from service.problems import STATUS, status_of
from service.settings import Settings
from tests.conftest import SAMPLES

BASE = "http://127.0.0.1"
QUESTION = "What was said about home-educated children?"
MINUTE = "2022-11-16-children-and-learning-scrutiny-committee.txt"
PROBLEM = {"type", "title", "status", "detail", "instance"}


@pytest.fixture(scope="module")
def client(samples_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(samples_library, Settings()), base_url=BASE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def copied(samples_library: Library, encoder: Encoder, tmp_path: Path) -> TestClient:
    """A server over a copy of the samples' library, to do harm to."""
    shutil.copytree(samples_library.folder, tmp_path / "copy")
    library = Library(tmp_path / "copy", lambda name: encoder)
    return TestClient(create_app(library, Settings()), base_url=BASE, raise_server_exceptions=False)


def ask(client: TestClient, question: str = QUESTION, **more: Any) -> dict[str, Any]:
    response = client.post("/api/v1/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def assert_problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    """The response is a problem document after RFC 9457, for the path that was asked."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert set(problem) == PROBLEM
    assert (problem["type"], problem["status"]) == (f"urn:minutes:problem:{kind}", status)
    assert problem["instance"] == response.request.url.path
    assert problem["title"].endswith(".")
    assert problem["detail"].startswith(problem["title"])
    assert "Traceback" not in response.text
    return problem


def test_an_answer_has_the_promised_fields_and_no_others(client: TestClient) -> None:
    """The answer of /ask has just the fields of the contract, at every level."""
    made = ask(client)
    assert list(made) == [
        *("question", "reading", "verdict", "confidence", "said", "decided", "to_do", "passages", "searched", "facts", "explanation"),
        *("generation", "permalink", "page", "changes"),
    ]
    assert (made["question"], made["verdict"]) == (QUESTION, "answered")
    nothing_read = {"expanded": [], "abbreviations": [], "guessed": [], "kind": "topic", "mended": [], "phrases": [], "without": [], "leans_on": None}
    assert made["reading"] == {"asked_as": QUESTION, "filters": {}} | nothing_read
    assert made["searched"] == {"documents": 14, "from": "2022-07-21", "to": "2024-09-11"}
    assert 0.5 <= made["confidence"] <= 1
    for quote in made["said"]:
        assert list(quote) == ["text", "passage", "start", "end"]
    for passage in made["passages"]:
        assert list(passage) == ["id", "document", "meeting", "item", "page", "spans", "text", "score", "matched_by", "entities", "also_in", "permalink"]
        assert [list(passage[name]) for name in ("document", "meeting", "item")] == [
            ["id", "name"],
            ["id", "body", "committee", "date"],
            ["id", "number", "title"],
        ]
        for name in passage["entities"]:
            assert list(name) == ["start", "end", "label", "text", "value"]
            assert name["label"] in {"PERSON", "ORG", "PLACE", "DATE", "MONEY", "PERCENT", "LAW", "REF"}
        assert set(passage["matched_by"]) <= {"meaning", "words"} != set()


def test_an_answer_cites_meeting_item_and_page(client: TestClient) -> None:
    """A passage names its document, meeting and item; a pdf's its page, a text's none."""
    best = ask(client)["passages"][0]
    assert best["document"]["name"] == MINUTE
    assert best["meeting"] | {"id": ""} == {
        "id": "",
        "body": "Fennick Vale District Council",
        "committee": "Children and Learning Scrutiny Committee",
        "date": "2022-11-16",
    }
    assert (best["item"]["number"], best["item"]["title"], best["page"]) == ("37/22", "Elective Home Education", None)
    paged = ask(client, "What was said about solar panels on the leisure centre?", filters={"document": "2022-12-16-planning-committee.pdf"})
    assert {passage["page"] for passage in paged["passages"]} <= {1, 2, 3}
    assert {passage["document"]["name"] for passage in paged["passages"]} == {"2022-12-16-planning-committee.pdf"}


def test_every_offset_points_at_what_it_says(client: TestClient, samples_library: Library) -> None:
    """Quotes and names are the slices of their passage's text, and a passage is the slices of the stored text, joined by a space."""
    made = ask(client)
    quotes = made["said"] + made["decided"] + made["to_do"]
    assert len(quotes) >= 3
    for quote in quotes:
        assert made["passages"][quote["passage"]]["text"][quote["start"] : quote["end"]] == quote["text"]
    with samples_library.reading() as catalogue:
        texts = {each.id: catalogue.text(each.key) or "" for each in catalogue.documents()}
    names = 0
    for passage in made["passages"]:
        assert passage["text"] == " ".join(texts[passage["document"]["id"]][start:end] for start, end in passage["spans"])
        for name in passage["entities"]:
            names += 1
            assert passage["text"][name["start"] : name["end"]] == name["text"]
    assert names > 10


def test_passages_come_best_first_and_as_many_as_asked(client: TestClient) -> None:
    """`limit` is the number of passages, and their scores fall."""
    scores = [passage["score"] for passage in ask(client, limit=25)["passages"]]
    assert len(scores) == 25
    assert scores == sorted(scores, reverse=True)
    assert len(ask(client, limit=1)["passages"]) == 1


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"committee": "PLANNING committee"}, lambda each: each["meeting"]["committee"] == "Planning Committee"),
        ({"body": "Fennick Vale District Council"}, lambda each: each["meeting"]["body"] == "Fennick Vale District Council"),
        ({"since": "2024-01-01"}, lambda each: each["meeting"]["date"] >= "2024-01-01"),
        ({"until": "2022-12-31"}, lambda each: each["meeting"]["date"] <= "2022-12-31"),
        ({"since": "2023-10-19", "until": "2023-10-19"}, lambda each: each["meeting"]["date"] == "2023-10-19"),
        ({"document": MINUTE}, lambda each: each["document"]["name"] == MINUTE),
        ({"person": "Okonjo"}, lambda each: "Okonjo" in each["text"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_filters_let_only_their_passages_through(filters: dict[str, str], expected: Any, client: TestClient) -> None:
    """Each filter narrows the passages to those it names, and is told in the reading."""
    made = ask(client, "What was said about the leisure centre, schools and roads?", filters=filters, limit=30)
    assert made["passages"]
    assert all(expected(passage) for passage in made["passages"])
    assert made["reading"]["filters"] == filters
    found = client.get("/api/v1/search", params={"q": "leisure centre, schools and roads", "limit": 30, **filters}).json()
    assert found["passages"]
    assert all(expected(passage) for passage in found["passages"])
    assert found["searched"] == made["searched"]


def test_a_filter_that_nothing_passes_finds_nothing(client: TestClient) -> None:
    """A committee that does not exist is searched honestly: no meeting, no passage, not found."""
    made = ask(client, filters={"committee": "Ways and Means"})
    assert (made["verdict"], made["passages"], made["searched"]) == ("not_found", [], {"documents": 0, "from": None, "to": None})


def test_context_makes_a_follow_up(client: TestClient) -> None:
    """Earlier questions of the thread, with or without their answers, complete a short question."""
    context = [{"question": "What was decided about Mill Lane?", "answer": {"anything": ["at", "all"]}}]
    assert ask(client, "And when?", context=context)["reading"]["asked_as"] == "What was decided about Mill Lane? And when?"


def test_off_topic_is_not_found(client: TestClient) -> None:
    """A question that the minutes do not answer has the verdict not_found, no quote, and the nearest passages."""
    made = ask(client, "recipe for sourdough bread")
    assert (made["verdict"], made["said"], made["decided"], made["to_do"]) == ("not_found", [], [], [])
    assert len(made["passages"]) == 10
    assert made["searched"]["documents"] == 14


def test_search_gives_passages(client: TestClient) -> None:
    """GET /search gives the passages of a query, best first, as /ask shows them."""
    found = client.get("/api/v1/search", params={"q": "elective home education register", "limit": 3}).json()
    assert list(found)[:3] == ["query", "passages", "searched"]
    assert len(found["passages"]) == 3
    assert found["passages"][0]["item"]["title"].startswith("Elective Home Education")
    assert list(found["passages"][0]) == list(ask(client)["passages"][0])


def test_meetings_lists_every_meeting_newest_first(client: TestClient) -> None:
    """GET /meetings gives the 14 meetings of the samples with their documents and who was there."""
    meetings = client.get("/api/v1/meetings").json()["meetings"]
    days = [each["date"] for each in meetings]
    assert (len(days), days[0], days[-1]) == (14, "2024-09-11", "2022-07-21")
    assert days == sorted(days, reverse=True)
    assert {each["document"]["name"] for each in meetings} == {path.name for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".py"}
    fields = ["id", "body", "committee", "date", "document", "start_time", "end_time", "attendance", "items", "passages", "corrections", "also_in", "permalink"]
    assert all(list(each) == fields for each in meetings)
    children = next(each for each in meetings if each["document"]["name"] == MINUTE)
    assert (children["items"], children["passages"] > 9) == (9, True)
    assert {"name": "Fiona Stallard", "role": None, "status": "apologies"} in children["attendance"]


def test_an_item_is_given_whole(client: TestClient) -> None:
    """GET /items/{id} gives the item's own text, its decisions and actions, and the ids of its passages."""
    best = ask(client)["passages"][0]
    item = client.get(f"/api/v1/items/{best['item']['id']}").json()
    fields = ["id", "number", "title", "document", "meeting", "page", "spans", "text", "decisions", "actions", "references", "mentions", "passages"]
    fields += ["permalink", "changes"]
    assert list(item) == fields
    assert (item["id"], item["number"], item["title"]) == (best["item"]["id"], "37/22", "Elective Home Education")
    assert best["text"] in item["text"]
    assert best["id"] in item["passages"]
    assert [" ".join(each["text"].split())[:22] for each in item["decisions"]] == ["(a) to note the report", "(b) to ask that the re", "(c) to receive a furth"]
    assert all(list(each) == ["text", "proposer", "seconder", "outcome", "vote"] for each in item["decisions"])
    assert item["actions"][0]["due"] == "31 March 2023"


def test_health_is_ok_with_every_part_named(client: TestClient) -> None:
    """/healthz says that catalogue, meaning, words and model can do their work."""
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert {name: part["ok"] for name, part in response.json()["parts"].items()} == {"catalogue": True, "meaning": True, "words": True, "model": True}


@pytest.mark.parametrize(
    ("pattern", "down"),
    [("meaning-*.faiss", {"meaning"}), ("words/*/*.idx", {"words"}), ("catalogue.sqlite", {"catalogue"}), ("current.json", {"meaning", "words"})],
)
def test_health_names_the_part_that_is_gone(pattern: str, down: set[str], copied: TestClient, tmp_path: Path) -> None:
    """When a part's file is deleted under a running server, /healthz answers 503, names the part and says what to do."""
    assert copied.get("/healthz").status_code == 200
    gone = list((tmp_path / "copy").glob(pattern))
    assert gone
    for path in gone:
        path.unlink()
    response = copied.get("/healthz")
    assert response.status_code == 503
    parts = response.json()["parts"]
    assert {name for name, part in parts.items() if not part["ok"]} == down
    for name in down:
        assert ("minutes check" if name != "catalogue" else "catalogue") in parts[name]["detail"]


def test_health_names_a_model_that_is_not_there(samples_library: Library, tmp_path: Path) -> None:
    """Without the model /healthz answers 503 for the model alone, and /ask is a problem with status 503."""

    def none(name: str | None) -> Encoder:
        raise ModelUnavailable("The model is not on this machine.", where=name or "", todo="Install it.")

    shutil.copytree(samples_library.folder, tmp_path / "copy")
    client = TestClient(create_app(Library(tmp_path / "copy", none), Settings()), base_url=BASE)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert {name for name, part in response.json()["parts"].items() if not part["ok"]} == {"model"}
    problem = assert_problem(client.post("/api/v1/ask", json={"question": QUESTION}), 503, "ModelUnavailable")
    assert problem["detail"].startswith("The model is not on this machine. Install it.")


def test_an_empty_library_is_well_and_answers_not_found(small_library: Library) -> None:
    """A server over an empty library starts, is healthy, and finds nothing."""
    client = TestClient(create_app(small_library, Settings()), base_url=BASE)
    assert client.get("/healthz").status_code == 200
    assert ask(client)["verdict"] == "not_found"
    assert client.get("/api/v1/meetings").json() == {"meetings": [], "next": None, "total": 0, "generation": 1}


def subclasses(kind: type[MinutesError]) -> set[type[MinutesError]]:
    return {kind, *(each for child in kind.__subclasses__() for each in subclasses(child))}


@pytest.mark.parametrize("kind", sorted(subclasses(MinutesError), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_every_error_has_a_status(kind: type[MinutesError]) -> None:
    """Every error of the three rooms has a status of its own or of a class above it; none is left to the root's 500."""
    assert {of_index.__name__, of_ingest.__name__, of_service.__name__} >= {kind.__module__}
    above = kind.__mro__[: kind.__mro__.index(MinutesError)]
    assert kind is MinutesError or set(above) & set(STATUS), f"{kind.__name__} has no status"
    assert 400 <= status_of(kind("It is wrong.")) < 600


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"question": ""}, 422, "EmptyQuestion"),
        ({"question": " ?! "}, 422, "EmptyQuestion"),
        ({"question": "what was it?"}, 422, "NothingToSearch"),
        ({"question": "a" * 10_000}, 422, "QuestionTooLong"),
        ({"question": "a" * 30_000}, 422, "InvalidRequest"),
        ({"question": 5}, 422, "InvalidRequest"),
        ({"question": None}, 422, "InvalidRequest"),
        ({}, 422, "InvalidRequest"),
        ([], 422, "InvalidRequest"),
        ({"question": QUESTION, "frobnicate": 1}, 422, "InvalidRequest"),
        ({"question": QUESTION, "filters": {"comittee": "x"}}, 422, "InvalidRequest"),
        ({"question": QUESTION, "filters": {"committee": ""}}, 422, "InvalidRequest"),
        ({"question": QUESTION, "filters": {"since": "last week"}}, 422, "InvalidRequest"),
        ({"question": QUESTION, "filters": {"since": 0}}, 422, "InvalidRequest"),
        ({"question": QUESTION, "filters": {"since": "2024-02-30"}}, 422, "InvalidRequest"),
        ({"question": QUESTION, "filters": {"since": "2024-01-01", "until": "2023-01-01"}}, 422, "InvalidRequest"),
        ({"question": QUESTION, "context": ["earlier"]}, 422, "InvalidRequest"),
        ({"question": QUESTION, "limit": 0}, 422, "InvalidRequest"),
        ({"question": QUESTION, "limit": 101}, 422, "InvalidRequest"),
    ],
    ids=lambda value: json.dumps(value)[:50] if isinstance(value, dict | list) else None,
)
def test_a_bad_question_is_a_problem(body: Any, status: int, kind: str, client: TestClient) -> None:
    """Whatever is wrong with a request, the answer is a problem document that says what."""
    assert_problem(client.post("/api/v1/ask", json=body), status, kind)


def test_a_problem_names_the_field(client: TestClient) -> None:
    """A refused field is named with what is wrong with it."""
    detail = assert_problem(client.post("/api/v1/ask", json={"question": QUESTION, "filters": {"since": "soon"}}), 422, "InvalidRequest")["detail"]
    assert "filters.since: Input should be a day written as 2024-03-31" in detail


@pytest.mark.parametrize(
    "content", [b"{not json", b"", b"\xff\xfe", b'{"question": "\\ud800"}', b'{"question": "x", "context": ' + b"[" * 5000 + b"}", b"null"]
)
def test_a_body_that_is_not_json_is_a_problem(content: bytes, client: TestClient) -> None:
    """A body that cannot be read is refused, never a fault."""
    response = client.post("/api/v1/ask", content=content, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    assert_problem(response, response.status_code, response.json()["type"].rsplit(":", 1)[1])


@pytest.mark.parametrize("announced", [True, False])
def test_a_huge_body_is_refused(announced: bool, client: TestClient) -> None:
    """A body over the limit is refused with 413, also when its length is not announced."""
    body = json.dumps({"question": QUESTION, "context": [{"question": "x", "answer": "y" * LARGEST_BODY}]}).encode()
    chunks = (body[at : at + 65536] for at in range(0, len(body), 65536))
    assert_problem(client.post("/api/v1/ask", content=body if announced else chunks), 413, "RequestEntityTooLarge")


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("PUT", "/api/v1/ask", 405, "MethodNotAllowed"),
        ("DELETE", "/api/v1/meetings", 405, "MethodNotAllowed"),
        ("GET", "/api/v1/nothing", 404, "NotFound"),
        ("GET", "/nothing", 404, "NotFound"),
        ("GET", "/static/../app.py", 404, "NotFound"),
        ("GET", "/static/%2e%2e/app.py", 404, "NotFound"),
        ("GET", "/swagger/nothing.js", 404, "NotFound"),
        ("GET", "/api/v1/items/nothing", 404, "NoSuchItem"),
        ("GET", "/item/nothing", 404, "NoSuchItem"),
        ("GET", "/original/nothing", 404, "NoSuchItem"),
        ("GET", "/original/..%2fcatalogue", 404, "NotFound"),
        ("GET", "/api/v1/search", 422, "InvalidRequest"),
        ("GET", "/api/v1/search?q=parking&comittee=x", 422, "InvalidRequest"),
        ("GET", "/api/v1/search?q=parking&since=0", 422, "InvalidRequest"),
        ("GET", "/api/v1/search?q=%20", 422, "EmptyQuestion"),
        ("GET", "/api/v1/search?q=the", 422, "NothingToSearch"),
    ],
)
def test_a_wrong_request_is_a_problem(method: str, path: str, status: int, kind: str, client: TestClient) -> None:
    """A wrong path, method or parameter is a problem document."""
    assert_problem(client.request(method, path), status, kind)


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    """A 405 carries the Allow header."""
    assert client.post("/api/v1/meetings").headers["allow"] == "GET"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::1", "", "localhost:80:80", "192.168.0.1:8000"])
def test_another_hosts_requests_are_refused_on_loopback(host: str, client: TestClient) -> None:
    """A loopback server answers nobody who takes it for another, so that no web page can read it under a name of its own."""
    assert_problem(client.get("/api/v1/meetings", headers={"host": host}), 400, "WrongHost")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_this_machines_names_are_answered(host: str, client: TestClient) -> None:
    """A loopback server answers to each of its own names."""
    assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_a_server_for_the_network_answers_to_any_name(samples_library: Library) -> None:
    """Told to listen beyond this machine, the server does not know its names and checks none; told them, it answers to no other."""
    client = TestClient(create_app(samples_library, Settings(host="0.0.0.0")), base_url="http://council.example")
    assert client.get("/healthz").status_code == 200
    named = TestClient(create_app(samples_library, Settings(host="0.0.0.0", hosts="minutes.example, council.example")), base_url="http://council.example:8000")
    assert named.get("/healthz").status_code == 200
    detail = assert_problem(named.get("/healthz", headers={"host": "evil.example"}), 400, "WrongHost")["detail"]
    assert "minutes.example, council.example" in detail


@pytest.mark.parametrize(("accept", "path"), [("application/json", "/api/v1/meetings"), ("text/html", "/?q=parking")])
def test_a_fault_shows_no_trace(accept: str, path: str, client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """When something breaks inside, the log has the trace and the answer has not; headers and question are kept."""

    def broken(self: Library) -> None:
        raise RuntimeError("secret inner words")

    monkeypatch.setattr(Library, "reading", broken)
    response = client.get(path, headers={"accept": accept})
    assert response.status_code == 500
    assert "secret inner words" not in response.text
    assert "Traceback" not in response.text
    assert "RuntimeError: secret inner words" in caplog.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
    if accept == "text/html":
        assert ">\nparking</textarea>" in response.text
    else:
        assert_problem(response, 500, "Fault")


def test_a_lost_catalogue_is_a_polite_page(copied: TestClient, tmp_path: Path) -> None:
    """Without its catalogue the page answers 503, says what is wrong, and keeps the question."""
    (tmp_path / "copy" / "catalogue.sqlite").unlink()
    response = copied.get("/?q=parking", headers={"accept": "text/html"})
    assert response.status_code == 503
    assert "Sorry, there is a problem with the service" in response.text
    assert ">\nparking</textarea>" in response.text


@pytest.mark.parametrize("path", ["/", "/?q=parking", "/docs", "/healthz", "/nothing", "/static/page.css", "/api/v1/meetings"])
def test_every_response_carries_the_policy(path: str, client: TestClient) -> None:
    """Every response tells browsers to run and fetch nothing that is not ours; no script is ever inline."""
    headers = client.get(path, headers={"accept": "text/html"}).headers
    scripts = headers["content-security-policy"].split("script-src ")[1].split(";")[0]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert scripts == "'self'"
    assert headers["x-content-type-options"] == "nosniff"


def test_openapi_describes_every_route(client: TestClient) -> None:
    """The OpenAPI document lists every route of the API with a summary, a description and what errors look like."""
    described = client.get("/openapi.json").json()
    lists = {"abbreviations", "actions", "attendance", "committees", "decisions", "documents", "entities", "items", "meetings", "people"}
    single = {"documents/{document_id}", "entities/{entity_id}", "items/{item_id}", "meetings/{meeting_id}", "passages/{passage_id}"}
    others = {"ask", "search", "changes", "cite", "coverage", "status", "documents/{document_id}/text", "documents/{document_id}/original"}
    assert set(described["paths"]) >= {"/healthz", *(f"/api/v1/{each}" for each in lists | single | others)}
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["summary"]
            assert len(operation["description"]) > 20
            assert operation["responses"]["200"]["content"]
            if path.startswith("/api/"):
                for status in ("422", "503"):
                    assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
                    assert set(operation["responses"][status]["content"]["application/problem+json"]["schema"]["properties"]) == PROBLEM


def test_the_examples_of_the_documentation_work(client: TestClient) -> None:
    """Every example in the OpenAPI document, sent as it stands, is answered."""
    described = client.get("/openapi.json").json()
    examples = described["components"]["schemas"]["AskIn"]["examples"]
    assert [ask(client, **example)["verdict"] for example in examples] == ["answered", "answered"]
    parameters = {
        each["name"]: each["schema"].get("examples", [None])[0] or each.get("example") for each in described["paths"]["/api/v1/search"]["get"]["parameters"]
    }
    sent = {name: value for name, value in parameters.items() if value is not None and name != "cursor"}  # it is of another list
    assert {"q", "body", "committee", "since", "until"} <= set(sent)
    response = client.get("/api/v1/search", params=sent)
    assert response.status_code == 200
    assert response.json()["passages"]


def test_days_are_days(client: TestClient) -> None:
    """Every date in the JSON is written as YYYY-MM-DD."""
    made = ask(client)
    days = [made["searched"]["from"], made["searched"]["to"], *(passage["meeting"]["date"] for passage in made["passages"])]
    assert [dt.date.fromisoformat(day).isoformat() for day in days] == days


def test_bad_days_on_the_page_are_a_422_page(client: TestClient) -> None:
    """A day in the address that is none gives the error page with the field named, never a fault; the question is kept."""
    for since, until, words in (
        ("never", "", "“never” is not a day, in “On or after”."),
        ("2024-02-01", "2023-02-01", "is after the last"),
        ("0", "", "not a day"),
    ):
        response = client.get("/", params={"q": "parking", "since": since, "until": until}, headers={"accept": "text/html"})
        assert response.status_code == 422
        assert "<title>Error: parking" in response.text
        assert words in response.text
        assert 'href="#since"' in response.text
        assert ">\nparking</textarea>" in response.text
    assert client.get("/?since=never").status_code == 200  # nothing is asked yet
