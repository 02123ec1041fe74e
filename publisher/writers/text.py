"""Raw text the way the press prints it, which the reader of raw text reads back without any mark-up.

| article | text |
|---|---|
| kicker, headline, deck | a line each; a deck without a kicker opens with `——`, or it would be taken for the headline |
| byline, date, source | a line each; `作者：` and `来源：` say what does not say it itself |
| dateline | runs in at the first paragraph, unless that has it |
| paragraph | indented by two ideographs (Japanese: one; Korean: none, and a blank line between) |
| heading | flush left |
| list | `• ` or `1. ` |
| quotation, attribution | indented by two ideographs more; `——` |
| verse, box, table, code | lines between blank lines |
| figure | `［图 file：caption／credit］`; a caption without an image as it is |
| separator, signature | `＊　＊　＊`; at the right |
| ruby, note | `｜base《reading》`; `［注1］`, and its text at the end |
| link | its text, and the address in brackets where the text is another |

What that does not hold is in the table `_LOSSES`. Line ends inside a run become spaces: a line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import (
    Article,
    Block,
    Blocks,
    Box,
    Code,
    CodeBlock,
    Credit,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    IndexTerm,
    InlineImage,
    Inlines,
    LanguageRun,
    LineBreak,
    Link,
    List,
    Note,
    NoteBlock,
    Paragraph,
    ProperName,
    Quote,
    Ruby,
    Separator,
    Signature,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
    WorkTitle,
)  # fmt: skip
from publisher.render.front import opened_by_dateline, shown_date
from publisher.render.templates import term
from publisher.writers.losses import UNPUBLISHED, Loss, record_remarks, remarks

WIDE_SPACE = "\u3000"
_AT_RIGHT = WIDE_SPACE * 14
_RULE = WIDE_SPACE.join("＊＊＊")
_INDENTS = {"ja": 1, "ko": 0}
_LINE_ENDS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
# What a line has that says itself that it is a byline.
_SAYS_BYLINE = re.compile(r"记者|記者|通讯员|通訊員|评论员|評論員|作者|著者|撰|文[/／:：]|기자|특파원|報導|[□■●◎]")
_SAYS_SOURCE = re.compile(r"来源|來源|稿源|出处|出處|出典|출처|原载|原載")
_AUTHOR = {"zh-Hant": "作者：", "zh": "作者：", "ja": "著者：", "ko": "글: "}
_DASH = ("—", "―", "─", "–", "--")

_LOSSES = (
    UNPUBLISHED,
    Loss(Figure, "descriptions of images", text_kept=False, when=lambda figure: figure.alt and figure.caption),
    Loss(Emphasis, "emphasis"),
    Loss(Strong, "strong importance"),
    Loss(Link, "links"),
    Loss(Note, "notes"),
    Loss(Code, "code"),
    Loss(CodeBlock, "blocks of code"),
    Loss(Superscript, "superscripts"),
    Loss(Subscript, "subscripts"),
    Loss(ProperName, "proper-name marks"),
    Loss(WorkTitle, "work-title marks"),
    Loss(InlineImage, "images in a line"),
    Loss(IndexTerm, "index entries"),
    Loss(LanguageRun, "languages of runs"),
    Loss(LineBreak, "line breaks"),
    Loss(Table, "tables"),
    Loss(DefinitionList, "definition lists"),
    Loss(Heading, "levels of headings", when=lambda heading: heading.level > 1),
    Loss(List, "nested lists", when=lambda found: any(isinstance(b, List) for item in found.items for b in item.blocks)),
)  # fmt: skip


def write(article: Article) -> tuple[bytes, list[Diagnostic]]:
    """The text in UTF-8, one line end at the end."""
    said = [*remarks(article, "text", _LOSSES), *record_remarks(article, "text")]
    if article.date and not _date(article):
        said.append(diagnostic("not-converted", "info", format="text", kind="dates without a month", count=1))
    if article.kicker and article.language.startswith(("ja", "ko")):
        # Where the deck comes under the headline as a rule, a line above it says by nothing that it is no headline.
        said.append(diagnostic("mark-up-flattened", "info", format="text", kind="kickers", count=1))
    body = body_text(article)
    return ("\n".join([*_head(article), "", body]).strip("\n") + "\n").encode(), said


def body_text(article: Article, *, ruby: bool = True) -> str:
    """The blocks alone, ending in a line end; without `ruby` its bases alone, for who does not know the notation."""
    page = _Page(article.language, _Runs(ruby=ruby))
    page.blocks(opened_by_dateline(article))
    return page.text()


def _head(article: Article) -> Iterator[str]:
    plain = _Runs()
    kicker, headline, deck = (plain(content) for content in (article.kicker, article.headline, article.deck))
    byline = _byline(article)
    source = _one_line(article.source or "")
    if source and not _SAYS_SOURCE.search(source):
        source = f"{term('source', article.language)}{term('colon', article.language)}{source}"
    if deck and not kicker and not deck.startswith(_DASH):
        deck = f"——{deck}"
    yield from filter(None, (kicker, headline, deck, byline, _date(article), source))


def _byline(article: Article) -> str:
    language = article.language
    if article.byline_text is not None:
        line = _one_line(article.byline_text)
    else:
        line = WIDE_SPACE.join(
            " ".join(filter(None, (each.affiliation or _label(each.role, language), each.name)))
            for each in article.bylines
        )
    if not line or _SAYS_BYLINE.search(line):
        return line
    return _AUTHOR.get(language.partition("-")[0], "") + line


def _label(role: str, language: str) -> str:
    return "" if role in ("author", "other") else term(f"role-{role}", language)


def _date(article: Article) -> str:
    """The date as printed, else as papers print it; a year alone is no line that anybody would take for a date."""
    if not article.date or len(article.date) < len("2019-10"):
        return ""
    return article.printed.date or shown_date(article.date, "ko" if article.language == "ko" else "zh")


class _Runs:
    """Runs of inlines as characters; gathers the notes met."""

    def __init__(self, *, ruby: bool = True) -> None:
        self.notes: list[Blocks] = []
        self._ruby = ruby

    def __call__(self, content: Inlines) -> str:
        return _one_line("".join(map(self._one, content)))

    def _one(self, inline: object) -> str:
        match inline:
            case Text(text=text) | Code(text=text):
                return text
            case Ruby(base=base, text=reading):
                return f"｜{base}《{reading}》" if self._ruby else base
            case Note(blocks=blocks):
                self.notes.append(blocks)
                return f"［注{len(self.notes)}］"
            case InlineImage(alt=alt):
                return alt
            case LineBreak():
                return WIDE_SPACE
            case Link(content=content, href=href):
                text = self(content)
                return text if text == href else f"{text}（{href}）"
        return self(getattr(inline, "content", ()))


class _Page:
    """The lines of a text as they are written."""

    def __init__(self, language: str, run: _Runs) -> None:
        self._lines: list[str] = []
        self._run = run
        primary = language.partition("-")[0]
        self._indent = WIDE_SPACE * _INDENTS.get(primary, 2)
        self._apart = not self._indent

    def text(self) -> str:
        for number, blocks in enumerate(self._run.notes, 1):
            self._gap()
            self._opened(f"［注{number}］", blocks, self._indent)
        return "\n".join(self._lines).strip("\n") + "\n"

    def blocks(self, blocks: Blocks, more: str = "") -> None:
        for block in blocks:
            if self._apart:
                self._gap()
            self._block(block, self._indent + more)

    def _line(self, text: str, indent: str = "") -> None:
        if text.strip():
            self._lines.append(indent + text.strip())

    def _gap(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def _block(self, block: Block, indent: str) -> None:
        match block:
            case Heading():
                self._line(self._run(block.content))
            case Paragraph() | Credit():
                self._line(self._run(block.content), indent)
            case Signature():
                self._line(self._run(block.content), _AT_RIGHT)
            case Separator():
                self._line(_RULE, indent)
            case Figure():
                self._line(self._figure(block), indent)
            case List():
                self._list(block, indent)
            case DefinitionList():
                for item in block.items:
                    self._opened(f"{self._run(item.term)}：", item.blocks, indent)
            case NoteBlock():
                self._opened(f"{block.label or '注'}：", block.blocks, indent)
            case Quote():
                self.blocks(block.blocks, indent.removeprefix(self._indent) + WIDE_SPACE * 2)
                if block.attribution:
                    self._attribution(self._run(block.attribution), indent)
            case Verse() | Box() | Table() | CodeBlock():
                self._gap()
                self._apart_block(block, indent)
                self._gap()

    def _apart_block(self, block: Verse | Box | Table | CodeBlock, indent: str) -> None:
        match block:
            case Verse():
                for stanza in block.stanzas:
                    self._gap()
                    for line in stanza:
                        self._line(self._run(line), indent)
            case Box():
                self._line(self._run(block.title))
                self.blocks(block.blocks)
            case Table():
                self._line(self._run(block.caption), indent)
                for row in block.rows:
                    self._line(WIDE_SPACE.join(self._run(cell.content) for cell in row), indent)
            case CodeBlock():
                # Not by `_line`: the space that a line of code opens with is its own.
                self._lines.extend(line.rstrip() for line in block.text.splitlines())

    def _figure(self, figure: Figure) -> str:
        caption, credit = self._run(figure.caption), self._run(figure.credit)
        if not figure.src:
            # What was printed under a picture that the text never had.
            return f"{caption}（{credit}）" if credit else caption
        words = f"{caption or _one_line(figure.alt)}／{credit}" if credit else caption or _one_line(figure.alt)
        return f"［图 {figure.src}：{words}］" if words else f"［图 {figure.src}］"

    def _list(self, found: List, indent: str) -> None:
        for number, item in enumerate(found.items, found.start):
            self._opened(f"{number}. " if found.ordered else "• ", item.blocks, indent)

    def _opened(self, mark: str, blocks: Blocks, indent: str) -> None:
        """Blocks of which the first runs on after a mark."""
        if blocks and isinstance(blocks[0], Paragraph):
            self._line(mark + self._run(blocks[0].content), indent)
            blocks = blocks[1:]
        else:
            self._line(mark, indent)
        for block in blocks:
            self._block(block, indent)

    def _attribution(self, text: str, indent: str) -> None:
        self._line(text if text.startswith(_DASH) else f"——{text}", indent)


def _one_line(text: str) -> str:
    return _LINE_ENDS.sub(" ", text)
