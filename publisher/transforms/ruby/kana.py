"""Kana over the kanji of Japanese, by SudachiPy and its small dictionary.

Compared on sentences of our own: SudachiPy with `sudachidict-small` (Apache 2.0, kept up, 42 MB to fetch), with `-core` (77 MB, no
better for readings), fugashi with unidic-lite (49 MB to fetch and to build, 2020), janome (203 MB installed, takes 一人 and 二十歳
apart), pykakasi (2 MB, reads 今日は as a greeting). Readings stand over kanji alone, a run of them in a word together, as in 今日;
what follows in kana, okurigana, is left out of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from publisher.errors import UsageError
from publisher.patterns import lazily
from publisher.transforms.ruby.runs import Reading

_KANJI = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = lazily(f"[{_KANJI}ヶヵ]*[{_KANJI}][{_KANJI}ヶヵ]*")
_KANA = lazily("[\u3041-\u3096\u30fc]+")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_MOST = 10_000
"""Characters the analyser is given at once; it takes 49,149 bytes."""
_SENTENCE = lazily(r"[^。！？\n\u2028]*[。！？\n\u2028]?")

_OWN = {"二十日": "はつか", "二十歳": "はたち"}
"""What the analyser takes apart."""

_DOUBTFUL = {
    # words that are written alike and read in two ways, besides the commoner
    "人気": "ひとけ", "市場": "いちば", "上手": "うわて かみて", "下手": "したて しもて", "一日": "ついたち",
    "明日": "あす みょうにち", "明後日": "あさって", "昨日": "さくじつ", "今日": "こんにち", "行": "おこな い",
    "辛": "から つら", "生": "せい き", "大勢": "たいせい", "分別": "ぶんべつ", "色紙": "しきし いろがみ",
    "工夫": "こうふ", "風車": "かざぐるま ふうしゃ", "表": "おもて ひょう", "方": "かた ほう",
    "間": "ま あいだ", "家": "いえ うち", "後": "あと のち ご", "日本": "にっぽん にほん",
    "私": "わたし わたくし", "十分": "じっぷん", "何": "なに なん", "他": "ほか た", "開": "ひら あ",
    "止": "と や", "怒": "おこ いか", "避": "さ よ", "人事": "ひとごと", "最中": "もなか さなか",
    "末期": "まつご", "心中": "しんちゅう", "気質": "かたぎ", "梅雨": "ばいう つゆ", "寒気": "かんき さむけ",
    "目下": "めした", "見物": "みもの", "黒子": "くろこ", "上": "うえ かみ", "下": "した しも",
    "仮名": "かめい", "抱": "だ いだ かか",
}  # fmt: skip


def readings(text: str) -> list[Reading]:
    """The readings of a string. Raises UsageError `extra-missing`."""
    made: list[Reading] = []
    for start, end in _sentences(text):
        at = start
        for surface, reading in _words(text[start:end]):
            if _RUN.search(surface):
                made += (_doubted(each, text) for each in _over_kanji(surface, reading, at))
            at += len(surface)
    return made


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of whole sentences, or of `_MOST` characters of one that is longer."""
    for found in _SENTENCE.finditer(text):
        for start in range(found.start(), found.end(), _MOST):
            yield start, min(start + _MOST, found.end())


def _words(sentence: str) -> Iterator[tuple[str, str]]:
    """Each word with its reading in hiragana."""
    for piece in re.split(f"({'|'.join(_OWN)})", sentence):
        if piece in _OWN:
            yield piece, _OWN[piece]
        elif piece:
            for word in _analyser().tokenize(piece):
                yield word.surface(), word.reading_form().translate(_TO_HIRAGANA)


def _over_kanji(surface: str, reading: str, at: int) -> Iterator[Reading]:
    """The reading of a word parted over its runs of kanji; over all it has of them as one, where it does not fit its kana."""
    if not _KANA.fullmatch(reading):
        return
    parts: list[tuple[int, int]] = [found.span() for found in _RUN.finditer(surface)]
    pattern, reached = "", 0
    for start, end in parts:
        pattern += re.escape(surface[reached:start].translate(_TO_HIRAGANA)) + "(.+?)"
        reached = end
    found = re.fullmatch(pattern + re.escape(surface[reached:].translate(_TO_HIRAGANA)), reading)
    if found:
        yield from (Reading(at + start, at + end, found[number]) for number, (start, end) in enumerate(parts, 1))
    elif len(parts) == 1 and parts[0] == (0, len(surface)):
        yield Reading(at, at + len(surface), reading)


def _doubted(reading: Reading, text: str) -> Reading:
    known = _DOUBTFUL.get(text[reading.start : reading.end], "").split()
    return reading._replace(others=tuple(each for each in known if each != reading.text))


@cache
def _analyser() -> Any:
    try:
        import sudachidict_small  # noqa: F401
        from sudachipy import Dictionary, SplitMode
    except ImportError:
        raise UsageError("extra-missing", option="--ruby kana", package="sudachipy", extra="kana") from None
    return Dictionary(dict="small").tokenizer(mode=SplitMode.C)
