"""Files in TOML 1.0 that users write, with the line of what is wrong in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publisher.errors import UsageError

_LINE = re.compile(r"line (\d+)")


def read_toml(file: Path, prepared: Callable[[str], str] = lambda text: text) -> tuple[str, dict[str, Any]]:
    """The text of a file, as `prepared` makes TOML of it, and its values. Raises UsageError `config-unreadable`, `config-syntax`."""
    try:
        text = prepared(file.read_text("utf-8-sig"))
        return text, tomllib.loads(text)
    except (OSError, UnicodeError) as fault:
        raise UsageError("config-unreadable", file=str(file), fault=str(fault)) from None
    except tomllib.TOMLDecodeError as fault:
        found = _LINE.search(str(fault))
        line = int(found[1]) if found else 0
        raise UsageError("config-syntax", file=str(file), line=line, fault=str(fault)) from None
