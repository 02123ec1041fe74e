"""Writers: what a file is made of, one row a format.

Two kinds. *Pages* (`epub`, `pdf`, `html`) need a theme, faces and images, and are made from an edition (`publisher.edition`).
*Exchange formats*, those of FORMATS here, hold the article itself, for other programs and for editors: a writer is a function
`write(article) -> (bytes, remarks)`, without fonts, theme or network, imported when it is needed. What a format cannot hold is
counted in the remarks, never dropped in silence (`writers.losses`).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import NamedTuple, cast

from publisher.diagnostics import Diagnostic
from publisher.model import Article

Written = tuple[bytes, list[Diagnostic]]
"""The bytes of a file and the writer's remarks."""


class Format(NamedTuple):
    """A row of FORMATS. A suffix that two formats share stands for the first."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    """Dotted path of the module whose `write` is the writer."""


FORMATS: tuple[Format, ...] = (
    Format("json", (".json",), "publisher.writers.json"),
    Format("ninjs", (".json",), "publisher.writers.ninjs"),
    Format("markdown", (".md", ".markdown"), "publisher.writers.markdown"),
    Format("text", (".txt", ".text"), "publisher.writers.text"),
)


def write(article: Article, name: str) -> Written:
    """`article` in the exchange format `name` (a name of FORMATS), always UTF-8 and ending in a line end."""
    row = next(row for row in FORMATS if row.name == name)
    return cast(Callable[[Article], Written], importlib.import_module(row.module).write)(article)
