"""The rows of a report on a book: one for each subject, what breaks its rules as places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from publisher.check.epub import access, container, direction, documents, fonts, images, links, order, package, text
from publisher.check.epub.book import Book, Fault
from publisher.check.report import Place, Row, row, verdict
from publisher.errors import PublisherError

_SHOWN = 12
_OF_THE_PACKAGE = (
    "epub-package", "epub-links", "epub-images", "epub-alternatives", "epub-fonts", "epub-characters", "epub-metadata",
    "epub-accessibility", "epub-language", "epub-navigation", "epub-headings", "epub-notes", "epub-direction", "epub-text",
)  # fmt: skip


def lint(book: Book, path: Path) -> list[Row]:
    """All rows on an open book. What needs the package is skipped where there is none."""
    found: dict[str, Row] = {}
    # The container comes first in the table and last in the work: by then it is known what could be unpacked.
    found["epub-encoding"] = _row("epub-encoding", documents.encoding(book))
    found["epub-xml"] = _row("epub-xml", documents.xml(book))
    if book.package is None:
        found |= {name: row(name, "skipped", reason="no-package") for name in _OF_THE_PACKAGE}
    else:
        found |= _content(book)
        found["epub-text"] = _carried(book, path)
    first = [_row("epub-container", container.container(book)), _row("epub-names", container.names(book))]
    return [*first, found["epub-encoding"], found["epub-xml"], *(found[name] for name in _OF_THE_PACKAGE)]


def _content(book: Book) -> dict[str, Row]:
    rows = {
        "epub-package": package.package(book),
        "epub-links": links.links(book),
        "epub-metadata": package.metadata(book),
        "epub-accessibility": access.accessibility(book),
        "epub-language": package.language(book),
        "epub-navigation": order.navigation(book),
        "epub-headings": order.headings(book),
    }
    made = {name: _row(name, faults) for name, faults in rows.items()}
    made |= _pictures(book) | _fonts(book)
    faults, count = order.notes(book)
    made["epub-notes"] = (
        _row("epub-notes", faults, notes=count) if count else row("epub-notes", "skipped", reason="no-notes")
    )
    faults, answer = direction.direction(book)
    made["epub-direction"] = _row("epub-direction", faults, answer=answer)
    return made


def _pictures(book: Book) -> dict[str, Row]:
    number = len(images.images_of(book))
    faults, shown, empty = images.alternatives(book)
    none = {name: row(name, "skipped", reason="no-images") for name in ("epub-images", "epub-alternatives")}
    if number:
        none["epub-images"] = _row("epub-images", images.images(book), images=number)
    if shown:
        none["epub-alternatives"] = _row("epub-alternatives", faults, images=shown, empty=empty)
    return none


def _fonts(book: Book) -> dict[str, Row]:
    report = fonts.fonts(book)
    if not report.number and not report.faults:
        return {name: row(name, "skipped", reason="no-fonts") for name in ("epub-fonts", "epub-characters")}
    made = {"epub-fonts": _row("epub-fonts", report.faults, fonts=report.number)}
    missing, kinds = fonts.lacking(book, report.covered)
    shown = "、".join(fault.text for fault in missing[:_SHOWN]) + ("…" if len(missing) > _SHOWN else "")
    made["epub-characters"] = row(
        "epub-characters", "info", reason="glyphs-of-readers" if missing else "", places=_places(missing),
        count=len(missing), characters=kinds, shown=shown,
    )  # fmt: skip
    return made


def _carried(book: Book, path: Path) -> Row:
    """The row on the article that a book carries, where it does."""
    from publisher.provenance import shelves
    from publisher.provenance.rebuild import article_as_set
    from publisher.provenance.unpack import carried_by

    if shelves.EPUB.record not in book.names:
        return row("epub-text", "skipped", reason="nothing-carried")
    try:
        carried = carried_by(path.read_bytes(), path)
        article = article_as_set(carried, path)
    except (PublisherError, OSError, KeyError) as fault:
        said = fault.message() if isinstance(fault, PublisherError) else repr(fault)
        return row("epub-text", "failed", reason="carried-broken", fault=said, missing="?", runs="?")
    source = carried.record.source
    faults, runs = text.lost(book, article, source.own_name if source else carried.shelf.article)
    altered = [Fault("carried-altered", name) for name in carried.altered]
    places = _places([*altered, *faults])
    return row("epub-text", verdict(not places), places=places, missing=len(faults), runs=runs)


def _row(name: str, faults: Iterable[Fault], **values: int | str) -> Row:
    places = _places(faults)
    said = {key: str(value) for key, value in values.items()}
    return row(name, verdict(not places), places=places, count=len(places), **said)


def _places(faults: Iterable[Fault]) -> list[Place]:
    return [Place(0, fault.text, rule=fault.rule, file=fault.file, line=fault.line) for fault in faults]
