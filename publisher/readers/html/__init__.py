"""A saved web page: the article out of it, and none of the site.

bytes -> text (`decoding`) -> tree (`dom`, `positions`) -> runs (`runs`) -> where the article is (`container`, `title`) -> its head
(`head`, `info`, `metadata`) and its lines (`flow`) -> the press rooms.

What stands outside the article is the site's: it is counted, not kept. What is left out inside it stays in the model.
"""

from __future__ import annotations

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import InputError
from publisher.model import Article
from publisher.options import ReadOptions
from publisher.readers import characters
from publisher.readers.html.container import Weights, article_of
from publisher.readers.html.decoding import decode_page
from publisher.readers.html.dom import Page, parse
from publisher.readers.html.flow import Flow
from publisher.readers.html.furniture import Furniture
from publisher.readers.html.head import Head
from publisher.readers.html.hidden import drop_hidden
from publisher.readers.html.metadata import Metadata, metadata
from publisher.readers.html.positions import set_lines
from publisher.readers.html.publication import publication
from publisher.readers.html.runs import runs
from publisher.readers.html.title import find_title
from publisher.readers.press.article import Source, understand
from publisher.readers.press.lines import Line

# An article that is no more of all the sentences on a page may be one of many there.
_LEAST_SHARE = 0.25


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article of a web page; `name` is the title's last resort.

    Raises InputError `empty-source` or `no-content`, LimitError `too-many-headings`, and what `decode` raises.
    """
    decoded = decode_page(data, options.encoding)
    text, removed = characters.clean(decoded.text, entities=False)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("empty-source")
    page = parse(text, xhtml=text[:200].lstrip().startswith("<?xml"))
    set_lines(page, text)
    about = metadata(page)
    lines, head, said = _lines(page, about)
    # What a reference such as `&#1;` stands for comes to light only in the tree.
    removed = (
        *removed,
        *(
            diagnostic("character-removed", character=f"U+{ord(mark):04X}", count=count)
            for mark, count in page.illegal.items()
        ),
    )
    if page.flattened:
        said = (diagnostic("page-nesting", count=page.flattened), *said)
    source = Source(
        name=name,
        format="html",
        encoding=decoded.encoding,
        language=options.lang,
        options=options,
        diagnostics=(*decoded.diagnostics, *removed, *said),
        stated=head.stated,
        hinted=head.hinted,
        publication=publication(page, about),
    )
    return understand(lines, source)


def _lines(page: Page, about: Metadata) -> tuple[list[Line], Head, tuple[Diagnostic, ...]]:
    """The article's lines, what its head says, and what there is to remark."""
    hidden = drop_hidden(page)
    found = list(runs(page.body))
    title = find_title(found, about.titles)
    weights = Weights(page.body, found)
    article = article_of(weights, title.block if title else None)
    if article is None:
        raise InputError("no-content")
    head = Head(found, title, article, weights, about)
    flow = Flow(article, head.body, head.behind, Furniture(weights, article))
    lines = [*head.lines(), *flow.lines(), *head.tail_lines()]
    outside = [run for run in found if run not in head.used]
    count, size = len(outside) + hidden.pieces, sum(len(run.text) for run in outside) + hidden.characters
    said = [diagnostic("page-surroundings", "info", count=count, characters=size)] if count else []
    if weights.plain[article].prose < _LEAST_SHARE * weights.plain[page.body].prose:
        said.append(diagnostic("page-article-unsure"))
    return lines, head, (*said, *flow.remarks())
