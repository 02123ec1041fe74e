"""The whole way of a Markdown text, from its lines to the article and back to a reading that leaves no line out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from publisher.diagnostics import Diagnostic
from publisher.model import Article, Block, Byline, Credit, LeftOut, Note, NoteBlock, Reading, Role, Text
from publisher.options import ReadOptions
from publisher.publication import publication_of
from publisher.readers.front_matter import FrontMatter, read_front_matter
from publisher.readers.markdown.blocks import BlockBuilder
from publisher.readers.markdown.coverage import complete, merged, passed_over
from publisher.readers.markdown.definitions import Notes, records
from publisher.readers.markdown.dialect import block_tokens
from publisher.readers.markdown.lines import Lines
from publisher.readers.markdown.losses import Losses
from publisher.readers.markdown.nesting import flattened
from publisher.readers.markdown.nodes import tree
from publisher.readers.markdown.roles import captioned, credited, titled
from publisher.readers.press.article import Source, understand
from publisher.readers.press.lines import Line, Markup
from publisher.readers.publication import remarks, with_readings
from publisher.tree import nodes

_ROLES: dict[str, Role] = {"译者": "translator", "编辑": "editor", "摄影": "photographer"}
# A comma between Latin letters may part a family name from the others.
_NAMES = re.compile(r"\s*[、，；;]\s*|\s*,\s*(?=[^\x00-\x7f])")
_FRONT_MATTER, _COMMENT = "front matter", "comment"
_RECORD_FIELDS = (("author", "byline"), ("date", "date"), ("subject", "headline"), ("title", "headline"))
_ADDRESS = re.compile(r"\s*<?https?://[^\s>]{1,2000}>?")
_LANGUAGES = {
    "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans": "zh-Hans", "zh-hans-cn": "zh-Hans", "zh-tw": "zh-Hant-TW",
    "zh-hant": "zh-Hant-TW", "zh-hant-tw": "zh-Hant-TW", "zh-hk": "zh-Hant-HK", "zh-mo": "zh-Hant-HK", "zh-hant-hk": "zh-Hant-HK",
    "ja": "ja", "ja-jp": "ja", "jp": "ja", "ko": "ko", "ko-kr": "ko", "kr": "ko",
}  # fmt: skip
# Translations name their author at the end, with the translator.
_AUTHOR = re.compile(r"(?:原文?)?(?:作者|著者|Author|author)\s{0,4}[：:]\s{0,4}(\S.{0,60})$")
# A digest has its day in its title, as eight digits between brackets.
_DAY_IN_TITLE = re.compile(r"[（(\[【]((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))[）)\]】]$")


def article_of(text: str, name: str, options: ReadOptions, encoding: str, said: tuple[Diagnostic, ...]) -> Article:
    """The article of `text`, whose lines end in LF; `said` is what was remarked of its bytes and characters."""
    lines = text.split("\n")
    matter = read_front_matter(text) or FrontMatter(0)
    body = ["" if number <= matter.last else line for number, line in enumerate(lines, 1)]
    record, seen = records(body)
    # What nobody is shown is kept line by line: number -> why.
    unseen = {number: _FRONT_MATTER for number in range(1, matter.last + 1) if lines[number - 1].strip()}
    unseen |= dict.fromkeys(seen, _COMMENT)
    body = ["" if number in unseen else line for number, line in enumerate(body, 1)]
    stated = matter.stated
    language = _LANGUAGES.get(stated.pop("language", "").strip().lower().replace("_", "-"))
    losses = Losses()
    made = _lines(body, stated.get("headline"), losses)
    published = matter.published
    publication, faults = publication_of({key: entry.value for key, entry in published.items()})
    misread = remarks(faults, lambda key: published[key].line)
    article = understand(
        [*made.found, *_credits(matter, text)],
        Source(
            name=name,
            format="markdown",
            encoding=encoding,
            language=options.lang or language,
            options=options,
            diagnostics=(*said, *matter.diagnostics, *misread, *losses.diagnostics()),
            stated=stated,
            hinted=_hinted(record, made.found),
            publication=publication,
        ),
    )
    article = msgspec.structs.replace(article, index=matter.index)
    readings = matter.readings
    spoken = {person: reading for person, (reading, _) in readings.items()}
    article = with_readings(article, spoken, lambda person: (name, readings[person][1]))
    left_out: list[Block] = [
        *_homeless(article, made.builder.notes),
        *made.left_out,
        *_unseen(lines, unseen),
    ]
    entries = [*_boilerplate(lines, unseen), *made.apart, *article.reading]
    return msgspec.structs.replace(article, blocks=merged(article.blocks, left_out), reading=complete(entries, lines))


def _lines(body: list[str], headline: str | None, losses: Losses) -> Lines:
    """The lines of the press, out of the source's."""
    flat, cut = flattened(body)
    for number in cut:
        losses.add("nesting-flattened", number)
    env: dict[str, object] = {}
    top = tree(block_tokens("\n".join(flat), env))
    made = Lines(BlockBuilder(flat, env, Notes(top), losses))
    made.take(top)
    for line in passed_over(flat, top):
        losses.add("nesting-flattened", line.first)
        made.found.append(line)
    made.found.sort(key=lambda line: line.first)
    made.found = credited(titled(list(captioned(made.found)), headline))
    return made


def _credits(matter: FrontMatter, text: str) -> Iterable[Line]:
    """Translators and editors of the front matter, as credits at the end, unless the text names them itself."""
    below = text.split("\n")[matter.last :]
    for label, names, number in matter.credits:
        if any(names in line for line in below):
            continue
        words = f"{label}：{names}"
        lines = (number, number)
        role = _ROLES.get(label, "other")
        people = tuple(Byline(name, role) for name in _NAMES.split(names))
        block = Credit(content=(Text(words),), role=role, people=people, lines=lines)
        entry = Reading(lines, "credit", "markdown-front-matter", 0.95, words)
        yield Line(number, number, words, 0, True, False, markup=Markup(block=block, reading=(entry,)))


def _homeless(article: Article, notes: Notes) -> Iterable[NoteBlock]:
    """Notes called where nothing can hold them, as in a byline: they stand where they are written."""
    if not notes.called:
        return
    placed = {id(node.blocks) for node, _ in nodes(article) if isinstance(node, Note)}
    for label, blocks in notes.called.items():
        if blocks and id(blocks) not in placed:
            yield NoteBlock(blocks=blocks, label=label, lines=notes.nodes[label].lines)


def _hinted(record: dict[str, str], lines: list[Line]) -> dict[str, str]:
    """Header fields from comment lines, the author from a colophon, and a digest's day from its title."""
    found = {field: _ADDRESS.sub("", record[key]).strip() for key, field in _RECORD_FIELDS if record.get(key)}
    title = next((line for line in lines if line.markup is not None and line.markup.role == "headline"), None)
    author = next(filter(None, (_AUTHOR.match(line.text) for line in lines if _is_colophon(line))), None)
    if author:
        found.setdefault("byline", _ADDRESS.sub("", author[1]).strip())
    day = _DAY_IN_TITLE.search(title.text) if title is not None else None
    if day:
        found.setdefault("date", day[1])
    return {field: value for field, value in found.items() if value}


def _is_colophon(line: Line) -> bool:
    return line.markup is not None and line.markup.rule == "markdown-colophon"


def _boilerplate(lines: list[str], unseen: dict[int, str]) -> Iterable[Reading]:
    for number, reason in unseen.items():
        rule = "markdown-front-matter" if reason == _FRONT_MATTER else "markdown-record"
        yield Reading((number, number), "boilerplate", rule, 0.98, lines[number - 1].strip())


def _unseen(lines: list[str], unseen: dict[int, str]) -> Iterable[LeftOut]:
    for number, reason in unseen.items():
        yield LeftOut(lines=(number, number), text=lines[number - 1].strip(), reason=reason)
