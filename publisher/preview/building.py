"""One build of a preview: the stages of the pipeline in their order, stopped between them where a newer change has come."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, perf_counter

from msgspec import Struct
from msgspec.structs import replace

from publisher.config import Layer, resolve
from publisher.diagnostics import Diagnostic
from publisher.edition import Edition, page_area, prepare
from publisher.errors import PublisherError
from publisher.model import Article
from publisher.options import COVERS, Options
from publisher.outputs import WRITERS
from publisher.page import TypeArea
from publisher.pipeline import lawful, read, transformed, with_glyphs
from publisher.preview.sources import Sources, font_files, image_files
from publisher.processes.limits import Limits
from publisher.render.templates import forget_templates
from publisher.themes import load_theme
from publisher.writers.pdf.worker import PDFWorker

THEME_FILE = "theme.toml"
_WORTH_A_RESTART = 0.5
"""Seconds. A new engine loads in about this time: one that has worked longer for nothing is replaced, a quicker one waited for."""


class SupersededError(Exception):
    """A newer change has come: nobody waits for this build any more."""


class Built(Struct, frozen=True):
    """What one build made."""

    article: Article
    options: Options
    edition: Edition
    """With the book, from which the files of the EPUB view are taken."""
    area: TypeArea
    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]
    seconds: float


class Engine:
    """The warm PDF engine. One edition is in work at a time; where nobody waits for it any more, the engine is replaced."""

    def __init__(self) -> None:
        self._worker = PDFWorker()
        self._begun: float | None = None
        self._turn, self._swap = threading.Lock(), threading.Lock()

    @property
    def pid(self) -> int:
        """The process of the engine."""
        return self._worker.pid

    def lay_out(
        self, edition: Edition, limits: Limits, making: threading.Lock, is_wanted: Callable[[], bool]
    ) -> tuple[bytes, list[Diagnostic]]:
        """The PDF and the writer's remarks, made within `limits`, faces being sliced under `making`.

        Raises EngineError, LimitError, GlyphError, and `SupersededError` where a newer change has come while others had their turn.
        """
        with self._turn:
            _stop_unless(is_wanted)
            with self._swap:
                worker, self._begun = self._worker, monotonic()
            try:
                with making:
                    finish = WRITERS["pdf"](edition, worker.within(limits))
                return finish()
            finally:
                with self._swap:
                    self._begun = None

    def drop_work(self) -> None:
        """What is at work is not wanted any more."""
        with self._swap:
            if self._begun is None or monotonic() - self._begun < _WORTH_A_RESTART:
                return
            self._begun = None
            old, self._worker = self._worker, PDFWorker()
        old.close()

    def close(self) -> None:
        with self._swap:
            self._worker.close()


class Builder:
    """Builds a feature under what the command line gives; knows what the last build was made from."""

    def __init__(self, feature: Path, given: Layer) -> None:
        self.engine = Engine()
        self.making = threading.Lock()
        """Held while faces are sliced: one build, or one request for the book's faces, at a time."""
        self._feature = feature
        self._shown = feature.absolute()
        self._given = given
        self._templates: frozenset[Path] = frozenset()
        self.sources = self._with_themes(Sources(self._shown))

    def build(self, is_wanted: Callable[[], bool]) -> Built:
        """Raises PublisherError for what is wrong with the text or the theme, `SupersededError` once `is_wanted` says no."""
        start = perf_counter()
        with self.making:
            _stop_unless(is_wanted)
            options = resolve(self._feature, self._given).options.editions()[0]
            self.sources = self._with_themes(self.sources, options)
            self._note_templates()
            article = read(self._feature, options=options.read)
            self._note_files(with_glyphs(article, options), options)
            _stop_unless(is_wanted)
            shown = _undrawn(options)
            edition = prepare(transformed(lawful(article), options), ("pdf", "epub"), shown, self._shown.parent)
            area = page_area(load_theme(options.render.theme), options)
        try:
            pdf, remarks = self.engine.lay_out(edition, Limits.of(options.write), self.making, is_wanted)
        except PublisherError as error:
            _stop_unless(is_wanted)
            error.diagnostics = edition.diagnostics
            raise
        _stop_unless(is_wanted)
        remarked = (*edition.diagnostics, *remarks)
        return Built(article, options, edition, area, pdf, remarked, perf_counter() - start)

    def note_fault(self, error: PublisherError) -> None:
        """Watch a theme that an error is about too: what cannot be read, or is not there yet, does not say what it extends."""
        themes = list(self.sources.themes)
        if error.file and Path(error.file).name == THEME_FILE:
            themes.append(Path(error.file).absolute().parent)
        if error.code == "theme-unknown":
            themes.append(Path(error.values["theme"]).absolute())
        self.sources = Sources(self.sources.feature, tuple(dict.fromkeys(themes)), self.sources.files)

    def _note_templates(self) -> None:
        """A template that has come to be may take the place of one that is known."""
        there = frozenset(self.sources.theme_files())
        if there != self._templates:
            forget_templates()
            self._templates = there

    def _note_files(self, article: Article, options: Options) -> None:
        files = {*image_files(article, self._shown.parent), *font_files(options.render.font)}
        if options.write.cover not in COVERS:
            files.add(Path(options.write.cover).absolute())
        self.sources = Sources(self.sources.feature, self.sources.themes, frozenset(files))

    def _with_themes(self, before: Sources, options: Options | None = None) -> Sources:
        """The sources with the folders of the chosen theme; those known before where it cannot be made out."""
        try:
            chosen = options or resolve(self._feature, self._given).options
            themes = load_theme(chosen.render.theme).folders
        except (PublisherError, OSError):
            return before
        return Sources(before.feature, themes, before.files)


def _undrawn(options: Options) -> Options:
    """No cover is drawn for each change of a word; one that is there already is shown."""
    if options.write.cover != "auto":
        return options
    return replace(options, write=replace(options.write, cover="none"))


def _stop_unless(is_wanted: Callable[[], bool]) -> None:
    if not is_wanted():
        raise SupersededError
