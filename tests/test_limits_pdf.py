"""PDFs within limits: an article that goes beyond them ends alone and by name, its EPUB is made, and the others go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, article_of, publish, publish_all, text
from PIL import Image

from publisher.errors import EngineError, LimitError, PublisherError, UsageError
from publisher.model import Article, Figure, Paragraph
from publisher.options import Options, RenderOptions, WriteOptions, byte_count
from publisher.processes.limits import Fence, Limits
from publisher.writers.pdf.shared import shared_worker
from publisher.writers.pdf.worker import PDFWorker

ARTICLE = article_of("正文，只有一段。")
FLEX = 12
"""Levels of flex boxes in one another; the engine's time doubles and more with each, and eleven take a minute."""

held_memory = pytest.mark.skipif(not Fence().holds_memory, reason="this system does not hold a limit on memory")


@pytest.fixture(scope="module")
def worker() -> Iterator[PDFWorker]:
    with PDFWorker() as worker:
        yield worker


@pytest.fixture
def slow_theme(tmp_path: Path) -> str:
    """A theme whose pages take the engine hours."""
    theme = tmp_path / "slow"
    (theme / "blocks").mkdir(parents=True)
    (theme / "theme.toml").write_text('extends = "press"\n')
    (theme / "page.css").write_text(".deep { display: flex }\n")
    (theme / "blocks" / "paragraph.html").write_text(
        '<div class="deep">' * FLEX + "<p>{{ inline(block.content) }}</p>" + "</div>" * FLEX
    )
    return str(theme)


def limited(theme: str = "press", *, memory: int | str = 0, seconds: int = 0) -> Options:
    return Options(render=RenderOptions(theme=theme), write=WriteOptions(limit_memory=memory, limit_time=seconds))


def refusal(article: Article, folder: Path, options: Options, worker: PDFWorker | None = None) -> PublisherError:
    """The error with which both files of an article are asked for, after a look at what it leaves behind."""
    folder.mkdir(exist_ok=True)
    targets = [folder / "out.epub", folder / "out.pdf"]
    with pytest.raises(PublisherError) as caught:
        publish_all(article, targets, options, base=folder, worker=worker)
    assert [path.name for path in folder.iterdir() if path.is_file() and path.suffix != ".png"] == ["out.epub"]
    assert [path for path, _ in caught.value.outputs] == [str(targets[0])]
    return caught.value


def long_article(paragraphs: int) -> Article:
    return article_of(*(f"第{at}段。" + "一整段话，从头到尾没有分段；" * 40 for at in range(paragraphs)))


# --- time ----------------------------------------------------------------------------------------------------------


def test_pages_that_take_too_long(slow_theme: str, tmp_path: Path, worker: PDFWorker) -> None:
    error = refusal(ARTICLE, tmp_path / "out", limited(slow_theme, seconds=1), worker)
    assert isinstance(error, LimitError)
    assert (error.status, error.code, error.values) == (6, "engine-time", {"limit": "1"})
    for language in ("en", "zh"):
        assert "--limit-time" in error.message(language)


def test_the_article_after_one_that_took_too_long_is_made(slow_theme: str, tmp_path: Path, worker: PDFWorker) -> None:
    refusal(ARTICLE, tmp_path / "out", limited(slow_theme, seconds=1), worker)
    made = publish_all(ARTICLE, [tmp_path / "next.pdf"], limited(seconds=60), worker=worker)
    assert made[0].diagnostics == ()


def test_the_limit_on_processor_time_is_that_of_one_article() -> None:
    """It adds up in a process, so that the limit is set anew for each."""
    program = """
        import resource, time
        from publisher.processes.limits import Fence, Limits
        fence, ends = Fence(), []
        for _ in range(2):
            fence.close(Limits(seconds=10))
            ends.append(resource.getrlimit(resource.RLIMIT_CPU)[0])
            until = time.process_time() + 1.1
            while time.process_time() < until:
                pass
        fence.close(Limits(seconds=0))
        print(ends[1] > ends[0], resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.getrlimit(resource.RLIMIT_CPU)[1])
    """
    assert run(program) == "True True"


def test_a_worker_whose_program_has_gone_does_not_run_for_ever() -> None:
    """Nobody keeps the clock any more: then the limit on processor time ends it."""
    program = """
        from publisher.processes import limits
        limits._SPARE_SECONDS = 0
        limits.Fence().close(limits.Limits(seconds=1))
        while True:
            pass
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], cwd=ROOT)
    assert done.returncode == -signal.SIGXCPU


# --- memory --------------------------------------------------------------------------------------------------------


@held_memory
def test_pages_that_take_too_much_memory(tmp_path: Path, worker: PDFWorker) -> None:
    error = refusal(long_article(400), tmp_path / "out", limited(memory="40M"), worker)
    assert isinstance(error, LimitError)
    assert (error.status, error.code, error.values) == (6, "engine-memory", {"limit": "40M"})
    for language in ("en", "zh"):
        assert "--limit-memory" in error.message(language)


@held_memory
def test_the_article_after_one_that_took_too_much_is_made(tmp_path: Path, worker: PDFWorker) -> None:
    refusal(long_article(400), tmp_path / "out", limited(memory="40M"), worker)
    publish_all(ARTICLE, [tmp_path / "next.pdf"], limited(memory="200M"), worker=worker)


@held_memory
def test_what_earlier_articles_left_in_memory_is_not_held_against_one(tmp_path: Path, worker: PDFWorker) -> None:
    alone = publish_all(ARTICLE, [tmp_path / "alone.pdf"], limited(memory="150M"), worker=worker)
    publish_all(long_article(400), [tmp_path / "long.pdf"], limited(), worker=worker)
    after = publish_all(ARTICLE, [tmp_path / "after.pdf"], limited(memory="150M"), worker=worker)
    assert after[0].sha256 == alone[0].sha256


@held_memory
def test_a_picture_for_which_there_is_no_memory_is_not_left_out_in_silence(tmp_path: Path, worker: PDFWorker) -> None:
    """The engine takes any fault of a picture for a broken picture, and goes on without."""
    folder = tmp_path / "out"
    folder.mkdir()
    Image.new("L", (6000, 6000)).save(folder / "large.png")
    article = article_of("正文。", Figure(src="large.png", alt="图"))
    assert refusal(article, folder, limited(memory="40M"), worker).code == "engine-memory"
    assert publish_all(article, [folder / "out.pdf"], limited(), base=folder, worker=worker)[0].diagnostics == ()


def test_a_picture_of_too_many_pixels_never_reaches_the_engine(tmp_path: Path, worker: PDFWorker) -> None:
    Image.new("1", (13_000, 13_000)).save(tmp_path / "bomb.png")
    article = article_of("正文。", Figure(src="bomb.png", alt="图", lines=(3, 3)))
    made = publish_all(article, [tmp_path / "out.pdf"], limited(memory="200M"), base=tmp_path, worker=worker)
    assert [(said.code, said.line) for said in made[0].diagnostics] == [("image-broken", 3)]


@held_memory
def test_memory_that_c_asks_for_ends_the_process_and_is_told_as_that(worker: PDFWorker, tmp_path: Path) -> None:
    """GLib gives no answer where it gets no memory: it ends the process with a line on standard error."""
    answers = set()
    for memory in (1, 9, 17, 25, 33):
        answers.add(refusal(long_article(200), tmp_path / "out", limited(memory=f"{memory}M"), worker).code)
    assert answers == {"engine-memory"}


def test_a_system_without_limits_says_so_once_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with PDFWorker() as worker:
        publish_all(ARTICLE, [tmp_path / "a.pdf"], limited(memory=0), worker=worker)
        ready = worker._engine.child.ready
        assert ready is not None
        monkeypatch.setattr(worker._engine.child, "ready", type(ready)(holds_memory=False))
        said = [
            [each.code for each in publish_all(ARTICLE, [tmp_path / "b.pdf"], chosen, worker=worker)[0].diagnostics]
            for chosen in (limited(), limited(memory="1G"), limited(memory="1G"))
        ]
    assert said == [[], ["limit-not-held"], []]


# --- how limits are given ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "count"),
    [(0, 0), ("0", 0), (1000, 1000), ("800M", 800 << 20), ("2G", 2 << 30), ("1.5 GiB", 3 << 29), ("64kb", 65536), ("1t", 1 << 40)],
)  # fmt: skip
def test_sizes(size: int | str, count: int) -> None:
    assert byte_count(size) == count


@pytest.mark.parametrize("size", ["", "much", "-1", -1, "2 GG", "G", "1e9", "٣M"])
def test_what_is_no_size(size: int | str) -> None:
    with pytest.raises(UsageError) as caught:
        Limits.of(WriteOptions(limit_memory=size))
    assert caught.value.code == "size-malformed"
    assert str(size) in caught.value.message("zh")


def build(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "publisher", "build", "--messages", "en", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_on_the_command_line_one_article_fails_alone(slow_theme: str, tmp_path: Path) -> None:
    """By the sidecar of one of three."""
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(f"题目 {name}\n\n　　正文在这里，只有一段。\n", "utf-8")
    (tmp_path / "two.publisher.toml").write_text(f'limit-time = 1\ntheme = "{slow_theme}"\n')
    done = build("one.txt", "two.txt", "three.txt", "-o", "out/", cwd=tmp_path)
    made = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert (done.returncode, made) == (1, [".epub"] * 3 + [".pdf"] * 2)
    assert "two.txt: error engine-time: Laying out the pages took longer" in done.stderr
    alone = build("two.txt", "-o", "out/", cwd=tmp_path)
    assert alone.returncode == 6
    assert alone.stdout.splitlines() == [str(path) for path in (Path("out/题目-two.epub"),)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--limit-memory", "much"), "--limit-memory takes a size such as 800M or 2G, not “much”"),
        (("--limit-time", "soon"), "--limit-time takes a whole number"),
        (("--limit-time", "-1"), "--limit-time takes a whole number"),
    ],
)
def test_limits_that_are_none(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("题目\n\n　　正文。\n", "utf-8")
    done = build("a.txt", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_text_cannot_loosen_its_own_limits(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublisher:\n  limit-memory: 0\n---\n\n# 题目\n\n正文。\n", "utf-8")
    done = build("a.md", cwd=tmp_path)
    assert (done.returncode, "key-not-in-front-matter" in done.stderr) == (2, True)


# --- in Python -----------------------------------------------------------------------------------------------------


def run(program: str, *arguments: str | Path) -> str:
    """What a program of its own prints; it must print nothing to standard error."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(program), *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_publish_keeps_one_process_for_pdfs_and_loads_no_engine_itself(tmp_path: Path) -> None:
    program = """
        import sys
        from publisher import publish
        from publisher.writers.pdf.shared import shared_worker
        pids = {(publish(sys.argv[1], sys.argv[2]).sha256, shared_worker().pid) for _ in range(3)}
        print(len(pids), "weasyprint" in sys.modules, pids.pop()[1])
    """
    count, loaded, pid = run(program, sample(), tmp_path / "a.pdf").split()
    assert (count, loaded) == ("1", "False")
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


def sample() -> Path:
    return ROOT / "data" / "samples" / "canals.txt"


def test_either_way_gives_the_same_bytes(tmp_path: Path) -> None:
    there = publish(sample(), tmp_path / "there.pdf")
    here = publish(sample(), tmp_path / "here.pdf", isolate=False)
    assert here.sha256 == there.sha256
    assert here.diagnostics == there.diagnostics


def test_limits_hold_in_python_too(slow_theme: str, tmp_path: Path) -> None:
    with pytest.raises(LimitError) as caught:
        publish(ARTICLE, tmp_path / "a.pdf", options=limited(slow_theme, seconds=1))
    assert caught.value.code == "engine-time"
    assert list(tmp_path.glob("*.pdf")) == []


def test_threads_share_the_process(tmp_path: Path) -> None:
    digests: list[str] = []
    threads = [
        threading.Thread(target=lambda at=at: digests.append(publish(ARTICLE, tmp_path / f"{at}.pdf").sha256))
        for at in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(digests) == 4
    assert len(set(digests)) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_has_a_process_of_its_own(tmp_path: Path) -> None:
    program = """
        import os, sys
        from publisher import publish
        from publisher.writers.pdf.shared import shared_worker
        first = publish(sys.argv[1], sys.argv[2] + "/parent.pdf").sha256
        pid = shared_worker().pid
        child = os.fork()
        if not child:
            same = publish(sys.argv[1], sys.argv[2] + "/child.pdf").sha256 == first
            sys.exit(0 if same and shared_worker().pid != pid else 9)
        assert os.waitpid(child, 0)[1] == 0
        # The child's end took nothing of the parent's with it.
        assert publish(sys.argv[1], sys.argv[2] + "/after.pdf").sha256 == first
        print(shared_worker().pid == pid)
    """
    assert run(program, sample(), tmp_path) == "True"


TAKEN = """
    import sys
    import weasyprint
    weasyprint.HTML(string="<p>别处的文字</p>").write_pdf()
    from publisher import PublisherError, publish
    try:
        publish(sys.argv[1], sys.argv[2], isolate=False)
    except PublisherError as error:
        print(type(error).__name__, error.code, "isolate=False" in error.message("zh"))
    print(publish(sys.argv[1], sys.argv[2]).sha256)
"""


def test_a_program_that_uses_weasyprint_itself_is_refused_in_its_process_only(tmp_path: Path) -> None:
    refused, digest = run(TAKEN, sample(), tmp_path / "a.pdf").splitlines()
    assert refused == "EngineError engine-taken True"
    assert digest == publish(sample(), tmp_path / "b.pdf").sha256


def test_a_process_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(EngineError) as caught:
        PDFWorker()
    assert caught.value.code == "engine-start"


def test_the_shared_process_is_one(tmp_path: Path) -> None:
    assert shared_worker() is shared_worker()
    paragraph = Paragraph(content=text("正文。"))
    publish(article_of(paragraph), tmp_path / "a.pdf")
