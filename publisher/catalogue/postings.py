"""The search index: for each term the books it stands in, in shards of which a query loads only those it needs.

A shard is `{"term": [n, n, …], …}`: each number is the distance to the book before, times 8, plus the weight (1 to 7). Which shard a
term is in, its code points tell, to this program and to the page alike (`shard_of`). Terms are gathered in files on disk, one a shard,
and written shard by shard: no more of the index is in memory than one of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from publisher.catalogue.terms import Weights

FOLDER: Final = "catalogue/search"
_FEWEST, _MOST = 16, 4096
_BOOKS_A_SHARD: Final = 4
_WAITING: Final = 400_000


def shard_count(books: int) -> int:
    """How many shards an index of so many books has: a power of two."""
    return min(_MOST, max(_FEWEST, 1 << max(0, books // _BOOKS_A_SHARD - 1).bit_length()))


def shard_of(term: str, count: int) -> int:
    """The shard of a term. Sums of 32 bits, as JavaScript's `Math.imul` makes them."""
    total = 0
    for character in term:
        total = (total * 31 + ord(character)) & 0xFFFFFFFF
    return (total ^ total >> 15) % count


class Postings:
    """Terms are added book by book and given back shard by shard."""

    def __init__(self, scratch: Path, count: int) -> None:
        self.count = count
        self._scratch = scratch
        self._places: dict[str, int] = {}
        self._waiting: list[list[str]] = [[] for _ in range(count)]
        self._total = 0

    def add(self, number: int, weights: Weights) -> None:
        for term, weight in weights.items():
            place = self._places.get(term)
            if place is None:
                place = self._places[term] = shard_of(term, self.count)
            self._waiting[place].append(f"{term}\t{number * 8 + weight}\n")
        self._total += len(weights)
        if self._total > _WAITING:
            self._spill()

    def _spill(self) -> None:
        for place, lines in enumerate(self._waiting):
            if lines:
                with (self._scratch / f"{place}.terms").open("a", encoding="utf-8", newline="\n") as file:
                    file.writelines(lines)
                lines.clear()
        self._total = 0
        self._places.clear()

    def shards(self, ranks: array[int]) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of every shard; `ranks` are the numbers that books have in the index, by those they were added under."""
        self._spill()
        for place in range(self.count):
            yield f"{FOLDER}/{place}.json", msgspec.json.encode(self._shard(place, ranks))

    def _shard(self, place: int, ranks: array[int]) -> dict[str, list[int]]:
        path = self._scratch / f"{place}.terms"
        found: dict[str, list[int]] = {}
        if path.is_file():
            with path.open(encoding="utf-8", newline="\n") as file:
                for line in file:
                    term, _, value = line.partition("\t")
                    number, weight = divmod(int(value), 8)
                    found.setdefault(term, []).append(ranks[number] * 8 + weight)
        return {term: _distances(found[term]) for term in sorted(found)}


def _distances(values: list[int]) -> list[int]:
    values.sort()
    before, made = 0, []
    for value in values:
        rank, weight = divmod(value, 8)
        made.append((rank - before) * 8 + weight)
        before = rank
    return made
