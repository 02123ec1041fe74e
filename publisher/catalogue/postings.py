"""The search index: for each term the books it stands in, in shards of which a query loads only those it needs.

A shard is `{"term": [n, n, …], …}`: each number is the distance to the book before, times 8, plus the weight (1 to 7). Which
shard a term is in, its code points tell, to this program and to the page alike (`shard_of`).

Whoever reads books packs their postings: one of a term of two characters is a whole number of 64 bits, the term above the book
above the weight. They are gathered in files on disk, one a shard, and sorted shard by shard: no more of the index is in memory
than one of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from publisher.catalogue.terms import Weights

FOLDER: Final = "catalogue/search"
_FEWEST, _MOST = 16, 4096
_BOOKS_A_SHARD: Final = 4
_WAITING: Final = 8_000_000
"""Bytes that are gathered in memory before they go to disk."""
_NUMBER_BITS: Final = 24
_TERM_AT: Final = _NUMBER_BITS + 3
_CHARACTER_BITS: Final = 18
_LOW: Final = (1 << _TERM_AT) - 1
MOST_BOOKS: Final = 1 << _NUMBER_BITS


class Packed(Struct, frozen=True):
    """Postings of some books by shard: whole numbers, and `term TAB number` a line for terms of more characters."""

    numbers: dict[int, bytes]
    lines: dict[int, str]


def shard_count(books: int) -> int:
    """How many shards an index of so many books has: a power of two."""
    return min(_MOST, max(_FEWEST, 1 << max(0, books // _BOOKS_A_SHARD - 1).bit_length()))


def shard_of(term: str, count: int) -> int:
    """The shard of a term. Sums of 32 bits, as JavaScript's `Math.imul` makes them."""
    total = 0
    for character in term:
        total = (total * 31 + ord(character)) & 0xFFFFFFFF
    return (total ^ total >> 15) % count


def packed(books: Iterable[tuple[int, Weights]], count: int) -> Packed:
    """The postings of books by their numbers, for an index of `count` shards."""
    numbers: dict[int, array[int]] = {}
    lines: dict[int, list[str]] = {}
    for number, weights in books:
        book = number << 3
        for term, weight in weights.items():
            if len(term) > 2:
                lines.setdefault(shard_of(term, count), []).append(f"{term}\t{book | weight}\n")
                continue
            first, second = ord(term[0]), ord(term[1]) if len(term) == 2 else 0
            # `shard_of`, and without a call: most of an index is these.
            total = (first * 31 + second) & 0xFFFFFFFF if second else first
            shard = (total ^ total >> 15) % count
            value = (first << _CHARACTER_BITS | second) << _TERM_AT | book | weight
            try:
                numbers[shard].append(value)
            except KeyError:
                numbers[shard] = array("Q", (value,))
    return Packed(
        {shard: values.tobytes() for shard, values in numbers.items()},
        {shard: "".join(each) for shard, each in lines.items()},
    )


class Postings:
    """Packed postings are added as they come, and given back as shards."""

    def __init__(self, scratch: Path, count: int) -> None:
        self.count = count
        self._scratch = scratch
        self._numbers: dict[int, bytearray] = {}
        self._lines: dict[int, list[str]] = {}
        self._waiting = 0

    def add(self, some: Packed) -> None:
        for shard, data in some.numbers.items():
            self._numbers.setdefault(shard, bytearray()).extend(data)
            self._waiting += len(data)
        for shard, lines in some.lines.items():
            self._lines.setdefault(shard, []).append(lines)
            self._waiting += len(lines)
        if self._waiting > _WAITING:
            self._spill()

    def _spill(self) -> None:
        for shard, data in self._numbers.items():
            with _numbers(self._scratch, shard).open("ab") as file:
                file.write(data)
        for shard, lines in self._lines.items():
            with _lines(self._scratch, shard).open("a", encoding="utf-8", newline="\n") as text:
                text.writelines(lines)
        self._numbers.clear()
        self._lines.clear()
        self._waiting = 0

    def shards(self, ranks: array[int], each: Callable[..., Iterator[bytes]]) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of every shard; `ranks` are the numbers that books have in the index, by those they were added under.

        `each` is `map`, or that of other processes.
        """
        self._spill()
        (self._scratch / _RANKS).write_bytes(array("Q", ranks).tobytes())
        made = each(shard_bytes, [self._scratch] * self.count, range(self.count))
        yield from ((f"{FOLDER}/{shard}.json", data) for shard, data in enumerate(made))


_RANKS: Final = "ranks"


def shard_bytes(scratch: Path, shard: int) -> bytes:
    """A shard out of what was gathered in a folder. Terms are sorted: the same books give the same bytes."""
    ranks = _ranks(scratch)
    path = _numbers(scratch, shard)
    values = array("Q", path.read_bytes() if path.is_file() else b"")
    high = ~(MOST_BOOKS - 1 << 3)
    found: dict[str, list[int]] = {}
    last, before = -1, 0
    distances: list[int] = []
    for value in sorted([value & high | ranks[value >> 3 & MOST_BOOKS - 1] << 3 for value in values]):
        if value >> _TERM_AT != last:
            last, before, distances = value >> _TERM_AT, 0, []
            found[_term(last)] = distances
        low = value & _LOW
        distances.append(low - before)
        before = low & ~7
    for term, posts in _worded(scratch, shard, ranks):
        found[term] = posts
    return msgspec.json.encode(dict(sorted(found.items())))


def _worded(scratch: Path, shard: int, ranks: array[int]) -> Iterator[tuple[str, list[int]]]:
    """The terms of more than two characters."""
    path = _lines(scratch, shard)
    found: dict[str, list[int]] = {}
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        term, _, told = line.partition("\t")
        number, weight = divmod(int(told), 8)
        found.setdefault(term, []).append(ranks[number] << 3 | weight)
    for term, posts in found.items():
        posts.sort()
        before = [0, *(post & ~7 for post in posts[:-1])]
        yield term, [post - earlier for post, earlier in zip(posts, before, strict=True)]


def _term(value: int) -> str:
    first, second = value >> _CHARACTER_BITS, value & (1 << _CHARACTER_BITS) - 1
    return chr(first) + chr(second) if second else chr(first)


@lru_cache(maxsize=1)
def _ranks(scratch: Path) -> array[int]:
    return array("Q", (scratch / _RANKS).read_bytes())


def _numbers(scratch: Path, shard: int) -> Path:
    return scratch / f"{shard}.numbers"


def _lines(scratch: Path, shard: int) -> Path:
    return scratch / f"{shard}.lines"
