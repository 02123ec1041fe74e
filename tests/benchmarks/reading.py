"""Speed and memory of reading: `python -m tests.benchmarks.reading [--quick]`.

Speed: raw text through reading and the rules on characters, in MB of source a second on one core, beside the plain way: decode,
split in lines, one pattern a line. Linearity: the time of 8 MB over that of 1 MB; 8.0 is linear. Memory: the peak of a process
that reads, over that of one that reads next to nothing, as a multiple of the source, or in bytes a heading. All texts are made up
here from a fixed seed, and each figure comes from a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from publisher.options import ReadOptions

from .report import Report, Table, Target, target_table

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
UNLIMITED = ReadOptions(max_size=1 << 40, max_headings=1 << 40)
ASKED_SPEED, ASKED_GROWTH, ASKED_HEADING = 5, 12, 3000
"""MB a second; peak memory as a multiple of the source; bytes a heading."""
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_COMMON = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天"
    "分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利"
)
_HEADINGS = ("先修屋顶再谈生意", "请手艺人自己定价", "桥头的灯整夜亮着", "把仓库还给江岸")
_EVERY = 15
"""Lines between headings: a feature has one every dozen paragraphs."""


class Figures(NamedTuple):
    """What one process measured: seconds of processor, bytes of peak memory, and what it made."""

    seconds: float
    peak: int
    blocks: int


def running_text(size: int, width: int, seed: int = 7) -> str:
    """About `size` UTF-8 bytes of indented paragraphs, each a line of `width` characters, with a heading now and then.

    No two lines are alike: what a reader remembers of a line must not help it with another.
    """
    rng = random.Random(seed)
    phrases = ["".join(rng.choices(_COMMON, k=rng.randint(4, 14))) for _ in range(4000)]
    lines, made = ["三座旧码头半年迎来四十万名访客"], 0
    while made < size:
        lines.append(_paragraph(rng, phrases, width))
        if len(lines) % _EVERY == 0:
            lines.append(rng.choice(_HEADINGS))
        made += 3 * len(lines[-1]) + 1
    return "\n".join(lines) + "\n"


def _paragraph(rng: random.Random, phrases: list[str], width: int) -> str:
    text = "　　" + "，".join(rng.choices(phrases, k=width // 8 + 1))
    return text[: width - 1].rstrip("，") + "。"


def one_line(size: int) -> str:
    """A headline, and one line of about `size` UTF-8 bytes."""
    sentences = running_text(size, 60).replace("\n", "").replace("　", "")
    return f"三座旧码头\n{sentences}\n"


def many_headings(count: int) -> str:
    """`count` headings, each with a short paragraph under it."""
    pair = "　　渔船一条接一条靠岸，岸边的人把冰块铲进木箱。\n"
    return "三座旧码头\n" + "".join(f"第{number}章　码头\n{pair}" for number in range(1, count + 1))


# --- what a process does ---------------------------------------------------------------------------------------------


def read_and_transform(data: bytes) -> int:
    """Our way; how many blocks it made."""
    from publisher.readers import read_bytes
    from publisher.transforms import apply

    return len(apply(read_bytes(data, "text.txt", UNLIMITED)).blocks)


def read_file_and_transform(path: str) -> int:
    from publisher.readers import read_file
    from publisher.transforms import apply

    return len(apply(read_file(Path(path), UNLIMITED)).blocks)


def plain_way(data: bytes, encoding: str) -> int:
    """Decode, split in lines, one pattern a line: less cannot be done for a text."""
    pattern = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|第.{1,4}章|■)?.*?[。！？]?$")
    return sum(pattern.match(line) is not None for line in data.decode(encoding).splitlines())


def speed(size: int, width: int, encoding: str, rounds: int) -> tuple[float, float]:
    """Bytes a second, ours and the plain way's: the best of `rounds`, taken in turns."""
    data = running_text(size, width).encode(encoding)
    ours, plain = [], []
    for _ in range(rounds):
        ours.append(_seconds(lambda: read_and_transform(data)))
        plain.append(_seconds(lambda: plain_way(data, encoding)))
    return len(data) / min(ours), len(data) / min(plain)


def _seconds(work: Callable[[], int]) -> float:
    start = process_time()
    work()
    return process_time() - start


def measured(path: Path) -> Figures:
    """Reading and transforms of a file, in a process of its own."""
    command = [sys.executable, "-m", f"{__package__}.reading", "--child", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Figures(*json.loads(done.stdout))


def _child(path: str) -> None:
    start = perf_counter()
    blocks = read_file_and_transform(path)
    print(json.dumps([perf_counter() - start, _peak(), blocks]))


def _peak() -> int:
    """Most bytes this process had in memory. Linux counts what was forked from into `ru_maxrss`, but not into `VmHWM`."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1])  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT


def growth(folder: Path, name: str, text: str, encoding: str = "utf-8") -> tuple[float, Figures, int]:
    """Peak memory over that of next to nothing, as a multiple of the source's size; the figures; the size in bytes."""
    little, much = folder / "little.txt", folder / f"{name}.txt"
    little.write_text(running_text(2000, 40), encoding)
    much.write_bytes(text.encode(encoding))
    size = much.stat().st_size
    figures = measured(much)
    much.unlink()
    return (figures.peak - measured(little).peak) / size, figures, size


# --- the report ---------------------------------------------------------------------------------------------------------


def report(*, quick: bool) -> Report:
    """Speed and memory as tables, and beside what is asked; `quick` measures a tenth of each size."""
    part = 10 if quick else 1
    speeds, speed_targets = _speeds(part)
    memory, memory_targets = _memory(part)
    return Report([speeds, memory], [*speed_targets, *memory_targets])


def _speeds(part: int) -> tuple[Table, list[Target]]:
    rows, targets = [], []
    for width in (40, 80, 400):
        for encoding in ("utf-8", "gb18030"):
            ours, plain = (each / MEGABYTE for each in speed(10 * MEGABYTE // part, width, encoding, 3))
            rows.append((f"{width}, {encoding}", f"{ours:.1f}", f"{plain:.0f}", f"{plain / ours:.1f}"))
            name = f"reading: s a MB, lines of {width}, {encoding}"
            targets.append(Target(name, 1 / ASKED_SPEED, 1 / ours, f"{1 / ours:.3f} ({ours:.1f} MB/s)"))
    read_and_transform(running_text(MEGABYTE // part, 40).encode())
    small, large = (
        min(_seconds(lambda data=data: read_and_transform(data)) for _ in range(3))  # type: ignore[misc]
        for data in (running_text(size * MEGABYTE // part, 40).encode() for size in (1, 8))
    )
    note = f"Linear: 8 MB take {large / small:.1f} times the time of 1 MB."
    heads = ("lines of", "read + transforms, MB/s", "plain way, MB/s", "times the plain way")
    return Table("Speed of reading raw text", heads, rows, note), targets


def _memory(part: int) -> tuple[Table, list[Target]]:
    import tempfile

    rows, targets = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, text, encoding in (
            ("lines of 40, utf-8", running_text(100 * MEGABYTE // part, 40), "utf-8"),
            ("lines of 40, gb18030", running_text(100 * MEGABYTE // part, 40), "gb18030"),
            ("one line, utf-8", one_line(20 * MEGABYTE), "utf-8"),
        ):
            times, figures, size = growth(folder, "text", text, encoding)
            rows.append((title, f"{size / MEGABYTE:.0f}", f"{times:.1f}", f"{figures.seconds:.1f}"))
            targets.append(Target(f"reading: peak memory / size, {title}", ASKED_GROWTH, times, below=True))
        count = MEGABYTE // part
        times, figures, size = growth(folder, "headings", many_headings(count))
        rows.append((f"{count} headings", f"{size / MEGABYTE:.0f}", f"{times:.1f}", f"{figures.seconds:.1f}"))
        targets.append(Target("reading: bytes a heading", ASKED_HEADING, times * size / count, below=True))
    return Table("Memory of reading", ("source", "MB", "peak / size", "s"), rows), targets


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of each size: whether it runs, not what it says")
    parser.add_argument("--child", metavar="FILE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        _child(given.child)
        return
    found = report(quick=given.quick)
    print("\n".join(map(str, [*found.tables, target_table(found.targets)])))


if __name__ == "__main__":
    main()
