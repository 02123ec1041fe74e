"""What `publisher inspect` shows of an article: the JSON contract, the outline, a table of what each line was taken for, and why.

Pure functions on plain text; colours are the command line's, which knows a row by its role.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from publisher.messages import in_chinese
from publisher.messages.names import NAMES
from publisher.messages.rules import LEAD, RULES, UNSURE
from publisher.model import (
    Article,
    Block,
    Box,
    Credit,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    LeftOut,
    List,
    ListItem,
    NoteBlock,
    Paragraph,
    Printed,
    Quote,
    Reading,
    Separator,
    Signature,
    Table,
    Verse,
)  # fmt: skip
from publisher.terminal import width as columns
from publisher.terminal import wrap
from publisher.tree import plain_text

# --- the contract ------------------------------------------------------------------------------------------------


def contract(file: str, article: Article) -> dict[str, Any]:
    """One object of `inspect --json`: `file format encoding language article reading diagnostics`, ready for a JSON encoder.

    `article` holds the seven header fields as printed (or None) and `model`, the article in the published schema without
    `reading` and `diagnostics`, which stand beside it.
    """
    bare = msgspec.structs.replace(article, reading=(), diagnostics=())
    printed = {field: getattr(article.printed, field) for field in Printed.__struct_fields__}
    return {
        "file": file,
        "format": article.format,
        "encoding": article.encoding,
        "language": article.language,
        "article": {**printed, "model": {"$schema": article.schema, **msgspec.to_builtins(bare)}},
        "reading": [
            {"lines": list(entry.lines), "role": entry.role, "rule": entry.rule, "confidence": entry.confidence, "text": entry.text}
            for entry in article.reading
        ],
        "diagnostics": [
            {"code": remark.code, "message": remark.message, "line": remark.line, "severity": remark.severity}
            for remark in article.diagnostics
        ],
    }  # fmt: skip


def failure(file: str, code: str, message: str) -> dict[str, Any]:
    """The object of `inspect --json` for a file that could not be read."""
    return {"file": file, "error": {"code": code, "message": message}}


# --- names of things -----------------------------------------------------------------------------------------------

_UNITS = {
    "run": ("{paragraphs}, {characters}: ", "{paragraphs}，{characters}："),
    "paragraphs": ("{count} paragraphs", "{count} 段"),
    "paragraph": ("1 paragraph", "1 段"),
    "characters": ("{count} characters", "{count} 字"),
    "items": ("{count} items", "{count} 项"),
    "rows": ("{count} rows", "{count} 行"),
}


def role_name(role: str, language: str) -> str:
    """A role or block's name in the user's language (`zh`: 主标题; else English); the role itself if it has none."""
    return NAMES.get(role, (role, role))[language == "zh"]


def _reason_name(reason: str, language: str) -> str:
    return in_chinese("reason", reason) if language == "zh" else reason


def _count(unit: str, count: int, language: str) -> str:
    unit = "paragraph" if unit == "paragraphs" and count == 1 else unit
    return _UNITS[unit][language == "zh"].format(count=count)


# --- text as plain characters ----------------------------------------------------------------------------------------


def shortened(text: str, width: int) -> str:
    """`text` cut to `width` columns, with `…` where something was cut."""
    # Most texts are far longer than their place: what cannot fit need not be measured.
    text = text[: width + 1]
    if columns(text) <= width:
        return text
    kept = ""
    room = width - 1
    for mark in text:
        room -= columns(mark)
        if room < 0:
            break
        kept += mark
    return f"{kept}…"


def padded(text: str, width: int) -> str:
    """`text` filled with spaces to `width` columns."""
    return text + " " * (width - columns(text))


# --- the outline -----------------------------------------------------------------------------------------------------

_SHOWN = 44
_INDENT = "  "


def outline(article: Article, language: str = "en", *, width: int = 100) -> str:
    """The article as an indented tree: header fields, then headings with what stands under them."""
    rows = [f"{padded(name, 12)}{shortened(value, width - 12)}" for name, value in _header(article, language)]
    return "\n".join([*rows, "", *_tree(article, language, width)]).rstrip() + "\n"


def _header(article: Article, language: str) -> Iterator[tuple[str, str]]:
    fields = {
        "kicker": plain_text(article.kicker),
        "headline": plain_text(article.headline),
        "deck": plain_text(article.deck),
        "byline": article.byline_text or "、".join(byline.name for byline in article.bylines),
        "dateline": article.dateline or "",
        "date": article.date or "",
        "source": article.source or "",
        "language": article.language,
    }
    for field, value in fields.items():
        if value:
            yield role_name(field, language), value


def _tree(article: Article, language: str, width: int) -> Iterator[str]:
    level = 0
    run: list[Paragraph] = []
    for block in (*article.blocks, None):
        if isinstance(block, Paragraph) and block.role == "text":
            run.append(block)
            continue
        if run:
            yield _INDENT * level + _paragraphs(run, language, width - 2 * level)
            run = []
        if isinstance(block, Heading):
            level = block.level
            yield _INDENT * (level - 1) + shortened(f"§ {plain_text(block.content)}", width)
        elif block is not None:
            yield _INDENT * level + _block(block, language, width - 2 * level)


def _paragraphs(run: list[Paragraph], language: str, width: int) -> str:
    size = sum(len(plain_text(block.content)) for block in run)
    counted = _UNITS["run"][language == "zh"].format(
        paragraphs=_count("paragraphs", len(run), language), characters=_count("characters", size, language)
    )
    return counted + shortened(plain_text(run[0].content), min(_SHOWN, max(10, width - columns(counted))))


def _block(block: Block, language: str, width: int) -> str:
    """A block other than heading and plain paragraph on one line: its name, then its size or first words."""
    kind = block.role if isinstance(block, Paragraph) else str(block.__struct_config__.tag)
    name = role_name(kind, language)
    said = _about(block, language)
    return shortened(f"[{name}] {said}".rstrip(), width)


def _about(block: Block, language: str) -> str:
    if isinstance(block, Paragraph | Credit | Signature):
        return plain_text(block.content)
    if isinstance(block, Figure):
        return " ".join(filter(None, (block.src, plain_text(block.caption))))
    if isinstance(block, LeftOut):
        reason = _reason_name(block.reason, language)
        return f"{block.text}（{reason}）" if language == "zh" else f"{block.text} ({reason})"
    if isinstance(block, List | DefinitionList):
        return _count("items", len(block.items), language)
    if isinstance(block, Table):
        return _count("rows", len(block.rows), language)
    if isinstance(block, Verse):
        return plain_text(block.stanzas[0][0]) if block.stanzas and block.stanzas[0] else ""
    if isinstance(block, Separator):
        return ""
    return _nested(block)


def _nested(block: Block | ListItem | Definition) -> str:
    """The title, label or first words of a block that holds blocks."""
    title: Inlines = getattr(block, "title", ())
    if title or (isinstance(block, NoteBlock) and block.label):
        return plain_text(title) or getattr(block, "label", "")
    inner = block.blocks[0] if isinstance(block, Box | Quote | NoteBlock) and block.blocks else None
    if isinstance(inner, Paragraph | Heading):
        return plain_text(inner.content)
    return getattr(block, "text", "") or ""


# --- the table of lines ------------------------------------------------------------------------------------------------


_SURE_ENOUGH = 0.75
_DOUBT = "?"
_LEAD = "lead"


class Row(NamedTuple):
    """What one source line or wrapped paragraph was taken for, in words."""

    lines: str
    """`7`, or `7–9`."""
    role: str
    """The role's name in the user's language."""
    rule: str
    confidence: str
    """`95%`, or `60% ?` for a line that an editor had better look at."""
    text: str
    key: str
    """The role itself, or `lead`: for colours."""
    is_doubtful: bool = False


def line_table(article: Article, language: str = "en") -> list[Row]:
    """A row for each entry of the article's reading, the lead called so; empty for formats that have no lines."""
    leads = {block.lines for block in article.blocks if isinstance(block, Paragraph) and block.role == _LEAD}
    return [
        _row(entry, _LEAD if entry.role == "paragraph" and entry.lines in leads else entry.role, language)
        for entry in article.reading
    ]


def _row(entry: Reading, key: str, language: str) -> Row:
    first, last = entry.lines
    doubt = f" {_DOUBT}" if entry.confidence < _SURE_ENOUGH else ""
    return Row(
        str(first) if first == last else f"{first}–{last}",
        role_name(key, language),
        entry.rule,
        f"{entry.confidence:.0%}{doubt}",
        entry.text,
        key,
        bool(doubt),
    )


def table_text(rows: list[Row], language: str = "en", *, width: int = 100) -> list[str]:
    """Heading line and rows in columns that stand right below each other, each at most `width` columns wide.

    The first line is the heading, line n belongs to `rows[n - 1]`.
    """
    heads = [role_name(name, language) for name in ("lines", "role", "rule", "confidence", "text")]
    cells = [heads, *([row.lines, row.role, row.rule, row.confidence, row.text] for row in rows)]
    widths = [max(columns(row[place]) for row in cells) for place in range(4)]
    room = max(20, width - sum(widths) - 2 * len(widths))
    return [
        "  ".join([*(padded(cell, size) for cell, size in zip(row[:4], widths, strict=True)), shortened(row[4], room)])
        for row in cells
    ]


def legend(rows: list[Row], language: str = "en", *, width: int = 100) -> list[str]:
    """What the rules of these rows go by, in the order of first use: a title, then `rule  why`. Empty where there are no rows.

    Lines are at most `width` columns; those that continue an explanation stand below its start. A rule that has no words, from
    an article's JSON made elsewhere, is passed over.
    """
    said = {name: words[language == "zh"] for row in rows for name, words in _explained(row)}
    if any(row.is_doubtful for row in rows):
        said[_DOUBT] = UNSURE[language == "zh"]
    if not said:
        return []
    start = max(map(columns, said)) + 2
    # Closing marks may stand out of the wrapped text.
    room = max(20, width - start - 4)
    lines = [role_name("why", language)]
    for name, why in said.items():
        first, *others = wrap(why, room)
        lines += [padded(name, start) + first, *(" " * start + line for line in others)]
    return lines


def _explained(row: Row) -> Iterator[tuple[str, tuple[str, str]]]:
    if row.key == _LEAD:
        yield row.role, LEAD
    if row.rule in RULES:
        yield row.rule, RULES[row.rule]
