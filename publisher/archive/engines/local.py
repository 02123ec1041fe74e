"""The engine of one machine: a thread for each worker process, which waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue

from publisher.archive.work import Job, Outcome, Task
from publisher.archive.workers import Worker


class LocalEngine:
    """Does tasks in `jobs` processes, which are started with the first tasks. Raises EngineError `engine-start`."""

    def __init__(self, job: Job, jobs: int) -> None:
        self._job = job
        self._jobs = jobs
        self._threads = ThreadPoolExecutor(jobs, "worker")
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._workers: list[Worker] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """The outcomes as they come; one task for each worker waits ahead of those in work."""
        pending: set[Future[Outcome]] = set()
        for task in tasks:
            if len(self._workers) < self._jobs:
                self._start()
            pending.add(self._threads.submit(self._do, task))
            while len(pending) >= 2 * self._jobs:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in done)
            done = {each for each in pending if each.done()}
            pending -= done
            yield from (each.result() for each in done)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (each.result() for each in done)

    def close(self) -> None:
        """End all processes at once; what they are at work on is not made."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown()
        for worker in self._workers:
            worker.close()

    def _start(self) -> None:
        worker = Worker(self._job)
        self._workers.append(worker)
        self._idle.put(worker)

    def _do(self, task: Task) -> Outcome:
        worker = self._idle.get()
        try:
            return worker.do(task)
        finally:
            self._idle.put(worker)
