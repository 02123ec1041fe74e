"""Which characters a document sets in which font: a small CSS cascade over `font-family`, `font-weight` and `content`.

A slice must hold exactly the characters its face draws, and only the style sheet says which those are. So the few properties
that matter are resolved here, the way CSS Cascading 4 section 6 says (importance, specificity, order; no layers), and
inherited down the tree. Text that CSS generates is counted too: `content` strings, counters, list markers, emphasis marks.

Rules inside `@page` count as if they always applied; those of `@media` and `@supports` may apply or not, so a document is looked at
with them and without: a few glyphs too many, never one too few.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2
from msgspec import Struct, structs

from publisher.errors import UsageError
from publisher.typeset.generated import (
    BULLETS,
    COUNTER_CHARACTERS,
    TEXT_TRANSFORMS,
    attributes,
    emphasis_marks,
    strings,
    transformed,
)

Families = tuple[str, ...]

_INHERITED_TEXT = ("list-style-type", "list-style", "quotes", "hyphenate-character")
"""Properties that have text set somewhere below the element: it is counted in every font of the document."""

_EMPHASIS = frozenset(
    prefix + name for prefix in ("", "-webkit-", "-epub-") for name in ("text-emphasis", "text-emphasis-style")
)
_CONDITIONAL = ("media", "supports")

_WEIGHTS = {"normal": 400, "bold": 700, "lighter": 400, "bolder": 700}
_BOLD_FROM = 550
_INHERIT = ("inherit",)


class FontUse(Struct, frozen=True):
    """A stack of font roles at a weight: what a run of text asks for."""

    families: Families
    weight: int


class _Style(Struct, frozen=True):
    """What one rule sets; None where it says nothing."""

    families: Families | None
    weight: int | None
    content: str
    inherited_text: str
    important: bool = False
    marks: str = ""
    """What emphasis marks are drawn with."""
    attributes: tuple[str, ...] = ()
    """Attributes whose values `content` shows."""
    conditional: bool = False


class Cascade:
    """A parsed style sheet, to be asked what a document uses."""

    def __init__(self, stylesheet: str):
        self._matcher = cssselect2.Matcher()
        self._page_styles: list[_Style] = []
        self._inherited_text = ""
        self._transforms = frozenset(name for name in TEXT_TRANSFORMS if name in stylesheet)
        rules = tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True)
        self._add(rules)

    def uses_within(self, root: Element, elements: Collection[str]) -> dict[FontUse, set[str]]:
        """The characters each stack and weight sets in elements of these names, and below them."""
        return self._walked(root, elements)

    def uses(self, root: Element) -> dict[FontUse, set[str]]:
        """The characters each stack and weight sets in the tree (and in margin boxes), generated ones included."""
        found = self._walked(root)
        # A margin box may repeat text of the document by string(): the title, and what the body has for running heads.
        body = root.find(".//body")
        named = "" if body is None else "".join(value for name, value in body.items() if name.startswith("data-"))
        title = (root.findtext(".//title") or "") + named
        for style in self._page_styles:
            use = FontUse(_own(style.families) or self._root_families(root), style.weight or 400)
            found.setdefault(use, set()).update(style.content + title + COUNTER_CHARACTERS)
        for characters in found.values():
            characters.update(self._inherited_text)
            characters.update(transformed(characters, self._transforms))
        return found

    def _walked(self, root: Element, within: Collection[str] = ()) -> dict[FontUse, set[str]]:
        found: dict[FontUse, set[str]] = {}
        wrapper = cssselect2.ElementWrapper.from_html_root(root)
        plain = _Walk(self._matcher, conditional=False)
        plain.walk_to(wrapper, FontUse((), 400), within, found)
        if plain.met:
            _Walk(self._matcher, conditional=True).walk_to(wrapper, FontUse((), 400), within, found)
        return found

    def _root_families(self, root: Element) -> Families:
        """What margin boxes inherit: the root's own families, else the body's."""
        wrapper = cssselect2.ElementWrapper.from_html_root(root)
        walk = _Walk(self._matcher, conditional=True)
        for element in (wrapper, *wrapper.iter_children()):
            own, _, _ = walk.resolve(element, FontUse((), 400))
            if own.families:
                return own.families
        return ()

    def _add(self, rules: Iterable[tinycss2.ast.Node], *, conditional: bool = False) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                self._add_selectors(rule, conditional=conditional)
            elif rule.type == "at-rule" and rule.content is not None:
                if rule.lower_at_keyword in _CONDITIONAL:
                    inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                    self._add(inner, conditional=True)
                elif rule.lower_at_keyword == "page":
                    self._page_styles.extend(_page_styles(rule.content))

    def _add_selectors(self, rule: tinycss2.ast.QualifiedRule, *, conditional: bool) -> None:
        declarations = _declarations(rule.content)
        levels = (_style(each for each in declarations if each.important == level) for level in (False, True))
        styles = [structs.replace(style, conditional=conditional) for style in levels if style is not None]
        if not styles:
            return
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            # The engine ignores such a rule too, and says so.
            return
        for style in styles:
            self._inherited_text += style.inherited_text
            for selector in selectors:
                self._matcher.add_selector(selector, style)


class _Walk:
    """One walk down a tree, with conditional rules or without; `met` says whether there were any for an element of it."""

    def __init__(self, matcher: cssselect2.Matcher, *, conditional: bool):
        self._matcher = matcher
        self._conditional = conditional
        self.met = False

    def walk_to(
        self,
        wrapper: cssselect2.ElementWrapper,
        inherited: FontUse,
        within: Collection[str],
        found: dict[FontUse, set[str]],
    ) -> None:
        """Walk the elements whose names are `within`, or all where there are none."""
        if not within or wrapper.local_name in within:
            self.walk(wrapper, inherited, found)
            return
        own, _, _ = self.resolve(wrapper, inherited)
        for child in wrapper.iter_children():
            self.walk_to(child, own, within, found)

    def walk(self, wrapper: cssselect2.ElementWrapper, inherited: FontUse, found: dict[FontUse, set[str]]) -> None:
        """Add to `found` what the element and those below it set."""
        element = wrapper.etree_element
        name = wrapper.local_name
        if name in ("head", "script", "style"):
            return
        own, marks, pseudo = self.resolve(wrapper, inherited)
        characters = found.setdefault(own, set())
        characters.update(marks)
        if element.text:
            characters.update(element.text)
        if name == "li":
            characters.update(COUNTER_CHARACTERS + BULLETS)
        for use, content in pseudo:
            found.setdefault(use, set()).update(content + COUNTER_CHARACTERS)
        for child in wrapper.iter_children():
            self.walk(child, own, found)
            if child.etree_element.tail:
                characters.update(child.etree_element.tail)

    def resolve(
        self, wrapper: cssselect2.ElementWrapper, inherited: FontUse
    ) -> tuple[FontUse, str, list[tuple[FontUse, str]]]:
        """The element's font, its emphasis marks, and what is generated before and after it."""
        families, weight, marks = inherited.families, inherited.weight, ""
        generated: list[_Style] = []
        # Matches come sorted by specificity and order: the last to speak is right, and what is important speaks last.
        matches = [(pseudo, style) for _, _, pseudo, style in self._matcher.match(wrapper)]
        for pseudo, style in sorted(matches, key=lambda match: match[1].important):
            if style.conditional and not self._conditional:
                self.met = True
                continue
            if pseudo:
                generated.append(style)
                continue
            families = inherited.families if style.families == _INHERIT else style.families or families
            weight = style.weight or weight
            marks = style.marks or marks
        texts = [each.content + _values(wrapper, each.attributes) for each in generated]
        fonts = [FontUse(_own(each.families) or families, each.weight or weight) for each in generated]
        return FontUse(families, weight), marks, list(zip(fonts, texts, strict=True))


@lru_cache(maxsize=64)
def cascade(stylesheet: str) -> Cascade:
    """The cascade of a style sheet; themes repeat, so the last few are kept. Raises UsageError `css-beyond-measure`."""
    try:
        return Cascade(stylesheet)
    except (RecursionError, SyntaxError, ValueError) as fault:
        raise UsageError("css-beyond-measure", fault=str(fault).splitlines()[0]) from None


def _page_styles(content: list[tinycss2.ast.Node]) -> Iterator[_Style]:
    """One style a margin box; the page context's own fonts are what its boxes inherit."""
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    page = _style(node for node in parsed if node.type == "declaration")
    for node in parsed:
        if node.type == "at-rule" and node.content is not None:
            own = _style(_declarations(node.content))
            if own is not None:
                families = _own(own.families) or (page.families if page else None)
                yield _Style(families, own.weight or (page.weight if page else None), own.content, "")


def _declarations(content: list[tinycss2.ast.Node]) -> list[tinycss2.ast.Declaration]:
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [node for node in parsed if node.type == "declaration"]


def _style(declarations: Iterable[tinycss2.ast.Declaration]) -> _Style | None:
    families: Families | None = None
    weight: int | None = None
    content: list[str] = []
    inherited: list[str] = []
    shown: list[str] = []
    marks = ""
    important = False
    for declaration in declarations:
        important = important or declaration.important
        if declaration.lower_name == "font-family":
            families = _families(declaration.value)
        elif declaration.lower_name == "font-weight":
            weight = _weight(declaration.value)
        elif declaration.lower_name == "font":
            raise UsageError("css-font-shorthand", line=declaration.source_line)
        elif declaration.lower_name == "content":
            content.append(strings(declaration.value))
            shown += attributes(declaration.value)
        elif declaration.lower_name in _INHERITED_TEXT:
            inherited.append(strings(declaration.value))
        elif declaration.lower_name in _EMPHASIS:
            marks = emphasis_marks(declaration.value)
    if families is None and weight is None and not (content or inherited or marks):
        return None
    return _Style(families, weight, "".join(content), "".join(inherited), important, marks, tuple(shown))


def _families(value: list[tinycss2.ast.Node]) -> Families | None:
    """The names of a `font-family` value."""
    names: list[str] = []
    words: list[str] = []
    for token in [*value, None]:
        if token is None or (token.type == "literal" and token.value == ","):
            if words:
                names.append(" ".join(words))
            words = []
        elif token.type in ("ident", "string"):
            words.append(token.value)
    return tuple(names) or None


def _values(wrapper: cssselect2.ElementWrapper, attributes: Iterable[str]) -> str:
    return "".join(wrapper.etree_element.get(name, "") for name in attributes)


def _own(families: Families | None) -> Families | None:
    """The families a rule names itself; None where it says nothing or `inherit`."""
    return None if families == _INHERIT else families


def _weight(value: list[tinycss2.ast.Node]) -> int | None:
    for token in value:
        if token.type == "number":
            return 700 if token.value >= _BOLD_FROM else 400
        if token.type == "ident":
            return _WEIGHTS.get(token.lower_value)
    return None
