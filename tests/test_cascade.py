"""The small cascade: which characters a document sets in which font, told by style sheets of a few rules."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from publisher.errors import UsageError
from publisher.typeset.cascade import Cascade, FontUse
from publisher.typeset.generated import BULLETS, COUNTER_CHARACTERS

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


class Case(NamedTuple):
    """Markup, style, and what is expected: (families, weight) -> characters that must be there."""

    html: str
    css: str
    expected: dict[tuple[str, int], str]


CASES = {
    "no style": Case("<html><body>甲</body></html>", "", {("", 400): "甲"}),
    "an element's own": Case("<html><body><p>甲</p></body></html>", "p { font-family: song }", {("song", 400): "甲"}),
    "inherited": Case(
        "<html><body><p>甲<i>乙</i>丙</p></body></html>",
        "html { font-family: song } p { font-weight: 700 }",
        {("song", 700): "甲乙丙"},
    ),
    "a tail belongs to the parent": Case(
        "<html><p>甲<b>乙</b>丙</p></html>",
        "p { font-family: song } b { font-family: hei }",
        {("song", 400): "甲丙", ("hei", 400): "乙"},
    ),
    "specificity before order": Case(
        '<html><p class="a" id="b">甲</p></html>',
        "#b { font-family: hei } .a { font-family: kai } p { font-family: song }",
        {("hei", 400): "甲"},
    ),
    "order at equal specificity": Case(
        "<html><p>甲</p></html>", "p { font-family: song } p { font-family: kai }", {("kai", 400): "甲"}
    ),
    "the last declaration of a rule": Case(
        "<html><p>甲</p></html>", "p { font-family: song; font-family: kai }", {("kai", 400): "甲"}
    ),
    "each property for itself": Case(
        '<html><p class="a">甲</p></html>', ".a { font-weight: bold } p { font-family: song }", {("song", 700): "甲"}
    ),
    "a stack": Case("<html><p>甲</p></html>", 'p { font-family: "kai" , song }', {("kai song", 400): "甲"}),
    "inherit": Case(
        "<html><body><p>甲</p></body></html>",
        "body { font-family: song } p { font-family: inherit }",
        {("song", 400): "甲"},
    ),
    "weights": Case(
        "<html><b>甲</b><i>乙</i><u>丙</u><s>丁</s></html>",
        "b { font-weight: 550 } i { font-weight: 549 } u { font-weight: bolder } s { font-weight: normal }",
        {("", 700): "甲丙", ("", 400): "乙丁"},
    ),
    "a selector list": Case("<html><p>甲</p><q>乙</q></html>", "p, q { font-family: hei }", {("hei", 400): "甲乙"}),
    "combinators": Case(
        "<html><p>甲</p><p>乙</p><div><p>丙</p></div></html>",
        "p + p { font-family: hei } div > p { font-family: kai }",
        {("", 400): "甲", ("hei", 400): "乙", ("kai", 400): "丙"},
    ),
    "languages": Case(
        '<html lang="ja"><p>甲</p><p lang="ko">乙</p></html>',
        ":lang(ja) { font-family: kai } :lang(ko) { font-family: hei }",
        {("kai", 400): "甲", ("hei", 400): "乙"},
    ),
    "before and after": Case(
        "<html><p>甲</p></html>",
        'p { font-family: song } p::before { content: "■"; font-family: hei } p::after { content: "完" }',
        {("song", 400): "甲完", ("hei", 400): "■"},
    ),
    "content of several pieces": Case(
        "<html><p>甲</p></html>", 'p::after { content: "第" counter(x) "页" attr(y) }', {("", 400): "第页0123456789"}
    ),
    "escapes": Case("<html><p>甲</p></html>", r'p::before { content: "\3000\25A0" }', {("", 400): "\u3000■"}),
    "counter styles of functions": Case(
        "<html><p>甲</p></html>",
        'p::before { content: counters(a, "之") target-counter(b, page) }',
        {("", 400): "之0123456789"},
    ),
    "list markers": Case(
        "<html><ul><li>甲</li></ul></html>",
        "li { font-family: kai }",
        {("kai", 400): "甲" + COUNTER_CHARACTERS + BULLETS},
    ),
    "a marker of one's own": Case(
        "<html><ul><li>甲</li></ul></html>", 'ul { list-style-type: "☞ " }', {("", 400): "☞"}
    ),
    "a marker's own font": Case(
        "<html><ul><li>甲</li></ul></html>",
        "li { font-family: song } li::marker { font-family: hei; content: '◇' }",
        {("song", 400): "甲", ("hei", 400): "◇"},
    ),
    "quotes": Case(
        "<html><q>甲</q></html>", 'q { quotes: "「" "」" } q::before { content: open-quote }', {("", 400): "「」"}
    ),
    "hyphens": Case("<html><p>a</p></html>", 'p { hyphenate-character: "〜" }', {("", 400): "〜"}),
    "margin boxes": Case(
        "<html><p>甲</p></html>",
        '@page { font-family: song; @top-left { content: "页眉"; font-family: kai } @bottom-center { content: "—" counter(page) } }',
        {("kai", 400): "页眉", ("song", 400): "—0123456789"},
    ),
    "margin boxes inherit the root's": Case(
        "<html><p>甲</p></html>",
        'html { font-family: hei } @page { @top-left { content: "眉" } }',
        {("hei", 400): "眉甲"},
    ),
    "a running head shows the title": Case(
        "<html><head><title>题名</title></head><body>甲</body></html>",
        "@page { @top-left { content: string(title); font-family: kai } }",
        {("kai", 400): "题名"},
    ),
    "page selectors": Case("<html><p>甲</p></html>", '@page :first { @top-left { content: "首" } }', {("", 400): "首"}),
    "media rules may apply or not": Case(
        "<html><p>甲</p></html>",
        "p { font-family: song } @media screen and (min-width: 30em) { p { font-family: kai } }",
        {("kai", 400): "甲", ("song", 400): "甲"},
    ),
    "so may what an engine supports": Case(
        "<html><body><em>甲<b>乙</b></em></body></html>",
        "html { font-family: song } em { font-family: kai } @supports (text-emphasis: dot) { em { font-family: inherit } }",
        {("kai", 400): "甲乙", ("song", 400): "甲乙"},
    ),
    "conditions in one another": Case(
        "<html><p>甲</p></html>",
        "@supports (ruby-align: start) { @media print { p { font-family: kai } } }",
        {("kai", 400): "甲", ("", 400): "甲"},
    ),
    "an attribute that is shown": Case(
        '<html><a href="https://é.example">甲</a></html>',
        'a::after { content: "〔" attr(href) "〕"; font-family: kai }',
        {("kai", 400): "〔https://é.example〕"},
    ),
    "emphasis marks": Case(
        "<html><p>甲<em>乙</em></p></html>",
        "em { font-family: song; -webkit-text-emphasis-style: sesame } p { text-emphasis: '☆' red }",
        {("song", 400): "乙﹅", ("", 400): "甲☆"},
    ),
    "an xhtml namespace": Case(
        f"<html {XHTML}><body><p>甲</p></body></html>", "p { font-family: song }", {("song", 400): "甲"}
    ),
    "an unknown selector is passed over": Case(
        "<html><p>甲</p></html>", "p::zap(1) { font-family: hei } p { font-family: song }", {("song", 400): "甲"}
    ),
    "case of names": Case(
        "<html><p>甲</p></html>", "P { FONT-FAMILY: song; Font-Weight: BOLD }", {("song", 700): "甲"}
    ),
    "important": Case(
        '<html><p id="a">甲</p></html>',
        "p { font-family: hei !important } #a { font-family: song }",
        {("hei", 400): "甲"},
    ),
    "text-transform": Case("<html><p>straße</p></html>", "p { text-transform: uppercase }", {("", 400): "STRASE"}),
    "full-width": Case("<html><p>a1</p></html>", "p { text-transform: full-width }", {("", 400): "ａ１"}),
    "named counter styles": Case(
        "<html><ol><li>甲</li></ol></html>", "ol { list-style-type: lower-alpha }", {("", 400): "abc"}
    ),
    "chinese counters": Case(
        "<html><ol><li>甲</li></ol></html>", "ol { list-style-type: cjk-ideographic }", {("", 400): "一二三十、"}
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_cascade(case: Case) -> None:
    found = Cascade(case.css).uses(ElementTree.fromstring(case.html))
    for (names, weight), characters in case.expected.items():
        use = FontUse(tuple(names.split()), weight)
        assert set(characters) <= found.get(use, set()), {key: "".join(sorted(value)) for key, value in found.items()}


def test_what_is_not_shown_is_not_counted() -> None:
    html = "<html><head><title>题</title><style>式</style></head><body><script>码</script>甲</body></html>"
    found = Cascade("").uses(ElementTree.fromstring(html))
    assert found == {FontUse((), 400): set("甲")}


def test_emphasis_marks_are_counted_for_what_is_stressed_alone() -> None:
    found = Cascade("em { font-family: kai; text-emphasis-style: dot }").uses(
        ElementTree.fromstring("<html><p>甲</p></html>")
    )
    assert found == {FontUse((), 400): set("甲")}


def test_a_rule_that_always_applies_is_not_looked_at_twice() -> None:
    html = "<html><p>甲</p></html>"
    found = Cascade("p { font-family: song } p { font-family: kai } @media print { q { font-family: hei } }").uses(
        ElementTree.fromstring(html)
    )
    assert FontUse(("song",), 400) not in found and FontUse(("hei",), 400) not in found


def test_each_character_is_counted_once_for_the_font_it_is_set_in() -> None:
    html = '<html><body><p>甲</p><p class="k">乙</p></body></html>'
    found = Cascade("p { font-family: song } .k { font-family: kai; font-weight: 700 }").uses(
        ElementTree.fromstring(html)
    )
    assert found[FontUse(("song",), 400)] == set("甲")
    assert found[FontUse(("kai",), 700)] == set("乙")


def test_the_font_shorthand_is_refused_with_its_line() -> None:
    with pytest.raises(UsageError) as caught:
        Cascade("p { color: red }\nq {\n font: bold 1em song }")
    assert (caught.value.code, caught.value.line) == ("css-font-shorthand", 3)


@pytest.mark.parametrize(
    "css",
    ["", "{", "p {", "@page", "@page { @top-left", "p { font-family: }", "p { content: ", "@charset 'x'; }}", "\0"],
)
def test_broken_style_sheets_do_no_harm(css: str) -> None:
    assert Cascade(css).uses(ElementTree.fromstring("<html><p>甲</p></html>"))[FontUse((), 400)] >= set("甲")
