"""How a PDF's lines are to be set, and what is to be said of those that could not be; handed on between the processes."""

from __future__ import annotations

from msgspec import Struct

from publisher.options import ComposeOptions


class PageSetting(Struct, frozen=True):
    """Options of the paragraph composer; with `vertical` the page is laid out sideways and turned at the end; `bound_right` is
    told to viewers.
    """

    compose: ComposeOptions = ComposeOptions()
    vertical: bool = False
    bound_right: bool = False


HORIZONTAL = PageSetting()


class LineRemark(Struct, frozen=True):
    """A line that could not be set within the limits. `code` is `line-loose`, `line-short`, `line-overfull` or `word-broken`, `text`
    what the line holds, `ems` what is between its characters, or what it is too short or too long by.
    """

    code: str
    text: str
    page: int
    ems: float
