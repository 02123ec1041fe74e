"""The plain way to the same two files: WeasyPrint on the whole installed faces, and a book by EbookLib as its manual shows.

It gets the very HTML and style sheet that our theme makes, ready made; reading and rendering cost it nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.render.page import RenderedPage

FAMILIES = {
    "song": "Noto Serif CJK SC",
    "hei": "Noto Sans CJK SC",
    "kai": "Publisher WenKai",
    "mono": "Noto Sans Mono CJK SC",
}
"""The font roles of the themes, and the names under which fontconfig knows the faces of Simplified Chinese."""

_FONT_FAMILY = re.compile(r"(font-family\s*:\s*)([^;{}]+)")

_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def plain_page(page: RenderedPage) -> str:
    """The page as one HTML file that asks for installed families."""
    style = _FONT_FAMILY.sub(lambda found: found[1] + _installed(found[2]), page.stylesheet)
    return page.html.replace("</head>", f"<style>\n{style}\n</style>\n</head>", 1)


def _installed(stack: str) -> str:
    names = [name.strip() for name in stack.split(",")]
    return ", ".join(f'"{FAMILIES[name]}"' if name in FAMILIES else name for name in names)


def installed_fonts(fonts: Path, folder: Path) -> dict[str, str]:
    """The environment of a machine on which the faces of `fonts`, and no others, are installed; its cache goes to `folder`."""
    configuration = folder / "fonts.conf"
    configuration.write_text(_FONTCONFIG.format(fonts=fonts, cache=folder / "fontconfig"), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(configuration)}


def pdf_writer() -> Callable[[Path, Path], None]:
    """A tagged PDF, as ours is, of an HTML file; the engine is loaded here and stays warm."""
    from weasyprint import HTML

    return lambda page, target: HTML(string=page.read_text("utf-8")).write_pdf(target, pdf_tags=True)


def epub_writer() -> Callable[[Path, Path], None]:
    """A book of the same HTML, without fonts."""
    from ebooklib import epub

    def write(page: Path, target: Path) -> None:
        html = page.read_text("utf-8")
        book = epub.EpubBook()
        book.set_identifier("plain")
        book.set_title("plain")
        book.set_language("zh-Hans")
        chapter = epub.EpubHtml(title="plain", file_name="c1.xhtml", lang="zh-Hans")
        chapter.content = html[html.index("<body") :]
        book.add_item(chapter)
        book.toc = (chapter,)
        book.add_item(epub.EpubNcx())
        book.add_item(epub.EpubNav())
        book.spine = ["nav", chapter]
        epub.write_epub(str(target), book)

    return write
