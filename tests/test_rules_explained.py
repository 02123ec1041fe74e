"""Every rule a reader can name has its evidence in words, in both languages; and no explanation is left over.

The names are read from the readers' sources, at the places where a rule is named. A place whose names cannot be told from the
source fails, so that no rule comes in unseen.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from conftest import ROOT, SAMPLES

from publisher.messages.rules import LEAD, REASONS, RULES
from publisher.model import ReadingRole
from publisher.readers import read_file
from publisher.readers.press.furniture import FURNITURE
from publisher.readers.press.numbering import SCHEMES

READERS = sorted((ROOT / "publisher" / "readers").rglob("*.py"))
GOLDEN = sorted((ROOT / "tests" / "golden" / "reading").glob("*/input.txt"))
RULE_AT = {"Taken": 2, "Told": 1, "_Row": 1, "Row": 0, "Reading": 2}
"""Where in the call that makes one of these its rule's name stands."""
NAMES_A_RULE = {*RULE_AT, "Markup"}
"""Calls that may name it by keyword."""
ROLES = set(get_args(ReadingRole))
ROW = ("headline", "headline-only-line", 0.95)
"""A decision that is made as a bare row: role, rule, confidence."""


class Place(NamedTuple):
    where: str
    names: set[str]


class _Source:
    """One module of the readers, and what its names for rules may stand for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        self.calls = [node for node in self.nodes if isinstance(node, ast.Call)]

    def places(self, argument_at: dict[str, int]) -> Iterator[Place]:
        """Each call that makes one of these, with the strings that may stand at its argument."""
        for call in self.calls:
            at = argument_at.get(_name(call.func))
            if at is not None and len(call.args) > at and not any(isinstance(each, ast.Starred) for each in call.args):
                yield Place(f"{self.path.name}:{call.lineno}", self.strings(call.args[at]))
            for keyword in call.keywords:
                if keyword.arg == "rule" and _name(call.func) in NAMES_A_RULE:
                    yield Place(f"{self.path.name}:{call.lineno}", self.strings(keyword.value))

    def rows(self) -> Iterator[Place]:
        """Each row of role, rule and confidence. Three roles in a row are something else."""
        for node in self.nodes:
            if not isinstance(node, ast.Tuple) or len(node.elts) != len(ROW):
                continue
            if _constant(node.elts[0]) in ROLES and not isinstance(_constant(node.elts[2]), str):
                yield Place(f"{self.path.name}:{node.lineno}", self.strings(node.elts[1]))

    def strings(self, node: ast.expr) -> set[str]:
        """The strings an expression may be. None for the rule of another decision, which is told where that one is made."""
        match node:
            case ast.Constant(value=str(value)):
                return {value}
            case ast.BoolOp(values=values):
                return set().union(*map(self.strings, values))
            case ast.IfExp():
                return self.strings(node.body) | self.strings(node.orelse)
            case ast.JoinedStr(values=[ast.Constant(value=str(opening)), ast.FormattedValue(value=value)]):
                assert ast.unparse(value) == "number.scheme", ast.unparse(value)
                return {f"{opening}{scheme}" for scheme in SCHEMES}
            case ast.Attribute(attr="rule" | "reason" | "kind" | "scheme"):
                return set()
            case ast.Name(id=name):
                found = list(self.assigned(name))
                assert found, f"{self.path.name}:{node.lineno}: what may {name} be?"
                return set().union(*map(self.strings, found))
        raise AssertionError(f"{self.path.name}:{node.lineno}: what may {ast.unparse(node)} be?")

    def assigned(self, name: str) -> Iterator[ast.expr]:
        """What the module gives a name: by assignment, by a loop over rows written out, as a method's argument."""
        for node in self.nodes:
            match node:
                case ast.Assign(targets=[ast.Name(id=target)]) if target == name:
                    yield node.value
                case ast.For(target=ast.Tuple(elts=targets), iter=ast.Tuple(elts=rows)):
                    at = [_name(target) for target in targets].index(name) if name in map(_name, targets) else None
                    yield from (row.elts[at] for row in rows if at is not None and isinstance(row, ast.Tuple))
                case ast.FunctionDef(name=function, args=ast.arguments(args=parameters)):
                    at = next((place for place, each in enumerate(parameters) if each.arg == name), None)
                    if at is not None:
                        given = self.arguments(function, at - (parameters[0].arg == "self"))
                        yield from (each for each in given if _name(each) != name)

    def arguments(self, function: str, at: int) -> Iterator[ast.expr]:
        return (call.args[at] for call in self.calls if _name(call.func) == function)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _constant(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


SOURCES = [_Source(path) for path in READERS]
NAMED = [place for source in SOURCES for place in (*source.places(RULE_AT), *source.rows())]
RULE_NAMES = set().union(*(place.names for place in NAMED))
EXPLAINED = {**RULES, "lead": LEAD, **{reason: (reason, chinese) for reason, chinese in REASONS.items()}}


def test_the_places_that_name_a_rule_are_found() -> None:
    """One of each way to name a rule, so that a reader written otherwise does not empty the tests below."""
    assert {
        ROW[1], "kicker-dash", "headline-after-kicker", "byline-label", "furniture-app", "separator-rule", "heading-marked",
        "heading-circled", "heading-flush", "paragraph-open", "question", "verse-short-lines",
    } <= RULE_NAMES  # fmt: skip
    assert len(RULE_NAMES) > 85
    assert {row.rule for row in FURNITURE} <= RULE_NAMES


@pytest.mark.parametrize("place", [place for place in NAMED if place.names], ids=lambda place: place.where)
def test_every_rule_has_an_explanation(place: Place) -> None:
    assert place.names <= set(RULES)


def test_no_explanation_is_left_over() -> None:
    assert set(RULES) - RULE_NAMES == set()


def test_every_reason_for_leaving_a_line_out_has_words_and_no_words_are_left_over() -> None:
    reasons = {row.reason for row in FURNITURE}
    written = {node.value for source in SOURCES for node in source.nodes if isinstance(node, ast.Constant)}
    for source in SOURCES:
        for call in source.calls:
            if _name(call.func) == "Taken" and len(call.args) > 4 and _constant(call.args[1]) == "boilerplate":
                reasons |= source.strings(call.args[4])
            for keyword in call.keywords:
                if _name(call.func) == "LeftOut" and keyword.arg == "reason" and _constant(keyword.value):
                    reasons.add(str(_constant(keyword.value)))
    assert reasons <= set(REASONS)
    # Readers of mark-up give reasons through tables of their own: each word must at least stand somewhere in them.
    assert set(REASONS) - reasons <= written


@pytest.mark.parametrize("path", [*SAMPLES, *GOLDEN], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_articles_are_read_by_is_explained(path: Path) -> None:
    """The same, seen from the other end: what a reader does say."""
    assert {entry.rule for entry in read_file(path).reading} <= set(RULES)


@pytest.mark.parametrize("name", EXPLAINED)
def test_an_explanation_is_a_short_phrase_in_each_language(name: str) -> None:
    english, chinese = EXPLAINED[name]
    assert english and chinese
    assert len(english) <= 130 and len(chinese) <= 60
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert english[-1] not in ".。" and chinese[-1] not in ".。"
    # Chinese marks between Chinese words; Latin letters only where an address or a name has them.
    assert not re.search(r"[\u4e00-\u9fff][,;:]|[\u4e00-\u9fff]\(", chinese)


def test_no_two_rules_are_explained_alike() -> None:
    for language in (0, 1):
        said = [words[language] for words in RULES.values()]
        assert len(set(said)) == len(said)
