"""Readings for learners: every row of `tests/spec/readings-for-learners.md`; what they do to an article, its page, its book."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pypdfium2
import pytest
from conftest import ROOT, article_of, text
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.__main__ import main
from publisher.errors import UsageError
from publisher.model import (
    Article,
    Code,
    Emphasis,
    Heading,
    Inline,
    LanguageRun,
    Note,
    Paragraph,
    Ruby,
    Superscript,
    Table,
    Text,
    Verse,
)
from publisher.options import EditionOptions, Options, WriteOptions
from publisher.page import PageDesign
from publisher.pipeline import publish, read, transformed
from publisher.provenance.verify import verify
from publisher.transforms.ruby import with_ruby
from publisher.tree import nodes, plain_text

SPEC = Path(__file__).parent / "spec" / "readings-for-learners.md"


class Row(NamedTuple):
    line: int
    language: str
    input: str
    expected: str


def rows() -> Iterator[Row]:
    language = "zh-Hans"
    for line, row in enumerate(SPEC.read_text("utf-8").splitlines(), 1):
        if row.startswith("#"):
            language = "zh-Hans"
        elif row.startswith("Language: "):
            language = row.removeprefix("Language: ")
        elif found := re.fullmatch(r"\| `(.+?)` \| `(.+?)` \| .+ \|", row):
            yield Row(line, language, *(found[at].replace("\\|", "|") for at in (1, 2)))
        else:
            assert not row.startswith("|") or row in ("| input | expected | why |", "|---|---|---|"), row


def inlines(notation: str) -> tuple[Inline, ...]:
    """The inlines of a row's notation."""
    made: list[Inline] = []
    for found in re.finditer(r"\*(.+?)\*|\{(.+?)\|(.+?)\}|<(.+?)>|(\^)|([^*{<^]+)", notation):
        emphasis, base, reading, code, note, plain = found.groups()
        if emphasis:
            made.append(Emphasis(inlines(emphasis)))
        elif base:
            made.append(Ruby(base, reading))
        elif code:
            made.append(Code(code))
        elif note:
            made.append(Note(()))
        else:
            made.append(Text(plain))
    return tuple(made)


def read_aloud(article: Article) -> Article:
    kind: Any = "kana" if article.language == "ja" else "pinyin"
    return with_ruby(article, EditionOptions(ruby=kind))


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row.line} {row.input}")
def test_the_table(row: Row) -> None:
    made = read_aloud(article_of(Paragraph(inlines(row.input)), language=row.language))
    assert made.blocks == (Paragraph(inlines(row.expected)),)
    assert read_aloud(made).blocks == made.blocks


def test_titles_have_none_and_all_else_has() -> None:
    article = article_of(
        Heading(text("海")),
        Verse(((text("海"),),)),
        Paragraph((Superscript(text("海")), LanguageRun(text("海"), "ja"), Note((Paragraph(text("海")),)))),
        headline="海",
    )
    made = read_aloud(article)
    sea = (Ruby("海", "hǎi"),)
    assert made.headline == text("海")
    assert made.blocks == (
        Heading(sea),
        Verse(((sea,),)),
        Paragraph((Superscript(text("海")), LanguageRun(text("海"), "ja"), Note((Paragraph(sea),)))),
    )
    assert read_aloud(article_of(Table(()))).blocks == (Table(()),)


def test_what_may_be_read_otherwise_is_said_once_with_its_lines() -> None:
    made = read_aloud(article_of(Paragraph(text("他还，得。"), lines=(3, 3)), Paragraph(text("他还。"), lines=(5, 5))))
    (said,) = made.diagnostics
    assert (said.code, said.severity, said.line) == ("ruby-doubtful", "info", 3)
    assert said.values == {"count": "2", "words": "还 hái (huán), 得 de (dé děi)", "lines": "3, 5"}
    assert read_aloud(article_of("银行")).diagnostics == ()


def test_what_nobody_can_read_has_nothing_over_it_and_is_said() -> None:
    made = read_aloud(article_of(Paragraph(text("王\U00020bb7。"), lines=(4, 4))))
    assert made.blocks == (Paragraph((Ruby("王", "wáng"), Text("\U00020bb7。")), lines=(4, 4)),)
    (said,) = made.diagnostics
    assert (said.code, said.line, said.values["words"]) == ("ruby-unknown", 4, "\U00020bb7")


@pytest.mark.parametrize(("kind", "language"), [("pinyin", "ja"), ("kana", "zh-Hans"), ("pinyin", "ko")])
def test_readings_are_of_one_language(kind: Any, language: str) -> None:
    with pytest.raises(UsageError) as fault:
        with_ruby(article_of("本文", language=language), EditionOptions(ruby=kind))
    assert fault.value.code == "ruby-language"


@pytest.mark.parametrize(
    ("package", "language", "extra"), [("pypinyin", "zh-Hans", "script"), ("sudachipy", "ja", "kana")]
)
def test_without_its_package_the_extra_is_named(
    package: str, language: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publisher.transforms.ruby import kana, pinyin

    monkeypatch.setitem(sys.modules, package, None)
    pinyin._package.cache_clear()
    kana._analyser.cache_clear()
    with pytest.raises(UsageError) as fault:
        read_aloud(article_of("海", language=language))
    assert f"cjk-publisher[{extra}]" in fault.value.message()


BUSY = "银行长快乐今日東京聞こえ渡し舟人々一人二十日のはアA1，。、ヶ〇\n \U00020bb7\uf900"


@given(st.text(alphabet=BUSY, max_size=30), st.sampled_from(["zh-Hans", "zh-Hant-TW", "ja"]))
@settings(max_examples=60)
def test_the_text_stays_what_it_was(given_text: str, language: str) -> None:
    article = article_of(Paragraph((Text(given_text),)), language=language)
    (made,) = read_aloud(article).blocks
    assert isinstance(made, Paragraph)
    assert plain_text(made.content) == given_text
    assert all(inline.base and inline.text for inline in made.content if isinstance(inline, Ruby))


@given(st.text(alphabet="银行长海", min_size=1, max_size=12))
@settings(max_examples=30)
def test_every_ideograph_of_chinese_has_its_own(given_text: str) -> None:
    (made,) = read_aloud(article_of(given_text)).blocks
    assert isinstance(made, Paragraph)
    assert "".join(each.base for each in made.content if isinstance(each, Ruby)) == given_text
    assert all(isinstance(each, Ruby) and len(each.base) == 1 for each in made.content)


def test_an_archive_with_readings_proves_itself(tmp_path: Path) -> None:
    options = Options(edition=EditionOptions(ruby="pinyin"), write=WriteOptions(pdf="archive"))
    publish(article_of("海水很好。"), tmp_path / "a.pdf", options=options)
    assert verify(tmp_path / "a.pdf").outcome == "identical"


# --- the page and the book -----------------------------------------------------------------------------------------


def test_lines_of_a_page_with_readings_stand_farther_apart() -> None:
    plain = PageDesign()
    assert plain.with_readings().leading == 22.0
    assert PageDesign(leading=30).with_readings().leading == 30
    assert PageDesign(in_columns={"leading": 17.0, "font-size": 9.5}).with_readings().set_in(2).leading == 22.0


def test_page_and_book_have_the_readings_and_their_text_is_whole(tmp_path: Path) -> None:
    article = article_of("装床双窗，是长长的装修。" * 3, headline="装修")
    chosen = Options(edition=EditionOptions(ruby="pinyin"))
    results = [publish(article, tmp_path / name, options=chosen) for name in ("a.epub", "a.pdf")]
    codes = {each.code for result in results for each in result.diagnostics}
    assert codes <= {"ruby-doubtful", "line-loose"}
    with ZipFile(tmp_path / "a.epub") as book:
        content = next(book.read(name).decode() for name in book.namelist() if name.endswith("c0001.xhtml"))
    assert '<ruby>装<rt class="latin">zhuāng</rt></ruby>' in content
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    said = pdf[0].get_textpage().get_text_bounded()
    assert "zhuāng" in said and said.count("床") == 3


def test_the_script_comes_before_the_readings() -> None:
    options = Options(edition=EditionOptions(script=("zh-Hant-TW",), ruby="pinyin"))
    made = transformed(article_of("头发"), options)
    assert made.blocks == (Paragraph((Ruby("頭", "tóu"), Ruby("髮", "fà"))),)


def test_the_command_line_knows_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.txt"
    source.write_text("海边\n\n海水很好。这是正文。\n", "utf-8")
    assert main(["convert", str(source), str(tmp_path / "a.json"), "--ruby", "pinyin", "-q"]) == 0
    made = read(tmp_path / "a.json")
    assert any(isinstance(node, Ruby) and node.text == "hǎi" for node, _ in nodes(made))
    assert main(["build", str(source), "--ruby", "zhuyin", "-o", f"{tmp_path}/"]) == 2
    assert "kana, pinyin" in capsys.readouterr().err


def test_a_japanese_sample_has_its_readings() -> None:
    article = read(ROOT / "data" / "samples" / "foghorn.txt")
    made = read_aloud(article)
    assert [plain_text(getattr(block, "content", ())) for block in made.blocks] == [
        plain_text(getattr(block, "content", ())) for block in article.blocks
    ]
    assert sum(isinstance(node, Ruby) for node, _ in nodes(made)) > 100
