"""Regular expressions that are compiled when they are first used.

Compiling is what a first reading would spend most of its time on: each ideograph of a class is entered by itself, so that
`[\\u4e00-\\u9fff]` costs half a millisecond, and a run on one text needs few of the patterns that there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    Source = str | Callable[[], str]

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split", "pattern", "flags", "groups")


class _Lazy:
    def __init__(self, source: Source, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        # Asked only for what is not there yet: from now on the methods of the compiled pattern are this object's own.
        if name not in _METHODS:
            raise AttributeError(name)
        source = self._source
        compiled = re.compile(source if isinstance(source, str) else source(), self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


def lazily(source: Source, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use; `source` may be a function where the pattern itself costs to make.

    Call its methods; the functions of `re` do not take it. A wrong pattern is told at its first use alone.
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))
