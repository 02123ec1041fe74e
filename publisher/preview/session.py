"""A preview that is running: the version that is shown, the build at work, and everybody who is to be told.

A build never takes a version away: where the text or the theme is broken, its pages stay and the trouble is told beside them. A newer
change does not wait for an older one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from publisher.errors import EngineError, PublisherError
from publisher.preview.book import Book, File
from publisher.preview.building import Builder, Built, SupersededError
from publisher.preview.interface_face import interface_face
from publisher.preview.overlays import overlays
from publisher.preview.pictures import Pages, PictureShelf
from publisher.preview.sources import Snapshot
from publisher.preview.state import State, source_lines, state_of
from publisher.preview.troubles import trouble
from publisher.preview.watching import notices

T = TypeVar("T")

_GRACE = 0.25
"""Seconds. Some editors take the file away before they put the new one there."""
_KEPT = 2
"""Versions of which pictures and book can be had: a browser may still ask for the one before."""


class Version:
    """A build with its pages and its book."""

    def __init__(self, number: int, built: Built, pages: Pages, book: Book) -> None:
        self.number, self.built, self.pages, self.book = number, built, pages, book
        self.overlays: asyncio.Future[bytes | None] | None = None


class Session:
    """All methods are for one event loop."""

    def __init__(self, builder: Builder, feature: Path, language: str) -> None:
        self.state = State(session=token_hex(8))
        self._builder, self._feature, self._language = builder, feature, language
        self._versions: list[Version] = []
        self._shelf = PictureShelf()
        self._pdfium = ThreadPoolExecutor(1, "pictures")
        self._tasks: set[asyncio.Task[None]] = set()
        self._seen: Snapshot = {}
        self._changed = asyncio.Event()
        self._rewatch = asyncio.Event()
        self._closed = False

    # --- following the files ---------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Build, and build anew after each change; until it is cancelled."""
        self._begin(self._look())
        while True:
            self._rewatch = asyncio.Event()
            folders = await asyncio.to_thread(self._builder.sources.folders)
            async for _ in notices(folders, self._rewatch):
                sources, wide = self._builder.sources, self.state.trouble is not None
                found = await asyncio.to_thread(self._look)
                # A build that has ended meanwhile may watch other files: it has asked for another look already.
                if found != self._seen and (sources, wide) == (self._builder.sources, self.state.trouble is not None):
                    await asyncio.to_thread(self._builder.engine.drop_work)
                    self._begin(found)
                if await asyncio.to_thread(self._builder.sources.folders) != folders:
                    self._rewatch.set()

    def _look(self) -> Snapshot:
        """The files as they are. While something is wrong, any file beside the text may be what mends it."""
        return self._builder.sources.snapshot(wide=self.state.trouble is not None)

    def _begin(self, seen: Snapshot) -> None:
        self._seen = seen
        number = self.state.asked + 1
        self._tell(replace(self.state, asked=number, building=True))
        task = asyncio.create_task(self._build(number))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _build(self, number: int) -> None:
        def is_wanted() -> bool:
            return not self._closed and number == self.state.asked

        if self._versions and not _is_whole(self._feature):
            await asyncio.sleep(_GRACE)
        try:
            version = await self._made(number, is_wanted)
            state = state_of(number, version.built, version.pages.pages, self._language)
        except SupersededError:
            return
        except PublisherError as fault:
            error = fault
        except Exception as fault:  # whatever it is, the pages stay and the preview goes on
            error = EngineError("internal", fault=f"{type(fault).__name__}: {fault}")
        else:
            if is_wanted():
                self._show(version, state)
            else:
                self._pdfium.submit(version.pages.close)
            return
        if is_wanted():
            self._builder.note_fault(error)
            said = trouble(error, self._feature, self._language)
            self._tell(replace(self.state, building=False, trouble=said))
            self._look_anew()

    async def _made(self, number: int, is_wanted: Callable[[], bool]) -> Version:
        built = await asyncio.to_thread(self._builder.build, is_wanted)
        pages = await self._with_pdfium(lambda: Pages(built.pdf))
        return Version(number, built, pages, Book(built.edition, self._builder.making))

    def _show(self, version: Version, state: State) -> None:
        self._versions.append(version)
        for old in self._versions[:-_KEPT]:
            self._pdfium.submit(old.pages.close)
        del self._versions[:-_KEPT]
        self._tell(replace(state, session=self.state.session))
        self._look_anew()

    def _look_anew(self) -> None:
        """What is watched may be other files now. Those that were not watched count as seen as they are; the others as they were."""
        now, watched = self._look(), set(self._builder.sources.all_files())
        self._seen = {**now, **{path: mark for path, mark in self._seen.items() if path in watched or path in now}}
        self._rewatch.set()

    # --- telling ---------------------------------------------------------------------------------------------------------

    def _tell(self, state: State) -> None:
        self.state = state
        self._changed.set()
        self._changed = asyncio.Event()

    async def states(self, patience: float) -> AsyncIterator[State | None]:
        """The state, and each that follows; None where there was none for `patience` seconds. Ends when the preview does."""
        told: State | None = None
        while not self._closed:
            changed = self._changed
            if self.state is not told:
                told = self.state
                yield told
                continue
            try:
                await asyncio.wait_for(changed.wait(), patience)
            except TimeoutError:
                yield None

    # --- answering -------------------------------------------------------------------------------------------------------

    async def picture(self, key: str, width: int) -> bytes | None:
        """A page as PNG; None where no page has that key any more."""

        def drawn() -> bytes | None:
            found = next(
                (
                    (version.pages, number)
                    for version in reversed(tuple(self._versions))
                    for number, page in enumerate(version.pages.pages)
                    if page.key == key
                ),
                None,
            )
            if found is None:
                return None
            if (kept := self._shelf.get(key, width)) is not None:
                return kept
            data = found[0].png(found[1], width)
            self._shelf.keep(key, width, data)
            return data

        return self._shelf.get(key, width) or await self._with_pdfium(drawn)

    async def overlay(self, number: int) -> bytes | None:
        """The overlays of a version as JSON, measured when first asked for."""
        version = self._version(number)
        if version is None:
            return None
        if version.overlays is None:
            version.overlays = asyncio.ensure_future(self._with_pdfium(lambda: self._measured(version)))
        return await asyncio.shield(version.overlays)

    def _measured(self, version: Version) -> bytes | None:
        if version not in self._versions:
            return None
        built = version.built
        return msgspec.json.encode(overlays(version.pages, built.area, built.article.language))

    async def book_file(self, number: int, name: str) -> File | None:
        version = self._version(number)
        return await asyncio.to_thread(version.book.file, name) if version else None

    def source(self) -> bytes:
        """The lines of the source as the shown version was made from, as JSON."""
        reading = self._versions[-1].built.article.reading if self._versions else ()
        return msgspec.json.encode(source_lines(reading, self._language))

    def interface_face(self) -> bytes:
        """The face of the preview's own words; slicing is the builder's too, so it may have to wait."""
        with self._builder.making:
            return interface_face()

    def _version(self, number: int) -> Version | None:
        return next((version for version in self._versions if version.number == number), None)

    def _with_pdfium(self, work: Callable[[], T]) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._pdfium, work)

    def end(self) -> None:
        """Tell everybody that it is over."""
        self._closed = True
        self._changed.set()

    def close(self) -> None:
        """Let go of the pages."""
        self.end()
        for version in self._versions:
            self._pdfium.submit(version.pages.close)
        self._pdfium.shutdown()


def _is_whole(path: Path) -> bool:
    """Whether the file is there and not empty, as some editors leave it for a moment."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
