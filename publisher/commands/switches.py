"""The options of the stages as switches of the command line, in help's order: those `build` and `config` take.

Values stay words here: `publisher.config` gives them their types, so that the command line and the files say the same of a
wrong one. A test holds that every field of `publisher.options` has its row.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import click

from publisher.messages.command import help_text


class Switch(NamedTuple):
    """A row of SWITCHES. `metavar` None: it takes no value."""

    key: str
    metavar: str | None
    short: str = ""
    repeatable: bool = False
    negatable: bool = False
    help_key: str = ""


SWITCHES: tuple[Switch, ...] = (
    Switch("to", "KINDS"),
    Switch("output", "PATH", short="-o"),
    Switch("pdf", "screen|archive|print", help_key="pdf-profile"),
    Switch("cover", "auto|text|IMAGE|none"),
    Switch("embed-fonts", "all|auto|none"),
    Switch("fonts", "embedded|shared", help_key="fonts-option"),
    Switch("woff2", None, negatable=True),
    Switch("carry-source", None, negatable=True),
    Switch("theme", "NAME|FOLDER", help_key="theme-name"),
    Switch("trim", "SIZE"),
    Switch("columns", "1|2|3"),
    Switch("writing-mode", "horizontal|vertical"),
    Switch("binding", "right"),
    Switch("font", "[ROLE=]FILE", repeatable=True),
    Switch("line-breaking", "total|greedy"),
    Switch("line-break", "strict|normal|loose"),
    Switch("punctuation", "STYLE"),
    Switch("emphasis", "dots|kai"),
    Switch("upright-digits", "COUNT"),
    Switch("lang", "TAG"),
    Switch("encoding", "NAME"),
    Switch("fullwidth-punctuation", None, negatable=True),
    Switch("paired-quotes", None, negatable=True),
    Switch("dashes-and-ellipses", None, negatable=True),
    Switch("stray-spaces", None, negatable=True),
    Switch("script", "TAGS", repeatable=True),
    Switch("script-words", "kept|regional"),
    Switch("ruby", "pinyin|kana"),
    Switch("certified-by", "NAME"),
    Switch("strict", None, negatable=True),
    Switch("no-clobber", None),
    Switch("fetch", None, negatable=True),
    Switch("max-size", "BYTES"),
    Switch("max-headings", "COUNT"),
    Switch("limit-memory", "SIZE"),
    Switch("limit-time", "SECONDS"),
)


def stage_options(language: str) -> list[click.Parameter]:
    """The switches as click's options."""
    return [_option(switch, language) for switch in SWITCHES]


def given_options(given: dict[str, Any]) -> dict[str, object]:
    """What was given, by kebab-case key; takes it out of click's `given`."""
    values = {switch.key: given.pop(switch.key.replace("-", "_"), None) for switch in SWITCHES}
    return {key: value for key, value in values.items() if value not in (None, ())}


def _option(switch: Switch, language: str) -> click.Option:
    text = help_text(switch.help_key or switch.key, language)
    names = [switch.short] if switch.short else []
    if switch.metavar is not None:
        return click.Option(
            [*names, f"--{switch.key}", switch.key.replace("-", "_")],
            metavar=switch.metavar,
            multiple=switch.repeatable,
            help=text,
        )
    flag = f"--{switch.key}/--no-{switch.key}" if switch.negatable else f"--{switch.key}"
    # None is neither on nor off: the layers below decide.
    return click.Option([*names, flag, switch.key.replace("-", "_")], is_flag=True, default=None, help=text)
