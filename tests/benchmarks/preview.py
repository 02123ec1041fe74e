"""The preview: from a change on the disk to the new picture of the first page in the browser, beside a cold `publisher build`.

Where there is no Chromium, or no Playwright to drive it, the time ends when the picture has been received.
"""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, time
from urllib.parse import urlsplit

from .cold import BOTH, commands
from .fresh_text import FreshText
from .material import Document, documents, material
from .measure import Timing, run_command, spread
from .places import ROOT, workspace
from .report import Report, Target, ratio, time_table

ASKED_SECONDS = 1.0

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_WIDTH = 800
_THEME = 'extends = "press"\n'
_FRESH, _WORD, _COLOUR = "every line changed", "one word changed", "a colour of the theme changed"

_NOTE_WHEN_SHOWN = """
() => new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
  const desk = document.getElementById("desk");
  if (desk.dataset.noted === desk.dataset.shown) return;
  desk.dataset.notedAt = performance.timeOrigin + performance.now();
  desk.dataset.noted = desk.dataset.shown;
}))).observe(document.getElementById("desk"), { attributeFilter: ["data-shown"] })
"""
"""The page itself notes when a picture has been painted: whoever waits outside looks only every half second."""

Redraw = Callable[[Callable[[], object]], float]
"""Make a change; the seconds until its picture is there."""


def report(*, quick: bool) -> Report:
    rounds = 3 if quick else 15
    reports = [_measured(document, rounds) for document in documents()]
    return Report(
        [table for each in reports for table in each.tables],
        [target for each in reports for target in each.targets],
        list(dict.fromkeys(remark for each in reports for remark in each.remarks)),
        {name: data for each in reports for name, data in each.data.items()},
    )


def _measured(document: Document, rounds: int) -> Report:
    browser = _chromium() is not None and find_spec("playwright") is not None
    fresh, timings = FreshText(document.path), dict[str, list[Timing]]()
    with workspace() as name:
        folder = Path(name)
        cold = [run_command(commands(material(fresh(), folder), folder)[BOTH]) for _ in range(max(3, rounds // 3))]
        theme = folder / "theme"
        theme.mkdir()
        (theme / "theme.toml").write_text(_THEME)
        text = folder / "feature.txt"
        text.write_text(fresh.original, "utf-8")
        with _running(text, theme) as address, _redrawing(address, browser) as redraw:
            for number in range(-1, rounds):
                for row, change in _changes(text, theme, fresh, number).items():
                    seconds = redraw(change)
                    if number >= 0:
                        timings.setdefault(row, []).append(Timing(seconds, 0))
    end = "the new first page is shown in Chromium" if browser else "the picture of the new first page is received"
    timings[BOTH] = cold
    return Report(
        [time_table(f"Preview, from the change of a file until {end}: {document.name}", timings)],
        list(_targets(document.name, timings)),
        [] if browser else ["preview: no Chromium and Playwright to show pages in"],
        {f"preview {document.name}": timings},
    )


def _changes(text: Path, theme: Path, fresh: FreshText, number: int) -> dict[str, Callable[[], object]]:
    """What is changed in a round. The first line changes each time: its page must be another picture."""
    lines = fresh().splitlines()
    word = "\n".join(["水" * (number % 5 + 2) + lines[0], *lines[1:]])
    colour = f".headline {{ color: #{(number + 2) * 9973 % 0xFFFFF:06x}; }}\n"
    return {
        _FRESH: lambda: text.write_text("\n".join(lines), "utf-8"),
        _WORD: lambda: text.write_text(word, "utf-8"),
        _COLOUR: lambda: (theme / "style.css").write_text(colour),
    }


def _targets(name: str, timings: dict[str, list[Timing]]) -> Iterator[Target]:
    cold = spread([run.seconds for run in timings[BOTH]]).middle
    for row in (_FRESH, _WORD, _COLOUR):
        found = spread([run.seconds for run in timings[row]])
        yield Target(f"{name}: {row}, s", ASKED_SECONDS, found.middle, ratio(found), below=True)
        yield Target(f"{name}: {row} / cold build", 1, found.middle / cold, below=True)


# --- the preview and who looks at it ----------------------------------------------------------------------------------------


@contextmanager
def _running(text: Path, theme: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "publisher", "preview", str(text), "--theme", str(theme)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def _redrawing(address: str, browser: bool) -> Iterator[Redraw]:
    with _in_browser(address) if browser else _over_http(address) as redraw:
        yield redraw


@contextmanager
def _in_browser(address: str) -> Iterator[Redraw]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_chromium(), args=list(_FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector("#desk[data-shown]")
        page.evaluate(_NOTE_WHEN_SHOWN)

        def redraw(change: Callable[[], object]) -> float:
            before = page.get_attribute("#desk", "data-shown")
            start = time()
            change()
            page.wait_for_selector(f'#desk[data-noted]:not([data-noted="{before}"])')
            return float(page.get_attribute("#desk", "data-noted-at") or 0) / 1000 - start

        yield redraw
        browser.close()


@contextmanager
def _over_http(address: str) -> Iterator[Redraw]:
    host = urlsplit(address).netloc
    stream = http.client.HTTPConnection(host)
    stream.request("GET", "/events")
    events = (json.loads(line[6:]) for line in stream.getresponse() if line.startswith(b"data: "))
    shown = (state for state in events if state["number"] and not state["building"])
    next(shown)

    def redraw(change: Callable[[], object]) -> float:
        start = perf_counter()
        change()
        key = next(shown)["pages"][0]["key"]
        asked = http.client.HTTPConnection(host)
        asked.request("GET", f"/pages/{key}.png?w={_WIDTH}")
        asked.getresponse().read()
        took = perf_counter() - start
        asked.close()
        return took

    yield redraw
    stream.close()
