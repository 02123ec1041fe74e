"""What the reader of Aozora Bunko's notation says."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "notation-read": (
        "The notation of Aozora Bunko was read and taken out of the text, with how often each kind stood there: {kinds}.",
        "已读取青空文库注记并从正文取出，各类及次数：{kinds}。",
    ),
    "notation-unknown": (
        'The note "{note}" is not known, or the words it is about do not stand before it; it is set as a note. Check its wording.',
        "不认识注记“{note}”，或其前没有它所指的文字，暂作注释排出。请检查写法。",
    ),
    "gaiji-untold": (
        'No character has the description "{note}"; 〓 stands for it, with the description as a note. Write the character '
        "itself, or add its code (U+XXXX).",
        "无法由说明“{note}”确定是哪个字，以〓代替，说明作注释排出。请直接写出该字，或注明编码（U+XXXX）。",
    ),
    "notation-left-out": (
        "{count} lines explain the notation or say how the page was laid out; they are kept, but not published.",
        "{count} 行是记号说明或版面注记，保留而不出版。",
    ),
    "colophon-read": (
        "The {count} lines of the colophon (edition, input, proofreading) are published as credits at the end.",
        "文末 {count} 行版本、录入和校对说明作为署名排在末尾。",
    ),
}
