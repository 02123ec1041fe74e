"""The engine of this very process, for stores that no other one sees (`memory://`): one article after the other, without limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.archive.making import Maker
from publisher.archive.work import Job, Outcome, Task


class HereEngine:
    """Does tasks as they come."""

    def __init__(self, job: Job) -> None:
        self._maker = Maker(job)

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        yield from map(self._maker.make, tasks)

    def close(self) -> None:
        """There is nothing to end."""
