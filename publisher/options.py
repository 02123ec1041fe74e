"""Every option, one frozen class a stage, each field documented under itself.

The command line, a sidecar, `publisher.toml`, a theme's `[options]` and Python fill the same classes; `publisher.config`
resolves the layers. Field names are unique over all classes, so that a file may give them flat: `trim = "a5"`. In files and
on the command line `_` is written `-`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from publisher.corrections import NONE as NO_CORRECTIONS
from publisher.corrections import Corrections
from publisher.model import Glyph
from publisher.wording import NONE as NO_WORDS
from publisher.wording import Script, Words

Target = Literal["epub", "pdf", "html"]
PDFProfile = Literal["screen", "archive", "print"]
Embedding = Literal["all", "auto", "none"]
Fonts = Literal["embedded", "shared"]

COVERS = ("auto", "text", "none")
"""What `cover` may be beside the path of a picture."""

_SIZE = re.compile(r"(\d{1,18}(?:\.\d{1,3})?)\s*([KMGT]?)(?:i?B)?", re.ASCII | re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}


def byte_count(size: int | str) -> int:
    """The bytes of `800M`, `2G`, `1.5 GiB` or a plain number; K is 1024. Raises ValueError for what is no size."""
    found = _SIZE.fullmatch(str(size).strip())
    if not found:
        raise ValueError(str(size))
    return int(float(found[1]) * 1024 ** _POWERS[found[2].upper()])


class ReadOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How a source is read."""

    encoding: str | None = None
    """Encoding of the source by its WHATWG name (`gb18030`); None: detected."""

    lang: str | None = None
    """Language of the article (BCP 47: `zh-Hans`, `zh-Hant-TW`, `ja`, `ko`); None: detected."""

    max_size: Annotated[int, Meta(ge=1)] = 20_000_000
    """Largest source in bytes."""

    max_headings: Annotated[int, Meta(ge=1)] = 20_000
    """Most headings an article may have."""

    fetch: bool = False
    """Fetch over the network: a source that is given by its address, and the pictures of a web page."""

    corrections: Corrections = NO_CORRECTIONS
    """What an editor says of the reading, from the sidecar; no option of the command line."""


class TransformOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Which rules on characters are applied. None: on for Chinese, off for other languages."""

    fullwidth_punctuation: bool | None = None
    """Half-width `, ; : ? ! ( )` beside Chinese become full-width; `.` at a sentence's end too."""

    paired_quotes: bool | None = None
    """Straight quotes around Chinese become paired ones."""

    dashes_and_ellipses: bool | None = None
    """`--` becomes `——`, `...` becomes `……`."""

    stray_spaces: bool | None = None
    """Spaces between Han characters of running text go."""


class EditionOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """As which edition an article is published."""

    script: tuple[Script, ...] = ()
    """The variety of Chinese to publish an article in; several are as many editions. None: the one it is written in."""

    script_words: Literal["kept", "regional"] = "kept"
    """Words of an edition in another variety: as they are, in its characters, or the region's where the dictionary has one."""

    words: Words = NO_WORDS
    """What an editor says of single words of script editions, from a file; no option of the command line."""

    ruby: Literal["pinyin", "kana"] | None = None
    """Readings for learners over the text: pinyin of Chinese, kana of Japanese; None: those alone that the author gave."""


class ComposeOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How the lines of a page are set."""

    line_breaking: Literal["total", "greedy"] = "total"
    """`total`: all line ends of a paragraph chosen together; `greedy`: the layout engine's own ragged lines."""

    emphasis: Literal["dots", "kai"] | None = None
    """Stress in emphasis dots 着重号 or in 楷; None: dots for Japanese, 楷 for others."""

    upright_digits: Annotated[int, Meta(ge=0, le=3)] = 2
    """Numbers of up to so many digits stand upright in vertical lines (纵中横); longer ones lie sideways."""

    line_break: Literal["strict", "normal", "loose"] | None = None
    """How strict the marks are that may not begin or end a line; None: strict for Chinese, normal for Japanese."""

    punctuation: Literal["full-width", "kaiming", "half-width"] = "full-width"
    """Width of marks: an em but where they meet (全角), an em at a sentence's end alone (开明), half an em (半角)."""


class RenderOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What the pages look like."""

    theme: str = "press"
    """Name of a bundled theme, or the folder of one's own."""

    trim: str | None = None
    """Page size: `a4 a5 b5 jis-b5 16k letter` or `WxHmm`; None: the theme's."""

    columns: Annotated[int, Meta(ge=1, le=3)] | None = None
    """Columns of a page, in vertical writing tiers; None: the theme's, and as many tiers as keep vertical lines readable."""

    writing_mode: Literal["horizontal", "vertical"] = "horizontal"
    """Lines from left to right, or from top to bottom in columns that go from right to left."""

    binding: Literal["right"] | None = None
    """`right`: tell viewers that the book is bound at the right. PDFium (Chrome) then copies its text out of order."""

    font: tuple[str, ...] = ()
    """Faces of one's own: `FILE` for the text, or `ROLE=FILE` with a role of the theme (`song`, `hei`, `kai`, `mono`)."""

    glyphs: tuple[Glyph, ...] = ()
    """Pictures of characters that no face may have, from a file; no option of the command line."""


class WriteOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What is written, and where."""

    to: tuple[Target, ...] = ("epub", "pdf")
    """Kinds of output."""

    pdf: PDFProfile = "screen"
    """What a PDF is for: `screen` (PDF/UA-1), `archive` (PDF/A-3a and PDF/UA-1, with its source), `print` (bleed, marks, inks)."""

    cover: str = "auto"
    """Of an EPUB and of a book's PDF: `auto` (drawn in the theme's design), `text` (a title page), a picture's file, or `none`."""

    embed_fonts: Embedding = "all"
    """Faces inside an EPUB or a web page: `all`; `auto`: those of headings, and of the rest the characters readers lack; `none`."""

    fonts: Fonts = "embedded"
    """`embedded`: in each EPUB and web page what `embed_fonts` says; `shared`: in none, and once beside all, to be installed."""

    woff2: bool = False
    """Faces inside an EPUB or a web page as WOFF2: smaller, but not for old e-readers."""

    carry_source: bool = False
    """Put into an EPUB what it was made of, so that `verify` can make it again; an archival PDF always holds it."""

    output: str = "."
    """A folder if it ends in `/` or is one, else a file."""

    no_clobber: bool = False
    """Leave files that exist alone: an error instead of replacing them."""

    strict: bool = False
    """Warnings are errors."""

    certified_by: str | None = None
    """Who has evaluated the EPUB and says that it conforms to EPUB Accessibility 1.1, WCAG 2.1 level AA; None: it claims nothing."""

    limit_memory: int | str = "2G"
    """Most memory the layout engine may take for an article: bytes, or with K, M, G (`800M`); 0: no limit."""

    limit_time: Annotated[int, Meta(ge=0)] = 120
    """Most seconds the layout engine may take for an article; 0: no limit."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """The options of all stages."""

    read: ReadOptions = ReadOptions()
    transform: TransformOptions = TransformOptions()
    edition: EditionOptions = EditionOptions()
    render: RenderOptions = RenderOptions()
    compose: ComposeOptions = ComposeOptions()
    write: WriteOptions = WriteOptions()

    def editions(self) -> tuple[Options, ...]:
        """The options of each edition: one for each script they name, else these."""
        each = (replace(self.edition, script=(script,)) for script in self.edition.script)
        return tuple(replace(self, edition=edition) for edition in each) or (self,)
