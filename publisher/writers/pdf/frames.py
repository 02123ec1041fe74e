"""What a PDF worker and its process say to each other."""

from __future__ import annotations

from msgspec import Struct

from publisher.errors import LimitError
from publisher.processes.limits import Limits, shown_size
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import PageSetting
from publisher.writers.pdf import WrittenPDF


class Request(Struct, frozen=True):
    """What `write_pdf` takes; the tree travels as its HTML."""

    html: str
    stylesheet: str
    slices: tuple[FontSlice, ...]
    images: dict[str, tuple[bytes, str]]
    setting: PageSetting
    limits: Limits


class Answer(Struct, frozen=True):
    """What `write_pdf` gave, or the class, code and values of the error it raised."""

    written: WrittenPDF | None = None
    error: str = ""
    code: str = ""
    values: dict[str, str] = {}


def short_of_memory(limits: Limits) -> LimitError:
    return (
        LimitError("engine-memory", limit=shown_size(limits.memory)) if limits.memory else LimitError("out-of-memory")
    )
