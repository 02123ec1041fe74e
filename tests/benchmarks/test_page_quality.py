"""What the benchmark promises of the pages it compares, and that its parts run. Nothing here looks at a clock."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

import pytest

from publisher.check.report import Figures
from publisher.clreq import CLOSING, OPENING
from publisher.model import Heading, Paragraph

from . import extraction, page_ways
from .__main__ import PARTS
from .page_quality import Page, page_targets
from .report import Target
from .specimens import HARD, Specimen, specimens
from .typst_way import typst_source
from .xelatex_way import latex_source

MEASURES = {"seed": 45, "hard": 30, "canals": 30, "bookmobile": 45, "marks": 30}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Specimen]:
    return specimens(tmp_path_factory.mktemp("themes"))


@pytest.fixture(scope="module")
def hard(texts: list[Specimen]) -> Specimen:
    return next(text for text in texts if text.name == "hard")


def test_each_text_is_set_at_its_measure_in_the_same_size_and_leading(texts: list[Specimen]) -> None:
    assert {text.name: text.area.measure for text in texts} == {text.name: MEASURES[text.name] for text in texts}
    assert {(text.area.font_size, text.area.leading) for text in texts} == {(10.5, 18.0)}


def test_texts_are_headings_and_paragraphs_alone(texts: list[Specimen]) -> None:
    for text in texts:
        assert all(isinstance(block, Heading | Paragraph) for block in text.article.blocks)


def test_the_hard_text_is_hard(hard: Specimen) -> None:
    text = HARD.read_text("utf-8")
    pairs = sum(one in CLOSING | OPENING and other in CLOSING | OPENING for one, other in pairwise(text))
    assert 1200 <= len(text) <= 1600
    assert pairs >= 40
    assert all(sign in text for sign in ("“", "‘", "——", "……", "《", "（", "Heron-3", "42.5 m", "3.7%"))


def test_every_way_gets_the_same_page(hard: Specimen) -> None:
    typst, latex = typst_source(hard.article, hard.area), latex_source(hard.article, hard.area)
    assert "justify: true" in typst
    assert f"width: {hard.area.width}mm" in typst
    assert f"paperwidth={hard.area.width:.5f}mm" in latex
    assert r"\fontsize{10.50000bp}{18.00000bp}" in latex
    assert all(line in typst for line in hard.text.splitlines())


def test_signs_that_mean_something_to_latex_are_escaped(hard: Specimen) -> None:
    body = latex_source(hard.article, hard.area).partition(r"\begin{document}")[2]
    assert r"3.7\char37 " in body
    assert r"05-02\char95 ferry\char95 A.flac" in body


@pytest.mark.parametrize(
    ("extracted", "count"),
    [
        ("由25名省级领导", 0),
        ("由 25 名省级领导", 2),
        ("由 25\n名省级领导", 1),
        ("共 8 km", 1),
        ("8 km", 0),
        ("■ 由25名", 0),
        ("12 由25名", 0),
    ],
)
def test_an_invented_space_is_one_that_the_text_has_not(extracted: str, count: int) -> None:
    assert len(list(extraction.invented(extracted, "由25名省级领导，共8 km"))) == count


def page(way: str, figures: Mapping[str, float] = MappingProxyType({}), text: str = "hard") -> Page:
    measured = {
        "lines": 100,
        "full_lines": 80,
        "flush": 1.0,
        "nearly_flush": 1.0,
        "mark_pairs": 40,
        "squeezed_pairs": 40,
    }
    return Page(text, way, Figures(**{**measured, "gap_mean": 0.25, **figures}), {"pdfium": 0})  # type: ignore[arg-type]


def reached(targets: list[Target], name: str) -> Target:
    return next(target for target in targets if name in target.name)


@pytest.mark.parametrize(
    ("name", "ours", "typst", "xelatex", "behind", "met"),
    [
        ("loosest line", {"loosest": 0.05}, {"loosest": 0.01}, {"loosest": 0.30}, 0.04, False),
        ("loosest line", {"loosest": 0.03}, {"loosest": 0.30}, {"loosest": 0.01}, 0.02, True),
        ("worst end", {"worst_end": 0.0}, {"worst_end": 0.3}, {"worst_end": 0.2}, -0.2, True),
        ("gap off a quarter", {"gap_mean": 0.30}, {"gap_mean": 0.20}, {"gap_mean": 0.26}, 0.04, False),
        ("not within 0.02", {"flush": 0.95}, {"flush": 0.9}, {"flush": 1.0}, 0.05, False),
        ("runts", {"runts": 1}, {"runts": 0}, {"runts": 2}, 0.01, True),
        ("forbidden", {}, {"forbidden_starts": 2}, {"broken_words": 1}, -0.01, True),
    ],
)
def test_ours_is_held_to_the_better_of_its_peers(
    name: str, ours: dict[str, float], typst: dict[str, float], xelatex: dict[str, float], behind: float, met: bool
) -> None:
    targets = page_targets([page("ours", ours), page("Typst", typst), page("XeLaTeX", xelatex)])
    found = reached(targets, name)
    assert found.reached == pytest.approx(behind)
    assert found.met is met


def test_the_best_of_all_is_told_over_the_texts_together() -> None:
    ours = [page("ours", {"squeezed_pairs": 38}, "seed"), page("ours")]
    typst = [page("Typst", text="seed"), page("Typst", {"squeezed_pairs": 39})]
    found = reached(page_targets([*ours, *typst]), "marks not squeezed, share")
    assert (found.asked, found.reached, found.met) == (1 / 80, 2 / 80, False)


def test_without_peers_only_the_best_of_all_is_asked() -> None:
    targets = page_targets([page("ours"), page("stock lines", {"flush": 0.5})])
    assert [target.met for target in targets] == [True, True]


def test_a_way_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(page_ways, "find_spec", lambda name: None)
    found = page_ways.ways()
    assert list(found.ways) == ["ours", "stock lines"]
    assert [remark.partition(":")[0] for remark in found.remarks] == ["pages by Typst", "pages by XeLaTeX"]


@pytest.mark.parametrize("part", ["pages", "composing", "long", "limits", "vertical"])
def test_a_part_runs_and_says_what_was_reached(part: str) -> None:
    found = PARTS[part](quick=True)
    assert all(table.rows for table in found.tables)
    assert found.targets
    assert all(len(row) == len(table.heads) for table in found.tables for row in table.rows)
