"""From a file to its report: what kind it is, and which checks that kind gets."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from publisher.check.report import Figures, Finding, Profile, Report, Row, row
from publisher.errors import InputError, LimitError
from publisher.source_files import opened

if TYPE_CHECKING:
    from pikepdf import Pdf
    from pypdfium2 import PdfDocument

    from publisher.check.rendering import Renderer
    from publisher.check.setting import Setting
    from publisher.check.structure import Structure

_HEAD = 1024
"""A PDF may begin with this much that is not of it (ISO 32000-1, annex H.3)."""
_EPUB = b"application/epub+zip"


def report_on(path: Path, profile: Profile) -> Report:
    """The report on a file. Raises what `publisher.check.check` raises."""
    return _epub_report(path, profile) if _kind(path) == "epub" else _pdf_report(path, profile)


def _kind(path: Path) -> Literal["pdf", "epub"]:
    with opened(path) as stream:
        head = stream.read(_HEAD)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK") and (_EPUB in head or _is_epub(path)):
        return "epub"
    raise InputError("check-format", file=str(path))


def _is_epub(path: Path) -> bool:
    """Whether a zip container says that it is a book, or holds what every book has."""
    from publisher.containers import Container

    try:
        with Container(path) as container:
            named = container.read("mimetype") if "mimetype" in container else b""
            return _EPUB in named or "META-INF/container.xml" in container
    except (InputError, LimitError, OSError):
        return False


def _epub_report(path: Path, profile: Profile) -> Report:
    from publisher.check.epub import direction, package
    from publisher.check.epub.book import Book
    from publisher.check.epub.lint import lint
    from publisher.check.validators import ace, epubcheck

    try:
        book = Book(path)
    except (InputError, LimitError) as fault:
        fault.file = str(path)
        raise
    with closing(book):
        rows = lint(book, path)
        vertical, language = direction.is_vertical(book), package.language_of(book)
        swells = any(fault.rule == "entry-swells" for fault in book.unreadable.values())
    # A validator knows no limits of ours.
    asked = (
        [row(name, "skipped", reason="swells") for name in ("epubcheck", "ace")]
        if swells
        else [epubcheck(path), ace(path)]
    )
    return Report(str(path), "epub", profile, 0, vertical, False, language, None, (*rows, *asked))


# --- PDF ---------------------------------------------------------------------------------------------------------


def _pdf_report(path: Path, profile: Profile) -> Report:
    with _opened(path) as document, _objects(path) as pdf:
        rows, language, structure = _about(path, pdf, profile)
        setting, finding = _measured(document, pdf, structure, language, path)
    if profile == "archive":
        from publisher.check.validators import verapdf

        rows += verapdf(path)
    vertical = sum(page.vertical for page in setting.pages) * 2 > len(setting.pages)
    return Report(
        str(path), "pdf", profile, len(setting.pages), vertical, structure is not None, language,
        Figures(**finding.figures) if setting.lines else None,  # type: ignore[arg-type]
        (*finding.rows, *rows),
    )  # fmt: skip


@contextmanager
def _opened(path: Path) -> Iterator[PdfDocument]:
    """The document as PDFium reads it. Raises InputError for what it cannot."""
    from pypdfium2 import PdfiumError

    from publisher.check.reading import open_document

    try:
        document = open_document(path)
    except PdfiumError as fault:
        said = str(fault).rstrip(".")
        raise InputError(_why_closed(path), file=str(path), fault=said) from fault
    try:
        if not len(document):
            raise InputError("pdf-no-pages", file=str(path))
        yield document
    finally:
        document.close()


def _why_closed(path: Path) -> Literal["pdf-encrypted", "pdf-no-pages", "pdf-unreadable"]:
    """Why PDFium refuses a file, asked of qpdf: PDFium's own code is that of the last refusal it gave a code to."""
    try:
        from pikepdf import PasswordError, Pdf, PdfError
    except ImportError:
        return "pdf-unreadable"
    try:
        with Pdf.open(path) as pdf:
            return "pdf-unreadable" if len(pdf.pages) else "pdf-no-pages"
    except PasswordError:
        return "pdf-encrypted"
    except PdfError:
        return "pdf-unreadable"


@contextmanager
def _objects(path: Path) -> Iterator[Pdf | None]:
    """The document's objects; None where qpdf cannot make them out or pikepdf is not installed."""
    try:
        from pikepdf import PasswordError, Pdf, PdfError
    except ImportError:
        yield None
        return
    pdf = None
    with contextlib.suppress(PdfError, PasswordError):
        pdf = Pdf.open(path)
    if pdf is None:
        yield None
        return
    with pdf:
        yield pdf


def _about(path: Path, pdf: Pdf | None, profile: Profile) -> tuple[list[Row], str, Structure | None]:
    """What the file says of itself: rows, the language, the structure tree."""
    from publisher.check import facts

    rows = [facts.syntax(path, pdf)]
    if pdf is None:
        return rows, "", None
    try:
        from publisher.check.structure import structure_of

        rows += facts.facts(pdf, profile)
        if profile == "print":
            from publisher.check.prepress import prepress

            rows += prepress(pdf)
        language, structure = facts.language_of(pdf), structure_of(pdf)
    except _damage() as fault:
        # An object of another type than the standard says: the pages are measured all the same.
        return [*rows, row("objects", "failed", fault=fault)], "", None
    return rows + _tagging(pdf, profile), language, structure


def _tagging(pdf: Pdf, profile: Profile) -> list[Row]:
    from publisher.check.tagging.lint import tagging

    try:
        return tagging(pdf, profile)
    except _damage() as fault:
        return [row("objects", "failed", fault=fault)]


def _damage() -> tuple[type[Exception], ...]:
    """What walking the objects of a damaged file ends in."""
    from pikepdf import PdfError

    return PdfError, AttributeError, LookupError, TypeError, ValueError, ArithmeticError, NotImplementedError


def _measured(
    document: PdfDocument, pdf: Pdf | None, structure: Structure | None, language: str, path: Path
) -> tuple[Setting, Finding]:
    """The pages, and what all measures find on them."""
    from pypdfium2 import PdfiumError

    from publisher.check.content import Contents
    from publisher.check.lines import lines_of, without_furniture
    from publisher.check.paragraphs import paragraphs_of
    from publisher.check.reading import read_pages
    from publisher.check.rendering import Renderer
    from publisher.check.setting import Setting

    try:
        pages = read_pages(document, None if pdf is None else Contents(pdf), _is_wanted)
    except PdfiumError as fault:
        raise InputError("pdf-unreadable", file=str(path), fault=str(fault).rstrip(".")) from fault
    lines = [lines_of(page, structure) for page in pages]
    if structure is None:
        lines = without_furniture(lines)
    setting = Setting(paragraphs_of(lines, structure is not None), pages, language)
    if not setting.lines:
        return setting, Finding([row("text", "failed", reason="no-text", count=0)], {})
    renderer = Renderer(document)
    try:
        findings = [measure(setting) for measure in _measures(renderer)]
    finally:
        renderer.close()
    figures = {name: figure for finding in findings for name, figure in finding.figures.items()}
    return setting, Finding([each for finding in findings for each in finding.rows], figures)


def _is_wanted(character: str) -> bool:
    """Whether the ink of a character tells something that its advance does not."""
    from publisher.check.text_blocks import EDGE_MARKS
    from publisher.clreq import MIDDLE_DOTS, is_latin

    return character in EDGE_MARKS or character in MIDDLE_DOTS or is_latin(character[0]) or character in ("!", "?")


def _measures(renderer: Renderer) -> list[Callable[[Setting], Finding]]:
    """The measures in the order of their rows."""
    from publisher.check.measures import breaks, ends, gaps, marks, pages

    return [
        ends.lines, ends.flush, ends.overfull, ends.looseness, marks.squeeze, gaps.gaps, breaks.breaks,
        lambda setting: marks.dashes(setting, renderer), marks.dots, pages.runts, pages.widows_and_orphans,
        pages.headings, pages.grid, pages.outside, pages.text,
    ]  # fmt: skip
