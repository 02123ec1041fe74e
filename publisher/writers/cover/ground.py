"""The colour around a picture that does not fill its page: that of its own edge."""

from __future__ import annotations

import io


def ground_of(data: bytes, *, at_sides: bool) -> str:
    """The mean colour, `#rrggbb`, of the outermost pixels at the left and right of a picture, else of those at its top and bottom.

    What is transparent there counts as white.
    """
    from PIL import Image, ImageStat

    with Image.open(io.BytesIO(data)) as picture:
        opaque = Image.new("RGBA", picture.size, "white")
        opaque.alpha_composite(picture.convert("RGBA"))
    width, height = opaque.size
    sides, ends = [(0, 0, 1, height), (width - 1, 0, width, height)], [(0, 0, width, 1), (0, height - 1, width, height)]
    means = [ImageStat.Stat(opaque.crop(edge)).mean[:3] for edge in (sides if at_sides else ends)]
    return "#" + "".join(f"{round(sum(channel) / len(channel)):02x}" for channel in zip(*means, strict=True))
