"""The rules by which an editor corrects a reading."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "corrected": ("the sidecar says so", "随文设置文件如此写明"),
}
