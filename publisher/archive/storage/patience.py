"""Trying again what may pass by itself: after waits that double, each drawn at random below its bound, and not for ever.

Without the draw, workers that a store turned away together would come back together (Brooker, “Exponential Backoff and Jitter”).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from msgspec import Struct


class Patience(Struct, frozen=True):
    """How often something is tried. `first` and `longest` are in seconds; `pause` and `chance` (from 0 to 1) are given by tests."""

    attempts: int = 6
    first: float = 0.5
    longest: float = 20.0
    pause: Callable[[float], object] = time.sleep
    chance: Callable[[], float] = random.random

    def waits(self) -> Iterator[float]:
        """The seconds to wait after each attempt but the last; at least half of the bound, so that the store does get its rest."""
        for attempt in range(self.attempts - 1):
            yield min(self.longest, self.first * 2**attempt) * (1 + self.chance()) / 2
