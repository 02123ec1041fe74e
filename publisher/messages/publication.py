"""What is said of a publication's record: its identifier, its series, how names are read, who answers for its accessibility."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "identifier-malformed": (
        "“{value}” is neither an ISBN with the right check digit, a DOI (10.…/…) nor a URN (urn:…): compare it with where it was "
        "printed. It is not used.",
        "“{value}”不是校验位正确的 ISBN，也不是 DOI（10.…/…）或 URN（urn:…）：请与印出的号码核对。这个值不予采用。",
    ),
    "position-malformed": (
        "“{value}” is no number in a series: write a number such as 3 or 2.5. It is not used.",
        "“{value}”不是丛书中的序号：请写一个数，如 3 或 2.5。这个值不予采用。",
    ),
    "publication-text": (
        "{key} is a text, and “{value}” is none. It is not used.",
        "{key} 应为一段文字，“{value}”不是。这个值不予采用。",
    ),
    "publication-of-one": (
        "{key} belongs to one article: write it in its front matter or in the sidecar beside it.",
        "{key}只属于一篇文章：请写在它的前言元数据或随文设置文件里。",
    ),
    "reading-text": (
        'The reading of {key} is a text between quotation marks, such as "Zhang San".',
        '{key} 的读音应写成引号内的文字，如 "Zhang San"。',
    ),
    "reading-without-name": (
        "{file} says how “{name}” is read, but no byline or credit has that name. Compare how it is written, or take it out.",
        "{file} 给出了“{name}”的读音，但署名和供稿信息中都没有这个名字。请核对写法，或删去这条读音。",
    ),
    "certified-undescribed": (
        "This book cannot be certified as accessible: {count} of its images have no description; the first is {src}. Give each an "
        "alternative text or a caption, or leave --certified-by out.",
        "本书不能声明符合无障碍标准：有 {count} 幅图片没有文字说明，第一幅是 {src}。"
        "请逐一补写替代文字或图注，或不用 --certified-by。",
    ),
}
