"""Colours as inks: what a colour of each space lays on paper (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from publisher.check.press.functions import evaluated

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black: 0 to 1."""

_DEVICE = {
    "/DeviceGray": "DeviceGray", "/G": "DeviceGray", "/CalGray": "CalGray",
    "/DeviceRGB": "DeviceRGB", "/RGB": "DeviceRGB", "/CalRGB": "CalRGB",
    "/DeviceCMYK": "DeviceCMYK", "/CMYK": "DeviceCMYK", "/Lab": "Lab", "/Pattern": "Pattern",
}  # fmt: skip
_BY_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_NESTED = 4
_STEPS = 64
"""How many places of a shading are looked at."""
_BLACK, _NEUTRAL = 0.2, 0.12
"""What looks black is at most this light, in red, green and blue from 0 to 1, and these differ by at most the other figure."""


class Space(NamedTuple):
    """A colour space: its kind, and the object it was made from."""

    kind: str
    obj: Any = None
    base: Any = None
    """That of an indexed space or of an uncoloured pattern."""


class Colour(NamedTuple):
    """A colour as it is set. `inks` is None where the file alone does not tell them: a colour of a screen, a pattern."""

    kind: str
    inks: Inks | None
    marks_all: bool = False
    """Whether it is the registration colour, which is on every plate."""

    @property
    def coverage(self) -> float | None:
        """The sum of its inks: 4 at most."""
        return None if self.inks is None else sum(self.inks)

    @property
    def is_white(self) -> bool:
        return self.inks is not None and not any(self.inks)

    @property
    def is_rich_black(self) -> bool:
        """Whether it looks black and is not of black ink alone."""
        if self.inks is None or not any(self.inks[:3]):
            return False
        black = self.inks[3]
        lights = [(1 - ink) * (1 - black) for ink in self.inks[:3]]
        return max(lights) <= _BLACK and max(lights) - min(lights) <= _NEUTRAL

    @property
    def named(self) -> str:
        """`C60 M40 Y40 K100`, or its space."""
        if self.inks is None:
            return self.kind
        return " ".join(f"{ink}{round(100 * share)}" for ink, share in zip("CMYK", self.inks, strict=True))


BLACK = Colour("DeviceGray", (0, 0, 0, 1))
"""What is set where nothing is (8.4.1)."""


def space_of(named: Any, resources: Any, depth: int = 0) -> Space:
    """A space by its name, or by its array. An ICC-based one counts as the device's of as many components."""
    from pikepdf import Array

    if not isinstance(named, Array):
        known = _DEVICE.get(str(named))
        if known is not None:
            return Space(known)
        held = resources.get("/ColorSpace", {}).get(str(named)) if resources is not None else None
        return Space("?") if held is None or depth > _NESTED else space_of(held, resources, depth + 1)
    kind = str(named[0])
    if kind == "/ICCBased":
        return Space(_BY_COUNT.get(int(named[1].get("/N", 0)), "?"), named)
    if kind in ("/Indexed", "/I"):
        return Space("Indexed", named, named[1])
    if kind == "/Pattern":
        return Space("Pattern", named, named[1] if len(named) > 1 else None)
    return Space(_DEVICE.get(kind, kind.lstrip("/")), named)


def colour_of(space: Space, components: Sequence[float], resources: Any, depth: int = 0) -> Colour:
    """The colour of some components of a space."""
    if space.kind in ("DeviceGray", "CalGray") and components:
        return Colour(space.kind, (0, 0, 0, 1 - components[0]))
    if space.kind == "DeviceCMYK" and len(components) == len("CMYK"):
        return Colour(space.kind, (components[0], components[1], components[2], components[3]))
    if space.kind in ("Separation", "DeviceN") and depth < _NESTED:
        return _tinted(space, components, resources, depth)
    return Colour(space.kind, None)


def _tinted(space: Space, components: Sequence[float], resources: Any, depth: int) -> Colour:
    from pikepdf import Array

    names = [str(each) for each in space.obj[1]] if isinstance(space.obj[1], Array) else [str(space.obj[1])]
    if names == ["/All"] and components:
        share = components[0]
        return Colour(space.kind, (share, share, share, share), True)
    if names == ["/None"]:
        return Colour(space.kind, (0, 0, 0, 0))
    plates = ["/Cyan", "/Magenta", "/Yellow", "/Black"]
    if set(names) <= set(plates) and len(names) == len(components):
        shares = dict(zip(names, components, strict=True))
        cyan, magenta, yellow, black = (shares.get(plate, 0.0) for plate in plates)
        return Colour(space.kind, (cyan, magenta, yellow, black))
    values = evaluated(space.obj[3], components)
    if values is None:
        return Colour(space.kind, None)
    return colour_of(space_of(space.obj[2], resources), values, resources, depth + 1)._replace(kind=space.kind)


def initial(space: Space, resources: Any) -> Colour:
    """The colour that a space begins with (8.6.3): black, or full tints."""
    counts = {"DeviceGray": [0.0], "CalGray": [0.0], "DeviceCMYK": [0.0, 0.0, 0.0, 1.0], "Separation": [1.0]}
    return colour_of(space, counts.get(space.kind, []), resources)


def of_a_shading(shading: Any, resources: Any) -> list[Colour]:
    """Colours along a shading; of a mesh or of a function of two variables only the space."""
    space = space_of(shading.get("/ColorSpace", "?"), resources)
    if "/Function" not in shading or int(shading.get("/ShadingType", 0)) not in (2, 3):
        return [Colour(space.kind, None)]
    low, high = (float(each) for each in shading.get("/Domain", (0, 1)))
    found = []
    for step in range(_STEPS + 1):
        values = evaluated(shading.Function, [low + (high - low) * step / _STEPS])
        found.append(Colour(space.kind, None) if values is None else colour_of(space, values, resources))
    return found
