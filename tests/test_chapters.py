"""Long articles as books of several documents: where they are divided, and that nothing is lost by it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import Published, article_of, heading, publish, read, text
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from validators import epubcheck, squashed

from publisher.model import Article, Credit, Heading, Note, Paragraph, Text
from publisher.options import Options, RenderOptions
from publisher.render.chapters import LARGEST, Chapter, Part, divided
from publisher.tree import plain_text

XHTML = {"h": "http://www.w3.org/1999/xhtml"}
SENTENCE = "河水从桥下流过，岸上的人数着船。"


def part(size: int, level: int = 0) -> Part:
    return Part("字" * size, level=level)


def sizes(chapters: Sequence[Chapter]) -> list[list[int]]:
    return [[len(each.html) for each in chapter] for chapter in chapters]


# --- where --------------------------------------------------------------------------------------------------------


def test_an_article_of_ordinary_length_is_one_document() -> None:
    parts = [part(20), *(each for _ in range(8) for each in (part(10, 2), part(LARGEST // 10)))]
    assert divided(parts) == [parts]


def test_an_article_without_text_is_one_empty_document() -> None:
    assert divided([]) == [[]]


def test_a_long_one_is_divided_at_its_highest_headings() -> None:
    third = LARGEST // 3
    parts = [part(100), part(5, 2), part(third), part(5, 3), part(third), part(6, 2), part(third), part(7, 2), part(9)]
    assert sizes(divided(parts)) == [[100], [5, third, 5, third], [6, third], [7, 9]]


def test_a_chapter_that_is_still_too_long_is_divided_at_the_headings_below() -> None:
    half = LARGEST // 2
    parts = [part(5, 2), part(half), part(6, 3), part(half), part(7, 3), part(half), part(8, 2), part(900)]
    assert sizes(divided(parts)) == [[5, half], [6, half], [7, half], [8, 900]]


def test_a_heading_that_only_leads_up_to_another_stays_with_it() -> None:
    most = LARGEST - 20
    parts = [part(5, 2), part(6, 3), part(most), part(7, 3), part(most)]
    assert sizes(divided(parts)) == [[5, 6, most], [7, most]]


def test_short_sections_share_their_documents() -> None:
    parts = [each for _ in range(1000) for each in (part(10, 2), part(190))]
    found = divided(parts)
    assert len(found) == 3
    assert all(chapter[0].level for chapter in found)


def test_what_has_no_headings_is_cut_between_blocks() -> None:
    assert [len(chapter) for chapter in divided([part(1000)] * 200)] == [90, 90, 20]


def test_no_document_ends_with_a_heading() -> None:
    parts = [part(LARGEST - 1), part(5, 6), part(LARGEST - 1)]
    assert sizes(divided(parts)) == [[LARGEST - 1], [5, LARGEST - 1]]


def test_a_block_is_never_divided() -> None:
    assert sizes(divided([part(10), part(3 * LARGEST), part(10)])) == [[10], [3 * LARGEST], [10]]


@given(st.lists(st.tuples(st.integers(0, LARGEST), st.sampled_from([0, 0, 0, 2, 3, 4, 6])), max_size=40))
def test_nothing_is_lost_and_the_order_is_kept(shapes: list[tuple[int, int]]) -> None:
    parts = [part(size, level) for size, level in shapes]
    found = divided(parts)
    assert [each for chapter in found for each in chapter] == parts
    assert all(found) or not parts


# --- the book -----------------------------------------------------------------------------------------------------


def novel(chapters: int = 6, paragraphs: int = 60, length: int = 30) -> Article:
    """A book of chapters, with a note, a lower heading and a quotation of the number in each, and a colophon."""
    blocks: list[Heading | Paragraph | Credit] = [Paragraph(content=text("开篇的话。"))]
    for number in range(1, chapters + 1):
        note = Note((Paragraph(content=text(f"第{number}章的注。")),))
        blocks += [heading(f"第{number}章 河"), Paragraph(content=(Text(f"此是第{number}章。"), note))]
        blocks += [Paragraph(content=text(f"{number}·{at} " + SENTENCE * length)) for at in range(paragraphs)]
        blocks += [heading("尾声", 2), Paragraph(content=text("船到了。"))]
    credits = [Credit(content=text(f"{role}：某人")) for role in ("编辑", "校对", "制图")]
    return article_of(*blocks, *credits, headline="河上的书")


@pytest.fixture(scope="module")
def long_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("book") / "novel.epub"
    publish(novel(), target)
    return target


def documents(book: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(book) as container:
        package = etree.fromstring(container.read("EPUB/content.opf"))
        names = {each.get("id"): each.get("href") for each in package.iter("{*}item")}
        order = [names[each.get("idref")] for each in package.iter("{*}itemref")]
        return {name or "": etree.fromstring(container.read(f"EPUB/{name}")) for name in order}


def test_each_chapter_is_a_document_after_the_contents(long_book: Path) -> None:
    found = documents(long_book)
    written = [name for name in found if name.startswith("c0")]
    assert written == [f"c000{number}.xhtml" for number in range(1, 8)]
    assert list(found)[list(found).index("c0001.xhtml") + 1] == "nav.xhtml"
    titles = [found[name].findtext(".//{*}title") for name in written]
    assert titles == ["河上的书", *(f"第{number}章 河" for number in range(1, 7))]


def test_every_character_is_in_the_book_once_and_in_order(long_book: Path) -> None:
    bodies = [tree.xpath("//h:div[@class='body']", namespaces=XHTML) for tree in documents(long_book).values()]
    said = squashed("".join("".join(body.itertext()) for found in bodies for body in found))
    expected = squashed("".join(plain_text(block.content) for block in novel().blocks))  # type: ignore[union-attr]
    for number in range(1, 7):
        said = said.replace(f"此是第{number}章。{number}", f"此是第{number}章。", 1)
    assert said == expected


def test_a_note_is_in_the_document_that_calls_it(long_book: Path) -> None:
    for name, tree in documents(long_book).items():
        ids = set(tree.xpath("//@id"))
        calls = tree.xpath("//h:a[@role='doc-noteref']/@href", namespaces=XHTML)
        assert {call.removeprefix("#") for call in calls} <= ids
        assert len(calls) == (1 if name > "c0001.xhtml" and name.startswith("c0") else 0)


def test_header_and_colophon_stand_once(long_book: Path) -> None:
    found = {name: tree for name, tree in documents(long_book).items() if name.startswith("c0")}
    headers = [name for name, tree in found.items() if tree.xpath("//h:header", namespaces=XHTML)]
    colophons = [name for name, tree in found.items() if tree.xpath("//h:*[@role='doc-colophon']", namespaces=XHTML)]
    assert (headers, colophons) == (["c0001.xhtml"], ["c0007.xhtml"])


def test_the_contents_lead_to_every_heading(long_book: Path) -> None:
    found = documents(long_book)
    links = found["nav.xhtml"].xpath("//h:nav[@role='doc-toc']//h:a", namespaces=XHTML)
    assert len(links) == 1 + 2 * 6
    for link in links:
        file, _, place = link.get("href").partition("#")
        path = f"//*[@id='{place}']" if place else "//h:h1"
        target = found[file].xpath(path, namespaces=XHTML)[0]
        assert squashed("".join(target.itertext())) == squashed(link.text)


@pytest.mark.parametrize("theme", ["press", "gazette", "book"])
def test_a_long_book_is_valid_in_every_theme(theme: str, tmp_path: Path) -> None:
    target = tmp_path / "novel.epub"
    publish(novel(), target, options=Options(render=RenderOptions(theme=theme)))
    assert epubcheck([target]) == [[]]


def test_a_long_book_comes_back_as_one_article(long_book: Path) -> None:
    found, before = read(long_book), novel()
    assert [type(block) for block in found.blocks] == [type(block) for block in before.blocks]
    assert [block.content for block in found.blocks] == [block.content for block in before.blocks]  # type: ignore[union-attr]
    assert (plain_text(found.headline), found.diagnostics) == ("河上的书", ())


def test_the_longest_text_without_headings_is_cut_and_whole(made: Callable[..., Published]) -> None:
    article = article_of(*[SENTENCE * 100 for _ in range(100)])
    book = documents(made(article).epub)
    written = [tree for name, tree in book.items() if name.startswith("c0")]
    assert len(written) == 2
    said = "".join(
        "".join(body.itertext()) for tree in written for body in tree.xpath("//h:div[@class='body']", namespaces=XHTML)
    )
    assert squashed(said) == SENTENCE * 100 * 100
