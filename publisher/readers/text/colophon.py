"""The frame of a file of Aozora Bunko: the head, the key of the notation, and the colophon at its end.

The archive's files open with title, subtitle or original title, author and translators, a line each up to a blank line; then,
between two rules, the signs used in the text are explained; at the end 底本：, 初出：, 入力：, 校正： and the like say what edition
the text is of and who made the file (https://www.aozora.gr.jp/guide/, 青空文庫収録ファイルの取り扱い規準).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.model import Credit, Inline, LineBreak, ReadingRole, Role, Text
from publisher.readers.press.lines import Line
from publisher.readers.text.signs import FILE, KEY

_RULE = re.compile(r"[-－─—=＝]{10,}$")
_EDITION = re.compile(r"\s*底本\s*[：:]")
_MADE = re.compile(rf"\s*(?:{FILE}|入力|校正|初出|親本|公開|翻訳の底本)\s*[：:]")
_MOST_HEAD, _MOST_KEY, _MOST_TAIL = 8, 60, 400
_LONGEST_HEAD = 80
_OTHER_PERSON = re.compile(
    r"(?:校訂|校注|校註|編纂?|編集|編著|編訳|訳|譯|訳注|翻訳|共訳|監修|監訳|註|注|画|絵|著|作|記|述)$"
)
_TRANSLATES = re.compile(r"\s*(?:翻訳|訳者?|譯)\s*[：:]")


class Frame(NamedTuple):
    """Where the parts of a file lie among its lines: each from its start up to the next one's."""

    head: int
    key: int
    """Where the key begins; the head's end where there is none."""
    body: int
    tail: int
    is_file: bool
    """The archive's form is there: a key or a colophon. Else it is some text in the same notation."""


def frame(lines: list[Line]) -> Frame:
    """The parts of the file."""
    tail = _tail(lines)
    opens = next((place for place, line in enumerate(lines[: _MOST_HEAD + 4]) if _opens_key(lines, place, line)), None)
    if opens is None and tail == len(lines):
        return Frame(0, 0, 0, tail, False)
    gap = next((place for place, line in enumerate(lines) if line.gap and place), len(lines))
    head = min(gap, tail, len(lines) if opens is None else opens)
    if head > _MOST_HEAD or any(len(line.text) > _LONGEST_HEAD for line in lines[:head]):
        # No blank line after the head: the title alone can be told.
        head = 1
    if opens is None:
        return Frame(head, head, head, tail, True)
    rules = (
        place + 1 for place in range(opens + 1, min(len(lines), opens + _MOST_KEY)) if _RULE.match(lines[place].text)
    )
    return Frame(head, opens, min(next(rules, opens + 1), tail), tail, True)


def _opens_key(lines: list[Line], place: int, line: Line) -> bool:
    below = lines[place + 1].text if place + 1 < len(lines) else ""
    return line.text == KEY or (_RULE.match(line.text) is not None and below.startswith(KEY))


def _tail(lines: list[Line]) -> int:
    """Where the colophon begins: at 底本：, else at the first line that says who made the file."""
    for pattern in (_EDITION, _MADE):
        start = max(1, len(lines) - _MOST_TAIL)
        found = [place for place in range(start, len(lines)) if pattern.match(lines[place].text)]
        # A text may quote such a line; the colophon stands after a blank one, and little of it is missing below.
        apart = next((place for place in found if lines[place].gap), None)
        if apart is not None:
            return apart
    return len(lines)


def head_roles(texts: list[str]) -> list[ReadingRole]:
    """The role of each line of the head.

    The last line that says no more than a name is the author; those after it say what others did (`…訳`). What stands
    between title and author is a subtitle, or the title in the original's language.
    """
    author = len(texts) - 1
    while author > 1 and _OTHER_PERSON.search(texts[author]) and not _OTHER_PERSON.fullmatch(texts[author]):
        author -= 1
    # A subtitle, not a name; the author is among those of whom it is said what they did (`…作`, `…訳`).
    if 0 < author < len(texts) and texts[author][:1] in tuple("―—─-（("):
        author += 1
    below: list[ReadingRole] = ["byline" if place >= author else "deck" for place in range(1, len(texts))]
    return ["headline", *below][: len(texts)]


def credits(lines: list[Line]) -> Iterator[tuple[list[Line], Credit]]:
    """The colophon's lines and their credits: a line, with those that go on from it, indented."""
    group: list[Line] = []
    for line in lines:
        if group and not (line.indent and not line.gap):
            yield group, _credit(group)
            group = []
        group.append(line)
    if group:
        yield group, _credit(group)


def _credit(lines: list[Line]) -> Credit:
    content: list[Inline] = []
    for line in lines:
        content += [LineBreak()] if content else []
        content.append(Text(line.text))
    role: Role = "translator" if _TRANSLATES.match(lines[0].text) else "other"
    return Credit(lines=(lines[0].first, lines[-1].last), content=tuple(content), role=role)
