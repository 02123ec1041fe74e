"""An archive proves itself: what it carries makes the same bytes again, and what was altered is found."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest
from conftest import ROOT, article_of, options, publish, publish_all, read

from publisher.__main__ import main
from publisher.errors import GlyphError, InputError, PublisherError
from publisher.fonts import face_of, family
from publisher.model import Article
from publisher.options import Options, PDFProfile, ReadOptions, RenderOptions, TransformOptions, WriteOptions
from publisher.provenance import carry
from publisher.provenance import verify as verifying
from publisher.provenance.record import BuildRecord
from publisher.provenance.shelves import RECORD_NAME
from publisher.provenance.unpack import carried_by
from publisher.provenance.verify import verify
from publisher.provenance.versions import engine_versions

SAMPLES = ROOT / "data" / "samples"
ARCHIVE = options(pdf="archive")


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a feature with pictures."""
    target = tmp_path_factory.mktemp("archive") / "river.pdf"
    publish(SAMPLES / "river-ledger.json", target, options=ARCHIVE)
    return target


def attachments(path: Path) -> dict[str, bytes]:
    return dict(carried_by(path.read_bytes(), path).files)


def record_of(path: Path) -> BuildRecord:
    return carried_by(path.read_bytes(), path).record


# --- what is carried -----------------------------------------------------------------------------------------------


def test_an_archive_carries_its_source_its_article_its_pictures_and_a_record(river: Path) -> None:
    files = attachments(river)
    assert set(files) == {
        "river-ledger.json",
        "article.json",
        "build.json",
        "image-i0001.jpg",
        "image-i0002.png",
        "image-i0003.png",
    }
    assert files["river-ledger.json"] == (SAMPLES / "river-ledger.json").read_bytes()
    record = record_of(river)
    assert {each.name: each.sha256 for each in record.files()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != RECORD_NAME
    }


def test_the_record_names_engines_fonts_and_options(river: Path) -> None:
    record = record_of(river)
    assert record.engines == dict(engine_versions())
    assert all(version != "unknown" for version in record.engines.values())
    assert any(path.startswith("noto-serif") for path in record.fonts)
    for path, digest in record.fonts.items():
        assert hashlib.sha256((ROOT / "fonts" / path).read_bytes()).hexdigest() == digest
    assert record.options["write"]["pdf"] == "archive"


def test_no_path_of_the_machine_is_in_it(river: Path) -> None:
    assert str(ROOT).encode() not in attachments(river)[RECORD_NAME]
    assert str(river.parent).encode() not in attachments(river)[RECORD_NAME]


def test_each_file_says_what_it_is_to_the_document(river: Path) -> None:
    with pikepdf.open(river) as pdf:
        related = {str(each.UF): str(each.AFRelationship) for each in pdf.Root.AF}
    assert related["river-ledger.json"] == "/Source"
    assert related["article.json"] == related["build.json"] == "/Data"
    assert related["image-i0001.jpg"] == "/Supplement"


def test_an_article_made_in_python_has_no_source(tmp_path: Path) -> None:
    target = tmp_path / "made.pdf"
    publish(article_of("一段话。"), target, options=ARCHIVE)
    assert set(attachments(target)) == {"article.json", "build.json"}
    found = verify(target)
    assert (found.outcome, found.reads_alike) == ("identical", None)


@pytest.mark.parametrize("name", ["build.json", "article.json", "image-i0001.jpg", "theme-0-page.css"])
def test_a_source_with_a_name_of_ours(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_text("渡口的早晨\n\n　　船还没有来，等船的人先来了。", "utf-8")
    data = source.read_bytes()
    if name.endswith(".json"):
        data = (SAMPLES / "first-bus.json").read_bytes()
        source.write_bytes(data)
    publish(source, tmp_path / "out.pdf", options=ARCHIVE)
    assert attachments(tmp_path / "out.pdf")[f"source-{name}"] == data
    assert verify(tmp_path / "out.pdf").outcome == "identical"


def test_the_other_profiles_carry_nothing(tmp_path: Path) -> None:
    for profile in ("screen", "print"):
        publish(SAMPLES / "canals.txt", tmp_path / f"{profile}.pdf", options=options(pdf=profile))
        with pikepdf.open(tmp_path / f"{profile}.pdf") as pdf:
            assert len(pdf.attachments) == 0


# --- the same bytes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["canals.txt", "lamps.html", "signal-box.md", "river-ledger.json", "rain-names.json"])
def test_what_an_archive_carries_makes_it_again(name: str, tmp_path: Path) -> None:
    publish(SAMPLES / name, tmp_path / "a.pdf", options=ARCHIVE)
    found = verify(tmp_path / "a.pdf")
    assert (found.outcome, found.reads_alike, found.altered, found.engines) == ("identical", True, (), ())
    assert found.sha256 == found.rebuilt_sha256


@pytest.mark.parametrize("profile", ["archive", "print"])
def test_what_else_is_made_in_the_run_changes_no_byte(profile: PDFProfile, tmp_path: Path) -> None:
    """Faces are shared on a screen, where a glyph's number does not matter; a file that is kept stands for itself."""
    for source in ("canals.txt", "river-ledger.json"):
        article, base = read(SAMPLES / source), SAMPLES
        publish_all(article, [tmp_path / "alone.pdf"], options(pdf=profile), base=base)
        publish_all(article, [tmp_path / f"both.{kind}" for kind in ("epub", "pdf")], options(pdf=profile), base=base)
        assert (tmp_path / "alone.pdf").read_bytes() == (tmp_path / "both.pdf").read_bytes()


def test_the_command_line_makes_archives_beside_books(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(SAMPLES / "river-ledger.json"), "--pdf", "archive", "-o", f"{tmp_path}/", "-q"]) == 0
    (archive,) = tmp_path.glob("*.pdf")
    assert main(["verify", "--json", str(archive)]) == 0
    assert msgspec.json.decode(capsys.readouterr().out)["outcome"] == "identical"


CHOSEN: dict[str, Options] = {
    "vertical": options(pdf="archive", vertical=True, trim="a5"),
    "base theme": options(pdf="archive", theme="base"),
    "rules off": Options(transform=TransformOptions(fullwidth_punctuation=False), write=WriteOptions(pdf="archive")),
    "encoding": Options(read=ReadOptions(encoding="utf-8", lang="zh-Hans"), write=WriteOptions(pdf="archive")),
}


@pytest.mark.parametrize("chosen", CHOSEN.values(), ids=CHOSEN)
def test_the_options_are_carried_too(chosen: Options, tmp_path: Path) -> None:
    publish(SAMPLES / "canals.txt", tmp_path / "a.pdf", options=chosen)
    assert verify(tmp_path / "a.pdf").outcome == "identical"


def test_the_date_of_the_build_is_carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    publish(SAMPLES / "canals.txt", tmp_path / "dated.pdf", options=ARCHIVE)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    publish(SAMPLES / "canals.txt", tmp_path / "plain.pdf", options=ARCHIVE)
    assert (tmp_path / "dated.pdf").read_bytes() != (tmp_path / "plain.pdf").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert [verify(tmp_path / name).outcome for name in ("dated.pdf", "plain.pdf")] == ["identical"] * 2


def test_a_theme_of_ones_own_is_carried_with_those_it_extends(tmp_path: Path) -> None:
    house, own = tmp_path / "themes" / "house", tmp_path / "themes" / "own"
    for folder, extends, css in (
        (house, "press", ".headline { color: #036; }"),
        (own, "../house", ".deck { color: #063; }"),
    ):
        (folder / "blocks").mkdir(parents=True)
        (folder / "theme.toml").write_text(f'extends = "{extends}"\n', "utf-8")
        (folder / "style.css").write_text(css, "utf-8")
    (own / "blocks" / "separator.html").write_text("<hr class='own'/>", "utf-8")
    publish(SAMPLES / "canals.txt", tmp_path / "a.pdf", options=options(theme=str(own), pdf="archive"))
    assert {"theme-0-style.css", "theme-0-blocks-separator.html", "theme-1-style.css"} <= set(
        attachments(tmp_path / "a.pdf")
    )
    for folder in (own, house):
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    assert verify(tmp_path / "a.pdf").outcome == "identical"


def test_a_font_of_ones_own_has_to_be_given(tmp_path: Path) -> None:
    font = face_of(family("LXGW WenKai"), "zh-Hans", 400).path
    chosen = Options(render=RenderOptions(font=(str(font),)), write=WriteOptions(pdf="archive"))
    publish(SAMPLES / "ferry.txt", tmp_path / "a.pdf", options=chosen)
    with pytest.raises(InputError) as caught:
        verify(tmp_path / "a.pdf")
    assert (caught.value.code, caught.value.values["role"]) == ("verify-font", "song")
    assert verify(tmp_path / "a.pdf", {"song": font}).outcome == "identical"
    other = face_of(family("Noto Serif CJK"), "zh-Hans", 400).path
    with pytest.raises(InputError, match="verify-font"):
        verify(tmp_path / "a.pdf", {"song": other})


# --- what is not the same ------------------------------------------------------------------------------------------


def with_files(path: Path, changed: Mapping[str, bytes]) -> Path:
    """A copy of an archive in which some attachments hold something else."""
    target = path.with_name("changed.pdf")
    with pikepdf.open(path) as pdf:
        for name, data in changed.items():
            pdf.attachments[name].obj.EF.F.write(data)
        pdf.save(target)
    return target


def forged(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """A copy whose article was changed, and its hash in the record with it."""
    article = msgspec.json.decode(attachments(path)["article.json"])
    change(article)
    data = msgspec.json.encode(article)
    record = msgspec.json.decode(attachments(path)[RECORD_NAME])
    record["article"]["sha256"] = hashlib.sha256(data).hexdigest()
    return with_files(path, {"article.json": data, RECORD_NAME: msgspec.json.encode(record)})


def test_a_carried_file_that_was_altered_is_named(river: Path) -> None:
    changed = with_files(river, {"image-i0002.png": b"no picture", "river-ledger.json": b"{}"})
    found = verify(changed)
    assert (found.outcome, found.altered) == ("different", ("river-ledger.json", "image-i0002.png"))


def test_a_forged_article_makes_other_pages(river: Path) -> None:
    def change(article: dict[str, Any]) -> None:
        article["headline"] = [{"type": "text", "text": "另一条河的账本"}]

    found = verify(forged(river, change))
    assert (found.outcome, found.reads_alike, found.altered) == ("different", False, ())
    assert 1 in found.pages


def test_pages_that_were_changed_are_named(river: Path) -> None:
    changed = river.with_name("painted.pdf")
    with pikepdf.open(river) as pdf:
        page = pdf.pages[1]
        page.contents_add(b"q 1 0 0 rg 200 400 120 60 re f Q")
        pdf.save(changed)
    found = verify(changed)
    assert (found.outcome, found.pages) == ("different", (2,))


def test_a_page_that_was_taken_out_is_missed(river: Path) -> None:
    changed = river.with_name("shorter.pdf")
    with pikepdf.open(river) as pdf:
        count = len(pdf.pages)
        del pdf.pages[-1]
        pdf.save(changed)
    found = verify(changed)
    assert (found.outcome, found.page_counts) == ("different", (count - 1, count))


def test_with_another_zlib_text_and_pages_are_compared(river: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = {**engine_versions(), "zlib": "9.9"}
    for module in (carry, verifying):
        monkeypatch.setattr(module, "engine_versions", lambda **_: now)
    found = verify(river)
    assert (found.outcome, found.passed, found.pages) == ("equivalent", True, ())
    assert [(each.name, each.now) for each in found.engines] == [("zlib", "9.9")]


def test_another_engine_excuses_no_other_page(river: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(article: dict[str, Any]) -> None:
        article["blocks"] = article["blocks"][1:]

    changed = forged(river, change)
    now = {**engine_versions(), "pango": "9.9"}
    for module in (carry, verifying):
        monkeypatch.setattr(module, "engine_versions", lambda **_: now)
    found = verify(changed)
    assert (found.outcome, found.passed) == ("different", False)
    assert found.pages


# --- what cannot be verified ---------------------------------------------------------------------------------------


def test_a_file_without_a_record(tmp_path: Path) -> None:
    publish(article_of("一段话。"), tmp_path / "plain.pdf")
    with pytest.raises(InputError, match="verify-nothing-carried"):
        verify(tmp_path / "plain.pdf")


BROKEN_RECORDS = {
    "no JSON": (b"{", "record-broken"),
    "another shape": (b'{"publisher": 1}', "record-broken"),
    "a list": (b"[]", "record-broken"),
    "a later format": (b'{"format": 2, "publisher": "9.0"}', "record-format"),
}


@pytest.mark.parametrize(("data", "code"), BROKEN_RECORDS.values(), ids=BROKEN_RECORDS)
def test_a_record_that_cannot_be_read(data: bytes, code: str, river: Path) -> None:
    with pytest.raises(InputError) as caught:
        verify(with_files(river, {RECORD_NAME: data}))
    assert caught.value.code == code


@pytest.mark.parametrize("way", ["../../escaped.css", "/escaped.css", ""])
def test_a_record_cannot_write_outside_its_folder(way: str, river: Path) -> None:
    record = msgspec.json.decode(attachments(river)[RECORD_NAME])
    file = {"name": "article.json", "sha256": record["article"]["sha256"], "origin": way}
    record["theme_folders"] = [{"name": "own", "files": [file]}]
    with pytest.raises(InputError, match="record-broken"):
        verify(with_files(river, {RECORD_NAME: msgspec.json.encode(record)}))


def test_what_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no")
    with pytest.raises(InputError, match="pdf-unreadable"):
        verify(tmp_path / "x.pdf")
    with pytest.raises(InputError, match="source-missing"):
        verify(tmp_path / "absent.pdf")


def test_the_command(river: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(river)]) == 0
    assert "the same bytes" in capsys.readouterr().out
    changed = with_files(river, {"article.json": b"{}"})
    assert main(["verify", str(changed)]) == 1
    assert "article.json" in capsys.readouterr().out
    assert main(["--messages", "zh", "verify", str(river)]) == 0
    assert "逐字节相同" in capsys.readouterr().out
    assert main(["verify", "--json", str(river), str(tmp_path / "absent.pdf")]) == 1
    first, second = (msgspec.json.decode(line) for line in capsys.readouterr().out.splitlines())
    assert (first["outcome"], first["passed"]) == ("identical", True)
    assert second["error"]["code"] == "source-missing"


# --- glyphs --------------------------------------------------------------------------------------------------------


def test_a_character_without_a_glyph_stops_the_archive_with_a_list(tmp_path: Path) -> None:
    article = article_of("甲\U0001f9ff乙\U00013000丙")
    with pytest.raises(GlyphError) as caught:
        publish(article, tmp_path / "a.pdf", options=ARCHIVE)
    assert (caught.value.code, caught.value.status) == ("glyphs-missing", 5)
    assert caught.value.values["characters"] == "\U00013000 (U+13000)、\U0001f9ff (U+1F9FF)"
    assert not (tmp_path / "a.pdf").exists()


def test_its_epub_is_made_all_the_same(tmp_path: Path) -> None:
    targets = [tmp_path / "a.epub", tmp_path / "a.pdf"]
    with pytest.raises(PublisherError) as caught:
        publish_all(article_of("甲\U00013000乙"), targets, ARCHIVE)
    assert [path for path, _ in caught.value.outputs] == [str(targets[0])]
    assert targets[0].exists() and not targets[1].exists()


def test_the_screen_shows_it_as_a_geta(tmp_path: Path) -> None:
    result = publish(article_of("甲\U00013000乙"), tmp_path / "a.pdf")
    assert "glyph-missing" in [each.code for each in result.diagnostics]


def test_read_and_the_source_of_a_file_are_one_reading(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes("渡口\n\n　　船还没有来。".encode("gb18030"))
    publish(source, tmp_path / "a.pdf", options=ARCHIVE)
    carried = carried_by((tmp_path / "a.pdf").read_bytes(), tmp_path / "a.pdf")
    assert carried.files["a.txt"] == source.read_bytes()
    assert msgspec.json.decode(carried.files["article.json"])["encoding"] == "gb18030"
    assert isinstance(read(source), Article)
    assert io.BytesIO(carried.files["a.txt"]).read()
