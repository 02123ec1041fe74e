"""The Markdown that is read: CommonMark 0.31 with tables and strikethrough (GFM), footnotes, definition lists, and ruby.

Three things are ours. Emphasis follows the CJK-friendly amendments to CommonMark's flanking rules
(https://github.com/tats-u/markdown-cjk-friendly), without which `**“引文”**后` stays a row of asterisks. Ruby is read as the
Japanese dialects write it: `{漢字|かんじ}` (DenDenMarkdown; `{漢字|かん|じ}` gives each character its own) and `｜漢字《かんじ》`
(Aozora Bunko). Addresses are kept as they are written; what may be linked to is judged later.

markdown-it reads blocks and inlines apart here, so that a paragraph can be parted before its inlines are read.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

FULLWIDTH_BAR = "｜"
# markdown-it stops at this depth and leaves out what is deeper: `nesting` sees to it that nothing is.
_MOST_NESTED_BLOCKS, _MOST_NESTED_INLINES = 200, 24
_BRACES = re.compile(r"\{([^{}|\n]{1,60})((?:\|[^{}|\n]{0,60}){1,30})\}")
_AOZORA = re.compile(r"｜([^｜《》\n]{1,60})《([^《》\n]{1,60})》")
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,80})\]|\^\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){1,2000})\]")
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


class _FriendlyState(StateInline):
    """Inline state whose delimiter runs know that CJK text has no spaces between words."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """The run of delimiters at `start`: whether it can open, whether it can close, its length."""
        marker, end = self.src[start], start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        if before in _SELECTORS and start > 1:
            before = self.src[start - 2]
        left = not isWhiteSpace(ord(after)) and (not _is_plain_mark(after) or _gives_way(before))
        right = not isWhiteSpace(ord(before)) and (not _is_plain_mark(before) or _gives_way(after))
        can_open = left and (canSplitWord or not right or _is_mark(before))
        can_close = right and (canSplitWord or not left or _is_mark(after))
        return Scanned(can_open, can_close, end - start)


_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))


def _is_mark(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _is_cjk(character: str) -> bool:
    return _EAST_ASIAN.match(character) is not None


def _is_plain_mark(character: str) -> bool:
    """A punctuation mark that is not CJK's own: “ ” ( ) and the like, which stand beside ideographs without a space."""
    return _is_mark(character) and not _is_cjk(character)


def _gives_way(character: str) -> bool:
    """Whether a delimiter run beside `character` may have a mark on its other side."""
    return isWhiteSpace(ord(character)) or _is_mark(character) or _is_cjk(character)


class _FriendlyInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _FriendlyState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Dialect(MarkdownIt):
    """markdown-it that keeps addresses as they are written: which are allowed is not for the parser to say."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


@cache
def parser() -> MarkdownIt:
    """The parser; its state is in the environment that each call is given."""
    md = _Dialect()
    md.inline = _FriendlyInline()
    md.configure("commonmark", {"maxNesting": _MOST_NESTED_BLOCKS, "inline_definitions": True})
    md.enable(["table", "strikethrough"])
    deflist_plugin(md)
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("link", "note", _note)
    md.inline.add_terminator_char(FULLWIDTH_BAR)
    md.inline.ruler.push("ruby", _ruby)
    return md


def block_tokens(source: str, env: EnvType) -> list[Token]:
    """The block structure of `source`, whose lines end in LF; definitions of links and notes go to `env`."""
    md = parser()
    md.options["maxNesting"] = _MOST_NESTED_BLOCKS
    found: list[Token] = []
    state = StateBlock(source, md, env, found)
    md.block.tokenize(state, state.line, state.lineMax)
    return found


def inline_tokens(source: str, env: EnvType) -> list[Token]:
    """The inlines of one paragraph, heading or cell, with the definitions in `env`."""
    md = parser()
    # Links in links go through four functions a level: a limit for blocks would be too deep for Python.
    md.options["maxNesting"] = _MOST_NESTED_INLINES
    return md.inline.parse(source, md, env, [])


def _note(state: StateInline, silent: bool) -> bool:
    """`[^label]` and `^[text]` as a token `note`. The plugin's own rules look for the bracket's end as far as the text goes."""
    if state.src[state.pos] not in "[^":
        return False
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content = match[0]
        token.meta = {"label": match["label"], "text": match["text"]}
    state.pos = match.end()
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    """`{漢字|かんじ}` and `｜漢字《かんじ》` as a token `ruby` with the base and its readings."""
    mark = state.src[state.pos]
    pattern = _BRACES if mark == "{" else _AOZORA if mark == FULLWIDTH_BAR else None
    match = pattern.match(state.src, state.pos, state.posMax) if pattern else None
    # Braces and bars without a CJK letter are somebody's code.
    if match is None or not any(unicodedata.category(each) == "Lo" for each in match[0]):
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content = match[1]
        token.meta = {"readings": match[2].strip("|").split("|") if mark == "{" else [match[2]]}
    state.pos = match.end()
    return True
