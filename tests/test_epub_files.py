"""An EPUB as the command line leaves it: the same bytes from any process, and the old file or the new one whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

OLD = b"the old edition"
TEXT = "渡口\n本报记者　岑望舒\n\n渡口的老钟每天敲两遍，头一遍催人上船，后一遍催人回家。\n"
SIDECAR = """\
certified-by = "周渡"
[publication]
isbn = "978-7-02-000220-7"
subjects = ["水利", "河流", "渡口"]
series = "江边手记"
position = 3
rights = "© 2024"
[readings]
"岑望舒" = "Cen Wangshu"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "ferry.publisher.toml").write_text(SIDECAR, "utf-8")
    (folder / "ferry.txt").write_text(TEXT, "utf-8")
    return folder / "ferry.txt"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "ferry.epub"
    path.write_bytes(OLD)
    return path


def environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "DYLD_FALLBACK_LIBRARY_PATH") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT)} | more


def build(
    source: Path, target: Path, env: dict[str, str] | None = None, before: Callable[[], None] | None = None, **more: Any
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "publisher", "build", str(source), "-o", str(target)],
        env=env or environment(), preexec_fn=before, capture_output=True, text=True, check=False, **more,
    )  # fmt: skip


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- the same bytes ------------------------------------------------------------------------------------------------------


def test_the_same_bytes_from_any_process(source: Path, tmp_path: Path) -> None:
    far = tmp_path / "某个 folder"
    far.mkdir()
    here, there = tmp_path / "here.epub", far / "there.epub"
    one = build(source, here, env=environment(PYTHONHASHSEED="1", TZ="UTC", LANG="C.UTF-8"))
    two = build(
        Path(os.path.relpath(source, far)), Path(there.name), cwd=far, umask=0o077,
        env=environment(PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C", LANG="zh_CN.GB18030"),
    )  # fmt: skip
    assert (one.returncode, one.stderr, two.returncode, two.stderr) == (0, "", 0, "")
    assert here.read_bytes() == there.read_bytes()
    assert there.stat().st_mode & 0o777 == 0o600


def test_the_epoch_that_is_set_is_the_books_time(source: Path, tmp_path: Path) -> None:
    made = []
    for zone in ("UTC", "Asia/Shanghai"):
        path = tmp_path / f"{zone[:3]}.epub"
        assert build(source, path, env=environment(SOURCE_DATE_EPOCH="1571616001", TZ=zone)).returncode == 0
        made.append(path.read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "UTC.epub") as container:
        assert b'"dcterms:modified">2019-10-21T00:00:01Z<' in container.read("EPUB/content.opf")
        assert {entry.date_time for entry in container.infolist()} == {(2019, 10, 21, 0, 0, 0)}


# --- the old file or the new one -----------------------------------------------------------------------------------------


def test_a_file_larger_than_allowed_leaves_the_old_one(source: Path, target: Path) -> None:
    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = build(source, target, before=limit)
    assert done.returncode == 4
    assert "file-too-big" in done.stderr and "Traceback" not in done.stderr
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]


def test_a_full_disk_leaves_the_old_file(source: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        target = disk / "ferry.epub"
        target.write_bytes(OLD)
        done = build(source, target)
        assert done.returncode == 4
        assert "disk-full" in done.stderr and "Traceback" not in done.stderr
        assert target.read_bytes() == OLD
        assert names(disk) == [target.name]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


STOPPED = """
import os, pathlib, sys, time
from publisher.__main__ import main
from publisher.writers.epub import package

def stop(*given, **named):
    print("stopped", flush=True)
    time.sleep(600)

place = sys.argv[1]
if place == "packing":
    package._Writer._write_items = stop
elif place == "written":
    os.fsync = stop
else:
    pathlib.Path.replace = stop
main(["build", sys.argv[2], "-o", sys.argv[3]])
"""


@pytest.mark.parametrize(("place", "left"), [("packing", 0), ("written", 1), ("about to be renamed", 1)])
def test_a_kill_in_the_middle_of_a_build_leaves_the_old_file(source: Path, target: Path, place: str, left: int) -> None:
    command = [sys.executable, "-c", STOPPED, place, str(source), str(target)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        line = child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        assert line == b"stopped\n", child.stderr.read()
    assert child.returncode == -signal.SIGKILL
    assert target.read_bytes() == OLD
    assert len(names(target.parent)) == 1 + left
    # The next build sweeps what the killed one left.
    assert build(source, target).returncode == 0
    assert names(target.parent) == [target.name]
    with zipfile.ZipFile(target) as container:
        assert container.testzip() is None
