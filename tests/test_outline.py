"""Heading levels as they are published: below the headline, and never jumping."""

from __future__ import annotations

import pytest
from conftest import article_of, heading, text
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Box, Heading, Note, Quote, Ruby, Text
from publisher.render.outline import outline

LEVELS = [
    # of the source, of the document
    ([1, 1, 1], [2, 2, 2]),
    ([1, 2, 3], [2, 3, 4]),
    ([1, 3, 3, 2], [2, 3, 3, 3]),
    ([3, 2, 1], [2, 2, 2]),
    ([2, 2, 1, 2], [2, 2, 2, 3]),
    ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ([6, 6], [2, 2]),
    ([1, 4, 2, 4, 1, 4], [2, 3, 3, 4, 2, 3]),
    ([], []),
]


@pytest.mark.parametrize(("source", "expected"), LEVELS)
def test_levels(source: list[int], expected: list[int]) -> None:
    article = article_of(*(heading(f"题{at}", level) for at, level in enumerate(source)))
    assert [entry.level for entry in outline(article)] == expected


@given(st.lists(st.integers(1, 6), max_size=30))
def test_levels_begin_at_two_and_never_jump_and_keep_what_is_above_above(source: list[int]) -> None:
    found = [entry.level for entry in outline(article_of(*(heading("题", level) for level in source)))]
    assert len(found) == len(source)
    assert all(2 <= level <= 6 for level in found)
    assert found[:1] in ([], [2])
    for (before, old), (after, new) in zip(
        zip(source, found, strict=True), zip(source[1:], found[1:], strict=True), strict=False
    ):
        assert new <= old + 1
        assert (after == before) <= (new == old)
        assert (after < before) <= (new <= old)


def test_ids_and_texts() -> None:
    rich = Heading(content=(Text("第"), Ruby(base="一", text="yī"), Note(blocks=()), Text("章")))
    found = outline(article_of(rich, heading("第二章")))
    assert [(entry.id, entry.text) for entry in found] == [("h1", "第一章"), ("h2", "第二章")]


def test_headings_inside_other_blocks_count() -> None:
    article = article_of(Box(blocks=(heading("框"),)), Quote(blocks=(heading("引", 2),)), heading("外"))
    assert [entry.text for entry in outline(article)] == ["框", "引", "外"]


def test_the_same_heading_twice_has_two_ids() -> None:
    """Equal nodes may be one object: a reader or a transform is free to share them."""
    twice = Heading(content=text("同一个"))
    assert len(outline(article_of(twice, "甲", twice))) == 2
