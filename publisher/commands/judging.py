"""What `check` and `verify` share: finished files judged one by one, an error standing in the place of the file that caused it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from publisher.commands.objects import as_text
from publisher.errors import EngineError, PublisherError
from publisher.terminal import Terminal

FOUND_FAULTS = 1
"""Exit status where a file is not what was asked."""


class Judgement(Protocol):
    @property
    def passed(self) -> bool: ...


_Judged = TypeVar("_Judged", bound=Judgement)


def judged(name: str, judge: Callable[[], _Judged], show: Callable[[_Judged], None], speaker: Terminal) -> int:
    """Judge one file and show what came of it; its exit status."""
    from publisher.inspection import failure

    try:
        found = judge()
    except PublisherError as fault:
        error = fault
    except Exception as fault:  # the other files are judged all the same
        error = EngineError("internal", fault=f"{type(fault).__name__}: {fault}")
        error.__cause__ = fault
    else:
        show(found)
        return 0 if found.passed else FOUND_FAULTS
    if speaker.json:
        speaker.object(failure(as_text(name), error.code, error.message("en")))
    if not speaker.json or speaker.verbose:
        speaker.error(error, name)
    return error.status
