"""Which language a text is in: by its script, and for Chinese by the characters that only one of its two sets has.

Kana make Japanese, hangul makes Korean, else Chinese; Simplified or Traditional is a count of characters (`scripts`), Hong Kong or
Taiwan one of forms and words (`regions`). The text is judged sentence by sentence, so that a quotation does not decide for the whole,
and a text of several languages is seen: it is `mul` where a second one has a quarter of it.
"""

from __future__ import annotations

from collections import Counter

from publisher.patterns import lazily
from publisher.readers.languages.regions import HONG_KONG, TAIWAN, region
from publisher.readers.languages.runs import language_runs, may_have_runs
from publisher.readers.languages.scripts import (
    CHINESE,
    ENGLISH,
    HANGUL,
    JAPANESE,
    KANA,
    KANA_OR_HANGUL,
    KOREAN,
    LATIN,
    ONLY_SIMPLIFIED,
    ONLY_TRADITIONAL,
    SIMPLIFIED,
    TRADITIONAL,
    UNTOLD,
    language_of_sentence,
    weight,
)

__all__ = [
    "HANGUL",
    "HONG_KONG",
    "JAPANESE",
    "KANA",
    "KOREAN",
    "MULTIPLE",
    "SIMPLIFIED",
    "TAIWAN",
    "TRADITIONAL",
    "detect_language",
    "language_runs",
    "may_have_runs",
]

MULTIPLE = "mul"

_LINE = lazily(r"[^\r\n]+")
_SENTENCE = lazily("[^。！？!?]{1,2000}")
# Enough to be sure, little enough to cost nothing on a book.
_SAMPLE, _WINDOWS = 30_000, 6
# A second language makes a text `mul` from this share on; Latin, which is also names and code, from a greater one. A part of fewer
# letters is a quotation.
_SHARE, _SHARE_OF_LATIN, _LEAST = 0.25, 0.4, 16
# A Chinese text has a character that only one set has among every thirty, and of the other set no more than strays into it.
_SIGNS_IN, _STRAY = 30, 0.05


def detect_language(text: str) -> str:
    """BCP 47 tag of `text`: `zh-Hans`, `zh-Hant-TW`, `zh-Hant-HK`, `ja`, `ko`, or `mul`; `zh-Hans` where nothing tells."""
    sample = _sample(text)
    simplified, traditional = len(ONLY_SIMPLIFIED.findall(sample)), len(ONLY_TRADITIONAL.findall(sample))
    chinese_text = region(sample) if traditional > simplified else SIMPLIFIED
    if _is_plainly_chinese(sample, simplified, traditional):
        return chinese_text
    parts = _parts(sample)
    untold = parts.pop(UNTOLD, 0)
    chinese = parts[SIMPLIFIED] + parts[TRADITIONAL] + parts[CHINESE]
    # What is written in ideographs alone and has no sign of Chinese goes with the rest: headlines of a Japanese text, hanja.
    largest = max((JAPANESE, KOREAN), key=lambda each: parts[each])
    if parts[largest] > chinese:
        parts[largest] += untold
    else:
        chinese += untold
    if _is_mixed(parts, chinese):
        return MULTIPLE
    if parts[largest] > chinese:
        return largest
    return chinese_text


def _is_plainly_chinese(sample: str, simplified: int, traditional: int) -> bool:
    """Without another script, and in one of the two sets: most texts are, and need no look at each sentence."""
    if KANA_OR_HANGUL.search(sample) or len(LATIN.findall(sample)) > len(sample) // 5:
        return False
    signs = simplified + traditional
    return signs * _SIGNS_IN > len(sample) and min(simplified, traditional) < _STRAY * signs


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    size = _SAMPLE // _WINDOWS
    return "\n".join(text[at : at + size] for at in range(0, len(text), len(text) // _WINDOWS + 1))


def _parts(sample: str) -> Counter[str]:
    """How much of the sample is in which language, in letters: one of Chinese, Japanese or Korean, or three Latin ones.

    A sentence that is not told goes with the others of its line.
    """
    parts: Counter[str] = Counter()
    for line in _LINE.findall(sample):
        within: Counter[str] = Counter()
        for sentence in _SENTENCE.findall(line):
            within[language_of_sentence(sentence)] += weight(sentence)
        untold = within.pop(UNTOLD, 0)
        parts += within
        parts[within.most_common(1)[0][0] if within else UNTOLD] += untold
    return parts


def _is_mixed(parts: Counter[str], chinese: int) -> bool:
    shares = {
        JAPANESE: parts[JAPANESE],
        KOREAN: parts[KOREAN],
        CHINESE: chinese,
        ENGLISH: parts[ENGLISH],
    }
    whole = sum(shares.values())
    second = sorted(shares, key=lambda each: shares[each])[-2]
    least = _SHARE_OF_LATIN if ENGLISH in (second, max(shares, key=lambda each: shares[each])) else _SHARE
    if shares[second] >= max(_LEAST, least * whole):
        return True
    # The two sets of Chinese characters side by side, as in a parallel text.
    fewer = min(parts[SIMPLIFIED], parts[TRADITIONAL])
    return fewer >= max(_LEAST, _SHARE * whole)
