"""`publisher convert A B`: every format that is read to every one that is written, and our JSON there and back unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from conftest import ROOT, SAMPLES, article_of, read, text, transformed
from hypothesis import given, settings
from hypothesis import strategies as st
from test_model import ARTICLES

from publisher import model
from publisher.__main__ import main
from publisher.commands.convert import format_of, relocated
from publisher.commands.targets import KINDS
from publisher.errors import UsageError
from publisher.model import Article, Figure, Paragraph
from publisher.options import Options, ReadOptions
from publisher.pipeline import lawful
from publisher.readers import READERS, read_bytes
from publisher.tree import plain_text
from publisher.writers import FORMATS, write

BODY = "渡口的灯一直亮到十点。老船工把缆绳收好，又看了一眼江面。"
MORE = (
    "第二天清早，雾还没有散，第一班船已经离岸了，船上坐着六个挑菜的人和一条狗。",
    "对岸的市场五点开门，摊主们把竹筐一只一只递上石阶，谁也不催谁，谁也不等谁。",
    "到了中午，江面上只剩下一条空船，老船工坐在船头补网，说风向要变了，晚上大概会有雨。",
)
FEATURE = "末班渡船\n\n" + "".join(f"　　{paragraph}\n" for paragraph in (BODY, *MORE))


class Done(NamedTuple):
    status: int
    out: str
    err: str


Call = Callable[..., Done]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder with a feature in it, messages in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "feature.txt").write_text(FEATURE, "utf-8")
    return tmp_path


@pytest.fixture
def call(desk: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    def run(*words: str) -> Done:
        capfd.readouterr()
        status = main(["convert", *words])
        return Done(status, *capfd.readouterr())

    return run


def codes(done: Done) -> list[str]:
    """The codes on standard error, in order."""
    return [line.split(": ")[1].split(" ")[1] for line in done.err.splitlines()]


# --- our JSON -------------------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(ARTICLES, st.sampled_from(["text", "json", "html"]), st.sampled_from(["utf-8", "gb18030", "shift_jis"]))
def test_reading_our_json_is_the_identity(article: Article, format: str, encoding: str) -> None:
    # What a reader gives: without characters that no output may hold.
    article = msgspec.structs.replace(lawful(article), format=format, encoding=encoding)
    once = read_bytes(write(article, "json")[0], "article.json")
    assert once == article
    assert read_bytes(write(once, "json")[0], "article.json") == once


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_the_same_after_json(source: Path) -> None:
    article = read(source)
    assert read_bytes(write(article, "json")[0], "article.json") == article


def test_json_is_for_people_too() -> None:
    data = write(article_of("正文。"), "json")[0].decode()
    assert data.splitlines()[:2] == ["{", '  "$schema": "urn:publisher:article:1",']
    assert data.endswith("}\n")
    assert "正文" in data


JSON_KINDS = [
    # a .json -> what it is
    ('{"$schema": "urn:publisher:article:1", "headline": [], "blocks": []}', "json"),
    ('{"headline": [], "blocks": [], "$schema": "urn:publisher:article:1"}', "json"),
    ('{"uri": "x:1", "headline": "末班渡船", "body_text": "渡口的灯一直亮到十点。"}', "ninjs"),
    (
        '{"$schema": "http://example.org/ninjs#", "uri": "x:1", "body_text": "渡口的灯一直亮到十点，最后一班船靠了岸。"}',
        "ninjs",
    ),
]


@pytest.mark.parametrize(("data", "kind"), JSON_KINDS)
def test_a_json_is_told_by_its_keys(data: str, kind: str) -> None:
    assert read_bytes(data.encode(), "a.json").format == kind


def test_another_json_names_both_keys() -> None:
    with pytest.raises(Exception) as caught:
        read_bytes(b'{"title": "x"}', "a.json")
    assert caught.value.code == "json-foreign"  # type: ignore[attr-defined]
    assert '"$schema"' in caught.value.message("en")  # type: ignore[attr-defined]
    assert '"uri"' in caught.value.message("en")  # type: ignore[attr-defined]


def test_the_encoding_of_a_json_file_is_its_own_where_it_names_none() -> None:
    data = write(article_of("正文。"), "json")[0].decode()
    assert read_bytes(b"\xff\xfe" + data.encode("utf-16-le"), "a.json").encoding == "utf-16le"


# --- every pair -----------------------------------------------------------------------------------------------------

READABLE = {suffix for row in READERS for suffix in row.suffixes}
TARGETS = [
    ("json", ".json"),
    ("ninjs", ".json"),
    ("markdown", ".md"),
    ("text", ".txt"),
    ("html", ".html"),
    ("epub", ".epub"),
]
SOURCES = ["canals.txt", "ferry.txt", "foghorn.txt", "saltern.txt", "order-slips.json", "rain-names.json"]


@pytest.mark.parametrize(("format", "suffix"), TARGETS, ids=[row[0] for row in TARGETS])
@pytest.mark.parametrize("source", SOURCES)
def test_a_sample_becomes_any_format(source: str, format: str, suffix: str, call: Call, desk: Path) -> None:
    target = f"out{suffix}"
    done = call(str(ROOT / "data" / "samples" / source), target, *(("--to", format) if suffix == ".json" else ()))
    assert (done.status, done.out) == (0, f"{target}\n")
    assert {line.split(": ")[1].split(" ")[0] for line in done.err.splitlines()} <= {"info", "warning"}
    if suffix in READABLE:
        again = read(desk / target)
        original = read(ROOT / "data" / "samples" / source)
        expected = transformed(original, Options()) if format in KINDS else original
        titles = [bare(plain_text(expected.headline))]
        if format == "text" and expected.language == "ja":
            titles.append(bare(plain_text(expected.kicker)))  # the remark says so
            assert "mark-up-flattened" in done.err or not expected.kicker
        assert bare(plain_text(again.headline)) in titles
        assert again.blocks


def bare(text: str) -> str:
    """Without white space: front matter and pages have one kind of it."""
    return "".join(text.split())


CHAINS = [(first, second) for first in TARGETS for second in TARGETS if first[1] in READABLE]


@pytest.mark.parametrize(("first", "second"), CHAINS, ids=[f"{a[0]}-{b[0]}" for a, b in CHAINS])
def test_what_was_converted_converts_again(
    first: tuple[str, str], second: tuple[str, str], call: Call, desk: Path
) -> None:
    for source, (format, suffix), target in (("feature.txt", first, "first"), (f"first{first[1]}", second, "second")):
        done = call(source, f"{target}{suffix}", *(("--to", format) if suffix == ".json" else ()))
        assert (done.status, done.err) == (0, "")
    if second[1] in READABLE:
        again = read(desk / f"second{second[1]}")
        assert plain_text(again.headline) == "末班渡船"
        assert next(plain_text(block.content) for block in again.blocks if isinstance(block, Paragraph)) == BODY


def test_the_text_is_converted_as_it_was_read(call: Call, desk: Path) -> None:
    (desk / "half.txt").write_text("末班渡船\n\n　　船来了,灯亮了;没有人说话...大家都看着江面。\n", "utf-8")
    for target in ("half.json", "half.md"):
        assert call("half.txt", target).status == 0
        assert "船来了,灯亮了;没有人说话...大家" in (desk / target).read_text("utf-8")


# --- the command ----------------------------------------------------------------------------------------------------

NAMES = [
    # target, --to -> format
    ("a.json", None, "json"), ("a.json", "json", "json"), ("a.json", "ninjs", "ninjs"), ("a.JSON", None, "json"),
    ("a.md", None, "markdown"), ("a.markdown", None, "markdown"), ("a.txt", None, "text"), ("a.text", None, "text"),
    ("a.epub", None, "epub"), ("a.pdf", None, "pdf"), ("a.html", None, "html"), ("a.md", "markdown", "markdown"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "wanted", "format"), NAMES)
def test_the_name_says_the_format(target: str, wanted: str | None, format: str) -> None:
    assert format_of(Path(target), wanted) == format


MISFITS = [
    # target, --to -> error, what it names
    ("a.docx", None, "convert-suffix", ".json, .md, .txt, .epub, .pdf, .html"),
    ("a", None, "convert-suffix", ".json"),
    (".json", None, "convert-suffix", ".json"),
    ("a.md", "ninjs", "convert-to", "markdown"),
    ("a.json", "epub", "convert-to", "json, ninjs"),
]


@pytest.mark.parametrize(("target", "wanted", "code", "named"), MISFITS)
def test_a_name_that_fits_nothing_is_refused(target: str, wanted: str | None, code: str, named: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(Path(target), wanted)
    assert caught.value.code == code
    assert named in caught.value.message("en")
    assert named in caught.value.message("zh")


FAULTS = [
    # words -> status, code
    (("feature.txt", "feature.docx"), 2, "convert-suffix"),
    (("feature.txt", "feature.md", "--to", "ninjs"), 2, "convert-to"),
    (("feature.txt", "feature.txt"), 2, "convert-same"),
    (("feature.txt", "./feature.txt"), 2, "convert-same"),
    (("feature.txt",), 2, "argument-missing"),
    (("feature.txt", "a.md", "b.md"), 2, "argument-surplus"),
    (("missing.txt", "a.md"), 3, "source-missing"),
    (("feature.txt", "a.md", "--encoding", "iso-2022-jp"), 3, "encoding-wrong"),
    (("feature.txt", "a.md", "--encoding", "klingon"), 2, "encoding-unknown"),
    (("feature.txt", "a.md", "--max-size", "10"), 6, "source-too-large"),
    (("feature.txt", "nowhere/a.md"), 4, "no-folder"),
    (("feature.txt", "there.md", "--no-clobber"), 4, "exists"),
]


@pytest.mark.parametrize(("words", "status", "code"), FAULTS, ids=[" ".join(row[0]) for row in FAULTS])
def test_what_cannot_be_is_said(words: tuple[str, ...], status: int, code: str, call: Call, desk: Path) -> None:
    (desk / "there.md").write_text("old", "utf-8")
    done = call(*words)
    assert (done.status, codes(done)[-1:]) == (status, [code])
    assert done.out == ""
    assert (desk / "there.md").read_text("utf-8") == "old"
    assert (desk / "feature.txt").read_text("utf-8") == FEATURE


@pytest.mark.parametrize(("format", "suffix"), TARGETS[:4], ids=[row[0] for row in TARGETS[:4]])
def test_blocks_nested_too_deeply_are_a_limit(format: str, suffix: str, call: Call, desk: Path) -> None:
    opening, closing = '{"type": "quote", "blocks": [', "]}"
    for depth in (100, 240, 900):
        blocks = f'{opening * depth}{{"type": "separator"}}{closing * depth}'
        (desk / "deep.json").write_text(
            f'{{"$schema": "urn:publisher:article:1", "headline": [], "blocks": [{blocks}]}}'
        )
        done = call("deep.json", f"out{suffix}", *(("--to", format) if suffix == ".json" else ()))
        assert (done.status, codes(done)[-1:]) in [(0, []), (3, ["json-nesting"]), (6, ["blocks-nesting"])]
    assert done.status


def test_standard_input(call: Call, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (desk / "feature.txt").open("rb") as stream, monkeypatch.context() as patched:
        patched.setattr("sys.stdin", type("Stdin", (), {"buffer": stream})())
        assert call("-", "feature.md").status == 0
    assert BODY in (desk / "feature.md").read_text("utf-8")


def test_strict_stops_at_a_warning(call: Call, desk: Path) -> None:
    (desk / "bare.txt").write_text(f"　　{BODY}\n", "utf-8")
    done = call("bare.txt", "bare.md", "--strict")
    assert (done.status, codes(done)) == (3, ["no-title", "strict"])
    assert not (desk / "bare.md").exists()
    assert call("bare.txt", "bare.md").status == 0


def test_the_language_and_the_encoding_may_be_given(call: Call, desk: Path) -> None:
    (desk / "gb.txt").write_bytes(FEATURE.encode("gb18030"))
    assert call("gb.txt", "gb.json", "--encoding", "gb18030", "--lang", "zh-Hant-HK").status == 0
    article = read(desk / "gb.json")
    assert (article.language, article.encoding, article.format) == ("zh-Hant-HK", "gb18030", "text")


def test_json_for_programs(call: Call) -> None:
    made = json.loads(call("feature.txt", "a.md", "--json").out)
    assert (made["file"], made["outputs"][0]["path"], made["diagnostics"]) == ("feature.txt", "a.md", [])
    assert len(made["outputs"][0]["sha256"]) == 64
    failed = json.loads(call("missing.txt", "a.md", "--json").out)
    assert (failed["outputs"], failed["error"]["code"]) == ([], "source-missing")


def test_quiet_says_nothing(call: Call) -> None:
    assert call("feature.txt", "a.md", "-q") == Done(0, "", "")


def test_the_same_input_gives_the_same_bytes(call: Call, desk: Path) -> None:
    for format, suffix in TARGETS:
        made = []
        for name in ("one", "two"):
            assert call("feature.txt", f"{name}{suffix}", *(("--to", format) if suffix == ".json" else ())).status == 0
            made.append((desk / f"{name}{suffix}").read_bytes())
        assert made[0] == made[1], format


# --- images ---------------------------------------------------------------------------------------------------------

PATHS = [
    # src, target's folder -> src there
    ("pier.jpg", "in", "pier.jpg"),
    ("images/pier.jpg", "in", "images/pier.jpg"),
    ("pier.jpg", ".", "in/pier.jpg"),
    ("images/../pier.jpg", ".", "in/pier.jpg"),
    ("pier.jpg", "out", "../in/pier.jpg"),
    ("https://example.org/pier.jpg", "out", "https://example.org/pier.jpg"),
    ("data:image/png;base64,AAAA", "out", "data:image/png;base64,AAAA"),
    ("/srv/pier.jpg", "out", "/srv/pier.jpg"),
    ("", "out", ""),
]


@pytest.mark.parametrize(("src", "folder", "expected"), PATHS)
def test_paths_of_images_still_point_at_them(src: str, folder: str, expected: str, desk: Path) -> None:
    image = model.InlineImage(src, "印")
    article = article_of(Figure(src=src), Paragraph(content=(*text("甲"), model.Note((Paragraph(content=(image,)),)))))
    moved, outside = relocated(article, Path("in"), Path(folder))
    note = moved.blocks[1].content[1].blocks[0].content[0]  # type: ignore[union-attr]
    assert (moved.blocks[0].src, note.src) == (expected, expected)  # type: ignore[union-attr]
    assert outside == expected.startswith("../")


def test_images_out_of_reach_are_told(call: Call, desk: Path) -> None:
    (desk / "in").mkdir()
    (desk / "out").mkdir()
    (desk / "in" / "a.json").write_bytes(write(article_of(Figure(src="pier.jpg"), BODY), "json")[0])
    done = call("in/a.json", "out/a.md")
    assert (done.status, codes(done)) == (0, ["images-elsewhere"])
    assert "](../in/pier.jpg)" in (desk / "out" / "a.md").read_text("utf-8")


# --- the tables -----------------------------------------------------------------------------------------------------


def test_every_format_has_its_suffix_and_its_writer() -> None:
    assert [row.name for row in FORMATS] == ["json", "ninjs", "markdown", "text"]
    for row in FORMATS:
        assert all(suffix.startswith(".") for suffix in row.suffixes)
        assert write(article_of("正文。"), row.name)[0]


def test_reading_takes_the_options() -> None:
    data = write(article_of("正文。"), "json")[0]
    assert read_bytes(data, "a.json", ReadOptions(lang="ja")).language == "ja"
