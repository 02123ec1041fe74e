"""Word documents (`.docx`, and `.docm` without its macros; ECMA-376, Transitional and Strict).

package (`package`) -> styles and automatic numbers (`styles`, `numbering`) -> paragraphs, tables, boxes with what is in them (`body`,
`tables`, `runs`) -> lines (`lines`) -> what the press means by them (`publisher.readers.press`). Source lines are the document's
printed paragraphs, counted from 1.

Pictures are named by the document and the part they are in, `feature.docx!word/media/image1.png`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from publisher.errors import InputError, LimitError
from publisher.identifiers import canonical
from publisher.model import Article, Block, Paragraph
from publisher.options import ReadOptions
from publisher.publication import Publication, lean, subjects_of
from publisher.readers.languages import detect_language
from publisher.readers.press.article import Source, understand
from publisher.readers.word.body import Body, Entry, LeftAside, Printed, Whole, labelled, unboxed
from publisher.readers.word.fields import Fields
from publisher.readers.word.findings import Findings
from publisher.readers.word.lines import lines_of
from publisher.readers.word.numbering import Numbering
from publisher.readers.word.package import Package, Relation, W
from publisher.readers.word.runs import NoteReader, Story
from publisher.readers.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_SWELLING: Final = 5
"""How many times `max_size` a part may unpack to: the mark-up of a word processor is several times its text."""
# What word processors call a document that nobody named, and the account of a machine that nobody named either.
_NO_TITLE: Final = re.compile(
    r"(?:document|doc|文档|文檔|文件|文書|문서|新建.{0,20}|无标题|無標題|未命名|untitled|名称未設定|제목 없음|microsoft word.{0,200}"
    r"|word document|powerpoint.{0,20}|标题|標題|.{0,200}\.docx?)\s?\d{0,4}$",
    re.IGNORECASE,
)
_NO_AUTHOR: Final = re.compile(
    r"(?:admin(?:istrator)?|user\d*|users|owner|guest|root|pc|microsoft.{0,30}|微软用户|微軟用戶|windows.{0,20}|用户\d*|使用者|雨林木风"
    r"|python-docx|openpyxl|apache poi|un-named|unknown|author|作者|lenovo.{0,20}|dell.{0,20}|hp|asus|acer|thinkpad|huawei|wps.{0,20}"
    r"|[a-z]+-?\d+|.{0,100}@.{0,100})$",
    re.IGNORECASE,
)
_LONGEST_FIELD: Final = 100


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article of a Word document called `name`.

    Raises InputError `word-text`, `word-old`, `word-locked`, `word-other`, `empty-source`; `container-broken`, `xml-broken`,
    `xml-doctype`; LimitError `container-too-large`, `container-parts`, `xml-nesting`; and what `understand` raises.
    """
    try:
        return _read(data, name, options)
    except RecursionError:
        raise LimitError("xml-nesting", part="word/document.xml", fault="RecursionError") from None


def _read(data: bytes, name: str, options: ReadOptions) -> Article:
    package = Package(data, options.max_size * _SWELLING)
    document = _Document(package, PurePath(name).name)
    entries = document.entries()
    text = "\n".join(document.texts(entries))
    if not text.strip() and not any(isinstance(entry, Whole) for entry in entries):
        raise InputError("empty-source")
    properties = package.properties()
    source = Source(
        name=name,
        format="docx",
        encoding="utf-8",
        language=options.lang or _language(text, document.language()),
        options=options,
        diagnostics=tuple(document.findings.diagnostics()),
        hinted=_hinted(properties),
        publication=_publication(properties),
    )
    return understand(lines_of(entries), source)


class _NotePart(NamedTuple):
    story: Story
    notes: dict[str, _Element]


def _no_note(kind: str, uid: str) -> None:
    """A note has no notes."""


class _Document:
    """The parts of a document that hold text."""

    def __init__(self, package: Package, source: str) -> None:
        self.package = package
        self.findings = Findings()
        self.relations = package.relations(package.main)
        self.styles = Styles(package.part(self.relations, "styles"))
        self.numbering = Numbering(package.part(self.relations, "numbering"))
        self._source = source
        self._notes: dict[str, _NotePart | None] = {}
        self._in_notes: list[LeftAside] = []
        """What notes hold and do not show."""

    def entries(self) -> list[Entry]:
        """All that the document holds, in order; headers, footers and comments at its end."""
        root = self.package.xml(self.package.main)
        body = root.find(f"{W}body")
        if body is None:
            raise InputError("word-other", missing="w:body")
        walked = Body(self._story(self.relations, root, self._note), self.numbering)
        walked.walk(body)
        return [*unboxed(walked.entries), *self._renumbered(self._in_notes), *self._page_lines(), *self._comments()]

    def texts(self, entries: list[Entry]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, Printed):
                yield entry.text
            elif isinstance(entry, Whole):
                yield from (row.text for row in entry.rows)

    def language(self) -> str:
        """The language of East Asian text by the document's defaults; empty: none is given."""
        settings = self.package.part(self.relations, "settings")
        theme = settings.find(f"{W}themeFontLang") if settings is not None else None
        return self.styles.language or (theme.get(f"{W}eastAsia", "") if theme is not None else "")

    def _story(self, relations: dict[str, Relation], root: _Element, note: NoteReader) -> Story:
        kinds = [each.get(f"{W}fldCharType") for each in root.iter(f"{W}fldChar")]
        fields = Fields(balanced=kinds.count("begin") == kinds.count("end"))
        return Story(relations, self.styles, self.findings, fields, self._source, note)

    def _note(self, kind: str, uid: str) -> tuple[Block, ...] | None:
        """The blocks of a footnote or endnote; None where there is no such note."""
        if kind not in self._notes:
            self._notes[kind] = self._note_part(kind)
        part = self._notes[kind]
        if part is None or uid not in part.notes:
            return None
        line = self.findings.line
        body = Body(part.story, self.numbering)
        body.walk(part.notes[uid])
        # Notes are read where they are referred to; they are no lines of the text.
        self.findings.line = line
        self._in_notes += [entry for entry in body.entries if isinstance(entry, LeftAside)]
        return tuple(_note_blocks(body.entries))

    def _note_part(self, kind: str) -> _NotePart | None:
        for each in self.relations.values():
            if each.kind == f"{kind}s" and not each.external and each.target in self.package.container:
                root = self.package.xml(each.target)
                story = self._story(self.package.relations(each.target), root, _no_note)
                return _NotePart(story, {note.get(f"{W}id", ""): note for note in root.iterfind(f"{W}{kind}")})
        return None

    def _page_lines(self) -> Iterator[Entry]:
        """Headers and footers, each wording once."""
        said: set[str] = set()
        for kind in ("header", "footer"):
            for root in self.package.parts(self.relations, kind):
                text = self._plain(root)
                if text and text not in said:
                    said.add(text)
                    yield self._aside(text, "page header or footer")

    def _comments(self) -> Iterator[Entry]:
        for root in self.package.parts(self.relations, "comments"):
            for comment in root.iterfind(f"{W}comment"):
                text = self._plain(comment)
                if text:
                    yield self._aside(text, "comment")

    def _plain(self, root: _Element) -> str:
        """The words of a part beside the text."""
        paragraphs = ("".join(text.text or "" for text in each.iter(f"{W}t")) for each in root.iter(f"{W}p"))
        return self.findings.cleaned(" ".join(filter(None, map(str.strip, paragraphs))))

    def _renumbered(self, asides: list[LeftAside]) -> Iterator[Entry]:
        for each in asides:
            yield self._aside(each.text, each.reason)

    def _aside(self, text: str, reason: str) -> LeftAside:
        number = self.findings.line
        self.findings.line += 1
        return LeftAside(text=text, reason=reason, number=number)


def _note_blocks(entries: list[Entry]) -> Iterator[Block]:
    for entry in entries:
        if isinstance(entry, Printed):
            yield Paragraph(content=labelled(entry))
        elif isinstance(entry, Whole):
            yield msgspec.structs.replace(entry.block, lines=(0, 0))


def _language(text: str, hint: str) -> str | None:
    """The language where the hint knows more than the text can show: Hong Kong writes the characters of Taiwan."""
    found = detect_language(text) if text.strip() else ""
    return "zh-Hant-HK" if found.startswith("zh-Hant") and hint.lower().startswith(("zh-hk", "zh-mo")) else None


def _hinted(properties: dict[str, str]) -> dict[str, str]:
    """Header fields out of the properties, but for what only names a machine or a new file.

    The date of creation is that of the file, often of its template, and no date of the article.
    """
    title, creator = (" ".join(properties.get(name, "").split())[:_LONGEST_FIELD] for name in ("title", "creator"))
    hinted = {"headline": title} if title and not _NO_TITLE.match(title) else {}
    return hinted | ({"byline": creator} if creator and not _NO_AUTHOR.match(creator) else {})


def _publication(properties: dict[str, str]) -> Publication:
    """Keywords, subject and category are subjects; an identifier counts if it is one of a publication."""
    said = [
        subject for name in ("keywords", "subject", "category") for subject in subjects_of(properties.get(name, ""))
    ]
    return lean(Publication(identifier=canonical(properties.get("identifier", "")), subjects=subjects_of(said)))
