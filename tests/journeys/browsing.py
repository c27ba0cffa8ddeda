"""A browser that looks at a server, and what it saw."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOME_EDUCATION = "What was said about home-educated children?"
MILL_LANE = "What was decided about Mill Lane?"


@dataclass
class Seen:
    """What a browser saw while it looked at a page."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Site:
    """A server and a browser to look at it."""

    address: str
    browser: Browser

    @contextmanager
    def opened(self, path: str, *, script: bool = True, width: int = 1280, height: int = 900, **more: Any) -> Iterator[tuple[Page, Seen]]:
        context = self.browser.new_context(java_script_enabled=script, viewport={"width": width, "height": height}, **more)
        page, seen = context.new_page(), Seen()
        page.set_default_timeout(15_000)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda message: seen.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(self.address + path)
        try:
            yield page, seen
        finally:
            context.close()


def asking(*questions: str, **more: str) -> str:
    """The address of a thread."""
    return f"/?{urlencode([*(('q', each) for each in questions), *more.items()])}"


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter, and wait for its answer."""
    count = page.locator(".answer").count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    page.locator(".answer").nth(count).wait_for()
    page.wait_for_function(
        "document.getElementById('status').textContent.includes('quoted') || document.getElementById('status').textContent.includes('shown')"
    )


def axe(page: Page) -> dict[str, list[str]]:
    """What axe finds wrong, and what it leaves to a person. Its source is evaluated, because the page's policy lets no script tag in."""
    page.evaluate(_axe_source())
    found: dict[str, Any] = page.evaluate(
        "standards => axe.run(document, {runOnly: {type: 'tag', values: standards}, resultTypes: ['violations', 'incomplete']})", STANDARDS
    )
    return {
        "violations": [f"{each['id']}: {node['html']} {node.get('failureSummary', '')}" for each in found["violations"] for node in each["nodes"]],
        "incomplete": sorted({each["id"] for each in found["incomplete"]}),
    }


@cache
def _axe_source() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@contextmanager
def process(library: Path, *options: str, **environment: str) -> Iterator[str]:
    """A server of its own over a library, and its address; `--port 0` takes a free port."""
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--library", str(library), "--port", "0", *options]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "COLUMNS": "200", **environment})
    assert running.stdout
    try:
        yield next(found[1] for line in running.stdout if (found := re.search(r"Ask at (http://127\.0\.0\.1:\d+)/", line)))
    finally:
        running.terminate()
        running.wait(30)


@contextmanager
def thread(app: FastAPI) -> Iterator[str]:
    """The same within this process: for an app that is made to fail."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    running = threading.Thread(target=server.run)
    running.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        running.join(10)
