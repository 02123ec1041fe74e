"""What `convert`, ninjs and the writers of text say."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # --- the command
    "convert-suffix": (
        "{target} cannot be written: its name must end in one of {known}.",
        "无法生成 {target}：文件名须以 {known} 之一结尾。",
    ),
    "convert-to": (
        "{target} cannot be --to {format}: a name that ends so is one of {known}.",
        "{target} 与 --to {format} 不符：这种文件名对应 {known}。",
    ),
    "convert-same": (
        "{target} is the source itself. Give the result another name.",
        "{target} 就是源文件本身，请给结果另取一个名字。",
    ),
    "images-elsewhere": (
        "{count} images lie outside the folder of {target}. Copy them beside it and mend their paths before it is published.",
        "有 {count} 张图片不在 {target} 所在的文件夹里。出版前请把图片复制到它旁边，并改正路径。",
    ),
    # --- what formats cannot hold
    "mark-up-flattened": (
        "{format} has no form for {kind} ({count} in all): the words are kept, the mark-up is not.",
        "{format} 无法表示{kind}（共 {count} 处）：文字保留，标记从略。",
    ),
    "not-converted": (
        "{format} does not hold {kind} ({count} in all): left out. Our own .json keeps everything.",
        "{format} 不收{kind}（共 {count} 处），已略去。如需全部保留，请转换为本程序的 .json。",
    ),
    # --- ninjs
    "ninjs-type": (
        "This ninjs item is of the type “{type}”, which holds no article.",
        "这份 ninjs 的类型是“{type}”，其中没有文章。",
    ),
    "ninjs-no-body": (
        "This ninjs item has no body: there is nothing to publish.",
        "这份 ninjs 没有正文，没有可出版的内容。",
    ),
    "ninjs-unused": (
        "These properties of the ninjs item have no place in an article and are not kept: {properties}.",
        "这份 ninjs 的以下属性在文章中没有对应的位置，未予保留：{properties}。",
    ),
}

KINDS: dict[str, str] = {
    "kickers": "引题",
    "blocks of code": "代码段",
    "boxes": "框文",
    "cells that span others": "合并的单元格",
    "code": "代码",
    "credits": "供稿信息",
    "dates without a month": "没有月份的日期",
    "definition lists": "释义列表",
    "descriptions of images": "图片的文字说明",
    "emphasis": "着重",
    "entries for the catalogue": "编目信息",
    "images in a line": "行内图片",
    "index entries": "索引条目",
    "languages of runs": "外语标记",
    "leads and turns of an interview": "导语和问答",
    "levels of headings": "小标题的级别",
    "line breaks": "换行",
    "lines that are not published": "不予出版的行",
    "links": "链接",
    "links that are neither http, https nor mailto": "http、https、mailto 以外的链接",
    "mark-up in headlines": "标题中的标记",
    "names of programming languages": "代码语言名",
    "nested lists": "嵌套列表",
    "notes": "注释",
    "notes between blocks": "段间注释",
    "proper-name marks": "专名号",
    "readings of names": "人名读音",
    "roles in credits": "供稿信息中的职务",
    "signatures": "落款",
    "strong importance": "加重",
    "subscripts": "下标",
    "superscripts": "上标",
    "tables": "表格",
    "verse": "诗歌",
    "work-title marks": "书名号",
}
"""What a format may have no form for, in the English of a remark -> Chinese. A test holds that the writers' tables are in it."""
