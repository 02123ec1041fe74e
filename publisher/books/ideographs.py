"""How ideographs are read (Putonghua) and written: the table of `data/collation`, loaded when it is first asked for."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from publisher.resources import resource_dir

_LONGEST_WORD = 3
_KINDS = 5
"""So many first strokes the table knows."""

SURNAMES: Mapping[str, str] = {
    character: syllable
    for row in (
        "单shàn 單shàn 曾zēng 仇qiú 区ōu 區ōu 解xiè 查zhā 任rén 华huà 華huà 盖gě 蓋gě 朴piáo 翟zhái 员yùn 員yùn 纪jǐ 紀jǐ 宁nìng",
        "乐yuè 樂yuè 燕yān 洗xiǎn 冼xiǎn 盛shèng 应yīng 應yīng 折shé 种chóng 缪miào 繆miào 那nā 黑hè 晁cháo 葛gě 柏bǎi 召shào",
        "繁pó 秘bì 车chē 車chē 覃qín 曲qū 哈hǎ 俞yú 祭zhài 隗wěi 相xiàng 要yāo 占zhān 过guō 過guō 谌chén 諶chén 郗xī 阚kàn 闞kàn",
        "乜niè 能nài 冯féng 馮féng 石shí 沈shěn 都dū 重chóng 尹yǐn 訾zī 教jiào 卜bǔ 长zhǎng 行xíng 朝cháo 句gōu 钻zuān 尉wèi 不fōu",
    )
    for character, syllable in ((each[0], each[1:]) for each in row.split())
}
"""Surnames that are read otherwise than the character is mostly."""
DOUBLE_SURNAMES: Mapping[str, tuple[str, str]] = {
    "尉迟": ("yù", "chí"), "尉遲": ("yù", "chí"), "万俟": ("mò", "qí"), "萬俟": ("mò", "qí"), "长孙": ("zhǎng", "sūn"),
    "長孫": ("zhǎng", "sūn"), "单于": ("chán", "yú"), "單于": ("chán", "yú"), "澹台": ("tán", "tái"), "澹臺": ("tán", "tái"),
    "令狐": ("líng", "hú"), "亓官": ("qí", "guān"),
}  # fmt: skip


class Ideograph(NamedTuple):
    """`syllable` without tone, `tone` (0 none), the number of strokes and the kinds of the first five: 1 横 2 竖 3 撇 4 点 5 折."""

    syllable: str
    tone: int
    strokes: int
    kinds: str


def ideograph(character: str) -> Ideograph | None:
    """What is known of an ideograph; None for any other character, and for those that no table has."""
    return _table()[0].get(character)


def readings(text: str, *, is_name: bool = False) -> list[str]:
    """The syllable of each character of `text`, with its tone, empty where there is none; the first of a name is a surname."""
    found = list(_read(text))
    if is_name and 2 <= len(text) <= 4:
        if double := DOUBLE_SURNAMES.get(text[:2]):
            found[:2] = double
        elif single := SURNAMES.get(text[0]):
            found[0] = single
    return found


def is_syllable(letters: str) -> bool:
    """Whether letters are a syllable of Putonghua, without its tone."""
    return letters in _table()[2]


def _read(text: str) -> Iterator[str]:
    ideographs, words, _ = _table()
    at = 0
    while at < len(text):
        size = next((size for size in range(_LONGEST_WORD, 1, -1) if text[at : at + size] in words), 1)
        if size > 1:
            yield from words[text[at : at + size]].split(" ")
        else:
            known = ideographs.get(text[at])
            yield toned(known.syllable, known.tone) if known else ""
        at += size


_MARKS = ("", "\u0304", "\u0301", "\u030c", "\u0300")


def toned(syllable: str, tone: int) -> str:
    """`shan` and 4 as one text, the mark after the letters (it is only to be parted again)."""
    return syllable + _MARKS[tone]


@cache
def _table() -> tuple[dict[str, Ideograph], dict[str, str], frozenset[str]]:
    text = lzma.decompress((resource_dir("collation") / "han.txt.xz").read_bytes()).decode()
    ranges, syllables, places, tones, strokes, kinds, *words = text.rstrip("\n").split("\n")
    names = syllables.split(" ")
    ideographs = {
        character: Ideograph(names[ord(place) - 0x100], int(tone), ord(count) - 0x30, kinds[at : at + _KINDS])
        for character, place, tone, count, at in zip(
            _characters(ranges), places, tones, strokes, range(0, len(kinds), _KINDS), strict=True
        )
    }
    return ideographs, dict(line.split("\t") for line in words), frozenset(names)


def _characters(ranges: str) -> Iterator[str]:
    for each in ranges.split(" "):
        first, last = each.split("-")
        yield from map(chr, range(int(first, 16), int(last, 16) + 1))
