"""An edition: one article with everything its outputs share; `publisher.outputs` turns it into files.

The theme, the type area, the images, and above all the faces: one slice a face, holding what the EPUB and the PDF draw with
it together, so that it is made once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from publisher.assets import Assets, load_assets
from publisher.cover import CoverPage, drawn_before, own_cover
from publisher.diagnostics import Diagnostic
from publisher.errors import UsageError
from publisher.fonts import Face, notice_of, user_face
from publisher.links import refused_links
from publisher.model import Article, LanguageRun
from publisher.options import Options
from publisher.page import BLEED_MM, TypeArea, type_area
from publisher.page_remarks import (
    coarse_images,
    missing_glyphs,
    undescribed_images,
)
from publisher.render import (
    ContentDocument,
    CoverImage,
    PageImage,
    RenderedBook,
    RenderedPage,
    RenderedWeb,
    render_book,
    render_cover,
    render_cover_document,
    render_page,
    render_web,
)
from publisher.themes import ROLES, Theme, load_theme, role_and_file
from publisher.tree import nodes
from publisher.typeset.cascade import FontUse, cascade
from publisher.typeset.embedding import (
    HEADINGS,
    EmbeddedFace,
    EmbeddingRule,
    embedded,
    heading_families,
    reader_stacks,
    unicode_range,
)
from publisher.typeset.faces import FacePlan, FaceTable, complete_stacks, face_table, plan_faces
from publisher.typeset.slices import slice_face
from publisher.typeset.woff2 import as_woff2
from publisher.writers.book_setting import BookSetting
from publisher.writers.build_date import build_date, w3c
from publisher.writers.cover import CoverPicture
from publisher.writers.font_slices import FontSlice
from publisher.writers.html import data_url
from publisher.writers.page_setting import PageSetting

IMAGE_FOLDER = "images"


class Edition(Struct, frozen=True):
    """One article ready for the writers. `page` and `tree` are there if a PDF is wanted, `book` if an EPUB is, `web` if HTML is.

    `plan` has the faces of all of them together, `page_plan` those of the PDF, which on a screen are the same.
    """

    article: Article
    assets: Assets
    plan: FacePlan
    page_plan: FacePlan
    page: RenderedPage | None
    tree: Element | None
    book: RenderedBook | None
    web: RenderedWeb | None
    setting: PageSetting
    book_setting: BookSetting
    cover: CoverPage | CoverPicture | None
    """Of the EPUB: what is to be drawn, or is there already; None where it has none, or one in words."""
    embedding: EmbeddingRule
    diagnostics: tuple[Diagnostic, ...]

    @property
    def cover_is_undrawn(self) -> bool:
        return isinstance(self.cover, CoverPage)

    def slices(self) -> list[FontSlice]:
        """One slice a face, for media that flow. Each keeps the forms of the article's language and of those its runs are in."""
        return [self._slice(each) for each in embedded(self.plan, self.embedding, self.article.language)]

    def _slice(self, held: EmbeddedFace) -> FontSlice:
        planned = held.planned
        data = slice_face(planned.face, held.characters, self._languages())
        return FontSlice(
            planned.css_family,
            planned.weight,
            as_woff2(data) if self.embedding.woff2 else data,
            unicode_range(held.characters) if held.partial else "",
            unicode_range(held.rare),
            notice_of(planned.face),
        )

    def page_slices(self) -> list[FontSlice]:
        """One slice a face, for pages."""
        from publisher.page_faces import page_slices

        assert self.tree is not None
        return page_slices(self.article.language, self.tree, self.page_plan, self.setting, self._languages())

    def _languages(self) -> tuple[str, ...]:
        return _languages(self.article)


def _languages(article: Article) -> tuple[str, ...]:
    """Those of an article and of its runs, its own first."""
    runs = {node.language for node, _ in nodes(article) if isinstance(node, LanguageRun)}
    return article.language, *sorted(runs - {article.language})


def prepare(
    article: Article, kinds: Collection[str], options: Options, base: Path | None, assets: Assets | None = None
) -> Edition:
    """Render `article` for the wanted kinds (`epub`, `pdf`, `html`) and plan its faces; its pictures are loaded from the folder
    `base`, unless they are given as `assets`.

    Raises UsageError where theme, page size or a font of the options is wrong.
    """
    theme = load_theme(options.render.theme)
    own_faces = _user_faces(options.render.font)
    assets = assets or load_assets(article, base, fetch=options.read.fetch)
    vertical = options.render.writing_mode == "vertical"
    page = tree = book = web = cover = None
    said_of_cover: tuple[Diagnostic, ...] = ()
    uses: dict[FontUse, set[str]] = {}
    of_headings: dict[FontUse, set[str]] = {}
    table = face_table(theme.faces, own_faces, article.language)
    page_plan = None
    if "pdf" in kinds:
        page = _page(article, theme, options, assets, own_faces)
        tree = _parsed(page.html, theme)
        _gather(uses, page.stylesheet, [tree])
        if options.write.pdf != "screen":
            # What is kept or printed must not depend on what else was made in the same run.
            page_plan = _planned(uses, table)
    if "epub" in kinds:
        cover, said_of_cover = _cover(article, theme, options, own_faces)
        book = _book(article, theme, assets, own_faces, _cover_document(article, theme, options, cover))
        texts = [book.navigation, *(document.xhtml for document in book.documents)]
        texts += [document.in_words for document in book.documents if document.in_words]
        trees = [_parsed(text, theme) for text in texts]
        _gather(uses, book.stylesheet, trees)
        if options.write.embed_fonts == "auto":
            _gather(of_headings, book.stylesheet, trees, HEADINGS)
    if "html" in kinds:
        web = _web(article, theme, assets, own_faces)
        trees = [_parsed(web.html, theme)]
        _gather(uses, web.stylesheet, trees)
        if options.write.embed_fonts == "auto":
            _gather(of_headings, web.stylesheet, trees, HEADINGS)
    plan = _planned(uses, table)
    undescribed = undescribed_images(article)
    remarks = [
        *(said for said in article.diagnostics if not _is_set(said, theme)),
        *refused_links(article),
        *assets.diagnostics,
        *said_of_cover,
        *undescribed,
        *missing_glyphs(article, plan),
    ]
    if page and options.write.pdf == "print":
        pixels = {src: (each.width, each.height) for src, each in assets.images.items()}
        remarks += coarse_images(article, pixels, page.sizes)
    setting, book_setting = _page_setting(options, accessible=not undescribed), BookSetting(vertical)
    headings = heading_families(of_headings, plan, table)
    embedding = EmbeddingRule(options.write.embed_fonts, headings, options.write.woff2)
    # Only now, for the plan needs to know what the stacks are in our own faces.
    if book:
        book = replace(book, stylesheet=reader_stacks(book.stylesheet, embedding, article.language))
    if web:
        web = replace(web, stylesheet=reader_stacks(web.stylesheet, embedding, article.language))
    return Edition(
        article, assets, plan, page_plan or plan, page, tree, book, web, setting, book_setting, cover, embedding,
        tuple(remarks),
    )  # fmt: skip


def _page_setting(options: Options, *, accessible: bool) -> PageSetting:
    return PageSetting(
        options.compose,
        options.render.writing_mode == "vertical",
        bound_right=options.render.binding == "right",
        profile=options.write.pdf,
        accessible=accessible,
        bleed=BLEED_MM if options.write.pdf == "print" else 0,
    )


def _planned(uses: Mapping[FontUse, set[str]], table: FaceTable) -> FacePlan:
    # Without any face the engine would look for one among the machine's, and there it finds none.
    least = FontUse(ROLES[:1], 400)
    return plan_faces({**uses, least: uses.get(least, set()) | {" "}}, table)


def _is_set(said: Diagnostic, theme: Theme) -> bool:
    """Whether it says of a line that it is not published, which this theme sets all the same."""
    return said.code == "left-out" and said.values.get("reason") in theme.sets_left_out


def page_area(theme: Theme, options: Options) -> TypeArea:
    """The type area of a theme's pages under `options`. Raises what `type_area` raises."""
    return type_area(
        theme.page,
        options.render.trim or str(theme.options.get("trim", "a4")),
        vertical=options.render.writing_mode == "vertical",
        columns=options.render.columns,
        bound=options.write.pdf == "print",
    )


def _page(
    article: Article, theme: Theme, options: Options, assets: Assets, own_faces: Mapping[str, Face]
) -> RenderedPage:
    area = page_area(theme, options)
    images = {src: PageImage(f"asset:{each.name}", each.width, each.height) for src, each in assets.images.items()}
    created = w3c(build_date(article))
    page = render_page(article, theme, area, images, created, options.compose)
    return replace(page, stylesheet=complete_stacks(page.stylesheet, own_faces))


def _book(
    article: Article, theme: Theme, assets: Assets, own_faces: Mapping[str, Face], cover: ContentDocument | None
) -> RenderedBook:
    images = {src: f"{IMAGE_FOLDER}/{asset.name}" for src, asset in assets.images.items()}
    book = render_book(article, theme, images, cover)
    return replace(book, stylesheet=complete_stacks(book.stylesheet, own_faces))


def _cover(
    article: Article, theme: Theme, options: Options, own_faces: Mapping[str, Face]
) -> tuple[CoverPage | CoverPicture | None, tuple[Diagnostic, ...]]:
    """The picture of the cover, or what is to be drawn, and what is to be said of it."""
    wanted, vertical = options.write.cover, options.render.writing_mode == "vertical"
    if wanted in ("text", "none"):
        return None, ()
    if wanted != "auto":
        return own_cover(Path(wanted))
    rendered = render_cover(article, theme, vertical=vertical)
    stylesheet = complete_stacks(rendered.stylesheet, own_faces)
    tree = _parsed(rendered.html, theme)
    uses: dict[FontUse, set[str]] = {}
    _gather(uses, stylesheet, [tree])
    plan = _planned(uses, face_table(theme.faces, own_faces, article.language))
    page = CoverPage(rendered.html, tree, stylesheet, plan, PageSetting(vertical=vertical), _languages(article))
    return drawn_before(page) or page, ()


def _cover_document(
    article: Article, theme: Theme, options: Options, cover: CoverPage | CoverPicture | None
) -> ContentDocument | None:
    if options.write.cover == "none":
        return None
    image = None
    if cover:
        image = CoverImage(f"{IMAGE_FOLDER}/{cover.name}", cover.width, cover.height)
    return render_cover_document(article, theme, image)


def _web(article: Article, theme: Theme, assets: Assets, own_faces: Mapping[str, Face]) -> RenderedWeb:
    images = {src: data_url(asset.data, asset.media_type) for src, asset in assets.images.items()}
    web = render_web(article, theme, images)
    return replace(web, stylesheet=complete_stacks(web.stylesheet, own_faces))


def _parsed(html: str, theme: Theme) -> Element:
    """The tree of what a theme's templates made. Raises UsageError `theme-template` where that is no well-formed XML."""
    try:
        return ElementTree.fromstring(html)
    except ElementTree.ParseError as fault:
        line = html.splitlines()[fault.position[0] - 1].strip()
        raise UsageError("theme-template", file=theme.name, fault=f"{fault.msg}: {line[:80]}") from None


def _gather(
    uses: dict[FontUse, set[str]], stylesheet: str, trees: Sequence[Element], within: Collection[str] = ()
) -> None:
    """Add to `uses` what the trees set, or what elements of some names `within` them do."""
    known = cascade(stylesheet)
    for tree in trees:
        for use, characters in (known.uses_within(tree, within) if within else known.uses(tree)).items():
            uses.setdefault(use, set()).update(characters)


def _user_faces(fonts: Sequence[str]) -> dict[str, Face]:
    return {role: user_face(file) for role, file in map(role_and_file, fonts)}
