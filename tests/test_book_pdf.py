"""The PDF of a book of many articles: every number is that of the page it leads to, whatever the pages were laid out in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import fromstring

import pikepdf
import pypdfium2
import pytest
import validators
from conftest import ROOT, article_of, heading, options, text
from msgspec.structs import replace
from PIL import Image

from publisher.assets import Assets, load_assets
from publisher.book import Book, Imprint, Index, IndexEntry, IndexGroup, Part, Place
from publisher.books import gatherings
from publisher.books.documents import Documents
from publisher.books.folios import Folios
from publisher.books.material import ArticleFailure, Material
from publisher.books.matter import matter_of
from publisher.books.pages import BookPDF, book_pdf
from publisher.errors import EngineError, InputError, LimitError
from publisher.model import (
    Article,
    Byline,
    Cell,
    CodeBlock,
    Figure,
    IndexTerm,
    LanguageRun,
    Note,
    Paragraph,
    Ruby,
    Table,
    Text,
)
from publisher.options import PDFProfile
from publisher.provenance.origin import SourceFile
from publisher.provenance.verify import verify
from publisher.render.anchors import anchored, head_anchor
from publisher.tree import plain_text
from publisher.writers.cover.picture import refuse_other_size
from publisher.writers.page_setting import PageSetting
from publisher.writers.pdf import write_pdf

PICTURES = ROOT / "data/samples"
PICTURE = next(PICTURES.glob("**/*.png")).relative_to(PICTURES).as_posix()
RIVER = "江水从上游的山里流出来，绕过三座小镇，一直流到看不见的平原上去。"


def paragraph(*inlines: Any) -> Paragraph:
    return Paragraph(content=tuple(Text(each) if isinstance(each, str) else each for each in inlines))


COVER = 2
"""Pages of a cover: it, and the empty one behind it."""


def article(title: str, *blocks: Any) -> Article:
    return replace(article_of(*blocks), headline=text(title), bylines=(Byline(name="陆江"),), source="渡口月刊")


def test_code_of_any_language_or_none_says_nothing_of_the_languages_of_a_book() -> None:
    code = [CodeBlock(text="x = 1"), CodeBlock(text="y = 2", language="python")]
    foreign = paragraph(LanguageRun((Text("港"),), "ja"))
    book = Book(title="渡口", parts=(Part(articles=(article("甲", *code), article("乙", foreign))),))
    assert Documents(Material(book, matter_of(book), options())).brief.languages == ("zh-Hans", "ja")


def long(times: int) -> Paragraph:
    return paragraph(RIVER * times)


def term(word: str) -> IndexTerm:
    return IndexTerm(content=text(word))


def note(said: str) -> Note:
    return Note(blocks=(paragraph(said),))


ARTICLES = (
    article("守桥的人", paragraph("石桥", note("桥建于旧年。"), "在", term("青渡"), "的东边。"), long(30), heading("夜里"), long(20)),
    article("修船记", paragraph("船厂有", term("老鲁"), "与 GDP 无关，见于", term("青渡"), note("船厂今已不存。"), "。"), long(8)),
    article("渡口的表", Table(rows=((Cell(content=text("年"), header=True), Cell(content=text("人"), header=True)),
        (Cell(content=text("甲子")), Cell(content=text("三十"))))), paragraph(Ruby("覃", "qín"), "家", term("青渡"), "。"), long(6)),
    article("桥头的画", Figure(src=PICTURE, caption=text("桥头的一张画")), long(10)),
)  # fmt: skip
BOOK = Book(
    title="渡口",
    subtitle="小镇四记",
    number="第七期",
    date="2021-03-04",
    bylines=(Byline(name="渡口月刊"),),
    parts=(
        Part(title=text("桥上"), articles=ARTICLES[:1], parts=(Part(title=text("船上"), articles=ARTICLES[1:3]),)),
        Part(title=text("桥下"), articles=ARTICLES[3:]),
    ),
    imprint=(Imprint("责任编辑", "陆江"),),
)
SMALL = replace(BOOK, parts=(Part(articles=ARTICLES[1:2]),))


def index_of(book: Book) -> Index:
    found: dict[str, list[Place]] = {}
    for number, each in enumerate(book.articles):
        for node, anchor in anchored(each, head_anchor(number)):
            if isinstance(node, IndexTerm):
                found.setdefault(plain_text(node.content), []).append(Place(number, anchor))
    entries = tuple(IndexEntry(word, tuple(places)) for word, places in found.items())
    return Index("place", (IndexGroup("Q", entries), IndexGroup("W", (IndexEntry("吴渡", (), see="青渡"),))))


@cache
def pictures(number: int) -> Assets:
    return load_assets(ARTICLES[number], PICTURES) if number < len(ARTICLES) else Assets({}, ())


def material(book: Book = BOOK, **chosen: Any) -> Material:
    matter = replace(matter_of(book), indexes=(index_of(book),))
    return Material(
        book, matter, options(**chosen), pictures, lambda number: SourceFile(f"{number}.txt", b"\xe6\xb1\x9f")
    )


@cache
def read_pages(path: Path) -> list[str]:
    return [validators.squashed(each) for each in validators.page_texts("pdftotext", path)]


class Bound(NamedTuple):
    path: Path
    said: BookPDF

    def texts(self) -> list[str]:
        return read_pages(self.path)

    def labels(self) -> list[str]:
        with pypdfium2.PdfDocument(self.path) as document:
            return [document.get_page_label(number) for number in range(len(document))]

    def page_of(self, words: str) -> int:
        """The page, from 0, of the text that has these words."""
        return next(number for number in range(self.said.front, self.said.pages) if words in self.texts()[number])


def bound(folder: Path, made: Material, name: str = "book.pdf") -> Bound:
    return Bound(folder / name, book_pdf(made, folder / name))


@pytest.fixture(scope="module")
def across(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    return bound(tmp_path_factory.mktemp("across"), material(theme="book", pdf="archive", cover="auto"))


@pytest.fixture(scope="module")
def down(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    return bound(
        tmp_path_factory.mktemp("down"), material(theme="press", trim="a5", vertical=True, pdf="archive", cover="auto")
    )


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    own = str(PICTURES / PICTURE)
    return bound(tmp_path_factory.mktemp("pictured"), material(SMALL, vertical=True, pdf="archive", cover=own))


def links(path: Path) -> list[tuple[int, str, int]]:
    """Page, text and page it leads to of every link."""
    found = []
    with pikepdf.open(path) as pdf, pypdfium2.PdfDocument(path) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        for number, page in enumerate(pdf.pages):
            read = document[number].get_textpage()
            for link in page.obj.get("/Annots", ()):
                left, top, right, bottom = (float(edge) for edge in link.Rect)
                words = read.get_text_bounded(left, min(top, bottom), right, max(top, bottom))
                found.append((number, validators.squashed(words), numbers[link.Dest[0].objgen]))
    return found


def test_the_text_stands_in_the_order_of_the_book(across: Bound, down: Bound) -> None:
    order = [
        "渡口",
        "责任编辑",
        "目录",
        "桥上",
        "守桥的人",
        "夜里",
        "船上",
        "修船记",
        "渡口的表",
        "甲子",
        "桥下",
        "桥头的画",
    ]
    for each in (across, down):
        text, at = "".join(each.texts()), 0
        body = "".join(each.texts()[each.said.front :])
        assert body.count(RIVER.replace("，", "，")) == 0 or body.count("看不见的平原上去") >= 70
        for words in order:
            at = text.index(words, at)
        for title in ("守桥的人", "修船记", "渡口的表", "桥头的画"):
            assert title in body


def test_pages_are_counted_in_roman_numerals_and_then_in_arabic(across: Bound) -> None:
    front = across.said.front
    assert front % 2 == 0
    numbered = ["i", "ii", "iii", "iv", "v", "vi"][: front - COVER]
    assert across.labels() == ["封面", "", *numbered] + [
        str(number) for number in range(1, across.said.pages - front + 1)
    ]


def test_folios_are_the_labels(across: Bound) -> None:
    feet = [text for text in across.texts()[across.said.front :] if RIVER[:8] in text]
    labels = dict(zip(across.texts(), across.labels(), strict=True))
    assert feet and all(text.endswith(labels[text]) for text in feet)


def test_every_number_is_that_of_the_page_it_leads_to(across: Bound) -> None:
    labels, texts = across.labels(), across.texts()
    numbered = [(words, target) for _, words, target in links(across.path) if words.isdigit()]
    assert len(numbered) >= 10
    assert all(labels[target] == words for words, target in numbered)
    titles = {
        words: target for page, words, target in links(across.path) if page < across.said.front and not words.isdigit()
    }
    for title in ("守桥的人", "修船记", "渡口的表", "桥头的画", "桥上", "船上", "桥下", "桥头的一张画"):
        target = next(target for words, target in titles.items() if words.startswith(title))
        assert title in texts[target], title


def test_vertical_contents_have_chinese_numbers(down: Bound) -> None:
    digits = str.maketrans("〇一二三四五六七八九", "0123456789")
    contents = "".join(down.texts()[: down.said.front])
    for title in ("守桥的人", "修船记", "渡口的表", "桥头的画"):
        found = re.search(rf"{title}陆江…*([〇一二三四五六七八九]+)", contents)
        assert found and found[1].translate(digits) == down.labels()[down.page_of(f"{title}陆江渡口月刊")], title


def test_running_heads_are_those_of_the_article(across: Bound) -> None:
    texts = across.texts()
    first = across.page_of("守桥的人")
    opening, overleaf = texts[first], texts[first + 1 : first + 3]
    assert opening.count("守桥的人") == 1
    assert any("守桥的人" in text for text in overleaf) and any("渡口月刊" in text for text in overleaf)
    assert "守桥的人" not in texts[across.page_of("修船记")]


def test_notes_begin_anew_in_each_article(across: Bound) -> None:
    text = "".join(across.texts())
    assert "1桥建于旧年。" in text and "1船厂今已不存。" in text


def test_the_outline_is_nested_by_parts(across: Bound) -> None:
    def lines(items: Any) -> list[Any]:
        return [(each.title, lines(each.children)) if each.children else each.title for each in items]

    with pikepdf.open(across.path) as pdf, pdf.open_outline() as outline:
        assert lines(outline.root) == [
            "渡口",
            "目录",
            "插图目录",
            ("桥上", [("守桥的人", ["夜里"]), ("船上", ["修船记", "渡口的表"])]),
            ("桥下", ["桥头的画"]),
            ("地名索引", ["Q", "W"]),
        ]


def headings(element: Any, parts: int = 0) -> list[tuple[str, int]]:
    """Headings of a tree with the parts they are in."""
    inside = parts + (element.S == "/Part")
    found: list[tuple[str, int]] = []
    for kid in element.get("/K", ()):
        if hasattr(kid, "keys") and "/S" in kid:
            found += [(str(kid.S), inside)] if str(kid.S).startswith("/H") else []
            found += headings(kid, inside)
    return found


def test_headings_stand_below_the_titles_of_their_parts(across: Bound) -> None:
    with pikepdf.open(across.path) as pdf:
        assert headings(pdf.Root.StructTreeRoot.K[0]) == [
            ("/H1", 0), ("/H1", 0), ("/H1", 0),
            ("/H1", 1), ("/H2", 1), ("/H3", 1), ("/H2", 2), ("/H3", 2), ("/H3", 2),
            ("/H1", 1), ("/H2", 1),
            ("/H1", 0), ("/H2", 0), ("/H2", 0),
        ]  # fmt: skip


def test_how_a_book_is_divided_is_not_to_be_seen(
    across: Bound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gatherings, "CHARACTERS", 1)
    apart = bound(tmp_path, material(theme="book", pdf="archive", cover="auto"))
    assert apart.texts() == across.texts()
    assert apart.labels() == across.labels() and apart.said.folios == across.said.folios
    assert links(apart.path) == links(across.path)
    with pikepdf.open(apart.path) as one, pikepdf.open(across.path) as other:
        assert headings(one.Root.StructTreeRoot.K[0]) == headings(other.Root.StructTreeRoot.K[0])
    assert abs(apart.path.stat().st_size - across.path.stat().st_size) < 40_000, "faces are there once"


def test_the_archive_carries_sources_and_says_that_books_are_not_made_again(across: Bound) -> None:
    with pikepdf.open(across.path) as pdf:
        names = [
            f"a{number:04}-{name}" for number in range(1, 5) for name in ("article.json", f"source-{number - 1}.txt")
        ]
        assert list(pdf.attachments) == sorted([*names, "book.json"])
    with pytest.raises(InputError) as caught:
        verify(across.path)
    assert caught.value.code == "verify-book-of-many"


def test_validators_have_nothing_to_say(across: Bound, down: Bound, pictured: Bound) -> None:
    paths = [across.path, down.path, pictured.path]
    assert [validators.syntax_remarks(each) for each in paths] == [[], [], []]
    for flavour in ("ua1", "3a"):
        assert validators.verapdf(paths, flavour) == {each: [] for each in paths}


def test_the_same_book_makes_the_same_bytes(across: Bound, tmp_path: Path) -> None:
    again = bound(tmp_path, material(theme="book", pdf="archive", cover="auto"))
    assert again.path.read_bytes() == across.path.read_bytes()


def test_margins_in_print_are_mirrored_and_nothing_is_a_link(tmp_path: Path) -> None:
    small = Book(title="渡口", parts=(Part(articles=ARTICLES[:1]),))
    made = bound(tmp_path, material(small, theme="book", pdf="print"))
    first = made.page_of("守桥的人")
    with pikepdf.open(made.path) as pdf, pypdfium2.PdfDocument(made.path) as document:
        assert all("/Annots" not in page.obj for page in pdf.pages)
        edges = []
        for number in (first, first + 1, first + 2):
            read = document[number].get_textpage()
            trim = float(pdf.pages[number].obj.TrimBox[0])
            edges.append(min(read.get_charbox(at)[0] for at in range(read.count_chars())) - trim)
    assert edges[0] == pytest.approx(edges[2], abs=2) and abs(edges[0] - edges[1]) > 5


# --- the cover ---------------------------------------------------------------------------------------------------


def test_a_cover_is_the_first_page_and_the_title_page_still_a_recto(across: Bound, down: Bound) -> None:
    for each in (across, down):
        cover, behind, title = each.texts()[:3]
        assert all(words in cover for words in ("渡口", "小镇四记", "第七期", "渡口月刊", "2021年3月4日")), cover
        assert behind == "" and title.startswith("第七期渡口小镇四记")
        assert each.labels()[:3] == ["封面", "", "i"]
        with pypdfium2.PdfDocument(each.path) as document:
            sizes = {tuple(round(side, 2) for side in document[at].get_size()) for at in range(len(document))}
        assert len(sizes) == 1


def test_a_cover_is_read_as_one_picture_that_is_described(across: Bound, down: Bound) -> None:
    for each in (across, down):
        with pikepdf.open(each.path) as pdf:
            first = pdf.Root.StructTreeRoot.K[0].K[0]
            assert (str(first.S), str(first.Alt)) == ("/Figure", "封面：渡口")
            assert re.fullmatch(rb"\[[ \d]+\]", first.K.unparse()), "marks of content alone, no elements"
            box, page = [float(edge) for edge in first.A.BBox], [float(edge) for edge in pdf.pages[0].MediaBox]
            assert box == pytest.approx(page, abs=0.01)
            assert str(pdf.docinfo["/Author"]) == "渡口月刊", "what is said of the book is not what its cover knows"


def test_the_ground_of_a_cover_runs_to_all_edges(across: Bound, down: Bound) -> None:
    for each in (across, down):
        with pypdfium2.PdfDocument(each.path) as document:
            drawn = document[0].render(scale=0.5).to_pil().convert("RGB")
        right, foot = drawn.width - 2, drawn.height - 2
        edges = [drawn.getpixel(at) for at in ((1, 1), (right, 1), (1, foot), (right, foot))]
        assert (255, 255, 255) not in edges
        assert len(set(edges)) == (1 if each is across else 2), "a cloth, or a red field and paper"


SHAPES = {
    # picture in pixels, size of the page in mm -> whether it fills the page
    "that of the page": ((700, 990), "a5", True),
    "a little higher": ((700, 1040), "a5", True),
    "that of an e-book": ((800, 1280), "a5", False),
    "a square": ((800, 800), "a5", False),
}


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
@pytest.mark.parametrize("kind", SHAPES)
def test_a_picture_of_ones_own_keeps_its_shape(tmp_path: Path, kind: str, vertical: bool) -> None:
    size, trim, fills = SHAPES[kind]
    picture = Image.new("RGB", size, (30, 60, 120))
    picture.paste((250, 220, 90), (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    picture.save(tmp_path / "cover.png")
    made = material(SMALL, trim=trim, vertical=vertical, cover=str(tmp_path / "cover.png"))
    cover, _ = Documents(made).cover(PageSetting(vertical=vertical))
    assert cover
    written = write_pdf(fromstring(cover.html), cover.stylesheet, (), cover.images, cover.setting)
    assert (written.pages, written.remarks) == (1, ())
    with pypdfium2.PdfDocument(written.data) as document:
        (shown,) = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = shown.get_bounds()
        width, height = document[0].get_size()
        drawn = document[0].render(scale=1).to_pil().convert("RGB")
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.01)
    assert (left + right, bottom + top) == pytest.approx((width, height), abs=0.1), "in the middle"
    assert (right - left >= width - 0.1 and top - bottom >= height - 0.1) == fills
    assert {drawn.getpixel(at) for at in ((1, 1), (drawn.width - 2, drawn.height - 2))} == {(30, 60, 120)}
    x, y = left + (right - left) * 0.35, height - top + (top - bottom) * 0.35
    assert drawn.getpixel((round(x), round(y))) == (250, 220, 90), "upright"


def test_a_picture_of_ones_own_is_bound_as_the_first_page(pictured: Bound) -> None:
    assert pictured.labels()[:3] == ["封面", "", "i"] and pictured.texts()[0] == ""
    with pikepdf.open(pictured.path) as pdf:
        first = pdf.Root.StructTreeRoot.K[0].K[0]
        assert (str(first.S), str(first.Alt)) == ("/Figure", "封面：渡口")


NO_COVERS: list[tuple[str, PDFProfile]] = [("text", "screen"), ("none", "screen"), ("auto", "print")]


@pytest.mark.parametrize(("asked", "profile"), NO_COVERS)
def test_a_title_page_or_a_printer_asks_for_no_cover(asked: str, profile: PDFProfile) -> None:
    assert Documents(material(SMALL, cover=asked, pdf=profile)).cover(PageSetting(profile=profile)) == (None, ())


class Uninspired:
    """A worker that draws no cover."""

    def submit(self, html: str, *rest: Any) -> Any:
        future: Future[Any] = Future()
        if 'class="cover"' in html:
            future.set_exception(EngineError("engine-failed", fault="ink has run out"))
        else:
            future.set_result(write_pdf(fromstring(html), *rest))
        return future


def test_without_a_cover_that_cannot_be_drawn_the_book_is_made(tmp_path: Path) -> None:
    said = book_pdf(material(SMALL, cover="auto"), tmp_path / "a.pdf", Uninspired())  # type: ignore[arg-type]
    assert [each.diagnostic.code for each in said.remarks] == ["cover-undrawn"]
    assert "ink has run out" in said.remarks[0].diagnostic.message
    book_pdf(material(SMALL, cover="none"), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_page_of_another_size_is_no_cover(across: Bound) -> None:
    with pytest.raises(EngineError) as caught:
        refuse_other_size(across.path.read_bytes(), (100, 100))
    assert caught.value.code == "cover-not-drawn" and "1678 × 2381" in caught.value.message()


# --- what goes wrong ---------------------------------------------------------------------------------------------


class Broken:
    """A worker that cannot set what has certain words in it."""

    def __init__(self, words: str) -> None:
        self._words = words

    def submit(self, html: str, *rest: Any) -> Any:
        if self._words in html:
            raise LimitError("engine-time", limit=1)
        raise AssertionError("nothing else is asked for")


def test_an_article_that_cannot_be_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleFailure) as caught:
        book_pdf(material(), tmp_path / "a.pdf", Broken("守桥的人"))  # type: ignore[arg-type]
    assert caught.value.number == 0 and caught.value.error.code == "engine-time"
    rare = replace(BOOK, parts=(Part(articles=(ARTICLES[1], article("外字", paragraph("这个字\ue123没有。")))),))
    with pytest.raises(ArticleFailure) as caught:
        book_pdf(material(rare, pdf="archive"), tmp_path / "b.pdf")
    assert caught.value.number == 1 and caught.value.error.code == "glyphs-missing"
    assert not list(tmp_path.iterdir())


RANGES: list[tuple[Sequence[int], list[tuple[str, str]]]] = [
    ((), []),
    ((5,), [("5", "t0")]),
    ((5, 5, 5), [("5", "t0")]),
    ((12, 13, 14), [("12–14", "t0")]),
    ((3, 4, 7, 12, 13), [("3–4", "t0"), ("7", "t2"), ("12–13", "t3")]),
    ((9, 8), [("8–9", "t1")]),
]


@pytest.mark.parametrize(("pages", "shown"), RANGES)
def test_places_of_an_index_as_pages(pages: Sequence[int], shown: list[tuple[str, str]]) -> None:
    folios = Folios({"x": 1} | {f"t{at}": page for at, page in enumerate(pages)})
    assert [(each.text, each.anchor) for each in folios.ranges([f"t{at}" for at in range(len(pages))])] == shown


def test_places_in_vertical_books_have_chinese_digits() -> None:
    assert [each.text for each in Folios({"a": 10, "b": 11, "c": 205}, chinese=True).ranges(["a", "b", "c"])] == [
        "一〇—一一",
        "二〇五",
    ]
