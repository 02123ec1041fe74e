"""Where the time of a publication goes: a clock around the functions that the stages are.

The clock is put on from outside, and only in the worker that measures stages. A stage inside another is counted once, in its
own row.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import Any, NamedTuple


class Stage(NamedTuple):
    """A stage and one of its functions, named where it is looked up when it is called."""

    name: str
    module: str
    function: str


_PARAGRAPHS = "publisher.writers.pdf.paragraphs"

STAGES = (
    Stage("read", "publisher.readers", "read_file"),
    Stage("transform", "publisher.transforms", "apply"),
    Stage("render", "publisher.edition.pages", "render_page"),
    Stage("render", "publisher.edition.flowing", "render_book"),
    Stage("plan faces", "publisher.edition.pages", "uses_of"),
    Stage("plan faces", "publisher.edition.flowing", "uses_of"),
    Stage("plan faces", "publisher.edition.brief", "plan_faces"),
    Stage("slices", "publisher.edition.page_faces", "slice_face"),
    Stage("slices", "publisher.edition.page_faces", "slice_with_geta"),
    Stage("slices", "publisher.edition.page_faces", "turned_slice"),
    Stage("slices", "publisher.edition.page_faces", "with_upright_numbers"),
    Stage("slices", "publisher.edition.page_faces", "with_spaced_copies"),
    Stage("compose", f"{_PARAGRAPHS}.flow", "flatten"),
    Stage("compose", f"{_PARAGRAPHS}.composed", "break_costs"),
    Stage("compose", "publisher.typeset.spacing", "Spacing.gaps"),
    Stage("compose", f"{_PARAGRAPHS}.composed", "compose"),
    Stage("compose", f"{_PARAGRAPHS}.placing", "set_line"),
    Stage("compose", f"{_PARAGRAPHS}.placing", "line_children"),
    Stage("PDF layout", "publisher.writers.pdf", "_layout"),
    Stage("PDF write", "weasyprint.document", "Document.write_pdf"),
    Stage("EPUB", "publisher.writers.epub", "write_epub"),
    Stage("files", "publisher.atomic", "write_atomically"),
)


class Clock:
    """Seconds by stage, since it was last read."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def attach(self, stage: Stage) -> None:
        """Put the clock around a stage's function. Raises AttributeError or ImportError where there is none of that name."""
        holder, name = holder_of(stage)
        setattr(holder, name, self._timed(stage.name, getattr(holder, name)))

    def read(self) -> dict[str, float]:
        spent, self._spent = dict(self._spent), defaultdict(float)
        return spent

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            start = perf_counter()
            try:
                return function(*args, **named)
            finally:
                took = perf_counter() - start
                self._spent[name] += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return timed


def holder_of(stage: Stage) -> tuple[Any, str]:
    """The module or class that holds the function, and the name it has there."""
    *path, name = stage.function.split(".")
    holder: Any = importlib.import_module(stage.module)
    for step in path:
        holder = getattr(holder, step)
    getattr(holder, name)
    return holder, name


def names() -> list[str]:
    """The stages in their order."""
    return list(dict.fromkeys(stage.name for stage in STAGES))
