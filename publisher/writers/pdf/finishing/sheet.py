"""The sheet around a page: bleed, trim, and the marks a printer cuts and registers by (ISO 32000-1, 14.11.2 and 14.11.3).

Lengths are points. The marks stand outside the bleed, in all inks (`Separation All`), so that each plate has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

_PT_PER_MM = 72 / 25.4
_SLUG = 8 * _PT_PER_MM
"""What the sheet has beyond the bleed."""
_MARK = 5 * _PT_PER_MM
_GAP = 1 * _PT_PER_MM
"""Between the bleed and a mark."""
_WIDTH = 0.25
_RADIUS = 1.5 * _PT_PER_MM
_ROUND = 0.5523
"""Of a radius: where the handles of a quarter circle in Bézier curves are."""

_ALL_INKS = "AllInks"

Box = tuple[float, float, float, float]


def surround(pdf: Any, page: Any, bleed: float) -> None:
    """Give a page of a `pydyf.PDF` its boxes, with `bleed` in mm around the trim, and the marks on the sheet around them."""
    trim: Box = tuple(float(edge) for edge in page["TrimBox"])  # type: ignore[assignment]
    bleeding = _grown(trim, bleed * _PT_PER_MM)
    media = _grown(bleeding, _SLUG)
    for name, box in (("BleedBox", bleeding), ("MediaBox", media), ("CropBox", media)):
        page[name] = pydyf.Array([round(edge, 4) for edge in box])
    marks = pydyf.Stream([piece.encode() for piece in _drawn(trim, bleeding)], compress=True)
    pdf.add_object(marks)
    # Before the page: what follows it in the array would be drawn with its matrix.
    page["Contents"] = pydyf.Array([marks.reference, page["Contents"]])
    _name_colour(pdf, page)


def _name_colour(pdf: Any, page: Any) -> None:
    """Put the colour of all inks under its name among the page's colour spaces; the engine shares them over all pages."""
    resources = pdf.objects[_number(page["Resources"])]
    spaces = pdf.objects[_number(resources["ColorSpace"])]
    if _ALL_INKS not in spaces:
        tint = pydyf.Dictionary({
            "FunctionType": 2,
            "Domain": pydyf.Array([0, 1]),
            "C0": pydyf.Array([0, 0, 0, 0]),
            "C1": pydyf.Array([1, 1, 1, 1]),
            "N": 1,
        })  # fmt: skip
        spaces[_ALL_INKS] = pydyf.Array(["/Separation", "/All", "/DeviceCMYK", tint])


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _drawn(trim: Box, bleed: Box) -> Iterator[str]:
    """The operators: lines that go on where the trim is cut, and a cross in a ring at the middle of each side."""
    yield "/Artifact <</Type /Page>> BDC q"
    yield f"/{_ALL_INKS} CS 1 SCN {_WIDTH} w"
    left, bottom, right, top = bleed
    for x in (trim[0], trim[2]):
        yield _line(x, bottom - _GAP - _MARK, x, bottom - _GAP)
        yield _line(x, top + _GAP, x, top + _GAP + _MARK)
    for y in (trim[1], trim[3]):
        yield _line(left - _GAP - _MARK, y, left - _GAP, y)
        yield _line(right + _GAP, y, right + _GAP + _MARK, y)
    middle_x, middle_y, away = (left + right) / 2, (bottom + top) / 2, _GAP + _MARK / 2
    for x, y in ((middle_x, bottom - away), (middle_x, top + away), (left - away, middle_y), (right + away, middle_y)):
        yield from _register(x, y)
    yield "Q EMC"


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S"


def _register(x: float, y: float) -> Iterator[str]:
    reach = _MARK / 2
    yield _line(x - reach, y, x + reach, y)
    yield _line(x, y - reach, x, y + reach)
    r, c = _RADIUS, _RADIUS * _ROUND
    quarters = [
        ((r, c), (c, r), (0, r)),
        ((-c, r), (-r, c), (-r, 0)),
        ((-r, -c), (-c, -r), (0, -r)),
        ((c, -r), (r, -c), (r, 0)),
    ]
    curves = " ".join(" ".join(f"{x + dx:.3f} {y + dy:.3f}" for dx, dy in quarter) + " c" for quarter in quarters)
    yield f"{x + r:.3f} {y:.3f} m {curves} s"
