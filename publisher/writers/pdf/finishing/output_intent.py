"""Which colours a file means (ISO 32000-1, 14.11.5): those of a screen for archives, those of offset on coated paper for print."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any

import pydyf
from msgspec import Struct

from publisher.resources import resource_dir


class Condition(Struct, frozen=True):
    """What an output intent says: `subtype` of PDF/A or PDF/X, the condition's name in its registry, its profile and channels."""

    subtype: str
    identifier: str
    registry: str
    info: str
    channels: int


_SCREEN = Condition("GTS_PDFA1", "sRGB", "http://www.color.org", "sRGB IEC61966-2.1", 3)
_PRESS = Condition("GTS_PDFX", "FOGRA39", "http://www.color.org", "Offset on coated paper, ISO 12647-2:2004/Amd 1", 4)


def write_srgb(pdf: Any) -> None:
    """Say that the colours are sRGB, with the profile that comes with the layout engine."""
    from publisher.writers.pdf.engine import srgb_profile

    _write(pdf, _SCREEN, srgb_profile())


def write_press(pdf: Any) -> None:
    """Say that the colours are inks on coated paper, with our own profile of it."""
    _write(pdf, _PRESS, press_profile())


@cache
def press_profile() -> bytes:
    """The ICC profile of offset on coated paper; `data/icc/README.md` tells its making."""
    return (resource_dir("icc") / "fogra39l-coated.icc").read_bytes()


@cache
def _deflated(profile: bytes) -> bytes:
    """Compressed once a process: 350 kB take as long as a page."""
    return zlib.compress(profile, 9)


def _write(pdf: Any, condition: Condition, profile: bytes) -> None:
    stream = pydyf.Stream([_deflated(profile)], {"N": condition.channels, "Filter": "/FlateDecode"})
    pdf.add_object(stream)
    intent = pydyf.Dictionary({
        "Type": "/OutputIntent",
        "S": f"/{condition.subtype}",
        "OutputConditionIdentifier": pydyf.String(condition.identifier),
        "RegistryName": pydyf.String(condition.registry),
        "Info": pydyf.String(condition.info),
        "DestOutputProfile": stream.reference,
    })  # fmt: skip
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
