"""EPUBs beside those of pandoc and calibre: from a parsed article in a warm process, cold, their sizes, and a book of many chapters.

What needs a process of its own runs as `python -m tests.benchmarks.books warm FILE ROUNDS` or `chapters COUNT` and prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from publisher.model import Article, Heading, Paragraph, Text
from publisher.options import Options, WriteOptions
from publisher.pipeline import publish_all
from publisher.readers import read_bytes, read_file

from .fresh_text import FreshText
from .material import Document, documents
from .measure import Timing, in_turns, processor_ratios, ratios, run_command, run_module, spread
from .places import workspace
from .reading import running_text
from .report import Report, Table, Target, kilobytes, ratio, time_table
from .sizes import Size, epub_size
from .worker import peak

PLAIN_COVER = WriteOptions(to=("epub",), cover="text")
WAYS: Mapping[str, WriteOptions] = {
    "cover text, all fonts": PLAIN_COVER,
    "cover text, fonts auto": WriteOptions(to=("epub",), cover="text", embed_fonts="auto"),
    "cover text, no fonts": WriteOptions(to=("epub",), cover="text", embed_fonts="none"),
    "cover text, WOFF2": WriteOptions(to=("epub",), cover="text", woff2=True),
    "cover auto, all fonts": WriteOptions(to=("epub",)),
}
"""What an EPUB may be asked to be; the first is what the figures asked for mean."""
TEXT, AUTO, NONE, WOFF2, DRAWN = WAYS
_AGAIN = f"{TEXT}, the same text again"
_WARM_UP = 3
_CHAPTERS = 2_000
_CHARACTERS, _LINE = 800, 100
"""Of a chapter, and of a paragraph in it."""

ASKED_WARM, ASKED_COLD, ASKED_ALL, ASKED_AUTO = 0.040, 0.5, 300.0, 80.0
ASKED_CHAPTERS, ASKED_MEMORY = 3.0, 300.0


class Peer(NamedTuple):
    """Another program that makes EPUBs of a web page, and the file it makes."""

    name: str
    command: Callable[[Path, Path], list[str]]


PEERS = (
    Peer("pandoc", lambda page, target: ["pandoc", "-f", "html", "-t", "epub3", str(page), "-o", str(target)]),
    Peer("ebook-convert", lambda page, target: ["ebook-convert", str(page), str(target)]),
)


def report(*, quick: bool) -> Report:
    """Tables of each document and of the book of many chapters; figures beside what is asked."""
    peers = [peer for peer in PEERS if shutil.which(peer.name)]
    remarks = [f"{peer.name}: not installed" for peer in PEERS if peer not in peers]
    tables: list[Table] = []
    targets: list[Target] = []
    for document in documents():
        print(f"measuring EPUBs of {document.name} …", file=sys.stderr)
        found = _measured(document, peers, 2 if quick else 15, 1 if quick else 7)
        tables += _tables(document, found)
        targets += _targets(document, found)
    table, more = _many_chapters(60 if quick else _CHAPTERS, peers)
    return Report([*tables, table], [*targets, *more], remarks)


# --- one article --------------------------------------------------------------------------------------------------


class _Found(NamedTuple):
    warm: dict[str, list[Timing]]
    cold: dict[str, list[Timing]]
    sizes: dict[str, Size]


def _measured(document: Document, peers: list[Peer], warm: int, cold: int) -> _Found:
    said = run_module("books", "warm", str(document.path), str(warm))
    assert said is not None
    timings = {name: [Timing(*run) for run in runs] for name, runs in json.loads(said).items()}
    fresh = FreshText(document.path)
    with workspace() as name:
        folder = Path(name)
        starts: dict[str, list[Timing]] = defaultdict(list)
        for number in range(cold + 1):
            commands = _commands(fresh(), folder, peers)
            for each in in_turns(list(commands), number):
                timing = run_command(commands[each], _without_cache(folder, number))
                if number:
                    starts[each].append(timing)
        order = list(commands)
        sizes = dict(_sizes(fresh.original, folder, peers))
    return _Found(timings, {each: starts[each] for each in order}, sizes)


def _commands(text: str, folder: Path, peers: list[Peer]) -> dict[str, list[str]]:
    source, page = folder / "article.txt", folder / "article.html"
    source.write_text(text, "utf-8")
    page.write_text(plain_page(read_file(source)), "utf-8")
    build = [sys.executable, "-m", "publisher", "build", str(source), "--to", "epub", "-o", f"{folder}/"]
    ours = {"publisher build, cover text": [*build, "--cover", "text"], "publisher build, cover auto": build}
    return ours | {peer.name: peer.command(page, folder / f"{peer.name}.epub") for peer in peers}


def _without_cache(folder: Path, number: int) -> dict[str, str]:
    """An environment in which no cover has been made before."""
    return {**os.environ, "XDG_CACHE_HOME": str(folder / f"cache-{number}")}


def _sizes(text: str, folder: Path, peers: list[Peer]) -> Iterator[tuple[str, Size]]:
    """The files of the text as it is, each way."""
    article = read_bytes(text.encode(), "article.txt")
    for name, write in WAYS.items():
        target = folder / "size.epub"
        publish_all(article, [target], Options(write=write), worker=None)
        yield name, epub_size(target)
    commands = _commands(text, folder, peers)
    for peer in peers:
        run_command(commands[peer.name])
        yield peer.name, epub_size(folder / f"{peer.name}.epub")


def plain_page(article: Article) -> str:
    """The text of an article as a web page without looks: what pandoc and calibre are given."""
    from html import escape

    from publisher.tree import plain_text

    title = escape(plain_text(article.headline))
    body = []
    for block in article.blocks:
        if isinstance(block, Heading):
            body.append(f"<h2>{escape(plain_text(block.content))}</h2>")
        elif isinstance(block, Paragraph):
            body.append(f"<p>{escape(plain_text(block.content))}</p>")
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<html lang="{article.language}"><head>{head}</head><body><h1>{title}</h1>{"".join(body)}</body></html>'


def _tables(document: Document, found: _Found) -> Iterator[Table]:
    note = "A fresh text each run, so that its slices are made; the fonts of the process are loaded."
    yield time_table(f"EPUB from a parsed article, warm: {document.name}", found.warm, note)
    yield time_table(f"EPUB by the command line, cold: {document.name}", found.cold, "No cover was in the cache.")
    rows = [
        (name, kilobytes(size.whole), kilobytes(size.fonts) if size.faces else "", str(size.faces or ""))
        for name, size in found.sizes.items()
    ]
    yield Table(f"EPUB, size: {document.name}", ("", "kB", "of it fonts, kB", "fonts"), rows)


def _targets(document: Document, found: _Found) -> Iterator[Target]:
    name = document.name
    warm = spread([run.seconds for run in found.warm[TEXT]])
    cpu = spread([run.cpu for run in found.warm[TEXT]]).middle
    yield Target(f"{name}: warm EPUB, s", ASKED_WARM, warm.middle, ratio(warm), f"{cpu:.3f}")
    ours = found.cold["publisher build, cover text"]
    cold = spread([run.seconds for run in ours])
    processor = spread([run.cpu for run in ours]).middle
    yield Target(
        f"{name}: cold build --to epub, s", ASKED_COLD, cold.middle, ratio(cold), f"{processor:.2f}", below=True
    )
    for peer in (peer.name for peer in PEERS if peer.name in found.cold):
        theirs = found.cold[peer]
        beside, both = spread(ratios(ours, theirs)), spread(processor_ratios(ours, theirs)).middle
        yield Target(f"{name}: cold build / {peer}", 1, beside.middle, ratio(beside), f"{both:.2f}")
    yield Target(f"{name}: fonts, all, kB", ASKED_ALL, found.sizes[TEXT].fonts / 1000)
    yield Target(f"{name}: fonts, auto, kB", ASKED_AUTO, found.sizes[AUTO].fonts / 1000)


def measure_warm(path: Path, rounds: int) -> dict[str, list[Timing]]:
    """Timings by way, in turns, of this process."""
    fresh, timings = FreshText(path), defaultdict[str, list[Timing]](list)
    with workspace() as name:
        target = Path(name) / "warm.epub"
        for number in range(-_WARM_UP, rounds):
            for way in in_turns(list(WAYS), number):
                # Each way has a text of its own: a slice that another way has made is in the cache.
                article = read_bytes(fresh().encode(), path.name)
                for row in [way, *([_AGAIN] if way == TEXT else [])]:
                    timing = _timed(article, target, WAYS[way])
                    if number >= 0:
                        timings[row].append(timing)
    return {row: timings[row] for row in (*WAYS, _AGAIN)}


def _timed(article: Article, target: Path, write: WriteOptions) -> Timing:
    cpu, start = process_time(), perf_counter()
    publish_all(article, [target], Options(write=write), worker=None)
    return Timing(perf_counter() - start, process_time() - cpu)


# --- a book of many chapters --------------------------------------------------------------------------------------


def long_book(chapters: int) -> Article:
    """An article of so many chapters, each of eight paragraphs of running text."""
    text = running_text(3 * chapters * _CHARACTERS, 400).replace("\n", "").replace("　", "")
    numbers = random.Random(chapters)
    blocks: list[Heading | Paragraph] = []
    for number in range(1, chapters + 1):
        blocks.append(Heading(content=(Text(f"第{number}章"),)))
        for _ in range(_CHARACTERS // _LINE):
            start = numbers.randrange(len(text) - _LINE)
            blocks.append(Paragraph(content=(Text(text[start : start + _LINE - 1] + "。"),)))
    return Article(headline=(Text("长卷"),), language="zh-Hans", blocks=tuple(blocks))


def measure_chapters(count: int) -> tuple[Timing, float]:
    """What such a book takes in a process that has loaded all it needs, and the most memory the process held, in MB."""
    with workspace() as name:
        target = Path(name) / "book.epub"
        _timed(long_book(1), target, PLAIN_COVER)
        return _timed(long_book(count), target, PLAIN_COVER), peak()


def _many_chapters(count: int, peers: list[Peer]) -> tuple[Table, list[Target]]:
    print(f"measuring a book of {count} chapters …", file=sys.stderr)
    said = run_module("books", "chapters", str(count))
    assert said is not None
    (seconds, cpu), memory = json.loads(said)
    rows = [("ours, from the parsed article, warm", f"{seconds:.2f}", f"{cpu:.2f}", f"{memory:.0f}")]
    with workspace() as name:
        page = Path(name) / "book.html"
        page.write_text(plain_page(long_book(count)), "utf-8")
        for peer in peers:
            took = run_command(peer.command(page, Path(name) / f"{peer.name}.epub"))
            rows.append((f"{peer.name}, from HTML, cold", f"{took.seconds:.2f}", f"{took.cpu:.2f}", ""))
    heads = ("", "s", "processor s", "peak MB")
    note = f"{count * _CHARACTERS:,} characters."
    targets = [
        Target(f"{count} chapters, s", ASKED_CHAPTERS, seconds, processor=f"{cpu:.2f}", below=True),
        Target(f"{count} chapters, peak MB", ASKED_MEMORY, memory),
    ]
    return Table(f"A book of {count} chapters", heads, rows, note), targets


if __name__ == "__main__":
    if sys.argv[1] == "warm":
        print(json.dumps(measure_warm(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        print(json.dumps(measure_chapters(int(sys.argv[2]))))
