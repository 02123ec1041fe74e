"""ninjs, the IPTC's news in JSON: written as version 3 has it, read from versions 1 to 3, back with no loss that is not listed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pytest
from conftest import SAMPLES, article_of, read, text
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Meta, Struct
from test_model import ARTICLES

from publisher import model
from publisher.errors import PublisherError
from publisher.model import Article, Byline, Figure, Heading, Paragraph, Ruby, Text
from publisher.options import ReadOptions
from publisher.publication import Publication
from publisher.readers import read_bytes
from publisher.readers.fragment import blocks_of, inlines_of
from publisher.writers import write
from publisher.writers.ninjs import identifier

# --- the standard, as far as articles use it ------------------------------------------------------------------------
# Properties and types of ninjs 3.0 to 3.3; an object has no others, and what has no default is required.

Uri = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$")]
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")]


class Closed(Struct, forbid_unknown_fields=True, rename="camel"):
    pass


class Value(Closed):
    value: str
    role: str | None = None
    content_type: str | None = None


class Body(Value):
    char_count: int | None = None
    word_count: int | None = None


class Named(Closed):
    name: str | None = None
    rel: str | None = None
    uri: Uri | None = None
    literal: str | None = None


class Source(Closed):
    name: str | None = None
    role: str | None = None
    uri: Uri | None = None
    literal: str | None = None


class Standard(Closed):
    name: str | None = None
    version: str | None = None
    schema: Uri | None = None


class Rendition(Closed):
    name: str
    href: Uri | None = None
    content_type: str | None = None
    title: str | None = None
    width: int | None = None
    height: int | None = None


class RightsInfo(Closed):
    lang_id: Uri | None = None
    linked_rights: Uri | None = None
    encoded_rights: str | None = None


class AltId(Closed):
    value: str
    role: str | None = None


class Item(Closed):
    uri: Uri
    name: str | None = None
    """Of associated items, which must have it."""
    type: Literal["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"] = (
        "text"
    )
    profile: str | None = None
    representation_type: Literal["full", "partial"] | None = None
    first_created: Moment | None = None
    version_created: Moment | None = None
    content_created: Moment | None = None
    pub_status: Literal["usable", "withheld", "canceled"] | None = None
    language: str | None = None
    title: str | None = None
    by: str | None = None
    located: str | None = None
    headlines: list[Value] = []
    descriptions: list[Value] = []
    bodies: list[Body] = []
    people: list[Named] = []
    info_sources: list[Source] = []
    copyright_notice: str | None = None
    rights_info: RightsInfo | None = None
    organisations: list[Named] = []
    subjects: list[Named] = []
    alt_ids: list[AltId] = []
    renditions: list[Rendition] = []
    associations: list[Item] = []
    standard: Standard | None = None


def item_of(article: Article) -> Item:
    return msgspec.json.decode(write(article, "ninjs")[0], type=Item)


def back(article: Article) -> Article:
    return read_bytes(write(article, "ninjs")[0], "back.json")


# --- writing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_an_item_of_the_standard(source: Path) -> None:
    item = item_of(read(source))
    assert item.standard == Standard("ninjs", "3.0", "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#")
    assert [(body.role, body.content_type) for body in item.bodies] == [("main", "text/html"), ("plain", "text/plain")]
    assert all(each.name and each.renditions for each in item.associations)


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_any_article_is_an_item_of_the_standard(article: Article) -> None:
    assert item_of(article).language == article.language


def test_what_stands_where() -> None:
    article = article_of(
        Figure(src="images/pier.jpg", alt="码头", caption=text("清晨的码头"), credit=text("方小雨摄")),
        "正文。",
        kicker=text("水乡见闻——"),
        deck=(Text("一座"), Ruby("埠", "bù"), Text("头")),
        bylines=(Byline("陆青禾", "reporter", "本报"), Byline("方小雨", "photographer")),
        byline_text="本报记者 陆青禾　摄影 方小雨",
        dateline="本报临渚6月18日电",
        date="2024-06-19",
        source="《临渚日报》",
    )
    item = item_of(article)
    assert item.uri == identifier(article)
    assert [(each.role, each.content_type, each.value) for each in item.headlines] == [
        ("main", "text/plain", "题目"),
        ("kicker", "text/plain", "水乡见闻——"),
        ("deck", "text/plain", "一座埠头"),
        ("deck", "text/html", '一座<ruby>埠<rt class="latin">bù</rt></ruby>头'),
    ]
    assert (item.title, item.by) == ("题目", "本报记者 陆青禾　摄影 方小雨")
    assert [(each.name, each.rel, each.literal) for each in item.people] == [
        ("陆青禾", "reporter", "本报 陆青禾"),
        ("方小雨", "photographer", None),
    ]
    assert (item.located, item.info_sources[0].name) == ("本报临渚6月18日电", "《临渚日报》")
    assert (item.content_created, item.version_created) == ("2024-06-19T00:00:00Z", "2024-06-19T00:00:00Z")
    picture = item.associations[0]
    assert (picture.type, picture.by, picture.uri) == ("picture", "方小雨摄", f"{item.uri}#figure-1")
    assert {each.role: each.value for each in picture.descriptions} == {"caption": "清晨的码头", "alt": "码头"}
    assert picture.renditions == [Rendition("main", content_type="image/jpeg", title="images/pier.jpg")]


def test_an_image_on_the_web_has_its_address() -> None:
    item = item_of(article_of(Figure(src="https://example.org/pier.png"), "正文。"))
    assert item.associations[0].renditions[0].href == "https://example.org/pier.png"


DATES = [
    # date, date as printed -> moment, description
    ("2024-06-19", None, "2024-06-19T00:00:00Z", None),
    ("2024-06-19", "二〇二四年六月十九日", "2024-06-19T00:00:00Z", "二〇二四年六月十九日"),
    ("2024-06", None, None, "2024-06"),
    ("2024", None, None, "2024"),
    ("2024-02-31", None, None, "2024-02-31"),
    (None, None, None, None),
]


@pytest.mark.parametrize(("iso", "printed", "moment", "described"), DATES)
def test_a_moment_is_written_for_a_day_of_the_calendar_alone(
    iso: str | None, printed: str | None, moment: str | None, described: str | None
) -> None:
    article = article_of("正文。", date=iso, printed=model.Printed(date=printed))
    item = item_of(article)
    assert (item.content_created, item.version_created) == (moment, moment)
    assert {each.role: each.value for each in item.descriptions}.get("date") == described
    assert back(article).date == iso


def test_plain_text_has_no_notation() -> None:
    article = article_of(Paragraph(content=(Text("姓"), Ruby("覃", "qín"), Text("的人家住在溪东。"))))
    assert [body.value for body in item_of(article).bodies] == [
        '<p>姓<ruby>覃<rt class="latin">qín</rt></ruby>的人家住在溪东。</p>',
        "　　姓覃的人家住在溪东。\n",
    ]


def test_the_same_article_has_the_same_name() -> None:
    assert identifier(article_of("甲")) == identifier(article_of("甲")) != identifier(article_of("乙"))


# --- there and back -------------------------------------------------------------------------------------------------


def held(article: Article) -> dict[str, Any]:
    """The article without what ninjs cannot hold (the list in `writers.ninjs`) and what says where it was read from."""

    def bare(node: Any) -> Any:
        if isinstance(node, dict):
            kind = str(node.get("type"))
            lost = {"lines"} | {"index_term": {"kind", "reading"}, "credit": {"role"}, "code": {"language"}}.get(
                kind, set()
            )
            return {key: bare(value) for key, value in node.items() if key not in lost}
        if isinstance(node, list | tuple):
            return [bare(value) for value in node if not (isinstance(value, dict) and value.get("type") == "left_out")]
        return node

    fields = bare(msgspec.to_builtins(article))
    for name in ("$schema", "reading", "diagnostics", "printed", "format", "encoding", "index"):
        fields.pop(name, None)
    if article.byline_text == "\u3000".join(byline.name for byline in article.bylines):
        fields.pop("byline_text", None)  # nobody could tell it from the line made of the names
    for byline in fields.get("bylines", ()):
        byline.pop("reading", None)
    return dict(fields)


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.name)
def test_a_sample_comes_back_but_for_what_ninjs_cannot_hold(source: Path) -> None:
    article = read(source)
    again = back(article)
    assert held(again) == held(article)
    assert (again.format, again.encoding, again.diagnostics) == ("ninjs", "utf-8", ())


def test_losses_are_told() -> None:
    article = article_of(
        model.LeftOut(text="打开APP", reason="app promotion", lines=(9, 9)),
        model.CodeBlock(text="x = 1", language="python"),
        Paragraph(
            content=(model.IndexTerm(text("临渚"), "place", "linzhu"), model.Link(text("档案"), "file:///tmp/a"))
        ),
        model.Credit(content=text("责任编辑：某某"), role="editor"),
        bylines=(Byline("陆青禾", reading="Lu Qinghe"),),
    )
    said = write(article, "ninjs")[1]
    assert {(remark.code, remark.values["kind"]) for remark in said} == {
        ("not-converted", "lines that are not published"),
        ("not-converted", "readings of names"),
        ("mark-up-flattened", "names of programming languages"),
        ("mark-up-flattened", "index entries"),
        ("mark-up-flattened", "roles in credits"),
        ("mark-up-flattened", "links that are neither http, https nor mailto"),
    }
    assert {remark.severity for remark in said} == {"info"}


BYLINES = [
    ((Byline("陆青禾", "reporter", "本报"),), "本报记者 陆青禾"),
    ((Byline("陆青禾", "reporter", "本报"),), None),
    ((Byline("陆青禾", "reporter"),), ""),
    ((), "本报评论员"),
    ((), None),
]


@pytest.mark.parametrize(("bylines", "line"), BYLINES)
def test_a_byline_comes_back(bylines: tuple[Byline, ...], line: str | None) -> None:
    again = back(article_of("正文。", bylines=bylines, byline_text=line))
    assert (again.bylines, again.byline_text) == (bylines, line)


# --- reading what others write --------------------------------------------------------------------------------------

BODY = "渡口的灯一直亮到十点，最后一班船才慢慢靠岸。"
VERSIONS: dict[str, dict[str, Any]] = {
    "1": {
        "uri": "http://example.org/1", "type": "text", "language": "zh-Hans", "versioncreated": "2019-10-21T08:00:00+08:00",
        "headline": "末班渡船", "byline": "记者 陆青禾", "body_text": BODY, "body_xhtml": f"<p>{BODY}</p>",
        "person": [{"name": "陆青禾", "rel": "author"}, {"name": "潘顺安", "rel": "about"}],
        "infosource": [{"name": "临渚通讯社"}],
        "associations": {"main": {"type": "picture", "byline": "方小雨", "description_text": "渡口",
                                  "renditions": {"big": {"href": "pier.jpg", "mimetype": "image/jpeg"}}}},
    },
    "2": {
        "uri": "http://example.org/2", "type": "text", "language": "zh-Hans", "contentcreated": "2019-10-21T08:00:00+08:00",
        "headlines": [{"role": "main", "value": "末班渡船"}], "by": "记者 陆青禾",
        "bodies": [{"role": "main", "contenttype": "text/plain", "value": BODY},
                   {"role": "rich", "contenttype": "application/xhtml+xml", "value": f"<p>{BODY}</p>"}],
        "people": [{"name": "陆青禾", "rel": "author"}, {"name": "潘顺安", "rel": "about"}],
        "infosources": [{"name": "临渚通讯社"}],
        "associations": [{"name": "main", "uri": "http://example.org/p", "type": "picture", "by": "方小雨",
                          "descriptions": [{"value": "渡口"}], "renditions": [{"name": "big", "href": "pier.jpg"}]}],
    },
    "3": {
        "uri": "http://example.org/3", "type": "text", "language": "zh-Hans", "contentCreated": "2019-10-21T08:00:00+08:00",
        "headlines": [{"role": "main", "value": "末班渡船"}], "by": "记者 陆青禾",
        "bodies": [{"contentType": "text/plain", "value": BODY}],
        "people": [{"name": "陆青禾", "rel": "author"}, {"name": "潘顺安", "rel": "about"}],
        "infoSources": [{"name": "临渚通讯社"}],
        "associations": [{"name": "main", "uri": "http://example.org/p", "type": "picture", "by": "方小雨",
                          "descriptions": [{"role": "caption", "value": "渡口"}],
                          "renditions": [{"name": "big", "href": "pier.jpg"}]}],
    },
}  # fmt: skip


def read_item(item: Mapping[str, Any], **options: Any) -> Article:
    return read_bytes(json.dumps(item).encode(), "item.json", ReadOptions(**options))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_read(version: str) -> None:
    article = read_item(VERSIONS[version])
    assert (article.headline, article.language, article.date, article.source) == (
        text("末班渡船"), "zh-Hans", "2019-10-21", "临渚通讯社",
    )  # fmt: skip
    assert article.bylines == (Byline("陆青禾", "author"),)
    assert article.byline_text == "记者 陆青禾"
    paragraph, picture = article.blocks
    assert paragraph == Paragraph(content=text(BODY))
    assert picture == Figure(src="pier.jpg", alt="渡口", caption=text("渡口"), credit=text("方小雨"))
    assert article.format == "ninjs"
    assert not article.diagnostics


def test_the_command_line_knows_the_language_better() -> None:
    assert read_item(VERSIONS["3"], lang="zh-Hant-TW").language == "zh-Hant-TW"


def test_the_press_is_understood_in_others_html() -> None:
    html = f"<h3>灯下</h3><p>{BODY}</p><p><strong>对岸</strong></p><p>{BODY}</p><p>（责任编辑：宋知微）</p>"
    article = read_item({"uri": "x:1", "title": "末班渡船", "bodies": [{"value": html}]})
    kinds = [type(block).__name__ for block in article.blocks]
    assert kinds == ["Heading", "Paragraph", "Heading", "Paragraph", "Credit"]
    assert {entry.lines for entry in article.reading} == {(0, 0)}


def test_without_a_body_the_description_is_read() -> None:
    assert read_item({"uri": "x:1", "headline": "题目", "description_text": BODY}).blocks == (
        Paragraph(content=text(BODY)),
    )


def test_what_has_no_place_in_an_article_is_told() -> None:
    said = read_item({**VERSIONS["3"], "places": [{"name": "临渚"}], "urgency": 4}).diagnostics
    assert [(remark.code, remark.values["properties"]) for remark in said] == [("ninjs-unused", "places, urgency")]


CATALOGUED = {
    # properties of an item -> what the publication has of them, and which of them are told as unused
    '{"copyrightholder": "临渚日报社", "usageterms": "可转载"}': (Publication(rights="临渚日报社；可转载"), ""),
    '{"copyrightNotice": "© 2024", "copyrightHolder": "临渚日报社"}': (Publication(rights="© 2024"), ""),
    '{"subject": [{"name": "航运", "rel": "about"}]}': (Publication(subjects=("航运",)), ""),
    '{"subjects": [{"name": "航运"}, {"uri": "http://cv.iptc.org/1"}]}': (Publication(subjects=("航运",)), ""),
    '{"rightsInfo": {"linkedRights": "https://example.org/by"}}': (Publication(licence="https://example.org/by"), ""),
    '{"rightsInfo": {"encodedRights": "{}"}}': (Publication(), "rightsinfo"),
    '{"altIds": [{"role": "doi", "value": "10.5555/1"}]}': (Publication(identifier="doi:10.5555/1"), ""),
    '{"altIds": [{"role": "itemid", "value": "a:1"}]}': (Publication(), "altids"),
    '{"organisations": [{"name": "临渚日报社", "rel": "publisher"}]}': (Publication(publisher="临渚日报社"), ""),
    '{"organisations": [{"name": "水文局", "rel": "about"}]}': (Publication(), "organisations"),
    '{"descriptions": [{"role": "summary", "value": "一条溪。"}]}': (Publication(description="一条溪。"), ""),
}


@pytest.mark.parametrize("properties", CATALOGUED)
def test_what_an_item_says_for_catalogues(properties: str) -> None:
    publication, unused = CATALOGUED[properties]
    article = read_item({**VERSIONS["3"], **json.loads(properties)})
    assert article.publication == publication
    assert [remark.values["properties"] for remark in article.diagnostics] == ([unused] if unused else [])


WRONG = {
    # an item -> the code of its error
    '{"uri": "x:1"}': "ninjs-no-body",
    '{"uri": "x:1", "bodies": []}': "ninjs-no-body",
    '{"uri": "x:1", "bodies": [{"value": "  "}]}': "ninjs-no-body",
    '{"uri": "x:1", "type": "event", "bodies": [{"value": "x"}]}': "ninjs-type",
    '{"uri": "x:1", "bodies": [{"value": "<p></p>"}]}': "no-content",
    '{"uri": 3, "bodies": [{"value": "x"}]}': "json-foreign",
    '{"headline": "x"}': "json-foreign",
    '{"uri": "x:1", "bodies": ' + "[" * 5000 + "]" * 5000 + "}": "json-nesting",
}


@pytest.mark.parametrize("data", WRONG, ids=WRONG.get)
def test_a_wrong_item_is_an_error(data: str) -> None:
    with pytest.raises(PublisherError) as caught:
        read_bytes(data.encode(), "item.json")
    assert (caught.value.code, caught.value.status) == (WRONG[data], 3)
    assert caught.value.message("zh")


NAMES = ["uri", "headline", "headlines", "bodies", "body_text", "people", "by", "role", "value", "contentType", "name", "rel", "type",
         "associations", "renditions", "href", "descriptions",
         "language", "contentCreated", "title", "located", "infoSources"]  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([BODY, "author", "text/html", "<p>甲<b>乙", "2019-10-21", ""])
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), TREES, max_size=8))
def test_any_item_is_an_article_or_an_error_of_ours(item: dict[str, Any]) -> None:
    try:
        read_item({**item, "uri": "x:1"})
    except PublisherError as error:
        assert error.message("zh")


# --- HTML that means what it says -----------------------------------------------------------------------------------

P = Paragraph(content=text("甲"))
FRAGMENTS = [
    ("characters are a paragraph", "甲", (P,)),
    ("white space is layout", "\n <p>\n 甲 </p>\n", (P,)),
    ("what holds blocks is seen through", "<div><section><p>甲</p></section></div>", (P,)),
    ("characters beside blocks", "甲<p>甲</p>", (P, P)),
    ("the highest heading is of level 1",
     "<h3>甲</h3><h4>乙</h4>", (Heading(content=text("甲")), Heading(content=text("乙"), level=2))),
    ("h1 is no higher",
     "<h1>甲</h1><h2>乙</h2>", (Heading(content=text("甲")), Heading(content=text("乙")))),
    ("list", '<ol start="3"><li>甲</li></ol>', (model.List(items=(model.ListItem((P,)),), ordered=True, start=3),)),
    ("image alone", '<p><img src="a.jpg" alt="甲"></p>', (Figure(src="a.jpg", alt="甲"),)),
    ("figure", '<figure><img src="a.jpg" alt=""><figcaption>甲</figcaption></figure>', (Figure(src="a.jpg", caption=text("甲")),)),
    ("term without definition", "<dl><dt>甲</dt></dl>", (model.DefinitionList(items=(model.Definition(text("甲"), ()),)),)),
    ("quotation", "<blockquote>甲<footer>乙</footer></blockquote>", (model.Quote(blocks=(P,), attribution=text("乙")),)),
    ("a huge span", '<table><tr><td colspan="99999999">甲</td></tr></table>',
     (model.Table(rows=((model.Cell(text("甲"), colspan=1000),),)),)),
    ("scripts are nothing", "<script>甲</script><p>甲</p>", (P,)),
]  # fmt: skip


@pytest.mark.parametrize(("html", "blocks"), [row[1:] for row in FRAGMENTS], ids=[row[0] for row in FRAGMENTS])
def test_each_element_means_what_it_says(html: str, blocks: tuple[model.Block, ...]) -> None:
    assert blocks_of(html) == blocks


def test_a_note_stands_where_it_is_referred_to() -> None:
    html = '<p>甲<a href="#n1">1</a></p><aside role="doc-footnote" id="n1"><p>乙</p></aside>'
    assert blocks_of(html) == (Paragraph(content=(Text("甲"), model.Note((Paragraph(content=text("乙")),)))),)


INLINES = [
    ("甲<em>乙</em>", (Text("甲"), model.Emphasis(text("乙")))),
    ("<b>甲</b>", (model.Strong(text("甲")),)),
    ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>", (Ruby("漢", "かん"), Ruby("字", "じ"))),
    ('<a href="https://example.org/">甲</a>', (model.Link(text("甲"), "https://example.org/"),)),
    ('<a href="#top">甲</a>', text("甲")),
    ('<span lang="ja">甲</span>', (model.LanguageRun(text("甲"), "ja"),)),
    ("甲<br>乙", (Text("甲"), model.LineBreak(), Text("乙"))),
    ("a\n  b", text("a b")),
]


@pytest.mark.parametrize(("html", "content"), INLINES, ids=[row[0] for row in INLINES])
def test_inline_elements(html: str, content: model.Inlines) -> None:
    assert inlines_of(html) == content
