"""Verse among prose: short lines between blank ones, lines set in deeper than the paragraphs, and regular lines of old verse.

Old verse has lines or clauses of equal length, five or seven characters mostly (近体诗), four in the Odes; couplets 对联 have two.
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.press import wording
from publisher.readers.press.furniture import RELATED
from publisher.readers.press.head import Taken
from publisher.readers.press.labels import CONTENTS, REFERENCES
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.numbering import BULLET_HEADING, BULLET_ITEM, is_lone_number, number_of
from publisher.readers.press.profile import SPEAKER
from publisher.readers.press.surroundings import Surroundings
from publisher.readers.press.words import HAN

_WIDEST = 44
_WIDEST_RHYME = 32
_FEWEST = 4
_DEEPER = 4
_LETTER = lazily(r"[^\W\d_]")
_CLAUSE_END = lazily(r"[，。？！；、,?!;]")
_HAN_ONLY = lazily(rf"{HAN}+$")
_SAID_OR_SUNG = lazily(r".*[诗詩词詞歌曲唱吟咏詠谣謠联聯对對句云曰写寫念诵誦题題].{0,12}[：:—]{1,2}$")

# Two lines are enough under words that can be of nothing else.
_SUNG = lazily(r"[诗詩歌唱吟咏詠谣謠诵誦念联聯]\S{0,3}[：:—]{1,2}$")


def verse(around: Surroundings, place: int) -> list[Taken]:
    """The verse that begins at `place`; empty where none does."""
    end = _set_apart(around, place)
    if end:
        around.verse_end = end
        return _taken(around, place, end, "verse-short-lines", 0.7)
    end = _regular(around, place)
    if end:
        return _taken(around, place, end, "verse-regular", 0.8)
    end = _set_in(around, place)
    return _taken(around, place, end, "verse-set-in", 0.7)


def _taken(around: Surroundings, place: int, end: int, rule: str, confidence: float) -> list[Taken]:
    return [Taken(line, "verse", rule, confidence) for line in around.lines[place:end]]


def _set_apart(around: Surroundings, place: int) -> int:
    """End of four short lines or more between blank lines, none longer than a line of verse; 0: none.

    Below such a stanza the next may be shorter: two lines, at the end of the article three.
    """
    lines = around.lines
    if not lines[place].gap and place and not is_lone_number(lines[place - 1].text):
        return 0
    end = place
    while end < len(lines) and (end == place or not lines[end].gap) and _may_be_verse(lines[end], around):
        end += 1
    goes_on = place > 0 and around.verse_end == place and not all(line.closed for line in lines[place:end])
    fewest = (3 if end == len(lines) else 2) if goes_on else _FEWEST
    return 0 if end - place < fewest or (end < len(lines) and not lines[end].gap) else end


def _regular(around: Surroundings, place: int) -> int:
    """End of lines of equal clauses: two lines with marks, under a colon a couplet too."""
    length = _clause_length(around.lines[place].text)
    if not length:
        return 0
    end = place
    while end < len(around.lines) and _clause_length(around.lines[end].text) == length:
        # Titles in a row may be of one length, too; every other line of verse has a mark.
        if end > place and not _is_marked(around.lines[end - 1]) and not _is_marked(around.lines[end]):
            return 0
        end += 1
    run = around.lines[place:end]
    marked = sum(map(_is_marked, run))
    before = around.before(place)
    sung = before is not None and _SAID_OR_SUNG.match(before.text) is not None
    deeper = around.profile.indented and run[0].indent >= around.profile.indent + _DEEPER
    clauses = sum(len(_clauses(line.text)) for line in run)
    enough = clauses >= _FEWEST or ((sung or deeper) and clauses >= 2)
    return end if len(run) > 1 and marked * 2 >= len(run) and enough else 0


def _is_marked(line: Line) -> bool:
    return _CLAUSE_END.search(line.text) is not None


def _set_in(around: Surroundings, place: int) -> int:
    """End of short lines that are indented deeper than the paragraphs, or that stand under words that speak of verse."""
    profile, before = around.profile, around.before(place)
    sung = before is not None and _SAID_OR_SUNG.match(before.text) is not None
    deep = profile.indented and around.lines[place].indent >= profile.indent + _DEEPER
    depth = around.lines[place].indent
    # A line that goes on with others of its depth was judged with them.
    if not (sung or (deep and (before is None or before.indent != depth))) or (profile.wrap and not sung):
        return 0
    if not around.is_worth("verse", place):
        return 0
    end = place
    while end < around.text_end and around.lines[end].indent == depth and _may_be_verse(around.lines[end], around):
        end += 1
    run = around.lines[place:end]
    open_lines = sum(not line.closed for line in run)
    # Paragraphs of speech are closed, lines of verse run on; what follows the last must not run on with them.
    rhyme = before is not None and _SUNG.search(before.text[-8:]) and all(_is_verse_line(line.text) for line in run)
    least = 2 if rhyme else 3 if deep else _FEWEST
    if len(run) >= least and open_lines * 2 >= len(run) and end < len(around.lines):
        return end
    around.in_vain("verse", end)
    return 0


def _is_verse_line(text: str) -> bool:
    return columns(text) <= _WIDEST_RHYME and text[-1] in "，。；！,;!"


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE_END.split(text.strip("“”‘’「」『』")) if clause]


def _clause_length(text: str) -> int:
    """Characters of each clause, if all are of the same length and Han; 0: they are not."""
    if len(text) > 36 or len(text) < 4:
        return 0
    clauses = _clauses(text)
    length = len(clauses[0]) if clauses else 0
    regular = 4 <= length <= 12 and all(len(clause) == length and _HAN_ONLY.match(clause) for clause in clauses)
    return length if regular and (len(clauses) > 1 or length <= 12) else 0


def _may_be_verse(line: Line, around: Surroundings) -> bool:
    text = line.text
    if not 4 <= columns(text) <= _WIDEST or (line.markup is not None and line.markup.block is not None):
        return False
    # `河说：我不走了` is a line of verse, unless somebody of that name talks all along.
    speaker = SPEAKER.match(text)
    if speaker and (speaker[1] in around.profile.speakers or speaker[1][-1] not in "说說"):
        return False
    if number_of(text) or BULLET_HEADING.match(text) or BULLET_ITEM.match(text):
        return False
    if RELATED.match(text) or CONTENTS.match(text) or REFERENCES.match(text):
        return False
    return _LETTER.match(text) is not None and wording.told(line) is None
