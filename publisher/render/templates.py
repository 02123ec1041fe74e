"""The Jinja2 environments: one a theme, autoescaping, strict, in the sandbox.

Author text is only ever a variable, never a template: `{{ 7*7 }}` in an article is printed as it stands. Themes of a user's
are templates, so every theme runs in the immutable sandbox. What is wrong with a template is told with its file and line.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import jinja2

from publisher.errors import UsageError
from publisher.messages.render import TERMS, in_language
from publisher.render.budget import BudgetedEnvironment, BudgetError, within_budget
from publisher.render.headline import width
from publisher.themes import Theme


class _Folder(jinja2.FileSystemLoader):
    """A theme's folder; what cannot be read there is told with its path."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except jinja2.TemplateNotFound:
            raise
        except (OSError, UnicodeError) as fault:
            raise UsageError("theme-broken", file=str(Path(self.searchpath[0]) / template), fault=str(fault)) from None


@cache
def _environment(folders: tuple[Path, ...]) -> BudgetedEnvironment:
    own = [_Folder(str(folder)) for folder in folders]
    # Of two folders of one name the deeper is meant: the other can only be a theme that extends it.
    layers = {str(at): each for at, each in enumerate(own)} | {
        folder.name: each for folder, each in zip(folders, own, strict=True)
    }
    environment = BudgetedEnvironment(
        loader=jinja2.ChoiceLoader([*own, jinja2.PrefixLoader(layers)]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["term"] = term
    environment.globals["ems"] = width
    return environment


def fill(theme: Theme, template: str, values: Mapping[str, object]) -> str:
    """The template of a theme, filled.

    Raises UsageError with file, line and fault: `theme-template` where the template is missing or wrong, `theme-recursion` where
    it calls itself, `theme-endless` where it goes beyond its budget.
    """
    inside = _filling.set(_filling.get() + 1)
    try:
        with within_budget():
            filled = _environment(theme.folders).get_template(template).render(values)
    except jinja2.TemplateSyntaxError as fault:
        file = fault.filename or f"{theme.name}/{template}"
        raise UsageError("theme-template", file=file, line=fault.lineno, fault=fault.message or "") from None
    except _FAULTS as fault:
        file, line = _place(fault, theme, template)
        if isinstance(fault, RecursionError) and not line and _filling.get() > 1:
            # It ran out of room between two templates: the one that asked for this one knows its line.
            raise
        raise _error(fault, file, line) from fault
    finally:
        _filling.reset(inside)
    # In a run they end a line (`render.inlines`); in a title, a name or a code XML knows neither.
    return filled.replace("\f", " ").replace("\v", " ")


_filling: ContextVar[int] = ContextVar("filling", default=0)
"""How many templates are being filled, one from within the other."""

_FAULTS = (
    jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError,
)  # fmt: skip
"""What the lines of a template may raise; the sandbox's SecurityError is a TemplateError."""


def _error(fault: BaseException, file: str, line: int) -> UsageError:
    if isinstance(fault, RecursionError):
        return UsageError("theme-recursion", file=file, line=line)
    if isinstance(fault, BudgetError | MemoryError):
        return UsageError("theme-endless", file=file, line=line, fault=str(fault) or "there is no memory for it")
    said = f"there is no template {fault.name}" if isinstance(fault, jinja2.TemplateNotFound) else str(fault)
    return UsageError("theme-template", file=file, line=line, fault=said)


def forget_templates() -> None:
    """Look every template up anew: one that is known is read again when its file changes, but another that now comes before it in the
    theme is not noticed.
    """
    _environment.cache_clear()


def layer_names(theme: Theme, file: str) -> tuple[str, ...]:
    """The template names of `file` in every folder of the theme that has it, base first.

    A name like `1/page.css` reaches the file of one folder, where `page.css` alone would find the theme's own.
    """
    found = [f"{at}/{file}" for at, folder in enumerate(theme.folders) if (folder / file).is_file()]
    return tuple(reversed(found))


def _place(fault: BaseException, theme: Theme, template: str) -> tuple[str, int]:
    """The innermost template line of the traceback; where no template was begun, the one that was asked for."""
    folders = tuple(str(folder) for folder in theme.folders)
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        if frame.filename.startswith(folders):
            return frame.filename, frame.lineno or 0
    return str(theme.folders[0] / template), 0


def term(key: str, language: str) -> str:
    """A word the templates print (目录, 注释), in the article's language."""
    return in_language(TERMS[key], language)
