"""Manifest, spine, metadata and language of a book (EPUB 3.3, 5; OPF 2.0.1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from publisher.check.epub.book import DOCUMENTS, Book, Fault, elements, line_of, local, said

if TYPE_CHECKING:
    from lxml.etree import _Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE = re.compile(r"(x(-[A-Za-z0-9]{1,8})+|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)")
_MODIFIED = "%Y-%m-%dT%H:%M:%SZ"
_NOT_OF_THE_BOOK = ("META-INF/", "mimetype")
_ENOUGH = 60
"""Letters from which a text tells its language."""
_SURE = 200
"""… from which a text without kana is no Japanese."""
_CHINESE = frozenset(("zh", "yue", "lzh", "wuu", "nan", "hak", "cmn"))
_UNTOLD = frozenset(("mul", "und", "zxx"))


def package(book: Book) -> Iterator[Fault]:
    """The manifest against the container, and the spine against the manifest."""
    name = book.package_name
    uids = Counter(item.id for item in book.items)
    files = Counter(item.name for item in book.items if item.name)
    for item in book.items:
        if uids[item.id] > 1 or files[item.name] > 1:
            yield Fault("item-twice", name, item.line, item.href)
        if not item.name and not re.match(r"[a-z]+://", item.href, re.IGNORECASE):
            yield Fault("item-missing", name, item.line, item.href)
    listed = {*files, name}
    for entry in book.container.names:
        if entry not in listed and not entry.startswith(_NOT_OF_THE_BOOK):
            yield Fault("item-unlisted", entry)
    yield from _spine(book)


def _spine(book: Book) -> Iterator[Fault]:
    known = {item.id: item for item in book.items}
    references = list(book.children("spine", "itemref"))
    if not references:
        yield Fault("spine-empty", book.package_name)
    seen: set[str] = set()
    for each in references:
        uid = each.get("idref", "")
        if uid not in known:
            yield Fault("spine-dead", book.package_name, line_of(each), uid)
        elif uid in seen:
            yield Fault("spine-twice", book.package_name, line_of(each), uid)
        seen.add(uid)
    for item in book.items:
        if item.media_type in DOCUMENTS and item.id not in seen and "nav" not in item.properties and item.name:
            yield Fault("not-in-spine", item.name)


def metadata(book: Book) -> Iterator[Fault]:
    """What every package has to say of its book."""
    name, root = book.package_name, book.package
    if root is None:
        return
    if not re.match(r"[23]\.", root.get("version", "")):
        yield Fault("version", name, line_of(root), root.get("version", ""))
    unique = root.get("unique-identifier")
    if not any(each.get("id") == unique and said(each) for each in root.iter(f"{_DC}identifier")):
        yield Fault("no-identifier", name, line_of(root), unique or "")
    if not any(said(each) for each in root.iter(f"{_DC}title")):
        yield Fault("no-title", name)
    if book.is_epub_3:
        yield from _modified(book)


def _modified(book: Book) -> Iterator[Fault]:
    dates = [
        each
        for each in book.children("metadata", "meta")
        if each.get("property") == "dcterms:modified" and not each.get("refines")
    ]
    if len(dates) != 1:
        yield Fault("modified", book.package_name, line_of(dates[1]) if dates else 0, f"{len(dates)}")
    for each in dates:
        try:
            datetime.strptime(said(each), _MODIFIED)
        except ValueError:
            yield Fault("modified", book.package_name, line_of(each), said(each))


def language_of(book: Book) -> str:
    """The first language the package names; empty where it names none."""
    root = book.package
    return next((said(each) for each in root.iter(f"{_DC}language") if said(each)), "") if root is not None else ""


def language(book: Book) -> Iterator[Fault]:
    """Whether language tags are such, and the text is in the language that the package names."""
    named = language_of(book)
    if not named:
        yield Fault("no-language", book.package_name)
    elif not _LANGUAGE.fullmatch(named):
        yield Fault("not-a-language", book.package_name, 0, named)
    for document in book.documents:
        for element in elements(book.tree(document)):
            for tag in {element.get("lang"), element.get(_XML_LANG)} - {None, ""}:
                if not _LANGUAGE.fullmatch(tag or ""):
                    yield Fault("not-a-language", document, line_of(element), tag or "")
    if _LANGUAGE.fullmatch(named) and (found := _language_told(text_of(book), named)):
        yield Fault("language-other", book.package_name, 0, f"{named}: {found}")


def text_of(book: Book) -> str:
    """All that the documents of the reading order say, in order."""
    return "\n".join(body_text(book.tree(name)) for name in book.documents if name in book.spine)


def body_text(root: _Element | None) -> str:
    """The text of a document's body, readings after their base."""
    body = next((each for each in elements(root) if local(each) == "body"), root)
    if body is None:
        return ""
    pieces: list[str] = []
    for event, each in _walk(body):
        if event == "start":
            pieces.append(each.text or "" if _is_read(each) else "")
        elif each is not body:
            pieces.append(each.tail or "")
    return "".join(pieces)


def _is_read(element: _Element) -> bool:
    return isinstance(element.tag, str) and local(element) not in ("script", "style")


def _walk(element: _Element) -> Iterator[tuple[str, _Element]]:
    """Each element as it begins and as it ends, without the stack of calls that deep documents would take."""
    rest = [("start", element)]
    while rest:
        event, each = rest.pop()
        yield event, each
        if event == "start":
            rest.append(("end", each))
            rest.extend(("start", child) for child in reversed(each))


def _language_told(text: str, named: str) -> str:
    """What the text looks like where that is not the language `named`; empty where it may be."""
    letters = [each for each in text if each.isalpha()]
    if len(letters) < _ENOUGH:
        return ""
    kana, hangul, ideographs = (
        sum(map(kind, letters)) / len(letters) for kind in (_is_kana, _is_hangul, _is_ideograph)
    )
    primary = named.split("-")[0].lower()
    if primary in _UNTOLD:
        return ""
    if kana > 0.2 or hangul > 0.3:
        seems = "ja" if kana > hangul else "ko"
        return "" if primary == seems else seems
    if ideographs > 0.6 and kana + hangul < 0.01:
        fitting = primary in _CHINESE or (primary in ("ja", "ko") and len(letters) < _SURE)
        return "" if fitting else "zh"
    return "?" if primary in {*_CHINESE, "ja", "ko"} and ideographs + kana + hangul < 0.1 else ""


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u30ff"


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"
