"""Front matter: keys in four languages, values as they are written, options in their layer, and what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.config import command_line, resolve
from publisher.errors import UsageError
from publisher.model import Article, Credit, LeftOut
from publisher.options import ReadOptions
from publisher.readers import read_bytes
from publisher.readers.front_matter import FrontMatter, read_front_matter
from publisher.tree import plain_text

SENTENCE = "清晨的码头上，渔船一条接一条靠岸，谁也顾不上说话。"


def matter(text: str) -> FrontMatter:
    found = read_front_matter(text)
    assert found is not None
    return found


def article(front: str) -> Article:
    return read_bytes(f"{front}\n\n{SENTENCE}\n\n{SENTENCE}\n".encode(), "sample.md", ReadOptions())


def codes(read: Article | FrontMatter) -> list[str]:
    return [remark.code for remark in read.diagnostics]


# --- keys and values -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        pytest.param("title: 河口的灯", "headline", "河口的灯", id="title"),
        pytest.param("标题: 河口的灯", "headline", "河口的灯", id="标题"),
        pytest.param("タイトル: 河口の灯", "headline", "河口の灯", id="タイトル"),
        pytest.param("제목: 강어귀의 등불", "headline", "강어귀의 등불", id="제목"),
        pytest.param("Title: 河口的灯", "headline", "河口的灯", id="capitals"),
        pytest.param("subtitle: ——一夜", "deck", "——一夜", id="subtitle"),
        pytest.param("副标题: 一夜", "deck", "一夜", id="副标题"),
        pytest.param("引题: 江边手记", "kicker", "江边手记", id="引题"),
        pytest.param("author: 林知远", "byline", "林知远", id="author"),
        pytest.param("authors:\n  - 林知远\n  - 何一苇", "byline", "林知远、何一苇", id="a list of authors"),
        pytest.param("author:\n  name: 林知远\n  email: a@example.org", "byline", "林知远", id="an author's table"),
        pytest.param("author: Ada Byron <ada@example.org>", "byline", "Ada Byron", id="an author's address"),
        pytest.param("记者: 林知远", "byline", "林知远", id="记者"),
        pytest.param("date: 2021-03-05", "date", "2021-03-05", id="a date stays as it is written"),
        pytest.param("date: 2021-03-05 08:00:00 +0800", "date", "2021-03-05 08:00:00 +0800", id="with clock and zone"),
        pytest.param("date: 2021年3月5日", "date", "2021年3月5日", id="a Chinese date"),
        pytest.param("发布时间: 2021/3/5", "date", "2021/3/5", id="发布时间"),
        pytest.param("source: 江声周刊", "source", "江声周刊", id="source"),
        pytest.param("来源: 江声周刊", "source", "江声周刊", id="来源"),
        pytest.param("lang: ja", "language", "ja", id="language"),
        pytest.param("title: no", "headline", "no", id="no is a word"),
        pytest.param("title: 007", "headline", "007", id="a number keeps its noughts"),
        pytest.param('title: "甲：乙"', "headline", "甲：乙", id="quoted"),
        pytest.param("title: >\n  河口\n  的灯", "headline", "河口 的灯", id="folded"),
    ],
)
def test_yaml_keys_and_values(line: str, field: str, value: str) -> None:
    assert matter(f"---\n{line}\n---\n").stated == {field: value}


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        pytest.param('title = "河口的灯"', "headline", "河口的灯", id="title"),
        pytest.param("date = 2021-03-05T08:00:00+08:00", "date", "2021-03-05T08:00:00+08:00", id="a date as it is written"),
        pytest.param("date = 2021-03-05 # 出报日", "date", "2021-03-05", id="a date with a comment behind it"),
        pytest.param('authors = ["林知远", "何一苇"]', "byline", "林知远、何一苇", id="a list"),
    ],
)  # fmt: skip
def test_toml_keys_and_values(line: str, field: str, value: str) -> None:
    assert matter(f"+++\n{line}\n+++\n").stated == {field: value}


def test_a_source_that_is_only_an_address_is_no_name() -> None:
    assert matter("---\nsource: https://example.org/a\n---\n").stated == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "题目\n",
        "---\n正文没有键。\n---\n",
        "---\n\n---\n正文\n",
        "----\ntitle: 题\n---\n",
        "正文\n---\ntitle: 题\n---\n",
    ],
    ids=["empty", "text", "a rule and a sentence", "two rules", "four dashes", "not at the start"],
)
def test_what_is_no_front_matter(text: str) -> None:
    found = read_front_matter(text)
    assert found is None or not found.entries


# --- in the article ------------------------------------------------------------------------------------------------


def test_the_record_makes_the_head_of_the_article() -> None:
    read = article(
        "---\ntitle: 河口的灯\nauthor: 林知远\ndate: 2021-03-05\nsource: 江声周刊\nlang: zh-TW\ntranslator: 周渡\n---\n# 河口的灯"
    )
    assert plain_text(read.headline) == "河口的灯"
    assert (read.printed.byline, read.date, read.source, read.language) == (
        "林知远",
        "2021-03-05",
        "江声周刊",
        "zh-Hant-TW",
    )
    assert [entry.role for entry in read.reading[:8]] == ["boilerplate"] * 8
    assert read.reading[8].role == "headline"
    assert [block.lines[0] for block in read.blocks if isinstance(block, LeftOut)] == list(range(1, 9))
    last = read.blocks[-1]
    assert isinstance(last, Credit) and (plain_text(last.content), last.role) == ("译者：周渡", "translator")
    assert codes(read) == []


def test_a_title_that_the_text_repeats_is_one_title() -> None:
    read = article("---\ntitle: 河口的灯\n---\n\n# 河口的灯")
    assert [(entry.lines[0], entry.role) for entry in read.reading if entry.role == "headline"] == [(5, "headline")]


def test_another_heading_under_a_stated_title_is_a_heading() -> None:
    read = article("---\ntitle: 河口的灯\n---\n\n# 夜班")
    assert [entry.role for entry in read.reading[3:5]] == ["heading", "paragraph"]


def test_a_translator_whom_the_text_names_is_not_named_again() -> None:
    read = article("---\ntitle: 题\ntranslator: 周渡\n---\n\n本文由周渡从原文译出，写于渡口。")
    assert not any(isinstance(block, Credit) for block in read.blocks)


def test_keys_that_nobody_knows_are_told_once() -> None:
    read = article("---\ntitle: 题\nmood: 静\nweather: 雨\ntags: [水]\n---")
    assert codes(read) == ["front-matter-unknown"]
    assert read.diagnostics[0].values["keys"] == "mood, weather"


# --- broken --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "code", "line"),
    [
        pytest.param("---\ntitle: 甲: 乙\nauthor: 林知远\n---", "front-matter-broken", 2, id="a colon in a value"),
        pytest.param("---\nauthor: 林知远\ntitle: [甲\n---", "front-matter-broken", 3, id="an open bracket"),
        pytest.param("---\nauthor: 林知远\n\ttitle: 甲\n---", "front-matter-broken", 3, id="a tab"),
        pytest.param("---\nauthor: 林知远\nx: &a 甲\ntitle: *a\n---", "front-matter-broken", 4, id="an alias"),
        pytest.param(
            "---\nauthor: 林知远\nx: " + "[" * 200 + "]" * 200 + "\n---", "front-matter-broken", 3, id="too deep"
        ),
        pytest.param('+++\nauthor = "林知远"\ntitle = 甲\n+++', "front-matter-broken", 3, id="TOML without quotes"),
        pytest.param("---\nauthor: 林知远\ntitle: 甲", "front-matter-unclosed", 1, id="never closed"),
    ],
)
def test_broken_front_matter_is_told_and_the_article_read(front: str, code: str, line: int) -> None:
    read = article(front)
    assert (read.diagnostics[0].code, read.diagnostics[0].line, read.diagnostics[0].severity) == (code, line, "warning")
    assert read.printed.byline == "林知远"
    assert [entry.role for entry in read.reading][-2:] == ["paragraph", "paragraph"]
    assert {entry.role for entry in read.reading[: front.count("\n") + 1]} == {"boilerplate"}


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{chr(ord(name) - 1)}'] * 9)}]" for name in "bcdefghi"]
    found = matter("---\n" + "\n".join(lines) + "\n---\n")
    assert codes(found)[0] == "front-matter-broken"
    assert found.diagnostics[0].line == 3


@given(st.text(alphabet="ab:[]{}&*!|>-+#'\"\n\t 甲", max_size=120), st.sampled_from(["---", "+++"]))
def test_front_matter_never_raises(text: str, fence: str) -> None:
    read_front_matter(f"{fence}\na: b\n{text}\n{fence}\n")


# --- options -------------------------------------------------------------------------------------------------------


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    return tmp_path / "feature.md"


def _write(path: Path, options: str) -> Path:
    path.write_text(f"---\ntitle: 题\n{options}\n---\n\n{SENTENCE}\n", "utf-8")
    return path


OPTIONS = "publisher:\n  trim: a5\n  to: [epub, html]\n  transforms:\n    stray-spaces: false"


def test_options_in_front_matter_are_a_layer(text_file: Path) -> None:
    found = resolve(_write(text_file, OPTIONS), command_line({}))
    assert (found.options.render.trim, found.options.write.to) == ("a5", ("epub", "html"))
    assert found.options.transform.stray_spaces is False
    assert found.origins["trim"] == ("front matter", text_file, 4)
    assert found.origins["stray-spaces"] == ("front matter", text_file, 7)


def test_options_in_toml_front_matter(text_file: Path) -> None:
    text_file.write_text(f'+++\ntitle = "题"\n[publisher]\ntrim = "a5"\n+++\n\n{SENTENCE}\n', "utf-8")
    found = resolve(text_file, command_line({}))
    assert (found.options.render.trim, found.origins["trim"]) == ("a5", ("front matter", text_file, 4))


def test_each_layer_gives_way_to_the_one_above(text_file: Path) -> None:
    _write(text_file, OPTIONS)
    folder = text_file.parent
    (folder / "publisher.toml").write_text('trim = "b5"\nlang = "ja"\n', "utf-8")
    assert resolve(text_file, command_line({})).options.render.trim == "a5"
    assert resolve(text_file, command_line({})).options.read.lang == "ja"
    (folder / "feature.publisher.toml").write_text('trim = "16k"\n', "utf-8")
    assert resolve(text_file, command_line({})).options.render.trim == "16k"
    assert resolve(text_file, command_line({"trim": "a4"})).options.render.trim == "a4"


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        pytest.param("publisher:\n  trimm: a5", "key-unknown", 4, id="an unknown key"),
        pytest.param("publisher:\n  trim: a99", "trim-unknown", 4, id="an unknown value"),
        pytest.param("publisher:\n  to: [doc]", "option-choice", 4, id="an unknown format"),
        pytest.param("publisher: [a5]", "front-matter-options", 3, id="no table"),
        pytest.param(
            "publisher:\n  output: /etc/", "key-not-in-front-matter", 4, id="where it is written is not the text's"
        ),
        pytest.param("publisher:\n  max-size: 9", "key-not-in-front-matter", 4, id="nor its own limits"),
    ],
)
def test_wrong_options_are_errors_with_file_and_line(text_file: Path, options: str, code: str, line: int) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(_write(text_file, options), command_line({}))
    assert (caught.value.code, caught.value.file, caught.value.line) == (code, str(text_file), line)


def test_corrections_of_the_reading_may_stand_there_too(text_file: Path) -> None:
    _write(text_file, "publisher:\n  line 9: heading\n  skip: 10-11\n  byline: 林知远")
    found = resolve(text_file, command_line({})).options.read.corrections
    assert found.fields == {"byline": "林知远"}
    assert [(each.first, each.last, each.role) for each in found.lines] == [(9, 9, "heading"), (10, 11, "boilerplate")]


@pytest.mark.parametrize("text", ["题目\n\n正文。\n", "---\n正文。\n", ""], ids=["text", "a rule", "empty"])
def test_a_text_without_front_matter_has_no_layer(text_file: Path, text: str) -> None:
    text_file.write_text(text, "utf-8")
    assert {origin.layer for origin in resolve(text_file, command_line({})).origins.values()} <= {"default", "theme"}
