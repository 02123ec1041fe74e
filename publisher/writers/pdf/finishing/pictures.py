"""Pictures in the colours of a press: photographs stay JPEG, drawings stay without loss, what is grey is in black ink alone."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pydyf

from publisher.writers.pdf.finishing.cmyk import Press, converted

if TYPE_CHECKING:
    from PIL.Image import Image

_JPEG_QUALITY = 95
_GREY = 2
"""How far the channels of a pixel may be apart, of 255, in a picture that is grey: JPEG blurs them a little."""


def convert(pdf: Any, press: Press) -> None:
    """Turn each picture in RGB of a `pydyf.PDF` into CMYK, or into grey if it is."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.extra.get("ColorSpace") == "/DeviceRGB":
            _convert(each, press)


def _convert(picture: Any, press: Press) -> None:
    image = _opened(picture)
    is_photograph = picture.extra["Filter"] == "/DCTDecode"
    if _is_grey(image):
        image = image.convert("L")
        picture.extra["ColorSpace"] = "/DeviceGray"
    else:
        image = converted(image, press.transform)
        picture.extra["ColorSpace"] = "/DeviceCMYK"
    picture.extra.pop("DecodeParms", None)
    if is_photograph:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
        picture.stream = [out.getvalue()]
        if image.mode == "CMYK":
            # Pillow writes inks as Adobe does, the other way round.
            picture.extra["Decode"] = pydyf.Array((1, 0) * 4)
    else:
        picture.stream = [zlib.compress(image.tobytes())]


def _opened(picture: Any) -> Image:
    from PIL import Image

    data = b"".join(piece if isinstance(piece, bytes) else piece.data for piece in picture.stream)
    if picture.extra["Filter"] == "/FlateDecode":
        # The engine takes over the lines of a PNG as they are (ISO 32000-1, 7.4.4.4): with a head they are one again.
        header = struct.pack(">IIBBBBB", picture.extra["Width"], picture.extra["Height"], 8, 2, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as opened:
        return opened.convert("RGB")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _is_grey(image: Image) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    apart = (ImageChops.difference(one, other) for one, other in ((red, green), (green, blue)))
    return not any(each.point(lambda value: value > _GREY).getbbox() for each in apart)
