"""The three PDF profiles: what each is for, says of itself, and holds."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import ROOT, article_of, options, publish, text
from PIL import Image, ImageCms

from publisher import __version__
from publisher.check import check
from publisher.diagnostics import Diagnostic
from publisher.model import Article, Figure, Link, Paragraph, Text
from publisher.options import PDFProfile
from publisher.page import PageDesign, type_area
from publisher.writers.pdf.finishing.cmyk import Press
from publisher.writers.pdf.finishing.output_intent import press_profile

SAMPLES = ROOT / "data" / "samples"
PROFILES: tuple[PDFProfile, ...] = ("screen", "archive", "print")
MM = 72 / 25.4


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> dict[PDFProfile, Path]:
    """A feature with pictures, a chart, tables, notes and links, in each profile."""
    folder = tmp_path_factory.mktemp("profiles")
    for profile in PROFILES:
        publish(SAMPLES / "river-ledger.json", folder / f"{profile}.pdf", options=options(pdf=profile))
    return {profile: folder / f"{profile}.pdf" for profile in PROFILES}


@pytest.fixture(scope="module")
def upright(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in vertical lines, for print."""
    target = tmp_path_factory.mktemp("profiles") / "vertical.pdf"
    publish(SAMPLES / "river-ledger.json", target, options=options(pdf="print", vertical=True, trim="a5"))
    return target


def metadata(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        stream = pdf.Root.Metadata
        assert "/Filter" not in stream  # an archive's packet can be read without a PDF library
        return stream.read_bytes().decode()


def operators(page: Any) -> Iterator[tuple[str, list[Any]]]:
    for each in pikepdf.parse_content_stream(page):
        if isinstance(each, pikepdf.ContentStreamInstruction):
            yield str(each.operator), list(each.operands)


# --- what each says of itself --------------------------------------------------------------------------------------


CLAIMS = {
    "screen": {"pdfuaid:part": "1"},
    "archive": {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"},
    "print": {},
}
VERSIONS = {"screen": b"%PDF-1.7", "archive": b"%PDF-1.7", "print": b"%PDF-1.6"}
INTENTS = {"screen": [], "archive": ["/GTS_PDFA1 sRGB 3"], "print": ["/GTS_PDFX FOGRA39 4"]}


@pytest.mark.parametrize("profile", PROFILES)
def test_it_claims_what_it_follows_and_no_more(profile: PDFProfile, river: dict[PDFProfile, Path]) -> None:
    said = metadata(river[profile])
    claims = dict(re.findall(r"<(pdf(?:a|ua|x)id:\w+)>([^<]+)<", said))
    assert claims == CLAIMS[profile]
    # Nothing here can certify PDF/X.
    assert "GTS_PDFXVersion" not in said


@pytest.mark.parametrize("profile", PROFILES)
def test_version_output_intent_and_identifier(profile: PDFProfile, river: dict[PDFProfile, Path]) -> None:
    assert river[profile].read_bytes().startswith(VERSIONS[profile])
    with pikepdf.open(river[profile]) as pdf:
        intents = [
            f"{each.S} {each.OutputConditionIdentifier} {each.DestOutputProfile.N}"
            for each in pdf.Root.get("/OutputIntents", [])
        ]
        assert intents == INTENTS[profile]
        assert len(pdf.trailer.get("/ID", [])) == (0 if profile == "screen" else 2)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_packet_and_the_information_agree(profile: PDFProfile, river: dict[PDFProfile, Path]) -> None:
    with pikepdf.open(river[profile]) as pdf, pdf.open_metadata() as said:
        info = pdf.docinfo
        assert said["dc:title"] == str(info.Title) == "一条河的账本"
        assert said["pdf:Producer"] == str(info.Producer)
        assert said["xmp:CreatorTool"] == str(info.Creator) == f"publisher {__version__}"
        assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == "2024-06-19T00:00:00Z"
        assert str(info.CreationDate).startswith("D:20240619")
        assert list(said["dc:creator"]) == str(info.Author).split(", ")
        assert list(said["dc:language"]) == ["zh-Hans"]


def test_text_that_looks_like_markup_stays_text_in_the_packet(tmp_path: Path) -> None:
    publish(article_of("甲", headline="<b>&amp;</b> \"'"), tmp_path / "a.pdf", options=options(pdf="archive"))
    with pikepdf.open(tmp_path / "a.pdf") as pdf, pdf.open_metadata() as said:
        assert said["dc:title"] == "<b>&amp;</b> \"'"


def test_the_screen_is_not_larger_than_the_archive(river: dict[PDFProfile, Path]) -> None:
    assert river["screen"].stat().st_size < river["archive"].stat().st_size


@pytest.mark.parametrize("profile", PROFILES)
def test_bookmarks_are_in_every_profile(profile: PDFProfile, river: dict[PDFProfile, Path]) -> None:
    with pikepdf.open(river[profile]) as pdf, pdf.open_outline() as outline:
        assert [each.title for each in outline.root] == ["一条河的账本"]
        assert outline.root[0].children


@pytest.mark.parametrize("profile", PROFILES)
def test_links_lead_somewhere_but_in_print(profile: PDFProfile, tmp_path: Path) -> None:
    paragraph = Paragraph(content=(Text("见"), Link(href="https://example.org/", content=text("那里")), Text("。")))
    publish(article_of(paragraph), tmp_path / "a.pdf", options=options(pdf=profile))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        annotations = [each for page in pdf.pages for each in page.get("/Annots", [])]
    assert [int(each.F) for each in annotations] == ([] if profile == "print" else [4])


PROGRAM = """
import sys
from publisher import Options, WriteOptions, publish
for profile in ("screen", "archive", "print"):
    chosen = Options(write=WriteOptions(pdf=profile))
    print(publish(sys.argv[1], f"{profile}.pdf", options=chosen).sha256)
"""


def test_the_same_bytes_on_any_day_at_any_place(tmp_path: Path) -> None:
    made = set()
    for number, (zone, seed) in enumerate((("UTC", "0"), ("Asia/Shanghai", "1"), ("America/New_York", "77"))):
        folder = tmp_path / f"夹 {number}"
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(SAMPLES / "river-ledger.json")],
            cwd=folder,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LANG": "C"},
            capture_output=True,
            text=True,
            check=True,
        )
        made.add(done.stdout)
    assert len(made) == 1


# --- pictures that nobody describes ----------------------------------------------------------------------------------


def pictured(folder: Path, *, alt: str = "", caption: str = "") -> tuple[Article, list[Diagnostic]]:
    (folder / "a.png").write_bytes((SAMPLES / "images" / "levels.png").read_bytes())
    figure = Figure(src="a.png", alt=alt, caption=text(caption) if caption else (), lines=(3, 3))
    article = article_of("甲", figure)
    result = publish(article, folder / "a.pdf", options=options(pdf="archive"))
    return article, list(result.diagnostics)


@pytest.mark.parametrize(("alt", "caption", "said"), [("桥", "", "桥"), ("", "石桥", "石桥"), ("桥", "石桥", "桥")])
def test_a_picture_is_described_by_its_alternative_text_or_its_caption(
    alt: str, caption: str, said: str, tmp_path: Path
) -> None:
    _, remarks = pictured(tmp_path, alt=alt, caption=caption)
    assert remarks == []
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata(tmp_path / "a.pdf")
    assert alternative_texts(tmp_path / "a.pdf") == [said]


def test_a_picture_that_nobody_describes_is_reported_and_no_accessibility_is_claimed(tmp_path: Path) -> None:
    _, remarks = pictured(tmp_path)
    assert [(each.code, each.line, each.severity) for each in remarks] == [("image-undescribed", 3, "warning")]
    said = metadata(tmp_path / "a.pdf")
    assert "pdfuaid:part" not in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said


def alternative_texts(path: Path) -> list[str]:
    found = []

    def walk(element: Any) -> None:
        if str(element.get("/S", "")) == "/Figure":
            found.append(str(element.Alt))
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary):
                walk(kid)

    with pikepdf.open(path) as pdf:
        walk(pdf.Root.StructTreeRoot.K[0])
    return found


# --- the sheet -----------------------------------------------------------------------------------------------------


def box(page: Any, name: str) -> list[float]:
    return [float(edge) for edge in page.obj[name]]


def test_the_boxes_of_a_sheet(river: dict[PDFProfile, Path], upright: Path) -> None:
    for path, (width, height) in ((river["print"], (210, 297)), (upright, (210, 148))):
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                trim = box(page, "/TrimBox")
                assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([width * MM, height * MM], abs=0.01)
                grown = [trim[0] - 3 * MM, trim[1] - 3 * MM, trim[2] + 3 * MM, trim[3] + 3 * MM]
                assert box(page, "/BleedBox") == pytest.approx(grown, abs=0.01)
                media = box(page, "/MediaBox")
                assert media[0] < grown[0] and media[1] < grown[1] and media[2] > grown[2] and media[3] > grown[3]
                assert box(page, "/CropBox") == media


def test_the_marks_stand_outside_the_bleed_in_every_ink(river: dict[PDFProfile, Path]) -> None:
    with pikepdf.open(river["print"]) as pdf:
        page = pdf.pages[0]
        first, *_ = page.obj.Contents
        space = page.obj.Resources.ColorSpace["/AllInks"]
        assert [str(each) for each in space[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
        left, bottom, right, top = box(page, "/BleedBox")
        points = [
            (float(operands[0]), float(operands[1]))
            for operator, operands in operators(first)
            if operator in ("m", "l")
        ]
        assert len(points) == 2 * (8 + 2 * 4) + 4  # four corners, four crosses, and where each ring begins
        assert not [(x, y) for x, y in points if left < x < right and bottom < y < top]
        kinds = [str(operands[0]) for operator, operands in operators(first) if operator in ("BDC", "CS")]
        assert kinds == ["/Artifact", "/AllInks"]


def test_a_coloured_page_bleeds(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "theme.toml").write_text('extends = "base"\n', "utf-8")
    (theme / "page.css").write_text("@page { background: #ffcc00 }\n", "utf-8")
    publish(article_of("甲"), tmp_path / "a.pdf", options=options(theme=str(theme), pdf="print"))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        page = pdf.pages[0]
        bleed = box(page, "/BleedBox")
        scale = 0.75
        rectangles = [[float(each) * scale for each in operands] for name, operands in operators(page) if name == "re"]
        assert any(x <= bleed[0] + 0.1 and width >= bleed[2] - bleed[0] - 0.1 for x, _, width, _ in rectangles)


@pytest.mark.parametrize("trim", ["a4", "a5", "b5", "jis-b5", "16k", "letter", "130x190mm"])
def test_margins_are_mirrored_about_the_spine(trim: str, tmp_path: Path) -> None:
    area = type_area(PageDesign(), trim, bound=True)
    assert area.mirrored
    assert area.inner >= 5 + area.width * 0.12 - 0.01
    assert area.outer >= area.width * 0.12 - 0.01
    turned = type_area(PageDesign(), trim, vertical=True, bound=True)
    assert turned.top >= 5 + turned.height * 0.12 - 0.01
    for each in (area, turned):
        across = each.inner + each.outer + each.characters * each.font_size / MM
        down = each.top + each.bottom + each.lines * each.leading / MM
        assert (across, down) == pytest.approx((each.width, each.height))


@pytest.mark.parametrize("vertical", [False, True])
def test_a_verso_has_its_margins_the_other_way_round(vertical: bool, tmp_path: Path) -> None:
    article = article_of(*["从前有一条河，河边住着一位守桥的老人，每天清早就扫桥。" * 12] * 6)
    publish(article, tmp_path / "a.pdf", options=options(theme="base", trim="a5", pdf="print", vertical=vertical))
    import pypdfium2

    spaces = []
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        for page in list(pdf)[1:3]:
            left, bottom, right, top = page.get_trimbox()
            boxes = [each.get_bounds() for each in page.get_objects() if each.type == 1]
            if vertical:  # laid out sideways: what is its top will be its right
                spaces.append((top - max(each[3] for each in boxes), min(each[1] for each in boxes) - bottom))
            else:
                spaces.append((min(each[0] for each in boxes) - left, right - max(each[2] for each in boxes)))
    (verso, recto) = spaces
    assert recto[0] - verso[0] > 4 * MM if not vertical else True
    assert (verso[0], verso[1]) == pytest.approx((recto[1], recto[0]), abs=8 if vertical else 2)


def test_lines_back_each_other_in_bound_vertical_pages(upright: Path) -> None:
    """Rectos have one grid and versos one, though the spine moves them apart."""
    assert check(upright, profile="print").row("grid").verdict == "passed"


# --- inks ----------------------------------------------------------------------------------------------------------


def colours(page: Any) -> set[tuple[str, tuple[float, ...]]]:
    return {
        (name, tuple(float(each) for each in operands))
        for name, operands in operators(page)
        if name in ("k", "K", "g", "G", "rg", "RG")
    }


def test_text_is_in_black_ink_alone(river: dict[PDFProfile, Path], upright: Path) -> None:
    for path in (river["print"], upright):
        with pikepdf.open(path) as pdf:
            said = set().union(*(colours(page) for page in pdf.pages))
        assert {name for name, _ in said} <= {"k", "K"}
        assert ("k", (0, 0, 0, 1)) in said
        greys = [inks for _, inks in said if inks[:3] == (0, 0, 0)]
        assert len(greys) > 1


def test_no_screen_colour_is_left_anywhere(river: dict[PDFProfile, Path], upright: Path) -> None:
    for path in (river["print"], upright):
        assert check(path, profile="print").row("colours").verdict == "passed"
        with pikepdf.open(path) as pdf:
            assert b"DeviceRGB" not in b"".join(each.unparse() for each in pdf.objects)


def test_every_sample_passes_the_preflight(tmp_path: Path) -> None:
    for source in ("canals.txt", "rain-names.json", "signal-box.md"):
        publish(SAMPLES / source, tmp_path / "a.pdf", options=options(pdf="print"))
        report = check(tmp_path / "a.pdf", profile="print")
        prepress = [each for each in report.rows if each.name in ("boxes", "colours", "intent", "fonts")]
        assert [(each.name, each.verdict) for each in prepress if each.verdict != "passed"] == []


NEUTRAL = [((0.0, 0.0, 0.0), (0, 0, 0, 1)), ((1.0, 1.0, 1.0), (0, 0, 0, 0)), ((0.4, 0.4, 0.4), (0, 0, 0, 0.6))]


@pytest.mark.parametrize(("colour", "inks"), NEUTRAL)
def test_what_is_grey_is_black_ink(colour: tuple[float, float, float], inks: tuple[float, ...]) -> None:
    assert Press(press_profile()).inks(*colour) == pytest.approx(inks)


def test_a_colour_is_the_same_to_the_eye_after_the_press() -> None:
    """Within the press's gamut a colour comes back by the profile's other half to a few levels of 255."""
    press = Press(press_profile())
    back = ImageCms.buildTransform(
        ImageCms.getOpenProfile(io.BytesIO(press_profile())), ImageCms.createProfile("sRGB"), "CMYK", "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    for colour in ((180, 60, 60), (120, 150, 120), (90, 110, 150), (200, 180, 120)):
        inks = press.inks(*(each / 255 for each in colour))
        pixel = Image.new("CMYK", (1, 1), tuple(round(255 * each) for each in inks))
        shown = ImageCms.applyTransform(pixel, back)
        assert shown is not None
        assert list(shown.tobytes()) == pytest.approx(list(colour), abs=6)


def test_the_profile_is_of_a_press_and_keeps_its_ink_limit() -> None:
    profile = ImageCms.getOpenProfile(io.BytesIO(press_profile()))
    assert (profile.profile.device_class, profile.profile.xcolor_space.strip()) == ("prtr", "CMYK")
    steps = range(0, 256, 17)
    cube = Image.frombytes(
        "RGB", (256, 16), bytes(each for r in steps for g in steps for b in steps for each in (r, g, b))
    )
    inks = ImageCms.applyTransform(cube, Press(press_profile()).transform)
    assert inks is not None
    data = inks.tobytes()
    assert max(sum(data[at : at + 4]) for at in range(0, len(data), 4)) / 2.55 <= 300


PICTURES = [
    ("photograph.jpg", "RGB", (200, 80, 40), "/DeviceCMYK", "/DCTDecode"),
    ("drawing.png", "RGB", (200, 80, 40), "/DeviceCMYK", "/FlateDecode"),
    ("grey.jpg", "RGB", (90, 90, 90), "/DeviceGray", "/DCTDecode"),
    ("grey.png", "RGB", (90, 90, 90), "/DeviceGray", "/FlateDecode"),
    ("line.png", "1", 1, "/DeviceGray", "/FlateDecode"),
    ("through.png", "RGBA", (200, 80, 40, 128), "/DeviceCMYK", "/FlateDecode"),
]


@pytest.mark.parametrize(("name", "mode", "colour", "space", "kind"), PICTURES, ids=[each[0] for each in PICTURES])
def test_pictures_are_in_inks(name: str, mode: str, colour: Any, space: str, kind: str, tmp_path: Path) -> None:
    Image.new(mode, (1200, 900), colour).save(tmp_path / name, quality=90)
    publish(article_of("甲", Figure(src=name, alt="色")), tmp_path / "a.pdf", options=options(pdf="print"))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pictures = [
            each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        drawn = [each for each in pictures if "/SMask" in each or mode != "RGBA"]
        assert [(str(each.ColorSpace), str(each.Filter)) for each in drawn] == [(space, kind)]
        assert len(pictures) == (2 if mode == "RGBA" else 1)
        if space == "/DeviceCMYK":
            assert in_screen_colours(drawn[0]) == pytest.approx(colour[:3], abs=16)
    # Drawn, it is no negative: JPEGs of inks are stored the other way round.
    red, green, blue = drawn_colour(tmp_path / "a.pdf")
    assert red > green + 40 > blue if space == "/DeviceCMYK" else max(red, green, blue) - min(red, green, blue) < 12


def in_screen_colours(picture: Any) -> tuple[int, ...]:
    """The colour of a picture of one colour, by the press's profile the other way."""
    is_photograph = picture.Filter == "/DCTDecode"
    data = pikepdf.PdfImage(picture).as_pil_image().tobytes() if is_photograph else picture.read_bytes()
    back = ImageCms.buildTransform(
        ImageCms.getOpenProfile(io.BytesIO(press_profile())), ImageCms.createProfile("sRGB"), "CMYK", "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    shown = ImageCms.applyTransform(Image.frombytes("CMYK", (1, 1), data[:4]), back)
    assert shown is not None
    return tuple(shown.tobytes())


def drawn_colour(path: Path) -> tuple[int, ...]:
    """What the middle of the picture looks like in MuPDF."""
    from validators import run

    out = path.with_suffix(".png")
    done = run("mutool", "draw", "-q", "-r", "36", "-o", out, path, "1")
    assert done.returncode == 0
    with Image.open(out) as page:
        rgb = page.convert("RGB")
        picture = [rgb.getpixel((rgb.width // 2, y)) for y in range(rgb.height // 4, rgb.height // 2)]
    darkest = min(picture, key=lambda pixel: sum(pixel))  # type: ignore[arg-type]
    assert isinstance(darkest, tuple)
    return darkest


def test_print_says_that_nothing_is_trapped(river: dict[PDFProfile, Path]) -> None:
    with pikepdf.open(river["print"]) as pdf:
        assert str(pdf.docinfo.Trapped) == "/False"
        assert "<pdf:Trapped>False</pdf:Trapped>" in metadata(river["print"])


# --- pictures too coarse for print -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("pixels", "coarse"), [((600, 400), True), ((2400, 1600), False)])
@pytest.mark.parametrize("profile", PROFILES)
def test_a_picture_too_coarse_for_print_is_reported_with_what_would_do(
    pixels: tuple[int, int], coarse: bool, profile: PDFProfile, tmp_path: Path
) -> None:
    Image.new("RGB", pixels, (200, 80, 40)).save(tmp_path / "a.jpg")
    figure = Figure(src="a.jpg", alt="色", lines=(7, 7))
    result = publish(article_of("甲", figure), tmp_path / "a.pdf", options=options(pdf=profile))
    said = [each for each in result.diagnostics if each.code == "image-coarse"]
    assert bool(said) == (coarse and profile == "print")
    for each in said:
        assert (each.line, each.severity, each.values["asked"]) == (7, "warning", "150")
        Image.new("RGB", (int(each.values["width"]), int(each.values["height"])), (200, 80, 40)).save(
            tmp_path / "a.jpg"
        )
        again = publish(article_of("甲", figure), tmp_path / "a.pdf", options=options(pdf=profile))
        assert "image-coarse" not in [remark.code for remark in again.diagnostics]
