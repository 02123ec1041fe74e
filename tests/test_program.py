"""The command line as a shell starts it: pipes, paths and encodings as they come, and the whole way once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_command_line import BODY, feature

from publisher import pipeline


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path


def in_a_shell(*words: str, folder: Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": str(Path(pipeline.__file__).parents[1])}
    command = [sys.executable, "-m", "publisher", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, **more)


# --- as a program ------------------------------------------------------------------------------------------------------


def test_a_reader_who_leaves_is_no_fault(desk: Path) -> None:
    names = [feature(desk, f"{number}.txt", "渡口" * 2000) for number in range(8)]
    script = '"$0" -m publisher inspect --json "$@" | head -c 10 >/dev/null; echo "${PIPESTATUS[0]}"'
    environment = {**os.environ, "PYTHONPATH": str(Path(pipeline.__file__).parents[1])}
    done = subprocess.run(
        ["bash", "-c", script, sys.executable, *names],
        cwd=desk,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("141\n", "")


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system refuses such names")
def test_a_path_that_is_no_text_goes_out_as_it_came_in(desk: Path) -> None:
    name = os.fsdecode(b"gb\xc4\xe3.txt")
    done = in_a_shell("inspect", name, "--json", folder=desk)
    assert done.returncode == 3
    assert json.loads(done.stdout)["file"] == "gb\ufffd\ufffd.txt"
    assert b"gb\\udcc4\\udce3.txt: error source-missing" in in_a_shell("inspect", name, folder=desk).stderr


def test_messages_come_out_in_any_encoding(desk: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(Path(pipeline.__file__).parents[1])}
    command = [sys.executable, "-m", "publisher", "--messages", "zh", "build", "missing.txt"]
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, check=False)
    assert done.returncode == 3
    assert b"missing.txt: error source-missing: \\u" in done.stderr


def test_the_whole_way_once(desk: Path) -> None:
    """From pasted text to both files, as a user runs it."""
    done = in_a_shell("build", "-", "-o", "out/", folder=desk, input=f"末班渡船\n\n{BODY}".encode())
    assert (done.returncode, done.stdout.decode().splitlines()) == (0, ["out/末班渡船.epub", "out/末班渡船.pdf"])
    assert (desk / "out" / "末班渡船.epub").read_bytes().startswith(b"PK")
    assert (desk / "out" / "末班渡船.pdf").read_bytes().startswith(b"%PDF-")
    assert len(list((desk / "out").iterdir())) == 2
