"""Bytes to text: byte order marks, UTF-8 which proves itself, else the encoding whose text is the likeliest.

The whole file is read strictly as every candidate (`schemes`, `attempts`); those that succeed are scored by the text they give
(`likelihood`). Decoding is always strict: a byte that does not fit is an error with its place, never a replacement character.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import InputError
from publisher.readers.encoding.attempts import (
    Attempt,
    broken_places,
    doubtful_places,
    scored,
    strictly,
    with_gaps,
)
from publisher.readers.encoding.schemes import (
    CANDIDATES,
    MARKS,
    SEVEN_BIT,
    UTF_8,
    UTF_16_BE,
    UTF_16_LE,
    Scheme,
    is_known,
    named,
)

__all__ = ["Decoded", "decode", "holds_utf_16", "is_known"]


class Decoded(NamedTuple):
    text: str
    encoding: str
    """WHATWG name in lower case."""
    diagnostics: tuple[Diagnostic, ...] = ()


# So many bytes of well-formed sequences are UTF-8: a lead byte and its followers fit by chance once in some ten times each.
_PROOF = 24
# Nats a character: prose has -7 to -8.5, a list of rare names -9.5, characters drawn at random have less than -11.
_POOR, _NONSENSE, _NONSENSE_OF_FEW, _FEW = -9.8, -11.3, -13.0, 60
_SPRINKLED = 0.05
# Nats: below, the runner-up is nearly as likely as the best.
_CLOSE = 6.0
_MOST_BROKEN = 200


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of `data` without its byte order mark.

    A guess is reported as `encoding-guessed` with its runner-up (a warning where the two are close), bytes that fit but stand for
    no character of the standard as `encoding-doubtful`, GB 18030's characters of 2022 as `encoding-edition`, joined surrogates as
    `encoding-surrogates`.

    Raises UsageError `encoding-unknown` for a label nobody knows, InputError `encoding-wrong` where bytes do not fit the encoding
    given, the mark or the encoding that the rest of the file is in, `encoding-undecided` where nothing fits.
    """
    scheme = named(encoding) if encoding is not None else None
    for mark, marked in MARKS:
        if data.startswith(mark) and (scheme in (None, marked) or _are_utf_16(scheme, marked)):
            return _as(data[len(mark) :], marked, len(mark))
    if scheme is not None:
        return _as(data, scheme, 0)
    if data.isascii():
        return _seven_bit(data)
    attempt = strictly(data, UTF_8)
    if attempt and len(data) - len(attempt.text) >= _PROOF and b"\0" not in data:
        return _given(attempt)
    return _guessed(data)


def holds_utf_16(data: bytes) -> bool:
    """Whether bytes with many NULs are text in UTF-16 without its mark rather than a binary file. Looks at the beginning alone."""
    start = data[:4096]
    start = start[: len(start) & ~1]
    for scheme in (UTF_16_LE, UTF_16_BE):
        attempt = with_gaps(start, scheme, 1)
        if attempt and attempt.text and "\0" not in attempt.text and scored(attempt).mean > _POOR:
            return True
    return False


def _are_utf_16(*schemes: Scheme | None) -> bool:
    """Whoever says `utf-16` leaves the order of the bytes to the mark."""
    return all(scheme in (UTF_16_LE, UTF_16_BE) for scheme in schemes)


def _as(data: bytes, scheme: Scheme, offset: int) -> Decoded:
    """`data`, which is said to be in `scheme`; `offset` is the length of the mark before it."""
    attempt = strictly(data, scheme)
    if attempt is None:
        raise _wrong(data, scheme, offset)
    return _given(attempt)


def _wrong(data: bytes, scheme: Scheme, offset: int = 0) -> InputError:
    found, count = broken_places(data, scheme)
    places = [place._replace(offset=place.offset + offset) for place in found]
    first = places[0]
    return InputError(
        "encoding-wrong",
        line=first.line,
        encoding=scheme.name,
        offset=first.offset,
        bytes=first.bytes.hex(" ").upper(),
        count=count,
        places=", ".join(map(str, places)),
    )


def _given(attempt: Attempt, guess: tuple[Diagnostic, ...] = ()) -> Decoded:
    """What a strict reading gives, with all there is to say of it."""
    said = list(guess)
    if attempt.joined:
        said.append(diagnostic("encoding-surrogates", count=attempt.joined))
    if attempt.remapped:
        said.append(diagnostic("encoding-edition", "info", count=attempt.remapped))
    if not attempt.scheme.name.startswith("utf-"):
        places, count = doubtful_places(attempt)
        if places:
            shown = ", ".join(map(str, places))
            said.append(
                diagnostic(
                    "encoding-doubtful",
                    line=places[0].line,
                    encoding=attempt.scheme.name,
                    count=count,
                    places=shown,
                )
            )
    return Decoded(attempt.text, attempt.scheme.name, tuple(said))


def _seven_bit(data: bytes) -> Decoded:
    """ASCII, unless its escapes announce the two-byte codes of mail and news and these give prose."""
    for escape, scheme in SEVEN_BIT:
        if escape not in data:
            continue
        attempt = strictly(data, scheme)
        if attempt is None:
            continue
        attempt = scored(attempt)
        if attempt.text.isascii() or attempt.mean < _POOR:
            continue
        return _given(
            attempt, (diagnostic("encoding-guessed", "info", encoding=scheme.name, runner_up="utf-8", odds="10^9"),)
        )
    return _guessed(data) if b"\0" in data else Decoded(data.decode("ascii"), UTF_8.name)


# Latin letters with accents, signs such as © and general punctuation: what English text holds beside ASCII.
_FOREIGN = re.compile("[^\x00-\xff\u2000-\u206f]")


def _guessed(data: bytes) -> Decoded:
    """The candidate with the likeliest text. Raises InputError where that is broken, or nothing but nonsense."""
    most = min(_MOST_BROKEN, 6 + len(data) // 100)
    best: Attempt | None = None
    second: Attempt | None = None
    for scheme in CANDIDATES:
        attempt = strictly(data, scheme) or with_gaps(data, scheme, most)
        if attempt is None:
            continue
        attempt = scored(attempt, best)
        if best is None or attempt.score > best.score:
            best, second = attempt, best
        elif second is None or attempt.score > second.score:
            second = attempt
    utf_8 = strictly(data, UTF_8) if b"\0" not in data else None
    if utf_8 is not None and (best is None or _is_nonsense(best) or not _FOREIGN.search(utf_8.text)):
        # Whole sequences of UTF-8 come about by no chance; there is just too little in them to tell.
        return _given(scored(utf_8))
    if best is None or _is_nonsense(best):
        raise InputError("encoding-undecided")
    if best.broken:
        raise _wrong(data, best.scheme)
    return _given(best, _said_of(best, second))


def _is_nonsense(best: Attempt) -> bool:
    """Whether even the likeliest text is nothing that anybody wrote. A few characters may well be rare ones; hundreds are not."""
    if best.mean < (_NONSENSE if best.telling > _FEW else _NONSENSE_OF_FEW):
        return True
    if best.mean > _POOR:
        return False
    # Any bytes are UTF-16, and any are nearly something; Latin text with some accents has each take its neighbour along into a rare
    # ideograph.
    return bool(best.broken) or _are_utf_16(best.scheme) or best.telling < len(best.text) * _SPRINKLED


def _said_of(best: Attempt, second: Attempt | None) -> tuple[Diagnostic, ...]:
    """The decision and its runner-up; nothing where it is UTF-8 beyond doubt."""
    # A runner-up that gives the very same text is no other decision.
    margin = math.inf if second is None or second.text == best.text else best.score - second.score
    close = margin < _CLOSE or best.mean < _POOR
    if best.scheme is UTF_8 and not close:
        return ()
    power = min(99, int(margin / math.log(10))) if second and margin < math.inf else 99
    return (
        diagnostic(
            "encoding-guessed",
            "warning" if close else "info",
            encoding=best.scheme.name,
            runner_up=second.scheme.name if second else "–",
            odds=f"10^{power}",
        ),
    )
