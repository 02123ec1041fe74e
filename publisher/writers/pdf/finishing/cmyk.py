"""Colours of a screen as those of a press.

Black and grey become black ink alone: text in four inks would need them to meet to a hundredth of a millimetre. Other colours go
through the profile of the press (relative colorimetric, with black point compensation). What is in inks already stays.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from PIL.Image import Image

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black, each from 0 to 1."""

_RGB = re.compile(rb"^([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)$")
_NEUTRAL = 1 / 255
"""How far the three may be apart and still be a grey."""


class Press:
    """A press by its ICC profile."""

    def __init__(self, profile: bytes):
        self._profile = profile
        self._known: dict[tuple[float, ...], Inks] = {}

    @cached_property
    def transform(self) -> Any:
        """From sRGB pixels to inks, for Pillow."""
        from PIL import ImageCms

        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            ImageCms.getOpenProfile(io.BytesIO(self._profile)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    def inks(self, red: float, green: float, blue: float) -> Inks:
        """The inks of a colour of sRGB."""
        if max(red, green, blue) - min(red, green, blue) <= _NEUTRAL:
            return 0, 0, 0, round(1 - green, 4)
        known = self._known.get((red, green, blue))
        if known is None:
            known = self._known[red, green, blue] = self._converted(red, green, blue)
        return known

    def _converted(self, *colour: float) -> Inks:
        from PIL import Image

        pixel = Image.new("RGB", (1, 1), tuple(round(255 * each) for each in colour))
        cyan, magenta, yellow, black = (round(each / 255, 4) for each in converted(pixel, self.transform).tobytes())
        return cyan, magenta, yellow, black


@cache
def press_of(profile: bytes) -> Press:
    """The press of a profile, made once a process: to read the profile takes as long as a page."""
    return Press(profile)


def converted(image: Image, transform: Any) -> Image:
    """A new image through a transform of colours."""
    from PIL import ImageCms

    made = ImageCms.applyTransform(image, transform)
    assert made is not None  # it is only where an image is changed in place
    return made


def convert(pdf: Any, press: Press) -> None:
    """Turn every colour of a screen in a `pydyf.PDF` into inks: in what is drawn, in gradients, in groups."""
    masks = set(_masks(pdf))
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream):
            each.stream = [_in_inks(piece, press) for piece in each.stream]
            group = each.extra.get("Group")
            if group is not None and group.get("CS") == "/DeviceRGB":
                # A mask is weighed by its light, and made of greys.
                group["CS"] = "/DeviceGray" if each.reference in masks else "/DeviceCMYK"
        elif isinstance(each, dict) and "ShadingType" in each and each.get("ColorSpace") == "/DeviceRGB":
            each["ColorSpace"] = "/DeviceCMYK"
            _shade_in_inks(each["Function"], press)


def _in_inks(piece: Any, press: Press) -> Any:
    match = _RGB.match(piece) if isinstance(piece, bytes) else None
    if not match:
        return piece
    inks = press.inks(*(float(each) for each in match.groups()[:3]))
    return " ".join(f"{ink:g}" for ink in inks).encode() + (b" k" if match[4] == b"rg" else b" K")


def _shade_in_inks(function: Any, press: Press) -> None:
    for part in function.get("Functions", ()):
        _shade_in_inks(part, press)
    for end in ("C0", "C1"):
        if end in function:
            function[end] = pydyf.Array(press.inks(*(float(each) for each in function[end])))


def _masks(pdf: Any) -> Iterable[bytes]:
    """The groups that are masks of transparency."""
    for each in pdf.objects:
        for states in _states(each):
            for state in states.values():
                mask = state.get("SMask") if isinstance(state, dict) else None
                if isinstance(mask, dict):
                    yield mask["G"]


def _states(each: Any) -> Iterable[Any]:
    for resources in (each, (getattr(each, "extra", None) or {}).get("Resources")):
        if isinstance(resources, dict) and isinstance(resources.get("ExtGState"), dict):
            yield resources["ExtGState"]
