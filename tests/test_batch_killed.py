"""A batch that is killed at any moment goes on where it was: nothing lost, nothing half-written, nothing made twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from archives import Batch, batch, desk, dump, files, fill, stamps
from conftest import ROOT

from publisher.archive.journal import VERSION, Journal
from publisher.archive.journal_file import Lock
from publisher.provenance.marks import mark_at

__all__ = ["batch", "desk"]

NAMES = [f"{number // 4}/{number}.txt" for number in range(8)]
WORDS = ("src", "out", "--to", "epub,pdf", "--cover", "text", "--json")

KILLED = """
    import os, signal, sys
    from publisher.__main__ import main
    {patch}
    sys.exit(main(["batch", *{words!r}, "--jobs", "2"]))
"""
"""A run of its own that kills itself and all its processes; what is patched says when."""
DEATH = "os.killpg(0, signal.SIGKILL)"
MOMENTS = {
    "before anything is made": """
        from publisher.archive.workers import Worker
        Worker.do = lambda *_: {death}
    """,
    "between writing and the journal": """
        from publisher.archive.journal import Journal
        record, count = Journal.record, iter(range(100))
        Journal.record = lambda self, *given: {death} if next(count) == 4 else record(self, *given)
    """,
    "in the midst of a row": """
        from publisher.archive.journal import Journal
        replace, count = Journal._replace, iter(range(100))
        Journal._replace = lambda self, *given: (replace(self, *given), next(count) == 3 and {death})
    """,
    "after a row": """
        from publisher.archive.journal import Journal
        record, count = Journal.record, iter(range(100))
        Journal.record = lambda self, *given: (record(self, *given), next(count) == 5 and {death})
    """,
    "while the journal is laid out": """
        from publisher.archive import journal
        journal.Journal.create = lambda _self: {death}
    """,
    "with all done": """
        from publisher.archive.batch import Batch
        Batch._close = lambda _self: {death}
    """,
}


def killed(desk: Path, patch: str) -> None:
    program = KILLED.format(patch=textwrap.dedent(patch.format(death=DEATH)).replace("\n", "\n    "), words=WORDS)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=desk, env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the journal says after a run that nobody disturbs."""
    folder = tmp_path_factory.mktemp("whole")
    fill(folder / "src", NAMES)
    subprocess.run(
        [sys.executable, "-m", "publisher", "batch", *WORDS], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True, capture_output=True,
    )  # fmt: skip
    return dump(folder / "out")


def outputs() -> list[str]:
    return sorted(f"{name.removesuffix('.txt')}.{kind}" for name in NAMES for kind in ("epub", "pdf"))


def settle(desk: Path) -> None:
    """Wait until the workers of a killed run have gone too: they end when they find nobody to answer."""
    for _ in range(100):
        if not [path for path in (desk / "out").rglob("*.tmp") if _alive(path)]:
            return
        time.sleep(0.05)


def _alive(temporary: Path) -> bool:
    return Path(f"/proc/{temporary.name.split('-')[2]}").exists()


def finished(target: Path) -> set[str]:
    """The outputs of articles that have all of theirs."""
    marks = {name: mark_at(target / name) for name in files(target) if not name.endswith(".tmp")}
    assert None not in marks.values(), "an output that is half written"
    return {name for name, mark in marks.items() if mark and all(each in marks for each in mark.outputs)}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_and_run_again(moment: str, batch: Batch, desk: Path, whole: list[str]) -> None:
    fill(desk / "src", NAMES)
    killed(desk, MOMENTS[moment])
    settle(desk)
    target = desk / "out"
    before = (
        {name: stamp for name, stamp in stamps(target).items() if name in finished(target)} if target.exists() else {}
    )
    ran = batch("src", "out", kinds="epub,pdf")
    assert ran.status == 0
    assert files(target) == outputs()
    after = stamps(target)
    assert {name: after[name] for name in before} == before, "a finished output was made again"
    done = len(before) // 2
    assert ran.counts.get("made", 0) == len(NAMES) - done
    assert dump(target) == whole
    assert batch("src", "out", kinds="epub,pdf").counts == {"unchanged": len(NAMES)}


def test_killed_from_outside_again_and_again(batch: Batch, desk: Path, whole: list[str]) -> None:
    """As soon as two more articles have come, all of it is killed; in the end each is there once."""
    fill(desk / "src", NAMES)
    target = desk / "out"
    for wanted in (3, 8):
        run = subprocess.Popen(
            [sys.executable, "-m", "publisher", "batch", *WORDS, "--jobs", "2"], cwd=desk,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while run.poll() is None and len(files(target) if target.exists() else []) < wanted:
            time.sleep(0.005)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    settle(desk)
    finished(target)
    batch("src", "out", kinds="epub,pdf")
    assert files(target) == outputs()
    assert dump(target) == whole


def test_a_worker_that_is_killed_costs_one_article_until_the_next_run(batch: Batch, desk: Path) -> None:
    fill(desk / "src", NAMES[:4])
    program = """
        import os, signal, sys
        from publisher.archive.workers import Worker
        from publisher.__main__ import main
        do = Worker.do
        def kill_first(self, task):
            if task.name == "0/1.txt":
                os.kill(self.pid, signal.SIGKILL)
            return do(self, task)
        Worker.do = kill_first
        sys.exit(main(["batch", "src", "out", "--to", "epub", "--cover", "text", "--jobs", "2"]))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=desk, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, files(desk / "out")) == (1, ["0/0.epub", "0/2.epub", "0/3.epub"])
    assert "0/1.txt: error article-killed" in done.stderr
    assert batch("src", "out").counts == {"made": 1, "unchanged": 3}


# --- the journal -----------------------------------------------------------------------------------------------------


def lose(journal: Path) -> None:
    for path in journal.parent.glob(f"{journal.name}*"):
        path.unlink()


def damage(journal: Path) -> None:
    data = journal.read_bytes()
    lose(journal)
    journal.write_bytes(data[:2000] + b"\xff" * (len(data) - 2000))


def age(journal: Path) -> None:
    with closing(sqlite3.connect(journal)) as base:
        base.execute(f"PRAGMA user_version = {VERSION + 1}")


def replace(journal: Path) -> None:
    lose(journal)
    with closing(sqlite3.connect(journal)) as base:
        base.execute("CREATE TABLE music (title TEXT)")


@pytest.mark.parametrize(
    ("harm", "said", "aside"),
    [
        (lose, "journal-rebuilt", None),
        (damage, "journal-damaged", "journal.sqlite.damaged"),
        (age, "journal-version", f"journal.sqlite.version-{VERSION + 1}"),
        (replace, "journal-foreign", "journal.sqlite.foreign"),
    ],
    ids=lambda each: each.__name__ if callable(each) else None,
)
def test_a_journal_that_is_of_no_use_is_rebuilt_from_the_outputs(
    harm: Callable[[Path], None], said: str, aside: str | None, batch: Batch, desk: Path
) -> None:
    fill(desk / "src", ["a.txt", "a.md", "b/c.txt"])
    batch("src", "out", kinds="epub,pdf,html")
    journal, known, before = desk / "out" / ".publisher" / "journal.sqlite", dump(desk / "out"), stamps(desk / "out")
    (desk / "out" / "b" / "c.pdf").unlink()  # then its article is made again, under its old name
    harm(journal)
    ran = batch("src", "out", kinds="epub,pdf,html", json_lines=False)
    assert said in ran.err
    assert [path.name for path in journal.parent.iterdir() if path.name == aside] == ([aside] if aside else [])
    assert "0 made" not in ran.out
    assert files(desk / "out") == sorted(before)
    assert [line for line in dump(desk / "out") if "outputs" in line] == [line for line in known if "outputs" in line]


def test_the_very_same_outputs_are_not_made_again_for_a_lost_journal(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt", "a.md"])
    batch("src", "out")
    before = stamps(desk / "out")
    lose(desk / "out" / ".publisher" / "journal.sqlite")
    assert batch("src", "out").counts == {"unchanged": 2}
    assert stamps(desk / "out") == before


def test_two_runs_at_once(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    batch("src", "out")
    with Lock(desk / "out" / ".publisher" / "journal.sqlite"):
        for arguments in (("src", "out"), ("src", "out", "--journal", "elsewhere.sqlite")):
            ran = batch(*arguments, json_lines=False)
            assert (ran.status, "Another run is at work" in ran.err) == (2, True)
    assert batch("src", "out").status == 0


def test_a_journal_elsewhere(batch: Batch, desk: Path) -> None:
    fill(desk / "src", ["a.txt"])
    batch("src", "out", "--journal", "kept/j.sqlite")
    journal = Journal(desk / "kept" / "j.sqlite")
    assert [line for line in journal.dump() if '"articles"' in line]
    journal.close()
    assert not (desk / "out" / ".publisher" / "journal.sqlite").exists()
