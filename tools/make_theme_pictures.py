"""Draw a page of each bundled theme for the README: `python -m tools.make_theme_pictures [FOLDER]`, by default docs/images.

The pages are of the samples. They are drawn by PDFium and kept as PNGs with few colours, framed by a thin line, so that they
are small and stand out on white and on dark.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

import pypdfium2
from PIL import Image, ImageOps

from publisher import publish
from publisher.options import Options, RenderOptions

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"

HEIGHT = 1000
"""Of a picture, in pixels."""
COLOURS = 48
FRAME = "#b8b8b8"


class Picture(NamedTuple):
    """A page of a sample, by its number from 1, as one theme sets it."""

    name: str
    sample: str
    theme: str
    page: int = 1
    columns: int | None = None
    writing_mode: Literal["horizontal", "vertical"] = "horizontal"


PICTURES = (
    Picture("press", "canals.txt", "press", columns=2),
    Picture("gazette", "tea-stoves.txt", "gazette"),
    Picture("book", "ferry.txt", "book"),
    Picture("vertical", "rain-names.json", "book", page=2, writing_mode="vertical"),
)


def main(folder: Path) -> None:
    """Draw every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        drawn(picture).save(folder / f"{picture.name}.png", optimize=True)
        print(folder / f"{picture.name}.png")


def drawn(picture: Picture) -> Image.Image:
    """The page, in few colours."""
    looks = RenderOptions(theme=picture.theme, columns=picture.columns, writing_mode=picture.writing_mode)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        publish(SAMPLES / picture.sample, file, options=Options(render=looks))
        with pypdfium2.PdfDocument(file) as pdf:
            page = pdf[picture.page - 1]
            image = page.render(scale=HEIGHT / page.get_height()).to_pil().convert("RGB")
    framed = ImageOps.expand(image, border=1, fill=FRAME)
    return framed.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
