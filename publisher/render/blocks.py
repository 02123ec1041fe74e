"""Blocks as HTML: one small template a kind, `blocks/<type>.html`, so that a theme can change one and leave the rest.

A template gets `block`, `inline` (a run of inlines as HTML), `line` (a text of one line as HTML), `blocks` (blocks as HTML),
`only_paragraph` (the run of a block list that is one paragraph, or none), `plain_text`, `described` (what describes a figure),
`image` (the URL of an image, or none), `sizes` (width and height of figures on paper, in pt, by `src`), `table_class` (of a table, on
paper), `is_wide` (of a table, where text flows), `deep` (not to be set in any further), `vertical` (on paper, where a vertical page
is laid out sideways), `downwards` (where vertical lines flow), `across` (whether it stands across the columns), `before` and `after`
(the blocks beside it, or none), `anchor` (its id where a book points to it), `kind` (of a block: the name of its template),
`run_in` (a run parted after the heading it opens with), `medium`, `language` and, for headings, `entry` (id, level, text) and `lines`
(the run, broken for the measure).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from publisher.model import Article, Block, Credit, Figure, Heading, Inlines, LeftOut, NoteBlock, Paragraph
from publisher.render.anchors import ALONE, Anchors
from publisher.render.budget import allow_for
from publisher.render.chapters import Part
from publisher.render.headline import balance
from publisher.render.inlines import InlineRenderer, Medium, PlacedNote, plain_text
from publisher.render.official import run_in
from publisher.render.outline import OutlineEntry, outline
from publisher.render.reflow import HORIZONTAL, Reflow
from publisher.render.tables import is_wide, table_class
from publisher.render.templates import fill, term
from publisher.themes import Theme

COLOPHON_FROM = 3
"""One credit or two stand where they are."""
DEEP = 6
"""Levels of blocks in one another that are each set in on paper: so many a narrow page has room for."""


class Paper(Struct, frozen=True):
    """What blocks on paper know: the `sizes` of figures, width and height in pt by `src`, how lines run and the ems of one, whether
    links lead anywhere (in print they do not), what needs all columns, and the ids of an article among others.
    """

    sizes: Mapping[str, tuple[float, float]] = {}
    vertical: bool = False
    measure: float = 0
    page_measure: float = 0
    """Ems of a line across all columns."""
    links: bool = True
    across: frozenset[int] = frozenset()
    """The blocks that stand across all columns, by `id`."""
    heading_measure: float = 0.0
    """Ems of a heading's own type that fit a line; longer headings are broken where they pause."""
    anchors: Anchors = ALONE

    def room(self, block: Block) -> float:
        """The ems of a line where the block stands."""
        return self.page_measure if id(block) in self.across else self.measure


class BlockRenderer:
    """Renders the blocks of one article for one medium, on paper by `paper`, else by `reflow`; then `notes` holds the notes met,
    `outline` the headings.
    """

    def __init__(
        self,
        theme: Theme,
        medium: Medium,
        article: Article,
        images: Mapping[str, str],
        paper: Paper | None = None,
        reflow: Reflow = HORIZONTAL,
    ):
        anchors = paper.anchors if paper else reflow.anchors
        self.outline: tuple[OutlineEntry, ...] = outline(article, anchors.prefix)
        self._headings = 0
        self.inline = InlineRenderer(
            medium,
            self._note_blocks,
            images,
            links=paper is None or paper.links,
            glyphs=article.glyphs,
            reflow=Reflow(anchors=anchors) if paper else reflow,
        )
        self._theme = theme
        self._across = paper.across if paper else frozenset()
        self._heading_measure = paper.heading_measure if paper else 0.0
        self._level = 0
        self._deepest = DEEP if paper else 1000
        self._values = {
            "inline": self.inline,
            "blocks": self,
            "only_paragraph": only_paragraph,
            "kind": kind,
            "run_in": run_in,
            "plain_text": plain_text,
            "described": lambda figure: description(figure) or term("picture", article.language),
            "image": images.get,
            "sizes": paper.sizes if paper else {},
            "vertical": paper.vertical if paper else False,
            "downwards": reflow.vertical,
            "line": self.inline.line,
            "is_wide": is_wide,
            "table_class": lambda table: table_class(table, paper.room(table)) if paper else "",
            "medium": medium,
            "language": article.language,
        }

    def __call__(self, blocks: tuple[Block, ...]) -> Markup:
        self._level += 1
        try:
            return Markup("\n".join(self._all(blocks)))
        finally:
            self._level -= 1

    def text(self, blocks: tuple[Block, ...]) -> Markup:
        """The blocks of an article."""
        return joined(self.parts(blocks))

    def parts(self, blocks: tuple[Block, ...]) -> list[Part]:
        """The blocks of an article, one by one. Three credits or more that close it are its colophon, set apart from the text."""
        shown = [block for block in blocks if not isinstance(block, LeftOut)]
        start = len(shown)
        while start and isinstance(shown[start - 1], Credit):
            start -= 1
        if len(shown) - start < COLOPHON_FROM:
            return list(self._parts(shown))
        text, credits = list(self._parts(shown[:start])), list(self._parts(shown[start:]))
        values = {"credits": joined(credits), "medium": self._values["medium"], "language": self._values["language"]}
        colophon = fill(self._theme, "colophon.html", values).rstrip("\n")
        return [*text, Part(colophon, tuple(note for part in credits for note in part.notes))]

    def _parts(self, blocks: Sequence[Block]) -> Iterator[Part]:
        self._level += 1
        rendered = self._all(blocks)
        for block in blocks:
            notes, headings = len(self.notes), self._headings
            html = next(rendered)
            met = self.outline[headings : self._headings]
            yield Part(html, tuple(self.notes[notes:]), met, met[0].level if isinstance(block, Heading) else 0)
        self._level -= 1

    @property
    def notes(self) -> list[PlacedNote]:
        return self.inline.notes

    def _all(self, blocks: Sequence[Block]) -> Iterator[str]:
        shown = [block for block in blocks if not isinstance(block, LeftOut)]
        for before, block, after in zip([None, *shown], shown, [*shown[1:], None], strict=False):
            yield self._one(block, before, after)

    def _one(self, block: Block, before: Block | None, after: Block | None) -> str:
        allow_for(block)
        beside = {"before": before, "after": after, "across": id(block) in self._across}
        values = self._values | beside | {"block": block, "anchor": self.inline.anchor(block)}
        values["deep"] = self._level > self._deepest
        if isinstance(block, Heading):
            # Blocks are rendered in the order of the text, as the outline lists them.
            values["entry"] = self.outline[self._headings]
            self._headings += 1
            values["lines"] = balance(block.content, self._heading_measure) if self._heading_measure else block.content
        return fill(self._theme, f"blocks/{kind(block)}.html", values).rstrip("\n")

    def _note_blocks(self, blocks: tuple[Block, ...]) -> Markup:
        return Markup("".join(self._all(blocks)))


def joined(parts: Sequence[Part]) -> Markup:
    """The HTML of parts that stand in one document."""
    return Markup("\n".join(part.html for part in parts))


def kind(block: Block | None) -> str:
    """The name of a block's template, empty for none: its type in JSON, `note` being `note_block` to tell it from the inline."""
    if block is None or isinstance(block, NoteBlock):
        return "note_block" if block else ""
    return str(block.__struct_config__.tag)


def description(figure: Figure) -> str:
    """What describes a figure to those who do not see it: its alternative text, else its caption; empty where there is neither."""
    return figure.alt or plain_text(figure.caption)


def only_paragraph(blocks: tuple[Block, ...]) -> Inlines | None:
    """The run of a single plain paragraph: list items and notes of one paragraph are set without a `p` of their own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].content
    return None
