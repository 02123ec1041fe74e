"""The article model: closed, frozen, and the same after a journey through JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from conftest import ROOT, SAMPLES, article_of, read, text
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher import model
from publisher.errors import InputError
from publisher.model import Article, Block, Inline, from_json, json_schema, to_json
from publisher.publication import Publication
from publisher.tree import nodes

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LINES = st.tuples(st.integers(0, 99), st.integers(0, 99))


def inlines(depth: int = 2) -> st.SearchStrategy[Any]:
    leaves: list[st.SearchStrategy[Any]] = [
        st.builds(model.Text, TEXTS),
        st.builds(model.Ruby, TEXTS, TEXTS),
        st.builds(model.Code, TEXTS),
        st.builds(model.InlineImage, TEXTS, TEXTS),
        st.just(model.LineBreak()),
    ]
    if depth:
        run = st.lists(inlines(depth - 1), max_size=3).map(tuple)
        simple = (model.Emphasis, model.Strong, model.Superscript, model.Subscript, model.ProperName, model.WorkTitle)
        leaves += [st.builds(kind, run) for kind in simple]
        leaves += [
            st.builds(model.Link, run, TEXTS),
            st.builds(model.IndexTerm, run, st.sampled_from(["person", "place", "topic"]), st.none() | TEXTS),
            st.builds(model.LanguageRun, run, st.sampled_from(["ja", "ko", "en"])),
            st.builds(model.Note, st.lists(blocks(depth - 1), max_size=2).map(tuple)),
        ]
    return st.one_of(leaves)


def blocks(depth: int = 2) -> st.SearchStrategy[Any]:
    run = st.lists(inlines(min(depth, 1)), max_size=3).map(tuple)
    kinds: list[st.SearchStrategy[Any]] = [
        st.builds(model.Heading, content=run, level=st.integers(1, 6), lines=LINES),
        st.builds(
            model.Paragraph, content=run, role=st.sampled_from(["text", "lead", "question", "answer", "salutation"])
        ),
        st.builds(model.Figure, src=TEXTS, alt=TEXTS, caption=run, credit=run),
        st.builds(model.CodeBlock, text=TEXTS, language=st.none() | TEXTS),
        st.builds(model.Credit, content=run, role=st.sampled_from(["other", "photographer"])),
        st.builds(model.Signature, content=run),
        st.builds(model.LeftOut, text=TEXTS, reason=TEXTS, lines=LINES),
        st.builds(model.Verse, stanzas=st.lists(st.lists(run, max_size=2).map(tuple), max_size=2).map(tuple)),
        st.just(model.Separator()),
        st.builds(
            model.Table,
            rows=st.lists(st.lists(st.builds(model.Cell, run, st.booleans()), max_size=2).map(tuple), max_size=2).map(
                tuple
            ),
        ),
    ]
    if depth:
        inner = st.lists(blocks(depth - 1), max_size=2).map(tuple)
        kinds += [
            st.builds(
                model.List,
                items=st.lists(st.builds(model.ListItem, inner), max_size=2).map(tuple),
                ordered=st.booleans(),
            ),
            st.builds(
                model.DefinitionList, items=st.lists(st.builds(model.Definition, run, inner), max_size=2).map(tuple)
            ),
            st.builds(model.Quote, blocks=inner, attribution=run),
            st.builds(model.Box, blocks=inner, title=run),
            st.builds(model.NoteBlock, blocks=inner, label=TEXTS),
        ]
    return st.one_of(kinds)


PUBLICATIONS = st.builds(
    Publication,
    identifier=st.none() | st.sampled_from(["urn:isbn:9787020002207", "doi:10.5555/1", "nothing of the kind"]),
    licence=st.none() | st.sampled_from(["https://example.org/by"]) | TEXTS,
    subjects=st.lists(TEXTS, max_size=2).map(tuple),
    position=st.none() | st.sampled_from(["1", "2.5"]),
    **dict.fromkeys(("publisher", "rights", "description", "series", "issue"), st.none() | TEXTS),
)
ARTICLES = st.builds(
    Article,
    headline=st.lists(inlines(1), max_size=3).map(tuple),
    kicker=st.lists(inlines(1), max_size=2).map(tuple),
    blocks=st.lists(blocks(), max_size=3).map(tuple),
    bylines=st.lists(st.builds(model.Byline, TEXTS, st.sampled_from(get_args(model.Role))), max_size=2).map(tuple),
    date=st.none() | st.sampled_from(["2024", "2024-05", "2024-05-06"]),
    language=st.sampled_from(["zh-Hans", "ja", "ko"]),
    source=st.none() | TEXTS,
    publication=st.just(Publication()) | PUBLICATIONS,
)


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_json_brings_back_the_same_article(article: Article) -> None:
    assert from_json(to_json(article)) == article
    assert from_json(to_json(article, indent=2)) == article


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.name)
def test_every_sample_survives_json(source: Path) -> None:
    article = read(source)
    assert from_json(to_json(article)) == article


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.name)
def test_the_json_of_an_article_is_always_the_same(source: Path) -> None:
    once = to_json(read(source))
    assert to_json(from_json(once)) == once


def test_the_schema_stands_first_and_always() -> None:
    data = to_json(article_of("正文。"))
    assert data.startswith(b'{"$schema":"urn:publisher:article:1","headline":')
    assert {"$schema", "headline", "blocks"} <= set(json.loads(data)) <= {"$schema", "headline", "language", "blocks"}
    assert "正文" in data.decode("utf-8")


# --- faults --------------------------------------------------------------------------------------------------------

PARAGRAPH = '{"type": "paragraph", "content": [{"type": "text", "text": "甲"}]}'
FAULTS = {
    # a wrong article -> what the message must name
    '{"headline": 1}': "$.headline",
    '{"headline": [], "blocks": [{"type": "heading", "content": [], "level": 9}]}': "$.blocks[0].level",
    f'{{"headline": [], "blocks": [{PARAGRAPH}, {{"type": "zap"}}]}}': "$.blocks[1]",
    '{"headline": [], "blocks": [{"content": []}]}': "$.blocks[0]",
    '{"headline": [], "title": "x"}': "title",
    '{"headline": [{"type": "text", "text": "a", "size": 3}]}': "size",
    '{"headline": [{"type": "text"}]}': "text",
    '{"headline": [], "date": "21 October"}': "$.date",
    '{"headline": [], "bylines": [{"name": "甲", "role": "king"}]}': "$.bylines[0].role",
    '{"headline": [], "blocks": [{"type": "table", "rows": [[{"content": [], "colspan": 0}]]}]}': "$.blocks[0].rows[0][0].colspan",
    '{"headline": [], "blocks": [{"type": "table", "rows": [[{"content": [], "colspan": 1000000}]]}]}': "colspan",
    '{"headline": [], "blocks": [{"type": "quote", "blocks": [{"type": "paragraph"}]}]}': "$.blocks[0].blocks[0]",
    '{"headline": [], "$schema": "urn:publisher:article:2"}': "urn:publisher:article:2",
    "{}": "headline",
    "[]": "object",
}


@pytest.mark.parametrize("data", FAULTS)
def test_a_wrong_article_names_the_path_of_its_fault(data: str) -> None:
    with pytest.raises(InputError) as caught:
        from_json(data)
    assert (caught.value.code, caught.value.status) == ("json-shape", 3)
    assert FAULTS[data] in caught.value.message()


@pytest.mark.parametrize("data", [b"", b"{", b'{"headline": []', b"\xff\xfe", b"nope", b"\xef\xbb\xbf"])
def test_what_is_no_json_is_told_apart(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        from_json(data)
    assert caught.value.code == "json-syntax"


def test_json_nested_too_deeply_is_refused() -> None:
    deep = '{"type": "quote", "blocks": [' * 5000 + "]}" * 5000
    with pytest.raises(InputError) as caught:
        from_json(f'{{"headline": [], "blocks": [{deep}]}}')
    assert caught.value.code == "json-nesting"


# --- the schema ----------------------------------------------------------------------------------------------------


def test_the_published_schema_is_the_models() -> None:
    published = json.loads((ROOT / "data" / "schema" / "article-1.json").read_text("utf-8"))
    assert published == json.loads(json.dumps(json_schema()))
    assert published["$id"] == model.SCHEMA


def test_the_schema_knows_every_kind() -> None:
    definitions = json_schema()["$defs"]
    assert {kind.__name__ for kind in (*get_args(Block), *get_args(Inline))} <= set(definitions)
    assert definitions["Paragraph"]["additionalProperties"] is False


# --- frozen --------------------------------------------------------------------------------------------------------

KINDS = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind is not msgspec.Struct
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_node_can_be_changed(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.forbid_unknown_fields


def test_an_article_can_stand_in_sets_and_keys() -> None:
    assert len({article_of("甲"), article_of("甲"), article_of("乙")}) == 2
    with pytest.raises(AttributeError):
        article_of("甲").language = "ja"  # type: ignore[misc]


def test_the_walk_meets_every_node_with_its_line() -> None:
    inner = model.Paragraph(content=text("乙"), lines=(7, 8))
    article = article_of(
        model.Quote(blocks=(model.Paragraph(content=text("甲")), inner), lines=(4, 9)),
        model.Table(rows=((model.Cell(content=text("丙")),),), lines=(12, 12)),
    )
    found = {node.text: line for node, line in nodes(article) if isinstance(node, model.Text)}
    assert found == {"题目": 0, "甲": 4, "乙": 7, "丙": 12}
