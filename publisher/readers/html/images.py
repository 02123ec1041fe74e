"""Which image an `<img>` shows, and whether it is one at all.

Pages load images late: `src` is then a placeholder, the image is in a `data-…` attribute, in `srcset` or in the `<noscript>` behind.
Pixels that count readers, buttons and emoticons are no pictures of an article. Nothing is fetched here.
"""

from __future__ import annotations

import re

from publisher.readers.html.dom import NOSCRIPT_SOURCE, Element
from publisher.readers.html.hints import words
from publisher.readers.html.inlines import local_path
from publisher.readers.html.vocabulary import vocabulary

_LATE = (
    "data-original", "data-src", "data-lazy-src", "data-lazyload", "data-actualsrc", "data-original-src", "data-echo",
    "data-url", "data-real-src", "data-img", "data-image", "original", "lazysrc", "real_src", "_src",
)  # fmt: skip
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|placeholder|loading|lazy(?:load)?|transparent|pixel|1x1|grey|gray|clear|empty|default_?img)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_DATA = re.compile(r"data:image/(?:png|jpeg|jpg|gif|webp);base64,", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:")
_STYLED = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
# Whatever a script calls the attribute that it takes the image from, the address in it looks like one.
_NAMED = re.compile(r"^[^\s\"'{}<>]{1,1900}\.(?:jpe?g|png|gif|webp)(?:[?@!][^\s]{0,200})?$", re.IGNORECASE)
_MOST_DATA = 4_000_000
_LEAST_DATA = 400
_PIXEL, _ICON = 3, 40
_ICON_WORDS = vocabulary("icon icons logo avatar emoji emoticon smiley arrow btn button qrcode ewm face userface head")


def address(image: Element) -> str:
    """The image's address as the page gives it: a path beside the page, an `http` address or a small `data:`; empty if none."""
    late = [image.get(name) for name in _LATE]
    candidates = [
        *late,
        *(
            value
            for name, value in image.attributes.items()
            if name.startswith("data-") and _NAMED.search(value[:2000])
        ),
        _best_of(image.get("srcset") or image.get("data-srcset")),
        image.get(NOSCRIPT_SOURCE),
        image.get("src"),
    ]
    if image.get("src") and not any((*late, image.get(NOSCRIPT_SOURCE))) and not _is_placeholder(image.get("src")):
        candidates.insert(0, image.get("src"))
    for candidate in candidates:
        src = candidate.strip()
        if src and not _is_placeholder(src) and _is_usable(src):
            return src if _SCHEME.match(src) or src.startswith(("//", "/")) else local_path(src)
    return ""


def is_remote(src: str) -> bool:
    """Whether an address names a place on the web (or on the page's own site) and not a file beside the page."""
    return src.startswith("/") or src.lower().startswith(("http:", "https:"))


def is_picture(image: Element) -> bool:
    """Whether the image is large enough, as far as the page says, to be more than a button or a counter."""
    sizes = [size for size in _sizes(image) if size is not None]
    if sizes and min(sizes) <= _ICON:
        return False
    return bool(sizes) or _ICON_WORDS.isdisjoint(words(image))


def is_pixel(image: Element) -> bool:
    sizes = [size for size in _sizes(image) if size is not None]
    return bool(sizes) and min(sizes) <= _PIXEL


def _sizes(image: Element) -> list[int | None]:
    styled = {name.lower(): int(value) for name, value in _STYLED.findall(image.get("style")[:2000])}
    return [styled.get(name, _number(image.get(name))) for name in ("width", "height")]


def _number(text: str) -> int | None:
    digits = text.strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None


def _is_placeholder(src: str) -> bool:
    if src[:5].lower() == "data:":
        return len(src) < _LEAST_DATA
    return bool(_PLACEHOLDER.search(src.rsplit("/", 1)[-1][:200])) or src.startswith("about:")


def _is_usable(src: str) -> bool:
    if src[:5].lower() == "data:":
        return bool(_DATA.match(src)) and len(src) <= _MOST_DATA
    scheme = _SCHEME.match(src)
    return len(src) <= 2000 and (scheme is None or scheme[0].lower() in ("http:", "https:"))


def _best_of(srcset: str) -> str:
    """The largest of a `srcset`."""
    best, found = -1.0, ""
    for entry in srcset[:8000].split(", "):
        parts = entry.strip().rstrip(",").split()
        if parts:
            size = (
                float(parts[1][:-1]) if len(parts) > 1 and re.fullmatch(r"\d{1,5}(?:\.\d{1,3})?[wx]", parts[1]) else 1.0
            )
            if size > best:
                best, found = size, parts[0]
    return found
