"""Catalogues of many books: how long one takes, what its search index weighs an article, and what shared faces save.

The books are made here of invented articles of 1,500 to 3,000 characters, no two of which share a paragraph. For the time of a
catalogue they are made without faces; what shared faces save is measured on some that are made both ways. A catalogue is made in
a process of its own (`python -m tests.benchmarks.catalogues FOLDER`), which prints JSON.
"""

from __future__ import annotations

import json
import random
import resource
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from publisher.catalogue import Asked, write_catalogue
from publisher.diagnostics import Diagnostic
from publisher.model import Article, Byline, Heading, Paragraph, Text
from publisher.options import Fonts, Options, WriteOptions
from publisher.pipeline import publish_all
from publisher.publication import Publication
from publisher.shared_fonts import FontFolder, bytes_saved, files_named, shared_fonts

from .fresh_text import common_han
from .measure import run_module
from .places import workspace
from .report import Report, Table, Target, kilobytes
from .worker import peak

BOOKS, QUICK_BOOKS = 2_000, 40
PICTURED, QUICK_PICTURED = 200, 4
SAVING, QUICK_SAVING = 100, 4
ASKED_EACH, ASKED_MEMORY = 10.0, 300.0
_WORDS = 5_000
_SECTIONS = ("水利", "地方志", "人物", "手艺", "交通", "读书", "食物", "山河", "集市", "天气")
_SURNAMES = "沈陆顾程许林江何苏叶"
_FIRST_DAY = date(2019, 1, 1)
_COVER = 1600, 2560


def invented(count: int, seed: int = 7) -> Iterator[Article]:
    """Articles in words of two and three characters, as common ones are common in any text."""
    chance = random.Random(seed)
    letters = common_han()
    words = ["".join(chance.choices(letters, k=chance.choice((1, 2, 2, 2, 3)))) for _ in range(_WORDS)]
    weights = [1 / (rank + 10) for rank in range(_WORDS)]

    def line(length: int) -> str:
        return "".join(chance.choices(words, weights, k=length))[: length * 2]

    for number in range(count):
        name = chance.choice(_SURNAMES) + "".join(chance.choices(letters[:60], k=2))
        paragraphs = [Paragraph(content=(Text(f"{line(95)}，{line(30)}。"),)) for _ in range(chance.randint(6, 12))]
        heading = Heading(content=(Text(line(5)),), level=1)
        yield Article(
            headline=(Text(line(6)),),
            deck=(Text(line(10)),),
            bylines=(Byline(name=name, role="reporter"),),
            date=(_FIRST_DAY + timedelta(days=number)).isoformat(),
            language="zh-Hans",
            publication=Publication(subjects=tuple(sorted(chance.sample(_SECTIONS, 2))), description=line(20)),
            blocks=(*paragraphs[:3], heading, *paragraphs[3:]),
        )


def shelved(folder: Path, count: int, *, pictured: bool = False) -> None:
    """Write `count` books without faces into a folder, with a picture for a cover or with none."""
    folder.mkdir()
    for number, article in enumerate(invented(count)):
        cover = str(_picture(folder.parent, number)) if pictured else "text"
        options = Options(write=WriteOptions(cover=cover, embed_fonts="none"))
        publish_all(article, [folder / f"{number:05}.epub"], options)


def _picture(folder: Path, number: int) -> Path:
    """A picture that no other book has, of the size of a drawn cover."""
    from PIL import Image

    image = Image.linear_gradient("L").resize(_COVER).convert("RGB")
    image.paste((number % 256, number // 256 % 256, 90), (100, 100, 100 + number % 1000 + 50, 1400))
    path = folder / "cover.jpg"
    image.save(path, quality=80)
    return path


def report(*, quick: bool) -> Report:
    with workspace() as place:
        plain, pictured = Path(place) / "plain", Path(place) / "pictured"
        shelved(plain, QUICK_BOOKS if quick else BOOKS)
        shelved(pictured, QUICK_PICTURED if quick else PICTURED, pictured=True)
        runs = {
            "without pictures": _catalogued(plain),
            "the same again": _catalogued(plain),
            "with covers to draw": _catalogued(pictured),
            "with covers, again": _catalogued(pictured),
        }
        table, more = _savings(Path(place), QUICK_SAVING if quick else SAVING)
    first = runs["without pictures"]
    targets = [
        Target("catalogue, processor ms a book", ASKED_EACH, 1000 * first["processor"] / first["books"]),
        Target("catalogue, peak MB", ASKED_MEMORY, first["peak"]),
        *more,
    ]
    return Report([_times(runs), table], targets, [])


def _catalogued(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_module("catalogues", str(folder)) or "{}")
    return found


def _times(runs: dict[str, dict[str, Any]]) -> Table:
    rows = [
        (
            name,
            str(run["books"]),
            f"{run['seconds']:.1f}",
            f"{run['processor']:.1f}",
            f"{run['books'] / run['processor']:.0f}",
            str(run["written"]),
            kilobytes(run["index"] / run["books"]),
            f"{run['peak']:.0f}",
        )
        for name, run in runs.items()
    ]
    heads = ("", "books", "s", "processor s", "books a processor s", "files written", "index, kB a book", "peak MB")
    return Table("Catalogues", heads, rows, "OPDS 1.2 and 2.0, the page and its search index, from finished EPUBs.")


def _savings(place: Path, count: int) -> tuple[Table, list[Target]]:
    sizes: dict[Fonts, int] = {}
    remarks: list[Diagnostic] = []
    for fonts in ("embedded", "shared"):
        folder = place / fonts
        folder.mkdir()
        for number, article in enumerate(invented(count, seed=11)):
            options = Options(write=WriteOptions(cover="text", fonts=fonts))
            result = publish_all(article, [folder / f"{number}.epub"], options)[0]
            remarks += result.diagnostics
        sizes[fonts] = sum(path.stat().st_size for path in folder.glob("*.epub"))
    started = perf_counter()
    made = shared_fonts(FontFolder(place / "shared"), files_named(remarks))
    seconds = perf_counter() - started
    saved = sizes["embedded"] - sizes["shared"]
    told = bytes_saved(remarks)
    rows = [
        ("faces in each book", kilobytes(sizes["embedded"] // count), ""),
        ("shared faces", kilobytes(sizes["shared"] // count), ""),
        ("saved a book, and what the run says of it", kilobytes(saved // count), f"{told / saved:.2f} of it"),
        ("the folder of faces", kilobytes(made.size), f"{len(made.faces)} files, made once in {seconds:.1f} s"),
        ("books from which on it is smaller", f"{made.size * count / saved:.0f}", ""),
    ]
    table = Table(f"Shared faces, {count} books", ("", "kB", ""), rows)
    return table, [Target("shared faces: size of a book to one with faces", 0.2, sizes["shared"] / sizes["embedded"])]


def main(folder: Path) -> None:
    wall = perf_counter()
    made = write_catalogue(folder, Asked("文库"))
    seconds = perf_counter() - wall
    found = {"books": made.books, "written": made.written, "index": made.index_bytes, "seconds": seconds}
    own, others = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    print(json.dumps({**found, "processor": processor, "peak": peak()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
