"""Conventions of words on web pages: advertisements, tags, buttons, who signs, whose site it is; with what only looks so."""

from __future__ import annotations

import pytest

from publisher.model import Article
from publisher.options import ReadOptions
from publisher.readers import read_bytes
from publisher.readers.html.conventions import called, is_colophon, signed
from publisher.readers.html.dom import parse
from publisher.readers.html.houses import is_paper, is_publisher
from publisher.readers.html.info import Info, read_info
from publisher.readers.html.runs import runs
from publisher.readers.html.timestamps import date_of_issue
from publisher.readers.html.title import find_title

ONE = "清晨的码头上，渔船一条接一条靠岸，岸边的人把冰块铲进木箱，谁也顾不上说话。"
TWO = "太阳出来以前，鱼贩的秤已经摆好，买主提着灯一筐一筐地看，价钱在袖子里谈。"
THREE = "到了中午，码头空了，只剩下几只猫在晒网的绳子下面打盹，等着下一趟船回来。"
TITLE = "码头的早市"


def read(body: str, title: str = TITLE) -> Article:
    html = f"<!doctype html><title>{title}</title><body>{body}</body>"
    return read_bytes(html.encode(), "page.html", ReadOptions())


def published(article: Article) -> list[str]:
    return [entry.text for entry in article.reading if entry.role in ("paragraph", "heading", "list_item")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("广告", "advertisement"),
        ("广告：买船票到望海旅行社", "advertisement"),
        ("推广 · 听不清怎么办", "advertisement"),
        ("광고", "advertisement"),
        ("スポンサーリンク", "advertisement"),
        ("[PR]", "advertisement"),
        ("点击上方蓝字 关注我们", "button"),
        ("分享此文：", "share bar"),
        ("点击以在 Twitter 上共享（在新窗口中打开）", "share bar"),
        ("이 기사를 추천합니다", "button"),
        ("【更多新聞】下載海邊日報APP，隨時掌握最新消息", "app promotion"),
        ("本文链接：http://example.org/1，转载请注明出处。", "copyright notice"),
        ("广告公司的老板在码头上等船", None),
        ("推广渔船安全员制度", None),
        ("关注我们身边的渔民", None),
        ("PR会社の社長が港に来た", None),
        ("【早市】下了一夜的雨，码头上没有人", None),
        ("分享了这条船的故事以后，他们各自回家", None),
    ],
)
def test_what_calls_itself_the_sites(text: str, reason: str | None) -> None:
    said = called(text)
    assert (said.kind if said else None) == reason


@pytest.mark.parametrize(
    ("text", "is_credit"),
    [
        ("文字 | 林秋　图片 | 阿海", True),
        ("（供稿：区住建局 林秋 摄影：阿海 审核：小禾）", True),
        ("编辑 林秋 审核 小禾", True),
        ("本文作者：林秋", True),
        ("김하람 기자(haram@gaon.example)", True),
        ("本网记者 林秋 摄影报道", True),
        ("本网记者林秋来到码头摄影", False),
        ("编辑部搬到了码头", False),
        ("文字游戏：码头上的谜", False),
        ("摄影展昨天开幕，作者来了三位", False),
        ("审核：这一关为什么难过", False),
    ],
)
def test_who_signs_below(text: str, is_credit: bool) -> None:
    assert signed(text) is is_credit


@pytest.mark.parametrize(
    ("html", "info"),
    [
        ("<p><span>原创</span> <span>林秋</span> <a>潮水笔记</a> <em>2021-03-05 07:30</em>",
         Info("2021-03-05 07:30", "潮水笔记", "林秋")),
        ("<p><span>林秋</span> <a href=/>潮水笔记</a> <em>2021-03-05</em>", Info("2021-03-05", "潮水笔记", "林秋")),
        ("<p><span>原创</span><span>2021-03-05</span>·<a href=/>海边观察家</a>",
         Info("2021-03-05", "", "", "海边观察家")),
        ("<p><a href=/>海边慢生活</a><em>2021年3月5日</em><em>浙江</em>", Info("2021年3月5日", "", "", "海边慢生活")),
        ("<p><a href=/>田野上的风</a><span>关注</span>", Info(account="田野上的风")),
        ("<p>来源：望海都市报 记者 常青", Info("", "望海都市报", "记者 常青")),
        ("<p>2023-06-17 14:22 海邊報／ 記者<a href=/>許阿海</a>／台南即時報導",
         Info("2023-06-17 14:22", "海邊報", "記者許阿海／台南即時報導")),
        ("<p><strong><a href=/>김하람 기자</a></strong><a href=/>기자 페이지</a>", Info(byline="김하람 기자")),
        ("<p>기자명 김하람 기자", Info(byline="김하람 기자")),
        ("<p><span>石田花子</span> <time>2020年6月18日 10時00分</time>", Info("2020年6月18日 10時00分", "", "", "石田花子")),
        ("<p>撰文：<a href=/>陳大文</a>出版：2020-06-18 10:21", Info("2020-06-18 10:21", "", "陳大文")),
        ("<p>发布于 <a href=/>2018年6月18日</a> 由 <a href=/>田野</a>", Info("2018年6月18日", "", "田野")),
        ("<p><span>社会</span> <time>2020-06-18</time>", Info("2020-06-18")),
        ("<p>本报记者 林秋 通讯员 阿海 <span>《海边日报》（2020年06月18日）</span>",
         Info("2020年06月18日", "", "本报记者 林秋 通讯员 阿海")),
        ("<p>望海网图片频道 2020-06-18 10:21<a>我要投稿</a>", Info("2020-06-18 10:21", "望海网图片频道")),
        ("<p><span>06-18 10:21</span> <span class=authentication>渔业领域爱好者</span>", Info("06-18 10:21")),
        ("<p><time>2020.06.18</time><span class=writer>石田花子</span><a>ポストする</a>",
         Info("2020.06.18", "", "", "石田花子")),
        ("<p>发布时间：2020-06-18 供稿单位：水产学院 点击数：", Info("2020-06-18", "水产学院")),
        ("<p>图片来源：网络", None),
    ],
    ids=["author-and-account", "account-is-linked", "original-account", "account-and-place", "name-and-button",
         "reporter-behind-source", "desk", "korean-button", "korean-label", "name-alone", "hong-kong", "blog",
         "section-is-no-name", "reporter-first", "channel-of-a-house", "proof-is-no-name", "button-is-no-account", "office",
         "source-of-picture"],
)  # fmt: skip
def test_who_signs_above(html: str, info: Info | None) -> None:
    assert read_info(next(runs(parse(html).body))) == info


@pytest.mark.parametrize(
    ("name", "paper", "publisher"),
    [
        ("海边日报", True, True),
        ("北浜新報", True, True),
        ("가온뉴스", True, True),
        ("株式会社みなと工房", False, True),
        ("社會新聞", False, False),
        ("慢轮子", False, False),
        ("首页", False, False),
    ],
)
def test_names_of_houses(name: str, paper: bool, publisher: bool) -> None:
    assert (is_paper(name), is_publisher(name)) == (paper, publisher)


@pytest.mark.parametrize(
    ("body", "title", "source"),
    [
        (f"<a href=/>海边日报</a><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>", f"{TITLE} | 地方 | 海边日报", "海边日报"),
        (f"<h1>{TITLE}</h1><a href=/k>海边新报</a><p>{ONE}</p><p>{TWO}</p>", f"{TITLE}（海边新报） - 门户", "海边新报"),
        (f"<h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>", f"{TITLE} | 海边日报", None),
        (f"<a href=/>慢轮子</a><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>", f"{TITLE} | 慢轮子", None),
        (f"<h1>{TITLE}</h1><p>来源：望海晚报</p><p>{ONE}</p><p>海边日报</p><p>{TWO}</p>", f"{TITLE} | 海边日报", "望海晚报"),
    ],
    ids=["own-site", "portal", "not-shown", "blog", "label-wins"],
)  # fmt: skip
def test_whose_site_it_is(body: str, title: str, source: str | None) -> None:
    assert read(body, title).printed.source == source


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020年06月18日 星期四", "2020年06月18日 星期四"),
        ("2020年06月18日 星期四 第05版：副刊", "2020年06月18日 星期四"),
        ("今天是2020年06月18日 星期四", ""),
        ("2020年06月18日", ""),
    ],
)
def test_the_date_of_issue(text: str, date: str) -> None:
    assert date_of_issue(text) == date


def test_a_sites_colophon_has_several_labels() -> None:
    assert is_colophon("主办：望海市政府办公室　承办：望海市数据中心")
    assert not is_colophon("主办：望海市渔业协会")


LINKS = "".join(f"<li><a href=/{n}>另一条不相干的新闻标题</a></li>" for n in range(4))


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{ONE}</p><div><strong>延伸阅读</strong><ul>{LINKS}</ul></div><p>{TWO}</p><p>{THREE}</p>",
        f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><div><h3>相关</h3><ul>{LINKS}</ul></div>",
        f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>文章关键词：<a href=/1>渔船</a> <a href=/2>码头</a></p>",
        f"<p>{ONE}</p><p>{TWO}</p><div><div>광고</div></div><p>{THREE}</p><p><a>#渔船</a> <a>#码头</a></p>",
        f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><div><h3>分享此文：</h3><ul><li>点击分享到 Facebook</li></ul></div>",
        f"<div><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div><div><p>主办：望海政府　承办：望海数据中心</p></div>",
    ],
    ids=["insert", "links-under-a-heading", "keywords", "advertisement-and-tags", "share-under-a-heading", "colophon"],
)
def test_what_stands_amid_and_behind(body: str) -> None:
    assert published(read(f"<h1>{TITLE}</h1><div>{body}</div>")) == [ONE, TWO, THREE]


def test_a_heading_over_the_authors_own_list_stays() -> None:
    body = f"<p>{ONE}</p><h3>路线</h3><p>{TWO}</p><h3>要带的东西</h3><ul><li>补胎片六张</li><li>气筒一支</li></ul>"
    assert published(read(f"<h1>{TITLE}</h1><div>{body}</div>")) == [
        ONE, "路线", TWO, "要带的东西", "补胎片六张", "气筒一支",
    ]  # fmt: skip


def test_kicker_and_deck_by_their_place() -> None:
    header = f"<header><h3>海边人家系列报道之三</h3><h1>{TITLE}</h1><h4>——渔港见闻</h4></header>"
    printed = read(f"{header}<div><p>{ONE}</p><p>{TWO}</p></div>").printed
    assert (printed.kicker, printed.deck) == ("海边人家系列报道之三", "——渔港见闻")


def test_the_sites_name_in_a_heading_is_no_headline() -> None:
    body = f"<h1><a href=/ rel=home>慢轮子</a></h1><h2><a href=/1>{TITLE}</a></h2><p>{ONE}</p><p>{TWO}</p>"
    assert read(body, f"{TITLE} – 慢轮子").printed.headline == TITLE


DATED = "<p>发布时间：2020-06-18 点击数：</p>"


@pytest.mark.parametrize(
    ("body", "title", "headline"),
    [
        (f"<td class=bt>{{}}</td></tr><tr><td>{DATED}", "望海水产学院新闻网", "我院师生走进渔港测量潮位"),
        (f"<font size=5>{{}}</font></td></tr><tr><td>{DATED}", "望海水产学院新闻网", "我院师生走进渔港测量潮位"),
        ("<b>{}</b></td></tr><tr><td>", "望海渔业报多媒体数字报-把渔船的灯交给渔民", "把渔船的灯交给渔民"),
    ],
    ids=["title-is-the-site", "large-type", "site-leads"],
)
def test_a_headline_that_the_title_does_not_give(body: str, title: str, headline: str) -> None:
    text = body.format(headline)
    article = read(f"<table><tr><td>{text}</td></tr><tr><td><p>{ONE}</p><p>{TWO}</p></td></tr></table>", title)
    assert article.printed.headline == headline


@pytest.mark.parametrize(
    "line", ["<td>望海水产学院学生工作处", "<td class=bt><a href=/2>另一条不相干的新闻标题</a>"], ids=["plain", "link"]
)
def test_what_stands_over_a_date_and_is_no_headline(line: str) -> None:
    html = f"<table><tr>{line}</td></tr><tr><td>{DATED}</td></tr><tr><td><p>{ONE}</p></td></tr></table>"
    assert find_title(list(runs(parse(html).body)), ("望海水产学院新闻网",)) is None


RECORD = [
    ("索 引 号：", "WH-2020-7"),
    ("发布机构：", "望海市渔政支队"),
    ("发布日期：", "2020-06-18"),
    ("文　　号：", "无"),
]


@pytest.mark.parametrize(
    ("labels", "above", "printed"),
    [
        (4, True, ("2020-06-18", "望海市渔政支队")),
        (4, False, ("2020-06-18", "望海市渔政支队")),
        (2, True, (None, None)),
    ],
    ids=["over-the-headline", "under-the-headline", "two-labels-are-no-record"],
)
def test_the_record_of_a_government_page(labels: int, above: bool, printed: tuple[str | None, str | None]) -> None:
    cells = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in RECORD[:labels])
    record = f"<table>{cells}</table>"
    head = f"{record}<h1>{TITLE}</h1>" if above else f"<h1>{TITLE}</h1>{record}"
    article = read(f"<div>{head}<div><p>{ONE}</p><p>{TWO}</p></div></div>")
    assert (article.printed.date, article.printed.source) == printed
    assert published(article) == [ONE, TWO]


@pytest.mark.parametrize(
    ("header", "kicker", "deck"),
    [
        (f"<header><h1>{TITLE}</h1><p>三位船长、两只秤和一条船的清晨。</p><p>2020-06-18</p></header>", None,
         "三位船长、两只秤和一条船的清晨。"),
        (f"<h1>{TITLE}</h1><div class=post-description>一位管理员的见闻</div><p>2020-06-18</p>", None, "一位管理员的见闻"),
        (f"<center><font size=5><b>{TITLE}</b></font><br><font size=4>渔港见闻之三 半年增收三成</font></center>", None,
         "渔港见闻之三 半年增收三成"),
        (f"<p class=series><a href=/s>〈港の暮らし〉第12回</a></p><h1>{TITLE}</h1>", "〈港の暮らし〉第12回", None),
    ],
    ids=["in-the-header", "described", "in-smaller-type", "linked-series"],
)  # fmt: skip
def test_what_stands_beside_the_headline(header: str, kicker: str | None, deck: str | None) -> None:
    printed = read(f"<main><div>{header}</div><div class=t><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div></main>").printed
    assert (printed.kicker, printed.deck) == (kicker, deck)


def test_a_heading_of_another_level_over_the_last_list_stays() -> None:
    body = f"<p>{ONE}</p><h2>路线</h2><p>{TWO}</p><h3>船上的数字</h3><ul><li>冰块六箱</li><li>木筐三只</li></ul>"
    assert "船上的数字" in published(read(f"<h1>{TITLE}</h1><div>{body}</div>"))


@pytest.mark.parametrize(
    ("line", "role"), [("渔船靠岸 | 资料图", "caption"), (TWO * 2, "paragraph")], ids=["short", "long"]
)
def test_a_line_set_apart_under_a_picture(line: str, role: str) -> None:
    body = f"<p>{ONE}</p><p><img src=a.jpg width=400></p><p class=d>{line}</p><p>{THREE}</p>"
    assert (role, line) in [(entry.role, entry.text) for entry in read(f"<h1>{TITLE}</h1><div>{body}</div>").reading]
