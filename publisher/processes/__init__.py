"""Work in processes of their own: what hangs, crashes or eats memory there ends one piece of work, and nothing else.

    frames   what the two sides say to each other: MessagePack, each piece after its length
    limits   memory and time, as a process sets them on itself
    child    the side that asks: it starts the process, keeps the clock, and says what a process died of
    serving  the side of the process

The PDF engine and the workers of a batch are such processes; what they are asked is theirs to say.
"""

from __future__ import annotations

import os


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
