"""Several PDFs of one set of slices as one: pages, faces, tags, links, outline and labels are those of a single file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
import validators
from conftest import ROOT

from publisher.errors import EngineError
from publisher.fonts import face_of, family
from publisher.themes import load_theme
from publisher.typeset.slices import slice_face
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import Attachment, PageSetting
from publisher.writers.pdf import write_pdf
from publisher.writers.pdf.joining import Gathering, join
from publisher.writers.pdf.joining.page_tree import WIDTH

PICTURE = next(ROOT.glob("data/samples/**/*.png")).read_bytes()
STYLE = """
@page { size: a6; margin: 15mm; @bottom-center { content: counter(page); font-family: song } }
html { font-family: song; font-size: 10pt; line-height: 18pt }
h1, h2 { font-family: hei, song; font-weight: 700; bookmark-label: content(text) }
h1 { bookmark-level: 1 } h2 { bookmark-level: 2 }
.book-part h1 { bookmark-level: 2 } .book-part h2 { bookmark-level: 3 } .book-part > h1 { bookmark-level: 1 }
article { break-before: page } .book-part > h1 { break-before: page } .book-part > h1 + article { break-before: auto }
img { width: 20mm; image-rendering: crisp-edges }
.note { float: footnote }
"""
IMAGE = '<img src="asset:p.png" alt="图"/>'
FRONT = f'<article><h1 id="title">江河志</h1><p>见<a href="place:second">下篇</a>。</p><p>{IMAGE}</p></article>'
UPPER = f"""<section class="book-part" data-part="part-1"><h1>上卷</h1>
<article id="first"><h1>第一篇</h1><h2>源头</h2>
<p>江水一路东流<span class="note">注一</span>，见<a href="#first">篇首</a>。{IMAGE}</p></article></section>"""
# 一 here is the radical U+2F00, which the faces draw with the glyph of the ideograph.
LOWER = """<section class="book-part" data-part="part-1">
<article id="second"><h1>第二篇</h1>
<p>⼀条大河<span class="note">注二</span>，回<a href="place:first">首篇</a>。</p></article></section>
<section class="book-part" data-part="part-2"><h1>下卷</h1><article id="third"><h1>第三篇</h1><p>入海。</p></article></section>"""


def page(body: str) -> str:
    head = '<title>江河志</title><meta name="author" content="张三"/><meta name="dcterms.created" content="2020-01-02T00:00:00Z"/>'
    return f'<html lang="zh-Hans"><head>{head}</head><body>{body}</body></html>'


def slices() -> list[FontSlice]:
    trees = [ElementTree.fromstring(page(each)) for each in (FRONT, UPPER, LOWER)]
    characters = frozenset("0123456789. ").union(*(text for tree in trees for text in tree.itertext()))
    faces = load_theme("press").faces
    return [
        FontSlice(role, weight, slice_face(face_of(family(faces[role]), "zh-Hans", weight), characters, ("zh-Hans",)))
        for role, weight in (("song", 400), ("hei", 700))
    ]


def gathered(bodies: Sequence[str], folder: Path, setting: PageSetting) -> list[Gathering]:
    made: list[Gathering] = []
    for number, body in enumerate(bodies):
        written = write_pdf(
            ElementTree.fromstring(page(body)), STYLE, slices(), {"p.png": (PICTURE, "image/png")}, setting
        )
        assert not written.remarks
        path = folder / f"{number}.pdf"
        path.write_bytes(written.data)
        first = 1 + sum(each.pages for each in made[1:])
        numerals: Any = "decimal" if number else "roman"
        made.append(Gathering(path, written.pages, f"{number}-", written.bookmarks, numerals, first if number else 1))
    return made


class Joined(NamedTuple):
    path: Path
    pages: int
    folder: Path


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Joined:
    folder = tmp_path_factory.mktemp("joined")
    attached = Attachment("a.txt", "江".encode(), "text/plain", "Source", "The source")
    setting = PageSetting(profile="archive", attachments=(attached,))
    pages = join(gathered((FRONT, UPPER, LOWER), folder, setting), slices(), folder / "book.pdf")
    return Joined(folder / "book.pdf", pages, folder)


@pytest.fixture
def book(joined: Joined) -> Any:
    with pikepdf.open(joined.path) as pdf:
        yield pdf


def test_pages_stand_in_order(joined: Joined) -> None:
    assert joined.pages == 4
    texts = [validators.squashed(each) for each in validators.page_texts("pypdfium2", joined.path)]
    assert [text[:5] for text in texts] == ["江河志见下", "上卷第一篇", "第二篇⼀条", "下卷第三篇"]


def test_every_reader_reads_the_same(joined: Joined) -> None:
    for program in ("pdftotext", "mutool", "pypdfium2"):
        text = validators.squashed("".join(validators.page_texts(program, joined.path)))
        assert all(words in text for words in ("江水一路东流", "条大河", "入海。", "注一", "注二")), program
    assert all(share > 0.001 for share in validators.ink("pypdfium2", joined.path, joined.folder))


def test_a_face_is_embedded_once_with_the_glyphs_of_all(book: Any) -> None:
    programs = [
        each for each in book.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == pikepdf.Name.FontDescriptor
    ]  # fmt: skip
    assert sorted(str(each.FontFamily) for each in programs) == ["hei", "song"]
    streams = {each.FontFile3.objgen for each in programs}
    assert len(streams) == len(programs)


def test_a_glyph_means_in_each_file_what_it_meant_there(joined: Joined) -> None:
    with pypdfium2.PdfDocument(joined.path) as document:
        texts = [each.get_textpage().get_text_bounded() for each in document]
    assert "一路" in texts[1] and "⼀条" in texts[2]


def test_a_picture_is_held_once(book: Any) -> None:
    pictures = [
        each for each in book.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image
    ]
    masks = {each.SMask.objgen for each in pictures if "/SMask" in each}
    assert len([each for each in pictures if each.objgen not in masks]) == 1


def shown(element: Any) -> str:
    kids: list[str] = [shown(kid) for kid in element.get("/K", []) if hasattr(kid, "keys") and "/S" in kid]
    return str(element.S)[1:] + (f"({' '.join(kids)})" if kids else "")


def test_one_tree_in_which_a_part_goes_on_and_headings_stand_below_its_title(book: Any) -> None:
    assert shown(book.Root.StructTreeRoot.K[0]) == (
        "Document(Art(H1 P(Link) P(Figure)) "
        "Part(H1 Art(H2 H3 P(Reference Note(Lbl) Link Figure)) Art(H2 P(Reference Note(Lbl) Link))) "
        "Part(H1 Art(H2 P)))"
    )


def test_pages_and_links_find_their_elements(book: Any) -> None:
    parents: Any = pikepdf.NumberTree(book.Root.StructTreeRoot.ParentTree)
    for each in book.pages:
        elements = [element for element in parents[int(each.obj.StructParents)] if element is not None]
        assert elements and all(element.Pg.objgen == each.obj.objgen for element in elements if element.S != "/P")
        for link in each.obj.get("/Annots", ()):
            assert parents[int(link.StructParent)].S == "/Link"


def test_names_in_the_tree_are_told_apart(book: Any) -> None:
    names = pikepdf.NameTree(book.Root.StructTreeRoot.IDTree)
    assert list(names.keys()) == ["1-note-1", "2-note-1", "part-1", "part-2"]
    assert all(str(element.ID) == name for name, element in names.items())


def test_links_lead_to_their_places(book: Any) -> None:
    numbers = {each.obj.objgen: number for number, each in enumerate(book.pages)}
    led = [
        (number, numbers[link.Dest[0].objgen])
        for number, each in enumerate(book.pages)
        for link in each.obj.get("/Annots", ())
    ]
    assert led == [(0, 2), (1, 1), (2, 1)]
    described = [str(link.Contents) for each in book.pages for link in each.obj.get("/Annots", ())]
    assert described == ["2", "1", "1"], "by the numbers of those pages"
    assert b"place:" not in b"".join(
        link.A.unparse() for each in book.pages for link in each.obj.get("/Annots", ()) if "/A" in link
    )


def test_a_link_to_nowhere_is_an_error(tmp_path: Path) -> None:
    gatherings = gathered((FRONT,), tmp_path, PageSetting())
    with pytest.raises(EngineError) as caught:
        join(gatherings, slices(), tmp_path / "book.pdf")
    assert caught.value.code == "book-place-unknown" and "second" in caught.value.message()


def test_one_outline_nested_as_the_bookmarks_say(book: Any) -> None:
    def lines(items: Any) -> list[Any]:
        return [(each.title, lines(each.children)) if each.children else each.title for each in items]

    with book.open_outline() as outline:
        assert lines(outline.root) == ["江河志", ("上卷", [("第一篇", ["源头"]), "第二篇"]), ("下卷", ["第三篇"])]


def test_labels_are_the_folios(joined: Joined) -> None:
    with pypdfium2.PdfDocument(joined.path) as document:
        assert [document.get_page_label(number) for number in range(4)] == ["i", "1", "2", "3"]


def test_what_is_said_of_the_whole_is_what_the_first_says(book: Any) -> None:
    assert str(book.docinfo["/Title"]) == "江河志" and book.Root.Lang == "zh-Hans"
    assert list(book.attachments) == ["a.txt"] and len(book.Root.AF) == 1
    assert len(book.Root.OutputIntents) == 1 and book.Root.MarkInfo.Marked


def test_the_pages_of_a_long_file_are_a_balanced_tree(tmp_path: Path) -> None:
    body = "<article><p>江</p></article>" * (WIDTH + 5)
    join(gathered((body, body), tmp_path, PageSetting()), slices(), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as pdf:
        assert len(pdf.pages) == 2 * (WIDTH + 5) == pdf.Root.Pages.Count
        assert [int(node.Count) for node in pdf.Root.Pages.Kids] == [WIDTH, WIDTH, 10]


def test_the_same_files_make_the_same_bytes(tmp_path: Path, joined: Joined) -> None:
    attached = Attachment("a.txt", "江".encode(), "text/plain", "Source", "The source")
    setting = PageSetting(profile="archive", attachments=(attached,))
    join(gathered((FRONT, UPPER, LOWER), tmp_path, setting), slices(), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == joined.path.read_bytes()


def test_validators_have_nothing_to_say(joined: Joined) -> None:
    assert validators.syntax_remarks(joined.path) == []
    assert validators.verapdf([joined.path], "ua1") == {joined.path: []}
    assert validators.verapdf([joined.path], "3a") == {joined.path: []}
