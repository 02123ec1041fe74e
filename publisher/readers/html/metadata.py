"""What a page's head says of the article: `<title>`, Open Graph (https://ogp.me), schema.org in JSON-LD, Dublin Core, Chinese CMS.

None of it is printed on the page, and much is the site's own (its name in the title, the account of whoever put the page up as
author), so it is a hint for what the page itself does not show.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from publisher.readers.html.dom import Page

_TITLE_NAMES = (
    "og:title",
    "twitter:title",
    "articletitle",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
    "parsely-title",
)
_DATE_NAMES = (
    "article:published_time", "pubdate", "publishdate", "publish_date", "og:published_time", "datepublished", "date",
    "dc.date", "dcterms.date", "dc.date.issued", "dcterms.created", "firstpublishedtime", "og:release_date", "parsely-pub-date",
)  # fmt: skip
_AUTHOR_NAMES = (
    "article:author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "og:author",
    "byl",
    "parsely-author",
    "dable:author",
)
_SOURCE_NAMES = ("contentsource", "source", "og:source", "copyright-source", "mediaid", "dc.source")
_SITE_NAMES = ("og:site_name", "sitename", "application-name", "twitter:site", "publisher", "dc.publisher")
_MOST_JSON = 2_000_000
_ARTICLE_TYPES = ("Article", "Posting", "Report")
_PLACEHOLDER = re.compile(r"^[\W_]*$|^https?:|^@", re.IGNORECASE)
# What sites put between the headline and their own names.
PARTS = re.compile(r"\s*(?:[_|｜丨│»«<>＞＜]+|[-－—–―]{1,3}(?=\s)|(?<=\s)[-－—–―:：·]{1,3}|--+)\s*")


_HYPHEN = re.compile(r"[-－–—_]")


class Metadata(NamedTuple):
    titles: tuple[str, ...]
    """As found, with the site's names; the likeliest first."""
    site: str
    hinted: dict[str, str]
    """Header fields: `headline byline date source`."""
    linked: tuple[dict[str, Any], ...] = ()
    """What JSON-LD says of articles."""


def metadata(page: Page) -> Metadata:
    said = _named(page)
    linked = list(_linked_data(page))
    site = _first(said, _SITE_NAMES) or next((name for each in linked for name in names_of(each.get("publisher"))), "")
    titles = [title for title in (*_texts(linked, "headline"), *_all(said, _TITLE_NAMES), *page.titles) if title]
    headline = next((bare for bare in (without_site(title, site) for title in titles) if bare), "")
    authors = [name for each in linked for name in names_of(each.get("author"))]
    byline = " ".join(dict.fromkeys(authors)) or _first(said, _AUTHOR_NAMES)
    # Some systems give the number of the editor for the author.
    byline = byline if any(map(str.isalpha, byline)) else ""
    hinted = {
        "headline": headline,
        "byline": "" if byline == site else byline,
        "date": _first(said, _DATE_NAMES) or next(iter(_texts(linked, "datePublished")), ""),
        "source": _first(said, _SOURCE_NAMES),
    }
    said_of_header = {field: value for field, value in hinted.items() if value}
    return Metadata(tuple(dict.fromkeys(titles)), site, said_of_header, tuple(linked))


def without_site(title: str, site: str) -> str:
    """The title without the names of site and section that stand after it, or before it."""
    if site and title != site:
        title = title.removesuffix(site).rstrip(" -_|｜—–:：（(")
    parts = [part for part in PARTS.split(title) if part and part.strip() != site]
    if len(parts) < 2:
        return title.strip()
    # Headline first is the rule; a site that leads is told by its being shorter by far.
    first, second = parts[0], parts[1]
    return second if len(first) * 2 < len(second) and len(first) <= 16 and len(parts) == 2 else first


def title_parts(title: str) -> list[str]:
    """The title, and the parts it may be made of; an unspaced hyphen may be the headline's own, so all are tried."""
    hyphens = [match.start() for match in _HYPHEN.finditer(title)][:8]
    # A site's name may lead, and is seldom much longer than the headline.
    behind = [title[place + 1 :] for place in hyphens if 2 * place <= 3 * (len(title) - place)]
    return [title, *(part for part in PARTS.split(title) if part), *(title[:place] for place in hyphens), *behind]


def _named(page: Page) -> dict[str, str]:
    """Names of `<meta>` in lower case -> their content, the first of each name."""
    found: dict[str, str] = {}
    for meta in page.metas:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower().strip()
        value = " ".join((meta.get("content") or meta.get("value") or "").split())
        if name and value and not _PLACEHOLDER.match(value):
            found.setdefault(name, value)
    return found


def _all(said: dict[str, str], keys: tuple[str, ...]) -> list[str]:
    return [said[key] for key in keys if key in said]


def _first(said: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((said[key] for key in keys if key in said), "")


def _linked_data(page: Page) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that are articles."""
    for script in page.scripts:
        try:
            data = json.loads(script, strict=False) if len(script) <= _MOST_JSON else None
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for each in graph if isinstance(graph, list) else ():
            if isinstance(each, dict) and str(each.get("@type", "")).strip("[]'\"").endswith(_ARTICLE_TYPES):
                yield each


def _texts(linked: list[dict[str, Any]], key: str) -> list[str]:
    values = (each.get(key) for each in linked)
    return [" ".join(value.split()) for value in values if isinstance(value, str) and value.strip()]


def names_of(value: object) -> list[str]:
    """The names of a person or organisation, or of a list of them."""
    if isinstance(value, list):
        return [name for each in value[:20] for name in names_of(each) if not isinstance(each, list)]
    name = value.get("name") if isinstance(value, dict) else value
    return [" ".join(name.split())] if isinstance(name, str) and name.strip() and not _PLACEHOLDER.match(name) else []
