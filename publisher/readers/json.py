"""Our own article JSON (`model.to_json`), told from others' by its `$schema`."""

from __future__ import annotations

import re

import msgspec

from publisher.errors import InputError
from publisher.model import SCHEMA, Article, from_json
from publisher.options import ReadOptions
from publisher.readers import characters
from publisher.readers.encoding import decode

# A surrogate escape that is not one half of a pair. The pairs come first, so that a half is only ever a lone one.
_SURROGATES = re.compile(
    r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\\\)|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article, with format `json`, `options.lang` if given, and illegal characters dropped and reported.

    Raises InputError `json-syntax`, `json-shape`, `json-nesting`, `json-foreign` (no `$schema` of ours), and what
    `decode` raises.
    """
    decoded = decode(data, options.encoding)
    text = _SURROGATES.sub(lambda match: match[1] or "\\uffff", decoded.text)
    article = from_json(text)
    if f'"{SCHEMA}"' not in text:
        raise InputError("json-foreign", schema=SCHEMA)
    said = decoded.diagnostics
    if "\\u" in text or characters.ILLEGAL.search(text):
        tree, removed = characters.clean_tree(msgspec.to_builtins(article))
        article, said = msgspec.convert(tree, Article), (*said, *removed)
    return msgspec.structs.replace(
        article,
        format="json",
        encoding=decoded.encoding,
        language=options.lang or article.language,
        diagnostics=(*article.diagnostics, *said),
    )
