"""`publisher check` on EPUBs: each row has a fault put into a good book, EPUBCheck is asked for its opinion, and nothing crashes."""

from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from books_with_faults import (
    NAV,
    NCX,
    OPF,
    STYLE,
    TEXT,
    Edit,
    Files,
    after_paragraph,
    drop,
    epub_2,
    files_of,
    pack,
    picture,
    plain_ebooklib,
    put,
    raw,
    replace,
    several,
)  # fmt: skip
from conftest import ROOT, SAMPLES, Published, article_of, publish
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from validators import epubcheck

from publisher.__main__ import main
from publisher.check import check, validators
from publisher.check.epub.text import pieces_of
from publisher.check.report import Report, Row
from publisher.errors import InputError, LimitError, PublisherError
from publisher.messages.books import BOOK_ROWS, BOOK_RULES
from publisher.model import Note, Paragraph, Ruby, Text
from publisher.options import Options, RenderOptions, WriteOptions

CARRYING = Options(write=WriteOptions(carry_source=True, cover="text"))
PICTURE = "EPUB/images/i0002.png"
FONT = "EPUB/fonts/song-400.otf"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own rows; EPUBCheck is asked about all books in one process, and not by `check`."""
    for name in ("epubcheck", "ace"):
        monkeypatch.setattr(validators, name, lambda path, name=name: Row(name, "skipped"))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The entries of a book with pictures, notes, readings and its own proof."""
    target = tmp_path_factory.mktemp("good") / "a.epub"
    publish(ROOT / "data" / "samples" / "river-ledger.json", target, options=CARRYING)
    return files_of(target)


def failed(report: Report) -> dict[str, list[str]]:
    """The rows that failed, with the rules that are broken."""
    return {row.name: [place.rule for place in row.places] for row in report.rows if row.verdict == "failed"}


# --- what is good --------------------------------------------------------------------------------------------------


def test_every_sample_passes_every_row(sample: Published, tmp_path: Path) -> None:
    assert failed(check(pack(files_of(sample.epub), tmp_path / "a.epub"))) == {}


def test_every_sample_says_all_that_the_article_it_carries_says(tmp_path: Path) -> None:
    for source in SAMPLES:
        row = check(publish(source, tmp_path / "a.epub", options=CARRYING).path).row("epub-text")
        assert (row.verdict, row.places) == ("passed", ()), source.name
        assert int(row.values["runs"]) > 5, source.name


def test_a_vertical_book_passes_too(tmp_path: Path) -> None:
    chosen = Options(render=RenderOptions(writing_mode="vertical"), write=CARRYING.write)
    report = check(publish(SAMPLES[0], tmp_path / "a.epub", options=chosen).path)
    assert failed(report) == {}
    assert (report.vertical, report.row("epub-direction").value) == (True, "vertical, to the left")


def test_a_report_tells_language_and_direction(good: Files, tmp_path: Path) -> None:
    report = check(pack(good, tmp_path / "a.epub"))
    assert (report.kind, report.language, report.vertical, report.pages) == ("epub", "zh-Hans", False, 0)
    assert [row.name for row in report.rows] == [*BOOK_ROWS, "epubcheck", "ace"]
    assert report.row("epub-direction").value == "horizontal, to the right"


# --- one fault at a time -------------------------------------------------------------------------------------------


class Case(NamedTuple):
    """A fault: how to make it, the row and the rule that tell of it, where, and what EPUBCheck calls it (None: it says nothing)."""

    edit: Edit
    row: str
    rule: str
    place: str
    epubcheck: str | None
    also: tuple[str, ...] = ()
    """Other rules that must be broken with it."""


LONG = "EPUB/" + "n" * 256 + ".css"
NOTE_BACK = 'role="doc-backlink"'
BIG = (7000, 7000)


def _rename(old: str, new: str) -> Edit:
    def edit(files: Files) -> None:
        entries = [(new if name == old else name, data) for name, data in files.items()]
        files.clear()
        files.update(entries)

    return several(edit, replace(OPF, old.removeprefix("EPUB/"), new.removeprefix("EPUB/")))


def _cut(name: str, share: float) -> Edit:
    def edit(files: Files) -> None:
        files[name] = files[name][: int(len(files[name]) * share)]

    return edit


CASES: dict[str, Case] = {
    # --- names
    "a name too long": Case(put(LONG, b"p {}", "text/css"), "epub-names", "name-long", LONG, None),
    "a forbidden character": Case(
        put("EPUB/a?.css", b""),
        "epub-names", "name-forbidden", "EPUB/a?.css", "PKG-009", ("item-unlisted",),
    ),
    "a name of private use": Case(
        put("EPUB/\ue001.css", b"", "text/css"),
        "epub-names", "name-private", "EPUB/\ue001.css", "PKG-009",
    ),
    "a name that is none": Case(
        put("EPUB/\ufdd0.css", b"", "text/css"),
        "epub-names", "name-private", "EPUB/\ufdd0.css", "PKG-009", ("control",),
    ),
    "a full stop at the end": Case(put("EPUB/a.", b""), "epub-names", "name-dot", "EPUB/a.", "PKG-011", ("item-unlisted",)),
    "a space": Case(put("EPUB/a b.css", b""), "epub-names", "name-space", "EPUB/a b.css", "PKG-010", ("item-unlisted",)),
    "another case": Case(put("EPUB/Style.css", b"", "text/css"), "epub-names", "name-alike", "EPUB/Style.css", "OPF-060"),
    "another normal form": Case(
        several(put("EPUB/\u00e9.css", b"", "text/css"), put("EPUB/e\u0301.css", b"", "text/css")), "epub-names", "name-alike",
        "EPUB/e\u0301.css", "OPF-060",
    ),
    "a way out": Case(put("EPUB/../../evil.css", b""), "epub-names", "name-outside", "EPUB/../../evil.css", None, ("item-unlisted",)),
    # --- container
    "a mimetype that says more": Case(
        put("mimetype", b"application/epub+zip\n"),
        "epub-container", "mimetype-content", "mimetype", "PKG-007",
    ),
    "no mimetype": Case(drop("mimetype"), "epub-container", "mimetype-first", "META-INF/container.xml", "PKG-006"),
    "a container that leads nowhere": Case(
        replace("META-INF/container.xml", "content.opf", "other.opf"), "epub-container", "container-file",
        "META-INF/container.xml", "OPF-002",
    ),
    "an encrypted document": Case(
        put("META-INF/encryption.xml", (
            b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
            b'<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><enc:CipherData>'
            b'<enc:CipherReference URI="EPUB/c0001.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>'
        )), "epub-container", "encrypted", "EPUB/c0001.xhtml", "RSC-004",
    ),
    # --- encoding and XML
    "an encoded surrogate": Case(
        raw(TEXT, "账簿的封面", b"\xed\xa0\x80"),
        "epub-encoding", "surrogate", f"{TEXT}:32", None, ("xml-broken", "text-missing"),
    ),
    "GBK in UTF-8": Case(
        raw(TEXT, "账簿的封面", "账簿".encode("gbk")),
        "epub-encoding", "not-utf-8", f"{TEXT}:32", None, ("xml-broken", "text-missing"),
    ),
    "a style sheet in GBK": Case(
        put(STYLE, "/* 样式 */".encode("gbk")),
        "epub-encoding", "not-utf-8", f"{STYLE}:1", None, ("font-unused",),
    ),
    "a C1 control": Case(replace(TEXT, "账簿的封面", "\x9d"), "epub-encoding", "control", f"{TEXT}:32", None, ("text-missing",)),
    "a control character": Case(
        replace(TEXT, "账簿的封面", "\x01"),
        "epub-encoding", "control", f"{TEXT}:32", "RSC-016", ("xml-broken", "text-missing"),
    ),
    "a tag that is not closed": Case(after_paragraph("<p>开了没关"), "epub-xml", "xml-broken", TEXT, "RSC-016", ("text-missing",)),
    "an entity of HTML": Case(after_paragraph("<p>&nbsp;</p>"), "epub-xml", "xml-broken", TEXT, "RSC-016", ("text-missing",)),
    "a declared entity": Case(
        replace(TEXT, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
        "epub-xml", "xml-entities", TEXT, None, ("text-missing",)),
    "nesting without end": Case(
        after_paragraph("<div>" * 300 + "</div>" * 300),
        "epub-xml", "xml-deep", TEXT, None, ("text-missing",),
    ),
    # --- package
    "an item that is not there": Case(drop(STYLE), "epub-package", "item-missing", OPF, "RSC-001", ("link-dead", "font-unused")),
    "an entry that is not listed": Case(put("EPUB/more.css", b"p {}"), "epub-package", "item-unlisted", "EPUB/more.css", None),
    "an item that is listed twice": Case(
        replace(OPF, "</manifest>", '<item id="again" href="style.css" media-type="text/css"/></manifest>'), "epub-package",
        "item-twice", OPF, "OPF-074",
    ),
    "a dead entry of the spine": Case(
        replace(OPF, "</spine>", '<itemref idref="none"/></spine>'),
        "epub-package", "spine-dead", OPF, "RSC-005",
    ),
    "a document twice in the spine": Case(
        replace(OPF, "</spine>", '<itemref idref="c0001"/></spine>'), "epub-package", "spine-twice", OPF, "RSC-005"
    ),
    "a document outside the spine": Case(
        put("EPUB/more.xhtml", (
            b'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="zh" lang="zh">'
            b"<head><title>x</title></head><body><p>x</p></body></html>"
        ), "application/xhtml+xml"), "epub-package", "not-in-spine", "EPUB/more.xhtml", None,
    ),
    # --- links
    "a link that runs code": Case(
        after_paragraph('<p><a href="javascript:alert(1)">x</a></p>'),
        "epub-links", "link-scheme", TEXT, None,
    ),
    "… written crookedly": Case(
        after_paragraph('<p><a href=" java&#10;script:alert(1)">x</a></p>'),
        "epub-links", "link-scheme", TEXT, "RSC-020",
    ),
    "a link to the machine": Case(
        after_paragraph('<p><a href="file:///etc/passwd">x</a></p>'),
        "epub-links", "link-scheme", TEXT, "RSC-030",
    ),
    "a page in an address": Case(
        after_paragraph('<p><a href="data:text/html,x">x</a></p>'),
        "epub-links", "link-scheme", TEXT, "RSC-029",
    ),
    "a dead link": Case(after_paragraph('<p><a href="gone.xhtml">x</a></p>'), "epub-links", "link-dead", TEXT, "RSC-007"),
    "a dead place": Case(after_paragraph('<p><a href="#gone">x</a></p>'), "epub-links", "link-fragment", TEXT, "RSC-012"),
    "a dead place of another document": Case(
        after_paragraph('<p><a href="nav.xhtml#gone">x</a></p>'),
        "epub-links", "link-fragment", TEXT, "RSC-011",
    ),
    "a link out of the book": Case(
        after_paragraph('<p><a href="../../x.xhtml">x</a></p>'),
        "epub-links", "link-outside", TEXT, "RSC-026",
    ),
    "a picture of the web": Case(
        after_paragraph('<p><img src="https://example.org/a.png" alt="x"/></p>'), "epub-links", "link-remote", TEXT, "RSC-006"
    ),
    "a style of the web": Case(
        replace(STYLE, "@font-face", '@import "https://example.org/a.css";\n@font-face'),
        "epub-links", "link-remote", STYLE, "RSC-006"
    ),
    "a picture in a style, gone": Case(
        put(STYLE, b"\n\np { background: url(gone.png) }"),
        "epub-links", "link-dead", f"{STYLE}:3", "RSC-007", ("font-unused",),
    ),
    "an identifier twice": Case(after_paragraph('<p id="h1">x</p>'), "epub-links", "id-twice", TEXT, "RSC-005"),
    # --- pictures
    "a picture that is cut short": Case(
        _cut("EPUB/images/i0001.jpg", 0.5),
        "epub-images", "image-broken", "EPUB/images/i0001.jpg", None, ("carried-altered",),
    ),
    "a picture without a byte": Case(put(PICTURE, b""), "epub-images", "image-broken", PICTURE, "PKG-021", ("carried-altered",)),
    "a WebP that is none": Case(
        put("EPUB/a.webp", b"RIFF\x08\0\0\0WEBPVP8 ", "image/webp"),
        "epub-images", "image-broken", "EPUB/a.webp", None,
    ),
    "a JPEG that is called PNG": Case(
        put(PICTURE, picture("JPEG")),
        "epub-images", "image-type", PICTURE, "OPF-029", ("carried-altered",),
    ),
    "a bomb": Case(put("EPUB/b.png", picture("PNG", BIG, "1"), "image/png"), "epub-images", "image-pixels", "EPUB/b.png", None),
    "a picture of another format": Case(
        put("EPUB/a.bmp", picture("BMP"), "image/bmp"),
        "epub-images", "image-format", "EPUB/a.bmp", None,
    ),
    "a picture without words": Case(
        after_paragraph('<p><img src="images/i0002.png"/></p>'),
        "epub-alternatives", "alt-missing", TEXT, None, ("a11y-claim",),
    ),
    "a picture called by its file": Case(
        after_paragraph('<p><img src="images/i0002.png" alt="DSC_0001.jpg"/></p>'), "epub-alternatives", "alt-name", TEXT, None
    ),
    # --- fonts
    "a font that is cut short": Case(_cut(FONT, 0.4), "epub-fonts", "font-broken", FONT, None),
    "a font that is none": Case(put(FONT, b"no font"), "epub-fonts", "font-broken", FONT, None),
    "a font of another type": Case(
        replace(OPF, 'media-type="font/otf"', 'media-type="font/woff"'), "epub-fonts", "font-type", "EPUB/fonts/hei-400.otf", None
    ),
    "a face without its file": Case(
        replace(STYLE, "fonts/song-400.otf", "fonts/gone.otf"),
        "epub-fonts", "font-missing", STYLE, "RSC-007", ("link-dead", "font-unused")
    ),
    "a font that nothing uses": Case(
        put("EPUB/fonts/more.otf", b"", "font/otf"),
        "epub-fonts", "font-unused", "EPUB/fonts/more.otf", None, ("font-broken",),
    ),
    # --- metadata
    "no date of change": Case(replace(OPF, "dcterms:modified", "dcterms:valid"), "epub-metadata", "modified", OPF, "RSC-005"),
    "a date that is none": Case(replace(OPF, "2024-06-19T00:00:00Z", "2024-13-19T00:00:00Z"), "epub-metadata", "modified", OPF, None),
    "local time": Case(
        replace(OPF, "2024-06-19T00:00:00Z", "2024-06-19T00:00:00+08:00"),
        "epub-metadata", "modified", OPF, "RSC-005",
    ),
    "no identifier": Case(
        replace(OPF, 'unique-identifier="id"', 'unique-identifier="none"'),
        "epub-metadata", "no-identifier", OPF, "OPF-030",
    ),
    "no title": Case(several(
            replace(OPF, ">一条河的账本</dc:title>", "> </dc:title>"),
            replace(OPF, ">白沙溪志愿观测站笔记摘抄</dc:title>", "> </dc:title>"),
        ), "epub-metadata", "no-title", OPF, "RSC-005"),
    "no accessibility": Case(
        replace(OPF, "schema:accessMode\"", "schema:other\"", 2),
        "epub-accessibility", "a11y-missing", OPF, None,
    ),
    "a claim that is not so": Case(
        replace(OPF, "</metadata>", '<meta property="schema:accessibilityFeature">MathML</meta></metadata>'), "epub-accessibility",
        "a11y-claim", OPF, None,
    ),
    "conformance that nobody evaluated": Case(
        replace(OPF, "</metadata>", (
            '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>'
        )), "epub-accessibility", "a11y-certified", OPF, None,
    ),
    "two minds about hazards": Case(
        replace(OPF, "</metadata>", '<meta property="schema:accessibilityHazard">flashing</meta></metadata>'), "epub-accessibility",
        "a11y-hazard", OPF, None,
    ),
    "no language": Case(replace(OPF, ">zh-Hans</dc:language>", "> </dc:language>"), "epub-language", "no-language", OPF, "RSC-005"),
    "a language that is none": Case(
        replace(OPF, ">zh-Hans</dc:language>", ">zh_CN</dc:language>"),
        "epub-language", "not-a-language", OPF, "OPF-092",
    ),
    "another language": Case(
        replace(OPF, ">zh-Hans</dc:language>", ">ko</dc:language>"),
        "epub-language", "language-other", OPF, None,
    ),
    # --- order
    "no table of contents": Case(replace(NAV, 'epub:type="toc" role="doc-toc"', ""), "epub-navigation", "nav-none", NAV, "RSC-005"),
    "an entry without words": Case(replace(NAV, ">每天早上七点<", "> <"), "epub-navigation", "nav-label", NAV, "RSC-005"),
    "another order": Case(
        several(replace(NAV, "#h1", "#H"), replace(NAV, "#h2", "#h1"), replace(NAV, "#H", "#h2")),
        "epub-navigation", "nav-order", NAV, "NAV-011"
    ),
    "another order in the NCX": Case(
        several(replace(NCX, "#h1", "#H"), replace(NCX, "#h2", "#h1"), replace(NCX, "#H", "#h2")),
        "epub-navigation", "nav-order", NCX, None
    ),
    "a level that is passed over": Case(after_paragraph("<h5>深</h5>"), "epub-headings", "heading-jump", TEXT, None),
    "a heading without words": Case(after_paragraph("<h2> </h2>"), "epub-headings", "heading-empty", TEXT, None),
    "a call without its note": Case(
        replace(TEXT, 'href="#n1"', 'href="#n9"'),
        "epub-notes", "note-missing", TEXT, "RSC-012", ("note-uncalled", "link-fragment"),
    ),
    "a note without a call": Case(
        after_paragraph('<aside epub:type="footnote" role="doc-footnote" id="n9"><p>注</p></aside>'),
        "epub-notes", "note-uncalled", TEXT, None
    ),
    "a note without a way back": Case(replace(TEXT, 'href="#r1"', 'href="#h1"'), "epub-notes", "note-back", TEXT, None),
    "lines down, pages to the right": Case(
        put(STYLE, b"html { writing-mode: vertical-rl }"), "epub-direction", "direction-apart", OPF, None, ("font-unused",)
    ),
    "lines across, pages to the left": Case(
        replace(OPF, "<spine", '<spine page-progression-direction="rtl"'), "epub-direction", "direction-apart", OPF, None
    ),
    # --- text
    "a paragraph that was lost": Case(
        replace(TEXT, "规矩一共四条，贴在每家的门背后：", ""), "epub-text", "text-missing", "river-ledger.json", None
    ),
    "a note that was lost": Case(replace(TEXT, "“覃”字在当地", ""), "epub-text", "text-missing", "river-ledger.json", None),
    "a source that was altered": Case(
        put("META-INF/publisher/source.json", b"{}"), "epub-text", "carried-altered", "META-INF/publisher/source.json", None
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def spoilt(good: Files, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A book for each fault."""
    folder = tmp_path_factory.mktemp("spoilt")
    books = {}
    for at, (name, case) in enumerate(CASES.items()):
        files = dict(good)
        case.edit(files)
        books[name] = pack(files, folder / f"{at}.epub")
    return books


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_by_its_row_its_rule_and_its_place(name: str, spoilt: Mapping[str, Path]) -> None:
    case, report = CASES[name], check(spoilt[name])
    row = report.row(case.row)
    assert row.verdict == "failed"
    places = {place.rule: f"{place.file}:{place.line}" if place.line else place.file for place in reversed(row.places)}
    assert case.rule in places
    assert places[case.rule].startswith(case.place)
    others = {rule for rules in failed(report).values() for rule in rules}
    assert others - {case.rule} == set(case.also)


def test_epubcheck_sees_what_the_table_says_it_sees(spoilt: Mapping[str, Path]) -> None:
    """Our rules have its opinion where it has one; the others are why they are here."""
    remarks = dict(zip(spoilt, epubcheck(list(spoilt.values())), strict=True))
    wrong = {
        name: (
            case.epubcheck,
            sorted({said.code for said in remarks[name] if said.severity in ("FATAL", "ERROR", "WARNING")}),
        )
        for name, case in CASES.items()
        if (case.epubcheck or "") not in {said.code for said in remarks[name]} | {""}
        or (case.epubcheck is None and any(said.severity in ("FATAL", "ERROR", "WARNING") for said in remarks[name]))
    }
    assert wrong == {}


def test_every_rule_has_its_fault() -> None:
    by_hand = {"entry-method", "entry-locked", "entry-broken", "entry-swells", "mimetype-stored", "name-twice", "image-unseen",
               "version", "spine-empty"}  # fmt: skip
    assert {case.rule for case in CASES.values()} | {rule for case in CASES.values() for rule in case.also} == set(
        BOOK_RULES
    ) - by_hand


# --- faults of the archive itself -----------------------------------------------------------------------------------


def places(path: Path, name: str) -> set[tuple[str, str]]:
    return {(place.rule, place.file) for place in check(path).row(name).places}


def test_a_mimetype_that_is_compressed(good: Files, tmp_path: Path) -> None:
    spoilt = pack(good, tmp_path / "a.epub", first=zipfile.ZIP_DEFLATED)
    assert places(spoilt, "epub-container") == {("mimetype-stored", "mimetype")}


def test_a_mimetype_with_an_extra_field(good: Files, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as book:
        for name, data in good.items():
            entry = zipfile.ZipInfo(name)
            entry.extra = b"ab\x02\0xy" if name == "mimetype" else b""
            book.writestr(entry, data)
    assert places(tmp_path / "a.epub", "epub-container") == {("mimetype-stored", "mimetype")}


def test_two_entries_of_one_name(good: Files, tmp_path: Path) -> None:
    spoilt = pack(good, tmp_path / "a.epub")
    with zipfile.ZipFile(spoilt, "a") as book, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.writestr(STYLE, "p {}")
    assert ("name-twice", STYLE) in places(spoilt, "epub-names")


def test_another_compression(good: Files, tmp_path: Path) -> None:
    spoilt = pack(good, tmp_path / "a.epub")
    with zipfile.ZipFile(spoilt, "a") as book:
        book.writestr(zipfile.ZipInfo("EPUB/more.css"), b"p {}" * 99, zipfile.ZIP_BZIP2)
    assert places(spoilt, "epub-container") == {("entry-method", "EPUB/more.css")}


def test_a_wrong_checksum_and_a_password(good: Files, tmp_path: Path) -> None:
    spoilt = pack(good, tmp_path / "a.epub")
    data = bytearray(spoilt.read_bytes())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(STYLE.encode()))
    data[at + 16] ^= 1  # the checksum in the table of contents
    second = data.rindex(b"PK\x01\x02", 0, data.rindex(NCX.encode()))
    data[second + 8] |= 1  # encrypted
    spoilt.write_bytes(data)
    assert places(spoilt, "epub-container") == {("entry-broken", STYLE), ("entry-locked", NCX)}


def test_a_bomb_is_told_and_not_given_to_a_validator(good: Files, tmp_path: Path) -> None:
    files = dict(good)
    put("EPUB/bomb.css", b" " * 60_000_000, "text/css")(files)
    report = check(pack(files, tmp_path / "a.epub"))
    assert [(place.rule, place.file) for place in report.row("epub-container").places] == [
        ("entry-swells", "EPUB/bomb.css")
    ]
    assert report.row("epubcheck").reason == report.row("ace").reason == "swells"


def test_a_font_that_swells_is_not_unpacked(good: Files, tmp_path: Path) -> None:
    import brotli

    header = b"wOF2OTTO" + bytes(4) + b"\0\x01" + bytes(6)
    body = brotli.compress(bytes(200_000_000), quality=1)
    font = header + len(body).to_bytes(4, "big") + bytes(24) + b"\x00\x84\x00" + body
    files = dict(good)
    put("EPUB/fonts/bomb.woff2", font, "font/woff2")(files)
    broken = [
        place
        for place in check(pack(files, tmp_path / "a.epub")).row("epub-fonts").places
        if place.rule == "font-broken"
    ]
    assert [(place.file, "bytes" in place.text) for place in broken] == [("EPUB/fonts/bomb.woff2", True)]


UNREADABLE = {
    "cut short": lambda data: data[:-4000],
    "half of it": lambda data: data[: len(data) // 2],
    "without its table of contents": lambda data: data[: data.index(b"PK\x01\x02")],
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_archive_is_an_error(
    kind: str, good: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = pack(good, tmp_path / "a.epub")
    book.write_bytes(UNREADABLE[kind](book.read_bytes()))
    with pytest.raises(InputError, match="container-broken") as caught:
        check(book)
    assert caught.value.file == str(book)
    assert main(["check", str(book)]) == 3
    assert "container-broken" in capsys.readouterr().err


def test_an_archive_of_endless_entries_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        for at in range(70_000):
            book.writestr(f"{at:040}", b"")
    with pytest.raises(LimitError, match="container-parts"):
        check(tmp_path / "a.epub")


# --- books of others ------------------------------------------------------------------------------------------------


def test_a_plain_book_of_ebooklib(tmp_path: Path) -> None:
    assert failed(check(plain_ebooklib(tmp_path / "a.epub"))) == {
        "epub-names": ["name-space"] * 3,
        "epub-alternatives": ["alt-missing"] * 3,
        "epub-accessibility": ["a11y-missing"] * 3,
        "epub-notes": ["note-back"] * 3,
    }


def test_a_book_of_epub_2(tmp_path: Path) -> None:
    """It needs neither a navigation document nor a date of change, and may have the entities of its DTD."""
    report = check(epub_2(tmp_path / "a.epub"))
    assert failed(report) == {"epub-accessibility": ["a11y-missing"] * 3}
    assert report.row("epub-fonts").reason == "no-fonts"
    assert report.row("epub-text").reason == "nothing-carried"


def test_no_package_at_all(tmp_path: Path) -> None:
    report = check(pack({"mimetype": b"application/epub+zip", "a.txt": b""}, tmp_path / "a.epub"))
    assert failed(report) == {"epub-container": ["container-file"]}
    assert report.row("epub-links").reason == "no-package"


def test_an_empty_package(good: Files, tmp_path: Path) -> None:
    files = {**good, OPF: b'<package xmlns="http://www.idpf.org/2007/opf" version="9"/>'}
    rules = failed(check(pack(files, tmp_path / "a.epub")))
    assert "version" in rules["epub-metadata"]
    assert "spine-empty" in rules["epub-package"]


@pytest.mark.parametrize("algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"])
def test_an_obfuscated_font_is_looked_at_behind_that(algorithm: str, good: Files, tmp_path: Path) -> None:
    import hashlib
    import re

    files = dict(good)
    uuid = "0f0e0d0c-0b0a-4908-8706-050403020100"
    files[OPF] = re.sub(rb'(<dc:identifier id="id">)[^<]+', rb"\1urn:uuid:" + uuid.encode(), files[OPF])
    idpf = "idpf" in algorithm
    key = hashlib.sha1(f"urn:uuid:{uuid}".encode()).digest() if idpf else bytes.fromhex(uuid.replace("-", ""))
    data = files[FONT]
    count = 1040 if idpf else 1024
    files[FONT] = bytes(each ^ key[at % len(key)] for at, each in enumerate(data[:count])) + data[count:]
    hidden = pack(files, tmp_path / "b.epub")
    assert ("font-broken", FONT) in places(hidden, "epub-fonts")
    put(
        "META-INF/encryption.xml",
        f"""<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>
<enc:CipherReference URI="{FONT}"/></enc:CipherData></enc:EncryptedData></encryption>""".encode(),
    )(files)
    report = check(pack(files, tmp_path / "a.epub"))
    assert [report.row(each).verdict for each in ("epub-container", "epub-fonts")] == ["passed", "passed"]
    assert report.row("epub-characters").places == ()


@pytest.mark.parametrize("flavour", ["woff", "woff2"])
def test_packed_fonts_are_unpacked_to_be_looked_at(flavour: str, good: Files, tmp_path: Path) -> None:
    import io

    from fontTools.ttLib import TTFont

    files = dict(good)
    font, out = TTFont(io.BytesIO(files.pop(FONT))), io.BytesIO()
    font.flavor = flavour
    font.save(out)
    put(f"EPUB/fonts/song-400.{flavour}", out.getvalue())(files)
    replace(STYLE, "song-400.otf", f"song-400.{flavour}")(files)
    files[OPF] = files[OPF].replace(b"song-400.otf", f"song-400.{flavour}".encode())
    at = files[OPF].index(f"song-400.{flavour}".encode())
    item = files[OPF][files[OPF].rindex(b"<item", 0, at) : files[OPF].index(b"/>", at)]
    files[OPF] = files[OPF].replace(item, item.replace(b"font/otf", f"font/{flavour}".encode()))
    report = check(pack(files, tmp_path / "a.epub"))
    assert failed(report) == {}
    assert report.row("epub-characters").places == ()


# --- characters and text -------------------------------------------------------------------------------------------


def test_characters_that_no_embedded_font_has_are_listed(tmp_path: Path) -> None:
    report = check(publish(article_of("🫨字，𠮷字。"), tmp_path / "a.epub").path)
    row = report.row("epub-characters")
    assert row.verdict == "info"
    assert [place.text for place in row.places] == ["🫨 U+1FAE8"]
    assert "U+1FAE8" in row.detail


def test_the_pieces_of_an_article_are_cut_where_something_may_stand_between() -> None:
    note = Note(blocks=(Paragraph(content=(Text("注 一"), Note(blocks=(Paragraph(content=(Text("注中"),)),)))),))
    content = (Text("姓"), Ruby(base="覃", text="qín"), Text("的"), note, Text("人家。"))
    found = pieces_of(article_of(Paragraph(content=content, lines=(3, 4)), headline="题"))
    assert [piece.text for piece in found] == ["题", "姓", "覃", "qín", "的", "人家。", "注一", "注中"]
    assert [piece.line for piece in found] == [0, 3, 3, 3, 3, 3, 3, 3]


def test_what_is_said_twice_must_stand_there_twice(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(
        "渡口的早晨\n\n　　船还没有来。\n\n　　等船的人先来了，一共有四个。\n\n　　船还没有来。\n", "utf-8"
    )
    files = files_of(publish(source, tmp_path / "a.epub", options=CARRYING).path)
    assert failed(check(pack(files, tmp_path / "a.epub"))) == {}
    replace(TEXT, "船还没有来。", "")(files)
    report = check(pack(files, tmp_path / "a.epub"))
    assert failed(report) == {"epub-text": ["text-missing"]}
    (place,) = report.row("epub-text").places
    assert (place.file, place.line, place.text) == ("a.txt", 7, "船还没有来。")


def test_rules_on_characters_are_no_loss(tmp_path: Path) -> None:
    """The article is carried as it was read; what the transforms changed since then is changed here too."""
    source = tmp_path / "a.txt"
    source.write_text('渡口的早晨\n\n　　他说:"船还没有来,等一等..."于是等了 一 会儿。\n', "utf-8")
    row = check(publish(source, tmp_path / "a.epub", options=CARRYING).path).row("epub-text")
    assert (row.verdict, row.places) == ("passed", ())


# --- anything at all ------------------------------------------------------------------------------------------------


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_book_gives_rows_or_an_error(data: st.DataObject, good: Files, tmp_path: Path) -> None:
    """Bytes changed, taken out or put in, in the archive or in an entry before it is packed: never a traceback."""
    files = dict(good)
    name = data.draw(st.sampled_from([name for name in files if name != "mimetype"]))
    files[name] = _damaged(data, files[name])
    book = pack(files, tmp_path / "a.epub")
    if data.draw(st.booleans()):
        book.write_bytes(_damaged(data, book.read_bytes()))
    try:
        report = check(book)
    except PublisherError as error:
        assert error.code.startswith(("container-", "check-format"))
        return
    for row in report.rows:
        for place in row.places:
            assert place.shown("en") and place.shown("zh")


def _damaged(data: st.DataObject, whole: bytes) -> bytes:
    at = data.draw(st.integers(0, len(whole)))
    count = data.draw(st.integers(0, 40))
    return whole[:at] + data.draw(st.binary(max_size=40)) + whole[at + count :]


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_shows_places_in_both_languages(
    good: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = dict(good)
    after_paragraph('<p><a href="javascript:alert(1)">x</a></p>')(files)
    book = pack(files, tmp_path / "a.epub")
    assert main(["check", str(book)]) == 1
    shown = capsys.readouterr().out
    assert "EPUB/c0001.xhtml:30:  [EPUB 3.3, 3.7 and 3.8] Runs code, or leads to a file" in shown
    assert main(["check", "--messages", "zh", str(book)]) == 1
    shown = capsys.readouterr().out
    assert "会执行代码，或指向读者机器上的文件  javascript:alert(1)" in shown
    assert "横排，向右翻页" in shown


def test_the_object_for_programs(good: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = dict(good)
    after_paragraph("<h5>深</h5>")(files)
    assert main(["check", "--json", str(pack(files, tmp_path / "a.epub")), str(pack(good, tmp_path / "b.epub"))]) == 1
    one, other = map(json.loads, capsys.readouterr().out.splitlines())
    assert (one["passed"], other["passed"], one["kind"]) == (False, True, "epub")
    row = next(row for row in one["rows"] if row["name"] == "epub-headings")
    assert row["places"] == [{"page": 0, "text": "h1 → h5 深", "rule": "heading-jump", "file": TEXT, "line": 30}]


def test_every_rule_stands_in_both_languages() -> None:
    for rule in BOOK_RULES.values():
        assert rule.shown(False) != rule.shown(True)
