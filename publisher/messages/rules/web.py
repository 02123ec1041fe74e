"""The rules for saved web pages."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "web-headline": (
        "the line that the page's own title repeats, or its main heading",
        "与网页标题一致的一行，或网页的主标题",
    ),
    "web-info": (
        "gives a date, a source or an author, between the headline and the text of the page",
        "位于标题与正文之间，注明日期、来源或作者",
    ),
    "web-name": ("stands beside the headline and is named so in the page's code", "位于标题旁，网页代码中已有此名"),
    "web-summary": ("sentences between the headline and the text, as a summary is", "标题与正文之间成句的文字，是摘要"),
    "web-heading": ("marked up as a heading in the page", "网页代码中标为小标题"),
    "web-block": ("marked up so in the page", "网页代码中已如此标记"),
    "web-note": ("the text of a note that a mark in the text leads to", "文中注码所指的注文"),
    "web-caption": (
        "right under an image and set or named as captions are",
        "紧接在图片之下，排法或代码名称与图片说明相同",
    ),
    "web-verse": ("short lines in the middle of the measure, where prose is not set so", "居中的短行，与正文排法不同"),
    "web-credit": (
        "says who made the article, behind its text",
        "在正文之后注明作者、编辑或来源",
    ),
    "web-furniture": (
        "in an element that is the site's by its name or its links",
        "所在的网页元素，从名称或链接看属于网站",
    ),
    "web-link-list": ("a list of nothing but links", "只有链接的列表"),
    "web-link": ("nothing but a link, and no sentence", "整行只是链接，不成句"),
    "web-related": ("the label of a list of other articles, or an entry under it", "其他文章列表的标签或条目"),
    "web-notice": ("opens as a site's notices do, such as “免责声明”", "以网站声明的用语开头，如“免责声明”"),
    "web-call": ("asks to read on, scan or like, as pages do", "请读者继续阅读、扫码或点赞，是网页用语"),
    "web-advertisement": ("labelled as an advertisement", "标有“广告”字样"),
    "web-tags": ("a label and links, or tags, as pages have under an article", "标签及链接，是文章之下的关键词"),
    "web-behind": (
        "behind the last paragraph and not set as the text is",
        "在最后一段之后，排法与正文不同",
    ),
}
