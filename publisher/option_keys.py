"""The options as keys: what is known, of which type, and what to say of a word that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec

from publisher.corrections import Corrections
from publisher.errors import UsageError
from publisher.model import Glyph
from publisher.options import Options, byte_count
from publisher.wording import Words

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # the shape of RFC 5646, section 2.1

_TABLES = (Corrections, Words, tuple[Glyph, ...])
"""Types of options that are tables of their own in files."""


class Key(NamedTuple):
    """An option as the layers see it: its stage in `Options`, its field there, and its type."""

    stage: str
    name: str
    type: Any


@cache
def known_keys() -> dict[str, Key]:
    """Every option by its kebab-case key, in the order of the classes."""
    return {
        option.encode_name: Key(stage.name, option.name, option.type)
        for stage in msgspec.structs.fields(Options)
        for option in msgspec.structs.fields(stage.type)
        if option.type not in _TABLES
    }


def typed(key: str, value: object, *, strict: bool, shown_key: str | None = None) -> object:
    """`value` as the type of the option `key`; with `strict=False` a number may be written as a string.

    Raises UsageError `option-…`, or the one of what the value names (`trim-unknown`, `encoding-unknown`, `lang-malformed`).
    """
    kind = known_keys()[key].type
    try:
        fitting: object = msgspec.convert(value, kind, strict=strict)
        _check_meaning(key, fitting, shown_key or key)
    except msgspec.ValidationError:
        raise _misfit(shown_key or key, value, kind) from None
    return fitting


def flat(table: Mapping[str, Any], inner: str) -> dict[str, Any]:
    """The values of front matter as `typed` takes them: the table `inner` among the others, lists, and whole numbers in tables."""
    values = {key: _loose(value) for key, value in table.items()}
    within = values.pop(inner, {})
    return values | within if isinstance(within, dict) else values | {inner: within}


def _loose(value: Any) -> Any:
    """YAML's texts, tuples and tables with lists for tuples; a figure's line is a number."""
    if isinstance(value, dict):
        numbers = {key: int(each) for key, each in value.items() if key == "after_line" and str(each).isdecimal()}
        return {key: _loose(each) for key, each in value.items()} | numbers
    return [_loose(each) for each in value] if isinstance(value, tuple) else value


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`; some word in any case, so that a message can name one."""
    from difflib import get_close_matches

    choices = list(known)
    return next(iter(get_close_matches(word, choices, 1, 0.0)), choices[0])


def _check_meaning(key: str, value: object, shown_key: str) -> None:
    """What a type does not say. The command fails before any work is done."""
    if key == "trim":
        from publisher.page import trim_size

        trim_size(str(value))
    elif key == "limit-memory":
        try:
            byte_count(str(value))
        except ValueError:
            raise UsageError("size-malformed", key=shown_key, size=value) from None
    elif (key == "to" and value == ()) or (key == "certified-by" and not str(value).strip()):
        raise msgspec.ValidationError("empty")
    elif key == "encoding":
        from publisher.readers.encoding import decode

        decode(b"", str(value))
    elif key == "lang" and not _LANGUAGE_TAG.fullmatch(str(value)):
        raise UsageError("lang-malformed", lang=value)


def _misfit(key: str, value: object, kind: Any) -> UsageError:
    """The UsageError for a value that is not of the type: it says what is expected."""
    expected = msgspec.inspect.type_info(kind)
    if isinstance(expected, msgspec.inspect.UnionType):
        expected = next(each for each in expected.types if not isinstance(each, msgspec.inspect.NoneType))
    words = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
    said: dict[str, Any] = {"key": key, "value": ", ".join(words)}
    match expected:
        case msgspec.inspect.BoolType():
            return UsageError("option-truth", **said)
        case msgspec.inspect.IntType(le=int(most)):
            return UsageError("option-number-range", least=expected.ge or 0, most=most, **said)
        case msgspec.inspect.IntType():
            return UsageError("option-number", least=expected.ge or 0, **said)
        case msgspec.inspect.LiteralType(values=choices):
            known = [str(choice) for choice in choices]
            return UsageError("option-one-of", known=", ".join(known), nearest=nearest(words[0], known), **said)
        case msgspec.inspect.VarTupleType(item_type=msgspec.inspect.LiteralType(values=choices)):
            known = [str(choice) for choice in choices]
            wrong = next((word for word in words if word not in known), known[0])
            return UsageError("option-choice", known=", ".join(known), nearest=nearest(wrong, known), **said)
        case msgspec.inspect.VarTupleType():
            return UsageError("option-texts", **said)
        case _:
            return UsageError("option-text", **said)
