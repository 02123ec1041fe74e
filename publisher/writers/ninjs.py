"""The article as ninjs 3, the IPTC's news in JSON (https://iptc.org/standards/ninjs/), valid under every 3.x schema.

| article | ninjs |
|---|---|
| (the content itself) | `uri`: `urn:uuid:` of it, so that the same article has the same name on any machine |
| headline, kicker, deck | `headlines` of role `main`, `kicker`, `deck`; where they have mark-up, once more as `text/html` |
| byline as it is set | `by` |
| persons | `people`: `name`, role in `rel`, house and name (`本报 张三`) in `literal` |
| dateline | `located`, and `descriptions` of role `dateline`: a place of ninjs need not be one |
| date, a day | `contentCreated` and `versionCreated` at 00:00 UTC |
| date, a month or a year; date as printed | `descriptions` of role `date`: a date-time of ninjs is never less than a second |
| source | `infoSources` |
| language | `language` |
| identifier | `altIds` of role `identifier` |
| publisher | `organisations` of relation `publisher` |
| rights, licence | `copyrightNotice`, `rightsInfo` |
| subjects | `subjects` |
| description, series, position, issue | `descriptions` of roles `summary`, `series`, `position`, `issue` |
| blocks | `bodies`: role `main`, `text/html`, the mark-up of the book's pages; role `plain`, `text/plain` |
| figures | `associations` of type `picture` too: caption, alternative text, credit in `by`, file in the rendition |

A `uri` or `href` of ninjs is absolute: the path of an image beside the article stands as the `title` of its rendition. What ninjs
cannot hold: lines that are not published, the kind and reading of index entries, the reading of a person's name, a credit's role,
gaps between heading levels, the language of code, links other than http(s) and mailto, and the evidence of the reading.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import LimitError, UsageError
from publisher.links import is_allowed
from publisher.model import SCHEMA as ARTICLE_SCHEMA
from publisher.model import Article, CodeBlock, Credit, Figure, IndexTerm, InlineImage, Link, Text, to_json
from publisher.publication import Publication
from publisher.render.blocks import BlockRenderer
from publisher.render.inlines import plain_text
from publisher.render.templates import term
from publisher.themes import load_theme
from publisher.tree import nodes
from publisher.writers.build_date import is_date
from publisher.writers.losses import UNPUBLISHED, Loss, readings_of_names, remarks
from publisher.writers.text import body_text

VERSION = "3.0"
SCHEMA = f"http://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json#"
PROFILE = ARTICLE_SCHEMA
"""Says that the HTML is ours, so that the reader need not guess at it."""

WIDE_SPACE = "\u3000"

_LOSSES = (
    UNPUBLISHED,
    Loss(IndexTerm, "index entries"),
    Loss(Credit, "roles in credits", when=lambda credit: credit.role != "other"),
    Loss(CodeBlock, "names of programming languages", when=lambda block: block.language),
    Loss(Link, "links that are neither http, https nor mailto", when=lambda link: not is_allowed(link.href)),
)
_MEDIA_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[!-~]+")
_HTML, _PLAIN = "text/html", "text/plain"


def write(article: Article) -> tuple[bytes, list[Diagnostic]]:
    """The item as JSON, two spaces deep. Raises LimitError `blocks-nesting` where blocks are nested beyond what can be rendered."""
    said = remarks(article, "ninjs", _LOSSES)
    readings = readings_of_names(article)
    if readings:
        said.append(diagnostic("not-converted", "info", format="ninjs", kind="readings of names", count=readings))
    try:
        made = item(article)
    except UsageError as fault:
        # Our own templates are right: what fails in them is the article's depth.
        raise LimitError("blocks-nesting") from fault
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n", said


def item(article: Article) -> dict[str, Any]:
    """The ninjs object; keys in the order the standard lists them, those without a value left out."""
    uri = identifier(article)
    renderer = _renderer(article)
    headlines = list(_headlines(article, renderer))
    day = f"{article.date}T00:00:00Z" if article.date and len(article.date) == 10 and is_date(article.date) else None
    values: dict[str, Any] = {
        "uri": uri,
        "standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
        "type": "text",
        "profile": PROFILE,
        "representationType": "full",
        "versionCreated": day,
        "contentCreated": day,
        "pubStatus": "usable",
        **_rights(article.publication),
        "language": article.language,
        "title": plain_text(article.headline),
        "headlines": headlines,
        "by": byline(article),
        "located": article.dateline,
        "descriptions": list(_descriptions(article, day)),
        "people": [_person(each.name, each.role, each.affiliation) for each in article.bylines],
        **_catalogued(article.publication),
        "infoSources": [{"name": article.source}] if article.source else [],
        "bodies": list(_bodies(article, renderer)),
        "associations": list(_pictures(article, uri)),
    }
    return {key: value for key, value in values.items() if value}


def identifier(article: Article) -> str:
    """A name of the content (RFC 9562, version 5)."""
    digest = hashlib.sha256(to_json(replace(article, reading=(), diagnostics=())))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:sha256:' + digest.hexdigest())}"


def byline(article: Article) -> str:
    """The byline as it is set; where the text itself names its authors, none."""
    if article.byline_text is not None:
        return article.byline_text
    return WIDE_SPACE.join(_with_house(each.name, each.affiliation) for each in article.bylines)


def _with_house(name: str, affiliation: str | None) -> str:
    return f"{affiliation} {name}" if affiliation else name


def _person(name: str, role: str, affiliation: str | None) -> dict[str, str]:
    literal = {"literal": _with_house(name, affiliation)} if affiliation else {}
    return {"name": name, "rel": role, **literal}


def _rights(about: Publication) -> dict[str, Any]:
    # The address of rights is a URI to the standard; another licence is words.
    linked = about.licence if about.licence and _ADDRESS.fullmatch(about.licence) else None
    words = "；".join(filter(None, (about.rights, None if linked else about.licence)))
    return {"copyrightNotice": words, "rightsInfo": {"linkedRights": linked} if linked else None}


def _catalogued(about: Publication) -> dict[str, Any]:
    return {
        "organisations": [{"name": about.publisher, "rel": "publisher"}] if about.publisher else [],
        "subjects": [{"name": subject} for subject in about.subjects],
        "altIds": [{"role": "identifier", "value": about.identifier}] if about.identifier else [],
    }


def _headlines(article: Article, renderer: BlockRenderer) -> Iterator[dict[str, str]]:
    for role, content in (("main", article.headline), ("kicker", article.kicker), ("deck", article.deck)):
        if content:
            yield {"role": role, "contentType": _PLAIN, "value": plain_text(content)}
        if not all(isinstance(inline, Text) for inline in content):
            yield {"role": role, "contentType": _HTML, "value": str(renderer.inline(content))}


def _descriptions(article: Article, day: str | None) -> Iterator[dict[str, str]]:
    date = article.printed.date or ("" if day else article.date)
    about = article.publication
    printed = (("dateline", article.dateline), ("date", date))
    catalogued = (
        ("summary", about.description), ("series", about.series), ("position", about.position), ("issue", about.issue),
    )  # fmt: skip
    for role, value in (*printed, *catalogued):
        if value:
            yield {"role": role, "contentType": _PLAIN, "value": value}


def _renderer(article: Article) -> BlockRenderer:
    """The mark-up of our own pages, with images by the paths they have."""
    sources = {node.src for node, _ in nodes(article) if isinstance(node, Figure | InlineImage) and node.src}
    return BlockRenderer(load_theme("base"), "html", article, {src: src for src in sources})


def _bodies(article: Article, renderer: BlockRenderer) -> Iterator[dict[str, Any]]:
    html = str(renderer(article.blocks)) + _notes(renderer, article.language)
    plain = body_text(article, ruby=False)
    count = sum(len(line.strip()) for line in plain.splitlines())
    yield {"role": "main", "contentType": _HTML, "charCount": count, "value": html}
    yield {"role": "plain", "contentType": _PLAIN, "charCount": count, "value": plain}


def _notes(renderer: BlockRenderer, language: str) -> str:
    """The notes at the end, as the pages for browsers have them."""
    if not renderer.notes:
        return ""
    texts = "\n".join(
        f'<aside class="note-text" role="doc-footnote" id="n{note.number}"><div class="note-number">'
        f'<a role="doc-backlink" href="#r{note.number}">{note.number}</a></div>{note.html}</aside>'
        for note in renderer.notes
    )
    heading = f'<h2 id="notes" class="notes-heading">{term("notes", language)}</h2>'
    return f'\n<section class="notes" role="doc-endnotes" aria-labelledby="notes">\n{heading}\n{texts}\n</section>'


def _pictures(article: Article, uri: str) -> Iterator[dict[str, Any]]:
    figures = [node for node, _ in nodes(article) if isinstance(node, Figure) and node.src]
    for number, figure in enumerate(figures, 1):
        yield {
            "uri": f"{uri}#figure-{number}",
            "name": f"figure-{number}",
            "type": "picture",
            **({"by": plain_text(figure.credit)} if figure.credit else {}),
            "descriptions": [
                {"role": role, "contentType": _PLAIN, "value": value}
                for role, value in (("caption", plain_text(figure.caption)), ("alt", figure.alt))
                if value
            ],
            "renditions": [_rendition(figure.src)],
        }


def _rendition(src: str) -> dict[str, str]:
    media_type = _MEDIA_TYPES.get(src.rpartition(".")[2].lower())
    place = {"href": src} if _ADDRESS.fullmatch(src) else {"title": src}
    return {"name": "main", **({"contentType": media_type} if media_type else {}), **place}
