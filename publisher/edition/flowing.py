"""The media of an edition that flow: its book, for the EPUB, and its web page."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from publisher.diagnostics import Diagnostic
from publisher.edition.brief import Brief, Uses, uses_of
from publisher.edition.cover import Cover, cover_document, planned_cover
from publisher.edition.flowing_faces import FlowingFaces
from publisher.render import RenderedBook, RenderedWeb, reflow_of, render_book, render_web
from publisher.typeset.embedding import HEADINGS, EmbeddingRule, heading_families, reader_stacks
from publisher.typeset.faces import FacePlan, installed_families
from publisher.writers.book_setting import IMAGE_FOLDER, BookSetting
from publisher.writers.html import data_url


class BookEdition(Struct, frozen=True):
    """A book, its faces, its cover, and how it is packed."""

    rendered: RenderedBook
    faces: FlowingFaces
    cover: Cover
    setting: BookSetting


class WebEdition(Struct, frozen=True):
    """A web page and its faces."""

    rendered: RenderedWeb
    faces: FlowingFaces
    mark: str = ""
    """What a batch writes into its outputs."""


class _FlowingUses(Struct, frozen=True):
    """What the documents of a medium set, and what their headings do."""

    all: Uses
    headings: Uses


class BookDraft(Struct, frozen=True):
    """A book before its faces are planned."""

    rendered: RenderedBook
    cover: Cover
    drawn: _FlowingUses
    remarks: Sequence[Diagnostic]

    @property
    def uses(self) -> Uses:
        return self.drawn.all

    def finished(self, brief: Brief, shared: FacePlan, *, described: bool) -> BookEdition:
        """In the faces that all media share; a book that carries its proof must not depend on what else was made in the same run."""
        write = brief.options.write
        faces = _faces(brief, brief.planned([self.uses]) if write.carry_source else shared, self.drawn)
        plain, modern = (to_readers(each, faces) for each in (self.rendered.stylesheet, self.rendered.modern))
        setting = BookSetting(brief.vertical, described=described, certified_by=brief.certified_by)
        return BookEdition(replace(self.rendered, stylesheet=plain, modern=modern), faces, self.cover, setting)


class WebDraft(Struct, frozen=True):
    """A web page before its faces are planned."""

    rendered: RenderedWeb
    drawn: _FlowingUses

    @property
    def uses(self) -> Uses:
        return self.drawn.all

    def finished(self, brief: Brief, shared: FacePlan) -> WebEdition:
        faces = _faces(brief, shared, self.drawn)
        return WebEdition(replace(self.rendered, stylesheet=to_readers(self.rendered.stylesheet, faces)), faces)


def drafted_book(brief: Brief) -> BookDraft:
    """Raises UsageError where the theme or a cover of the user's is wrong."""
    article, theme = brief.article, brief.theme
    images = {src: f"{IMAGE_FOLDER}/{asset.name}" for src, asset in brief.assets.images.items()}
    flow = reflow_of(article.language, brief.options.compose, vertical=brief.vertical)
    cover, remarks = planned_cover(brief)
    book = render_book(article, theme, images, flow, cover_document(brief, cover, flow))
    book = replace(book, stylesheet=brief.stacked(book.stylesheet), modern=brief.stacked(book.modern))
    texts = [book.navigation, *(document.xhtml for document in book.documents)]
    texts += [document.in_words for document in book.documents if document.in_words]
    drawn = _drawn(brief, f"{book.stylesheet}\n{book.modern}", [brief.parsed(text) for text in texts])
    return BookDraft(book, cover, drawn, remarks)


def drafted_web(brief: Brief) -> WebDraft:
    """Raises UsageError where the theme is wrong."""
    images = {src: data_url(asset.data, asset.media_type) for src, asset in brief.assets.images.items()}
    flow = reflow_of(brief.article.language, brief.options.compose, vertical=brief.vertical)
    web = render_web(brief.article, brief.theme, images, flow)
    web = replace(web, stylesheet=brief.stacked(web.stylesheet))
    return WebDraft(web, _drawn(brief, web.stylesheet, [brief.parsed(web.html)]))


def _drawn(brief: Brief, stylesheet: str, trees: Sequence[Element]) -> _FlowingUses:
    needed = asks_of_headings(brief)
    return _FlowingUses(uses_of(stylesheet, trees), uses_of(stylesheet, trees, HEADINGS) if needed else {})


def _faces(brief: Brief, plan: FacePlan, drawn: _FlowingUses) -> FlowingFaces:
    return FlowingFaces(plan, embedding_rule(brief, plan, drawn.headings), brief.languages)


def asks_of_headings(brief: Brief) -> bool:
    """Whether it matters for the faces of a document what its headings set."""
    write = brief.options.write
    return write.embed_fonts == "auto" and write.fonts == "embedded"


def embedding_rule(brief: Brief, plan: FacePlan, headings: Uses) -> EmbeddingRule:
    """Which faces a document holds, as the options have it; `headings` are what its headings set, where that is asked."""
    write = brief.options.write
    if write.fonts == "shared":
        return EmbeddingRule("shared", installed=installed_families(brief.table))
    return EmbeddingRule(write.embed_fonts, heading_families(headings, plan, brief.table), write.woff2)


def to_readers(stylesheet: str, faces: FlowingFaces) -> str:
    """What a style sheet is for those who bring faces of their own."""
    return reader_stacks(stylesheet, faces.rule, faces.languages[0])
