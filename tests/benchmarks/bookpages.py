"""The PDF of books of many articles: whether time and memory stay in step with their number.

Each book is made in a process of its own: `python -m tests.benchmarks.bookpages ARTICLES` prints its figures as JSON. An article has
about two pages; no two share a paragraph, and characters are as frequent as in a text, so that a longer book also has rarer ones.
"""

from __future__ import annotations

import itertools
import json
import random
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec.structs import replace

from publisher.book import Book, Index, IndexEntry, IndexGroup, Part, Place
from publisher.books.material import Material
from publisher.books.matter import matter_of
from publisher.books.pages import book_pdf
from publisher.model import Article, Byline, Heading, IndexTerm, Note, Paragraph, Text
from publisher.options import Options
from publisher.writers.pdf.worker import PDFWorker

from .fresh_text import common_han
from .measure import run_module
from .report import Report, Table, Target
from .worker import peak

SIZES, SIZES_QUICK = (100, 300, 1000), (3, 6)
ASKED_GROWTH = 1.2
"""Times the processor time of an article in the smallest book, in the largest."""
ASKED_MEMORY = 1000.0
"""MB of the process that has most."""
_PARTS = 4


class _Words:
    """Endless text of one article."""

    def __init__(self, number: int):
        self._random = random.Random(number)
        self._common = common_han()
        random.Random(1).shuffle(self._common)
        self._weights = list(itertools.accumulate(1 / (at + 8) for at in range(len(self._common))))

    def text(self, characters: int) -> str:
        pieces: list[str] = []
        while sum(map(len, pieces)) < characters:
            length = self._random.randint(6, 18)
            words = "".join(self._random.choices(self._common, cum_weights=self._weights, k=length))
            pieces.append(words + self._random.choice("，，，。；"))
        return "".join(pieces)[:-1] + "。"


def _article(number: int) -> Article:
    words = _Words(number)
    blocks: list[Any] = []
    for _ in range(3):
        blocks.append(Heading(level=1, content=(Text(words.text(8)[:-1]),)))
        note = Note(blocks=(Paragraph(content=(Text(words.text(30)),)),))
        term = IndexTerm(content=(Text(words.text(6)[:2]),))
        blocks.append(Paragraph(content=(Text(words.text(110)), term, note, Text(words.text(20)))))
        blocks += [Paragraph(content=(Text(words.text(110)),)) for _ in range(2)]
    headline = (Text(words.text(12)[:-1]),)
    return Article(headline=headline, bylines=(Byline(name="陆江"),), language="zh-Hans", blocks=tuple(blocks))


def long_book(count: int) -> Book:
    """A book of so many articles in four parts."""
    articles = [_article(number) for number in range(count)]
    size = -(-count // _PARTS)
    parts = [
        Part(title=(Text(f"第{at + 1}编"),), articles=tuple(articles[at * size : (at + 1) * size]))
        for at in range(_PARTS)
    ]
    return Book(title="长书", parts=tuple(parts))


def measured(count: int) -> dict[str, float]:
    """Seconds, processor seconds, MB of this process and of the engine's, pages, and bytes of the PDF of such a book."""
    book = long_book(count)
    entries = tuple(IndexEntry(f"词{number}", (Place(number, f"a{number + 1}-t1"),)) for number in range(count))
    matter = replace(matter_of(book), indexes=(Index("topic", (IndexGroup("C", entries),)),))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "book.pdf"
        start, before = perf_counter(), _processor(resource.RUSAGE_SELF)
        with PDFWorker() as worker:
            made = book_pdf(Material(book, matter, Options()), target, worker)
            took = perf_counter() - start
        spent = _processor(resource.RUSAGE_SELF) - before + _processor(resource.RUSAGE_CHILDREN)
        engine = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return {
            "seconds": took, "processor": spent, "own": peak(), "engine": engine,
            "pages": made.pages, "bytes": target.stat().st_size,
        }  # fmt: skip


def _processor(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def report(*, quick: bool) -> Report:
    """Books of growing size."""
    found: dict[int, dict[str, float]] = {}
    for count in SIZES_QUICK if quick else SIZES:
        print(f"measuring a book of {count} articles …", file=sys.stderr)
        said = run_module("bookpages", str(count))
        assert said is not None
        found[count] = json.loads(said)
    rows = [
        (
            f"{count:,}", f"{each['pages']:,.0f}", f"{each['seconds']:.1f}", f"{each['processor']:.1f}",
            f"{1000 * each['processor'] / count:.0f}", f"{each['own']:.0f}", f"{each['engine']:.0f}", f"{each['bytes'] / 1000:,.0f}",
        )
        for count, each in found.items()
    ]  # fmt: skip
    heads = ("articles", "pages", "s", "processor s", "ms an article", "peak MB", "of the engine", "kB")
    smallest, largest = min(found), max(found)
    growth = found[largest]["processor"] / largest / (found[smallest]["processor"] / smallest)
    most = max(found[largest]["own"], found[largest]["engine"])
    targets = [
        Target(f"a book of {largest}: processor time an article / in a book of {smallest}", ASKED_GROWTH, growth),
        Target(f"a book of {largest}: MB of a process", ASKED_MEMORY, most, below=True),
    ]
    return Report([Table("The PDF of a book of many articles", heads, rows)], targets)


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
