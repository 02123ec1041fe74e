"""Display text in a box: `publisher.render.fitting`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.render.fitting import Fitted, Fitter

BOX = 320, 300, 84, 20
"""Measure, depth, largest and smallest size of a cover's headline, in pt."""

HEADLINES = {
    # what a headline is and how its lines end
    "at a mark": ("引得活水进城，留住街坊邻里", "引得活水进城，|留住街坊邻里"),
    "at a wide space, which goes": ("末班渡船　還在等人", "末班渡船|還在等人"),
    "after a small word that ends a phrase": ("山路上的图书馆", "山路上的|图书馆"),
    "never within a short title in brackets": (
        "在“一带一路”上讲好《红楼梦》的故事",
        "在“一带一路”|上讲好|《红楼梦》|的故事",
    ),
    "where a phrase of Japanese begins": ("霧笛が鳴りやむ日に", "霧笛が|鳴りやむ|日に"),
    "between the words of Korean": ("바람을 읽는 사람들, 소금이 오는 시간", "바람을 읽는|사람들,|소금이|오는 시간"),
    "between Latin words": ("The Last Keeper Goes Home", "The Last|Keeper|Goes Home"),
    "between Latin and Han sooner than within a word": (
        "OpenAI发布GPT-4o：更快、更便宜",
        "OpenAI发布|GPT-4o：|更快、更便宜",
    ),
    "with a number and what it counts together": (
        "12条老街巷、86口古井、14公里石渠",
        "12条老街巷、|86口古井、|14公里石渠",
    ),
    "not at all": ("灯の道", "灯の道"),
    "with one character": ("雨", "雨"),
}


@pytest.mark.parametrize("kind", HEADLINES)
def test_lines_of_a_headline_end(kind: str) -> None:
    text, lines = HEADLINES[kind]
    assert "|".join(Fitter()(text, *BOX).lines) == lines


def test_characters_that_the_article_always_has_together_stay_together() -> None:
    text = "老城石渠水系修复"
    assert Fitter()(text, 160, 200, 60, 20).lines == ("老城", "石渠水", "系修复")
    known = Fitter("石渠水系是石渠水系，石渠水系有水。老城和老城。修复修复。")
    assert known(text, 160, 200, 60, 20).lines == ("老城", "石渠水系", "修复")


def test_a_short_headline_is_as_large_as_it_may_be_and_a_long_one_as_the_box_allows() -> None:
    assert Fitter()("雨", *BOX).size == 84
    long = Fitter()("关于做好乡村振兴重点工作加快建设农业强县的若干意见以及有关部门贯彻落实情况的说明", *BOX)
    assert 20 <= long.size < 40 and not long.cut


def test_a_word_longer_than_the_box_is_made_smaller_before_it_is_broken() -> None:
    assert Fitter()("INTERNATIONAL TELECOMMUNICATIONS", 200, 200, 54, 18).lines == (
        "INTERNATIONAL",
        "TELECOMMUNICATIONS",
    )
    broken = Fitter()("Donaudampfschifffahrtsgesellschaftskapitän" * 2, 200, 200, 54, 18)
    assert "".join(broken.lines) == "Donaudampfschifffahrtsgesellschaftskapitän" * 2 and len(broken.lines) > 2


def test_what_no_box_holds_is_cut_off_and_says_so() -> None:
    fitted = Fitter()("很" * 300, *BOX)
    assert fitted.cut and fitted.lines[-1].endswith("…")
    assert len("".join(fitted.lines)) < 300


def test_nothing_has_no_lines() -> None:
    assert Fitter()("", *BOX) == Fitted(20, ())
    assert Fitter()(" 　", *BOX).lines == ()


MARKS = st.sampled_from("，。、：；！？“”《》「」（）　 ")
LETTERS = st.sampled_from("的城水在与a1Bかのカ사람é\u0301𠮷")


@given(st.text(st.one_of(MARKS, LETTERS), max_size=80))
def test_no_character_is_lost_but_spaces_at_line_ends(text: str) -> None:
    fitted = Fitter(text)(text, *BOX)
    shown = "".join("".join(fitted.lines).split())
    if fitted.cut:
        assert "".join(text.split()).startswith(shown.removesuffix("…"))
    else:
        assert shown == "".join(text.split())


@given(st.text(st.one_of(MARKS, LETTERS), max_size=80), st.floats(60, 600), st.floats(30, 400))
def test_lines_stay_within_the_box(text: str, measure: float, depth: float) -> None:
    fitted = Fitter(text)(text, measure, depth, 80, 10, 1.3)
    assert fitted.size <= 80
    high = fitted.size * (1 + 1.3 * (len(fitted.lines) - 1))
    assert high <= depth + 0.5 or len(fitted.lines) <= 1
