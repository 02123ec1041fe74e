"""A face that is sliced often is cut to the standard of its language; its slices are the same to the byte."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from publisher.fonts import Face, face_of, families
from publisher.typeset import slices, working_faces
from publisher.typeset.regions import region_of
from publisher.typeset.repertoire import standard_of
from publisher.typeset.slices import slice_face
from publisher.typeset.working_faces import WorkingFace, working_face

LANGUAGES = [
    ("zh-Hans",), ("zh-Hans", "ja", "en"), ("zh-Hant-HK", "zh-Hans"), ("ja",), ("ko", "zh-Hans"),
]  # fmt: skip
MARKS = "，。、；：？！“”‘’《》（）【】「」—…·-–～／.%()'\"AaBbffi0123456789éñー々〇"


def texts(language: str, number: int) -> list[frozenset[str]]:
    """Characters that documents of a language could hold, the same ones each time."""
    chance = random.Random(f"{language} {number}")
    known = sorted(standard_of(region_of(language)))
    return [frozenset(chance.sample(known, 300)) | set(chance.sample(MARKS, 30)) | {"—"} for _ in range(number)]


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("family", families(), ids=lambda each: each.name)
def test_a_slice_of_a_cut_face_is_the_slice_of_the_face(
    family: object, languages: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    face = face_of(family, languages[0], 400)  # type: ignore[arg-type]
    for characters in texts(languages[0], 2):
        monkeypatch.setattr(working_faces, "_OFTEN", 10**9)
        whole = slice_face.__wrapped__(face, characters, languages)
        monkeypatch.setattr(working_faces, "_OFTEN", -1)
        assert isinstance(working_face(face, characters, languages, slices._WORKING_FEATURES), WorkingFace)
        assert slice_face.__wrapped__(face, characters, languages) == whole


def test_a_face_is_cut_only_when_it_has_been_sliced_often(monkeypatch: pytest.MonkeyPatch) -> None:
    face = face_of(families()[0], "zh-Hans", 400)
    monkeypatch.setattr(working_faces, "_asked", Counter())
    found = [working_face(face, frozenset("字"), ("zh-Hans",), ()) for _ in range(working_faces._OFTEN + 1)]
    assert [type(each) for each in found] == [Face] * working_faces._OFTEN + [WorkingFace]


@pytest.mark.parametrize(("characters", "language"), [("字𠮷", "zh-Hans"), ("字鿿", "ja"), ("letters", "en")])
def test_what_the_standard_lacks_is_sliced_from_the_whole_face(
    characters: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_faces, "_OFTEN", -1)
    face = face_of(families()[0], language, 400)
    assert working_face(face, frozenset(characters), (language,), ()) is face
