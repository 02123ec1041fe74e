"""The rules for the notation of Aozora Bunko, and for figures in raw text."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "aozora-title": ("first line of a file of Aozora Bunko", "青空文库文件的首行"),
    "aozora-subtitle": ("in the head, between the title and the author", "文首标题与作者之间的一行"),
    "aozora-person": (
        "last line of the head, or one that says who translated or edited (訳, 編)",
        "文首末行，或注明译者、编者（訳、編）的一行",
    ),
    "aozora-key": ("explains the signs used in the text, between two rules", "两条横线之间，说明文中所用记号"),
    "aozora-note": ("nothing but a note ［＃…］ on how the page is laid out", "整行只有版面注记［＃…］"),
    "aozora-break": ("a note says that a new page begins", "注记说明此处换页"),
    "aozora-ornament": ("nothing but ornaments such as ＊ or ×", "整行只有＊、×等装饰符号"),
    "aozora-heading": ("a note says that it is a heading (見出し)", "注记说明是小标题（見出し）"),
    "aozora-heading-unmarked": (
        "a number or a short line set off, in a file that marks no headings",
        "全文没有小标题注记，此行为序号或缩进的短行",
    ),
    "aozora-paragraph": ("no note says that it is anything else", "没有注记说明它是别的内容"),
    "aozora-verse": (
        "set off by a note or spaces, and every line is short and open",
        "由注记或空格缩进，各行皆短且无句号",
    ),
    "aozora-verse-flush": (
        "short open lines at the left edge, where paragraphs are indented",
        "段落缩进，而此处几行顶格、短且无句号",
    ),
    "aozora-quote": ("set off deeper than paragraphs, by a note or spaces", "由注记或空格缩进，深于正文段落"),
    "aozora-signature": ("a note sets it at the right (地付き, 字上げ)", "注记说明排在行末（地付き、字上げ）"),
    "aozora-caption": ("a note says that it is a caption (キャプション)", "注记说明是图片说明（キャプション）"),
    "aozora-figure": ("a note places a picture here (…入る)", "注记说明此处插图（…入る）"),
    "aozora-box": ("between notes that frame it (罫囲み)", "在加框注记（罫囲み）之间"),
    "aozora-colophon": ("edition, input and proofreading, at the end of the file", "文件末尾的底本、录入、校对说明"),
    "figure-line": (
        "a picture's file and caption in brackets, on a line of their own",
        "整行为方括号内的图片文件名和说明",
    ),
}
