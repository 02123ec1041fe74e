"""Work that is done for each of many things: in this process where there are few, else in as many as there are processors.

The results come in the order of the things either way, and no more is ever under way than keeps the processes busy.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from publisher.processes import processors

Work = Callable[..., Iterator[Any]]
"""`map`, wherever it is done."""

_FEW: Final = 48
"""So many books are read sooner than another process has started."""
_MOST_PROCESSES: Final = 8
_AHEAD: Final = 4


@contextmanager
def working(count: int) -> Iterator[Work]:
    """How to work on so many books."""
    processes = min(processors(), _MOST_PROCESSES)
    if count <= _FEW or processes == 1:
        yield map
        return
    # Not forked: whoever calls may have threads, and a fork would have their locks.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:

        def work(function: Callable[..., Any], *things: Iterable[Any]) -> Iterator[Any]:
            waiting: deque[Future[Any]] = deque()
            for values in zip(*things, strict=True):
                waiting.append(pool.submit(function, *values))
                if len(waiting) >= processes * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

        try:
            yield work
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
