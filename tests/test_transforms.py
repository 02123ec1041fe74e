"""The typographic rules: every row of `tests/spec/<rule>.md`, and what they do to an article's tree and diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from publisher.diagnostics import Diagnostic
from publisher.errors import LimitError
from publisher.messages import LANGUAGES
from publisher.model import (
    Article,
    Block,
    Box,
    Byline,
    Cell,
    Code,
    CodeBlock,
    Credit,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    IndexTerm,
    Inline,
    InlineImage,
    LanguageRun,
    LeftOut,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteBlock,
    Paragraph,
    Printed,
    Quote,
    Reading,
    Ruby,
    Separator,
    Signature,
    Strong,
    Table,
    Text,
    Verse,
)
from publisher.options import TransformOptions
from publisher.transforms import TRANSFORMS, apply
from publisher.transforms.changes import SIGNS

SPEC = Path(__file__).parent / "spec"
RULES = [transform.name for transform in TRANSFORMS]
BLANK_SIGNS = {ord(sign): blank for blank, sign in ((chr(key), value) for key, value in SIGNS.items())}


class Row(NamedTuple):
    rule: str
    line: int
    language: str
    place: str
    input: str
    expected: str


def rows() -> Iterator[Row]:
    """The rows of all tables; `Language:` and `Place:` hold until the next heading."""
    for rule in RULES:
        language, place = "zh-Hans", "paragraph"
        for line, text in enumerate((SPEC / f"{rule}.md").read_text("utf-8").splitlines(), 1):
            if text.startswith("#"):
                language, place = "zh-Hans", "paragraph"
            elif text.startswith("Language: "):
                language = text.removeprefix("Language: ")
            elif text.startswith("Place: "):
                place = text.removeprefix("Place: ")
            elif row := re.fullmatch(r"\| `(.+?)` \| (?:`(.+?)`|the same) \| .+ \|", text):
                given, expected = row[1], row[2] or row[1]
                yield Row(rule, line, language, place, given.translate(BLANK_SIGNS), expected.translate(BLANK_SIGNS))
            else:
                assert not text.startswith("|") or text in ("| input | expected | why |", "|---|---|---|"), text


ROWS = list(rows())


def only(rule: str) -> TransformOptions:
    """Options with this rule as it is by default and the others off."""
    return TransformOptions(**{name.replace("-", "_"): None if name == rule else False for name in RULES})


def article(*blocks: Block, language: str = "zh-Hans") -> Article:
    return Article(headline=(Text("题"),), blocks=blocks, language=language)


def paragraph(*content: Inline | str, line: int = 1) -> Paragraph:
    inlines = tuple(Text(each) if isinstance(each, str) else each for each in content)
    return Paragraph(content=inlines, lines=(line, line))


def transformed(*content: Inline | str, language: str = "zh-Hans") -> tuple[Inline, ...]:
    block = apply(article(paragraph(*content), language=language)).blocks[0]
    assert isinstance(block, Paragraph)
    return block.content


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule}:{row.line}")
def test_rule_does_what_its_table_says(row: Row) -> None:
    def result_of(text: str) -> str:
        make = {"paragraph": Paragraph, "heading": Heading}[row.place]
        block = apply(article(make(content=(Text(text),)), language=row.language), only(row.rule)).blocks[0]
        assert isinstance(block, Paragraph | Heading)
        assert isinstance(block.content[0], Text)
        return block.content[0].text

    assert result_of(row.input) == row.expected
    assert result_of(row.expected) == row.expected, "a second time changes nothing"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_table_with_rows_for_and_against(rule: str) -> None:
    its = [row for row in ROWS if row.rule == rule]
    assert len(its) >= 25
    assert sum(row.input == row.expected for row in its) >= 10


class TestTogether:
    def test_rules_see_what_the_others_make(self) -> None:
        assert transformed('他说:"好...",然后 走了.') == (Text("他说：“好……”，然后走了。"),)

    def test_rule_with_a_later_rules_mark_beside_it(self) -> None:
        assert transformed('"Hello",他说') == (Text("“Hello”，他说"),)

    @pytest.mark.parametrize("rule", RULES)
    def test_each_rule_is_switched_by_its_own_option(self, rule: str) -> None:
        source = article(paragraph('他说:"好"...然后 走了.'))
        named = {each.code for each in apply(source, only(rule)).diagnostics}
        assert named == {rule}
        off = TransformOptions(**{rule.replace("-", "_"): False})
        assert rule not in {each.code for each in apply(source, off).diagnostics}


class TestLanguages:
    @pytest.mark.parametrize("language", ["zh", "zh-Hans", "zh-CN", "zh-Hant", "zh-Hant-TW", "ZH-HK"])
    def test_on_for_chinese(self, language: str) -> None:
        assert transformed("好,好", language=language) == (Text("好，好"),)

    @pytest.mark.parametrize("language", ["ja", "ko", "en", "mul", "zha"])
    def test_off_for_others(self, language: str) -> None:
        source = article(paragraph("好,好 好"), language=language)
        assert apply(source) is source

    def test_forced_for_japanese(self) -> None:
        source = article(paragraph("すごい!本当"), language="ja")
        assert apply(source, TransformOptions(fullwidth_punctuation=True)).blocks == (paragraph("すごい！本当"),)

    def test_a_run_in_another_language_is_context_and_not_edited(self) -> None:
        note = Note((paragraph("注,注"),))
        inner = LanguageRun((Text('名,"名" 名'), note, LanguageRun((Text("名,名"),), "zh")), "ja")
        assert transformed("他说", inner, ",好") == (Text("他说"), inner, Text("，好"))


class TestContextAcrossInlines:
    def test_through_emphasis_and_links(self) -> None:
        link = Link((Text("链接"),), "https://a.example/")
        assert transformed(Emphasis((Text("重"),)), ",", link, ", ", Strong((Text("强"),))) == (
            Emphasis((Text("重"),)),
            Text("，"),
            link,
            Text("，"),
            Strong((Text("强"),)),
        )

    def test_pair_over_a_boundary(self) -> None:
        assert transformed('他说"', Strong((Text('好"'),)), "就走") == (
            Text("他说“"),
            Strong((Text("好”"),)),
            Text("就走"),
        )

    def test_one_edit_over_a_boundary_goes_where_it_begins(self) -> None:
        assert transformed(Emphasis((Text("好,"),)), " 走") == (Emphasis((Text("好，"),)), Text("走"))

    def test_code_and_images_are_opaque(self) -> None:
        code, image = Code("f(甲,乙) -- x"), InlineImage("a.png", "好,好")
        assert transformed("用", code, ", 再看", image, ",好") == (
            Text("用"),
            code,
            Text("，再看"),
            image,
            Text("，好"),
        )

    def test_ruby_base_is_context(self) -> None:
        ruby = Ruby("漢", "hàn,")
        assert transformed(ruby, ",abc") == (ruby, Text("，abc"))

    def test_index_term_is_transparent(self) -> None:
        assert transformed(IndexTerm((Text("甲"),)), ",b") == (IndexTerm((Text("甲"),)), Text("，b"))

    def test_note_is_a_run_of_its_own(self) -> None:
        note = Note((paragraph('注"文'),))
        assert transformed("他", note, ',说"好"') == (Text("他"), note, Text("，说“好”"))
        assert transformed("他", Note((paragraph("注,文"),))) == (Text("他"), Note((paragraph("注，文"),)))

    def test_forced_line_break_ends_a_sentence(self) -> None:
        assert transformed("走了.", LineBreak(), "abc") == (Text("走了。"), LineBreak(), Text("abc"))


BEFORE, RUNNING, SPACED = "甲 乙,丙", "甲乙，丙", "甲 乙，丙"


def block_of_each_kind(running: str, spaced: str) -> tuple[Block, ...]:
    text, title = (Text(running),), (Text(spaced),)
    inner = (Paragraph(content=text),)
    return (
        Heading(content=title),
        Paragraph(content=text),
        List(items=(ListItem(inner),)),
        DefinitionList(items=(Definition(title, inner),)),
        Quote(blocks=inner, attribution=title),
        Verse(stanzas=((title, title),)),
        Figure(src="甲,乙.png", alt=BEFORE, caption=title, credit=title),
        Table(rows=((Cell(title), Cell(title, header=True)),), caption=title),
        CodeBlock(text=BEFORE),
        Box(blocks=inner, title=title),
        Separator(),
        Credit(content=title),
        Signature(content=title),
        NoteBlock(blocks=inner, label="甲,乙"),
        LeftOut(text=BEFORE, reason="boilerplate"),
    )


class TestTree:
    def test_every_kind_of_block(self) -> None:
        result = apply(article(*block_of_each_kind(BEFORE, BEFORE)))
        assert result.blocks == block_of_each_kind(RUNNING, SPACED)

    def test_header(self) -> None:
        source = Article(
            headline=(Text(BEFORE),),
            kicker=(Text(BEFORE),),
            deck=(Text(BEFORE),),
            bylines=(Byline("甲 乙"),),
            byline_text="本报记者 甲,乙",
            printed=Printed(headline=BEFORE),
            reading=(Reading((4, 4), "headline", "first-line", 1.0, BEFORE),),
        )
        result = apply(source)
        assert result.headline == result.kicker == result.deck == (Text(SPACED),)
        assert (result.bylines, result.byline_text, result.printed) == (
            source.bylines,
            source.byline_text,
            source.printed,
        )
        assert (result.reading, result.diagnostics[0].line) == (source.reading, 4)

    def test_unchanged_is_identical(self) -> None:
        source = article(*block_of_each_kind("甲乙，丙", "甲 乙，丙"))
        assert apply(source) is source

    def test_unchanged_blocks_beside_changed_ones_are_identical(self) -> None:
        source = article(paragraph("甲，", Emphasis((Text("乙"),))), paragraph("丙,丁"))
        result = apply(source)
        assert result.blocks[0] is source.blocks[0]
        assert result.blocks[1] is not source.blocks[1]

    def test_quotes_pair_over_the_lines_of_a_stanza(self) -> None:
        verse = Verse(stanzas=(((Text('他说:"山'),), (Text('水"'),)),))
        assert apply(article(verse)).blocks == (Verse(stanzas=(((Text("他说：“山"),), (Text("水”"),)),)),)

    def test_nesting_without_end_is_an_error_of_ours(self) -> None:
        block: Block = paragraph("好,好")
        for _ in range(3000):
            block = Quote(blocks=(block,))
        with pytest.raises(LimitError) as raised:
            apply(article(block))
        assert raised.value.code == "blocks-nesting"


class TestDiagnostics:
    def test_changes_are_counted_by_kind_with_their_lines(self) -> None:
        result = apply(article(paragraph("甲,乙,丙, 丁", line=3), paragraph("甲,乙", line=7)))
        assert [(each.code, each.severity, each.line, each.values) for each in result.diagnostics] == [
            ("fullwidth-punctuation", "info", 3, {"before": ",", "after": "，", "count": "3", "lines": "3, 7"}),
            ("fullwidth-punctuation", "info", 3, {"before": ",␣", "after": "，", "count": "1", "lines": "3"}),
        ]

    def test_only_some_lines_are_named_but_all_are_counted(self) -> None:
        result = apply(article(*[paragraph("甲,乙", line=number) for number in range(1, 31)]))
        assert result.diagnostics[0].values["count"] == "30"
        assert result.diagnostics[0].values["lines"] == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …"

    def test_no_line_known(self) -> None:
        result = apply(article(Paragraph(content=(Text("甲,乙"),))))
        assert (result.diagnostics[0].line, result.diagnostics[0].values["lines"]) == (0, "-")

    def test_blocks_in_a_note_have_its_line(self) -> None:
        result = apply(article(paragraph("他", Note((Paragraph(content=(Text("甲,乙"),)),)), line=9)))
        assert result.diagnostics[0].line == 9

    @pytest.mark.parametrize("text", ['他说"好', "他说'好吗", '好"，他说', '“甲"乙”，丙'])
    def test_unpaired_quote_stays_and_is_reported(self, text: str) -> None:
        result = apply(article(paragraph(text, line=5)))
        assert result.blocks == (paragraph(text, line=5),)
        assert [(each.code, each.severity, each.line) for each in result.diagnostics] == [
            ("unpaired-quote", "warning", 5)
        ]

    @pytest.mark.parametrize("text", ["the Beatles' 歌", '24"屏', "'90s 的歌", 'He said "yes"', "5'10\"的人", "“甲”"])
    def test_what_is_no_quote_is_not_reported(self, text: str) -> None:
        assert apply(article(paragraph(text))).diagnostics == ()

    def test_earlier_diagnostics_stay_and_nothing_is_said_twice(self) -> None:
        earlier = Diagnostic("json-nesting", "said before")
        source = Article(headline=(Text("题"),), blocks=(paragraph('甲,"乙'),), diagnostics=(earlier,))
        once = apply(source)
        assert once.diagnostics[0] is earlier
        assert [each.code for each in once.diagnostics[1:]] == ["fullwidth-punctuation", "unpaired-quote"]
        assert apply(once) is once

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_sentences_show_what_changed(self, language: str) -> None:
        said = apply(article(paragraph("甲, 乙", line=2))).diagnostics[0].text(language)
        assert {",␣", "，", "1", "2"} <= set(re.findall(r",␣|，|\d", said))
