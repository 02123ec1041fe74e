"""What a printer asks of a PDF, row by row; no RGB (PDF/X-4, ISO 15930-7, 6.2 and 6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.check.facts import resources_of
from publisher.check.press.boxes import bleed_of, boxes
from publisher.check.press.document import document, transparency
from publisher.check.press.images import resolution
from publisher.check.press.ink import black_text, coverage, on_the_sheet, overprint, spaces
from publisher.check.press.intent import ink_limit, intent
from publisher.check.press.painting import painted
from publisher.check.report import Place, Row, row, verdict

if TYPE_CHECKING:
    from pikepdf import Pdf

_NESTED = 4


def prepress(pdf: Pdf) -> list[Row]:
    """Page boxes, colours and inks, images, output intent, and the file as a whole."""
    bleeds = [bleed_of(page) for page in pdf.pages]
    paints = on_the_sheet(painted(pdf), bleeds)
    return [
        *boxes(pdf),
        _colours(pdf),
        spaces(paints),
        coverage(paints, ink_limit(pdf)),
        black_text(paints),
        resolution(paints),
        *overprint(paints, transparency(pdf)),
        intent(pdf),
        *document(pdf),
    ]


# --- colours -----------------------------------------------------------------------------------------------------


def _colours(pdf: Pdf) -> Row:
    found = []
    for number, page in enumerate(pdf.pages, 1):
        said = sorted({*_rgb_resources(page.obj), *_rgb_operators(page.obj)})
        if said:
            found.append(Place(number, ", ".join(said)))
    return row("colours", verdict(not found), places=found, count=len(found))


def _rgb_resources(page: Any) -> set[str]:
    """Colour spaces, images and shadings in RGB that a page may draw."""
    found: set[str] = set()
    for resources in resources_of(page):
        found.update(name for name, space in resources.get("/ColorSpace", {}).items() if _is_rgb(space))
        for kind in ("/XObject", "/Shading"):
            for name, drawn in resources.get(kind, {}).items():
                if "/ColorSpace" in drawn and _is_rgb(drawn.ColorSpace):
                    found.add(name)
    return found


def _is_rgb(space: Any, depth: int = 0) -> bool:
    from pikepdf import Array

    if not isinstance(space, Array):
        return str(space) in ("/DeviceRGB", "/RGB", "/CalRGB")
    kind = str(space[0])
    if kind == "/ICCBased":
        return int(space[1].get("/N", 0)) == 3
    if kind in ("/Indexed", "/Pattern", "/I") and len(space) > 1 and depth < _NESTED:
        return _is_rgb(space[1], depth + 1)
    return kind in ("/DeviceRGB", "/CalRGB", "/RGB")


def _rgb_operators(page: Any) -> set[str]:
    """Operators that set RGB, on the page and in the forms it draws; colours set by name are found with the resources."""
    from pikepdf import Name, Page, Stream

    contents: list[Any] = [Page(page)]
    for resources in resources_of(page):
        contents += [
            drawn
            for kind in ("/XObject", "/Pattern")
            for drawn in resources.get(kind, {}).values()
            if isinstance(drawn, Stream) and drawn.get("/Subtype") != Name.Image
        ]
    return {said for content in contents for said in _operators(content)}


def _operators(content: Any) -> set[str]:
    from pikepdf import ContentStreamInlineImage, Name, PdfError, parse_content_stream

    found: set[str] = set()
    try:
        instructions = parse_content_stream(content)
    except PdfError:
        return found  # the check of the syntax tells
    for instruction in instructions:
        if isinstance(instruction, ContentStreamInlineImage):
            if "RGB" in str(instruction.iimage.obj.get("/ColorSpace", instruction.iimage.obj.get("/CS", ""))):
                found.add("BI")
            continue
        operator = str(instruction.operator)
        if operator in ("rg", "RG") or (operator in ("cs", "CS") and instruction.operands[0] == Name.DeviceRGB):
            found.add(operator)
    return found
