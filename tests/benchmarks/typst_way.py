"""The same article for Typst: the same faces, page, sizes and leading, and lines that fill the measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from publisher.model import Article, Heading, Inlines, Paragraph
from publisher.page import TypeArea
from publisher.render.inlines import plain_text

SONG, HEI, KAI = '"Noto Serif CJK SC"', '"Noto Sans CJK SC"', '("Publisher WenKai", "Noto Serif CJK SC")'

# A line is 1 em high, so that what is called leading here is the leading less 1 em.
_SETUP = """\
#set document(title: {title})
#set page(width: {area.width}mm, height: {area.height}mm, margin: (top: {area.top}mm, bottom: {area.bottom}mm,
  inside: {area.inner}mm, outside: {area.outer}mm), numbering: "1",
  header: context if counter(page).get().first() > 1 {{ text(9pt, font: {kai}, {title}) }})
#set text(font: {song}, size: {area.font_size}pt, lang: "zh", region: "cn", top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: {gap}pt, spacing: {gap}pt, first-line-indent: (amount: 2em, all: true))
#show heading: set text(font: {hei}, weight: 700, size: {area.font_size}pt)
"""


def typst_source(article: Article, area: TypeArea) -> str:
    """The article as a Typst file: header fields, headings, lead and paragraphs; nothing else is in the features measured."""
    title = _string(article.headline)
    setup = _SETUP.format(title=title, area=area, gap=area.leading - area.font_size, song=SONG, hei=HEI, kai=KAI)
    return setup + "\n\n".join(_pieces(article)) + "\n"


def _pieces(article: Article) -> Iterator[str]:
    if article.kicker:
        yield f"#par(first-line-indent: 0em, text(font: {KAI}, size: 1.15em, {_string(article.kicker)}))"
    yield f"#heading(text(size: 2.25em, {_string(article.headline)}))"
    if article.deck:
        yield f"#par(first-line-indent: 0em, text(font: {KAI}, size: 1.15em, {_string(article.deck)}))"
    if article.byline_text or article.bylines:
        byline = article.byline_text or " ".join(byline.name for byline in article.bylines)
        yield f"#par(first-line-indent: 0em, text(font: {KAI}, {_quoted(byline)}))"
    for block in article.blocks:
        match block:
            case Heading():
                yield f"#heading(level: {block.level + 1}, text(size: 1.25em, {_string(block.content)}))"
            case Paragraph(role="lead"):
                yield f"#par(text(font: {KAI}, {_string(block.content)}))"
            case Paragraph():
                yield f"#par({_string(block.content)})"


def _string(content: Inlines) -> str:
    return _quoted(plain_text(content))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pdf_writer(fonts: Path) -> Callable[[Path, Path], None]:
    """A PDF of a Typst file, by one compiler that stays warm. Raises ImportError where Typst is not installed."""
    import typst

    compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)

    def write(source: Path, target: Path) -> None:
        # As bytes: a file that is read again may come from the compiler's cache.
        made = compiler.compile(input=source.read_bytes(), format="pdf")
        assert isinstance(made, bytes)
        target.write_bytes(made)

    return write
