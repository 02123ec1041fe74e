"""Markdown, as blogs, digests and translation projects keep their articles.

text -> front matter and comment lines -> blocks (`dialect`, `nodes`) -> lines with what their mark-up says (`lines`, `roles`) -> the
press rooms, which find byline, captions, credits and bold headings among them as in any text (`article`). `blocks` and
`inlines` know the model, `coverage` that nothing is lost, `signs` how Markdown is told from raw text.
"""

from __future__ import annotations

from publisher.errors import InputError
from publisher.model import Article
from publisher.options import ReadOptions
from publisher.readers import characters
from publisher.readers.encoding import decode
from publisher.readers.markdown.signs import holds_markdown, looks_like_markdown

__all__ = ["holds_markdown", "looks_like_markdown", "read"]


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article of a Markdown file; `name` is the title's last resort.

    Raises InputError `empty-source` or `no-content`, LimitError `too-many-headings`, and what `decode` raises.
    """
    # markdown-it is loaded by whoever reads Markdown, not by whoever asks whether a text is.
    from publisher.readers.markdown.article import article_of

    decoded = decode(data, options.encoding)
    # Entities are Markdown's own: `&lt;b&gt;` is no tag, `&#42;` no emphasis.
    text, removed = characters.clean(decoded.text, entities=False)
    if not text.strip():
        raise InputError("empty-source")
    said = (*decoded.diagnostics, *removed)
    return article_of(characters.LINE_END.sub("\n", text), name, options, decoded.encoding, said)
