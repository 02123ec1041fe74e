"""The body of a ninjs item: HTML before plain text; where there is neither, what describes the item."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.errors import InputError
from publisher.model import Article, Blocks, Cell, Figure, Heading, Inlines, Paragraph, Strong, Text
from publisher.readers import characters
from publisher.readers.languages import detect_language
from publisher.readers.ninjs.properties import Tree, entries, is_ours, text_of, values
from publisher.readers.press.article import Source, understand
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line, Markup, is_closed, source_lines
from publisher.readers.press.remarks import demand_content
from publisher.tree import below

_NO_BODY = ("dateline", "date")


def read_body(item: Tree, source: Source) -> Article:
    """The article of the body, with the header fields that `source` states.

    Raises InputError `ninjs-no-body`, and what `understand` raises.
    """
    bodies = values(item, "bodies", "body")
    bodies = bodies or [each for each in values(item, "descriptions", "description") if each.role not in _NO_BODY]
    html = next((body.text for body in bodies if body.is_html), None)
    if html is not None:
        return _from_html(html, source, exact=is_ours(item))
    if not bodies:
        raise InputError("ninjs-no-body")
    cleaned, _ = characters.clean(bodies[0].text)
    return understand(source_lines(cleaned), source)


def pictures(item: Tree, blocks: Blocks) -> Iterator[Figure]:
    """Associated pictures that the body does not place."""
    placed = {node.src for node, _ in below(blocks) if isinstance(node, Figure)}
    for entry in entries(item.get("associations")):
        addresses = (text_of(each, "href", "title") for each in entries(entry.get("renditions")))
        src = next(filter(None, addresses), "")
        if text_of(entry, "type") in ("picture", "graphic") and src and src not in placed:
            yield _figure(entry, src)


def _figure(entry: Tree, src: str) -> Figure:
    words = {each.role: each.text for each in values(entry, "descriptions", "description")}
    caption = words.get("caption") or next(iter(words.values()), "") or text_of(entry, "headline")
    by = text_of(entry, "by", "byline")
    return Figure(
        src=src,
        alt=words.get("alt", caption),
        caption=(Text(caption),) if caption else (),
        credit=(Text(by),) if by else (),
    )


def _from_html(html: str, source: Source, *, exact: bool) -> Article:
    from publisher.readers.fragment import blocks_of

    blocks = blocks_of(html, exact=exact)
    if not exact:
        return understand(list(_lines(blocks)), source)
    demand_content(blocks, source.options.max_headings)
    return Article(
        headline=(),
        language=source.language or detect_language("".join(map(plain_text, _runs(blocks)))),
        blocks=blocks,
        format=source.format,
        encoding=source.encoding,
        diagnostics=source.diagnostics,
    )


def _lines(blocks: Blocks) -> Iterator[Line]:
    """The blocks as lines with what their mark-up says: the press's own conventions are in others' HTML as in their text."""
    for number, block in enumerate(blocks, 1):
        match block:
            case Heading():
                markup, text = Markup(content=block.content, heading=block.level), plain_text(block.content)
            case Paragraph(role="text"):
                strong = len(block.content) == 1 and isinstance(block.content[0], Strong)
                markup, text = Markup(content=block.content, strong=strong), plain_text(block.content)
            case _:
                markup, text = Markup(block=block), "".join(map(plain_text, _runs((block,))))
        yield Line(number, number, text.strip(), 0, True, is_closed(text.strip()), markup=markup)


def _runs(blocks: Blocks) -> Iterator[Inlines]:
    """The runs of blocks, those inside others too."""
    return (node.content for node, _ in below(blocks) if isinstance(node, Heading | Paragraph | Cell))
