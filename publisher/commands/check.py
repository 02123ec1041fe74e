"""`publisher check FILE…`: what finished files are held to, as tables with the places of each failure, or as JSON Lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import exit_status
from publisher.commands.judging import judged
from publisher.commands.objects import as_text
from publisher.errors import UsageError
from publisher.messages.checking import ANSWERS, UNITS, VERDICTS
from publisher.messages.command import help_text, word
from publisher.terminal import Terminal, printable

if TYPE_CHECKING:
    from publisher.check.report import Profile, Report, Row

PROFILES: tuple[Profile, ...] = ("screen", "archive", "print")
_COLUMNS = ("checked", "figure", "asked", "verdict")
_MOST_PLACES = 10
_COLOURS = {"passed": ("green",), "failed": ("bold", "red"), "skipped": ("yellow",), "info": ()}


def command(language: str) -> click.Command:
    files = click.Argument(["files"], nargs=-1, required=True, metavar="FILE…")
    profile = click.Option(
        ["--as", "profile"], default="screen", metavar="|".join(PROFILES), help=help_text("check-as", language)
    )
    return Command("check", language, [files, profile, json_option(language)], lambda **given: _check(language, given))


def _check(language: str, given: dict[str, Any]) -> int:
    speaker = terminal(language, given)
    files: Sequence[str] = given["files"]
    profile: Profile = given["profile"]
    if profile not in PROFILES:
        from publisher.option_keys import nearest

        raise UsageError(
            "option-choice", key="--as", value=profile, known=", ".join(PROFILES), nearest=nearest(profile, PROFILES)
        )
    return exit_status([_check_one(name, profile, speaker) for name in files])


def _check_one(name: str, profile: Profile, speaker: Terminal) -> int:
    """Show the report on one file; its exit status."""
    from publisher.check import check

    def show(report: Report) -> None:
        if speaker.json:
            speaker.object(as_object(name, report))
        else:
            _show(name, report, speaker)

    return judged(name, lambda: check(name, profile=profile), show, speaker)


def as_object(name: str, report: Report) -> dict[str, object]:
    """One JSON object a file: `file`, `passed`, what kind it is, `figures`, and `rows` with all their places."""
    import msgspec

    made: dict[str, object] = msgspec.to_builtins(report)
    return {**made, "file": as_text(name), "passed": report.passed}


def _show(name: str, report: Report, speaker: Terminal) -> None:
    speaker.result(speaker.paint(printable(name), "bold"))
    head = [word(column, speaker.language) for column in _COLUMNS]
    rows = [row for row in report.rows if not (speaker.quiet and row.verdict in ("passed", "info"))]
    if rows:
        speaker.table(head, [_cells(row, speaker.language) for row in rows])
    for row in report.rows:
        _show_places(row, speaker)
    speaker.result("")


def _cells(row: Row, language: str) -> list[str]:
    name, value, asked, _ = row.shown(language)
    if language == "zh":
        value = ANSWERS.get(value, value)
    return [name, value or "–", asked, VERDICTS[row.verdict][language == "zh"]]


def _show_places(row: Row, speaker: Terminal) -> None:
    """Below the table: why a row is as it is, and where what failed is."""
    name, _, _, detail = row.shown(speaker.language)
    if (row.verdict == "failed" and (row.places or detail)) or (detail and not speaker.quiet):
        speaker.result("")
        speaker.result(
            speaker.paint(f"{name}: {detail}".rstrip(": ") + ("" if detail else ":"), *_COLOURS[row.verdict])
        )
    if row.verdict != "failed":
        return
    most = len(row.places) if speaker.verbose else _MOST_PLACES
    for place in row.places[:most]:
        speaker.result("  " + printable(place.shown(speaker.language)))
    if len(row.places) > most:
        more = UNITS["more"][speaker.language == "zh"].format(count=len(row.places) - most)
        speaker.result("  " + more)
