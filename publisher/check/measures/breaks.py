"""Where lines may not be broken: 避头尾 (CLREQ 3.1.4, JLREQ 3.1.7 and 3.1.8), inside marks, words and numbers, before units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher.check.lines import Line
from publisher.check.report import Finding, row, verdict
from publisher.check.setting import Setting, place
from publisher.clreq import NO_END, NO_START, SUFFIXES, UNBROKEN, is_latin

_HYPHENS = "-‐\u00ad–—/"
_UNITS_TEXT = (
    "mm cm dm km m nm um µm μm mg g kg t ml mL l L s ms min h Hz kHz MHz GHz W kW MW GW V kV A mA J kJ Pa kPa MPa "
    "K KB MB GB TB kB bit bps Mbps Gbps dB ppm kWh MWh GWh hPa rpm mol cal kcal"
)
_UNITS = frozenset(_UNITS_TEXT.split())
_ADDRESS = ("://", "www.", "@", "/", "\\")
_VOWELS = frozenset("aeiouyAEIOUY")
_LONGEST_WORD = 30


class _Break(NamedTuple):
    """A place where a paragraph was broken into lines by whoever set it."""

    before: Line
    after: Line

    @property
    def ends(self) -> str:
        return self.before.glyphs[-1].text[-1]

    @property
    def starts(self) -> str:
        return self.after.glyphs[0].text[0]


def breaks(setting: Setting) -> Finding:
    """Every break inside a paragraph or heading, held to what may not be parted."""
    found = list(_breaks(setting))
    no_start, no_end = NO_START[setting.strictness], NO_END[setting.strictness]
    marks = [each for each in found if each.ends == each.starts and each.ends in UNBROKEN]
    starts = [place(each.after) for each in found if each.starts in no_start and each not in marks]
    ends = [place(each.before) for each in found if each.ends in no_end]
    known = _Words(setting, found)
    words = [each for each in found if _parts_word(each, known)]
    units = [each for each in found if each not in words and _parts_unit(each)]
    sides = {"prohibitions": [*starts, *ends]}
    for name, some in (("unbroken-marks", marks), ("words", words), ("units", units)):
        sides[name] = [place(each.before) for each in some]
    rows = [
        row(name, verdict(not places), places=places, count=len(places), breaks=len(found))
        for name, places in sides.items()
    ]
    return Finding(
        rows,
        {
            "forbidden_starts": len(starts),
            "forbidden_ends": len(ends),
            "broken_marks": len(marks),
            "broken_words": len(words),
            "parted_units": len(units),
        },
    )


def _breaks(setting: Setting) -> Iterator[_Break]:
    for paragraph in setting.paragraphs:
        for number, (before, after) in enumerate(pairwise(paragraph.lines)):
            if number not in paragraph.ended:
                yield _Break(before, after)


class _Words:
    """The Latin words of a document that stand whole in a line, and whether spaces at the ends of lines were kept.

    Most engines drop the space at which they break, so that two words and one broken word look alike in the file.
    """

    def __init__(self, setting: Setting, breaks: Sequence[_Break]) -> None:
        self.keeps_spaces = any(
            each.before.space_after and is_latin(each.ends) and is_latin(each.starts) for each in breaks
        )
        self.whole: Counter[str] = Counter()
        for line in setting.lines:
            words = _latin_words(line.text)
            self.whole.update(word.lower() for word in words)


def _latin_words(text: str) -> list[str]:
    return "".join(each if is_latin(each) else " " for each in text).split()


def _parts_word(each: _Break, words: _Words) -> bool:
    """Whether a number, or a word without a hyphen, is broken here."""
    left, right = _tail(each.before), _head(each.after)
    if not left or not right or each.before.space_after or left[-1] in _HYPHENS:
        return False
    if any(sign in left + right for sign in _ADDRESS):
        return False
    if _is_number(left[-1]) and _is_number(right[0]):
        return True
    if not (left[-1].isalpha() and right[0].isalpha()) or not (is_latin(left[-1]) and is_latin(right[0])):
        return False
    if words.keeps_spaces:
        return True
    whole = (left + right).lower()
    letters = (len(left) == 1 and left not in "aAI") or (len(right) == 1 and right not in "aAI")
    unspeakable = left.islower() and right.islower() and not (set(left) & _VOWELS and set(right) & _VOWELS)
    return len(whole) <= _LONGEST_WORD and (words.whole[whole] > 0 or letters or unspeakable)


def _is_number(character: str) -> bool:
    return character.isdecimal() and character.isascii()


def _tail(line: Line) -> str:
    """The last word of a line with the signs in it."""
    text = line.text
    start = len(text)
    while start and (is_latin(text[start - 1]) or text[start - 1] in ".,:/@\\-‐\u00ad_'"):
        start -= 1
    return text[start:]


def _head(line: Line) -> str:
    text, end = line.text, 0
    while end < len(text) and (is_latin(text[end]) or text[end] in ".,:/@\\-_'"):
        end += 1
    return text[:end]


def _parts_unit(each: _Break) -> bool:
    """Whether a number stands at a line's end and its unit or percent sign at the next line's start."""
    if not _is_number(each.ends):
        return False
    head = "".join(character for character in _head(each.after) if character.isalpha() or character in "µμ")
    return each.starts in SUFFIXES or head in _UNITS
