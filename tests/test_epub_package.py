"""What is private in EbookLib 0.20 and used here, held against the pinned version."""

from __future__ import annotations

import io
import tomllib
import zipfile
from datetime import UTC, datetime
from importlib.metadata import version

import pytest
from conftest import ROOT
from ebooklib import epub

from publisher.writers.epub import package

pytestmark = pytest.mark.bad_book("what is packed here is no document, or lacks a navigation")

WHEN = datetime(2024, 5, 6, 7, 8, 10, tzinfo=UTC)


def packed(*items: package.Item, when: datetime = WHEN) -> zipfile.ZipFile:
    book = package.new_book("urn:uuid:0", "题 & <名>", "zh-Hans")
    for item in items:
        book.add_item(item)
    book.spine = [item for item in items if item.media_type == "application/xhtml+xml"]
    return zipfile.ZipFile(io.BytesIO(package.pack(book, when)))


def document(data: bytes = b"<html/>", name: str = "c0001.xhtml", uid: str = "c0001") -> package.Item:
    return package.Item(uid, name, "application/xhtml+xml", data)


def test_the_version_is_the_pinned_one() -> None:
    assert version("ebooklib") == package.PINNED
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert f"ebooklib=={package.PINNED}" in dependencies


@pytest.mark.parametrize("name", ["process", "_write_container", "_write_opf", "_write_opf_file", "_write_items"])
def test_the_private_parts_are_still_there(name: str) -> None:
    assert callable(getattr(epub.EpubWriter, name))


ODD_BYTES = [b"<html/>", b"", b"a\r\nb\xff\x00", "<html>开头 <b>甲</b><i>乙</i></html>".encode()]


@pytest.mark.parametrize("data", ODD_BYTES)
def test_bytes_pass_through_untouched(data: bytes) -> None:
    with packed(document(data)) as container:
        assert container.read("EPUB/c0001.xhtml") == data


def test_times_modes_and_order_are_fixed() -> None:
    with packed(document(), document(name="c0002.xhtml", uid="c0002")) as container:
        entries = container.infolist()
    assert {entry.date_time for entry in entries} == {(2024, 5, 6, 7, 8, 10)}
    assert {entry.external_attr for entry in entries} == {0o644 << 16}
    assert {entry.create_system for entry in entries} == {3}
    assert [entry.filename for entry in entries] == [
        "mimetype", "META-INF/container.xml", "EPUB/content.opf", "EPUB/c0001.xhtml", "EPUB/c0002.xhtml",
    ]  # fmt: skip


@pytest.mark.parametrize("when", [datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
def test_times_a_zip_does_not_know_are_the_nearest_it_does(when: datetime) -> None:
    with packed(document(), when=when) as container:
        assert 1980 <= container.infolist()[0].date_time[0] <= 2107


@pytest.mark.parametrize("name", ["../evil.xhtml", "/evil.xhtml", "a/../../evil.xhtml"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        packed(document(name=f"../{name}"))


def test_the_same_name_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="not a name"):
        packed(document(), document(uid="other"))


def test_no_generator_is_named() -> None:
    with packed(document()) as container:
        data = container.read("EPUB/content.opf").decode()
    assert "generator" not in data and "Ebook-lib" not in data
    assert "<dc:title>题 &amp; &lt;名&gt;</dc:title>" in data.replace(' id="title"', "")
    assert "2024-05-06T07:08:10Z" in data


def test_no_page_list_is_invented() -> None:
    data = b'<html xmlns:epub="http://www.idpf.org/2007/ops"><body><p epub:type="footnote" id="n1">x</p></body></html>'
    with packed(document(data)) as container:
        assert not any(b"page-list" in container.read(name) for name in container.namelist())
