"""An edition: one article with everything its outputs share; `publisher.outputs` turns it into files.

    brief           what all media are made from: article, pictures, theme, options, and the plan of faces
    pages           the pages, for the PDF
    flowing         the book, for the EPUB, and the web page
    cover           the cover of the book: planned, drawn, kept
    page_faces      from planned faces to the slices of pages
    flowing_faces   … and to those of media that flow

Each medium is drafted first. Then the faces of all are planned together, and each is finished in them: so a slice holds what the EPUB
and the PDF draw with it, and is made once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from publisher.assets import Assets, load_assets
from publisher.diagnostics import Diagnostic
from publisher.edition.brief import Brief, brief_of, with_chosen_glyphs
from publisher.edition.flowing import BookEdition, WebEdition, drafted_book, drafted_web
from publisher.edition.pages import PageEdition, drafted_pages, page_area
from publisher.links import refused_links
from publisher.model import Article
from publisher.options import Options
from publisher.page_remarks import (
    missing_glyphs,
    missing_sequences,
    refuse_undescribed,
    undescribed_images,
    unusable_identifier,
)
from publisher.themes import Theme
from publisher.typeset.faces import FacePlan

__all__ = ["BookEdition", "Edition", "PageEdition", "WebEdition", "page_area", "prepare"]


class Edition(Struct, frozen=True):
    """One article ready for the writers: its pages if a PDF is wanted, its book if an EPUB is, its web page if HTML is."""

    article: Article
    assets: Assets
    page: PageEdition | None
    book: BookEdition | None
    web: WebEdition | None
    diagnostics: tuple[Diagnostic, ...]


def prepare(
    article: Article, kinds: Collection[str], options: Options, base: Path | None, assets: Assets | None = None
) -> Edition:
    """Render `article` for the wanted kinds (`epub`, `pdf`, `html`) and plan its faces; its pictures are loaded from the folder
    `base`, unless they are given as `assets`.

    Raises UsageError where theme, page size, cover or a font of the options is wrong.
    """
    own_glyphs = [glyph.src for glyph in options.render.glyphs]
    assets = assets or load_assets(article, base, fetch=options.read.fetch, anywhere=own_glyphs)
    brief, on_glyphs = with_chosen_glyphs(brief_of(article, options, assets))
    page = drafted_pages(brief) if "pdf" in kinds else None
    book = drafted_book(brief) if "epub" in kinds else None
    web = drafted_web(brief) if "html" in kinds else None
    shared = brief.planned(each.uses for each in (page, book, web) if each)
    undescribed = undescribed_images(article)
    if book and brief.certified_by:
        refuse_undescribed(undescribed)
    remarks = [*_remarks(brief, shared, undescribed), *on_glyphs, *(book.remarks if book else ())]
    remarks += page.remarks(brief) if page else []
    described = not undescribed
    return Edition(
        brief.article,
        brief.assets,
        page.finished(brief, shared, accessible=described) if page else None,
        book.finished(brief, shared, described=described) if book else None,
        web.finished(brief, shared) if web else None,
        tuple(remarks),
    )


def _remarks(brief: Brief, plan: FacePlan, undescribed: list[Diagnostic]) -> Iterator[Diagnostic]:
    """What is to be said of the article, whatever is made of it."""
    article = brief.article
    yield from (said for said in article.diagnostics if not _is_set(said, brief.theme))
    yield from refused_links(article)
    yield from brief.assets.diagnostics
    yield from unusable_identifier(article)
    yield from undescribed
    yield from missing_glyphs(article, plan)
    yield from missing_sequences(article, plan)


def _is_set(said: Diagnostic, theme: Theme) -> bool:
    """Whether it says of a line that it is not published, which this theme sets all the same."""
    return said.code == "left-out" and said.values.get("reason") in theme.sets_left_out
