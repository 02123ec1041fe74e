"""What others say of our PDFs: veraPDF on PDF/A-3a and PDF/UA-1, pikepdf on PDF/A-3b, qpdf, and our own lint on the tags.

Every sample in every profile that claims a standard, horizontal and vertical; and small articles of odd make, one trouble each.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import drawn_alike
import pytest
from conftest import ROOT, SAMPLES, article_of, options, publish, read, text
from validators import archival_findings, syntax_remarks, verapdf

from publisher.check import check, validators
from publisher.model import (
    Block,
    Box,
    Cell,
    CodeBlock,
    Credit,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    InlineImage,
    LanguageRun,
    Link,
    List,
    ListItem,
    Note,
    NoteBlock,
    Paragraph,
    Quote,
    Ruby,
    Separator,
    Signature,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)
from publisher.options import PDFProfile
from publisher.writers.pdf import metadata

PROFILES: tuple[PDFProfile, ...] = ("screen", "archive", "print")
IMAGES = ROOT / "data" / "samples" / "images"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[PDFProfile, bool], list[Path]]:
    """Every sample in a profile, horizontal or vertical; each is made once."""
    folder = tmp_path_factory.mktemp("validated")
    known: dict[tuple[PDFProfile, bool], list[Path]] = {}

    def make(profile: PDFProfile, vertical: bool) -> list[Path]:
        if (profile, vertical) not in known:
            place = folder / f"{profile}-{vertical}"
            place.mkdir()
            chosen = options(pdf=profile, vertical=vertical, trim="a5" if vertical else None)
            for source in SAMPLES:
                publish(source, place / f"{source.stem}.pdf", options=chosen)
            known[profile, vertical] = sorted(place.iterdir())
        return known[profile, vertical]

    return make


MODES = pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])


@MODES
@pytest.mark.parametrize(("profile", "flavour"), [("screen", "ua1"), ("archive", "ua1"), ("archive", "3a")])
def test_every_sample_is_what_it_claims(
    profile: PDFProfile, flavour: str, vertical: bool, made: Callable[[PDFProfile, bool], list[Path]]
) -> None:
    files = made(profile, vertical)
    assert len(files) == len(SAMPLES)
    assert {path.stem: rules for path, rules in verapdf(files, flavour).items() if rules} == {}


@MODES
@pytest.mark.parametrize("profile", PROFILES)
def test_every_sample_is_sound_in_every_profile(
    profile: PDFProfile, vertical: bool, made: Callable[[PDFProfile, bool], list[Path]]
) -> None:
    assert {path.stem: said for path in made(profile, vertical) if (said := syntax_remarks(path))} == {}


TYPOGRAPHY = frozenset((
    "lines", "flush", "overfull", "loose", "tight", "squeeze", "gaps", "prohibitions", "unbroken-marks", "words", "units", "dashes",
    "dots", "runts", "widows", "headings", "grid", "outside", "spaces",
))  # fmt: skip
"""Rows on how lines are set, which other tests hold."""


@MODES
@pytest.mark.parametrize("profile", PROFILES)
def test_every_sample_passes_our_own_lint_and_preflight(
    profile: PDFProfile,
    vertical: bool,
    made: Callable[[PDFProfile, bool], list[Path]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(validators, "verapdf", lambda path: [])  # asked above, all files in one process
    failed = {
        f"{path.stem}: {row.name}": row.places
        for path in made(profile, vertical)
        for row in check(path, profile=profile).rows
        if row.verdict == "failed" and row.name not in TYPOGRAPHY
    }
    assert failed == {}


def test_a_file_of_level_b_passes_a_second_opinion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pikepdf's own validator knows neither level A nor the schema of PDF/UA: the same file, claiming less."""
    monkeypatch.setattr(metadata, "CONFORMANCE", "B")
    monkeypatch.setattr(metadata, "_UA_SCHEMA", "")
    # It does not look into gradients, which draw rules here, nor into pictures with transparency.
    blocks = (
        Heading(content=text("上篇"), level=1),
        paragraph(LINE, note("注"), link("那里"), Ruby("覃", "qín")),
        List(items=(item("甲"),)),
    )
    for name, article in (
        ("made", article_of(LINE, *blocks)),
        ("read", read(ROOT / "data" / "samples" / "rain-names.json")),
    ):
        target = tmp_path / f"{name}.pdf"
        publish(article, target, options=options(theme="base", pdf="archive"), isolate=False)
        assert [each for each in archival_findings(target) if "pdfuaid" not in each] == [], name


@MODES
@pytest.mark.parametrize("program", ["mutool", "pdftoppm"])
def test_another_engine_draws_the_same(
    program: str, vertical: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a theme without colours. Black ink is not quite black, and each engine has its own idea how black: a character that is
    missing still differs by more.
    """
    for profile in PROFILES:
        monkeypatch.setattr(drawn_alike, "TOLERANCE", 0.14 if profile == "print" else 0.1)
        target = tmp_path / f"{profile}.pdf"
        chosen = options(theme="base", pdf=profile, vertical=vertical, trim="a5")
        publish(ROOT / "data" / "samples" / "rain-names.json", target, options=chosen)
        assert drawn_alike.differing(target, tmp_path, program) == []


# --- articles of odd make ------------------------------------------------------------------------------------------


LINE = "从前有一条河，河边住着一位守桥的老人。"
AWAY = "https://example.org/"


def paragraph(*inlines: object) -> Paragraph:
    return Paragraph(content=tuple(Text(each) if isinstance(each, str) else each for each in inlines))  # type: ignore[misc]


def note(*blocks: Block | str) -> Note:
    return Note(blocks=tuple(paragraph(each) if isinstance(each, str) else each for each in blocks))


def link(*inlines: object) -> Link:
    return Link(href=AWAY, content=paragraph(*inlines).content)


def item(*blocks: Block | str) -> ListItem:
    return ListItem(blocks=note(*blocks).blocks)


def cell(*inlines: object, **more: int) -> Cell:
    return Cell(content=paragraph(*inlines).content, **more)  # type: ignore[arg-type]


PICTURE = Figure(src="levels.png", alt="图", caption=(Text("说明"), note("注"), link("链")), credit=text("摄"))
ODD: dict[str, tuple[Block | str, ...]] = {
    "a note in a heading": (Heading(content=(Text("标题"), note("注")), level=1), LINE),
    "a link in a heading": (Heading(content=(link("标题"),), level=1), LINE),
    "a picture in a link": (paragraph("见", link(InlineImage(src="seal.png", alt="印")), "。"),),
    "a reading in a link": (paragraph("见", link(Ruby("覃", "qín"), "姓"), "。"),),
    "stress in a link": (paragraph("见", link(Strong(content=text("甲")), Emphasis(content=text("乙"))), "。"),),
    "a link over many lines": (paragraph("见", link(LINE * 8), "。"),),
    "a link in another language": (paragraph("叫", LanguageRun(language="ja", content=(Text("橋"), link("橋"))), "。"),),
    "a box in a list in a quotation in a list": (
        List(items=(item(Quote(blocks=(List(items=(item(Box(blocks=(paragraph(LINE),), title=text("框"))),)),))),)),
    ),
    "definitions in definitions": (
        DefinitionList(
            items=(
                Definition(
                    term=text("甲"),
                    blocks=(DefinitionList(items=(Definition(term=text("乙"), blocks=(paragraph(LINE),)),)),),
                ),
                Definition(term=(Text("丙"), note("注")), blocks=(paragraph(LINE), paragraph(LINE))),
            )
        ),
    ),
    "cells over rows and columns": (
        Table(
            rows=(
                (cell("甲", rowspan=3, header=True), cell("乙", colspan=2)),
                (cell("丙"),),
                (cell("丁", note("注")), cell("戊"), cell("己")),
            ),
            caption=(Text("表"), note("表注")),
        ),
    ),
    "a cell over pages": (
        Table(rows=((cell("月", rowspan=40), cell("量")), *((cell(LINE * 3),) for _ in range(39)))),
    ),
    "a table over pages": (
        Table(
            rows=((cell("月", header=True), cell("量", header=True)), *((cell(f"{at}"), cell(LINE * 3)) for at in range(40))),
            head=1,
        ),
    ),
    "everything in a note": (
        paragraph("桥", note(LINE, PICTURE, List(items=(item("子"),)), Table(rows=((cell("甲"),),))), "上"),
    ),
    "a note in a note": (paragraph("桥", note(paragraph("注", note("注之注"))), "。"),),
    "more notes than a page holds": (paragraph(*(each for _ in range(40) for each in (LINE, note(LINE * 3)))),),
    "pictures with and without words": (PICTURE, Figure(src="levels.png", alt="无注")),
    "code in a list": (List(items=(item(CodeBlock(text="a = 1\n  b = 2\n")),)), CodeBlock(text="x")),
    "items over pages": (List(items=tuple(item(LINE * 30, LINE * 10) for _ in range(4)), ordered=True),),
    "verse": (Verse(stanzas=(((Text("床前"),), (Text("疑是"), note("注"))), ((Text("举头"),),))),),
    "levels that jump": (
        Heading(content=text("甲"), level=3), LINE, Heading(content=text("乙"), level=1), Heading(content=text("丙"), level=6), LINE,
    ),
    "a colophon": (LINE, *(Credit(content=text(f"摄影：{name}")) for name in "甲乙丙"), Signature(content=text("丁"))),
    "notes of the source": (LINE, NoteBlock(blocks=(paragraph(LINE),), label="1")),
    "nothing at all": (paragraph(""), paragraph(" "), List(items=(item(""), item("甲"))), Table(rows=((cell(), cell("甲")),))),
    "a change of scene": (LINE, Separator(), LINE),
    "formulas": (paragraph("H", Subscript(content=text("2")), "O", Superscript(content=text("3"))),),
}  # fmt: skip


@MODES
def test_articles_of_odd_make_are_valid_too(vertical: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("levels.png", "seal.png"):
        shutil.copy(IMAGES / name, tmp_path / name)
    for name, blocks in ODD.items():
        publish(
            article_of(*blocks), tmp_path / f"{name}.pdf", options=options(pdf="archive", vertical=vertical, trim="a5")
        )
    files = sorted(tmp_path.glob("*.pdf"))
    assert len(files) == len(ODD)
    for flavour in ("3a", "ua1"):
        assert {path.stem: rules for path, rules in verapdf(files, flavour).items() if rules} == {}
    monkeypatch.setattr(validators, "verapdf", lambda path: [])
    lint = {
        f"{path.stem}: {row.name}": row.places
        for path in files
        for row in check(path, profile="archive").rows
        if row.verdict == "failed" and row.name.startswith("ua-")
    }
    assert lint == {}
