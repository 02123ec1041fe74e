"""The article model: one closed, frozen, typed tree, and its JSON form.

Everything the publisher knows of an article is here. Readers make it, transforms turn one into another,
renderers and writers only look at it. The union types `Block` and `Inline` are closed: adding a kind means adding
it here, to the templates and to the schema, and the tests say where it is missing.

JSON: `to_json` and `from_json` are inverse; the schema is versioned by `SCHEMA` and published as
`data/schema/article-1.json` (made by `json_schema`). Unknown keys are refused, so that a typing error in a hand-written
file is found.

Terms: kicker 引题, headline 主标题, deck 副题, byline 署名, dateline 电头 (IPTC/press use); ruby, proper-name mark 专名号 and
work-title mark 书名号 as in CLREQ (https://www.w3.org/TR/clreq/).
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, TypeVar, Union

import msgspec
from msgspec import Meta, Struct

from publisher.diagnostics import Diagnostic
from publisher.errors import InputError
from publisher.publication import NONE as NO_PUBLICATION
from publisher.publication import Publication

SCHEMA: Final = "urn:publisher:article:1"

Lines = tuple[int, int]
"""First and last source line, 1-based and inclusive; (0, 0) where there is no source line."""

NO_LINES: Lines = (0, 0)

Language = Annotated[str, Meta(pattern=r"^(x(-[A-Za-z0-9]{1,8})+|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)$", max_length=64)]
"""A language tag (BCP 47, the shape alone): `zh-Hans`, `zh-Hant-TW`, `ja`, `ko`, `mul`."""

Role = Literal[
    "author", "reporter", "correspondent", "photographer", "illustrator", "translator", "editor", "compiler", "other"
]
"""What a person of a byline or credit did. Mapped to MARC relators where a format asks for them."""

ReadingRole = Literal[
    "kicker", "headline", "deck", "byline", "dateline", "date", "source", "paragraph", "heading", "list_item", "quote",
    "caption", "credit", "verse", "boilerplate", "separator",
]  # fmt: skip


class _Node(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="type", gc=False):
    """What all nodes of the tree share: immutable, closed, told apart in JSON by `type`.

    A frozen node cannot hold itself, so that the collector of cycles need not look at the many there are (`gc=False`).
    """


# --- inlines ---------------------------------------------------------------------------------------------------


class Text(_Node, frozen=True, tag="text"):
    """Characters as they are to be set. White space inside is content."""

    text: str


class Emphasis(_Node, frozen=True, tag="emphasis"):
    """Stress, set with emphasis dots 着重号 or in 楷, never slanted."""

    content: tuple[Inline, ...]


class Strong(_Node, frozen=True, tag="strong"):
    """Importance, set in 黑 or bold."""

    content: tuple[Inline, ...]


class Link(_Node, frozen=True, tag="link"):
    """A link to an http(s) or mailto address."""

    content: tuple[Inline, ...]
    href: str


class Ruby(_Node, frozen=True, tag="ruby"):
    """Base characters with their reading. Group ruby is one `Ruby`, mono ruby one for each character."""

    base: str
    text: str


class Note(_Node, frozen=True, tag="note"):
    """A note at this place of the text; writers put it at the page foot or at the end."""

    blocks: tuple[Block, ...]


class Code(_Node, frozen=True, tag="code"):
    """A piece of code in a line; no typographic rule touches it."""

    text: str


class Superscript(_Node, frozen=True, tag="superscript"):
    content: tuple[Inline, ...]


class Subscript(_Node, frozen=True, tag="subscript"):
    content: tuple[Inline, ...]


class ProperName(_Node, frozen=True, tag="proper_name"):
    """A proper name, marked by a line 专名号."""

    content: tuple[Inline, ...]


class WorkTitle(_Node, frozen=True, tag="work_title"):
    """The title of a work, marked by a wavy line 书名号 (the alternative to 《》)."""

    content: tuple[Inline, ...]


class InlineImage(_Node, frozen=True, tag="inline_image"):
    """An image in a line, as high as a character. `src` is a path relative to the article's file."""

    src: str
    alt: str


class IndexTerm(_Node, frozen=True, tag="index_term"):
    """A place the index of a book points to. `reading` (pinyin, kana) orders it where given."""

    content: tuple[Inline, ...]
    kind: Literal["person", "place", "topic"] = "topic"
    reading: str | None = None


class LanguageRun(_Node, frozen=True, tag="language_run"):
    """A run in another language (BCP 47): it chooses glyph forms, hyphenation and line rules."""

    content: tuple[Inline, ...]
    language: Language


class LineBreak(_Node, frozen=True, tag="line_break"):
    """A forced line break inside a paragraph."""


Inline = Union[
    Text, Emphasis, Strong, Link, Ruby, Note, Code, Superscript, Subscript, ProperName, WorkTitle, InlineImage,
    IndexTerm, LanguageRun, LineBreak,
]  # fmt: skip
Inlines = tuple[Inline, ...]


# --- blocks ----------------------------------------------------------------------------------------------------


class _Block(_Node, frozen=True, kw_only=True):
    """A block knows the source lines it came from."""

    lines: Lines = NO_LINES


class Heading(_Block, frozen=True, tag="heading"):
    """A crosshead 小标题. Level 1 is the highest below the headline."""

    content: tuple[Inline, ...]
    level: Annotated[int, Meta(ge=1, le=6)] = 1


class Paragraph(_Block, frozen=True, tag="paragraph"):
    """A paragraph; the lead 导语 is the one that opens a feature apart from its text; `question` and `answer` are of an interview."""

    content: tuple[Inline, ...]
    role: Literal["text", "lead", "question", "answer", "salutation"] = "text"


class ListItem(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    blocks: tuple[Block, ...]
    lines: Lines = NO_LINES


class List(_Block, frozen=True, tag="list"):
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class Definition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]


class DefinitionList(_Block, frozen=True, tag="definition_list"):
    items: tuple[Definition, ...]


class Quote(_Block, frozen=True, tag="quote"):
    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()


class Verse(_Block, frozen=True, tag="verse"):
    """A poem: stanzas of lines, each line a run of inlines."""

    stanzas: tuple[tuple[tuple[Inline, ...], ...], ...]


class Figure(_Block, frozen=True, tag="figure"):
    """An image with caption and credit. `src` is a path relative to the article's file."""

    src: str
    alt: str = ""
    caption: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()


class Cell(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    content: tuple[Inline, ...]
    header: bool = False
    colspan: Annotated[int, Meta(ge=1, le=1000)] = 1
    rowspan: Annotated[int, Meta(ge=1, le=1000)] = 1


class Table(_Block, frozen=True, tag="table"):
    """Rows of cells; the first `head` rows are repeated where the table breaks across pages."""

    rows: tuple[tuple[Cell, ...], ...]
    head: Annotated[int, Meta(ge=0)] = 0
    caption: tuple[Inline, ...] = ()


class CodeBlock(_Block, frozen=True, tag="code"):
    text: str
    language: str | None = None


class Box(_Block, frozen=True, tag="box"):
    """A framed piece beside the text: 核心阅读, 编者按, 链接."""

    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()


class Separator(_Block, frozen=True, tag="separator"):
    """A change of scene: `* * *`, a rule, an ornament."""


class Credit(_Block, frozen=True, tag="credit"):
    """Who made a part: 责任编辑, 摄影, 制图, 本报记者…采访整理."""

    content: tuple[Inline, ...]
    role: Role = "other"
    people: tuple[Byline, ...] = ()
    """The persons it names, where that is sure."""


class Signature(_Block, frozen=True, tag="signature"):
    """Name and date at the end, at the right."""

    content: tuple[Inline, ...]


class NoteBlock(_Block, frozen=True, tag="note"):
    """A note that stands between blocks (注：…), not at a place of the text."""

    blocks: tuple[Block, ...]
    label: str = ""


class LeftOut(_Block, frozen=True, tag="left_out"):
    """A source line that is kept but not published: an app promotion, a pager, a share bar."""

    text: str
    reason: str


Block = Union[
    Heading, Paragraph, List, DefinitionList, Quote, Verse, Figure, Table, CodeBlock, Box, Separator, Credit, Signature,
    NoteBlock, LeftOut,
]  # fmt: skip
Blocks = tuple[Block, ...]


# --- the article -----------------------------------------------------------------------------------------------


class Byline(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One person or desk of a byline: `本报记者 张三` is role reporter, affiliation 本报, name 张三."""

    name: str
    role: Role = "author"
    affiliation: str | None = None
    reading: str | None = None
    """Pinyin or kana, for sorting (file-as)."""


class Glyph(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A character that a font may not have 外字, and the picture that stands for it where none has."""

    character: Annotated[str, Meta(min_length=1, max_length=1)]
    src: str
    """A path relative to the article's file."""
    ids: str = ""
    """Its parts, as an Ideographic Description Sequence."""


class Printed(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The header fields exactly as the source prints them, before any transform."""

    kicker: str | None = None
    headline: str | None = None
    deck: str | None = None
    byline: str | None = None
    dateline: str | None = None
    date: str | None = None
    source: str | None = None


class Reading(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What one piece of the source was taken for, by which rule, and how sure the reader was (0 to 1)."""

    lines: Lines
    role: ReadingRole
    rule: str
    confidence: Annotated[float, Meta(ge=0, le=1)]
    text: str


class Article(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A parsed article. `date` is ISO 8601 (a year, a month or a day), the fields of `printed` are as found."""

    schema: Literal["urn:publisher:article:1"] = msgspec.field(name="$schema", default=SCHEMA)
    headline: tuple[Inline, ...]
    kicker: tuple[Inline, ...] = ()
    deck: tuple[Inline, ...] = ()
    bylines: tuple[Byline, ...] = ()
    byline_text: str | None = None
    """The byline as it is to be set (`本报记者 张三`); None: made from `bylines`; empty: none is set, the text has the names."""
    dateline: str | None = None
    source: str | None = None
    date: Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    language: Language = "zh-Hans"
    blocks: tuple[Block, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    publication: Publication = NO_PUBLICATION
    index: tuple[IndexTerm, ...] = ()
    """Whom and what the article is about, for the index of a book, beside what is marked in the text."""
    printed: Printed = Printed()
    format: str = "json"
    encoding: str = "utf-8"
    reading: tuple[Reading, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


# `$schema` is written always, not only where it differs from the default: it tells our JSON from others'.
_ENCODER = msgspec.json.Encoder()
_T = TypeVar("_T")
_DECODER = msgspec.json.Decoder(Article)


def to_json(article: Article, *, indent: int = 0) -> bytes:
    """The article as UTF-8 JSON, keys in the order of the classes, `$schema` first."""
    fields = msgspec.to_builtins(article)
    data = _ENCODER.encode({"$schema": article.schema, **fields})
    return msgspec.json.format(data, indent=indent) if indent else data


def from_json(data: bytes | str) -> Article:
    """The article of `to_json`'s JSON.

    Raises InputError `json-syntax` where it is no JSON, and `json-shape` with the path of the fault (`$.blocks[3].level`)
    where it is not an article.
    """
    return decoded_json(data, _DECODER)


def decoded_json(data: bytes | str, decoder: msgspec.json.Decoder[_T]) -> _T:
    """What `decoder` makes of JSON. Raises InputError as `from_json` does, and `json-nesting` for what is nested too deeply."""
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as fault:
        raise InputError("json-shape", fault=str(fault)) from None
    except (msgspec.DecodeError, UnicodeError) as fault:
        raise InputError("json-syntax", fault=str(fault)) from None
    except RecursionError:
        raise InputError("json-nesting") from None


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the article's JSON."""
    schema = msgspec.json.schema(Article)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}


if __name__ == "__main__":
    import json

    print(json.dumps(json_schema(), ensure_ascii=False, indent=1))
