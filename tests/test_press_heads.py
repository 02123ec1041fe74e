"""The heads of articles: every row of `tests/spec/press-heads*.md`, and what the fields make of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from publisher.model import Article, ReadingRole
from publisher.options import ReadOptions
from publisher.readers import read_bytes
from publisher.readers.press.lines import Line, is_closed
from publisher.readers.press.wording import told

SPEC = Path(__file__).parent / "spec"
INDENT = "　　"
TEXTS = {
    "¶tw": "傍晚的碼頭上，漁船一條接一條靠岸，岸邊的人把冰塊鏟進木箱，誰也顧不上說話，天色就這樣暗了下來。",
    "¶ja": "港の朝は早い。夜明け前から船が次々に戻り、岸壁の人たちは黙って氷を木箱に入れ、魚を並べていく。",
    "¶ko": "새벽 항구에는 배가 하나둘 돌아오고, 부두 사람들은 말없이 얼음을 나무 상자에 퍼 담느라 정신이 없다.",
    "¶": "清晨的码头上，渔船一条接一条靠岸，岸边的人把冰块铲进木箱，谁也顾不上说话，天就这样亮了。",
}
"""What stands for the text of an article, by language: a paragraph, so that the row need not hold one."""


class Row(NamedTuple):
    why: str
    lines: str
    roles: list[str]
    fields: dict[str, str]

    @property
    def source(self) -> str:
        text = self.lines.replace(" ⏎ ", "\n").replace("⏎ ", "\n").replace("⇥", INDENT)
        if "¶" not in text or text.count("¶") == 1:
            mark = next((mark for mark in TEXTS if mark in text), "¶")
            text += f"\n{INDENT}{mark}" * 2
        for mark, paragraph in TEXTS.items():
            text = text.replace(mark, paragraph)
        return text


def rows(name: str) -> Iterator[Row]:
    for line in (SPEC / f"{name}.md").read_text("utf-8").splitlines():
        cells = [cell.strip("\t ") for cell in line.split("|")[1:-1]]
        if len(cells) != 4 or cells[0] in ("why", "---"):
            continue
        fields = dict(part.strip().split("=", 1) for part in cells[3].split(";") if part.strip())
        yield Row(cells[0], cells[1], cells[2].split(), fields)


def read(row: Row) -> Article:
    return read_bytes(row.source.encode(), "head.txt", ReadOptions())


def found(row: Row, article: Article) -> tuple[list[ReadingRole], dict[str, str | None]]:
    """Roles of the row's own lines, and those fields that the row names."""
    printed = article.printed
    persons = ", ".join(
        "/".join(filter(None, (person.name, person.role, person.affiliation))) for person in article.bylines
    )
    has = {"iso": article.date or "None", "by": persons or article.byline_text}
    return (
        [entry.role for entry in article.reading][: len(row.roles)],
        {name: has[name] if name in has else _blanks(getattr(printed, name) or "None") for name in row.fields},
    )


def _blanks(text: str) -> str:
    """As a table shows it."""
    return " ".join(text.split())


def is_right(row: Row) -> bool:
    return found(row, read(row)) == (row.roles, row.fields)


@pytest.mark.parametrize("row", list(rows("press-heads")), ids=lambda row: row.why)
def test_head(row: Row) -> None:
    assert found(row, read(row)) == (row.roles, row.fields)


def single_lines() -> list[tuple[str, str]]:
    """Line and role of `press-lines.md`; a full-width bar stands in a line for itself."""
    text = (SPEC / "press-lines.md").read_text("utf-8")
    cells = [line.strip("|").rsplit("|", 1) for line in text.splitlines() if line.startswith("| ")]
    return [(line.strip(), role.strip()) for line, role in cells if role.strip() != "role"]


@pytest.mark.parametrize(("text", "role"), single_lines())
def test_a_line_says_what_it_is(text: str, role: str) -> None:
    said = told(Line(1, 1, text, 0, False, is_closed(text)))
    assert (said.role if said else "None") == role


def test_heads_written_before_the_rules() -> None:
    unseen = list(rows("press-heads-unseen"))
    wrong = [row.why for row in unseen if not is_right(row)]
    assert len(wrong) <= 0.05 * len(unseen), wrong
