"""Images as they are printed: how fine at the size they are drawn, and how much ink their pixels lay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from math import hypot
from typing import TYPE_CHECKING, Any

from publisher.check.limits import BITMAP_PPI, CONTONE_PPI, INK_SPECKS
from publisher.check.press.colour import colour_of, space_of
from publisher.check.press.painting import Painted
from publisher.check.report import Place, Row, row, verdict

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72
_MOST_PIXELS = 50_000_000
_STRIP = 1_000_000
_BYTE = 255
_INKS = frozenset({"DeviceCMYK", "Separation", "DeviceN"})
_INVERTED = [1, 0] * 4


def resolution(paints: Sequence[Painted]) -> Row:
    """The coarsest image, and those too coarse for their kind at the size they are drawn."""
    found = [(each, ppi) for each in paints if each.image is not None and (ppi := _pixels_per_inch(each)) is not None]
    coarse = [
        Place(each.page, _size(each.image), round(ppi, 1), "ppi")
        for each, ppi in found
        if ppi < _needed(each.image) - 0.5
    ]
    least = f"{min(ppi for _, ppi in found):.0f}" if found else "–"
    return row("resolution", verdict(not coarse), places=coarse, count=len(found), least=least)


def _pixels_per_inch(each: Painted) -> float | None:
    """Along the coarser side; None for what has no size, and for one pixel, which is a flat colour."""
    width, height = _of(each.image, "/Width", "/W"), _of(each.image, "/Height", "/H")
    a, b, c, d, _, _ = each.matrix
    across, up = hypot(a, b), hypot(c, d)
    if not across or not up or (width, height) == (1, 1):
        return None
    return min(width * _POINTS / across, height * _POINTS / up)


def _needed(image: Any) -> int:
    is_mask = bool(image.get("/ImageMask", image.get("/IM", False)))
    return BITMAP_PPI if is_mask or _of(image, "/BitsPerComponent", "/BPC") == 1 else CONTONE_PPI


def _of(image: Any, key: str, short: str) -> int:
    return int(image.get(key, image.get(short, 0)))


def _size(image: Any) -> str:
    return f"{_of(image, '/Width', '/W')} × {_of(image, '/Height', '/H')} px"


# --- ink ---------------------------------------------------------------------------------------------------------


def is_in_inks(image: Any, resources: Any) -> bool:
    """Whether an image is in CMYK or in spot colours, by itself or by its palette."""
    space = space_of(image.get("/ColorSpace", image.get("/CS", "?")), resources)
    return (space_of(space.base, resources) if space.kind == "Indexed" else space).kind in _INKS


def coverage_of(image: Any, resources: Any) -> float | None:
    """The ink of a CMYK image's heaviest pixels in percent, a few specks left out; None where it cannot be read."""
    if _of(image, "/Width", "/W") * _of(image, "/Height", "/H") > _MOST_PIXELS:
        return None
    space = space_of(image.get("/ColorSpace", image.get("/CS", "?")), resources)
    if space.kind == "Indexed":
        return _of_a_palette(space.obj, resources)
    pixels = _pixels(image) if space.kind == "DeviceCMYK" else None
    return None if pixels is None else _heaviest(pixels)


def _of_a_palette(space: Any, resources: Any) -> float:
    """The heaviest entry of a palette: what is in it is meant to be used."""
    from pikepdf import Stream

    base = space_of(space[1], resources)
    table = space[3].read_bytes() if isinstance(space[3], Stream) else bytes(space[3])
    size = len(table) // (int(space[2]) + 1)
    entries = [table[at : at + size] for at in range(0, len(table) - size + 1, size)]
    shares = [colour_of(base, [each / _BYTE for each in entry], resources).coverage or 0.0 for entry in entries]
    return 100 * max(shares, default=0.0)


def _pixels(image: Any) -> Image | None:
    """Four bytes a pixel, each an ink; None for compressions and depths that are not read here."""
    import PIL.Image
    from pikepdf import Array, PdfError

    size = _of(image, "/Width", "/W"), _of(image, "/Height", "/H")
    filters = image.get("/Filter", image.get("/F"))
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]
    try:
        if names[-1] in ("/DCTDecode", "/DCT"):
            found = _jpeg(image, names)
        elif _of(image, "/BitsPerComponent", "/BPC") == 8 and names[-1] not in ("/JPXDecode",):
            found = PIL.Image.frombytes("CMYK", size, image.read_bytes())
        else:
            return None
    except (PdfError, ValueError, OSError, NotImplementedError):
        return None
    decode = [float(each) for each in image.get("/Decode", image.get("/D", ()))]
    return _turned_over(found) if decode == _INVERTED else found


def _jpeg(image: Any, names: list[str]) -> Image:
    """A JPEG as it is stored. Pillow turns the inks of every JPEG over, as Photoshop stores them; a PDF says so by Decode."""
    import PIL.Image

    if len(names) > 1:
        raise NotImplementedError
    found = PIL.Image.open(BytesIO(image.read_raw_bytes()))
    if found.mode != "CMYK" or found.width * found.height > _MOST_PIXELS:
        raise ValueError(found.mode)
    return _turned_over(found)


def _turned_over(found: Image) -> Image:
    return found.point(lambda ink: _BYTE - ink)


def _heaviest(pixels: Image) -> float:
    """The ink in percent that all but a few specks stay below; counted in strips, as sums take four bytes a pixel."""
    from PIL import ImageMath

    counts: Counter[int] = Counter()
    rows = max(1, _STRIP // pixels.width)
    for top in range(0, pixels.height, rows):
        strip = pixels.crop((0, top, pixels.width, min(top + rows, pixels.height)))
        plates = dict(zip("cmyk", strip.split(), strict=True))
        total = ImageMath.lambda_eval(lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"], **plates)
        counts.update(memoryview(total.tobytes()).cast("i"))
    left = INK_SPECKS * pixels.width * pixels.height
    for total in sorted(counts, reverse=True):
        left -= counts[total]
        if left < 0:
            return 100 * total / _BYTE
    return 0.0
