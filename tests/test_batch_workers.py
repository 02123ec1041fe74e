"""Workers of a batch: whatever an article does to its process is the outcome of that article alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from archives import SENTENCES, fill

from publisher.archive.engines.local import LocalEngine
from publisher.archive.work import Job, Outcome, Task
from publisher.archive.workers import Worker
from publisher.processes.limits import Fence

FLEX = 12
"""Levels of flex boxes in one another; the engine's time doubles and more with each, and eleven take a minute."""

held_memory = pytest.mark.skipif(not Fence().holds_memory, reason="this system does not hold a limit on memory")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small articles, one that takes for ever, and one that takes much memory."""
    root = fill(tmp_path_factory.mktemp("archive"), ["a.txt", "b.txt", "slow.txt", "huge.txt"])
    theme = root / "slow"
    (theme / "blocks").mkdir(parents=True)
    (theme / "theme.toml").write_text('extends = "press"\n')
    (theme / "page.css").write_text(".deep { display: flex }\n")
    (theme / "blocks" / "paragraph.html").write_text(
        '<div class="deep">' * FLEX + "<p>{{ inline(block.content) }}</p>" + "</div>" * FLEX
    )
    (root / "slow.publisher.toml").write_text('theme = "./slow"\nlimit-time = 1\n')
    (root / "huge.txt").write_text(
        "题目\n\n" + "".join(f"　　第{at}段。{''.join(SENTENCES) * 8}\n" for at in range(400))
    )
    (root / "huge.publisher.toml").write_text('limit-memory = "40M"\n')
    return root


@pytest.fixture
def job(root: Path, tmp_path: Path) -> Job:
    return Job(str(root), str(tmp_path / "out"), {"cover": "text"}, "0" * 64)


@pytest.fixture
def worker(job: Job) -> Iterator[Worker]:
    with closing(Worker(job)) as worker:
        yield worker


def task(name: str) -> Task:
    return Task(name, name.partition(".")[0], f"request of {name}")


def made(job: Job) -> list[str]:
    folder = Path(job.target)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def code_of(outcome: Outcome) -> str:
    return outcome.failure.code if outcome.failure else ""


def test_an_article_is_made_whole_and_adopted_when_asked_for_again(worker: Worker, job: Job) -> None:
    outcome = worker.do(task("a.txt"))
    assert (code_of(outcome), [each.path for each in outcome.outputs]) == ("", ["a.epub", "a.pdf"])
    again = worker.do(task("a.txt"))
    assert (again.adopted, again.key, again.outputs) == (True, outcome.key, outcome.outputs)
    other = worker.do(Task("a.txt", "a", "another request"))
    assert (other.adopted, other.key == outcome.key) == (False, False)


def test_an_article_that_takes_too_long_fails_within_its_own_limits(worker: Worker, job: Job) -> None:
    outcome = worker.do(task("slow.txt"))
    assert outcome.failure is not None
    assert (code_of(outcome), outcome.failure.values, outcome.failure.passing) == (
        "article-time",
        {"limit": "1"},
        False,
    )
    assert code_of(worker.do(task("a.txt"))) == ""
    assert made(job) == ["a.epub", "a.pdf"]


@held_memory
def test_an_article_that_takes_too_much_memory_fails_alone(worker: Worker, job: Job) -> None:
    outcome = worker.do(task("huge.txt"))
    assert code_of(outcome) in ("article-memory", "out-of-memory")
    assert outcome.failure is not None
    assert not outcome.failure.passing
    assert code_of(worker.do(task("a.txt"))) == ""


@pytest.mark.parametrize(
    ("sent", "code", "passing"),
    [(signal.SIGSEGV, "article-crash", False), (signal.SIGKILL, "article-killed", True)],
    ids=["crash", "kill"],
)
def test_an_article_whose_process_ends_fails_alone(
    sent: signal.Signals, code: str, passing: bool, worker: Worker, job: Job
) -> None:
    before = worker.pid
    os.kill(before, sent)
    outcome = worker.do(task("a.txt"))
    assert outcome.failure is not None
    assert (code_of(outcome), outcome.failure.passing) == (code, passing)
    assert outcome.failure.values == {"reason": sent.name}
    assert code_of(worker.do(task("b.txt"))) == ""
    assert worker.pid != before


def test_a_process_is_renewed_after_so_many_articles_and_when_it_has_grown(job: Job) -> None:
    pids = []
    with closing(Worker(job, most_articles=2)) as worker:
        for name in ("a.txt", "b.txt", "a.txt"):
            worker.do(task(name))
            pids.append(worker.pid)
    assert (pids[0] == pids[1], pids[1] == pids[2]) == (True, False)
    with closing(Worker(job, most_held=1)) as worker:
        worker.do(task("a.txt"))
        before = worker.pid
        worker.do(task("b.txt"))
        assert worker.pid != before


def test_all_are_done_once_whatever_becomes_of_one(job: Job) -> None:
    engine = LocalEngine(job, 2)
    try:
        outcomes = list(engine.run(map(task, ["a.txt", "absent.txt", "slow.txt", "b.txt"])))
        pids = [worker.pid for worker in engine._workers]
    finally:
        engine.close()
    told = {each.name: code_of(each) for each in outcomes}
    assert told == {"a.txt": "", "absent.txt": "source-missing", "slow.txt": "article-time", "b.txt": ""}
    assert len(outcomes) == 4
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_closed_engine_lets_nothing_run_on(job: Job) -> None:
    """Not even an article that would take for ever."""
    engine = LocalEngine(job, 1)
    outcomes = engine.run(map(task, ["a.txt", "slow.txt", "b.txt"]))
    assert next(iter(outcomes)).name == "a.txt"
    engine.close()
    assert [path for path in Path(job.target).iterdir() if path.suffix == ".tmp"] == []
