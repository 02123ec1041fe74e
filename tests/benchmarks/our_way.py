"""Our way, warm: read -> EPUB and PDF, by the functions the command line calls."""

from __future__ import annotations

from pathlib import Path

from publisher import readers
from publisher.options import Options
from publisher.pipeline import publish_all
from publisher.typeset.slices import slice_face


def publish(source: Path, folder: Path) -> None:
    article = readers.read_file(source)
    publish_all(article, [folder / "ours.epub", folder / "ours.pdf"], Options(), base=source.parent)


def slices_made() -> int:
    """How many slices were made since the process began; what came from the cache is not counted."""
    return slice_face.cache_info().misses
