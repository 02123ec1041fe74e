"""What a page's head says for catalogues: Open Graph's tags, `keywords`, Dublin Core, schema.org in JSON-LD, `rel="license"`.

Descriptions are left: on many sites every page has that of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from publisher.identifiers import canonical
from publisher.publication import Publication, publication_of, subjects_of
from publisher.readers.characters import ILLEGAL
from publisher.readers.html.dom import Page
from publisher.readers.html.metadata import Metadata, names_of

_TAGS = ("article:tag", "og:article:tag", "parsely-tags")
_KEYWORDS = ("news_keywords", "keywords", "keyword", "dc.subject", "dcterms.subject", "tags")
_RIGHTS = ("dc.rights", "dcterms.rights", "rights", "copyright")
_PUBLISHERS = ("dc.publisher", "dcterms.publisher", "publisher", "citation_publisher")
_IDENTIFIERS = ("citation_doi", "prism.doi", "dc.identifier", "dcterms.identifier", "citation_isbn", "book:isbn")
_MARK_UP = re.compile(r"[<>=]")
_SPACED_HAN = re.compile(r"[\u3400-\u9fff]{2,8}(?: [\u3400-\u9fff]{2,8})+")
_LEAST = 2
"""Characters of a name: less is a placeholder."""


def publication(page: Page, about: Metadata) -> Publication:
    """The publication of a page; a value that means nothing is the site's own business and left out."""
    said, linked = _said(page), about.linked
    stated: dict[str, Any] = {
        "identifier": next(filter(None, map(canonical, _all(said, _IDENTIFIERS))), ""),
        "publisher": next(_named([*_houses(linked), *_all(said, _PUBLISHERS)]), ""),
        "rights": next(_named([*_texts(linked, "copyrightNotice"), *_all(said, _RIGHTS)]), ""),
        "licence": next(iter([*_texts(linked, "license"), *page.licences]), ""),
        "subjects": _subjects(said, linked, about.site),
    }
    return publication_of({key: value for key, value in stated.items() if value})[0]


def _subjects(said: dict[str, list[str]], linked: Sequence[dict[str, Any]], site: str) -> list[str]:
    """An article's own tags; where it has none, the keywords, which may be a site's."""
    own = [*_all(said, _TAGS), *_keywords(linked)]
    found = [subject for text in own or _all(said, _KEYWORDS) for subject in _parted(text)]
    return [subject for subject in found if subject != site and not _MARK_UP.search(subject)]


def _parted(text: str) -> tuple[str, ...]:
    """Subjects between commas; Chinese ones may have nothing but spaces between them."""
    parts = subjects_of(text)
    return subjects_of(text.split()) if len(parts) == 1 and _SPACED_HAN.fullmatch(text) else parts


def _said(page: Page) -> dict[str, list[str]]:
    """Names of `<meta>` in lower case -> what they say; a name may stand several times."""
    found: dict[str, list[str]] = {}
    for meta in page.metas:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower().strip()
        value = " ".join(ILLEGAL.sub("", meta.get("content") or "").split())
        if name and value:
            found.setdefault(name, []).append(value)
    return found


def _all(said: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in said.get(name, ())]


def _named(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if len(text) >= _LEAST and any(map(str.isalpha, text)) and "://" not in text)


def _houses(linked: Sequence[dict[str, Any]]) -> list[str]:
    return [ILLEGAL.sub("", name) for each in linked for name in names_of(each.get("publisher"))]


def _keywords(linked: Sequence[dict[str, Any]]) -> Iterator[str]:
    for each in linked:
        value = each.get("keywords")
        yield from (ILLEGAL.sub("", text) for text in ([value] if isinstance(value, str) else names_of(value)))


def _texts(linked: Sequence[dict[str, Any]], key: str) -> list[str]:
    found = (each.get(key) for each in linked)
    return [text for value in found if isinstance(value, str) and (text := ILLEGAL.sub("", value).strip())]
