"""Runs of a line in another language than the article, so that they get its forms of characters, its fonts and its line rules.

In a Chinese text: what has kana is Japanese, what has hangul Korean. A run is the whole of the quotation, title or sentence that is
so written, ideographs and marks included; where only a word stands in a Chinese sentence it is that word. A single kana (`鲜の每日`)
is a sign on a shop. In a Japanese text the runs are Korean, in a Korean one Japanese; ideographs alone are its own. Latin is left to
the fonts. A whole line in the other set of Chinese characters is a run; a passage within a line is not: names and quotations
are printed in the forms of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.patterns import lazily
from publisher.readers.languages.scripts import (
    HAN_RANGE,
    HANGUL,
    HANGUL_RANGE,
    HIRAGANA_RANGE,
    JAPANESE,
    KANA,
    KANA_OR_HANGUL,
    KATAKANA_RANGE,
    KOREAN,
    ONLY_SIMPLIFIED,
    ONLY_TRADITIONAL,
    SIMPLIFIED,
    TRADITIONAL,
    is_chinese,
    language_of_sentence,
)

Run = tuple[int, int, str]
"""Start, end (in characters) and BCP 47 tag."""

_KANA = f"{HIRAGANA_RANGE}{KATAKANA_RANGE}"
_LONG_MARKS = "ー・ゝゞヽヾ々"
# A Japanese word: kana, with up to three ideographs between two of them; a Korean one with its particles and further words.
_JAPANESE_WORD = lazily(f"[{_KANA}](?:[{_KANA}{_LONG_MARKS}]|[{HAN_RANGE}]{{1,3}}(?=[{_KANA}]))*")
_KOREAN_WORDS = lazily(f"[{HANGUL_RANGE}](?:[{HANGUL_RANGE}0-9]|[ ,·‘’-]{{1,2}}(?=[{HANGUL_RANGE}]))*[.!?]?")
_OPENERS, _CLOSERS = "“‘「『《〈（(【", "”’」』》〉）)】"
_CLOSER_OF = dict(zip(_OPENERS, _CLOSERS, strict=True))
_MARK = lazily(f"[{re.escape(_OPENERS + _CLOSERS)}]")
_HIRAGANA = lazily(f"[{HIRAGANA_RANGE}]")
_LETTER = lazily(f"[{HAN_RANGE}{_KANA}{HANGUL_RANGE}]")
_SENTENCE = lazily("[^。！？!?]+[。！？!?]*[”’」』）]?")
# Other than its own, so much of a line must be the other set's, and so many characters, to make it the other Chinese.
_WHOLE_LINE, _LEAST_SIGNS = 0.9, 8
_NEARLY_ALL = 0.7
_DEEPEST = 50

# A line with none of these is done with. The patterns are those that told the language of the whole: compiled by then.
_FOREIGN = {
    "zh-Hans": (KANA_OR_HANGUL, ONLY_TRADITIONAL),
    "zh-Hant": (KANA_OR_HANGUL, ONLY_SIMPLIFIED),
    "zh": (KANA_OR_HANGUL,),
    "ja": (HANGUL,),
    "ko": (KANA,),
}


def may_have_runs(text: str, language: str) -> bool:
    """Whether `text`, one line or many, holds a character of another script or set at all: nearly always not."""
    if language == "mul":
        return True
    foreign = _FOREIGN.get("-".join(language.split("-")[:2])) or _FOREIGN.get(language.split("-")[0], ())
    return any(signs.search(text) for signs in foreign)


def language_runs(text: str, language: str) -> list[Run]:
    """The runs of a line of an article in `language` (BCP 47) that are in another, in order and apart; [] nearly always.

    In a `mul` article every sentence is judged by itself.
    """
    if language == "mul":
        return _sentences(text)
    if not may_have_runs(text, language):
        return []
    found = _joined([*_of_script(text, KANA, JAPANESE, language), *_of_script(text, HANGUL, KOREAN, language)])
    return found or _other_set(text, language)


def _sentences(text: str) -> list[Run]:
    """Every sentence that is told, with the runs within it."""
    runs: list[Run] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        sentence = match[0]
        tag = next((each for each in (JAPANESE, KOREAN) if _is_wholly(sentence, each)), None)
        tag = tag or language_of_sentence(_outside_brackets(sentence))
        if tag not in (SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN):
            continue
        at = start
        for inner_start, inner_end, inner in language_runs(sentence, tag):
            runs += [(at, start + inner_start, tag), (start + inner_start, start + inner_end, inner)]
            at = start + inner_end
        runs.append((at, end, tag))
    return _merged(runs)


def _merged(runs: list[Run]) -> list[Run]:
    """Runs of one language that touch as one, without empty ones."""
    merged: list[Run] = []
    for start, end, tag in runs:
        if merged and merged[-1][1:] == (start, tag):
            merged[-1] = (merged[-1][0], end, tag)
        elif start < end:
            merged.append((start, end, tag))
    return merged


def _of_script(text: str, script: re.Pattern[str], tag: str, language: str) -> Iterator[Run]:
    """The runs of a script that is not the article's."""
    if language.split("-")[0] == tag or not script.search(text):
        return
    for start, end in _bracketed(text):
        piece = text[start:end]
        if language_of_sentence(piece) == tag and not is_chinese(piece):
            yield start, end, tag
    for match in _SENTENCE.finditer(text):
        if _is_wholly(match[0], tag):
            yield match.start(), match.end(), tag
    words = _JAPANESE_WORD if tag == JAPANESE else _KOREAN_WORDS
    for match in words.finditer(text):
        # One kana, or one syllable of hangul, is a sign and no word.
        if len(script.findall(match[0])) > 1:
            yield match.start(), match.end(), tag


def _is_wholly(sentence: str, tag: str) -> bool:
    """Whether a sentence is in the language itself, and does not merely quote a word of it."""
    outside = _outside_brackets(sentence)
    if language_of_sentence(outside) != tag or is_chinese(outside):
        return False
    if tag == KOREAN:
        return len(HANGUL.findall(outside)) > _NEARLY_ALL * len(_LETTER.findall(outside))
    # A name in katakana stands in any Chinese sentence; what holds a Japanese one together is hiragana.
    return bool(_HIRAGANA.search(outside))


def _outside_brackets(sentence: str) -> str:
    """What stands outside all pairs of quotation marks or brackets; the whole where that is nothing."""
    pieces = []
    at = 0
    for start, end in sorted(_bracketed(sentence)):
        if start >= at:
            pieces.append(sentence[at:start])
            at = end
    outside = "".join([*pieces, sentence[at:]])
    return outside if _LETTER.search(outside) else sentence


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """What stands between a pair of quotation marks or brackets, without these."""
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark in _CLOSER_OF:
            opened = [*opened[-_DEEPEST:], (_CLOSER_OF[mark], match.end())]
        elif opened and opened[-1][0] == mark:
            yield opened.pop()[1], match.start()


def _joined(runs: list[Run]) -> list[Run]:
    """Without those that lie in, or run into, an earlier and longer one."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (run[0], -run[1])):
        if not kept or run[0] >= kept[-1][1]:
            kept.append(run)
    return kept


def _other_set(text: str, language: str) -> list[Run]:
    """The whole line, where it is clearly in the other set of Chinese characters."""
    simplified, traditional = len(ONLY_SIMPLIFIED.findall(text)), len(ONLY_TRADITIONAL.findall(text))
    is_simplified = language.startswith(SIMPLIFIED)
    own, other = (simplified, traditional) if is_simplified else (traditional, simplified)
    if not language.startswith("zh") or other < _LEAST_SIGNS or other < _WHOLE_LINE * (own + other):
        return []
    return [(0, len(text), TRADITIONAL if is_simplified else SIMPLIFIED)]
