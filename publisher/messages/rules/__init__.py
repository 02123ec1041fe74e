"""Why a line was taken for what it is: the evidence behind each rule of the readers, in words.

A phrase without a full stop, that completes “taken for a heading: …”. It says what an editor can see on the line and around it,
so that where the reader errs, the editor knows what to change in the source. Rules are named in the readers; a test holds that
every name has its phrase here. One file a kind of source; in the phrases, *the head* 文首 is what stands above the text:
headline, byline, date.
"""

from __future__ import annotations

from publisher.messages.rules import aozora, corrections, markup, text, web

RULES: dict[str, tuple[str, str]] = {
    **text.RULES,
    **aozora.RULES,
    **markup.RULES,
    **web.RULES,
    **corrections.RULES,
}

LEAD = (
    "the first paragraph, before the first heading, opens the feature",
    "首个小标题之前的第一段，领起全文",
)
"""A line in the table is called *lead* for its place, whatever rule took it for a paragraph."""

UNSURE = ("the reader is not sure: look at this line", "把握不大，请查看此行")

REASONS: dict[str, str] = {
    "app promotion": "应用推广",
    "share bar": "分享栏",
    "QR code": "二维码",
    "follow us": "关注提示",
    "pager": "翻页",
    "trail of links": "导航路径",
    "other articles": "其他文章",
    "search link": "搜索链接",
    "tool bar": "工具栏",
    "comments": "评论",
    "counter": "统计数字",
    "copyright notice": "版权声明",
    "original title": "原标题",
    "button": "按钮",
    "link to another article": "其他文章链接",
    "end mark": "文末标记",
    "site address": "网址",
    "by hand": "由编辑略去",
    "hidden text": "隐藏文字",
    "page header or footer": "页眉页脚",
    "comment": "批注",
    "advertisement": "广告",
    "for subscribers": "订阅提示",
    "public notice": "例行提醒",
    "call for contributions": "征稿与热线",
    "votes asked for": "求票",
    "the author's aside": "作者的话",
    "part of the site": "网站内容",
    "board's own lines": "论坛信头信尾",
    "about the author": "作者介绍",
    "record of the document": "公文要素",
    "letterhead": "公文版头",
    "front matter": "文前设置",
    "link definition": "链接定义",
    "mark-up": "没有文字的标记",
    "cover or contents": "封面、目录等",
    "white space": "空白",
    "key of the notation": "记号说明",
    "note on the page": "版面注记",
    "navigation": "导航",
    "log-in bar": "登录栏",
    "date and weather bar": "日期天气栏",
    "page jump": "转版",
    "site watermark": "站点水印",
    "table of contents": "目录",
    "document circulation": "公文版记",
}
"""Why a line was left out: the model's English word -> Chinese."""
