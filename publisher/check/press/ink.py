"""How much ink lies on one place, black text in black alone, and what is printed over what (ISO 12647-2; ISO 32000-1, 8.6.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from publisher.check.limits import INK_ROUNDING
from publisher.check.press.geometry import Box, meets
from publisher.check.press.images import coverage_of, is_in_inks
from publisher.check.press.painting import Painted
from publisher.check.report import Place, Row, row, verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_SCREENS = frozenset({"DeviceRGB", "CalRGB", "Lab"})
"""Spaces whose inks the printer's conversion decides."""


def on_the_sheet(paints: Iterable[Painted], bleeds: Sequence[Box]) -> list[Painted]:
    """What is painted within the bleed; crop and registration marks stand beyond and may have all inks."""
    return [each for each in paints if meets(each.box, bleeds[each.page - 1])]


def coverage(paints: Sequence[Painted], limit: int) -> Row:
    """The most ink that one colour or one pixel lays, and where it is more than the press can carry."""
    every = list(_covered(paints))
    found = [(share, place) for share, place in every if share is not None]
    unknown = len(every) - len(found)
    most = max((share for share, _ in found), default=0.0)
    over = _worst_first((share, place) for share, place in found if share > limit + INK_ROUNDING)
    reason = "ink-unmeasured" if unknown else ""
    return row(
        "ink", verdict(not over), places=over, most=f"{most:.0f}", limit=limit, reason=reason, unmeasured=unknown
    )


def _covered(paints: Sequence[Painted]) -> Iterator[tuple[float | None, Place]]:
    """The ink of all that is in inks; None where it cannot be told."""
    images: dict[object, float | None] = {}
    for each in paints:
        covered = each.colour.coverage
        if each.image is not None and covered is None:
            if not is_in_inks(each.image, each.resources):
                continue
            key = each.image.objgen if each.image.is_indirect else id(each.image)
            if key not in images:
                images[key] = coverage_of(each.image, each.resources)
            share, text = images[key], "image"
        elif covered is None and each.colour.kind in _OF_SCREENS:
            continue
        else:
            share, text = None if covered is None else 100 * covered, f"{each.words or each.kind}  {each.colour.named}"
        yield share, Place(each.page, text, share, "%")


def _worst_first(found: Iterable[tuple[float, Place]]) -> list[Place]:
    """One place for each colour of a page."""
    unique = {(place.page, place.text.split("  ")[-1]): place for _, place in sorted(found, key=lambda each: each[0])}
    return sorted(unique.values(), key=lambda place: (-(place.figure or 0), place.page))


def black_text(paints: Sequence[Painted]) -> Row:
    """Text that looks black but is of several inks: where plates do not meet exactly, it has coloured edges."""
    texts = [each for each in paints if each.kind == "text"]
    rich = [Place(each.page, f"{each.words}  {each.colour.named}") for each in texts if each.colour.is_rich_black]
    return row("black-text", verdict(not rich), places=rich, count=len(rich))


def overprint(paints: Sequence[Painted], transparent: Mapping[int, str]) -> list[Row]:
    """White that is printed over and so vanishes; and, to be known, where things overprint or are transparent."""
    over = [each for each in paints if each.overprints]
    lost = [Place(each.page, each.words or each.kind) for each in over if each.colour.is_white and each.image is None]
    pages = sorted({each.page for each in over})
    return [
        row("overprint", verdict(not lost), places=lost, count=len(lost), pages=len(pages)),
        row("transparency", "info", places=[Place(page, text) for page, text in transparent.items()], count=len(transparent)),
    ]  # fmt: skip


def spaces(paints: Sequence[Painted]) -> Row:
    """The colour spaces that pages paint in, to be known: Lab and calibrated ones are converted by the printer."""
    kinds = sorted({each.colour.kind for each in paints} - {"?"})
    return row("colour-spaces", "info", answer=", ".join(kinds) or "none")
