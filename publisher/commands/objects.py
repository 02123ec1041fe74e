"""The pieces of the JSON that commands print for programs. Messages are in English: programs go by the codes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from publisher.errors import PublisherError

if TYPE_CHECKING:
    from publisher.diagnostics import Diagnostic


def as_text(path: str) -> str:
    """A path as JSON can hold it: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def as_remark(remark: Diagnostic) -> dict[str, object]:
    return {"code": remark.code, "message": remark.message, "line": remark.line, "severity": remark.severity}


def as_error(fault: PublisherError) -> dict[str, object]:
    """`code`, `message`, and `line` where there is one."""
    return {"code": fault.code, "message": fault.message("en"), **({"line": fault.line} if fault.line else {})}
