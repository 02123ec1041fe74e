"""What is said of an article once it is known how it is drawn: characters that no face has, and lines that could not be set well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from publisher.diagnostics import Diagnostic, Severity, diagnostic
from publisher.model import Article, LeftOut, Table
from publisher.tree import nodes, plain_text
from publisher.typeset.faces import FacePlan
from publisher.writers.page_setting import LineRemark

_RUNS = frozenset(("content", "term", "attribution", "caption", "credit", "title"))
"""The fields of blocks and inlines that hold a run."""


def missing_glyphs(article: Article, plan: FacePlan) -> list[Diagnostic]:
    """A warning for each character that no face has, with the line where it first stands."""
    if not plan.missing:
        return []
    first: dict[str, int] = {}
    count: Counter[str] = Counter()
    for node, line in nodes(article):
        if isinstance(node, LeftOut):
            continue
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, str):
                found = [character for character in value if character in plan.missing]
                count.update(found)
                for character in found:
                    first.setdefault(character, line)
    return [
        diagnostic(
            "glyph-missing", line=first.get(character, 0), character=character,
            code_point=f"U+{ord(character):04X}", count=max(count[character], 1),
        )
        for character in sorted(plan.missing)
    ]  # fmt: skip


def line_diagnostics(article: Article, remarks: Iterable[LineRemark]) -> Iterator[Diagnostic]:
    """A diagnostic for each remark, with the source line of the block whose text it is of (0 where it is in none)."""
    texts: list[tuple[str, int]] | None = None
    for remark in remarks:
        if remark.code == "table-wide":
            line = next((line for node, line in nodes(article) if _opens_with(node, remark.text)), 0)
            yield diagnostic(
                remark.code, "warning", line, page=remark.page, ems=f"{remark.ems:.1f}", text=remark.text[:20]
            )
            continue
        if texts is None:
            texts = [(_squashed(text), line) for text, line in _runs(article)]
        wanted = _squashed(remark.text)
        line = next((line for text, line in texts if wanted in text), 0)
        severity: Severity = "warning" if remark.code == "line-overfull" else "info"
        yield diagnostic(remark.code, severity, line, page=remark.page, ems=f"{remark.ems:.2f}", text=remark.text)


def _opens_with(node: Struct, text: str) -> bool:
    """Whether a node is a table whose first row has that text."""
    if not isinstance(node, Table) or not node.rows:
        return False
    return _squashed("".join(plain_text(cell.content) for cell in node.rows[0])) in _squashed(text)


def _runs(article: Article) -> Iterator[tuple[str, int]]:
    """The text of every run of inlines, with the line of its block."""
    for run in (article.kicker, article.headline, article.deck):
        yield plain_text(run), 0
    for node, line in nodes(article):
        if isinstance(node, LeftOut):
            continue
        for name in _RUNS.intersection(node.__struct_fields__):
            yield plain_text(getattr(node, name)), line
        for stanza in getattr(node, "stanzas", ()):
            yield from ((plain_text(verse), line) for verse in stanza)


def _squashed(text: str) -> str:
    """Without white space, which lines lose at their ends."""
    return "".join(text.split())
