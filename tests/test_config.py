"""Each option's value comes from the strongest layer that gives it, and a wrong key or value is named with its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from publisher.config import Layer, Origin, command_line, resolve
from publisher.errors import UsageError
from publisher.option_keys import known_keys, nearest
from publisher.options import Options

NOTHING: Mapping[str, object] = {}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "feature.txt"
    path.parent.mkdir()
    path.write_text("题目\n\n　　正文。\n", "utf-8")
    return path


def project(source: Path, text: str) -> Path:
    file = source.parent.parent / "publisher.toml"
    file.write_text(text, "utf-8")
    return file


def sidecar(source: Path, text: str) -> Path:
    file = source.with_name("feature.publisher.toml")
    file.write_text(text, "utf-8")
    return file


def theme(source: Path, text: str) -> Path:
    folder = source.parent.parent / "house"
    folder.mkdir()
    (folder / "theme.toml").write_text(f'extends = "press"\n{text}', "utf-8")
    return folder


def fault_of(source: Path, given: Mapping[str, object] = NOTHING) -> UsageError:
    with pytest.raises(UsageError) as caught:
        resolve(source, command_line(given))
    assert caught.value.message("zh") != caught.value.message("en")
    return caught.value


# --- layers --------------------------------------------------------------------------------------------------------


def test_without_any_layer_all_is_default(source: Path) -> None:
    resolved = resolve(source, command_line({}))
    assert resolved.options.write == Options().write
    assert resolved.options.read == Options().read
    assert list(resolved.origins) == list(known_keys())
    assert resolved.origins["to"] == Origin("default")


def test_the_command_line_beats_the_sidecar_beats_the_project_beats_the_theme(source: Path) -> None:
    folder = theme(source, '[options]\ntrim = "a4"\nstray-spaces = false\npaired-quotes = false\n')
    shared = project(source, 'theme = "house"\ntrim = "a5"\nlang = "ja"\nmax-headings = 5\nstray-spaces = true\n')
    own = sidecar(source, 'lang = "ko"\nmax-headings = 6\n')
    resolved = resolve(source, command_line({"max-headings": "7"}))
    options = resolved.options
    assert (options.read.max_headings, options.read.lang, options.render.trim) == (7, "ko", "a5")
    assert (options.transform.stray_spaces, options.transform.paired_quotes) == (True, False)
    assert resolved.origins["max-headings"] == Origin("command line")
    assert resolved.origins["lang"] == Origin("sidecar", own, 1)
    assert resolved.origins["trim"] == Origin("publisher.toml", shared, 2)
    assert resolved.origins["paired-quotes"] == Origin("theme", folder / "theme.toml")
    assert resolved.origins["to"] == Origin("default")


def test_the_sidecar_of_the_whole_name_is_nearer_than_that_of_the_stem(source: Path) -> None:
    sidecar(source, 'lang = "ko"')
    source.with_name("feature.txt.publisher.toml").write_text('lang = "ja"')
    assert resolve(source, command_line({})).options.read.lang == "ja"


def test_the_nearest_project_file_upward_counts_and_no_other(source: Path) -> None:
    project(source, 'lang = "ko"\nstrict = true\n')
    (source.parent / "publisher.toml").write_text('lang = "ja"\n')
    options = resolve(source, command_line({})).options
    assert (options.read.lang, options.write.strict) == ("ja", False)


def test_standard_input_looks_upward_from_the_current_folder(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(source, "strict = true\n")
    monkeypatch.chdir(source.parent)
    assert resolve(None, command_line({})).options.write.strict


def test_the_transforms_may_stand_in_a_table(source: Path) -> None:
    file = project(source, "strict = true\n\n[transforms]\nstray-spaces = false\n")
    resolved = resolve(source, command_line({}))
    assert resolved.options.transform.stray_spaces is False
    assert resolved.origins["stray-spaces"] == Origin("publisher.toml", file, 4)


def test_paths_in_a_file_are_relative_to_it(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = theme(source, "")
    project(source, 'theme = "./house"\noutput = "out/"\nfont = ["own.otf", "kai=fonts/brush.ttf", "/abs.otf"]\n')
    monkeypatch.chdir(source.parent)
    options = resolve(source, command_line({})).options
    top = source.parent.parent
    assert Path(options.render.theme).resolve() == folder.resolve()
    assert options.write.output == f"{top / 'out'}/"
    assert options.render.font == (str(top / "own.otf"), f"kai={top / 'fonts' / 'brush.ttf'}", "/abs.otf")


def test_a_bundled_theme_is_a_name_and_no_path(source: Path) -> None:
    project(source, 'theme = "press"\n')
    assert resolve(source, command_line({})).options.render.theme == "press"


# --- the command line's words ----------------------------------------------------------------------------------------


def test_words_get_the_types_of_their_options() -> None:
    layer = command_line({"to": "pdf, epub,pdf", "max-size": "1000", "font": ("a.otf",), "strict": True, "lang": None})
    assert layer.values == {"to": ("pdf", "epub"), "max-size": 1000, "font": ("a.otf",), "strict": True}


@pytest.mark.parametrize(
    ("key", "word", "code", "said"),
    [
        ("max-size", "many", "option-number", "--max-size takes a whole number from 1 up, not many."),
        ("max-headings", "0", "option-number", "--max-headings takes a whole number from 1 up, not 0."),
        ("to", "epub,pfd", "option-choice", "Did you mean pdf?"),
        ("writing-mode", "vertcal", "option-one-of", "Did you mean vertical?"),
        ("punctuation", "half", "option-one-of", "Did you mean half-width?"),
        ("upright-digits", "4", "option-number-range", "from 0 to 3"),
        ("to", ",", "option-choice", "epub"),
        ("trim", "a55", "trim-unknown", "a55"),
        ("trim", "1x1mm", "trim-out-of-range", "1x1mm"),
        ("encoding", "gb18031", "encoding-unknown", "gb18030"),
        ("lang", "zh_CN", "lang-malformed", "zh_CN"),
    ],
)
def test_a_word_that_does_not_fit_is_named(key: str, word: str, code: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        command_line({key: word})
    assert caught.value.code == code
    assert said in caught.value.message("en")
    assert caught.value.message("zh")


# --- wrong files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("strict = true\ntrimm = 1\n", "key-unknown", 2, "“trimm”. Did you mean “trim”?"),
        ("[transform]\nstray-spaces = true\n", "key-unknown", 1, "transform"),
        ("[transforms]\nstray-space = true\n", "key-unknown", 2, "Did you mean “stray-spaces”?"),
        ("[transforms]\nstrict = true\n", "key-unknown", 2, "strict"),
        ("transforms = true\n", "config-table", 1, "[transforms]"),
        ('\nstrict = "yes"\n', "option-truth", 2, "strict takes true or false, not yes."),
        ('max-size = "20"\n', "option-number", 1, "max-size takes a whole number"),
        ("max-size = true\n", "option-number", 1, "max-size"),
        ("lang = 86\n", "option-text", 1, "lang takes a text in quotes, not 86."),
        ('to = "epub"\n', "option-choice", 1, "epub"),
        ('to = ["docx"]\n', "option-choice", 1, "docx"),
        ("to = []\n", "option-choice", 1, "to takes"),
        ('font = "own.otf"\n', "option-texts", 1, "font takes a list"),
        ("font = [1]\n", "option-texts", 1, "font takes a list"),
        ('trim = "a55"\n', "trim-unknown", 1, "a55"),
        ('theme = "prss"\n', "theme-unknown", 1, "press"),
        ("strict = \n", "config-syntax", 1, "TOML"),
        ("lang = 2026-01-01\n", "option-text", 1, "lang"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(source: Path, text: str, code: str, line: int, said: str) -> None:
    file = project(source, text)
    fault = fault_of(source)
    assert (fault.code, fault.file, fault.line) == (code, str(file), line)
    assert said in fault.message("en")
    assert fault.status == 2


def test_a_file_that_is_no_text_is_named(source: Path) -> None:
    file = sidecar(source, "")
    file.write_bytes("lang = '中文'".encode("gb18030"))
    assert (fault_of(source).code, fault_of(source).file) == ("config-unreadable", str(file))


def test_a_byte_order_mark_is_no_fault(source: Path) -> None:
    sidecar(source, "").write_bytes(b"\xef\xbb\xbfstrict = true\r\n")
    assert resolve(source, command_line({})).options.write.strict


@pytest.mark.parametrize("key", ["output", "to", "no-clobber", "theme", "encoding"])
def test_a_theme_decides_on_looks_alone(source: Path, key: str) -> None:
    folder = theme(source, f"[options]\n{key} = 1\n")
    fault = fault_of(source, {"theme": str(folder)})
    assert (fault.code, fault.file) == ("key-not-in-theme", str(folder / "theme.toml"))


def test_an_unknown_option_of_a_theme_is_named(source: Path) -> None:
    folder = theme(source, "[options]\ntrimm = 1\n")
    assert fault_of(source, {"theme": str(folder)}).message() == "There is no option “trimm”. Did you mean “trim”?"


# --- the table of keys -------------------------------------------------------------------------------------------------


def test_keys_are_unique_over_all_stages() -> None:
    fields = [name for stage in Options().__struct_fields__ for name in getattr(Options(), stage).__struct_fields__]
    # Corrections of a reading and words and glyphs are tables of files: they are no options.
    assert len(fields) - 3 == len(set(fields)) - 3 == len(known_keys())


def test_some_word_is_always_the_nearest() -> None:
    assert nearest("trimm", ["trim", "to"]) == "trim"
    assert nearest("字", ["trim", "to"]) in ("trim", "to")


def test_a_layer_knows_where_its_values_stand() -> None:
    layer = Layer("sidecar", {"trim": "a5"}, Path("a.toml"), {"trim": 3})
    assert layer.origin("trim") == Origin("sidecar", Path("a.toml"), 3)
