"""The notation of Aozora Bunko: each notation and what it makes; whole files; and texts that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.model import (
    Article,
    Box,
    Credit,
    Emphasis,
    Figure,
    Heading,
    Inline,
    InlineImage,
    LeftOut,
    LineBreak,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Separator,
    Signature,
    Strong,
    Subscript,
    Superscript,
    Text,
    Verse,
)
from publisher.options import ReadOptions
from publisher.readers import read_bytes
from publisher.readers.press.inlines import plain_text
from publisher.readers.text.colophon import head_roles
from publisher.readers.text.figures import figure_of
from publisher.readers.text.gaiji import resolve, with_accents, with_repeat_marks
from publisher.readers.text.notation import Notation
from publisher.readers.text.notes import understood
from publisher.readers.text.signs import is_notated

SAMPLE = Path(__file__).parents[1] / "data" / "samples" / "lamp-road.txt"
KEY = "-" * 55 + "\n【テキスト中に現れる記号について】\n\n《》：ルビ\n（例）岬《みさき》\n" + "-" * 55 + "\n"
PLAIN = "　岬の駅には、駅員がひとりしかいない。朝は切符を切り、夜は灯を消して帰る。\n"


def text(words: str) -> Text:
    return Text(words)


def note(words: str) -> Note:
    return Note((Paragraph(content=(Text(words),)),))


ASIDE = Note((Paragraph(content=(Text("岬線"), LineBreak(), Text("終点"))),))

# --- one notation a row ----------------------------------------------------------------------------------------------

ROWS: tuple[tuple[str, str, tuple[Inline, ...]], ...] = (
    ("ruby over the ideographs before it", "古い灯台《とうだい》へ", (text("古い"), Ruby("灯台", "とうだい"), text("へ"))),
    ("ruby from the bar on", "終｜電車《でんしゃ》", (text("終"), Ruby("電車", "でんしゃ"))),
    ("ruby over 々 and ヶ", "佐々木ヶ原《ささきがはら》", (Ruby("佐々木ヶ原", "ささきがはら"),)),
    ("ruby over katakana", "青いランプ《あかり》", (text("青い"), Ruby("ランプ", "あかり"))),
    ("ruby over Western letters", "このlamp《ランプ》", (text("この"), Ruby("lamp", "ランプ"))),
    ("ruby over full-width letters", "第ＡＢ《エービー》", (text("第"), Ruby("ＡＢ", "エービー"))),
    ("no ruby after a mark", "と。《題名》", (text("と。《題名》"),)),
    ("a bar that no ruby comes for", "甲｜乙", (text("甲｜乙"),)),
    ("gaiji by plane, row and cell", "※［＃「てへん＋劣」、第3水準1-84-77］る", (text("挘る"),)),
    ("gaiji of plane 2", "※［＃「虫＋剌」、第4水準2-87-66］", (text("蝲"),)),
    ("gaiji with full-width figures", "※［＃「てへん＋劣」、第３水準１－８４－７７］", (text("挘"),)),
    ("gaiji by code point", "※［＃「身＋单」、U+8EC3、56-1］", (text("軃"),)),
    ("gaiji that are marks of the notation", "※［＃始め二重山括弧、1-1-52］灯※［＃終わり二重山括弧、1-1-53］", (text("《灯》"),)),
    ("gaiji in ruby's base", "※［＃「口＋愛」、第3水準1-15-23］気《おくび》", (Ruby("噯気", "おくび"),)),
    ("gaiji without a code", "※［＃「にすい＋鼻」、62-下-3］", (text("〓"), note("「にすい＋鼻」、62-下-3"))),
    ("gaiji without a code, read", "※［＃「にすい＋鼻」、6-3］《び》", (Ruby("〓", "び"), note("「にすい＋鼻」、6-3"))),
    ("accents", "〔cafe'〕の〔Noe:l〕", (text("caféのNoël"),)),
    ("accents read", "〔Ho^tel〕《オテル》", (Ruby("Hôtel", "オテル"),)),
    ("brackets of the author's own", "〔二〇一八年〕", (text("〔二〇一八年〕"),)),
    ("repeat marks", "ます／＼しみ／″＼", (text("ます〳〵しみ〴〵"),)),
    ("dots, behind", "つよい風［＃「風」に傍点］", (text("つよい"), Emphasis((text("風"),)))),
    ("dots of another shape", "風［＃「風」に白ゴマ傍点］", (Emphasis((text("風"),)),)),
    ("dots at the left", "風［＃「風」の左に丸傍点］", (Emphasis((text("風"),)),)),
    ("dots on words with ruby", "灯台《とうだい》へ［＃「灯台へ」に傍点］", (Emphasis((Ruby("灯台", "とうだい"), text("へ"))),)),
    ("dots, around", "［＃傍点］風《かぜ》と波［＃傍点終わり］", (Emphasis((Ruby("風", "かぜ"), text("と波"))),)),
    ("a side line is stress", "風［＃「風」に二重傍線］", (Emphasis((text("風"),)),)),
    ("a wave line, around", "［＃波線］風［＃波線終わり］", (Emphasis((text("風"),)),)),
    ("bold", "風［＃「風」は太字］", (Strong((text("風"),)),)),
    ("italics", "風［＃「風」は斜体］", (Emphasis((text("風"),)),)),
    ("two styles on the same words", "風［＃「風」に傍点］［＃「風」は太字］", (Strong((Emphasis((text("風"),)),)),)),
    ("a style in a style",
     "［＃太字］風と［＃傍点］波［＃傍点終わり］［＃太字終わり］", (Strong((text("風と"), Emphasis((text("波"),)))),)),
    ("the last of the same words", "風と風［＃「風」に傍点］", (text("風と"), Emphasis((text("風"),)))),
    ("a frame in the line", "風［＃「風」は罫囲み］", (Strong((text("風"),)),)),
    ("small letters above", "a2［＃「2」は上付き小文字］", (text("a"), Superscript((text("2"),)))),
    ("small letters below", "H2［＃「2」は下付き小文字］O", (text("H"), Subscript((text("2"),)), text("O"))),
    ("small print beside the line", "風［＃「風」は行右小書き］", (Superscript((text("風"),)),)),
    ("upright figures are the page's", "25［＃「25」は縦中横］分", (text("25分"),)),
    ("size is the page's", "風［＃「風」は２段階大きな文字］", (text("風"),)),
    ("horizontal in vertical", "［＃横組み］ABC［＃横組み終わり］", (text("ABC"),)),
    ("a note in two lines",
     "駅［＃割り注］岬線［＃改行］終点［＃割り注終わり］", (text("駅"), ASIDE)),
    ("order marks", "登［＃レ］山［＃一］", (text("登"), Subscript((text("レ"),)), text("山"), Subscript((text("一"),)))),
    ("added kana", "登［＃（ル）］", (text("登"), Superscript((text("ル"),)))),
    ("ruby at the left", "灯台［＃「灯台」の左に「あかり」のルビ］", (Ruby("灯台", "あかり"),)),
    ("a second reading", "灯台《とうだい》［＃「灯台」の左に「あかり」のルビ］", (Ruby("灯台", "とうだい"), note("あかり"))),
    ("a word beside the line", "習つた［＃「習つた」に「ママ」の注記］", (Ruby("習つた", "ママ"),)),
    ("a word beside the line, around", "［＃注記付き］習つた［＃「ママ」の注記付き終わり］", (Ruby("習つた", "ママ"),)),
    ("a correction", "習った［＃「習った」は底本では「習つた」］", (text("習った"), note("「習った」は底本では「習つた」"))),
    ("as in the source", "広場へに［＃「広場へに」はママ］", (text("広場へに"), note("「広場へに」はママ"))),
    ("a picture in the line",
     "印は［＃駅の印の図（seal.png、横20×縦20）入る］", (text("印は"), InlineImage("seal.png", "駅の印の図"))),
    ("a note about a note", "噯気［＃「※［＃「口＋愛」、第3水準1-15-23］気」に傍点］", (Emphasis((text("噯気"),)),)),
    ("a note nobody knows", "風［＃ここは逆立ち］", (text("風"), note("ここは逆立ち"))),
    ("words that are not there", "風［＃「波」に傍点］", (text("風"), note("「波」に傍点"))),
    ("a note that does not close", "風［＃「風」に傍点", (text("風［＃「風」に傍点"),)),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_notation_in_the_line(printed: str, expected: tuple[Inline, ...]) -> None:
    assert Notation(everywhere=True).read(printed, 1).content == expected


@pytest.mark.parametrize(
    ("written", "act"),
    [
        ("改ページ", "break"), ("改丁", "break"), ("改見開き", "break"), ("改段", "break"),
        ("３字下げ", "indent"), ("天から２字下げ", "indent"), ("ここから２字下げ", "indent-open"),
        ("ここから３字下げ、折り返して４字下げ", "indent-open"), ("ここから改行天付き、折り返して１字下げ", "indent-open"),
        ("ここで字下げ終わり", "indent-close"), ("地付き", "right"), ("地から１字上げ", "right"), ("地より２字上げ", "right"),
        ("ここから地付き", "right-open"), ("ここで地付き終わり", "right-close"), ("ここから地から３字上げ", "right-open"),
        ("ここで字上げ終わり", "right-close"), ("天付き", "layout"), ("ページの左右中央", "layout"), ("本文終わり", "layout"),
        ("ここから２０字詰め", "layout"), ("ここから２段組み", "layout"), ("ここで段組み終わり", "layout"),
        ("ここから罫囲み", "box-open"), ("ここで罫囲み終わり", "box-close"), ("ここから太字", "lines-open"),
        ("ここで太字終わり", "lines-close"), ("ここから１段階小さな文字", "lines-open"), ("ここで小さな文字終わり", "lines-close"),
        ("ここから中見出し", "lines-open"), ("「灯」は窓小見出し", "style"), ("同行中見出し", "open"), ("中見出し終わり", "close"),
        ("挿絵（fig1_02.png、横３２１×縦１２３）入る", "figure"), ("「灯」のキャプション付きの図（fig1.png、横3×縦2）入る", "figure"),
        ("「灯」はキャプション", "style"), ("この間二行欠字", "remark"), ("猫を撫でる", "unknown"),
    ],
)  # fmt: skip
def test_a_note_is_known(written: str, act: str) -> None:
    assert understood(written).act == act


def test_a_style_goes_on_until_it_ends() -> None:
    notation = Notation(everywhere=True)
    assert notation.read("波［＃太字］が", 1).content == (text("波"), Strong((text("が"),)))
    assert notation.read("来る［＃太字終わり］よ", 2).content == (Strong((text("来る"),)), text("よ"))
    assert notation.read("夜", 3).content == (text("夜"),)


def test_styles_are_not_nested_without_end() -> None:
    notation = Notation(everywhere=True)
    content = notation.read("［＃傍点］" * 5000 + "灯", 1).content
    depth = 0
    while content and hasattr(content[-1], "content"):
        content, depth = content[-1].content, depth + 1
    assert depth < 12


@pytest.mark.parametrize(
    ("described", "found"),
    [
        ("「てへん＋劣」、第3水準1-84-77", "挘"),
        ("二の字点、1-2-22", "〻"),
        ("半濁点付き平仮名か、1-4-87", "か゚"),
        ("「女＋※［＃「口＋愛」、第3水準1-15-23］」、25-3", None),
        ("「山＋灯」、135-下-8", None),
        ("「山＋灯」、1-95-1", None),
        ("「山＋灯」、U+D800", None),
        ("「山＋灯」、U+FFFE", None),
        ("「山＋灯」、U+110000", None),
    ],
)
def test_gaiji_are_told_by_their_code_alone(described: str, found: str | None) -> None:
    assert resolve(described) == found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("〔Franc,ais, ae&on, Stra_sse〕", "Français, æon, Strāsse"),
        ("〔A&ngstro:m, sten O/re, s&〕", "Ångström, sten Øre, ß"),
        ("〔I don't know Rene'〕", "I don't know René"),
        ("〔Vita: a〕", "〔Vita: a〕"),
        ("〔?@que' tal?〕", "¿qué tal?"),
    ],
)
def test_accents_are_composed_only_in_their_brackets(written: str, read: str) -> None:
    assert with_accents(written)[0] == read
    assert with_accents(written.strip("〔〕")) == (written.strip("〔〕"), 0)


def test_repeat_marks_are_counted() -> None:
    assert with_repeat_marks("ます／＼しみ／″＼") == ("ます〳〵しみ〴〵", 2)
    assert with_repeat_marks("右／左") == ("右／左", 0)


# --- whole files ---------------------------------------------------------------------------------------------------------


def read(source: str, **options: object) -> Article:
    return read_bytes(source.encode(), "灯.txt", ReadOptions(**options))  # type: ignore[arg-type]


def roles(article: Article) -> list[str]:
    return [f"{entry.lines[0]} {entry.role}" for entry in article.reading]


def kinds(article: Article) -> list[str]:
    return [type(block).__name__ for block in article.blocks if not isinstance(block, LeftOut)]


def codes(article: Article) -> list[str]:
    return [remark.code for remark in article.diagnostics]


def body(lines: str) -> Article:
    """An article whose file has a head, a key and a colophon round `lines`."""
    return read(f"灯の道\n汐見とも子\n\n{KEY}\n{lines}\n\n\n底本：「岬だより」汐見印刷所\n入力：浜木綿\n")


def test_the_sample_is_read_whole() -> None:
    article = read_bytes(SAMPLE.read_bytes(), SAMPLE.name)
    assert article.headline == (Ruby("灯", "ひ"), text("の道"))
    assert (article.printed.headline, article.printed.byline) == ("灯の道", "汐見とも子")
    assert article.printed.deck == "――岬の小さな電車のこと――"
    assert (article.language, article.date) == ("ja", "2018-02")
    headings = [(block.level, plain_text(block.content)) for block in article.blocks if isinstance(block, Heading)]
    assert headings == [(1, "上"), (2, "一　岬の駅"), (2, "二　運転士の手帳"), (1, "下")]
    assert [len(block.stanzas[0]) for block in article.blocks if isinstance(block, Verse)] == [3]
    assert [len(block.blocks) for block in article.blocks if isinstance(block, Quote)] == [2]
    (figure,) = [block for block in article.blocks if isinstance(block, Figure)]
    assert (figure.src, plain_text(figure.caption)) == ("images/town.jpg", "朝の川口。右の白い壁が駅である。")
    assert codes(article) == ["notation-read", "notation-left-out", "colophon-read"]


def test_every_line_of_the_sample_is_read_once() -> None:
    source = SAMPLE.read_text("utf-8").split("\n")
    article = read_bytes(SAMPLE.read_bytes(), SAMPLE.name)
    assert [entry.lines[0] for entry in article.reading] == [number for number, line in enumerate(source, 1) if line]


def test_no_notation_is_shown() -> None:
    article = read_bytes(SAMPLE.read_bytes(), SAMPLE.name)
    shown = [entry.text for entry in article.reading if entry.role not in ("boilerplate", "caption")]
    assert not [line for line in shown if any(mark in line for mark in "［］《》｜〔〕※＃")]


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-jp", "utf-8"])
def test_the_encoding_makes_no_difference(encoding: str) -> None:
    source = SAMPLE.read_text("utf-8")
    article = read_bytes(source.replace("\n", "\r\n").encode(encoding), "a.txt", ReadOptions(encoding=encoding))
    assert roles(article) == roles(read_bytes(SAMPLE.read_bytes(), "a.txt"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["灯の道", "汐見とも子"], ["headline", "byline"]),
        (["灯の道", "――岬の電車――", "汐見とも子"], ["headline", "deck", "byline"]),
        (["灯の道", "The Lamp Road", "ジョン・ハーバー", "汐見とも子訳"], ["headline", "deck", "byline", "byline"]),
        (["灯の道", "ジョン・ハーバー", "汐見とも子訳"], ["headline", "byline", "byline"]),
        (["灯の道", "ジョン・ハーバー", "汐見とも子訳", "千鳥校訂"], ["headline", "byline", "byline", "byline"]),
        (["灯の道", "――岬の電車――"], ["headline", "deck"]),
        (["灯の道"], ["headline"]),
    ],
)
def test_the_lines_of_the_head(lines: list[str], expected: list[str]) -> None:
    assert head_roles(lines) == expected
    article = read("\n".join(lines) + f"\n\n{KEY}\n{PLAIN}")
    assert [entry.role for entry in article.reading[: len(lines)]] == expected


def test_the_key_is_kept_and_not_published() -> None:
    article = body(PLAIN)
    kept = [block for block in article.blocks if isinstance(block, LeftOut)]
    assert [block.reason for block in kept] == ["key of the notation"] * 5
    assert kinds(article) == ["Paragraph", "Credit", "Credit"]


def test_the_colophon_is_published_as_credits_and_read_as_boilerplate() -> None:
    article = read(
        f"灯の道\n汐見とも子\n\n\n{PLAIN}\n\n\n底本：「岬だより」汐見印刷所\n　　　2018年3月1日発行\n翻訳：千鳥\n入力：浜木綿\n"
    )
    credits = [block for block in article.blocks if isinstance(block, Credit)]
    assert [plain_text(block.content) for block in credits] == [
        "底本：「岬だより」汐見印刷所\n2018年3月1日発行",
        "翻訳：千鳥",
        "入力：浜木綿",
    ]
    assert [block.role for block in credits] == ["other", "translator", "other"]
    assert [entry.role for entry in article.reading][-4:] == ["boilerplate"] * 4
    assert article.printed.date is None, "an edition's date is not the work's"


# Lines of the body -> the kinds of blocks they make, credits and lines left out apart.
LAYOUT: tuple[tuple[str, str, list[str]], ...] = (
    ("a heading", "［＃５字下げ］一［＃「一」は中見出し］\n\n" + PLAIN, ["Heading", "Paragraph"]),
    ("a heading between notes", "［＃大見出し］一［＃大見出し終わり］\n" + PLAIN, ["Heading", "Paragraph"]),
    ("a heading of two lines", "［＃ここから大見出し］\n岬の\n電車\n［＃ここで大見出し終わり］\n" + PLAIN, ["Heading", "Paragraph"]),
    ("a heading alone in its line", "一［＃「一」は同行中見出し］\n" + PLAIN, ["Heading", "Paragraph"]),
    ("a heading that text runs on after", "一［＃「一」は同行中見出し］　駅は岬にある。\n", ["Paragraph"]),
    ("a number where no heading is marked", "　　　一\n\n" + PLAIN + "\n　　　二\n\n" + PLAIN, ["Heading", "Paragraph"] * 2),
    ("a short line set off where none is marked",
     PLAIN + "\n［＃３字下げ］岬の駅\n\n" + PLAIN, ["Paragraph", "Heading", "Paragraph"]),
    ("speech", "「海が近いですね。」\n「北の風です」\n" + PLAIN, ["Paragraph"] * 3),
    ("a short open line is a paragraph", PLAIN + "　誰かが英語で\n" + PLAIN, ["Paragraph"] * 3),
    ("verse set off", PLAIN + "［＃ここから２字下げ］\n灯台の\n灯のとどく間を\n［＃ここで字下げ終わり］\n", ["Paragraph", "Verse"]),
    ("verse set off, line by line",
     PLAIN + "［＃２字下げ］灯台の\n［＃２字下げ］灯のとどく間を\n" + PLAIN, ["Paragraph", "Verse", "Paragraph"]),
    ("verse at the left edge",
     PLAIN + "\n灯台の\n灯のとどく間を\n\nひとつ乗り\nまた乗り\n\n" + PLAIN, ["Paragraph", "Verse", "Paragraph"]),
    ("a quotation set off",
     PLAIN + "［＃ここから２字下げ］\n岬線は走ります。お早めにお帰りください。\n［＃ここで字下げ終わり］\n", ["Paragraph", "Quote"]),
    ("a quotation by spaces",
     PLAIN + "　　　岬線は走ります。お早めにお帰りください。\n" + PLAIN, ["Paragraph", "Quote", "Paragraph"]),
    ("a signature", PLAIN + "［＃地付き］（二〇一八年二月）\n", ["Paragraph", "Signature"]),
    ("a signature after text", PLAIN.strip() + "［＃地から１字上げ］（二〇一八年二月）\n", ["Paragraph", "Signature"]),
    ("a new page", PLAIN + "［＃改ページ］\n" + PLAIN, ["Paragraph", "Separator", "Paragraph"]),
    ("ornaments", PLAIN + "　　　　＊\n" + PLAIN, ["Paragraph", "Separator", "Paragraph"]),
    ("a frame", "［＃ここから罫囲み］\n" + PLAIN + PLAIN + "［＃ここで罫囲み終わり］\n", ["Box"]),
    ("a picture", PLAIN + "［＃岬の図（fig1.png、横320×縦240）入る］\n", ["Paragraph", "Figure"]),
    ("bold lines", "［＃ここから太字］\n" + PLAIN + "［＃ここで太字終わり］\n" + PLAIN, ["Paragraph"] * 2),
)  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), [row[1:] for row in LAYOUT], ids=[row[0] for row in LAYOUT])
def test_lines_of_the_body(lines: str, expected: list[str]) -> None:
    article = body(lines)
    assert kinds(article) == [*expected, "Credit", "Credit"]
    assert not {"doubtful-reading", "left-out", "notation-unknown", "no-title"} & set(codes(article))
    source = [entry.lines[0] for entry in article.reading]
    assert source == sorted(set(source)), "no line is read twice"


def test_levels_of_headings_are_ranks() -> None:
    one = body("一［＃「一」は小見出し］\n" + PLAIN)
    assert [block.level for block in one.blocks if isinstance(block, Heading)] == [1]
    three = body("上［＃「上」は大見出し］\n一［＃「一」は中見出し］\n甲［＃「甲」は小見出し］\n" + PLAIN)
    assert [block.level for block in three.blocks if isinstance(block, Heading)] == [1, 2, 3]


def test_a_frame_has_the_title_that_is_marked_in_it() -> None:
    article = body(
        "［＃ここから罫囲み］\n運行のお知らせ［＃「運行のお知らせ」は小見出し］\n"
        + PLAIN
        + "［＃ここで罫囲み終わり］\n"
    )
    (box,) = [block for block in article.blocks if isinstance(block, Box)]
    assert (plain_text(box.title), len(box.blocks)) == ("運行のお知らせ", 1)


def test_bold_lines_are_bold_until_they_end() -> None:
    article = body("［＃ここから太字］\n" + PLAIN + "［＃ここで太字終わり］\n" + PLAIN)
    first, second = [block for block in article.blocks if isinstance(block, Paragraph)]
    assert isinstance(first.content[0], Strong)
    assert isinstance(second.content[0], Text)


def test_the_date_is_that_of_the_works_end_not_of_a_letter_in_it() -> None:
    letter = "［＃地付き］明治三十年五月\n"
    article = body(PLAIN + "［＃地付き］一九〇二年四月一日\n" + PLAIN * 4 + "［＃地付き］（二〇一八年二月）\n")
    assert article.printed.date == "二〇一八年二月"
    assert body(PLAIN + letter + PLAIN * 4).printed.date is None
    signatures = [block for block in article.blocks if isinstance(block, Signature)]
    assert len(signatures) == 2


def test_what_is_not_understood_is_reported_and_kept() -> None:
    article = body("　風［＃ここは逆立ち］が※［＃「山＋灯」、12-3］に吹く。\n")
    said = {remark.code: (remark.line, remark.values.get("note")) for remark in article.diagnostics}
    assert said["notation-unknown"] == (11, "ここは逆立ち")
    assert said["gaiji-untold"] == (11, "「山＋灯」、12-3")
    assert not [entry for entry in article.reading if "逆立ち" in entry.text]
    (paragraph,) = [block for block in article.blocks if isinstance(block, Paragraph)]
    assert len([inline for inline in paragraph.content if isinstance(inline, Note)]) == 2


def test_an_archives_file_is_japanese_whatever_its_script() -> None:
    assert read(f"登山\n汐見\n\n{KEY}\n　登［＃レ］山望海、海在山下。\n").language == "ja"


# --- what is in the notation, and what is not ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("岬《みさき》の駅《えき》にて。", True, id="ruby twice"),
        pytest.param("終｜電車《でんしゃ》にて。", True, id="ruby after a bar"),
        pytest.param("岬《みさき》の駅にて。", False, id="once may be a title in kana"),
        pytest.param("风［＃「风」に傍点］が吹く", True, id="a note"),
        pytest.param("他读了《红楼梦》和《边城》，又读《茶馆》。", False, id="titles of works"),
        pytest.param("书评｜《边城》：一条河", False, id="a bar before a title"),
        pytest.param("观点｜读《边城》有感", False, id="a bar, a word and a title"),
        pytest.param(
            "灯の道\n汐見\n\n　駅は岬にある。\n\n底本：「岬だより」\n　　　2018年発行\n入力：千鳥\n",
            True,
            id="a colophon",
        ),
        pytest.param("词曲《さくら》与《故乡》《四季》。", False, id="a Japanese song among Chinese titles"),
        pytest.param("｜饕餮《tāo tiè》是一种神兽。", True, id="pinyin after a bar"),
        pytest.param("［图 pier.jpg：码头］", False, id="a figure"),
        pytest.param("注［＃］说明", False, id="an empty note"),
    ],
)
def test_the_whole_text_tells_whether_it_is_in_the_notation(source: str, expected: bool) -> None:
    assert is_notated(source) is expected


def test_titles_in_chinese_stay_titles() -> None:
    article = read(
        "书评｜读《边城》有感\n　　他读了《红楼梦》，又读《边城》，再读《茶馆》，读完合上书，望着窗外的河。\n"
    )
    assert article.printed.headline == "书评｜读《边城》有感"
    assert "《红楼梦》" in article.reading[-1].text


def test_a_newspapers_text_with_ruby_is_read_as_the_press_has_it() -> None:
    article = read(
        "岬《みさき》の駅、春に開業\n"
        "【岬町＝汐見とも子】　岬《みさき》町の新しい駅《えき》が四月一日に開業した。町長は「待ちに待った日だ」と話した。\n"
    )
    assert article.printed.headline == "岬の駅、春に開業"
    assert article.headline[0] == Ruby("岬", "みさき")
    assert article.dateline == "【岬町＝汐見とも子】"
    (paragraph,) = [block for block in article.blocks if isinstance(block, Paragraph)]
    assert [inline for inline in paragraph.content if isinstance(inline, Ruby)] == [
        Ruby("岬", "みさき"),
        Ruby("駅", "えき"),
    ]


# --- figures in raw text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "src", "caption", "credit"),
    [
        ("［图 pier.jpg：清晨的码头］", "pier.jpg", "清晨的码头", ""),
        ("[图 pier.jpg: 清晨的码头]", "pier.jpg", "清晨的码头", ""),
        ("［圖 pier.png：清晨的碼頭／攝影：方小雨］", "pier.png", "清晨的碼頭", "攝影：方小雨"),
        ("［図 港/朝.webp：朝の港］", "港/朝.webp", "朝の港", ""),
        ("［그림 pier.jpg：새벽 부두］", "pier.jpg", "새벽 부두", ""),
        ("【图 two words.gif】", "two words.gif", "", ""),
        ("［图片：pier.JPG：甲/乙两座码头］", "pier.JPG", "甲/乙两座码头", ""),
    ],
)
def test_a_figure_on_a_line_of_its_own(line: str, src: str, caption: str, credit: str) -> None:
    figure = figure_of(line, (3, 3))
    assert figure is not None
    assert (figure.src, figure.alt, plain_text(figure.caption), plain_text(figure.credit)) == (
        src,
        caption,
        caption,
        credit,
    )


@pytest.mark.parametrize(
    "line",
    ["［图为清晨的码头］", "［图］", "见［图 pier.jpg］", "［图 pier.jpg：码头］。", "［图 pier.exe：码头］", "[1]"],
)
def test_no_figure(line: str) -> None:
    assert figure_of(line, (1, 1)) is None


def test_a_figure_stands_between_its_paragraphs_and_is_no_part_of_them() -> None:
    paragraph = "　　清晨的码头上，渔船一条接一条靠岸，岸边的人把冰块铲进木箱，谁也顾不上说话。\n"
    article = read(f"码头的早晨\n{paragraph}［图 pier.jpg：清晨的码头／摄影：方小雨］\n{paragraph}")
    assert [type(block) for block in article.blocks] == [Paragraph, Figure, Paragraph]
    assert roles(article) == ["1 headline", "2 paragraph", "3 caption", "4 paragraph"]
    assert codes(article) == []


def test_separators_know_their_line() -> None:
    article = body(PLAIN + "［＃改ページ］\n" + PLAIN)
    (separator,) = [block for block in article.blocks if isinstance(block, Separator)]
    assert separator.lines == (12, 12)
