"""ninjs, the IPTC's news in JSON (https://iptc.org/standards/ninjs/): version 3, and versions 1 and 2 as far as they go.

`writers.ninjs` has the table of what stands where. The body is read as any other source is; what the properties state wins over
what the body's lines seem to say. A JSON string has no lines an editor could go to: blocks and remarks of such an article carry
none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from publisher.errors import InputError
from publisher.model import Article, Inlines, Printed, Text
from publisher.options import ReadOptions
from publisher.readers.encoding import Decoded
from publisher.readers.ninjs import properties
from publisher.readers.ninjs.body import pictures, read_body
from publisher.readers.ninjs.properties import Tree, text_of, values
from publisher.readers.press.article import Source
from publisher.readers.press.credited import with_people
from publisher.readers.press.inlines import plain_text
from publisher.readers.publication import remarks

_NO_TEXT = frozenset(["event", "planning", "audio", "video"])
_HEADLINES = {
    "kicker": "kicker", "overline": "kicker", "eyebrow": "kicker", "deck": "deck", "subheadline": "deck",
    "subtitle": "deck", "drophead": "deck",
}  # fmt: skip
"""What `role` calls a kicker or a deck; the first of the other headlines is the headline."""


def article_of(text: str, decoded: Decoded, name: str, options: ReadOptions) -> Article:
    """The article of the ninjs item that is the JSON `text`; `name` is the title's last resort.

    Raises InputError `json-syntax`, `json-nesting`, `ninjs-type` (an event, a film), `ninjs-no-body`, and what
    `press.article.understand` raises.
    """
    item, removed = properties.item_of(text)
    if str(item.get("type", "text")).lower() in _NO_TEXT:
        raise InputError("ninjs-type", type=item["type"])
    titling = _titling(item)
    date, iso = properties.date(item)
    publication, faults = properties.publication(item)
    stated = {
        **{field: plain_text(content) for field, content in titling.items()},
        "byline": properties.byline(item),
        "dateline": properties.dateline(item),
        "date": date,
        "source": properties.source(item),
    }
    source = Source(
        name=name,
        format="ninjs",
        encoding=decoded.encoding,
        language=options.lang or properties.language(item),
        options=options,
        diagnostics=(*decoded.diagnostics, *removed, *properties.unused(item), *remarks(faults, lambda key: 0)),
        stated={field: value for field, value in stated.items() if value},
    )
    article = _without_lines(read_body(item, source))
    return msgspec.structs.replace(
        article,
        **titling,
        **_byline(item, article),
        blocks=(*with_people(article.blocks, article.language), *pictures(item, article.blocks)),
        dateline=stated["dateline"] or article.dateline,
        date=iso or article.date,
        source=stated["source"] or article.source,
        publication=publication,
        printed=_printed(article.printed, source.stated),
    )


def _titling(item: Tree) -> dict[str, Inlines]:
    """Kicker, headline and deck; of one that is given twice, that with mark-up."""
    found: dict[str, Inlines] = {}
    for value in values(item, "headlines", "headline"):
        field = _HEADLINES.get(value.role, "headline")
        if value.is_html:
            from publisher.readers.fragment import inlines_of

            found[field] = inlines_of(value.text, exact=properties.is_ours(item))
        elif field not in found:
            found[field] = (Text(value.text),)
    title = text_of(item, "title")
    return found if "headline" in found or not title else {**found, "headline": (Text(title),)}


def _byline(item: Tree, article: Article) -> dict[str, Any]:
    """Persons, and the byline as it is set: none where the text itself names them."""
    named, by, ours = properties.persons(item), properties.byline(item), properties.is_ours(item)
    if not named:
        return {"byline_text": by} if by and ours else {}
    if by:
        return {"bylines": named, "byline_text": None if ours and by == properties.joined(named) else by}
    # Our own writer leaves the line out only where there is none.
    return {"bylines": named, "byline_text": "" if ours or article.byline_text == "" else None}


def _printed(printed: Printed, stated: Mapping[str, str]) -> Printed:
    return msgspec.structs.replace(printed, **stated)


def _without_lines(article: Article) -> Article:
    """The article with no source lines: those of a string are no lines of the file."""

    def bare(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: bare(value) for key, value in node.items() if key != "lines"}
        return [bare(value) for value in node] if isinstance(node, list | tuple) else node

    tree = msgspec.to_builtins(msgspec.structs.replace(article, reading=(), diagnostics=()))
    return msgspec.structs.replace(
        msgspec.convert(bare(tree), Article),
        reading=tuple(msgspec.structs.replace(entry, lines=(0, 0)) for entry in article.reading),
        diagnostics=tuple(msgspec.structs.replace(remark, line=0) for remark in article.diagnostics),
    )
