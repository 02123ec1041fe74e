"""A plugin of pytest: EPUBCheck looks, in one JVM at the end of the run, at every book that the tests had the publisher make.

    pytest --check-every-book

Books are taken where they are packed, so that one that is written over, or not written at all, is looked at as well; each once,
whichever tests made it. What is remarked is one failed test more. A test that packs what is to be no good book says so, and why:
`@pytest.mark.bad_book("its theme is wrong")`. Books that a command makes in a process of its own are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

import pytest
from validators import Remark, epubcheck

NODE = "tests/every_book.py::EPUBCheck"
UNAVOIDABLE: dict[str, str] = {}
"""Codes of usage notes that good books cannot do without, and why."""

Books = dict[str, tuple[str, list[str]]]
_books = pytest.StashKey[Books]()
"""By its digest, the path of each book made so far and the tests that made it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--check-every-book", action="store_true", help="EPUBCheck on every book that the tests make")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "bad_book(why): packs a book that EPUBCheck is not to see")
    config.stash[_books] = {}


@pytest.fixture(scope="session", autouse=True)
def _every_book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    if not request.config.getoption("--check-every-book"):
        yield
        return
    from publisher.writers.epub import package

    folder, books = tmp_path_factory.mktemp("every-book"), request.config.stash[_books]
    pack = package.pack

    def kept(*given: Any, **named: Any) -> bytes:
        data = pack(*given, **named)
        if not _running.has_bad_books:
            digest = sha256(data).hexdigest()
            path, tests = books.setdefault(digest, (str(folder / f"{digest}.epub"), []))
            if not tests:
                Path(path).write_bytes(data)
            if _running.test not in tests[-1:]:
                tests.append(_running.test)
        return data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "pack", kept)
        yield


class _Running:
    test = ""
    has_bad_books = False


_running = _Running()


def pytest_runtest_setup(item: pytest.Item) -> None:
    marks = list(item.iter_markers("bad_book"))
    assert all(mark.args for mark in marks), "say why its books are bad"
    _running.test, _running.has_bad_books = item.nodeid, bool(marks)


# --- at the end --------------------------------------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process of pytest-xdist has ended; it has told what it made."""
    books = node.config.stash[_books]
    for digest, (path, tests) in getattr(node, "workeroutput", {}).get("books", {}).items():
        books.setdefault(digest, (path, []))[1].extend(tests)


def pytest_sessionfinish(session: pytest.Session) -> None:
    books = session.config.stash[_books]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["books"] = books
    elif books:
        _report(session, books)


def _report(session: pytest.Session, books: Books) -> None:
    """Let the run end with one test more."""
    begun = perf_counter()
    outcome: Literal["passed", "failed", "skipped"] = "passed"
    told: Any = None
    try:
        if remarks := _remarks([books[digest] for digest in sorted(books)]):
            outcome, told = "failed", remarks
    except pytest.skip.Exception as reason:
        outcome, told = "skipped", (__file__, 0, f"Skipped: {reason}")
    except (AssertionError, pytest.fail.Exception) as fault:
        outcome, told = "failed", str(fault)
    place = (NODE.partition("::")[0], None, f"EPUBCheck on {len(books)} books")
    report = pytest.TestReport(NODE, place, {}, outcome, told, "call", duration=perf_counter() - begun)
    session.config.hook.pytest_runtest_logreport(report=report)
    if report.failed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _remarks(books: Sequence[tuple[str, list[str]]]) -> str:
    """What EPUBCheck remarks, a paragraph a book, with one of the tests that made it; the same said of many books is said once."""
    said = epubcheck([Path(path) for path, _ in books])
    alike: dict[tuple[Remark, ...], list[tuple[str, list[str]]]] = {}
    for book, remarks in zip(books, said, strict=True):
        bad = tuple(each for each in remarks if each.code not in UNAVOIDABLE)
        if bad:
            alike.setdefault(bad, []).append(book)
    return "\n\n".join(_paragraph(remarks, made) for remarks, made in alike.items())


def _paragraph(remarks: tuple[Remark, ...], made: list[tuple[str, list[str]]]) -> str:
    tests = sorted({test for _, tests in made for test in tests})
    lines = [f"{tests[0]}{f', and {len(tests) - 1} others' * (len(tests) > 1)}: {made[0][0]}"]
    return "\n".join([*lines, *(f"  {each.severity} {each.code} {each.place}: {each.text}" for each in remarks)])
