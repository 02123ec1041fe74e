"""What a text can be found by: words in alphabets, and of ideographs, kana and syllables each pair that stands side by side.

No dictionary is asked: 北京大学 is found by 北京, 京大 and 大学, in every language alike. Width and case make no difference (NFKC,
lower case). The page splits queries in the same way (`static/catalogue.js`); a test holds both to the same table.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import IntEnum
from operator import add
from typing import Final

Weights = dict[str, int]
"""What a book weighs for each term: 1 to 7."""

_DENSE: Final = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
"""Ideographs, kana and syllables: what is written without spaces, or with too few."""
_RUN = re.compile(rf"[{_DENSE}]+|[^\W_{_DENSE}]+")
_IS_DENSE = re.compile(rf"[{_DENSE}]")
_LONGEST_WORD: Final = 40


class Field(IntEnum):
    """Where a term stands, by what that weighs; in running text it weighs more where it stands often."""

    TEXT = 1
    ABOUT = 4
    NAMES = 5
    TITLE = 7


def terms(text: str, *, singles: bool = False) -> Iterator[str]:
    """The terms of a text, in order. An ideograph alone between others is no term, but with `singles` each is one too."""
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if not _IS_DENSE.match(run):
            yield run[:_LONGEST_WORD]
            continue
        if singles or len(run) == 1:
            yield from run
        yield from map(add, run, run[1:])


def weighed(fields: Iterable[tuple[Field, Iterable[str]]]) -> Weights:
    """The weight of every term of a book."""
    found: Weights = {}
    counts: Counter[str] = Counter()
    for field, texts in fields:
        for text in texts:
            if field is Field.TEXT:
                counts.update(terms(text))
            else:
                for term in terms(text, singles=True):
                    found[term] = max(found.get(term, 0), field)
    often = {term: 1 if count == 1 else 2 if count < 4 else 3 for term, count in counts.items()}
    return often | found
