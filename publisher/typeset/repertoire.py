"""What e-readers can draw by themselves, and the names of the faces they do it with.

Whoever sells readers for Chinese, Japanese or Korean gives them a face for the national standard of that language at least:
GB 2312-80 (6,763 ideographs), Big5 (levels 1 and 2: 13,053), JIS X 0208 (6,355), KS X 1001 (2,350 syllables and 4,888 ideographs),
each with its marks, kana and letters; and Latin faces for Windows code page 1252. Most have more. Python's codecs are these tables.

The families named are those that Kindle (ST…, after Changzhou SinoType), Apple Books (Songti, Kaiti, PingFang, Hiragino …), Kobo
(Ryumin, Gothic MB101), Android with KOReader, Readest and Thorium (Noto, Source Han), and Windows have.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from publisher.typeset.classes import Region
from publisher.typeset.regions import region_of

_STANDARDS: dict[Region, str] = {"hans": "gb2312", "hant": "big5", "ja": "shift_jis", "ko": "euc_kr", "other": "ascii"}
_LATIN = "cp1252"
_LONGEST = 2
_MARKERS = frozenset("‐•◦▪")
"""Hyphen and markers of lists, which readers draw without asking a face."""

GENERIC = {"song": "serif", "hei": "sans-serif", "kai": "serif", "mono": "monospace"}
"""The generic family (CSS Fonts 4, 2.1.3) that a stack ends in, by the role it begins with."""

_FAMILIES: dict[Region, dict[str, tuple[str, ...]]] = {
    "hans": {
        "song": ("Songti SC", "STSong", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "SimSun"),
        "hei": ("PingFang SC", "STHeiti", "STHei", "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei"),
        "kai": ("Kaiti SC", "STKaiti", "STKai", "KaiTi", "LXGW WenKai"),
        "mono": ("Noto Sans Mono CJK SC", "Source Han Mono SC"),
    },
    "hant": {
        "song": ("Songti TC", "LiSong Pro", "Source Han Serif TC", "Noto Serif CJK TC", "Noto Serif TC", "PMingLiU"),
        "hei": ("PingFang TC", "Heiti TC", "Source Han Sans TC", "Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei"),
        "kai": ("Kaiti TC", "BiauKai", "DFKai-SB", "LXGW WenKai TC"),
        "mono": ("Noto Sans Mono CJK TC", "Source Han Mono TC"),
    },
    "ja": {
        "song": ("Hiragino Mincho ProN", "Ryumin", "YuMincho", "Yu Mincho", "Source Han Serif", "Noto Serif CJK JP", "Noto Serif JP"),
        "hei": ("Hiragino Sans", "Hiragino Kaku Gothic ProN", "Gothic MB101", "YuGothic", "Yu Gothic", "Noto Sans CJK JP"),
        "kai": ("Klee", "YuKyokasho", "UD Digi Kyokasho N-R"),
        "mono": ("Noto Sans Mono CJK JP", "Source Han Mono", "MS Gothic"),
    },
    "ko": {
        "song": ("AppleMyungjo", "Nanum Myeongjo", "Source Han Serif K", "Noto Serif CJK KR", "Noto Serif KR", "Batang"),
        "hei": ("Apple SD Gothic Neo", "Nanum Gothic", "Source Han Sans K", "Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic"),
        "kai": (),
        "mono": ("Noto Sans Mono CJK KR", "Source Han Mono K"),
    },
    "other": {"song": (), "hei": (), "kai": (), "mono": ()},
}  # fmt: skip


def readers_lack(characters: Iterable[str], language: str) -> frozenset[str]:
    """Those of `characters` that a reader for `language` (BCP 47) may have no glyph for."""
    standard = _STANDARDS[region_of(language)]
    return frozenset(
        each for each in characters if not (each in _MARKERS or _has(each, standard) or _has(each, _LATIN))
    )


def reader_families(role: str, language: str) -> tuple[str, ...]:
    """The names under which readers have a face for a role of the theme, the likeliest first."""
    return _FAMILIES[region_of(language)].get(role, ())


def standard_of(region: Region) -> frozenset[str]:
    """The characters of the national standard of a region."""
    codec = _STANDARDS[region]
    return frozenset(each for each in map(chr, range(0xFFFF)) if _fits(each, codec))


def _fits(character: str, codec: str) -> bool:
    try:
        # The codec of KS X 1001 spells syllables that are not in it by their letters, in eight bytes.
        return len(character.encode(codec)) <= _LONGEST
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=8192)
def _has(character: str, codec: str) -> bool:
    return _fits(character, codec)
