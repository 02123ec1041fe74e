"""What an article was found to need beside itself: pictures, a theme and fonts of the user's, a picture for the cover.

A file below the archive's root is named by its path there, with `/`; any other by its whole path. A folder's name ends in `/`; its
digest is that of all its files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from publisher.archive.content_key import digest_of
from publisher.archive.layers import digest_at
from publisher.archive.storage import Storage
from publisher.archive.work import Dependency
from publisher.assets import IN_CONTAINER, IN_ITSELF, REMOTE
from publisher.errors import InputError
from publisher.model import Article, Figure, InlineImage
from publisher.options import COVERS, Options
from publisher.provenance.carry import own_folders
from publisher.resources import folder_digest
from publisher.themes import load_theme, role_and_file
from publisher.tree import nodes

_MOST_KNOWN = 10_000
"""Digests that are kept: a theme is asked for by every article, a picture hardly ever by two."""


def pictures_of(article: Article) -> list[str]:
    """The `src` of each picture that is a file, in order, each once."""
    named = [node.src for node, _ in nodes(article) if isinstance(node, Figure | InlineImage) and node.src]
    named += [glyph.src for glyph in article.glyphs]
    return [
        src for src in dict.fromkeys(named) if not REMOTE.match(src) and not IN_ITSELF.match(src) and "\0" not in src
    ]


def dependencies_of(
    article: Article, options: Options, base: Path, root: Path, digest: Callable[[str], str]
) -> tuple[Dependency, ...]:
    """All of an article whose pictures are looked up in `base`, sorted by name;
    `digest` gives that of a file by its name (`Digests`)."""
    named = [_named(_file_of(base, src), root) for src in pictures_of(article)]
    named += [_named(path, root) for path in _of_options(options)]
    return tuple(Dependency(name, digest(name)) for name in sorted(set(named)))


class Digests:
    """Digests of dependencies by name, each found once: those below the root in its storage, others on this machine."""

    def __init__(self, root: Storage) -> None:
        self._root = root
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[name] = self._found(name)
        return found

    def _found(self, name: str) -> str:
        try:
            if name.endswith("/"):
                return folder_digest(Path(name)) if Path(name).is_dir() else ""
            if Path(name).is_absolute():
                return digest_of(Path(name).read_bytes())
            return digest_at(self._root, name)
        except (OSError, ValueError, InputError):
            return ""


def _file_of(base: Path, src: str) -> Path:
    """The file a picture is in: itself, or the document it is a part of."""
    path = base / src
    if IN_CONTAINER not in src or path.is_file():
        return path
    names = src.split(IN_CONTAINER)
    tried = (base / IN_CONTAINER.join(names[:count]) for count in range(1, len(names)))
    return next((each for each in tried if each.is_file()), path)


def _of_options(options: Options) -> Iterator[Path | str]:
    for folder in own_folders(load_theme(options.render.theme)):
        yield f"{folder.resolve().as_posix()}/"
    for _, file in map(role_and_file, options.render.font):
        yield Path(file).resolve()
    if options.write.cover not in COVERS:
        yield Path(options.write.cover).resolve()


def _named(path: Path | str, root: Path) -> str:
    if isinstance(path, str):
        return path
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError):
        return path.resolve().as_posix()
