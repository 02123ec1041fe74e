"""Where the dictionary had a choice and no longer word decided it: what an editor should look at.

One remark a word that became another than it was, with its lines; and one for all that stayed as they were (`只`, which may
be `隻`): in running text these are mostly right. At most `MOST` remarks, those met most often first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.transforms.changes import named_lines
from publisher.transforms.script.conversion import Choice

MOST = 40
_AROUND = 5
_MOST_KEPT = 60


class _Met(NamedTuple):
    """A word for which there was a choice: what it became, what else it might be, where it stands, and the first place's text."""

    chosen: str
    others: tuple[str, ...]
    lines: list[int]
    near: str


class Choices:
    """The choices made in one article."""

    def __init__(self) -> None:
        self._met: dict[str, _Met] = {}

    def note(self, text: str, choice: Choice, line: int) -> None:
        """`choice` was made in `text`, which stands on the source line `line` (0: none)."""
        word = text[choice.start : choice.end]
        near = text[max(0, choice.start - _AROUND) : choice.end + _AROUND]
        met = self._met.setdefault(word, _Met(choice.chosen, choice.others, [], " ".join(near.split())))
        met.lines.append(line)

    def remarks(self) -> list[Diagnostic]:
        """`script-ambiguous` for words that changed, `script-more` for those beyond `MOST`, `script-kept` for what did not change."""
        ordered = sorted(self._met.items(), key=lambda entry: (-len(entry[1].lines), entry[0]))
        changed = [(word, met) for word, met in ordered if met.chosen != word]
        kept = [(word, met) for word, met in ordered if met.chosen == word]
        return [*map(_remark, changed[:MOST]), *_more(len(changed) - MOST), *_kept(kept)]


def _remark(entry: tuple[str, _Met]) -> Diagnostic:
    word, met = entry
    return diagnostic(
        "script-ambiguous", "info", _first(met.lines), word=word, chosen=met.chosen, others=" ".join(met.others),
        count=len(met.lines), lines=named_lines(met.lines), near=met.near,
    )  # fmt: skip


def _more(count: int) -> Iterator[Diagnostic]:
    if count > 0:
        yield diagnostic("script-more", "info", count=count)


def _kept(entries: list[tuple[str, _Met]]) -> Iterator[Diagnostic]:
    if entries:
        shown = [f"{word} ({' '.join(met.others)})" for word, met in entries[:_MOST_KEPT]]
        yield diagnostic(
            "script-kept", "info", count=len(entries),
            words=", ".join([*shown, "…"] if len(entries) > _MOST_KEPT else shown),
            lines=named_lines(line for _, met in entries for line in met.lines),
        )  # fmt: skip


def _first(lines: list[int]) -> int:
    return min(filter(None, lines), default=0)
