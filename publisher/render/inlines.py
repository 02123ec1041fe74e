"""Runs of inlines as HTML, for one medium.

The layout engine knows neither ruby nor pop-up notes, e-readers know both: the same tree becomes spans for `pdf` and real
`<ruby>` and note references for `epub` and `html`. `rp` is left out: readers that need it are gone, and EPUBCheck
discourages it (HTM-055). Where vertical lines flow, short numbers are marked, to stand upright.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from markupsafe import Markup, escape
from msgspec import Struct

from publisher import tree
from publisher.links import is_allowed
from publisher.model import (
    Block,
    Code,
    Emphasis,
    Glyph,
    IndexTerm,
    Inline,
    InlineImage,
    Inlines,
    LanguageRun,
    LineBreak,
    Link,
    Note,
    Paragraph,
    ProperName,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    WorkTitle,
)  # fmt: skip
from publisher.render.reflow import HORIZONTAL, Numbers, Reflow

Medium = Literal["pdf", "epub", "html"]

_ELEMENTS: dict[type, tuple[str, str]] = {
    Emphasis: ("<em>", "</em>"),
    Strong: ("<strong>", "</strong>"),
    Superscript: ("<sup>", "</sup>"),
    Subscript: ("<sub>", "</sub>"),
    ProperName: ('<span class="proper-name">', "</span>"),
    WorkTitle: ('<span class="work-title">', "</span>"),
}


_LINE_ENDS = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "<br/>")
"""Characters that end a line and have no glyph (Unicode Standard Annex 14, classes BK and NL)."""
_SPACES = dict.fromkeys(_LINE_ENDS, " ")


GETA = "〓"
"""Printers' sign for a character that is not at hand."""


class PlacedNote(Struct, frozen=True):
    """A note with its number in the article; its reference has the id `r<number>`, its text `n<number>`, both after `prefix`."""

    number: int
    html: Markup
    prefix: str = ""


class InlineRenderer:
    """Turns runs of inlines into HTML and gathers the notes they hold, in order.

    `render_blocks` renders a note's blocks; `images` maps an image's `src` to its URL in the medium, and lacks those that
    could not be had. Without `links` their text alone is set. Characters of `glyphs` are set as pictures. `reflow` tells
    which numbers are marked, and the ids of notes and index terms.
    """

    def __init__(
        self,
        medium: Medium,
        render_blocks: Callable[[tuple[Block, ...]], Markup],
        images: Mapping[str, str],
        *,
        links: bool = True,
        glyphs: Iterable[Glyph] = (),
        reflow: Reflow = HORIZONTAL,
    ):
        self.medium = medium
        self._links = links
        self.notes: list[PlacedNote] = []
        self._render_blocks = render_blocks
        self._images = images
        self._signs: dict[int, str] = {**_LINE_ENDS, **{ord(each.character): self._glyph(each) for each in glyphs}}
        self._digits = reflow.upright_digits
        self._numbers: Numbers | None = None
        self._prefix = reflow.anchors.prefix
        self._anchors = dict(reflow.anchors.ids)

    def __call__(self, content: Inlines) -> Markup:
        if not self._digits:
            return Markup(self._run(content))
        # A note within a run is a run of its own.
        outer, self._numbers = self._numbers, Numbers(content, self._digits)
        try:
            return Markup(self._run(content))
        finally:
            self._numbers = outer

    def line(self, text: str) -> Markup:
        """A text of one line: a name, a date, a label."""
        return self((Text(one_line(text)),)) if text else Markup("")

    def anchor(self, node: Block | Inline) -> str:
        """The id by which a book points to a node, once: what is set twice is found where it is first."""
        return self._anchors.pop(id(node), "") if self._anchors else ""

    def _run(self, content: Inlines) -> str:
        # Plain strings throughout: adding a Markup to one would escape what is already HTML.
        return "".join(self._one(inline) for inline in content)

    def _one(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            return self._text(inline.text)
        element = _ELEMENTS.get(type(inline))
        if element:
            return element[0] + self._run(inline.content) + element[1]  # type: ignore[union-attr]
        match inline:
            case Link() if not (self._links and is_allowed(inline.href)):
                return self._run(inline.content)
            case Link():
                return f'<a href="{escape(inline.href)}">{self._run(inline.content)}</a>'
            case Ruby():
                return self._ruby(inline)
            case Note():
                return self._note(inline)
            case Code():
                return f"<code>{escape(inline.text)}</code>"
            case InlineImage():
                return self._image(inline)
            case LanguageRun():
                return f"<span{self._lang(inline.language)}>{self._run(inline.content)}</span>"
            case IndexTerm():
                return self._index_term(inline)
            case LineBreak():
                return "<br/>"
        raise TypeError(f"not an inline: {type(inline).__name__}")

    def _text(self, text: str) -> str:
        if self._numbers is None:
            return self._set(text)
        parts = self._numbers.of_next_text()
        return "".join(f'<span class="tcy">{part}</span>' if upright else self._set(part) for part, upright in parts)

    def _set(self, text: str) -> str:
        return str(escape(text)).translate(self._signs)

    def _glyph(self, glyph: Glyph) -> str:
        """The picture of a character. On a page the character itself is its text, for whoever copies it."""
        url, code = self._images.get(glyph.src, ""), f"U+{ord(glyph.character):04X}"
        alt = escape(f"{glyph.ids} ({code})" if glyph.ids else code)
        text = f' data-text="{escape(glyph.character)}"' if self.medium == "pdf" else ""
        return f'<img class="inline" src="{escape(url)}" alt="{alt}"{text}/>'

    def _ruby(self, ruby: Ruby) -> str:
        base, text = self._set(ruby.base), self._set(ruby.text)
        if self.medium == "pdf":
            kind = "rt latin" if _is_latin(ruby.text) else "rt"
            return f'<span class="ruby"><span class="{kind}">{text}</span><span class="rb">{base}</span></span>'
        kind = ' class="latin"' if _is_latin(ruby.text) else ""
        return f"<ruby>{base}<rt{kind}>{text}</rt></ruby>"

    def _note(self, note: Note) -> str:
        if self.medium == "pdf":
            return f'<span class="note">{self._page_note(note)}</span>'
        # The number is taken before the blocks are rendered: a note may itself hold a note.
        number = len(self.notes) + 1
        prefix = self._prefix
        self.notes.append(PlacedNote(number, Markup(""), prefix))
        self.notes[number - 1] = PlacedNote(number, self._render_blocks(note.blocks), prefix)
        kind = ' epub:type="noteref"' if self.medium == "epub" else ""
        ids = f'id="{prefix}r{number}" href="#{prefix}n{number}"'
        return f'<a class="note-reference"{kind} role="doc-noteref" {ids}>{self.line(str(number))}</a>'

    def _index_term(self, term: IndexTerm) -> str:
        anchor = self.anchor(term)
        named = f' id="{anchor}"' if anchor else ""
        return f'<span class="index-term"{named}>{self._run(term.content)}</span>'

    def _page_note(self, note: Note) -> str:
        """A note for the page foot: its first paragraph runs on after the number, as the engine sets notes as inlines."""
        pieces: list[str] = []
        for block in note.blocks:
            if isinstance(block, Paragraph):
                run = self._run(block.content)
                pieces.append(f'<span class="note-paragraph">{run}</span>' if pieces else run)
            else:
                pieces.append(self._render_blocks((block,)))
        return "".join(pieces)

    def _image(self, image: InlineImage) -> str:
        url = self._images.get(image.src)
        if url is None:
            return f'<span class="missing-image">{escape(image.alt)}</span>'
        # A picture in a line mostly stands for a character that no font has.
        return f'<img class="inline" src="{escape(url)}" alt="{escape(image.alt or GETA)}"/>'

    def _lang(self, language: str) -> str:
        tag = escape(language)
        return f' lang="{tag}"' + (f' xml:lang="{tag}"' if self.medium == "epub" else "")


def _is_latin(reading: str) -> bool:
    """Whether a reading is in letters, as pinyin is: words of neighbours would run together."""
    return any("a" <= each <= "z" for each in reading)


def line_setter(medium: Medium, upright_digits: int = 0) -> Callable[[str], Markup]:
    """`InlineRenderer.line`, where there is no article's text around the line."""
    return InlineRenderer(medium, lambda _: Markup(""), {}, reflow=Reflow(upright_digits=upright_digits)).line


def plain_text(content: Inlines) -> str:
    """The text of a run without marks, notes and ruby readings: for titles, outlines, file names. Images are what describes them."""
    return one_line(tree.plain_text(content, images=True))


def one_line(text: str) -> str:
    """`text` with a space for each character that ends a line: names and titles have one, and XML does not know them all."""
    return text.translate(_SPACES)
