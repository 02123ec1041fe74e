"""Styles: what a paragraph's and a run's properties come to through `basedOn` (ECMA-376-1, 17.7).

Built-in styles are known by their names, which Word writes in English whatever its language; other word processors write them
in their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from publisher.readers.word.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING: Final = re.compile(r"(?:heading|标题|標題|見出し|제목|überschrift|titre)\s?([1-9])$", re.IGNORECASE)
Kind = Literal["", "title", "subtitle", "caption", "quote", "code", "contents"]
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("title", re.compile(r"title$|(?:文档|文章|大)?(?:标题|標題)$|主标题$|主標題$|表題$|제목$", re.IGNORECASE)),
    ("subtitle", re.compile(r"subtitle$|副标题$|副標題$|副題$|부제(?:목)?$", re.IGNORECASE)),
    ("caption", re.compile(r"caption$|题注$|題注$|標號$|図表番号$|캡션$|图注$|图片说明$", re.IGNORECASE)),
    ("quote", re.compile(r"(?:intense )?quote$|block text$|引用(?:文)?\s?\d?$|明显引用$|鮮明引文$|引文$|인용$", re.IGNORECASE)),
    ("code", re.compile(r"html preformatted$|source code$|code$|代码$|程式碼$", re.IGNORECASE)),
    ("contents", re.compile(r"toc (?:\d|heading)$|table of figures$|index \d$|目录\s?\d?$|目錄\s?\d?$|目次\s?\d?$", re.IGNORECASE)),
)  # fmt: skip
_BODY_LEVEL: Final = 9
_LONGEST_CHAIN: Final = 30
_OFF: Final = frozenset({"0", "false", "off", "none"})


class Style(msgspec.Struct, frozen=True):
    name: str
    base: str
    paragraph: _Element | None
    run: _Element | None


class Styles:
    """The styles of a document by id; without a styles part all is plain."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._switches: dict[tuple[str, str], bool | None] = {}
        self._levels: dict[str, int] = {}
        self._kinds: dict[str, Kind] = {}
        self.default = ""
        """Id of the style of paragraphs that name none."""
        self.language = ""
        """Language of East Asian text in the defaults, a hint only."""
        self.size = 21
        """Default size of characters in half points."""
        if root is not None:
            self._read(root)

    def _read(self, root: _Element) -> None:
        for each in root.iterfind(f"{W}style"):
            uid = each.get(f"{W}styleId", "")
            self._styles[uid] = Style(
                _value(each, "name"), _value(each, "basedOn"), each.find(f"{W}pPr"), each.find(f"{W}rPr")
            )
            if each.get(f"{W}default") in ("1", "true", "on") and each.get(f"{W}type") == "paragraph":
                self.default = uid
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            language = defaults.find(f"{W}lang")
            self.language = language.get(f"{W}eastAsia", "") if language is not None else ""
            self.size = _size(defaults) or self.size

    def chain(self, uid: str) -> Iterator[Style]:
        """The style and those it is based on, nearest first; a circle ends it."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(uid)
            if style is None:
                return
            yield style
            uid = style.base

    def property(self, uid: str, name: str) -> _Element | None:
        """The paragraph property `name` (`outlineLvl`, `numPr`) that the style gives."""
        for style in self.chain(uid):
            found = style.paragraph.find(f"{W}{name}") if style.paragraph is not None else None
            if found is not None:
                return found
        return None

    def switch(self, uid: str, name: str) -> bool | None:
        """Whether the style turns a property of runs (`b`, `i`, `vanish`) on or off; None: it says nothing of it."""
        key = uid, name
        if key not in self._switches:
            said = (switched(style.run, name) for style in self.chain(uid))
            self._switches[key] = next((each for each in said if each is not None), None)
        return self._switches[key]

    def size_of(self, uid: str, own: _Element | None = None) -> int:
        """The size of characters, in half points, by their own properties or the style's; 0 where neither says."""
        found = _size(own)
        for style in self.chain(uid) if not found else ():
            found = found or _size(style.run)
        return found

    def level(self, uid: str) -> int:
        """The level of the headings of this style, 1 the highest; 0: it is no style of headings."""
        if uid not in self._levels:
            self._levels[uid] = self._level(uid)
        return self._levels[uid]

    def _level(self, uid: str) -> int:
        for style in self.chain(uid):
            found = style.paragraph.find(f"{W}outlineLvl") if style.paragraph is not None else None
            if found is not None:
                return outline_level(found)
            named = _HEADING.match(style.name)
            if named:
                return int(named[1])
        return 0

    def kind(self, uid: str) -> Kind:
        """What the style is for, where that is known by its name or that of one it is based on."""
        if uid not in self._kinds:
            self._kinds[uid] = self._kind(uid)
        return self._kinds[uid]

    def _kind(self, uid: str) -> Kind:
        for style in self.chain(uid):
            for kind, pattern in _KINDS:
                if pattern.match(style.name):
                    return kind
        return ""


def outline_level(element: _Element) -> int:
    """The level that an `outlineLvl` gives, from 1; 0 for body text."""
    value = element.get(f"{W}val", "")
    return int(value) + 1 if len(value) == 1 and value.isdecimal() and int(value) < _BODY_LEVEL else 0


def switched(properties: _Element | None, name: str) -> bool | None:
    """Whether `properties` turn a switch on or off; None: they do not name it (17.17.4, ST_OnOff)."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def _size(properties: _Element | None) -> int:
    said = _value(properties, "sz") if properties is not None else ""
    return int(said) if said.isdecimal() and len(said) < 4 else 0


def _value(element: _Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""
