"""What a book says of its accessibility, held against what it is (EPUB Accessibility 1.1, 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.check.epub.book import Book, Fault, elements, local, roles, said
from publisher.check.epub.images import pictures

_NEEDED = ("accessMode", "accessibilityFeature", "accessibilityHazard")
_CONFORMS = "dcterms:conformsTo"


def accessibility(book: Book) -> Iterator[Fault]:
    """What is missing, and what is claimed without being so."""
    if book.package is None:
        return
    claims = _claims(book)
    name = book.package_name
    for each in _NEEDED:
        if not claims.get(f"schema:{each}"):
            yield Fault("a11y-missing", name, text=f"schema:{each}")
    hazards = claims.get("schema:accessibilityHazard", [])
    if "none" in hazards and len(set(hazards)) > 1:
        yield Fault("a11y-hazard", name, text=", ".join(hazards))
    if any(each.startswith("EPUB Accessibility") for each in claims.get(_CONFORMS, [])) and not claims.get(
        "a11y:certifiedBy"
    ):
        yield Fault("a11y-certified", name, text=claims[_CONFORMS][0])
    if not book.spine or any(book.tree(each) is None for each in book.spine):
        # What cannot be seen may be there.
        return
    for feature in claims.get("schema:accessibilityFeature", []):
        if feature in _TRUE and not _TRUE[feature](book):
            yield Fault("a11y-claim", name, text=feature)
    if claims.get("schema:accessModeSufficient", [""])[0] == "textual" and not _described(book):
        yield Fault("a11y-claim", name, text="accessModeSufficient: textual")


def _claims(book: Book) -> dict[str, list[str]]:
    """The properties that the package gives, in the way of EPUB 3 or of EPUB 2."""
    found: dict[str, list[str]] = {}
    for each in book.children("metadata", "meta"):
        name, value = (
            (each.get("property", ""), said(each))
            if each.get("property")
            else (each.get("name", ""), each.get("content", ""))
        )
        if value.strip():
            found.setdefault(name, []).append(value.strip())
    for each in book.children("metadata", "link"):
        if each.get("rel") == _CONFORMS:
            found.setdefault(_CONFORMS, []).append(each.get("href", ""))
    return found


def _described(book: Book) -> bool:
    return all(picture.get("alt") is not None for picture in _pictures(book))


def _pictures(book: Book) -> Iterator[dict[str, str]]:
    for document in book.documents:
        for each in pictures(book.tree(document)):
            yield {str(key): str(value) for key, value in each.attrib.items()}


def _holds(*names: str) -> Callable[[Book], bool]:
    """Whether a document has an element of one of these names."""
    return lambda book: any(
        local(each) in names for document in book.documents for each in elements(book.tree(document))
    )


def _has_navigation(kind: str) -> Callable[[Book], bool]:
    def asked(book: Book) -> bool:
        root = book.tree(book.navigation) if book.navigation else None
        return any(local(each) == "nav" and kind in roles(each) for each in elements(root)) or (
            kind == "toc" and bool(book.ncx)
        )

    return asked


_TRUE: dict[str, Callable[[Book], bool]] = {
    "tableOfContents": _has_navigation("toc"),
    "pageNavigation": _has_navigation("page-list"),
    "pageBreakMarkers": lambda book: any(
        "pagebreak" in roles(each) for document in book.documents for each in elements(book.tree(document))
    ),
    "alternativeText": _described,
    "rubyAnnotations": _holds("ruby"),
    "fullRubyAnnotations": _holds("ruby"),
    "MathML": _holds("math"),
    "describedMath": _holds("math"),
    "captions": _holds("track"),
    "ARIA": lambda book: any(each.get("role") for document in book.documents for each in elements(book.tree(document))),
    "structuralNavigation": _holds("h1", "h2", "h3", "h4", "h5", "h6"),
}
"""Of features that a program can see: whether a book has them."""
