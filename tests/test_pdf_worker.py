"""The PDF engine in a process of its own: the same bytes as here, and what breaks it breaks one article only."""

from __future__ import annotations

import hashlib
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.errors import EngineError
from publisher.options import Options, WriteOptions
from publisher.pipeline import publish_all, read
from publisher.writers.font_slices import FontSlice
from publisher.writers.pdf.worker import PDFWorker

SAMPLE = Path(__file__).parents[1] / "data" / "samples" / "canals.txt"
PAGE = "<html lang='zh-Hans'><head><title>t</title></head><body>{body}</body></html>"


@pytest.fixture
def worker() -> Iterator[PDFWorker]:
    with PDFWorker() as worker:
        yield worker


def test_it_makes_the_same_bytes_as_the_process_itself(worker: PDFWorker, tmp_path: Path) -> None:
    here, there = tmp_path / "here.pdf", tmp_path / "there.pdf"
    publish_all(read(SAMPLE), [here], Options(), worker=None)
    publish_all(read(SAMPLE), [there], Options(), worker=worker)
    assert here.read_bytes() == there.read_bytes()


def test_it_serves_one_article_after_the_other(worker: PDFWorker, tmp_path: Path) -> None:
    results = [publish_all(read(SAMPLE), [tmp_path / f"{n}.pdf"], Options(), worker=worker)[0] for n in range(3)]
    assert len({result.sha256 for result in results}) == 1


def test_an_error_of_the_engine_comes_back_as_it_is(worker: PDFWorker) -> None:
    broken = FontSlice("song", 400, b"OTTO no font")
    answer = worker.submit(PAGE.format(body="<img src='asset:absent'/>"), "body{font-family:song}", [broken], {})
    # Neither a broken font nor an absent image stops WeasyPrint: it says so, and what it says is passed on.
    assert answer.result().remarks
    nested = "<div style='display:inline-block'>" * 400 + "</div>" * 400
    with pytest.raises(EngineError) as caught:
        worker.submit(PAGE.format(body=nested), "", [], {}).result()
    assert caught.value.code == "engine-failed"
    assert "RecursionError" in caught.value.message()


def test_a_crash_is_an_error_of_that_article_and_the_next_one_is_made(worker: PDFWorker, tmp_path: Path) -> None:
    os.kill(worker.pid, signal.SIGSEGV)
    with pytest.raises(EngineError) as caught:
        # The pipe may take the first request before the signal arrives; never is it answered.
        publish_all(read(SAMPLE), [tmp_path / "lost.pdf"], Options(), worker=worker)
    assert caught.value.code == "engine-died"
    assert caught.value.values["reason"] == "SIGSEGV"
    assert not (tmp_path / "lost.pdf").exists()
    publish_all(read(SAMPLE), [tmp_path / "next.pdf"], Options(), worker=worker)
    assert (tmp_path / "next.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("worked", [False, True], ids=["starting", "loaded"])
def test_the_memory_of_whoever_started_it_is_not_taken_for_its_own(worked: bool, tmp_path: Path) -> None:
    held = bytearray(b"x") * (400 << 20)
    options = Options(write=WriteOptions(limit_memory="300M"))
    with PDFWorker() as worker:
        del held
        if worked:
            publish_all(read(SAMPLE), [tmp_path / "first.pdf"], options, worker=worker)
        os.kill(worker.pid, signal.SIGSEGV)
        with pytest.raises(EngineError) as caught:
            publish_all(read(SAMPLE), [tmp_path / "lost.pdf"], options, worker=worker)
    assert (caught.value.code, caught.value.values["reason"]) == ("engine-died", "SIGSEGV")


def test_the_epub_is_delivered_where_the_pdf_engine_breaks(worker: PDFWorker, tmp_path: Path) -> None:
    os.kill(worker.pid, signal.SIGKILL)
    targets = [tmp_path / "feature.epub", tmp_path / "feature.pdf"]
    with pytest.raises(EngineError) as caught:
        publish_all(read(SAMPLE), targets, Options(), worker=worker)
    ((path, digest),) = caught.value.outputs
    assert (path, digest) == (str(targets[0]), hashlib.sha256(targets[0].read_bytes()).hexdigest())
    assert not targets[1].exists()
    assert "left-out" in [remark.code for remark in caught.value.diagnostics]


def test_it_ends_with_the_run_even_if_it_never_had_work() -> None:
    with PDFWorker() as worker:
        pid = worker.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_nothing_of_the_engine_is_left_in_the_temporary_folder(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine keeps its faces in a folder that it clears away at its end; a worker is killed before that."""
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with PDFWorker() as worker:
        publish_all(read(SAMPLE), [tmp_path / "a.pdf"], Options(), worker=worker)
        assert list(scratch.rglob("*")), "the engine keeps its faces elsewhere: this test sees nothing"
    assert list(scratch.iterdir()) == []
