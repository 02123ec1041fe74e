"""Where a sheet is cut: the boxes of its pages, the bleed around the trim, one trim for all (ISO 15930-7, 6.12)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from publisher.check.limits import BLEED, BLEED_ROUNDING
from publisher.check.press.geometry import MM, Box, box_of
from publisher.check.report import Place, Row, row, verdict

if TYPE_CHECKING:
    from pikepdf import Pdf

_ROUNDING = 0.01
_NONE: Box = (0, 0, 0, 0)


def boxes(pdf: Pdf) -> list[Row]:
    """Boxes in one another, bleed, and trims."""
    return [_nested(pdf), _bleed(pdf), _trims(pdf)]


def trim_of(page: Any) -> Box:
    """What is left of a page when it is cut: without a TrimBox all of it."""
    return box_of(page.obj, "/TrimBox", _edges(page.mediabox))


def bleed_of(page: Any) -> Box:
    """What of a page is printed to be cut off or kept; what lies beyond it, as marks, is not of the page."""
    return box_of(page.obj, "/BleedBox", trim_of(page))


def _edges(box: Any) -> Box:
    left, bottom, right, top = (float(edge) for edge in box)
    return left, bottom, right, top


def _nested(pdf: Pdf) -> Row:
    wrong = [
        Place(number, _boxes_text(page.obj))
        for number, page in enumerate(pdf.pages, 1)
        if not _are_nested(page.obj, _edges(page.mediabox))
    ]
    count = len(pdf.pages)
    return row("boxes", verdict(not wrong), places=wrong, count=count, good=count - len(wrong))


def _are_nested(page: Any, media: Box) -> bool:
    if "/TrimBox" not in page or "/BleedBox" not in page:
        return False
    trim, bleed = _edges(page.TrimBox), _edges(page.BleedBox)
    return _is_within(trim, bleed) and _is_within(bleed, media)


def _is_within(inner: Box, outer: Box) -> bool:
    return (
        all(one >= other - _ROUNDING for one, other in zip(inner[:2], outer[:2], strict=True))
        and all(one <= other + _ROUNDING for one, other in zip(inner[2:], outer[2:], strict=True))
        and inner[0] < inner[2]
        and inner[1] < inner[3]
    )


def _boxes_text(page: Any) -> str:
    names = ("/MediaBox", "/BleedBox", "/TrimBox")
    return ", ".join(
        f"{name[1:]} {' '.join(f'{float(edge):g}' for edge in page[name])}" if name in page else f"{name[1:]} –"
        for name in names
    )


def _bleed(pdf: Pdf) -> Row:
    """The narrowest bleed, and the pages where it is too narrow on a side."""
    widths = [_narrowest(page) / MM for page in pdf.pages]
    places = [
        Place(number, f"{width:.2f} mm") for number, width in enumerate(widths, 1) if width < BLEED - BLEED_ROUNDING
    ]
    return row("bleed", verdict(not places), places=places, least=f"{max(min(widths), 0.0):.2f}", asked=f"{BLEED:g}")


def _narrowest(page: Any) -> float:
    trim, bleed = trim_of(page), bleed_of(page)
    return min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])


def _trims(pdf: Pdf) -> Row:
    sizes = [_size(trim_of(page)) for page in pdf.pages]
    usual, _ = Counter(sizes).most_common(1)[0]
    places = [Place(number, size) for number, size in enumerate(sizes, 1) if size != usual]
    return row("trims", verdict(not places), places=places, size=usual, count=len(places))


def _size(box: Box) -> str:
    return f"{(box[2] - box[0]) / MM:.1f} × {(box[3] - box[1]) / MM:.1f} mm"
