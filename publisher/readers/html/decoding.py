"""Bytes of a page to text by the HTML standard's order: byte order mark, the caller's word, the page's own word, detection.

https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding. What a page says of itself is believed
only if all of its bytes decode so, strictly: saved and converted pages often say what they were once.
"""

from __future__ import annotations

import re

from publisher.diagnostics import diagnostic
from publisher.errors import InputError, UsageError
from publisher.readers.encoding import Decoded, decode
from publisher.readers.html.vocabulary import vocabulary

# The standard looks at 1,024 bytes; old portals put styles and scripts before their <meta>.
_PRESCAN = 8192
_COMMENT = re.compile(rb"<!--.{0,8192}?-->", re.DOTALL)
_META = re.compile(rb"<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# A page whose <meta> can be read as ASCII is not in UTF-16 (the standard says so); Latin labels are servers' defaults.
_MEANS = {"utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "utf8": "utf-8", "x-sjis": "shift_jis",
          "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5-hkscs": "big5", "x-x-big5": "big5", "cn-big5": "big5",
          "x-euc-jp": "euc-jp", "ks_c_5601-1987": "euc-kr", "ksc5601": "euc-kr", "uhc": "euc-kr"}  # fmt: skip
_NO_WORD = vocabulary("iso-8859-1 latin1 us-ascii ascii windows-1252 cp1252")


def declared(data: bytes) -> str | None:
    """The encoding that the page's first `<meta>` or XML declaration names, in lower case, as WHATWG's labels mean it."""
    start = _COMMENT.sub(b"", data[:_PRESCAN])
    match = _META.search(start) or _XML.match(start.lstrip())
    if match is None:
        return None
    label = match[1].decode("ascii", "replace").lower()
    return None if label in _NO_WORD else _MEANS.get(label, label)


def decode_page(data: bytes, encoding: str | None) -> Decoded:
    """The text of a page; `encoding` is the caller's word.

    A page that says a wrong encoding gives `page-encoding-wrong`. Raises what `decode` raises.
    """
    label = None if encoding is not None or data.startswith(_MARKS) else declared(data)
    if label is None:
        return decode(data, encoding)
    # A page in a legacy encoding is never valid UTF-8, but many that were converted to it still say `gb2312`.
    if label == "utf-8" or not _is_utf_8(data):
        try:
            return decode(data, label)
        except (InputError, UsageError):
            pass
    found = decode(data)
    if found.encoding == label:
        return found
    said = diagnostic("page-encoding-wrong", declared=label, encoding=found.encoding)
    return found._replace(diagnostics=(said, *found.diagnostics))


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
