"""Names that publications are known by, brought to one form: ISBN (ISO 2108), DOI (ISO 26324) and URN (RFC 8141).

| as people write it | one form |
|---|---|
| `ISBN 978-7-02-000220-7`, `9787020002207`, `7-02-000220-X` | `urn:isbn:9787020002207`, digits as given, the check digit right |
| `10.5555/12345678`, `https://doi.org/10.5555/12345678` | `doi:10.5555/12345678` |
| `6f4ac2f6-54a5-4a4a-9a33-0f1b9d3a2f10` | `urn:uuid:6f4ac2f6-…`, in lower case |
| `urn:nbn:de:101:1-201102033592` | as it is |
"""

from __future__ import annotations

from unicodedata import normalize

from publisher.patterns import lazily

_HYPHENS = str.maketrans("", "", "-‐‑‒–—−­ \u00a0\u3000")
_ISBN = lazily(r"(?:urn:)?isbn(?:-1[03])?[:：\s]{0,3}(.+)$")
_DOI = lazily(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|(?:urn:)?doi:\s?)?(10\.\d{4,9}(?:\.\d{1,9})*/[!-~]{1,200})$")
_UUID = lazily(r"(?:urn:uuid:)?\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$")
_URN = lazily(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[!-~]{1,200}$")
_LONGEST = 300


def canonical(text: str) -> str | None:
    """The one form of an ISBN, DOI, UUID or other URN; None for what is none of them, or has a wrong check digit."""
    given = normalize("NFKC", text[:_LONGEST]).strip()
    lower = given.lower()
    isbn = _ISBN.match(lower)
    digits = (isbn[1] if isbn else lower).translate(_HYPHENS).upper()
    if isbn or (len(digits) in (10, 13) and digits[:-1].isdecimal() and digits.isascii()):
        return f"urn:isbn:{digits}" if is_isbn(digits) else None
    if doi := _DOI.match(lower):
        # Names of a DOI are compared without case, but kept as they were registered.
        return f"doi:{given[-len(doi[1]) :]}"
    if uuid := _UUID.match(lower):
        return f"urn:uuid:{uuid[1]}"
    if lower.startswith("urn:uuid:"):
        return None
    return f"urn:{given[4:]}" if _URN.match(lower) else None


def is_isbn(digits: str) -> bool:
    """Whether ten or thirteen digits without hyphens are an ISBN: the prefix known, the check digit right."""
    if not digits.isascii() or not digits[:-1].isdecimal():
        return False
    if len(digits) == 10 and (digits[-1].isdecimal() or digits[-1] == "X"):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    if len(digits) == 13 and digits.isdecimal() and digits[:3] in ("978", "979"):
        return sum((1, 3)[at % 2] * int(digit) for at, digit in enumerate(digits)) % 10 == 0
    return False
