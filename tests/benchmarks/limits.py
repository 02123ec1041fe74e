"""How often a line cannot be set within the limits: the real feature and all samples, at three measures.

On the finished pages `publisher check` counts full lines in which two ideographs stand farther apart than the limit; the composer
itself remarks on lines of all kinds (cells, captions) for which it found nothing better.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from publisher import check
from publisher.check.limits import LOOSE
from publisher.options import Options, RenderOptions
from publisher.pipeline import publish_all
from publisher.readers import read_file
from publisher.transforms import apply

from .places import SEED, workspace
from .report import Report, Table, Target
from .specimens import SAMPLES, theme_of

MEASURES = ((20, "a5"), (30, "a5"), (45, "a4"))
"""Ems, and the page that has room for them."""
ASKED = 0.01
_REMARKS = ("line-loose", "line-overfull", "word-broken")
_QUICK = ("bookmobile.txt",)


class Set(NamedTuple):
    """What one text was set like at one measure; `remarks` by their codes."""

    text: str
    full: int
    loose: int
    loosest: float
    overfull: int
    remarks: dict[str, int]


def report(*, quick: bool) -> Report:
    """Tables, figures beside what is asked, and which texts had lines beyond the limits; `quick` sets one text at one measure."""
    rows, targets, remarks = [], [], []
    for ems, trim in MEASURES[:1] if quick else MEASURES:
        print(f"measuring lines beyond the limits at {ems} em …", file=sys.stderr)
        with workspace() as name:
            found = [set_at(source, Path(name), trim, ems) for source in _sources(quick)]
        full, loose = sum(each.full for each in found), sum(each.loose for each in found)
        rows.append(_row(ems, found))
        targets.append(Target(f"full lines looser than {LOOSE} em at {ems} em, share", ASKED, loose / full))
        worst = [f"{each.text} {each.loose} of {each.full}" for each in found if each.loose]
        if worst:
            remarks.append(f"{ems} em: loose lines in {', '.join(worst)}")
    heads = ("measure", "texts", "full lines", "loose", "share", "loosest, em", "overfull", "remarks of the composer")
    return Report([Table("Lines beyond the limits", heads, rows)], targets, remarks)


def _row(ems: int, found: list[Set]) -> tuple[str, ...]:
    full, loose = sum(each.full for each in found), sum(each.loose for each in found)
    codes: Counter[str] = Counter()
    for each in found:
        codes.update(each.remarks)
    return (
        f"{ems} em", str(len(found)), str(full), str(loose), f"{loose / full:.2%}",
        f"{max(each.loosest for each in found):.2f}", str(sum(each.overfull for each in found)),
        ", ".join(f"{count} {code}" for code, count in sorted(codes.items())) or "none",
    )  # fmt: skip


def _sources(quick: bool) -> list[Path]:
    samples = sorted(path for path in SAMPLES.iterdir() if path.is_file() and path.name != "README.md")
    if quick:
        return [path for path in samples if path.name in _QUICK]
    return [*([SEED] if SEED else []), *samples]


def set_at(source: Path, folder: Path, trim: str, ems: int) -> Set:
    """An article on pages of `trim` with a measure of `ems`, as the press theme sets it."""
    target = folder / "limits.pdf"
    options = Options(render=RenderOptions(theme=str(theme_of(folder, trim, ems)), trim=trim))
    made = publish_all(apply(read_file(source)), [target], options, base=source.parent, worker=None)
    codes = Counter(remark.code for remark in made[0].diagnostics if remark.code in _REMARKS)
    figures = check(target).figures
    assert figures is not None
    name = "seed" if source == SEED else source.name
    return Set(name, figures.full_lines, figures.loose_lines, figures.loosest or 0.0, figures.overfull, dict(codes))
