"""The properties of a ninjs item, whatever its version.

The versions differ in names: keys are lower case in 2 and camel case in 3 (`contenttype`, `contentType`); 1 has `headline`,
`byline`, `body_text`, `body_xhtml`, and objects where later ones have arrays. Keys are therefore compared without case, and both
shapes are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args

import msgspec

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import InputError
from publisher.identifiers import canonical
from publisher.model import SCHEMA, Byline, Role
from publisher.publication import Fault, Publication, publication_of
from publisher.readers import characters
from publisher.readers.press import bylines, wording
from publisher.readers.press.dates import find_date

Tree = Mapping[str, Any]

_ROLES: dict[str, Role] = {
    **{role: role for role in get_args(Role)},
    "creator": "author", "writer": "author", "byline": "author", "photo": "photographer", "contributor": "other",
}  # fmt: skip
# Properties that are read, and those that say nothing of the article itself.
_READ = frozenset(
    "uri type standard representationtype profile version versioncreated firstcreated contentcreated pubstatus language title by"  # noqa: SIM905
    " byline located people person infosources infosource associations mimetype $schema copyrightnotice copyrightholder usageterms"
    " subjects subject".split()
)
_READ_BEGINNINGS = ("headline", "bodies", "body", "description")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}")
_HTML = re.compile(r"x?html", re.IGNORECASE)
_TAGS = re.compile(r"\s{0,99}<[A-Za-z!]")
_WIDE_SPACE = "\u3000"


class Value(NamedTuple):
    """One of `headlines`, `bodies` or `descriptions`."""

    role: str
    media_type: str
    text: str

    @property
    def is_html(self) -> bool:
        return bool(_HTML.search(self.media_type)) or (not self.media_type and bool(_TAGS.match(self.text)))


def item_of(text: str) -> tuple[Tree, tuple[Diagnostic, ...]]:
    """The object `text` is, with its keys in lower case and without characters that no output may hold, and what was removed.

    Raises InputError `json-syntax`, `json-nesting`.
    """
    try:
        tree = msgspec.json.decode(text)
        cleaned, removed = characters.clean_tree(_lower(tree))
    except msgspec.DecodeError as fault:
        raise InputError("json-syntax", fault=str(fault)) from None
    except RecursionError:
        raise InputError("json-nesting") from None
    return cleaned, removed


def _lower(node: Any) -> Any:
    if isinstance(node, dict):
        return {key.lower(): _lower(value) for key, value in node.items()}
    return [_lower(value) for value in node] if isinstance(node, list) else node


def entries(value: object) -> Iterator[Tree]:
    """The objects of a property, which version 1 may give as one object by name (`{"main": {…}}`)."""
    if isinstance(value, dict):
        value = [{"name": key, **each} for key, each in value.items() if isinstance(each, dict)]
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def text_of(node: Tree, *keys: str) -> str:
    """The first of these that is a text, else an empty one."""
    return next((value.strip() for key in keys if isinstance(value := node.get(key), str) and value.strip()), "")


def values(item: Tree, plural: str, singular: str) -> list[Value]:
    """The values of `headlines`, `bodies` or `descriptions`, and of `headline`, `body_xhtml` before them, but empty ones."""
    found = [
        Value(text_of(entry, "role").lower(), text_of(entry, "contenttype", "mimetype"), str(entry.get("value") or ""))
        for entry in entries(item.get(plural))
    ]
    for key, value in item.items():
        if isinstance(value, str) and (key == singular or key.startswith(f"{singular}_")):
            found.append(Value("", key.removeprefix(singular).removeprefix("_"), value))
    return [each for each in found if each.text.strip()]


def is_ours(item: Tree) -> bool:
    """Whether the item says that our own writer made it: then its HTML means what it says, down to the white space."""
    return text_of(item, "profile") == SCHEMA


def described(item: Tree) -> dict[str, str]:
    """What `descriptions` say, by role."""
    return {each.role: each.text for each in values(item, "descriptions", "description")}


def language(item: Tree) -> str | None:
    tag = text_of(item, "language")
    return tag if _LANGUAGE.fullmatch(tag) else None


def byline(item: Tree) -> str:
    return text_of(item, "by", "byline")


def source(item: Tree) -> str:
    """The first of those the content comes from."""
    sources = entries(item.get("infosources", item.get("infosource")))
    return next(filter(None, (text_of(entry, "name", "literal") for entry in sources)), "")


def dateline(item: Tree) -> str:
    """The dateline as printed. Elsewhere `located` is a place's name, which the text's first line has already."""
    located = text_of(item, "located")
    return described(item).get("dateline") or (located if wording.opening(located) else "")


def date(item: Tree) -> tuple[str, str | None]:
    """The date as printed, and in ISO 8601: of a month or a year as the item describes it, else the day of its moments."""
    printed = described(item).get("date", "")
    moments = (text_of(item, key) for key in ("contentcreated", "firstcreated", "versioncreated"))
    day = next((match[0] for moment in moments if (match := _DAY.match(moment))), None)
    found = find_date(printed)
    iso = day or (found.iso if found else printed if _ISO.fullmatch(printed) else None)
    return printed or day or "", iso


def persons(item: Tree) -> tuple[Byline, ...]:
    """Who made the article. Persons whose relation is another are spoken of in it."""
    parsed = {each.name: each for each in bylines.parse(byline(item))}
    people = entries(item.get("people", item.get("person")))
    return tuple(
        _person(entry, parsed) for entry in people if text_of(entry, "name") and text_of(entry, "rel").lower() in _ROLES
    )


def joined(persons: tuple[Byline, ...]) -> str:
    """The byline as our writer makes it of persons alone."""
    return _WIDE_SPACE.join(f"{each.affiliation} {each.name}" if each.affiliation else each.name for each in persons)


def publication(item: Tree) -> tuple[Publication, tuple[Fault, ...]]:
    """What the item says for catalogues. Its other identifiers name it to those who deal in it, and no publication."""
    said = described(item)
    notices = (text_of(item, "copyrightnotice") or text_of(item, "copyrightholder"), text_of(item, "usageterms"))
    rights = item.get("rightsinfo")
    stated = {
        "identifier": next(filter(None, (canonical(each) for each in _identifiers(item))), ""),
        "publisher": next(_publishers(item), ""),
        "rights": "；".join(dict.fromkeys(filter(None, notices))),
        "licence": text_of(rights, "linkedrights") if isinstance(rights, dict) else "",
        "subjects": [text_of(each, "name", "literal") for each in entries(item.get("subjects", item.get("subject")))],
        "description": said.get("summary", ""),
        "series": said.get("series", ""),
        "position": said.get("position", ""),
        "issue": said.get("issue", ""),
    }
    return publication_of({key: value for key, value in stated.items() if value})


def _identifiers(item: Tree) -> Iterator[str]:
    return (text_of(each, "value") for each in entries(item.get("altids")))


def _publishers(item: Tree) -> Iterator[str]:
    for each in entries(item.get("organisations", item.get("organisation"))):
        if text_of(each, "rel").lower() == "publisher" and text_of(each, "name"):
            yield text_of(each, "name")


def _leaves_nothing(item: Tree, key: str) -> bool:
    """Whether all that a property holds has its place: of some, one use among others is read."""
    match key:
        case "altids":
            return all(map(canonical, _identifiers(item)))
        case "organisations" | "organisation":
            return len(list(_publishers(item))) == len(list(entries(item[key]))) == 1
        case "rightsinfo":
            return isinstance(item[key], dict) and set(item[key]) <= {"linkedrights", "langid"}
        case _:
            return key in _READ or key.startswith(_READ_BEGINNINGS)


def unused(item: Tree) -> Iterator[Diagnostic]:
    """A remark on properties that the model has no place for."""
    names = [key for key, value in item.items() if value and not _leaves_nothing(item, key)]
    if names:
        yield diagnostic("ninjs-unused", "info", properties=", ".join(sorted(names)))


def _person(entry: Tree, parsed: Mapping[str, Byline]) -> Byline:
    name, literal = text_of(entry, "name"), text_of(entry, "literal")
    house = literal.removesuffix(name).strip() if literal.endswith(name) else ""
    known = parsed.get(name)
    return Byline(name, _ROLES[text_of(entry, "rel").lower()], house or (known.affiliation if known else None))
