"""The one warm worker of a Python program that calls `publish`: started with its first PDF, ended with the program."""

from __future__ import annotations

import atexit
import os
from threading import Lock

from publisher.writers.pdf.worker import PDFWorker

_lock = Lock()
_worker: PDFWorker | None = None


def shared_worker() -> PDFWorker:
    """The worker of this process; threads share it, a forked child gets one of its own. Raises EngineError `engine-start`."""
    global _worker
    with _lock:
        if _worker is None:
            _worker = PDFWorker()
        return _worker


@atexit.register
def _end() -> None:
    global _worker
    if _worker is not None:
        _worker.close()
        _worker = None


def _start_anew() -> None:
    """In a child, right after a fork: the parent's worker is not this process's to ask or to end."""
    global _lock, _worker
    _lock = Lock()
    if _worker is not None:
        _worker.abandon()
        _worker = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew)
