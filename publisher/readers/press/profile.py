"""What the whole article's layout is like: a line is judged by how it differs from the rest.

Counted over whole sources, 60 % of articles indent all paragraphs, 30 % some, 6 % none; a heading then is what stands out.
"""

from __future__ import annotations

from collections import Counter
from statistics import quantiles

import msgspec

from publisher.patterns import lazily
from publisher.readers.press.lines import Line, columns

# A label and a colon that open a turn of an interview: no mark inside, and short, for names are.
# A paper's name, `Q2：`, and a name of two characters set apart open one too.
SPEAKER = lazily(
    r"(《[^《》\s]{1,12}》|[^\s，。、；：:？！,.;?!“”「」《》【】（）()\d]{1,8}"
    r"|[^\W\dA-z\u3040-\u30ff][ \u3000]{1,2}[^\W\dA-z\u3040-\u30ff])(?:(?<=[QA])\d{1,2})?(?:[（(][^（）()]{1,16}[）)])?[：:]\s*(?=\S)"
)
ASKERS = frozenset(
    ["问", "問", "Q", "记", "记者", "記者", "本报记者", "主持人", "編輯", "编辑", "問い", "문", "기자", "聞き手"]
)
_ANSWERERS = frozenset(["答", "A", "답"])
_LONG = 45
_SAMPLE = 3000


class Profile(msgspec.Struct, frozen=True):
    indented: bool
    """Paragraphs are indented, so that a short line at the left edge stands out."""
    indent: int
    """Columns by which paragraphs are indented; 0 where they are not."""
    wrap: int
    """Columns at which an editor or a mailer broke all lines; 0 where a line is a paragraph."""
    speakers: frozenset[str]
    """Labels that open the turns of an interview."""
    marked_headings: bool = False
    """Headings are marked up as such, so that a short line is none for being short."""


def measure(lines: list[Line]) -> Profile:
    """The profile of an article's lines."""
    sample = lines[:_SAMPLE]
    wrap = _wrap(sample)
    sure = _paragraph_starts(sample, wrap)
    indents = Counter(line.indent for line in sure if line.indent)
    indented = sum(indents.values()) * 2 > len(sure)
    indent = indents.most_common(1)[0][0] if indented else 0
    marked = sum(line.markup is not None and line.markup.heading > 0 for line in sample[1:]) > 1
    return Profile(indented, indent, wrap, _speakers(sample), marked)


def is_full(line: Line, wrap: int) -> bool:
    """Whether the line reaches the column at which lines were broken (punctuation and Latin words shorten it a little)."""
    return line.indent + columns(line.text) >= wrap - 7


def _wrap(lines: list[Line]) -> int:
    """The column at which lines were broken: most long lines end there, and most of those in the middle of a sentence."""
    if len(lines) < 4:
        return 0
    widths = [line.indent + columns(line.text) for line in lines]
    widest = int(quantiles(widths, n=10)[8])
    # Below, lines are verse or a list; above, nobody wraps by hand.
    if not 40 <= widest <= 110:
        return 0
    full = [line for line, width in zip(lines, widths, strict=True) if widest - 7 <= width]
    torn = sum(not line.closed for line in full)
    # Bylines, headings and the ends of paragraphs are short; of the other lines that stop in mid-sentence most are full.
    others = sum(not line.closed and 2 * width >= widest for line, width in zip(lines, widths, strict=True))
    most = len(full) * 3 > len(lines) or (torn * 3 > 2 * others and len(full) * 4 > len(lines))
    return widest if len(full) > 2 and most and torn * 10 > len(full) * 6 else 0


def _paragraph_starts(lines: list[Line], wrap: int) -> list[Line]:
    """Lines that surely begin a paragraph."""
    if not wrap:
        return [line for line in lines if len(line.text) > _LONG or (line.closed and len(line.text) > 15)]
    return [
        line
        for before, line in zip([None, *lines[:-1]], lines, strict=True)
        if is_full(line, wrap) and (before is None or line.gap or not is_full(before, wrap))
    ]


def _speakers(lines: list[Line]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for line in lines:
        match = SPEAKER.match(line.text)
        if match:
            counts[match[1]] += 1
    # A paper that asks again and again is its reporter.
    papers = {label for label, count in counts.items() if label.startswith("《") and count > 1}
    known = {label for label in counts if label in ASKERS or label in _ANSWERERS} | papers
    # Where somebody asks, one who speaks twice answers.
    often = {label for label, count in counts.items() if count > (1 if known & (ASKERS | papers) else 2)}
    # One label alone that comes again and again is a form (`地址：`), not a talk.
    return frozenset(known | often) if len(known | often) > 1 or known & {"问", "答", "問"} else frozenset()
