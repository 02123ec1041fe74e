"""A connection to a Dask cluster, or a cluster of this machine's own, without a word on standard error."""

from __future__ import annotations

import logging
import warnings
from contextlib import suppress
from typing import Any

from publisher.errors import EngineError, UsageError

CONNECT_SECONDS = 10
_TALKATIVE = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")


class Connection:
    """A client of the cluster at `scheduler` (`tcp://host:8786`), else of one with `jobs` processes that is started here.

    Raises UsageError `cluster-missing`, EngineError `scheduler-unreachable` where nobody answers within `seconds`.
    """

    def __init__(self, scheduler: str | None, jobs: int, seconds: float = CONNECT_SECONDS) -> None:
        try:
            import distributed
        except ImportError:
            raise UsageError("cluster-missing", needed="distributed") from None
        _silence()
        if scheduler:
            _known(scheduler)
        self._cluster = None if scheduler else _local_cluster(distributed, jobs)
        self.address = scheduler or str(self._cluster.scheduler_address)  # type: ignore[union-attr]
        try:
            with warnings.catch_warnings():
                # What the bytes depend on is asked for by us; other versions may differ as they like.
                warnings.simplefilter("ignore")
                client: Any = distributed.Client
                self.client: Any = client(self._cluster or scheduler, timeout=seconds, set_as_default=False)
        except (OSError, ValueError, ImportError) as fault:
            self._close_cluster()
            raise unreachable(self.address, fault) from None

    @property
    def is_up(self) -> bool:
        return bool(self.client.status == "running")

    def threads(self) -> int:
        """Of all workers there are now. Raises OSError and others where the scheduler has gone."""
        return sum(self.client.nthreads().values())

    def on_all(self, function: Any, *given: Any) -> dict[str, Any]:
        """What a function gives on each worker, by its address; an exception where it failed."""
        found: dict[str, Any] = self.client.run(function, *given, on_error="return")
        return found

    def close(self) -> None:
        """Leave the cluster, and end one that was started here."""
        with suppress(Exception):  # nobody may be there any more
            self.client.close(timeout=5)
        self._close_cluster()

    def _close_cluster(self) -> None:
        if self._cluster is not None:
            self._cluster.close(timeout=10)


def unreachable(address: str, fault: object) -> EngineError:
    return EngineError(
        "scheduler-unreachable", address=address, fault=" ".join(str(fault).split()) or type(fault).__name__
    )


def _known(address: str) -> None:
    """Raises EngineError for what is no address: a client that is given one cannot even be closed."""
    from distributed.comm.addressing import parse_address, parse_host_port
    from distributed.comm.registry import get_backend

    try:
        scheme, place = parse_address(address)
        get_backend(scheme)
        parse_host_port(place)
    except ValueError as fault:
        raise unreachable(address, fault) from None


def _local_cluster(distributed: Any, jobs: int) -> Any:
    # Memory is held by the processes that make the articles.
    # What pages there are, are on a port that is free: the usual one may be another cluster's.
    return distributed.LocalCluster(
        n_workers=jobs,
        threads_per_worker=1,
        processes=True,
        memory_limit=0,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        silence_logs=logging.CRITICAL,
    )


def _silence() -> None:
    """It logs, on standard error, what it also raises and what it mends by itself."""
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.handlers[:] = [logging.NullHandler()]
        logger.propagate = False
