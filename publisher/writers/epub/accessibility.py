"""What a book says of its accessibility (EPUB Accessibility 1.1, 2.1 and 2.3), found from what is in it and never beyond that.

Values are those of the Schema.org accessibility vocabulary (https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/).
That it conforms to a standard is said only where somebody answers for it by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from publisher.messages.accessibility import SUMMARY
from publisher.messages.render import in_language
from publisher.model import Article, Figure, Heading, InlineImage, LanguageRun, Note, Ruby
from publisher.render.book import RenderedBook
from publisher.tree import nodes, plain_text
from publisher.writers.book_setting import BookSetting
from publisher.writers.epub.package import state

if TYPE_CHECKING:
    from ebooklib import epub

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
"""The very words of EPUB Accessibility 1.1, 2.3.3."""
_CONFORMANCE_ID = "conformance"
_WITH_WRITING_MODES = ("zh", "ja", "ko")


def add_accessibility(
    made: epub.EpubBook, article: Article, book: RenderedBook, pictures: Collection[str], setting: BookSetting
) -> None:
    """Add the metadata. `pictures` are the files of those that are in the book."""
    facts = _Facts(article, book, pictures, setting)
    for mode in facts.modes():
        state(made, "schema:accessMode", mode)
    state(made, "schema:accessModeSufficient", facts.sufficient())
    for feature in facts.features():
        state(made, "schema:accessibilityFeature", feature)
    # Known, for nothing in it sounds or moves: animations are made stills when they are loaded, and no script is let in.
    state(made, "schema:accessibilityHazard", "none")
    state(made, "schema:accessibilitySummary", facts.summary())
    if setting.certified_by:
        state(made, "dcterms:conformsTo", CONFORMANCE, id=_CONFORMANCE_ID)
        state(made, "a11y:certifiedBy", setting.certified_by, refines=_CONFORMANCE_ID)


class _Facts:
    """What is in a book, counted once."""

    def __init__(self, article: Article, book: RenderedBook, pictures: Collection[str], setting: BookSetting) -> None:
        self._article, self._book, self._setting = article, book, setting
        self._pictures = pictures
        self._has_pictures = bool(pictures) or setting.cover is not None
        self._counts: dict[type, int] = {}
        self._captioned = self._undescribed = 0
        for node, _ in nodes(article):
            kind = type(node)
            self._counts[kind] = self._counts.get(kind, 0) + 1
            if isinstance(node, Figure | InlineImage) and node.src and not node.alt:
                captioned = isinstance(node, Figure) and bool(plain_text(node.caption))
                self._captioned += captioned
                self._undescribed += not captioned

    def modes(self) -> list[str]:
        return ["textual", "visual"] if self._has_pictures else ["textual"]

    def sufficient(self) -> str:
        """The senses that are enough: where a picture is not described, reading is not."""
        return "textual" if self._setting.described or not self._has_pictures else "textual,visual"

    def features(self) -> Iterator[str]:
        """In the order of the vocabulary's classes: structure, adaptation, rendering, access."""
        if any('role="' in document.xhtml for document in self._book.documents):
            yield "ARIA"
        yield "readingOrder"
        if self._counts.get(Heading) or self._book.contents_page:
            yield "structuralNavigation"
        yield "tableOfContents"
        if self._has_pictures and self._setting.described:
            yield "alternativeText"
        if self._counts.get(Ruby):
            yield "rubyAnnotations"
        yield "displayTransformability"
        if self._book.language.startswith(_WITH_WRITING_MODES):
            yield "verticalWriting" if self._setting.vertical else "horizontalWriting"
        yield "unlocked"

    def summary(self) -> str:
        """Sentences in the book's language: what the values above leave out."""
        said = {
            "still": self._has_pictures,
            "plain": not self._has_pictures,
            "captions": self._captioned if self._pictures else 0,
            "undescribed": self._undescribed if self._pictures else 0,
            "notes": self._counts.get(Note, 0),
            "languages": self._counts.get(LanguageRun, 0),
            "unjudged": not self._setting.certified_by,
        }
        sentences = (
            in_language(SUMMARY[key], self._book.language).format(count=int(count))
            for key, count in said.items()
            if count
        )
        return ("" if self._book.language.startswith(("zh", "ja")) else " ").join(sentences)
