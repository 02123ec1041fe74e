"""Headlines in balanced lines."""

from __future__ import annotations

import itertools

import pytest
from conftest import text
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import LineBreak, Ruby, Text
from publisher.render.headline import balance, width

CASES = [
    # headline, most ems a line, lines
    ("短标题", 20, ["短标题"]),
    ("", 20, [""]),
    ("引得活水进城，留住街坊邻里", 10, ["引得活水进城，", "留住街坊邻里"]),
    ("引得活水进城，留住街坊邻里", 13, ["引得活水进城，留住街坊邻里"]),
    ("末班渡船　還在等人", 6, ["末班渡船", "還在等人"]),
    ("一二三四五六七八九十甲乙", 10, ["一二三四五六", "七八九十甲乙"]),
    ("第9次第9次第9次", 9, ["第9次第9", "次第9次"]),  # the gaps beside numbers count too
    ("把“引号”留在一起好不好呀", 7, None),
    ("Hello wonderful world of letters", 10, None),
]


def lines(broken: tuple[object, ...]) -> list[str]:
    found = [""]
    for inline in broken:
        if isinstance(inline, LineBreak):
            found.append("")
        else:
            assert isinstance(inline, Text)
            found[-1] += inline.text
    return found


@pytest.mark.parametrize(("headline", "most", "expected"), CASES)
def test_lines_end_where_the_sense_pauses_else_evenly(headline: str, most: float, expected: list[str] | None) -> None:
    found = lines(balance(text(headline), most))
    if expected is not None:
        assert found == expected
    assert all(width(line) <= most for line in found)


HEADLINES = st.text(st.sampled_from("一二三四，。：！“”（）《》——……　 abc12.5%"), max_size=60)


@given(HEADLINES, st.integers(4, 30))
def test_no_character_but_spaces_at_the_break_is_lost(headline: str, most: int) -> None:
    found = lines(balance(text(headline), most))
    assert "".join("".join(found).split()) == "".join(headline.split())


@given(HEADLINES, st.integers(8, 30))
def test_no_line_begins_or_ends_with_a_mark_that_must_not(headline: str, most: int) -> None:
    found = lines(balance(text(headline), most))
    for before, after in itertools.pairwise(found):
        assert after[:1] not in set("，。：！”）》%")
        assert before[-1:] not in set("“（《")
        assert (before[-1:] + after[:1]) not in ("——", "……")


@pytest.mark.parametrize("headline", ["十二年" * 5 + "2024年12月31日" + "一二三", "GDP增长12.5%" * 6])
def test_numbers_and_words_are_not_torn(headline: str) -> None:
    for line in lines(balance(text(headline), 9)):
        assert not line[:1].isdigit() or line[:4] in ("2024", "12月3", "31日一", "12.5")


def test_a_headline_with_more_than_text_is_left_alone() -> None:
    content = (Text("甲" * 30), Ruby(base="乙", text="yǐ"))
    assert balance(content, 10) == content
