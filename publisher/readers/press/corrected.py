"""The editor's corrections, put on the lines before they are read: they are certain, and the lines beside them are judged by them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from publisher.corrections import SKIPPED, Corrections, FigureCorrection, LineCorrection
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Figure, Text
from publisher.readers.press.head import Taken
from publisher.readers.press.lines import Line, Markup
from publisher.readers.press.wrapping import join

BY_HAND = "by hand"
"""Why the editor's skipped lines are left out."""
_EACH_LINE = frozenset(["verse", "list_item", SKIPPED])
_NO_LINE = 0


def corrected(lines: list[Line], corrections: Corrections) -> tuple[list[Line], tuple[Diagnostic, ...]]:
    """The lines with what the editor says of them, and a `correction-…` remark on each correction that fits no line."""
    if not corrections.lines:
        return lines, ()
    said: list[Diagnostic] = []
    chosen: dict[int, LineCorrection] = {}
    for correction in corrections.lines:
        places = [
            place for place, line in enumerate(lines) if line.first <= correction.last and line.last >= correction.first
        ]
        said.extend(_contradictions(correction, [lines[place] for place in places], corrections.file))
        for place in places:
            if place in chosen and chosen[place].role != correction.role:
                said.append(diagnostic("correction-twice", line=lines[place].first, file=corrections.file))
            chosen[place] = correction
    return list(_applied(lines, chosen)), tuple(said)


def _contradictions(correction: LineCorrection, found: list[Line], file: str) -> Iterator[Diagnostic]:
    span = f"{correction.first}" if correction.first == correction.last else f"{correction.first}-{correction.last}"
    if not found:
        yield diagnostic("correction-no-line", line=correction.first, span=span, file=file)
    elif found[0].first < correction.first or found[-1].last > correction.last:
        whole = f"{found[0].first}-{found[-1].last}"
        yield diagnostic("correction-part", line=correction.first, span=span, whole=whole, file=file)


def _applied(lines: list[Line], chosen: dict[int, LineCorrection]) -> Iterator[Line]:
    run: list[Line] = []
    for place, line in enumerate(lines):
        correction = chosen.get(place)
        if correction is None:
            yield line
            continue
        run.append(line)
        if correction.role in _EACH_LINE or chosen.get(place + 1) is not correction:
            yield msgspec.structs.replace(join(run), markup=_markup(correction, run))
            run = []


def _markup(correction: LineCorrection, run: list[Line]) -> Markup:
    content = run[0].markup.content if len(run) == 1 and run[0].markup else ()
    return Markup(
        content=content,
        role=correction.role,
        heading=correction.level,
        kind=BY_HAND if correction.role == SKIPPED else correction.kind,
        rule="corrected",
        confidence=1.0,
    )


def with_figures(body: list[Taken], corrections: Corrections, last: int) -> tuple[list[Taken], tuple[Diagnostic, ...]]:
    """The body with the editor's figures, each after the piece that holds its line, or above the text; `last` is the last line."""
    if not corrections.figures:
        return body, ()
    waiting = sorted(corrections.figures, key=lambda figure: figure.after_line)
    said = tuple(
        diagnostic("correction-no-line", line=figure.after_line, span=figure.after_line, file=corrections.file)
        for figure in waiting
        if figure.after_line > last
    )
    found: list[Taken] = []
    for taken in body:
        while waiting and waiting[0].after_line < taken.line.first:
            found.append(_figure(waiting.pop(0)))
        found.append(taken)
    return [*found, *map(_figure, waiting)], said


def _figure(figure: FigureCorrection) -> Taken:
    block = Figure(
        src=figure.src,
        alt=figure.alt or figure.caption,
        caption=(Text(figure.caption),) if figure.caption else (),
        credit=(Text(figure.credit),) if figure.credit else (),
    )
    line = Line(_NO_LINE, _NO_LINE, figure.caption, 0, True, True, markup=Markup(block=block))
    return Taken(line, "caption", "corrected", 1.0, "block")
