"""From a paragraph's tokens to the model's inlines.

Mark-up that overlaps or nests without end is met with a stack of open runs: a run within one of its own kind adds nothing, so that
the tree is no deeper than there are kinds. Of HTML an allow-list is kept; see `html`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from markdown_it.token import Token

from publisher.model import (
    Block,
    Code,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Note,
    Ruby,
    Text,
)  # fmt: skip
from publisher.readers.markdown.html import RUNS, UNREAD, Tag, tag_of
from publisher.readers.markdown.losses import Losses
from publisher.readers.markdown.runs import (
    BLANK,
    Run,
    glue,
    image_source,
    last_character,
    next_character,
    ruby,
    settled,
    trimmed,
)
from publisher.readers.press.inlines import plain_text

_LINKED = re.compile(r"(?:https?://[^/?#]|mailto:.)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]+")

NoteOf = Callable[[str, int], tuple[Block, ...] | None]
"""The blocks of the note with a label, called from a line; None: there is no such note, or it may not stand here."""


class InlineBuilder:
    """Builds the inlines of one paragraph; `line` is its first, for what is reported."""

    def __init__(self, losses: Losses, line: int, note_of: NoteOf) -> None:
        self.losses = losses
        self.line = line
        self.note_of = note_of
        self.open: list[Run] = [Run("")]
        self.kinds: Counter[str] = Counter()
        """How many runs of each kind are open."""
        self.titles: dict[str, str] = {}
        """Titles of images by their source: captions, where the image stands alone."""
        self.after_break = False

    def build(self, tokens: list[Token]) -> Inlines:
        for place, token in enumerate(tokens):
            self._take(token, tokens, place)
        while len(self.open) > 1:
            self._close(self.open[-1].kind.removeprefix("again-"))
        return trimmed(tuple(self.open[0].items))

    def _take(self, token: Token, tokens: list[Token], place: int) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special":
                self._text(settled(token.content))
            case "softbreak":
                self._text(glue(last_character(self.open), next_character(tokens, place + 1)))
                self.after_break = True
            case "hardbreak":
                self._add(LineBreak())
                self.after_break = True
            case "code_inline":
                self._add(Code(token.content))
            case "em_open" | "strong_open" | "s_open" | "link_open":
                self._mark(token)
            case "em_close" | "strong_close" | "s_close" | "link_close":
                self._close(_KINDS[token.tag])
            case "ruby":
                for each in ruby(token.content, token.meta["readings"]):
                    self._add(each)
            case "image":
                alt = plain_text(InlineBuilder(self.losses, self.line, _no_note).build(token.children or []))
                self._image(str(token.attrGet("src") or ""), alt, str(token.attrGet("title") or ""))
            case "note":
                self._note(token)
            case "html_inline":
                self._html(token.content)
            case _:
                self._text(token.content)

    def _text(self, text: str) -> None:
        if self.after_break and text:
            # A continued line may be indented as a paragraph is; that is layout.
            text = text.lstrip(BLANK)
            self.after_break = False
        if not text:
            return
        items = self.open[-1].items
        if items and isinstance(items[-1], Text):
            items[-1] = Text(items[-1].text + text)
        else:
            items.append(Text(text))

    def _add(self, inline: Inline) -> None:
        self.after_break = False
        self.open[-1].items.append(inline)

    def _mark(self, token: Token) -> None:
        kind = _KINDS[token.tag]
        if kind == "struck":
            self.losses.add("strikethrough-dropped", self.line)
        self._open(kind, self._allowed(str(token.attrGet("href") or "")) if kind == "link" else "")

    def _open(self, kind: str, href: str = "") -> None:
        # `**` a thousand times is strong once.
        self.open.append(Run(f"again-{kind}" if self.kinds[kind] else kind, href))
        self.kinds[kind] += 1

    def _close(self, kind: str) -> None:
        """Close the run of this kind; what was opened in it and left open is closed with it."""
        names = (kind, f"again-{kind}")
        if not self.kinds[kind]:
            return
        while True:
            run = self.open.pop()
            self.kinds[run.kind.removeprefix("again-")] -= 1
            done = run.closed()
            if done and len(done) == 1 and not isinstance(done[0], Text):
                self.open[-1].items.append(done[0])
            else:
                for each in done:
                    self._text(each.text) if isinstance(each, Text) else self.open[-1].items.append(each)
            if run.kind in names:
                return

    def _allowed(self, href: str) -> str:
        """The address if a published file may link to it: absolute, http(s) or mailto."""
        if _LINKED.match(href) and not any(character < " " or character == "\x7f" for character in href):
            return href
        self.losses.add("link-dropped", self.line, href)
        return ""

    def _image(self, src: str, alt: str, title: str) -> None:
        image = InlineImage(image_source(src), alt or title)
        if title:
            self.titles[image.src] = title
        self._add(image)

    def _note(self, token: Token) -> None:
        label, text = token.meta["label"], token.meta["text"]
        blocks = self.note_of(f"^{text}" if label is None else label, self.line)
        if blocks:
            self._add(Note(blocks))
        elif blocks is None:
            self._text(token.content)

    # --- HTML in the line

    def build_html(self, parts: tuple[Tag | str, ...]) -> Inlines:
        """The inlines of a piece of a block of HTML; white space is one space, as pages show it."""
        for part in parts:
            if isinstance(part, Tag):
                self._tag(part if part.name != "!" else None)
                continue
            for place, line in enumerate(part.split("\n")):
                text = _SPACES.sub(" ", settled(line))
                if place:
                    self._text(glue(last_character(self.open), text.strip()[:1]))
                    self.after_break = True
                self._text(text)
        return self.build([])

    def _html(self, source: str) -> None:
        self._tag(tag_of(source))

    def _tag(self, tag: Tag | None) -> None:
        if tag is None:
            self.losses.add("html-comment-dropped", self.line)
        elif tag.name in ("br", "wbr"):
            if tag.name == "br":
                self._add(LineBreak())
        elif tag.name == "img":
            self._image(*(tag.attributes.get(key, "") for key in ("src", "alt", "title")))
        elif tag.name in ("ruby", "rb", "rt", "rtc", "rp"):
            self._ruby_tag(tag)
        elif tag.name in UNREAD:
            self._unread(tag)
        elif tag.name in RUNS:
            self._run_tag(tag, RUNS[tag.name])
        elif not tag.closing:
            self.losses.add("html-dropped", self.line, f"<{tag.name}>", kind=tag.name)

    def _unread(self, tag: Tag) -> None:
        if tag.closing:
            self._close("dropped")
        else:
            self.losses.add("html-content-dropped", self.line, f"<{tag.name}>", kind=tag.name)
            self._open("dropped")

    def _run_tag(self, tag: Tag, kind: str) -> None:
        if tag.closing:
            self._close(kind)
            return
        if kind == "struck":
            self.losses.add("strikethrough-dropped", self.line)
        self._open(kind, self._allowed(tag.attributes.get("href", "")) if kind == "link" else "")

    def _ruby_tag(self, tag: Tag) -> None:
        """`<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>`: each reading takes the characters before it, back to the last."""
        if tag.name == "ruby" and not tag.closing:
            self._open("ruby")
            return
        if tag.name in ("rt", "rtc", "rp", "ruby"):
            self._end_reading()
        if tag.name == "ruby":
            self._close("ruby")
        elif tag.name in ("rt", "rtc") and not tag.closing:
            self._open("reading")
        elif tag.name == "rp" and not tag.closing:
            self._open("dropped")

    def _end_reading(self) -> None:
        run = self.open[-1]
        if run.kind not in ("reading", "dropped"):
            return
        self.open.pop()
        self.kinds[run.kind] -= 1
        reading = plain_text(tuple(run.items)).strip()
        items = self.open[-1].items
        start = next((place + 1 for place in range(len(items) - 1, -1, -1) if isinstance(items[place], Ruby)), 0)
        base = plain_text(tuple(items[start:])).strip()
        if run.kind == "reading" and reading:
            items[start:] = [Ruby(base, reading)] if base else [Text(reading)]


_KINDS = {"em": "emphasis", "strong": "strong", "s": "struck", "a": "link"}


def _no_note(label: str, line: int) -> None:
    return None
