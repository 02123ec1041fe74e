"""The bodies of articles: every case of `tests/spec/press-body*.md`, and what the model makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import pytest

from publisher.model import (
    Article,
    Box,
    Credit,
    Heading,
    LeftOut,
    List,
    Note,
    NoteBlock,
    Paragraph,
    Signature,
    Strong,
    Text,
    Verse,
)  # fmt: skip
from publisher.options import ReadOptions
from publisher.readers import read_bytes
from publisher.readers.press.article import Source, understand
from publisher.readers.press.furniture import FURNITURE, furniture
from publisher.readers.press.lines import Line, Markup, is_closed
from publisher.readers.press.numbering import faint_number_of, number_of
from publisher.tree import plain_text

SPEC = Path(__file__).parent / "spec"
HEADLINE = "headline | 把海风种进田里"
GOES_ON = "+"
TABLES = (
    "press-body",
    "press-body-unseen",
    "press-body-daily",
    "press-body-portal",
    "press-body-hard",
    "press-body-regions",
    "press-body-fresh",
)
T = TypeVar("T")


class Case(NamedTuple):
    """An article with a role for each of its lines."""

    title: str
    source: str
    roles: list[tuple[int, int, str]]
    """First and last line, and what they are."""


def cases(name: str) -> Iterator[Case]:
    paragraphs: dict[str, str] = {}
    title = ""
    fence: list[str] | None = None
    for line in (SPEC / f"{name}.md").read_text("utf-8").split("\n"):
        if line.startswith("```") and fence is None:
            fence = []
        elif line.startswith("```") and fence is not None:
            if paragraphs:
                yield case(title, fence, paragraphs)
            paragraphs = paragraphs or dict(row.split(" ", 1) for row in fence if row)
            fence = None
        elif fence is not None:
            fence.append(line)
        elif line.startswith("#"):
            title = line.lstrip("# ")


def case(title: str, rows: list[str], paragraphs: dict[str, str]) -> Case:
    if not any(row.startswith("headline") for row in rows):
        rows = [HEADLINE, *rows]
    lines: list[str] = []
    roles: list[tuple[int, int, str]] = []
    for row in rows:
        role, _, words = row.partition(" | ")
        lines.append(
            re.sub("@[a-z]?[0-9]", lambda mark: paragraphs[mark[0]], words).replace("~", "\xa0").replace("⇥", "\t")
        )
        if role == GOES_ON:
            first, _, role = roles.pop()
            roles.append((first, len(lines), role))
        elif role.strip():
            roles.append((len(lines), len(lines), role))
    return Case(title, "\n".join(lines) + "\n", roles)


def read(text: str) -> Article:
    return read_bytes(text.encode(), "body.txt", ReadOptions())


def blocks_of(article: Article, kind: type[T]) -> list[T]:
    return [block for block in article.blocks if isinstance(block, kind)]


CASES = [each for name in TABLES for each in cases(name)]


@pytest.mark.parametrize("each", CASES, ids=[each.title for each in CASES])
def test_roles(each: Case) -> None:
    article = read(each.source)
    assert [(*entry.lines, entry.role) for entry in article.reading] == each.roles


@pytest.mark.parametrize("each", CASES, ids=[each.title for each in CASES])
def test_what_is_read_is_all_there_and_sure(each: Case) -> None:
    """Silence: nothing but what the lines that are left out, joined or renumbered give reason for; no line is a guess."""
    article = read(each.source)
    said = {remark.code for remark in article.diagnostics}
    assert said <= {"left-out", "list-markers", "entity-replaced", "language-guessed", "header-unset"}
    assert all(entry.confidence >= 0.6 for entry in article.reading)


# --- the model -----------------------------------------------------------------------------------------------------

TEXT = "清晨的码头上，渔船一条接一条靠岸，岸边的人把冰块铲进木箱，谁也顾不上说话，只听见海浪的声音。"


def headings(article: Article) -> list[tuple[str, int]]:
    return [(plain_text(block.content), block.level) for block in blocks_of(article, Heading)]


def article_of(*lines: str) -> Article:
    return read("\n".join(["旧船记", *(line.replace("¶", TEXT) for line in lines)]) + "\n")


LEVELS = [
    ("章下有节", ["第一章 码头", "第一节 清晨", "¶", "第二节 黄昏", "¶", "第二章 船坞", "¶"], [1, 2, 2, 1]),
    ("卷下有回", ["卷一 春", "第一回 靠岸", "¶", "第二回 下水", "¶", "卷二 夏", "第三回 学艺", "¶"], [1, 2, 2, 1, 2]),
    ("序与后记同章一级", ["序言", "¶", "第一章 码头", "¶", "一、清晨", "¶", "后记", "¶"], [1, 1, 2, 1]),
    ("章下的小标题", ["第一章 码头", "¶", "先修屋顶", "¶", "第二章 船坞", "¶", "再谈生意", "¶"], [1, 2, 1, 2]),
    ("公文四级", ["一、总体", "（一）要求", "¶", "1. 原则", "¶", "（1）节约", "¶", "二、任务", "¶"], [1, 2, 3, 4, 1]),
    ("高一级的编号后出现", ["（一）要求", "¶", "一、任务", "¶", "（一）目标", "¶"], [1, 1, 2]),
    ("小数编号", ["1. 背景", "¶", "1.1 缘起", "¶", "1.2 经过", "¶", "2. 结果", "¶"], [1, 2, 2, 1]),
    ("章下只有序号", ["第一章 码头", "一", "¶", "二", "¶", "第二章 船坞", "¶"], [1, 2, 2, 1]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lines", "levels"), LEVELS, ids=[row[0] for row in LEVELS])
def test_levels_of_headings(name: str, lines: list[str], levels: list[int]) -> None:
    assert [level for _, level in headings(article_of(*lines))] == levels


def test_a_heading_glued_to_its_paragraph_is_parted_from_it() -> None:
    article = article_of("　　¶", f"　　一、先看龙骨　　{TEXT}　　{TEXT}", f"　　二、再看船板　　{TEXT}")
    assert headings(article) == [("一、先看龙骨", 1), ("二、再看船板", 1)]
    assert [(plain_text(block.content), block.lines) for block in blocks_of(article, Paragraph)] == [
        (TEXT, (2, 2)), (TEXT, (3, 3)), (TEXT, (3, 3)), (TEXT, (4, 4)),
    ]  # fmt: skip


def test_a_number_alone_is_not_parted_from_its_paragraph() -> None:
    article = article_of("　　¶", f"　　一、　　{TEXT}")
    assert headings(article) == []
    assert plain_text(blocks_of(article, Paragraph)[1].content) == f"一、　　{TEXT}"


def test_glued_paragraphs_by_any_white_space() -> None:
    for gap in ("　　", "　　　", "\xa0\xa0\xa0\xa0", "    ", " 　 　"):
        assert len(blocks_of(article_of("　　¶", f"　　{TEXT}{gap}{TEXT}"), Paragraph)) == 3, repr(gap)
    assert len(blocks_of(article_of("　　¶", f"　　{TEXT} {TEXT}"), Paragraph)) == 2


def test_notes_at_the_end_keep_their_numbers() -> None:
    article = article_of("　　¶①", "　　¶②", "注释：", "①见《石浦镇志》。", "②同上。")
    assert [(block.label, block.lines) for block in blocks_of(article, NoteBlock)] == [("①", (5, 5)), ("②", (6, 6))]
    assert [plain_text(p.content) for note in blocks_of(article, NoteBlock) for p in note.blocks if isinstance(p, Paragraph)] == [
        "见《石浦镇志》。", "同上。",
    ]  # fmt: skip


def test_works_cited_keep_their_printed_numbers() -> None:
    article = article_of(
        "　　¶", "参考文献", "[1] 方小雨. 旧船记[M]. 石浦: 海岸书局, 2011.", "[2] 李木. 看潮[J]. 滩涂, 2014(3): 12-19."
    )
    assert headings(article) == [("参考文献", 1)]
    assert blocks_of(article, List) == []
    assert [plain_text(block.content)[:3] for block in blocks_of(article, Paragraph)][1:] == ["[1]", "[2]"]


def test_old_verse_is_verse_and_its_couplets_are_lines() -> None:
    article = article_of("　　¶", "　　老人念道：", "　　　　潮落船如叶，", "　　　　灯明水似烟。", "　　¶")
    (poem,) = blocks_of(article, Verse)
    assert [[plain_text(line) for line in stanza] for stanza in poem.stanzas] == [["潮落船如叶，", "灯明水似烟。"]]


@pytest.mark.parametrize("line", ["诗云：", "　　诗云：", "题", "第一章 码头", "相关阅读", "①"])
def test_lines_that_all_promise_something_cost_no_more_than_others(line: str) -> None:
    """Were each to look as far as the last, this text would need hours; no clock is read."""
    article = read("旧船记\n" + f"{line}\n" * 20_000 + TEXT)
    assert article.reading[-1].lines == (20_002, 20_002)


def test_a_table_of_contents_is_left_out_and_the_chapters_stay() -> None:
    article = article_of("目录", "第一章 码头", "第二章 船坞", "第一章 码头", "　　¶", "第二章 船坞", "　　¶")
    assert {block.reason for block in blocks_of(article, LeftOut)} == {"table of contents"}
    assert [text for text, _ in headings(article)] == ["第一章 码头", "第二章 船坞"]


def test_a_list_of_chapters_that_do_not_come_again_is_kept() -> None:
    article = article_of("目录", "第一章 码头", "第二章 船坞", "　　¶")
    assert blocks_of(article, LeftOut) == []


def test_signature_and_date_at_the_right() -> None:
    article = article_of("　　¶", "　　¶", f"{'　' * 20}石浦镇渔业站", f"{'　' * 20}2016年4月2日")
    assert [plain_text(block.content) for block in blocks_of(article, Signature)] == ["石浦镇渔业站", "2016年4月2日"]
    assert article.date == "2016-04-02"


def test_a_note_by_the_editors_makes_no_quotation_of_the_text_above() -> None:
    article = article_of("　　编者按：¶", "　　——编者", "　　¶")
    assert len(blocks_of(article, Box)) == 1
    assert [entry.role for entry in article.reading] == ["headline", "paragraph", "credit", "paragraph"]


def test_a_sentence_torn_in_two_paragraphs_is_mended() -> None:
    """A long line that ends in a comma, or in a word that cannot end a sentence, goes on below, whatever stands between."""
    article = article_of(
        "　　¶", "", f"　　{TEXT[:-1]}，看着船上的", "", "　　灯一盏一盏地亮起来，才慢慢往回走。", "", "　　¶"
    )
    assert [entry.lines for entry in article.reading] == [(1, 1), (2, 2), (4, 6), (8, 8)]
    assert "船上的灯一盏" in article.reading[2].text


def test_wrapped_lines_are_joined_whatever_ends_them() -> None:
    wrapped = (
        "去年冬天，镇里请来三位老船匠，把停在滩涂上的旧船一条一条量过。他们说，\n"
        "能修的有十一条，修不了的，就把木料拆下来，给学校做课桌。码头上的人起初不信\n"
        "，后来看见第一条船真的下了水，也就都来帮忙了。"
    )
    article = read(f"旧船记\n\n{wrapped}\r\n\r\n{wrapped}\r\r{wrapped}\n")
    assert [entry.lines for entry in article.reading] == [(1, 1), (3, 5), (7, 9), (11, 13)]
    assert "说，能修" in article.reading[1].text


# --- mark-up -------------------------------------------------------------------------------------------------------


def marked(text: str, **markup: object) -> Line:
    said = Markup(**markup) if markup else None  # type: ignore[arg-type]
    return Line(0, 0, text, 0, gap=True, closed=is_closed(text), markup=said)


def understand_lines(*lines: Line) -> Article:
    numbered = [msgspec.structs.replace(line, first=place, last=place) for place, line in enumerate(lines, 1)]
    return understand(numbered, Source(name="x", format="html", language="zh-Hans", stated={"headline": "旧船记"}))


def roles_of(*lines: Line) -> list[str]:
    return [entry.role for entry in understand_lines(*lines).reading]


def test_a_bold_line_with_text_under_it_is_a_heading() -> None:
    assert roles_of(marked(TEXT), marked("先修屋顶", strong=True), marked(TEXT)) == [
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_bold_says_nothing_where_all_is_bold() -> None:
    long_and_open = "没有回头，也没有说话，只是一个人慢慢地沿着江边的石阶一级一级往下走去"
    bold = [marked(text, strong=True) for text in (TEXT, "他走了。", long_and_open, TEXT)]
    assert roles_of(*bold) == ["paragraph"] * 4


def test_a_heading_is_not_bold_twice() -> None:
    bold = marked("先修屋顶", strong=True, content=(Strong((Text("先修屋顶"),)),))
    article = understand_lines(marked(TEXT), bold, marked(TEXT))
    assert [block.content for block in blocks_of(article, Heading)] == [(Text("先修屋顶"),)]


def test_who_said_it_stands_under_two_hyphens_too() -> None:
    assert [entry.role for entry in article_of("　　¶", "　　潮水从来不等船。", "　　-- 方小雨", "　　¶").reading] == [
        "headline", "paragraph", "quote", "credit", "paragraph",
    ]  # fmt: skip


def test_a_byline_that_calls_a_note_stays_in_the_text_with_it() -> None:
    note = Note((Paragraph(content=(Text("作者是船匠。"),)),))
    byline = marked("作者：方小雨", content=(Text("作者：方小雨"), note))
    article = understand_lines(byline, marked(TEXT), marked(TEXT))
    assert [block.content for block in blocks_of(article, Credit)] == [(Text("作者：方小雨"), note)]
    assert article.printed.byline == "作者：方小雨"
    assert [person.name for person in article.bylines] == ["方小雨"]
    assert not article.byline_text


def test_lines_of_a_head_on_one_line_of_the_source() -> None:
    """A saved page may have no line ends at all."""
    lines = [marked("三座旧码头半年迎客四十万——"), marked("让手艺回到街上"), marked(TEXT), marked(TEXT)]
    article = understand(
        [msgspec.structs.replace(line, first=1, last=1) for line in lines], Source(name="x", format="html")
    )
    assert [entry.role for entry in article.reading] == ["kicker", "headline", "paragraph", "paragraph"]


def test_a_line_without_words_opens_no_body_and_breaks_nothing() -> None:
    article = understand_lines(marked(""), marked(TEXT), marked(TEXT))
    assert len(blocks_of(article, Paragraph)) == 2


def test_bold_lines_in_a_row_are_no_headings() -> None:
    bold = [marked(text, strong=True) for text in ("看龙骨", "看船板", "看桅杆")]
    assert roles_of(marked(TEXT), *bold, marked(TEXT), marked(TEXT), marked(TEXT)) == ["paragraph"] * 7


def test_a_bold_label_of_an_interview_opens_a_turn() -> None:
    content = (Strong((Text("问："),)), Text("谁来修"))
    turns = [marked("问：谁来修", content=content), marked(f"答：{TEXT}")]
    assert roles_of(marked(TEXT), *turns, *turns) == ["paragraph"] * 5


def test_a_signature_set_to_the_right() -> None:
    signed = [marked("石浦镇渔业站", align="right"), marked("2016年4月2日", align="right")]
    assert roles_of(marked(TEXT), marked(TEXT), *signed) == ["paragraph", "paragraph", "credit", "date"]


def test_headings_of_the_mark_up_are_above_numbered_ones() -> None:
    lines = [marked("船坞", heading=2), marked("一、龙骨"), marked(TEXT), marked("下水", heading=2), marked(TEXT)]
    article = understand(lines, Source(name="x", format="html", language="zh-Hans", stated={"headline": "旧船记"}))
    assert headings(article) == [("船坞", 2), ("一、龙骨", 3), ("下水", 2)]


# --- single words --------------------------------------------------------------------------------------------------

NUMBERS = [
    ("一、码头", "han", 1), ("十一、码头", "han", 11), ("二十三、码头", "han", 23), ("（二）码头", "han-paren", 2),
    ("㈢码头", "han-paren", 3),
    ("4.码头", "arabic", 4), ("４．码头", "arabic", 4), ("4、码头", "arabic", 4), ("⒋码头", "arabic", 4),
    ("5.2018年的码头", "arabic", 5),
    ("（5）码头", "arabic-paren", 5), ("⑸码头", "arabic-paren", 5), ("⑥码头", "circled", 6),
    ("❻码头", "circled", 6), ("柒、码头", "formal", 7),
    ("1.2 码头", "decimal", 2), ("[8] 方小雨", "bracket", 8), ("第九章　码头", "chapter", 9),
    ("第12回 码头", "chapter", 12), ("卷三　码头", "chapter", 3),
    ("제1장 부두", "chapter", 1), ("3.5米", None, 0), ("2018年", None, 0), ("一条船", None, 0),
    ("第一条船", None, 0), ("（本报讯）", None, 0), ("[海岸]", None, 0),
]  # fmt: skip
FAINT = [
    ("01 码头", "arabic-space", 1), ("2 码头", "arabic-space", 2), ("3）码头", "arabic-space", 3),
    ("四　码头", "han-space", 4), ("B. 码头", "letter", 2),
    ("Ⅲ. 码头", "roman", 3), ("II. 码头", "roman", 2), ("其三：码头", "ordinal", 3), ("之四　码头", "ordinal", 4),
    ("故事五：码头", "labelled", 5),
    ("5 条船", None, 0), ("3 月 5 日", None, 0), ("A股码头", None, 0), ("其他：码头", None, 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "scheme", "value"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_number(text: str, scheme: str | None, value: int) -> None:
    number = number_of(text)
    assert (number.scheme, number.value) == (scheme, value) if number else scheme is None


@pytest.mark.parametrize(("text", "scheme", "value"), FAINT, ids=[row[0] for row in FAINT])
def test_faint_number(text: str, scheme: str | None, value: int) -> None:
    number = faint_number_of(text)
    assert (number.scheme, number.value) == (scheme, value) if number else scheme is None


def test_one_faint_number_is_none() -> None:
    article = article_of("　　¶", "　　A. 先看龙骨，再看船板，", "　　¶")
    assert "heading-letter" not in {entry.rule for entry in article.reading}


FURNITURE_LINES = [
    ("furniture-app", "打开海岸APP，查看更多", "立即打开", "用APP看新聞"),
    ("furniture-share", "分享到：", "分享至 微信 微博", "微信 微博 QQ空间", "シェアする", "페이스북 트위터"),
    ("furniture-qr", "扫一扫，分享给朋友", "长按识别二维码", "扫描下方二维码关注"),
    ("furniture-follow", "欢迎关注海岸日报公众号", "关注我们", "追蹤海岸粉絲專頁"),
    ("furniture-pager", "[第1页] [第2页]", "上一回　　目录　　下一回",
        "(快捷键:←)上一章 | 返回目录 | 下一章(快捷键:→)", "目次　　次の話",
        "返回书页", "第一页", "[1]", "【1】【2】【3】", "上一页 1 2 3 下一页", "共5页 1 2 3", "次へ"),
    ("furniture-trail", "首页 > 新闻 > 正文", "您的位置：首页 >> 乡村", "ホーム > 社会"),
    ("furniture-navigation", "首页 | 新闻 | 社会 | 体育", "新闻 体育 财经 娱乐", "홈 뉴스 정치 경제"),
    ("furniture-login", "登录 | 注册", "登录后发表评论"),
    ("furniture-weather", "2020年5月1日 星期五 多云", "石浦 多云 18℃~24℃"),
    ("furniture-neighbour", "上一篇：码头的早晨", "下一篇：船坞", "次の記事：港"),
    ("furniture-other-article", "相关阅读：码头的早晨", "延伸閱讀：碼頭的早晨"),
    ("furniture-search", "共找到 1,204 个相关网页", "共找到52条相关新闻"),
    ("furniture-toolbar", "【打印】【关闭】", "打印 收藏 关闭", "字号：大 中 小", "点赞", "赞(3)", "举报", "返回顶部"),
    ("furniture-comments", "我要评论", "已有 12 条评论", "网友评论（3）"),
    ("furniture-counter", "阅读：3021", "浏览次数：88", "1.2万次播放", "本文已被浏览 3207 次", "阅读(3207) 评论(3)"),
    ("furniture-timestamp", "（更新时间戳: 1699620704638）", "时间戳：1699620704"),
    ("furniture-copyright", "版权所有 海岸新闻网", "© 2020 海岸日报", "未经许可不得转载", "無断転載を禁じます",
        "京ICP备00000000号"),
    ("furniture-board", "发信人: matou (码头上的人), 信区: Travel", "※ 来源:．柳河大学站 bbs.liuhe.example．[FROM: 10.1.*]"),
    ("furniture-original-title", "原标题：码头", "（原标题：码头）"),
    ("furniture-button", "查看大图", "更多影片", "続きを読む", "더보기", "点击查看更多"),
    ("furniture-insert", ">>>码头的早晨", "→ 码头"),
    ("furniture-end-mark", "（完）", "(本章完)", "（全书完）", "（끝）", "未完待续"),
    ("furniture-page-jump", "（下转第二版）", "（上接A1版）", "▶下转3版"),
    ("furniture-watermark", "本书由海岸读书网整理", "海岸文学网首发，请勿转载", "一秒记住，海岸小说网",
        "手机用户请浏览 m.haian.example 阅读。", "最新网址：haian.example", "天才一秒记住本站地址：haian.example。",
        "喜欢旧船记请大家收藏：(haian.example)旧船记更新速度最快。", "正在手打中，请稍等片刻，内容更新后请重新刷新页面！",
        "章节错误,点此举报(免注册)"),
    ("furniture-paywall", "この記事は有料記事です。残り312文字", "この記事は会員限定です", "有料会員記事", "残り 1234文字",
        "全文を読むには無料会員登録が必要です。", "ログインして続きを読む", "登入以閱讀全文", "本文剩余 62% 未读，登录后阅读全文",
        "加入會員 看完整內容", "본 기사는 유료회원 전용입니다", "로그인 후 기사 전문을 볼 수 있습니다"),
    ("furniture-advertisement", "我是廣告 請繼續往下閱讀", "廣告（請繼續閱讀本文）", "請繼續往下閱讀"),
    ("furniture-public-service", "★《海岸新聞》提醒您：用火不慎，後果自負。", "◎珍惜生命，可撥打安心專線。",
        "飲酒過量，有害健康！", "※《海岸新聞》關心您：酒後不開車。", "如果您覺得痛苦，您並不孤單。"),
    ("furniture-contributions", "本欄歡迎投稿，每篇以八百字為限。", "来稿请寄：haian@example.com", "新闻热线：0000-1234567",
        "報料熱線：1234 5678", "기사제보 및 보도자료 news@haian.example"),
    ("furniture-votes", "求推荐票，求收藏，求打赏！", "PS：求推荐票和收藏，谢谢大家！", "（求月票！）", "新书上传，求收藏、求推荐！"),
    ("furniture-author-aside", "作者有话要说：", "作者有話說：謝謝大家", "後書き"),
    ("furniture-address", "www.haian.example", "https://haian.example/1.html"),
    ("furniture-notice", "免责声明：以上内容为作者个人观点，与本网无关。",
        "声明：本网转载此文出于传递信息之目的，如有侵权请联系删除。"),
]  # fmt: skip
SAME_WORDS_IN_TEXT = [
    "打开新局面还要靠大家一起想办法。", "打开应用以后，他愣住了。", "分享到的快乐，比自己留着的多。",
    "分享海边的早晨", "扫一扫院子，喂一喂鸡，一天就开始了。",
    "关注天气的人多了。", "关注孩子的眼睛", "第一页上写着他的名字。", "首页上登着他的照片。", "登录那天正好下雨。",
    "上一篇文章写的是船。", "相关阅读材料发到了每个人手里。",
    "共找到三条旧船。", "打印的图纸挂在墙上。", "收藏旧船的人", "评论家们沉默了。", "阅读是一件安静的事。",
    "版权的事，谁也说不清楚。", "转载的文章里少了一段话，他很生气。",
    "查看大图的时候，他发现了一处裂缝。", "更多的人来了。", "完了。", "转了三个弯，就到了第二版图上的那个村子。",
    "声明是船坞发的，只有三句话。", "本书由他的学生整理，用了三年。",
    "本书由三部分组成", "手机用户越来越多，渔船上也装了天线。", "求人不如求己，老周这样说。", "求收藏的人挤满了小店。",
    "有人求票，有人退票，码头上乱成一团。", "作者有话要说，可是没有人听。", "支持正版，是他一直的主张。", "目录上没有他的名字",
    "本版的读者多是渔民", "欢迎投稿的启事登出以后，来了三百多封信。", "投稿的人越来越少，编辑只好自己写。", "热线电话响了一夜",
    "飲酒過量的人都睡了。", "會員限定的日子過去了。", "一秒记住的东西，一秒就忘了。", "投稿请寄镇上的读报亭。",
    "请继续往下挖，他说。", "已有三千人看过这条船。",
    "提示：先看龙骨，再看船板。", "大中小三条船", "新闻和体育是两回事。", "原标题党的人不少。",
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "lines"), [(row[0], row[1:]) for row in FURNITURE_LINES], ids=[row[0] for row in FURNITURE_LINES]
)
def test_furniture(rule: str, lines: tuple[str, ...]) -> None:
    for line in lines:
        row = furniture(line)
        assert row is not None and row.rule == rule, line


@pytest.mark.parametrize("line", SAME_WORDS_IN_TEXT)
def test_a_sentence_with_the_same_words_is_text(line: str) -> None:
    assert furniture(line) is None


def test_every_row_of_furniture_has_its_lines() -> None:
    assert {row.rule for row in FURNITURE} | {"furniture-notice"} == {row[0] for row in FURNITURE_LINES}
