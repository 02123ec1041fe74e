"""The plugin that shows EPUBCheck every book that tests make: what it sees, and how a run with a bad book ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

TESTS = """
from datetime import UTC, datetime
import pytest
from publisher.writers.epub import package

def pack(title):
    return package.pack(package.new_book("urn:uuid:0", title, "zh-Hans"), datetime(2024, 1, 1, tzinfo=UTC))

def test_good():
    pack("good")

@pytest.mark.parametrize("time", [1, 2])
def test_bad(time):
    pack("bad")

@pytest.mark.bad_book("it is meant to be")
def test_meant():
    pack("bad and meant")
"""
JUDGE = """
import zipfile
from pathlib import Path
from typing import NamedTuple

class Remark(NamedTuple):
    severity: str
    code: str
    place: str
    text: str

def epubcheck(books):
    Path("asked").write_text(str(len(books)))
    texts = [zipfile.ZipFile(book).read("EPUB/content.opf") for book in books]
    return [[Remark("ERROR", "X-1", "content.opf", "it is bad")] if b"bad" in text else [] for text in texts]
"""
"""Stands in for `validators`, so that no Java is started."""


def ended(folder: Path, *words: str) -> tuple[int, str]:
    """The exit status of a run of the tests above, and what it said."""
    (folder / "test_books.py").write_text(TESTS)
    (folder / "validators.py").write_text(JUDGE)
    (folder / "every_book.py").write_text((ROOT / "tests" / "every_book.py").read_text("utf-8"))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "every_book",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        ".",
        *words,
    ]
    # The run that this test is part of may be one of several processes.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**inherited, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "several"])
def test_a_bad_book_is_one_failed_test_with_the_names_of_its_makers(processes: tuple[str, ...], tmp_path: Path) -> None:
    status, said = ended(tmp_path, "--check-every-book", *processes)
    assert status == 1
    assert "test_books.py::test_bad[1], and 1 others:" in said
    assert "  ERROR X-1 content.opf: it is bad" in said
    assert "1 failed, 4 passed" in said
    assert (tmp_path / "asked").read_text() == "2", "each once, and not the one that is meant to be bad"


def test_good_books_are_one_passed_test(tmp_path: Path) -> None:
    status, said = ended(tmp_path, "--check-every-book", "-k", "good or meant")
    assert (status, "3 passed" in said) == (0, True)


def test_nobody_is_asked_where_that_is_not_wanted(tmp_path: Path) -> None:
    status, said = ended(tmp_path)
    assert (status, "4 passed" in said) == (0, True)
    assert not (tmp_path / "asked").exists()


def test_the_whole_suite_is_run_with_it() -> None:
    assert (
        "--check-every-book" in (ROOT / "Makefile").read_text("utf-8").partition("\ntest:")[2].partition("\nlint:")[0]
    )
