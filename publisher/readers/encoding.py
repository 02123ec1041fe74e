"""Bytes to text: byte order marks, strict UTF-8, then the CJK encoding whose text looks most like its language.

Labels and what they mean are WHATWG's (https://encoding.spec.whatwg.org/): `gb2312` and `gbk` are read as gb18030, `shift_jis`
as Windows-31J, `big5` with HKSCS, `euc-kr` as UHC. Decoding is always strict: a byte that does not fit is an error with its
place, never a replacement character.
"""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple

from publisher.diagnostics import Diagnostic, Severity, diagnostic
from publisher.errors import InputError, UsageError
from publisher.readers.characters import LINE_END


class Decoded(NamedTuple):
    text: str
    encoding: str
    """WHATWG name in lower case."""
    diagnostics: tuple[Diagnostic, ...] = ()


# WHATWG name -> codec. The first row of a codec names it.
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "utf-16": "utf-16-le",
    "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "cp932": "cp932",
    "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp", "euc-kr": "cp949", "cp949": "cp949", "windows-949": "cp949",
}  # fmt: skip
_NAMES = {codec: name for name, codec in reversed(_CODECS.items())}

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32le"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32be"),
    (b"\xff\xfe", "utf-16-le", "utf-16le"),
    (b"\xfe\xff", "utf-16-be", "utf-16be"),
)

# The commonest characters of running text; a text decoded in the wrong encoding has next to none of them.
_HAN = (
    "的一是不了在人有我他这这個来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能"
    "对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又"
    "行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感這個來時為"
    "說國裡後會過對學麼發當沒還樣從無現動經長兒給間兩親進與，。、：；（）「」"
)
_KANA = "".join(map(chr, range(0x3041, 0x3094))) + "".join(map(chr, range(0x30A1, 0x30FB)))
_HANGUL = "이다는에을의가고를하은로지한도기사서인자대어시리정아나일해그부들라장전제수만상보과있것"
# Order matters only between equal scores: GB first, as most legacy files of the press are.
_CANDIDATES = (("gb18030", _HAN), ("big5hkscs", _HAN), ("cp932", _KANA), ("euc_jp", _KANA), ("cp949", _HANGUL))
# Bytes outside an encoding's tables decode to these.
_NEVER_PRINTED = re.compile("[\x80-\x9f\uf8f0-\uf8ff]")
_CLEAR, _SAMPLE = 0.12, 20_000


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of `data` without its byte order mark; a guess is reported as `encoding-guessed`.

    Raises UsageError `encoding-unknown` for a label nobody knows, InputError `encoding-wrong` where bytes do not fit the
    encoding given, the mark or (nearly) UTF-8, `encoding-undecided` where nothing fits.
    """
    if encoding is not None:
        return _labelled(data, encoding)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], codec, name, len(mark)), name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _labelled(data: bytes, label: str) -> Decoded:
    codec = _CODECS.get(label.strip().lower())
    if codec is None:
        near = difflib.get_close_matches(label.lower(), _CODECS, 1, 0.3)
        raise UsageError("encoding-unknown", encoding=label, nearest=near[0] if near else "gb18030")
    name = _NAMES[codec]
    for mark, marked, _ in _MARKS:
        if marked == codec and data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], codec, name, len(mark)), name)
    return Decoded(_strict(data, codec, name, 0), name)


def _strict(data: bytes, codec: str, name: str, offset: int) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode(codec, "replace")
        line = 1 + sum(1 for _ in LINE_END.finditer(before))
        raise InputError("encoding-wrong", line=line, encoding=name, offset=fault.start + offset) from None


def _guess(data: bytes) -> Decoded:
    """The candidate that decodes strictly and holds most of its language's common characters."""
    best, found = -1.0, None
    for codec, common in _CANDIDATES:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _NEVER_PRINTED.search(text):
            continue
        score = _likeness(text, common)
        if score > best:
            best, found = score, (text, codec)
    broken = data.decode("utf-8", "replace")
    if max(_likeness(broken, common) for _, common in _CANDIDATES) > max(best, _CLEAR):
        # Good UTF-8 but for some bytes: to read it as anything else would give a page of nonsense.
        _strict(data, "utf-8", "utf-8", 0)
    if found is None:
        raise InputError("encoding-undecided")
    text, codec = found
    name = _NAMES[codec]
    severity: Severity = "info" if best > _CLEAR else "warning"
    return Decoded(text, name, (diagnostic("encoding-guessed", severity, encoding=name),))


def _likeness(text: str, common: str) -> float:
    sample = [mark for mark in text[:_SAMPLE] if mark > "\x7f"]
    known = frozenset(common)
    return sum(mark in known for mark in sample) / len(sample) if sample else 0.0
