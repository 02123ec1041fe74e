"""The text of a book is the article's, piece by piece: nothing lost, nothing added, no space between two ideographs, order kept.

Every sample, horizontal and vertical, and where it lies beside the project every article of the labelled corpus.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.corpus import CORPUS
from book_text import header_of_book, pieces_of_article, pieces_of_book
from conftest import SAMPLES, article_of, options, publish, read, text, transformed
from expected_text import header_words
from validators import squashed

from publisher.model import Note, Paragraph, Ruby, Text
from publisher.options import Options

ARTICLES = sorted(path for path in (CORPUS / "dev").glob("*") if path.suffix in (".txt", ".html"))


def differences(source: Path, folder: Path, chosen: Options) -> list[tuple[str, str]]:
    """The first pieces that differ between article and book, and how many there are of each; and words that the header lacks."""
    article = transformed(read(source), chosen)
    book = publish(source, folder / "book.epub", options=chosen).path
    wanted, found = pieces_of_article(article), pieces_of_book(book)
    header, at = squashed(header_of_book(book)), 0
    for word in header_words(article):
        at = header.find(word, at)
        if at < 0:
            return [(word, "is not in the header")]
    differing = [(one, other) for one, other in zip(wanted, found, strict=False) if one != other]
    counted = (f"{len(wanted)} pieces", f"{len(found)} pieces")
    return [*differing[:2], counted] if wanted != found else []


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.name)
def test_a_samples_book_has_its_text(source: Path, vertical: bool, tmp_path: Path) -> None:
    assert differences(source, tmp_path, options(vertical=vertical)) == []


@pytest.mark.skipif(not ARTICLES, reason="the labelled corpus is not beside the project")
def test_the_book_of_every_article_of_the_corpus_has_its_text(tmp_path: Path) -> None:
    found = {path.name: differences(path, tmp_path, options()) for path in ARTICLES}
    assert {name: said for name, said in found.items() if said} == {}
    assert len(found) >= 50


SPOILT: dict[str, Callable[[str], str]] = {
    "a character": lambda markup: markup.replace("甲乙", "甲"),
    "a space between ideographs": lambda markup: markup.replace("甲乙", "甲 乙"),
    "a line end between ideographs": lambda markup: markup.replace("甲乙", "甲\n乙"),
    "a paragraph": lambda markup: markup.replace("<p>丙丁</p>", ""),
    "the order of paragraphs": lambda markup: markup.replace("甲乙", "丙丁", 1).replace("丙丁</p>", "甲乙</p>"),
    "two paragraphs made one": lambda markup: markup.replace("</p>\n<p>丙丁", "丙丁"),
    "a reading": lambda markup: re.sub("<rt[^>]*>wu</rt>", "", markup),
    "a note": lambda markup: markup.replace("<p>己庚</p>", "<p></p>"),
}


@pytest.mark.parametrize("loss", SPOILT)
def test_what_a_book_has_lost_is_seen(loss: str, tmp_path: Path) -> None:
    note = Note(blocks=(Paragraph(content=text("己庚")),))
    article = article_of("甲乙", "丙丁", Paragraph(content=(Ruby(base="戊", text="wu"), Text("辛"), note)))
    good, spoilt = publish(article, tmp_path / "good.epub").path, tmp_path / "spoilt.epub"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(spoilt, "w") as copy:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith(".xhtml") and "甲乙".encode() in data:
                changed = SPOILT[loss](data.decode()).encode()
                assert changed != data
                data = changed
            copy.writestr(entry, data)
    assert pieces_of_book(good) == pieces_of_article(article) != pieces_of_book(spoilt)
