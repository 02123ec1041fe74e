"""What the package offers: small, listed, typed; and what each function promises."""

from __future__ import annotations

import hashlib
import inspect
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES, article_of, publish, publish_all, read

import publisher
from publisher import errors
from publisher.errors import OutputError, PublisherError, UsageError
from publisher.model import Article
from publisher.options import Options, ReadOptions, WriteOptions

SURFACE = {
    "Article", "Diagnostic", "Options", "PublisherError", "ReadOptions", "RenderOptions", "Report", "Result",
    "TransformOptions", "WriteOptions", "__version__", "check", "publish", "publish_all", "read",
}  # fmt: skip


def test_the_surface_is_what_is_listed() -> None:
    assert set(publisher.__all__) == SURFACE == set(dir(publisher))
    assert [name for name in publisher.__all__ if not hasattr(publisher, name)] == []


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "publisher" / "py.typed").is_file()


def test_the_version_is_one() -> None:
    assert publisher.__version__.count(".") == 2
    assert "version" in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dynamic"]


@pytest.mark.parametrize("function", [read, publish, publish_all, publisher.check])
def test_public_functions_are_typed_and_tell_what_they_raise(function: object) -> None:
    assert callable(function)
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(each.annotation is not inspect.Parameter.empty for each in signature.parameters.values())
    assert "Raises" in (inspect.getdoc(function) or "")


STATUSES = {
    "PublisherError": 7,
    "UsageError": 2,
    "InputError": 3,
    "OutputError": 4,
    "GlyphError": 5,
    "LimitError": 6,
    "EngineError": 7,
}


def test_errors_and_their_exit_statuses() -> None:
    kinds = {
        name: kind.status
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, PublisherError)
    }
    assert kinds == STATUSES


def test_read_takes_a_path_a_name_or_the_text_itself() -> None:
    path = SAMPLES[0]
    by_path, by_name, by_text = read(path), read(str(path)), read(path.read_bytes())
    assert isinstance(by_path, Article)
    assert by_path == by_name
    assert by_path.blocks == by_text.blocks


def test_read_takes_options() -> None:
    assert (
        read("题目\n\n正文在这里，一句话。\n".encode("gb18030"), options=ReadOptions(encoding="gb18030")).encoding
        == "gb18030"
    )


def test_publish_tells_where_what_and_what_was_remarked(tmp_path: Path) -> None:
    result = publish(article_of("正文。"), tmp_path / "a.epub")
    assert result.path == tmp_path / "a.epub"
    assert result.sha256 == hashlib.sha256(result.path.read_bytes()).hexdigest()
    assert result.diagnostics == ()


def test_publish_takes_a_file_and_finds_its_pictures(tmp_path: Path) -> None:
    source = next(path for path in SAMPLES if path.name == "river-ledger.json")
    result = publish(source, tmp_path / "a.pdf")
    assert [said.code for said in result.diagnostics if said.severity != "info"] == []


@pytest.mark.parametrize("kind", ["epub", "pdf", "html"])
@pytest.mark.parametrize("suffix", ["{}", "{}.upper"])
def test_the_suffix_says_what_is_made(kind: str, suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"a.{kind.upper() if 'upper' in suffix else kind}"
    start = publish(article_of("正文。"), target).path.read_bytes()[:15].lower()
    assert start.startswith({"epub": b"pk\3\4", "pdf": b"%pdf-1.7", "html": b"<!doctype html>"}[kind])


@pytest.mark.parametrize("name", ["a.docx", "a", "a.", ".epub", "a.epub.txt"])
def test_an_unknown_suffix_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        publish(article_of("正文。"), tmp_path / name)
    assert caught.value.code == "target-unknown"


def test_nothing_is_written_before_all_is_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        publish_all(article_of("正文。"), [tmp_path / "a.epub", tmp_path / "a.odt"], Options())
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_is_replaced_or_left_as_asked(tmp_path: Path) -> None:
    target = tmp_path / "a.epub"
    target.write_text("old")
    with pytest.raises(OutputError) as caught:
        publish(article_of("正文。"), target, options=Options(write=WriteOptions(no_clobber=True)))
    assert caught.value.code == "exists"
    assert target.read_text() == "old"
    publish(article_of("正文。"), target)
    assert target.read_bytes()[:2] == b"PK"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_prints_its_place_and_sentence() -> None:
    error = UsageError("trim-too-small", file="a.txt", line=3, trim="a9")
    assert str(error) == "a.txt:3: trim-too-small: The page a9 is too small for this theme's type."
    assert "开本" in error.message("zh")
