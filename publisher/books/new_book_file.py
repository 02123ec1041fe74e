"""A BOOK.toml to start from: what was found in a folder, with a comment for each thing that can be said."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from publisher.atomic import write_atomically
from publisher.books.plan import BOOK_FILE, BookPlan, PlannedPart, plan_of_folder
from publisher.config import command_line, resolve
from publisher.errors import OutputError, PublisherError
from publisher.model import Article
from publisher.readers import read_file

MOST_READ = 200
"""Articles that are read for what they agree on."""
_WORDS = {
    "start": (
        "What is bound into this book. Take away the # before a line to make it hold.",
        "本书的编排。去掉行首的 # 即生效。",
    ),
    "kind": ('"issue" (of a periodical) or "anthology".', "issue（一期报刊）或 anthology（文集）。"),
    "number": ("As it is printed.", "期号，照印出的样子写。"),
    "people": (
        'Who made the book; others: people = [{ name = "…", role = "translator", reading = "…" }].',
        '编者、作者；其他人：people = [{ name = "…", role = "translator", reading = "…" }]。',
    ),
    "imprint": ("Lines of the colophon: a label, a wide space, a text.", "版权页各行：项目名、全角空格、内容。"),
    "cover": ("auto, text, none, or the file of a picture.", "auto、text、none，或图片文件。"),
    "figures": ("Whether figures are listed.", "是否列出插图目录。"),
    "publication": (
        "For the catalogue: isbn, publisher, rights, licence, subjects, description, series, position.",
        "供编目用：isbn、publisher、rights、licence、subjects、description、series、position。",
    ),
    "index": (
        "Indexes: order is pinyin, stroke, kana or none. Terms are those marked in the texts, and those that are "
        "named here and by the articles.",
        "索引：order 可用 pinyin 拼音、stroke 笔画、kana 假名、none 不要。条目取自文中的标记，以及这里和各篇所列的人、地、主题。",
    ),
    "readings": ("How terms are read, where the order needs it.", "条目的读音，排序需要时写。"),
    "options": (
        "How the book looks: theme, trim, writing-mode, columns, to … as on the command line.",
        "样式：theme、trim、writing-mode、columns、to 等，与命令行同名。",
    ),
    "parts": (
        "Parts, in order; files in order, and patterns such as 03/*.txt, whose files stand by their numbers.",
        "各部分依次列出；文件也依次列出，可用 03/*.txt 这样的写法，按其中的数字排列。",
    ),
    "unread": ("Could not be read: {name}", "读不了：{name}"),
}


def write_book_file(folder: Path, language: str) -> tuple[Path, list[tuple[str, PublisherError]]]:
    """Write BOOK.toml into `folder`, its comments in `en` or `zh`; its path, and the files that cannot be read.

    Raises OutputError `book-file-exists`: a file that is there stays; UsageError `book-folder-unreadable`.
    """
    path = folder / BOOK_FILE
    if path.exists():
        raise OutputError("book-file-exists", file=str(path))
    plan = plan_of_folder(folder)
    articles, unread = _read(plan)
    text = "\n".join(_lines(plan, articles, unread, language)) + "\n"
    write_atomically(path, text.encode(), replace=False)
    return path, unread


def _read(plan: BookPlan) -> tuple[list[Article], list[tuple[str, PublisherError]]]:
    articles: list[Article] = []
    unread: list[tuple[str, PublisherError]] = []
    nothing_given = command_line({})
    for file in plan.files[:MOST_READ]:
        try:
            articles.append(read_file(file, resolve(file, nothing_given).options.read))
        except PublisherError as fault:
            unread.append((plan.shown(file), fault))
    return articles, unread


def _lines(
    plan: BookPlan, articles: Sequence[Article], unread: Sequence[tuple[str, PublisherError]], language: str
) -> Iterator[str]:
    said = {key: f"# {zh if language == 'zh' else en}" for key, (en, zh) in _WORDS.items()}
    sources = Counter(article.source for article in articles if article.source)
    common = next((source for source, count in sources.items() if count == len(articles)), "")
    dates = {article.date for article in articles}
    date = plan.book.date or (next(iter(dates)) if len(dates) == 1 else None)
    kind = "issue" if date or plan.book.kind == "issue" else "anthology"
    yield from (said["start"], "", f"kind = {_quoted(kind)}  {said['kind']}")
    yield f"title = {_quoted(common or plan.book.title)}"
    yield '# subtitle = ""'
    yield f'# number = ""  {said["number"]}'
    yield f"date = {_quoted(date)}" if date else '# date = "2024-03-01"'
    languages = Counter(article.language for article in articles)
    yield f"language = {_quoted(languages.most_common(1)[0][0] if languages else 'zh-Hans')}"
    yield from (said["people"], "# editors = []", "# authors = []", said["imprint"], "# imprint = []")
    yield f'# cover = "auto"  {said["cover"]}'
    yield f"# figures = true  {said['figures']}"
    first = next((part for part in plan.parts if not part.title), None)
    if first:
        yield from _files("files", plan, first)
    yield from ("", said["publication"], "# [publication]", '# publisher = ""', '# isbn = ""')
    order = "kana" if languages and languages.most_common(1)[0][0].startswith("ja") else "pinyin"
    yield from ("", said["index"], "[index]", f"order = {_quoted(order)}")
    yield from ('# kinds = ["people", "places", "topics"]', "# people = []", "# places = []", "# topics = []")
    yield from ("", said["readings"], "# [readings]", '# "曾文" = "Zeng Wen"')
    yield from ("", said["options"], "# [options]", '# theme = "book"', "", said["parts"])
    for part in plan.parts:
        if part.title:
            yield from _part(plan, part, "parts")
    yield from (said["unread"].format(name=name) for name, _ in unread)


def _part(plan: BookPlan, part: PlannedPart, table: str) -> Iterator[str]:
    yield f"[[{table}]]"
    yield f"title = {_quoted(part.title)}"
    if part.files:
        yield from _files("files", plan, part)
    yield ""
    for inner in part.parts:
        yield from _part(plan, inner, f"{table}.parts")


def _files(key: str, plan: BookPlan, part: PlannedPart) -> Iterator[str]:
    yield f"{key} = ["
    yield from (f"  {_quoted(plan.shown(file))}," for file in part.files)
    yield "]"


def _quoted(text: str) -> str:
    """A basic string of TOML 1.0."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
