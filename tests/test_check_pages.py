"""What `check` finds on pages: paragraphs over pages and columns, the grid, vertical text, tagged and untagged files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hand_set import LEFT, PITCH, SIZE, SOME, TOP, Set, advance, column, paragraph, save

from publisher.check import check
from publisher.check.report import Figures, Report


def report(folder: Path, *pages: Sequence[Set], **how: object) -> Report:
    return check(save(folder / "pages.pdf", *pages, **how))  # type: ignore[arg-type]


def figures(folder: Path, *pages: Sequence[Set], **how: object) -> Figures:
    found = report(folder, *pages, **how).figures
    assert found is not None
    return found


def split(count: int, at: int, tag: str = "") -> tuple[list[Set], list[Set]]:
    """A paragraph of `count` lines of which `at` stand on the first page, other paragraphs around it."""
    lines = paragraph(count)
    before = column(*paragraph(4, 9), tag=tag and f"{tag} 1")
    below = TOP - 4 * PITCH
    one = [*before, *column(*lines[:at], top=below, tag=tag and f"{tag} 2")]
    rest = column(*lines[at:], tag=tag and f"{tag} 2")
    after = column(*paragraph(4, 9), top=TOP - (count - at) * PITCH, tag=tag and f"{tag} 3")
    return one, [*rest, *after]


@pytest.mark.parametrize("tag", ["", "P"])
@pytest.mark.parametrize(("count", "at", "orphans", "widows"), [(6, 3, 0, 0), (6, 1, 1, 0), (6, 5, 0, 1), (2, 1, 1, 1)])
def test_lines_alone_on_a_page(count: int, at: int, orphans: int, widows: int, tag: str, tmp_path: Path) -> None:
    found = report(tmp_path, *split(count, at, tag))
    assert found.figures is not None
    assert (found.figures.orphans, found.figures.widows) == (orphans, widows)
    assert found.row("widows").verdict == ("failed" if orphans or widows else "passed")


def test_a_paragraph_that_is_tagged_anew_on_each_page_is_one(tmp_path: Path) -> None:
    one, other = split(6, 5, "P")
    anew = [line._replace(tag=f"{line.tag}0") for line in other]
    assert figures(tmp_path, one, anew).widows == 1
    indented = [anew[0]._replace(x=LEFT + 2 * SIZE), *anew[1:]]
    assert figures(tmp_path, one, indented).widows == 0


@pytest.mark.parametrize(("last", "runts"), [("月。", 1), ("月", 1), ("日月。", 0), ("。", 0)])
def test_a_last_line_of_one_character(last: str, runts: int, tmp_path: Path) -> None:
    lines = paragraph(4)
    assert figures(tmp_path, column(*lines[:3], last)).runts == runts


@pytest.mark.parametrize("tag", ["", "H2 1"])
def test_a_heading_last_on_a_page(tag: str, tmp_path: Path) -> None:
    kind = "P" if tag else ""
    text = column(*paragraph(5), tag=kind and f"{kind} 1")
    low = Set(SOME[:6], y=TOP - 6 * PITCH, size=13, tag=tag)
    after = column(*paragraph(5), tag=kind and f"{kind} 2")
    stranded = report(tmp_path, [*text, low], after)
    assert stranded.row("headings").places[0].text == SOME[:6]
    with_text = column(*paragraph(3), top=TOP - 8 * PITCH, tag=kind and f"{kind} 3")
    assert report(tmp_path, [*text, low, *with_text], after).row("headings").verdict == "passed"
    assert report(tmp_path, [*text, low]).row("headings").verdict == "passed"


def test_the_grid_on_a_page_and_between_pages(tmp_path: Path) -> None:
    page = column(*paragraph(6))
    off = [*page[:3], page[3]._replace(y=page[3].y - 0.5), *page[4:]]
    lower = [line._replace(y=line.y - 0.4) for line in page]
    assert figures(tmp_path, page, page).grid_pt == 0
    assert figures(tmp_path, page, off).grid_pt == pytest.approx(0.5, abs=0.01)
    found = report(tmp_path, page, lower)
    assert found.figures is not None
    assert found.figures.grid_pt == 0
    assert found.figures.grid_between_pages_pt == pytest.approx(0.4, abs=0.01)
    assert found.row("grid").verdict == "failed"


def test_facing_pages_have_margins_of_their_own(tmp_path: Path) -> None:
    left, right = column(*paragraph(6)), column(*paragraph(6), left=LEFT - 20)
    found = figures(tmp_path, left, right)
    assert (found.flush, found.overfull) == (1.0, 0)


@pytest.mark.parametrize("tag", ["", "P 1"])
def test_columns_are_measured_each_by_itself(tag: str, tmp_path: Path) -> None:
    lines = ["　　" + SOME[:8], SOME[:10], SOME[:10], SOME[:10], SOME[:4]]
    one, other = column(*lines, left=20, tag=tag), column(*lines, left=140, tag=tag and "P 2")
    short = [*other[:2], other[2]._replace(text=SOME[:9]), *other[3:]]
    assert figures(tmp_path, [*one, *other]).flush == 1.0
    found = figures(tmp_path, [*one, *short])
    assert (found.lines, found.full_lines, found.worst_end) == (10, 8, 1.0)


def test_running_heads_and_folios_are_not_text(tmp_path: Path) -> None:
    pages = [
        [Set("山水", y=TOP + 30, size=8), *column(*paragraph(4)), Set(folio, 150, TOP - 300, size=8)]
        for folio in ("12", "13")
    ]
    assert figures(tmp_path, *pages).lines == 8
    tagged = [[line._replace(tag="P 1" if line.size == SIZE else "") for line in page] for page in pages]
    assert figures(tmp_path, *tagged).lines == 8


def test_what_tags_tell_apart_is_not_measured_as_text(tmp_path: Path) -> None:
    text = column(*paragraph(4), tag="P 1")
    found = figures(
        tmp_path,
        [
            *text,
            *column(SOME[:12], SOME[:14], top=TOP - 100, tag="Caption 1"),
            *column(SOME[:9], top=TOP - 150, tag="Figure 1"),
            Set("なっ", LEFT, TOP + 9, size=5, tag="RT 1"),
        ],
    )
    assert (found.lines, found.full_lines, found.flush) == (6, 3, 1.0)


def test_a_paragraph_goes_on_in_the_next_column(tmp_path: Path) -> None:
    one = column("　　" + SOME[:8], SOME[:10], SOME[:10], left=20, tag="P 1")
    other = column(SOME[:10], SOME[:10], SOME[:4], left=140, tag="P 1")
    found = figures(tmp_path, [*one, *other])
    assert (found.lines, found.full_lines, found.flush, found.widows) == (6, 5, 1.0, 0)


@pytest.mark.parametrize("lengths", [(6, 9, 5, 7), (5, 7, 5, 7)])
def test_verse_is_not_filled(lengths: Sequence[int], tmp_path: Path) -> None:
    text = column(*paragraph(6), tag="P 1")
    verse = column(*[SOME[:length] for length in lengths], top=TOP - 8 * PITCH, left=LEFT + 40, tag="P 2")
    found = figures(tmp_path, [*text, *verse])
    assert (found.lines, found.full_lines, found.overfull, found.flush) == (10, 5, 0, 1.0)


def test_verse_beside_the_text_of_its_own_column(tmp_path: Path) -> None:
    """The other column, which has more lines, ends before the verse begins."""
    lines = ["　　" + SOME[:8], *[SOME[:10]] * 6, SOME[:4]]
    one, other = column(*lines, left=20, tag="P 1"), column(*lines[:4], SOME[:3], left=150, tag="P 2")
    verse = column(SOME[:2], SOME[:2], SOME[:4], SOME[:3], top=TOP - 6 * PITCH, left=160, tag="P 3")
    found = figures(tmp_path, [*one, *other, *verse])
    assert (found.lines, found.overfull, found.flush) == (17, 0, 1.0)


def test_an_indent_at_the_top_of_a_nearly_empty_page(tmp_path: Path) -> None:
    """Where no other line tells the edge, the pages before do: it is a paragraph of its own, and no widow of the last one."""
    full = column(*paragraph(6), tag="P 1")
    last = column("　　" + SOME[:18], SOME, SOME[:15] + "。", top=TOP - 6 * PITCH, tag="P 2")
    found = figures(tmp_path, full, [*full, *last], full, column("　　" + SOME[:9], tag="P 3"))
    assert (found.widows, found.flush) == (0, 1.0)


# --- vertical ----------------------------------------------------------------------------------------------------

CROOKED = [*paragraph(4)[:2], SOME[:19], *paragraph(3, 1)]


def down(lines: Sequence[Set]) -> list[Set]:
    """The same lines from the top down, the first at the right."""
    return [line._replace(x=250 - (TOP - line.y), y=TOP - (line.x - LEFT)) for line in lines]


@pytest.mark.parametrize("way", ["sideways", "vertical fonts"])
def test_vertical_text_is_measured_along_its_lines(way: str, tmp_path: Path) -> None:
    lines = column(*CROOKED)
    lines[4] = lines[4]._replace(moved={10: 0.1, 11: 0.2})
    lines[1] = lines[1]._replace(text=SOME[:5] + "，" + SOME[6:10] + "、" + SOME[11:15] + "；" + SOME[16:])
    flat = report(tmp_path, lines)
    turned = report(tmp_path, lines, rotate=90) if way == "sideways" else report(tmp_path, down(lines), vertical=True)
    assert turned.vertical and not flat.vertical
    assert turned.figures is not None and flat.figures is not None
    assert turned.figures == flat.figures


def number(digits: str, line: Set, at: int, *, scale: float = 1.0, size: float = SIZE) -> Set:
    """Digits that stand upright in the em after the first `at` of a line, in the middle of its breadth."""
    width = sum(map(advance, digits)) * scale * size
    return Set(digits, line.x + (at + 0.88) * SIZE, line.y + 0.38 * SIZE - width / 2, size, across=True, scale=scale)


def around(*lines: Set) -> list[Set]:
    """A paragraph of four lines of which the second is given."""
    first, _, *rest = column(*paragraph(4))
    return [first, *lines, *rest]


LINE = column(*paragraph(4))[1]
BEFORE, AFTER = LINE._replace(text=SOME[:8]), LINE._replace(text=SOME[9:], x=LEFT + 9 * SIZE)

UPRIGHT = {
    "two digits": around(BEFORE, number("12", LINE, 8), AFTER),
    "one digit": around(BEFORE, number("7", LINE, 8), AFTER),
    "three digits, narrowed": around(BEFORE, number("123", LINE, 8, scale=0.6), AFTER),
    "two marks": around(BEFORE, number("!?", LINE, 8, scale=0.88), AFTER),
    "drawn after the rest of the page": [*around(BEFORE, AFTER), number("12", LINE, 8)],
    "in the middle of a text object": [
        *around(LINE._replace(text=SOME[:8] + SOME[9:], moved={8: 1.0})),
        number("12", LINE, 8),
    ],
    "two in a row": around(
        BEFORE, number("12", LINE, 8), number("34", LINE, 9), AFTER._replace(text=SOME[10:], x=LEFT + 10 * SIZE)
    ),
    "at the line's start": [*around(LINE._replace(text=SOME[1:], x=LEFT + SIZE)), number("12", LINE, 0)],
    "two at the line's start": [
        *around(LINE._replace(text=SOME[2:], x=LEFT + 2 * SIZE)),
        number("12", LINE, 0),
        number("3", LINE, 1),
    ],
    "at the line's end": [*around(LINE._replace(text=SOME[:19])), number("12", LINE, 19)],
}


@pytest.mark.parametrize("tag", ["", "P 1"])
@pytest.mark.parametrize("case", UPRIGHT)
def test_what_stands_upright_is_one_character_of_its_line(case: str, tag: str, tmp_path: Path) -> None:
    found = figures(tmp_path, [line._replace(tag=tag) for line in UPRIGHT[case]], rotate=90)
    assert (found.lines, found.full_lines, found.flush) == (4, 3, 1.0)
    assert (found.gaps, found.gaps_at_edges, found.loosest, found.tightest, found.grid_pt) == (0, 0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("text", ["12", "123", "7", "!?"])
@pytest.mark.parametrize("way", ["sideways", "vertical fonts"])
def test_a_glyph_for_an_upright_number(text: str, way: str, tmp_path: Path) -> None:
    """`■` stands for it: its ink is as long as a digit is high."""
    lines = around(LINE._replace(text=SOME[:8] + "■" + SOME[9:]))
    named = {"■": text}
    turned = {"lines": lines, "rotate": 90} if way == "sideways" else {"lines": down(lines), "vertical": True}
    found = figures(tmp_path, turned.pop("lines"), named=named, **turned)  # type: ignore[arg-type]
    assert (found.flush, found.gaps, found.loosest, found.tightest) == (1.0, 0, 0.0, 0.0)
    if text == "7":
        assert figures(tmp_path, lines, named=named).gaps == 2


def test_a_digit_on_its_side_with_wide_gaps_does_not_stand_upright(tmp_path: Path) -> None:
    lines = around(LINE._replace(text=SOME[:8] + "7" + SOME[9:]))
    found = figures(tmp_path, lines, rotate=90, widened={"7": round(1000 * (1 - advance("7")))})
    assert found.gaps == 2


def test_the_room_around_what_stands_upright_is_measured(tmp_path: Path) -> None:
    wide = around(BEFORE, number("12", LINE, 8), AFTER._replace(text=SOME[10:], x=LEFT + 9.2 * SIZE))
    row = report(tmp_path, wide, rotate=90).row("loose")
    assert row.verdict == "failed"
    assert row.places[0].figure == pytest.approx(0.1, abs=0.003)
    assert row.places[0].text == SOME[:8] + "12" + SOME[10:]


def test_a_last_line_of_one_upright_number(tmp_path: Path) -> None:
    lines = column(*paragraph(4))
    last = [*lines[:3], number("12", lines[3], 0)]
    assert figures(tmp_path, [line._replace(tag="P 1") for line in last], rotate=90).runts == 1


def test_a_note_call_that_stands_upright_is_raised(tmp_path: Path) -> None:
    line = LINE._replace(moved={8: 0.4}, text=SOME[:19])
    plain = figures(tmp_path, around(line), rotate=90)
    call = number("1", line, 8, size=6)._replace(x=LEFT + 8.5 * SIZE, y=LINE.y + 0.6 * SIZE)
    found = figures(tmp_path, [*around(line), call], rotate=90)
    assert (found.lines, found.gaps, found.flush) == (plain.lines, 0, plain.flush)
    assert (found.loosest, plain.loosest) == (0.0, 0.4)


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_line_that_runs_another_way_is_not_of_the_text(rotate: int, tmp_path: Path) -> None:
    aside = Set("ABCDEFGH", 20, 500, across=True)
    assert figures(tmp_path, [*around(LINE), aside], rotate=rotate) == figures(tmp_path, around(LINE), rotate=rotate)


def test_upright_numbers_between_glyphs_of_a_vertical_font(tmp_path: Path) -> None:
    one, other = down(around(BEFORE, AFTER))[1:3]
    width = 2 * advance("1") * SIZE
    digits = Set("11", one.x - width / 2, one.y - 8.88 * SIZE, across=True)
    lines = down(around(LINE))
    found = figures(tmp_path, [lines[0], one, digits, other, *lines[2:]], vertical=True)
    assert (found.lines, found.flush, found.gaps, found.loosest, found.tightest) == (4, 1.0, 0, 0.0, 0.0)


@pytest.mark.parametrize("composed", [True, False])
@pytest.mark.parametrize("rotate", [0, 90])
def test_a_dash_is_looked_at_on_a_turned_page_too(composed: bool, rotate: int, tmp_path: Path) -> None:
    dash = Set(SOME[:9] + "——" + SOME[11:], y=TOP - PITCH, composed=composed, moved={} if composed else {10: 0.22})
    lines = column(*paragraph(4))
    found = report(tmp_path, [lines[0], dash, *lines[2:]], rotate=rotate)
    assert found.row("dashes").verdict == ("passed" if composed else "failed")


# --- what can be read --------------------------------------------------------------------------------------------


def test_what_leaves_the_page(tmp_path: Path) -> None:
    lines = column(*paragraph(4))
    found = report(tmp_path, [*lines, Set(SOME[:3], -15, TOP - 200)])
    assert found.row("outside").places[0].text == SOME[:2]


def test_glyphs_without_text(tmp_path: Path) -> None:
    found = report(tmp_path, column(*paragraph(4)), mapped=False)
    assert found.row("text").verdict == "failed"
    assert found.figures is not None and found.figures.unmapped == 18 + 20 + 20 + 7


def test_a_font_whose_codes_only_a_viewer_knows(tmp_path: Path) -> None:
    # PDFium drops a line that is the same as the one above it, where the machine's font in its place has a large box.
    lines = [line._replace(text=line.text[at:] + line.text[:at]) for at, line in enumerate(column(*paragraph(4)))]
    found = figures(tmp_path, lines, collection=True)
    assert (found.lines, found.full_lines, found.flush, found.unmapped) == (4, 3, 1.0, 0)


def test_a_typed_space_that_is_drawn_twice_over_a_break_in_the_content(tmp_path: Path) -> None:
    """PDFium tells neither: then a gap would stand there, and a narrow one."""
    before, after = BEFORE._replace(text=SOME[:8] + " "), Set(" A", LEFT + 8 * SIZE, LINE.y)
    assert figures(tmp_path, around(before, after)).gaps == 0


@pytest.mark.parametrize(("gap", "spaces"), [(0.0, 0), (0.25, 2)])
def test_spaces_that_extraction_invents(gap: float, spaces: int, tmp_path: Path) -> None:
    line = Set(SOME[:9] + "A" + SOME[9:17], moved={9: gap, 10: gap})
    assert figures(tmp_path, [line]).invented_spaces == spaces
