"""Page sizes and the type area: whole characters, whole lines, margins no smaller than asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import UsageError
from publisher.page import MM_PER_PT, TRIM_SIZES, PageDesign, trim_size, type_area
from publisher.themes import load_theme, theme_names

SIZES = [
    ("a4", (210, 297)),
    ("A5", (148, 210)),
    ("b5", (176, 250)),
    ("jis-b5", (182, 257)),
    ("16k", (185, 260)),
    ("letter", (215.9, 279.4)),
    ("170x240mm", (170, 240)),
    ("170.5X240.25MM", (170.5, 240.25)),
    ("50x2000mm", (50, 2000)),
]

WRONG = [
    ("a99", "trim-unknown"),
    ("", "trim-unknown"),
    ("170x240", "trim-unknown"),
    ("170 x 240 mm", "trim-unknown"),
    ("-170x240mm", "trim-unknown"),
    ("１７０x２４０mm", "trim-unknown"),
    ("170x240mm\n", "trim-unknown"),
    ("1e3x240mm", "trim-unknown"),
    ("49x240mm", "trim-out-of-range"),
    ("170x2001mm", "trim-out-of-range"),
    ("0x0mm", "trim-out-of-range"),
    ("9" * 400 + "x240mm", "trim-out-of-range"),
]


@pytest.mark.parametrize(("name", "size"), SIZES)
def test_trim_sizes(name: str, size: tuple[float, float]) -> None:
    assert trim_size(name) == size


@pytest.mark.parametrize(("name", "code"), WRONG)
def test_wrong_trims_are_refused(name: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        trim_size(name)
    assert caught.value.code == code


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("trim", TRIM_SIZES)
def test_the_type_area_is_whole_characters_by_whole_lines(theme: str, trim: str) -> None:
    design = load_theme(theme).page
    area = type_area(design, trim)
    width, height = TRIM_SIZES[trim]
    assert area.inner + area.outer + area.characters * area.font_size * MM_PER_PT == pytest.approx(width)
    assert area.top + area.bottom + area.lines * area.leading * MM_PER_PT == pytest.approx(height)
    shares = (area.inner / width, area.outer / width, area.top / height, area.bottom / height)
    least = (design.inner, design.outer, design.top, design.bottom)
    assert all(share >= asked - 1e-9 for share, asked in zip(shares, least, strict=True))


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
@pytest.mark.parametrize("gap", [1, 2, 3])
def test_each_column_is_whole_characters(columns: int, gap: int) -> None:
    area = type_area(PageDesign(columns=columns, column_gap=gap), "a4")
    assert (area.characters - gap * (columns - 1)) % columns == 0


@given(
    st.floats(3, 40),
    st.floats(1.0, 2.5),
    st.floats(0.02, 0.45),
    st.floats(0.02, 0.45),
    st.integers(50, 400),
    st.integers(50, 400),
)
def test_any_design_fits_or_is_refused(
    size: float, ratio: float, inner: float, top: float, width: int, height: int
) -> None:
    design = PageDesign(font_size=size, leading=size * ratio, inner=inner, outer=inner, top=top, bottom=top)
    try:
        area = type_area(design, f"{width}x{height}mm")
    except UsageError as error:
        assert error.code == "trim-too-small"
        return
    assert area.characters >= 10 and area.lines >= 5
    assert min(area.inner, area.outer, area.top, area.bottom) >= 0


def test_a_page_too_small_for_the_type_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        type_area(PageDesign(font_size=30), "50x50mm")
    assert caught.value.code == "trim-too-small"
