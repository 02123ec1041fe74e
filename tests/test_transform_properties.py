"""What holds of the transforms whatever the text: the output is the input less exactly the changes listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import (
    Article,
    Block,
    Blocks,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    IndexTerm,
    Inline,
    InlineImage,
    LanguageRun,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Strong,
    Text,
    Verse,
)
from publisher.options import TransformOptions
from publisher.transforms import TRANSFORMS, apply, apply_with_changes, run_strings
from publisher.transforms.changes import SIGNS

ON = TransformOptions()
CHINESE = ["zh-Hans", "zh-Hant"]
BLANK_SIGNS = {ord(sign): chr(key) for key, sign in SIGNS.items()}

# What the rules fight over, more often than it would come by chance, and words that make it hard.
PIECES = [
    *",;:?!()\"'.-—…。，：（）“”‘’《》、·・ \n\u00a0\u3000＂＇－─",
    *"甲乙丙马斯一五のア한Aai1250%￼",
    *("--", "...", "--help", "http://a.cn/甲?b=(1)", "报告(1).docx", "&nbsp;", "f(x)", "记者 ", "5'10\"", "it's"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
opaque = st.one_of(
    st.builds(Code, texts), st.builds(Ruby, texts, texts), st.builds(InlineImage, texts, texts), st.builds(LineBreak)
)


def containers(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    content = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Emphasis, content),
        st.builds(Strong, content),
        st.builds(Link, content, st.just("https://a.example/")),
        st.builds(IndexTerm, content),
        st.builds(LanguageRun, content, st.sampled_from(["ja", "en", "zh-Hant"])),
        st.builds(Note, content.map(lambda its: (Paragraph(content=its),))),
    )


inlines: st.SearchStrategy[Inline] = st.recursive(
    st.one_of(st.builds(Text, texts), st.builds(Text, texts), opaque), containers, max_leaves=6
)
runs = st.lists(inlines, max_size=5).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, content=runs),
    st.builds(Heading, content=runs),
    st.builds(Quote, blocks=st.tuples(st.builds(Paragraph, content=runs)), attribution=runs),
    st.builds(Verse, stanzas=st.tuples(st.lists(runs, min_size=1, max_size=3).map(tuple))),
    st.builds(CodeBlock, text=texts),
)
articles = st.builds(
    Article, headline=runs, language=st.sampled_from(CHINESE), blocks=st.lists(blocks, max_size=3).map(tuple)
)


def skeleton(node: object) -> object:
    """The tree without the characters of its texts; all else, the opaque pieces too, as it is."""
    if isinstance(node, Text):
        return "text"
    if isinstance(node, tuple):
        return tuple(skeleton(each) for each in node)
    if isinstance(node, (Emphasis, Strong, Link, IndexTerm, Paragraph, Heading)):
        return type(node), skeleton(node.content)
    if isinstance(node, LanguageRun):
        return node if node.language in ("ja", "en") else (type(node), skeleton(node.content))
    if isinstance(node, (Note, Quote)):
        return type(node), skeleton(node.blocks), skeleton(getattr(node, "attribution", ()))
    return (type(node), skeleton(node.stanzas)) if isinstance(node, Verse) else node


def letters(blocks: Blocks) -> Iterator[str]:
    """All that no rule may touch, in order."""
    for string in run_strings(Article(headline=(), blocks=blocks)):
        yield from (character for character in string if character.isalnum())


@given(articles)
@settings(max_examples=200, deadline=None)
def test_replaying_the_changes_gives_the_output(source: Article) -> None:
    result, changes, _ = apply_with_changes(source, ON)
    strings = run_strings(source)
    for change in changes:
        string, end = strings[change.run], change.offset + len(change.before)
        assert string[change.offset : end] == change.before
        strings[change.run] = string[: change.offset] + change.after + string[end:]
    assert strings == run_strings(result)


@given(articles)
@settings(max_examples=200, deadline=None)
def test_input_and_counts_give_the_characters_of_the_output(source: Article) -> None:
    result = apply(source)
    characters = Counter("".join(run_strings(source)))
    for each in result.diagnostics:
        if each.severity == "info":
            for _ in range(int(each.values["count"])):
                characters.subtract(each.values["before"].translate(BLANK_SIGNS))
                characters.update(each.values["after"].translate(BLANK_SIGNS))
    assert +characters == Counter("".join(run_strings(result)))
    assert min(characters.values(), default=0) >= 0


@given(articles)
@settings(max_examples=200, deadline=None)
def test_structure_opaque_pieces_and_letters_stay(source: Article) -> None:
    result = apply(source)
    assert skeleton(result.headline) == skeleton(source.headline)
    assert skeleton(result.blocks) == skeleton(source.blocks)
    assert list(letters(result.blocks)) == list(letters(source.blocks))


@given(articles)
@settings(max_examples=200, deadline=None)
def test_twice_is_once(source: Article) -> None:
    once = apply(source)
    assert apply(once) is once


@pytest.mark.parametrize("rule", [transform.name for transform in TRANSFORMS])
@given(text=texts, language=st.sampled_from(CHINESE))
@settings(max_examples=100, deadline=None)
def test_each_rule_twice_is_once(rule: str, text: str, language: str) -> None:
    options = TransformOptions(**{each.name.replace("-", "_"): each.name == rule for each in TRANSFORMS})
    once = apply(Article(headline=(), blocks=(Paragraph(content=(Text(text),)),), language=language), options)
    assert apply(once, options).blocks is once.blocks


@given(texts.filter(bool))
@settings(max_examples=200, deadline=None)
def test_cutting_a_text_into_inlines_changes_nothing(text: str) -> None:
    """The decision is on the run: emphasis on each character makes no difference to the characters."""
    whole = Article(headline=(), blocks=(Paragraph(content=(Text(text),)),))
    cut = Article(headline=(), blocks=(Paragraph(content=tuple(Emphasis((Text(each),)) for each in text)),))
    assert run_strings(apply(cut)) == run_strings(apply(whole))


@pytest.mark.parametrize(
    "hostile", ["(", ")", '"', "'", "“", ".", ". ", "-", " ", "\n", ", ", "甲.", "甲 ", "记者 ", "www.", "a(1)", '“"']
)
def test_time_is_linear_in_the_length_of_a_run(hostile: str) -> None:
    """A quadratic rule would need hours for a text of this length; no clock is read."""
    text = "甲" + hostile * (100_000 // len(hostile)) + "乙"
    apply(Article(headline=(), blocks=(Paragraph(content=(Text(text),)),)))


def test_feature_as_pasted_loses_nothing() -> None:
    """On the pasted feature, where it is there, each change is of a mark; the Han characters stay in their order."""
    folder = Path(__file__).parents[1].parent / "shared" / "seed"
    sources = [path.read_text("utf-8") for path in folder.glob("*.txt")] or [
        "我市建立机制,推动工作(市、区)、街道。有27名,139人“到会”(名单附后)。"
    ]
    for text in sources:
        lines = tuple(Paragraph(content=(Text(line),)) for line in text.splitlines())
        result = apply(Article(headline=(), blocks=lines))
        assert list(letters(result.blocks)) == list(letters(lines))
        assert {each.code for each in result.diagnostics} <= {transform.name for transform in TRANSFORMS}
        assert not any(mark in string for string in run_strings(result) for mark in ",;()")
