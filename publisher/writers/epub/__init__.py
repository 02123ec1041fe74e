"""The EPUB writer: a rendered book, its slices and images, to an EPUB 3.3 (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from publisher.errors import EngineError
from publisher.identifiers import canonical
from publisher.model import Article
from publisher.render.book import MODERN_FILE, NAVIGATION_FILE, STYLESHEET_FILE, ContentDocument, RenderedBook
from publisher.render.inlines import one_line
from publisher.writers.book_setting import BookSetting
from publisher.writers.cover import CoverPicture
from publisher.writers.font_slices import FontSlice, font_faces

if TYPE_CHECKING:
    from ebooklib import epub

    from publisher.writers.epub import package

XHTML = "application/xhtml+xml"
FONT_FOLDER = "fonts"
COVER_PATH = "images/{}"
"""Of the picture, by its name."""


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
    if setting.vertical:
        # Kindles have asked for it since before EPUB 3 had a direction of pages.
        package.state_as_epub_2(made, "primary-writing-mode", "vertical-rl")
    add_accessibility(made, article, book, images, setting)
    style = font_faces(slices, lambda each: f"{FONT_FOLDER}/{each.file}") + "\n" + book.stylesheet
    made.add_item(package.Item("style", STYLESHEET_FILE, "text/css", style.encode()))
    made.add_item(package.Item("modern", MODERN_FILE, "text/css", book.modern.encode()))
    for font in slices:
        made.add_item(package.Item(font.name, f"{FONT_FOLDER}/{font.file}", font.media_type, font.data))
    for number, (path, (data, media_type)) in enumerate(images.items(), 1):
        made.add_item(package.Item(f"image-{number}", path, media_type, data))
    if setting.cover:
        _add_cover(made, setting.cover)
    navigation = package.Item("nav", NAVIGATION_FILE, XHTML, book.navigation.encode(), ["nav"])
    documents = [
        _document(f"c{number:04}", document, setting)
        for number, document in enumerate(book.documents, 0 if book.documents[0].role == "cover" else 1)
    ]
    for item in (navigation, *documents):
        made.add_item(item)
    authors = [one_line(person.name) for person in persons(article)[0]]
    made.add_item(package.Item(NCX_ID, NCX_FILE, NCX_TYPE, ncx(made, book.points, authors)))
    made.spine = _spine(book, navigation, documents)
    try:
        return package.pack(made, modified, setting.carried)
    except (ValueError, TypeError, KeyError, AttributeError, OSError) as fault:
        raise EngineError("engine-failed", fault=f"{type(fault).__name__}: {fault}") from fault


def _spine(book: RenderedBook, navigation: package.Item, documents: list[package.Item]) -> list[package.Item]:
    """The documents in the order of reading; the contents come after what opens the text."""
    first = next(at for at, each in enumerate(book.documents, 1) if each.role != "cover")
    return [*documents[:first], navigation, *documents[first:]] if book.contents_page else documents


def _document(uid: str, document: ContentDocument, setting: BookSetting) -> package.Item:
    from publisher.writers.epub import package

    is_cover = document.role == "cover"
    properties = ["svg"] if is_cover and setting.cover else []
    return package.Item("cover" if is_cover else uid, document.file, XHTML, document.xhtml.encode(), properties)


def _add_cover(made: epub.EpubBook, cover: CoverPicture) -> None:
    """The picture, marked as the cover for readers of EPUB 3 and, in the way of EPUB 2, for those that know only that (Kindle)."""
    from publisher.writers.epub import package

    uid = "cover-image"
    made.add_item(package.Item(uid, COVER_PATH.format(cover.name), cover.media_type, cover.data, ["cover-image"]))
    made.add_metadata(None, "meta", "", {"name": "cover", "content": uid})


def _identifier(article: Article, book: RenderedBook) -> str:
    """The publication's own, else a name of the content: the same text has the same identifier, on any machine."""
    given = canonical(article.publication.identifier or "")
    if given:
        return given
    digest = hashlib.sha256(book.title.encode())
    for document in book.documents:
        if document.role != "cover":
            digest.update(document.xhtml.encode())
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:sha256:' + digest.hexdigest())}"
