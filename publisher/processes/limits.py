"""Limits on memory and time for an article, as the process that makes it sets them on itself.

Memory is the address space (RLIMIT_AS, setrlimit(2)) that is mapped beyond what the program itself takes once it is loaded: so a
limit means the same on every machine, and a small one does not keep a process from starting. Where the system has no such
limit, or has it and does not hold it (macOS), a trial says so.
"""

from __future__ import annotations

import importlib
import mmap
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from publisher.errors import UsageError
from publisher.options import WriteOptions, byte_count

resource: Any = importlib.import_module("resource") if find_spec("resource") else None
"""There are systems without rlimits."""

_SPARE_SECONDS = 5
"""The process that asked keeps the clock; the limit on processor time is for when that has gone."""

_NEAR = 16 << 20
"""What is mapped at once is smaller, but for single huge pieces. HarfBuzz says nothing where it gets no memory: its text is lost."""

_TRIAL = 64 << 20


class Limits(Struct, frozen=True):
    """Bytes beyond those of the loaded engine, and seconds an article; 0: none."""

    memory: int = 0
    seconds: int = 0

    @classmethod
    def of(cls, options: WriteOptions) -> Limits:
        """Raises UsageError `size-malformed`."""
        try:
            return cls(byte_count(options.limit_memory), options.limit_time)
        except ValueError:
            raise UsageError("size-malformed", key="limit-memory", size=options.limit_memory) from None


UNLIMITED = Limits()


def shown_size(size: int) -> str:
    """`2G`, `1.5G`, `800M`: as it may be given."""
    for power, unit in ((3, "G"), (2, "M"), (1, "K")):
        if size >= 1024**power:
            return f"{round(size / 1024**power, 3):g}{unit}"
    return str(size)


class Fence:
    """The limits of this process. It is made when everything is loaded, and set anew for each article."""

    def __init__(self) -> None:
        self._mapped = _mapped("VmSize")
        self._most = 0
        self.holds_memory = self._try_out()
        if resource is not None:
            resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))

    def close(self, limits: Limits) -> None:
        """From now on more memory than `limits` allow is refused, and more processor time ends the process."""
        if resource is None:
            return
        self._most = self._mapped + limits.memory if limits.memory and self.holds_memory else 0
        _set_soft(resource.RLIMIT_AS, self._most)
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime)
        # Processor time adds up over the articles that one process makes.
        _set_soft(resource.RLIMIT_CPU, spent + limits.seconds + _SPARE_SECONDS if limits.seconds else 0)

    def open(self) -> None:
        if resource is not None:
            _set_soft(resource.RLIMIT_AS, 0)

    def was_touched(self) -> bool:
        """Whether memory ran so short that some part of the engine may have been refused some and gone on without."""
        return bool(self._most) and _mapped("VmPeak") > self._most - _NEAR

    def _try_out(self) -> bool:
        if resource is None:
            return False
        try:
            _set_soft(resource.RLIMIT_AS, self._mapped + _TRIAL // 4)
        except (OSError, ValueError):
            return False
        try:
            with mmap.mmap(-1, _TRIAL):
                return False
        except (OSError, MemoryError):
            return True
        finally:
            self.open()


def peak() -> int:
    """The most memory this process has held, in bytes, as getrusage(2) and wait4(2) count it; 0 where nobody counts."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 if resource is not None else 0


def most_held() -> int:
    """The same without what whoever started this process had held, where the system knows."""
    return _mapped("VmHWM") or peak()


def _set_soft(kind: int, value: int) -> None:
    """The hard limit stays: what the caller was given for the whole process is not ours to take away, nor to raise."""
    hard = resource.getrlimit(kind)[1]
    if not value:
        value = hard
    elif hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, hard))


def _mapped(field: str) -> int:
    """Bytes of this process as /proc/self/status counts them; 0 where there is no such file."""
    if not sys.platform.startswith("linux"):
        return 0
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith(f"{field}:")).split()[1]) * 1024
    return 0
