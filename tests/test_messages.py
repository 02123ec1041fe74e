"""Every sentence the program says stands in the catalogue, in both languages, with the same values; and none is left over."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

import pytest
from conftest import ROOT

from publisher import errors
from publisher.messages import LANGUAGES, MESSAGES, accessibility, render, sentence

ROOMS = [
    import_module(f"publisher.messages.{room.name}")
    for room in iter_modules([str(ROOT / "publisher" / "messages")])
    if room.name not in ("names", "rules", "tagging", "press", "books", "row_words", "accessibility")
]
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
MAKERS = ERRORS | {"diagnostic", "replace_error"}
SOURCES = [path for path in sorted((ROOT / "publisher").rglob("*.py")) if "messages" not in path.parts]
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")


class Use(NamedTuple):
    place: str
    code: str
    values: frozenset[str] | None
    """Names of the values given; None where they cannot be told from the source."""


def uses() -> Iterator[Use]:
    """Every call that makes an error or a diagnostic with its code written out."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in MAKERS:
                continue
            if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                names = [keyword.arg for keyword in node.keywords]
                known = None if None in names else frozenset(str(name) for name in names) - {"line", "severity"}
                yield Use(f"{path.name}:{node.lineno}", node.args[0].value, known)


USES = list(uses())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_code_stands_twice() -> None:
    assert sum(len(room.MESSAGES) for room in ROOMS) == len(MESSAGES)


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.place} {use.code}")
def test_what_is_said_stands_in_the_catalogue_with_its_values(use: Use) -> None:
    assert use.code in MESSAGES
    if use.values is not None:
        # `file` is the place of an error; a sentence may name it too.
        assert placeholders(MESSAGES[use.code][0]) <= use.values | {"file"}
        if "file" in placeholders(MESSAGES[use.code][0]):
            assert "file" in use.values


def test_no_sentence_is_left_over() -> None:
    """A code is used if the program holds it as a word of its own."""
    words: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                words.add(node.value)
    assert set(MESSAGES) - words == set()


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_say_the_same(code: str) -> None:
    english, chinese = MESSAGES[code]
    assert placeholders(english) == placeholders(chinese)
    assert english[-1] in ".:}!?)/" and (english[0].isupper() or english[0] in '{“`"')
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", english)
    assert CODE.fullmatch(code)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", MESSAGES)
def test_every_sentence_can_be_filled_with_any_value(code: str, language: str) -> None:
    values = dict.fromkeys(placeholders(MESSAGES[code][0]), "{x}《%s》")
    said = sentence(code, language, values)
    assert "{x}" in said or not values


def test_every_word_in_a_books_own_language_is_in_all_of_them() -> None:
    for key, words in (*render.TERMS.items(), *accessibility.SUMMARY.items()):
        assert {"ja", "ko", "en"} <= set(words), key
        assert {"zh-Hans", "zh-Hant"} <= set(words) or "zh" in words, key


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_the_tree_of_errors_is_drawn_with_its_exit_statuses(name: str) -> None:
    kind = getattr(errors, name)
    assert re.search(rf"{name}\s+{kind.status}\b", errors.__doc__ or "")
