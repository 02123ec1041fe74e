"""What is said of books of many articles: their files, what is left out of them, their indexes."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "book-title": (
        'A book has a title: write title = "…" at the head of the file.',
        "书刊要有书名：请在文件开头写上 title = \"…\"。",
    ),
    "book-value": (
        "{key} cannot be “{value}”. See the examples in the file that `publisher book --init FOLDER` writes.",
        "{key} 不能是“{value}”。写法可参看 `publisher book --init 文件夹` 写出的文件。",
    ),
    "book-person": (
        'Write {key} as a list of names, or of tables such as {{ name = "Li Si", role = "editor", reading = "Li Si" }}.',
        '{key} 应为人名的列表，或 {{ name = "张三", role = "editor", reading = "Zhang San" }} 这样的表。',
    ),
    "book-imprint": (
        'Write imprint as a list of lines: label and text with a wide space between, or {{ label = "Editor", text = "Li Si" }}.',
        'imprint 是逐行的列表："责任编辑　张三"（项目名后空一全角），或 {{ label = "责任编辑", text = "张三" }}。',
    ),
    "book-parts": (
        "Parts are tables [[parts]], with title and files; parts within one are [[parts.parts]], no more than six deep.",
        "各部分应写成 [[parts]] 表，含 title 与 files；其下再分部分写成 [[parts.parts]]，至多六层。",
    ),
    "book-part-empty": (
        "The part “{title}” has no articles and is left out.",
        "“{title}”部分没有文章，已略去。",
    ),
    "book-file-missing": (
        "{name} is not there; the book is made without it. Compare how it is written, relative to this file.",
        "{name} 不存在，成书时略去。请核对写法；文件名相对于本文件。",
    ),
    "book-file-outside": (
        "{name} lies outside the folder of the book; the book is made without it. Put it into the folder.",
        "{name} 不在本书的文件夹内，成书时略去。请把它放进文件夹。",
    ),
    "book-file-twice": (
        "{name} is named twice; it stands in the book where it was named first.",
        "{name} 列了两次，以第一次的位置为准。",
    ),
    "book-pattern-empty": (
        "No article is called like {name}.",
        "没有与 {name} 相符的文章。",
    ),
    "book-folder-unreadable": (
        "This folder cannot be read: {fault}.",
        "无法读取这个文件夹：{fault}。",
    ),
    "book-one-folder": (
        "{name} is a book by itself. Name one folder or one BOOK.toml, or only files that are articles.",
        "{name} 本身就是一本书。请只给出一个文件夹或一个 BOOK.toml，或只给出文章文件。",
    ),
    "book-empty": (
        "There is no article for a book here ({count} could not be read). Articles are files such as .txt, .md, .html, .docx, .json.",
        "这里没有可以成书的文章（有 {count} 篇读不了）。请给出文章文件：.txt、.md、.html、.docx、.json。",
    ),
    "book-article-twice": (
        "This article has the same text as {other}. Take one of them out if that is not meant.",
        "这篇文章与 {other} 文字相同。如非有意，请去掉一篇。",
    ),
    "book-options-of-article": (
        "A book has one look: {keys}, which this article says of itself, do not hold in it. Put them into BOOK.toml.",
        "全书只有一种样式：本篇自定的 {keys} 在书中不起作用。请写在 BOOK.toml 里。",
    ),
    "book-kind": (
        "A book of many articles cannot be made as {kind}. Ask for {known}.",
        "多篇文章合成的书不能输出为 {kind}。可用的有 {known}。",
    ),
    "book-no-source": (
        "A book of many articles does not carry its sources; --carry-source does not hold.",
        "多篇文章合成的书不附带原文，--carry-source 不起作用。",
    ),
    "book-file-exists": (
        "There is a BOOK.toml already, and it stays as it is. Edit it, or rename it first.",
        "已有 BOOK.toml，未作改动。请直接编辑，或先改名。",
    ),
    "index-unread": (
        "{count} terms of the index have no kana and stand at its end: {terms}. Say how they are read in [readings], or install the "
        "extra “kana”.",
        "索引中有 {count} 条没有假名读音，排在末尾：{terms}。请在 [readings] 中写明读音，或安装附加组件 kana。",
    ),
}  # fmt: skip
