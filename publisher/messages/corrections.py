"""What is said of an editor's corrections of a reading."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "correction-text": (
        "{key} is the text to be printed, between quotation marks. To leave a line out, name it in skip.",
        "{key} 应为要印出的文字，写在引号内。如要略去某一行，请写在 skip 里。",
    ),
    "correction-lines": (
        'Write a correction as: line 23 = "heading", with the number of the source line.',
        '更正请写作：line 23 = "heading"，数字是源文件的行号。',
    ),
    "correction-span": (
        '"{span}" names no source line. Write a number such as 23, or two such as 40-44.',
        "“{span}”不是行号。请写一个数，如 23，或两个数，如 40-44。",
    ),
    "correction-role": (
        'A line cannot be "{role}". The nearest word is {nearest}; known are: {known}.',
        "不能把一行定为“{role}”。最接近的是 {nearest}；可用的有：{known}。",
    ),
    "correction-figure": (
        "A figure is a table [[figure]] with after_line (a number) and src (a file); it may have: {known}.",
        "插图应写成 [[figure]] 表，含 after_line（行号）与 src（文件）；可用的键：{known}。",
    ),
    "list-of-texts": (
        'Write {key} as a list of texts, such as ["Zhang San", "Li Si"].',
        '{key} 应为文字的列表，如 ["张三", "李四"]。',
    ),
    "correction-no-line": (
        "{file} corrects line {span}, but the source has no text there. Compare its numbers with publisher inspect.",
        "{file} 更正了第 {span} 行，但源文件那里没有文字。请用 publisher inspect 核对行号。",
    ),
    "correction-part": (
        "{file} corrects line {span}, which is part of the piece on lines {whole}: all of it was corrected.",
        "{file} 更正了第 {span} 行，而它属于第 {whole} 行的一段：整段已一并更正。",
    ),
    "correction-twice": (
        "{file} says two things of this line; the later one holds. Take one of them out.",
        "{file} 对这一行有两种说法，以后一种为准。请删去其一。",
    ),
    "skipped": ("This line is not published, as the sidecar says.", "按随文设置文件，这一行不予出版。"),
    "doubtful-lines": (
        "To look at: {lines}. `publisher inspect --write-sidecar FILE` writes a file to correct them in.",
        "请查看：{lines}。用 publisher inspect --write-sidecar 文件 可生成更正用的文件。",
    ),
    "sidecar-stdin": (
        "Text from standard input has no place for a sidecar beside it. Save it as a file first.",
        "标准输入的文字没有可放随文设置文件的地方，请先存成文件。",
    ),
    "sidecar-exists": (
        "There is a sidecar already; it is left as it is. Edit it, or take it away first.",
        "已有随文设置文件，未作改动。请直接编辑，或先把它移走。",
    ),
}
