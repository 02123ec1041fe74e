"""The same archive by the processes of one machine and by a Dask cluster: the same bytes, the same journal, whatever is killed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import boto3  # type: ignore[import-untyped]
import msgspec
import pytest
from conftest import ROOT
from dask_processes import Processes, dask_processes
from served_stores import ObjectStore, object_store

from publisher.archive.batch import Batch, State, Summary
from publisher.archive.content_key import environment
from publisher.archive.engines import dask_worker
from publisher.archive.engines.dask import DaskEngine, Waits, differences
from publisher.archive.engines.local import LocalEngine
from publisher.archive.journal_file import open_journal
from publisher.archive.sources import Sources
from publisher.archive.storage import is_address, open_storage
from publisher.archive.storage.patience import Patience
from publisher.archive.work import Engine, Job, Outcome, Task
from publisher.errors import EngineError, PublisherError, UsageError

WORDS: dict[str, object] = {"to": ["epub"], "cover": "none"}
QUICK = Waits(
    start=Patience(attempts=2, first=0.1), again=Patience(attempts=60, first=0.2, longest=0.5), workers=60, connect=3
)
Hear = Callable[[str, State, Outcome | None], None]


class Run(NamedTuple):
    """What a run has left: its summary, its journal as lines, the bytes of each output."""

    summary: Summary
    dump: list[str]
    files: dict[str, bytes]

    @property
    def made(self) -> int:
        return self.summary.states["made"] + self.summary.states["adopted"]


def job_of(source: str, target: str) -> Job:
    return Job(source, target, WORDS, environment())


def run(
    source: str, target: str, engine: Callable[[Job], Engine], tmp_path: Path, hear: Hear = lambda _n, _s, _o: None
) -> Run:
    """A run with a journal of its own."""
    if not is_address(target):
        Path(target).mkdir(exist_ok=True)
    storage = open_storage(target)
    job = job_of(source, target)
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
    opened = open_journal(path, open_storage(str(tmp_path)))
    try:
        summary = Batch(Sources([source], target), job, opened.journal).run(engine(job), hear)
        dump = list(opened.journal.dump())
    finally:
        opened.journal.close()
    return Run(summary, dump, {each.name: storage.read(each.name) for each in storage.walk()})


def local(job: Job) -> Engine:
    return LocalEngine(job, 1)


def articles(folder: Path, count: int) -> None:
    """Invented ones, no two alike; every seventh is empty, and fails."""
    folder.mkdir(parents=True)
    for number in range(count):
        place = folder / f"{number % 3}"
        place.mkdir(exist_ok=True)
        lines = (
            f"第{number}号渡口",
            "本报记者 江行舟",
            "潮水退去，渡船靠岸。" * (number + 3),
            f"今天过河的有{number}人。\n",
        )
        text = "\n\n".join(lines)
        (place / f"渡口{number}.txt").write_text("" if number % 7 == 6 else text, "utf-8")


@pytest.fixture(scope="module")
def store() -> Iterator[ObjectStore]:
    with object_store() as store:
        yield store


@pytest.fixture(scope="module")
def cluster(store: ObjectStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """A scheduler with two workers, which know the object store."""
    with dask_processes(tmp_path_factory.mktemp("dask")) as processes:
        for _ in range(2):
            processes.start_worker(store.environment())
        yield processes


@pytest.fixture
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """A scheduler without workers."""
    with dask_processes(tmp_path_factory.mktemp("dask")) as processes:
        yield processes


def on(processes: Processes) -> Callable[[Job], Engine]:
    return lambda job: DaskEngine(job, processes.address, 2, QUICK)


def same(one: Run, other: Run) -> None:
    assert one.dump == other.dump
    assert one.files == other.files
    for data in one.files.values():
        assert data[-22:-18] == b"PK\x05\x06", "whole"


def test_folders_and_stores_on_a_cluster_give_the_bytes_and_rows_of_one_machine(
    cluster: Processes, store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles(tmp_path / "in", 9)
    mine = run(str(tmp_path / "in"), str(tmp_path / "local"), local, tmp_path)
    assert (mine.made, mine.summary.states["failed"], len(mine.files)) == (8, 1, 8)
    same(mine, run(str(tmp_path / "in"), str(tmp_path / "dask"), on(cluster), tmp_path))

    for name, value in store.environment().items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="press")
    client.close()
    sources = open_storage("s3://press/texts")
    for each in open_storage(str(tmp_path / "in")).walk():
        sources.write(each.name, (tmp_path / "in" / each.name).read_bytes())
    near = run("s3://press/texts", "s3://press/local", local, tmp_path)
    far = run("s3://press/texts", "s3://press/dask", on(cluster), tmp_path)
    same(near, far)
    assert near.made == 8
    assert {name: contents(data) for name, data in near.files.items()} == {
        name: contents(data) for name, data in mine.files.items()
    }


def contents(book: bytes) -> dict[str, bytes]:
    """Of a book, but for the mark of what it was made from: a store tells of its files by their tags."""
    import io

    with zipfile.ZipFile(io.BytesIO(book)) as entries:
        return {name: entries.read(name) for name in entries.namelist() if "publisher" not in name}


def test_a_worker_that_is_killed_in_the_middle_costs_no_article(cluster: Processes, tmp_path: Path) -> None:
    articles(tmp_path / "in", 20)
    mine = run(str(tmp_path / "in"), str(tmp_path / "local"), local, tmp_path)
    heard: list[str] = []

    def hear(name: str, _state: State, _outcome: Outcome | None) -> None:
        heard.append(name)
        if len(heard) == 5:
            cluster.kill(cluster.workers[0])

    other = run(str(tmp_path / "in"), str(tmp_path / "dask"), on(cluster), tmp_path, hear)
    same(mine, other)
    assert sorted(heard) == sorted(set(heard)) and len(heard) == 20


def test_a_scheduler_that_is_stopped_and_started_again_costs_no_article(bare: Processes, tmp_path: Path) -> None:
    articles(tmp_path / "in", 20)
    mine = run(str(tmp_path / "in"), str(tmp_path / "local"), local, tmp_path)
    bare.start_worker()
    heard: list[str] = []

    def hear(name: str, _state: State, _outcome: Outcome | None) -> None:
        heard.append(name)
        if len(heard) == 5:
            bare.kill(bare.scheduler)
            bare.start_scheduler()
            bare.start_worker()  # as whatever runs a cluster does: the old ones end with their scheduler

    other = run(str(tmp_path / "in"), str(tmp_path / "dask"), on(bare), tmp_path, hear)
    same(mine, other)
    assert sorted(heard) == sorted(set(heard)) and len(heard) == 20


def copied_program(folder: Path) -> Path:
    """This program as another version of itself."""
    shutil.copytree(ROOT / "publisher", folder / "publisher", ignore=shutil.ignore_patterns("__pycache__"))
    module = folder / "publisher" / "__init__.py"
    from publisher import __version__

    module.write_text(module.read_text("utf-8").replace(f'"{__version__}"', '"9.8.7"'), "utf-8")
    for name in ("templates", "fonts", "data"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def test_a_worker_of_another_version_is_refused_with_both_versions(bare: Processes, tmp_path: Path) -> None:
    from publisher import __version__

    articles(tmp_path / "in", 2)
    bare.start_worker({"PYTHONPATH": str(copied_program(tmp_path / "other"))})
    # The worker joins while its first tasks wait for it, then is there when the run begins.
    for _ in range(2):
        with pytest.raises(UsageError, match="worker-version") as raised:
            run(str(tmp_path / "in"), str(tmp_path / "out"), on(bare), tmp_path)
        said = raised.value.message()
        assert f"publisher {__version__} ≠ 9.8.7" in said and socket.gethostname() in said
        assert list((tmp_path / "out").iterdir()) == []


def test_differences_of_versions_are_named_and_nothing_else() -> None:
    ours = {"publisher": "1", "program": "a" * 64, "weasyprint": "70.0", "fonts": "b" * 64}
    theirs = {"publisher": "1", "program": "c" * 64, "weasyprint": "70.0", "fonts": "b" * 64, "pypinyin": "0.55"}
    assert differences(ours, theirs) == "program aaaaaaaaaaaa ≠ cccccccccccc, pypinyin none ≠ 0.55"
    assert differences(ours, {**ours, "publisher": "2", "program": "c"}) == "publisher 1 ≠ 2"


def test_every_task_asks_whether_the_worker_makes_the_same() -> None:
    job = msgspec.msgpack.encode(Job("/nowhere", "/nowhere", WORDS, "0" * 64))
    answer = msgspec.msgpack.decode(dask_worker.do(job, b""), type=dask_worker.Answer)
    assert answer.outcome is None and answer.look
    assert answer.look.environment == environment()


def test_a_worker_that_does_not_see_the_folders_is_named(cluster: Processes, tmp_path: Path) -> None:
    engine = DaskEngine(job_of(str(tmp_path / "gone"), str(tmp_path)), cluster.address, 1, QUICK)
    with pytest.raises(UsageError, match="worker-folder") as raised:
        list(engine.run([Task("a.txt", "a", "")]))
    engine.close()
    assert str(tmp_path / "gone") in raised.value.message("zh")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tcp://127.0.0.1:x", "nonsense://here"])
def test_a_scheduler_nobody_can_reach_is_named_with_what_to_do(address: str, tmp_path: Path) -> None:
    waits: list[float] = []
    quick = Waits(start=Patience(attempts=3, pause=waits.append, chance=lambda: 1.0), connect=0.2)
    engine = DaskEngine(job_of(str(tmp_path), str(tmp_path)), address, 1, quick)
    with pytest.raises(EngineError, match="scheduler-unreachable") as raised:
        list(engine.run([]))
    engine.close()
    assert waits == [0.5, 1.0]
    assert address in raised.value.message() and "dask scheduler" in raised.value.message("zh")


def test_a_cluster_without_workers_is_not_waited_for_for_ever(bare: Processes, tmp_path: Path) -> None:
    engine = DaskEngine(job_of(str(tmp_path), str(tmp_path)), bare.address, 1, Waits(workers=0.1))
    with pytest.raises(EngineError, match="cluster-empty"):
        list(engine.run([Task("a.txt", "a", "")]))
    engine.close()


def test_a_lost_scheduler_that_stays_away_ends_the_run(bare: Processes, tmp_path: Path) -> None:
    articles(tmp_path / "in", 1)
    short = Waits(again=Patience(attempts=2, first=0.1), connect=0.3)
    engine = DaskEngine(job_of(str(tmp_path / "in"), str(tmp_path / "in")), bare.address, 1, short)

    def tasks() -> Iterator[Task]:
        yield Task("0/渡口0.txt", "a", "")
        bare.kill(bare.scheduler)

    with pytest.raises(EngineError, match="scheduler-unreachable"):
        list(engine.run(tasks()))
    engine.close()


def test_an_article_that_kills_its_process_is_set_aside_as_on_one_machine(cluster: Processes, tmp_path: Path) -> None:
    articles(tmp_path / "in", 3)
    (tmp_path / "in" / "slow.txt").write_text("慢\n\n" + "长" * 400_000, "utf-8")
    (tmp_path / "in" / "slow.publisher.toml").write_text("limit-time = 1\n")
    (tmp_path / "out").mkdir()
    job = Job(str(tmp_path / "in"), str(tmp_path / "out"), {**WORDS, "to": ["epub", "pdf"]}, environment())
    engine = DaskEngine(job, cluster.address, 1, QUICK)
    tasks = [Task("slow.txt", "slow", "1"), *(Task(f"{n}/渡口{n}.txt", f"b{n}", f"{n + 2}") for n in range(3))]
    found = {each.name: each.failure for each in engine.run(tasks)}
    engine.close()
    assert {name: failure and failure.code for name, failure in found.items()} == {
        "slow.txt": "article-time", "0/渡口0.txt": None, "1/渡口1.txt": None, "2/渡口2.txt": None,
    }  # fmt: skip


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "publisher", "batch", *words, "--to", "epub", "--cover", "none"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


def test_the_command_starts_a_cluster_of_its_own_and_leaves_nothing_behind(tmp_path: Path) -> None:
    articles(tmp_path / "in", 4)
    mark = {"CLUSTER_TEST": tmp_path.name}
    done = command(str(tmp_path / "in"), str(tmp_path / "out"), "--engine", "dask", "--jobs", "1", "-q", **mark)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert len(list((tmp_path / "out").rglob("*.epub"))) == 4
    assert processes_with(tmp_path.name) == []


def test_the_command_says_in_a_sentence_that_no_scheduler_is_there(tmp_path: Path) -> None:
    articles(tmp_path / "in", 1)
    done = command(
        str(tmp_path / "in"), str(tmp_path / "out"), "--engine", "dask", "--scheduler", "nonsense://here",
        DASK_DISTRIBUTED__COMM__RETRY__COUNT="0",
    )  # fmt: skip
    assert done.returncode == EngineError.status and done.stderr.count("\n") == 1, done.stderr
    assert "scheduler-unreachable" in done.stderr and "nonsense://here" in done.stderr


def processes_with(mark: str) -> list[str]:
    """The commands of processes whose environment holds a word."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (each / "environ").read_bytes() and each.name != str(os.getpid()):
                found.append((each / "cmdline").read_text())
        except OSError:
            continue
    return found


def test_the_extra_is_named_where_it_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    engine: Any = DaskEngine(job_of(str(tmp_path), str(tmp_path)), None, 1)
    with pytest.raises(PublisherError, match="cluster-missing") as raised:
        list(engine.run([]))
    assert 'pip install "cjk-publisher[cluster]"' in raised.value.message()
