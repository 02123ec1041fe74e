"""Readings for learners: pinyin over every ideograph of Chinese, kana over the kanji of Japanese, as ruby on the model.

Ruby that the author gave stays, and nothing is put over code, Latin, sub- and superscripts, and runs in other languages. Kicker,
headline and deck have none: they are titles, set large and short. Headings, captions, tables and notes have. Words are seen across
inlines; what is read in more than one way, and how it was read, is said once for an article.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import LimitError, UsageError
from publisher.model import Article, Inlines
from publisher.options import EditionOptions
from publisher.transforms.changes import named_lines
from publisher.transforms.ruby.runs import Reading, Run
from publisher.transforms.runs import Place, primary
from publisher.transforms.walk import mapped

Reader = Callable[[str], list[Reading]]
"""The readings of a string, in order and apart."""

_LANGUAGES = {"pinyin": "zh", "kana": "ja"}
MOST_SHOWN = 40


def with_ruby(article: Article, options: EditionOptions) -> Article:
    """The article with the readings that `options.ruby` asks for; itself where it asks for none.

    Raises UsageError `ruby-language` where they are of another language, `extra-missing` where what knows them is not installed;
    LimitError `blocks-nesting`.
    """
    if options.ruby is None:
        return article
    if primary(article.language) != _LANGUAGES[options.ruby]:
        raise UsageError("ruby-language", language=article.language, kind=options.ruby)
    work = _Work(_reader(options.ruby, article.language), primary(article.language))
    bare = replace(article, kicker=(), headline=(), deck=())
    try:
        blocks = mapped(bare, work.visit).blocks
    except RecursionError:
        raise LimitError("blocks-nesting") from None
    return replace(article, blocks=blocks, diagnostics=(*article.diagnostics, *work.remarks()))


def _reader(kind: str, language: str) -> Reader:
    if kind == "kana":
        from publisher.transforms.ruby.kana import readings

        return readings
    from publisher.transforms.ruby.pinyin import reader

    return reader(language)


class _Work:
    """The readings of one article, and those that are a guess."""

    def __init__(self, reader: Reader, own: str) -> None:
        self._reader = reader
        self._own = own
        self._doubtful: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
        self._unknown: dict[str, list[int]] = {}

    def visit(self, lines: tuple[Inlines, ...], _place: Place, line: int) -> tuple[Inlines, ...]:
        run = Run(lines, self._own)
        readings = self._reader(run.text)
        for each in readings:
            word = run.text[each.start : each.end]
            if not run.takes(each):
                continue
            if not each.text:
                self._unknown.setdefault(word, []).append(line)
            elif each.others:
                self._doubtful.setdefault((word, each.text, each.others), []).append(line)
        return run.lines(readings)

    def remarks(self) -> list[Diagnostic]:
        """One remark on all that may be read otherwise, the commonest first, and one on all whose reading nobody knows."""
        doubtful = {
            f"{word} {text} ({' '.join(others)})": those for (word, text, others), those in self._doubtful.items()
        }
        said = []
        if doubtful:
            said.append(diagnostic("ruby-doubtful", "info", _first(doubtful), **_listed(doubtful)))
        if self._unknown:
            said.append(diagnostic("ruby-unknown", "info", _first(self._unknown), **_listed(self._unknown)))
        return said


def _first(words: dict[str, list[int]]) -> int:
    return min((line for those in words.values() for line in those if line), default=0)


def _listed(words: dict[str, list[int]]) -> dict[str, Any]:
    """The values of a remark on words that were met on lines."""
    shown = sorted(words, key=lambda word: (-len(words[word]), word))
    return {
        "count": len(words),
        "words": ", ".join([*shown[:MOST_SHOWN], "…"] if len(shown) > MOST_SHOWN else shown),
        "lines": named_lines(line for those in words.values() for line in those),
    }
