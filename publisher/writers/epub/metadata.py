"""What the package document says of the publication (EPUB 3.3, 5.5 and D.3), from the article and its publication.

| article | package document |
|---|---|
| identifier, else a name of the content | `dc:identifier`; of an ISBN, DOI or URN its `identifier-type` |
| headline, deck | `dc:title`; behind it a second one that says it is the subtitle |
| who wrote | `dc:creator` with role, `file-as`, and the name in Latin letters |
| who edited, translated, photographed | `dc:contributor` likewise; where nobody wrote, those of the byline are the creators |
| source, date, publisher, subjects, description | `dc:source`, `dc:date`, `dc:publisher`, `dc:subject`, `dc:description` |
| rights and licence | `dc:rights`; `dcterms:license` |
| series and position | `belongs-to-collection`, and the names by which calibre, Kobo and KOReader know them |
| issue | a collection of its own |

Readers show the first title and sort by `file-as`; nothing is made up for either.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from publisher.model import Article, Byline, Credit
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
    places = {id(person): place for place, person in enumerate(article.bylines, 1)}
    is_mixed = any(id(person) in places for person in contributors)
    for name, people in (("creator", creators), ("contributor", contributors)):
        for number, person in enumerate(people, 1):
            uid = f"{name}{number}"
            _add_person(made, name, uid, person)
            if is_mixed and id(person) in places:
                # The byline's order, which two kinds of element would lose.
                state(made, "display-seq", str(places[id(person)]), refines=uid)
    if article.date and is_date(article.date):
        describe(made, "date", article.date)
    if source := _printed(article.source):
        describe(made, "source", source)
    _add_publication(made, article)


def persons(article: Article) -> tuple[list[Byline], list[Byline]]:
    """Who made the article, and who helped: of the byline, then of the credits whoever was not named for the same before."""
    named = [byline for byline in article.bylines if byline.name.strip()]
    creators = [byline for byline in named if byline.role in _WROTE] or named
    helped = [byline for byline in named if byline not in creators]
    known = {(person.name, person.role) for person in named}
    for block in article.blocks:
        for person in block.people if isinstance(block, Credit) else ():
            if (person.name, person.role) not in known:
                known.add((person.name, person.role))
                helped.append(person)
    return creators, helped


def _add_identifier_type(made: epub.EpubBook) -> None:
    kind = next((kind for start, kind in _ONIX_TYPES.items() if made.uid.startswith(start)), "")
    if made.uid.startswith("urn:isbn:") and len(made.uid) == len("urn:isbn:") + 10:
        kind = _ISBN_10
    if kind:
        state(made, "identifier-type", kind, refines=IDENTIFIER_ID, scheme="onix:codelist5")


def _add_subtitle(made: epub.EpubBook, article: Article) -> None:
    deck = _printed(plain_text(article.deck))
    if not deck:
        return
    state(made, "title-type", "main", refines=TITLE_ID)
    state(made, "display-seq", "1", refines=TITLE_ID)
    describe(made, "title", deck, "subtitle")
    state(made, "title-type", "subtitle", refines="subtitle")
    state(made, "display-seq", "2", refines="subtitle")


def _add_person(made: epub.EpubBook, name: str, uid: str, person: Byline) -> None:
    describe(made, name, _printed(person.name), uid)
    state(made, "role", MARC_ROLES[person.role], refines=uid, scheme="marc:relators")
    reading = _printed(person.reading)
    if not reading:
        return
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
        if value := _printed(getattr(about, name)):
            describe(made, name, value)
    for subject in filter(None, map(_printed, about.subjects)):
        describe(made, "subject", subject)
    if licence := _printed(about.licence):
        state(made, "dcterms:license", licence)
    if series := _printed(about.series):
        _add_series(made, series, about.position)
    if issue := _printed(about.issue):
        state(made, "belongs-to-collection", issue, id=_ISSUE_ID)
        state(made, "collection-type", "set", refines=_ISSUE_ID)


def _printed(value: str | None) -> str:
    """A value as an element may hold it, which must not be blank: on one line."""
    return one_line(value or "").strip()


def _add_series(made: epub.EpubBook, series: str, position: str | None) -> None:
    state(made, "belongs-to-collection", series, id=_SERIES_ID)
    state(made, "collection-type", "series", refines=_SERIES_ID)
    state_as_epub_2(made, "calibre:series", series)
    if position:
        state(made, "group-position", position, refines=_SERIES_ID)
        state_as_epub_2(made, "calibre:series_index", position)
