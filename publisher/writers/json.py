"""The article as our own JSON: the model whole, so that reading it back is the identity.

Two spaces deep and with a line end at the end, for people compare versions of it line by line. The schema is
`data/schema/article-1.json`.
"""

from __future__ import annotations

from publisher.diagnostics import Diagnostic
from publisher.model import Article, to_json

INDENT = 2


def write(article: Article) -> tuple[bytes, list[Diagnostic]]:
    """The JSON; there is nothing the model has that it cannot hold."""
    return to_json(article, indent=INDENT) + b"\n", []
