"""What Ace by DAISY says of our books: nothing, whatever the theme, the language and the direction of lines.

It opens every document in a browser and holds it to the WCAG and to what EPUB Accessibility asks of a book.
"""

from __future__ import annotations

import itertools
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import SAMPLES, options, publish, read
from validators import ace, program, unavailable

from publisher.check import validators as check

THEMES = ("press", "book", "gazette")
RICHEST = {"zh-Hans": "river-ledger", "zh-Hant": "order-slips", "ja": "rain-names", "ko": "first-bus"}
"""The sample of each language that has the most kinds of blocks and inlines."""


class Kind(NamedTuple):
    sample: str
    theme: str
    vertical: bool
    cover: str = "text"


def kinds() -> list[Kind]:
    """Each language in each theme, each theme and each language in both directions; and the other samples in the first theme."""
    pairs = itertools.product(enumerate(RICHEST.values()), enumerate(THEMES))
    chosen = [Kind(sample, theme, (row + column) % 2 == 1) for (row, sample), (column, theme) in pairs]
    others = [path.stem for path in SAMPLES if path.stem not in RICHEST.values()]
    covers = itertools.cycle(("none", "auto", "text"))
    return chosen + [Kind(sample, THEMES[0], False, next(covers)) for sample in others]


def test_ace_finds_no_violation_of_any_impact(tmp_path: Path) -> None:
    sources = {path.stem: path for path in SAMPLES}
    books = []
    for at, kind in enumerate(kinds()):
        chosen = options(theme=kind.theme, vertical=kind.vertical, cover=kind.cover)
        books.append(publish(sources[kind.sample], tmp_path / f"{at}.epub", options=chosen).path)
    said = ace(books, tmp_path / "reports")
    assert {kind: found for kind, found in zip(kinds(), said, strict=True) if found} == {}


def test_the_books_are_of_every_theme_language_and_direction() -> None:
    languages = {path.stem: read(path).language for path in SAMPLES}
    assert {stem: languages[stem].startswith(language) for language, stem in RICHEST.items()} == dict.fromkeys(
        RICHEST.values(), True
    )
    chosen = kinds()
    assert {kind.sample for kind in chosen} == set(languages)
    for one, other in itertools.combinations(range(3), 2):
        rich = [kind for kind in chosen if kind.sample in RICHEST.values()]
        every = itertools.product(*({kind[at] for kind in rich} for at in (one, other)))
        assert {(kind[one], kind[other]) for kind in rich} == set(every)


SPOILT = {
    # rule of Ace: what is taken out of the text's markup, and what is put there
    "html-has-lang": (' lang="zh-Hans" xml:lang="zh-Hans"', ""),
    "heading-order": ("h2", "h5"),
    "image-alt": (' alt="', ' data-alt="'),
}


def test_what_shuts_readers_out_is_named(tmp_path: Path) -> None:
    source = next(path for path in SAMPLES if path.stem == RICHEST["zh-Hans"])
    good = publish(source, tmp_path / "good.epub").path
    spoilt = [_spoilt(good, tmp_path / f"{rule}.epub", *edit) for rule, edit in SPOILT.items()]
    said = ace(spoilt, tmp_path / "reports")
    missed = [rule for rule, found in zip(SPOILT, said, strict=True) if rule not in {each.rule for each in found}]
    assert missed == []


def _spoilt(book: Path, target: Path, old: str, new: str) -> Path:
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith(".xhtml"):
                data = data.replace(old.encode(), new.encode())
            copy.writestr(entry, data)
    return target


def test_the_check_command_hears_what_ace_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the program that the set-up has fetched, as anyone may name one."""
    found = program("ace")
    if found is None:
        unavailable("ace", "the set-up has not fetched it")
    monkeypatch.setenv("ACE", found)
    good = publish(SAMPLES[0], tmp_path / "good.epub", options=options()).path
    spoilt = _spoilt(good, tmp_path / "spoilt.epub", *SPOILT["html-has-lang"])
    assert check.ace(good).verdict == "passed"
    assert "html-has-lang (serious)" in check.ace(spoilt).places[0].text
