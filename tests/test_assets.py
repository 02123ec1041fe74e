"""Images: found only below the article's folder, verified, and rewritten where readers would not agree on them."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from conftest import ROOT, article_of
from PIL import Image

from publisher.assets import MOST_PIXELS, Assets, load_assets
from publisher.model import Box, Figure, InlineImage, Note, Paragraph


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (8, 6), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


def load(src: str, base: Path | None) -> Assets:
    return load_assets(article_of(Figure(src=src, lines=(7, 7))), base)


def refusals(assets: Assets) -> list[tuple[str, int]]:
    return [(said.code, said.line) for said in assets.diagnostics]


KEPT = [("PNG", "RGB"), ("PNG", "L"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "1"), ("JPEG", "RGB"), ("JPEG", "L")]


@pytest.mark.parametrize(("kind", "mode"), KEPT)
def test_what_all_readers_know_is_kept_to_the_byte(tmp_path: Path, kind: str, mode: str) -> None:
    (tmp_path / "a.bin").write_bytes(picture(kind, mode))
    asset = load("a.bin", tmp_path).images["a.bin"]
    assert asset.data == (tmp_path / "a.bin").read_bytes()
    assert (asset.name, asset.media_type) == (f"i0001.{'png' if kind == 'PNG' else 'jpg'}", f"image/{kind.lower()}")


REWRITTEN = [
    ("GIF", "P", "PNG"), ("WEBP", "RGB", "PNG"), ("WEBP", "RGBA", "PNG"), ("JPEG", "CMYK", "JPEG"), ("PNG", "I;16", "PNG"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "mode", "becomes"), REWRITTEN)
def test_the_rest_is_written_anew(tmp_path: Path, kind: str, mode: str, becomes: str) -> None:
    (tmp_path / "a.png").write_bytes(picture(kind, mode))
    asset = load("a.png", tmp_path).images["a.png"]
    with Image.open(io.BytesIO(asset.data)) as image:
        assert image.format == becomes
        assert image.mode in ("RGB", "RGBA")
        assert image.size == (8, 6)
    assert asset.media_type == f"image/{becomes.lower()}"


def test_a_turned_photograph_is_set_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "a.jpg").write_bytes(picture("JPEG", size=(8, 6), exif=exif))
    with Image.open(io.BytesIO(load("a.jpg", tmp_path).images["a.jpg"].data)) as image:
        assert image.size == (6, 8)
        assert image.getexif().get(0x0112, 1) == 1


def test_of_an_animation_the_first_picture(tmp_path: Path) -> None:
    frames = [Image.new("P", (8, 6), colour) for colour in (0, 1)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(load("a.gif", tmp_path).images["a.gif"].data)) as image:
        assert getattr(image, "n_frames", 1) == 1


def test_names_are_ascii_and_numbered_and_each_image_is_there_once(tmp_path: Path) -> None:
    for name in ("照片 一.png", "b&c.png"):
        (tmp_path / name).write_bytes(picture())
    inner = Paragraph(content=(InlineImage(src="b&c.png", alt=""), Note(blocks=(Figure(src="照片 一.png"),))))
    assets = load_assets(article_of(Figure(src="照片 一.png"), Box(blocks=(inner,))), tmp_path)
    assert {src: asset.name for src, asset in assets.images.items()} == {
        "照片 一.png": "i0001.png",
        "b&c.png": "i0002.png",
    }
    assert assets.diagnostics == ()


def bomb() -> bytes:
    """A PNG of 400 million white pixels in some hundred bytes."""

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    head = struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


BROKEN = {
    "empty": b"",
    "text": b"not an image",
    "html": b"<html><img src=x></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    "cut short": picture(size=(200, 200))[:-60],
    "cut in the head": picture()[:20],
    "jpeg cut short": picture("JPEG", size=(300, 300))[:300],
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "bomb": bomb(),
    "pdf": b"%PDF-1.7\n",
    "magic alone": b"\x89PNG\r\n\x1a\n",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_image_is_told_and_left_out(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.png").write_bytes(BROKEN[kind])
    assets = load("a.png", tmp_path)
    assert assets.images == {}
    assert refusals(assets) == [("image-broken", 7)]
    assert "<_io" not in assets.diagnostics[0].message


def test_too_many_pixels(tmp_path: Path) -> None:
    side = int(MOST_PIXELS**0.5) + 10
    (tmp_path / "a.png").write_bytes(picture(mode="1", size=(side, side)))
    assert refusals(load("a.png", tmp_path)) == [("image-broken", 7)]


OUTSIDE = ["../secret.png", "sub/../../secret.png", "link.png", "folder-link/secret.png"]


@pytest.mark.parametrize("src", OUTSIDE)
def test_nothing_outside_the_articles_folder_is_read(tmp_path: Path, src: str) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    base = tmp_path / "base"
    (base / "sub").mkdir(parents=True)
    (base / "link.png").symlink_to(tmp_path / "secret.png")
    (base / "folder-link").symlink_to(tmp_path)
    assets = load(src, base)
    assert assets.images == {}
    assert [code for code, _ in refusals(assets)] in (["image-broken"], ["image-missing"])


def test_an_absolute_path_is_outside_too(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "base").mkdir()
    assert load(str(tmp_path / "secret.png"), tmp_path / "base").images == {}


MISSING = [
    "gone.png", "", "\0", "sub", "http://example.org/a.png", "file:///etc/passwd", "data:image/png;base64,AAAA", "a" * 5000,
    "//host/share/a.png", "a.png/b",
]  # fmt: skip


@pytest.mark.parametrize("src", MISSING)
def test_what_is_not_there_is_told(tmp_path: Path, src: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.png").write_bytes(picture())
    assets = load(src, tmp_path)
    assert assets.images == {}
    assert len(assets.diagnostics) == (1 if src else 0)


def test_without_a_folder_there_are_no_images() -> None:
    assert refusals(load("a.png", None)) == [("image-missing", 7)]


def test_a_missing_image_is_told_once(tmp_path: Path) -> None:
    article = article_of(Figure(src="a.png", lines=(3, 3)), Figure(src="a.png", lines=(5, 5)))
    assert refusals(load_assets(article, tmp_path)) == [("image-missing", 3)]


# --- images in documents -----------------------------------------------------------------------------------------------


def document(**parts: bytes) -> bytes:
    """A container whose parts are named with `__` for `/` and `_` for `.`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def test_an_image_is_taken_out_of_the_document_beside_the_article(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(document(word__media__a_png=picture()))
    src = "稿.docx!word/media/a.png"
    assert load(src, tmp_path).images[src].data == picture()


def test_names_of_documents_and_files_may_hold_the_mark(tmp_path: Path) -> None:
    (tmp_path / "急!稿!.docx").write_bytes(document(a_png=picture()))
    (tmp_path / "b!a.png").write_bytes(picture())
    for src in ("急!稿!.docx!a.png", "b!a.png"):
        assert load(src, tmp_path).diagnostics == ()


IN_DOCUMENTS = {
    "no such part": ("a.docx!word/media/b.png", "image-missing"),
    "no such document": ("b.docx!a.png", "image-missing"),
    "a path out of the document": ("a.docx!../secret.png", "image-missing"),
    "an absolute path": ("a.docx!/secret.png", "image-missing"),
    "a document outside": ("../out.docx!a.png", "image-broken"),
    "a document that is none": ("text.docx!a.png", "image-broken"),
    "a part that is no image": ("a.docx!text.png", "image-broken"),
    "a part that is a bomb": ("a.docx!bomb.png", "image-broken"),
    "no end of marks": ("a.docx" + "!" * 100, "image-missing"),
}


@pytest.mark.parametrize("kind", IN_DOCUMENTS)
def test_what_a_document_does_not_hold(tmp_path: Path, kind: str) -> None:
    src, code = IN_DOCUMENTS[kind]
    base = tmp_path / "base"
    base.mkdir()
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "out.docx").write_bytes(document(a_png=picture()))
    (base / "text.docx").write_bytes("只是文字".encode())
    (base / "a.docx").write_bytes(document(a_png=picture(), text_png=b"x", bomb_png=bytes(20_000_000)))
    assets = load(src, base)
    assert assets.images == {}
    assert refusals(assets) == [(code, 7)]


# --- images that their address holds ------------------------------------------------------------------------------------


def test_an_image_of_a_data_address_is_loaded() -> None:
    picture = next((ROOT / "data" / "samples").rglob("*.png")).read_bytes()
    src = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    found = load_assets(article_of("正文。", Figure(src=src)), None)
    assert (len(found.images), found.diagnostics) == (1, ())
    assert found.images[src].media_type == "image/png"


@pytest.mark.parametrize(
    "src",
    ["data:image/png;base64,***", "data:image/png;base64,aGVsbG8=", f"data:image/png;base64,{'A' * 10_000_001}"],
    ids=["no base64", "no image", "too long"],
)
def test_a_data_address_that_holds_no_image_is_reported_in_short(src: str) -> None:
    remark = load_assets(article_of("正文。", Figure(src=src)), None).diagnostics[0]
    assert remark.code == "image-broken"
    assert len(remark.message) < 500


def test_a_data_address_of_another_kind_is_nothing_that_is_there() -> None:
    remark = load_assets(article_of("正文。", Figure(src="data:text/html,<b>x</b>")), None).diagnostics[0]
    assert remark.code == "image-missing"
