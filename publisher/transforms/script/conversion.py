"""A string through a chain of OpenCC, with what became of which characters.

As OpenCC does: the text is parted by its dictionary of words (forward maximum matching), and each part goes through the stages
of the chain; a stage goes from left to right, takes the longest word there, and leaves what it does not know. What OpenCC does
not do: every piece of the result knows its place in the source. A word that becomes one of as many characters is taken
character by character, any other as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.transforms.script.dictionaries import Candidates, Chain, Found, Stage


class Piece(NamedTuple):
    """The characters `start` to `end` of the source, and what they became."""

    start: int
    end: int
    text: str


class Choice(NamedTuple):
    """A place where the dictionary has several candidates and no longer word decides: characters `start` to `end` of the source.

    `others` are those it did not choose, in the forms of the target.
    """

    start: int
    end: int
    chosen: str
    others: Candidates


class Conversion(NamedTuple):
    """The pieces, in order and without gap, and the choices that were made."""

    pieces: list[Piece]
    choices: list[Choice]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class _Unit(NamedTuple):
    """What a stage made of the characters `start` to `end` of its own input."""

    start: int
    end: int
    text: str


def convert(text: str, chains: Sequence[Chain], singles: Mapping[str, str] | None = None) -> Conversion:
    """`text` through one chain after the other.

    `singles` says what a character becomes where no word of the first stage decides.
    """
    whole = Conversion([Piece(0, len(text), "")], [])
    for number, each in enumerate(chains):
        done = _through(text, each, (singles or {}) if not number else {})
        later = chains[number + 1 :]
        choices = [_later(choice, later) for choice in done.choices] if later else done.choices
        whole = done if not number else Conversion(_composed(whole.pieces, _units(done.pieces)), whole.choices)
        if not number:
            whole = Conversion(done.pieces, choices)
        text = done.text
    return Conversion(whole.pieces, [choice for choice in whole.choices if choice.others])


def _through(text: str, chain: Chain, singles: Mapping[str, str]) -> Conversion:
    pieces: list[Piece] = []
    choices: list[Choice] = []
    for start, end in _parts(text, chain):
        done = _part(text[start:end], chain.stages, singles)
        pieces += [Piece(start + each.start, start + each.end, each.text) for each in done.pieces]
        choices += [each._replace(start=start + each.start, end=start + each.end) for each in done.choices]
    return Conversion(pieces, choices)


def _parts(text: str, chain: Chain) -> Iterator[tuple[int, int]]:
    """Each word of the dictionary, and what stands between two of them."""
    if chain.words is None:
        yield 0, len(text)
        return
    begun = at = 0
    while at < len(text):
        found = chain.words.longest(text, at)
        if found is None:
            at += 1
            continue
        if begun < at:
            yield begun, at
        yield at, at + found.length
        begun = at = at + found.length
    if begun < at:
        yield begun, at


def _part(text: str, stages: Sequence[Stage], singles: Mapping[str, str]) -> Conversion:
    pieces = [Piece(at, at + 1, character) for at, character in enumerate(text)]
    choices: list[Choice] = []
    settled: dict[int, str] = {}
    for number, stage in enumerate(stages):
        given = "".join(piece.text for piece in pieces)
        units: list[_Unit] = []
        at = 0
        while at < len(given):
            found = stage.longest(given, at) or Found(1, (given[at],))
            end = at + found.length
            if not number and found.length == 1 and given[at] in singles:
                settled[at] = singles[given[at]]
            elif not number and len(found.candidates) > 1:
                choices.append(_choice(at, end, found.candidates, stages[1:]))
            units += _in_characters(at, end, found.candidates[0])
            at = end
        pieces = _composed(pieces, units)
    pieces = [each._replace(text=settled.get(each.start, each.text)) if settled else each for each in pieces]
    return Conversion(pieces, choices)


def _in_characters(start: int, end: int, text: str) -> list[_Unit]:
    if end - start != len(text):
        return [_Unit(start, end, text)]
    return [_Unit(start + at, start + at + 1, character) for at, character in enumerate(text)]


def _units(pieces: Sequence[Piece]) -> list[_Unit]:
    return [_Unit(*piece) for piece in pieces]


def _composed(pieces: Sequence[Piece], units: Sequence[_Unit]) -> list[Piece]:
    """The pieces after a stage that made `units` of their text: as fine as both allow."""
    made: list[Piece] = []
    ends = iter(units)
    reached, at = 0, 0
    start: int | None = None
    text = ""
    for piece in pieces:
        start = piece.start if start is None else start
        at += len(piece.text)
        while reached < at:
            unit = next(ends)
            reached, text = unit.end, text + unit.text
        if reached == at:
            made.append(Piece(start, piece.end, text))
            start, text = None, ""
    return made


def _choice(start: int, end: int, candidates: Candidates, later: Sequence[Stage]) -> Choice:
    """The choice in the forms of the target, where several candidates may be one again."""
    # Rare forms beyond the basic plane are nobody's first thought: they would make a choice of every other character.
    known = [each for each in candidates if all(character <= "\uffff" for character in each)] or list(candidates)
    shown = dict.fromkeys(_part(each, later, {}).text if later else each for each in (candidates[0], *known))
    chosen, *others = shown
    return Choice(start, end, chosen, tuple(others))


def _later(choice: Choice, chains: Sequence[Chain]) -> Choice:
    """The choice in the forms of chains that follow."""
    chosen, *others = dict.fromkeys(convert(each, chains).text for each in (choice.chosen, *choice.others))
    return choice._replace(chosen=chosen, others=tuple(others))
