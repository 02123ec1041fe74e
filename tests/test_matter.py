"""What stands around the text of a book, and the ids by which it points there."""

from __future__ import annotations

import re

from conftest import text

from publisher.book import Book, ContentsEntry, FigureEntry, Part, Place
from publisher.books.matter import matter_of
from publisher.model import Article, Byline, Figure, Heading, IndexTerm, Note, Paragraph, Text
from publisher.render.anchors import anchors_of
from publisher.render.blocks import BlockRenderer, Paper
from publisher.render.front import front
from publisher.render.reflow import Reflow
from publisher.themes import load_theme

_ID = re.compile(r'\sid="([^"]+)"')
TERM = IndexTerm(text("潮位尺"))


def article(name: str, **fields: object) -> Article:
    return Article(headline=text(name), **fields)  # type: ignore[arg-type]


FULL = article(
    "老码头的潮位尺",
    blocks=(
        Paragraph(content=(TERM, Text("立在水边。"), Note(blocks=(Paragraph(content=(IndexTerm(text("木尺")),)),)))),
        Heading(content=(Text("看"), IndexTerm(text("潮汐表")))),
        Figure(src="a.png", caption=text("潮位尺。一九五三年立。")),
        Paragraph(content=(TERM,)),
    ),
)


def ids(article: Article, number: int, *, on_paper: bool) -> list[str]:
    anchors = anchors_of(article, number)
    paper = Paper(anchors=anchors) if on_paper else None
    blocks = BlockRenderer(
        load_theme("base"), "pdf" if on_paper else "epub", article, {}, paper, Reflow(anchors=anchors)
    )
    shown = front(article, blocks.inline, anchor=anchors.head)
    html = "".join([blocks.text(article.blocks), *(note.html for note in blocks.notes)])
    return [shown.anchor, *_ID.findall(html)]


def test_ids_in_a_book_begin_with_the_number_of_the_article() -> None:
    assert sorted(ids(FULL, 11, on_paper=False)) == [
        "a12", "a12-f1", "a12-h1", "a12-r1", "a12-t1", "a12-t2", "a12-t3",
    ]  # fmt: skip
    assert sorted(ids(FULL, 11, on_paper=True)) == ["a12", "a12-f1", "a12-h1", "a12-t1", "a12-t2", "a12-t3"]


def test_an_article_alone_has_no_more_ids_than_it_needs() -> None:
    blocks = BlockRenderer(load_theme("base"), "epub", FULL, {})
    assert _ID.findall(blocks.text(FULL.blocks)) == ["r1", "h1"]


def test_contents_list_parts_and_articles_by_level() -> None:
    by = (Byline("王五"), Byline("赵六"))
    book = Book(
        title="潮声",
        parts=(
            Part(articles=(article("卷首语"),)),
            Part(text("水边"), (article("潮位尺", bylines=by),), (Part(text("灯"), (article("灯塔"),)),)),
            Part(text("空"), ()),
        ),
    )
    assert matter_of(book).contents == (
        ContentsEntry("卷首语", Place(0), 1),
        ContentsEntry("水边", Place(1), 1, is_part=True),
        ContentsEntry("潮位尺", Place(1), 2, byline="王五\u3000赵六"),
        ContentsEntry("灯", Place(2), 2, is_part=True),
        ContentsEntry("灯塔", Place(2), 3),
    )


def test_figures_are_listed_by_what_describes_them() -> None:
    long = "退潮时的老码头，左边是一九五三年立的木尺，右边是后来换上的铸铁的尺子，两者差了三厘米。摄影者不详。"
    shown = (
        Figure(src="a.png", caption=text(long)),
        Figure(src="b.png", alt="灯塔的剖面"),
        Figure(src="c.png"),
    )
    book = Book(title="潮声", parts=(Part(articles=(article("序"), article("图", blocks=shown))),))
    assert matter_of(book).figures == (
        FigureEntry(long.partition("摄影者")[0], Place(1, "a2-f1")),
        FigureEntry("灯塔的剖面", Place(1, "a2-f2")),
    )
    assert matter_of(Book(title="潮声", parts=book.parts, figures=False)).figures == ()
