"""The whole of the bytes read as one encoding: strictly, and where that fails with the places that do not fit.

Only a strict reading is ever given out. The other serves to tell a file that is right but for some broken bytes from one that is
in another encoding, and to name those bytes.
"""

from __future__ import annotations

import codecs
import contextlib
import itertools
import re
from collections import Counter
from contextvars import ContextVar
from typing import NamedTuple, TypeAlias

from publisher.patterns import lazily
from publisher.readers.encoding.likelihood import LANGUAGES, likelihoods
from publisher.readers.encoding.schemes import SHIFT_JIS, UTF_8, Scheme, to_current_edition

MOST_PLACES = 5
"""How many places a message names."""

# What every encoding here has in common says nothing; controls do, since no text holds them.
_TELLING = lazily(r"[^\t\n\r -~]+")
_WINDOWS, _WINDOW = 4, 250
# A glance is out by half a nat a character at most: what is two behind need not be looked at closely.
_LONG, _GLANCE, _BEHIND = 800, 30, 2.0
# A broken byte costs as much as two or three wrong characters: fewer and it is bad luck, more and it is another encoding. An ASCII
# character costs about what one of random bytes does: UTF-16 read as anything else is full of them.
_BROKEN, _PLAIN = -25.0, -4.0
_REPLACEMENT = "\ufffd"
# Bytes of a place that a message shows; places that are counted at all.
_MOST_BYTES, _MOST_COUNTED = 8, 1000
_SURROGATES = re.compile(b"\xed[\xa0-\xbf]")
# Bytes of no standard that Python's cp932 gives Apple's private characters, and all that may stand before one of them.
_APPLE = lazily("[\uf8f0-\uf8f3]")
_SHIFT_JIS = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|[\xa0\xfd-\xff]")
_DOUBTFUL = lazily("[\x80-\x9f\ue000-\uf8ff\ufff0-\uffff]")


Gap: TypeAlias = tuple[int, int]
"""Start and end offsets of bytes that do not fit."""


class Place(NamedTuple):
    """Bytes that do not fit, or that the standard gives no character."""

    line: int
    offset: int
    bytes: bytes

    def __str__(self) -> str:
        return f"{self.line}:{self.offset}={self.bytes.hex(' ').upper()}"


class Attempt(NamedTuple):
    """The bytes as text of one encoding, and how likely that text is."""

    scheme: Scheme
    text: str
    codec: str
    broken: tuple[Gap, ...] = ()
    """What did not fit. The text is whole only where there is none."""
    joined: int = 0
    """Pairs of surrogates, each encoded by itself, that were joined (CESU-8)."""
    remapped: int = 0
    """Characters that the present edition of the standard maps otherwise than Python does."""
    language: str = ""
    score: float = 0.0
    """Log-likelihood of the whole in nats, of the language that it fits best."""
    mean: float = 0.0
    """The same of a character that is not ASCII, on average; 0 where there is none."""
    telling: int = 0
    """How many characters are not ASCII."""


class _TooManyError(Exception):
    pass


_search: ContextVar[tuple[list[Gap], int]] = ContextVar("broken places, and how many at most")


def _record(fault: UnicodeError) -> tuple[str, int]:
    """Codec error handler: notes the place and goes on, so that finding all takes one pass."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    found, most = _search.get()
    end = fault.end
    found.append((fault.start, end))
    if len(found) > most:
        raise _TooManyError
    return _REPLACEMENT, end


codecs.register_error("publisher-record", _record)


def strictly(data: bytes, scheme: Scheme) -> Attempt | None:
    """The strict reading, not scored; None where any byte does not fit."""
    for codec in scheme.codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if scheme is SHIFT_JIS and _APPLE.search(text):
            continue
        text, remapped = to_current_edition(text, scheme)
        return Attempt(scheme, text, codec, remapped=remapped)
    return _surrogates_joined(data) if scheme is UTF_8 else None


def _surrogates_joined(data: bytes) -> Attempt | None:
    """CESU-8 (Unicode Technical Report 26), as some databases write it; None where a surrogate has no other half."""
    count = len(_SURROGATES.findall(data))
    if not count:
        return None
    try:
        text = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    return Attempt(UTF_8, text, "utf-8", joined=count // 2)


def with_gaps(data: bytes, scheme: Scheme, most: int) -> Attempt | None:
    """A reading that leaves out up to `most` places; None where more do not fit."""
    gaps, text = _gaps(data, scheme, most)
    if text is not None and scheme is SHIFT_JIS:
        gaps, text = _with_single_bytes(data, gaps, text, most)
    return None if text is None else Attempt(scheme, text, scheme.codecs[0], broken=tuple(gaps))


def _gaps(data: bytes, scheme: Scheme, most: int) -> tuple[list[Gap], str | None]:
    """What does not fit, and the text with U+FFFD there; no text where these are more than `most`, which end the search."""
    gaps: list[Gap] = []
    _search.set((gaps, most))
    text: str | None = None
    with contextlib.suppress(_TooManyError):
        text = data.decode(scheme.codecs[0], "publisher-record")
    return gaps, text


def _with_single_bytes(data: bytes, gaps: list[Gap], text: str | None, most: int) -> tuple[list[Gap], str | None]:
    """The same for Shift_JIS, with the bytes that Python takes for Apple's."""
    if text is not None and not _APPLE.search(text):
        return gaps, text
    single = (match.span() for match in _SHIFT_JIS.finditer(data) if len(match[0]) == 1)
    gaps = sorted([*gaps, *itertools.islice(single, most + 1)])
    return gaps, _APPLE.sub(_REPLACEMENT, text) if text is not None and len(gaps) <= most else None


def scored(attempt: Attempt, best: Attempt | None = None) -> Attempt:
    """The attempt with its likelihood, estimated from a sample of at most a thousand characters.

    A glance has to do for a long text that it shows to be by far less likely than the `best` so far.
    """
    if best is not None and len(attempt.text) >= _LONG:
        glance = _estimated(attempt, _GLANCE)
        if glance.score < best.score - _BEHIND * glance.telling:
            return glance
    return _estimated(attempt, _WINDOW)


def _estimated(attempt: Attempt, window: int) -> Attempt:
    sample = _sample(attempt.text, window)
    counts = Counter(sample)
    gaps = counts.pop(_REPLACEMENT, 0) if attempt.broken else 0
    chances = likelihoods(counts)
    priors = attempt.scheme.priors
    language = max(priors or LANGUAGES, key=lambda each: chances[each] + priors.get(each, 0.0))
    mean = chances[language] / max(1, len(sample) - gaps)
    plain = len(attempt.text.encode("ascii", "ignore")) - attempt.text.count("\0")
    telling = len(attempt.text) - plain - len(attempt.broken)
    score = mean * telling + _PLAIN * plain + _BROKEN * len(attempt.broken) + priors.get(language, 0.0)
    return attempt._replace(language=language, score=score, mean=mean, telling=telling)


def _sample(text: str, window: int) -> str:
    """What tells, from the beginning and from three places on."""
    pieces: list[str] = []
    for at in range(_WINDOWS):
        start, end = (len(text) * each // _WINDOWS for each in (at, at + 1))
        room = window
        for match in _TELLING.finditer(text, start, end):
            piece = match[0][:room]
            pieces.append(piece)
            room -= len(piece)
            if room <= 0:
                break
    return "".join(pieces)


def broken_places(data: bytes, scheme: Scheme) -> tuple[list[Place], str]:
    """The first places that do not fit, and how many there are: `3`, or `1000+`. Bytes side by side are one place."""
    gaps, text = _gaps(data, scheme, _MOST_COUNTED)
    if scheme is SHIFT_JIS:
        gaps, text = _with_single_bytes(data, gaps, text, _MOST_COUNTED)
    runs: list[Gap] = []
    for start, end in gaps:
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    codec = scheme.codecs[0]
    # Line ends are their own bytes in every encoding but these.
    wide = codec.startswith(("utf-16", "utf-32"))
    places = []
    for start, end in runs[:MOST_PLACES]:
        before = data[:start].decode(codec if wide else "latin-1", "ignore")
        places.append(Place(line_of(before), start, data[start : min(end, start + _MOST_BYTES)]))
    return places, f"{len(runs)}{'+' if text is None else ''}"


def doubtful_places(attempt: Attempt) -> tuple[list[Place], int]:
    """The first bytes of a legacy encoding that fit but stand for no character of the standard, and how many there are.

    Private use and controls: Python decodes vendors' and users' areas to them.
    """
    matches = list(_DOUBTFUL.finditer(attempt.text))
    places = []
    for match in matches[:MOST_PLACES]:
        before = attempt.text[: match.start()]
        offset = len(before.encode(attempt.codec, "replace"))
        places.append(Place(line_of(before), offset, match[0].encode(attempt.codec, "replace")))
    return places, len(matches)


def line_of(before: str) -> int:
    """The 1-based line that begins or goes on where `before` ends."""
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
