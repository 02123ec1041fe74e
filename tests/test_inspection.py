"""What `publisher inspect` shows: the JSON contract, the outline, the table of lines, and why."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from publisher.inspection import (
    contract,
    failure,
    legend,
    line_table,
    outline,
    padded,
    role_name,
    shortened,
    table_text,
)
from publisher.messages.rules import LEAD, RULES
from publisher.model import Article, Reading, from_json
from publisher.readers import read_file
from publisher.terminal import width as columns

GOLDEN = Path(__file__).parent / "golden" / "reading"


@pytest.fixture(scope="module")
def article() -> Article:
    return read_file(GOLDEN / "feature-flush-headings" / "input.txt")


def test_contract_has_every_key_and_is_json(article: Article) -> None:
    said = json.loads(json.dumps(contract("码头.txt", article)))
    assert list(said) == ["file", "format", "encoding", "language", "article", "reading", "diagnostics"]
    assert list(said["article"]) == ["kicker", "headline", "deck", "byline", "dateline", "date", "source", "model"]
    assert said["article"]["byline"] == "□ 本报记者 方小雨"
    assert said["article"]["deck"] is None
    assert said["reading"][0] == {
        "lines": [1, 1], "role": "kicker", "rule": "kicker-dash", "confidence": 0.97, "text": "三座旧码头半年迎来四十万名访客——",
    }  # fmt: skip
    assert said["diagnostics"]
    assert all(set(remark) == {"code", "message", "line", "severity"} for remark in said["diagnostics"])


def test_the_contract_s_model_is_an_article_again(article: Article) -> None:
    model = contract("x", article)["article"]["model"]
    assert from_json(json.dumps(model)) == msgspec.structs.replace(article, reading=(), diagnostics=())


def test_failure_stands_in_a_file_s_place() -> None:
    assert failure("x.txt", "no-content", "…") == {"file": "x.txt", "error": {"code": "no-content", "message": "…"}}


def test_outline_is_a_tree_in_the_user_s_language(article: Article) -> None:
    lines = outline(article, "zh", width=60).splitlines()
    assert lines[:2] == ["引题        三座旧码头半年迎来四十万名访客——", "主标题      把仓库还给江岸,让手艺回到街上"]
    assert "§ 先修屋顶,再谈生意" in lines
    assert any(line.startswith("  4 段，") for line in lines)
    assert lines[-1].startswith("  [不予出版] 立即打开") and lines[-1].endswith("（应用推广）")
    assert all(columns(line) <= 60 for line in lines)
    assert "headline" in outline(article, "en")
    assert outline(article, "en").endswith(" (app promotion)\n")


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_every_article_has_an_outline(case: Path) -> None:
    shown = outline(read_file(case / "input.txt"), "en", width=80)
    assert all(columns(line) <= 80 for line in shown.splitlines())


def test_line_table_names_roles_and_the_lead(article: Article) -> None:
    rows = line_table(article, "zh")
    assert [row.role for row in rows[:5]] == ["引题", "主标题", "署名", "导语", "小标题"]
    assert [row.key for row in rows[:5]] == ["kicker", "headline", "byline", "lead", "heading"]
    assert rows[0].confidence == "97%"


def test_table_columns_stand_below_each_other(article: Article) -> None:
    rows = line_table(article, "zh")
    shown = table_text(rows, "zh", width=72)
    assert len(shown) == len(rows) + 1
    assert all(columns(line) <= 72 for line in shown)
    starts = {columns(line[: line.index(row.rule)]) for line, row in zip(shown[1:], rows, strict=True)}
    assert len(starts) == 1


def read_by(*rules: str, sure: float = 0.9) -> Article:
    """An article whose lines were read by these rules."""
    entries = [Reading((line, line), "heading", rule, sure, "渡口") for line, rule in enumerate(rules, 1)]
    return Article(headline=(), reading=tuple(entries))


def why(article: Article, language: str = "en", width: int = 100) -> list[str]:
    return legend(line_table(article, language), language, width=width)


def test_a_doubtful_line_is_marked_and_the_mark_explained() -> None:
    article = read_by("kicker-plain", sure=0.7)
    assert [row.confidence for row in line_table(article)] == ["70% ?"]
    assert why(article)[-1] == "?             the reader is not sure: look at this line"
    assert not any(line.startswith("?") for line in why(read_by("kicker-dash", sure=0.75)))


def test_legend_explains_each_rule_once_in_the_order_of_first_use() -> None:
    assert why(read_by("heading-short", "heading-flush", "heading-short"), "zh") == [
        "依据",
        "heading-short  行短且无句号，上文已完，下文另起",
        "heading-flush  段落缩进而此行顶格，行短且无句号",
    ]
    assert why(read_by("heading-flush"))[0] == "Why"


def test_legend_explains_the_lead_beside_the_rule_that_took_it_for_a_paragraph(article: Article) -> None:
    shown = why(article, "zh")
    names = [line.split()[0] for line in shown[1:]]
    assert names[3:5] == ["导语", "paragraph"]
    assert shown[4].endswith(LEAD[1])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_legend_wraps_to_the_width_and_goes_on_below_the_explanation_s_start(language: str, width: int) -> None:
    _, *shown = why(read_by(*RULES), language, width)
    start = max(map(len, RULES)) + 2
    assert all(columns(line) <= width for line in shown)
    assert [line[:start].strip() for line in shown if not line.startswith(" ")] == list(RULES)
    assert all(line[:start].isspace() and not line[start].isspace() for line in shown if line.startswith(" "))


def test_a_rule_without_words_is_passed_over() -> None:
    """An article's JSON may bring readings of another program."""
    assert why(read_by("by-hand")) == []
    assert why(Article(headline=())) == []


WIDTHS = [("码头", 4), ("abc", 3), ("ｱ", 1), ("Ａ", 2), ("か\u3099", 2), ("", 0)]


@pytest.mark.parametrize(("text", "width"), WIDTHS)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width
    assert columns(padded(text, 9)) == 9


@pytest.mark.parametrize(("width", "shown"), [(4, "码…"), (5, "码头…"), (8, "码头灯塔")])
def test_shortened(width: int, shown: str) -> None:
    assert shortened("码头灯塔", width) == shown


def test_an_unknown_role_is_its_own_name() -> None:
    assert role_name("index_term", "zh") == "index_term"
