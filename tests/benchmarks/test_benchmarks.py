"""What the benchmark promises of its texts, and that it measures functions there are. Nothing here looks at a clock."""

from __future__ import annotations

import itertools

import pytest

from publisher.model import Heading, Paragraph
from publisher.readers import read_bytes

from . import composing, vertical
from .archive_texts import LONGEST, SHORTEST, archive_text
from .fresh_text import HAN, FreshText, common_han, shape
from .material import documents
from .stages import STAGES, Stage, holder_of

SAMPLE = documents()[0].path


@pytest.fixture(scope="module")
def fresh() -> FreshText:
    return FreshText(SAMPLE)


@pytest.fixture(scope="module")
def texts(fresh: FreshText) -> list[str]:
    return [fresh() for _ in range(4)]


def test_a_fresh_text_differs_from_every_other_in_the_characters_it_holds(fresh: FreshText, texts: list[str]) -> None:
    sets = [frozenset(text) for text in (fresh.original, *texts)]
    assert len(set(sets)) == len(sets)


def test_every_line_of_the_article_differs_so_no_face_has_the_same_share(fresh: FreshText, texts: list[str]) -> None:
    left_out = fresh.original.splitlines()[-1]
    for text in texts:
        for old, new in zip(fresh.original.splitlines(), text.splitlines(), strict=True):
            assert (old != new) == bool(HAN.search(old) and old != left_out)


def test_a_fresh_text_keeps_length_marks_and_the_number_of_glyphs(fresh: FreshText, texts: list[str]) -> None:
    for text in texts:
        assert HAN.sub("字", text) == HAN.sub("字", fresh.original)
        assert len(set(text)) == len(set(fresh.original))


def test_a_fresh_text_is_read_as_the_original_is(fresh: FreshText, texts: list[str]) -> None:
    original = shape(read_bytes(fresh.original.encode(), "original.txt"))
    for text in texts:
        assert shape(read_bytes(text.encode(), "fresh.txt")) == original


def test_the_same_seed_gives_the_same_texts(texts: list[str]) -> None:
    again = FreshText(SAMPLE)
    assert [again() for _ in texts] == texts


def test_common_characters_are_those_of_gb_2312_level_1() -> None:
    characters = common_han()
    assert len(characters) == 3755
    assert characters[0] + characters[-1] == "啊座"
    assert all(HAN.fullmatch(character) for character in characters)
    assert all(one != other for one, other in itertools.pairwise(characters))


@pytest.mark.parametrize(
    "stage", [*STAGES, *composing.FUNCTIONS, *vertical.STEPS], ids=lambda stage: f"{stage.module}.{stage.function}"
)
def test_every_stage_is_a_function_of_the_program(stage: Stage) -> None:
    from publisher.writers.pdf.engine import weasyprint

    weasyprint()
    holder, name = holder_of(stage)
    assert callable(getattr(holder, name))


@pytest.fixture(scope="module")
def archive() -> list[str]:
    return [archive_text(number) for number in range(60)]


def test_articles_of_the_archive_are_of_the_asked_length_and_the_same_again(archive: list[str]) -> None:
    assert all(SHORTEST <= len(text) <= LONGEST for text in archive)
    assert archive_text(7) == archive[7]


def test_no_two_articles_of_the_archive_share_a_paragraph_or_the_characters_they_hold(archive: list[str]) -> None:
    lines = [line for text in archive for line in text.splitlines() if line]
    assert len(set(lines)) == len(lines)
    assert len({frozenset(text) for text in archive}) == len(archive)


def test_articles_of_the_archive_are_read_as_features(archive: list[str]) -> None:
    for text in archive:
        article = read_bytes(text.encode(), "article.txt")
        assert article.headline and article.deck and article.bylines
        assert {type(block) for block in article.blocks} == {Heading, Paragraph}
        assert {block.role for block in article.blocks if isinstance(block, Paragraph)} == {"lead", "text"}
        assert not [said for said in article.diagnostics if said.severity != "info"]
