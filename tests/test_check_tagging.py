"""PDF/UA-1 in `publisher check`: one edit of a good file breaks one rule, and veraPDF says the same wherever it can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
import tagged_pdf
import validators
from hand_set import column, save
from pikepdf import Array, Dictionary, Name, String
from tagged_pdf import Tagged, glyphs

from publisher.check import check
from publisher.check.report import Report
from publisher.messages.tagging import RULES

Edit = Callable[[Tagged], object]


class Broken(NamedTuple):
    """An edit, the rule that it breaks, and whether veraPDF knows that rule."""

    edit: Edit
    rule: str
    known: bool = True
    also: tuple[str, ...] = ()
    """Rules that cannot but be broken with it."""
    said: tuple[str, ...] = ()
    """What veraPDF says of the same fault besides."""


# --- edits -------------------------------------------------------------------------------------------------------


def _forget(*keys: str) -> Edit:
    """Take an entry out: `/Root`, then the way to it."""

    def edit(file: Tagged) -> None:
        holder = file.root
        for key in keys[:-1]:
            holder = holder[key]
        del holder[keys[-1]]

    return edit


def _rename(kind: str, other: str, number: int = 0) -> Edit:
    return lambda file: setattr(file.one(kind, number), "S", Name(f"/{other}"))


def _without(kind: str, key: str) -> Edit:
    return lambda file: file.one(kind).__delitem__(key)


def _role(name: str, other: str) -> Edit:
    return lambda file: setattr(file.root.StructTreeRoot, "RoleMap", Dictionary({f"/{name}": Name(f"/{other}")}))


def _more(kind: str, inside: str, at: int | None = None, **entries: Any) -> Edit:
    return lambda file: file.add(kind, file.one(inside), at, **entries)


def _metadata(change: Callable[[Any], object]) -> Edit:
    def edit(file: Tagged) -> None:
        with file.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            change(said)

    return edit


def _circle(file: Tagged) -> None:
    file.one("H2").S = Name.Subhead
    file.root.StructTreeRoot.RoleMap = Dictionary(Subhead=Name.Rubric, Rubric=Name.Subhead)


def _span(key: str, count: int, kind: str = "TD", number: int = 0) -> Edit:
    return lambda file: file.one(kind, number).A.__setitem__(key, count)


def _without_scope(file: Tagged) -> None:
    for head in file.all("TH"):
        del head.A


def _unknown_header(file: Tagged) -> None:
    _without_scope(file)
    for cell in file.all("TD"):
        cell.A.Headers = Array([String("nothing")])


def _twin_note(file: Tagged) -> None:
    file.add("Note", file.one("P"), ID=String("note-1"))


def _annotation(change: Callable[[Any], object]) -> Edit:
    return lambda file: change(file.page.Annots[0])


def _move_link(file: Tagged) -> None:
    """The annotation stays, but in a Span."""
    file.one("Link").S = Name.Span


def _stamp(file: Tagged) -> None:
    stamp = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), F=4, Contents=String("A remark")
    )
    file.page.Annots.append(file.pdf.make_indirect(stamp))


def _form_file(file: Tagged) -> None:
    file.pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(file.pdf, b"text", filename="a.txt")
    del file.pdf.attachments["a.txt"].obj.UF


def _artifact_inside(lines: list[str]) -> None:
    lines[0] = lines[0].replace("BDC", f"BDC {lines.pop()}")


def _paragraph_inside(lines: list[str]) -> None:
    lines[0] = f"/Artifact BMC {lines[0]} EMC"


def _owned(kind: str, subtype: str, **entries: Any) -> Edit:
    """An annotation of a subtype that an element of some type owns."""

    def edit(file: Tagged) -> None:
        annotation = file.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([10, 10, 30, 30]), F=4, StructParent=2, **entries
            )
        )  # fmt: skip
        file.page.Annots.append(annotation)
        element = file.add(kind, file.one("Document"), Pg=file.page)
        element.K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=file.page))
        file.root.StructTreeRoot.ParentTree.Nums.extend([2, element])

    return edit


def _field(file: Tagged) -> None:
    _owned("Span", "Widget", FT=Name.Btn, T=String("a"), TU=String("A field"))(file)
    file.root.AcroForm = Dictionary(Fields=Array([file.page.Annots[1]]))


def _nothing_shown(file: Tagged) -> None:
    file.replace(glyphs("山水田园").encode(), b"0000")


def _glyph_too_far(file: Tagged) -> None:
    file.replace(glyphs("山水田园").encode(), b"7fff")


def _to_unicode(change: Callable[[bytes], bytes]) -> Edit:
    return lambda file: file.font.ToUnicode.write(change(file.font.ToUnicode.read_bytes()))


def _unmapped(data: bytes) -> bytes:
    lines = data.split(b"\n")
    line = next(each for each in lines if each.startswith(f"<{glyphs('山')}>".encode()))
    return data.replace(line, f"<{glyphs('山')}> <0000>".encode())


EDITS: Mapping[str, Broken] = {
    "no statement that it is PDF/UA": Broken(_metadata(lambda said: said.__delitem__("pdfuaid:part")), "5-1"),
    "another part of PDF/UA": Broken(_metadata(lambda said: said.__setitem__("pdfuaid:part", "3")), "5-2"),
    "no mark": Broken(_forget("/MarkInfo", "/Marked"), "6.2-1"),
    "suspects": Broken(lambda file: file.root.MarkInfo.__setitem__("/Suspects", True), "7.1-4"),
    "no metadata": Broken(_forget("/Metadata"), "7.1-8"),
    "no title": Broken(_metadata(lambda said: said.__delitem__("dc:title")), "7.1-9"),
    "a title that is not shown": Broken(_forget("/ViewerPreferences", "/DisplayDocTitle"), "7.1-10"),
    "no language": Broken(_forget("/Lang"), "7.2-34"),
    "no tag of a language": Broken(lambda file: setattr(file.root, "Lang", String("zh_CN")), "7.2-29"),
    "a file without a name": Broken(_form_file, "7.11-1"),
    "a type of one's own": Broken(_rename("H2", "Subhead"), "7.1-5"),
    "a circle of types": Broken(_circle, "7.1-6", also=("7.1-5",)),
    "a standard type mapped away": Broken(_role("P", "H1"), "7.1-7"),
    "no parent": Broken(_without("H2", "/P"), "7.1-12", known=False, also=("7.1-3",)),
    "a first heading of level 2": Broken(_rename("H1", "H2"), "7.4.2-1"),
    "a level passed over": Broken(_rename("H2", "H3"), "7.4.2-1"),
    "H beside H1": Broken(_rename("H2", "H"), "7.4.4-2"),
    "two H": Broken(lambda file: [_rename("H1", "H")(file), _rename("H2", "H")(file)], "7.4.4-1"),
    "a figure without words": Broken(_without("Figure", "/Alt"), "7.3-1"),
    "a figure with empty words": Broken(lambda file: setattr(file.one("Figure"), "Alt", String("")), "7.3-1"),
    "a formula without words": Broken(_without("Formula", "/Alt"), "7.7-1"),
    "a note without a name": Broken(_without("Note", "/ID"), "7.9-1"),
    "two notes of one name": Broken(_twin_note, "7.9-2"),
    "an item outside a list": Broken(_more("LI", "Document"), "7.2-17"),
    "an item's body outside an item": Broken(_more("LBody", "Document"), "7.2-18"),
    "a paragraph in a list": Broken(_more("P", "L"), "7.2-19"),
    "a paragraph in an item": Broken(_rename("LBody", "P"), "7.2-20"),
    "a caption at a list's end": Broken(_more("Caption", "L"), "7.2-40"),
    "an entry outside contents": Broken(_more("TOCI", "Document"), "7.2-26"),
    "a paragraph in contents": Broken(_more("P", "TOC"), "7.2-27"),
    "a caption at the end of contents": Broken(_more("Caption", "TOC"), "7.2-28"),
    "a paragraph in a table": Broken(_more("P", "Table"), "7.2-3", also=("7.2-16",)),
    "a row outside a table": Broken(_more("TR", "Document"), "7.2-4"),
    "a table's head outside it": Broken(_more("THead", "Document"), "7.2-5"),
    "a table's body outside it": Broken(_more("TBody", "Document"), "7.2-6"),
    "a table's foot outside it": Broken(_more("TFoot", "Document"), "7.2-7"),
    "a header cell outside a row": Broken(_more("TH", "Document"), "7.2-8"),
    "a cell outside a row": Broken(_more("TD", "Document"), "7.2-9"),
    "a paragraph in a row": Broken(_more("P", "TR"), "7.2-10"),
    "two heads": Broken(_more("THead", "Table", 1), "7.2-11"),
    "two feet": Broken(
        lambda file: [file.add("TFoot", file.one("Table")) for _ in range(2)], "7.2-12"
    ),
    "a foot without a body": Broken(
        lambda file: [file.one("Table").K.__delitem__(2), file.add("TFoot", file.one("Table"))], "7.2-13", also=("7.2-14", "14.7.4-3")
    ),
    "a head without a body": Broken(lambda file: file.one("Table").K.__delitem__(2), "7.2-14", also=("14.7.4-3",)),
    "cells one over the other": Broken(
        lambda file: [_span("/RowSpan", 2, number=1)(file), _span("/ColSpan", 2, number=2)(file)], "7.2-15", also=("7.2-42", "7.5-1")
    ),
    "a caption amid a table": Broken(lambda file: file.add("Caption", file.one("Table"), 2), "7.2-16", also=("7.2-39",)),
    "a paragraph in a head": Broken(_more("P", "THead"), "7.2-36"),
    "a paragraph in a body": Broken(_more("P", "TBody"), "7.2-37"),
    "a paragraph in a foot": Broken(
        lambda file: file.add("P", file.add("TFoot", file.one("Table"))), "7.2-38"
    ),
    "two captions": Broken(_more("Caption", "Table"), "7.2-39"),
    "a cell beyond the last row": Broken(_span("/RowSpan", 2, number=3), "7.2-41"),
    "a row too wide": Broken(lambda file: file.add("TD", file.one("TR", 1)), "7.2-42", also=("7.5-1",)),
    "a span too wide": Broken(_span("/ColSpan", 2, number=3), "7.2-42"),
    "header cells without scope": Broken(_without_scope, "7.5-1"),
    "a header that is not there": Broken(_unknown_header, "7.5-1"),
    "a remark outside Annot": Broken(_stamp, "7.18.1-1"),
    "a remark without words": Broken(_owned("Annot", "Text"), "7.18.1-2"),
    "a trap network": Broken(_owned("Annot", "TrapNet", Contents=String("Traps")), "7.18.2-1"),
    "a field outside Form": Broken(_field, "7.18.4-1"),
    "a printer's mark with a tag": Broken(_owned("Annot", "PrinterMark", Contents=String("A mark")), "7.18.8-1"),
    "no order of tabs": Broken(lambda file: file.page.__delitem__("/Tabs"), "7.18.3-1"),
    "another order of tabs": Broken(lambda file: setattr(file.page, "Tabs", Name.R), "7.18.3-1"),
    "a link in a span": Broken(_move_link, "7.18.5-1"),
    "a link that names no element": Broken(_annotation(lambda link: link.__delitem__("/StructParent")), "7.18.5-1"),
    "a link without words": Broken(_annotation(lambda link: link.__delitem__("/Contents")), "7.18.5-2", also=("7.18.1-2",)),
    "an element that names no link": Broken(lambda file: file.one("Link").K.__delitem__(1), "14.7.4.3", known=False),
    "an artifact in a paragraph": Broken(lambda file: file.change_lines(_artifact_inside), "7.1-1", said=("7.1-2",)),
    "a paragraph in an artifact": Broken(lambda file: file.change_lines(_paragraph_inside), "7.1-2"),
    "text under no tag": Broken(lambda file: file.replace(b"/Artifact BMC", b"/Artifact BMC EMC /Span BMC"), "7.1-3"),
    "a picture under no tag": Broken(
        lambda file: file.replace(b"/Artifact BMC", b"0 0 5 5 re f /Artifact BMC"), "7.1-3"
    ),
    "an identifier that the parent tree lacks": Broken(
        lambda file: file.root.StructTreeRoot.ParentTree.Nums[1].__delitem__(-1), "7.1-3"
    ),
    "an identifier that the content lacks": Broken(
        lambda file: file.one("P").K.append(99), "14.7.4-1", known=False
    ),
    "an identifier used twice": Broken(
        lambda file: file.replace(b"/Artifact BMC", b"/H1 <</MCID 0>> BDC"), "14.7.4-2", known=False
    ),
    "two trees that disagree": Broken(
        lambda file: file.root.StructTreeRoot.ParentTree.Nums[1].__setitem__(0, file.one("H2")), "14.7.4-3", known=False
    ),
    "an element that is not in the tree": Broken(
        lambda file: file.root.StructTreeRoot.K.K.__delitem__(0), "14.7.4-3", known=False, also=("7.4.2-1",)
    ),
    "a glyph that the face lacks": Broken(_nothing_shown, "7.21.8-1", also=("7.21.7-1",)),
    "a glyph beyond the last": Broken(_glyph_too_far, "7.21.4.1-2", also=("7.21.7-1", "7.21.8-1")),
    "a TrueType font without a map to glyphs": Broken(
        lambda file: setattr(file.font.DescendantFonts[0], "Subtype", Name.CIDFontType2), "7.21.3.2-1"
    ),
    "no ToUnicode": Broken(lambda file: file.font.__delitem__("/ToUnicode"), "7.21.7-1"),
    "a code for no character": Broken(_to_unicode(_unmapped), "7.21.7-2"),
}  # fmt: skip

SAME = {"7.2-43": "7.2-42", "7.5-2": "7.5-1", "7.4.4-3": "7.4.4-2"}
"""What veraPDF tells apart by the words of its message, or for each of two that do not agree."""
NOT_OURS = {"7.2-2", "7.2-21", "7.2-22", "7.2-24", "7.2-33", "7.21.5-1"}
"""Rules that follow from one that is ours (each text whose language is not given), and widths, which take the font program."""


def rules(report: Report) -> set[str]:
    return {place.rule for row in report.rows if row.verdict == "failed" for place in row.places if place.rule}


# --- the file that is good, and the one edit ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The good file, and each broken one."""
    folder = tmp_path_factory.mktemp("tagged")
    made = {"good": tagged_pdf.save(folder / "good.pdf")}
    for number, (name, broken) in enumerate(EDITS.items()):
        made[name] = folder / f"{number}.pdf"
        with pikepdf.open(made["good"]) as pdf:
            broken.edit(Tagged(pdf))
            pdf.save(made[name])
    return made


@pytest.fixture(scope="module")
def judged(files: dict[str, Path]) -> dict[str, set[str]]:
    """The rules that each file breaks by veraPDF."""
    said = validators.verapdf(list(files.values()), "ua1")
    return {name: {SAME.get(rule, rule) for rule in said[path]} for name, path in files.items()}


def test_the_good_file_breaks_no_rule(files: dict[str, Path], judged: dict[str, set[str]]) -> None:
    report = check(files["good"])
    assert rules(report) == set() == judged["good"]
    assert {row.verdict for row in report.rows if row.name.startswith("ua-")} == {"passed", "info"}
    assert validators.syntax_remarks(files["good"]) == []


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_breaks_one_rule(name: str, files: dict[str, Path]) -> None:
    assert rules(check(files[name])) - set(EDITS[name].also) == {EDITS[name].rule}


@pytest.mark.parametrize("name", EDITS)
def test_verapdf_says_no_more(name: str, files: dict[str, Path], judged: dict[str, set[str]]) -> None:
    assert judged[name] - NOT_OURS - set(EDITS[name].said) <= rules(check(files[name]))
    assert (EDITS[name].rule in judged[name]) == EDITS[name].known


def test_every_rule_is_proved_by_a_file() -> None:
    proved = {broken.rule for broken in EDITS.values()}
    below = {"6.3.2-1", "6.3.2-2", "6.1-1", "7.1-11"}
    assert set(RULES) - proved == below


# --- places, and who needs what ----------------------------------------------------------------------------------


def test_a_place_has_the_rule_the_page_and_the_text(files: dict[str, Path]) -> None:
    (place,) = check(files["a paragraph in an item"]).row("ua-lists").places
    assert (place.page, place.rule, place.text) == (1, "7.2-20", "LI: 1春夏 (> P)")
    assert place.shown("en") == (
        "page 1  [ISO 14289-1 7.2, Matterhorn 09-005] LI holds more than Lbl and LBody  LI: 1春夏 (> P)"
    )
    assert "LI 里不只有 Lbl 和 LBody" in place.shown("zh")


def test_a_printer_needs_no_tags(files: dict[str, Path]) -> None:
    row = check(files["a figure without words"], profile="print").row("ua-alternatives")
    assert (row.verdict, len(row.places)) == ("info", 1)


def test_a_file_without_tags_is_not_asked_about_them(tmp_path: Path) -> None:
    report = check(save(tmp_path / "plain.pdf", column("山水")))
    assert {place.rule for place in report.row("ua-file").places} == {"6.2-1", "7.1-11"}
    assert (report.row("ua-lists").verdict, report.row("ua-lists").reason) == ("skipped", "not-tagged")
    assert report.row("ua-fonts").verdict == "passed"


@pytest.mark.parametrize(
    ("flags", "rule"), [(None, "6.3.2-1"), (0, "6.3.2-2"), (6, "6.3.2-2"), (36, "6.3.2-2"), (4, None)]
)
def test_an_archive_asks_for_annotations_that_print(
    flags: int | None, rule: str | None, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERAPDF", "/nowhere")
    path = tmp_path / "a.pdf"
    with pikepdf.open(files["good"]) as pdf:
        link = pdf.pages[0].obj.Annots[0]
        if flags is None:
            del link.F
        else:
            link.F = flags
        pdf.save(path)
    row = check(path, profile="archive").row("archival-annotations")
    assert [place.rule for place in row.places] == ([rule] if rule else [])
    assert row.verdict == ("failed" if rule else "passed")
    assert check(path).row("archival-annotations").verdict == ("info" if rule else "passed")


def test_what_stands_in_nonstruct_stands_in_its_parent(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.open(files["good"]) as pdf:
        file = Tagged(pdf)
        item = file.one("LI")
        between = file.add("NonStruct", item)
        between.K = Array([item.K[1]])
        item.K[1].P = between
        del item.K[1]
        pdf.save(path)
    assert rules(check(path)) == set(validators.verapdf([path], "ua1")[path]) == set()


def test_a_version_that_the_standard_does_not_know(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    data = files["good"].read_bytes()
    path.write_bytes(b"%PDF-2.0" + data[8:])
    assert rules(check(path)) == {"6.1-1"}


def test_verapdf_has_the_last_word_in_an_archive(files: dict[str, Path]) -> None:
    if validators.program("verapdf") is None:
        validators.unavailable("verapdf", "neither VERAPDF nor PATH nor the set-up has it")
    report = check(files["good"], profile="archive")
    assert (report.row("verapdf-ua1").verdict, report.row("verapdf-3a").verdict) == ("passed", "failed")
    assert "ISO 19005-3:2012" in report.row("verapdf-3a").places[0].text
