"""The rules for the head of an article: headline, kicker, deck, byline, dateline, date and source."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    # --- the head: headline, kicker, deck
    "headline-only-line": (
        "the only line of the head that is no byline, date, source or the like",
        "文首除署名、日期、来源等之外仅此一行",
    ),
    "headline-first-line": (
        "the first line; a much longer one stands under it, or many short ones",
        "文首第一行，其下是长得多的一行，或连着许多短行",
    ),
    "headline-stated": ("the same as the headline that the file states", "与文件自身写明的标题相同"),
    "headline-markup": ("the first heading of the mark-up, above the text", "标记中的第一个标题，位于正文之上"),
    "headline-after-kicker": ("the line right after the kicker", "紧接在引题之后"),
    "headline-above-deck": ("the line above the deck", "位于副题之上"),
    "headline-lines": ("one of two or more lines that together make the headline", "两行或更多行合为一个标题"),
    "headline-series": (
        "ends in brackets that name a series or column, as headlines do",
        "以括号中的系列名、栏目名结尾，是标题的样式",
    ),
    "headline-document": (
        "reads as the title of a document: “关于…的通知” or the like",
        "是公文标题的样式，如“关于…的通知”",
    ),
    "headline-form": ("characters spaced out, as only headlines are", "字间加空，是标题的样式"),
    "headline-quoted": ("all of it is a quotation, beside another line of the head", "整行是一句引语，文首另有他行"),
    "headline-asks": (
        "ends as a question or an exclamation, beside another line of the head",
        "以问号或叹号结尾，文首另有他行",
    ),
    "headline-coined": (
        "names somebody or something as headlines do, such as “有个‘…’” or “…和他的…”",
        "是标题的说法，如“有个‘…’”“……和他的……”",
    ),
    "headline-appeal": (
        "opens with a word of appeal such as “让” or “守住”, beside another line of the head",
        "以“让”“守住”一类号召的字样开头，文首另有他行",
    ),
    "headline-told": (
        "told as in speech, with “了”; lines above a headline are more formal",
        "口语的说法，带“了”，而引题多为书面语",
    ),
    "kicker-dash": ("above the headline, ends in a dash", "在主标题之上，以破折号结尾"),
    "kicker-colon": ("above the headline, ends in a colon", "在主标题之上，以冒号结尾"),
    "kicker-verb": (
        "above the headline, ends in a verb such as “强调” or “召开”",
        "在主标题之上，以“强调”“召开”一类动词结尾",
    ),
    "kicker-rubric": (
        "above the headline, the name of a column between brackets or dots, or a word such as “社论”",
        "在主标题之上，是括号或间隔号中的栏目名，或“社论”一类的词",
    ),
    "kicker-event": (
        "above the headline, says which body met or what was published",
        "在主标题之上，说明何机构开会、发布何事",
    ),
    "kicker-person": ("above the headline, an office and a name", "在主标题之上，是职务加人名"),
    "kicker-occasion": ("above the headline, a time or an occasion", "在主标题之上，说明时间或背景"),
    "kicker-series": ("above the headline, the name of a series of articles", "在主标题之上，是系列报道的名称"),
    "kicker-figures": (
        "above the headline, figures that do not say whose they are: the headline does",
        "在主标题之上，只说数目而未说是谁，主语在主标题中",
    ),
    "kicker-plain": (
        "the first of several lines of the head, with no mark of its own: the next one is taken for the headline",
        "文首有数行，此行居首但无其他标志，下一行视为主标题",
    ),
    "deck-dash": ("opens with a dash, in the head", "在文首，以破折号开头"),
    "deck-brackets": ("under the headline, all of it in brackets", "在主标题之下，整行在括号中"),
    "deck-visit": (
        "under the headline, opens with a word such as “访” or “写在”",
        "在主标题之下，以“访”“写在”一类字样开头",
    ),
    "deck-news": (
        "under the headline, says soberly which place or body did what",
        "在主标题之下，直述某地、某机构做了何事",
    ),
    "deck-persons": (
        "under the headline, says whom the article is about: office, name and those with them",
        "在主标题之下，说明写的是谁：职务、人名及其同事",
    ),
    "deck-advice": (
        "under the headline, what an authority says or advises, after a colon",
        "在主标题之下，冒号之后是某方的提醒或说法",
    ),
    "deck-chaired": (
        "under the headline, says who chaired, spoke or was there",
        "在主标题之下，说明谁主持、讲话、出席",
    ),
    "deck-figures": ("under the headline, clauses parted by semicolons", "在主标题之下，几个分句以分号隔开"),
    "deck-record": (
        "under the headline, ends in a word such as “纪实” or “…记”, or says how much was done in how many years",
        "在主标题之下，以“纪实”“……记”一类字样结尾，或说明几年做了多少",
    ),
    "deck-clauses": ("under the headline, three clauses or more", "在主标题之下，有三个或更多分句"),
    "deck-foreign": ("under the headline, in another language", "在主标题之下，是另一种语言"),
    "deck-after-headline": ("a further line of the head, after kicker and headline", "文首引题、主标题之后的又一行"),
    "deck-under-headline": (
        "a line of the head under the first one; length, position or wording speak for a deck",
        "文首第一行之下的一行，从长短、位置或措辞看是副题",
    ),
    "deck-sole-heading": (
        "a short line right above the text, the only one of its kind: it divides nothing",
        "正文之上的短行，全文仅此一处，并不分隔文字",
    ),
    "deck-without-headline": (
        "the first line, set as the paragraphs are and too long for a heading: the headline seems to be missing",
        "文首第一行，排法与段落相同，又长于小标题，似缺主标题",
    ),
    "document-record": (
        "a line of the record above an official document: index number, issuer, dates",
        "公文之上的要素表：索引号、发文机关、日期等",
    ),
    "document-letterhead": (
        "the red head of an official document, its number below",
        "公文的版头“…文件”，其下是发文字号",
    ),
    "document-title": (
        "the title in the record of an official document; none is printed below it",
        "公文要素表中的标题，其下没有另印标题",
    ),
    "title-label": (
        "opens with a label such as “标题：”, “引题：” or “副题：”",
        "以“标题：”“引题：”“副题：”一类字样开头",
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
    "byline-task": (
        "names, and beside each what that person did, such as “撰文” or “摄影”",
        "人名，旁有“撰文”“摄影”一类分工",
    ),
    "byline-bare": ("nothing but names, under the headline", "在标题之下，只有人名"),
    "byline-above": ("a name alone, right above the headline", "紧接在标题之上，只有一个人名"),
    "byline-korean": (
        "a name and “기자” (reporter) or “특파원” (correspondent)",
        "人名后接“기자”（记者）或“특파원”（特派员）",
    ),
    "byline-photo-report": ("names, and “摄影报道” or “图文报道”", "人名之后有“摄影报道”“图文报道”等"),
    "byline-group": ("a group that writes, such as “课题组” or “编辑部”", "写作的集体，如“课题组”“编辑部”"),
    "byline-work": (
        "a name and “著” or “译”, or a name after a country in brackets",
        "人名后接“著”“译”，或人名前有括号中的国名",
    ),
    "byline-name-and-post": ("a name, and in brackets where that person works", "人名，括号中是其单位、职务"),
    "byline-japanese": (
        "a name and “記者”, “特派員” or the like, in Japanese",
        "日文人名，带“記者”“特派員”等",
    ),
    # --- datelines, dates, sources
    "dateline-alone": (
        "nothing but a dateline, maybe with its reporters, and no text after it",
        "只有电头，可带记者，后面没有正文",
    ),
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
    "date-no-year": ("nothing but a day without its year", "只有月日，没有年份"),
    "source-number": ("nothing but the number of an official document", "只有公文的发文字号"),
    "source-masthead": ("nothing but the name of a newspaper", "只有报纸名"),
    "source-and-date": ("the name of a paper or site, then a date", "报刊或网站名之后是日期"),
    # --- what the site or the paper puts round the headline
    "furniture-edition": (
        "the link to a page of the paper, such as “第01版：要闻”",
        "报纸版面的链接，如“第01版：要闻”",
    ),
    "furniture-page-line": (
        "what stands at the top of a page of a paper: page, number of the issue, how many pages",
        "报纸版面顶端的文字：版次、期号、版数",
    ),
    "date-masthead": (
        "the date in a paper's masthead, with lunar date, number of the issue or how many pages",
        "报头的日期，后有农历、期号或版数",
    ),
    "date-info": (
        "a site's line of who put the article there, when, and how often it was read",
        "网站注明发布者、发布时间、浏览次数的一行",
    ),
    "deck-above-byline": (
        "a sentence between headline and byline",
        "位于主标题与署名之间的一句话",
    ),
    "furniture-title-again": (
        "the site's or archive's title; the article's own head under it says the same",
        "网站或资料库所加的标题，下面文章自身的标题与之相同",
    ),
}
