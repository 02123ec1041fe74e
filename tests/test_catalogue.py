"""Catalogues: OPDS 1.2 and 2.0 of a folder of books, held to their schemas and walked by a reading system's own client."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote
from urllib.request import urlopen

import pytest
from conftest import ROOT, article_of, options, publish_all
from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from lxml import etree
from PIL import Image
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7
from shelf_of_books import epub, picture, series, served, stated
from validators import javascript, relaxng, unavailable

from publisher.__main__ import main
from publisher.catalogue import Asked, write_catalogue
from publisher.catalogue.postings import MOST_BOOKS, shard_count, shard_of
from publisher.catalogue.terms import terms
from publisher.errors import InputError, OutputError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCHEMAS = ROOT / "tests" / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
ACQUISITION = "http://opds-spec.org/acquisition"
PAGE = 10
ASKED = Asked("栈桥文库", page_size=PAGE)
BOOKS = 34


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of books in folders, with covers, in other formats, of all kinds of dates; catalogued."""
    place = tmp_path_factory.mktemp("archive")
    for number in range(BOOKS - 2):
        about = stated(
            date=(f"2024-03-{number + 1:02}" if number < 20 else "2023" if number < 25 else ""),
            people=["沈听雨"] if number % 2 else ["林小满", "Ann Lee"],
            subjects=["水利"] if number % 3 else ["水利", "人物 & 事"],
            more=series("江上", str(number)) if number > 29 else "",
        )
        path = place / ("一年" if number % 2 else "b c") / f"第{number}篇 #{number}.epub"
        epub(
            path,
            f"第 {number} 篇",
            stated=about,
            cover=picture() if number % 4 == 0 else None,
            identifier=f"urn:x-test:{number}",
        )
        if number == 3:
            path.with_suffix(".pdf").write_bytes(b"%PDF-1.7\n")
    # And two of our own making.
    article = article_of("渡船开了。", headline="渡船", date="2025-01-02")
    publish_all(article, [place / "own.epub", place / "own.html"], options(), worker=None)
    publish_all(article_of("桥上。", headline="桥"), [place / "bridge.epub"], options(cover="none"), worker=None)
    assert write_catalogue(place, ASKED).books == BOOKS
    return place


def feeds(place: Path, kind: str) -> list[Path]:
    return [place / f"opds.{kind}", *sorted((place / "catalogue" / "opds").glob(f"*.{kind}"))]


# --- schemas ------------------------------------------------------------------------------------------------------


def test_feeds_are_valid_under_the_schema_of_opds_1_2(archive: Path) -> None:
    assert relaxng(SCHEMAS / "opds-1.2" / "opds.rnc", feeds(archive, "atom")) == []


def test_that_schema_finds_faults(archive: Path, tmp_path: Path) -> None:
    good = (archive / "opds.atom").read_text("utf-8")
    for number, (old, new) in enumerate(
        [("<id>", "<ID>"), ('href="catalogue', 'href="cata logue'), ("T00:00:00Z<", "<")]
    ):
        assert old in good
        (tmp_path / f"{number}.atom").write_text(good.replace(old, new), "utf-8")
        assert relaxng(SCHEMAS / "opds-1.2" / "opds.rnc", [tmp_path / f"{number}.atom"])


def opds_2() -> Draft7Validator:
    """The validator of feeds of OPDS 2.0, with the formats it knows."""
    found: list[tuple[str, Resource[Any]]] = []
    for path in sorted(SCHEMAS.glob("*/*.json")):
        # Python writes named groups in another way.
        schema = json.loads(re.sub(r"\(\?<(\w+)>", r"(?P<\1>", path.read_text("utf-8")))
        name = schema.get("$id") or schema["id"]
        for scheme in ("http:", "https:"):
            found.append((f"{scheme}{name.partition(':')[2]}", DRAFT7.create_resource(schema)))
        if path.name == "properties.schema.json" and "opds" in name:
            found.append(("https://drafts.opds.io/schema/properties.schema.json", DRAFT7.create_resource(schema)))
    registry: Registry[Any] = Registry().with_resources(found)
    feed = json.loads((SCHEMAS / "opds-2.0" / "feed.schema.json").read_text("utf-8"))
    return Draft7Validator(feed, registry=registry, format_checker=Draft7Validator.FORMAT_CHECKER)


def test_feeds_are_valid_under_the_schema_of_opds_2_0(archive: Path) -> None:
    validator = opds_2()
    for path in feeds(archive, "json"):
        assert [fault.message for fault in validator.iter_errors(json.loads(path.read_bytes()))] == [], path


def test_that_schema_finds_faults_too(archive: Path) -> None:
    validator = opds_2()
    feed = json.loads((archive / "catalogue" / "opds" / "all-1.json").read_bytes())
    feed["publications"][0]["metadata"]["language"] = "no language"
    feed["publications"][1]["links"] = []
    feed["metadata"]["currentPage"] = 0
    assert len(list(validator.iter_errors(feed))) == 3


# --- walking ------------------------------------------------------------------------------------------------------


class Walked(NamedTuple):
    """What a client found: the books of each shelf by its address, in order, and every address it was given with its type."""

    shelves: dict[str, list[str]]
    links: dict[str, str]


CLIENT = """async (root) => {
  const { getFeed } = await import(root.replace(/[^/]*$/, '') + 'client/opds.js');
  const parser = new DOMParser(), shelves = {}, links = {}, waiting = [[root, root]], seen = new Set();
  while (waiting.length) {
    const [address, shelf] = waiting.shift();
    if (seen.has(address)) continue;
    seen.add(address);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address + ' ' + answer.status);
    const feed = getFeed(parser.parseFromString(await answer.text(), 'application/xml'));
    const whole = (link) => new URL(link.href, address).href;
    for (const link of feed.links) links[whole(link)] = link.type;
    for (const link of feed.navigation ?? []) { links[whole(link)] = link.type; waiting.push([whole(link), whole(link)]); }
    for (const one of feed.publications ?? []) {
      (shelves[shelf] ??= []).push(one.metadata.identifier);
      for (const link of [...one.links, ...one.images]) links[whole(link)] = link.type;
    }
    for (const link of feed.links) if (link.rel?.includes('next')) waiting.push([whole(link), shelf]);
  }
  return { shelves, links };
}"""


@pytest.fixture(scope="module")
def walked(archive: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """All that the OPDS client of foliate-js (Foliate, Readest) finds from the root on."""
    modules, _ = javascript("foliate-js")
    client = (modules / "foliate-js" / "opds.js").read_text("utf-8")
    with served(archive) as address:
        page = browser.new_page()
        page.route("**/client/opds.js", lambda route: route.fulfill(body=client, content_type="text/javascript"))
        page.goto(f"{address}opds.json")
        found = page.evaluate(CLIENT, f"{address}opds.atom")
        page.close()
        for link, declared in found["links"].items():
            with urlopen(link) as answer:
                assert answer.headers.get_content_type() == declared.split(";")[0], link
    shelves = {link.removeprefix(address): books for link, books in found["shelves"].items()}
    return Walked(shelves, {link.removeprefix(address): kind for link, kind in found["links"].items()})


def test_a_client_finds_every_book_once(walked: Walked) -> None:
    every = walked.shelves["catalogue/opds/all-1.atom"]
    assert len(every) == len(set(every)) == BOOKS
    assert walked.shelves["catalogue/opds/new-1.atom"] == every[:PAGE]
    by_kind = {
        kind: [book for shelf, books in walked.shelves.items() if f"/{kind}-" in shelf for book in books]
        for kind in ("month", "year", "section", "series", "author")
    }
    # A year of one month is a shelf itself; others are menus.
    assert sorted(by_kind["month"] + by_kind["year"]) == sorted(every)
    assert set(by_kind["section"]) == set(every) - {book for book in every if not book.startswith("urn:x-test:")}
    assert len(by_kind["author"]) == 16 + 2 * 16
    assert len(by_kind["series"]) == 2


def test_shelves_begin_with_the_newest(archive: Path, walked: Walked) -> None:
    every = walked.shelves["catalogue/opds/all-1.atom"]
    dated = [f"urn:x-test:{number}" for number in range(19, -1, -1)]
    assert every[1:21] == dated


def test_every_file_of_the_folder_is_linked_to(archive: Path, walked: Walked) -> None:
    linked = {unquote(link) for link in walked.links}
    there = {path.relative_to(archive).as_posix() for path in archive.rglob("*") if path.is_file()}
    of_books = {name for name in there if name.endswith((".epub", ".pdf", "own.html", ".jpg"))}
    assert of_books <= linked
    assert {name for name in there if name.endswith(".atom")} <= linked


def test_the_second_version_leads_to_the_same(archive: Path, walked: Walked) -> None:
    """By the OPDS library of Readium, which Thorium is made with."""
    modules, node = javascript("r2-opds-js")
    if not (modules / "r2-opds-js").is_dir():
        unavailable("r2-opds-js", "the set-up has not fetched it")
    with served(archive) as address:
        program = ROOT / "tests" / "js" / "walk_opds.cjs"
        done = subprocess.run(
            [str(node), str(program), f"{address}opds.json"],
            capture_output=True, text=True, timeout=120, env={**os.environ, "NODE_PATH": str(modules)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        *remarks, told = done.stdout.splitlines()
        assert set(remarks) <= {"OPDSPublication.Image[s] is not set!"}, "it misses covers, which a book need not have"
        found = json.loads(told)
        for link, declared in found["links"].items():
            with urlopen(link) as answer:
                # No server knows the type of OPDS 2.0 by a file's name; clients go by what is in it.
                expected = "application/json" if declared == "application/opds+json" else declared
                assert answer.headers.get_content_type() == expected, link
    shelves = {link.removeprefix(address).replace(".json", ".atom"): books for link, books in found["shelves"].items()}
    assert shelves == walked.shelves


def test_pages_are_counted_and_linked(archive: Path) -> None:
    pages = [
        json.loads((archive / "catalogue" / "opds" / f"all-{number}.json").read_bytes()) for number in (1, 2, 3, 4)
    ]
    assert [len(page["publications"]) for page in pages] == [10, 10, 10, 4]
    assert {key: pages[1]["metadata"][key] for key in ("numberOfItems", "itemsPerPage", "currentPage")} == {
        "numberOfItems": BOOKS, "itemsPerPage": PAGE, "currentPage": 2,
    }  # fmt: skip
    rels = [{link["rel"]: link["href"] for link in page["links"]} for page in pages]
    assert (rels[1]["first"], rels[1]["previous"], rels[1]["next"], rels[1]["last"]) == (
        "../../catalogue/opds/all-1.json", "../../catalogue/opds/all-1.json", "../../catalogue/opds/all-3.json",
        "../../catalogue/opds/all-4.json",
    )  # fmt: skip
    assert "previous" not in rels[0] and "next" not in rels[3]
    atom = etree.fromstring((archive / "catalogue" / "opds" / "all-2.atom").read_bytes())
    of_atom = {link.get("rel") for link in atom.iterfind(f"{ATOM}link")}
    assert {"self", "start", "up", "first", "previous", "next", "last"} <= of_atom


def test_no_feed_links_to_a_search(archive: Path) -> None:
    for path in (*feeds(archive, "atom"), *feeds(archive, "json")):
        assert 'rel="search"' not in path.read_text("utf-8") and '"rel":"search"' not in path.read_text("utf-8")


def test_an_entry_says_what_its_book_says(archive: Path) -> None:
    month = etree.fromstring((archive / "catalogue" / "opds" / "all-1.atom").read_bytes())
    entry = next(each for each in month.iterfind(f"{ATOM}entry") if each.findtext(f"{ATOM}id") == "urn:x-test:18")
    assert entry.findtext(f"{ATOM}title") == "第 18 篇"
    assert [name.text for name in entry.iterfind(f"{ATOM}author/{ATOM}name")] == ["林小满", "Ann Lee"]
    assert [each.get("term") for each in entry.iterfind(f"{ATOM}category")] == ["水利", "人物 & 事"]
    assert entry.findtext("{http://purl.org/dc/terms/}issued") == "2024-03-19"
    assert entry.findtext(f"{ATOM}updated") == "2024-03-19T00:00:00Z"


def test_formats_covers_and_pages_are_links_of_their_kinds(archive: Path) -> None:
    every = {
        entry.findtext(f"{ATOM}id"): [(link.get("rel"), link.get("type")) for link in entry.iterfind(f"{ATOM}link")]
        for path in feeds(archive, "atom")
        for entry in etree.fromstring(path.read_bytes()).iterfind(f"{ATOM}entry")
    }
    assert every["urn:x-test:3"] == [(ACQUISITION, "application/epub+zip"), (ACQUISITION, "application/pdf")]
    assert every["urn:x-test:4"] == [
        (ACQUISITION, "application/epub+zip"),
        ("http://opds-spec.org/image", "image/jpeg"),
        ("http://opds-spec.org/image/thumbnail", "image/jpeg"),
    ]


# --- runs ---------------------------------------------------------------------------------------------------------


def contents(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()
    }


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    epub(tmp_path / "a.epub", cover=picture())
    first = write_catalogue(tmp_path, ASKED)
    before = contents(tmp_path)
    again = write_catalogue(tmp_path, ASKED)
    assert (first.written, again.written, again.removed) == (first.files, 0, 0)
    assert contents(tmp_path) == before


def test_the_same_books_give_the_same_bytes_in_whatever_order_they_came(tmp_path: Path) -> None:
    for place, order in (("one", (1, 2, 3)), ("two", (3, 1, 2))):
        for number in order:
            epub(tmp_path / place / f"{number}.epub", f"篇 {number}", stated=stated(people=["甲", "乙"]))
        write_catalogue(tmp_path / place, ASKED)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_is_no_longer_needed_goes_and_nothing_else(tmp_path: Path) -> None:
    for number in range(25):
        epub(
            tmp_path / f"{number:02}.epub",
            f"篇 {number}",
            stated=stated(people=[f"作者{number}"]),
            cover=picture((20 + number, 40)),
        )
    write_catalogue(tmp_path, ASKED)
    (tmp_path / "catalogue" / "mine.txt").write_text("mine")
    (tmp_path / "notes.html").write_text("mine")
    for number in range(1, 25):
        (tmp_path / f"{number:02}.epub").unlink()
    made = write_catalogue(tmp_path, ASKED)
    assert made.books == 1
    assert made.removed > 100
    names = set(contents(tmp_path))
    assert {"catalogue/mine.txt", "notes.html", "00.epub"} <= names
    assert len([name for name in names if name.startswith("catalogue/covers/")]) == 2
    assert not [name for name in names if re.search(r"/(all|authors)-[23]\.", name)]


@pytest.mark.parametrize("name", ["index.html", "opds.atom", "catalogue/page.html"])
def test_a_file_of_somebody_elses_is_not_written_over(tmp_path: Path, name: str) -> None:
    epub(tmp_path / "a.epub")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(OutputError) as refused:
        write_catalogue(tmp_path, ASKED)
    assert refused.value.code == "catalogue-foreign"
    assert contents(tmp_path) == before


def test_a_run_that_was_broken_off_leaves_no_strays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    epub(tmp_path / "a.epub", cover=picture())
    with monkeypatch.context() as broken:
        broken.setattr("publisher.catalogue.web.write_web", _killed)
        with pytest.raises(KeyboardInterrupt):
            write_catalogue(tmp_path, ASKED)
    (tmp_path / "catalogue" / "opds" / "author-0-1.atom").write_text("of the run before")
    write_catalogue(tmp_path, ASKED)
    whole = contents(tmp_path)
    assert "catalogue/opds/author-0-1.atom" not in whole
    assert json.loads(whole["catalogue/files.json"])["finished"]


def _killed(*_given: object) -> None:
    raise KeyboardInterrupt


# --- bad input ----------------------------------------------------------------------------------------------------


def test_a_book_that_cannot_be_read_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    epub(tmp_path / "good.epub", "好书")
    whole = epub(tmp_path / "cut.epub").read_bytes()
    (tmp_path / "cut.epub").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.epub").write_text("no zip")
    (tmp_path / "empty.epub").touch()
    with zipfile.ZipFile(tmp_path / "bare.epub", "w") as bare:
        bare.writestr("mimetype", "application/epub+zip")
    with zipfile.ZipFile(tmp_path / "bomb.epub", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("META-INF/container.xml", b" " * 40_000_000)
    assert main(["catalog", str(tmp_path), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["books"] == 1
    assert sorted(each["file"] for each in said["diagnostics"]) == [
        "bare.epub",
        "bomb.epub",
        "cut.epub",
        "empty.epub",
        "text.epub",
    ]
    assert {each["code"] for each in said["diagnostics"]} == {"catalogue-left-out"}


def test_hidden_folders_and_those_of_the_catalogue_are_passed_over(tmp_path: Path) -> None:
    epub(tmp_path / "a.epub")
    for name in (".publisher/b.epub", "x/.hidden/c.epub", ".d.epub", "fonts/e.epub"):
        epub(tmp_path / name)
    epub(tmp_path / "x" / "catalogue" / "f.epub")
    assert write_catalogue(tmp_path, ASKED).books == 2


def test_a_folder_without_books_is_an_error(tmp_path: Path) -> None:
    for place, code in ((tmp_path, "catalogue-empty"), (tmp_path / "none", "catalogue-no-folder")):
        with pytest.raises(InputError) as refused:
            write_catalogue(place, ASKED)
        assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


HOSTILE = stated(
    date="2024-13-45",
    people=["<script>alert(1)</script>", '"onload="x'],
    subjects=["../../x", "</title><b>"],
    more="<dc:description>]]&gt;&lt;img src=x onerror=alert(1)&gt;</dc:description><meta property='dcterms:modified'>now</meta>",
)


def test_what_books_say_stays_text(tmp_path: Path) -> None:
    title = "</title><script>alert(1)</script>\u2028&amp;"
    for number, language in enumerate(["zh-Hans", "x y", "", "'><b>"]):
        epub(tmp_path / f"{number}.epub", title, stated=HOSTILE, language=language, identifier="javascript:alert(1)")
    write_catalogue(tmp_path, ASKED)
    assert relaxng(SCHEMAS / "opds-1.2" / "opds.rnc", feeds(tmp_path, "atom")) == []
    validator = opds_2()
    for path in feeds(tmp_path, "json"):
        assert list(validator.iter_errors(json.loads(path.read_bytes()))) == []
        assert "javascript:" not in path.read_text("utf-8")
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "<script>alert" not in page and "<b>" not in page and "<img src=x" not in page
    names = [path.name for path in (tmp_path / "catalogue" / "opds").iterdir()]
    assert all(re.fullmatch(r"[a-z]+(-[0-9a-z-]+)?-\d+\.(atom|json)", name) for name in names)


def test_two_books_of_one_name_are_two(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        epub(tmp_path / f"{name}.epub", identifier="urn:isbn:9787020000000")
    write_catalogue(tmp_path, ASKED)
    feed = json.loads((tmp_path / "catalogue" / "opds" / "all-1.json").read_bytes())
    assert len({book["metadata"]["identifier"] for book in feed["publications"]}) == 3


# --- covers -------------------------------------------------------------------------------------------------------


def test_covers_are_drawn_anew_in_two_sizes(tmp_path: Path) -> None:
    epub(tmp_path / "a.epub", cover=picture((1600, 2560)))
    epub(tmp_path / "b.epub", cover=picture((300, 300), "RGBA", (0, 0, 0, 0)))
    write_catalogue(tmp_path, ASKED)
    drawn = {}
    for path in (tmp_path / "catalogue" / "covers").iterdir():
        with Image.open(path) as image:
            drawn[image.size] = image.format, image.getpixel((100, 100))
    assert {kind for kind, _ in drawn.values()} == {"JPEG"}
    assert sorted(drawn) == [(240, 240), (240, 384), (300, 300), (800, 1280)]
    assert drawn[300, 300][1] == (255, 255, 255)
    feed = json.loads((tmp_path / "catalogue" / "opds" / "all-1.json").read_bytes())
    sizes = [[(each["width"], each["height"]) for each in book["images"]] for book in feed["publications"]]
    assert sorted(sizes) == [[(300, 300), (240, 240)], [(800, 1280), (240, 384)]]


def test_a_cover_that_cannot_be_drawn_is_remarked_and_the_book_is_there(tmp_path: Path) -> None:
    epub(tmp_path / "a.epub", cover=b"no picture")
    epub(tmp_path / "b.epub", cover=picture((4, 4)))
    made = write_catalogue(tmp_path, ASKED)
    assert [(each.file, each.remark.code, each.remark.severity) for each in made.remarks] == [
        ("a.epub", "catalogue-cover", "info"), ("b.epub", "catalogue-cover", "info"),
    ]  # fmt: skip
    assert made.books == 2 and made.is_whole


# --- the search index ---------------------------------------------------------------------------------------------

TERMS = [
    ("北京大学", ["北京", "京大", "大学"]),
    ("桥", ["桥"]),
    ("Old Town 2024年", ["old", "town", "2024", "年"]),
    ("ＡＢＣ　ｶﾞｲﾄﾞ", ["abc", "ガイ", "イド"]),
    ("첫차를 모는", ["첫차", "차를", "모는"]),
    ("don't—stop_it", ["don", "t", "stop", "it"]),
    ("𠮷野家", ["𠮷野", "野家"]),
    ("。，！", []),
]


@pytest.mark.parametrize(("text", "found"), TERMS)
def test_a_text_is_found_by_its_words_and_by_pairs(text: str, found: list[str]) -> None:
    assert list(terms(text)) == found


def looked_up(place: Path, term: str) -> dict[int, int]:
    """The weights of a term by the rank of the book, as the page reads them."""
    shards = len(list((place / "catalogue" / "search").iterdir()))
    posts = json.loads((place / "catalogue" / "search" / f"{shard_of(term, shards)}.json").read_bytes()).get(term, [])
    found, rank = {}, 0
    for post in posts:
        rank += post >> 3
        found[rank] = post & 7
    return found


def test_the_index_knows_where_every_term_stands(tmp_path: Path) -> None:
    epub(tmp_path / "a.epub", "老桥", stated=stated(date="2020", people=["沈听雨"]), text="河水很宽，河水很急。Bridge")
    epub(
        tmp_path / "b.epub",
        "新路",
        stated=stated(date="2021"),
        text="听说有<ruby>老<rt>lao</rt>桥<rt>qiao</rt></ruby>在bridge那边",
    )
    write_catalogue(tmp_path, ASKED)
    assert looked_up(tmp_path, "老桥") == {0: 7, 1: 1}
    assert looked_up(tmp_path, "听雨") == {0: 5}
    assert looked_up(tmp_path, "河水") == {0: 2}
    assert looked_up(tmp_path, "bridge") == {0: 1, 1: 1}
    assert looked_up(tmp_path, "桥") == {0: 7}
    assert looked_up(tmp_path, "lao") == looked_up(tmp_path, "没有") == {}


def test_a_new_book_leaves_the_rest_of_the_index_alone(tmp_path: Path) -> None:
    for number in range(20):
        epub(
            tmp_path / f"{number:02}.epub",
            f"篇 {number}",
            stated=stated(date=f"20{number:02}"),
            text="山河湖海" * number,
        )
    write_catalogue(tmp_path, ASKED)
    before = {name: data for name, data in contents(tmp_path).items() if "/search/" in name}
    epub(tmp_path / "new.epub", "Zebra", stated=stated(date="2030"), text="zebra")
    write_catalogue(tmp_path, ASKED)
    changed = [name for name, data in before.items() if contents(tmp_path)[name] != data]
    assert len(changed) == 1


def test_shards_are_as_many_as_books_need() -> None:
    assert [shard_count(books) for books in (1, 100, 2_000, 1_000_000)] == [16, 32, 512, 4096]
    assert MOST_BOOKS > 10_000_000


def test_many_books_are_read_in_other_processes_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        epub(
            tmp_path / f"{number}.epub",
            f"篇 {number}",
            stated=stated(people=[f"作者{number}"]),
            cover=picture((20 + number, 40)),
        )
    write_catalogue(tmp_path, ASKED)
    before = contents(tmp_path)
    monkeypatch.setattr("publisher.catalogue.workers._FEW", 4)
    monkeypatch.setattr("publisher.catalogue.workers.processors", lambda: 2)
    assert write_catalogue(tmp_path, ASKED).written == 0
    assert contents(tmp_path) == before


# --- the command --------------------------------------------------------------------------------------------------


def test_the_command_prints_where_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    epub(tmp_path / "a.epub")
    assert main(["catalog", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [f"{tmp_path}/{name}" for name in ("index.html", "opds.atom", "opds.json")]
    assert "catalogue-made" in said.err


def test_with_an_address_links_are_whole(tmp_path: Path) -> None:
    epub(tmp_path / "甲.epub")
    assert main(["-q", "catalog", str(tmp_path), "--url", "https://example.org/a/", "--title", "文库"]) == 0
    feed = json.loads((tmp_path / "catalogue" / "opds" / "all-1.json").read_bytes())
    assert feed["publications"][0]["links"][0]["href"] == "https://example.org/a/%E7%94%B2.epub"
    assert feed["links"][0]["href"] == "https://example.org/a/catalogue/opds/all-1.json"
    root = (tmp_path / "opds.atom").read_text("utf-8")
    assert "<id>https://example.org/a/opds.atom</id>" in root
    assert relaxng(SCHEMAS / "opds-1.2" / "opds.rnc", feeds(tmp_path, "atom")) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--url", "ftp://x"], "catalogue-url"),
        (["--url", "https://x/?q=1"], "catalogue-url"),
        (["--url", "https://x/a b"], "catalogue-url"),
        (["--page-size", "0"], "option-number-range"),
        (["--page-size", "many"], "option-number-range"),
    ],
)
def test_what_does_not_fit_is_refused(
    tmp_path: Path, words: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    epub(tmp_path / "a.epub")
    assert main(["catalog", str(tmp_path), *words]) == 2
    assert code in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.epub"]


@pytest.mark.parametrize(
    ("language", "word"),
    [("zh-Hans", "按作者"), ("zh-TW", "按作者"), ("ja", "著者別"), ("ko", "저자별"), ("fr", "By author")],
)
def test_a_catalogue_speaks_the_language_of_its_books(tmp_path: Path, language: str, word: str) -> None:
    epub(tmp_path / "a.epub", language=language, stated=stated(people=["X"]))
    write_catalogue(tmp_path, ASKED)
    assert word in (tmp_path / "opds.atom").read_text("utf-8")


def test_thumbnails_are_small(tmp_path: Path) -> None:
    noise = io.BytesIO()
    Image.effect_noise((1600, 2560), 90).save(noise, "PNG")
    epub(tmp_path / "a.epub", cover=noise.getvalue())
    write_catalogue(tmp_path, ASKED)
    sizes = sorted(path.stat().st_size for path in (tmp_path / "catalogue" / "covers").iterdir())
    assert sizes[0] < 60_000 and sizes[1] < 800_000
