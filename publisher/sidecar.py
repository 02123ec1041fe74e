"""A sidecar to start from: what was read of an article, as corrections that hold once the `#` before them is taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from publisher.corrections import FIELDS, SKIPPED
from publisher.inspection import shortened
from publisher.model import Article, Reading
from publisher.publication import Publication
from publisher.tree import plain_text

_SHOWN_COLUMNS = 60
_DOUBTFUL = 0.75
_WORDS = {
    "start": (
        "Corrections of how {name} was read. Take away the # before a line to make it hold; options may stand here too.",
        "对 {name} 识读结果的更正。去掉行首的 # 即生效；各项设置也可写在这里。",
    ),
    "fields": ("The header as it was read.", "读出的标题、署名等。"),
    "doubtful": ("Lines that the reader is not sure of.", "没有把握的行。"),
    "left out": ("Lines that are not published. To publish one, say what it is.", "不予出版的行。如要出版，请写明是什么。"),
    "other": (
        "Any other line or run of lines: heading, heading 2, paragraph, quote, verse, list_item, caption, credit, signature …",
        "其他任何一行或数行：heading、heading 2、paragraph、quote、verse、list_item、caption、credit、signature 等",
    ),
    "skip": ("Lines that shall not be published.", "不要出版的行。"),
    "figure": ("A picture, from a file beside this one; one such table for each.", "插图，文件与本文件放在一处；每幅一个表。"),
    "publication": (
        "For the catalogue: isbn, doi or identifier, publisher, rights, licence, subjects, description, series, position, issue.",
        "供编目用：isbn、doi 或其他 identifier，publisher、rights、licence、subjects、description、series 与 position、issue。",
    ),
    "readings": ("How names are read (pinyin, kana): catalogues sort by it.", "人名的读音（拼音、假名），供编目排序。"),
}  # fmt: skip


def path_for(source: Path) -> Path:
    """Where the sidecar of `source` stands: `feature.publisher.toml` beside `feature.txt`."""
    return source.with_name(f"{source.stem}.publisher.toml")


def sidecar(article: Article, name: str, language: str = "en") -> str:
    """The TOML text of a sidecar for the article read from the file `name`; comments are in `en` or `zh`."""

    def said(key: str) -> str:
        return f"# {_WORDS[key][language == 'zh'].format(name=name)}"

    parts = [[said("start")], [said("fields"), *_fields(article)]]
    doubtful = [entry for entry in article.reading if entry.confidence < _DOUBTFUL and entry.role != SKIPPED]
    left_out = [entry for entry in article.reading if entry.role == SKIPPED]
    parts += [[said("doubtful"), *_lines(doubtful)]] if doubtful else []
    parts += [[said("left out"), *_lines(left_out, "paragraph")]] if left_out else []
    parts += [
        [said("other"), '# line 12 = "heading"', '# line 14-16 = "quote"'],
        [said("skip"), '# skip = "18, 20-22"'],
        [
            said("figure"),
            "# [[figure]]",
            "# after_line = 12",
            '# src = "picture.jpg"',
            '# caption = ""',
            '# credit = ""',
        ],
        [said("publication"), "# [publication]", *_publication(article)],
    ]
    names = dict.fromkeys(byline.name for byline in article.bylines)
    if names:
        known = {byline.name: byline.reading or "" for byline in article.bylines}
        parts.append(
            [said("readings"), "# [readings]", *(f"# {_quoted(name)} = {_quoted(known[name])}" for name in names)]
        )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _fields(article: Article) -> Iterator[str]:
    model = {"kicker": article.kicker, "headline": article.headline, "deck": article.deck}
    for field in FIELDS:
        printed = getattr(article.printed, field)
        value = plain_text(model[field]) if field in model else printed
        yield f"# {field} = {_quoted(printed or value or '')}"


def _publication(article: Article) -> Iterator[str]:
    """What is known, else what most books have."""
    known = {name: getattr(article.publication, name) for name in Publication.__struct_fields__}
    for name, value in known.items():
        if value:
            shown = f"[{', '.join(map(_quoted, value))}]" if isinstance(value, tuple) else _quoted(value)
            yield f"# {name} = {shown}"
    if not any(known.values()):
        yield from ('# isbn = ""', '# publisher = ""', '# rights = ""', "# subjects = []")


def _lines(entries: list[Reading], role: str | None = None) -> Iterator[str]:
    for entry in entries:
        first, last = entry.lines
        if first:
            span = f"{first}" if first == last else f"{first}-{last}"
            text = shortened(" ".join(entry.text.split()), _SHOWN_COLUMNS)
            yield f"# line {span} = {_quoted(role or entry.role)}  # {entry.rule}, {entry.confidence:.0%}: {text}"


def _quoted(text: str) -> str:
    # JSON's strings are basic strings of TOML, but for DEL, which no source keeps.
    return json.dumps(text, ensure_ascii=False)
