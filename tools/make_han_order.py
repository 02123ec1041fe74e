"""Make the table by which indexes are put in order: how each ideograph is read, and how it is written.

    python -m tools.make_han_order STROKES

STROKES is `stroke.dict.yaml` of rime-stroke (in Debian: the package `rime-data-stroke`); readings are those of the installed
pypinyin, numbers of strokes those of the collation `stroke` of CLDR, which Node.js brings. `data/collation/README.md` has licences
and versions. The table is text, compressed; by columns, as that is smaller:

    3007-3007 3400-4db5 …   the ideographs, from one to another
    a ai an …               the syllables
    …                       of each ideograph the place of its syllable (as the character U+0100 and so many), the likeliest one
    …                       its tone, 0 where it has none
    …                       how many strokes it has (as the character U+0030 and so many)
    …                       five digits: the kinds of its first strokes
    重庆\tchóng qìng        and on: words in which ideographs are read otherwise

Kinds are 1 横, 2 竖, 3 撇, 4 点 or 捺, 5 折 (GF 3003-1999), 0 none.
"""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).parents[1] / "data" / "collation" / "han.txt.xz"
FIRST_STROKES = 5
LONGEST_WORD = 3
_KINDS = str.maketrans("hspnz", "12345")
_PLAIN = {"一": "yī", "不": "bù"}
"""Written without the changes of tone that speech makes (GB/T 16159-2012)."""
_TONES = "\u0304\u0301\u030c\u0300"
"""The marks of tones 1 to 4."""
_UNKNOWN = 48
"""More strokes than CLDR knows of any: what it does not list."""
_COUNT = """
const column = [...require("fs").readFileSync(0, "utf8")], order = new Intl.Collator("zh-u-co-stroke")
if (order.resolvedOptions().collation !== "stroke") throw "this Node.js has no order by strokes"
const isBefore = (each, n) => order.compare(each, "\\uFDD0" + String.fromCharCode(0x2800 + n)) < 0
const strokes = each => Math.max(0, ...[...Array(64).keys()].filter(n => n && !isBefore(each, n)))
console.log(JSON.stringify(column.map(strokes)))
"""


def main(strokes: Path) -> None:
    codes = _codes(strokes)
    readings = {chr(code): given.split(",")[0] for code, given in pinyin_dict.items()}
    readings |= _PLAIN
    known = sorted(each for each in readings if each >= "\u3400" or each == "〇")
    counts = dict(zip(known, _counts(known), strict=True))
    rows = [_row(each, readings[each], counts[each], codes.get(each, [])) for each in known]
    lines = [*_columns([row for row in rows if row]), *_word_lines(readings)]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{line}\n" for line in lines)
    TARGET.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{TARGET}: {len(lines)} lines, {TARGET.stat().st_size} bytes")


def _codes(file: Path) -> dict[str, list[str]]:
    """The ways to write each ideograph, of several countries."""
    found: dict[str, list[str]] = {}
    for line in file.read_text("utf-8").splitlines():
        character, _, code = line.partition("\t")
        if code and len(character) == 1:
            found.setdefault(character, []).append(code)
    return found


def _counts(known: list[str]) -> list[int]:
    """The number of strokes of each ideograph, `_UNKNOWN` where CLDR does not have it."""
    done = subprocess.run(["node", "-e", _COUNT], input="".join(known), capture_output=True, text=True, check=True)
    counts: list[int] = json.loads(done.stdout)
    return counts


class Row(NamedTuple):
    """What is known of an ideograph."""

    character: str
    syllable: str
    tone: int
    strokes: int
    kinds: str


def _row(character: str, reading: str, count: int, codes: list[str]) -> Row | None:
    """None for an ideograph beyond the basic plane that CLDR does not list: those are of old texts alone."""
    if count == _UNKNOWN:
        if character > "\uffff":
            return None
        count = len(codes[0]) if codes else 0
    code = next((code for code in codes if len(code) == count), codes[0] if codes else "")
    kinds = code[:FIRST_STROKES].translate(_KINDS).ljust(FIRST_STROKES, "0")
    marks = [each for each in unicodedata.normalize("NFD", reading) if each in _TONES]
    plain = "".join(each for each in unicodedata.normalize("NFD", reading) if each not in _TONES)
    tone = _TONES.index(marks[0]) + 1 if marks else 0
    return Row(character, unicodedata.normalize("NFC", plain), tone, count, kinds)


def _columns(rows: list[Row]) -> Iterator[str]:
    syllables = sorted({row.syllable for row in rows})
    places = {syllable: chr(0x100 + at) for at, syllable in enumerate(syllables)}
    yield " ".join(_ranges([ord(row.character) for row in rows]))
    yield " ".join(syllables)
    yield "".join(places[row.syllable] for row in rows)
    yield "".join(str(row.tone) for row in rows)
    yield "".join(chr(0x30 + row.strokes) for row in rows)
    yield "".join(row.kinds for row in rows)


def _ranges(codes: list[int]) -> Iterator[str]:
    first = codes[0]
    for before, code in zip(codes, [*codes[1:], 0], strict=True):
        if code != before + 1:
            yield f"{first:x}-{before:x}"
            first = code


def _word_lines(readings: dict[str, str]) -> list[str]:
    return [f"{word}\t{' '.join(read)}" for word, read in sorted(_words(readings).items())]


def _words(readings: dict[str, str]) -> dict[str, list[str]]:
    """Short words that are read otherwise at their start than their ideographs tell, without those that a shorter one tells."""
    found: dict[str, list[str]] = {}
    for word, given in sorted(phrases_dict.items(), key=lambda each: (len(each[0]), each[0])):
        read = [_PLAIN.get(character, each[0]) for character, each in zip(word, given, strict=False)]
        if len(read) == len(word) <= LONGEST_WORD and read[:2] != list(_read(word, readings, found))[:2]:
            found[word] = read
    return found


def _read(word: str, readings: dict[str, str], words: dict[str, list[str]]) -> Iterator[str]:
    at = 0
    while at < len(word):
        known = next((word[at : at + size] for size in (3, 2) if word[at : at + size] in words), "")
        yield from words[known] if known else [readings.get(word[at], "")]
        at += len(known) or 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))
