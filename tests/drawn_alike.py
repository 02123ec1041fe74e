"""Whether two engines draw a page alike, wherever on it: a line or a glyph that one of them leaves out is a spot without its ink.

Shares of ink of whole pages would hide a missing line. So both pictures are softened, as the eye softens text at arm's length, and
compared at every point; edges that engines smooth each in its own way even out, a missing glyph does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from validators import run

DPI = 144
SOFTNESS = 3.0
"""The radius of the blur, in pt: less than half an em of text."""
TOLERANCE = 0.1
"""The difference of ink that passes, from 0 to 1. Between PDFium and MuPDF it is at most 0.06 on the pages of the samples; a missing
ideograph of 10 pt makes 0.14 or more."""


class Spot(NamedTuple):
    """Where two pictures differ most: the page from 1, the point from the left and the top in pt, and by how much ink."""

    page: int
    x: float
    y: float
    difference: float


def differing(pdf: Path, folder: Path, program: str = "mutool") -> list[Spot]:
    """The pages that PDFium and a program (`mutool`, `pdftoppm`) draw differently, each with its worst spot."""
    pages = zip(_by_pdfium(pdf), _by_program(program, pdf, folder), strict=True)
    spots = [_worst(number, one, other) for number, (one, other) in enumerate(pages, 1)]
    return [spot for spot in spots if spot.difference > TOLERANCE]


def _worst(page: int, one: Image.Image, other: Image.Image) -> Spot:
    assert abs(one.width - other.width) <= 2 and abs(one.height - other.height) <= 2, (one.size, other.size)
    size = (one.width // 2, one.height // 2)
    apart = ImageChops.difference(*(_softened(each.resize(size, Image.Resampling.BOX)) for each in (one, other)))
    most = int(apart.getextrema()[1])  # type: ignore[arg-type]
    left, top, *_ = apart.point(lambda ink: 255 if ink == most else 0).getbbox() or (0, 0)
    points = 72 / (DPI / 2)
    return Spot(page, left * points, top * points, most / 255)


def _softened(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(SOFTNESS * DPI / 2 / 72))


def _by_pdfium(pdf: Path) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def _by_program(program: str, pdf: Path, folder: Path) -> Iterator[Image.Image]:
    if program == "mutool":
        done = run("mutool", "draw", "-q", "-c", "gray", "-r", str(DPI), "-o", folder / "page-%05d.pgm", pdf)
    else:
        done = run("pdftoppm", "-gray", "-r", str(DPI), pdf, folder / "page")
    assert done.returncode == 0, done.stderr
    for path in sorted(folder.glob("page-*.pgm"), key=lambda path: int(path.stem.split("-")[1])):
        with Image.open(path) as picture:
            yield picture.convert("L")
        path.unlink()
