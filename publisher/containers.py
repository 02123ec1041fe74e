"""Zip containers (Word documents, EPUBs), opened with suspicion: what is in them was made by anybody.

Parts are read into memory by their names and never unpacked to disk, so that a name such as `../../x` is only a name. What a
part may unpack to is limited before it is unpacked (the size the archive declares is the most that `zipfile` gives), and by
how much it swells, since a bomb is small. XML is read without a DTD, without entities and without network.

ZIP: APPNOTE 6.3; OPC parts (ECMA-376-2) and OCF files (EPUB 3.3, section 4) are plain entries of it.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from publisher.errors import InputError, LimitError

if TYPE_CHECKING:
    from lxml.etree import _Element

ZIP_MAGIC: Final = b"PK\x03\x04"
MOST_PART: Final = 100_000_000
"""Bytes of one part, unpacked."""
_MOST_IN_ALL: Final = 5
"""How many of the largest parts may be unpacked altogether."""
_MOST_RATIO: Final = 100
_RATIO_FROM: Final = 10_000_000
"""Text of a word processor shrinks to a twentieth or less; a small part may do what it likes."""
_MOST_DIRECTORY: Final = 4_000_000
"""Bytes of the table of contents: some 40,000 entries, where a book has some hundred."""
_END_RECORD: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LOCAL_HEADER: Final = 30
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TOO_DEEP = re.compile("depth|huge|amplification|too long|too big", re.IGNORECASE)


class Container:
    """The parts of a zip archive, by name. Names are matched without regard to case where no exact one is there (OPC 6.2.2.3)."""

    def __init__(self, source: bytes | Path, most_part: int = MOST_PART) -> None:
        """`source` is the archive or its file; `most_part` the bytes that one part may unpack to.

        Raises InputError `container-broken`, LimitError `container-parts`, OSError where the file cannot be read.
        """
        self._most_part = most_part
        self._left = most_part * _MOST_IN_ALL
        stream = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        try:
            _refuse_long_directory(stream)
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError) as fault:
            stream.close()
            raise InputError("container-broken", fault=_words(fault)) from None
        except BaseException:
            stream.close()
            raise
        self._stream = stream
        self.entries: tuple[zipfile.ZipInfo, ...] = tuple(self._zip.infolist())
        """What the archive's table of contents lists, folders and doubles too."""
        self._entries = {entry.filename: entry for entry in self.entries if not entry.is_dir()}
        self._folded = {name.lower(): name for name in self._entries}

    def __enter__(self) -> Container:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._zip.close()
        self._stream.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the archive's order."""
        return tuple(self._entries)

    @property
    def listed(self) -> tuple[str, ...]:
        """All names of the table of contents, in its order, one that stands there twice twice."""
        return tuple(entry.filename for entry in self.entries)

    def name_of(self, name: str) -> str | None:
        """The part's name as the archive spells it; None: there is no such part."""
        return name if name in self._entries else self._folded.get(name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.name_of(name) is not None

    def extra_of(self, entry: zipfile.ZipInfo) -> bytes:
        """The extra field of an entry's own header, which may be another than that in the table of contents."""
        self._stream.seek(entry.header_offset)
        header = self._stream.read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER:
            return b""
        name, extra = struct.unpack_from("<HH", header, _LOCAL_HEADER - 4)
        self._stream.seek(name, io.SEEK_CUR)
        return self._stream.read(extra)

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises InputError `container-part-missing`, `container-locked` or `container-broken`, LimitError `container-too-large`.
        """
        entry = self._entries.get(self.name_of(name) or "")
        if entry is None:
            raise InputError("container-part-missing", part=name)
        if entry.flag_bits & _ENCRYPTED:
            raise InputError("container-locked", part=name)
        self._refuse_bomb(entry)
        if entry.compress_type not in _METHODS:
            raise InputError("container-broken", fault=f"{name}: compression {entry.compress_type}")
        try:
            data = self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error) as fault:
            raise InputError("container-broken", fault=f"{name}: {_words(fault)}") from None
        self._left -= len(data)
        return data

    def _refuse_bomb(self, entry: zipfile.ZipInfo) -> None:
        swelled = entry.file_size > max(_RATIO_FROM, entry.compress_size * _MOST_RATIO)
        if swelled or entry.file_size > min(self._most_part, self._left):
            limit = min(self._most_part, max(self._left, 0))
            raise LimitError("container-too-large", part=entry.filename, size=entry.file_size, limit=limit)

    def xml(self, name: str) -> _Element:
        """The root of a part that is XML.

        Raises what `read` raises, InputError `xml-broken`, `xml-doctype` (it declares entities), LimitError `xml-nesting`.
        """
        return parsed(self.read(name), name)


def parsed(data: bytes, name: str) -> _Element:
    """The root of an XML document called `name`. Raises InputError `xml-broken`, `xml-doctype`, LimitError `xml-nesting`."""
    from lxml import etree

    # huge_tree is off: libxml2 refuses 256 levels, texts of 10 MB and entities that multiply.
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if _TOO_DEEP.search(str(fault)):
            raise LimitError("xml-nesting", part=name, fault=_words(fault)) from None
        raise InputError("xml-broken", part=name, fault=_words(fault)) from None
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        raise InputError("xml-doctype", part=name)
    return root


def resolved(base: str, href: str) -> str | None:
    """The name of the part that `href` in the part `base` points to; None where that is outside the container.

    Both are paths as in OPC and OCF: `/` begins at the root, `%E5%9B%BE` is a name's bytes.
    """
    path = unquote(href.split("#", 1)[0].split("?", 1)[0])
    if not path or "\\" in path or "\0" in path or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return None
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), path))
    # normpath stops at the root: one step more than there are folders would come out as a name of the container.
    steps = posixpath.join("" if path.startswith("/") else posixpath.dirname(base), path).split("/")
    depth = 0
    for step in steps:
        depth += {"..": -1, ".": 0, "": 0}.get(step, 1)
        if depth < 0:
            return None
    return joined.lstrip("/") or None


def kind_of(data: bytes) -> str | None:
    """`docx` or `epub` if the bytes are a container of that kind, told by what it holds; else None."""
    if not data.startswith(ZIP_MAGIC):
        return None
    # The first entry of an EPUB says what it is (EPUB 3.3, 4.2.2), even of one that is cut short.
    if data[30:58] == b"mimetypeapplication/epub+zip":
        return "epub"
    try:
        with Container(data) as container:
            if "META-INF/container.xml" in container:
                return "epub"
            is_word = "[Content_Types].xml" in container and any(name.startswith("word/") for name in container.names)
            return "docx" if is_word else None
    except (InputError, LimitError):
        return None


def _refuse_long_directory(stream: io.BufferedIOBase) -> None:
    """Raises LimitError `container-parts` where the table of contents alone would take all memory."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(size - _END_SIZE - 0xFFFF, 0))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END_RECORD)
    if at >= 0 and len(tail) - at >= _END_SIZE:
        (directory,) = struct.unpack_from("<I", tail, at + 12)
        if directory > _MOST_DIRECTORY:
            raise LimitError("container-parts", limit=_MOST_DIRECTORY)


def _words(fault: BaseException) -> str:
    return str(fault).strip().rstrip(".") or type(fault).__name__
