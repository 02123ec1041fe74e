"""Books for the tests of catalogues: small EPUBs as anybody might make them, and a web server that serves a folder."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def epub(
    path: Path,
    title: str = "渡口",
    *,
    text: str = "风吹了一夜。",
    stated: str = "",
    cover: bytes | None = None,
    language: str = "zh-Hans",
    identifier: str = "",
) -> Path:
    """An EPUB whose package document has `stated` among its metadata."""
    items = '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
    if cover is not None:
        items += '<item id="i" href="i.png" media-type="image/png" properties="cover-image"/>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="u">{escape(identifier)}</dc:identifier>'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language>{stated}</metadata>"
        f'<manifest>{items}</manifest><spine><itemref idref="c"/></spine></package>'
    )
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>{text}</p></body></html>'
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, data in (("META-INF/container.xml", CONTAINER), ("p.opf", package), ("c.xhtml", page)):
            book.writestr(zipfile.ZipInfo(name), data)
        if cover is not None:
            book.writestr(zipfile.ZipInfo("i.png"), cover)
    return path


def picture(size: tuple[int, int] = (600, 960), mode: str = "RGB", colour: object = "#802010") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, "PNG")  # type: ignore[arg-type]
    return out.getvalue()


def stated(*, date: str = "", people: Sequence[str] = (), subjects: Sequence[str] = (), more: str = "") -> str:
    """Metadata of a package document."""
    made = [f"<dc:date>{date}</dc:date>"] if date else []
    made += [f"<dc:creator>{escape(name)}</dc:creator>" for name in people]
    made += [f"<dc:subject>{escape(name)}</dc:subject>" for name in subjects]
    return "".join([*made, more])


def series(name: str, position: str) -> str:
    return (
        f'<meta property="belongs-to-collection" id="s">{name}</meta><meta refines="#s" property="collection-type">series</meta>'
        f'<meta refines="#s" property="group-position">{position}</meta>'
    )


_TYPES = {
    ".atom": "application/atom+xml",
    ".epub": "application/epub+zip",
    ".json": "application/json",
    ".js": "text/javascript",
}


class _Quiet(SimpleHTTPRequestHandler):
    # What nginx and Apache call these, and this server leaves to the system's own table.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a folder is served, with a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
