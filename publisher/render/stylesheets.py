"""The style sheets for media that flow, by layers of a theme.

    style.css, reflow.css   CSS 2.1 by its grammar: an engine that does not know a declaration drops that one alone
    modern.css              what would cost an old engine more: rules of `@media` and `@supports`, newer selectors
    vertical.css            what turns with the lines where they are vertical

Some engines of e-readers drop a whole style sheet for one rule they cannot read, so the first layers and the others go into files of
their own. `vertical.css` gives sides their names anew (what was above is at the right): it stands under `@supports`, for a reader
that has horizontal lines alone shows a vertical book in horizontal lines, and then wants the plain sides.
"""

from __future__ import annotations

from publisher.themes import Theme

VERTICAL = "@supports ((writing-mode: vertical-rl) or (-webkit-writing-mode: vertical-rl) or (-epub-writing-mode: vertical-rl))"


def plain_stylesheet(theme: Theme) -> str:
    return theme.stylesheets("style.css") + "\n" + theme.stylesheets("reflow.css")


def modern_stylesheet(theme: Theme, *, vertical: bool) -> str:
    modern = theme.stylesheets("modern.css")
    return modern + "\n" + where_vertical(theme.stylesheets("vertical.css")) if vertical else modern


def where_vertical(rules: str) -> str:
    """The rules for engines that have vertical lines."""
    return f"{VERTICAL} {{\n{rules}\n}}\n"
