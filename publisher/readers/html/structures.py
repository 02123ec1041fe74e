"""Lists, tables, quotations and code: what HTML gives whole, when it means them and not their looks.

A `<table>` may be data or a layout of the nineties, a `<ul>` items or the frame of a gallery, a `<blockquote>` speech or an indent:
`kind` tells, the others convert. Tables are set on the real grid: spans are cut to it and to 1,000, short rows are filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.model import (
    Block,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Inlines,
    LineBreak,
    List,
    ListItem,
    Paragraph,
    Quote,
    Reading,
    ReadingRole,
    Table,
)
from publisher.readers.html.dom import Element
from publisher.readers.html.runs import Run, runs

MOST_SPAN = 1000
_MOST_CELLS = 200_000
_ITEM_CHARACTERS = 400
_CELL_CHARACTERS = 160
_SURE = 0.95

InlinesOf = Callable[[Run], Inlines]
Row = tuple[int, ReadingRole, str]
"""A line, a role and a text of the reading."""


def kind(element: Element) -> str:
    """`list`, `definitions`, `table`, `quote`, `code`; empty where the element is only a frame."""
    if element.tag in ("ul", "ol", "menu", "dir"):
        return "list" if _is_list(element) else ""
    if element.tag == "dl":
        return (
            "definitions" if _children(element, "dt") and _children(element, "dd") and not _has_image(element) else ""
        )
    if element.tag == "table":
        return "table" if _is_data(element) else ""
    if element.tag == "blockquote":
        return "quote"
    return "code" if element.tag == "pre" else ""


def _children(element: Element, *tags: str) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element) and child.tag in tags]


def _has_image(element: Element) -> bool:
    return any(each.tag in ("img", "table", "figure") for each in element.elements())


def _is_list(element: Element) -> bool:
    items = _children(element, "li")
    if not items or any(_has_image(item) for item in items):
        return False
    return all(sum(len(run.text) for run in runs(item)) <= _ITEM_CHARACTERS for item in items)


def _is_data(element: Element) -> bool:
    """Two rows and two columns at least, short cells, no table, list of links or picture inside."""
    if element.get("role") in ("presentation", "none") or any(
        each.tag in ("table", "img", "figure", "h1", "h2") for each in element.elements() if each is not element
    ):
        return False
    rows = list(_rows(element))
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    sizes = [len(" ".join(cell.text.split())) for row in rows for cell in row]
    filled = sum(size > 0 for size in sizes)
    return filled >= 4 and filled * 2 >= len(sizes) and sum(sizes) / max(1, filled) <= _CELL_CHARACTERS


def _rows(table: Element) -> Iterator[list[Element]]:
    for child in table.children:
        if isinstance(child, Element):
            if child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)
            elif child.tag == "tr":
                yield _children(child, "td", "th")


# --- lists


def list_of(element: Element, inlines_of: InlinesOf) -> tuple[Block | None, list[Row]]:
    """The list, and an entry for each item's text and for what stands under it."""
    rows: list[Row] = []
    block = _list(element, inlines_of, rows)
    return block, rows


def _list(element: Element, inlines_of: InlinesOf, rows: list[Row]) -> List | None:
    items = []
    for item in _children(element, "li", "ul", "ol"):
        blocks = tuple(_item_blocks(item, inlines_of, rows) if item.tag == "li" else _nested(item, inlines_of, rows))
        if blocks:
            items.append(ListItem(blocks))
    start = element.get("start")
    begins = int(start) if element.tag == "ol" and start.isdecimal() and len(start) < 7 else 1
    return List(items=tuple(items), ordered=element.tag == "ol", start=begins) if items else None


def _item_blocks(item: Element, inlines_of: InlinesOf, rows: list[Row]) -> Iterator[Block]:
    """Paragraphs and lists of an item, in order."""
    inner = [each for each in item.elements() if each.tag in ("ul", "ol") and each is not item]
    outermost = [each for each in inner if not any(above in inner for above in each.ancestors())]
    done: set[Element] = set()
    for run in runs(item):
        nested = next((each for each in (run.block, *run.block.ancestors()) if each in outermost), None)
        if nested is None:
            content = inlines_of(run)
            if content:
                rows.append((run.line, "list_item", run.text))
                yield Paragraph(content=content)
        elif nested not in done:
            done.add(nested)
            yield from _nested(nested, inlines_of, rows)


def _nested(element: Element, inlines_of: InlinesOf, rows: list[Row]) -> Iterator[Block]:
    block = _list(element, inlines_of, rows)
    if block is not None:
        yield block


def definitions_of(element: Element, inlines_of: InlinesOf) -> tuple[Block | None, list[Row]]:
    """The terms of a `<dl>`, each with its descriptions."""
    rows: list[Row] = []
    items: list[Definition] = []
    term: Inlines = ()
    for child in _children(element, "dt", "dd", "div"):
        for part in _children(child, "dt", "dd") if child.tag == "div" else [child]:
            paragraphs = []
            for run in runs(part):
                rows.append((run.line, "list_item", run.text))
                paragraphs.append(Paragraph(content=inlines_of(run)))
            if part.tag == "dt":
                term = tuple(inline for paragraph in paragraphs for inline in paragraph.content)
            elif paragraphs:
                items.append(Definition(term, tuple(paragraphs)))
                term = ()
    if term:
        items.append(Definition(term, ()))
    return (DefinitionList(items=tuple(items)) if items else None), rows


# --- tables


def table_of(element: Element, inlines_of: InlinesOf) -> tuple[Block | None, list[Row], bool]:
    """The table, an entry a row, and whether spans had to be cut."""
    rows: list[Row] = []
    found: list[list[Cell]] = []
    source = list(_rows(element))
    cut = False
    width = _width(source)
    busy = [0] * width
    for place, row in enumerate(source):
        cells: list[Cell] = []
        texts: list[str] = []
        column = 0
        line = 0
        for cell in row:
            while column < width and busy[column]:
                column += 1
            if column >= width or place * width > _MOST_CELLS:
                cut = True
                break
            colspan, rowspan = _span(cell, "colspan"), _span(cell, "rowspan")
            real = min(colspan, width - column), min(rowspan, len(source) - place)
            cut = cut or max(colspan, rowspan) > MOST_SPAN
            content, text, at = _cell(cell, inlines_of)
            line = line or at
            cells.append(Cell(content, cell.tag == "th", real[0], real[1]))
            texts.append(text)
            for each in range(column, column + real[0]):
                busy[each] = real[1]
            column += real[0]
        cells += [Cell(())] * sum(1 for each in range(column, width) if not busy[each])
        busy = [max(0, count - 1) for count in busy]
        text = " ".join(filter(None, texts))
        if text:
            rows.append((line, "paragraph", text))
        found.append(cells)
    caption = next((child for child in _children(element, "caption")), None)
    title: Inlines = ()
    for run in runs(caption) if caption is not None else ():
        title += inlines_of(run)
        rows.insert(0, (run.line, "caption", run.text))
    head = _head(found)
    block = Table(rows=tuple(tuple(row) for row in found), head=head, caption=title) if rows else None
    return block, rows, cut


def _span(cell: Element, name: str) -> int:
    text = cell.get(name).strip()
    value = int(text) if text.isdecimal() and len(text) < 9 else 1
    return max(1, value)


def _width(rows: list[list[Element]]) -> int:
    """Columns of the real grid: the widest row, spans counted, but none wider than the cells that other rows have."""
    plain = max(len(row) for row in rows)
    spanned = max(sum(min(_span(cell, "colspan"), MOST_SPAN) for cell in row) for row in rows)
    many = [row for row in rows if len(row) > 1]
    real = max((sum(min(_span(cell, "colspan"), MOST_SPAN) for cell in row) for row in many), default=plain)
    return max(plain, min(spanned, real, MOST_SPAN))


def _cell(cell: Element, inlines_of: InlinesOf) -> tuple[Inlines, str, int]:
    content: Inlines = ()
    texts: list[str] = []
    line = 0
    for run in runs(cell):
        part = inlines_of(run)
        if part:
            content += (LineBreak(), *part) if content else part
            texts.append(run.text)
            line = line or run.line
    return content, " ".join(texts), line


def _head(rows: list[list[Cell]]) -> int:
    """How many rows at the top are nothing but headers."""
    count = 0
    for row in rows:
        if not row or not all(cell.header or not cell.content for cell in row):
            break
        count += 1
    return count if count < len(rows) else 0


# --- quotations and code


def quote_of(element: Element, inlines_of: InlinesOf) -> tuple[Block | None, list[Row]]:
    found = [run for run in runs(element) if run.text]
    blocks = tuple(Paragraph(content=inlines_of(run)) for run in found)
    return (Quote(blocks=blocks) if blocks else None), [(run.line, "quote", run.text) for run in found]


def code_of(element: Element) -> tuple[Block | None, list[Row]]:
    text = "".join("\n" if each == "\n" else each for each in _lines_of(element)).strip("\n")
    line = next((part.line for part in element.texts()), 0)
    return (CodeBlock(text=text) if text.strip() else None), [(line, "paragraph", " ".join(text.split()))]


def _lines_of(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Element):
            yield "\n" if child.tag == "br" else "".join(_lines_of(child))
        else:
            yield child.text


def readings(rows: list[Row]) -> tuple[Reading, ...]:
    return tuple(Reading((line, line), role, "web-block", _SURE, text) for line, role, text in rows if text)
