"""Lines in finished PDFs: whatever the text and the measure, each character is drawn once and in order, and lines are flush."""

from __future__ import annotations

import ctypes
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import bidirectional, category, normalize

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import article_of, options, publish, text, transformed
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from validators import squashed

from publisher.check import check
from publisher.clreq import CLOSING, COLONS, MIDDLE_DOTS
from publisher.diagnostics import Diagnostic
from publisher.model import (
    Article,
    Block,
    Cell,
    Code,
    Emphasis,
    Figure,
    Inline,
    InlineImage,
    LanguageRun,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Strong,
    Superscript,
    Table,
    Text,
)
from publisher.options import Options
from publisher.page import MM_PER_PT, type_area
from publisher.themes import load_theme

HAN = "春风吹过田野上的麦苗青青河水流过村前的石桥渔民在码头卸下当天的渔获"
PROSE = (
    "渔民说：“今年的鱼，比往年多。”他把网收好，又数了一遍——三百二十条。码头上的 Boat 37 号船刚刚靠岸，船长李木（五十岁）"
    "从2009年起就在这里打鱼……孩子们在石桥边等着，手里拿着《海的故事》。天黑以前，约25 km外的灯塔亮了，"
    "海面上起了一阵微风，吹得旗子“哗哗”地响。"
)
EM = 10.5
"""Of the themes here, in pt."""
BARE = "@page { @top-center { content: none; border: none } @bottom-center { content: none } }"
"""Pages without heads and folios, so that all that is drawn is of the article."""


class Glyph(NamedTuple):
    """A character that is drawn, with the edges of its advance box in pt."""

    page: int
    text: str
    left: float
    right: float
    baseline: float


def theme(folder: Path, page: str = "", css: str = "") -> str:
    """A theme of its own in `folder`: lines for `[page]`, and a style sheet for the printed page."""
    (folder / "theme.toml").write_text(f'extends = "press"\n[page]\n{page}\n', "utf-8")
    (folder / "page.css").write_text(BARE + css, "utf-8")
    return str(folder)


class Pages(NamedTuple):
    """A PDF and what it was made of."""

    path: Path
    article: Article
    """After the transforms."""
    chosen: Options
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> set[str]:
        """What was said of how it is set, not of its characters."""
        return {each.code for each in self.diagnostics if each.code.startswith(("line-", "word-", "glyph-", "engine-"))}

    def glyphs(self) -> list[Glyph]:
        with pypdfium2.PdfDocument(self.path) as document:
            return [glyph for number, page in enumerate(document) for glyph in _glyphs(number, page)]

    def text(self) -> str:
        return comparable("".join(glyph.text for glyph in self.glyphs()))

    def edges(self) -> tuple[float, float]:
        """Left and right edge of the type area in pt."""
        design = load_theme(self.chosen.render.theme).page
        area = type_area(design, self.chosen.render.trim or "a4")
        return area.inner / MM_PER_PT, (area.width - area.outer) / MM_PER_PT


def _glyphs(number: int, page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    words = page.get_textpage()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    held = ""
    for at in range(words.count_chars()):
        if pdfium.FPDFText_IsGenerated(words, at) == 1:
            continue
        held += chr(pdfium.FPDFText_GetUnicode(words, at))
        if "\ud800" <= held[-1] <= "\udbff":
            continue
        assert pdfium.FPDFText_GetLooseCharBox(words, at, box)
        assert pdfium.FPDFText_GetCharOrigin(words, at, x, y)
        # U+0002 is how PDFium tells a hyphen that ends a line.
        found, held = held.encode("utf-16", "surrogatepass").decode("utf-16").replace("\x02", "-"), ""
        yield Glyph(number, found, box.left, box.right, y.value)


def comparable(words: str) -> str:
    """Without what is not drawn (white space, variation selectors), and precomposed as a face may draw it."""
    shown = "".join(each for each in words if not "\U000e0100" <= each <= "\U000e01ef" and each not in "\ufe00\u200b")
    return squashed(normalize("NFC", shown))


def drawn(inlines: Sequence[Inline]) -> str:
    """The characters of a run in the order they are drawn: a reading before its base, no notes."""
    words = ""
    for each in inlines:
        if isinstance(each, Text | Code):
            words += each.text
        elif isinstance(each, Ruby):
            words += each.text + each.base
        elif not isinstance(each, Note | InlineImage):
            words += drawn(getattr(each, "content", ()))
    return words


def expected(article: Article) -> str:
    """The headline and the paragraphs as they are drawn."""
    runs = [each.content for each in article.blocks if isinstance(each, Paragraph)]
    return comparable("".join(drawn(run) for run in (article.headline, *runs)))


@pytest.fixture
def pages(tmp_path: Path) -> Callable[..., Pages]:
    """`pages(block, …, trim=…, page=…, css=…)`: these blocks published with a theme of its own."""

    def make(
        *blocks: Block | str, trim: str | None = None, page: str = "", css: str = "", language: str = "zh-Hans"
    ) -> Pages:
        Image.new("RGB", (400, 20)).save(tmp_path / "wide.png")
        chosen = options(theme=theme(tmp_path, page, css), trim=trim)
        article = article_of(*blocks, language=language)
        result = publish(article, tmp_path / "out.pdf", options=chosen, isolate=False)
        return Pages(result.path, transformed(article, chosen), chosen, result.diagnostics)

    return make


def assert_inside(found: Pages) -> None:
    """No line leaves the type area."""
    left, right = found.edges()
    for glyph in found.glyphs():
        if category(glyph.text)[0] == "M":
            # The box of an accent says nothing of where its ink is.
            continue
        # A mark at a line's end may lose the blank behind its ink (CLREQ 3.1.6.3, JLREQ 3.1.9).
        blank = 0.5 * EM if glyph.text in CLOSING | COLONS else 0.25 * EM if glyph.text in MIDDLE_DOTS else 0.0
        assert left - 0.55 * EM <= glyph.left
        assert glyph.right <= right + blank + 0.05 * EM


# --- bad input -----------------------------------------------------------------------------------------------------


class Bad(NamedTuple):
    """Text that is hard to set, the codes that are said of it, and the trim size."""

    run: Sequence[Inline | str]
    said: frozenset[str] = frozenset()
    trim: str | None = None


LOOSE = frozenset(("line-loose", "line-short"))
BROKEN = LOOSE | {"word-broken"}
OVERFULL = BROKEN | {"line-overfull"}
NO_GLYPH = frozenset(("glyph-missing",))

BAD = {
    "plain": Bad([HAN * 3]),
    "a tiny page": Bad([PROSE], LOOSE, "60x70mm"),
    "words on a tiny page": Bad(["internationalization " * 3, HAN, "Donaudampfschifffahrtsgesellschaft"], BROKEN, "60x70mm"),
    "one word": Bad(["x" * 2000], BROKEN),
    "one number": Bad(["1234567890" * 20], BROKEN),
    "closing marks alone": Bad(["。”" * 200], BROKEN),
    "opening marks alone": Bad(["“《" * 150], BROKEN),
    "dashes alone": Bad(["——" * 100], BROKEN),
    "spaces between marks": Bad(["， " * 100], BROKEN),
    "20,000 characters": Bad([(HAN + "，“" + HAN + "”。Python 3.5 km ") * 260]),
    "combining marks": Bad([HAN, "cafe\u0301 葛\U000e0100城 か\u3099き\u309a", HAN]),
    "a mark with a variation selector": Bad([HAN[:20], "，\ufe00", HAN]),
    "characters that no face has": Bad([HAN, "\U00016100\ue000", HAN], NO_GLYPH),
    "a wide image": Bad([HAN, InlineImage("wide.png", "宽"), HAN]),
    "a wide image on a tiny page": Bad([HAN[:5], InlineImage("wide.png", "宽"), HAN], OVERFULL, "60x70mm"),
    "ruby": Bad([HAN, Ruby("漢字", "ㄏㄢˋㄗˋ"), HAN, Ruby("石", "shí"), Ruby("桥", "qiáo"), HAN]),
    "ruby on ruby": Bad([Ruby("春", "chūn")] * 60, LOOSE),
    "superscripts": Bad([HAN, "10", Superscript(text("2")), "米", HAN, Superscript(text("1")), "，", HAN]),
    "code": Bad([HAN, Code("for x in range(10): print(x)"), HAN]),
    "a link": Bad([HAN, Link(text("https://a.example/" + "news/" * 30), "https://a.example/"), HAN], LOOSE),
    "emphasis": Bad([HAN, Emphasis(text(HAN)), "，", Strong(text(HAN + "。")), HAN]),
    "another language": Bad([HAN, LanguageRun(text("ちょっと待って、ください。"), "ja"), HAN]),
    "Korean": Bad([HAN, LanguageRun(text("한국 사람은 밥을 먹고 물을 마신다"), "ko"), HAN]),
    "nothing": Bad([]),
    "white space": Bad(["　 \u00a0\u200b "]),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_every_character_is_drawn_once_in_order_within_the_type_area(bad: Bad, pages: Callable[..., Pages]) -> None:
    run = tuple(Text(each) if isinstance(each, str) else each for each in bad.run)
    found = pages(Paragraph(content=run), "末段。", trim=bad.trim)
    assert found.text() == expected(found.article)
    assert found.codes <= bad.said
    if "line-overfull" not in found.codes:
        assert_inside(found)


RIGHT_TO_LEFT = {"Arabic": "مرحبا بالعالم", "Hebrew": "שלום עולם"}


@pytest.mark.parametrize("words", RIGHT_TO_LEFT.values(), ids=RIGHT_TO_LEFT)
def test_right_to_left_words_are_drawn_whole(words: str, pages: Callable[..., Pages]) -> None:
    found = pages(HAN + words + HAN)
    assert Counter(found.text()) == Counter(expected(found.article))
    assert_inside(found)


@pytest.mark.parametrize("words", RIGHT_TO_LEFT.values(), ids=RIGHT_TO_LEFT)
def test_a_gap_beside_a_right_to_left_word_stands_at_its_outer_side(words: str, pages: Callable[..., Pages]) -> None:
    found = pages(HAN[:8] + words.split()[0] + HAN[:8])
    row = sorted(
        (glyph for glyph in found.glyphs() if not glyph.text.isspace()), key=lambda glyph: (-glyph.baseline, glyph.left)
    )
    gaps = {"beside": [], "within": []}  # type: dict[str, list[float]]
    for one, other in pairwise(row):
        sides = {is_right_to_left(one.text), is_right_to_left(other.text)}
        if True in sides and one.baseline == other.baseline:
            gaps["beside" if False in sides else "within"].append((other.left - one.right) / EM)
    assert gaps["beside"] == [pytest.approx(0.25, abs=0.13)] * 2
    assert gaps["within"] == [pytest.approx(0.0, abs=0.02)] * (len(words.split()[0]) - 1)


def is_right_to_left(character: str) -> bool:
    return bidirectional(character) in ("R", "AL")


DECOMPOSED = {"beside Latin": "Cafe\u0301s", "beside Han": "甲e\u0301乙", "kana": "か\u3099き\u3099"}


@pytest.mark.parametrize("words", DECOMPOSED.values(), ids=DECOMPOSED)
def test_a_letter_and_its_accent_are_drawn_as_the_letter_with_accent(words: str, pages: Callable[..., Pages]) -> None:
    composed = normalize("NFC", words)
    drawings = [rendered(pages(HAN, word).path) for word in (words, composed)]
    assert drawings[0] == drawings[1]


def rendered(path: Path) -> bytes:
    with pypdfium2.PdfDocument(path) as document:
        return bytes(document[0].render(scale=2).to_pil().tobytes())


def test_a_note_stands_at_its_page_foot_and_its_call_in_the_line(pages: Callable[..., Pages]) -> None:
    note = Note((Paragraph(content=text("注文" + HAN)),))
    found = pages(Paragraph(content=(Text(HAN), note, Text("，" + HAN))))
    assert found.text() == comparable("题目" + HAN + "1" + "，" + HAN + "1" + "注文" + HAN)
    assert_inside(found)


def row(*words: str) -> tuple[Cell, ...]:
    return tuple(Cell(content=text(each)) for each in words)


CELLS = {
    "a word wider than its column": [row("internationalization", "春风", HAN), row("秋", "1234567890" * 4, HAN)],
    "columns narrower than a character": [row(*"春夏秋冬" * 8), row(*"山水田园" * 8)],
    "columns narrower than a character with its mark": [row(*["春。", "（夏", "“秋”"] * 9)],
}


def test_a_column_of_short_cells_is_as_wide_as_they_are(tmp_path: Path) -> None:
    """With the gaps between Han and Latin, though its neighbour would take all the room."""
    rows = tuple(
        (Cell(content=text(f"第{at}日")), Cell(content=text("河边住着一位守桥的老人，" * 6))) for at in range(9, 13)
    )
    result = publish(article_of(Table(rows=rows)), tmp_path / "a.pdf", options=options(trim="a5"))
    assert [each for each in result.diagnostics if each.code == "line-overfull"] == []


@pytest.mark.parametrize("trim", ["60x70mm", None])
@pytest.mark.parametrize("rows", CELLS.values(), ids=CELLS)
def test_narrow_cells_lose_nothing(rows: list[tuple[Cell, ...]], trim: str | None, pages: Callable[..., Pages]) -> None:
    found = pages(Table(rows=tuple(rows)), trim=trim)
    words = "".join(drawn(cell.content) for cells in rows for cell in cells)
    assert Counter(found.text()) == Counter(comparable("题目" + words))
    assert found.codes <= OVERFULL


# --- any article ---------------------------------------------------------------------------------------------------

CLUSTERS = [*"春风吹过田野，。、：；！？“”《》（）·—…～々っアー한국 Abz09%.-/$é〇𠮷😀", "か\u3099", "葛\U000e0100"]
words_of_text = st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=30).map("".join)
plain = words_of_text.map(Text)
leaf = st.one_of(
    plain,
    plain,
    words_of_text.map(Code),
    st.builds(Ruby, st.sampled_from(["漢字", "石"]), st.sampled_from(["かんじ", "shí"])),
)
inline = st.one_of(
    leaf,
    leaf,
    *(
        st.builds(lambda content, kind=kind: kind((content,)), leaf)
        for kind in (Emphasis, Strong, Superscript)
    ),
    st.builds(lambda content: Link((content,), "https://a.example/"), leaf),
    st.builds(lambda content: LanguageRun((content,), "ja"), leaf),
)  # fmt: skip
# PDFium takes a piece of text that stands twice side by side for one that is drawn twice, to be bold.
run_of_inlines = st.lists(inline, min_size=1, max_size=8, unique_by=lambda each: drawn((each,))).map(tuple)


@settings(max_examples=40)
@given(
    st.lists(run_of_inlines, min_size=1, max_size=3),
    st.sampled_from(["a5", "60x70mm"]),
    st.sampled_from(["zh-Hans", "zh-Hant", "ja", "ko"]),
)
# A Japanese colon stands in the middle of its em: it has no blank half to give at the end of a Chinese line.
@example([(Text("春春春春春春春春春春春·）春春春春春〇—😀/々—，春"),)], "a5", "zh-Hans")
@example([(Text("春"), LanguageRun((Text("春春春春春春：春"),), "ja"))], "60x70mm", "zh-Hans")
def test_any_article_is_set_whole(runs: list[tuple[Inline, ...]], trim: str, language: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        chosen = options(theme=theme(Path(folder)), trim=trim)
        article = article_of(*(Paragraph(content=run) for run in runs), language=language)
        result = publish(article, Path(folder) / "out.pdf", options=chosen, isolate=False)
        found = Pages(result.path, transformed(article, chosen), chosen, result.diagnostics)
        assert Counter(found.text()) == Counter(expected(found.article))
        assert found.codes <= BROKEN | NO_GLYPH
        assert_inside(found)


# --- wherever lines stand ------------------------------------------------------------------------------------------

FLOAT = "figure { float: left; width: 8em; margin: 0 1em 18pt 0 } figure img { width: 8em; height: 54pt }"


class Place(NamedTuple):
    """Blocks, and what the theme says of the page."""

    blocks: list[Block | str]
    page: str = ""
    css: str = ""


def item(words: str) -> ListItem:
    return ListItem((Paragraph(content=text(words)),))


PLACES = {
    "in one column": Place([PROSE, PROSE * 2]),
    "in two columns": Place([PROSE * 2] * 6, "columns = 2"),
    "in three columns": Place([PROSE * 2] * 8, "columns = 3\ninner = 0.05\nouter = 0.05"),
    "beside a float": Place([Figure(src="wide.png", alt="船"), PROSE * 2, PROSE], css=FLOAT),
    "in lists": Place([List((item(PROSE), item(PROSE * 2))), List((item(PROSE),), ordered=True)]),
    "in quotes": Place([Quote((Paragraph(content=text(PROSE)),)), PROSE]),
    "in tables": Place(
        [PROSE, Table((row("项目", "说明"), row("渔获", PROSE * 2), row("石桥", PROSE)), head=1), PROSE]
    ),
    "over pages": Place([PROSE * 30]),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_lines_are_flush(place: Place, pages: Callable[..., Pages]) -> None:
    found = pages(*place.blocks, page=place.page, css=place.css)
    assert found.codes <= LOOSE
    report = check(found.path)
    assert report.figures is not None and report.figures.full_lines >= 5
    # What is said of tags is no matter of lines.
    failed = {row.name for row in report.rows if row.verdict == "failed" and not row.name.startswith("ua-")}
    loose = failed - ({"loose"} if found.codes else set())
    assert loose == set()
    assert (report.figures.flush, report.figures.overfull) == (1.0, 0)


def test_lines_beside_a_float_are_shorter_and_those_below_it_are_not(pages: Callable[..., Pages]) -> None:
    found = pages(Figure(src="wide.png", alt="船"), PROSE * 2, css=FLOAT)
    left, right = found.edges()
    text_lines: dict[float, list[Glyph]] = {}
    for glyph in found.glyphs()[2:]:
        text_lines.setdefault(round(glyph.baseline), []).append(glyph)
    starts = [min(glyph.left for glyph in line) - left for line in text_lines.values()]
    beside = [start for start in starts if start > 8 * EM]
    assert len(beside) == 3
    assert starts[len(beside)] == pytest.approx(0, abs=0.5 * EM)
    assert right - max(glyph.right for glyph in text_lines[max(text_lines)]) == pytest.approx(0, abs=0.03 * EM)


def test_a_soft_hyphen_is_drawn_where_it_parts_a_word_and_nowhere_else(pages: Callable[..., Pages]) -> None:
    word = "inter\u00adnation\u00adal\u00adi\u00adza\u00adtion"
    found = pages(f"他说起{(word + '、') * 8}这些词。")
    hyphens = [glyph for glyph in found.glyphs() if glyph.text == "-"]
    right = found.edges()[1]
    assert hyphens and all(glyph.right == pytest.approx(right, abs=0.05 * EM) for glyph in hyphens)


def test_what_is_said_of_a_line_names_its_page_and_text(pages: Callable[..., Pages]) -> None:
    found = pages(HAN, "x" * 200)
    first = next(each for each in found.diagnostics if each.code == "word-broken")
    assert first.values["page"] == "1"
    assert set(first.values["text"]) == {"x"}


SPACED = "body { letter-spacing: 2pt }"


@pytest.mark.parametrize("words", ["春风吹过田野", "春风，吹过田野。", "春ABC风", "“春风”吹过"])
def test_room_between_letters_is_given_to_each(words: str, pages: Callable[..., Pages]) -> None:
    def starts(css: str) -> list[float]:
        glyphs = [glyph for glyph in pages(words, css=css).glyphs() if glyph.baseline < 700]
        return [glyph.left - glyphs[0].left for glyph in glyphs]

    plain, spaced = starts(""), starts(SPACED)
    assert len(plain) == len(words)
    assert [one - other for one, other in zip(spaced, plain, strict=True)] == pytest.approx(
        [2 * at for at in range(len(plain))], abs=0.05
    )
