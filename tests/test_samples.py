"""The samples are what every user sees first: they hold all the model knows, and they are worth reading."""

from __future__ import annotations

import itertools
import json
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
import pytest
from PIL import Image, ImageChops, ImageStat

from publisher import model
from publisher.model import Article
from publisher.options import ReadOptions
from publisher.readers import read_file

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"
SEED = ROOT.parent / "shared" / "seed"
TEXTS = sorted(SAMPLES.glob("*.txt"))
JSONS = sorted(SAMPLES.glob("*.json"))
ARTICLES = {path.name: model.from_json(path.read_bytes()) for path in JSONS}

NOTE = re.compile(r"※?［＃[^］]*］|／″?＼")
LETTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3041-\u30ff\uac00-\ud7a3]")
LEAST_LETTERS = 1_500

NOT_WRITTEN_BY_HAND = {"lines", "printed", "format", "encoding", "reading", "diagnostics", "schema", "glyphs"}
"""Fields that readers and sidecars fill: a hand-written article has none of them."""


class Expected(NamedTuple):
    """What a text says of itself, as printed, and what an editor would see in it."""

    language: str
    headline: str
    kicker: str | None
    deck: str | None
    byline: str | None
    headings: int


EXPECTED = {
    "bookmobile.txt": Expected(
        "zh-Hans", "山路上的图书馆", None, "——云栈县流动书车十年行记", "记者：沈听雨　通讯员：何畔", 4
    ),
    "canals.txt": Expected(
        "zh-Hans",
        "引得活水进城,留住街坊邻里",
        "12条老街巷、86口古井、14公里石渠重新通水——",
        None,
        "□ 本报记者 陆青禾",
        4,
    ),
    "tea-stoves.txt": Expected("zh-Hans", "云栈县人民政府关于修缮 古道茶亭、恢复路旁施茶的通知", None, None, None, 6),
    "ferry.txt": Expected("zh-Hant-TW", "末班渡船　還在等人", None, None, "記者林映雪／霧港報導", 3),
    "lamp-road.txt": Expected("ja", "灯の道", None, "――岬の小さな電車のこと――", "汐見とも子", 4),
    "foghorn.txt": Expected("ja", "霧笛が鳴りやむ日に", None, "灯台守の家族がつないだ百二年の音", "浅葱遼", 4),
    "saltern.txt": Expected(
        "ko", "바람을 읽는 사람들, 소금이 오는 시간", None, "달여섬 마지막 토판 염전(鹽田)의 여름", "윤슬아 기자", 3
    ),
}


def nodes(value: object) -> Iterator[msgspec.Struct]:
    """Every node of a tree, the tree itself first."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from nodes(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from nodes(part)


def plain(value: object) -> str:
    """What is set of a node, readings of ruby and left-out lines not counted."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "".join(plain(part) for part in value)
    if isinstance(value, model.Ruby):
        return value.base
    if isinstance(value, model.Text | model.Code | model.CodeBlock):
        return value.text
    if isinstance(value, msgspec.Struct) and not isinstance(value, model.LeftOut | model.InlineImage):
        held = ("term", "title", "content", "caption", "credit", "blocks", "items", "rows", "stanzas", "attribution")
        return "".join(plain(getattr(value, name, ())) for name in held)
    return ""


def body(path: Path) -> str:
    """The body of a sample: the blocks of an article, or a text from its first full paragraph on."""
    if path.name in ARTICLES:
        return plain(ARTICLES[path.name].blocks)
    lines = path.read_text("utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if len(line) > 60)
    return "\n".join(lines[first:])


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a sample that are long enough to be told apart."""
    if path.name in ARTICLES:
        found = [plain(node) for node in nodes(ARTICLES[path.name]) if isinstance(node, model.Paragraph)]
    else:
        found = path.read_text("utf-8").split("\n")
    return [text.strip() for text in found if len(LETTER.findall(text)) > 15]


def heading_levels(article: Article) -> list[int]:
    return [node.level for node in nodes(article.blocks) if isinstance(node, model.Heading)]


# --- together they hold everything -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*get_args(model.Block), *get_args(model.Inline)], ids=lambda kind: kind.__name__)
def test_every_kind_of_block_and_inline_has_a_sample(kind: type) -> None:
    assert any(isinstance(node, kind) for article in ARTICLES.values() for node in nodes(article))


def test_every_field_is_used_by_a_sample() -> None:
    used: set[tuple[str, str]] = set()
    known: set[tuple[str, str]] = set()
    for article in ARTICLES.values():
        for node in nodes(article):
            if isinstance(node, model.Printed):
                continue
            for field in msgspec.structs.fields(type(node)):
                known.add((type(node).__name__, field.name))
                if getattr(node, field.name) != field.default:
                    used.add((type(node).__name__, field.name))
    assert {(kind, name) for kind, name in known - used if name not in NOT_WRITTEN_BY_HAND} == set()


def test_every_named_value_is_used_by_a_sample() -> None:
    """Roles of people, of paragraphs, kinds of index terms: whatever the model lists, wherever it may stand."""
    seen: dict[tuple[str, ...], set[str]] = {}
    for article in ARTICLES.values():
        for node in nodes(article):
            for name, hint in get_type_hints(type(node)).items():
                if get_origin(hint) is Literal:
                    seen.setdefault(get_args(hint), set()).add(getattr(node, name))
    assert seen
    assert {value for values, found in seen.items() for value in set(values) - found} == set()


def test_tables_span_rows_and_columns_and_lists_nest() -> None:
    cells = [node for article in ARTICLES.values() for node in nodes(article) if isinstance(node, model.Cell)]
    items = [node for article in ARTICLES.values() for node in nodes(article) if isinstance(node, model.ListItem)]
    assert any(cell.rowspan > 1 for cell in cells)
    assert any(cell.colspan > 1 for cell in cells)
    assert any(isinstance(block, model.List) for item in items for block in item.blocks)


def test_ruby_is_mono_and_group_in_each_script_that_has_it() -> None:
    for name in ("river-ledger.json", "order-slips.json", "rain-names.json"):
        bases = [node.base for node in nodes(ARTICLES[name]) if isinstance(node, model.Ruby)]
        assert {len(base) > 1 for base in bases} == {True, False}, name


def test_all_five_languages_are_there() -> None:
    written = {article.language for article in ARTICLES.values()} | {found.language for found in EXPECTED.values()}
    assert written == {"zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko"}


def test_the_piece_on_marks_holds_the_marks() -> None:
    text = plain(ARTICLES["marks.json"].blocks)
    for mark in "，。、；：？！“”‘’《》〈〉（）〔〕［］【】—…·～％℃￥－-":
        assert mark in text, mark
    assert "——" in text and "……" in text and "：‘" in text
    assert re.search("[」”’》）？！。，]{3}", text), "marks that stand side by side"


# --- each is a whole article -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*TEXTS, *JSONS], ids=lambda path: path.name)
def test_a_sample_is_long_enough(path: Path) -> None:
    assert len(LETTER.findall(body(path))) >= LEAST_LETTERS


def test_no_paragraph_is_said_twice() -> None:
    said = Counter(text for path in [*TEXTS, *JSONS] for text in paragraphs(path))
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("path", [*TEXTS, *JSONS], ids=lambda path: path.name)
def test_only_characters_that_the_bundled_faces_have_a_chance_to_show(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    strange = {
        char for char in text if (ord(char) < 32 and char != "\n") or 0xE000 <= ord(char) < 0xF900 or ord(char) > 0xFFFF
    }
    assert strange == set()


@pytest.mark.parametrize("path", JSONS, ids=lambda path: path.name)
def test_a_json_sample_is_written_for_people_and_read_back(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith('{\n "$schema": "urn:publisher:article:1",\n')
    assert "\\u" not in text
    article = ARTICLES[path.name]
    assert model.from_json(model.to_json(article)) == article
    assert json.loads(model.to_json(article)) == json.loads(text), "nothing is written that is the default anyway"


@pytest.mark.parametrize("name", ARTICLES)
def test_heading_levels_open_at_one_and_do_not_jump(name: str) -> None:
    levels = heading_levels(ARTICLES[name])
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", ARTICLES)
def test_links_lead_to_example_hosts_only(name: str) -> None:
    for node in nodes(ARTICLES[name]):
        if isinstance(node, model.Link):
            assert node.href.startswith("https://example.org/")


# --- pictures ----------------------------------------------------------------------------------------------------


def pictures() -> set[str]:
    kinds = (model.Figure, model.InlineImage)
    return {node.src for article in ARTICLES.values() for node in nodes(article) if isinstance(node, kinds)}


def test_every_picture_is_there_described_and_used() -> None:
    assert pictures() == {f"images/{path.name}" for path in (SAMPLES / "images").iterdir()}
    for article in ARTICLES.values():
        for node in nodes(article):
            if isinstance(node, model.Figure):
                assert node.alt and node.caption and node.credit
            elif isinstance(node, model.InlineImage):
                assert node.alt


@pytest.mark.parametrize("path", sorted((SAMPLES / "images").iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small_to_fetch_and_large_enough_to_print(path: Path) -> None:
    assert path.stat().st_size <= 300_000
    with Image.open(path) as image:
        assert image.width == (192 if path.name == "seal.png" else 1200)


def test_the_pictures_are_those_the_script_draws(tmp_path: Path) -> None:
    """Compared by eye's measure, not by bytes: another JPEG library may round otherwise."""
    runpy.run_path(str(ROOT / "tools" / "make_sample_images.py"))["main"](tmp_path)
    for path in sorted((SAMPLES / "images").iterdir()):
        with Image.open(path) as kept, Image.open(tmp_path / path.name) as drawn:
            assert kept.size == drawn.size
            apart = ImageStat.Stat(ImageChops.difference(kept.convert("RGB"), drawn.convert("RGB"))).mean
            assert max(apart) < 2, path.name


# --- texts as they come off a news site --------------------------------------------------------------------------


def texts_of_the_agency_layout() -> list[Path]:
    return [SAMPLES / "canals.txt", *sorted(SEED.glob("*.txt"))]


@pytest.mark.parametrize("path", texts_of_the_agency_layout(), ids=lambda path: path.name)
def test_the_agency_layout(path: Path) -> None:
    """Kicker, headline, byline, lead, flush headings, paragraphs indented but one, half-width marks, a promotion."""
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text and not text.endswith("\n")
    assert not set("，；（）！？：") & set(text)
    kicker, blank, headline, blank2, byline, blank3, lead, *rest, blank4, promotion = text.split("\n")
    assert (blank, blank2, blank3, blank4) == ("", "", "", "")
    assert kicker.endswith("——") and "," in headline and not headline.startswith(" ")
    assert re.fullmatch(r"  □ 本报记者 \w+", byline)
    assert re.match(r"  \w", lead) and lead.endswith("。")
    assert promotion.startswith("立即打开 ") and not promotion.endswith("。")
    flush = [line for line in rest if not line.startswith("  ")]
    headings = [line for line in flush if not line.endswith("。")]
    assert rest[0] == headings[0] and len(headings) == 4
    assert all("," in line and len(line) < 24 for line in headings)
    assert len(flush) - len(headings) == 1, "one paragraph wrongly not indented"
    assert all(re.match(r"  [\w“]", line) and line.endswith(("。", "。”")) for line in rest if line not in flush)


def test_no_sentence_of_the_text_it_is_laid_out_like() -> None:
    """Where that text is at hand; twelve characters in a row are more than chance gives."""
    own = "".join(path.read_text("utf-8") for path in [*TEXTS, *JSONS])
    shared = [path.read_text("utf-8") for path in SEED.glob("*.txt")]
    assert [run for text in shared for run in re.findall(r"(?=(.{12}))", text) if run in own] == []


def test_each_text_is_expected_to_say_something() -> None:
    assert {path.name for path in TEXTS} == set(EXPECTED)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_is_read_as_an_editor_would(path: Path) -> None:
    article, expected = read_file(path, ReadOptions()), EXPECTED[path.name]
    printed = article.printed
    found = (printed.headline, printed.kicker, printed.deck, printed.byline)
    assert found == (expected.headline, expected.kicker, expected.deck, expected.byline)
    assert len(heading_levels(article)) == expected.headings
    assert article.language.startswith(expected.language.removesuffix("-TW"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_line_and_no_letter_of_a_text_is_lost(path: Path) -> None:
    source = path.read_text("utf-8")
    article = read_file(path, ReadOptions())
    written = [number for number, line in enumerate(source.split("\n"), 1) if line.strip()]
    # What notes say of the text becomes its mark-up.
    source = NOTE.sub("", source)
    taken = [number for entry in article.reading for number in range(entry.lines[0], entry.lines[1] + 1)]
    assert taken == written
    kept: dict[str, Any] = {**msgspec.to_builtins(article), "reading": (), "diagnostics": ()}
    # The label of a source line (原载, 来源) says what the field is; the field holds the rest.
    labels = "".join(entry.text for entry in article.reading if entry.role == "source")
    lost = Counter(LETTER.findall(source)) - Counter(LETTER.findall(str(kept) + labels))
    assert lost == Counter()


def test_only_the_app_promotion_and_the_ends_of_a_document_are_left_out() -> None:
    left = {
        path.name: [node.text for node in nodes(read_file(path, ReadOptions())) if isinstance(node, model.LeftOut)]
        for path in TEXTS
    }
    notes = left.pop("lamp-road.txt")[12:]
    assert notes and all(text.startswith("［＃") for text in notes), "its key, and its notes on the page"
    assert left.pop("canals.txt") == ["立即打开 清晨 街巷 灯火 和邻居一起读临渚日报"]
    document = left.pop("tea-stoves.txt")
    assert (document[0], document[1][:2], len(document)) == ("云栈县人民政府文件", "（此", 4), (
        "head and record of a document"
    )
    assert not any(left.values())
