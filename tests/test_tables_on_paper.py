"""Tables that are wide, long or out of shape, and nesting without end: on the page, or told with their line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import article_of, options, publish_all, publish_both, text
from validators import page_texts, squashed

from publisher.errors import InputError, LimitError
from publisher.model import (
    Article,
    Block,
    Box,
    Cell,
    Inline,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    from_json,
)  # fmt: skip
from publisher.options import Options, WriteOptions
from publisher.render.tables import table_class
from publisher.shape import MOST_LEVELS, heaviest_line, shaped
from publisher.writers.pdf.worker import PDFWorker

MEASURE = 45


def cells(*words: str) -> tuple[Cell, ...]:
    return tuple(Cell(content=text(each)) for each in words)


def table(columns: int, rows: int = 2, word: str = "数据") -> Table:
    return Table(rows=tuple(cells(*[f"{word}{at}" for at in range(columns)]) for _ in range(rows)), lines=(7, 9))


# --- wide ----------------------------------------------------------------------------------------------------------

SIZES = [
    # a table -> the class that makes it fit 45 ems
    (table(6), ""),
    (table(20), ""),
    (table(30), "small"),
    (table(45), "smallest"),
    (table(90), "smallest broken"),
    (Table(rows=(cells("w" * 150, "乙"),)), "smallest broken"),
    (Table(rows=(cells("w" * 95, "乙"),)), "small"),
    (Table(rows=(cells("一整段话，从头到尾没有分段；" * 50, "乙"),)), ""),
    (Table(rows=((Cell(content=text("题" * 90), colspan=2),), cells("甲", "乙"))), ""),
    (Table(rows=()), ""),
    (Table(rows=((),)), ""),
]


@pytest.mark.parametrize(("wide", "expected"), SIZES)
def test_the_type_of_a_table_is_as_large_as_its_columns_allow(wide: Table, expected: str) -> None:
    assert table_class(wide, MEASURE) == expected


@pytest.mark.parametrize("columns", [6, 14, 20, 30, 40])
def test_a_table_that_finds_room_in_smaller_type_is_whole_and_without_remark(columns: int, tmp_path: Path) -> None:
    made = publish_both(article_of("前文。", table(columns), "后文。"), tmp_path)
    assert made.diagnostics == ()
    drawn = squashed("".join(page_texts("pypdfium2", made.pdf)))
    assert f"{columns - 1}" in drawn


@pytest.mark.parametrize("trim", ["a4", "a5"])
def test_a_table_that_finds_no_room_is_reported_with_its_line(trim: str, tmp_path: Path) -> None:
    article = article_of("前文。", table(3), table(100), "后文。")
    made = publish_both(article, tmp_path, options(trim=trim))
    (said,) = [each for each in made.diagnostics if each.code == "table-wide"]
    assert (said.severity, said.line, said.values["page"]) == ("warning", 7, "1")
    assert float(said.values["ems"]) > 10
    assert "--trim" in said.text("zh")


def test_five_hundred_columns(tmp_path: Path) -> None:
    made = publish_both(article_of(table(500, word="")), tmp_path)
    assert [each.code for each in made.diagnostics if each.code != "word-broken"] == ["table-wide"]


# --- out of shape --------------------------------------------------------------------------------------------------


def test_spans_are_cut_to_the_table(tmp_path: Path) -> None:
    wild = Table(
        rows=((Cell(content=text("甲"), colspan=1000, rowspan=1000),), cells("乙", "丙"), cells("丁")), lines=(5, 8)
    )
    article, said = shaped(article_of(wild))
    (fitting,) = article.blocks
    assert isinstance(fitting, Table)
    assert (fitting.rows[0][0].colspan, fitting.rows[0][0].rowspan) == (3, 3)
    assert [(each.code, each.line) for each in said] == [("table-spans", 5)]
    made = publish_both(article_of(wild), tmp_path)
    assert [each.code for each in made.diagnostics] == ["table-spans"]


LAWFUL = [
    table(4),
    Table(rows=((Cell(content=text("题"), colspan=4),), cells("甲", "乙", "丙", "丁"))),
    Table(
        rows=(
            (Cell(content=text("甲"), rowspan=2), Cell(content=text("乙"), rowspan=2)),
            cells("丙", "丁"),
            (Cell(content=text("戊"), colspan=4),),
        )
    ),
    Table(rows=(cells("甲"), (), cells("乙", "丙", "丁"))),
]


@pytest.mark.parametrize("good", LAWFUL)
def test_lawful_spans_stay(good: Table) -> None:
    article = article_of(good)
    assert shaped(article) == (article, ())


@pytest.mark.parametrize("span", [0, -1, 1001, 10**6])
def test_spans_that_the_model_does_not_know_are_refused_with_their_path(span: int) -> None:
    cell = {"content": [], "colspan": span}
    data = {"$schema": "urn:publisher:article:1", "headline": [], "blocks": [{"type": "table", "rows": [[cell]]}]}
    with pytest.raises(InputError) as caught:
        from_json(json.dumps(data))
    assert "$.blocks[0].rows[0][0].colspan" in caught.value.message()


# --- long ----------------------------------------------------------------------------------------------------------


def test_a_table_of_many_rows_goes_over_the_pages(tmp_path: Path) -> None:
    made = publish_both(article_of(table(3, 400)), tmp_path)
    assert made.diagnostics == ()
    assert squashed("".join(page_texts("pypdfium2", made.pdf))).count("数据2") == 400


def test_a_table_that_takes_too_long_is_named_by_its_line(tmp_path: Path) -> None:
    article = article_of("前文。", table(6, 5000), "后文。")
    chosen = Options(write=WriteOptions(limit_time=1))
    with PDFWorker() as worker, pytest.raises(LimitError) as caught:
        publish_all(article, [tmp_path / "a.pdf"], chosen, worker=worker)
    assert (caught.value.code, caught.value.line) == ("engine-time", 7)


def test_no_block_is_named_where_none_is_most_of_the_article() -> None:
    paragraphs = [Paragraph(content=text("字" * 600), lines=(at, at)) for at in range(1, 9)]
    assert heaviest_line(article_of(*paragraphs)) == 0
    assert heaviest_line(article_of(table(2))) == 0


# --- nested --------------------------------------------------------------------------------------------------------


def inside(kind: str, levels: int) -> Block:
    """A paragraph of line 9 inside so many blocks of a kind."""
    inner: Block = Paragraph(content=text("最里"), lines=(9, 9))
    for _ in range(levels):
        match kind:
            case "list":
                inner = List(items=(ListItem(blocks=(inner,)),))
            case "quote":
                inner = Quote(blocks=(inner,))
            case "note":
                inner = Paragraph(content=(Text("注"), Note(blocks=(inner,))))
            case _:
                inner = Box(blocks=(inner,))
    return inner


ROOM = {"list": 31, "quote": 62, "box": 62, "note": 31}


@pytest.mark.parametrize("kind", ROOM)
def test_nesting_within_the_limit_is_set(kind: str, tmp_path: Path) -> None:
    made = publish_both(article_of(inside(kind, ROOM[kind])), tmp_path)
    assert {each.code for each in made.diagnostics} <= {"line-overfull", "word-broken"}
    assert squashed("".join(page_texts("pypdfium2", made.pdf))).count("最里") == 1


@pytest.mark.parametrize("kind", ROOM)
@pytest.mark.parametrize("more", [1, 100])
def test_nesting_beyond_it_is_refused_with_its_line(kind: str, more: int, tmp_path: Path) -> None:
    """With the line of the block that is too deep, where that has one; the innermost alone has one here."""
    with pytest.raises(LimitError) as caught:
        publish_both(article_of(inside(kind, ROOM[kind] + more)), tmp_path)
    assert (caught.value.code, caught.value.line) == ("blocks-nesting", 9 if more == 1 else 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("levels", "fits"), [(MOST_LEVELS - 2, True), (MOST_LEVELS, False), (5000, False)])
def test_nesting_of_inlines(levels: int, fits: bool, tmp_path: Path) -> None:
    inner: Inline = Text("最里")
    for _ in range(levels):
        inner = Strong(content=(inner,))
    article: Article = article_of(Paragraph(content=(inner,), lines=(3, 3)))
    if fits:
        publish_both(article, tmp_path)
        return
    with pytest.raises(LimitError) as caught:
        publish_both(article, tmp_path)
    assert (caught.value.code, caught.value.line) == ("blocks-nesting", 3)
