"""`publisher verify FILE…`: archives and books made anew from what they carry, and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import exit_status
from publisher.commands.judging import judged
from publisher.commands.objects import as_text
from publisher.errors import UsageError
from publisher.messages.archives import OUTCOMES, ROWS
from publisher.messages.command import help_text
from publisher.terminal import Terminal, printable

if TYPE_CHECKING:
    from publisher.provenance.verify import Change, Verification

_HASH_SHOWN = 16


def command(language: str) -> click.Command:
    files = click.Argument(["files"], nargs=-1, required=True, metavar="FILE…")
    font = click.Option(["--font"], multiple=True, metavar="[ROLE=]FILE", help=help_text("verify-font", language))
    return Command("verify", language, [files, font, json_option(language)], lambda **given: _verify(language, given))


def _verify(language: str, given: dict[str, Any]) -> int:
    speaker = terminal(language, given)
    fonts = _fonts(given["font"])
    files: Sequence[str] = given["files"]
    return exit_status([_verify_one(name, fonts, speaker) for name in speaker.progress(files)])


def _fonts(given: Sequence[str]) -> Mapping[str, Path]:
    """The user's own faces by role. Raises UsageError `font-role-unknown`, `font-file-unreadable`."""
    from publisher.themes import role_and_file

    fonts = dict(map(role_and_file, given))
    for path in fonts.values():
        if not path.is_file():
            raise UsageError("font-file-unreadable", file=str(path), fault="no such file")
    return fonts


def _verify_one(name: str, fonts: Mapping[str, Path], speaker: Terminal) -> int:
    """Show what came of one file; its exit status."""
    from publisher.provenance.verify import verify

    return judged(name, lambda: verify(Path(name), fonts), lambda found: _show(name, found, speaker), speaker)


def _show(name: str, found: Verification, speaker: Terminal) -> None:
    if speaker.json:
        import msgspec

        speaker.object({**msgspec.to_builtins(found), "file": as_text(name), "passed": found.passed})
        return
    chinese = speaker.language == "zh"
    colours = ("green",) if found.passed else ("bold", "red")
    said = speaker.paint(OUTCOMES[found.outcome if found.outcome != "equivalent" else found.kind][chinese], *colours)
    speaker.result(f"{speaker.paint(printable(name), 'bold')}: {said}")
    if speaker.quiet and found.passed:
        return
    for label, value in _rows(found, chinese):
        speaker.result(f"  {label}: {printable(value)}")


def _rows(found: Verification, chinese: bool) -> Iterator[tuple[str, str]]:
    """What there is to say beside the outcome: nothing of what is as it was."""

    def word(key: str, **values: str) -> str:
        return ROWS[key][chinese].format_map(values)

    yield word("made-by"), f"publisher {found.made_by}"
    if found.altered:
        yield word("altered"), ", ".join(found.altered)
    if found.reads_alike is not None:
        yield word("reads-alike"), word("yes" if found.reads_alike else "no")
    for change in found.engines:
        yield word("engine", name=change.name), _then_and_now(change, word("absent"))
    for change in found.fonts:
        yield word("font", name=change.name), _then_and_now(change, word("absent"))
    if found.page_counts[0] != found.page_counts[1]:
        yield word("page-counts"), " → ".join(map(str, found.page_counts))
    if found.pages:
        yield word("pages"), ", ".join(map(str, found.pages))
    if found.entries:
        yield word("entries"), ", ".join(found.entries)
    if found.rewritten:
        yield word("rewritten"), word("rewritten-why")


def _then_and_now(change: Change, absent: str) -> str:
    return " → ".join(each[:_HASH_SHOWN] or absent for each in (change.then, change.now))
