"""Headlines as file names: readable, and safe on every file system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.slug import MOST_BYTES, ZERO_WIDTH_JOINER, clusters, collision_key, slug

RIGHT_TO_LEFT_OVERRIDE = "\u202e"
ZERO_WIDTH_SPACE = "\u200b"
IDEOGRAPHIC_SPACE = "\u3000"
VARIATION_SELECTOR_17 = "\U000e0100"
COMBINING_VOICED_MARK = "\u3099"
NONCHARACTER = "\uffff"
PRIVATE_USE = "\ue000"
FAMILY = ZERO_WIDTH_JOINER.join("👨👩👧")
FLAG = "🇨🇳"

READABLE = [
    ("水声回来了，人也回来了", "水声回来了-人也回来了"),
    ("管护要跟上——老城水系三年记", "管护要跟上-老城水系三年记"),
    ("读懂“十五五”的民生账", "读懂十五五的民生账"),
    ("《渡口》：最后一班船", "渡口-最后一班船"),
    ("钟楼巷纪事（上）", "钟楼巷纪事-上"),
    ("“一渠一课”（③）", "一渠一课-③"),
    ("民  主  第  一", "民主第一"),
    ("新街巷" + IDEOGRAPHIC_SPACE + "旧邻居", "新街巷-旧邻居"),
    ("约翰·穆勒的花园", "约翰·穆勒的花园"),
    ("ローカル線の「いま」", "ローカル線のいま"),
    ("바람을 읽는 사람들", "바람을-읽는-사람들"),
    ("增长5.3%、用户1,200万", "增长5.3%-用户1200万"),
    ("Version 3.14 is out!", "Version-3.14-is-out"),
    ("气温升至38℃", "气温升至38℃"),
    ("■ 本期导读 ▲", "本期导读"),
    ("一家人" + FAMILY, "一家人" + FAMILY),
]

SAFE = [
    ("../../etc/passwd", "etc-passwd"),
    ("..\\..\\boot.ini", "boot.ini"),
    ("/", "untitled"),
    ("", "untitled"),
    ("……", "untitled"),
    ('a/b:c?d*e|f<g>h"i', "a-b-c-d-e-f-g-hi"),
    (".hidden", "hidden"),
    ("--help", "help"),
    ("ends. ", "ends"),
    ("CON", "_CON"),
    ("nul.txt", "_nul.txt"),
    ("lpt¹", "_lpt¹"),
    ("console", "console"),
    ("甲\0乙\x1b[31m\n丙", "甲-乙-31m-丙"),
    (f"甲{RIGHT_TO_LEFT_OVERRIDE}乙{ZERO_WIDTH_SPACE}丙{ZERO_WIDTH_JOINER}丁", "甲乙丙丁"),
    (f"甲\ud800乙{NONCHARACTER}丙{PRIVATE_USE}", "甲乙丙"),
    ("{{ 7*7 }}", "7-7"),
    ("か" + COMBINING_VOICED_MARK, "が"),
    ("——" + COMBINING_VOICED_MARK + "甲", "甲"),
    ("葛" + VARIATION_SELECTOR_17 + "城", "葛" + VARIATION_SELECTOR_17 + "城"),
]


@pytest.mark.parametrize(("title", "expected"), READABLE + SAFE)
def test_a_headline_becomes_this_name(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text(max_size=300))
@example("甲" * 300)
@example("e" + "\u0301" * 500)
@example(("葛" + VARIATION_SELECTOR_17) * 60)
@example("con" + "." * 200 + "x")
def test_every_name_is_safe_short_and_stable(title: str) -> None:
    name = slug(title)
    assert 0 < len(name.encode()) <= MOST_BYTES
    assert not set(name) & set('/\\:*?"<>|\0 ')
    assert name[0] not in ".-" and name[-1] not in ".- "
    assert not {unicodedata.category(char) for char in name} & {"Cc", "Cs", "Co", "Zs", "Zl", "Zp"}
    assert unicodedata.is_normalized("NFC", name)
    assert slug(name) == name


@pytest.mark.parametrize("cluster", [FAMILY, FLAG, "葛" + VARIATION_SELECTOR_17, "q\u0323\u0303", "ﾊ\uff9e", "👍🏽"])
def test_a_cut_never_parts_a_cluster(cluster: str) -> None:
    for before in range(len(cluster.encode()) + 1):
        name = slug("a" * (MOST_BYTES - len(cluster.encode()) - 4 + before) + cluster * 3)
        assert name.lstrip("a") in ("", cluster, cluster * 2, cluster * 3), before


def test_clusters_are_what_a_reader_takes_for_one_character() -> None:
    text = [FAMILY, FLAG, "🇯🇵", "한", "\u1112\u1161\u11ab", "が", "か" + COMBINING_VOICED_MARK, "字"]
    assert clusters("".join(text)) == text
    assert clusters("") == []


@pytest.mark.parametrize(("one", "other"), [("Straße", "STRASSE"), ("が", "か" + COMBINING_VOICED_MARK), ("A", "a")])
def test_twins_in_case_or_normal_form_collide(one: str, other: str) -> None:
    assert collision_key(one) == collision_key(other)
