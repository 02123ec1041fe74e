"""The rules for the body of an article: headings, paragraphs, lists, verse, notes."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
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
    "heading-formal": (
        "a short line without a full stop, opens with a number such as “壹、”",
        "行短且无句号，以“壹、”一类序号开头",
    ),
    "heading-decimal": (
        "a short line without a full stop, opens with a number such as “1.2”",
        "行短且无句号，以“1.2”一类序号开头",
    ),
    "heading-bracket": (
        "a short line without a full stop, opens with a number such as “[1]”",
        "行短且无句号，以“[1]”一类序号开头",
    ),
    "heading-han-space": (
        "a short line with text under it, opens with a number such as “一　”; another line counts on",
        "行短且下有正文，以“一　”一类序号开头，另有行与之相连",
    ),
    "heading-arabic-space": (
        "a short line with text under it, opens with a number such as “01 ”; another line counts on",
        "行短且下有正文，以“01 ”一类序号开头，另有行与之相连",
    ),
    "heading-letter": (
        "a short line with text under it, opens with a letter such as “A.”; another line counts on",
        "行短且下有正文，以“A.”一类字母开头，另有行与之相连",
    ),
    "heading-roman": (
        "a short line with text under it, opens with a number such as “II.”; another line counts on",
        "行短且下有正文，以“II.”一类序号开头，另有行与之相连",
    ),
    "heading-ordinal": (
        "a short line with text under it, opens with a number such as “其一”; another line counts on",
        "行短且下有正文，以“其一”一类序号开头，另有行与之相连",
    ),
    "heading-labelled": (
        "short, with text under it, opens with a label such as “【难题】”, as others do, or is one, such as “原料：”",
        "行短且下有正文，以“【难题】”“故事一：”一类标签开头，文中另有同样的行，或本身就是“原料：”一类标签",
    ),
    "heading-part": (
        "nothing but the name of a part of a book, such as “楔子” or “后记”",
        "只有书中一部分的名称，如“楔子”“后记”",
    ),
    "heading-framed": (
        "a short line between dashes or brackets, such as “〈…〉”, with text under it",
        "行短，夹在破折号或括号之间，如“〈…〉”，下有正文",
    ),
    "heading-question": (
        "a short question alone between paragraphs, where other headings are or others ask so",
        "单独成行的短问句，上下是长段，文中另有小标题或同样的问句",
    ),
    "heading-two-lines": (
        "the first or second of two short lines above a paragraph, the first breaking off, as in other places or at the edge",
        "段落之上两行短语中的一行，前一行以破折号、冒号或逗号收，文中他处也如此，或两行都顶格",
    ),
    "heading-references": ("the label of a list of works, such as “参考文献”", "文献列表的标签，如“参考文献”"),
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
    "talk-marked": (
        "opens with one of two marks that take turns: one before the questions, the other before the answers",
        "以两种符号之一开头，一种标问，一种标答，交替出现",
    ),
    "list-labelled": (
        "one of several short lines in a row, each a label or an hour and what it has, without a full stop",
        "连着几行短行，各以不同的标签或钟点开头，都无句号",
    ),
    "list-announced": (
        "one of three or more short lines or dated rows under words such as “如下：” or “包括：”",
        "“如下：”“包括：”一类字样之下，连着三行以上的短行或以日期开头的行",
    ),
    "annex": ("names an annex, after “附件：” or numbered under it", "附件名称，在“附件：”之后或其下编号"),
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
    "quote-pulled": (
        "all in quotes, between blank lines beside a heading, and the only such line",
        "整行在引号内，上下空行，邻接小标题，且文中只此一行",
    ),
    "quote-indented": ("indented farther than the paragraphs", "缩进比其他段落更深"),
    "verse-short-lines": (
        "one of four or more short lines that stand together, apart from the text, or of the next stanza",
        "四行以上短行相连，与上下文以空行隔开，或是紧接的下一节",
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
    "paragraph-glued": (
        "a heading and its paragraph, or several paragraphs, on one line with an indent between them",
        "一行之内粘连着小标题和正文，中间还留有缩进",
    ),
    "paragraph-row": (
        "one of three or more short lines in a row without full stops: a table or a list, no headings",
        "连着三行以上短行，都无句号，是表格或列表，不是小标题",
    ),
    "list-references": ("numbered, under a label such as “参考文献”", "在“参考文献”一类标签之下，有编号"),
    "verse-regular": (
        "lines or clauses of the same number of characters, with marks at their ends, as in old verse",
        "各句字数相同，句末有标点，像旧体诗或对联",
    ),
    "verse-set-in": (
        "short lines set in deeper than the paragraphs, or under words that speak of a poem or song",
        "短行，缩进比段落更深，或上文说到诗、歌",
    ),
    "caption-above-credit": (
        "a single short sentence right above the photographer's name",
        "单独一句短语，下一行是摄影者署名",
    ),
    "caption-photo-news": (
        "the text of a picture with its photographer under it, as all text here is",
        "下一行是摄影者署名，全篇文字都是这样的图片说明",
    ),
    "caption-above-heading": (
        "a short line without a mark, right above a heading, where all headings have marks",
        "行短而无符号，下一行是小标题，而文中小标题都带符号",
    ),
    "signature-above-date": (
        "a short line after the end of the text, with a date under it: who signs",
        "正文已完，行短，下一行是日期：署名",
    ),
    "signature-date": ("the date under the name of who signs", "署名之下的日期"),
    "signature-letter": ("nothing but a place and a name, after the end of a sentence", "只有地名和姓名，上文已完"),
    "document-circulation": (
        "of a document's printing record: who gets copies, who printed it, whether it is public",
        "公文版记：抄送、印发机关和日期、是否公开",
    ),
    "letter-closing": ("the last words of a letter, such as “此致” and “敬礼”", "书信的结束语，如“此致”“敬礼”"),
    "notes-label": ("the label of the notes, such as “注释：”", "注释的标签，如“注释：”"),
    "note": (
        "numbered, under the label of the notes, or at the end with its number in the text above",
        "有编号，在注释标签之下，或在文末而编号见于正文",
    ),
}
