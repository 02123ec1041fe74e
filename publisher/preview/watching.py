"""Watching for changes, by the operating system's notices; the files themselves tell whether there was one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import awatch

_STEP, _LONGEST = 50, 160
"""Milliseconds: notices that follow one another this closely are one change, but none waits longer."""
_LOOK_AGAIN = 3000
"""Milliseconds after which one looks without a notice: some disks give none."""
_POLL = 200


async def notices(folders: frozenset[Path], stop: asyncio.Event) -> AsyncIterator[None]:
    """Yields at once, and when something may have happened in one of the folders (not in those below), until `stop` is set."""
    yield None
    for polling in (False, True):
        try:
            async for _ in awatch(
                *folders, watch_filter=None, step=_STEP, debounce=_LONGEST, stop_event=stop, rust_timeout=_LOOK_AGAIN,
                yield_on_timeout=True, recursive=False, force_polling=polling or None, poll_delay_ms=_POLL,
                ignore_permission_denied=True,
            ):  # fmt: skip
                yield None
            return
        except OSError:
            # No more notices to be had of this system, or the folder has gone: then by looking.
            if polling or not all(folder.is_dir() for folder in folders):
                return
