"""What the package document says of the publication (EPUB 3.3, 5.5 and D.3), from the article and its publication.

| article | package document |
|---|---|
| identifier, else a name of the content | `dc:identifier`; of an ISBN, DOI or URN its `identifier-type` |
| headline, deck | `dc:title`; behind it a second one that says it is the subtitle |
| who wrote | `dc:creator` with role, `file-as`, and the name in Latin letters |
| who edited, translated, photographed | `dc:contributor` likewise; where nobody wrote, they are the creators |
| source, date, publisher, subjects, description | `dc:source`, `dc:date`, `dc:publisher`, `dc:subject`, `dc:description` |
| rights and licence | `dc:rights`; `dcterms:license` |
| series and position | `belongs-to-collection`, and the names by which calibre, Kobo and KOReader know them |
| issue | a collection of its own |

Readers show the first title and sort by `file-as`; nothing is made up for either.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from publisher.model import Article, Byline
from publisher.render.inlines import one_line, plain_text
from publisher.writers.build_date import is_date
from publisher.writers.epub.package import IDENTIFIER_ID, TITLE_ID, describe, state, state_as_epub_2

if TYPE_CHECKING:
    from ebooklib import epub

MARC_ROLES = {
    "author": "aut", "reporter": "rpt", "correspondent": "rpt", "photographer": "pht", "illustrator": "ill",
    "translator": "trl", "editor": "edt", "compiler": "com", "other": "ctb",
}  # fmt: skip
"""https://www.loc.gov/marc/relators/"""

_WROTE = frozenset(("author", "reporter", "correspondent"))
_ONIX_TYPES = {"doi:": "06", "urn:isbn:": "15", "urn:uuid:": "", "urn:": "22"}
"""Beginning of an identifier -> its type in ONIX code list 5, where that has one."""
_ISBN_10 = "02"
_SERIES_ID, _ISSUE_ID = "series", "issue"


def add_metadata(made: epub.EpubBook, article: Article) -> None:
    """Add all that is known of the publication to a book that has its identifier, title and language."""
    _add_identifier_type(made)
    _add_subtitle(made, article)
    creators, contributors = persons(article)
    places = {id(person): place for place, person in enumerate(article.bylines, 1)} if contributors else {}
    for name, people in (("creator", creators), ("contributor", contributors)):
        for number, person in enumerate(people, 1):
            uid = f"{name}{number}"
            _add_person(made, name, uid, person)
            if places:
                # The byline's order, which two kinds of element would lose.
                state(made, "display-seq", str(places[id(person)]), refines=uid)
    if article.date and is_date(article.date):
        describe(made, "date", article.date)
    if article.source:
        describe(made, "source", one_line(article.source))
    _add_publication(made, article)


def persons(article: Article) -> tuple[list[Byline], list[Byline]]:
    """Who made the article, and who helped."""
    named = [byline for byline in article.bylines if byline.name.strip()]
    wrote = [byline for byline in named if byline.role in _WROTE]
    return (wrote, [byline for byline in named if byline.role not in _WROTE]) if wrote else (named, [])


def _add_identifier_type(made: epub.EpubBook) -> None:
    kind = next((kind for start, kind in _ONIX_TYPES.items() if made.uid.startswith(start)), "")
    if made.uid.startswith("urn:isbn:") and len(made.uid) == len("urn:isbn:") + 10:
        kind = _ISBN_10
    if kind:
        state(made, "identifier-type", kind, refines=IDENTIFIER_ID, scheme="onix:codelist5")


def _add_subtitle(made: epub.EpubBook, article: Article) -> None:
    deck = one_line(plain_text(article.deck)).strip()
    if not deck:
        return
    state(made, "title-type", "main", refines=TITLE_ID)
    state(made, "display-seq", "1", refines=TITLE_ID)
    describe(made, "title", deck, "subtitle")
    state(made, "title-type", "subtitle", refines="subtitle")
    state(made, "display-seq", "2", refines="subtitle")


def _add_person(made: epub.EpubBook, name: str, uid: str, person: Byline) -> None:
    describe(made, name, one_line(person.name), uid)
    state(made, "role", MARC_ROLES[person.role], refines=uid, scheme="marc:relators")
    if not person.reading:
        return
    reading = one_line(person.reading)
    state(made, "file-as", reading, refines=uid)
    if is_latin(reading) and not is_latin(person.name):
        state(made, "alternate-script", reading, refines=uid, lang=f"{made.language.partition('-')[0]}-Latn")


def is_latin(text: str) -> bool:
    """Whether all its letters are Latin, and there are some."""
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(letter, "") for letter in letters)


def _add_publication(made: epub.EpubBook, article: Article) -> None:
    about = article.publication
    for name in ("publisher", "description", "rights"):
        value = getattr(about, name)
        if value:
            describe(made, name, one_line(value))
    for subject in about.subjects:
        describe(made, "subject", one_line(subject))
    if about.licence:
        state(made, "dcterms:license", about.licence)
    if about.series:
        _add_series(made, one_line(about.series), about.position)
    if about.issue:
        state(made, "belongs-to-collection", one_line(about.issue), id=_ISSUE_ID)
        state(made, "collection-type", "set", refines=_ISSUE_ID)


def _add_series(made: epub.EpubBook, series: str, position: str | None) -> None:
    state(made, "belongs-to-collection", series, id=_SERIES_ID)
    state(made, "collection-type", "series", refines=_SERIES_ID)
    state_as_epub_2(made, "calibre:series", series)
    if position:
        state(made, "group-position", position, refines=_SERIES_ID)
        state_as_epub_2(made, "calibre:series_index", position)
