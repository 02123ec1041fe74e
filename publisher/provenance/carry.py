"""From an edition to the files that prove it: source, article, pictures, theme, and the record that binds them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from publisher import __version__
from publisher.fonts import families
from publisher.model import Article, to_json
from publisher.options import Options
from publisher.provenance import record
from publisher.provenance.origin import Origin, SourceFile
from publisher.provenance.record import BuildRecord, FileRecord, ImageRecord, ThemeFolder, sha256
from publisher.provenance.shelves import Shelf
from publisher.provenance.versions import engine_versions, extra_versions, extras_of
from publisher.resources import resource_dir
from publisher.themes import Theme, load_theme, role_and_file
from publisher.typeset.faces import FacePlan
from publisher.writers.page_setting import Attachment

if TYPE_CHECKING:
    from publisher.assets import Assets
    from publisher.writers.cover import CoverPicture

_TEXTS = frozenset((".toml", ".html", ".xhtml", ".css"))
"""What a theme is made of; whatever else lies in its folder has no part in the pages."""
_MEDIA_TYPES = {
    ".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html", ".json": "application/json",
    ".epub": "application/epub+zip", ".css": "text/css", ".xhtml": "application/xhtml+xml", ".toml": "application/toml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


class Made(Struct, frozen=True):
    """What was made of an article: the article as it was read, its pictures, the faces that draw it, how, and where proof goes.

    `cover` is the user's own picture on the cover of a book.
    """

    article: Article
    assets: Assets
    plans: tuple[FacePlan, ...]
    options: Options
    shelf: Shelf
    cover: CoverPicture | None = None

    @property
    def has_pages(self) -> bool:
        """Whether the layout engine had a part in it: a cover that is drawn is a page."""
        return self.shelf.kind == "pdf" or self.options.write.cover == "auto"


class _Carried(Struct, frozen=True):
    """The files that prove it, but for the record of them; `theme` is by folder, own first, each file with its path there.

    `images` are those of the article, whether they have to be carried or are in the book as they are.
    """

    article: Attachment
    source: Attachment | None
    images: tuple[Attachment, ...]
    theme: tuple[tuple[Path, tuple[tuple[str, Attachment], ...]], ...]

    def files(self, shelf: Shelf) -> list[Attachment]:
        theme = [each for _, files in self.theme for _, each in files]
        images = self.images if shelf.pictures is None else ()
        return [self.article, *([self.source] if self.source else []), *images, *theme]


def carried_files(made: Made, origin: Origin) -> tuple[Attachment, ...]:
    """All that is needed to make the output again, each under a name of its own."""
    theme = load_theme(made.options.render.theme)
    shelf = made.shelf
    carried = _Carried(
        _article(made.article, shelf), _source(origin, shelf), _images(made.assets, shelf), _theme_files(theme, shelf)
    )
    built = record.to_json(_record(made, origin, theme, carried))
    return (*carried.files(shelf), Attachment(shelf.record, built, "application/json", "Data", "Build record"))


def _record(made: Made, origin: Origin, theme: Theme, carried: _Carried) -> BuildRecord:
    return BuildRecord(
        publisher=__version__,
        engines={**engine_versions(pages=made.has_pages), **extra_versions(extras_of(made.options.edition))},
        fonts=drawn_fonts(made.plans),
        options=record.recorded_options(made.options, made.shelf.kind),
        article=_filed(carried.article),
        theme=theme.name,
        own_fonts=_own_fonts(made.options),
        source=_source_filed(carried.source, origin.source) if carried.source and origin.source else None,
        images=tuple(
            ImageRecord(src, asset.name, _filed(each), asset.width, asset.height)
            for (src, asset), each in zip(made.assets.images.items(), carried.images, strict=True)
        ),
        cover=_cover_filed(made, made.cover) if made.cover else None,
        theme_folders=tuple(
            ThemeFolder(folder.name, tuple(_filed(each, path) for path, each in files))
            for folder, files in carried.theme
        ),
        epoch=os.environ.get("SOURCE_DATE_EPOCH", ""),
    )


def _filed(file: Attachment, origin: str = "") -> FileRecord:
    return FileRecord(file.name, sha256(file.data), origin)


def _source_filed(file: Attachment, source: SourceFile) -> FileRecord:
    return replace(_filed(file, source.address), called="" if file.name == source.name else source.name)


def _cover_filed(made: Made, cover: CoverPicture) -> FileRecord:
    called = Path(made.options.write.cover).name
    return FileRecord(made.shelf.picture(cover.name), sha256(cover.data), called=called)


# --- the files ---------------------------------------------------------------------------------------------------


def _article(article: Article, shelf: Shelf) -> Attachment:
    data = to_json(article, indent=2) + b"\n"
    return Attachment(shelf.article, data, "application/json", "Data", "The article as it was read")


def _source(origin: Origin, shelf: Shelf) -> Attachment | None:
    if origin.source is None:
        return None
    name = shelf.source(origin.source.name)
    return Attachment(name, origin.source.data, media_type_of(name), "Source", "The source as it was found")


def media_type_of(name: str) -> str:
    """What a source is, by its suffix."""
    return _MEDIA_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")


def _images(assets: Assets, shelf: Shelf) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(shelf.picture(each.name), each.data, each.media_type, "Supplement", f"Picture {each.name}")
        for each in assets.images.values()
    )


def _theme_files(theme: Theme, shelf: Shelf) -> tuple[tuple[Path, tuple[tuple[str, Attachment], ...]], ...]:
    return tuple(
        (
            folder,
            tuple(
                (path.as_posix(), _theme_file(shelf.theme(number, place, path), folder, path))
                for place, path in enumerate(_texts(folder))
            ),
        )
        for number, folder in enumerate(own_folders(theme))
    )


def _theme_file(name: str, folder: Path, path: Path) -> Attachment:
    said = f"Theme {folder.name}: {path.as_posix()}"
    return Attachment(name, (folder / path).read_bytes(), _MEDIA_TYPES[path.suffix], "Supplement", said)


def own_folders(theme: Theme) -> list[Path]:
    """The folders of a theme that are not bundled, own first."""
    bundled = resource_dir("templates").resolve()
    return [folder for folder in theme.folders if not folder.resolve().is_relative_to(bundled)]


def _texts(folder: Path) -> Iterator[Path]:
    """The theme's files, as paths in its folder."""
    here = (path for path in (*folder.iterdir(), *folder.glob("blocks/*")) if path.is_file() and path.suffix in _TEXTS)
    return iter(sorted(path.relative_to(folder) for path in here))


def drawn_fonts(plans: Iterable[FacePlan]) -> dict[str, str]:
    """The bundled files of the faces drawn, with the hashes of the catalogue."""
    known = {resource_dir("fonts") / file.path: file for family in families() for file in family.file}
    drawn = {planned.face.path for plan in plans for planned in plan.faces}
    return {file.path: file.sha256 for path, file in known.items() if path in drawn}


def _own_fonts(options: Options) -> dict[str, FileRecord]:
    fonts = map(role_and_file, options.render.font)
    return {role: FileRecord(path.name, sha256(path.read_bytes())) for role, path in fonts}
