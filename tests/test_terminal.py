"""What a terminal shows: the language, escapes, width, colours, progress."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper

import pytest

from publisher.terminal import Terminal, message_language, printable, width, wrap

RIGHT_TO_LEFT_OVERRIDE = "\u202e"


class Screen(TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        super().__init__(BytesIO(), "utf-8", write_through=True)

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        buffer = self.buffer
        assert isinstance(buffer, BytesIO)
        return buffer.getvalue().decode()


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "zh_HK.UTF-8", "LC_MESSAGES": "C"}, "zh"),
        ({"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert message_language(["build", "a"], environment) == language
    assert message_language(["--", "--messages", "zh"], {}) == "en"


def test_unprintable_characters_are_shown_as_escapes() -> None:
    assert printable("雾 fog…") == "雾 fog…"
    assert printable(f"a\x07{RIGHT_TO_LEFT_OVERRIDE}\udc80\u2028") == "a\\x07\\u202e\\udc80\\u2028"
    assert printable("甲\u3000乙") == "甲\u3000乙"


def test_lines_are_wrapped_by_width_and_open_with_no_closing_mark() -> None:
    lines = wrap("渡口的灯一直亮到十点。老船工 took the last ferry，回家去了。", 20)
    assert "".join(lines).replace(" ", "") == "渡口的灯一直亮到十点。老船工tookthelastferry，回家去了。"
    assert all(width(line) <= 22 for line in lines)
    assert not any(line[0] in "，。" for line in lines)


def test_colours_are_for_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, speaker = Screen(), Terminal("en")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert speaker.paint("甲", "bold", "red", stream=screen) == "\x1b[1;31m甲\x1b[0m"
    assert width(speaker.paint("甲", "bold", stream=screen)) == 2
    assert speaker.paint("甲", "red", stream=TextIOWrapper(BytesIO())) == "甲"
    monkeypatch.setenv("NO_COLOR", "1")
    assert speaker.paint("甲", "red", stream=screen) == "甲"


def test_many_names_show_a_bar_on_a_terminal_and_paths_stay_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen, speaker = Screen(), Terminal("en")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", screen)
    for name in speaker.progress(["甲[red].txt", "乙.txt"]):
        speaker.path(f"{name}.epub")
    assert "甲[red].txt" in screen.shown() and "2/2" in screen.shown()
    assert capsys.readouterr().out == "甲[red].txt.epub\n乙.txt.epub\n"
