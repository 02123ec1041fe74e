"""The pages of an edition, for its PDF."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from publisher.diagnostics import Diagnostic
from publisher.edition.brief import Brief, Uses, uses_of
from publisher.options import Options
from publisher.page import BLEED_MM, TypeArea, type_area
from publisher.page_remarks import coarse_images
from publisher.render import PageImage, RenderedPage, render_page
from publisher.themes import Theme
from publisher.typeset.faces import FacePlan
from publisher.writers.build_date import build_date, w3c
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import PageSetting


class PageEdition(Struct, frozen=True):
    """What the layout engine sets: a document and its tree, in faces of a plan, by a setting."""

    rendered: RenderedPage
    tree: Element
    plan: FacePlan
    setting: PageSetting
    languages: tuple[str, ...]

    def slices(self) -> list[FontSlice]:
        from publisher.edition.page_faces import PageFaces

        return PageFaces(self.plan, self.setting, self.languages).slices(self.tree)


class PageDraft(Struct, frozen=True):
    """Pages before their faces are planned."""

    rendered: RenderedPage
    tree: Element
    uses: Uses

    def finished(self, brief: Brief, shared: FacePlan, *, accessible: bool) -> PageEdition:
        """In the faces that all media share; what is kept or printed must not depend on what else was made in the same run."""
        plan = shared if brief.options.write.pdf == "screen" else brief.planned([self.uses])
        return PageEdition(self.rendered, self.tree, plan, page_setting(brief, accessible=accessible), brief.languages)

    def remarks(self, brief: Brief) -> list[Diagnostic]:
        """What is to be said of pictures in print."""
        if brief.options.write.pdf != "print":
            return []
        pixels = {src: (each.width, each.height) for src, each in brief.assets.images.items()}
        return coarse_images(brief.article, pixels, self.rendered.sizes)


def drafted_pages(brief: Brief) -> PageDraft:
    """Raises UsageError where theme or page size is wrong."""
    area = page_area(brief.theme, brief.options)
    images = {
        src: PageImage(f"asset:{each.name}", each.width, each.height) for src, each in brief.assets.images.items()
    }
    created = w3c(build_date(brief.article))
    page = render_page(brief.article, brief.theme, area, images, created, brief.options.compose)
    page = replace(page, stylesheet=brief.stacked(page.stylesheet))
    tree = brief.parsed(page.html)
    return PageDraft(page, tree, uses_of(page.stylesheet, [tree]))


def page_setting(brief: Brief, *, accessible: bool) -> PageSetting:
    """How pages are set and finished under the options; `accessible`: all their pictures are described."""
    options = brief.options
    return PageSetting(
        options.compose,
        brief.vertical,
        bound_right=options.render.binding == "right",
        profile=options.write.pdf,
        accessible=accessible,
        bleed=BLEED_MM if options.write.pdf == "print" else 0,
    )


def page_area(theme: Theme, options: Options) -> TypeArea:
    """The type area of a theme's pages under `options`. Raises what `type_area` raises."""
    return type_area(
        theme.page.with_readings() if options.edition.ruby else theme.page,
        options.render.trim or str(theme.options.get("trim", "a4")),
        vertical=options.render.writing_mode == "vertical",
        columns=options.render.columns,
        bound=options.write.pdf == "print",
    )
