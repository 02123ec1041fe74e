"""Dashes and ellipses of Chinese text get their two-em forms.

GB/T 15834-2011, 4.10 (破折号 `——`), 4.11 (省略号 `……`), 4.13 (连接号: one em or a hyphen, which must not be doubled) and 5.1;
CLREQ, “Punctuation marks”.

    in                          out                   why
    他来了--真的                他来了——真的          two or three hyphens beside Han
    他来了－－真的  ──  ――     他来了——真的          look-alikes: full-width hyphens, box drawing, horizontal bars, en dashes
    —选自《某书》  机制—        ——选自《某书》        one em dash is doubled only where nothing can be connected by it: at a
    好。—他说  “我—”                                  run's beginning or end, after a stop, before a closing quote
    他走了...  他走了。。。     他走了……              three to six dots or circles
    ・・・  ···  ．．．                                three to six middle dots or full-width stops
    他走了…真的                 他走了……真的          half an ellipsis
    北京—上海  2019—2020年      the same              a connecting mark
    ----  ·······  *****        the same              a rule, a leader: longer than any dash or ellipsis
    目录....5                   the same              a leader, with its page
    --help  i--后  10--20       the same              a command, code, a range
    http://a.cn/x--y  wait...   the same              an address, a Latin phrase
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.patterns import lazily
from publisher.transforms.characters import HAN, LINE_SEPARATOR, OPENING, Protected, beside_cjk
from publisher.transforms.runs import Edit, Setting

_DASH = "——"
_ELLIPSIS = "……"
_TRIGGERS = ("--", "－－", "──", "━━", "――", "––", "—", "..", "。。", "・・", "··", "．．", "…")

# An arrow or an HTML comment (`-->`) is no dash.
_DASHES = lazily("|".join([r"(?<![-<!])-{2,3}(?![->])", *[f"(?<!{sign}){sign}{{2,3}}(?!{sign})" for sign in "－─━―–"]]))
_OPTION = lazily("[a-z]")
_IDENTIFIER = lazily(r"(?<![A-Za-z0-9])[a-z]\Z")
_RANGE_START = lazily(r"[0-9][年月日号时点分页届期版%％]?\Z")
_FIGURE = lazily("[0-9]")

_LONE = lazily("(?<!—)—(?!—)")
_ONE_DASH = lazily(
    rf"(?:(?<=[，。；：？！])|(?<![\s\S])|(?<={LINE_SEPARATOR}))—(?=[“‘]?[{HAN}{OPENING}])"
    rf"|(?<=[{HAN}])—(?=\Z|{LINE_SEPARATOR}|[”’，。；：？！])"
)
_DOTS = lazily("|".join(["(?<!…)…(?!…)", *[f"(?<![{sign}])[{sign}]{{3,6}}(?![{sign}])" for sign in ".。・·．"]]))
_PAGE = lazily(rf"[ \t]*[0-9]{{1,4}}(?=\Z|{LINE_SEPARATOR})")


def edits(text: str, setting: Setting) -> list[Edit]:
    """The edits of the table above, in order."""
    if not any(trigger in text for trigger in _TRIGGERS):
        return []
    protected = Protected(text)
    return sorted(
        edit for rule in _KINDS for edit in rule(text) if edit.start not in protected and edit.end - 1 not in protected
    )


def _dashes(text: str) -> Iterator[Edit]:
    for found in _DASHES.finditer(text):
        start, end = found.span()
        if not beside_cjk(text, start, end):
            continue
        is_range = _FIGURE.match(text, end) and _RANGE_START.search(text, max(0, start - 2), start)
        is_command = _OPTION.match(text, end) or _IDENTIFIER.search(text, max(0, start - 2), start)
        is_code = text[start] == "-" and is_command
        if not is_range and not is_code:
            yield Edit(start, end, _DASH)


def _single_dashes(text: str) -> Iterator[Edit]:
    # Most texts have none but double ones, and their class of Han characters is long to compile.
    for found in _ONE_DASH.finditer(text) if _LONE.search(text) else ():
        yield Edit(*found.span(), _DASH)


def _ellipses(text: str) -> Iterator[Edit]:
    for found in _DOTS.finditer(text):
        start, end = found.span()
        is_leader = end - start > 3 and _PAGE.match(text, end)
        if not is_leader and beside_cjk(text, start, end):
            yield Edit(start, end, _ELLIPSIS)


_KINDS: tuple[Callable[[str], Iterator[Edit]], ...] = (_dashes, _single_dashes, _ellipses)
