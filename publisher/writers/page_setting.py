"""How a PDF's lines are set, as the writer and its process hand it on."""

from __future__ import annotations

from msgspec import Struct

from publisher.options import ComposeOptions


class PageSetting(Struct, frozen=True):
    """Options of the paragraph composer; with `vertical` the page is laid out sideways and turned at the end."""

    compose: ComposeOptions = ComposeOptions()
    vertical: bool = False


HORIZONTAL = PageSetting()
