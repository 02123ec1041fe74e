"""What a PDF says of itself: syntax, embedded fonts, tags, language, title, the standards it claims (ISO 32000-1, 14.3 and 14.8)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher.check.report import Place, Profile, Row, row, verdict

if TYPE_CHECKING:
    from pikepdf import Pdf

_MOST_SECONDS = 300
_DEEPEST = 8
_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")


def syntax(path: Path, pdf: Pdf | None) -> Row:
    """What qpdf remarks on the syntax: through pikepdf, else the program."""
    if pdf is not None:
        return _syntax_row([str(remark) for remark in pdf.check_pdf_syntax()])
    program = shutil.which("qpdf")
    if program is None:
        return row("syntax", "skipped", reason="not-found-pikepdf")
    done = subprocess.run(
        [program, "--check", str(path.resolve())], capture_output=True, text=True, timeout=_MOST_SECONDS
    )
    return _syntax_row([line for line in done.stderr.splitlines() if line.strip()])


def _syntax_row(remarks: list[str]) -> Row:
    return row("syntax", verdict(not remarks), places=[Place(0, remark) for remark in remarks], count=len(remarks))


def facts(pdf: Pdf, profile: Profile) -> list[Row]:
    """Fonts, tags, language, title and claims."""
    claimed = claims(pdf)
    # A printer needs no tags; a reader and an archive do.
    needed = profile != "print"
    answers = {"tagged": "yes" if is_tagged(pdf) else "no", "language": language_of(pdf) or "none"}
    rows = [fonts(pdf)]
    for name, answer in answers.items():
        absent = answer in ("no", "none")
        rows.append(row(name, verdict(not absent) if needed or not absent else "info", answer=answer))
    rows.append(_title(pdf, needed))
    is_archival = any(each.startswith("PDF/A") for each in claimed)
    rows.append(
        row("claims", verdict(is_archival) if profile == "archive" else "info", answer=", ".join(claimed) or "none")
    )
    return rows


def is_tagged(pdf: Pdf) -> bool:
    """Whether it has a structure tree and says that its content is marked by it."""
    info = pdf.Root.get("/MarkInfo")
    return "/StructTreeRoot" in pdf.Root and info is not None and bool(info.get("/Marked", False))


def language_of(pdf: Pdf) -> str:
    """The document's language tag; empty where there is none."""
    return str(pdf.Root.get("/Lang", ""))


def _title(pdf: Pdf, needed: bool) -> Row:
    title = str(_metadata(pdf).get("dc:title", "") or pdf.docinfo.get("/Title", "")).strip()
    preferences = pdf.Root.get("/ViewerPreferences")
    shown = preferences is not None and bool(preferences.get("/DisplayDocTitle", False))
    reason = "title-not-shown" if title and not shown else ""
    good = bool(title) and shown
    return row("title", verdict(good) if needed or good else "info", answer=title or "none", reason=reason)


def claims(pdf: Pdf) -> list[str]:
    """The standards its XMP says it follows: `PDF/A-3a`, `PDF/UA-1`, `PDF/X-4`."""
    said = _metadata(pdf)
    found = []
    if part := said.get("pdfaid:part"):
        found.append(f"PDF/A-{part}{said.get('pdfaid:conformance', '').lower()}")
    if part := said.get("pdfuaid:part"):
        found.append(f"PDF/UA-{part}")
    if version := said.get("pdfxid:GTS_PDFXVersion"):
        found.append(version)
    return found


def _metadata(pdf: Pdf) -> dict[str, str]:
    names = ("dc:title", "pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "pdfxid:GTS_PDFXVersion")
    if "/Metadata" not in pdf.Root:
        return {}
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return {name: str(value) for name in names if (value := metadata.get(name)) is not None}


def fonts(pdf: Pdf) -> Row:
    """Whether every font that pages use is embedded."""
    known: dict[tuple[int, int] | str, tuple[str, bool]] = {}
    for page in pdf.pages:
        for resources in resources_of(page.obj):
            for name, font in resources.get("/Font", {}).items():
                known[font.objgen if font.is_indirect else name] = _base_name(font), _is_embedded(font)
    missing = sorted(name for name, embedded in known.values() if not embedded)
    places = [Place(0, name) for name in missing]
    return row("fonts", verdict(not missing), places=places, count=len(known), embedded=len(known) - len(missing))


def resources_of(holder: Any, depth: int = 0, seen: set[tuple[int, int]] | None = None) -> Iterator[Any]:
    """The resources of a page and of the forms and patterns it draws."""
    seen = set() if seen is None else seen
    resources = _inherited(holder)
    if resources is None or depth > _DEEPEST:
        return
    yield resources
    for kind in ("/XObject", "/Pattern"):
        for child in resources.get(kind, {}).values():
            if child.objgen in seen or "/Resources" not in child:
                continue
            seen.add(child.objgen)
            yield from resources_of(child, depth + 1, seen)


def _inherited(holder: Any) -> Any:
    """Resources may stand in a node of the page tree above (ISO 32000-1, 7.7.3.4)."""
    for _ in range(_DEEPEST * 4):
        if holder is None or "/Resources" in holder:
            break
        holder = holder.get("/Parent")
    return None if holder is None else holder.get("/Resources")


def _base_name(font: Any) -> str:
    return str(font.get("/BaseFont", "?")).lstrip("/")


def _is_embedded(font: Any) -> bool:
    if str(font.get("/Subtype", "")) == "/Type3":
        return True
    descendants = font.get("/DescendantFonts")
    holder = descendants[0] if descendants is not None else font
    descriptor = holder.get("/FontDescriptor")
    return descriptor is not None and any(key in descriptor for key in _EMBEDDED)
