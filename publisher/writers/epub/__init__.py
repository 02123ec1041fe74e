"""The EPUB writer: a rendered book, its slices and images, to an EPUB 3.3 (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from publisher.errors import EngineError
from publisher.model import Article
from publisher.render.book import MODERN_FILE, NAVIGATION_FILE, STYLESHEET_FILE, NavigationPoint, RenderedBook
from publisher.render.inlines import one_line
from publisher.writers.book_setting import BookSetting
from publisher.writers.build_date import is_date
from publisher.writers.font_slices import FontSlice

if TYPE_CHECKING:
    from ebooklib import epub

XHTML = "application/xhtml+xml"
FONT_FOLDER = "fonts"

MARC_ROLES = {
    "author": "aut", "reporter": "rpt", "correspondent": "rpt", "photographer": "pht", "illustrator": "ill",
    "translator": "trl", "editor": "edt", "compiler": "com", "other": "ctb",
}  # fmt: skip
"""https://www.loc.gov/marc/relators/"""


def write_epub(
    article: Article,
    book: RenderedBook,
    slices: Sequence[FontSlice],
    images: Mapping[str, tuple[bytes, str]],
    setting: BookSetting,
    modified: datetime,
) -> bytes:
    """The EPUB of a rendered book. `images` maps a path in the book to bytes and media type; `modified` is in UTC.

    Raises EngineError `engine-failed`.
    """
    from publisher.writers.epub import package

    made = package.new_book(_identifier(book), book.title, book.language)
    _add_metadata(made, article)
    if setting.vertical:
        # Kindles have asked for it since before EPUB 3 had a direction of pages.
        made.add_metadata(None, "meta", "", {"name": "primary-writing-mode", "content": "vertical-rl"})
    style = "\n".join([*(each.font_face(f"{FONT_FOLDER}/{each.file}") for each in slices), book.stylesheet])
    made.add_item(package.Item("style", STYLESHEET_FILE, "text/css", style.encode()))
    made.add_item(package.Item("modern", MODERN_FILE, "text/css", book.modern.encode()))
    for font in slices:
        made.add_item(package.Item(font.name, f"{FONT_FOLDER}/{font.file}", font.media_type, font.data))
    for number, (path, (data, media_type)) in enumerate(images.items(), 1):
        made.add_item(package.Item(f"image-{number}", path, media_type, data))
    navigation = package.Item("nav", NAVIGATION_FILE, XHTML, book.navigation.encode(), ["nav"])
    documents = [
        package.Item(f"c{number:04}", document.file, XHTML, document.xhtml.encode())
        for number, document in enumerate(book.documents, 1)
    ]
    for item in (navigation, *documents):
        made.add_item(item)
    _add_ncx(made, book)
    made.spine = documents
    try:
        return package.pack(made, modified)
    except (ValueError, TypeError, KeyError, AttributeError, OSError) as fault:
        raise EngineError("engine-failed", fault=f"{type(fault).__name__}: {fault}") from fault


def _identifier(book: RenderedBook) -> str:
    """A name of the content: the same text has the same identifier, on any machine."""
    digest = hashlib.sha256(book.title.encode())
    for document in book.documents:
        digest.update(document.xhtml.encode())
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:sha256:' + digest.hexdigest())}"


def _add_metadata(made: epub.EpubBook, article: Article) -> None:
    for number, byline in enumerate((byline for byline in article.bylines if byline.name.strip()), 1):
        uid = f"creator{number}"
        made.add_metadata("DC", "creator", one_line(byline.name), {"id": uid})
        _refine(made, uid, "role", MARC_ROLES[byline.role], scheme="marc:relators")
        if byline.reading:
            _refine(made, uid, "file-as", one_line(byline.reading))
    if article.date and is_date(article.date):
        made.add_metadata("DC", "date", article.date)
    if article.source:
        made.add_metadata("DC", "source", one_line(article.source))


def _refine(made: epub.EpubBook, uid: str, name: str, value: str, **more: str) -> None:
    made.add_metadata(None, "meta", value, {"property": name, "refines": f"#{uid}", **more})


def _add_ncx(made: epub.EpubBook, book: RenderedBook) -> None:
    """The navigation of EPUB 2, for readers that know no other."""
    from ebooklib import epub

    numbers = iter(range(1, 1_000_000))

    def entry(point: NavigationPoint) -> Any:
        if point.children:
            return epub.Section(point.text, point.href), [entry(child) for child in point.children]
        return epub.Link(point.href, point.text, f"point-{next(numbers)}")

    made.toc = [entry(point) for point in book.points]
    made.add_item(epub.EpubNcx())
