"""Our way, warm: read -> EPUB and PDF, by the functions the command line calls; and the layout of a page alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from publisher import readers
from publisher.edition import Edition, prepare
from publisher.model import Article
from publisher.options import Options, WriteOptions
from publisher.pipeline import publish_all
from publisher.typeset.slices import slice_face
from publisher.writers.font_slices import FontSlice

WITHOUT_PICTURE = Options(write=WriteOptions(cover="text"))
"""The plain way draws no cover; what ours costs is told apart (`books`)."""


def publish(source: Path, folder: Path) -> None:
    _publish(source, [folder / "ours.epub", folder / "ours.pdf"])


def publish_pdf(source: Path, folder: Path) -> None:
    _publish(source, [folder / "ours.pdf"])


def _publish(source: Path, targets: Sequence[Path]) -> None:
    publish_all(readers.read_file(source), targets, WITHOUT_PICTURE, base=source.parent, worker=None)


def slices_made() -> int:
    """How many slices were made since the process began; what came from the cache is not counted."""
    return slice_face.cache_info().misses


class Pages(Struct, frozen=True):
    """An article with its faces, ready to be laid out. It is laid out once: the engine may keep what it finds in the tree."""

    edition: Edition
    slices: list[FontSlice]

    def lay_out(self) -> None:
        """Make the pages; nothing is drawn."""
        from publisher.writers.pdf import _layout

        edition, page = self.edition, self.edition.page
        assert page is not None
        images = {asset.name: (asset.data, asset.media_type) for asset in edition.assets.images.values()}
        _layout(page.tree, page.rendered.stylesheet, self.slices, images, page.setting)


def pages(article: Article, options: Options) -> Pages:
    edition = prepare(article, ["pdf"], options, None)
    assert edition.page is not None
    return Pages(edition, edition.page.slices())
