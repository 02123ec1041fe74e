"""What a web page says of its article to programs: schema.org in JSON-LD, and the words that Open Graph and search engines want.

https://schema.org/NewsArticle, https://ogp.me. Only what the article itself says: it has no address, so none is given.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from publisher.model import Article, Paragraph
from publisher.render.inlines import plain_text

LONGEST_SUMMARY = 120
"""Characters that search engines show."""

_REGIONS = {"zh": "zh_CN", "zh-Hant": "zh_TW", "zh-Hant-HK": "zh_HK", "ja": "ja_JP", "ko": "ko_KR"}
_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def summary(article: Article) -> str:
    """The lead, else the first paragraph, cut after a sentence where that leaves enough of it."""
    paragraphs = [block for block in article.blocks if isinstance(block, Paragraph) and block.role in ("text", "lead")]
    text = next(filter(None, (" ".join(plain_text(each.content).split()) for each in paragraphs)), "")
    if len(text) <= LONGEST_SUMMARY:
        return text
    end = max(text.rfind(mark, LONGEST_SUMMARY // 2, LONGEST_SUMMARY) for mark in "。！？.!?")
    return text[: end + 1] if end > 0 else text[: LONGEST_SUMMARY - 1] + "…"


def locale(language: str) -> str:
    """Language and country as Open Graph has them; empty where the language names none."""
    tag = language
    while tag and tag not in _REGIONS:
        tag = tag.rpartition("-")[0]
    return _REGIONS.get(tag, "")


def linked_data(article: Article, title: str, about: str, *, is_numbered: bool) -> Markup:
    """The article as JSON-LD, safe within `<script>`; the source of one that `is_numbered` is its number, and no organisation."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article" if is_numbered else "NewsArticle",
        "headline": title,
        "alternativeHeadline": plain_text(article.deck),
        "description": about,
        "author": [{"@type": "Person", "name": byline.name} for byline in article.bylines if byline.name.strip()],
        "datePublished": article.date or "",
        "inLanguage": article.language,
        "sourceOrganization": {"@type": "Organization", "name": article.source}
        if article.source and not is_numbered
        else "",
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)
    return Markup(text.translate(_MARKUP))
