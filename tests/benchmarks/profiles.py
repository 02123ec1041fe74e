"""The three PDF profiles beside each other: time to publish, size, and what it takes to verify an archive; the engine warm."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

from publisher.model import Article
from publisher.options import Options, PDFProfile, WriteOptions
from publisher.pipeline import publish_all
from publisher.provenance.origin import Origin, SourceFile
from publisher.provenance.verify import verify
from publisher.readers import read_bytes

from .measure import Timing, in_turns, ratios, spread
from .places import SEED, workspace
from .report import Report, Table, kilobytes, milliseconds, ratio
from .specimens import SAMPLES

PROFILES: tuple[PDFProfile, ...] = ("screen", "archive", "print")
_VERIFY = "archive, verified"
_ROUNDS, _ROUNDS_QUICK = 15, 1


def report(*, quick: bool) -> Report:
    """A table a document; ratios are of the same round, to the profile `screen`."""
    return Report([_measured(source, quick) for source in _sources(quick)], [])


def _sources(quick: bool) -> Iterator[Path]:
    yield SAMPLES / "canals.txt"
    if not quick:
        yield SAMPLES / "river-ledger.json"
        if SEED:
            yield SEED


def _measured(source: Path, quick: bool) -> Table:
    print(f"measuring the PDF profiles of {source.name} …", file=sys.stderr)
    data = source.read_bytes()
    article, origin = read_bytes(data, source.name), Origin(SourceFile(source.name, data))
    runs: dict[str, list[Timing]] = {name: [] for name in (*PROFILES, _VERIFY)}
    with workspace() as name:
        folder = Path(name)
        for profile in PROFILES:
            _publish(article, origin, folder, profile, source.parent)  # the engine loads, and slices are made
        for number in range(_ROUNDS_QUICK if quick else _ROUNDS):
            for each in sorted(PROFILES, key=in_turns(PROFILES, number).index):
                runs[each].append(_publish(article, origin, folder, each, source.parent))
            runs[_VERIFY].append(_verified(folder / "archive.pdf"))
        sizes = {profile: (folder / f"{profile}.pdf").stat().st_size for profile in PROFILES}
    rows = []
    for name, timings in runs.items():
        found = spread([each.seconds for each in timings])
        size = kilobytes(sizes[name]) if name in sizes else ""
        rows.append((name, milliseconds(found.middle), ratio(spread(ratios(timings, runs["screen"]))), size))
    note = "From an article that was read, its slices cached. The print profile holds an ICC profile of 350 kB."
    return Table(f"PDF profiles: {source.stem[:20]}", ("", "ms", "of screen", "kB"), rows, note)


def _publish(article: Article, origin: Origin, folder: Path, profile: PDFProfile, base: Path) -> Timing:
    chosen = Options(write=WriteOptions(pdf=profile))
    start, before = perf_counter(), process_time()
    publish_all(article, [folder / f"{profile}.pdf"], chosen, base=base, origin=origin)
    return Timing(perf_counter() - start, process_time() - before)


def _verified(archive: Path) -> Timing:
    start, before = perf_counter(), process_time()
    found = verify(archive)
    took = Timing(perf_counter() - start, process_time() - before)
    if found.outcome != "identical":
        raise RuntimeError(f"{archive.name}: made again, it is {found.outcome}")
    return took
