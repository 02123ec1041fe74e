"""The EPUB writer: a rendered book, its slices and images, to an EPUB 3.3 (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from publisher.errors import EngineError
from publisher.identifiers import canonical
from publisher.model import Article
from publisher.render.book import NAVIGATION_FILE, STYLESHEET_FILE, RenderedBook
from publisher.render.inlines import one_line
from publisher.writers.book_setting import BookSetting
from publisher.writers.font_slices import FontSlice

XHTML = "application/xhtml+xml"
FONT_FOLDER = "fonts"


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
    from publisher.writers.epub.accessibility import add_accessibility
    from publisher.writers.epub.metadata import add_metadata, persons
    from publisher.writers.epub.navigation import NCX_FILE, NCX_ID, NCX_TYPE, ncx

    made = package.new_book(_identifier(article, book), book.title, book.language)
    made.direction = "rtl" if setting.vertical else None
    add_metadata(made, article)
    add_accessibility(made, article, book, images, setting)
    style = "\n".join([*(each.font_face(f"{FONT_FOLDER}/{each.file}") for each in slices), book.stylesheet])
    made.add_item(package.Item("style", STYLESHEET_FILE, "text/css", style.encode()))
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
    authors = [one_line(person.name) for person in persons(article)[0]]
    made.add_item(package.Item(NCX_ID, NCX_FILE, NCX_TYPE, ncx(made, book.points, authors)))
    made.spine = [documents[0], navigation, *documents[1:]] if book.contents_page else documents
    try:
        return package.pack(made, modified)
    except (ValueError, TypeError, KeyError, AttributeError, OSError) as fault:
        raise EngineError("engine-failed", fault=f"{type(fault).__name__}: {fault}") from fault


def _identifier(article: Article, book: RenderedBook) -> str:
    """The publication's own, else a name of the content: the same text has the same identifier, on any machine."""
    given = canonical(article.publication.identifier or "")
    if given:
        return given
    digest = hashlib.sha256(book.title.encode())
    for document in book.documents:
        digest.update(document.xhtml.encode())
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:sha256:' + digest.hexdigest())}"
