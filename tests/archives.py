"""Small archives for the tests of a batch, and a run of the command over them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from publisher.__main__ import main
from publisher.archive.engines import local
from publisher.archive.engines.here import HereEngine
from publisher.archive.journal import Journal

SENTENCES = (
    "渡口的灯一直亮到十点。", "老船工把缆绳收好，又看了一眼江面。", "第二天清早，雾还没有散，第一班船已经离岸了。",
    "对岸的集市逢五逢十，卖的多是竹器和干鱼。", "她在账本上记下：今日渡客四十七人。",
)  # fmt: skip


class Ran(NamedTuple):
    """What a run of the command gave."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of --json."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def counts(self) -> dict[str, int]:
        """How many articles came out how, from the summary of --json."""
        summary = self.objects[-1]["summary"]
        return {state: summary[state] for state in ("made", "adopted", "unchanged", "failed") if summary[state]}


Batch = Callable[..., Ran]


def article(number: int = 1) -> str:
    """The text of a small article."""
    body = "".join(SENTENCES[(number + at) % len(SENTENCES)] for at in range(4))
    return f"渡口纪事之{number}\n\n　　{body}\n"


def fill(folder: Path, names: Iterable[str]) -> Path:
    """A folder with an article of its own in each of some files."""
    for number, name in enumerate(names, 1):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number), "utf-8")
    return folder


def files(folder: Path) -> list[str]:
    """The outputs below a folder, without what belongs to the journal."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.parts[0] != ".publisher")


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Of each output, what changes when it is written again."""
    return {name: ((folder / name).stat().st_ino, (folder / name).stat().st_mtime_ns) for name in files(folder)}


def dump(target: Path) -> list[str]:
    """What the journal of a folder says, but for what differs from run to run."""
    journal = Journal(target / ".publisher" / "journal.sqlite")
    try:
        return list(journal.dump())
    finally:
        journal.close()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder and a home for journals; messages are in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def batch(desk: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Batch:
    """`batch("src", "out", …)`: the command with --json, EPUBs alone unless asked, made in this process: what workers do with an
    article has tests of its own.
    """
    monkeypatch.setattr(local, "LocalEngine", lambda job, _jobs: HereEngine(job))

    def run(*arguments: str | os.PathLike[str], kinds: str = "epub", json_lines: bool = True) -> Ran:
        capfd.readouterr()
        words = ["batch", *map(str, arguments), "--to", kinds, "--cover", "text", *(["--json"] if json_lines else [])]
        status = main(words)
        return Ran(status, *capfd.readouterr())

    return run
