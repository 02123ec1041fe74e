"""How a PDF is to be set and finished, and what is to be said of lines not set well; handed on between the processes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from publisher.options import ComposeOptions, PDFProfile


class Attachment(Struct, frozen=True):
    """A file inside the PDF, and what it is to the document (ISO 19005-3, 6.8)."""

    name: str
    data: bytes
    media_type: str
    relationship: Literal["Source", "Data", "Supplement"]
    description: str


class PageSetting(Struct, frozen=True):
    """Options of the paragraph composer; with `vertical` the page is laid out sideways and turned at the end; `bound_right` is
    told to viewers.

    `accessible` says that all pictures are described, so that PDF/UA may be claimed; `bleed` is in mm; `attachments` are for
    archives; `zoom` is by how much finished pages are larger than they were laid out.
    """

    compose: ComposeOptions = ComposeOptions()
    vertical: bool = False
    bound_right: bool = False
    profile: PDFProfile = "screen"
    accessible: bool = True
    bleed: float = 0
    attachments: tuple[Attachment, ...] = ()
    zoom: float = 1
    mark: str = ""
    """What a batch writes into its outputs: a line of ASCII."""


HORIZONTAL = PageSetting()


class LineRemark(Struct, frozen=True):
    """A line that could not be set within the limits. `code` is `line-loose`, `line-short`, `line-overfull` or `word-broken`, `text`
    what the line holds, `ems` what is between its characters, or what it is too short or too long by.
    """

    code: str
    text: str
    page: int
    ems: float
