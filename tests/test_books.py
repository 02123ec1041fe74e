"""Books of many articles: their EPUB, what is left out of them, and the command that binds them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, article_of, text
from lxml import etree
from PIL import Image

from publisher.assets import Assets
from publisher.book import Book, Part
from publisher.books.epub import as_article, book_epub, full_title
from publisher.books.material import Material
from publisher.books.matter import matter_of
from publisher.books.publishing import PublishedBook, Request, book_slug, publish_book
from publisher.commands.book import plan_of
from publisher.config import command_line, resolve_book
from publisher.errors import InputError, OutputError, PublisherError, UsageError
from publisher.model import Article, Byline, Credit, Figure, IndexTerm, Note, Paragraph, Text
from publisher.options import Options, RenderOptions, WriteOptions
from publisher.publication import Publication

TIDE = ROOT / "data" / "samples" / "tide-issue"
NS = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
TYPE = "{http://www.idpf.org/2007/ops}type"
QUICK = WriteOptions(to=("epub",), cover="text", embed_fonts="none")


class Opened:
    """An EPUB of a book, its documents as trees."""

    def __init__(self, data: Path | bytes) -> None:
        import io

        self.zip = zipfile.ZipFile(data if isinstance(data, Path) else io.BytesIO(data))

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(f"EPUB/{name}"))

    @property
    def spine(self) -> list[str]:
        package = self.tree("content.opf")
        files = {str(item.get("id")): str(item.get("href")) for item in package.iterfind(".//o:item", NS)}
        return [files[str(each.get("idref"))] for each in package.iterfind(".//o:itemref", NS)]

    def links(self) -> Iterator[tuple[str, str]]:
        """Each document with the places its links lead to in the book."""
        for name in [*self.spine]:
            for link in self.tree(name).iterfind(".//h:a[@href]", NS):
                href = str(link.get("href"))
                if not re.match("[a-z]+:", href):
                    yield name, href if not href.startswith("#") else name + href

    def broken(self) -> list[tuple[str, str]]:
        ids = {name: set(self.tree(name).xpath("//@id")) for name in self.spine}
        return [
            (name, href)
            for name, href in self.links()
            if (file := href.partition("#")[0]) not in ids or (href.partition("#")[2] or None) not in {None, *ids[file]}
        ]

    def texts(self, name: str, path: str) -> list[str]:
        return ["".join(str(piece) for piece in each.itertext()) for each in self.tree(name).iterfind(path, NS)]


def published(*sources: Path | str, target: Path, **words: object) -> PublishedBook:
    """What the command makes of sources, by the words of the command line."""
    given = command_line({"to": "epub", "cover": "text", "embed-fonts": "none", **words})
    plan = plan_of([str(each) for each in sources])
    options = resolve_book(plan.folder, given, plan.options).options
    return publish_book(Request(plan, given, options, target), engine=lambda: None)[0]


def made(book: Book, options: Options | None = None, assets: Assets | None = None) -> Opened:
    chosen = options or Options(write=QUICK)
    material = Material(book, matter_of(book), chosen, lambda _: assets or Assets({}, ()))
    return Opened(book_epub(material).data)


@pytest.fixture(scope="module")
def tide(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    result = published(TIDE, target=tmp_path_factory.mktemp("tide"))
    assert (result.left_out, result.error) == ((), None)
    assert result.outputs[0][0].name == "潮声-总第12期.epub"
    return Opened(result.outputs[0][0])


# --- the EPUB ------------------------------------------------------------------------------------------------------


def test_documents_stand_in_the_order_of_the_book(tide: Opened) -> None:
    assert tide.spine == [
        "title.xhtml", "nav.xhtml", "a0001.xhtml", "p01.xhtml", "a0002.xhtml", "a0003.xhtml", "p02.xhtml", "a0004.xhtml",
        "a0005.xhtml", "figures.xhtml", "index-person.xhtml", "index-place.xhtml", "index-topic.xhtml", "colophon.xhtml",
    ]  # fmt: skip


def test_navigation_follows_the_parts(tide: Opened) -> None:
    toc = tide.tree("nav.xhtml").find(".//h:nav/h:ol", NS)
    assert toc is not None
    shown = [(str(each.get("href")), len(list(each.iterancestors("{*}ol")))) for each in toc.iterfind(".//h:a", NS)]
    assert shown[:6] == [
        ("a0001.xhtml", 1), ("p01.xhtml", 1), ("a0002.xhtml", 2), ("a0003.xhtml", 2), ("p02.xhtml", 1), ("a0004.xhtml", 2),
    ]  # fmt: skip
    assert tide.texts("nav.xhtml", ".//h:nav/h:ol//h:a")[2] == "老码头的潮位尺\u3000许闻笛"
    landmarks = [each.get(TYPE) for each in tide.tree("nav.xhtml").iterfind(".//h:nav[2]//h:a", NS)]
    assert landmarks == ["titlepage", "toc", "bodymatter", "loi", "index", "colophon"]


def test_every_link_leads_somewhere(tide: Opened) -> None:
    assert len(list(tide.links())) > 30
    assert tide.broken() == []


def test_an_index_leads_to_the_places_of_its_terms(tide: Opened) -> None:
    groups = [
        (group.findtext("h:h2", namespaces=NS), [str(each.get("href")) for each in group.iterfind(".//h:a", NS)])
        for group in tide.tree("index-person.xhtml").iterfind(".//h:section[@class='index-group']", NS)
    ]
    assert [letter for letter, _ in groups] == ["J", "L", "S", "Z"]
    assert groups[3][1] == ["a0002.xhtml#a2-t3", "a0004.xhtml#a4-t3"]
    marked = tide.tree("a0002.xhtml").xpath("//*[@id='a2-t3']")
    assert "".join(marked[0].itertext()) == "曾慕舟"


def test_notes_are_numbered_anew_in_each_article_and_stand_at_its_end() -> None:
    note = Note(blocks=(Paragraph(content=text("注。")),))
    articles = tuple(article_of(Paragraph(content=(Text("文"), note)), headline=name) for name in ("甲", "乙"))
    book = made(Book(title="书", parts=(Part(articles=articles),)))
    for number in (1, 2):
        tree = book.tree(f"a000{number}.xhtml")
        assert tree.xpath("//@id")[:3] == [f"a{number}", f"a{number}-r1", "endnotes"]
        assert [each.get("id") for each in tree.iterfind(".//h:aside", NS)] == [f"a{number}-n1"]
    assert book.broken() == []


def test_a_long_article_is_divided_and_its_chapters_are_in_the_navigation() -> None:
    from publisher.model import Heading

    long = tuple(
        block
        for at in range(4)
        for block in (Heading(content=text(f"第{at}节")), Paragraph(content=text("水流过桥下。" * 7000)))
    )
    book = made(Book(title="书", parts=(Part(articles=(article_of(*long), article_of("短。"))),)))
    assert [name for name in book.spine if name.startswith("a")] == [
        "a0001.xhtml", "a0001-2.xhtml", "a0001-3.xhtml", "a0001-4.xhtml", "a0002.xhtml",
    ]  # fmt: skip
    hrefs = [href for name, href in book.links() if name == "nav.xhtml"]
    assert "a0001-2.xhtml#a1-h2" in hrefs
    assert book.broken() == []


def test_each_article_has_its_own_language(tide: Opened) -> None:
    assert tide.tree("a0005.xhtml").get("lang") == "ja"
    assert tide.tree("a0004.xhtml").get("lang") == "zh-Hans"


def test_pictures_of_one_name_are_told_apart_and_one_picture_is_there_once(tmp_path: Path) -> None:
    for name, colour in (("a", "red"), ("b", "blue"), ("c", "red")):
        (tmp_path / name).mkdir()
        Image.new("RGB", (80, 60), colour).save(tmp_path / name / "bridge.png")
        (tmp_path / name / "x.md").write_text(f"# {name}桥\n\n正文在此。\n\n![桥](bridge.png)\n", "utf-8")
    book = Opened(published(tmp_path, target=tmp_path / "out").outputs[0][0])
    sources = [str(book.tree(f"a000{at}.xhtml").find(".//h:img", NS).get("src")) for at in (1, 2, 3)]  # type: ignore[union-attr]
    assert sources == ["images/i0001.png", "images/i0002.png", "images/i0001.png"]


def test_a_face_has_one_slice_for_the_whole_book() -> None:
    articles = tuple(article_of(each * 3, headline=each) for each in "甲乙丙")
    options = Options(write=WriteOptions(to=("epub",), cover="text"), render=RenderOptions(theme="base"))
    book = made(Book(title="书", parts=(Part(articles=articles),)), options)
    fonts = [name for name in book.zip.namelist() if "/fonts/" in name]
    assert fonts
    faces = re.findall(r"font-family: *\"?(\w+)\"?;[^}]*font-weight: *(\d+)", book.zip.read("EPUB/style.css").decode())
    assert len(fonts) == len(set(fonts)) <= max(len(set(faces)), 1) + 1


def test_a_vertical_book_turns_its_pages_from_right_to_left(tmp_path: Path) -> None:
    book = Opened(published(TIDE, target=tmp_path, **{"writing-mode": "vertical"}).outputs[0][0])
    spine = book.tree("content.opf").find("o:spine", NS)
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert book.tree("index-person.xhtml").get("class") == "vertical"
    assert book.broken() == []


def test_ace_finds_nothing_against_a_book_of_many_articles(tmp_path: Path) -> None:
    from validators import ace

    books = [
        published(TIDE, target=tmp_path / mode, **{"writing-mode": mode}).outputs[0][0]
        for mode in ("horizontal", "vertical")
    ]
    assert ace(books, tmp_path / "reports") == [[], []]


def test_the_same_book_has_the_same_bytes(tmp_path: Path) -> None:
    one, two = (published(TIDE, target=tmp_path / name).outputs[0] for name in ("a", "b"))
    assert one[1] == two[1]


def test_a_book_without_index_figures_and_parts_has_none_of_their_pages() -> None:
    term = IndexTerm(text("甲"))
    book = made(Book(title="书", parts=(Part(articles=(article_of(Paragraph(content=(term,))),)),), figures=False))
    assert book.spine == ["title.xhtml", "nav.xhtml", "a0001.xhtml", "colophon.xhtml"]


def test_parts_within_parts_have_title_pages_and_levels() -> None:
    inner = Part(text("上"), (article_of("甲。", headline="甲"),))
    outer = Part(text("卷一"), (), (inner, Part(text("下"), (article_of("乙。", headline="乙"),))))
    book = made(Book(title="书", parts=(outer,)))
    assert book.spine[2:7] == ["p01.xhtml", "p02.xhtml", "a0001.xhtml", "p03.xhtml", "a0002.xhtml"]
    assert book.texts("nav.xhtml", ".//h:nav/h:ol/h:li/h:ol/h:li/h:ol//h:a") == ["甲", "乙"]


# --- what catalogues are told --------------------------------------------------------------------------------------


def test_an_issue_is_known_by_its_number_and_belongs_to_its_periodical(tide: Opened) -> None:
    package = etree.tostring(tide.tree("content.opf"), encoding="unicode")
    assert [each.text for each in tide.tree("content.opf").iterfind(".//d:title", NS)] == ["潮声 总第12期", "北港专号"]
    assert '<meta property="belongs-to-collection" id="series">潮声</meta>' in package
    assert '<meta property="group-position" refines="#series">12</meta>' in package or "12</meta>" in package
    assert [each.text for each in tide.tree("content.opf").iterfind(".//d:creator", NS)] == ["沈望潮"]
    assert [each.text for each in tide.tree("content.opf").iterfind(".//d:contributor", NS)] == [
        "许闻笛",
        "江一舟",
        "陆星河",
        "岬千帆",
    ]
    assert package.count("urn:uuid:") >= 1


def test_authors_of_articles_are_contributors_unless_they_are_too_many() -> None:
    def book(count: int, **fields: object) -> Article:
        articles = tuple(article_of("文。", bylines=(Byline(f"作者{at}"),)) for at in range(count))
        return as_article(Book(title="书", parts=(Part(articles=articles),), **fields))  # type: ignore[arg-type]

    def credited(article: Article) -> list[str]:
        return [person.name for block in article.blocks if isinstance(block, Credit) for person in block.people]

    assert [each.name for each in book(2).bylines] == ["作者0", "作者1"]
    assert credited(book(2)) == []
    editor = (Byline("编者", "editor"),)
    assert credited(book(2, bylines=editor)) == ["作者0", "作者1"]
    assert credited(book(31, bylines=editor)) == []


@pytest.mark.parametrize(
    ("book", "slug"),
    [
        (Book(title="潮声", kind="issue", number="总第12期"), "潮声-总第12期"),
        (Book(title="潮声", kind="issue", date="2024-03"), "潮声-2024-03"),
        (Book(title="潮声", number="12", date="2024-03"), "潮声"),
    ],
)
def test_files_are_called_by_title_and_number_or_date(book: Book, slug: str) -> None:
    assert book_slug(book) == slug
    assert full_title(book).startswith("潮声")


def test_the_publication_of_the_book_is_its_own() -> None:
    book = Book(title="书", publication=Publication(identifier="urn:isbn:9787020002207", publisher="社"))
    assert as_article(book).publication == book.publication


# --- one bad article -----------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with two good articles, one that is no text, and one that is empty."""
    (tmp_path / "1.txt").write_text("甲题\n\n甲文第一段，不长不短的一段文字。\n", "utf-8")
    (tmp_path / "2.txt").write_bytes(b"")
    (tmp_path / "3.json").write_text("{", "utf-8")
    (tmp_path / "4.txt").write_text("乙题\n\n乙文第一段，不长不短的一段文字。\n", "utf-8")
    return tmp_path


def test_what_cannot_be_read_is_left_out_and_told(mixed: Path) -> None:
    result = published(mixed, target=mixed / "out")
    assert [(each.file, type(each.error)) for each in result.left_out] == [
        ("2.txt", InputError),
        ("3.json", InputError),
    ]
    assert [name for name in Opened(result.outputs[0][0]).spine if name[0] == "a"] == ["a0001.xhtml", "a0002.xhtml"]


def test_strict_stops_at_it(mixed: Path) -> None:
    with pytest.raises(InputError) as found:
        published(mixed, target=mixed / "out", strict=True)
    assert found.value.file == str(mixed / "2.txt")
    assert not (mixed / "out").exists() or not list((mixed / "out").iterdir())


def test_a_book_of_nothing_is_none(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_bytes(b"\n")
    for folder in (tmp_path, TIDE / "none"):
        with pytest.raises(PublisherError) as found:
            published(folder, target=tmp_path)
        assert found.value.code in ("book-empty", "source-missing")


def test_twins_are_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("题目\n\n同样的文字，一段而已，不长。\n", "utf-8")
    result = published(tmp_path, target=tmp_path / "out")
    assert [
        (each.file, each.diagnostic.values) for each in result.remarks if each.diagnostic.code == "book-article-twice"
    ] == [("b.txt", {"other": "a.txt"})]


def test_a_book_has_one_look_and_articles_their_own_rules(tmp_path: Path) -> None:
    look = '---\ntitle: 甲\npublisher:\n  theme: gazette\n  transforms: {paired-quotes: false}\n---\n他说"好"。\n'
    (tmp_path / "a.md").write_text(look, "utf-8")
    (tmp_path / "b.md").write_text('---\ntitle: 乙\n---\n他说"好"。\n', "utf-8")
    (tmp_path / "BOOK.toml").write_text('title = "书"\nfiles = ["*.md"]\n[options]\ntheme = "book"\n', "utf-8")
    result = published(tmp_path, target=tmp_path / "out")
    said = [
        (each.file, each.diagnostic.values)
        for each in result.remarks
        if each.diagnostic.code == "book-options-of-article"
    ]
    assert said == [("a.md", {"keys": "theme"})]
    book = Opened(result.outputs[0][0])
    assert [book.texts(f"a000{at}.xhtml", ".//h:div//h:p") for at in (1, 2)] == [['他说"好"。'], ["他说“好”。"]]


def test_web_pages_are_no_books_and_files_that_are_there_may_stay(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as found:
        published(TIDE, target=tmp_path, to="html")
    assert found.value.code == "book-kind"
    published(TIDE, target=tmp_path)
    with pytest.raises(OutputError) as kept:
        published(TIDE, target=tmp_path, **{"no-clobber": True})
    assert kept.value.code == "exists"


# --- the command ---------------------------------------------------------------------------------------------------


def run(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "publisher", "book", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": ""}
    )


def test_the_command_binds_what_can_be_read_and_says_what_not(mixed: Path) -> None:
    done = run(".", "-q", "--to", "epub", "--cover", "text", "--json", "-o", "out/", folder=mixed)
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert [each["file"] for each in said["left_out"]] == ["2.txt", "3.json"]
    assert len(said["outputs"]) == 1
    assert (mixed / said["outputs"][0]["path"]).is_file()


def test_a_novel_is_bound_of_the_files_of_its_chapters(tmp_path: Path) -> None:
    for at, name in enumerate(("第一章", "第二章", "第十章")):
        (tmp_path / f"{name}.txt").write_text(f"{name}　出海{at}\n\n船开了，水声渐渐远了，没有人说话。\n", "utf-8")
    chapters = ("第一章.txt", "第二章.txt", "第十章.txt")
    done = run(*chapters, "--to", "epub", "--cover", "text", "-o", "novel.epub", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    book = Opened(tmp_path / "novel.epub")
    assert [each.replace("\u3000", " ") for each in book.texts("nav.xhtml", ".//h:nav/h:ol/h:li/h:a")[:3]] == [
        "第一章 出海0", "第二章 出海1", "第十章 出海2",
    ]  # fmt: skip


def test_a_file_to_edit_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("题目\n\n正文一段，不长不短。\n", "utf-8")
    assert run("--init", ".", folder=tmp_path).returncode == 0
    assert run("--init", ".", folder=tmp_path).returncode == OutputError.status
    assert run(".", "--to", "epub", "--cover", "none", "-q", folder=tmp_path).returncode == 0


def test_figures_are_listed_with_where_they_are() -> None:
    from publisher.assets import Asset

    shown = Figure(src="a.png", caption=text("一座桥。"))
    picture = Asset("i0001.png", (TIDE / "shore" / "gauge.png").read_bytes(), "image/png", 1200, 640)
    book = made(Book(title="书", parts=(Part(articles=(article_of(shown),)),)), assets=Assets({"a.png": picture}, ()))
    link = book.tree("figures.xhtml").find(".//h:a", NS)
    assert link is not None
    assert (link.text, link.get("href")) == ("一座桥。", "a0001.xhtml#a1-f1")
    assert book.broken() == []
