"""An edition: one article with everything its outputs share; `publisher.outputs` turns it into files.

The theme, the type area, the images, and above all the faces: one slice a face, holding what the EPUB and the PDF draw with
it together, so that it is made once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from unicodedata import combining, normalize
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from publisher.assets import Assets, load_assets
from publisher.clreq import MARKS
from publisher.cover import CoverPage, drawn_before, own_cover
from publisher.diagnostics import Diagnostic
from publisher.errors import UsageError
from publisher.fonts import Face, notice_of, user_face
from publisher.links import refused_links
from publisher.model import Article, Glyph, LanguageRun
from publisher.options import Embedding, Options
from publisher.page import BLEED_MM, TypeArea, type_area
from publisher.page_remarks import (
    chosen_glyphs,
    coarse_images,
    missing_glyphs,
    missing_sequences,
    refuse_undescribed,
    undescribed_images,
    unusable_identifier,
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
from publisher.typeset.embedding import HEADINGS, EmbeddedFace, embedded, heading_families, reader_stacks, unicode_range
from publisher.typeset.faces import FacePlan, FaceTable, PlannedFace, complete_stacks, face_table, plan_faces
from publisher.typeset.geta import slice_with_geta
from publisher.typeset.middle_dot import CHINESE, JAPANESE, with_own_dot
from publisher.typeset.slices import slice_face
from publisher.typeset.spaced import GapCharacters, gap_characters, with_spaced_copies
from publisher.typeset.turned import turned_slice, vertical_extras
from publisher.typeset.upright import drawing_characters, numbers_in, with_upright_numbers
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

    `plan` has the faces of all of them together, `page_plan` those of the PDF, `book_plan` those of the EPUB; both are the same as
    `plan` but for what is kept, whose bytes must not depend on what else was made in the same run.
    """

    article: Article
    assets: Assets
    plan: FacePlan
    page_plan: FacePlan
    book_plan: FacePlan
    page: RenderedPage | None
    tree: Element | None
    book: RenderedBook | None
    web: RenderedWeb | None
    setting: PageSetting
    book_setting: BookSetting
    cover: CoverPage | CoverPicture | None
    """Of the EPUB: what is to be drawn, or is there already; None where it has none, or one in words."""
    embed_fonts: Embedding
    heading_families: frozenset[str]
    woff2: bool
    diagnostics: tuple[Diagnostic, ...]

    @property
    def cover_is_undrawn(self) -> bool:
        return isinstance(self.cover, CoverPage)

    def slices(self) -> list[FontSlice]:
        """One slice a face, for media that flow. Each keeps the forms of the article's language and of those its runs are in."""
        return self._slices(self.plan)

    def book_slices(self) -> list[FontSlice]:
        """The slices of the EPUB."""
        return self._slices(self.book_plan)

    def _slices(self, plan: FacePlan) -> list[FontSlice]:
        languages = self._languages()
        held = embedded(plan, self.embed_fonts, self.heading_families, self.article.language)
        return [self._slice(each, languages) for each in held]

    def _slice(self, held: EmbeddedFace, languages: tuple[str, ...]) -> FontSlice:
        planned = held.planned
        data = slice_face(planned.face, held.characters, languages)
        return FontSlice(
            planned.css_family,
            planned.weight,
            as_woff2(data) if self.woff2 else data,
            unicode_range(held.characters) if held.partial else "",
            notice_of(planned.face),
        )

    def page_slices(self) -> list[FontSlice]:
        """One slice a face, for pages: what no face has is drawn as 〓 by the first face of the text, Latin glyphs have copies that
        carry the gap beside Han, and for vertical lines what stands upright is turned.
        """
        assert self.tree is not None
        text, languages = "".join(self.tree.itertext()), self._languages()
        gaps = gap_characters(normalize("NFC", text))
        numbers = self._numbers(text) if self.setting.vertical else set[str]()
        stand_in = self._stand_in() if self.page_plan.missing else None
        slices: list[FontSlice] = []
        for planned in self.page_plan.faces:
            characters = _composed(planned)
            if self.setting.vertical:
                characters |= vertical_extras(characters, self.article.language) | drawing_characters(numbers)
            if planned is stand_in:
                data = slice_with_geta(planned.face, characters, self.page_plan.missing, languages)
            else:
                data = slice_face(planned.face, characters, languages)
            if {CHINESE, JAPANESE} <= characters:
                data = with_own_dot(data)
            if self.setting.vertical:
                data = with_upright_numbers(turned_slice(data, self.article.language), numbers)
            drawn = GapCharacters(*(characters & each for each in gaps))
            data = with_spaced_copies(data, drawn, characters & MARKS, languages)
            slices.append(FontSlice(planned.css_family, planned.weight, data))
        return slices

    def _numbers(self, text: str) -> set[str]:
        """What may stand upright in vertical lines: the short numbers of the text and of its notes."""
        assert self.tree is not None
        digits = self.setting.compose.upright_digits
        notes = sum(each.get("class") == "note" for each in self.tree.iter("span"))
        return {*numbers_in(text, digits), *(str(at) for at in range(1, notes + 1) if at < 10**digits)}

    def _languages(self) -> tuple[str, ...]:
        return _languages(self.article)

    def _stand_in(self) -> PlannedFace | None:
        """The face that draws 〓: every stack ends in the text's own role."""
        text = [planned for planned in self.page_plan.faces if planned.css_family == ROLES[0]]
        return next(iter(text or self.page_plan.faces), None)


def _languages(article: Article) -> tuple[str, ...]:
    """Those of an article and of its runs, its own first."""
    runs = {node.language for node, _ in nodes(article) if isinstance(node, LanguageRun)}
    return article.language, *sorted(runs - {article.language})


def _composed(planned: PlannedFace) -> frozenset[str]:
    """The characters of a face, with what letters and marks upon them make together, so that shaping can compose é from e and ´."""
    marks = [each for each in planned.characters if combining(each)]
    made = (normalize("NFC", base + mark) for mark in marks for base in planned.characters if not combining(base))
    return planned.characters.union(each for each in made if len(each) == 1 and planned.face.covers(each))


def prepare(
    article: Article, kinds: Collection[str], options: Options, base: Path | None, assets: Assets | None = None
) -> Edition:
    """Render `article` for the wanted kinds (`epub`, `pdf`, `html`) and plan its faces; its pictures are loaded from the folder
    `base`, unless they are given as `assets`.

    Raises UsageError where theme, page size or a font of the options is wrong.
    """
    theme = load_theme(options.render.theme)
    own_faces = _user_faces(options.render.font)
    own_glyphs = [glyph.src for glyph in options.render.glyphs]
    assets = assets or load_assets(article, base, fetch=options.read.fetch, anywhere=own_glyphs)
    vertical = options.render.writing_mode == "vertical"
    page = tree = book = web = cover = None
    said_of_cover: tuple[Diagnostic, ...] = ()
    uses: dict[FontUse, set[str]] = {}
    of_headings: dict[FontUse, set[str]] = {}
    embed_fonts, language = options.write.embed_fonts, article.language
    table = face_table(theme.faces, own_faces, article.language)
    article, on_glyphs = chosen_glyphs(article, assets.images, table)
    page_plan = book_plan = None
    if "pdf" in kinds:
        page = _page(article, theme, options, assets, own_faces)
        tree = _parsed(page.html, theme)
        _gather(uses, page.stylesheet, [tree])
        if options.write.pdf != "screen":
            # What is kept or printed must not depend on what else was made in the same run.
            page_plan = _planned(uses, table, article.glyphs)
    if "epub" in kinds:
        cover, said_of_cover = _cover(article, theme, options, own_faces)
        book = _book(article, theme, assets, own_faces, _cover_document(article, theme, options, cover))
        texts = [book.navigation, *(document.xhtml for document in book.documents)]
        texts += [document.in_words for document in book.documents if document.in_words]
        trees = [_parsed(text, theme) for text in texts]
        drawn: dict[FontUse, set[str]] = {}
        _gather(drawn, book.stylesheet, trees)
        if options.write.carry_source:
            book_plan = _planned(drawn, table, article.glyphs)
        for use, characters in drawn.items():
            uses.setdefault(use, set()).update(characters)
        if embed_fonts == "auto":
            _gather(of_headings, book.stylesheet, trees, HEADINGS)
        book = replace(book, stylesheet=reader_stacks(book.stylesheet, embed_fonts, language))
    if "html" in kinds:
        web = _web(article, theme, assets, own_faces)
        trees = [_parsed(web.html, theme)]
        _gather(uses, web.stylesheet, trees)
        if embed_fonts == "auto":
            _gather(of_headings, web.stylesheet, trees, HEADINGS)
        web = replace(web, stylesheet=reader_stacks(web.stylesheet, embed_fonts, language))
    plan = _planned(uses, table, article.glyphs)
    undescribed = undescribed_images(article)
    if "epub" in kinds and options.write.certified_by:
        refuse_undescribed(undescribed)
    remarks = [
        *(said for said in article.diagnostics if not _is_set(said, theme)),
        *refused_links(article),
        *assets.diagnostics,
        *unusable_identifier(article),
        *said_of_cover,
        *undescribed,
        *on_glyphs,
        *missing_glyphs(article, plan),
        *missing_sequences(article, plan),
    ]
    if page and options.write.pdf == "print":
        pixels = {src: (each.width, each.height) for src, each in assets.images.items()}
        remarks += coarse_images(article, pixels, page.sizes)
    setting = PageSetting(
        options.compose,
        vertical,
        bound_right=options.render.binding == "right",
        profile=options.write.pdf,
        accessible=not undescribed,
        bleed=BLEED_MM if options.write.pdf == "print" else 0,
    )
    book_setting = BookSetting(vertical, described=not undescribed, certified_by=options.write.certified_by or "")
    return Edition(
        article,
        assets,
        plan,
        page_plan or plan,
        book_plan or plan,
        page,
        tree,
        book,
        web,
        setting,
        book_setting,
        cover,
        embed_fonts,
        heading_families(of_headings, plan, table),
        options.write.woff2,
        tuple(remarks),
    )


def _planned(uses: Mapping[FontUse, set[str]], table: FaceTable, glyphs: Sequence[Glyph]) -> FacePlan:
    # Without any face the engine would look for one among the machine's, and there it finds none.
    least = FontUse(ROLES[:1], 400)
    plan = plan_faces({**uses, least: uses.get(least, set()) | {" "}}, table)
    # Running heads and a book's contents have no room for a picture: there such a character is missing all the same.
    return replace(plan, pictured=frozenset(glyph.character for glyph in glyphs))


def _is_set(said: Diagnostic, theme: Theme) -> bool:
    """Whether it says of a line that it is not published, which this theme sets all the same."""
    return said.code == "left-out" and said.values.get("reason") in theme.sets_left_out


def page_area(theme: Theme, options: Options) -> TypeArea:
    """The type area of a theme's pages under `options`. Raises what `type_area` raises."""
    return type_area(
        theme.page.with_readings() if options.edition.ruby else theme.page,
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
    plan = _planned(uses, face_table(theme.faces, own_faces, article.language), article.glyphs)
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
