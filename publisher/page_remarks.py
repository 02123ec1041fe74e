"""What is said of an article once it is known how it is drawn: characters that no face has, pictures that nobody describes or
that are too coarse for print, lines that could not be set well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import ceil
from unicodedata import category

from msgspec import Struct
from msgspec.structs import replace

from publisher.diagnostics import Diagnostic, Severity, diagnostic
from publisher.errors import GlyphError, InputError
from publisher.identifiers import canonical
from publisher.model import Article, Figure, InlineImage, LeftOut, Table
from publisher.tree import nodes, plain_text
from publisher.typeset.faces import VARIATION_SELECTORS, FacePlan, FaceTable, is_drawn
from publisher.writers.page_setting import LineRemark

_SEQUENCE = re.compile("([^\ufe00-\ufe0f\U000e0100-\U000e01ef])([\ufe00-\ufe0f\U000e0100-\U000e01ef])", re.DOTALL)
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
        _unset(character, first.get(character, 0), max(count[character], 1), plan) for character in sorted(plan.missing)
    ]


def _unset(character: str, line: int, count: int, plan: FacePlan) -> Diagnostic:
    code = f"U+{ord(character):04X}"
    if character in plan.pictured:
        return diagnostic("glyph-pictured", "info", line, character=character, code_point=code, count=count)
    return diagnostic("glyph-missing", line=line, character=character, code_point=code, count=count)


def missing_sequences(article: Article, plan: FacePlan) -> list[Diagnostic]:
    """A warning for each character with a variation selector whose form no face that draws it has, with the line where it first
    stands: the character is drawn as it is without.
    """
    if not any(VARIATION_SELECTORS & planned.characters for planned in plan.faces):
        return []
    first: dict[tuple[str, str], int] = {}
    count: Counter[tuple[str, str]] = Counter()
    for node, line in nodes(article):
        values = () if isinstance(node, LeftOut) else (getattr(node, name) for name in node.__struct_fields__)
        for value in values:
            if isinstance(value, str):
                for character, selector in _SEQUENCE.findall(value):
                    first.setdefault((character, selector), line)
                    count[character, selector] += 1
    return [
        diagnostic(
            "sequence-missing", line=first[sequence], character=sequence[0],
            code_points=" ".join(f"U+{ord(each):04X}" for each in sequence), count=times,
        )
        for sequence, times in count.items()
        if not _has_sequence(sequence, plan)
    ]  # fmt: skip


def _has_sequence(sequence: tuple[str, str], plan: FacePlan) -> bool:
    drawing = [planned.face for planned in plan.faces if sequence[0] in planned.characters]
    # Of a character that no face has there is another remark.
    return not drawing or any(face.covers_sequence(*sequence) for face in drawing)


def chosen_glyphs(article: Article, loaded: Collection[str], table: FaceTable) -> tuple[Article, list[Diagnostic]]:
    """The article with those of its glyphs whose picture is `loaded` and that no face of `table` has; a remark on each one has."""
    drawn = [glyph for glyph in article.glyphs if is_drawn(glyph.character, table)]
    used = tuple(glyph for glyph in article.glyphs if glyph.src in loaded and glyph not in drawn)
    said = [
        diagnostic("glyph-has-face", "info", character=glyph.character, code_point=f"U+{ord(glyph.character):04X}")
        for glyph in drawn
    ]
    return (article if used == article.glyphs else replace(article, glyphs=used)), said


def refuse_unarchivable(plan: FacePlan) -> None:
    """What PDF/A-3a does not allow. Raises GlyphError `glyphs-missing`, or `glyphs-private` for characters of private use, which
    would each need the text they stand for (ISO 19005-3, 6.2.11.7.3).
    """
    if unset := plan.missing - plan.pictured:
        raise GlyphError("glyphs-missing", characters=_listed(unset))
    private = {each for planned in plan.faces for each in planned.characters if category(each) == "Co"}
    if private:
        raise GlyphError("glyphs-private", characters=_listed(private))


def refuse_undrawn(remarks: Iterable[str]) -> None:
    """Raises GlyphError `glyphs-undrawn` where the engine says that a glyph was missing after all."""
    said = next((remark for remark in remarks if remark.startswith(".notdef")), None)
    if said is not None:
        raise GlyphError("glyphs-undrawn", remark=said)


def _listed(characters: Iterable[str]) -> str:
    return "、".join(f"{each} (U+{ord(each):04X})" for each in sorted(characters))


def undescribed_images(article: Article) -> list[Diagnostic]:
    """A warning for each picture that has neither an alternative text nor a caption."""
    return [
        diagnostic("image-undescribed", line=line, src=node.src)
        for node, line in nodes(article)
        if isinstance(node, Figure | InlineImage) and node.src and not is_described(node)
    ]


def is_described(image: Figure | InlineImage) -> bool:
    """Whether it has an alternative text, or a figure a caption."""
    return bool(image.alt or (isinstance(image, Figure) and plain_text(image.caption)))


def refuse_undescribed(undescribed: Sequence[Diagnostic]) -> None:
    """Raises InputError `certified-undescribed` where there is a picture that nobody describes."""
    if undescribed:
        first = undescribed[0]
        src = first.values["src"]
        raise InputError("certified-undescribed", line=first.line, count=len(undescribed), src=src)


def unusable_identifier(article: Article) -> list[Diagnostic]:
    """A warning where the publication's identifier is none: readers refuse such, but an article may be made in JSON or Python."""
    given = article.publication.identifier
    return [diagnostic("identifier-malformed", value=given[:80])] if given and canonical(given) is None else []


LEAST_PPI = 150
"""Pixels an inch below which a picture in print shows them: half of what its screen of 60 lines a centimetre can use."""


def coarse_images(
    article: Article, pixels: Mapping[str, tuple[int, int]], sizes: Mapping[str, tuple[float, float]]
) -> list[Diagnostic]:
    """A warning for each picture whose `pixels` are too few for its size on paper; `sizes` are in pt, both by `src`."""
    remarks: dict[str, Diagnostic] = {}
    for node, line in nodes(article):
        if not isinstance(node, Figure) or node.src not in pixels or node.src in remarks:
            continue
        (across, down), (width, height) = pixels[node.src], sizes[node.src]
        ppi = min(across * 72 / width, down * 72 / height)
        if round(ppi) < LEAST_PPI:
            more = LEAST_PPI / ppi
            remarks[node.src] = diagnostic(
                "image-coarse", line=line, src=node.src, ppi=round(ppi), asked=LEAST_PPI,
                width=ceil(across * more), height=ceil(down * more),
            )  # fmt: skip
    return list(remarks.values())


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
