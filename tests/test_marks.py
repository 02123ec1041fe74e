"""Marks in outputs: found again without the file being read as what it is, and no fault to any who judge the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SAMPLES, publish_all, read
from validators import syntax_remarks, verapdf

from publisher.check import check
from publisher.options import Options, PDFProfile, WriteOptions
from publisher.provenance.marks import Mark, Needed, mark_at, parsed, written
from publisher.provenance.origin import Origin, SourceFile
from publisher.provenance.verify import verify

SAMPLE = next(path for path in SAMPLES if path.name == "canals.txt")
MARK = Mark(
    '2024/渡口 (上)\\<a>&"b".txt', "2024/渡口", "1" * 64, "2" * 64, ("2024/渡口.epub",), (Needed("图.png", "3" * 64),)
)


def made(folder: Path, kind: str, write: WriteOptions) -> Path:
    path = folder / f"out.{kind}"
    origin = Origin(SourceFile(SAMPLE.name, SAMPLE.read_bytes()), None, written(MARK))
    publish_all(read(SAMPLE), [path], Options(write=write), base=SAMPLE.parent, worker=None, origin=origin)
    return path


def profile(pdf: PDFProfile) -> WriteOptions:
    return WriteOptions(pdf=pdf, cover="text")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marked")


@pytest.mark.parametrize("kind", ["epub", "html"])
def test_a_mark_is_read_back(kind: str, folder: Path) -> None:
    assert mark_at(made(folder, kind, profile("screen"))) == MARK


@pytest.mark.parametrize("pdf", ["screen", "archive", "print"])
def test_a_mark_in_a_pdf_breaks_no_standard(pdf: PDFProfile, folder: Path) -> None:
    path = made(folder, "pdf", profile(pdf))
    assert mark_at(path) == MARK
    assert syntax_remarks(path) == []
    marked = check(path, profile=pdf)
    publish_all(read(SAMPLE), [path], Options(write=profile(pdf)), base=SAMPLE.parent, worker=None)
    plain = check(path, profile=pdf)
    assert mark_at(path) is None
    assert [(row.name, row.verdict) for row in marked.rows] == [(row.name, row.verdict) for row in plain.rows]


def test_a_marked_archive_conforms(folder: Path) -> None:
    path = made(folder, "pdf", profile("archive"))
    for flavour in ("3a", "ua1"):
        assert verapdf([path], flavour)[path] == []


def test_a_marked_book_is_a_sound_book(folder: Path) -> None:
    """EPUBCheck sees it too, with every other book that the tests make (`every_book`)."""
    assert check(made(folder, "epub", profile("screen"))).passed


@pytest.mark.parametrize(
    ("kind", "write"),
    [("pdf", profile("archive")), ("epub", WriteOptions(cover="text", carry_source=True))],
    ids=["archive", "book"],
)
def test_a_marked_file_proves_itself(kind: str, write: WriteOptions, folder: Path) -> None:
    assert verify(made(folder, kind, write)).outcome == "identical"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04 cut",
        b"<html>",
        written(MARK).encode(),
        b"%PDF /CJKPublisherMark>>\nstream\n{}\nendstream",
    ],
)
def test_files_without_a_mark(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "some.file"
    path.write_bytes(data)
    assert mark_at(path) is None
    assert mark_at(tmp_path / "absent") is None


@pytest.mark.parametrize(
    "line", ["", "{}", "[1]", "{", '{"name": 1}', written(MARK).replace('"format":1', '"format":2')]
)
def test_what_is_no_mark(line: str) -> None:
    assert parsed(line) is None


def test_a_mark_is_a_line_of_ascii_whatever_a_file_is_called() -> None:
    strange = Mark("a\udcff\n<>&\"'.txt", "s", "r", "k")
    assert written(strange).isascii()
    assert written(strange).isprintable()
    assert parsed(written(strange)) == strange
