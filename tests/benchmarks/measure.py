"""Times and what is made of them: runs of commands and of workers, taken in turns; medians and quartiles."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, NamedTuple

from .places import ROOT

_PACKAGE = "tests.benchmarks"
"""As it is called from the root; the tests know it by another name."""


class Timing(NamedTuple):
    """One run: wall-clock and processor time in seconds."""

    seconds: float
    cpu: float


class Spread(NamedTuple):
    """Median and quartiles of some figures."""

    low: float
    middle: float
    high: float


def spread(figures: Sequence[float]) -> Spread:
    """Raises ValueError where there is no figure."""
    if len(figures) < 2:
        low = middle = high = next(iter(figures))
    else:
        low, middle, high = statistics.quantiles(figures, n=4, method="inclusive")
    return Spread(low, middle, high)


def ratios(ours: Sequence[Timing], theirs: Sequence[Timing]) -> list[float]:
    """Round by round: both sides of a round had the same text and the same moment."""
    return [one.seconds / other.seconds for one, other in zip(ours, theirs, strict=True)]


def processor_ratios(ours: Sequence[Timing], theirs: Sequence[Timing]) -> list[float]:
    return [one.cpu / other.cpu for one, other in zip(ours, theirs, strict=True)]


def in_turns(names: Sequence[str], round_number: int) -> list[str]:
    """The order of a round: forwards, then backwards, so that none always follows the same one."""
    return list(names) if round_number % 2 == 0 else list(reversed(names))


def run_command(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Timing:
    """A command from start to end. Raises RuntimeError with the end of what it said where it fails."""
    before, start = _children(), perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=_as_a_user(environment), capture_output=True, text=True)
    took = perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} … failed ({done.returncode}): {done.stderr[-400:]}")
    return Timing(took, _children() - before)


def run_module(name: str, *arguments: str, patience: float | None = None) -> str | None:
    """What a module of the benchmark prints in a process of its own; None where it takes longer than `patience` seconds.

    Raises RuntimeError with the end of what it said where it fails.
    """
    command = [sys.executable, "-m", f"{_PACKAGE}.{name}", *arguments]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=patience)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        raise RuntimeError(f"{name} failed ({done.returncode}): {done.stderr[-400:]}")
    return done.stdout


def _as_a_user(environment: Mapping[str, str] | None) -> dict[str, str]:
    """An environment in which Python keeps what it has compiled: else each start would compile our program anew, and no other's."""
    wanted = os.environ if environment is None else environment
    return {name: value for name, value in wanted.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Worker:
    """A `worker` process of one kind; what it writes to standard error goes to `log`."""

    def __init__(self, kind: str, log: Path, environment: Mapping[str, str] | None = None):
        self.kind = kind
        self._log = log
        with log.open("w") as stream:
            self._process = subprocess.Popen(
                [sys.executable, "-m", f"{__package__}.worker", kind], cwd=ROOT, env=environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stream,
            )  # fmt: skip

    def __call__(self, job: Mapping[str, Path]) -> dict[str, Any]:
        """Have a job done. Raises RuntimeError with the end of its log where the worker died of it."""
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps({name: str(path) for name, path in job.items()}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise RuntimeError(f"the worker {self.kind} died: {self._log.read_text()[-1200:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
