"""The rules for what belongs to the web site and not to the article."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    # --- what belongs to the web site
    "furniture-app": (
        "asks to open or download an app, as sites do beside an article",
        "请读者打开或下载应用，是网站的推广文字",
    ),
    "furniture-share": ("the words of a share bar, such as “分享到”", "分享栏的文字，如“分享到”"),
    "furniture-qr": ("asks to scan a QR code", "请读者扫描二维码"),
    "furniture-follow": ("asks to follow an account, such as “关注…公众号”", "请读者关注公众号等"),
    "furniture-pager": (
        "nothing but links between pages, such as “上一页” or “[1] [2]”",
        "只有翻页链接，如“上一页”“[1] [2]”",
    ),
    "furniture-page-number": ("nothing but digits, on the last line", "最末一行，只有数字"),
    "furniture-trail": ("the path of links to this page, such as “首页 > …”", "本页的导航路径，如“首页 > …”"),
    "furniture-neighbour": (
        "names the article before or after, such as “上一篇：…”",
        "列出前一篇或后一篇文章，如“上一篇：…”",
    ),
    "furniture-search": ("counts what a search found, “共找到…个相关…”", "搜索结果的数目，“共找到…个相关…”"),
    "furniture-toolbar": (
        "nothing but the buttons of a tool bar, such as “打印”, “关闭” or “字号”",
        "只有工具栏的按钮，如“打印”“关闭”“字号”",
    ),
    "furniture-comments": (
        "the link or title of the readers' comments, such as “网友评论”",
        "读者评论的链接或标题，如“网友评论”",
    ),
    "furniture-counter": (
        "counts readers, comments or characters, such as “阅读：” and a number, or is a novel's record with such counts",
        "阅读、评论或字数的统计，如“阅读：”加数字，或带字数等的小说信息",
    ),
    "furniture-timestamp": (
        "the time at which a programme made the page, in seconds, such as “时间戳：” and a long number",
        "程序生成页面的时刻，以秒计，如“时间戳：”加一长串数字",
    ),
    "furniture-copyright": (
        "opens with or is a notice of rights, such as “版权所有” or “禁止转载”",
        "版权声明，如“版权所有”“禁止转载”",
    ),
    "furniture-board": (
        "who posted it on which board, or the trace a bulletin board leaves under the text",
        "论坛的发信人、发信站一行，或文后的“※ 来源”一行",
    ),
    "furniture-original-title": (
        "opens with “原标题：”, the site's note on the headline it replaced",
        "以“原标题：”开头，是网站改题的说明",
    ),
    "furniture-button": ("nothing but the text of a button, such as “查看大图”", "只有按钮的文字，如“查看大图”"),
    "furniture-insert": (
        "opens with an arrow such as >> or →, as links between paragraphs do",
        "以 >>、→ 一类箭头开头，是插在文中的链接",
    ),
    "furniture-end-mark": ("nothing but “（完）”, “（全文完）” or the like", "只有“（完）”“（全文完）”等"),
    "furniture-address": ("a web address, or a site's notice with one", "网址，或带网址的站点说明"),
    "furniture-related": (
        "the label of a list of other articles, such as “相关阅读”",
        "其他文章列表的标签，如“相关阅读”",
    ),
    "furniture-related-title": ("a short line under the label of other articles", "“相关阅读”一类标签之下的短行"),
    "layout-only": ("nothing but invisible characters", "只有不可见的字符"),
    "furniture-navigation": (
        "nothing but the names of channels and buttons, such as “首页 | 新闻 | 体育”",
        "只有频道名和按钮，如“首页 | 新闻 | 体育”",
    ),
    "furniture-login": ("the words of a log-in bar, such as “登录 | 注册”", "登录栏的文字，如“登录 | 注册”"),
    "furniture-weather": (
        "a bar of date and weekday with more beside it, or of a town's weather",
        "带星期的日期栏，或一地的天气栏",
    ),
    "furniture-other-article": (
        "opens with a label such as “相关阅读：” and names another article",
        "以“相关阅读：”一类标签开头，后接另一篇文章的标题",
    ),
    "furniture-page-jump": (
        "says on which page the article goes on or began, such as “下转第二版”",
        "说明文章转接何版，如“下转第二版”",
    ),
    "furniture-watermark": (
        "names the site that put the text up or calls readers to it, such as “…网首发”",
        "写明上传文本的网站或招揽读者，如“…网首发”",
    ),
    "furniture-between": (
        "a short line below the text, with nothing but the site's own lines around it",
        "正文之后的短行，前后都是网站自己的文字",
    ),
    "furniture-paywall": (
        "asks readers to subscribe or to log in, such as “この記事は有料記事です”",
        "请读者订阅或登录，如“この記事は有料記事です”",
    ),
    "furniture-advertisement": (
        "says that an advertisement stands here and the article goes on below it",
        "说明此处是广告，正文在其下继续",
    ),
    "furniture-public-service": (
        "a paper's standing warning, such as “★提醒您：” or “飲酒過量，有害健康”",
        "报刊例行的提醒，如“★提醒您：”“飲酒過量，有害健康”",
    ),
    "furniture-contributions": (
        "calls for copy or news, such as “欢迎投稿” or “新闻热线：”",
        "征稿或征集线索，如“欢迎投稿”“新闻热线：”",
    ),
    "furniture-votes": ("asks the readers of a novel for votes, such as “求推荐票”", "向小说读者求票，如“求推荐票”"),
    "furniture-author-aside": (
        "the author's word to the readers under a chapter, such as “作者有话要说：”",
        "章末作者对读者说的话，如“作者有话要说：”",
    ),
    "furniture-notice": (
        "opens with a label such as “免责声明：”, and speaks of rights or responsibility",
        "以“免责声明：”一类字样开头，说的是版权或责任",
    ),
    "contents": (
        "a title in a row of titles that come again further down, or its label “目录”",
        "一连串标题之一，下文又逐一出现，或为标签“目录”",
    ),
}
