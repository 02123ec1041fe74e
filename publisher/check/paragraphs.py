"""Paragraphs from lines: by the structure tree where the file is tagged, else by indents, spaces and short lines.

An engine that tags each page by itself breaks a paragraph that goes on over pages into two elements; they are joined here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher.check.lines import Line
from publisher.check.structure import GROUPING
from publisher.check.text_blocks import TextBlocks, first_piece, nearest_end

PROSE = frozenset({"P", "LBody", "Note", "FENote", "BlockQuote", *GROUPING})
"""Kinds of blocks whose lines are filled to the measure."""

FORCED = 3.0
"""A line whose next piece would have fitted with this much to spare, in em, was ended on purpose, as in verse."""

_INDENT = (0.8, 2.6)
_STYLE_SHARE = 0.04
_SPACE = 1.35
_SHORT = 0.3
_HEADING_SIZE = 1.08
_HEADING_LINES = 3
_STOPS = "。！？…；：”』」）.!?;:"


class Paragraph(NamedTuple):
    """The lines of one paragraph, over columns and pages. `kind` is the standard structure type; without tags P, H or Caption."""

    kind: str
    lines: tuple[Line, ...]
    lefts: tuple[float, ...]
    """Where each line begins, but for an indent of the first: facing pages have other margins."""
    measures: tuple[float, ...]
    """Where each line ends if it is full."""
    ended: frozenset[int]
    """Numbers of lines that were ended on purpose; the last is always among them."""

    @property
    def is_heading(self) -> bool:
        return self.kind[0] == "H" or self.kind == "Title"

    @property
    def is_prose(self) -> bool:
        return self.kind in PROSE

    @property
    def full_lines(self) -> list[tuple[Line, float]]:
        """Every line that goes on in the next, with its measure."""
        numbered = enumerate(zip(self.lines, self.measures, strict=True))
        return [pair for number, pair in numbered if number not in self.ended]


class _Draft(NamedTuple):
    kind: str
    lines: list[Line]


def paragraphs_of(pages: Sequence[Sequence[Line]], tagged: bool) -> list[Paragraph]:
    """The paragraphs of a document in reading order."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    blocks = TextBlocks(lines)
    drafts = _joined(_by_tags(lines), blocks) if tagged else list(_by_looks(lines, blocks))
    prose = [fragments(draft.lines) for draft in drafts if draft.kind in PROSE]
    blocks.measure_by(
        (line, left)
        for parts in prose
        for part, lefts in zip(parts, _lefts(parts, blocks), strict=True)
        for line, left in zip(part, lefts, strict=True)
        if line is not parts[-1][-1]
    )
    return [_finished(draft, blocks) for draft in drafts]


def _lefts(parts: Sequence[Sequence[Line]], blocks: TextBlocks) -> list[list[float]]:
    """The left edge of each line of a paragraph's parts."""
    return [[blocks.left_of(part, begins=number == 0)] * len(part) for number, part in enumerate(parts)]


def _finished(draft: _Draft, blocks: TextBlocks) -> Paragraph:
    parts = fragments(draft.lines)
    lefts = [left for part in _lefts(parts, blocks) for left in part]
    lines = draft.lines
    own = [part for part in parts for _ in part]
    measures = [blocks.end_of(line, left, part) for line, left, part in zip(lines, lefts, own, strict=True)]
    ended = {len(lines) - 1}
    centred = all(map(_is_centred, lines, lefts, measures))
    for number, (line, following) in enumerate(pairwise(lines)):
        measure = measures[number]
        spare = measure - nearest_end(line, measure) - first_piece(following)
        if centred or spare > FORCED * line.size:
            ended.add(number)
    return Paragraph(draft.kind, tuple(lines), tuple(lefts), tuple(measures), frozenset(ended))


def _is_centred(line: Line, left: float, measure: float) -> bool:
    before, after = line.start - left, measure - line.end
    return before > line.size and after > line.size and abs(before - after) < 0.1 * line.size


# --- tagged ------------------------------------------------------------------------------------------------------


def _by_tags(lines: Iterable[Line]) -> list[_Draft]:
    drafts: dict[int, _Draft] = {}
    for line in lines:
        assert line.block is not None
        drafts.setdefault(line.block.number, _Draft(line.block.kind, [])).lines.append(line)
    return list(drafts.values())


def _joined(drafts: list[_Draft], blocks: TextBlocks) -> list[_Draft]:
    """The drafts with those joined that go on in a new element at the top of the next page or column."""
    indented = _is_indented([draft.lines for draft in drafts if draft.kind == "P"], blocks)
    done: list[_Draft] = []
    open_ones: dict[str, _Draft] = {}
    for draft in drafts:
        before = open_ones.get(draft.kind)
        if draft.kind in PROSE and before is not None and _goes_on(before.lines, draft.lines, indented, blocks):
            before.lines.extend(draft.lines)
            continue
        done.append(draft)
        if draft.kind in PROSE:
            open_ones[draft.kind] = draft
        if draft.kind[0] == "H":
            open_ones.clear()
    return done


def _goes_on(before: list[Line], after: list[Line], indented: bool, blocks: TextBlocks) -> bool:
    last, first = before[-1], after[0]
    if not _is_elsewhere(last, first) or abs(last.size - first.size) > 0.02 * last.size:
        return False
    if indented and first.block is not None and first.block.kind == "P":
        return first.start - blocks.left(first) < _INDENT[0] * first.size and last.text[-1] not in "：:"
    return last.text[-1] not in _STOPS


def _is_elsewhere(last: Line, first: Line) -> bool:
    """Whether a line stands on another page or in another column than the one before it."""
    return first.page > last.page or (first.page == last.page and first.baseline < last.baseline - last.size / 2)


def _is_indented(paragraphs: Sequence[Sequence[Line]], blocks: TextBlocks) -> bool:
    """Whether it is the document's way to indent paragraphs."""
    several = [lines for lines in paragraphs if len(lines) > 1]
    indents = [
        lines for lines in several
        if _INDENT[0] * lines[0].size < lines[0].start - blocks.left_of(lines, begins=True) < _INDENT[1] * lines[0].size
    ]  # fmt: skip
    return len(indents) * 2 > len(several)


# --- untagged ----------------------------------------------------------------------------------------------------


class _Looks(NamedTuple):
    """What is the rule in an untagged document."""

    size: float
    font: int
    pitch: float
    indented: bool


def _by_looks(lines: Sequence[Line], blocks: TextBlocks) -> Iterator[_Draft]:
    looks = _looks(lines, blocks)
    held: list[Line] = []
    for line in lines:
        if held and _begins(line, held, looks, blocks):
            yield _Draft(_kind(held, looks), held)
            held = []
        held.append(line)
    yield _Draft(_kind(held, looks), held)


def _looks(lines: Sequence[Line], blocks: TextBlocks) -> _Looks:
    sizes: Counter[float] = Counter()
    fonts: Counter[int] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.glyphs)
        fonts.update(glyph.font for glyph in line.main)
    size = sizes.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) <= 0.06]
    pitches = Counter(
        round(after.baseline - before.baseline, 1)
        for before, after in pairwise(body)
        if before.page == after.page and after.baseline > before.baseline
    )
    pitch = pitches.most_common(1)[0][0] if pitches else 1.7 * size
    indents = [line for line in body if _INDENT[0] < (line.start - blocks.left(line)) / line.size < _INDENT[1]]
    return _Looks(size, fonts.most_common(1)[0][0], pitch, len(indents) >= max(1, _STYLE_SHARE * len(body)))


def _begins(line: Line, held: Sequence[Line], looks: _Looks, blocks: TextBlocks) -> bool:
    """Whether a line begins a paragraph."""
    before = held[-1]
    if abs(line.size - before.size) > 0.02 * before.size:
        return True
    elsewhere = _is_elsewhere(before, line)
    if not elsewhere and line.baseline - before.baseline > _SPACE * max(looks.pitch, 1.0):
        return True
    if _face(line) != _face(before) and (_is_apart(line, looks) or _is_apart(before, looks)):
        return True
    size = line.size
    end = blocks.end(before)
    missing = end - nearest_end(before, end) - first_piece(line)
    indent = (line.start - blocks.left(line)) / size
    if _INDENT[0] < indent < _INDENT[1]:
        level = (before.start - blocks.left(before)) / size
        return len(held) == 1 or abs(level - indent) > 0.3 or missing > _SHORT * size
    return missing > (FORCED if looks.indented else _SHORT) * size


def _face(line: Line) -> int:
    return Counter(glyph.font for glyph in line.main).most_common(1)[0][0]


def _is_apart(line: Line, looks: _Looks) -> bool:
    """Whether a line is set in another face than the text all through, as crossheads are."""
    return all(glyph.font != looks.font for glyph in line.main)


def _kind(lines: Sequence[Line], looks: _Looks) -> str:
    size = lines[0].size
    if size < looks.size / _HEADING_SIZE:
        return "Caption"
    apart = all(_is_apart(line, looks) for line in lines)
    if (
        len(lines) <= _HEADING_LINES
        and (size > looks.size * _HEADING_SIZE or apart)
        and lines[-1].text[-1] not in _STOPS
    ):
        return "H"
    return "P"


def fragments(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a paragraph by the pages and columns it stands in."""
    parts: list[list[Line]] = [[lines[0]]]
    for line in lines[1:]:
        if _is_elsewhere(parts[-1][-1], line):
            parts.append([])
        parts[-1].append(line)
    return parts


def columns(paragraphs: Sequence[Paragraph]) -> list[list[tuple[Paragraph, Line]]]:
    """The lines of the whole document by the pages and columns they stand in."""
    parts: dict[int, list[tuple[Paragraph, Line]]] = defaultdict(list)
    number = 0
    before: Line | None = None
    for paragraph in paragraphs:
        for line in paragraph.lines:
            number += before is not None and _is_elsewhere(before, line)
            parts[number].append((paragraph, line))
            before = line
    return list(parts.values())
