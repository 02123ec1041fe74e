"""The page of a catalogue: `index.html`, a script and a style sheet, and the records and lists that the script loads when needed.

    index.html                         the newest books, there without any script
    catalogue/web/books-N.json         the records of RECORDS books, by their rank in the index
    catalogue/web/dates.json           years and months: title, first rank, count
    catalogue/web/sections.json …      names of a kind: key, name, count; whose books they are is in sections-N.json
    catalogue/web/faces.css            the shared faces of `fonts/`, where there are any
    catalogue/search/N.json            the shards of the search index (`postings`)

What a book says is text and stays text: escaped here, and in the script never anything but the content of a text node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from string import Template
from typing import Any, Final, TypeVar

import msgspec

from publisher.catalogue.books import Book
from publisher.catalogue.covers import COVERS
from publisher.catalogue.files import Files
from publisher.catalogue.ledger import Kind, Ledger
from publisher.catalogue.shelves import MENUS, Setting, month_title, year_title
from publisher.messages.catalogue import catalogue_language
from publisher.shared_fonts import FOLDER as FACES
from publisher.shared_fonts import FontFolder, SharedFace, listed

_T = TypeVar("_T")

FOLDER: Final = "catalogue/web"
RECORDS: Final = 50
SHOWN: Final = 24
"""Books of a page."""
_GROUPS_A_FILE: Final = 50
_LONGEST: Final = 180
_STATIC = Path(__file__).parent / "static"
_KINDS: Final = {"application/epub+zip": "EPUB", "application/pdf": "PDF", "text/html": "HTML"}
_TO_SCRIPT: Final = (
    "new", "all", "dates", "sections", "series", "authors", "undated", "count", "one", "results", "nothing", "failed", "from-disk",
    "and",
    "previous", "next", "page", "download", "read-title",
)  # fmt: skip


def write_web(files: Files, ledger: Ledger, setting: Setting, shards: int) -> None:
    """Write the page and all that it loads but the search index, which has so many `shards`."""
    for name in ("catalogue.css", "catalogue.js", "icon.svg"):
        files.write(f"{FOLDER}/{name}", (_STATIC / name).read_bytes())
    for number, some in enumerate(_portions(ledger.ranked(), RECORDS)):
        files.write(f"{FOLDER}/books-{number}.json", msgspec.json.encode([_record(book) for book in some]))
    files.write(f"{FOLDER}/dates.json", msgspec.json.encode(_dates(ledger, setting)))
    there = [name for name, kind in MENUS if _write_list(files, ledger, name, kind)]
    files.write(f"{FOLDER}/faces.css", _faces(files.folder, setting).encode())
    newest = list(ledger.books(most=SHOWN))
    files.write("index.html", _page(ledger, setting, there, newest, shards).encode())


def _portions(each: Iterable[_T], size: int) -> Iterator[list[_T]]:
    left = iter(each)
    while some := list(islice(left, size)):
        yield some


# --- what the script loads ----------------------------------------------------------------------------------------


def _record(book: Book) -> dict[str, Any]:
    """A book as the script shows it; names of one letter, for there may be a million. Empty values are left out."""
    cover = book.cover.small if book.cover else None
    made = {
        "t": book.title,
        "s": book.subtitle,
        "l": book.language,
        "d": book.date,
        "p": [each.name for each in book.people if not each.contributes],
        "k": list(book.subjects[:3]),
        "x": _short(book.description),
        "f": [[_KINDS[each.media_type], each.href] for each in book.formats],
        "c": [cover.name, cover.width, cover.height] if cover else None,
    }
    return {name: value for name, value in made.items() if value}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _dates(ledger: Ledger, setting: Setting) -> list[list[Any]]:
    """Years, each with title, first rank, count and its months likewise. Ranks go by date, so each is a run of them."""
    made: list[list[Any]] = []
    first = ledger.count
    for year in ledger.groups("year"):
        months: list[list[Any]] = []
        end = first
        for month in ledger.groups("month", year.key):
            end -= month.books
            months.append([month.key, month_title(month, setting), end, month.books])
        first -= year.books
        made.append([year.key, year_title(year, setting), first, year.books, months if len(months) > 1 else []])
    return made


def _write_list(files: Files, ledger: Ledger, name: str, kind: Kind) -> bool:
    """A list of names, and in files of their own the ranks of each one's books; whether there is any."""
    groups = ledger.groups(kind)
    if not groups:
        return False
    files.write(f"{FOLDER}/{name}.json", msgspec.json.encode([[each.key, each.label, each.books] for each in groups]))
    for number, some in enumerate(_portions(groups, _GROUPS_A_FILE)):
        ranks = [ledger.members(kind, each.key) for each in some]
        files.write(f"{FOLDER}/{name}-{number}.json", msgspec.json.encode(ranks))
    return True


# --- faces --------------------------------------------------------------------------------------------------------


def _faces(folder: Path, setting: Setting) -> str:
    """The shared faces of the catalogue's language: those of the machine first; from the folder only where there is room and line,
    for they are large.
    """
    wanted = {"Serif": "shared-song", "Sans": "shared-hei"}
    language = {"zh-Hant": "zh-Hant-TW"}.get(catalogue_language(setting.language), catalogue_language(setting.language))
    faces = [face for face in listed(FontFolder(folder)) if face.language == language and "Mono" not in face.family]
    rules = [_rule(face, alias) for face in faces for word, alias in wanted.items() if word in face.family]
    if not rules:
        return "/* There are no shared faces in this language. */\n"
    return "@media (min-width: 60em) {\n" + "".join(rules) + "}\n"


def _rule(face: SharedFace, alias: str) -> str:
    return (
        f'@font-face {{ font-family: {alias}; font-weight: {face.weight}; font-display: swap; src: local("{face.family}"), '
        f"url(../../{FACES}/{face.file}); }}\n"
    )


# --- the page -----------------------------------------------------------------------------------------------------


def _page(ledger: Ledger, setting: Setting, lists: Sequence[str], newest: Sequence[Book], shards: int) -> str:
    words = {key: setting.word(key) for key in ("search", "search-hint", "browse", "skip", "readers", "pages", "new")}
    menu = [("new", "#"), ("dates", "#dates"), *((name, f"#{name}") for name in lists)]
    told = {key: _raw(setting, key) for key in _TO_SCRIPT}
    about = {"books": ledger.count, "shown": SHOWN, "records": RECORDS, "shards": shards, "groups": _GROUPS_A_FILE}
    data = msgspec.json.encode({**about, "words": told}).decode()
    template = Template((_STATIC / "index.html").read_text("utf-8"))
    return template.substitute(
        lang=escape(catalogue_language(setting.language)),
        title=escape(setting.title),
        count=escape(setting.word("one") if ledger.count == 1 else setting.word("count", count=ledger.count)),
        menu="\n".join(
            f'<li><a href="{target}" data-view="{name}">{escape(setting.word(name))}</a></li>' for name, target in menu
        ),
        books="\n".join(_card(book, setting) for book in newest),
        # Nothing in it can end the element.
        data=data.replace("<", "\\u003c"),
        **{key.replace("-", "_"): escape(value) for key, value in words.items()},
    )


def _raw(setting: Setting, key: str) -> str:
    """A sentence with its values still in braces, for the script to fill."""
    names = ("count", "query", "page", "pages", "title", "kind", "year", "month")
    return setting.word(key, **{name: f"{{{name}}}" for name in names})


def _card(book: Book, setting: Setting) -> str:
    """The same elements that the script makes of a record."""
    lang = f' lang="{escape(book.language)}"' if book.language else ""
    page = next((each for each in book.formats if each.media_type == "text/html"), book.formats[0])
    lines = [f'<li class="book"{lang}>', _cover(book), '<div class="about">']
    lines.append(f'<h3><a href="{escape(page.href)}">{escape(book.title)}</a></h3>')
    people = setting.word("and").join(each.name for each in book.people if not each.contributes)
    rows = (
        ("deck", book.subtitle),
        ("by", " · ".join(filter(None, (people, book.date, *book.subjects[:3])))),
        ("said", _short(book.description)),
    )
    lines += [f'<p class="{name}">{escape(value)}</p>' for name, value in rows if value]
    links = []
    for each in book.formats:
        kind = _KINDS[each.media_type]
        key = "read-title" if kind == "HTML" else "download"
        label = setting.word(key, title=book.title, kind=kind)
        links.append(f'<a href="{escape(each.href)}" aria-label="{escape(label)}">{kind}</a>')
    lines += [
        f'<p class="formats" lang="{catalogue_language(setting.language)}">{" ".join(links)}</p>',
        "</div>",
        "</li>",
    ]
    return "\n".join(lines)


def _cover(book: Book) -> str:
    if not book.cover:
        return f'<div class="cover blank" aria-hidden="true"><span>{escape(book.title)}</span></div>'
    picture = book.cover.small
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<div class="cover"><img src="{COVERS}/{picture.name}" {size} alt="" loading="lazy"></div>'
