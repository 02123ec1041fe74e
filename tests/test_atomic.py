"""A file is written whole or not at all, and nothing is left lying about."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher import atomic
from publisher.atomic import open_atomically, ready_folder, write_atomically
from publisher.errors import OutputError

OLD = b"the old edition"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "feature.epub"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def in_a_child(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_new_file_replaces_the_old_one(target: Path) -> None:
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(target.parent) == [target.name]


def test_the_permissions_are_those_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_an_exception_leaves_the_old_file_and_no_other(target: Path, fault: type[BaseException]) -> None:
    with pytest.raises(fault), open_atomically(target) as file:
        file.write(b"half")
        raise fault
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]


FILL = """
import resource, sys
from pathlib import Path
from publisher.atomic import write_atomically
from publisher.errors import OutputError
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_atomically(Path(sys.argv[1]), bytes(200_000))
except OutputError as fault:
    print(fault.code, fault.status, fault.file)
"""


def test_a_file_larger_than_allowed_leaves_the_old_one(target: Path) -> None:
    assert in_a_child(FILL, str(target)).stdout.split() == ["file-too-big", "4", str(target)]
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        target = disk / "feature.pdf"
        target.write_bytes(OLD)
        with pytest.raises(OutputError) as caught:
            write_atomically(target, bytes(200_000))
        assert caught.value.code == "disk-full"
        assert target.read_bytes() == OLD
        assert names(disk) == [target.name]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


WRITE_AND_HANG = """
import sys, time
from pathlib import Path
from publisher.atomic import open_atomically
with open_atomically(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("half written", flush=True)
    time.sleep(60)
"""


def kill_in_the_middle(target: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", WRITE_AND_HANG, str(target)], stdout=subprocess.PIPE)
    assert child.stdout and child.stdout.readline() == b"half written\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()


def test_a_kill_leaves_the_old_file_and_the_next_run_sweeps(target: Path) -> None:
    kill_in_the_middle(target)
    assert target.read_bytes() == OLD
    assert len(names(target.parent)) == 2
    write_atomically(target.parent / "other.epub", b"")
    assert names(target.parent) == [target.name, "other.epub"]


def test_what_another_process_is_writing_is_not_swept(tmp_path: Path) -> None:
    ours = tmp_path / atomic._temporary_name()
    other_machine = tmp_path / ".publisher-00000000-999999999-abcd.tmp"
    long_dead = tmp_path / ".publisher-00000000-999999998-abcd.tmp"
    not_ours = tmp_path / ".publisher.tmp"
    for path in (ours, other_machine, long_dead, not_ours):
        path.touch()
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(long_dead, (two_days_ago, two_days_ago))
    atomic.sweep(tmp_path)
    assert names(tmp_path) == sorted([ours.name, other_machine.name, not_ours.name])


def test_without_replacing_an_existing_file_stays(target: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_atomically(target, b"new", replace=False)
    assert (caught.value.code, caught.value.status) == ("exists", 4)
    assert target.read_bytes() == OLD
    fresh = target.with_name("fresh")
    write_atomically(fresh, b"new", replace=False)
    assert names(target.parent) == [target.name, "fresh"]


def test_a_link_is_replaced_and_not_followed(target: Path) -> None:
    link = target.with_name("link")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert target.read_bytes() == OLD
    assert not link.is_symlink() and link.read_bytes() == b"new"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to(os.devnull)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    expected = {
        "pipe": "not-a-file",
        "device": "not-a-file",
        "folder": "is-a-folder",
        "missing/a": "no-folder",
        "file/a": "not-a-folder",
        "x" * 300: "name-too-long",
    }
    for name, code in expected.items():
        with pytest.raises(OutputError) as caught:
            write_atomically(tmp_path / name, b"")
        assert caught.value.code == code, name
        assert caught.value.message("zh") and caught.value.message("en")
    assert (tmp_path / "device").is_symlink()


def test_a_folder_is_made_and_proved(tmp_path: Path) -> None:
    ready_folder(tmp_path / "a" / "b")
    assert names(tmp_path / "a" / "b") == []
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError) as caught:
            ready_folder(folder)
        assert caught.value.code == "not-a-folder"


def test_a_folder_nobody_may_write_to_is_found_before_work() -> None:
    kernel = Path("/proc/self")
    if not kernel.is_dir():
        pytest.skip("no folder here that even root cannot write to")
    with pytest.raises(OutputError) as caught:
        ready_folder(kernel)
    assert caught.value.status == 4


def test_writers_of_one_target_do_not_meet(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from publisher.atomic import write_atomically
for _ in range(20):
    write_atomically(Path(sys.argv[1]), sys.argv[2].encode() * 100_000)
"""
    target = tmp_path / "shared"
    children = [subprocess.Popen([sys.executable, "-c", script, str(target), letter]) for letter in "abc"]
    assert [child.wait() for child in children] == [0, 0, 0]
    assert target.read_bytes() in [letter * 100_000 for letter in (b"a", b"b", b"c")]
    assert names(tmp_path) == ["shared"]
