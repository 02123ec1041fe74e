"""Indexes of a book: their order by `spec/index-order.md`, which terms are in them, and where they lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

import pytest
from conftest import ROOT, article_of, text

from publisher.book import Index, IndexOrder, Place
from publisher.books.index import indexes, unread
from publisher.books.index_order import Ordered, Term, ordered
from publisher.books.terms import with_terms
from publisher.errors import UsageError
from publisher.model import Article, Byline, Emphasis, Heading, IndexTerm, Paragraph, ProperName, Text
from publisher.options import ReadOptions
from publisher.publication import Publication
from publisher.readers import read_bytes

SPEC = (ROOT / "tests" / "spec" / "index-order.md").read_text("utf-8")
ORDERS: list[IndexOrder] = ["pinyin", "stroke", "kana"]


def rows(order: str) -> list[tuple[str, list[str]]]:
    section = SPEC.partition(f"\n## {order}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^\| (\S+) \| (.+) \|$", section, re.MULTILINE)
    return [(heading, terms.split(" / ")) for heading, terms in found if heading != "heading"]


def term(written: str, order: IndexOrder) -> Term:
    name, _, reading = written.removeprefix("@").partition("=")
    return Term(name, reading, written.startswith("@"), "ja" if order == "kana" else "zh-Hans")


def place(each: Ordered) -> tuple[object, ...]:
    return (each.letter == "#", each.key)


@pytest.mark.parametrize("order", ORDERS)
def test_terms_stand_in_their_order_under_their_headings(order: IndexOrder) -> None:
    expected = rows(order)
    assert len(expected) > 5
    terms = [each for _, group in expected for each in group]
    # Backwards, so that nothing stands rightly by chance.
    found = sorted((place(one := ordered(term(each, order), order)), one.letter, each) for each in reversed(terms))
    shown = [(letter, [each for *_, each in group]) for letter, group in groupby(found, key=lambda each: each[1])]
    assert shown == expected


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("odd", ["", "  ", "——", "\U0001f600", "〇", "\U00030000", "ー", "a\u0301", "1²", "٣"])
def test_any_term_has_its_place(order: IndexOrder, odd: str) -> None:
    others = [ordered(term(each, order), order) for _, group in rows(order) for each in group]
    assert sorted([*others, ordered(Term(odd), order)], key=place)


def test_traditional_indexes_say_their_headings_in_their_own_characters() -> None:
    assert ordered(Term("龍井", language="zh-Hant-TW"), "stroke").letter == "十六畫"


# --- which terms ---------------------------------------------------------------------------------------------------


def entries(articles: Sequence[Article], order: IndexOrder = "pinyin") -> dict[str, dict[str, tuple[Place, ...]]]:
    return {
        index.kind: {entry.term: entry.places for group in index.groups for entry in group.entries}
        for index in indexes(articles, order)
    }


def named(name: str, kind: str = "person", reading: str | None = None) -> IndexTerm:
    return IndexTerm(text(name), kind, reading)  # type: ignore[arg-type]


def test_marked_terms_lead_to_each_place_once() -> None:
    mark = named("许闻笛")
    first = article_of(Paragraph(content=(mark, Text("和"), named("许闻笛"))))
    second = article_of(Heading(content=(named("许闻笛"),)))
    assert entries([first, second]) == {"person": {"许闻笛": (Place(0, "a1-t1"), Place(0, "a1-t2"), Place(1, "a2-t1"))}}


def test_named_terms_are_found_where_they_first_stand() -> None:
    article = article_of(
        Paragraph(content=(Text("码头上，"), Emphasis(content=text("许闻笛说")), Text("许闻笛又说。"))),
        index=(named("许闻笛"), named("栈桥", "place")),
        publication=Publication(subjects=("潮汐", "码头")),
    )
    made = with_terms(article)
    assert entries([made]) == {
        "person": {"许闻笛": (Place(0, "a1-t2"),)},
        "place": {"栈桥": (Place(0),)},
        "topic": {"潮汐": (Place(0),), "码头": (Place(0, "a1-t1"),)},
    }
    assert made.blocks[0].content[2] == Emphasis(content=(named("许闻笛"), Text("说")))  # type: ignore[union-attr]


def test_the_longer_of_two_terms_is_found_first_and_latin_words_whole() -> None:
    article = article_of(
        "上海港和上海。Reform和form。", index=(named("上海", "place"), named("上海港", "place"), named("form", "topic"))
    )
    content = with_terms(article).blocks[0].content  # type: ignore[union-attr]
    assert content == (
        named("上海港", "place"), Text("和"), named("上海", "place"), Text("。Reform和"), named("form", "topic"), Text("。"),
    )  # fmt: skip


def test_a_proper_name_that_is_a_term_is_a_place_of_it() -> None:
    article = article_of(
        Paragraph(content=(ProperName(content=text("许闻笛")), Text("见"), ProperName(content=text("某人"))))
    )
    made = with_terms(article, [named("许闻笛")])
    assert entries([made]) == {"person": {"许闻笛": (Place(0, "a1-t1"),)}}


def test_terms_of_the_book_that_an_article_does_not_have_are_not_in_it() -> None:
    assert with_terms(article_of("潮水。"), [named("许闻笛")]).index == ()


def test_the_text_of_an_article_is_the_same_after_its_terms_are_marked() -> None:
    from publisher.tree import plain_text

    article = article_of("许闻笛和沈望潮。", index=(named("沈望潮"), named("许")))
    assert plain_text(with_terms(article).blocks[0].content) == "许闻笛和沈望潮。"  # type: ignore[union-attr]


# --- how they are read ---------------------------------------------------------------------------------------------


def letters(found: tuple[Index, ...]) -> dict[str, str]:
    return {entry.term: group.letter for index in found for group in index.groups for entry in group.entries}


def test_readings_of_the_book_win_then_those_of_bylines_then_those_of_marks() -> None:
    articles = [
        article_of(
            Paragraph(content=(named("行一", reading="xing yi"), named("行二"), named("行三", reading="xing san")))
        ),
        article_of("甲", bylines=(Byline("行二", reading="Hang Er"),)),
    ]
    assert letters(indexes(articles, "pinyin", readings={"行一": "hang yi"})) == {"行一": "H", "行二": "H", "行三": "X"}


SEA = [article_of(Paragraph(content=(named("東京湾", "place"), named("うみ", "topic"))), language="ja")]


def test_kanji_without_a_reading_are_read_where_the_analyser_is_installed() -> None:
    pytest.importorskip("sudachidict_small")
    assert letters(indexes(SEA, "kana")) == {"東京湾": "た", "うみ": "あ"}
    assert unread(SEA, "kana") == []


def test_without_it_they_stand_last_and_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_text: str) -> list[object]:
        raise UsageError("extra-missing", option="", package="sudachipy", extra="kana")

    monkeypatch.setattr("publisher.transforms.ruby.kana.readings", refuse)
    assert letters(indexes(SEA, "kana")) == {"東京湾": "#", "うみ": "あ"}
    assert [(each.code, each.values["terms"]) for each in unread(SEA, "kana")] == [("index-unread", "東京湾")]
    assert letters(indexes(SEA, "kana", readings={"東京湾": "とうきょうわん"}))["東京湾"] == "た"
    assert unread(SEA, "pinyin") == []


FRONT = """---
title: 潮位尺
people: [许闻笛, {name: 曾慕舟, pinyin: Zēng Mùzhōu}]
places: 栈桥、北港
tags: [潮汐]
readings:
  许闻笛: Xu Wendi
---
许闻笛在北港量潮。
"""


def test_front_matter_names_people_places_and_topics() -> None:
    article = read_bytes(FRONT.encode(), "a.md", ReadOptions())
    assert article.index == (
        named("许闻笛", reading="Xu Wendi"), named("曾慕舟", reading="Zēng Mùzhōu"), named("栈桥", "place"), named("北港", "place"),
    )  # fmt: skip
    assert [remark.code for remark in article.diagnostics] == []
