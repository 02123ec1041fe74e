"""A fragment of HTML that is an article's text and nothing else, as news in JSON carries it: each element means what it says.

Unlike a page, where the article must first be found and mark-up is used for looks. The elements are HTML's, the classes those of
our own templates (`lead`, `box`, `verse`, `note-block`, `figure-credit` …), so that what we write comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model import (
    Block,
    Blocks,
    Box,
    Cell,
    CodeBlock,
    Credit,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Note,
    NoteBlock,
    Paragraph,
    Quote,
    Separator,
    Signature,
    Table,
    Verse,
)  # fmt: skip
from publisher.readers.fragment.inlines import InlineReader, Node, classes
from publisher.readers.html.dom import Element, parse

_HEADING = re.compile(r"h([1-6])")
_PARAGRAPH_ROLES = ("lead", "question", "answer", "salutation")
_MOST_SPANNED = 1000
_PASSED_OVER = frozenset(["notes", "note-number", "missing-image"])


def blocks_of(html: str, *, exact: bool = False) -> Blocks:
    """The blocks of a fragment. `exact`: white space inside lines is content, as our own writers leave it."""
    return _Fragment(parse(html).body, exact=exact).blocks()


def inlines_of(html: str, *, exact: bool = False) -> Inlines:
    """The run of a fragment that is one line."""
    body = parse(html).body
    return InlineReader(lambda _: None, exact=exact)(body.children)


class _Fragment:
    def __init__(self, body: Element, *, exact: bool) -> None:
        self._body = body
        self._notes = {each.get("id"): each for each in body.elements() if _is_note(each)}
        self._placed: set[str] = set()
        self._run = InlineReader(self._note, exact=exact)
        levels = [int(match[1]) for each in body.elements() if (match := _HEADING.fullmatch(each.tag))]
        self._top = min((level for level in levels if level > 1), default=2)
        """The level of the fragment's highest headings: the headline is above all of them, wherever it stands."""

    def blocks(self) -> Blocks:
        return tuple(self._all(self._body))

    def _all(self, element: Element) -> Iterator[Block]:
        """The blocks in an element; characters that stand between blocks are paragraphs."""
        loose: list[Node] = []
        for child in element.children:
            if isinstance(child, Element) and child.is_block:
                yield from self._paragraph(loose)
                loose = []
                yield from self._block(child)
            else:
                loose.append(child)
        yield from self._paragraph(loose)

    def _paragraph(self, nodes: list[Node], kinds: frozenset[str] = frozenset()) -> Iterator[Block]:
        images = [node for node in nodes if isinstance(node, Element) and node.tag == "img"]
        if images and not any(_text(node).strip() for node in nodes):
            yield from (Figure(src=image.get("src"), alt=image.get("alt")) for image in images)
            return
        if not any(isinstance(node, Element) or node.text.strip() for node in nodes):
            return
        content = self._run(nodes)
        role = next((role for role in _PARAGRAPH_ROLES if role in kinds), "text")
        if content:
            yield Paragraph(content=content, role=role)  # type: ignore[arg-type]

    def _block(self, element: Element) -> Iterator[Block]:
        tag, kinds = element.tag, classes(element)
        heading = _HEADING.fullmatch(tag)
        if kinds & _PASSED_OVER or element.get("id") in self._notes:
            return
        if heading:
            level = min(max(int(heading[1]) - self._top + 1, 1), 6)
            yield Heading(content=self._run(element.children), level=level)
        elif tag == "p":
            yield from self._classed_paragraph(element, kinds)
        elif tag in ("ul", "ol"):
            yield self._list(element)
        elif tag == "dl":
            yield self._definitions(element)
        elif tag == "blockquote":
            yield self._quote(element)
        elif tag == "figure":
            yield from self._figure(element)
        elif tag == "table":
            yield self._table(element)
        elif tag == "pre":
            yield CodeBlock(text=element.text)
        elif tag == "hr":
            yield Separator()
        elif "verse" in kinds:
            yield Verse(stanzas=tuple(map(self._stanza, _elements(element, "p"))))
        elif "box" in kinds:
            yield self._box(element)
        elif "note-block" in kinds:
            yield self._note_block(element)
        else:
            yield from self._all(element)

    def _classed_paragraph(self, element: Element, kinds: frozenset[str]) -> Iterator[Block]:
        if "credit" in kinds:
            yield Credit(content=self._run(element.children))
        elif "signature" in kinds:
            yield Signature(content=self._run(element.children))
        elif element.has_blocks and not element.text.strip():
            yield from self._all(element)
        else:
            yield from self._paragraph(element.children, kinds)

    def _list(self, element: Element) -> List:
        items = tuple(ListItem(tuple(self._all(item))) for item in _elements(element, "li"))
        ordered = element.tag == "ol"
        return List(items=items, ordered=ordered, start=_number(element.get("start"), 1) if ordered else 1)

    def _definitions(self, element: Element) -> DefinitionList:
        found: list[Definition] = []
        for child in _elements(element, "dt", "dd"):
            if child.tag == "dt":
                found.append(Definition(self._run(child.children), ()))
            elif found:
                found[-1] = Definition(found[-1].term, (*found[-1].blocks, *self._all(child)))
            else:
                found.append(Definition((), tuple(self._all(child))))
        return DefinitionList(items=tuple(found))

    def _quote(self, element: Element) -> Quote:
        by = next(
            (
                each
                for each in _elements(element, "p", "footer")
                if "attribution" in classes(each) or each.tag == "footer"
            ),
            None,
        )
        rest = Element(element.tag, {}, None)
        rest.children = [child for child in element.children if child is not by]
        return Quote(blocks=tuple(self._all(rest)), attribution=self._run(by.children) if by else ())

    def _figure(self, element: Element) -> Iterator[Block]:
        image = next((each for each in element.elements() if each.tag == "img"), None)
        words = next(_elements(element, "figcaption"), None)
        if image is None and words is None:
            yield from self._all(element)
            return
        nodes = words.children if words else []
        by = next((node for node in nodes if isinstance(node, Element) and "figure-credit" in classes(node)), None)
        yield Figure(
            src=image.get("src") if image else "",
            alt=image.get("alt") if image else "",
            caption=self._run(node for node in nodes if node is not by),
            credit=self._run(by.children) if by else (),
        )

    def _table(self, element: Element) -> Table:
        caption = next(_elements(element, "caption"), None)
        head = sum(len(list(_elements(part, "tr"))) for part in _elements(element, "thead"))
        parts = [element, *_elements(element, "thead", "tbody", "tfoot")]
        rows = tuple(
            tuple(map(self._cell, _elements(row, "td", "th"))) for part in parts for row in _elements(part, "tr")
        )
        return Table(rows=rows, head=head, caption=self._run(caption.children) if caption else ())

    def _cell(self, element: Element) -> Cell:
        span, rows = (min(max(_number(element.get(name), 1), 1), _MOST_SPANNED) for name in ("colspan", "rowspan"))
        return Cell(self._run(element.children), element.tag == "th", span, rows)

    def _stanza(self, paragraph: Element) -> tuple[Inlines, ...]:
        lines: list[list[Node]] = [[]]
        for node in paragraph.children:
            if isinstance(node, Element) and node.tag == "br":
                lines.append([])
            else:
                lines[-1].append(node)
        return tuple(map(self._run, lines))

    def _box(self, element: Element) -> Box:
        title, rest = _apart(element, "box-title")
        return Box(blocks=tuple(self._all(rest)), title=self._run(title.children) if title else ())

    def _note_block(self, element: Element) -> NoteBlock:
        label, rest = _apart(element, "note-label")
        return NoteBlock(blocks=tuple(self._all(rest)), label=label.text if label else "")

    def _note(self, link: Element) -> Note | None:
        """The note a link refers to; a note that refers to itself stays a link's text."""
        name = link.get("href").removeprefix("#")
        target = self._notes.get(name)
        if target is None or name in self._placed or target in link.ancestors():
            return None
        self._placed.add(name)
        return Note(tuple(self._all(target)))


def _is_note(element: Element) -> bool:
    kinds = element.get("role") + element.get("epub:type")
    return bool(element.get("id")) and (
        "doc-footnote" in kinds or element.get("role") == "doc-endnote" or "footnote" in kinds
    )


def _elements(element: Element, *tags: str) -> Iterator[Element]:
    """The children with one of these tags."""
    return (child for child in element.children if isinstance(child, Element) and child.tag in tags)


def _apart(element: Element, kind: str) -> tuple[Element | None, Element]:
    """The child of the class `kind`, and the element without it."""
    found = next((child for child in element.children if isinstance(child, Element) and kind in classes(child)), None)
    rest = Element(element.tag, {}, None)
    rest.children = [child for child in element.children if child is not found]
    return found, rest


def _text(node: Node) -> str:
    return node.text


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text.strip()) else otherwise
