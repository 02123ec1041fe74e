"""The catalogue of bad input, as far as an EPUB can suffer from it: each kind from its source to the finished book.

Every book is opened again, held to our own checks, and given to EPUBCheck, all in one process. What other tests hold is not said
again: encodings and their detection (1 to 7, 10, 11) in `test_encodings.py` and `test_reading_bad_input.py`; names of files (37) in
`test_slug.py`; folders, links, devices (40) in `test_atomic.py`; limits of the layout engine (44) in `test_limits_pdf.py`, where the
EPUB is delivered all the same; missing fonts (45) in `test_fonts_folder.py`; machine, clock and locale (46) in `test_hermetic.py`.
"""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from books_with_faults import OPF, Files, files_of, picture
from conftest import ROOT, publish, read
from PIL import Image
from validators import epubcheck, squashed

from publisher import atomic
from publisher.check import check, validators
from publisher.check.report import Row
from publisher.errors import InputError, LimitError, OutputError, PublisherError
from publisher.options import Options, WriteOptions
from publisher.pipeline import Result

XHTML = "{http://www.w3.org/1999/xhtml}"
IN_WORDS = Options(write=WriteOptions(cover="text"))
PROSE = "船还没有来，等船的人先来了，一共有四个，都站在栈桥的尽头往水里看。"


class Source(NamedTuple):
    name: str
    data: bytes


def txt(text: str, raw: bytes = b"") -> Source:
    """A feature as plain text; `raw` stands for ‹›."""
    data = f"渡口的早晨\n\n　　{text}\n\n　　{PROSE}\n".encode()
    return Source("a.txt", data.replace("‹›".encode(), raw))


def md(text: str, title: str = "渡口的早晨") -> Source:
    return Source("a.md", f"# {title}\n\n{text}\n".encode())


def html(body: str, head: str = "") -> Source:
    page = f"<!DOCTYPE html><html lang='zh'><head><meta charset='utf-8'><title>渡口的早晨</title>{head}</head>"
    return Source(
        "a.html",
        f"{page}<body><article><h1>渡口的早晨</h1><p>{PROSE}</p>{body}<p>{PROSE}</p></article></body></html>".encode(),
    )


def article_json(text: str) -> Source:
    paragraph = f'{{"type": "paragraph", "content": [{{"type": "text", "text": "{text}"}}]}}'
    head = '"$schema": "urn:publisher:article:1", "headline": [{"type": "text", "text": "渡口的早晨"}]'
    return Source("a.json", f'{{{head}, "blocks": [{paragraph}]}}'.encode())


class Case(NamedTuple):
    """An item of the catalogue: the source, the body's text in the book (without white space, without the prose around it in a page),
    and the remarks that are more than information, with those that say something is told at all.
    """

    item: int
    source: Source
    text: str
    warnings: tuple[str, ...] = ()
    infos: tuple[str, ...] = ()


CASES: dict[str, Case] = {
    # --- encoding
    "surrogates in pairs": Case(
        8, txt("船‹›还没有来，人先来了。", b"\xed\xa1\x82\xed\xbe\xb7"),
        "船𠮷还没有来，人先来了。", ("encoding-surrogates",),
    ),
    "a lone surrogate in a string": Case(
        9, article_json("船\\ud842\\udfb7还没\\udc00有来。"),
        "船𠮷还没有来。", ("character-removed",),
    ),
    # --- characters
    "NUL": Case(12, txt("船\0还没有来。"), "船还没有来。", ("character-removed",)),
    "C0 controls and noncharacters": Case(13, txt("船\x01还\ufffe没有来。"), "船还没有来。", ("character-removed",) * 2),
    "references to controls in a page": Case(13, html("<p>船&#1;还没&#xFFFE;有来。</p>"), "船还没有来。", ("character-removed",) * 2),
    "references to controls in Markdown": Case(13, md("船&#1;还没有来。"), "船\ufffd还没有来。", ("glyph-missing",)),
    "C1 controls": Case(14, txt("船\x9d还没有来。"), "船还没有来。", ("character-removed",)),
    "C1 that is Windows": Case(14, txt("他说\x93船还没有来\x94。"), "他说“船还没有来”。", infos=("character-replaced",) * 2),
    "private use": Case(15, txt("船\ue123还没有来。"), "船\ue123还没有来。", ("character-private", "glyph-missing")),
    "variation sequences": Case(16, txt("葛\U000e0100城的船还没有来。"), "葛\U000e0100城的船还没有来。", ("sequence-missing",)),
    "rare ideographs": Case(17, txt("𠮷野家的船\U000323af还没有来。"), "𠮷野家的船\U000323af还没有来。", ("glyph-missing",)),
    "compatibility ideographs": Case(18, txt("船\uf900还没有\ufa19来。"), "船\uf900还没有\ufa19来。"),
    "emoji": Case(19, txt("船👨‍👩‍👧还🇨🇳没1️⃣有来。"), "船👨‍👩‍👧还🇨🇳没1️⃣有来。", (*("glyph-missing",) * 6, "sequence-missing")),
    "combining marks": Case(20, txt("か\u3099船e\u0301还没有来。"), "か\u3099船e\u0301还没有来。"),
    "an override of direction": Case(21, txt("船\u202e还没有来。"), "船还没有来。", ("character-removed",)),
    "zero width": Case(
        22, txt("船\u200b还\u200d没\u2060有\ufeff来\u00ad。"),
        "船\u200b还\u200d没\u2060有来\u00ad。", ("character-removed",),
    ),
    "other line ends": Case(
        23, txt("船没来。\u2028人来了。\u2029　　三来了。\x0b四来了。\x0c五来了。"),
        "船没来。人来了。三来了。四来了。五来了。",
    ),
    "indents": Case(24, txt("　　船还没有来，等　船。\n\u00a0\u00a0\u00a0\u00a0第二段。"), "船还没有来，等船。第二段。"),
    "mixed line ends": Case(
        25, Source("a.txt", "渡口的早晨\r\n\r\n　　船没来。\r　　人来了。\n　　三段。".encode()),
        "船没来。人来了。三段。",
    ),
    # --- size and shape
    "no title": Case(27, Source("a.md", "船还没有来。等船的人先来了。\n".encode()), "船还没有来。等船的人先来了。", ("no-title",)),
    "quotations in one another": Case(30, md(">" * 300 + " 深处的话。"), "深处的话。", ("nesting-flattened",)),
    "elements in one another": Case(
        30, html("<blockquote>" * 300 + "<p>深处的话。</p>" + "</blockquote>" * 300), "深处的话。", ("page-nesting",)
    ),
    "spans without measure": Case(
        31, html("<table><tr><td colspan=1000000>甲格</td></tr><tr><td rowspan=99999>乙格</td><td>丙格</td></tr></table>"),
        "甲格乙格丙格",
    ),
    "malformed mark-up": Case(
        32, html("<p>船<b>没有<i>来</b>，等船</i>的人。<ruby>漢<rt>かん<rb>字<rt>じ</ruby><foo>未知</foo><div>块里的话。</div>"),
        "船没有来，等船的人。漢かん字じ未知块里的话。",
    ),
    "identifiers twice, and links to nowhere": Case(
        32, html(
            '<p id="a b">船<a href="#gone">没有</a><a href="#d">来</a><a href="no.html">了</a>。</p>'
            "<p id=d>二段。</p><p id=d>三段。</p>"
        ),
        "船没有来了。二段。三段。",
    ),
    "headings that jump": Case(33, md("#### 四\n\n甲段。\n\n# 一\n\n乙段。\n\n###### 六\n\n丙段。"), "四甲段。一乙段。六丙段。"),
    # --- hostile
    "templates": Case(34, md("{% include 'x' %}{# 注 #}\n\n<b>{{ config }}</b>", "{{ 7*7 }}"), "{%include'x'%}{#注#}{{config}}"),
    "code in a page": Case(
        35, html(
            '<script>alert(1)</script><p onclick="x()" style="color:red">船<a href="javascript:alert(1)">没有</a>来。</p>'
            '<iframe src="https://x"></iframe><form action="x"><input name="y"></form><style>p { display: none }</style>',
            '<meta http-equiv="refresh" content="0;url=https://x"><base href="https://evil/">',
        ), "船没有来。", ("page-link-dropped",),
    ),
    "code in Markdown": Case(
        35, md("看[这里](javascript:alert(1))。\n\n<script>alert(1)</script>\n\n<p onclick='x'>话。</p>"), "看这里。话。",
        ("link-dropped", "html-content-dropped"),
    ),
    "pictures from elsewhere": Case(
        36, md("![远](http://e.org/a.png)\n\n![机](file:///etc/passwd)\n\n![页](data:text/html,x)\n\n![出](../../secret.png)\n\n话。"),
        "远远机机页页出出话。", ("image-remote", "image-missing", "image-missing", "image-broken"),
    ),
    "entities and a document type": Case(
        39, Source("a.html", html("<p>船&nbsp;还没有&hellip;&#x6765;&b;。</p>").data.replace(
            b"<!DOCTYPE html>", b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        )), "船还没有……来&b;。",
    ),
}  # fmt: skip


def image(kind: str, mode: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (20, 10)).save(out, kind, **more)
    return out.getvalue()


def _turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return image("JPEG", "RGB", exif=exif)


def _moving() -> bytes:
    frames = [Image.new("P", (20, 10), at) for at in range(3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


class PictureCase(NamedTuple):
    """A picture beside the article, and what stands in the book: format, mode, size; None: its description, and a warning."""

    data: Callable[[], bytes]
    becomes: tuple[str, str, tuple[int, int]] | None


PICTURES: dict[str, PictureCase] = {
    "bomb.png": PictureCase(lambda: picture("PNG", (13_000, 13_000), "1"), None),
    "cut.jpg": PictureCase(lambda: picture("JPEG", (300, 300))[:700], None),
    "empty.png": PictureCase(lambda: b"", None),
    "broken.webp": PictureCase(lambda: b"RIFF\x08\0\0\0WEBPVP8 ", None),
    "page.png": PictureCase(lambda: b"<html>", None),
    "wrong.png": PictureCase(lambda: image("JPEG", "RGB"), ("JPEG", "RGB", (20, 10))),
    "moving.gif": PictureCase(_moving, ("PNG", "RGB", (20, 10))),
    "inks.jpg": PictureCase(lambda: image("JPEG", "CMYK"), ("JPEG", "RGB", (20, 10))),
    "deep.png": PictureCase(lambda: image("PNG", "I;16"), ("PNG", "RGB", (20, 10))),
    "turned.jpg": PictureCase(_turned, ("JPEG", "RGB", (10, 20))),
    "odd-profile.png": PictureCase(lambda: image("PNG", "RGB", icc_profile=b"no profile"), ("PNG", "RGB", (20, 10))),
}


class Made(NamedTuple):
    result: Result
    files: Files

    @property
    def body(self) -> ElementTree.Element:
        found = ElementTree.fromstring(self.files["EPUB/c0001.xhtml"]).find(f".//{XHTML}div[@class='body']")
        assert found is not None
        return found

    @property
    def text(self) -> str:
        return squashed("".join(self.body.itertext()))

    def remarks(self, severity: str) -> list[str]:
        return sorted(
            said.code for said in self.result.diagnostics if (said.severity != "info") == (severity != "info")
        )


def make(source: Source, folder: Path) -> Made:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / source.name).write_bytes(source.data)
    result = publish(folder / source.name, folder / "a.epub", options=IN_WORDS)
    return Made(result, files_of(result.path))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """A book of each case."""
    folder = tmp_path_factory.mktemp("bad")
    made = {name: make(case.source, folder / f"{at}") for at, (name, case) in enumerate(CASES.items())}
    for at, (name, case) in enumerate(PICTURES.items()):
        place = folder / f"picture-{at}"
        place.mkdir()
        (place / name).write_bytes(case.data())
        made[name] = make(md(f"![一座桥]({name})\n\n正文。"), place)
    return made


@pytest.mark.parametrize("name", CASES)
def test_what_comes_of_bad_input(name: str, books: dict[str, Made]) -> None:
    case, made = CASES[name], books[name]
    assert made.text.removeprefix(PROSE if case.source.name == "a.html" else "").removesuffix(PROSE) == case.text
    assert made.remarks("warning") == sorted(case.warnings)
    assert set(case.infos) <= set(made.remarks("info"))


@pytest.mark.parametrize("name", PICTURES)
def test_what_comes_of_pictures(name: str, books: dict[str, Made]) -> None:
    """38: decoded whole within a limit, in a format and colours that every reader knows, upright, still; else described."""
    made, becomes = books[name], PICTURES[name].becomes
    inside = [data for entry, data in made.files.items() if entry.startswith("EPUB/images/i")]
    if becomes is None:
        assert (inside, made.remarks("warning")) == ([], ["image-broken"])
        assert "一座桥" in made.text
        return
    assert made.remarks("warning") == []
    with Image.open(io.BytesIO(inside[0])) as opened:
        assert (opened.format, opened.convert("RGB").mode, opened.size) == becomes
        assert opened.mode != "CMYK" and getattr(opened, "n_frames", 1) == 1


def test_all_of_these_books_pass_our_checks(books: dict[str, Made], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("epubcheck", "ace"):
        monkeypatch.setattr(validators, name, lambda path, name=name: Row(name, "skipped"))
    found = {
        name: faults
        for name, made in books.items()
        if (
            faults := [
                place.shown() for row in check(made.result.path).rows if row.verdict == "failed" for place in row.places
            ]
        )
    }
    assert found == {}


def test_epubcheck_has_nothing_to_say_of_any(books: dict[str, Made]) -> None:
    remarks = epubcheck([made.result.path for made in books.values()])
    assert {name: said for name, said in zip(books, remarks, strict=True) if said} == {}


def test_nothing_of_a_pages_code_is_in_the_book(books: dict[str, Made]) -> None:
    for name in ("code in a page", "code in Markdown", "pictures from elsewhere"):
        inside = b"".join(
            data for entry, data in books[name].files.items() if entry.endswith((".xhtml", ".opf", ".css"))
        )
        for trace in (
            b"alert",
            b"onclick",
            b"javascript",
            b"<script",
            b"<iframe",
            b"<form",
            b"evil",
            b"passwd",
            b"secret",
            b"//e.org",
        ):
            assert trace not in inside


def test_a_title_that_is_a_template_is_printed(books: dict[str, Made]) -> None:
    assert b"{{ 7*7 }}</dc:title>" in books["templates"].files[OPF]


def test_levels_are_counted_anew(books: dict[str, Made]) -> None:
    levels = [str(each.tag)[-2:] for each in books["headings that jump"].body.iter() if str(each.tag)[-2:-1] == "h"]
    assert levels == ["h2", "h2", "h3"]


def test_identifiers_are_issued_anew_and_dead_links_are_text(books: dict[str, Made]) -> None:
    body = books["identifiers twice, and links to nowhere"].body
    assert [each for each in body.iter() if each.get("id") or str(each.tag).endswith("}a")] == []


# --- refused by name -----------------------------------------------------------------------------------------------


REFUSED: dict[str, tuple[int, Source, type[PublisherError], str]] = {
    "a lone surrogate in a file": (8, txt("船‹›还没有来。", b"\xed\xa0\x80"), InputError, "encoding-wrong"),
    "an empty file": (26, Source("a.txt", b""), InputError, "empty-source"),
    "white space": (26, Source("a.txt", " \n\u3000\n".encode()), InputError, "empty-source"),
    "a title alone": (26, Source("a.md", "# 渡口的早晨\n".encode()), InputError, "no-content"),
    "an empty page": (26, Source("a.html", b"<html><body></body></html>"), InputError, "no-content"),
    "twenty megabytes and more": (28, Source("a.txt", b"x" * 20_000_001), LimitError, "source-too-large"),
    "headings without end": (29, Source("a.md", b"# x\n\n" + b"## y\n" * 20_001), LimitError, "too-many-headings"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_leaves_the_old_book(name: str, tmp_path: Path) -> None:
    _, source, kind, code = REFUSED[name]
    (tmp_path / "a.epub").write_bytes(b"old")
    with pytest.raises(kind) as caught:
        make(source, tmp_path)
    assert caught.value.code == code
    assert (tmp_path / "a.epub").read_bytes() == b"old"


def test_a_paragraph_of_ten_megabytes_is_whole(tmp_path: Path) -> None:
    """28: EbookLib's own serialiser would empty the document without a word."""
    words = "船还没有来，等船的人先来了。" * 250_000
    made = make(md(words), tmp_path)
    assert len(words.encode()) > 10_000_000
    assert made.text == words


# --- environment ---------------------------------------------------------------------------------------------------

PUBLISH = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from publisher.pipeline import publish, read
article, target = read(Path(sys.argv[2])), Path(sys.argv[3])
while True:
    publish(article, target)
    print("made", flush=True)
    if sys.argv[4] == "once":
        break
"""
CANALS = ROOT / "data" / "samples" / "canals.txt"


def publishing(target: Path, how: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", PUBLISH, str(ROOT), str(CANALS), str(target), how]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def test_six_writers_of_one_book(tmp_path: Path) -> None:
    """43: each exits well, and the book is one of theirs, whole."""
    target = tmp_path / "a.epub"
    writers = [publishing(target, "once") for _ in range(6)]
    assert [writer.wait(120) for writer in writers] == [0] * 6
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()
    assert target.read_bytes() == publish(read(CANALS), tmp_path / "b.epub").path.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.epub", "b.epub"]


def test_a_kill_leaves_a_whole_book(tmp_path: Path) -> None:
    """42: whenever it comes; and what it left behind is swept by the next run."""
    target = tmp_path / "a.epub"
    whole = publish(read(CANALS), tmp_path / "b.epub").path.read_bytes()
    for wait in (0.0, 0.013, 0.031):
        writer = publishing(target, "on")
        assert writer.stdout is not None
        assert writer.stdout.readline() == "made\n"
        time.sleep(wait)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait(60)
        writer.stdout.close()
        assert target.read_bytes() == whole
    atomic._sweep_once.cache_clear()
    publish(read(CANALS), target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.epub", "b.epub"]


@pytest.mark.parametrize(
    ("fault", "code"), [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EFBIG, "file-too-big")]
)
def test_a_full_disk_leaves_the_old_book(
    fault: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """41: the disk is full at the last moment, when the bytes are forced out."""
    target = publish(read(CANALS), tmp_path / "a.epub").path
    before = target.read_bytes()

    def full(_: int) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as caught:
        publish(read(ROOT / "data" / "samples" / "ferry.txt"), target)
    assert caught.value.code == code
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.epub"]


def test_a_book_with_its_proof_is_the_same_in_any_place(tmp_path: Path) -> None:
    """46: the record too holds nothing of the folder, the zone, the locale or the order of sets."""
    far = tmp_path / "某个 folder"
    far.mkdir()
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from publisher.options import Options, WriteOptions; from publisher.pipeline import publish\n"
        "publish(Path(sys.argv[2]), Path(sys.argv[3]), options=Options(write=WriteOptions(carry_source=True)))"
    )
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    for name, place, more in (
        ("a", tmp_path, {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}),
        ("b", far, {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
    ):
        words = [sys.executable, "-c", program, str(ROOT), str(CANALS), str(place / f"{name}.epub")]
        subprocess.run(words, env=kept | more, cwd=place, check=True)
    assert (tmp_path / "a.epub").read_bytes() == (far / "b.epub").read_bytes()
    record = json.loads(files_of(far / "b.epub")["META-INF/publisher/build.json"])
    assert "folder" not in json.dumps(record, ensure_ascii=False)
