"""What all media of an edition are made from, and how their faces are planned: who sets which characters in what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from publisher.assets import Assets
from publisher.diagnostics import Diagnostic
from publisher.errors import UsageError
from publisher.fonts import Face, user_face
from publisher.model import Article, LanguageRun
from publisher.options import Options
from publisher.page_remarks import chosen_glyphs
from publisher.render.inlines import one_line
from publisher.themes import ROLES, Theme, load_theme, role_and_file
from publisher.tree import nodes
from publisher.typeset.cascade import FontUse, cascade
from publisher.typeset.faces import FacePlan, FaceTable, complete_stacks, face_table, plan_faces

Uses = Mapping[FontUse, set[str]]
"""The characters that each stack of faces sets, at its weight."""


class Brief(Struct, frozen=True):
    """One article with its pictures, theme and options; `own_faces` are the user's by role, `table` tells which face sets what,
    `languages` are those of the article and of its runs, its own first: faces keep the forms of each.
    """

    article: Article
    assets: Assets
    theme: Theme
    options: Options
    own_faces: Mapping[str, Face]
    table: FaceTable
    languages: tuple[str, ...]

    @property
    def vertical(self) -> bool:
        return self.options.render.writing_mode == "vertical"

    @property
    def certified_by(self) -> str:
        """Who answers for the accessibility of a book; empty: nobody."""
        return one_line(self.options.write.certified_by or "").strip()

    def stacked(self, stylesheet: str) -> str:
        """A style sheet of the theme, its stacks completed with the user's faces."""
        return complete_stacks(stylesheet, self.own_faces)

    def parsed(self, html: str) -> Element:
        """The tree of what a theme's templates made. Raises UsageError `theme-template` where that is no well-formed XML."""
        try:
            return ElementTree.fromstring(html)
        except ElementTree.ParseError as fault:
            line = html.splitlines()[fault.position[0] - 1].strip()
            said = f"{fault.msg}: {line[:80]}"
            raise UsageError("theme-template", file=self.theme.name, fault=said) from None

    def planned(self, uses: Iterable[Uses]) -> FacePlan:
        """The faces of what media set, each once."""
        # Without any face the engine would look for one among the machine's, and there it finds none.
        least: Uses = {FontUse(ROLES[:1], 400): {" "}}
        plan = plan_faces(together([*uses, least]), self.table)
        # Running heads and a book's contents have no room for a picture: there such a character is missing all the same.
        return replace(plan, pictured=frozenset(glyph.character for glyph in self.article.glyphs))


def brief_of(article: Article, options: Options, assets: Assets) -> Brief:
    """Raises UsageError where theme or a font of the options is wrong."""
    theme = load_theme(options.render.theme)
    own_faces = {role: user_face(file) for role, file in map(role_and_file, options.render.font)}
    table = face_table(theme.faces, own_faces, article.language)
    return Brief(article, assets, theme, options, own_faces, table, languages_of(article.language, [article]))


def languages_of(first: str, articles: Sequence[Article]) -> tuple[str, ...]:
    """The languages of articles and of their runs, after the `first`."""
    runs = {node.language for article in articles for node, _ in nodes(article) if isinstance(node, LanguageRun)}
    return first, *sorted((runs | {article.language for article in articles}) - {first})


def with_chosen_glyphs(brief: Brief) -> tuple[Brief, list[Diagnostic]]:
    """With those pictures of characters alone that were loaded and are needed, and what is to be said of the rest."""
    article, said = chosen_glyphs(brief.article, brief.assets.images, brief.table)
    return replace(brief, article=article), said


def uses_of(stylesheet: str, trees: Sequence[Element], within: Collection[str] = ()) -> Uses:
    """What trees set under a style sheet, or what elements of some names `within` them do."""
    known = cascade(stylesheet)
    return together((known.uses_within(tree, within) if within else known.uses(tree)) for tree in trees)


def together(several: Iterable[Uses]) -> dict[FontUse, set[str]]:
    found: dict[FontUse, set[str]] = {}
    for uses in several:
        for use, characters in uses.items():
            found.setdefault(use, set()).update(characters)
    return found
