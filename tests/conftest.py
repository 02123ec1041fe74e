"""What the tests share: the samples published once, small articles, and the pipeline's functions, imported here alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest
import validators
from browsing import chromium
from hypothesis import settings

from publisher.diagnostics import Diagnostic
from publisher.model import Article, Block, Heading, Inline, Paragraph, Text
from publisher.options import Options, PDFProfile, RenderOptions, WriteOptions
from publisher.pipeline import publish, publish_all, read, transformed

pytest_plugins = ["every_book"]

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Continuous integration proves the same examples every time; whoever develops meets new ones. No test looks at the clock.
settings.register_profile("developer", deadline=None)
settings.register_profile("continuous-integration", deadline=None, derandomize=True)
settings.load_profile("continuous-integration" if os.environ.get("CI") else "developer")

# `publisher check` finds veraPDF by this variable or on PATH; the copy that the set-up fetched is for the tests alone.
if fetched := validators.program("verapdf"):
    os.environ["VERAPDF"] = fetched

# Covers are drawn once for many runs of the tests, and nothing of theirs comes into the developer's own cache.
os.environ["PUBLISHER_CACHE"] = str(Path(__file__).parents[1] / ".cache" / "tests")


MISSING = "is not there"


def pytest_report_header() -> list[str]:
    """Which validators the tests ask."""
    names = ("verapdf", "ace")
    return [f"validators: {', '.join(f'{name} {validators.program(name) or MISSING}' for name in names)}"]


__all__ = ["publish", "publish_all", "read", "transformed"]

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(
    path
    for kind in ("txt", "json", "md", "html")
    for path in ROOT.glob(f"data/samples/*.{kind}")
    if path.name != "README.md"
)
SEED = ROOT.parent / "shared" / "seed"


class Published(NamedTuple):
    """One article and the two files made of it."""

    article: Article
    """As it was set: after the transforms."""
    epub: Path
    pdf: Path
    diagnostics: tuple[Diagnostic, ...]


def text(*pieces: str) -> tuple[Inline, ...]:
    return tuple(Text(piece) for piece in pieces)


def article_of(*blocks: Block | str, headline: str = "题目", language: str = "zh-Hans", **fields: object) -> Article:
    """A small article; a string is a paragraph."""
    made = tuple(Paragraph(content=text(block)) if isinstance(block, str) else block for block in blocks)
    return Article(headline=text(headline), language=language, blocks=made, **fields)  # type: ignore[arg-type]


def heading(words: str, level: int = 1) -> Heading:
    return Heading(content=text(words), level=level)


def options(
    *,
    theme: str = "press",
    trim: str | None = None,
    font: tuple[str, ...] = (),
    strict: bool = False,
    vertical: bool = False,
    pdf: PDFProfile = "screen",
    cover: str = "text",
) -> Options:
    mode: Literal["horizontal", "vertical"] = "vertical" if vertical else "horizontal"
    return Options(
        render=RenderOptions(theme=theme, trim=trim, font=font, writing_mode=mode),
        write=WriteOptions(strict=strict, pdf=pdf, cover=cover),
    )


def publish_both(article: Article, folder: Path, chosen: Options | None = None, base: Path | None = None) -> Published:
    """Publish an article as `out.epub` and `out.pdf` in a folder."""
    chosen = chosen or options()
    folder.mkdir(parents=True, exist_ok=True)
    epub, pdf = folder / "out.epub", folder / "out.pdf"
    # In this process warnings are errors.
    results = publish_all(article, [epub, pdf], chosen, base=base, worker=None)
    return Published(transformed(article, chosen), epub, pdf, results[0].diagnostics)


class _Shelf(Mapping[str, Published]):
    """The samples by file name, each published when first asked for."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._sources = {path.name: path for path in SAMPLES}
        self._made: dict[str, Published] = {}

    def __getitem__(self, name: str) -> Published:
        if name not in self._made:
            source = self._sources[name]
            self._made[name] = publish_both(read(source), self._folder / source.stem, base=source.parent)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Published]:
    """All samples, published with the defaults; each is made once for all tests."""
    return _Shelf(tmp_path_factory.mktemp("samples"))


@pytest.fixture(params=[path.name for path in SAMPLES])
def sample(request: pytest.FixtureRequest, shelf: Mapping[str, Published]) -> Published:
    """Each sample in turn."""
    return shelf[request.param]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, for one module of tests at a time."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Published]:
    """`made(article, options=None, base=None)`: that article published in the test's own folder."""

    def publish_here(article: Article, chosen: Options | None = None, base: Path | None = None) -> Published:
        return publish_both(article, tmp_path / "out", chosen, base)

    return publish_here
