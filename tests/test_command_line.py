"""What the command line promises: outputs, exit states, messages in the user's language, and never a traceback."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from publisher import pipeline
from publisher.__main__ import main
from publisher.atomic import write_atomically
from publisher.commands import COMMANDS
from publisher.commands.grammar import Group, publisher_group
from publisher.errors import EngineError
from publisher.messages.command import HELP, MESSAGES, WORDS
from publisher.model import Article
from publisher.option_keys import known_keys
from publisher.options import Options
from publisher.terminal import width

RIGHT_TO_LEFT_OVERRIDE = "\u202e"
BODY = (
    "　　渡口的灯一直亮到十点。老船工把缆绳收好，又看了一眼江面。\n　　第二天清早，雾还没有散，第一班船已经离岸了。\n"
)


class Done(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Call = Callable[..., Done]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, messages in English."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return tmp_path


@pytest.fixture
def call(desk: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    """Run the command line in this process."""

    def run(*words: str) -> Done:
        capfd.readouterr()
        status = main(words)
        return Done(status, *capfd.readouterr())

    return run


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """In place of the engines: every target holds the headline. Gives the options each input was published with."""
    used: list[Options] = []

    def publish_all(
        article: Article,
        targets: Sequence[Path],
        options: Options,
        *,
        base: Path | None,
        worker: object,
        origin: object,
    ) -> list[pipeline.Result]:
        used.append(options)
        data = str(article.headline).encode()
        if b"boom" in data:
            raise RuntimeError("the engine broke")
        for target in targets:
            write_atomically(target, data, replace=not options.write.no_clobber)
        digest = hashlib.sha256(data).hexdigest()
        return [pipeline.Result(target, digest, article.diagnostics) for target in targets]

    monkeypatch.setattr(pipeline, "publish_all", publish_all)
    return used


def feature(folder: Path, name: str = "feature.txt", headline: str = "末班渡船") -> str:
    (folder / name).write_text(f"{headline}\n\n{BODY}", "utf-8")
    return name


# --- help --------------------------------------------------------------------------------------------------------------


def test_help_loads_nothing_heavy(desk: Path) -> None:
    script = (
        "import sys; from publisher.__main__ import main; main(['--help']); main(['build', '--help']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(pipeline.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    heavy = {"weasyprint", "ebooklib", "lxml", "jinja2", "uharfbuzz", "fontTools", "PIL", "rich", "msgspec"}
    assert not heavy & set(done.stderr.split())
    assert "--trim" in done.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", ["", *COMMANDS, "theme new"])
def test_every_command_has_a_help_page_in_both_languages(call: Call, command: str, language: str) -> None:
    done = call(*command.split(), "--messages", language, "--help")
    assert (done.status, done.err) == (0, "")
    assert ("选项" in done.out) == (language == "zh")
    assert max(map(width, done.lines)) <= 100


def all_commands(group: click.Group) -> list[click.Command]:
    context = click.Context(group)
    commands = [command for name in group.list_commands(context) if (command := group.get_command(context, name))]
    below = [each for command in commands if isinstance(command, click.Group) for each in all_commands(command)]
    return [group, *commands, *below]


def test_every_option_is_explained_in_both_languages() -> None:
    pages = [all_commands(publisher_group(language)) for language in ("en", "zh")]
    for english, chinese in zip(*pages, strict=True):
        for one, other in zip(english.params, chinese.params, strict=True):
            if isinstance(one, click.Option) and isinstance(other, click.Option):
                assert one.help and other.help and one.help != other.help
    for table in (MESSAGES, HELP):
        assert all(english and chinese and english != chinese for english, chinese in table.values())
    assert all(all(words) for words in WORDS.values())


@pytest.mark.parametrize("name", ["build", "config"])
def test_every_field_of_the_options_has_its_switch(name: str) -> None:
    group = publisher_group("en")
    assert isinstance(group, Group)
    switches = {param.name for param in group.lookup(name).params if isinstance(param, click.Option)}
    assert {key.replace("-", "_") for key in known_keys()} <= switches


def test_the_version_is_printed(call: Call) -> None:
    from publisher import __version__

    assert call("--version") == Done(0, f"publisher {__version__}\n", "")


# --- usage -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("", "command-missing", "build, batch, book, inspect"),
        ("biuld a", "command-unknown", "“build”"),
        ("theme", "command-missing", "new"),
        ("theme nwe x", "command-unknown", "“new”"),
        ("--jsn", "flag-unknown", "--"),
        ("build a --trm a5", "flag-unknown", "--trim"),
        ("build a --no-stray-space", "flag-unknown", "--no-stray-spaces"),
        ("build", "argument-missing", "FILE"),
        ("build a --to", "flag-without-value", "--to"),
        ("build a --strict=1", "flag-with-value", "--strict"),
        ("config a b", "argument-surplus", "b"),
        ("build - -", "stdin-twice", "-"),
        ("build a --to pfd", "option-choice", "pdf"),
        ("build a --trim a55", "trim-unknown", "a55"),
        ("build a --theme prss", "theme-unknown", "press"),
        ("build a --max-size x", "option-number", "--max-size"),
        ("build a --messages de", "option-choice", "zh, en"),
        ("build a b -o one.pdf", "output-one-input", "one.pdf/"),
        ("build a -o one.pdf --to epub,pdf", "output-one-kind", "one.pdf"),
        ("build a -o one.pdf --to epub", "output-suffix", ".epub"),
        ("build a -o nowhere", "output-not-a-folder", "nowhere/"),
    ],
)
def test_a_wrong_command_line_is_status_2_and_one_line(call: Call, words: str, code: str, said: str) -> None:
    done = call(*words.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"publisher: error {code}: ")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_messages_are_in_the_users_language(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "是否想用“build”" in call("biuld", "--messages", "zh").err
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "是否想用“build”" in call("biuld").err
    assert "Did you mean “build”" in call("biuld", "--messages=en").err


# --- build -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_build_writes_by_the_headline_and_prints_the_paths(call: Call, desk: Path) -> None:
    done = call("build", feature(desk), "-o", "out/")
    assert (done.status, done.lines) == (0, ["out/末班渡船.epub", "out/末班渡船.pdf"])
    assert sorted(path.name for path in (desk / "out").iterdir()) == ["末班渡船.epub", "末班渡船.pdf"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("words", [["-o", "one.epub"], ["-o", "one.epub", "--to", "epub"], ["-o", "sub/one.epub"]])
def test_build_writes_one_file_by_its_name(call: Call, desk: Path, words: list[str]) -> None:
    done = call("build", feature(desk), *words)
    assert (done.status, done.lines) == (0, [words[1]])
    assert (desk / words[1]).is_file()


@pytest.mark.usefixtures("quick")
def test_pasted_text_is_published(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(f"雾里的船\n\n{BODY}".encode())))
    assert call("build", "-", "--to", "pdf", "--max-size", str(10**12)).lines == ["雾里的船.pdf"]


@pytest.mark.usefixtures("quick")
def test_equal_headlines_are_numbered_in_the_order_of_the_arguments(call: Call, desk: Path) -> None:
    names = [feature(desk, name, headline) for name, headline in (("b", "Ferry"), ("a", "FERRY"), ("c", "Ferry"))]
    done = call("build", *names, "--to", "epub")
    assert (done.status, done.lines) == (0, ["Ferry.epub", "FERRY-2.epub", "Ferry-3.epub"])
    assert "a: info slug-taken: " in done.err and "FERRY-2" in done.err


@pytest.mark.usefixtures("quick")
def test_a_title_cannot_leave_the_folder(call: Call, desk: Path) -> None:
    assert call("build", feature(desk, headline="../../../逃出文件夹"), "--to", "pdf").lines == ["逃出文件夹.pdf"]


def test_the_options_reach_the_pipeline(call: Call, desk: Path, quick: list[Options]) -> None:
    call("build", feature(desk), "--trim", "a5", "--no-stray-spaces", "--strict", "--max-headings", "9", "--to", "pdf")
    assert quick[0].render.trim == "a5"
    assert (quick[0].transform.stray_spaces, quick[0].transform.paired_quotes) == (False, None)
    assert (quick[0].write.strict, quick[0].write.to, quick[0].read.max_headings) == (True, ("pdf",), 9)


@pytest.mark.usefixtures("quick")
def test_one_bad_file_of_several_does_not_stop_the_others(call: Call, desk: Path) -> None:
    (desk / "empty.txt").touch()
    broken = feature(desk, "broken.txt", "boom")
    done = call(
        "build", "missing.txt", feature(desk), "empty.txt", broken, feature(desk, "b.txt", "晨雾"), "--to", "pdf"
    )
    assert (done.status, done.lines) == (1, ["末班渡船.pdf", "晨雾.pdf"])
    for said in ("missing.txt: error source-missing", "empty.txt: error empty-source", "broken.txt: error internal"):
        assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("quick")
def test_one_input_alone_has_its_own_status(call: Call, desk: Path) -> None:
    feature(desk)
    (desk / "taken.pdf").mkdir()
    (desk / "feature.publisher.toml").write_text("trimm = 1")
    assert call("build", "feature.txt").status == 2
    (desk / "feature.publisher.toml").unlink()
    assert call("build", "missing.txt").status == 3
    assert call("build", "feature.txt", "-o", "feature.txt/").status == 4
    assert call("build", "feature.txt", "--max-size", "10").status == 6
    assert call("build", feature(desk, headline="boom")).status == 7


@pytest.mark.usefixtures("quick")
def test_no_clobber_leaves_what_exists(call: Call, desk: Path) -> None:
    (desk / "末班渡船.pdf").write_text("old")
    done = call("build", feature(desk), "--no-clobber")
    assert (done.status, done.out) == (4, "")
    assert "末班渡船.pdf: error exists: " in done.err
    assert (desk / "末班渡船.pdf").read_text() == "old"
    assert not (desk / "末班渡船.epub").exists()


@pytest.mark.usefixtures("quick")
def test_many_inputs_show_plain_progress_where_there_is_no_terminal(call: Call, desk: Path) -> None:
    names = [feature(desk, "a.txt", "甲乙"), feature(desk, "b.txt", "丙丁")]
    done = call("build", *names)
    assert [line for line in done.err.splitlines() if line.startswith("[")] == ["[1/2] a.txt", "[2/2] b.txt"]
    assert "[" not in call("build", names[0]).err
    assert call("build", *names, "-q") == Done(0, "", "")
    assert call("-q", "build", *names) == Done(0, "", "")


@pytest.mark.usefixtures("quick")
def test_json_has_an_object_for_every_input(call: Call, desk: Path) -> None:
    done = call("build", feature(desk), "missing.txt", "--to", "epub", "--json")
    good, bad = map(json.loads, done.lines)
    digest = hashlib.sha256((desk / "末班渡船.epub").read_bytes()).hexdigest()
    assert good["outputs"] == [{"path": "末班渡船.epub", "sha256": digest}]
    assert (good["file"], "error" in good) == ("feature.txt", False)
    assert (bad["file"], bad["outputs"], bad["error"]["code"]) == ("missing.txt", [], "source-missing")
    assert (done.status, done.err) == (1, "")


@pytest.mark.usefixtures("quick")
def test_verbose_shows_where_the_program_itself_failed(call: Call, desk: Path) -> None:
    feature(desk, headline="boom")
    assert "Traceback" not in call("build", "feature.txt").err
    assert "RuntimeError: the engine broke" in call("build", "feature.txt", "-v").err


def test_a_file_name_cannot_drive_the_terminal(call: Call) -> None:
    done = call("build", f"a\x1b[2J{RIGHT_TO_LEFT_OVERRIDE}b\n.txt")
    assert done.err.startswith("a\\x1b[2J\\u202eb\\n.txt: error source-missing: ")


def test_whatever_breaks_is_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_given: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr("publisher.fonts.families", break_down)
    done = call("fonts")
    assert (done.status, done.out) == (EngineError.status, "")
    assert done.err.startswith("publisher: error internal: ")
    assert "nobody foresaw this" in done.err and "Traceback" not in done.err
    assert "Traceback" in call("fonts", "-v").err


def test_an_interrupt_is_quiet(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publisher.fonts.families", interrupt)
    assert call("fonts") == Done(130, "", "")


# --- inspect, fonts, config, theme -----------------------------------------------------------------------------------


def test_inspect_shows_the_outline_and_each_line(call: Call, desk: Path) -> None:
    done = call("inspect", feature(desk))
    assert done.status == 0
    assert "末班渡船" in done.out and "headline" in done.out and "paragraph" in done.out
    assert "主标题" in call("inspect", "feature.txt", "--messages", "zh").out


def test_inspect_json_has_an_object_a_file_and_errors_in_their_place(call: Call, desk: Path) -> None:
    done = call("inspect", "--json", "missing.txt", feature(desk))
    bad, good = map(json.loads, done.lines)
    assert bad == {"file": "missing.txt", "error": {"code": "source-missing", "message": bad["error"]["message"]}}
    assert set(good) == {"file", "format", "encoding", "language", "article", "reading", "diagnostics"}
    assert [entry["role"] for entry in good["reading"]] == ["headline", "paragraph", "paragraph"]
    assert (done.status, done.err) == (1, "")
    assert call("inspect", "--json", "missing.txt").status == 3


def test_fonts_lists_families_with_coverage_and_licence(call: Call) -> None:
    rows = [json.loads(line) for line in call("fonts", "--json").lines]
    assert {row["style"] for row in rows} == {"song", "hei", "kai", "mono"}
    assert all(row["characters"] > 20_000 and row["licence"] == "OFL-1.1" for row in rows)
    table = call("fonts", "--messages", "zh").lines
    assert "许可证" in table[0] and len(table) == len(rows) + 1


def test_config_shows_each_value_and_where_it_comes_from(call: Call, desk: Path) -> None:
    feature(desk)
    (desk / "publisher.toml").write_text('lang = "zh-Hans"\n\ntrim = "b5"\n')
    done = call("config", "feature.txt", "--trim", "a5")
    rows = {line.split()[0]: line.split()[1:] for line in done.lines[1:]}
    assert list(rows) == list(known_keys())
    assert rows["trim"] == ["a5", "command", "line"]
    assert rows["lang"] == ["zh-Hans", f"{desk / 'publisher.toml'}:1"]
    assert rows["to"] == ["epub,pdf", "default"]
    options = json.loads(call("config", "feature.txt", "--json").out)["options"]
    assert options["trim"] == {"value": "b5", "from": "publisher.toml", "file": str(desk / "publisher.toml"), "line": 3}
    assert options["stray-spaces"] == {"value": None, "from": "default"}
    assert call("config", "missing.txt").status == 3


def test_a_new_theme_can_be_used_at_once(call: Call, desk: Path) -> None:
    done = call("theme", "new", "house")
    assert (done.status, done.lines) == (0, ["house/theme.toml"])
    assert call("config", feature(desk), "--theme", "house").status == 0
    again = call("theme", "new", "house")
    assert (again.status, "theme-exists" in again.err) == (2, True)
    assert call("theme", "new", "feature.txt/theme").status == 4
