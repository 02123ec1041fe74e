"""The comparison of two engines sees what it is for: a missing line, a missing glyph, a face that one of them cannot read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import drawn_alike
import pikepdf
import pytest
import uharfbuzz
from drawn_alike import differing
from fontTools.ttLib import TTFont
from hand_set import SOME, column, paragraph, save
from pikepdf import Array
from PIL import Image

from publisher.check import check
from publisher.fonts import face_of, families

LINES = column(*paragraph(6))


def pictures(path: Path) -> list[Image.Image]:
    return list(drawn_alike._by_pdfium(path))


@pytest.mark.parametrize("program", ["mutool", "pdftoppm"])
def test_a_page_is_drawn_alike(program: str, tmp_path: Path) -> None:
    assert differing(save(tmp_path / "a.pdf", LINES), tmp_path, program) == []


def compared(whole: Path, less: Path) -> list[drawn_alike.Spot]:
    """As if one engine had drawn one file and another the other."""
    spots = [drawn_alike._worst(1, *pair) for pair in zip(pictures(whole), pictures(less), strict=True)]
    return [spot for spot in spots if spot.difference > drawn_alike.TOLERANCE]


def test_a_missing_line_is_seen_where_it_was(tmp_path: Path) -> None:
    gone = LINES[2]
    less = save(tmp_path / "b.pdf", [line for line in LINES if line is not gone])
    (spot,) = compared(save(tmp_path / "a.pdf", LINES), less)
    assert abs(760 - spot.y - gone.y) < 12 and spot.x >= gone.x - 5


@pytest.mark.parametrize("character", SOME)
def test_a_missing_glyph_is_seen(character: str, tmp_path: Path) -> None:
    """Any of these, in the middle of a line, at the size of body text."""
    line = f"{SOME[:5]}{character}{SOME[5:10]}"
    left, right = column(line), [*column(line[:5]), *column(line[6:], left=50 + 60)]
    (spot,) = compared(save(tmp_path / "a.pdf", left), save(tmp_path / "b.pdf", right))
    assert 90 < spot.x < 122


def test_a_face_keyed_by_characters_that_are_not_its_glyphs(tmp_path: Path) -> None:
    """MuPDF draws nothing of such a slice; text extracted is right in all, and so is PDFium's page. The check tells it too."""
    path = save(tmp_path / "a.pdf", LINES)
    song = next(family for family in families() if family.style == "song")
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, SOME))
    slice_ = uharfbuzz.subset(face_of(song, "zh-Hans", 400).blob, wanted).blob.data
    font = TTFont(BytesIO(slice_))
    assert any(name != f"cid{number:05d}" for number, name in enumerate(font.getGlyphOrder()[1:], 1))
    codes = {character: font.getGlyphID(font.getBestCmap()[ord(character)]) for character in SOME}
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0].obj
        descendant = page.Resources.Font.F.DescendantFonts[0]
        descendant.W = Array()
        descendant.FontDescriptor.FontFile3.write(slice_)
        drawn = [
            f"BT /F 10 Tf {line.x} {line.y} Td <{''.join(f'{codes[each]:04x}' for each in line.text)}> Tj ET"
            for line in LINES
        ]
        page.Contents.write("\n".join(drawn).encode())
        pdf.save(path)
    assert differing(path, tmp_path)
    assert "7.21.4.1-2" in {place.rule for place in check(path).row("ua-fonts").places}
