"""Which structure type an element of a page has (ISO 32000-1, 14.8.4), by its name and class in the templates."""

from __future__ import annotations

from collections.abc import Collection

ARTIFACT = "Artifact"
"""What is no content: it is drawn, and not read (ISO 32000-1, 14.8.2.2)."""

_TYPES = {
    "article": "Art",
    "section": "Sect",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "p": "P", "pre": "P",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "figcaption": "Caption", "caption": "Caption",
    "img": "Figure",
    "ul": "L", "ol": "L", "dl": "L",
    "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "aside": "Div",
    "a": "Link",
    "code": "Code",
    "hr": ARTIFACT,
}  # fmt: skip

_OF_CLASSES = {
    "ruby": "Ruby",
    "rt": "RT",
    "rb": "RB",
    "note": "Note",
    "verse": "Div",
    "note-block": "Div",
    "book-part": "Part",
    "contents-list": "TOC",
    "contents-line": "TOCI",
}

_OF_PARTS = {"marker": "Lbl", "footnote-marker": "Lbl", "footnote-call": "Reference"}


def type_of(tag: str, classes: Collection[str]) -> str:
    """The type of an element or pseudo-element (`li::marker`); empty for one that only holds others, or is part of a text."""
    name, _, part = tag.partition("::")
    if part:
        return _OF_PARTS.get(part, "")
    return next((_OF_CLASSES[each] for each in classes if each in _OF_CLASSES), "") or _TYPES.get(name, "")


def is_generated(tag: str) -> bool:
    """Whether a style sheet made it up: content before or after an element."""
    return tag.endswith(("::before", "::after"))


def says_something(text: str) -> bool:
    """Whether generated content is read: a number or a word is, a star or a bullet is not."""
    return any(character.isalnum() for character in text)
