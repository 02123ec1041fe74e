"""The finished page of a cover as a picture."""

from __future__ import annotations

import io
import threading

from publisher.errors import EngineError
from publisher.render.cover import HEIGHT, WIDTH
from publisher.writers.cover import CoverPicture

PIXELS_A_POINT = 4
QUALITY = 80
"""With colours at half the size, a typographic cover is 100 to 250 kB; at 90 it is half as much again, and nobody sees it."""
PICTURE_NAME = "cover.jpg"
PICTURE_SIZE = WIDTH * PIXELS_A_POINT, HEIGHT * PIXELS_A_POINT

_one_at_a_time = threading.Lock()
"""PDFium knows no threads."""


def picture_of(pdf: bytes) -> CoverPicture:
    """The first page of a PDF as a JPEG of PICTURE_SIZE. Raises EngineError `cover-not-drawn` where it has another shape."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            image = page.render(scale=PIXELS_A_POINT, draw_annots=False).to_pil().convert("RGB")
            page.close()
        finally:
            document.close()
    if image.size != PICTURE_SIZE:
        raise EngineError("cover-not-drawn", width=image.width, height=image.height)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling="4:2:0", optimize=True)
    return drawn_picture(out.getvalue())


def refuse_other_size(pdf: bytes, size: tuple[float, float]) -> None:
    """Raises EngineError `cover-not-drawn` where the first page of a PDF is not of that size in pt, within half a pixel."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            found = document[0].get_size()
        finally:
            document.close()
    if any(abs(one - other) * PIXELS_A_POINT > 0.5 for one, other in zip(found, size, strict=True)):
        width, height = (round(side * PIXELS_A_POINT) for side in found)
        raise EngineError("cover-not-drawn", width=width, height=height)


def drawn_picture(data: bytes) -> CoverPicture:
    """A JPEG of `picture_of`."""
    return CoverPicture(PICTURE_NAME, data, "image/jpeg", *PICTURE_SIZE)
