"""The key of a cover: a digest of all that its bytes depend on.

The page itself, the faces that draw it, the packages and libraries on the way, and this program: its own source is a part of the
digest, for a cover must not outlive the code that drew it. Nothing here loads an engine.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from publisher.fonts import families
from publisher.resources import program_digest, resource_dir
from publisher.typeset.faces import FacePlan
from publisher.writers.cover.picture import PICTURE_SIZE, QUALITY
from publisher.writers.page_setting import PageSetting

_PACKAGES = frozenset(("weasyprint", "pydyf", "tinycss2", "cssselect2", "uharfbuzz", "pillow", "pypdfium2"))
_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libfontconfig", "libfreetype")
_FOLDERS = ("/usr/lib", "/usr/lib64", "/lib", "/usr/local/lib", "/opt/homebrew/lib")
_PROGRAM = ("render", "typeset", "writers/pdf", "writers/cover", "edition", "fonts.py", "clreq.py")


def key_of(html: str, stylesheet: str, plan: FacePlan, languages: tuple[str, ...], setting: PageSetting) -> str:
    """64 hexadecimal digits."""
    parts = (
        html, stylesheet, languages, setting, list(_faces(plan)), sorted(plan.missing), PICTURE_SIZE, QUALITY,
        _surroundings(),
    )  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


def _faces(plan: FacePlan) -> Iterator[tuple[str, int, int, str]]:
    """Each face: what it answers to, and the digest of its file. Its characters follow from the page."""
    known = {resource_dir("fonts") / file.path: file.sha256 for family in families() for file in family.file}
    for each in plan.faces:
        digest = known.get(each.face.path) or hashlib.sha256(each.face.path.read_bytes()).hexdigest()
        yield each.css_family, each.weight, each.face.index, digest


@cache
def _surroundings() -> tuple[str, ...]:
    """What is the same for every cover of this process."""
    python = f"{sys.version_info.major}.{sys.version_info.minor} {sys.platform} {platform.machine()}"
    return (python, *_packages(), *_libraries(), program_digest(_PROGRAM))


def _packages() -> list[str]:
    """The installed packages by the names of their folders, `weasyprint-70.0.dist-info`; to read their metadata takes far longer."""
    places = [Path(folder) for folder in sys.path if folder and Path(folder).is_dir()]
    found = {entry.name for place in places for entry in place.glob("*-info")}
    return sorted(name for name in found if name.split("-")[0].lower() in _PACKAGES)


def _libraries() -> Iterator[str]:
    """The files behind the engine's libraries, whose names have their versions: `libpango-1.0.so.0.5000.12`."""
    places = [
        place for folder in _FOLDERS for place in (Path(folder), *Path(folder).glob("*-linux-*")) if place.is_dir()
    ]
    for library in _LIBRARIES:
        found = {path.resolve().name for place in places for path in _links(place, library)}
        yield f"{library} {' '.join(sorted(found))}"


def _links(place: Path, library: str) -> Iterable[Path]:
    return (place / name for name in (f"{library}.so.{number}" for number in "0126") if (place / name).exists())
