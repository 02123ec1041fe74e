"""The PDF of every sample: sound, tagged, complete, on its grid, and drawn alike by three engines."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import Published, article_of, heading, options, text
from drawn_alike import differing
from expected_text import GENERATED, body_text, fragments, header_words, headings, table_heads
from validators import ink, page_texts, squashed

from publisher.messages.render import TERMS
from publisher.model import Article, Byline, Figure, Note, Paragraph, Ruby, Table, Text
from publisher.tree import plain_text

EXTRACTORS = ("pypdfium2", "pdftotext", "mutool")
LINE_REMARKS = {"line-loose", "line-short", "line-overfull", "word-broken"}
"""What is said of lines that cannot be set within the limits: of odd texts there are some."""

LEADING, TEXT_SIZE = 18.0, 10.5
"""Of the theme `press`, in pt."""


# --- structure -----------------------------------------------------------------------------------------------------


def test_the_engine_has_nothing_to_remark(sample: Published) -> None:
    assert [said for said in sample.diagnostics if said.code == "engine-remark"] == []


def test_the_file_is_sound(sample: Published) -> None:
    assert complaints(sample.pdf) == []


def complaints(path: Path) -> list[str]:
    """What qpdf says of the file's syntax, cross-reference table and streams."""
    with pikepdf.open(path) as pdf:
        return list(pdf.check_pdf_syntax())


def test_it_is_tagged_and_says_its_language_and_title(sample: Published) -> None:
    with pikepdf.open(sample.pdf) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == sample.article.language
        assert root.ViewerPreferences.DisplayDocTitle
        assert structure_roles(root.StructTreeRoot) >= {"/Document", "/H1", "/P"}


def structure_roles(node: Any) -> set[str]:
    roles = {str(node.S)} if "/S" in node else set()
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            roles |= structure_roles(child)
    return roles


def test_title_authors_and_date_are_in_the_metadata(sample: Published) -> None:
    with pikepdf.open(sample.pdf) as pdf:
        info = pdf.docinfo
        assert squashed(str(info["/Title"])) == headline(sample.article)
        authors = [byline.name for byline in sample.article.bylines]
        assert str(info.get("/Author", "")) == ", ".join(authors)
        date = (sample.article.date or "2000").replace("-", "")
        assert str(info["/CreationDate"]).startswith(f"D:{date}")


def headline(article: Article) -> str:
    return squashed(plain_text(article.headline))


def test_the_outline_is_the_headings(sample: Published) -> None:
    with pypdfium2.PdfDocument(sample.pdf) as pdf:
        found = [squashed(entry.get_title()) for entry in pdf.get_toc(max_depth=8)]
    assert found == [headline(sample.article), *headings(sample.article)]


def test_only_our_slices_are_embedded(sample: Published) -> None:
    """Every font program is in the file, under a name of our own: no font of the machine slipped in."""
    found = 0
    for font in fonts_of(sample.pdf):
        found += 1
        descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert re.fullmatch(r"/[A-Z]{6}\+(own-)?(song|hei|kai|mono)(-[A-Za-z0-9-]+)?", str(font.BaseFont))
        assert "/ToUnicode" in font
    assert found


def fonts_of(path: Path) -> Iterator[Any]:
    with pikepdf.open(path) as pdf:
        seen: set[tuple[int, int]] = set()
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                if font.objgen not in seen:
                    seen.add(font.objgen)
                    yield font


# --- text ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_no_character_is_lost_and_none_invented(sample: Published, extractor: str) -> None:
    """As a bag: all of the article's characters, besides them running heads and what style sheets generate."""
    pages = page_texts(extractor, sample.pdf)
    printed = Counter(squashed("".join(pages)))
    running = headline(sample.article) * (len(pages) - 1)
    expected = Counter(body_text(sample.article) + "".join(header_words(sample.article)) + running)
    assert {
        character: count for character, count in (expected - printed).items() if character not in "0123456789"
    } == {}
    allowed = set(GENERATED + table_heads(sample.article) + shown_header_extras(sample.article))
    assert set(printed - expected) - allowed == set()


def shown_header_extras(article: Article) -> str:
    """Units of a date, and what bylines print beside the names: the language's own words for roles, or the affiliation."""
    words = [word for terms in TERMS.values() for word in terms.values()]
    houses = [byline.affiliation or "" for byline in article.bylines]
    return "".join(["年月日년월일", article.printed.date or "", *words, *houses])


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_every_run_of_text_comes_out_in_one_piece(sample: Published, extractor: str) -> None:
    """Each fragment stands on a page as it is, or begins at the end of one page's text and goes on on the next."""
    pages = [squashed(page) for page in page_texts(extractor, sample.pdf)]
    # pdftotext goes by the place on the page: a reading above one line ends up inside the line before.
    wanted = fragments(sample.article, with_ruby=extractor != "pdftotext")
    broken = [fragment for fragment in wanted if not stands(fragment, pages)]
    assert broken == []


def stands(fragment: str, pages: list[str]) -> bool:
    if any(fragment in page for page in pages):
        return True
    for here, following in itertools.pairwise(pages):
        for cut in range(len(fragment) - 1, 0, -1):
            if fragment[:cut] in here and fragment[cut:] in following:
                return True
    return False


def test_text_is_written_in_the_order_it_is_read(sample: Published) -> None:
    """In the content stream, which searching, copying and reading aloud follow: no heading after the text it heads."""
    whole = "".join(squashed(page) for page in page_texts("pypdfium2", sample.pdf))
    order = [fragment for fragment in fragments(sample.article) if len(fragment) > 3 and whole.count(fragment) == 1]
    notes = note_fragments(sample.article)
    places = [whole.index(fragment) for fragment in order if fragment not in notes]
    misplaced = [order[at + 1] for at, (before, after) in enumerate(itertools.pairwise(places)) if after < before]
    assert misplaced == []


def note_fragments(article: Article) -> set[str]:
    notes = [node for node in walk(article.blocks) if isinstance(node, Note)]
    return {fragment for note in notes for fragment in fragments(article_of(*note.blocks))}


def walk(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from walk(each)
    for name in getattr(value, "__struct_fields__", ()):
        yield from walk(getattr(value, name))


# --- what is drawn -------------------------------------------------------------------------------------------------


def test_three_engines_draw_the_same_ink(sample: Published, tmp_path: Path) -> None:
    """A font that one of them cannot read leaves its page blank there."""
    drawn = {program: ink(program, sample.pdf, tmp_path) for program in ("pypdfium2", "pdftoppm", "mutool")}
    for shares in zip(*drawn.values(), strict=True):
        assert min(shares) > 0.0002
        assert max(shares) < 1.35 * min(shares)


def test_two_engines_draw_every_spot_alike(sample: Published, tmp_path: Path) -> None:
    assert differing(sample.pdf, tmp_path) == []


class Line(NamedTuple):
    """A row of glyphs: its baseline from the page's top, and its right end, in pt; the size most glyphs have."""

    baseline: float
    size: float
    text: str


@cache
def lines_of(pdf: Path) -> list[list[Line]]:
    """The lines of each page, top down."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [sorted(_lines(page)) for page in document]


def _lines(page: Any) -> Iterator[Line]:
    text_page = page.get_textpage()
    rows: dict[float, list[tuple[str, float]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    for at in range(text_page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text_page.raw, at))
        if character.isspace() or pdfium.FPDFText_IsGenerated(text_page.raw, at):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page.raw, at, x, y)
        pdfium.FPDFText_GetMatrix(text_page.raw, at, matrix)
        size = pdfium.FPDFText_GetFontSize(text_page.raw, at) * abs(matrix.d)
        rows.setdefault(round(page.get_height() - y.value, 1), []).append((character, round(size, 2)))
    for baseline, glyphs in rows.items():
        sizes = Counter(size for _, size in glyphs)
        yield Line(baseline, sizes.most_common(1)[0][0], "".join(character for character, _ in glyphs))


def test_body_lines_stand_on_the_grid(sample: Published) -> None:
    """Paragraphs of the text: on every page their lines have the same places, whole leadings apart."""
    body = body_lines(sample)
    assert len(body) >= 4  # a short page of the web has no more
    grid = Counter(round(line.baseline % LEADING, 1) for _, line in body).most_common(1)[0][0]
    off = [(page, round(_from_grid(line, grid), 2), line.text[:12]) for page, line in body]
    assert [each for each in off if abs(each[1]) > 0.15] == []


def _from_grid(line: Line, grid: float) -> float:
    return (line.baseline - grid + LEADING / 2) % LEADING - LEADING / 2


def body_lines(published: Published) -> list[tuple[int, Line]]:
    """Page and line of each line of at least twelve characters of the plain paragraphs."""
    paragraphs = [block for block in published.article.blocks if isinstance(block, Paragraph) and block.role == "text"]
    wanted = "\n".join(set(fragments(article_of(*paragraphs))) - note_fragments(published.article))
    return [
        (number, line)
        for number, page in enumerate(lines_of(published.pdf), 1)
        for line in page
        if len(line.text) >= 12 and line.text in wanted
    ]


def test_no_line_leaves_the_type_area(sample: Published) -> None:
    with pypdfium2.PdfDocument(sample.pdf) as document:
        for page in document:
            width, height = page.get_size()
            text_page = page.get_textpage()
            for at in range(text_page.count_chars()):
                if chr(pdfium.FPDFText_GetUnicode(text_page.raw, at)).isspace():
                    continue
                left, bottom, right, top = text_page.get_charbox(at, loose=True)
                assert left > width * 0.1, "left"
                assert right < width * 0.9, (page, text_page.get_text_range(max(at - 10, 0), 11))
                assert bottom > height * 0.05 and top < height * 0.97


def test_no_heading_is_the_last_of_a_page(sample: Published) -> None:
    names = set(headings(sample.article))
    for page in lines_of(sample.pdf):
        # Below the last line of text stands the folio.
        assert squashed(page[-2].text).lstrip("■") not in names


@pytest.mark.parametrize("trim", ["a5", "b5", "jis-b5", "16k", "letter", "120x180mm"])
def test_headings_stay_with_their_text_at_every_height(made: Callable[..., Published], trim: str) -> None:
    blocks = [block for at in range(1, 25) for block in (heading(f"第{at}个小标题"), "字" * (at * 37 % 90 + 1) + "。")]
    published = made(article_of(*blocks), options(trim=trim))
    for page in lines_of(published.pdf)[:-1]:
        assert "小标题" not in page[-2].text
    assert {said.code for said in published.diagnostics} <= LINE_REMARKS


# --- pages ---------------------------------------------------------------------------------------------------------


def test_the_trim_size_is_the_pages(made: Callable[..., Published]) -> None:
    with pikepdf.open(made(article_of("正文。"), options(trim="120x200mm")).pdf) as pdf:
        box = [float(side) for side in pdf.pages[0].mediabox]
    assert box == pytest.approx([0, 0, 120 / 25.4 * 72, 200 / 25.4 * 72], abs=0.01)


def test_a_running_head_from_the_second_page_and_a_folio_on_each(made: Callable[..., Published]) -> None:
    pages = page_texts("pypdfium2", made(article_of(*["字" * 900] * 6, headline="书眉所见")).pdf)
    assert len(pages) > 2
    assert [page.count("书眉所见") for page in pages] == [1] * len(pages)
    assert [re.findall(r"\d+", page) for page in pages] == [[str(at)] for at in range(1, len(pages) + 1)]


def test_notes_stand_on_the_page_of_their_call_or_the_next(made: Callable[..., Published]) -> None:
    notes = [Note(blocks=(Paragraph(content=text(f"第{at}条注文")),)) for at in range(1, 7)]
    blocks = [Paragraph(content=(Text("字" * 400 + f"呼{at}"), note)) for at, note in enumerate(notes, 1)]
    pages = page_texts("pypdfium2", made(article_of(*blocks)).pdf)
    for at in range(1, 7):
        (called,) = [number for number, page in enumerate(pages) if f"呼{at}" in squashed(page)]
        (set_,) = [number for number, page in enumerate(pages) if f"第{at}条注文" in squashed(page)]
        assert called <= set_ <= called + 1


@pytest.mark.parametrize(
    "article",
    [
        article_of(),
        article_of("", headline=""),
        article_of(heading(""), heading("", 3)),
        article_of("正文。", bylines=(Byline(name=""),), date="2024-13-45"),
        article_of("正文。", headline="长" * 300),
        article_of("正文。", headline="word" * 60),
        article_of("https://example.org/" + "a" * 400),
        article_of(Paragraph(content=(Ruby(base="一" * 60, text="ㄧ" * 10), Ruby(base="", text=""), Text("完")))),
        article_of(Table(rows=())),
        article_of(Table(rows=((),), head=1)),
        article_of(Figure(src=""), Figure(src="", caption=text("图说"))),
        article_of("Plain text.", language="en"),
    ],
    ids=[
        "nothing", "empty fields", "empty headings", "empty byline", "long headline", "long word in headline", "long address",
        "long ruby", "empty table", "empty row", "empty figure", "english",
    ],
)  # fmt: skip
def test_odd_articles_are_set_in_silence(made: Callable[..., Published], article: Article) -> None:
    published = made(article)
    assert {said.code for said in published.diagnostics} <= LINE_REMARKS
    assert complaints(published.pdf) == []
