"""Themes that are broken so that they would run for ever or take all memory: stopped, by name, at the line of the template."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import article_of, options, publish_both, text

from publisher.errors import PublisherError, UsageError
from publisher.messages import LANGUAGES
from publisher.model import Article, Cell, List, ListItem, Paragraph, Table
from publisher.page import type_area
from publisher.render import render_book, render_page
from publisher.render.budget import LARGEST_NUMBER
from publisher.themes import load_theme

ARTICLE = article_of("正文，只有一段。")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    (made / "blocks").mkdir(parents=True)
    (made / "theme.toml").write_text('extends = "press"\n')
    return made


def refusal(folder: Path, template: str, article: Article = ARTICLE) -> UsageError:
    """The error with which an article is refused where `template` is the theme's for paragraphs."""
    file = folder / "blocks" / "paragraph.html"
    file.write_text(template, "utf-8")
    with pytest.raises(UsageError) as caught:
        publish_both(article, folder.parent / "out", options(theme=str(folder)))
    assert list((folder.parent / "out").iterdir()) == []
    assert caught.value.file == str(file)
    return caught.value


ENDLESS = {
    # a template -> the line that is named
    "<p>\n{% for a in range(100000) %}\n{% for b in range(100000) %}{% endfor %}\n{% endfor %}</p>": 3,
    "<p>\n{% for a in range(90000) %}{% for b in range(90000) %}\n字{{ b }}{% endfor %}{% endfor %}</p>": 2,
    "{% set all = range(5000) | list %}\n{% for a in all for b in all %}{% endfor %}": 0,
    "{% for a in range(5000) | list %}{% for b in range(5000) | list %}\n{% endfor %}{% endfor %}": 1,
    "{% for a in range(100000) if a < 0 %}{% endfor %}" * 30: 1,
    "{% for a in range(90000) | map('string') %}\n{% for b in range(90000) | map('string') %}{% endfor %}{% endfor %}": 2,
    "{% for a in range(9000) %}\n{{ range(90000) | sum }}{% endfor %}": 2,
    "{% for a in range(90000) %}\n{% if '乙' in '甲' * 90000 %}{% endif %}{% endfor %}": 2,
    "\n{{ 'x' * 10**9 }}": 2,
    "\n{{ 10**9 * 'x' }}": 2,
    "\n{{ [0] * 10**9 }}": 2,
    "\n\n{{ 10 ** (10 ** 9) }}": 3,
    "{% set n = namespace(x=3) %}{% for a in range(99) %}\n{% set n.x = n.x * n.x %}{% endfor %}": 2,
    "{% set n = namespace(x='字') %}{% for a in range(99) %}\n{% set n.x = n.x ~ n.x %}{% endfor %}": 2,
    "{% set n = namespace(x='字') %}{% for a in range(99) %}\n{% set n.x = n.x + n.x %}{% endfor %}": 2,
    "{% set n = namespace(x='字') %}{% for a in range(99) %}\n{% set n.x = [n.x, n.x] | join %}{% endfor %}": 2,
    "{% set n = namespace(x='字') %}{% for a in range(99) %}\n{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}": 2,
    "{% set n = namespace(x='字') %}{% for a in range(99) %}\n{% set n.x = '{0}{0}'.format(n.x) %}{% endfor %}": 2,
    "\n{{ range(90000) | join('字' * 90000) }}": 2,
    "\n{{ ('字' * 90000).replace('', '字' * 90000) }}": 2,
    "\n{{ '字' * 90000 | replace('字', '字' * 90000) }}": 2,
    "\n{{ ('字' * 90000).join('字' * 90000) }}": 2,
    "\n{{ ('\t' * 90000).expandtabs(90000) }}": 2,
    "\n{{ ('字' * 90000).translate({23383: '字' * 90000}) }}": 2,
    "\n{{ 'x'.ljust(10 ** 9) }}": 2,
    "\n{{ 'x' | center(10 ** 9) }}": 2,
    "\n{{ 'x' | indent(10 ** 9, true) }}": 2,
    "\n{{ '%999999999d' % 1 }}": 2,
    "\n{{ '%*d' % (999999999, 1) }}": 2,
    "\n{{ '%999999999d' | format(1) }}": 2,
    "\n{{ '{:999999999}'.format(1) }}": 2,
    "\n{{ '{:{w}{w}}'.format(1, w=99999) }}": 2,
    "\n{{ [1] | batch(10 ** 9, 0) | list }}": 2,
    "\n{{ (1).to_bytes(10 ** 9, 'big') }}": 2,
}


@pytest.mark.parametrize("template", ENDLESS, ids=range(len(ENDLESS)))
def test_a_template_without_an_end_is_stopped_at_its_line(folder: Path, template: str) -> None:
    error = refusal(folder, template)
    if not ENDLESS[template]:
        assert error.code == "theme-template"
        return
    assert (error.code, error.line) == ("theme-endless", ENDLESS[template]), error
    for language in LANGUAGES:
        assert "{" not in error.message(language)


def test_what_a_template_takes_is_added_up_over_the_blocks(folder: Path) -> None:
    """A block that takes no more than it may, a thousand times."""
    loop = "{% for a in range(90000) %}{% endfor %}<p>{{ inline(block.content) }}</p>"
    assert refusal(folder, loop, article_of(*["段。"] * 1000)).code == "theme-endless"


RECURSIONS = {
    "<p>\n{% include 'blocks/paragraph.html' %}</p>": 2,
    "{% macro a() %}\n{{ a() }}\n{% endmacro %}{{ a() }}": 2,
    "{% macro a() %}{{ b() }}{% endmacro %}\n{% macro b() %}{{ a() }}{% endmacro %}\n{{ a() }}": 0,
    "\n{{ blocks((block,)) }}": 2,
    "{% extends 'blocks/paragraph.html' %}": 1,
    "\n{% import 'blocks/paragraph.html' as own %}": 2,
    "{% for a in [[1]] recursive %}\n{{ loop([[1]]) }}{% endfor %}": 1,
    "(" * 5000 + "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}": 0,
}


@pytest.mark.parametrize("template", RECURSIONS, ids=range(len(RECURSIONS)))
def test_a_template_that_calls_itself(folder: Path, template: str) -> None:
    error = refusal(folder, template)
    assert error.code == "theme-recursion"
    if RECURSIONS[template]:
        assert error.line == RECURSIONS[template]


WRONG = {
    # a template -> line, and what is said of it in both languages
    "\n{{ nothing }}": (2, "'nothing' is undefined", "没有“nothing”这个变量"),
    "\n{{ block.nothing }}": (2, "has no attribute 'nothing'", "没有“nothing”这一项"),
    "\n\n{{ block.lines | nothing }}": (3, "No filter named 'nothing'", "没有名为“nothing”的过滤器"),
    "{% if block is nothing %}{% endif %}": (1, "No test named 'nothing'", "没有名为“nothing”的测试"),
    "{% include 'nothing.html' %}": (1, "no template nothing.html", "没有模板 nothing.html"),
    "\n{% if block %}": (2, "Unexpected end of template", "有标签未结束"),
    "{% nothing %}": (1, "unknown tag 'nothing'", "没有“nothing”这种标签"),
    "\n{{ ''.__class__ }}": (2, "unsafe", "不可使用“__class__”"),
    "\n{{ lipsum() }}": (2, "'lipsum' is undefined", "没有“lipsum”这个变量"),
    "\n{{ range(10 ** 9) }}": (2, "Range too big", "range 的次数太多"),
}


@pytest.mark.parametrize("template", WRONG)
def test_a_fault_is_told_in_both_languages(folder: Path, template: str) -> None:
    line, english, chinese = WRONG[template]
    error = refusal(folder, template)
    assert (error.code, error.line) == ("theme-template", line)
    assert english in error.message("en")
    assert chinese in error.message("zh")


@pytest.mark.parametrize("data", [b"<p>\xff\xfe</p>", "<p>正文</p>".encode("utf-16")])
def test_a_template_that_is_no_utf_8_is_named(folder: Path, data: bytes) -> None:
    file = folder / "blocks" / "paragraph.html"
    file.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        publish_both(ARTICLE, folder.parent / "out", options(theme=str(folder)))
    assert (caught.value.code, caught.value.file) == ("theme-broken", str(file))


BEYOND_MEASURE = [
    "p { color: " + "(" * 5000,
    "p { " * 3000,
    "p:not(" * 2000 + "a" + ")" * 2000 + " { color: red }",
    "@media print { " * 1000,
    "p { width: " + "calc(" * 900 + "1" + ")" * 900 + " }",
    "p { width: " + "9" * 100_000 + "em }",
]


@pytest.mark.bad_book("its style sheet is what the test is about")
@pytest.mark.parametrize("css", BEYOND_MEASURE, ids=range(len(BEYOND_MEASURE)))
def test_css_beyond_all_measure_is_the_themes_fault(folder: Path, css: str) -> None:
    (folder / "style.css").write_text(css)
    try:
        publish_both(ARTICLE, folder.parent / "out", options(theme=str(folder)))
    except PublisherError as error:
        assert error.code in ("css-beyond-measure", "engine-failed")
        for language in LANGUAGES:
            assert error.message(language)


# --- what is large in earnest --------------------------------------------------------------------------------------


def rendered(article: Article) -> int:
    """The length of what the bundled theme makes of an article, for both media."""
    theme = load_theme("press")
    page = render_page(article, theme, type_area(theme.page, "a4"), {}, "2000-01-01T00:00:00Z")
    return len(page.html) + len(render_book(article, theme, {}).documents[0].xhtml)


def table(rows: int, columns: int) -> Table:
    return Table(rows=tuple(tuple(Cell(content=text(f"{at}")) for _ in range(columns)) for at in range(rows)))


LARGE = {
    "half a million characters": article_of(*["一整段话，从头到尾没有分段；" * 36] * 1000),
    "half a million characters in one paragraph": article_of("一整段话，从头到尾没有分段；" * 36_000),
    "a table of ten thousand rows": article_of(table(10_000, 6)),
    "a table of five hundred columns": article_of(table(100, 500)),
    "a list of fifty thousand items": article_of(
        List(items=tuple(ListItem(blocks=(Paragraph(content=text("项")),)) for _ in range(50_000)))
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_the_bundled_theme_has_room_for_what_is_large(name: str) -> None:
    assert rendered(LARGE[name]) > 500_000


def test_numbers_that_a_theme_needs_are_small() -> None:
    assert LARGEST_NUMBER >= 100_000, "range goes as far"
