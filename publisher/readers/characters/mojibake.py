"""Text that was read in a wrong encoding, and saved, before it came here: `绾㈡ゼ` for 红楼, `锟斤拷`, `â€œ`.

It is warned of with a sample and never repaired: bytes are often lost, and a repair that nobody sees is a forgery. Told by undoing
the wrong step: a run of characters gives back the bytes of whole UTF-8 sequences, and these are CJK.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.patterns import lazily
from publisher.readers.characters.tally import line_of

# Lead bytes of CJK marks (E3, EF), ideographs (E4-E9) and hangul (EA-ED) in UTF-8, and what follows one.
_LEADS = (0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEF)
_FOLLOWERS = range(0x80, 0xC0)
# One such sequence, and another that may also be a mark of U+2010 to U+2027 (E2).
_TWO_IN_UTF_8 = re.compile(b"[\xe3-\xed\xef][\x80-\xbf]{2}[\xe2-\xed\xef][\x80-\xbf]{2}")
_PRINTED = lazily("[\u2010-\u2027\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff65]")
# Characters that are undone at a place, and how many printed ones in a row must come out: by chance three do, once in a book.
_REACH, _ENOUGH, _SAMPLE = 12, 4, 20
_HALF_WIDTH = "\uff61-\uff9f"
_WORD = lazily("[^\x00-\x7f，。、：；！？“”]+")


class Misreading(NamedTuple):
    """A wrong step: what was read, as what."""

    cause: str
    codec: str
    """What the text must be encoded in to have the true bytes back."""
    start: re.Pattern[str]
    """What a place begins with."""

    def may_be_in(self, text: str) -> bool:
        """Whether two CJK characters in a row come out anywhere: hardly ever, and then alone `start` is worth its compiling."""
        return _TWO_IN_UTF_8.search(text.encode(self.codec, "replace")) is not None


def _characters(codec: str, firsts: Iterable[int], seconds: Iterable[int]) -> str:
    """Those of a double-byte code whose bytes are among these."""
    # In one go, a line end after each pair: it takes part in none, whatever comes before it.
    seconds = tuple(seconds)
    code = b"".join(bytes((first, second, 10)) for first in firsts for second in seconds)
    pairs = code.decode(codec, "ignore").split("\n")
    return "".join(sorted({pair for pair in pairs if len(pair) == 1 and pair > "\x7f"}))


def _beginning(codec: str, single: str = "") -> re.Pattern[str]:
    """Lead byte and follower, then follower and lead byte: as UTF-8 falls into double bytes. `single`: characters of one byte."""
    return lazily(
        lambda: f"[{_characters(codec, _LEADS, _FOLLOWERS)}][{single}{_characters(codec, _FOLLOWERS, _LEADS)}]"
    )


_BIG5 = "UTF-8 → Big5"
_DOUBLE_BYTE = (
    Misreading("UTF-8 → GB18030", "gb18030", _beginning("gbk")),
    Misreading("UTF-8 → Shift_JIS", "cp932", _beginning("cp932", _HALF_WIDTH)),
    Misreading(_BIG5, "cp950", _beginning("cp950")),
)


# Big5 has no characters for two in five pairs: most of the text is question marks, and what is left begins a sequence each time.
def _big5_remains() -> str:
    start = _characters("cp950", _LEADS, _FOLLOWERS)
    return f"[{start}][^\r\n?]{{0,3}}\\?{{1,9}}[^\r\n?]{{0,3}}[{start}]"


_BIG5_REMAINS = lazily(_big5_remains)
_LITERAL = (
    ("U+FFFD → GB18030", "锟斤"),
    ("U+FFFD → Big5", "嚙踝"),
    ("U+FFFD → Big5", "嚙賢"),
    ("U+FFFD", "\ufffd"),
    ("0xCC → GB18030", "烫烫烫"),
    ("0xCD → GB18030", "屯屯屯"),
)

_ANY_LITERAL = re.compile(f"[{''.join(mark[0] for _, mark in _LITERAL)}]")


@cache
def _windows() -> dict[str, int]:
    """The bytes of Windows-1252; those that it leaves out are the C1 controls of Latin-1."""
    return {bytes((byte,)).decode("cp1252", "ignore") or chr(byte): byte for byte in range(256)}


def _utf_8_as_latin() -> str:
    special = "".join(character for character, byte in _windows().items() if 0x80 <= byte < 0xC0)
    return f"[\u00e2-\u00ef][{re.escape(special)}]{{2}}"


_UTF_8_AS_LATIN = lazily(_utf_8_as_latin)
# No language has five such letters side by side.
_BYTES_AS_LATIN = lazily("[\u00a1-\u00ff]{5,}")
_LATIN = re.compile("[\u00c0-\u00ff]")


def remarks(text: str) -> list[Diagnostic]:
    """A warning `mojibake` for each wrong step that `text` shows, with a sample and the line of the first place."""
    if text.isascii():
        return []
    found = (
        [(cause, _literal(text, mark)) for cause, mark in _LITERAL if mark in text] if _ANY_LITERAL.search(text) else []
    )
    found += [(each.cause, _places(text, each)) for each in _DOUBLE_BYTE if each.may_be_in(text)]
    if "?" in text:
        found.append((_BIG5, [match.start() for match in _BIG5_REMAINS.finditer(text)]))
    if _LATIN.search(text):
        found.append(_as_latin(text))
    by_cause: dict[str, list[int]] = {}
    for cause, places in found:
        by_cause[cause] = sorted({*by_cause.get(cause, []), *places})
    return [_remark(text, cause, places) for cause, places in by_cause.items() if places]


def _remark(text: str, cause: str, places: list[int]) -> Diagnostic:
    sample = text[places[0] : places[0] + _SAMPLE].splitlines()[0]
    return diagnostic("mojibake", line=line_of(text, places[0]), cause=cause, count=len(places), sample=sample)


def _literal(text: str, mark: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(mark), text)]


def _places(text: str, misreading: Misreading) -> list[int]:
    found: list[int] = []
    end = 0
    for match in misreading.start.finditer(text):
        at = match.start()
        if at >= end:
            length = _undone(text, at, misreading.codec)
            if length:
                found.append(at)
                end = at + length
    return found


def _undone(text: str, at: int, codec: str) -> int:
    """How many characters from `at` on were one wrong step; 0 where they are what they seem."""
    piece = text[at : at + _REACH]
    word = _WORD.match(piece)
    data = _bytes(piece, codec)
    try:
        meant = data.decode()
    except UnicodeDecodeError as fault:
        meant = data[: fault.start].decode()
    printed = next((place for place, mark in enumerate(meant) if not _PRINTED.match(mark)), len(meant))
    if printed >= _ENOUGH:
        return len(meant[:printed].encode()) // 2
    # A word alone, such as a name between two marks: all of it must come out.
    if printed < 2 or word is None or len(word[0]) == _REACH or (at and _WORD.match(text[at - 1])):
        return 0
    return len(word[0]) if len(meant[:printed].encode()) >= len(_bytes(word[0], codec)) else 0


def _bytes(piece: str, codec: str) -> bytes:
    try:
        return piece.encode(codec)
    except UnicodeEncodeError as fault:
        return piece[: fault.start].encode(codec)


def _as_latin(text: str) -> tuple[str, list[int]]:
    """UTF-8, or a double-byte code, read as Windows-1252: whichever covers more of the text."""
    utf_8 = [match.start() for match in _UTF_8_AS_LATIN.finditer(text) if _is_utf_8(match[0])]
    runs = list(_BYTES_AS_LATIN.finditer(text))
    if 3 * len(utf_8) >= sum(len(run[0]) for run in runs):
        return "UTF-8 → Windows-1252", utf_8
    return "GB18030, Big5 … → Windows-1252", [run.start() for run in runs]


def _is_utf_8(piece: str) -> bool:
    try:
        return bool(_PRINTED.search(bytes(map(_windows().__getitem__, piece)).decode()))
    except UnicodeDecodeError:
        return False
