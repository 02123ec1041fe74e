"""How often the encoding is told, by encoding, length and language.

`measure()` gives the rows, `python -m tests.benchmarks.encoding_table` prints them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.errors import PublisherError
from publisher.readers.encoding import decode

from .press_sentences import LANGUAGES, prose

LENGTHS = (20, 60, 200, 2000)
CASES = 40
ENCODINGS = {
    # WHATWG name -> Python's codec that writes it
    "utf-8": "utf-8",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
}


class Row(NamedTuple):
    encoding: str
    language: str
    length: int
    right: int
    cases: int


def cases(encoding: str, language: str, length: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Text and bytes; what the encoding has no characters for is skipped, so that there may be fewer than `count`."""
    for seed in range(count):
        text = prose(language, length, seed)
        try:
            yield text, text.encode(ENCODINGS[encoding])
        except UnicodeEncodeError:
            continue


def is_right(encoding: str, text: str, data: bytes) -> bool:
    try:
        decoded = decode(data)
    except PublisherError:
        return False
    # Python's Big5 and Shift_JIS codecs write some marks that they read back as others.
    return decoded.encoding == encoding and len(decoded.text) == len(text)


def measure(count: int = CASES) -> list[Row]:
    """A row for each encoding, language and length that gives any case."""
    rows = []
    for encoding in ENCODINGS:
        for language in LANGUAGES:
            for length in LENGTHS:
                results = [is_right(encoding, *case) for case in cases(encoding, language, length, count)]
                if results:
                    rows.append(Row(encoding, language, length, sum(results), len(results)))
    return rows


def share(rows: list[Row], length: int) -> float:
    """Share of right answers at a length, over all encodings and languages."""
    found = [row for row in rows if row.length == length]
    return sum(row.right for row in found) / sum(row.cases for row in found)


def table(rows: list[Row]) -> str:
    """The rows as text: a line an encoding and language, a column a length."""
    lines = [f"{'':22}" + "".join(f"{length:>10}" for length in LENGTHS)]
    for encoding, language in dict.fromkeys((row.encoding, row.language) for row in rows):
        found = {row.length: row for row in rows if (row.encoding, row.language) == (encoding, language)}
        cells = [f"{found[at].right}/{found[at].cases}" if at in found else "–" for at in LENGTHS]
        lines.append(f"{encoding:10} {language:11}" + "".join(f"{cell:>10}" for cell in cells))
    lines.append(f"{'all':22}" + "".join(f"{share(rows, length):>10.2%}" for length in LENGTHS))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(measure()))
