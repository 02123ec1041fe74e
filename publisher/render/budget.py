"""What a theme's templates may do while one document is rendered: so many steps, and texts so long.

Jinja2's sandbox (https://jinja.palletsprojects.com/en/3.1.x/sandbox/) keeps templates from the machine, but limits neither their
time nor their memory. Here each turn of a loop, call, filter and operator takes steps from a budget that grows with the article, and
so does each piece of text they make; what would make a text of an absurd length is refused before it is made. Steps are counted,
not timed: the same theme and article end in the same way on any machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from math import prod
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any, ParamSpec, TypeVar

from jinja2 import nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publisher.model import Block, DefinitionList, List, Table, Verse

P = ParamSpec("P")
T = TypeVar("T")

STEPS, STEPS_A_PART = 2_000_000, 100
"""For a document, and for each block, row, cell, line or item in it. The bundled templates take five of these."""
LONGEST_TEXT = 100_000_000
"""In characters; five times the largest source that is read without asking."""
LARGEST_NUMBER = 100_000
"""For arguments of filters and methods (`center(40)`), as for those of `range`."""

_CHARACTERS_A_STEP = 64
_ITEMS_A_STEP = 2
_BITS = 4096
_MULTIPLYING = frozenset({"replace", "join", "indent", "wordwrap", "tojson", "translate", "expandtabs"})
"""Filters and methods whose result may be as long as the product of what they are given."""
_TEXTS, _ROWS = (str, bytes), (list, tuple, dict, range)
_PLAIN = (*_TEXTS, *_ROWS, int)
_METHODS = (BuiltinMethodType, MethodType)
_FREE = frozenset({"length", "count", "default", "d", "first", "last", "int", "float", "abs", "safe"})
"""Filters that take no time and make nothing."""
_WIDTH = re.compile(r"\d{4}|%[^a-zA-Z%]*\*|:[^{}]*\{")
"""A width of four digits in a format, or one that is given apart."""


class BudgetError(TemplateRuntimeError):
    """A template has gone on for too long, or makes too long a text."""


class _Budget:
    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise BudgetError("it takes too many steps")


_budget: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def within_budget() -> Iterator[None]:
    """While this is open, templates share one budget: that which is open already, else a new one."""
    if _budget.get() is not None:
        yield
        return
    token = _budget.set(_Budget(STEPS))
    try:
        yield
    finally:
        _budget.reset(token)


def budgeted(render: Callable[P, T]) -> Callable[P, T]:
    """A function that renders a document, within one budget."""

    @wraps(render)
    def within(*arguments: P.args, **named: P.kwargs) -> T:
        with within_budget():
            return render(*arguments, **named)

    return within


def allow_for(block: Block) -> None:
    """More steps for a block, by the number of its rows, cells, lines or items."""
    budget = _budget.get()
    if budget is not None:
        match block:
            case Table(rows=parts) | Verse(stanzas=parts):
                count = sum(map(len, parts)) + len(parts)
            case List(items=items) | DefinitionList(items=items):
                count = len(items)
            case _:
                count = 0
        budget.left += STEPS_A_PART * (1 + count)


def _spend(steps: int) -> None:
    budget = _budget.get()
    if budget is not None:
        budget.spend(steps)


def _measured(value: Any) -> Any:
    """`value`, paid for by its length."""
    if isinstance(value, _TEXTS + _ROWS):
        if len(value) > LONGEST_TEXT:
            raise BudgetError("it makes too long a text")
        _spend(_price(value))
    elif isinstance(value, int) and value.bit_length() > _BITS:
        raise BudgetError("it makes too large a number")
    return value


def _turns(values: Any) -> Any:
    """What a loop goes through; its turns are paid for before the first, or one by one where their number is not known."""
    if isinstance(values, (*_ROWS, Sized)):
        _spend(1 + len(values))
        return values
    return _counted(values)


def _counted(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        _spend(1)
        yield value


def _checked(name: str, arguments: tuple[Any, ...]) -> None:
    """Refuse, before the work is begun, what would make an absurdly long text of these arguments."""
    for each in arguments:
        if isinstance(each, int) and abs(each) > LARGEST_NUMBER:
            raise BudgetError("a number in it is too large")
        _spend(_price(each))
    if name in _MULTIPLYING and prod(map(_size, arguments)) > LONGEST_TEXT:
        raise BudgetError("it makes too long a text")


def _price(value: Any) -> int:
    """The steps that going through a value once costs: a step a piece of text, or an item or two."""
    if isinstance(value, _TEXTS):
        return 1 + len(value) // _CHARACTERS_A_STEP
    return 1 + len(value) // _ITEMS_A_STEP if isinstance(value, _ROWS) else 1


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return max((_size(each) for each in value.values()), default=1)
    if isinstance(value, _TEXTS + _ROWS):
        return max(len(value), 1)
    return max(abs(value), 1) if isinstance(value, int) else 1


def _check_format(format: Any) -> None:
    if isinstance(format, str | bytes) and _WIDTH.search(str(format)):
        raise BudgetError("a width in it is too large")


def _paying(name: str, filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that checks what it is given and pays for what it makes."""

    @wraps(filter)  # takes the marks along by which Jinja2 knows what to pass
    def paying(*arguments: Any, **named: Any) -> Any:
        if name in _MULTIPLYING:
            arguments = tuple(list(_counted(each)) if isinstance(each, Iterator) else each for each in arguments)
        _checked(name, (*arguments, *named.values()))
        if name == "format":
            _check_format(arguments[0] if arguments else None)
        return _measured(filter(*arguments, **named))

    return paying


class BudgetedEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with every loop, call, filter and operator on the budget."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        del self.globals["lipsum"]
        self.filters = {name: each if name in _FREE else _paying(name, each) for name, each in self.filters.items()}
        self.filters |= {_TURNS: _turns, _MEASURED: _measured}

    def concat(self, pieces: Iterable[str]) -> str:
        """Instead of `"".join`: what a template, macro or block has put out."""
        all_pieces = pieces if isinstance(pieces, list) else list(pieces)
        length = sum(map(len, all_pieces))
        if length > LONGEST_TEXT:
            raise BudgetError("it makes too long a text")
        _spend(1 + length // _CHARACTERS_A_STEP)
        return "".join(all_pieces)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = _through(_TURNS, loop.iter)
        for operand in list(tree.find_all(nodes.Operand)):
            if operand.op in ("in", "notin"):
                operand.expr = _through(_MEASURED, operand.expr)
        _measure_joins(tree)
        return tree

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        # The sandbox puts a function of its own around `str.format`.
        method = getattr(__obj, "__wrapped__", __obj) if isinstance(__obj, FunctionType) else __obj
        if not isinstance(method, _METHODS) or not isinstance(method.__self__, _PLAIN):
            _spend(1)
            return super().call(__context, __obj, *args, **kwargs)
        _checked(method.__name__, (method.__self__, *args, *kwargs.values()))
        if method is not __obj:
            _check_format(method.__self__)
        return _measured(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "%":
            _check_format(left)
        elif operator == "*":
            times = next((each for each in (left, right) if not isinstance(each, int)), None)
            if isinstance(times, Sized) and len(times) * (left if times is right else right) > LONGEST_TEXT:
                raise BudgetError("it makes too long a text")
        elif (
            operator == "**" and isinstance(left, int) and isinstance(right, int) and right * left.bit_length() > _BITS
        ):
            raise BudgetError("it makes too large a number")
        return _measured(super().call_binop(context, operator, left, right))


_TURNS, _MEASURED = "turns of a loop", "measured"
"""Names that no template can write, or need not: a name in a template has no spaces."""


def _through(filter: str, node: nodes.Expr | nodes.Node) -> nodes.Filter:
    made = nodes.Filter(node, filter, [], [], None, None, lineno=node.lineno)
    made.set_environment(node.environment)  # type: ignore[arg-type]
    return made


def _measure_joins(parent: nodes.Node) -> None:
    """`a ~ b` is no operator that the sandbox hands out: each is measured by a filter around it."""
    for field, value in parent.iter_fields():
        if isinstance(value, nodes.Node):
            _measure_joins(value)
            if isinstance(value, nodes.Concat):
                setattr(parent, field, _through(_MEASURED, value))
        elif isinstance(value, list):
            for at, each in enumerate(value):
                if isinstance(each, nodes.Node):
                    _measure_joins(each)
                    if isinstance(each, nodes.Concat):
                        value[at] = _through(_MEASURED, each)
