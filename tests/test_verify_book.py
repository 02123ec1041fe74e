"""An EPUB proves itself: what it carries makes the same book again, and what was altered is found and named."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SAMPLES, article_of, publish, publish_all, read
from PIL import Image
from validators import epubcheck

from publisher.__main__ import main
from publisher.errors import InputError, LimitError
from publisher.fonts import face_of, family
from publisher.options import Options, RenderOptions, TransformOptions, WriteOptions
from publisher.provenance import carry
from publisher.provenance import verify as verifying
from publisher.provenance.book_likeness import differing_entries
from publisher.provenance.record import PLACE_BOUND, recorded_options
from publisher.provenance.unpack import carried_by
from publisher.provenance.verify import verify
from publisher.provenance.versions import engine_versions

FOLDER = ROOT / "data" / "samples"
CARRYING = Options(write=WriteOptions(carry_source=True, cover="text"))
RECORD = "META-INF/publisher/build.json"
ARTICLE = "META-INF/publisher/article.json"


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of a feature with pictures, with its proof."""
    target = tmp_path_factory.mktemp("book") / "river.epub"
    publish(FOLDER / "river-ledger.json", target, options=CARRYING)
    return target


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(files: Mapping[str, bytes], target: Path, level: int = 6) -> Path:
    """A book of these entries, the first stored."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as book:
        for at, (name, data) in enumerate(files.items()):
            method = zipfile.ZIP_DEFLATED if at else zipfile.ZIP_STORED
            book.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, method, level)
    return target


def changed(path: Path, change: Mapping[str, bytes | None]) -> Path:
    """A copy in which some entries hold something else, or are gone (None)."""
    files = {name: data for name, data in {**entries(path), **change}.items() if data is not None}
    return packed(files, path.with_name("changed.epub"))


def record_of(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(entries(path)[RECORD])
    return made


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- what is carried -----------------------------------------------------------------------------------------------


def test_a_book_carries_its_proof_beside_what_readers_see(river: Path) -> None:
    files = entries(river)
    carried = {name for name in files if name.startswith("META-INF/publisher/")}
    assert carried == {RECORD, ARTICLE, "META-INF/publisher/source.json"}
    assert files["META-INF/publisher/source.json"] == (FOLDER / "river-ledger.json").read_bytes()
    assert b"META-INF" not in files["EPUB/content.opf"]


def test_pictures_are_named_where_the_book_has_them_and_not_carried_twice(river: Path) -> None:
    images = {each["file"]["name"]: each["file"]["sha256"] for each in record_of(river)["images"]}
    files = entries(river)
    assert set(images) == {name for name in files if name.startswith("EPUB/images/i")} != set()
    assert all(sha(files[name]) == digest for name, digest in images.items())


def test_no_book_carries_anything_unless_asked(tmp_path: Path) -> None:
    publish(FOLDER / "canals.txt", tmp_path / "a.epub")
    assert not any(name.startswith("META-INF/publisher") for name in entries(tmp_path / "a.epub"))


def test_the_source_keeps_its_own_name_in_the_record_alone(tmp_path: Path) -> None:
    source = tmp_path / "渡口 的早晨.文章.txt"
    source.write_text("渡口的早晨\n\n　　船还没有来，等船的人先来了。", "utf-8")
    publish(source, tmp_path / "a.epub", options=CARRYING)
    assert entries(tmp_path / "a.epub")["META-INF/publisher/source.txt"] == source.read_bytes()
    assert record_of(tmp_path / "a.epub")["source"]["called"] == source.name
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in entries(tmp_path / "a.epub"))
    found = verify(tmp_path / "a.epub")
    assert (found.outcome, found.reads_alike) == ("identical", True)


def test_books_that_carry_their_proof_have_nothing_to_be_remarked(tmp_path: Path) -> None:
    books = [publish(each, tmp_path / f"{each.stem}.epub", options=CARRYING).path for each in SAMPLES]
    assert {book.stem: said for book, said in zip(books, epubcheck(books), strict=True) if said} == {}


def test_no_engine_of_pages_is_loaded_or_named_for_a_book(river: Path) -> None:
    engines = record_of(river)["engines"]
    assert engines == dict(engine_versions(pages=False))
    assert not {"weasyprint", "pango", "harfbuzz"} & set(engines)
    assert {"ebooklib", "uharfbuzz", "lxml", "zlib"} <= set(engines)


# --- the same bytes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.name)
def test_what_a_book_carries_makes_it_again(source: Path, tmp_path: Path) -> None:
    publish(source, tmp_path / "a.epub", options=CARRYING)
    found = verify(tmp_path / "a.epub")
    assert (found.kind, found.outcome, found.reads_alike) == ("epub", "identical", True)
    assert (found.altered, found.engines, found.entries, found.rewritten) == ((), (), (), False)


CHOSEN: dict[str, Options] = {
    "vertical": Options(render=RenderOptions(writing_mode="vertical"), write=WriteOptions(carry_source=True)),
    "base theme": Options(render=RenderOptions(theme="base"), write=CARRYING.write),
    "no cover, few faces": Options(write=WriteOptions(carry_source=True, cover="none", embed_fonts="auto")),
    "WOFF2": Options(write=WriteOptions(carry_source=True, cover="text", woff2=True)),
    "rules off": Options(transform=TransformOptions(False, False), write=CARRYING.write),
}


@pytest.mark.parametrize("chosen", CHOSEN.values(), ids=CHOSEN)
def test_the_options_are_carried_too(chosen: Options, tmp_path: Path) -> None:
    publish(FOLDER / "canals.txt", tmp_path / "a.epub", options=chosen)
    assert verify(tmp_path / "a.epub").outcome == "identical"


def test_what_else_is_made_in_the_run_changes_no_byte(tmp_path: Path) -> None:
    for source in ("canals.txt", "river-ledger.json"):
        article = read(FOLDER / source)
        publish_all(article, [tmp_path / "alone.epub"], CARRYING, base=FOLDER)
        targets = [tmp_path / f"all.{kind}" for kind in ("epub", "pdf", "html")]
        publish_all(article, targets, CARRYING, base=FOLDER)
        assert (tmp_path / "alone.epub").read_bytes() == (tmp_path / "all.epub").read_bytes()


def test_an_archive_and_a_book_of_one_run_each_prove_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["build", str(FOLDER / "canals.txt"), "--pdf", "archive", "--carry-source", "-o", f"{tmp_path}/", "-q"]
    assert main(words) == 0
    made = sorted(tmp_path.iterdir())
    capsys.readouterr()
    assert [path.suffix for path in made] == [".epub", ".pdf"]
    assert main(["verify", "--json", *map(str, made)]) == 0
    assert [json.loads(line)["outcome"] for line in capsys.readouterr().out.splitlines()] == ["identical"] * 2


def test_a_converted_book_carries_what_it_was_converted_from(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text((FOLDER / "canals.txt").read_text("utf-8"), "utf-8")
    (tmp_path / "a.publisher.toml").write_text("carry-source = true\n", "utf-8")
    assert main(["convert", str(source), str(tmp_path / "b.epub")]) == 0
    assert entries(tmp_path / "b.epub")["META-INF/publisher/source.txt"] == source.read_bytes()


def test_a_theme_of_ones_own_is_carried_whatever_its_files_are_called(tmp_path: Path) -> None:
    own = tmp_path / "themes" / "自用"
    (own / "blocks").mkdir(parents=True)
    (own / "theme.toml").write_text('extends = "press"\n', "utf-8")
    (own / "style.css").write_text(".headline { color: #036; }", "utf-8")
    (own / "Style.css").write_text(".deck { color: #036; }", "utf-8")
    (own / "颜色.css").write_text(".deck { color: #063; }", "utf-8")
    (own / "blocks" / "separator.html").write_text("<hr class='own'/>", "utf-8")
    (own / "blocks-separator.html").write_text("no part of it", "utf-8")
    chosen = Options(render=RenderOptions(theme=str(own)), write=CARRYING.write)
    publish(FOLDER / "canals.txt", tmp_path / "a.epub", options=chosen)
    for path in sorted(own.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert verify(tmp_path / "a.epub").outcome == "identical"
    assert all(name.isascii() for name in entries(tmp_path / "a.epub"))


def test_a_font_of_ones_own_has_to_be_given(tmp_path: Path) -> None:
    font = face_of(family("LXGW WenKai"), "zh-Hans", 400).path
    chosen = Options(render=RenderOptions(font=(str(font),)), write=CARRYING.write)
    publish(FOLDER / "ferry.txt", tmp_path / "a.epub", options=chosen)
    with pytest.raises(InputError, match="verify-font"):
        verify(tmp_path / "a.epub")
    assert verify(tmp_path / "a.epub", {"song": font}).outcome == "identical"


def test_a_cover_that_is_drawn_is_a_page(tmp_path: Path) -> None:
    chosen = Options(write=WriteOptions(carry_source=True))
    publish(FOLDER / "canals.txt", tmp_path / "a.epub", options=chosen)
    assert record_of(tmp_path / "a.epub")["engines"] == dict(engine_versions())
    assert verify(tmp_path / "a.epub").outcome == "identical"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_cover_of_ones_own_is_known_by_the_record_and_taken_from_the_book(kind: str, tmp_path: Path) -> None:

    own = tmp_path / f"封面.{kind.lower()}"
    Image.linear_gradient("L").resize((1200, 1920)).convert("RGB").save(own, kind)
    chosen = Options(write=WriteOptions(carry_source=True, cover=str(own)))
    publish(FOLDER / "canals.txt", tmp_path / "a.epub", options=chosen)
    record = record_of(tmp_path / "a.epub")
    assert (record["cover"]["called"], record["options"]["write"]["cover"]) == (own.name, "auto")
    assert str(tmp_path) not in json.dumps(record)
    own.unlink()
    assert verify(tmp_path / "a.epub").outcome == "identical"
    spoilt = verify(changed(tmp_path / "a.epub", {record["cover"]["name"]: b"no picture"}))
    assert (spoilt.outcome, spoilt.altered) == ("different", (record["cover"]["name"],))


@pytest.mark.parametrize("called", ["../../escaped.png", "..", "a" * 300 + ".png", "a\0b"])
def test_a_cover_is_put_nowhere_else(called: str, river: Path) -> None:
    record = record_of(river)
    record["cover"] = {**record["images"][1]["file"], "called": called}
    try:
        found = verify(changed(river, {RECORD: json.dumps(record).encode()}))
    except InputError as error:
        assert error.code == "record-broken"
    else:
        assert found.outcome == "different"


def test_a_record_cannot_have_files_of_the_machine_looked_at(river: Path) -> None:
    record = record_of(river)
    record["options"]["write"]["cover"] = "/etc/hostname"
    with pytest.raises(InputError, match="record-broken"):
        verify(changed(river, {RECORD: json.dumps(record).encode()}))


RECORDED = {"pdf", "carry_source", "cover", "embed_fonts", "fonts", "woff2", "certified_by"}
"""Options of writing on which bytes depend."""


def test_every_option_of_writing_is_recorded_or_left_out_on_purpose() -> None:
    """A new one has to be put into one of the two: `verify` would else say “different”, or a path would be published."""
    assert set(WriteOptions().__struct_fields__) == PLACE_BOUND | RECORDED
    odd = WriteOptions(to=("epub",), output="/home/me/", strict=True, no_clobber=True, limit_memory=1, limit_time=9)
    assert recorded_options(Options(write=odd), "epub") == recorded_options(Options(), "epub")
    assert recorded_options(CARRYING, "epub")["write"]["carry-source"] is True
    own = Options(write=WriteOptions(cover="/home/me/a.png"))
    assert recorded_options(own, "epub") == recorded_options(Options(), "epub")


def test_what_a_book_is_asked_to_be_is_not_in_the_record_of_an_archive_nor_the_other_way() -> None:
    of_books = Options(write=WriteOptions(cover="none", embed_fonts="auto", woff2=True, certified_by="某人"))
    of_pages = Options(write=WriteOptions(pdf="print"))
    assert recorded_options(of_books, "pdf") == recorded_options(Options(), "pdf")
    assert recorded_options(of_pages, "epub") == recorded_options(Options(), "epub")


# --- what is not the same ------------------------------------------------------------------------------------------


@pytest.fixture
def other_zlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the book had been made elsewhere: the version of zlib is another now."""
    now = {**engine_versions(pages=False), "zlib": "9.9"}
    for module in (carry, verifying):
        monkeypatch.setattr(module, "engine_versions", lambda **_: now)


def test_a_book_packed_anew_is_told_from_the_one_that_was_made(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No version excuses it: somebody else has written the file, if only its wrapping."""
    repacked = packed(entries(river), river.with_name("repacked.epub"), level=1)
    found = verify(repacked)
    assert (found.outcome, found.entries, found.engines, found.rewritten) == ("different", (), (), True)
    assert main(["verify", str(repacked)]) == 1
    assert "written anew" in capsys.readouterr().out


@pytest.mark.usefixtures("other_zlib")
@pytest.mark.parametrize("level", [1, 9])
def test_with_another_zlib_the_entries_are_compared(
    level: int, river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repacked = packed(entries(river), river.with_name("repacked.epub"), level)
    found = verify(repacked)
    assert (found.outcome, found.passed, found.entries, found.rewritten) == ("equivalent", True, (), False)
    assert [(each.name, each.then, each.now) for each in found.engines] == [("zlib", zlib.ZLIB_RUNTIME_VERSION, "9.9")]
    assert main(["verify", "--messages", "zh", str(repacked)]) == 0
    assert "引擎版本不同；文字、图片与字形相同" in capsys.readouterr().out


def serialised_otherwise(xml: bytes) -> bytes:
    """The same elements, other quotes."""
    return xml.replace(b"encoding='utf-8'", b'encoding="utf-8"', 1)


def saved_otherwise(font: bytes) -> bytes:
    """The same type from another program: its tables written anew, with another date."""
    from fontTools.ttLib import TTFont

    opened, out = TTFont(io.BytesIO(font)), io.BytesIO()
    opened["head"].modified = 1
    opened.save(out)
    return out.getvalue()


@pytest.mark.usefixtures("other_zlib")
def test_xml_is_compared_as_xml_and_type_by_what_it_draws(river: Path) -> None:
    files = entries(river)
    rewritten = {
        "EPUB/content.opf": serialised_otherwise(files["EPUB/content.opf"]),
        "EPUB/fonts/song-400.otf": saved_otherwise(files["EPUB/fonts/song-400.otf"]),
        "EPUB/fonts/kai-400.ttf": saved_otherwise(files["EPUB/fonts/kai-400.ttf"]),
        RECORD: json.dumps({**record_of(river), "engines": {"zlib": "0.1"}}).encode(),
    }
    assert [name for name, data in rewritten.items() if files[name] == data] == []
    assert verify(changed(river, rewritten)).outcome == "equivalent"


def redrawn(font: bytes) -> bytes:
    """The same font with its first outline made another's."""
    from fontTools.ttLib import TTFont

    opened = TTFont(io.BytesIO(font))
    cmap = opened["cmap"].getBestCmap()
    one, other = list(cmap)[-2:]
    for table in opened["cmap"].tables:
        table.cmap[one] = cmap[other]
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def swapped(data: bytes) -> bytes:
    return data.replace("河".encode(), "海".encode(), 1)


FORGED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "the text": ("EPUB/c0001.xhtml", swapped),
    "the contents": ("EPUB/nav.xhtml", lambda data: data.replace(b"</li>", "<span>添</span></li>".encode(), 1)),
    "the style": ("EPUB/style.css", lambda data: data + b"p { display: none }"),
    "the package": ("EPUB/content.opf", lambda data: data.replace(b"2024", b"2023", 1)),
    "the type": ("EPUB/fonts/song-400.otf", redrawn),
    "no type": ("EPUB/fonts/song-400.otf", lambda data: b"OTTO"),
    "the container file": ("META-INF/container.xml", lambda data: data.replace(b"content.opf", b"other.opf")),
}


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same engines", "other engines"])
@pytest.mark.parametrize("kind", FORGED)
def test_what_was_forged_is_named(kind: str, elsewhere: bool, river: Path, request: pytest.FixtureRequest) -> None:
    if elsewhere:
        request.getfixturevalue("other_zlib")
    name, forge = FORGED[kind]
    data = forge(entries(river)[name])
    assert data != entries(river)[name]
    found = verify(changed(river, {name: data}))
    assert (found.outcome, found.entries, found.altered, found.rewritten) == ("different", (name,), (), False)


def picture(kind: str, colour: str, quality: int) -> bytes:

    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").quantize(64).convert("RGB").save(out, kind, quality=quality)
    if colour:
        image = Image.new("RGB", (256, 256), colour)
        out = io.BytesIO()
        image.save(out, kind, quality=quality)
    return out.getvalue()


PICTURES = {
    "another encoder": (picture("JPEG", "", 90), picture("JPEG", "", 95), ()),
    "another picture": (picture("JPEG", "", 90), picture("JPEG", "red", 90), ("a.jpg",)),
    "another format": (picture("JPEG", "", 90), picture("PNG", "", 90), ("a.jpg",)),
    "no picture": (picture("JPEG", "", 90), b"none", ("a.jpg",)),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_pictures_are_compared_by_their_pixels(kind: str, tmp_path: Path) -> None:
    one, other, differing = PICTURES[kind]
    left, right = (packed({"a.jpg": data}, tmp_path / "a.epub").read_bytes() for data in (one, other))
    assert one != other
    assert differing_entries(left, right, RECORD) == differing


@pytest.mark.usefixtures("other_zlib")
def test_an_entry_too_many_one_too_few_and_another_order(river: Path) -> None:
    assert verify(changed(river, {"EPUB/more.xhtml": b"<html/>"})).entries == ("EPUB/more.xhtml",)
    assert verify(changed(river, {"EPUB/toc.ncx": None})).entries == ("EPUB/toc.ncx",)
    files = entries(river)
    moved = {name: files[name] for name in sorted(files, key=lambda name: (name != "mimetype", name))}
    assert set(verify(packed(moved, river.with_name("moved.epub"))).entries) == set(files)


@pytest.mark.usefixtures("other_zlib")
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_second_entry_of_the_same_name_does_not_hide(river: Path) -> None:
    """Readers differ in which of the two they take."""
    doubled = river.with_name("doubled.epub")
    doubled.write_bytes(river.read_bytes())
    with zipfile.ZipFile(doubled, "a") as book:
        book.writestr("EPUB/c0001.xhtml", entries(river)["EPUB/c0001.xhtml"])
    found = verify(doubled)
    assert (found.outcome, found.entries) == ("different", ("EPUB/c0001.xhtml",))


def test_a_carried_file_or_a_picture_that_was_altered_is_named(river: Path) -> None:
    spoilt = changed(river, {"META-INF/publisher/source.json": b"{}", "EPUB/images/i0002.png": b"no picture"})
    found = verify(spoilt)
    assert found.outcome == "different"
    assert found.altered == ("META-INF/publisher/source.json", "EPUB/images/i0002.png")


def test_a_forged_article_makes_another_book(river: Path) -> None:
    article = json.loads(entries(river)[ARTICLE])
    article["headline"] = [{"type": "text", "text": "另一条河的账本"}]
    data = json.dumps(article).encode()
    record = record_of(river)
    record["article"]["sha256"] = sha(data)
    found = verify(changed(river, {ARTICLE: data, RECORD: json.dumps(record).encode()}))
    assert (found.outcome, found.altered, found.reads_alike) == ("different", (), False)
    assert {"EPUB/c0001.xhtml", "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"} <= set(found.entries)


# --- what cannot be verified ---------------------------------------------------------------------------------------


def test_a_book_without_a_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(article_of("一段话。"), tmp_path / "a.epub")
    assert main(["verify", str(tmp_path / "a.epub")]) == 3
    assert "--carry-source" in capsys.readouterr().err


@pytest.mark.parametrize("way", ["../../escaped.css", "/escaped.css", ""])
def test_a_record_cannot_write_outside_its_folder(way: str, river: Path) -> None:
    record = record_of(river)
    file = {"name": ARTICLE, "sha256": record["article"]["sha256"], "origin": way}
    record["theme_folders"] = [{"name": "own", "files": [file]}]
    with pytest.raises(InputError, match="record-broken"):
        verify(changed(river, {RECORD: json.dumps(record).encode()}))


def test_a_bomb_is_not_unpacked(river: Path) -> None:
    bomb = changed(river, {ARTICLE: b" " * 60_000_000})
    with pytest.raises(LimitError, match="container-too-large") as caught:
        verify(bomb)
    assert caught.value.file == str(bomb)


def test_a_book_that_is_cut_short(river: Path) -> None:
    short = river.with_name("short.epub")
    short.write_bytes(river.read_bytes()[:-3000])
    with pytest.raises(InputError, match="container-broken") as caught:
        verify(short)
    assert caught.value.file == str(short)


def test_what_is_carried_can_be_taken_out_by_any_unzip(river: Path) -> None:
    carried = carried_by(river.read_bytes(), river)
    assert carried.files[ARTICLE] == entries(river)[ARTICLE]
    assert carried.altered == ()
