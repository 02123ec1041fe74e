"""What becomes of odd characters: dropped, mended, resolved, kept and reported, or left alone; and text that was damaged before."""

from __future__ import annotations

import unicodedata

import pytest
from benchmarks.press_sentences import LANGUAGES, prose
from hypothesis import given
from hypothesis import strategies as st

from publisher.readers.characters import BREAK, ILLEGAL, LINE_END, clean, clean_tree
from publisher.readers.characters.replaced import TABLE

ZWSP, ZWNJ, ZWJ, WJ, SOFT_HYPHEN, BOM = "\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff"
IVS, NBSP, LRO, RLO, POP = "\U000e0100", "\u00a0", "\u202d", "\u202e", "\u202c"


def said(text: str, **given: bool) -> list[tuple[str, int, dict[str, str]]]:
    return [(each.code, each.line, each.values) for each in clean(text, **given)[1]]


# --- left alone ----------------------------------------------------------------------------------------------------

KEPT = {
    "nothing": "",
    "ASCII": "plain text, AT&T & Co.",
    "compatibility ideographs": "豈更\uf900\ufa11\U0002f800",
    "an ideograph with a variation selector": f"葛{IVS}城",
    "a standardised variation": "㐂\ufe00",
    "half-width kana": "ｱｲｳ ﾊﾞｽ",
    "half-width jamo": "ﾡﾢ",
    "joiners and break points": f"a{ZWJ}b{ZWNJ}c{WJ}d{ZWSP}e{SOFT_HYPHEN}f",
    "combining marks": "か\u3099 e\u0301",
    "extension B": "𠮷野家",
    "emoji": "👩\u200d👧🇯🇵",
    "sesame dots": "﹅﹆",
    "small forms": "﹐﹑",
    "ideographic space": "　　段首",
    "line ends of all kinds": "a\nb\r\nc\rd",
    "balanced direction controls": f"a{RLO}b{POP}c",
    "an entity without its semicolon": "&copy AT&T &lt &amp",
    "what is no entity": "&zzz; &#x110000; &; &#; a&b;c",
    "scalded": "烫伤 屯田",
    "accented Latin": "café, Führungskräfte, façade, ÅÄÖ",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_left_alone(text: str) -> None:
    assert clean(text) == (text, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_prose_is_left_alone_in_silence(language: str) -> None:
    text = prose(language, 5000, 1)
    assert clean(text) == (text, ())


# --- dropped -------------------------------------------------------------------------------------------------------

DROPPED = {
    "NUL": "\x00", "C0": "\x01", "backspace": "\x08", "escape": "\x1b", "DEL": "\x7f", "C1 that Windows lacks": "\x81",
    "a mark of byte order inside": BOM, "no character": "\ufffe", "no character, Arabic": "\ufdd0", "a plane's end": "\U0001ffff",
    "a lone surrogate": "\ud800", "an unclosed override": RLO, "a closer alone": POP,
}  # fmt: skip


@pytest.mark.parametrize("character", DROPPED.values(), ids=DROPPED)
def test_what_is_dropped_is_counted_with_the_line_of_the_first(character: str) -> None:
    text, remarks = clean(f"甲\r\n乙{character}丙\n{character}丁")
    assert text == "甲\r\n乙丙\n丁"
    assert [(each.code, each.line, each.values) for each in remarks] == [
        ("character-removed", 2, {"character": f"U+{ord(character):04X}", "count": "2"})
    ]


def test_direction_controls_are_balanced_line_by_line() -> None:
    assert clean(f"a{RLO}b{POP}\nc{LRO}d\n{RLO}e\u2066f{POP}\u2069")[0] == f"a{RLO}b{POP}\ncd\nef"


BREAKS = {"form feed": "\x0c", "next line": "\x85", "line separator": "\u2028", "paragraph separator": "\u2029"}


@pytest.mark.parametrize("character", BREAKS.values(), ids=BREAKS)
def test_other_breaks_become_one_mark(character: str) -> None:
    assert clean(f"甲{character}乙") == (f"甲{BREAK}乙", ())


# --- mended --------------------------------------------------------------------------------------------------------

MENDED = {
    "Kangxi radical one": ("\u2f00", "一"),
    "Kangxi radical flute": ("\u2fd5", "龠"),
    "radical people": ("\u2ea0", "民"),
    "radical see": ("\u2ec5", "见"),
    "radical long": ("\u2ed3", "长"),
    "radical turtle": ("\u2ef3", "龟"),
    "vertical two dots": ("\ufe30", "‥"),
    "vertical dash": ("\ufe31", "—"),
    "vertical parenthesis": ("\ufe35", "（"),
    "vertical corner bracket": ("\ufe41", "「"),
    "vertical white corner bracket": ("\ufe44", "』"),
    "vertical square bracket": ("\ufe47", "［"),
    "wavy low line": ("\ufe4f", "＿"),
    "vertical comma": ("\ufe10", "，"),
    "vertical full stop": ("\ufe12", "。"),
    "vertical ellipsis": ("\ufe19", "…"),
    "Windows quotation mark": ("\x93", "“"),
    "Windows dash": ("\x97", "—"),
    "Windows euro": ("\x80", "€"),
}


@pytest.mark.parametrize(("character", "meant"), MENDED.values(), ids=MENDED)
def test_what_is_mended_is_counted_with_the_line_of_the_first(character: str, meant: str) -> None:
    text, remarks = clean(f"甲\n{character}乙{character}")
    assert text == f"甲\n{meant}乙{meant}"
    assert [(each.code, each.severity, each.line, each.values) for each in remarks] == [
        ("character-replaced", "info", 2, {"character": f"U+{ord(character):04X}", "replacement": meant, "count": "2"})
    ]


def test_every_kangxi_radical_and_presentation_form_is_mended() -> None:
    radicals = {chr(code) for code in range(0x2F00, 0x2FD6)}
    forms = {chr(code) for code in range(0xFE30, 0xFE50)} - set("﹅﹆")
    assert (radicals | forms) <= set(TABLE)
    assert all(unicodedata.normalize("NFKC", radical) == TABLE[radical] for radical in radicals)


def test_a_radical_becomes_one_ideograph_that_no_other_of_its_block_becomes() -> None:
    supplement = [TABLE[mark] for mark in TABLE if "\u2e80" <= mark <= "\u2ef3"]
    assert len(supplement) == len(set(supplement))
    assert all("CJK UNIFIED IDEOGRAPH" in unicodedata.name(meant) for meant in supplement)


def test_next_line_is_an_ellipsis_among_windows_characters() -> None:
    assert clean("他说\x93走\x85\x94")[0] == "他说“走…”"


def test_one_control_that_windows_lacks_makes_them_all_controls() -> None:
    assert clean("a\x93b\x81")[0] == "ab"


def test_surrogate_pairs_are_joined() -> None:
    assert clean("\ud842\udfb7野家") == ("𠮷野家", ())


# --- private use ---------------------------------------------------------------------------------------------------


def test_private_use_is_kept_and_reported_by_kind() -> None:
    text = "甲\ue000\n乙\ue001\ue000\U000f0000"
    assert clean(text)[0] == text
    assert said(text) == [
        ("character-private", 1, {"character": "U+E000", "count": "2"}),
        ("character-private", 2, {"character": "U+E001", "count": "1"}),
        ("character-private", 2, {"character": "U+F0000", "count": "1"}),
    ]


def test_more_than_a_hundred_kinds_are_reported_together() -> None:
    found = said("".join(map(chr, range(0xE000, 0xE000 + 250))) + "\ue0c8")
    assert len(found) == 101
    assert found[-1] == ("characters-private", 1, {"kinds": "150", "count": "151"})


# --- entities ------------------------------------------------------------------------------------------------------

ENTITIES = {
    "&nbsp;": NBSP, "&nbsp": NBSP, "&NBSP;": NBSP, "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'",
    "&ldquo;": "“", "&rdquo;": "”", "&lsquo;": "‘", "&hellip;": "…", "&mdash;": "—", "&middot;": "·", "&times;": "×",
    "&#160;": NBSP, "&#x3000;": "\u3000", "&#12288;": "\u3000", "&#X4E2D;": "中", "&emsp;": "\u2003", "&copy;": "©",
    "&yen;": "¥", "&#8226;": "•", "&#150;": "–", "&#x20BB7;": "𠮷", "&zwnj;": ZWNJ,
    "&#10;": BREAK, "&#13;": BREAK, "&NewLine;": BREAK, "&#x2028;": BREAK,
}  # fmt: skip


@pytest.mark.parametrize("entity", ENTITIES)
def test_an_entity_left_in_the_text_is_resolved_and_counted(entity: str) -> None:
    text, remarks = clean(f"甲\n乙{entity}丙{entity}")
    assert text == f"甲\n乙{ENTITIES[entity]}丙{ENTITIES[entity]}"
    [remark] = remarks
    assert (remark.code, remark.severity, remark.line) == ("entity-replaced", "info", 2)
    assert (remark.values["entity"], remark.values["count"]) == (entity, "2")


def test_a_resolved_entity_is_shown_or_named() -> None:
    assert [values["replacement"] for _, _, values in said("&hellip;&nbsp;")] == ["…", "U+00A0"]


def test_a_blank_line_between_two_kinds_of_line_end_joins_nothing() -> None:
    assert clean("a\r&nbsp;\nb&nbsp;c\n")[0] == f"a\r&nbsp;\nb{NBSP}c\n"


@pytest.mark.parametrize("line", ["&nbsp;", "&nbsp;&nbsp;", " &emsp;&#160; ", "　&#x3000;", "&nbsp"])
def test_a_line_of_entities_for_white_space_stays_for_the_reader_to_report(line: str) -> None:
    assert clean(f"甲&nbsp;乙\r\n{line}\r\n丙") == (f"甲{NBSP}乙\r\n{line}\r\n丙", clean("甲&nbsp;乙")[1])


def test_an_entity_is_resolved_once() -> None:
    assert clean("&amp;lt;b&amp;gt;")[0] == "&lt;b&gt;"


def test_entities_of_a_source_with_mark_up_are_its_own() -> None:
    assert clean("&lt;&nbsp;\x00", entities=False)[0] == "&lt;&nbsp;"


@pytest.mark.parametrize("entity", ["&#0;", "&#1;", "&#xFFFF;", "&#xD800;", "&#129;"])
def test_an_entity_for_an_illegal_character_goes_as_that_character(entity: str) -> None:
    text, remarks = clean(f"甲{entity}乙")
    assert text == "甲乙"
    assert [each.code for each in remarks] == ["entity-replaced", "character-removed"]


def test_more_than_a_hundred_entities_are_reported_together() -> None:
    found = said("".join(f"&#{code};" for code in range(0x4E00, 0x4E00 + 130)))
    assert len(found) == 101
    assert found[-1] == ("entities-replaced", 1, {"kinds": "30", "count": "30"})


# --- text that was damaged before ----------------------------------------------------------------------------------


def misread(text: str, codec: str, wrong: str) -> str:
    return text.encode(codec).decode(wrong, "replace").replace("\ufffd", "?")


LATER = prose("zh-Hans", 120, 4), prose("ja", 120, 4), prose("zh-Hant-TW", 120, 5), prose("ko", 120, 4)
DAMAGED = {
    "two characters alone": ("甲：绾㈡ゼ。", "UTF-8 → GB18030"),
    "a line of Chinese": (misread(LATER[0], "utf-8", "gb18030"), "UTF-8 → GB18030"),
    "a line of Korean": (misread(LATER[3], "utf-8", "gb18030"), "UTF-8 → GB18030"),
    "read as Shift_JIS": (misread(LATER[1], "utf-8", "cp932"), "UTF-8 → Shift_JIS"),
    "read as Big5": (misread(LATER[2], "utf-8", "cp950"), "UTF-8 → Big5"),
    "read as Latin": (LATER[0].encode().decode("cp1252", "ignore"), "UTF-8 → Windows-1252"),
    "a quotation mark read as Latin": ("he said â€œyes", "UTF-8 → Windows-1252"),
    "GB read as Latin": (LATER[0].encode("gbk").decode("latin-1"), "GB18030, Big5 … → Windows-1252"),
    "replacement characters read as GB": ("锟斤拷锟斤拷", "U+FFFD → GB18030"),
    "replacement characters read as Big5": ("嚙踝蕭", "U+FFFD → Big5"),
    "replacement characters": ("甲\ufffd乙", "U+FFFD"),
    "empty memory": ("烫烫烫烫", "0xCC → GB18030"),
}


@pytest.mark.parametrize(("text", "cause"), DAMAGED.values(), ids=DAMAGED)
def test_mojibake_is_warned_of_with_a_sample_and_never_repaired(text: str, cause: str) -> None:
    cleaned, remarks = clean("前一行\n" + text)
    found = [each for each in remarks if each.code == "mojibake"]
    assert [each.values["cause"] for each in found] == [cause]
    assert found[0].severity == "warning"
    assert found[0].line >= 2
    assert found[0].values["sample"] in text
    assert all(mark in cleaned for mark in text if mark.isalpha() and not ILLEGAL.match(mark))


ORDINARY = [
    "瑕疵的现象",
    "網上服務站點",
    "濡れた毛布をかけ、弁が凍る",
    "迪以残障之身",
    "豁免條款",
    "繧繝縁の畳",
    "鈥字是鏽的異體",
    "锛子和斧头",
    "於てをや",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_rare_characters_are_no_mojibake(text: str) -> None:
    assert clean(text) == (text, ())


# --- always --------------------------------------------------------------------------------------------------------

ODD = st.text(
    st.one_of(
        st.sampled_from(
            [*DROPPED.values(), *BREAKS.values(), *TABLE, "\n", "\r", "&", ";", "锟", "\ue000", "甲", "\x93"]
        ),
        st.characters(),
    ),
    max_size=40,
)


@given(ODD)
def test_what_is_clean_stays_so_and_holds_nothing_illegal(text: str) -> None:
    cleaned, _ = clean(text)
    assert not ILLEGAL.search(cleaned)
    assert clean(cleaned, entities=False)[0] == cleaned


@given(st.lists(ODD.filter(lambda text: "\n" not in text and "\r" not in text)))
def test_line_ends_stay_where_they_are(lines: list[str]) -> None:
    assert len(LINE_END.split(clean("\n".join(lines))[0])) == max(1, len(lines))


@given(st.text(st.sampled_from([*DROPPED.values(), "甲", "\n"]), max_size=30))
def test_the_input_is_the_output_and_what_is_said_to_be_dropped(text: str) -> None:
    cleaned, remarks = clean(text)
    removed = sum(int(each.values["count"]) for each in remarks if each.code == "character-removed")
    # A pair of surrogates cannot arise here: there is only the first half.
    assert len(cleaned) + removed == len(text)


def test_a_tree_is_cleaned_as_its_strings_are() -> None:
    tree, remarks = clean_tree({"a": ["x\x00", ("y\x00\ud800",)], "b": 1})
    assert tree == {"a": ["x", ["y"]], "b": 1}
    assert [each.values for each in remarks] == [
        {"character": "U+0000", "count": "2"},
        {"character": "U+D800", "count": "1"},
    ]
