"""`publisher check --as print`: a file that a press can take, and what a printer sends back, one fault at a time."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from hand_set import column, paragraph, save
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from publisher.check import check
from publisher.check.press.colour import Colour, of_a_shading
from publisher.check.press.functions import evaluated
from publisher.check.report import Report, Row

MM = 72 / 25.4
LINES = column(*paragraph(4), tag="P 1")
Edit = Callable[[pikepdf.Pdf], object]
PRESS_ROWS = {
    "boxes", "bleed", "trims", "colours", "ink", "black-text", "resolution", "overprint", "intent", "trapped", "identifier",
    "encryption", "scripts", "annotations", "fonts",
}  # fmt: skip


def profile(kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """The head of an ICC profile: all that is asked of it here."""
    return bytes(12) + kind + space + b"Lab " + bytes(12) + b"acsp" + bytes(88)


def ready(pdf: pikepdf.Pdf) -> None:
    """Make a file ready for a press."""
    for page in pdf.pages:
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        page.obj.BleedBox = Array([left + 10, bottom + 10, right - 10, top - 10])
        page.obj.TrimBox = Array([left + 10 + 3 * MM, bottom + 10 + 3 * MM, right - 10 - 3 * MM, top - 10 - 3 * MM])
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
        DestOutputProfile=pdf.make_stream(profile(), N=4),
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([intent])
    pdf.docinfo["/Trapped"] = Name("/False")


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Report]:
    """A sheet ready for the press, after an edit, as it is reported."""

    def make(edit: Edit | None = None, pages: int = 1) -> Report:
        path = save(tmp_path / "sheet.pdf", *[LINES] * pages)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            ready(pdf)
            if edit is not None:
                edit(pdf)
            pdf.save(path)
        return check(path, profile="print")

    return make


def drawn(operators: str, **resources: Any) -> Edit:
    """Draw more on the first page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        for kind, named in resources.items():
            made = {f"/{name}": held(pdf) if callable(held) else held for name, held in named.items()}
            page.obj.Resources[f"/{kind}"] = Dictionary(made)
        page.contents_add(Stream(pdf, f"q {operators} Q".encode()))

    return edit


def image(
    pixels: bytes, size: tuple[int, int], space: Any, bits: int = 8, **more: Any
) -> Callable[[pikepdf.Pdf], Stream]:
    return lambda pdf: pdf.make_stream(
        pixels,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        BitsPerComponent=bits,
        ColorSpace=space,
        **more,
    )


def placed(
    width: float, height: float, made: Callable[[pikepdf.Pdf], Stream], at: tuple[float, float] = (100, 300)
) -> Edit:
    return drawn(f"{width} 0 0 {height} {at[0]} {at[1]} cm /I Do", XObject={"I": made})


def inks(*percent: int) -> bytes:
    return bytes(round(each * 255 / 100) for each in percent)


def jpeg(*percent: int, size: tuple[int, int] = (64, 64)) -> bytes:
    """A JPEG as cameras and Photoshop store one: inks turned over, which Pillow does."""
    stream = BytesIO()
    Image.new("CMYK", size, tuple(inks(*percent))).save(stream, "JPEG", quality=95)
    return stream.getvalue()


# --- a sheet that is ready ---------------------------------------------------------------------------------------


def test_a_sheet_that_is_ready_passes(sheet: Callable[..., Report]) -> None:
    report = sheet()
    assert {row.name: row.verdict for row in report.rows if row.name in PRESS_ROWS} == dict.fromkeys(
        PRESS_ROWS, "passed"
    )
    assert report.passed


# --- what is sent back -------------------------------------------------------------------------------------------


class Sent(NamedTuple):
    edit: Edit
    row: str
    place: str = ""
    """What the first place says."""


def _box(name: str, *edges: float, page: int = 0) -> Edit:
    return lambda pdf: pdf.pages[page].obj.__setitem__(name, Array(edges))


def _intent(change: Callable[[Any], object]) -> Edit:
    return lambda pdf: change(pdf.Root.OutputIntents[0])


def _annotation(subtype: str, **more: Any) -> Edit:
    return lambda pdf: pdf.pages[0].obj.__setitem__(
        "/Annots",
        Array([Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([100, 100, 120, 120]), **more)]),
    )


def _tint(name: str) -> Array:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 0.2]))
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))
RAMP = Dictionary(
    ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 100, 0]),
    Function=Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0.9, 0.9, 0.9, 0.9])
    ),
)  # fmt: skip
FORM = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]))
OVER = Dictionary(Type=Name.ExtGState, OP=True, OPM=1)

SENT: dict[str, Sent] = {
    "a bleed of 2 mm at the left": Sent(
        _box("/BleedBox", 10 + MM, 10, 290, 750), "bleed", "2.00 mm"
    ),
    "no bleed": Sent(lambda pdf: pdf.pages[0].obj.__setitem__("/BleedBox", pdf.pages[0].obj.TrimBox), "bleed", "0.00 mm"),
    "no trim": Sent(lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox"), "boxes"),
    "a bleed beyond the sheet": Sent(_box("/BleedBox", -5, 10, 290, 750), "boxes"),
    "RGB": Sent(drawn("1 0 0 rg 100 100 10 10 re f"), "colours"),
    "a fill of 340 %": Sent(drawn("0.9 0.8 0.8 0.9 k 100 100 10 10 re f"), "ink", "fill  C90 M80 Y80 K90"),
    "a stroke of 340 %": Sent(drawn("0.9 0.8 0.8 0.9 K 100 100 m 200 200 l S"), "ink", "stroke  C90 M80 Y80 K90"),
    "a colour set by its space": Sent(drawn("/DeviceCMYK cs 1 1 1 0.5 sc 100 100 10 10 re f"), "ink", "fill  C100 M100 Y100 K50"),
    "a spot colour of 320 %": Sent(
        drawn("/S cs 1 scn 100 100 10 10 re f", ColorSpace={"S": _tint("Deep")}), "ink", "fill  C100 M100 Y100 K20"
    ),
    "the registration colour": Sent(
        drawn("/S cs 1 scn 100 100 10 10 re f", ColorSpace={"S": _tint("All")}), "ink", "fill  C100 M100 Y100 K100"
    ),
    "a shading that ends at 360 %": Sent(drawn("/R sh", Shading={"R": RAMP}), "ink", "shading  C90 M90 Y90 K90"),
    "a pattern of such a shading": Sent(
        drawn("/Pattern cs /P scn 100 100 10 10 re f", Pattern={"P": Dictionary(PatternType=2, Shading=RAMP)}), "ink",
    ),
    "a tile of 400 %": Sent(
        drawn("/Pattern cs /P scn 100 100 10 10 re f", Pattern={"P": lambda pdf: pdf.make_stream(
            b"1 1 1 1 k 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 5, 5]), XStep=5, YStep=5,
            Resources=Dictionary(),
        )}), "ink", "fill  C100 M100 Y100 K100",
    ),
    "a form of 400 %": Sent(
        drawn("1 0 0 1 100 100 cm /X Do", XObject={"X": lambda pdf: pdf.make_stream(b"1 1 1 1 k 0 0 5 5 re f", FORM)}), "ink",
    ),
    "a mask of 400 %": Sent(
        drawn("1 1 1 1 k 7 0 0 7 100 100 cm /I Do", XObject={"I": lambda pdf: pdf.make_stream(
            bytes(512), Type=Name.XObject, Subtype=Name.Image, Width=64, Height=64, BitsPerComponent=1, ImageMask=True
        )}), "ink",
    ),
    "pixels of 320 %": Sent(placed(20, 20, image(inks(80, 80, 80, 80) * 4096, (64, 64), Name.DeviceCMYK)), "ink", "image"),
    "a JPEG of 320 %": Sent(
        placed(20, 20, image(jpeg(20, 20, 20, 20), (64, 64), Name.DeviceCMYK, Filter=Name.DCTDecode)), "ink", "image"
    ),
    "a JPEG of 320 % that is turned over": Sent(
        placed(20, 20, image(jpeg(80, 80, 80, 80), (64, 64), Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=Array([1, 0] * 4))),
        "ink", "image",
    ),
    "a palette of 400 %": Sent(
        placed(20, 20, image(bytes(4096), (64, 64), Array([Name.Indexed, Name.DeviceCMYK, 0, String(inks(100, 100, 100, 100))]))),
        "ink", "image",
    ),
    "rich black text": Sent(drawn("0.6 0.4 0.4 1 k BT /F 10 Tf 100 100 Td <0022> Tj ET"), "black-text"),
    "black text without black": Sent(drawn("1 1 1 0 k BT /F 10 Tf 100 100 Td <0022> Tj ET"), "black-text"),
    "a picture of 100 ppi": Sent(placed(72, 72, image(bytes(40000), (100, 100), Name.DeviceCMYK)), "resolution", "100 × 100 px"),
    "a picture stretched one way": Sent(placed(20, 72, image(bytes(40000), (100, 100), Name.DeviceCMYK)), "resolution"),
    "a bitmap of 300 ppi": Sent(placed(24, 24, image(bytes(1300), (100, 100), Name.DeviceGray, 1)), "resolution"),
    "a picture in the content": Sent(
        drawn("72 0 0 72 100 100 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI"), "resolution", "2 × 2 px"
    ),
    "white that overprints": Sent(drawn("/O gs 0 0 0 0 k 100 100 10 10 re f", ExtGState={"O": OVER}), "overprint", "fill"),
    "no intent": Sent(lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "intent"),
    "an intent for an archive": Sent(_intent(lambda each: each.__setitem__("/S", Name.GTS_PDFA1)), "intent"),
    "an intent without a name": Sent(_intent(lambda each: each.__delitem__("/OutputConditionIdentifier")), "intent"),
    "an intent without a profile": Sent(_intent(lambda each: each.__delitem__("/DestOutputProfile")), "intent"),
    "a profile of a screen": Sent(_intent(lambda each: each.DestOutputProfile.write(profile(b"mntr", b"RGB "))), "intent"),
    "a profile of three": Sent(_intent(lambda each: each.DestOutputProfile.__setitem__("/N", 3)), "intent"),
    "not said whether trapped": Sent(lambda pdf: pdf.docinfo.__delitem__("/Trapped"), "trapped"),
    "perhaps trapped": Sent(lambda pdf: pdf.docinfo.__setitem__("/Trapped", Name.Unknown), "trapped"),
    "a script at the start": Sent(lambda pdf: pdf.Root.__setitem__("/OpenAction", SCRIPT), "scripts", "OpenAction"),
    "a script by name": Sent(
        lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))),
        "scripts", "Names",
    ),
    "a link to a script": Sent(_annotation("Link", A=SCRIPT), "scripts", "Link"),
    "a remark on the page": Sent(_annotation("Text"), "annotations", "Text"),
}  # fmt: skip


@pytest.mark.parametrize("name", SENT)
def test_what_is_sent_back(name: str, sheet: Callable[..., Report]) -> None:
    edit, fails, place = SENT[name]
    report = sheet(edit)
    row = report.row(fails)
    assert row.verdict == "failed"
    assert {each.name for each in report.rows if each.verdict == "failed"} - _follows(name) == {fails}
    if place:
        assert row.places[0].text == place


def _follows(name: str) -> set[str]:
    """What cannot but fail with it."""
    return {
        "no trim": {"bleed"},
        "a bleed beyond the sheet": set(),
        "an intent for an archive": set(),
    }.get(name, set())


def test_pages_of_another_size(sheet: Callable[..., Report]) -> None:
    row = sheet(_box("/TrimBox", 30, 20, 270, 740, page=1), pages=3).row("trims")
    assert (row.verdict, [place.page for place in row.places]) == ("failed", [2])


def test_a_file_without_an_identifier(tmp_path: Path) -> None:
    path = save(tmp_path / "a.pdf", LINES)
    assert check(path, profile="print").row("identifier").verdict == "passed"
    path.write_bytes(path.read_bytes().replace(b"/ID", b"/IX"))
    assert check(path, profile="print").row("identifier").verdict == "failed"


def test_a_file_that_is_locked_against_changes(tmp_path: Path) -> None:
    path = save(tmp_path / "open.pdf", LINES)
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user=""))
    assert check(tmp_path / "locked.pdf", profile="print").row("encryption").verdict == "failed"


# --- what may stand ----------------------------------------------------------------------------------------------


MAY_STAND: dict[str, Edit] = {
    "300 % exactly": drawn("0.75 0.75 0.75 0.75 k 100 100 10 10 re f"),
    "marks beyond the bleed in all inks": drawn("1 1 1 1 k 2 300 5 0.5 re f 1 1 1 1 K 2 310 m 7 310 l S"),
    "all inks in a colour that nothing is painted in": drawn("1 1 1 1 k 0 0 0 1 k 100 100 10 10 re f"),
    "a path that only clips": drawn("1 1 1 1 k 100 100 10 10 re W n"),
    "a colour that is put back": drawn("q 1 1 1 1 k Q 100 100 10 10 re f"),
    "invisible text": drawn("1 1 1 1 k BT 3 Tr /F 10 Tf 100 100 Td <0022> Tj ET"),
    "dark blue text": drawn("1 0.8 0 0.3 k BT /F 10 Tf 100 100 Td <0022> Tj ET"),
    "grey and black text": drawn("0 0 0 1 k BT /F 10 Tf 100 100 Td <0022> Tj 0.5 g 0 -20 Td <0022> Tj ET"),
    "black that overprints": drawn("/O gs 0 0 0 1 k 100 100 10 10 re f", ExtGState={"O": OVER}),
    "white that knocks out": drawn("0 0 0 0 k 100 100 10 10 re f"),
    "a link": _annotation("Link", A=Dictionary(S=Name.URI, URI=String("https://example.org/"))),
    "a picture of 160 ppi": placed(45, 45, image(bytes(40000), (100, 100), Name.DeviceCMYK)),
    "a bitmap of 600 ppi": placed(12, 12, image(bytes(1300), (100, 100), Name.DeviceGray, 1)),
    "one pixel as a flat colour": placed(72, 72, image(inks(0, 0, 0, 50), (1, 1), Name.DeviceCMYK)),
    "a bar of colours beyond the bleed": placed(8, 8, image(inks(100, 100, 100, 100) * 4096, (64, 64), Name.DeviceCMYK), (1, 1)),
    "a few specks": placed(20, 20, image(inks(90, 90, 90, 90) * 4 + bytes(4 * 4092), (64, 64), Name.DeviceCMYK)),
    "a JPEG of 80 %": placed(20, 20, image(jpeg(80, 80, 80, 80), (64, 64), Name.DeviceCMYK, Filter=Name.DCTDecode)),
    "a tint of a plate": drawn(
        "/S cs 1 scn 100 100 10 10 re f", ColorSpace={"S": Array([Name.Separation, Name.Black, Name.DeviceGray, Dictionary()])}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MAY_STAND)
def test_what_may_stand(name: str, sheet: Callable[..., Report]) -> None:
    assert {row.name for row in sheet(MAY_STAND[name]).rows if row.verdict == "failed"} == set()


UNKNOWN: dict[str, Edit] = {
    "a tint by PostScript": drawn(
        "/S cs 1 scn 100 100 10 10 re f",
        ColorSpace={"S": Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary(FunctionType=4, Domain=Array([0, 1]))])},
    ),
    "a mesh": drawn("/R sh", Shading={"R": Dictionary(ShadingType=4, ColorSpace=Name.DeviceCMYK)}),
    "pixels of 16 bits": placed(20, 20, image(bytes(32768), (64, 64), Name.DeviceCMYK, 16)),
    "pixels of a spot colour": placed(20, 20, image(bytes(4096), (64, 64), _tint("Gold"))),
    "pixels that are not all there": placed(20, 20, image(bytes(5), (64, 64), Name.DeviceCMYK)),
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_ink_that_cannot_be_told_is_said_to_be_unmeasured(name: str, sheet: Callable[..., Report]) -> None:
    row = sheet(UNKNOWN[name]).row("ink")
    assert (row.verdict, row.detail) == ("passed", "1 colours or images could not be measured.")


def test_colours_of_a_screen_are_another_matter(sheet: Callable[..., Report]) -> None:
    row = sheet(placed(20, 20, image(bytes(12288), (64, 64), Name.DeviceRGB))).row("ink")
    assert (row.verdict, row.detail) == ("passed", "")


def test_newsprint_carries_less(sheet: Callable[..., Report]) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        drawn("0.7 0.7 0.7 0.5 k 100 100 10 10 re f")(pdf)
        pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("IFRA26")

    row = sheet(edit).row("ink")
    assert (row.verdict, row.value) == ("failed", "260 %; the press carries 240 %")
    assert [(place.page, round(place.figure or 0), place.unit) for place in row.places] == [(1, 260, "%")]


def test_what_is_only_told(sheet: Callable[..., Report]) -> None:
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])
    state = Dictionary(Type=Name.ExtGState, ca=0.5)

    def edit(pdf: pikepdf.Pdf) -> None:
        drawn("/L cs 50 0 0 scn /T gs 100 100 10 10 re f", ColorSpace={"L": lab}, ExtGState={"T": state})(pdf)

    def told(row: Row) -> tuple[str, str]:
        return row.verdict, row.value

    report = sheet(edit)
    assert told(report.row("colour-spaces")) == ("info", "DeviceGray, Lab")
    assert told(report.row("transparency")) == ("info", "on 1 pages")
    assert report.row("transparency").places[0].text == "opacity"
    assert report.row("colours").verdict == "passed"


# --- functions ---------------------------------------------------------------------------------------------------


def test_functions_of_one_variable() -> None:
    line = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0]), C1=Array([0.5]))
    square = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2)
    both = Dictionary(
        FunctionType=3,
        Domain=Array([0, 2]),
        Functions=Array([line, square]),
        Bounds=Array([1]),
        Encode=Array([0, 1, 1, 0]),
    )
    assert evaluated(line, [0.5]) == (0.25,)
    assert evaluated(square, [0.5]) == (0.25,)
    assert evaluated(square, [7]) == (1.0,)  # beyond the domain is its edge
    assert [evaluated(both, [x]) for x in (0.5, 1, 1.5, 2)] == [(0.25,), (1.0,), (0.25,), (0.0,)]
    assert evaluated(Array([line, square]), [0.5]) == (0.25, 0.25)
    assert evaluated(Dictionary(FunctionType=4, Domain=Array([0, 1])), [0.5]) is None


def test_a_sampled_function() -> None:
    with pikepdf.new() as pdf:
        table = pdf.make_stream(
            bytes([0, 255, 100, 0, 200, 255]), FunctionType=0, Domain=Array([0, 1]), Range=Array([0, 1, 0, 1]), Size=Array([3]),
            BitsPerSample=8,
        )  # fmt: skip
        values = [evaluated(table, [x]) for x in (0, 0.25, 1)]
    assert [tuple(round(each * 255) for each in value or ()) for value in values] == [(0, 255), (50, 128), (200, 255)]


def test_a_shading_whose_colours_cannot_be_told_is_not_taken_for_white() -> None:
    mesh = Dictionary(ShadingType=4, ColorSpace=Name.DeviceCMYK)
    assert of_a_shading(mesh, None) == [Colour("DeviceCMYK", None)]
