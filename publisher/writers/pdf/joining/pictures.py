"""Each picture of a book once, however many gatherings show it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Name


class SharedPictures:
    """Pictures by what they hold: the first of those that are alike takes the place of the others, which are then in no file."""

    def __init__(self) -> None:
        self._known: dict[bytes, pikepdf.Object] = {}

    def share(self, pages: Sequence[pikepdf.Object]) -> None:
        """Look through what is drawn on `pages`, which share their resources."""
        if pages:
            self._look_through(pages[0].Resources)

    def _look_through(self, resources: pikepdf.Object) -> None:
        drawn = resources.get("/XObject")
        if drawn is None:
            return
        for name in sorted(drawn.keys()):
            each = drawn[name]
            if each.Subtype == Name.Image:
                drawn[name] = self._known.setdefault(_digest(each), each)
            elif "/Resources" in each and each.Resources.objgen != resources.objgen:
                self._look_through(each.Resources)


def _digest(picture: pikepdf.Object) -> bytes:
    """Of the bytes and the dictionary of a picture and of its mask."""
    digest = hashlib.sha256()
    pending = [picture]
    while pending:
        each = pending.pop()
        for name in sorted(each.keys()):
            value: Any = each[name]
            if name == "/SMask":
                pending.append(value)
            else:
                said = value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else str(value).encode()
                digest.update(f"{name} ".encode() + said + b"\n")
        digest.update(each.read_raw_bytes())
    return digest.digest()
