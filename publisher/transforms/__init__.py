"""Typographic rules on the characters of an article: `Article -> Article`, each change counted.

A rule is one file with one function that looks at a run's string and gives edits; its docstring is the table of what it
does. `TRANSFORMS` is the order. The rules go over each run again until none has anything to do, so that what one makes (`，`)
is seen by those before it, and applying them twice is applying them once. This ends, because every edit makes fewer of the
characters that rules edit: straight quotes, half-width marks, hyphens, dots, half ellipses, blanks.

Which languages, and why:
- **Simplified Chinese** (`zh`, `zh-Hans`, `zh-CN`): on. GB/T 15834-2011 gives every mark a full-width form.
- **Traditional Chinese** (`zh-Hant`, `zh-TW`, `zh-HK`, `zh-MO`): on. The marks are the same code points (the face centres
  them); quotes become 「 」 and 『 』.
- **Japanese**: off. Half-width `!?()` and spaces (after `！`, between words of children's text) are often meant, and a dash may
  be one `―`. Switched on by hand, all rules work, as kana count with Han.
- **Korean**: off. Its marks are half-width and its words stand apart (한글 맞춤법): what the rules take for a slip is right
  there. Switched on by hand they touch only what stands beside hanja.
- **Others**: off.
A run in another language inside the text (`LanguageRun`) is never edited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import LimitError
from publisher.model import Article, Inlines, Text
from publisher.options import TransformOptions
from publisher.transforms import dashes_and_ellipses, fullwidth_punctuation, paired_quotes, stray_spaces
from publisher.transforms.changes import Change, counted
from publisher.transforms.characters import BLANKS
from publisher.transforms.runs import Edit, Place, Run, Setting, primary
from publisher.transforms.walk import mapped

MOST_ROUNDS = 24
"""Two rounds settle nearly every run, five the hardest that were made up; the bound keeps the time of a hostile one linear."""


class Transform(NamedTuple):
    """A rule: its name, which is also its diagnostic's code, and what it does to a run's string."""

    name: str
    edits: Callable[[str, Setting], list[Edit]]
    signs: str
    """Body of a character class: a run that has none of these is left alone."""
    pairs: str = ""
    """The same, of signs that mean something only where two of them stand side by side."""

    def is_on(self, options: TransformOptions, language: str) -> bool:
        """By the option of the same name; where that is None, for Chinese."""
        wish: bool | None = getattr(options, self.name.replace("-", "_"))
        return primary(language) == "zh" if wish is None else wish


# Quotes first: what stands on a closing quote is full-width. Spaces last: they go beside the marks the others made.
TRANSFORMS = (
    Transform("paired-quotes", paired_quotes.edits, "\"'＂＇"),
    Transform("dashes-and-ellipses", dashes_and_ellipses.edits, "—…", "-－─━―–.。・·．"),
    Transform("fullwidth-punctuation", fullwidth_punctuation.edits, ",;:?!()."),
    Transform("stray-spaces", stray_spaces.edits, f"{BLANKS}\r\n"),
)


def signs_of(transforms: Sequence[Transform]) -> re.Pattern[str]:
    """What finds a place that one of the rules may have to do with; most lines of a text have none."""
    alone = re.escape("".join(each.signs for each in transforms))
    pairs = "".join(each.pairs for each in transforms)
    doubled = "".join(f"|(?<={re.escape(sign)}){re.escape(sign)}" for sign in pairs)
    # One class in front lets the search skip what is in none at the speed of a table.
    return re.compile(f"[{alone}{re.escape(pairs)}](?:(?<=[{alone}]){doubled})")


def apply(article: Article, options: TransformOptions | None = None) -> Article:
    """The article after the rules that are on; `diagnostics` gains the counts (info) and unpaired quotes (warning).

    What did not change is the same object, the article too. Raises LimitError `blocks-nesting` where blocks are nested
    deeper than Python's stack.
    """
    article, changes, remarks = apply_with_changes(article, options or TransformOptions())
    said = {(each.code, each.line, each.message) for each in article.diagnostics}
    new = [each for each in counted(changes) + remarks if (each.code, each.line, each.message) not in said]
    return replace(article, diagnostics=(*article.diagnostics, *new)) if new else article


def apply_with_changes(article: Article, options: TransformOptions) -> tuple[Article, list[Change], list[Diagnostic]]:
    """The article without new diagnostics, every change in order, and the other remarks."""
    work = _Work(article.language, [each for each in TRANSFORMS if each.is_on(options, article.language)])
    if work.transforms:
        try:
            article = mapped(article, work.visit)
        except RecursionError:
            raise LimitError("blocks-nesting") from None
    return article, work.changes, work.remarks


def run_strings(article: Article) -> list[str]:
    """The string of every run, as the rules see it, in reading order: what `Change.run` and `Change.offset` point to."""
    strings: list[str] = []

    def visit(lines: tuple[Inlines, ...], _place: Place, _line: int) -> tuple[Inlines, ...]:
        strings.append(Run(lines, article.language).text)
        return lines

    mapped(article, visit)
    return strings


class _Work:
    """The rules at work on one article, and their record."""

    def __init__(self, language: str, transforms: list[Transform]) -> None:
        self.transforms = transforms
        self.changes: list[Change] = []
        self.remarks: list[Diagnostic] = []
        self._language = language
        self._signs = signs_of(transforms) if transforms else None
        self._pairs_quotes = any(transform.edits is paired_quotes.edits for transform in transforms)
        self._runs = 0

    def visit(self, lines: tuple[Inlines, ...], place: Place, line: int) -> tuple[Inlines, ...]:
        if self._has_nothing(lines):
            self._runs += 1
            return lines
        run, setting = Run(lines, self._language), Setting(place, self._language)
        for _ in range(MOST_ROUNDS):
            if not sum([self._applied(transform, run, setting, line) for transform in self.transforms]):
                break
        if self._pairs_quotes:
            self.remarks += [
                diagnostic(
                    "unpaired-quote", "warning", line, quote=run.text[at], near=run.text[max(0, at - 8) : at + 9]
                )
                for at in paired_quotes.unpaired(run.text)
            ]
        self._runs += 1
        return run.lines()

    def _has_nothing(self, lines: tuple[Inlines, ...]) -> bool:
        """Whether the run is one string without any sign that a rule looks at."""
        if self._signs is None or len(lines) != 1 or len(lines[0]) != 1:
            return False
        (only,) = lines[0]
        return isinstance(only, Text) and self._signs.search(only.text) is None

    def _applied(self, transform: Transform, run: Run, setting: Setting, line: int) -> int:
        """Apply one rule once; how many edits it made."""
        edits = transform.edits(run.text, setting)
        if edits:
            shift = 0
            for start, end, after in edits:
                before = run.text[start:end]
                self.changes.append(Change(transform.name, line, self._runs, start + shift, before, after))
                shift += len(after) - (end - start)
            run.edit(edits)
        return len(edits)
