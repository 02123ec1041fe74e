"""What an official document 公文 has around an article: who issues it, its number, and the printing record at its end.

GB/T 9704-2012, 7.2 (head 版头), 7.3.5 (signature and date) and 7.4 (record 版记). The reader leaves the head and the record out
of the text; a theme that says so (`sets-left-out`) sets them all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from publisher.model import Article, Blocks, Inlines, LeftOut, Signature, Text
from publisher.themes import Theme
from publisher.tree import plain_text

LETTERHEAD, CIRCULATION = "letterhead", "document circulation"
"""Reasons for which the reader leaves these lines out."""

_NUMBER = re.compile(r"\S{1,12}[〔\[（(【［]\s?\d{4}\s?[〕\]）)】］]\s?第?\s?\d{1,5}\s?[号號]")
_DATE = re.compile(r"(?:\d{2,4}|[〇零一二三四五六七八九]{2,4}|[元一二三四五六七八九十]{1,3})\s?[年년].{0,12}[日일]$")
_RUN_IN = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^，、。：；]{1,20}。(?=.)")
_BLANKS = re.compile(r"[ \t\u3000\u00a0]{2,}|\u3000")


class RecordLine(Struct, frozen=True):
    """A line of the record: `text` at its start and, where the source sets it apart, what stands at its end (the day of printing)."""

    text: str
    end: str = ""


class Official(Struct, frozen=True):
    """The parts of an official document; empty where an article has none."""

    issuer: str = ""
    """发文机关标志: the letterhead; else the office that signs a numbered document, else the paper an article is from."""
    number: str = ""
    """发文字号."""
    signed: bool = False
    """Whether a signature gives the day, so that the head need not."""
    remarks: tuple[str, ...] = ()
    """附注: lines in parentheses above the record."""
    record: tuple[RecordLine, ...] = ()
    """版记."""


def official(article: Article, theme: Theme) -> Official:
    """The parts of `article` as an official document, those alone that `theme` sets."""
    number = (article.source or "") if _NUMBER.fullmatch(article.source or "") else ""
    signatures = [plain_text(block.content).strip() for block in article.blocks if isinstance(block, Signature)]
    dated = any(_DATE.search(text) for text in signatures)
    office = next((text for text in signatures if not _DATE.search(text)), "")
    letterhead = " ".join(_left_out(article.blocks, theme, LETTERHEAD))
    lines = list(_left_out(article.blocks, theme, CIRCULATION))
    return Official(
        issuer=letterhead or (office if number and dated else "" if number else article.source or ""),
        number=number,
        signed=dated,
        remarks=tuple(line for line in lines if line[0] in "（("),
        record=tuple(_record_line(line) for line in lines if line[0] not in "（("),
    )


def run_in(content: Inlines) -> tuple[Inlines, Inlines]:
    """A run parted after the heading of the second level that it opens with (`（一）服务原则。`); the first part may be empty."""
    first = content[0] if content else None
    found = _RUN_IN.match(first.text) if isinstance(first, Text) else None
    if found is None or not isinstance(first, Text):
        return (), content
    return (Text(found[0]),), (Text(first.text[found.end() :]), *content[1:])


def _left_out(blocks: Blocks, theme: Theme, reason: str) -> Iterator[str]:
    if reason in theme.sets_left_out:
        yield from (
            block.text.strip()
            for block in blocks
            if isinstance(block, LeftOut) and block.reason == reason and block.text.strip()
        )


def _record_line(text: str) -> RecordLine:
    start, *rest = _BLANKS.split(text)
    return RecordLine(start, " ".join(part for part in rest if part))
