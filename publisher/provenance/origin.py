"""Where an article came from."""

from __future__ import annotations

from msgspec import Struct

from publisher.assets import Assets


class SourceFile(Struct, frozen=True):
    """What an article was read from: the file's name without its folder, its bytes, and its address if it came from the web."""

    name: str
    data: bytes
    address: str = ""


class Origin(Struct, frozen=True):
    """What is known of an article beside itself. `assets` are its pictures where they have been loaded already; `mark` is what a
    batch writes into its outputs (`publisher.provenance.marks`).
    """

    source: SourceFile | None = None
    assets: Assets | None = None
    mark: str = ""


NOWHERE = Origin()
