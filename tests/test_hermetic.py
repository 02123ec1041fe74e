"""The same article gives the same bytes: in any process, place, zone and locale, and whatever fonts the machine has."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES, SEED, article_of, publish_both, read, text

from publisher.model import Article, Figure, LanguageRun, Paragraph, Ruby, Text
from publisher.writers.build_date import build_date, w3c

RICH = next(path for path in SAMPLES if path.name == "river-ledger.json")

ELSEWHERE = """
import hashlib, json, os, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
from conftest import publish_both, read
source = Path(sys.argv[2])
os.umask(int(sys.argv[4], 8))
made = publish_both(read(source), Path(sys.argv[3]), base=source.parent)
print(json.dumps([hashlib.sha256(path.read_bytes()).hexdigest() for path in (made.epub, made.pdf)]))
"""

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern"><edit name="family" mode="prepend_first"><string>Noto Sans CJK JP</string></edit></match>
  <match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>
</fontconfig>
"""


def digests(source: Path, folder: Path) -> list[str]:
    made = publish_both(read(source), folder, base=source.parent)
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in (made.epub, made.pdf)]


def inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "DYLD_FALLBACK_LIBRARY_PATH") if name in os.environ}


def elsewhere(source: Path, folder: Path, umask: str = "022", cwd: Path | None = None, **environment: str) -> list[str]:
    """The digests of both files as another process makes them, with nothing inherited but the search path and the home."""
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(ROOT), str(source), str(folder), umask],
        env=inherited() | environment, cwd=cwd, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.name)
def test_twice_in_one_process(source: Path, tmp_path: Path) -> None:
    assert digests(source, tmp_path / "one") == digests(source, tmp_path / "two")


def test_alone_or_after_others(tmp_path: Path) -> None:
    """What was published before leaves nothing behind that shows."""
    alone = elsewhere(RICH, tmp_path / "alone")
    digests(SAMPLES[0], tmp_path / "before")
    assert digests(RICH, tmp_path / "after") == alone


def test_on_any_machine(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(FONTCONFIG.format(fonts=ROOT / "fonts", cache=tmp_path / "cache"))
    far = tmp_path / "某个 folder"
    far.mkdir()
    here = elsewhere(RICH, tmp_path / "here", PYTHONHASHSEED="1", TZ="UTC", LANG="C.UTF-8")
    there = elsewhere(
        RICH, tmp_path / "there", umask="077", cwd=far, PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C", LANG="zh_CN.GB18030",
        FONTCONFIG_FILE=str(config), FONTCONFIG_PATH=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "xdg"),
        XDG_DATA_HOME=str(ROOT), PANGOCAIRO_BACKEND="fc",
    )  # fmt: skip
    assert here == there


KINDS_OF_BOOK = {
    # what `build` is told -> the samples that are built so
    ("--cover", "text"): SAMPLES,
    ("--cover", "auto"): [RICH],
    ("--cover", "none", "--theme", "gazette", "--carry-source"): [RICH, SAMPLES[0]],
    ("--cover", "text", "--theme", "book", "--embed-fonts", "auto", "--woff2"): [RICH, SAMPLES[0]],
    ("--cover", "none", "--embed-fonts", "none", "--writing-mode", "vertical"): [RICH, SAMPLES[0]],
}


@pytest.mark.parametrize("words", KINDS_OF_BOOK, ids=" ".join)
def test_books_of_every_kind_on_any_machine(words: tuple[str, ...], tmp_path: Path) -> None:
    far = tmp_path / "某个 folder"
    far.mkdir()
    here = built(words, tmp_path / "here", tmp_path, "022", PYTHONHASHSEED="1", TZ="UTC", LANG="C.UTF-8")
    there = built(
        words, far / "那里", far, "077", PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="C", LANG="ja_JP.EUC-JP"
    )
    assert here == there
    assert len(here) == len(KINDS_OF_BOOK[words])


def built(words: tuple[str, ...], folder: Path, cwd: Path, umask: str, **environment: str) -> dict[str, str]:
    """Name and digest of each book as the command makes it."""
    command = [
        sys.executable,
        "-m",
        "publisher",
        "--messages",
        "en",
        "build",
        "--to",
        "epub",
        "-o",
        f"{folder}/",
        *words,
    ]
    # Each draws its covers anew.
    given = inherited() | environment | {"PYTHONPATH": str(ROOT), "PUBLISHER_CACHE": ""}
    sources = [str(path) for path in KINDS_OF_BOOK[words]]
    done = subprocess.run([*command, *sources], env=given, cwd=cwd, umask=int(umask, 8), capture_output=True)
    assert done.returncode == 0, done.stderr
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_feature_of_a_paper(tmp_path: Path) -> None:
    """A real text as it came off a paper's site, where one is beside the checkout; else the sample laid out alike."""
    found = sorted(SEED.glob("*.txt")) or [path for path in SAMPLES if path.name == "canals.txt"]
    assert digests(found[0], tmp_path / "one") == digests(found[0], tmp_path / "two")


def test_the_environment_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/elsewhere/fonts.conf")
    before = dict(os.environ)
    publish_both(article_of("正文。"), tmp_path)
    assert dict(os.environ) == before


# --- dates ---------------------------------------------------------------------------------------------------------

DATES = [
    # SOURCE_DATE_EPOCH, the article's date -> the date of the files
    (None, None, datetime(2000, 1, 1, tzinfo=UTC)),
    (None, "2019", datetime(2019, 1, 1, tzinfo=UTC)),
    (None, "2019-10", datetime(2019, 10, 1, tzinfo=UTC)),
    (None, "2019-10-21", datetime(2019, 10, 21, tzinfo=UTC)),
    ("1571616000", "2001-02-03", datetime(2019, 10, 21, tzinfo=UTC)),
    ("0", None, datetime(1970, 1, 1, tzinfo=UTC)),
    ("", "2019", datetime(2019, 1, 1, tzinfo=UTC)),
    ("soon", "2019", datetime(2019, 1, 1, tzinfo=UTC)),
    ("-5", None, datetime(2000, 1, 1, tzinfo=UTC)),
    ("9" * 30, "2019", datetime(2019, 1, 1, tzinfo=UTC)),
    (None, "2019-02-30", datetime(2000, 1, 1, tzinfo=UTC)),
    (None, "0000", datetime(2000, 1, 1, tzinfo=UTC)),
]


@pytest.mark.parametrize(("epoch", "date", "expected"), DATES)
def test_a_file_is_dated_by_the_epoch_the_article_or_not_at_all(
    epoch: str | None, date: str | None, expected: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert build_date(article_of("正文。", date=date)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (datetime(2019, 10, 21, tzinfo=UTC), "2019-10-21T00:00:00Z"),
        (datetime(999, 1, 2, tzinfo=UTC), "0999-01-02T00:00:00Z"),
    ],
)
def test_dates_are_written_with_four_digits_of_the_year(date: datetime, expected: str) -> None:
    assert w3c(date) == expected


@pytest.mark.parametrize("epoch", ["0", "315532800", "4102444800", "253402300799"])
def test_any_epoch_can_be_written(epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ZIP knows no year before 1980 or after 2107."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    publish_both(article_of("正文。"), tmp_path)


def test_equal_articles_are_published_equally(tmp_path: Path) -> None:
    def build() -> Article:
        run = LanguageRun(content=text("骨"), language="ja")
        return article_of(Paragraph(content=(Text("甲“乙”——"), Ruby(base="丙", text="bǐng"), run)), Figure(src="x.png"))

    one, two = (publish_both(build(), tmp_path / name) for name in ("one", "two"))
    assert one.epub.read_bytes() == two.epub.read_bytes()
    assert one.pdf.read_bytes() == two.pdf.read_bytes()
