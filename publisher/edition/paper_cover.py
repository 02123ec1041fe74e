"""The cover of a book on paper: a page as large as the others, before all of them.

In the theme's design it is drawn on a page of the trim's own shape and made as large as the trim as a whole, so that nothing of it is
cut off and no strip is left; its text is text, in the book's own faces. A picture of the user's keeps its shape: it fills the page
where little of it is lost by that, else it stands in the middle on a ground in the colour of its edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from publisher.assets import Asset, load_cover
from publisher.diagnostics import Diagnostic
from publisher.edition.brief import Brief
from publisher.options import COVERS
from publisher.page import MM_PER_PT, TypeArea
from publisher.render import PlacedPicture, design_size, render_cover, render_cover_picture
from publisher.render.templates import term
from publisher.writers.cover.ground import ground_of
from publisher.writers.page_setting import PageSetting

MOST_CUT = 0.06
"""The share of a picture that may be cut off, half of it at each side, for it to fill the page."""


class PaperCover(Struct, frozen=True):
    """A page to be laid out, its pictures by the names it calls them by, and its setting; `size` is that of the finished page in pt,
    `label` what it is called among the pages.
    """

    html: str
    stylesheet: str
    images: Mapping[str, tuple[bytes, str]]
    setting: PageSetting
    size: tuple[float, float]
    label: str


def paper_cover(brief: Brief, area: TypeArea, setting: PageSetting) -> tuple[PaperCover | None, tuple[Diagnostic, ...]]:
    """The cover that the options ask for, of pages of such an area and setting, and what is to be said of it.

    There is none where a title page is enough (`text`, `none`), and none in print: a printer is given covers as files of their own.
    Raises what `publisher.edition.cover.planned_cover` raises.
    """
    wanted = brief.options.write.cover
    if wanted in ("text", "none") or setting.profile == "print":
        return None, ()
    size = (area.height, area.width) if area.vertical else (area.width, area.height)
    if wanted in COVERS:
        return _designed(brief, size, setting), ()
    asset, remarks = load_cover(Path(wanted))
    return _picture(brief, asset, size, setting), remarks


def _designed(brief: Brief, size: tuple[float, float], setting: PageSetting) -> PaperCover:
    design = design_size(*size)
    rendered = render_cover(brief.article, brief.theme, vertical=brief.vertical, size=design)
    width, height = size[0] / MM_PER_PT, size[1] / MM_PER_PT
    own = replace(setting, zoom=height / design[1])
    return PaperCover(
        rendered.html,
        brief.stacked(rendered.stylesheet),
        {},
        own,
        (width, height),
        term("cover", brief.article.language),
    )


def _picture(brief: Brief, asset: Asset, size: tuple[float, float], setting: PageSetting) -> PaperCover:
    """A picture stands upright on pages of vertical lines too, which are laid out sideways."""
    width, height = size
    wider = (asset.width / asset.height) / (width / height)
    placed = PlacedPicture(
        width, height, min(wider, 1 / wider) >= 1 - MOST_CUT, ground_of(asset.data, at_sides=wider < 1)
    )
    rendered = render_cover_picture(brief.article, brief.theme, f"asset:{asset.name}", placed)
    return PaperCover(
        rendered.html,
        brief.stacked(rendered.stylesheet),
        {asset.name: (asset.data, asset.media_type)},
        replace(setting, vertical=False),
        (width / MM_PER_PT, height / MM_PER_PT),
        term("cover", brief.article.language),
    )
