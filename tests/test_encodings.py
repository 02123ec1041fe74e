"""Which encoding bytes are in: what is told, what is said of it, and what is refused."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks import encoding_table
from benchmarks.press_sentences import LANGUAGES as TABLE_LANGUAGES
from benchmarks.press_sentences import prose

from publisher.errors import InputError, UsageError
from publisher.readers.encoding import decode, holds_utf_16, is_known
from publisher.readers.encoding.likelihood import LANGUAGES, likelihoods

CHINESE, TRADITIONAL, JAPANESE, KOREAN = (prose(each, 300, 1) for each in ("zh-Hans", "zh-Hant-HK", "ja", "ko"))


def codes(data: bytes, encoding: str | None = None) -> list[tuple[str, str]]:
    return [(said.code, said.severity) for said in decode(data, encoding).diagnostics]


def refusal(data: bytes, encoding: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        decode(data, encoding)
    assert all(caught.value.message(language) for language in ("en", "zh"))
    return caught.value


# --- the table -----------------------------------------------------------------------------------------------------

# Measured: 100 % at every length. Floors are raised, never lowered.
FLOORS = {20: 0.97, 60: 0.99, 200: 1.0, 2000: 1.0}


@pytest.fixture(scope="module")
def rows() -> list[encoding_table.Row]:
    return encoding_table.measure(20)


@pytest.mark.parametrize("length", encoding_table.LENGTHS)
def test_the_encoding_is_told_from_so_many_characters(rows: list[encoding_table.Row], length: int) -> None:
    assert encoding_table.share(rows, length) >= FLOORS[length], encoding_table.table(rows)


def test_every_encoding_is_in_the_table_with_every_language_it_was_made_for(rows: list[encoding_table.Row]) -> None:
    full = {(row.encoding, row.language) for row in rows if row.length == 2000 and row.cases == 20}
    unicode = {(name, each) for name in ("utf-8", "utf-16le", "utf-16be", "gb18030") for each in TABLE_LANGUAGES}
    national = {("shift_jis", "ja"), ("euc-jp", "ja"), ("euc-kr", "ko"), ("big5", "zh-Hant-TW"), ("big5", "zh-Hant-HK")}
    assert full == unicode | national


# --- told without a guess ------------------------------------------------------------------------------------------

SILENT = [
    ("nothing", b"", "utf-8", ""),
    ("ASCII", b"plain ~{ text", "utf-8", "plain ~{ text"),
    ("UTF-8", CHINESE.encode(), "utf-8", CHINESE),
    ("UTF-8 with its mark", b"\xef\xbb\xbf" + CHINESE.encode(), "utf-8", CHINESE),
    ("UTF-8, two characters", "海风".encode(), "utf-8", "海风"),
    ("UTF-8 with a stray NUL", CHINESE.encode() + b"\0", "utf-8", CHINESE + "\0"),
    ("UTF-16 with its mark", b"\xff\xfe" + CHINESE.encode("utf-16-le"), "utf-16le", CHINESE),
    ("UTF-16, big-endian, with its mark", b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16be", CHINESE),
    ("UTF-32 with its mark", CHINESE.encode("utf-32"), "utf-32le", CHINESE),
]


@pytest.mark.parametrize(("name", "data", "encoding", "text"), SILENT, ids=[row[0] for row in SILENT])
def test_what_is_beyond_doubt_needs_no_remark(name: str, data: bytes, encoding: str, text: str) -> None:
    assert decode(data) == (text, encoding, ())


LABELS = [
    ("GB2312", "gb18030", "gb18030", CHINESE),
    (" gbk ", "gb18030", "gb18030", CHINESE),
    ("Shift_JIS", "cp932", "shift_jis", JAPANESE),
    ("windows-949", "cp949", "euc-kr", KOREAN),
    ("utf-16", "utf-16-le", "utf-16le", CHINESE),
    ("windows-1252", "cp1252", "windows-1252", "café — “yes”"),
]


@pytest.mark.parametrize(("label", "codec", "encoding", "text"), LABELS, ids=[row[0].strip() for row in LABELS])
def test_a_named_encoding_is_not_doubted(label: str, codec: str, encoding: str, text: str) -> None:
    assert decode(text.encode(codec), label) == (text, encoding, ())
    assert is_known(label)


def test_a_name_overrides_what_the_bytes_say() -> None:
    data = KOREAN.encode("cp949").replace(b"\n", b"")[:60]
    assert decode(data).encoding == "euc-kr"
    assert decode(data, "gb18030").encoding == "gb18030"


def test_the_mark_says_which_utf_16_it_is() -> None:
    assert decode(b"\xfe\xff" + "海风".encode("utf-16-be"), "utf-16") == ("海风", "utf-16be", ())


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        decode(b"x", "gb18031")
    assert caught.value.values == {"encoding": "gb18031", "nearest": "gb18030"}
    assert not is_known("gb18031")


# --- guesses -------------------------------------------------------------------------------------------------------

GUESSES = [
    ("GB 18030", CHINESE.encode("gb18030"), "gb18030", CHINESE),
    ("GB 18030, four bytes a character", (CHINESE + "𠮷").encode("gb18030"), "gb18030", CHINESE + "𠮷"),
    ("Big5 with Hong Kong's characters", TRADITIONAL.encode("big5hkscs"), "big5", TRADITIONAL),
    ("Shift_JIS", JAPANESE.encode("cp932"), "shift_jis", JAPANESE),
    ("EUC-JP", JAPANESE.encode("euc_jp"), "euc-jp", JAPANESE),
    ("EUC-JP with NEC's row 13", ("①㈱" + JAPANESE).encode("euc_jis_2004"), "euc-jp", "①㈱" + JAPANESE),
    ("EUC-KR", KOREAN.encode("cp949"), "euc-kr", KOREAN),
    ("Korean in GB 18030", KOREAN.encode("gb18030"), "gb18030", KOREAN),
    ("Japanese in GB 18030", JAPANESE.encode("gb18030"), "gb18030", JAPANESE),
    ("UTF-16 without its mark", CHINESE.encode("utf-16-le"), "utf-16le", CHINESE),
    ("UTF-16, big-endian", ("　　" + KOREAN).encode("utf-16-be"), "utf-16be", "　　" + KOREAN),
    ("UTF-16 of ASCII", "Plain text\r\n".encode("utf-16-le") * 5, "utf-16le", "Plain text\r\n" * 5),
    ("ISO-2022-JP", JAPANESE.encode("iso2022_jp"), "iso-2022-jp", JAPANESE),
    ("HZ", "海风吹过田野，谷子一天天黄了。".encode("hz"), "hz-gb-2312", "海风吹过田野，谷子一天天黄了。"),
    ("a few words in mark-up", b"<p>abc def</p>\n" * 400 + "中国新闻报道".encode("gbk"), "gb18030", ""),
]


@pytest.mark.parametrize(("name", "data", "encoding", "text"), GUESSES, ids=[row[0] for row in GUESSES])
def test_a_clear_guess_is_reported_with_its_runner_up(name: str, data: bytes, encoding: str, text: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert not text or decoded.text == text
    [said] = decoded.diagnostics
    assert (said.code, said.severity, said.values["encoding"]) == ("encoding-guessed", "info", encoding)
    assert said.values["runner_up"] != encoding
    assert said.values["odds"].startswith("10^")


def test_a_close_guess_is_a_warning() -> None:
    assert codes("海风".encode("gbk")) == [("encoding-guessed", "warning")]


def test_a_text_of_rare_characters_is_a_warning() -> None:
    assert codes("魑魅魍魉饕餮貔貅耄耋".encode("gbk")) == [("encoding-guessed", "warning")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_prose_is_likelier_in_its_own_language(language: str) -> None:
    text = {"zh-Hans": CHINESE, "zh-Hant": TRADITIONAL, "ja": JAPANESE, "ko": KOREAN}[language]
    counts = Counter(character for character in text if character > "\x7f")
    chances = likelihoods(counts)
    assert max(LANGUAGES, key=lambda each: chances[each]) == language


# --- the editions and vendors of a standard --------------------------------------------------------------------------

EDITIONS = [
    (b"\xa6\xd9", "\ufe10"), (b"\xa6\xda", "\ufe12"), (b"\xa6\xdb", "\ufe11"), (b"\xa6\xdc", "\ufe13"),
    (b"\xa6\xdd", "\ufe14"), (b"\xa6\xde", "\ufe15"), (b"\xa6\xdf", "\ufe16"), (b"\xa6\xec", "\ufe17"),
    (b"\xa6\xed", "\ufe18"), (b"\xa6\xf3", "\ufe19"), (b"\xfe\x59", "\u9fb4"), (b"\xfe\x61", "\u9fb5"),
    (b"\xfe\x66", "\u9fb6"), (b"\xfe\x67", "\u9fb7"), (b"\xfe\x6d", "\u9fb8"), (b"\xfe\x7e", "\u9fb9"),
    (b"\xfe\x90", "\u9fba"), (b"\xfe\xa0", "\u9fbb"), (b"\xa8\xbc", "\u1e3f"), (b"\xfe\x51", "\U00020087"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "character"), EDITIONS, ids=[row[0].hex() for row in EDITIONS])
def test_gb_18030_is_read_by_its_edition_of_2022(data: bytes, character: str) -> None:
    decoded = decode(data + "海".encode("gbk"), "gb18030")
    assert decoded.text == character + "海"
    assert [(said.code, said.values) for said in decoded.diagnostics] == [("encoding-edition", {"count": "1"})]


@pytest.mark.parametrize(
    ("data", "character"),
    [
        (b"\xa1\x45", "‧"),
        (b"\xa1\xe3", "～"),
        (b"\xa3\xe1", "€"),
        (b"\xf9\xd6", "碁"),
        ("嘅".encode("big5hkscs"), "嘅"),
    ],
    ids=["interpunct", "tilde", "euro", "ETEN", "Cantonese"],
)
def test_big5_has_the_vendors_characters(data: bytes, character: str) -> None:
    assert decode(data, "big5") == (character, "big5", ())


def test_surrogates_encoded_each_by_itself_are_joined() -> None:
    halves = "\ud842\udfb7".encode("utf-8", "surrogatepass")
    decoded = decode(CHINESE.encode() + halves * 2)
    assert (decoded.text, decoded.encoding) == (CHINESE + "𠮷𠮷", "utf-8")
    assert [(said.code, said.values) for said in decoded.diagnostics] == [("encoding-surrogates", {"count": "2"})]


def test_a_lone_surrogate_is_an_error_with_its_place() -> None:
    wrong = refusal("野家的新闻\n".encode() * 9 + b"\xed\xa0\x80x")
    assert (wrong.code, wrong.line, wrong.values["bytes"]) == ("encoding-wrong", 10, "ED A0 80")


# --- bytes that do not fit -----------------------------------------------------------------------------------------


def cut(text: str, codec: str) -> bytes:
    """`text`, torn in the middle of its last character."""
    return (text + "海").encode(codec)[:-1]


TORN = [("utf-8", CHINESE, "utf-8"), ("gb18030", CHINESE, "gb18030"), ("big5hkscs", TRADITIONAL, "big5"),
        ("cp932", JAPANESE, "shift_jis"), ("euc_jp", JAPANESE, "euc-jp"), ("utf-16-le", CHINESE, "utf-16le")]  # fmt: skip


@pytest.mark.parametrize(("codec", "text", "encoding"), TORN, ids=[row[2] for row in TORN])
def test_a_torn_last_character_is_an_error_with_its_place(codec: str, text: str, encoding: str) -> None:
    data = cut(text, codec)
    wrong = refusal(data)
    at = len(text.encode(codec))
    assert (wrong.code, wrong.line) == ("encoding-wrong", 1 + text.count("\n"))
    assert wrong.values["encoding"] == encoding
    assert wrong.values["offset"] == str(at)
    assert wrong.values["bytes"] == data[at:].hex(" ").upper()
    assert refusal(data, encoding).values == wrong.values


@pytest.mark.parametrize(("codec", "text", "encoding"), TORN[:5], ids=[row[2] for row in TORN[:5]])
def test_broken_bytes_in_mid_file_are_named_and_make_it_no_other_encoding(codec: str, text: str, encoding: str) -> None:
    lines = text.split("\n")
    data = b"\n".join((line + ".").encode(codec) + b"\xff" for line in lines)
    wrong = refusal(data)
    assert (wrong.code, wrong.line, wrong.values["encoding"]) == ("encoding-wrong", 1, encoding)
    assert wrong.values["count"] == str(len(lines))
    first = len((lines[0] + ".").encode(codec))
    assert wrong.values["places"].startswith(f"1:{first}=FF, 2:")


def test_no_more_than_five_places_are_named() -> None:
    data = b"\n".join("海风吹过田野".encode() + b"\xff" for _ in range(8))
    values = refusal(data, "utf-8").values
    assert values["count"] == "8"
    assert values["places"] == "1:18=FF, 2:38=FF, 3:58=FF, 4:78=FF, 5:98=FF"


def test_a_file_that_is_wrong_throughout_is_not_counted_to_its_end() -> None:
    assert refusal(CHINESE.encode("gb18030") * 50, "utf-8").values["count"].endswith("+")


def test_bytes_side_by_side_are_one_place() -> None:
    values = refusal("海风".encode() + b"\xff\xfe\xfd" + "吹过".encode(), "utf-8").values
    assert (values["count"], values["bytes"], values["places"]) == ("1", "FF FE FD", "1:6=FF FE FD")


def test_the_mark_counts_in_the_offset() -> None:
    assert refusal(b"\xef\xbb\xbfab\xff").values["offset"] == "5"


@pytest.mark.parametrize(("end", "line"), [(b"\n", 3), (b"\r\n", 3), (b"\r", 3)], ids=["LF", "CRLF", "CR"])
def test_the_line_is_an_editors(end: bytes, line: int) -> None:
    assert refusal(b"a" + end + b"b" + end + b"\xff", "utf-8").line == line


def test_bytes_without_a_meaning_in_the_standard_are_named() -> None:
    data = ("海风吹过田野。\n" * 20).encode("gbk") + b"\xaa\xa1\xaa\xa2"
    decoded = decode(data)
    assert decoded.text.endswith("\ue000\ue001")
    said = decoded.diagnostics[-1]
    assert (said.code, said.severity, said.line) == ("encoding-doubtful", "warning", 21)
    assert said.values == {"encoding": "gb18030", "count": "2", "places": "21:300=AA A1, 21:302=AA A2"}


NONSENSE = [
    ("no two bytes fit", b"\xff\xfd\xff\x80\xff"),
    ("bytes at random", bytes((at * 73 + at * at * 31) % 256 for at in range(2, 400))),
    ("Latin text in Windows-1252", "Le café est près de la forêt, à côté du marché. ".encode("cp1252") * 3),
]


@pytest.mark.parametrize(("name", "data"), NONSENSE, ids=[row[0] for row in NONSENSE])
def test_what_nobody_wrote_is_refused(name: str, data: bytes) -> None:
    assert refusal(data).code == "encoding-undecided"


# --- UTF-16 among binary files -------------------------------------------------------------------------------------

UTF_16 = [
    ("ASCII", "Plain text\r\n".encode("utf-16-le"), True),
    ("much ideographic space", ("　　一一" + CHINESE).encode("utf-16-be"), True),
    ("NULs alone", b"\0" * 100, False),
    ("small numbers", b"\x00\x01\x00\x02" * 50, False),
    ("nothing", b"", False),
]


@pytest.mark.parametrize(("name", "data", "holds"), UTF_16, ids=[row[0] for row in UTF_16])
def test_text_in_utf_16_is_told_from_a_binary_file(name: str, data: bytes, holds: bool) -> None:
    assert holds_utf_16(data) is holds


@pytest.mark.parametrize(
    "text",
    ["<html><body><nav><a href=1>首页</a></nav></body></html>", "© 2020", "é", "“Morning” – café", "abc 中"],
)
def test_utf_8_with_little_beside_ascii_is_utf_8(text: str) -> None:
    """There is too little in it to score; but whole sequences of UTF-8 come about by no chance."""
    decoded = decode(text.encode())
    assert (decoded.encoding, decoded.text) == ("utf-8", text)
