"""The structure tree of a page: an element is read once, as what it is, in the order of the text (ISO 32000-1, 14.8; PDF/UA-1)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, article_of, heading, options, publish, text

from publisher.model import (
    Article,
    Block,
    Cell,
    Code,
    Definition,
    DefinitionList,
    Figure,
    LanguageRun,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Separator,
    Table,
    Text,
)
from publisher.writers.pdf.tagging.grammar import made_regular
from publisher.writers.pdf.tagging.tree import Content, Node

PLAIN = "从前有一条河，河边住着一位守桥的老人。"


def paragraph(*inlines: object) -> Paragraph:
    return Paragraph(content=tuple(Text(each) if isinstance(each, str) else each for each in inlines))  # type: ignore[misc]


def item(*blocks: Block | str) -> ListItem:
    return ListItem(blocks=tuple(paragraph(each) if isinstance(each, str) else each for each in blocks))


def row(*cells: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell(content=text(each), header=header) for each in cells)


def tree_of(article: Article, folder: Path, **chosen: Any) -> str:
    """The tree of the article's PDF as `Kind(kids)`; an annotation is `@`, content has no sign of its own."""
    target = folder / "tree.pdf"
    publish(article, target, options=options(**chosen))
    with pikepdf.open(target) as pdf:
        return shown(pdf.Root.StructTreeRoot.K[0])


def shown(element: Any) -> str:
    if element.get("/Type") == "/OBJR":
        return "@"
    kids = [shown(kid) for kid in element.get("/K", []) if not isinstance(kid, int) and kid.get("/Type") != "/MCR"]
    name = str(element.S).lstrip("/")
    return f"{name}({' '.join(kids)})" if kids else name


CASES: list[tuple[str, Block, str]] = [
    ("a paragraph", paragraph(PLAIN), "P"),
    ("a heading", heading("上篇"), "H2"),
    ("ruby, the base before its reading", paragraph("姓", Ruby("覃", "qín"), "的人"), "P(Ruby(RB RT))"),
    ("code in a line", paragraph("文件", Code("levels.csv"), "里"), "P(Code)"),
    (
        "a link, with its annotation",
        paragraph("见", Link(href="https://example.org/", content=text("那里"))),
        "P(Link(@))",
    ),
    (
        "a reading in a link, whose annotations are the link's",
        paragraph("见", Link(href="https://example.org/", content=(Ruby("覃", "qín"), Text("姓")))),
        "P(Link(@ Ruby(RB RT) @ @ @))",
    ),
    (
        "a note in a note",
        paragraph("桥", Note((paragraph("石桥", Note((paragraph("三孔"),))),))),
        "P(Reference Note(Lbl Reference Note(Lbl)))",
    ),
    ("a note, read where it is called", paragraph("桥", Note((paragraph("石桥"),)), "上"), "P(Reference Note(Lbl))"),
    ("a quotation", Quote(blocks=(paragraph(PLAIN), paragraph(PLAIN))), "BlockQuote(P P)"),
    ("a list", List(items=(item("甲"), item("乙"))), "L(LI(Lbl LBody) LI(Lbl LBody))"),
    (
        "a list in a list",
        List(items=(item("甲", List(items=(item("子"),))),), ordered=True),
        "L(LI(Lbl LBody(P L(LI(Lbl LBody)))))",
    ),
    (
        "terms and what they mean",
        DefinitionList(items=(Definition(text("水位"), (paragraph("河面的高度"),)),)),
        "L(LI(Lbl LBody))",
    ),
    (
        "a table",
        Table(rows=(row("月", "雨量", header=True), row("六月", "三寸")), head=1, caption=text("雨")),
        "Table(Caption THead(TR(TH TH)) TBody(TR(TD TD)))",
    ),
    ("a table with a row too short", Table(rows=(row("甲", "乙"), row("丙"))), "Table(TBody(TR(TD TD) TR(TD TD)))"),
    ("a picture that is not there", Figure(src="absent.png", alt="桥"), "Div(P)"),
    ("a run in another language", paragraph("叫作", LanguageRun(language="ja", content=text("橋")), "的"), "P(Span)"),
]


@pytest.mark.parametrize(("block", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_block_is_tagged_as_what_it_is(block: Block, expected: str, tmp_path: Path) -> None:
    article = article_of(PLAIN, block)
    assert tree_of(article, tmp_path, theme="base") == f"Document(Art(H1 P {expected}))"


@pytest.mark.parametrize(("block", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_vertical_pages_have_the_same_tree(block: Block, expected: str, tmp_path: Path) -> None:
    article = article_of(PLAIN, block)
    assert tree_of(article, tmp_path, theme="base", vertical=True) == f"Document(Art(H1 P {expected}))"


def test_a_separator_is_drawn_and_not_read(tmp_path: Path) -> None:
    assert tree_of(article_of(PLAIN, Separator(), PLAIN), tmp_path, theme="base") == "Document(Art(H1 P P))"


def test_a_paragraph_that_goes_on_overleaf_is_one(tmp_path: Path) -> None:
    article = article_of(PLAIN * 80)
    assert tree_of(article, tmp_path, theme="base", trim="a5") == "Document(Art(H1 P))"
    with pikepdf.open(tmp_path / "tree.pdf") as pdf:
        assert len(pdf.pages) > 1
        marks = pdf.Root.StructTreeRoot.K[0].K[0].K[1].K
        assert {kid.Pg.objgen for kid in marks if isinstance(kid, pikepdf.Dictionary)} == {
            page.obj.objgen for page in list(pdf.pages)[1:]
        }


def test_a_table_head_that_is_repeated_overleaf_is_read_once(tmp_path: Path) -> None:
    rows = (row("月", "雨量", header=True), *(row(f"第{at}日", PLAIN) for at in range(60)))
    tree = tree_of(article_of(Table(rows=rows, head=1)), tmp_path, theme="base", trim="a5")
    assert tree.count("TH") == 1 + 2  # THead, and its two cells
    with pikepdf.open(tmp_path / "tree.pdf") as pdf:
        heads = pdf.Root.StructTreeRoot.K[0].K[0].K[1].K[0].K[0].K
        assert [len(cell.K) for cell in heads] == [1, 1]


def test_running_heads_and_folios_are_artifacts(tmp_path: Path) -> None:
    publish(article_of(PLAIN * 80), tmp_path / "long.pdf", options=options(theme="base", trim="a5"))
    with pikepdf.open(tmp_path / "long.pdf") as pdf:
        second = [
            (str(operator.operands[0]), str(operator.operands[1].get("/Subtype", "")))
            for operator in pikepdf.parse_content_stream(pdf.pages[1])
            if str(operator.operator) == "BDC" and str(operator.operands[0]) == "/Artifact"
        ]
    assert second == [("/Artifact", "/Header"), ("/Artifact", "/Footer")]


def test_every_mark_is_in_the_tree_or_an_artifact(sample: Any) -> None:
    with pikepdf.open(sample.pdf) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        for page in pdf.pages:
            marks = [
                int(operator.operands[1].MCID)
                for operator in pikepdf.parse_content_stream(page)
                if str(operator.operator) == "BDC" and "/MCID" in operator.operands[1]
            ]
            owners = parents[int(page.obj.StructParents)]
            assert marks
            assert all(owners[mark].get("/Type") == "/StructElem" for mark in marks)


def test_cells_say_what_they_are_over(tmp_path: Path) -> None:
    body = (Cell(content=text("六月"), header=True), Cell(content=text("三寸")))
    table = Table(rows=(row("月", "雨量", header=True), body), head=1)
    publish(article_of(table), tmp_path / "table.pdf", options=options(theme="base"))
    with pikepdf.open(tmp_path / "table.pdf") as pdf:
        head, rows = pdf.Root.StructTreeRoot.K[0].K[0].K[1].K
        assert [str(cell.A.Scope) for cell in head.K[0].K] == ["/Column", "/Column"]
        assert str(rows.K[0].K[0].A.Scope) == "/Row"


def test_notes_are_found_by_their_names(tmp_path: Path) -> None:
    notes = [paragraph("桥", Note((paragraph(f"注{at}"),))) for at in range(12)]
    publish(article_of(*notes), tmp_path / "notes.pdf", options=options(theme="base"))
    with pikepdf.open(tmp_path / "notes.pdf") as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Names
        given = [bytes(names[at]) for at in range(0, len(names), 2)]
        assert len(set(given)) == 12
        assert given == sorted(given)
        assert all(str(names[at].S) == "/Note" for at in range(1, len(names), 2))


def test_what_is_read_in_another_language_says_so(tmp_path: Path) -> None:
    article = article_of(paragraph("叫作", LanguageRun(language="ja", content=text("橋")), "的"))
    publish(article, tmp_path / "run.pdf", options=options(theme="base"))
    with pikepdf.open(tmp_path / "run.pdf") as pdf:
        span = next(kid for kid in pdf.Root.StructTreeRoot.K[0].K[0].K[1].K if isinstance(kid, pikepdf.Dictionary))
        assert (str(span.S), str(span.Lang)) == ("/Span", "ja")


def test_a_picture_says_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes((ROOT / "data" / "samples" / "images" / "levels.png").read_bytes())
    publish(article_of(PLAIN, Figure(src="a.png", alt="图")), tmp_path / "a.pdf", options=options(theme="base"))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        figure = pdf.Root.StructTreeRoot.K[0].K[0].K[2].K[0]
        said = [float(edge) for edge in figure.A.BBox]
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        (picture,) = (each for each in document[0].get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)
        assert list(picture.get_bounds()) == pytest.approx(said, abs=0.1)


# --- the grammar alone -------------------------------------------------------------------------------------------


def node(kind: str, *kids: Node | Content) -> Node:
    return Node(kind, list(kids))


def written(root: Node) -> str:
    kids = [written(kid) if isinstance(kid, Node) else str(kid.mcid) for kid in root.kids if not hasattr(kid, "target")]
    return f"{root.kind}({' '.join(kids)})" if kids else root.kind


ONE, TWO, THREE = (Content(0, mark) for mark in (1, 2, 3))
RULES = [
    ("nothing is left of what holds nothing", node("Document", node("P"), node("P", ONE)), "Document(P(1))"),
    ("a link that leads nowhere is text", node("P", node("Link", ONE), TWO), "P(1 2)"),
    ("an item without a sign", node("L", node("LI", ONE)), "L(LI(LBody(1)))"),
    ("text in a list is an item", node("L", ONE), "L(LI(LBody(1)))"),
    (
        "one term, two meanings",
        node("L", node("Lbl", ONE), node("LBody", TWO), node("LBody", THREE)),
        "L(LI(Lbl(1) LBody(2 3)))",
    ),
    (
        "two terms, one meaning",
        node("L", node("Lbl", ONE), node("Lbl", TWO), node("LBody", THREE)),
        "L(LI(Lbl(1 2) LBody(3)))",
    ),
    (
        "an empty cell keeps its place",
        node("Table", node("TR", node("TD"), node("TD", ONE))),
        "Table(TR(TD TD(1)))",
    ),
]


@pytest.mark.parametrize(("root", "expected"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_the_grammar(root: Node, expected: str) -> None:
    made_regular(root)
    assert written(root) == expected
    made_regular(root)
    assert written(root) == expected


def test_a_link_is_as_high_as_its_characters(tmp_path: Path) -> None:
    """Lines keep to the grid because what stands in them has no height of its own; a link has to be hit all the same."""
    target = tmp_path / "link.pdf"
    shown = Link(href="https://example.org/", content=text("渡口那里"))
    publish(article_of(paragraph("从桥上看", shown, "的船")), target, options=options())
    with pikepdf.open(target) as pdf, pypdfium2.PdfDocument(target) as document:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].obj.Annots[0].Rect)
        assert document[0].get_textpage().get_text_bounded(left, bottom, right, top) == "渡口那里"
        assert top - bottom == pytest.approx(10.5, abs=0.1)
