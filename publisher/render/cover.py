"""The cover of an article: a page for the layout engine, and the documents by which a book shows it.

`cover.html` and `cover.css` of a theme are templates that know the parts of the head as plain text, the size of the page in pt, and
`fit`, which breaks a text into the lines and the size that fill a box (`render.fitting`). A vertical page is laid out sideways, as
all vertical pages are: its `width` runs down the finished cover, and its top is the right edge.
"""

from __future__ import annotations

from markupsafe import Markup, escape
from msgspec import Struct

from publisher.model import Article, Inlines, Text
from publisher.render.book import MODERN_FILE, STYLESHEET_FILE, ContentDocument
from publisher.render.budget import budgeted
from publisher.render.front import WIDE_SPACE, front
from publisher.render.inlines import line_setter, plain_text
from publisher.render.official import official
from publisher.render.page import filled_layers, layered
from publisher.render.reflow import HORIZONTAL, Reflow
from publisher.render.templates import fill, term
from publisher.themes import Theme
from publisher.tree import nodes

WIDTH, HEIGHT = 400, 640
"""Of a cover in pt; four pixels a point make the 1600 × 2560 that shops ask for (Kindle Publishing Guidelines, 4.2)."""

_SHADES = 997

# Interpolation is for the reader to choose (ISO 19005-3, 6.2.8).
_PICTURE_STYLE = """\
@page {{ size: {placed.width}mm {placed.height}mm; margin: 0; background: {placed.ground} }}
html {{ image-rendering: crisp-edges }}
body {{ margin: 0; font-family: song }}
img {{ display: block; width: {placed.width}mm; height: {placed.height}mm; object-fit: {fit} }}
"""

COVER_FILE = "cover.xhtml"
STYLESHEET = "cover.css"


class CoverImage(Struct, frozen=True):
    """The picture of a cover as a book's documents refer to it: its path there, and its size in pixels."""

    href: str
    width: int
    height: int


class RenderedCover(Struct, frozen=True):
    """`html` is XHTML without a namespace; `stylesheet` names the font roles."""

    html: str
    stylesheet: str


def design_size(width: float, height: float) -> tuple[float, float]:
    """The size in pt at which a cover of such a shape is designed: no narrower and no lower than that of an EPUB, on which all that
    a design places fits.
    """
    ratio = height / width
    return (HEIGHT / ratio, HEIGHT) if ratio <= HEIGHT / WIDTH else (WIDTH, WIDTH * ratio)


@budgeted
def render_cover(
    article: Article, theme: Theme, *, vertical: bool = False, size: tuple[float, float] = (WIDTH, HEIGHT)
) -> RenderedCover:
    """The cover of `article` for paged media, in the theme's design; `size` is that of the finished page, as `design_size` has it.

    Raises UsageError `theme-template` … for what is wrong with a template.
    """
    from publisher.render.fitting import Fitter

    width, height = reversed(size) if vertical else size
    values = {
        **_head(article),
        "official": official(article, theme),
        "language": article.language,
        "vertical": vertical,
        "width": width,
        "height": height,
        "described": described_cover(article),
        "fit": Fitter("".join(node.text for node, _ in nodes(article) if isinstance(node, Text))),
        # So that covers of one theme differ on a shelf, and that of one article never.
        "shade": sum(map(ord, plain_text(article.headline))) % _SHADES,
    }
    layers = [*theme.layers("style.css").items(), *filled_layers(theme, STYLESHEET, values)]
    stylesheet = layered((str(path), text) for path, text in layers)
    return RenderedCover(fill(theme, "cover.html", values), stylesheet)


class PlacedPicture(Struct, frozen=True):
    """A picture that is a whole page of `width` by `height` mm: it fills it, cut at its edges, or stands in it on a `ground`."""

    width: float
    height: float
    fills: bool
    ground: str


@budgeted
def render_cover_picture(article: Article, theme: Theme, src: str, placed: PlacedPicture) -> RenderedCover:
    """A page that is a picture, called `src`, the cover of `article`."""
    values = {
        "title": front(article, _plain).title,
        "described": described_cover(article),
        "language": article.language,
        "src": src,
    }
    stylesheet = _PICTURE_STYLE.format(placed=placed, fit="cover" if placed.fills else "contain")
    return RenderedCover(fill(theme, "cover_picture.html", values), stylesheet)


@budgeted
def render_cover_document(
    article: Article, theme: Theme, image: CoverImage | None, reflow: Reflow = HORIZONTAL
) -> ContentDocument:
    """The document by which a book shows its cover: the picture on a page of its own, else the head of the article in words."""
    words = fill(theme, "cover.xhtml", _of_document(article, None, reflow))
    xhtml = fill(theme, "cover.xhtml", _of_document(article, image, reflow)) if image else words
    return ContentDocument(COVER_FILE, term("cover", article.language), xhtml, (), "cover", words)


def _of_document(article: Article, image: CoverImage | None, reflow: Reflow) -> dict[str, object]:
    return {
        **_head(article),
        "language": article.language,
        "classes": reflow.classes,
        "line": line_setter("epub", reflow.upright_digits),
        "stylesheet": STYLESHEET_FILE,
        "modern_stylesheet": MODERN_FILE,
        "described": described_cover(article),
        "image": image,
    }


def _head(article: Article) -> dict[str, object]:
    """The parts of the head, all of them text alone: a cover has no notes, links or ruby."""
    head = front(article, _plain)
    return {
        "front": head,
        # A byline may be empty because the text names its authors; a cover does not go without them.
        "authors": head.byline or WIDE_SPACE.join(head.authors),
        "initial": next((character for character in head.title if character.isalnum()), ""),
    }


def _plain(content: Inlines) -> Markup:
    return Markup(escape(plain_text(content).strip()))


def described_cover(article: Article) -> str:
    """What a picture of the cover is to those who cannot see it: `封面：引得活水进城`."""
    mark = ": " if article.language.split("-")[0] not in ("zh", "ja") else "："
    return term("cover", article.language) + mark + front(article, _plain).title
