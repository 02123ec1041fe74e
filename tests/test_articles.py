"""Articles of many layouts, labelled by hand: so many of their lines and header fields are read rightly, and never fewer."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from publisher.readers import read_file

FOLDER = Path(__file__).parent / "articles"
LABELS: list[dict[str, Any]] = [json.loads(line) for line in (FOLDER / "labels.jsonl").read_text("utf-8").splitlines()]
LINES, FIELDS, FAMILY = 0.96, 0.93, 0.85
"""Floors: shares of all lines and fields, and of the lines of a family with ten labels or more."""


def squashed(text: str | None) -> str:
    """Without spaces, brackets and marks around: what is printed beside a field is no part of it."""
    return re.sub(r"[\s●□■◆○【】\[\]()《》〈〉—\-·:,。/|\"“”'‘’]+", "", unicodedata.normalize("NFKC", text or ""))


def holds(label: str, said: str | None) -> bool:
    """The same, or a part that keeps at least 60 % of the longer one."""
    short, long = sorted((squashed(label), squashed(said)), key=len)
    return short == long or bool(short and short in long and len(short) >= 0.6 * len(long))


@pytest.fixture(scope="module")
def counted() -> dict[str, Counter[str]]:
    """By family: labelled `lines` and `fields`, and how many of each are `right lines` and `right fields`."""
    found: dict[str, Counter[str]] = {}
    for label in LABELS:
        article = read_file(FOLDER / label["file"])
        said = {line: entry.role for entry in article.reading for line in range(entry.lines[0], entry.lines[1] + 1)}
        count = found.setdefault(label["family"], Counter())
        count["lines"] += len(label["roles"])
        count["right lines"] += sum(said.get(int(line)) == role for line, role in label["roles"].items())
        count["fields"] += len(label["fields"])
        count["right fields"] += sum(
            holds(value, getattr(article.printed, field)) for field, value in label["fields"].items()
        )
    return found


def share(counts: Counter[str], what: str) -> float:
    return counts[f"right {what}"] / max(1, counts[what])


@pytest.mark.parametrize(("what", "floor"), [("lines", LINES), ("fields", FIELDS)])
def test_so_many_are_read_rightly(counted: dict[str, Counter[str]], what: str, floor: float) -> None:
    assert share(sum(counted.values(), Counter()), what) >= floor


def test_no_layout_is_read_badly(counted: dict[str, Counter[str]]) -> None:
    bad = {
        family: share(counts, "lines")
        for family, counts in counted.items()
        if counts["lines"] >= 10 and share(counts, "lines") < FAMILY
    }
    assert bad == {}
