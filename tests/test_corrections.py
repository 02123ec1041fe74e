"""An editor corrects a reading in a sidecar: what can be said, what it does, and what is said of it where it cannot hold."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import config
from publisher.__main__ import main
from publisher.errors import PublisherError, UsageError
from publisher.model import Article, Figure, Heading, LeftOut, Paragraph, Quote, Verse
from publisher.readers import read_file
from publisher.sidecar import sidecar
from publisher.tree import plain_text

FEATURE = """\
引水入村
本报记者　岑望舒

　　山坳里的人家过去靠天吃水，逢旱年要走三里路，挑两桶水回来得歇上七八回。
　　去年冬天，一条管子从水库接到了村口，接通那天，全村的人都站在水池边上。
老井还在
　　老井没有填，井台上的石栏换了新的，夏天有人坐在那里乘凉，说起从前的事。
　　谁家的孩子考上了学，谁家的房子翻了新，都在井台边上先说一遍，再传出去。
　　水来了
　　人回来了
　　井边的树又绿了，树下添了两条长凳，一条朝东一条朝西，坐的人各说各的话。
"""


@pytest.fixture
def corrected(tmp_path: Path) -> Callable[[str], Article]:
    """Reads the feature with a sidecar of the given text beside it, as the command line does."""

    def read(text: str) -> Article:
        source = tmp_path / "feature.txt"
        source.write_text(FEATURE, "utf-8")
        (tmp_path / "feature.publisher.toml").write_text(text, "utf-8")
        options = config.resolve(source, config.command_line({})).options.read
        return read_file(source, options)

    return read


def roles(article: Article) -> dict[int, str]:
    return {entry.lines[0]: entry.role for entry in article.reading}


def codes(article: Article) -> set[str]:
    return {remark.code for remark in article.diagnostics}


# --- what a line is


@pytest.mark.parametrize(
    "key", ['line 8 = "heading"', 'line.8 = "heading"', '"line"."8" = "heading"', "[line]\n8 = 'heading'"]
)
def test_a_line_is_named_as_people_write_it_or_as_toml_has_it(corrected: Callable[[str], Article], key: str) -> None:
    assert roles(corrected(key))[8] == "heading"


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("heading", "heading"), ("heading 2", "heading"), ("paragraph", "paragraph"), ("lead", "paragraph"),
        ("question", "paragraph"), ("quote", "quote"), ("verse", "verse"), ("caption", "caption"), ("credit", "credit"),
        ("signature", "credit"), ("list_item", "list_item"), ("list item", "list_item"), ("separator", "separator"),
        ("byline", "byline"), ("date", "date"), ("source", "source"), ("skip", "boilerplate"), ("Heading", "heading"),
    ],
)  # fmt: skip
def test_a_line_becomes_what_the_editor_says(corrected: Callable[[str], Article], word: str, role: str) -> None:
    article = corrected(f'line 8 = "{word}"')
    entry = next(entry for entry in article.reading if entry.lines[0] == 8)
    assert (entry.role, entry.rule, entry.confidence) == (role, "corrected", 1.0)


def test_a_heading_is_one_of_those_beside_it_or_as_deep_as_is_said(corrected: Callable[[str], Article]) -> None:
    def levels(text: str) -> list[tuple[str, int]]:
        return [
            (plain_text(each.content)[:3], each.level) for each in corrected(text).blocks if isinstance(each, Heading)
        ]

    assert levels('line 9 = "heading"')[1] == ("水来了", 1)
    assert levels('line 9 = "heading 2"')[1] == ("水来了", 2)
    assert levels('line 9 = "heading 2"')[0] == levels("")[0]


def test_a_heading_that_was_none_becomes_a_paragraph(corrected: Callable[[str], Article]) -> None:
    assert roles(corrected(""))[6] == "heading"
    assert roles(corrected('line 6 = "paragraph"'))[6] == "paragraph"


def test_several_lines_are_one_paragraph_or_quotation(corrected: Callable[[str], Article]) -> None:
    article = corrected('line 7-8 = "quote"')
    quote = next(block for block in article.blocks if isinstance(block, Quote))
    assert quote.lines == (7, 8)
    assert len(quote.blocks) == 1
    assert plain_text(quote.blocks[0].content).count("。") == 2  # type: ignore[union-attr]


def test_several_lines_of_verse_stay_lines(corrected: Callable[[str], Article]) -> None:
    verse = next(block for block in corrected('line 9-10 = "verse"').blocks if isinstance(block, Verse))
    assert [[plain_text(line) for line in stanza] for stanza in verse.stanzas] == [["水来了", "人回来了"]]


def test_a_headline_and_a_kicker_are_told_by_their_lines(corrected: Callable[[str], Article]) -> None:
    article = corrected('line 1 = "kicker"\nline 2 = "headline"')
    assert (article.printed.kicker, article.printed.headline) == ("引水入村", "本报记者　岑望舒")


# --- fields, lines left out, figures


@pytest.mark.parametrize("field", ["kicker", "headline", "deck", "byline", "dateline", "date", "source"])
def test_a_field_is_what_the_editor_says(corrected: Callable[[str], Article], field: str) -> None:
    value = {"date": "2019年5月6日", "byline": "本报记者 戚砚秋"}.get(field, "井台夜话")
    article = corrected(f'{field} = "{value}"')
    assert getattr(article.printed, field) == value
    if field == "byline":
        assert [(by.name, by.role) for by in article.bylines] == [("戚砚秋", "reporter")]
    if field == "date":
        assert article.date == "2019-05-06"
    # No line of the text is lost for it, and none becomes something else.
    assert roles(article) == roles(corrected(""))


@pytest.mark.parametrize("skip", ['"7-8"', '"8, 7"', '["7-8"]', "[7, 8]", '["8-7"]'])
def test_lines_are_left_out_and_kept_in_the_model(corrected: Callable[[str], Article], skip: str) -> None:
    article = corrected(f"skip = {skip}")
    left_out = [block for block in article.blocks if isinstance(block, LeftOut)]
    assert [block.lines for block in left_out] == [(7, 7), (8, 8)]
    assert "老井没有填" in left_out[0].text
    assert [remark.line for remark in article.diagnostics if remark.code == "skipped"] == [7, 8]


def test_a_figure_stands_after_the_piece_that_holds_its_line(corrected: Callable[[str], Article]) -> None:
    article = corrected('[[figure]]\nafter_line = 4\nsrc = "well.jpg"\ncaption = "老井"\ncredit = "岑望舒 摄"')
    at = next(place for place, block in enumerate(article.blocks) if isinstance(block, Figure))
    figure, before = article.blocks[at], article.blocks[at - 1]
    assert isinstance(figure, Figure) and isinstance(before, Paragraph)
    assert (figure.src, plain_text(figure.caption), plain_text(figure.credit), figure.alt) == (
        "well.jpg", "老井", "岑望舒 摄", "老井",
    )  # fmt: skip
    assert before.lines == (4, 4)
    # It is no line of the source: the evidence is as before.
    assert article.reading == corrected("").reading


def test_a_figure_after_line_nought_stands_above_the_text(corrected: Callable[[str], Article]) -> None:
    article = corrected('[[figure]]\nafter_line = 0\nsrc = "well.jpg"')
    assert isinstance(article.blocks[0], Figure)
    assert article.printed.headline == "引水入村"


def test_options_may_stand_beside_corrections(corrected: Callable[[str], Article]) -> None:
    assert corrected('lang = "zh-Hant-TW"\nline 6 = "paragraph"').language == "zh-Hant-TW"


# --- what cannot hold


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('line 99 = "heading"', "correction-no-line"),
        ('line 3 = "heading"', "correction-no-line"),  # blank
        ('skip = "40-44"', "correction-no-line"),
        ('[[figure]]\nafter_line = 99\nsrc = "a.jpg"', "correction-no-line"),
        ('line 7-8 = "quote"\nline 8 = "heading"', "correction-twice"),
        ('line 8 = "heading"\nskip = 8', "correction-twice"),
    ],
)
def test_a_correction_that_contradicts_the_text_is_a_warning(
    corrected: Callable[[str], Article], text: str, code: str
) -> None:
    remark = next(remark for remark in corrected(text).diagnostics if remark.code == code)
    assert remark.severity == "warning"
    assert "feature.publisher.toml" in remark.message
    assert remark.line


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('\nline 8 = "heding"', "correction-role", 2),
        ("line 8 = 3", "correction-role", 1),
        ('line x = "heading"', "config-syntax", 1),
        ('line.x = "heading"', "correction-span", 1),
        ('line = "heading"', "correction-lines", 1),
        ('trim = "a5"\nskip = "all"', "correction-span", 2),
        ("headline = 3", "correction-text", 1),
        ('headline = ""', "correction-text", 1),
        ('figure = "a.jpg"', "correction-figure", 1),
        ('\n[[figure]]\nsrc = "a.jpg"', "correction-figure", 2),
        ('[[figure]]\nafter_line = 3\nsrc = "a.jpg"\nalign = "left"', "correction-figure", 1),
        ('[[figure]]\nafter_line = -3\nsrc = "a.jpg"', "correction-figure", 1),
        ('bylin = "x"', "key-unknown", 1),
    ],
)
def test_a_correction_that_means_nothing_is_an_error_with_file_and_line(
    corrected: Callable[[str], Article], text: str, code: str, line: int
) -> None:
    with pytest.raises(UsageError) as caught:
        corrected(text)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert str(caught.value.file).endswith("feature.publisher.toml")


def test_the_nearest_word_is_named(corrected: Callable[[str], Article]) -> None:
    with pytest.raises(PublisherError, match="The nearest word is heading"):
        corrected('line 8 = "heding"')
    with pytest.raises(PublisherError, match="byline"):
        corrected('bylin = "x"')


def test_publisher_toml_corrects_no_reading(tmp_path: Path) -> None:
    """It is for many articles; a line's number belongs to one."""
    (tmp_path / "publisher.toml").write_text('skip = "4"', "utf-8")
    with pytest.raises(UsageError) as caught:
        config.resolve(tmp_path / "feature.txt", config.command_line({}))
    assert caught.value.code == "key-unknown"


# --- a sidecar to start from


def test_a_sidecar_to_start_from_changes_nothing_until_it_is_edited(corrected: Callable[[str], Article]) -> None:
    before = corrected("")
    assert corrected(sidecar(before, "feature.txt")) == before


def test_each_line_of_it_holds_once_its_mark_is_taken_away(corrected: Callable[[str], Article]) -> None:
    before = corrected("")
    lines = [line.removeprefix("# ") for line in sidecar(before, "feature.txt").splitlines() if line.startswith("# ")]
    fields = [line for line in lines if line.startswith(("headline =", "byline ="))]
    assert len(fields) == 2
    assert corrected("\n".join(fields)).printed == before.printed


def test_inspect_writes_it_beside_the_source_and_never_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "feature.txt"
    source.write_text(FEATURE, "utf-8")
    assert main(["inspect", "--write-sidecar", str(source)]) == 0
    written = tmp_path / "feature.publisher.toml"
    assert capsys.readouterr().out.split() == [str(written)]
    assert '# headline = "引水入村"' in written.read_text("utf-8")
    written.write_text('headline = "x"', "utf-8")
    assert main(["inspect", "--write-sidecar", str(source)]) == 4
    assert "sidecar-exists" in capsys.readouterr().err
    assert written.read_text("utf-8") == 'headline = "x"'


def test_pasted_text_has_no_place_for_one(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FEATURE.encode())))
    assert main(["inspect", "--write-sidecar", "-"]) == 2
    assert "sidecar-stdin" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="a terminal of our own is needed")
def test_on_a_terminal_a_doubtful_line_is_seen_at_once(tmp_path: Path) -> None:
    """A real terminal: roles have colours, and what the reader is not sure of stands in reverse."""
    source = tmp_path / "feature.txt"
    source.write_text(FEATURE.replace("本报记者　岑望舒", "周望舒"), "utf-8")
    article = read_file(source)
    doubtful = {entry.lines[0] for entry in article.reading if entry.confidence < 0.75}
    assert doubtful
    try:
        ours, theirs = os.openpty()
    except OSError:
        pytest.skip("there is no terminal to be had here")
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "", "COLUMNS": "100"}
    with subprocess.Popen(
        [sys.executable, "-m", "publisher", "inspect", str(source)], stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: _piece(ours), b"")).decode()
    os.close(ours)
    assert process.returncode == 0
    rows = {int(match[2]): match[1].split(";") for match in re.finditer(r"\x1b\[([\d;]+)m(\d+) +\S", shown)}
    reverse = {line for line, codes in rows.items() if "7" in codes}
    assert reverse == doubtful
    assert rows[1] == ["1", "35"]  # the headline


def _piece(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side has gone
        return b""
