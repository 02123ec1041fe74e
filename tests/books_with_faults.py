"""A good book taken apart, so that tests can put one fault into it; and books as other programs make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

OPF, NAV, NCX = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
TEXT, STYLE = "EPUB/c0001.xhtml", "EPUB/style.css"
Files = dict[str, bytes]
Edit = Callable[[Files], object]


def files_of(path: Path) -> Files:
    """The entries of a book by name, in their order."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def pack(files: Mapping[str, bytes], target: Path, *, first: int = zipfile.ZIP_STORED) -> Path:
    """A book of these entries; the first one is packed by the method `first`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for at, (name, data) in enumerate(files.items()):
            book.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED if at else first)
    return target


# --- edits -------------------------------------------------------------------------------------------------------


def replace(name: str, old: str, new: str, count: int = 1) -> Edit:
    def edit(files: Files) -> None:
        assert old.encode() in files[name], f"{old!r} is not in {name}"
        files[name] = files[name].replace(old.encode(), new.encode(), count)

    return edit


def raw(name: str, old: str, new: bytes) -> Edit:
    def edit(files: Files) -> None:
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new, 1)

    return edit


def put(name: str, data: bytes, media_type: str = "") -> Edit:
    """Another entry, or other bytes for one; with a media type it is in the manifest too."""

    def edit(files: Files) -> None:
        files[name] = data
        if media_type:
            item = f'<item id="x{len(files)}" href="{name.removeprefix("EPUB/")}" media-type="{media_type}"/>'
            replace(OPF, "</manifest>", f"{item}</manifest>")(files)

    return edit


def drop(name: str) -> Edit:
    return lambda files: files.pop(name)


def after_paragraph(markup: str) -> Edit:
    """Markup after the first paragraph of the body."""
    return replace(TEXT, "</p>\n<h2", f"</p>\n{markup}\n<h2")


def several(*edits: Edit) -> Edit:
    def edit(files: Files) -> None:
        for each in edits:
            each(files)

    return edit


# --- other programs' books -------------------------------------------------------------------------------------------


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 8), mode: str = "RGB") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def plain_ebooklib(target: Path) -> Path:
    """What a tutorial makes with EbookLib: an EPUB 3 without accessibility metadata, its notes on a page list."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_identifier("id-1")
    book.set_title("栈桥上的人")
    book.set_language("zh")
    book.add_author("何畔")
    chapters = []
    for at in range(3):
        chapter = epub.EpubHtml(title=f"第{at}章", file_name=f"chap {at}.xhtml", lang="zh")
        chapter.content = (
            f"<html><body><h1>第{at}章</h1><p>栈桥通到水里。<a epub:type='noteref' href='#n'>1</a></p>"
            "<aside id='n' epub:type='footnote'><p>注。</p></aside><img src='a.png'/></body></html>"
        )
        book.add_item(chapter)
        chapters.append(chapter)
    book.add_item(epub.EpubItem("img", "a.png", "image/png", picture()))
    book.toc = chapters
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = ["nav", *chapters]
    epub.write_epub(str(target), book, {"raise_exceptions": True})
    return target


_CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
_OPF_2 = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="id">urn:x:1</dc:identifier><dc:title>渡口</dc:title><dc:language>zh</dc:language></metadata>
<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="c" href="c.html" media-type="application/xhtml+xml"/></manifest>
<spine toc="ncx"><itemref idref="c"/></spine></package>"""
_NCX = """<?xml version="1.0"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head><meta name="dtb:uid" content="urn:x:1"/></head>
<docTitle><text>渡口</text></docTitle>
<navMap><navPoint id="a" playOrder="1"><navLabel><text>渡口</text></navLabel><content src="c.html"/></navPoint></navMap></ncx>"""
_DOCUMENT = """<?xml version="1.0"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="zh"><head><title>渡口</title></head>
<body><h1>渡口</h1><p>船&nbsp;还没有来。</p></body></html>"""


def epub_2(target: Path) -> Path:
    """A book of the old format, by hand."""
    files = {
        "mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER, "OEBPS/content.opf": _OPF_2,
        "OEBPS/toc.ncx": _NCX, "OEBPS/c.html": _DOCUMENT,
    }  # fmt: skip
    return pack({name: text.encode() for name, text in files.items()}, target)
