"""Which addresses a published file may link to: an allow-list, since a reader's engine follows what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Article, Link
from publisher.tree import nodes

SCHEMES = frozenset({"http", "https", "mailto"})


def is_allowed(href: str) -> bool:
    """Whether `href` is an absolute http, https or mailto address without control characters."""
    if any(character < " " or character == "\x7f" for character in href):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or (parts.scheme.lower() == "mailto" and parts.path))


def refused_links(article: Article) -> Iterator[Diagnostic]:
    """A warning for each link whose text is published without its address."""
    for node, line in nodes(article):
        if isinstance(node, Link) and not is_allowed(node.href):
            yield diagnostic("link-refused", line=line, href=node.href[:80])
