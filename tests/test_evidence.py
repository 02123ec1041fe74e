"""Nothing that is read goes missing on the way to the page, and nothing changes without a word.

Each source's text is put together again from `reading`, line by line; what the diagnostics say was removed or changed is taken
off or exchanged, by count; and what is left is held against the model, the EPUB, the PDF and the web page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES, publish_all, read, transformed
from expected_text import body_text
from lxml import etree
from validators import page_texts, squashed

from publisher.messages.render import TERMS
from publisher.model import Article, Note, Printed, Ruby
from publisher.options import Options
from publisher.transforms.changes import SIGNS
from publisher.tree import below, nodes, plain_text

SOURCES = [
    *(path for path in SAMPLES if path.suffix != ".json"),
    *sorted((ROOT / "tests" / "golden" / "reading").glob("*/input.*")),
]
UNSHOWN = ("boilerplate", "separator")
BLANKS = str.maketrans("", "", "".join(map(str, SIGNS.values())))
"""The signs for blanks in diagnostics. White space is not compared."""
MARKER = re.compile(r"[•·‧∙⁃\-*–]|\d{1,3}[.、．]")
NOTATION = re.compile(r"［＃[^］]*］|※(?=［＃)|[｜《》]")
"""Notes on the page and marks of ruby (Aozora Bunko). What they say is in the model."""
FIGURE = re.compile(r"[［\[](?:图|圖|図|그림)[片]?\s*\S+?\s*(?:[：:]|(?=[］\]]))")
"""How a picture is named in plain text: its file and the brackets are no text."""
NOTE_CALL = re.compile(r"[\[［(（]\d{1,3}[\]］)）]|[①-⑳]")


def name_of(path: Path) -> str:
    return path.name if path.parent.name == "samples" else path.parent.name


@cache
def article_of_source(path: Path) -> tuple[Article, Article]:
    """As it was read, and as it is set."""
    article = read(path)
    return article, transformed(article, Options())


def as_read(path: Path) -> Counter[str]:
    """The characters of all lines that are shown, as the diagnostics say they were changed."""
    article, set_article = article_of_source(path)
    text = Counter(squashed("".join(entry.text for entry in article.reading if entry.role not in UNSHOWN)))
    for remark in set_article.diagnostics:
        values = remark.values
        text.subtract(squashed(values.get("removed", "")))
        if {"before", "after", "count"} <= values.keys():
            for said, sign in (("before", -1), ("after", 1)):
                for character in squashed(values[said].translate(BLANKS)):
                    text[character] += sign * int(values["count"])
    text.subtract(notation(article))
    return text


def notation(article: Article) -> Counter[str]:
    """Marks that became something else: the page makes list markers, pictures stand where they were named, notes are called."""
    found: Counter[str] = Counter()
    markers = [MARKER.match(entry.text) for entry in article.reading if entry.role == "list_item"]
    said = [int(remark.values["count"]) for remark in article.diagnostics if remark.code == "list-markers"]
    if said:
        marks = [match[0] for match in markers if match]
        assert len(marks) == sum(said), "the diagnostic counts the markers"
        found.update(squashed("".join(marks)))
    calls = [call for entry in article.reading for call in NOTE_CALL.findall(entry.text)]
    found.update("".join(calls[: sum(isinstance(node, Note) for node, _ in nodes(article))]))
    for entry in article.reading:
        if entry.rule.startswith("aozora"):
            found.update(squashed("".join(NOTATION.findall(entry.text))))
        elif picture := FIGURE.match(entry.text):
            # Caption and credit are parted by a stroke.
            found.update(squashed(picture[0]) + entry.text[-1] + "／" * ("／" in entry.text))
    return found


def header(article: Article) -> Counter[str]:
    """What the header prints: fields as they are set."""
    fields = (article.kicker, article.headline, article.deck)
    text = "".join(map(plain_text, fields))
    names = "" if article.byline_text == "" else article.byline_text or "".join(by.name for by in article.bylines)
    return Counter(squashed("".join((text, names, article.source or "", article.printed.date or ""))))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_the_model_holds_what_was_read_less_what_the_diagnostics_list(path: Path) -> None:
    _, set_article = article_of_source(path)
    held = Counter(body_text(set_article)) + header(set_article)
    assert as_read(path) - held == Counter(), "lost"
    # A dateline or an origin stands in the text and in the header; metadata and a title made of the text stand in the header alone.
    twice = header(set_article) + Counter(
        "".join(getattr(set_article.printed, field) or "" for field in Printed.__struct_fields__)
    )
    assert held - as_read(path) - twice - generated(set_article) == Counter(), "invented"


def generated(article: Article) -> Counter[str]:
    """Numbers of notes, readings beside their base, and texts that a source keeps elsewhere than in its lines."""
    kept = [entry.text for entry in article.reading if entry.role in UNSHOWN]
    # A person of the front matter gets the word for what they did, as a page would print it.
    roles = "".join(
        word for term, words in TERMS.items() if term.startswith(("role-", "colon")) for word in words.values()
    )
    return Counter("0123456789" * 20 + squashed("".join(kept)) + roles + "".join(ruby_and_notes(article)))


def ruby_and_notes(article: Article) -> Iterator[str]:
    for node, _ in nodes(article):
        if isinstance(node, Ruby):
            yield squashed(node.text)
        elif isinstance(node, Note):
            yield from (squashed(getattr(each, "text", "")) for each, _ in below(node))


# --- the files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parent.name == "samples"], ids=name_of)
def test_no_file_lacks_what_was_read(path: Path, tmp_path: Path) -> None:
    targets = [tmp_path / f"a.{kind}" for kind in ("epub", "pdf", "html")]
    publish_all(read(path), targets, Options(), base=path.parent, worker=None)
    wanted = as_read(path)
    for target in targets:
        missing = wanted - Counter(squashed(shown(target)))
        assert missing == Counter(), target.suffix


def shown(path: Path) -> str:
    """The text that a file shows."""
    if path.suffix == ".pdf":
        return "".join(page_texts("pdftotext", path))
    if path.suffix == ".html":
        return visible(path.read_bytes())
    from zipfile import ZipFile

    with ZipFile(path) as book:
        names = [name for name in book.namelist() if re.search(r"/c\d+\.xhtml$", name)]
        return "".join(visible(book.read(name)) for name in names)


def visible(document: bytes) -> str:
    tree = etree.fromstring(document, etree.HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, "style", "script", "title", with_tail=False)
    return "".join(tree.itertext())
