"""The style sheets of bundled themes as e-readers of all ages get them: what an old one cannot read must cost it nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import tinycss2
from conftest import ROOT, article_of, options, publish_all, read
from test_epub import Book
from validators import epubcheck

from publisher.options import Options
from publisher.themes import load_theme

THEMES = ("press", "gazette", "book", "starter")
PLAIN = ("style.css", "reflow.css")


class Declaration(NamedTuple):
    name: str
    value: str


class Rule(NamedTuple):
    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]


def rules(css: str) -> Iterator[Rule]:
    """The rules of a style sheet, those within `@media` and `@supports` too. Fails at what is no CSS."""
    yield from _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _rules(nodes: Sequence[tinycss2.ast.Node]) -> Iterator[Rule]:
    for node in nodes:
        assert node.type in ("qualified-rule", "at-rule"), node
        if node.type == "at-rule":
            if node.lower_at_keyword in ("media", "supports"):
                yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
            continue
        selectors = tuple(each.strip() for each in tinycss2.serialize(node.prelude).split(","))
        found = tinycss2.parse_declaration_list(node.content, skip_comments=True, skip_whitespace=True)
        assert all(each.type == "declaration" for each in found), (selectors, found)
        yield Rule(
            selectors, tuple(Declaration(each.lower_name, tinycss2.serialize(each.value).strip()) for each in found)
        )


def sheet(theme: str, *files: str) -> str:
    return "\n".join(load_theme(theme_folder(theme)).stylesheets(file) for file in files)


def theme_folder(name: str) -> str:
    return str(ROOT / "templates" / name)


# --- what an old engine reads ----------------------------------------------------------------------------------------

_SIMPLE = (
    r"(?:\*|[a-z][a-z0-9]*)?(?:\.[a-z][a-z0-9-]*|:first-child|:lang\([a-zA-Z-]+\)|\[[a-z]+(?:[~|]?=\"?[a-z-]+\"?)?\])*"
)
CSS_2_1_SELECTOR = re.compile(rf"{_SIMPLE}(?:\s*[ >+]\s*{_SIMPLE})*")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("file", PLAIN)
def test_the_plain_sheets_are_css_2_1_by_their_grammar(theme: str, file: str) -> None:
    """Of an unknown declaration an old engine drops that one alone; of an unknown selector the rule; of an at-rule, some drop all."""
    css = sheet(theme, file)
    assert "@" not in re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    unknown = [each for rule in rules(css) for each in rule.selectors if not CSS_2_1_SELECTOR.fullmatch(each)]
    assert unknown == []


def test_the_grammar_tells_newer_selectors() -> None:
    for selector in (
        "a::before",
        "p:not(.x)",
        "a ~ b",
        ":is(a)",
        "p:has(b)",
        "p:last-child",
        "[href^=http]",
        "tr:nth-child(2)",
    ):
        assert not CSS_2_1_SELECTOR.fullmatch(selector)
    for selector in ("p", ".a", "a.b", ".a + .b", "html.vertical", ".dotted em:lang(ja)", ".a > b"):
        assert CSS_2_1_SELECTOR.fullmatch(selector)


PREFIXES = ("-epub-", "-webkit-")
SAME = {"text-combine": "text-combine-upright"}
"""Old names that have another today."""
RENAMED = {"break-after": "page-break-after", "break-before": "page-break-before", "break-inside": "page-break-inside"}
RENAMED |= {"overflow-wrap": "word-wrap"}


@pytest.mark.parametrize("theme", THEMES)
def test_each_prefixed_declaration_stands_before_the_one_without(theme: str) -> None:
    for rule in rules(sheet(theme, *PLAIN, "modern.css", "vertical.css")):
        names = [each.name for each in rule.declarations]
        for at, name in enumerate(names):
            prefix = next((each for each in PREFIXES if name.startswith(each)), None)
            if prefix and name != "-webkit-text-size-adjust":
                bare = name.removeprefix(prefix)
                assert SAME.get(bare, bare) in names[at:], (rule.selectors, name)
            if prefix == "-webkit-":
                assert f"-epub-{bare}" in names[:at], (rule.selectors, name)


@pytest.mark.parametrize("theme", THEMES)
def test_each_new_name_is_said_in_the_old_one_before(theme: str) -> None:
    said: set[tuple[str, str]] = set()
    for rule in rules(sheet(theme, "reflow.css")):
        for name, value in rule.declarations:
            for selector in rule.selectors:
                if name in RENAMED and selector not in (".kicker", ".deck"):
                    assert (selector, RENAMED[name]) in said, (selector, name)
                said.add((selector, name))
            assert "px" not in value or "1px" in value or name.startswith("border"), (rule.selectors, value)


@pytest.mark.parametrize("theme", THEMES)
def test_the_readers_own_size_and_page_are_left_alone(theme: str) -> None:
    """No size on the root, no ground, no colour of the text, no fixed face."""
    for rule in rules(sheet(theme, *PLAIN, "modern.css", "vertical.css")):
        names = {each.name for each in rule.declarations}
        if {"html", "body", "p", ".article", ".body"} & set(rule.selectors):
            assert not names & {"font-size", "color", "background", "background-color", "width", "max-width", "height"}
        assert all("!" not in each.value for each in rule.declarations)


# --- colours ---------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of `#rgb` or `#rrggbb`."""
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_a_colour_of_text_in_a_book_can_be_read_on_white_and_at_night(theme: str) -> None:
    """Also where a dark e-reader does not say so; where one says so and shows a white page, still as large text is asked to be."""
    white, night = "#ffffff", "#121212"
    for files, on_white, on_night in ((PLAIN, 4.5, 3.1), (("modern.css",), 3.0, 4.5)):
        last: dict[str, str] = {}
        for rule in rules(sheet(theme, *files)):
            for name, value in rule.declarations:
                if name == "color" and value != "inherit":
                    last |= dict.fromkeys(rule.selectors, value)
        for selector, colour in last.items():
            if selector == "img":
                # It has a ground of its own.
                continue
            assert contrast(colour, white) >= on_white and contrast(colour, night) >= on_night, (selector, colour)


# --- vertical --------------------------------------------------------------------------------------------------------

SIDED = re.compile(
    r"margin(-(left|right|top|bottom))?|padding(-(left|right|top|bottom))?|border-(top|left|right|bottom)(-width)?"
)
WHOLE = re.compile(r"0(\s+0)*|[\d.]+em|1px solid")
"""The same on all sides."""
ALWAYS_HORIZONTAL = (".title-page", ".cover-picture")
"""Documents of a book that have no `.vertical` root: cover and title page."""


def sided(theme_rules: Iterator[Rule]) -> set[str]:
    """The selectors that set something for one side, or differently for two."""
    return {
        selector
        for rule in theme_rules
        for selector in rule.selectors
        if not selector.startswith(ALWAYS_HORIZONTAL)
        for name, value in rule.declarations
        if (SIDED.fullmatch(name) and not (name in ("margin", "padding") and WHOLE.fullmatch(value)))
        or (name in ("width", "border-width") and value not in ("auto", "0"))
    }


@pytest.mark.parametrize("theme", ["base", "press", "gazette", "book", "starter"])
def test_what_has_sides_has_others_in_vertical_lines(theme: str) -> None:
    folder = ROOT / "templates" / theme

    def own(file: str) -> list[Rule]:
        path = folder / file
        return list(rules(path.read_text("utf-8"))) if path.is_file() else []

    turned = {each.removeprefix(".vertical ") for rule in own("vertical.css") for each in rule.selectors}
    assert all(each.startswith(".vertical ") for rule in own("vertical.css") for each in rule.selectors)
    with_sides = sided(iter([*own("style.css"), *own("reflow.css")]))
    assert len(with_sides) > 20 or theme != "base"
    assert with_sides - turned == set()


# --- the books -------------------------------------------------------------------------------------------------------


def test_epubcheck_has_nothing_to_say_of_any_theme_either_way(tmp_path: Path) -> None:
    books: dict[str, Path] = {}
    for theme in ("press", "gazette", "book"):
        for vertical in (False, True):
            for sample in ("river-ledger.json", "lamp-road.txt", "tea-stoves.txt"):
                source = ROOT / "data" / "samples" / sample
                path = tmp_path / f"{theme}-{vertical}-{sample}.epub"
                publish_all(read(source), [path], options(theme=theme, vertical=vertical), base=source.parent)
                books[path.stem] = path
    found: Mapping[str, object] = dict(zip(books, epubcheck(list(books.values())), strict=True))
    assert {name: said for name, said in found.items() if said} == {}


def test_a_book_has_the_plain_sheet_and_then_the_newer_one(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    publish_all(article_of("正文。"), [path], Options())
    book = Book(path)
    linked = [each.get("href") for each in book.find("//h:head/h:link[@rel='stylesheet']")]
    assert linked == ["style.css", "modern.css"]
    plain, newer = (list(rules(book.files[f"EPUB/{file}"].decode())) for file in linked)
    stress = [rule.declarations for rule in newer if rule.selectors == (".dotted em",)]
    assert stress and not any(
        rule.selectors == (".dotted em",) and ("font-family", "inherit") in rule.declarations for rule in plain
    )


def test_a_vertical_book_says_so_to_kindles(tmp_path: Path) -> None:
    for vertical in (False, True):
        path = tmp_path / f"{vertical}.epub"
        publish_all(article_of("正文。"), [path], options(vertical=vertical))
        book = Book(path)
        assert book.metadata("o:meta[@name='primary-writing-mode']/@content") == ["vertical-rl"] * vertical
        assert (book.content.get("class") == "vertical") == vertical
        assert (".vertical blockquote" in book.files["EPUB/modern.css"].decode()) == vertical
