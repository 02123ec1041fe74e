"""A real Dask scheduler and real workers on loopback, each in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from conftest import ROOT


class Processes:
    """A scheduler at a port that stays the same, and workers that know it."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._folder = folder
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    def start_scheduler(self) -> None:
        """Returns when it can be reached."""
        command = [
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--no-dashboard",
            "--no-show",
            "--dashboard-address",
            "127.0.0.1:0",
        ]
        self.scheduler = self._start(command, {})
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                assert self.scheduler.poll() is None
                time.sleep(0.05)

    def start_worker(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """It joins when it is ready."""
        options = [
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--dashboard-address",
            "127.0.0.1:0",
            "--memory-limit",
            "0",
            "--host",
            "127.0.0.1",
        ]
        command = ["worker", self.address, *options, "--local-directory", str(self._folder)]
        self.workers.append(self._start(command, environment or {}))
        return self.workers[-1]

    def kill(self, process: subprocess.Popen[bytes] | None) -> None:
        assert process
        process.send_signal(signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        for each in (*self.workers, self.scheduler):
            if each and each.poll() is None:
                self.kill(each)

    def _start(self, command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with (self._folder / "dask.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *command],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            )  # fmt: skip


@contextmanager
def dask_processes(folder: Path) -> Iterator[Processes]:
    """A running scheduler without workers; all is ended with the block."""
    processes = Processes(folder)
    try:
        processes.start_scheduler()
        yield processes
    finally:
        processes.close()
