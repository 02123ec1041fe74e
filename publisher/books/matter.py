"""What a book has before and after its text: contents, list of figures, indexes, with the places they point to.

A place is named as `publisher.render.anchors` names it, so that whoever renders an article with its number finds it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.book import Book, ContentsEntry, FigureEntry, Matter, Part, Place, articles_of
from publisher.books.index import indexes
from publisher.model import Article, Figure
from publisher.patterns import lazily
from publisher.render.anchors import anchored, head_anchor
from publisher.render.blocks import description
from publisher.render.front import WIDE_SPACE, title_of
from publisher.render.inlines import plain_text

LONGEST_CAPTION = 40
"""Characters of a caption in the list of figures; of a longer one the first sentence stands there alone."""
_SENTENCE = lazily(r".{4,}?[。！？!?](?=.)|.{4,}?\.(?= )")


def matter_of(book: Book) -> Matter:
    """What stands around the text of `book`."""
    articles = book.articles
    return Matter(
        contents=tuple(_contents(book.parts, 0, 1)),
        figures=tuple(_figures(articles)) if book.figures else (),
        indexes=indexes(articles, book.index, book.index_kinds, book.readings) if book.index else (),
    )


def _contents(parts: tuple[Part, ...], number: int, level: int) -> Iterator[ContentsEntry]:
    """The lines of `parts`, the first of whose articles has this number in the book."""
    for part in parts:
        title = plain_text(part.title).strip()
        count = len(articles_of(part))
        if title and count:
            yield ContentsEntry(title, Place(number), level, is_part=True)
        inner = level + 1 if title else level
        for at, article in enumerate(part.articles, number):
            yield ContentsEntry(title_of(article), Place(at), inner, byline=_authors(article))
        yield from _contents(part.parts, number + len(part.articles), inner)
        number += count


def _authors(article: Article) -> str:
    return WIDE_SPACE.join(byline.name for byline in article.bylines)


def _figures(articles: tuple[Article, ...]) -> Iterator[FigureEntry]:
    """The figures that show something and are described, by what is printed below them where something is."""
    for number, article in enumerate(articles):
        for node, anchor in anchored(article, head_anchor(number)):
            if (
                isinstance(node, Figure)
                and node.src
                and (text := plain_text(node.caption).strip() or description(node).strip())
            ):
                yield FigureEntry(_short(text), Place(number, anchor))


def _short(caption: str) -> str:
    first = _SENTENCE.match(caption) if len(caption) > LONGEST_CAPTION else None
    return first[0] if first else caption
