"""What readers do with bytes that are hard to read or no article: encodings, bad input, our own JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_text_reader import BODY, codes, golden, read

from publisher.errors import InputError, LimitError, PublisherError, UsageError
from publisher.model import to_json
from publisher.options import ReadOptions
from publisher.readers import read_file
from publisher.readers.encoding import decode
from publisher.tree import plain_text

# --- encodings ------------------------------------------------------------------------------------------------------------

ENCODED = [
    ("utf-8", "utf-8", "码头上的人都不说话。", 0),
    ("utf-8-sig", "utf-8", "码头上的人都不说话。", 0),
    ("utf-16", "utf-16le", "码头上的人都不说话。", 0),
    ("gb18030", "gb18030", "码头上的人都不说话，镕基。𠮷", 1),
    ("big5", "big5", "碼頭上的人都不說話，這是為什麼。", 1),
    ("shift_jis", "shift_jis", "波止場の人はみな黙っていた。", 1),
    ("euc_jp", "euc-jp", "波止場の人はみな黙っていた。", 1),
    ("euc_kr", "euc-kr", "부두의 사람들은 모두 말이 없었다.", 1),
]


@pytest.mark.parametrize(("codec", "name", "text", "guesses"), ENCODED, ids=[row[0] for row in ENCODED])
def test_encoding_is_told_and_a_guess_reported(codec: str, name: str, text: str, guesses: int) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)
    assert [remark.code for remark in decoded.diagnostics] == ["encoding-guessed"] * guesses


def test_a_named_encoding_is_not_doubted() -> None:
    text = "码头上的人都不说话。"
    assert decode(text.encode("gb18030"), "GB2312") == (text, "gb18030", ())


def test_one_broken_byte_does_not_make_utf_8_something_else() -> None:
    line = BODY.encode()
    with pytest.raises(InputError) as caught:
        decode(line + b"\xff" + line * 2)
    assert (caught.value.code, caught.value.line, caught.value.values["offset"]) == (
        "encoding-wrong",
        2,
        str(len(line)),
    )


# --- bad input ----------------------------------------------------------------------------------------------------------

BAD: list[tuple[str, bytes, dict[str, object], type[PublisherError], str]] = [
    ("empty", b"", {}, InputError, "empty-source"),
    ("white space", " \n　\n\t\xa0".encode(), {}, InputError, "empty-source"),
    ("title alone", "海风\n".encode(), {}, InputError, "no-content"),
    ("title and promotion", "海风\n\n打开APP阅读全文\n".encode(), {}, InputError, "no-content"),
    ("zip", b"PK\x03\x04\x14\x00", {}, InputError, "source-binary"),
    ("pdf", b"%PDF-1.7\n", {}, InputError, "source-binary"),
    ("NULs", b"\x00\x01\x00\x02" * 50, {}, InputError, "source-binary"),
    ("unknown encoding", b"x", {"encoding": "gb18031"}, UsageError, "encoding-unknown"),
    ("wrong encoding", "海风".encode("gb18030"), {"encoding": "utf-8"}, InputError, "encoding-wrong"),
    ("nothing fits", b"\xff\xfd\xff\x80\xff", {}, InputError, "encoding-undecided"),
    ("too large", b"x" * 101, {"max_size": 100}, LimitError, "source-too-large"),
    ("too many headings", ("海风\n" + f"一、渔村\n{BODY}" * 4).encode(), {"max_headings": 3}, LimitError, "too-many-headings"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "options", "kind", "code"), BAD, ids=[row[0] for row in BAD])
def test_bad_input(name: str, data: bytes, options: dict[str, object], kind: type[PublisherError], code: str) -> None:
    with pytest.raises(kind) as caught:
        read(data, "bad.txt", **options)
    assert caught.value.code == code
    assert all(caught.value.message(language) for language in ("en", "zh"))


def test_bad_files(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.txt", "source-missing"), (tmp_path, "source-folder")):
        with pytest.raises(InputError) as caught:
            read_file(path)
        assert (caught.value.code, caught.value.file) == (code, str(path))


def test_a_large_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(10**10)
    with pytest.raises(LimitError) as caught:
        read_file(path, ReadOptions(max_size=1000))
    assert "--max-size" in caught.value.message()


def test_the_nearest_encoding_is_named() -> None:
    with pytest.raises(UsageError) as caught:
        read("x", encoding="utf8-")
    assert caught.value.values["nearest"] == "utf8"


def test_illegal_characters_are_dropped_and_counted() -> None:
    article = read("海\x00风\n" + BODY.strip() + "\x07\x07\ufeff\ufffe\n")
    assert plain_text(article.headline) == "海风"
    assert [(remark.line, remark.values) for remark in article.diagnostics if remark.code == "character-removed"] == [
        (1, {"character": "U+0000", "count": "1"}),
        (2, {"character": "U+0007", "count": "2"}),
        (2, {"character": "U+FEFF", "count": "1"}),
        (2, {"character": "U+FFFE", "count": "1"}),
    ]


TITLES = [
    ("first heading", f"本报记者 方小雨\n{BODY}渔火亮到天明\n{BODY}", "渔火亮到天明"),
    ("first sentence", "海风很大。人都不说话，只有渔船靠岸的声音。\n", "海风很大。"),
]


@pytest.mark.parametrize(("name", "text", "title"), TITLES, ids=[row[0] for row in TITLES])
def test_a_title_is_found_where_none_is_printed(name: str, text: str, title: str) -> None:
    article = read(text)
    assert plain_text(article.headline) == title
    assert article.printed.headline is None
    assert "no-title" in codes(article)


# --- our own JSON --------------------------------------------------------------------------------------------------------


def test_our_json_is_told_by_its_name_and_by_its_schema() -> None:
    data = to_json(golden("taiwan"))
    for name in ("taiwan.json", "-"):
        # All of it, where it first came from too: reading what was written is the identity.
        assert read(data, name) == golden("taiwan")


JSON = [
    ("no JSON", b"{", "json-syntax"),
    ("another's", b'{"headline": []}', "json-foreign"),
    ("a slip of the keyboard", b'{"$schema": "urn:publisher:article:1", "headlin": []}', "json-shape"),
]


@pytest.mark.parametrize(("name", "data", "code"), JSON, ids=[row[0] for row in JSON])
def test_bad_json(name: str, data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "bad.json")
    assert caught.value.code == code


def test_json_may_hold_no_illegal_characters() -> None:
    text = r'{"$schema": "urn:publisher:article:1", "headline": [{"type": "text", "text": "\u6d77\u0001\ud800\ud842\udfb7\\ud800"}]}'
    article = read(text, "x.json")
    assert plain_text(article.headline) == "海𠮷\\ud800"
    assert [remark.values["character"] for remark in article.diagnostics] == ["U+0001", "U+FFFF"]
