"""The date a file carries: never the clock's, so that the same article gives the same bytes on any day."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from publisher.model import Article

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def build_date(article: Article) -> datetime:
    """`SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/), else the article's own date at 00:00 UTC,
    else 2000-01-01."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    if article.date:
        year, month, day = (*(int(part) for part in article.date.split("-")), 1, 1)[:3]
        try:
            return datetime(year, month, day, tzinfo=UTC)
        except ValueError:
            return _NO_DATE
    return _NO_DATE


def w3c(date: datetime) -> str:
    """`2019-10-21T00:00:00Z`, as XMP, Dublin Core and OPF want it."""
    return date.strftime("%Y-%m-%dT%H:%M:%SZ")
