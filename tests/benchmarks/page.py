"""The time from submit to the answer on screen, in a browser, warm: `python -m tests.benchmarks.page LIBRARY QUESTIONS.jsonl`."""

import json
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM
from tests.journeys.browsing import ARGUMENTS, Site, process

COUNT = 60
# From the event that asks until the frame after the one in which the answer has been drawn.
TIMED = """question => new Promise(done => {
  const before = document.querySelectorAll('.answer').length, box = document.getElementById('q');
  box.value = question;
  const begun = performance.now();
  new MutationObserver((_, watching) => { if (document.querySelectorAll('.answer').length > before) { watching.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun))) } }).observe(document.getElementById('thread'), {childList: true});
  document.getElementById('ask').requestSubmit();
})"""


def main() -> None:
    library, questions = Path(sys.argv[1]), Path(sys.argv[2])
    asked = [json.loads(line)["question"] for line in questions.read_text("utf-8").splitlines()][:COUNT]
    with process(library) as address, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        times = []
        with Site(address, browser).opened("/") as (page, _):
            for question in asked:
                page.goto(address)
                times.append(page.evaluate(TIMED, question))
        browser.close()
    cuts = statistics.quantiles(times, n=20)
    print(f"{len(times)} questions: p50 {statistics.median(times):.0f} ms, p95 {cuts[18]:.0f} ms, longest {max(times):.0f} ms")


if __name__ == "__main__":
    main()
