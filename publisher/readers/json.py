"""JSON: our own article (`model.to_json`), told by its `$schema`, or a news item of the IPTC (ninjs), told by its `uri`.

Our own is read as it was written: `format` and `encoding` say of which file the article first came, as the lines of its blocks
and of its reading do.
"""

from __future__ import annotations

import re
from contextlib import suppress

import msgspec

from publisher.errors import InputError
from publisher.model import SCHEMA, Article, decoded_json, from_json
from publisher.options import ReadOptions
from publisher.readers import characters
from publisher.readers.encoding import Decoded, decode

_FAMILY = SCHEMA.rpartition(":")[0]
_UTF_8 = "utf-8"
# A surrogate escape that is not one half of a pair. The pairs come first, so that a half is only ever a lone one.
_SURROGATES = re.compile(
    r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\\\)|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


class _Told(msgspec.Struct):
    """What says whose JSON it is. Everything else is passed over unread."""

    schema: object = msgspec.field(name="$schema", default=None)
    uri: object = None


_TOLD = msgspec.json.Decoder(_Told)


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article, in the language `options.lang` if given, illegal characters dropped and reported.

    Raises InputError `json-syntax`, `json-shape`, `json-nesting`, `json-foreign` (neither `$schema` of ours nor `uri`), what
    `readers.ninjs` raises, and what `decode` raises.
    """
    decoded = _decoded(data, options.encoding)
    # U+FFFF may stand in no text either: it is dropped and reported with the others.
    text = _SURROGATES.sub(lambda match: match[1] or "\\uffff", decoded.text)
    told = decoded_json(text, _TOLD)
    if isinstance(told.schema, str) and told.schema.startswith(_FAMILY):
        return _own(text, decoded, options)
    if isinstance(told.uri, str):
        from publisher.readers import ninjs

        return ninjs.article_of(text, decoded, name, options)
    raise InputError("json-foreign", schema=SCHEMA)


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    """JSON is UTF-8 (RFC 8259, 8.1), so that what decodes as that is not guessed at; no JSON has a NUL, as UTF-16 would."""
    if encoding is None and b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode("utf-8-sig"), _UTF_8)
    return decode(data, encoding)


def _own(text: str, decoded: Decoded, options: ReadOptions) -> Article:
    article = from_json(text)
    said = decoded.diagnostics
    if "\\u" in text or characters.ILLEGAL.search(text):
        tree, removed = characters.clean_tree(msgspec.to_builtins(article))
        article, said = msgspec.convert(tree, Article), (*said, *removed)
    return msgspec.structs.replace(
        article,
        # What it does not say is what it is by default.
        encoding=decoded.encoding if article.encoding == _UTF_8 else article.encoding,
        language=options.lang or article.language,
        diagnostics=(*article.diagnostics, *said),
    )
