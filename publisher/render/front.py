"""What stands above the text and in the metadata: the article's header fields as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from unicodedata import normalize

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from publisher.model import Article, Blocks, Byline, Inlines, Paragraph, Text
from publisher.render.inlines import plain_text
from publisher.render.templates import term

WIDE_SPACE = "\u3000"


class Front(Struct, frozen=True):
    """The header of an article for templates; empty strings where a field is not there."""

    title: str
    kicker: Markup
    headline: Markup
    deck: Markup
    byline: str
    date: str
    source: str
    authors: tuple[str, ...]
    anchor: str = ""
    """The id of the article in a book of many."""


class Titling(Struct, frozen=True):
    """What is set large above an article."""

    kicker: Inlines
    headline: Inlines
    deck: Inlines


def front(
    article: Article, inline: Callable[[Inlines], Markup], title: Titling | None = None, anchor: str = ""
) -> Front:
    """The front of `article`; its kicker, headline and deck as broken for the medium, else as they are."""
    shown = title or Titling(article.kicker, article.headline, article.deck)
    return Front(
        title=title_of(article),
        kicker=inline(shown.kicker),
        headline=inline(shown.headline),
        deck=inline(shown.deck),
        byline=_byline_line(article),
        date=article.printed.date or shown_date(article.date or "", article.language),
        source=article.source or "",
        authors=tuple(byline.name for byline in article.bylines),
        anchor=anchor,
    )


def opened_by_dateline(article: Article) -> Blocks:
    """The blocks of `article` with its dateline run in at the opening, unless the text has it there already, as pasted text has."""
    at = next((at for at, block in enumerate(article.blocks) if isinstance(block, Paragraph)), None)
    if not article.dateline or at is None:
        return article.blocks
    first = article.blocks[at]
    assert isinstance(first, Paragraph)
    if _skeleton(plain_text(first.content)).startswith(_skeleton(article.dateline)):
        return article.blocks
    run_in = replace(first, content=(Text(article.dateline + WIDE_SPACE), *first.content))
    return (*article.blocks[:at], run_in, *article.blocks[at + 1 :])


def title_of(article: Article) -> str:
    """The headline as plain text; never empty, for packages and pages must have a title."""
    return plain_text(article.headline).strip() or term("untitled", article.language)


def shown_date(iso: str, language: str) -> str:
    """An ISO 8601 date (year, month or day) the way a paper of that language prints it."""
    if not iso:
        return ""
    numbers = [str(int(part)) for part in iso.split("-")]
    if language.startswith(("zh", "ja")):
        return "".join(number + unit for number, unit in zip(numbers, "年月日", strict=False))
    if language.startswith("ko"):
        return " ".join(number + unit for number, unit in zip(numbers, "년월일", strict=False))
    return iso


def _skeleton(text: str) -> str:
    """The text without spaces and differences of width, which the rules on characters may have changed in one place only."""
    return "".join(normalize("NFKC", text).split())


def _byline_line(article: Article) -> str:
    """The line as the source has it; an empty one says that the text itself names its authors."""
    if article.byline_text is not None:
        return article.byline_text
    return persons_line(article.bylines, article.language)


def persons_line(persons: Iterable[Byline], language: str) -> str:
    """Persons with what they did, where that is not to write: `编辑 沈望潮`."""
    return WIDE_SPACE.join(_byline(person, language) for person in persons)


def _byline(byline: Byline, language: str) -> str:
    """`本报记者 张三`: the affiliation says what the person did, else the role does."""
    label = "" if byline.role in ("author", "other") else term(f"role-{byline.role}", language)
    return " ".join(word for word in (byline.affiliation or label, byline.name) if word)
