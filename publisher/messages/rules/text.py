"""The rules for raw text, and for the words of a line in any source."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    # --- the head: headline, kicker, deck
    "headline-only-line": (
        "the only line of the head that is no byline, date, source or the like",
        "文首除署名、日期、来源等之外仅此一行",
    ),
    "headline-after-kicker": ("the line right after the kicker", "紧接在引题之后"),
    "headline-first-line": (
        "the first line; a much longer one stands under it, or many short ones",
        "文首第一行，其下是长得多的一行，或连着许多短行",
    ),
    "headline-lines-above-deck": (
        "a line above the deck; all lines there make one headline",
        "位于以破折号开头的副题之上，副题上的各行合为一个标题",
    ),
    "headline-stated": ("the same as the headline that the file states", "与文件自身写明的标题相同"),
    "headline-markup": ("the first heading of the mark-up, above the text", "标记中的第一个标题，位于正文之上"),
    "markup": ("the file's mark-up says so", "文件的标记如此写明"),
    "heading-strong": (
        "a line all in bold, short and without a full stop",
        "整行加粗，行短且无句号",
    ),
    "kicker-dash": (
        "the first of several lines of the head, ends in a dash",
        "文首有数行，此行居首且以破折号结尾",
    ),
    "kicker-colon": (
        "the first of several lines of the head, ends in a colon",
        "文首有数行，此行居首且以冒号结尾",
    ),
    "kicker-verb": (
        "the first of several lines of the head, ends in a verb such as “强调” or “召开”",
        "文首有数行，此行居首且以“强调”“召开”一类动词结尾",
    ),
    "kicker-rubric": (
        "the first of several lines of the head, the name of a column between brackets or dots",
        "文首有数行，此行居首，是括号或间隔号中的栏目名",
    ),
    "kicker-plain": (
        "the first of several lines of the head, with no mark of its own: the next one is taken for the headline",
        "文首有数行，此行居首但无其他标志，下一行视为主标题",
    ),
    "deck-dash": ("opens with a dash, in the head", "在文首，以破折号开头"),
    "deck-after-headline": ("a further line of the head, after kicker and headline", "文首引题、主标题之后的又一行"),
    "deck-longer-line": (
        "the second of two lines of the head, and much the longer one",
        "文首两行中的第二行，比第一行长得多",
    ),
    # --- bylines
    "byline-label": (
        "opens with a label such as “记者：”, “作者：” or “文／”, then names",
        "以“记者：”“作者：”“文／”一类字样开头，后接人名",
    ),
    "byline-reporter": (
        "“记者” or “通讯员”, maybe with the paper's name before it, then names alone",
        "“记者”“通讯员”（前面可有报社名）之后只有人名",
    ),
    "byline-desk": (
        "name and place with a slash and “報導” or “電”, or a desk's “綜合報導”",
        "人名、地名以斜线隔开，以“報導”“電”等结尾，或为“綜合報導”",
    ),
    "byline-commentator": ("“评论员”, alone or with a name", "仅有“评论员”，或再加人名"),
    "byline-marked": (
        "nothing but names, with a mark such as □ or ■ before them",
        "只有人名，前面有□、■一类符号",
    ),
    "byline-bare": ("nothing but names, under the headline", "在标题之下，只有人名"),
    "byline-korean": (
        "a name and “기자” (reporter) or “특파원” (correspondent)",
        "人名后接“기자”（记者）或“특파원”（特派员）",
    ),
    # --- datelines, dates, sources
    "dateline-alone": ("nothing but a dateline, with no text after it", "只有电头，后面没有正文"),
    "date-line": ("nothing but a date, maybe with the day of the week and the time", "只有日期，可带星期和时刻"),
    "date-label": (
        "opens with a label such as “发布时间” or “日期”, then a date",
        "以“发布时间”“日期”一类字样开头，后接日期",
    ),
    "date-opening": (
        "opens with a date; source or author follow on the same line",
        "以日期开头，同一行内还有来源或作者",
    ),
    "source-label": (
        "opens with a label such as “来源：” or “出处：”",
        "以“来源：”“出处：”一类字样开头",
    ),
    "source-origin": (
        "in brackets, opens with “原载” or “刊于” and names a publication in 《》",
        "在括号中，以“原载”“刊于”等开头，并有书名号中的报刊名",
    ),
    "source-paper": ("the title of a publication in 《》, and a date", "书名号中的报刊名，后接日期"),
    "source-dash": ("a dash, then the title of a publication in 《》", "破折号之后是书名号中的报刊名"),
    # --- credits and signatures
    "credit-editor": (
        "opens with a label such as “责任编辑”, “主编” or “校对”",
        "以“责任编辑”“主编”“校对”一类字样开头",
    ),
    "credit-design": (
        "opens with a label such as “制图：”, “版式：” or “策划：”",
        "以“制图：”“版式：”“策划：”一类字样开头",
    ),
    "credit-photograph": (
        "nothing but a name or an agency and “摄” or “供图”, or “资料图片”",
        "只有人名或机构名加“摄”“供图”等，或为“资料图片”",
    ),
    "credit-author": (
        "in brackets, opens with “作者”, “口述者” or the like and says who that is",
        "在括号中，以“作者”“口述者”等开头，介绍其人",
    ),
    "credit-gathered": (
        "in brackets, ends in words such as “采访整理”, “供稿” or “编译”",
        "在括号中，以“采访整理”“供稿”“编译”等结尾",
    ),
    "credit-reporter": ("nothing but “记者” and names in brackets", "括号中只有“记者”和人名"),
    "credit-origin": (
        "opens with “原题”, “本文选自”, “摘自” or the like",
        "以“原题”“本文选自”“摘自”等开头",
    ),
    "credit-translation": (
        "opens with a label such as “译者：” or “翻译：”, or says who translated the text",
        "以“译者：”“翻译：”一类字样开头，或说明由何人翻译",
    ),
    "credit-address": ("nothing but an e-mail address", "只有电子邮件地址"),
    "credit-name": ("nothing but a name in brackets, near the end", "接近文末，括号中只有人名"),
    "attribution": (
        "a dash and a name or a work, under a paragraph: whose words those are",
        "在段落之下，破折号后接人名或书名，说明上文出自何人何书",
    ),
    "signature-right": ("a short line near the end, set far to the right", "接近文末的短行，位置靠右"),
    "signature-dated": (
        "the last line, after a blank one: short, with a date and without a full stop",
        "空行之后的最末一行，行短，有年月，无句号",
    ),
    # --- captions
    "caption-opening": (
        "opens with words such as “图为”, “上图” or “图1：”",
        "以“图为”“上图”“图1：”等开头",
    ),
    "caption-triangle": (
        "opens with ▲, △ or ▼, and speaks of a picture or ends as a sentence does",
        "以▲、△或▼开头，提到图片、摄影，或以句号、括号结尾",
    ),
    "caption-credit": (
        "ends in brackets that say where the picture is from, such as “（资料图片）”",
        "以说明图片出处的括号结尾，如“（资料图片）”",
    ),
    "caption-photographer": (
        "ends, after a full stop or a blank, in a name and “摄” or “供图”",
        "句末或空格之后以人名加“摄”“供图”等结尾",
    ),
    # --- headings
    "heading-chapter": (
        "a short line without a full stop, opens with a chapter's number such as “第一章”",
        "行短且无句号，以“第一章”一类章节号开头",
    ),
    "heading-han": (
        "a short line without a full stop, opens with a number such as “一、”",
        "行短且无句号，以“一、”一类序号开头",
    ),
    "heading-han-paren": (
        "a short line without a full stop, opens with a number such as “（一）”",
        "行短且无句号，以“（一）”一类序号开头",
    ),
    "heading-arabic": (
        "a short line without a full stop, opens with a number such as “1.”",
        "行短且无句号，以“1.”一类序号开头",
    ),
    "heading-arabic-paren": (
        "a short line without a full stop, opens with a number such as “（1）”",
        "行短且无句号，以“（1）”一类序号开头",
    ),
    "heading-circled": (
        "a short line without a full stop, opens with a number such as “①”",
        "行短且无句号，以“①”一类序号开头",
    ),
    "heading-number-alone": ("nothing but a number, with text under it", "只有一个序号，下面还有文字"),
    "heading-marked": (
        "a short line without a full stop, opens with a mark such as ■ or ●",
        "行短且无句号，以■、●一类符号开头",
    ),
    "heading-flush": (
        "a short line without a full stop, flush left while the paragraphs are indented",
        "段落缩进而此行顶格，行短且无句号",
    ),
    "heading-short": (
        "a short line without a full stop, between text that has ended and text that begins",
        "行短且无句号，上文已完，下文另起",
    ),
    # --- the text
    "paragraph": ("ends as a sentence does, or is a long line", "以句号等结尾，或行长"),
    "paragraph-open": (
        "short and without a full stop, but nothing makes it stand out as a heading",
        "行短且无句号，但并不像小标题那样突出",
    ),
    "paragraph-run-in": (
        "opens with a number but is long or ends as a sentence does, unlike a heading",
        "以序号开头，但行长或以句号等结尾，不像小标题",
    ),
    "paragraph-torn": (
        "lines put together again: a stray break stood in the middle of a sentence",
        "句子中间误断的行，已重新接上",
    ),
    "paragraph-unindented": (
        "flush left while the other paragraphs are indented, but it does not look like a heading",
        "其他段落缩进而此行顶格，但不像小标题",
    ),
    "salutation": ("an address to those who listen, such as “各位来宾：”", "对听众的称呼，如“各位来宾：”"),
    "question": (
        "opens with the label of who asks, such as “问：” or “记者：”",
        "以提问者的称谓开头，如“问：”“记者：”",
    ),
    "answer": (
        "opens with the label of one who speaks in this talk, and a colon",
        "以对话中另一方的称谓开头，后接冒号",
    ),
    "list-number": (
        "opens with a number, and the line before or after counts on",
        "以序号开头，与上一行或下一行的序号相连",
    ),
    "list-bullet": (
        "opens with a mark such as • or -, as the line before or after does",
        "以•、-一类符号开头，与上一行或下一行相同",
    ),
    "quote-attributed": (
        "under it stands a line of a dash and a name: whose words these are",
        "下一行是破折号加人名，说明此话出自何人",
    ),
    "quote-indented": ("indented farther than the paragraphs", "缩进比其他段落更深"),
    "verse-short-lines": (
        "one of four or more short lines that stand together, apart from the text",
        "四行以上短行相连，与上下文以空行隔开",
    ),
    "box-title": (
        "nothing but the label of a box, such as “核心阅读” or “新闻链接”",
        "只有框文的标签，如“核心阅读”“新闻链接”",
    ),
    "box-opening": (
        "opens with the label of a box, such as “编者按：”, and goes on",
        "以框文的标签开头，如“编者按：”，后接文字",
    ),
    "separator-rule": ("nothing but ornaments or strokes, such as * * *", "只有花饰或横线，如 * * *"),
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
        "counts readers, comments or characters, such as “阅读：” and a number",
        "阅读、评论或字数的统计，如“阅读：”加数字",
    ),
    "furniture-copyright": (
        "opens with or is a notice of rights, such as “版权所有” or “禁止转载”",
        "版权声明，如“版权所有”“禁止转载”",
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
}
