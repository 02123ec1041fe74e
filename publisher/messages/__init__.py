"""Every sentence the publisher says to a person, by code, in English and Chinese.

One file a room; each has a table `MESSAGES` of code -> (English, Chinese). Values stand in braces. A sentence says what is
wrong, where, and what to do. Codes are stable: scripts may rely on them. Tests hold that every code used in the program is
here, in both languages, with the same values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from publisher.messages import (
    aozora,
    archives,
    batch,
    book_files,
    book_pages,
    catalogue,
    checking,
    clusters,
    command,
    conversion,
    corrections,
    encodings,
    fonts,
    markup,
    preview,
    publication,
    reading,
    render,
    shared_fonts,
    stores,
    transforms,
    web,
    writing,
)
from publisher.messages.names import NAMES
from publisher.messages.rules import REASONS

MESSAGES: dict[str, tuple[str, str]] = {
    **command.MESSAGES,
    **reading.MESSAGES,
    **encodings.MESSAGES,
    **aozora.MESSAGES,
    **markup.MESSAGES,
    **web.MESSAGES,
    **conversion.MESSAGES,
    **corrections.MESSAGES,
    **publication.MESSAGES,
    **transforms.MESSAGES,
    **render.MESSAGES,
    **fonts.MESSAGES,
    **shared_fonts.MESSAGES,
    **writing.MESSAGES,
    **checking.MESSAGES,
    **archives.MESSAGES,
    **catalogue.MESSAGES,
    **clusters.MESSAGES,
    **batch.MESSAGES,
    **stores.MESSAGES,
    **book_files.MESSAGES,
    **book_pages.MESSAGES,
    **preview.MESSAGES,
}

LANGUAGES = ("en", "zh")


def sentence(code: str, language: str, values: Mapping[str, str]) -> str:
    """The sentence for `code` in `language` (`en` or `zh`), filled with `values`."""
    if language == "zh":
        values = {name: in_chinese(name, value) for name, value in values.items()}
    return MESSAGES[code][LANGUAGES.index(language)].format_map(values)


def in_chinese(name: str, value: str) -> str:
    """A value that is one of our own words, in Chinese; any other as it is."""
    if name == "role":
        return NAMES.get(value, (value, value))[1]
    if name == "kind":
        return conversion.KINDS.get(value, value)
    if name == "fault":
        return _fault_in_chinese(value)
    return REASONS.get(value, value) if name == "reason" else value


def _fault_in_chinese(value: str) -> str:
    for pattern, chinese in render.FAULTS:
        if found := re.fullmatch(pattern, value, re.DOTALL):
            return found.expand(chinese)
    return value
