"""Pinyin over Chinese, by the words of `pypinyin`.

Tones are written as the character has them by itself, 一 yī and 不 bù too, and not as they change in speech (GB/T 16159-2012,
“标调法”). Readings are those of Putonghua. pypinyin's words are in simplified characters: a text in traditional ones is looked up in
its simplified forms, which OpenCC gives character by character.

Where no word tells, 地 is read de behind a word, else dì, and any other of `_DOUBTFUL` as it is mostly read; they are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from publisher.errors import UsageError
from publisher.patterns import lazily
from publisher.transforms.paired_quotes import is_traditional
from publisher.transforms.ruby.runs import Reading

_HAN = lazily("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_DOUBTFUL: dict[str, tuple[str, ...]] = {
    # readings of common characters that text has on their own, besides the likeliest
    "地": ("de", "dì"), "得": ("de", "dé", "děi"), "着": ("zhe", "zháo"), "了": ("le", "liǎo"), "还": ("hái", "huán"),
    "长": ("cháng", "zhǎng"), "行": ("xíng", "háng"), "都": ("dōu", "dū"), "为": ("wèi", "wéi"), "重": ("zhòng", "chóng"),
    "好": ("hǎo", "hào"), "几": ("jǐ", "jī"), "间": ("jiān", "jiàn"), "少": ("shǎo", "shào"), "倒": ("dào", "dǎo"),
    "数": ("shù", "shǔ"), "干": ("gàn", "gān"), "教": ("jiāo", "jiào"), "觉": ("jué", "jiào"), "处": ("chù", "chǔ"),
    "当": ("dāng", "dàng"), "发": ("fā", "fà"), "种": ("zhǒng", "zhòng"), "看": ("kàn", "kān"), "相": ("xiāng", "xiàng"),
    "应": ("yīng", "yìng"), "量": ("liàng", "liáng"), "难": ("nán", "nàn"), "调": ("diào", "tiáo"), "乐": ("lè", "yuè"),
    "传": ("chuán", "zhuàn"), "转": ("zhuǎn", "zhuàn"), "只": ("zhǐ", "zhī"), "中": ("zhōng", "zhòng"),
    "空": ("kōng", "kòng"), "将": ("jiāng", "jiàng"), "落": ("luò", "là"), "血": ("xuè", "xiě"), "假": ("jiǎ", "jià"),
    "朝": ("cháo", "zhāo"), "藏": ("cáng", "zàng"), "差": ("chà", "chā"), "没": ("méi", "mò"), "背": ("bèi", "bēi"),
    "省": ("shěng", "xǐng"), "曾": ("céng", "zēng"), "降": ("jiàng", "xiáng"), "冲": ("chōng", "chòng"),
    "卷": ("juǎn", "juàn"), "分": ("fēn", "fèn"), "尽": ("jìn", "jǐn"), "恶": ("è", "wù"), "盛": ("shèng", "chéng"),
    "称": ("chēng", "chèn"), "钻": ("zuān", "zuàn"), "缝": ("fèng", "féng"), "给": ("gěi", "jǐ"), "与": ("yǔ", "yù"),
    "更": ("gèng", "gēng"), "会": ("huì", "kuài"), "便": ("biàn", "pián"), "切": ("qiē", "qiè"), "结": ("jié", "jiē"),
}  # fmt: skip
_PLAIN = {"一": "yī", "不": "bù"}


def reader(language: str) -> Callable[[str], list[Reading]]:
    """What reads strings in the Chinese of the tag `language`. Raises UsageError `extra-missing`."""
    _package()
    if not is_traditional(language):
        return lambda text: list(_readings(text, text))
    return lambda text: list(_readings(text, _simplified(text)))


def _readings(text: str, known_as: str) -> Iterator[Reading]:
    """A reading for each ideograph of `text`; `known_as` is the same in simplified characters, place by place."""
    from pypinyin import Style, pinyin
    from pypinyin.seg import mmseg

    at = 0
    before = ""
    for word in mmseg.seg.cut(known_as):
        for offset, character in enumerate(word):
            if not _HAN.match(character):
                continue
            place = at + offset
            if len(word) == 1:
                yield _alone(character, place, _is_word(before, known_as[max(0, at - 2) : at]))
            else:
                read = pinyin(word, style=Style.TONE)[offset][0]
                yield Reading(place, place + 1, _PLAIN.get(character, read))
        at += len(word)
        before = word


def _is_word(before: str, two: str) -> bool:
    """Whether a word of two ideographs or more, or one twice (慢慢), stands before; `two` are the last two characters."""
    return bool(_HAN.match(before)) and (len(before) > 1 or (len(two) == 2 and two[0] == two[1]))


def _alone(character: str, place: int, is_behind_word: bool) -> Reading:
    """The reading of a character that is in no word itself."""
    from pypinyin import Style, pinyin

    if character in _DOUBTFUL:
        readings = _DOUBTFUL[character]
        first, *others = readings if character != "地" or is_behind_word else reversed(readings)
        return Reading(place, place + 1, first, tuple(others))
    read = _PLAIN.get(character) or pinyin(character, style=Style.TONE)[0][0]
    # What it does not know it gives back.
    return Reading(place, place + 1, "" if read == character else read)


@cache
def _package() -> None:
    try:
        import pypinyin  # noqa: F401
    except ImportError:
        raise UsageError("extra-missing", option="--ruby pinyin", package="pypinyin", extra="script") from None


def _simplified(text: str) -> str:
    """The text in simplified forms, as long as it was."""
    from publisher.transforms.script.conversion import convert
    from publisher.transforms.script.dictionaries import chain

    return convert(text, [chain("t2s")]).text
