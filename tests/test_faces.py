"""Sharing out characters over faces, and the glyph gate."""

from __future__ import annotations

import pytest
from conftest import ROOT

from publisher.errors import UsageError
from publisher.fonts import Face, face_of, families, family, user_face
from publisher.themes import load_theme
from publisher.typeset.cascade import FontUse
from publisher.typeset.faces import FacePlan, complete_stacks, face_table, plan_faces

ROLES_OF_PRESS = load_theme("press").faces
HIEROGLYPH = "\U00013000"
IDEOGRAPHIC_VARIATION = "\U000e0100"


def plan(uses: dict[tuple[str, int], str], language: str = "zh-Hans", own: dict[str, Face] | None = None) -> FacePlan:
    table = face_table(ROLES_OF_PRESS, own or {}, language)
    return plan_faces(
        {FontUse(tuple(names.split()), weight): set(text) for (names, weight), text in uses.items()}, table
    )


def shares(made: FacePlan) -> dict[tuple[str, int], str]:
    return {(each.css_family, each.weight): "".join(sorted(each.characters)) for each in made.faces}


TABLE = [
    # what is asked for, what each face draws
    ({("song", 400): "甲"}, {("song", 400): "甲"}),
    ({("song", 700): "甲"}, {("song", 700): "甲"}),
    ({("kai", 700): "甲"}, {("kai", 400): "甲"}),  # 楷 has one weight
    ({("kai song", 400): "甲“”—…·"}, {("kai", 400): "甲", ("song", 400): "·—“”…"}),  # its marks are unfit for CJK
    ({("kai", 400): "—"}, {("kai", 400): "—"}),  # but better than none
    ({("song", 400): "甲", ("hei", 700): "甲"}, {("song", 400): "甲", ("hei", 700): "甲"}),
    ({("", 400): "甲"}, {("song", 400): "甲"}),  # no stack: the text's role first
    ({("serif", 400): "甲"}, {}),
    ({("song", 400): "甲\n\t\r\x7f"}, {("song", 400): "甲"}),
    ({("song", 400): ""}, {}),
    ({("song", 400): f"葛{IDEOGRAPHIC_VARIATION}"}, {("song", 400): f"葛{IDEOGRAPHIC_VARIATION}"}),
    ({("song", 400): "甲\u200b\u2060\ufeff"}, {("song", 400): "甲\u200b\u2060\ufeff"}),
]


@pytest.mark.parametrize(("uses", "expected"), TABLE)
def test_each_character_goes_to_the_first_face_that_has_it(
    uses: dict[tuple[str, int], str], expected: dict[tuple[str, int], str]
) -> None:
    assert shares(plan(uses)) == {face: "".join(sorted(share)) for face, share in expected.items()}


def test_what_no_face_has_is_missing() -> None:
    made = plan({("song", 400): f"甲{HIEROGLYPH}", ("serif", 400): "乙"})
    assert made.missing == {HIEROGLYPH, "乙"}
    assert plan({("song", 400): "甲\u200b"}).missing == frozenset()


def test_the_same_uses_in_any_order_give_the_same_plan() -> None:
    one = plan({("song", 400): "甲", ("hei song", 700): "乙", ("kai song", 400): "丙—"})
    other = plan({("kai song", 400): "丙—", ("hei song", 700): "乙", ("song", 400): "甲"})
    assert [(face.css_family, face.weight, face.characters) for face in one.faces] == [
        (face.css_family, face.weight, face.characters) for face in other.faces
    ]


@pytest.mark.parametrize(
    "language", ["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko", "zh", "en", "mul", "ko-KR", "zh-Hans-SG"]
)
def test_every_language_has_faces_for_all_roles(language: str) -> None:
    letters = {"ja": "あ", "ko": "가"}.get(language[:2], "字")
    for role in ROLES_OF_PRESS:
        assert plan({(f"{role} song", 400): letters}, language).missing == frozenset()


INDEX = [
    ("zh-Hans", 2), ("zh", 2), ("zh-CN", 2), ("zh-SG", 2), ("zh-Hans-SG", 2), ("zh-Hant", 3), ("zh-TW", 3), ("zh-Hant-TW", 3),
    ("zh-HK", 4), ("zh-Hant-HK", 4), ("zh-MO", 4), ("zh-Hant-MO", 4), ("ja", 0), ("ja-JP", 0), ("ko", 1), ("en", 2),
]  # fmt: skip


@pytest.mark.parametrize(("language", "index"), INDEX)
def test_the_language_chooses_the_forms(language: str, index: int) -> None:
    assert face_of(family("Noto Serif CJK"), language, 400).index == index


@pytest.mark.parametrize(
    ("weight", "expected"), [(400, 400), (700, 700), (100, 400), (900, 700), (550, 400), (560, 700)]
)
def test_the_nearest_weight(weight: int, expected: int) -> None:
    assert face_of(family("Noto Serif CJK"), "zh-Hans", weight).weight == expected


def test_an_unknown_family_names_the_known() -> None:
    with pytest.raises(UsageError) as caught:
        family("Comic Sans")
    assert caught.value.code == "font-family-unknown"
    assert all(each.name in caught.value.values["known"] for each in families())


@pytest.mark.parametrize("content", [b"", b"no font", b"OTTO", b"\0\1\0\0" + bytes(40), b"ttcf" + bytes(60)])
def test_a_file_that_is_no_font_is_refused(content: bytes, tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "own.otf"
    file.write_bytes(content)
    for path in (file, file.with_name("absent.otf"), file.parent):
        with pytest.raises(UsageError) as caught:
            user_face(path)
        assert caught.value.code == "font-file-unreadable"
        assert caught.value.values["fault"]


def test_a_face_of_ones_own_comes_first() -> None:
    own = user_face(
        ROOT / "fonts" / face_of(next(each for each in families() if each.style == "kai"), "zh-Hans", 400).path
    )
    made = plan({("own-song song", 400): "甲—"}, own={"song": own})
    assert shares(made) == {("own-song", 400): "—甲"}


STACKS = [
    # style sheet, roles with a face of the user's own, what becomes of it
    ("p { font-family: song; }", (), "p { font-family: song, hei, kai, mono; }"),
    ("p{font-family:kai,song}", (), "p{font-family:kai, song, hei, mono}"),
    ("p { font-family: 'hei' }", ("hei",), "p { font-family: own-hei, hei, song, kai, mono }"),
    ("p { font-family: kai; }", ("song",), "p { font-family: kai, own-song, song, hei, mono; }"),
    ("p { font-family: inherit; }", ("song",), "p { font-family: inherit; }"),
    ("p { color: red; }", (), "p { color: red; }"),
]


@pytest.mark.parametrize(("css", "own", "expected"), STACKS)
def test_stacks_are_completed(css: str, own: tuple[str, ...], expected: str) -> None:
    assert complete_stacks(css, own) == expected
    if not own:
        assert complete_stacks(expected, own) == expected
