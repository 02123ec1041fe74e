"""What reaches the layout engine: only what our templates make. No element, class, style or address of an author's gets there."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from conftest import ROOT, SAMPLES, article_of, heading, publish, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from test_model import ARTICLES
from test_word import parts_of, zipped

from publisher.edition import prepare
from publisher.errors import PublisherError
from publisher.links import SCHEMES
from publisher.model import (
    Article,
    Byline,
    Code,
    CodeBlock,
    Figure,
    InlineImage,
    NoteBlock,
    Paragraph,
    Ruby,
    from_json,
    to_json,
)  # fmt: skip
from publisher.options import ComposeOptions, Options, RenderOptions
from publisher.pipeline import lawful, transformed

ELEMENTS = {
    "html", "head", "meta", "title", "body", "article", "header", "h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "div", "ul", "ol",
    "li",
    "dl", "dt", "dd", "blockquote", "figure", "figcaption", "img", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "pre", "code",
    "aside", "section", "hr", "a", "em", "strong", "sup", "sub", "br",
}  # fmt: skip
CLASSES = {
    "across",
    "article", "opening", "kicker", "headline", "deck", "byline", "issue", "date", "gap", "source", "body", "paged", "dotted", "lead",
    "question", "answer", "salutation", "credit", "signature", "colophon", "box", "box-title", "attribution", "note-block",
    "note-label",
    "verse", "stanza", "caption-only", "missing-image", "figure-credit", "turned", "inline", "short", "small", "smallest",
    "broken", "deep",
    "marked", "ruby", "rt", "rb", "note", "note-paragraph", "proper-name", "work-title", "index-term",
}  # fmt: skip
FREE_TEXT = {"alt", "content", "data-title", "data-verso", "data-label"}
"""Attributes that hold an author's words; the style sheets show some, none is looked at as anything else."""
NUMBER = r"-?\d+(\.\d+)?"
PATTERNS = {
    "class": "|".join(sorted(CLASSES)) + r"|smallest broken|paged dotted|(box|note-block) deep|rt latin",
    # Numbers that we have counted.
    "style": rf"((width|height): {NUMBER}pt(; )?)+(transform: translate\(0, {NUMBER}pt\) rotate\(-90deg\))?"
    rf"|counter-reset: list-item {NUMBER}",
    "src": r"asset:i\d{4}\.(png|jpg)",
    "id": r"h\d+",
    "lang": r"[A-Za-z0-9-]+",
    "href": rf"(?i:{'|'.join(SCHEMES)}):[^\x00-\x1f]+",
    "colspan": r"\d{1,4}", "rowspan": r"\d{1,4}", "start": r"-?\d+",
    "charset": "utf-8", "name": r"author|dcterms\.(created|modified)",
    "role": "doc-colophon", "aria-label": "版本记录|版本紀錄|奥付|판권|Colophon",
}  # fmt: skip


def foreign(tree: Element) -> list[str]:
    """Whatever in a tree for the engine is none of ours."""
    found = [f"<{each.tag}>" for each in tree.iter() if each.tag not in ELEMENTS]
    for each in tree.iter():
        for name, value in each.attrib.items():
            if name not in FREE_TEXT and not re.fullmatch(PATTERNS.get(name, "(?!)"), value):
                found.append(f"{each.tag} {name}={value!r}")
    return found


def trees(article: Article, base: Path | None = None) -> list[Element]:
    """What the engine gets of an article, horizontal and vertical, with emphasis in dots."""
    made = []
    for mode in ("horizontal", "vertical"):
        options = Options(
            render=RenderOptions(writing_mode=mode),
            compose=ComposeOptions(emphasis="dots"),
        )
        page = prepare(transformed(lawful(article), options), ["pdf"], options, base).page
        assert page is not None
        made.append(page.tree)
    return made


def nothing_foreign(article: Article, base: Path | None = None) -> None:
    for tree in trees(article, base):
        assert foreign(tree) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_of_the_samples(sample: Path) -> None:
    nothing_foreign(read(sample), sample.parent)


def test_the_lists_above_are_those_of_the_templates() -> None:
    """So that a new template is looked at here: what it makes for paper must be listed, and nothing else is."""
    templates = "".join(path.read_text() for path in ROOT.glob("templates/base/**/*.html") if path.name != "web.html")
    code = "".join(path.read_text() for path in (ROOT / "publisher" / "render").glob("*.py"))
    # The size of a heading and the kind of a list are values there.
    named = ELEMENTS - {f"h{level}" for level in range(2, 7)} - {"ul", "ol", "th", "td"}
    assert [each for each in named if f"<{each}" not in templates + code] == []
    assert [
        each
        for each in CLASSES
        if not re.search(rf"\b{each}\b", templates + code + (ROOT / "publisher/model.py").read_text())
    ] == []


# --- articles that want to be pages of their own -------------------------------------------------------------------

HOSTILE = [
    '<style>p{display:none}</style><p style="position:fixed;color:red" class="kicker x" id="h1" onclick="x()">字</p>',
    "<script>document.write('x')</script><link rel='stylesheet' href='x.css'><base href='http://x/'>",
    "<svg><style>*{color:red}</style><text>字</text></svg><math><mi>x</mi></math>",
    "<iframe src='file:///etc/passwd'></iframe><object data='x'></object><embed src='x'>",
    "<a href='javascript:alert(1)'>甲</a><a href='HTTP://x/\"><style>'>乙</a><a href=' file:///x'>丙</a>"
    "<a href='asset:song-400.otf'>丁</a>",
    "<img src='file:///etc/passwd' alt='\"><style>p{}</style>'><img src='asset:i0001.png'><img src='x.png\" style=\"x'>",
    "<font color='expression(1)' size=7>字</font><p bgcolor=red align=center>字</p>"
    "<table background='x' border=9><tr><td bgcolor=red width=1e9>格",
    "<ruby onclick=x class=y>字<rt style='color:red'>zì</rt></ruby><em style='x'>强</em><span lang='\"><style>'>ja</span>",
    "<table><tr><td colspan='1e9' rowspan=-1 style=x>格</td><td colspan='999999999'>格</td></tr>"
    "<caption class=x>题</caption></table>",
    "<ol start='9;} *{color:red}' style=x><li value=x class=y>项</li></ol><ol start=99999999999999999999><li>项</li></ol>",
    "<h2 id='n1' class='note'>题</h2><pre><code class='language-</style>'>码</code></pre><hr style=x><q cite=x>引</q>",
    "<div class='note box colophon paged'><p class='missing-image short'>字</p></div>",
    "</p></div></article></body></html><style>*{}</style>",
    "{{ 7*7 }}{% include 'x' %}<![CDATA[x]]><?php x ?><!-- x --><!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    "/* */ } * { color: red } url(file:///x) \\3c style> @import 'x';",
    "\"' onmouseover='x' style=\"color:red\" ><x>",
]
PIECES = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)), min_size=1, max_size=4).map("".join)


def quick(count: int) -> settings:
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


def read_or_refused(data: bytes, folder: Path, name: str) -> Article | None:
    path = folder / name
    path.write_bytes(data)
    try:
        return read(path)
    except PublisherError:
        return None


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@quick(40)
@given(pieces=st.lists(PIECES, min_size=1, max_size=4))
def test_of_texts_that_hold_markup(name: str, pieces: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    body = "\n\n".join(f"正文在这里，逗号也有，句号也有。{each}" for each in pieces)
    source = {
        "a.txt": f"题目{pieces[0][:20]}\n\n{body}\n",
        "a.md": f"# 题目 {pieces[0][:30]}\n\n{body}\n\n> {body}\n\n- {body}\n\n| 甲 | {pieces[0][:60]} |\n|---|---|\n| 乙 | 丙 |\n",
        "a.html": f"<html><head><title>题目在此</title></head><body><article><h1>题目在此</h1>{body * 8}</article></body></html>",
    }[name]
    article = read_or_refused(source.encode("utf-8", "surrogatepass"), folder, name)
    if article is not None:
        nothing_foreign(article, folder)


@pytest.mark.parametrize("mark", ["\f", "\v", "\x85", "\u2028"])
def test_of_characters_that_end_a_line_where_no_line_is(mark: str) -> None:
    words = f"甲{mark}乙"
    code = (Code(text=words), Ruby(base=words, text=words), InlineImage(src="", alt=words))
    nothing_foreign(
        article_of(
            heading(words), Paragraph(content=code), CodeBlock(text=words), Figure(src="x", alt=words),
            NoteBlock(blocks=(), label=words),
            headline=words, bylines=(Byline(name=words),), source=words,
        )
    )  # fmt: skip


def strings_in(value: object, words: list[str]) -> object:
    """JSON with every text of an author's replaced by the next of some words."""
    if isinstance(value, dict):
        kept = ("type", "$schema", "role", "language", "kind", "date", "format", "encoding", "severity", "code")
        return {key: each if key in kept else strings_in(each, words) for key, each in value.items()}
    if isinstance(value, list):
        return [strings_in(each, words) for each in value]
    return words[hash(value) % len(words)] if isinstance(value, str) else value


@quick(60)
@given(article=ARTICLES, words=st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=6))
def test_of_any_article_whose_every_word_is_hostile(article: Article, words: list[str]) -> None:
    data = json.loads(to_json(article))
    data.pop("reading", None)
    data.pop("diagnostics", None)
    try:
        made = from_json(json.dumps(strings_in(data, words)))
        nothing_foreign(made)
    except PublisherError as error:
        assert error.code in ("json-shape", "blocks-nesting"), error


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An EPUB of our own that holds most of what an article can."""
    target = tmp_path_factory.mktemp("book") / "a.epub"
    return publish(ROOT / "data" / "samples" / "river-ledger.json", target).path.read_bytes()


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_of_an_epub_whose_every_text_is_hostile(words: str, book: bytes, tmp_path: Path) -> None:
    """Each text of its documents replaced, as text and as mark-up, and each attribute that an author may choose."""
    for change in (_with_texts, _with_markup):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(out, "w") as target:
            for entry in source.infolist():
                data = source.read(entry)
                named = re.search(r"c\d+\.xhtml$", entry.filename)
                target.writestr(entry, change(data.decode(), words).encode() if named else data)
        article = read_or_refused(out.getvalue(), tmp_path, "b.epub")
        assert article is not None
        nothing_foreign(article, tmp_path)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _with_texts(xml: str, words: str) -> str:
    xml = re.sub(r">([^<>]*[\u4e00-\u9fff][^<>]*)<", lambda found: f">{found[1]}{_escaped(words)}<", xml)
    return re.sub(r' (alt|class|style)="[^"]*"', lambda found: f' {found[1]}="{_escaped(words)}"', xml)


def _with_markup(xml: str, words: str) -> str:
    styled = f'style="color:red" onclick="x()" data-label="{_escaped(words)}"'
    xml = re.sub(r"<(p|td|li|span|h2)\b", rf"<\1 {styled.replace(chr(92), '')}", xml)
    return xml.replace("</p>", "<style>p{}</style><script>x()</script><svg><style>p{}</style></svg></p>")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_of_a_word_document_whose_every_text_is_hostile(words: str, tmp_path: Path) -> None:
    value = _escaped(words)
    run = f'<w:r><w:rPr><w:color w:val="{value}"/><w:em w:val="{value}"/></w:rPr><w:t>正文在此{value}</w:t></w:r>'
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>题目{value}</w:t></w:r></w:p><w:p>{run}</w:p>'
        + "<w:p><w:r><w:t>另有一段寻常的正文，逗号也有，句号也有。</w:t></w:r></w:p>" * 3
        + f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p>{run}</w:p></w:tc></w:tr></w:tbl>'
    )
    article = read_or_refused(zipped(parts_of(body)), tmp_path, "a.docx")
    assert article is not None
    nothing_foreign(article, tmp_path)


@pytest.mark.parametrize(
    "name", ["a b.png", "a'b.png", 'a"b.png', "<style>.png", "a;color:red.png", "图（一）.png", "%22.png", "a#b?c.png"]
)
def test_names_of_pictures_do_not_get_there_either(name: str, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / name)
    figure = {"type": "figure", "src": name, "alt": name, "caption": [{"type": "text", "text": name}]}
    inline = {"type": "paragraph", "content": [{"type": "inline_image", "src": name, "alt": name}]}
    headline = [{"type": "text", "text": "题"}]
    article = from_json(
        json.dumps({"$schema": "urn:publisher:article:1", "headline": headline, "blocks": [figure, inline]})
    )
    for tree in trees(article, tmp_path):
        assert foreign(tree) == []
        assert {each.get("src") for each in tree.iter("img")} == {"asset:i0001.png"}
