"""The rules for what mark-up says: Markdown, HTML, a word processor's styles."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {}

# --- Word documents
RULES |= {
    "word-style": (
        "the paragraph's style in the document says so",
        "文档中该段的样式如此",
    ),
    "word-title": (
        "it has the document's style for titles, or is its only heading of the highest level",
        "采用文档的标题样式，或是文档中唯一的最高级标题",
    ),
    "word-large-type": (
        "no style says so, but among the first lines it is set in the largest type",
        "没有样式标明，但在开头各行中字号最大",
    ),
    "word-caption": (
        "it has the document's style for captions",
        "采用文档的题注样式",
    ),
    "word-block": (
        "the document gives it whole: a list, a table, a box, or a picture with its caption",
        "文档中本为一个整体：列表、表格、文本框或带说明的图片",
    ),
    "word-left-aside": (
        "the document does not show it in its text: hidden text, contents, headers, footers, comments",
        "不属于文档正文：隐藏文字、目录、页眉页脚或批注",
    ),
}

# --- Markdown
RULES |= {
    "markdown-title": (
        "the first Markdown heading, with no text above it",
        "首个 Markdown 标题，其上没有正文",
    ),
    "markdown-kicker": (
        "a short line alone above the Markdown title",
        "Markdown 主标题上方单独的短行",
    ),
    "markdown-deck": (
        "a Markdown heading that opens with a dash, right under the title",
        "主标题下方以破折号开头的 Markdown 标题",
    ),
    "markdown-heading": (
        "marked up as a heading in Markdown",
        "在 Markdown 中标记为标题",
    ),
    "markdown-block": (
        "Markdown gives it whole: a list, a table, a quotation, code, or a picture",
        "在 Markdown 中本为一个整体：列表、表格、引文、代码或图片",
    ),
    "markdown-list": (
        "an item of a Markdown list",
        "Markdown 列表的一项",
    ),
    "markdown-quote": (
        "marked up as a quotation in Markdown",
        "在 Markdown 中标记为引文",
    ),
    "markdown-table": (
        "a row of a Markdown table",
        "Markdown 表格的一行",
    ),
    "markdown-code": (
        "marked up as code in Markdown",
        "在 Markdown 中标记为代码",
    ),
    "markdown-definition": (
        "a term or an explanation of a Markdown definition list",
        "Markdown 定义列表中的词条或释义",
    ),
    "markdown-html": (
        "a piece of HTML inside the Markdown",
        "Markdown 中的一段 HTML",
    ),
    "markdown-image": (
        "nothing but an image stands on the line",
        "此行只有图片",
    ),
    "markdown-caption": (
        "a line all in emphasis right below an image",
        "紧接图片之下、整行加着重标记",
    ),
    "markdown-rule": (
        "a Markdown rule across the page",
        "Markdown 分隔线",
    ),
    "markdown-note": (
        "the text of a note, which is set where the note is called",
        "注释的文字，排在引用之处",
    ),
    "markdown-colophon": (
        "a short line with a label, and nothing but such lines follows to the end",
        "带标签的短行，其后直到文末都是这类短行",
    ),
    "markdown-front-matter": (
        "front matter: the record before the text",
        "文前设置：正文之前的著录信息",
    ),
    "markdown-record": (
        "a Markdown comment at the head of the file, which nobody is shown",
        "文首的 Markdown 注释，不向读者显示",
    ),
    "markdown-unseen": (
        "the definition of a link, or mark-up without text, which nobody is shown",
        "链接定义或没有文字的标记，不向读者显示",
    ),
    "markdown-marks": (
        "nothing but signs of Markdown, with no text",
        "只有 Markdown 符号，没有文字",
    ),
}

# --- EPUBs
RULES |= {
    "epub-class": (
        "the EPUB was made by this program, which marks it so",
        "EPUB 由本程序制作，并作了此标记",
    ),
    "epub-heading": (
        "it is a heading in the EPUB",
        "在 EPUB 中是标题",
    ),
    "epub-block": (
        "the EPUB gives it whole: a list, a table, a box, or a picture with its caption",
        "EPUB 中本为一个整体：列表、表格、文本框或带说明的图片",
    ),
    "epub-around": (
        "a document of its own that is no text: cover, contents, colophon",
        "单独成文件而非正文：封面、目录、版权页",
    ),
    "epub-contents": (
        "the chapter has no heading of its own; the table of contents calls it so",
        "该章没有标题，目录中如此称呼",
    ),
}
