"""The date a file carries: never the clock's, so that the same article gives the same bytes on any day."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from publisher.model import Article

_LAST_SECOND = 253402300799
"""Of the year 9999."""

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def build_date(article: Article) -> datetime:
    """`SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/), else the article's own date at 00:00 UTC,
    else 2000-01-01."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and int(epoch) <= _LAST_SECOND:
        return datetime.fromtimestamp(int(epoch), UTC)
    date = _first_moment(article.date or "")
    # EbookLib writes an earlier year with three digits.
    return date if date and date.year >= 1000 else _NO_DATE


def is_date(iso: str) -> bool:
    """Whether a year, month or day in the shape of ISO 8601 is one of the calendar."""
    return _first_moment(iso) is not None


def _first_moment(iso: str) -> datetime | None:
    try:
        year, month, day = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def w3c(date: datetime) -> str:
    """`2019-10-21T00:00:00Z`, as XMP, Dublin Core and OPF want it."""
    # Not strftime, whose %Y has only as many digits as the year.
    return date.isoformat(timespec="seconds").replace("+00:00", "Z")
