"""How much reading may take: limits that name their option, files read in pieces, and memory in proportion to the source.

Time is measured in `tests/benchmarks/reading.py`; here nothing depends on the machine.
"""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from benchmarks.reading import many_headings, one_line, running_text
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import LimitError
from publisher.model import Heading, Paragraph, Text
from publisher.options import ReadOptions, TransformOptions
from publisher.readers import read_bytes, read_file, read_pieces
from publisher.transforms import TRANSFORMS, apply, signs_of
from publisher.transforms.runs import Setting

UNLIMITED = ReadOptions(max_size=1 << 60, max_headings=1 << 60)
TIMES, BYTES_A_HEADING = 12, 3000
KILOBYTE = 1000


# --- limits --------------------------------------------------------------------------------------------------------------


def test_a_file_over_the_limit_is_refused_by_the_options_name(tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_text("码头的早晨\n" + "渔船靠岸。" * 100, "utf-8")
    with pytest.raises(LimitError) as caught:
        read_file(source, ReadOptions(max_size=1000))
    assert (caught.value.code, caught.value.file, caught.value.status) == ("source-too-large", str(source), 6)
    for language in ("en", "zh"):
        assert "--max-size" in caught.value.message(language)
        assert "1000" in caught.value.message(language)


def test_headings_over_the_limit_are_refused_by_the_options_name() -> None:
    with pytest.raises(LimitError) as caught:
        read_bytes(many_headings(30).encode(), "many.txt", ReadOptions(max_headings=10))
    assert (caught.value.code, caught.value.file) == ("too-many-headings", "many.txt")
    assert caught.value.line > 1, "the line of the first that is too many"
    for language in ("en", "zh"):
        assert "--max-headings" in caught.value.message(language)


def test_a_limit_may_be_far_above_what_there_is_memory_for(tmp_path: Path) -> None:
    source = tmp_path / "short.txt"
    source.write_text("码头的早晨\n渔船一条接一条靠岸。\n", "utf-8")
    for most in (1 << 40, 1 << 62, 1 << 70):
        assert read_file(source, ReadOptions(max_size=most)).printed.headline == "码头的早晨"


class _Stream(io.RawIOBase):
    """Bytes without end; remembers how many were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, size: int = -1) -> bytes:
        self.asked.append(size)
        return b"x" * min(size, 5000)


def test_a_stream_is_read_in_pieces_up_to_the_limit_and_no_further() -> None:
    stream = _Stream()
    assert len(read_pieces(stream, 123_456)) == 123_456  # type: ignore[arg-type]
    assert 0 < max(stream.asked) <= 1 << 20
    assert read_pieces(io.BytesIO(b"abc"), 1 << 70) == b"abc"
    assert read_pieces(io.BytesIO(b"abc"), 2) == b"ab"


# --- memory -----------------------------------------------------------------------------------------------------------------


def peak_of_reading(data: bytes, encoding: str = "utf-8") -> int:
    """Most bytes allocated at once while `data` is read and transformed; what is made once for all texts is made before."""
    apply(read_bytes(running_text(30 * KILOBYTE, 40).encode(encoding), "warm.txt", UNLIMITED))
    tracemalloc.start()
    try:
        apply(read_bytes(data, "text.txt", UNLIMITED))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("width", [40, 400])
def test_memory_of_a_text_is_a_small_multiple_of_its_size(width: int, encoding: str) -> None:
    data = running_text(400 * KILOBYTE, width).encode(encoding)
    assert peak_of_reading(data, encoding) < TIMES * len(data)


def test_memory_of_one_long_line_is_a_small_multiple_of_its_size() -> None:
    data = one_line(2000 * KILOBYTE).encode()
    assert peak_of_reading(data) < TIMES * len(data)


def test_memory_of_a_heading() -> None:
    count = 3000
    assert peak_of_reading(many_headings(count).encode()) < BYTES_A_HEADING * count


def test_all_headings_are_read_where_the_limit_is_raised() -> None:
    article = read_bytes(many_headings(300).encode(), "many.txt", UNLIMITED)
    assert sum(isinstance(block, Heading) for block in article.blocks) == 300


def test_a_line_its_entry_and_its_block_share_one_string() -> None:
    article = read_bytes(running_text(3 * KILOBYTE, 80).encode(), "text.txt")
    entries = {entry.lines: entry.text for entry in article.reading}
    paragraphs = [block for block in article.blocks if isinstance(block, Paragraph)]
    assert len(paragraphs) > 5
    for block in paragraphs:
        (only,) = block.content
        assert isinstance(only, Text)
        assert only.text is entries[block.lines]


# --- what the rules on characters skip ----------------------------------------------------------------------------------------

_SIGNS = "".join(each.signs + each.pairs for each in TRANSFORMS)


@given(st.text(alphabet=_SIGNS + "码头a1，、「“”‘’（）》%", max_size=12), st.sampled_from(["running", "spaced"]))
def test_a_run_without_a_rules_signs_is_what_that_rule_leaves_alone(text: str, place: str) -> None:
    for transform in TRANSFORMS:
        if signs_of([transform]).search(text) is None:
            assert transform.edits(text, Setting(place, "zh-Hans")) == []  # type: ignore[arg-type]


def test_an_article_without_signs_is_the_same_object() -> None:
    article = read_bytes(running_text(3 * KILOBYTE, 80).encode(), "text.txt")
    assert apply(article, TransformOptions()) is article
