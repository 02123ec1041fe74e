"""What a preview is made from: the text, its sidecars, `publisher.toml`, the theme with those it extends, images, faces.

A watcher only hints that something happened. Whether there is anything to do is told by comparing the files themselves, so an
editor may save as it likes: in place, by renaming a new file over the old one, in several steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from msgspec import Struct

from publisher.config import PROJECT_FILE
from publisher.model import Article, Figure, InlineImage
from publisher.tree import nodes

Snapshot = Mapping[Path, tuple[int, int, int]]
"""Each file that is there: when it was changed, its size, and its number on the disk."""

_IN_CONTAINER = "!"
_MOST_FILES = 2000
"""A folder that holds more is no theme; a slip of the finger must not have a whole disk watched."""


class Sources(Struct, frozen=True):
    """The feature and what else it is made from. Paths are absolute; a file need not be there."""

    feature: Path
    themes: tuple[Path, ...] = ()
    """Folders, each with all that lies in it."""
    files: frozenset[Path] = frozenset()
    """Images and faces."""

    def configuration(self) -> Iterator[Path]:
        """Every file that may hold options, whether it is there or not."""
        folder = self.feature.parent
        yield folder / f"{self.feature.name}.{PROJECT_FILE}"
        yield folder / f"{self.feature.stem}.{PROJECT_FILE}"
        yield from (up / PROJECT_FILE for up in (folder, *folder.parents))

    def all_files(self) -> Iterator[Path]:
        yield self.feature
        yield from self.configuration()
        yield from self.files
        yield from self.theme_files()

    def theme_files(self) -> Iterator[Path]:
        for folder in self.themes:
            yield from _below(folder)

    def snapshot(self, *, wide: bool = False) -> Snapshot:
        """The files as they are now; `wide`: with whatever lies beside the feature."""
        found = {}
        for path in (*self.all_files(), *(_inside(self.feature.parent) if wide else ())):
            with suppress(OSError):
                status = path.stat()
                found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
        return found

    def folders(self) -> frozenset[Path]:
        """The folders to watch, each for itself: where files are, or the nearest one above where they might come to be."""
        wanted = {path.parent for path in (self.feature, *self.configuration(), *self.files)}
        for theme in self.themes:
            wanted.add(theme)
            wanted.update(path.parent for path in _below(theme))
        return frozenset(_there(folder) for folder in wanted)


def _below(folder: Path) -> list[Path]:
    """The files of a folder and of those in it, as far as they can be read."""
    found: list[Path] = []
    with suppress(OSError):
        for path in folder.rglob("*"):
            if path.is_file():
                found.append(path)
            if len(found) >= _MOST_FILES:
                break
    return found


def _inside(folder: Path) -> list[Path]:
    """What lies in a folder."""
    with suppress(OSError):
        return list(islice(folder.iterdir(), _MOST_FILES))
    return []


def _there(folder: Path) -> Path:
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def image_files(article: Article, base: Path) -> Iterator[Path]:
    """The files in which the article's images are, or would be; a part of a document is in that document."""
    sources = [node.src for node, _ in nodes(article) if isinstance(node, Figure | InlineImage)]
    for src in (*sources, *(glyph.src for glyph in article.glyphs)):
        if src and ":" not in src and "\0" not in src:
            yield base / src
            if _IN_CONTAINER in src:
                yield base / src.partition(_IN_CONTAINER)[0]


def font_files(fonts: Iterable[str]) -> Iterator[Path]:
    """The files of the option `font`: `FILE` or `ROLE=FILE`."""
    for font in fonts:
        role, given, file = font.partition("=")
        yield Path(file if given else role).absolute()
