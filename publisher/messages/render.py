"""What the themes and the engine say, and the words that templates print in the article's own language."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, tuple[str, str]] = {
    "theme-unknown": (
        "There is no theme “{theme}”. Known: {known}; or give a folder that holds a theme.toml.",
        "没有名为“{theme}”的版式。可用的有：{known}；也可以给出含 theme.toml 的文件夹。",
    ),
    "theme-broken": ("This theme file is wrong: {fault}.", "这个版式文件有误：{fault}。"),
    "theme-loop": (
        "The theme {theme} extends itself, directly or through others.",
        "版式 {theme} 直接或间接地继承了自己。",
    ),
    "theme-exists": (
        "{folder} already holds a theme; name another folder.",
        "{folder} 里已经有一个版式，请换一个文件夹。",
    ),
    "theme-template": ("This template does not work: {fault}.", "这个模板有误：{fault}。"),
    "css-beyond-measure": (
        "A style sheet of the theme holds brackets nested beyond all measure, or an absurd number ({fault}). Look for one that "
        "was not closed.",
        "版式的样式表里有嵌套过深的括号，或大得离谱的数（{fault}）。请检查是否有括号没有闭合。",
    ),
    "theme-recursion": (
        "This template calls or includes itself without an end, here or through others. Give it a condition under which it stops.",
        "这个模板直接或间接地调用、引用了自己，永远不会结束。请加上停止的条件。",
    ),
    "theme-endless": (
        "This template was stopped here: {fault}. Look at the loops around this line, and at what they go through.",
        "这个模板运行到此处被中止：{fault}。请检查这一行内外的循环，看它们循环多少次。",
    ),
    "trim-unknown": (
        "There is no page size “{trim}”. Known: {known}, or width and height like 170x240mm.",
        "没有“{trim}”这种开本。可用的有：{known}，或写出宽高，如 170x240mm。",
    ),
    "trim-out-of-range": (
        "The page size {trim} is out of range: each side is from {smallest} to {largest} mm.",
        "开本 {trim} 超出范围：每边应在 {smallest} 至 {largest} 毫米之间。",
    ),
    "trim-too-small": (
        "The page {trim} is too small for this theme's type.",
        "开本 {trim} 太小，容不下这个版式的文字。",
    ),
    "columns-too-narrow": (
        "In {columns} columns the lines of a {trim} page would be shorter than ten characters: ask for fewer, or a larger page.",
        "开本 {trim} 分为 {columns} 栏后每行不足十字：请减少栏数或改用更大的开本。",
    ),
}

TERMS: dict[str, dict[str, str]] = {
    "contents": {
        "zh-Hans": "目录", "zh-Hant": "目錄", "ja": "目次", "ko": "차례", "en": "Contents",
    },
    "notes": {"zh-Hans": "注释", "zh-Hant": "註釋", "ja": "注", "ko": "주", "en": "Notes"},
    "note": {"zh-Hans": "注", "zh-Hant": "註", "ja": "注", "ko": "주", "en": "Note"},
    "back": {"zh-Hans": "返回正文", "zh-Hant": "返回正文", "ja": "本文へ戻る", "ko": "본문으로", "en": "Back"},
    "source": {"zh-Hans": "来源", "zh-Hant": "來源", "ja": "出典", "ko": "출처", "en": "Source"},
    "text": {"zh-Hans": "正文", "zh-Hant": "正文", "ja": "本文", "ko": "본문", "en": "Text"},
    "cover": {"zh-Hans": "封面", "zh-Hant": "封面", "ja": "表紙", "ko": "표지", "en": "Cover"},
    "titlepage": {"zh-Hans": "扉页", "zh-Hant": "扉頁", "ja": "扉", "ko": "속표지", "en": "Title page"},
    "landmarks": {"zh-Hans": "导航", "zh-Hant": "導覽", "ja": "案内", "ko": "안내", "en": "Landmarks"},
    "skip": {
        "zh-Hans": "跳到正文", "zh-Hant": "跳到正文", "ja": "本文へ移動", "ko": "본문으로 건너뛰기", "en": "Skip to the text",
    },
    "table": {"zh-Hans": "表格", "zh-Hant": "表格", "ja": "表", "ko": "표", "en": "Table"},
    "untitled": {"zh-Hans": "无题", "zh-Hant": "無題", "ja": "無題", "ko": "무제", "en": "Untitled"},
    "picture": {"zh-Hans": "图片", "zh-Hant": "圖片", "ja": "図", "ko": "그림", "en": "Picture"},
    "colophon": {"zh-Hans": "版本记录", "zh-Hant": "版本紀錄", "ja": "奥付", "ko": "판권", "en": "Colophon"},
    "role-reporter": {"zh-Hans": "记者", "zh-Hant": "記者", "ja": "記者", "ko": "기자", "en": "Reporter"},
    "role-correspondent": {"zh-Hans": "通讯员", "zh-Hant": "通訊員", "ja": "通信員", "ko": "통신원", "en": "Correspondent"},
    "role-photographer": {"zh-Hans": "摄影", "zh-Hant": "攝影", "ja": "写真", "ko": "사진", "en": "Photographs"},
    "role-illustrator": {"zh-Hans": "插图", "zh-Hant": "插圖", "ja": "絵", "ko": "그림", "en": "Illustrations"},
    "role-translator": {"zh-Hans": "翻译", "zh-Hant": "翻譯", "ja": "訳", "ko": "옮김", "en": "Translator"},
    "role-editor": {"zh-Hans": "编辑", "zh-Hant": "編輯", "ja": "編集", "ko": "편집", "en": "Editor"},
    "role-compiler": {"zh-Hans": "整理", "zh-Hant": "整理", "ja": "構成", "ko": "정리", "en": "Compiler"},
    "figures": {"zh-Hans": "插图目录", "zh-Hant": "插圖目錄", "ja": "図版目次", "ko": "그림 차례", "en": "Figures"},
    "index": {"zh": "索引", "ja": "索引", "ko": "찾아보기", "en": "Index"},
    "colon": {"zh": "：", "ja": "：", "ko": ": ", "en": ": "},
}  # fmt: skip


def in_language(words: Mapping[str, str], language: str) -> str:
    """The word for a language, or for the nearest one that has it (`zh-Hant-TW`: `zh-Hant`, then `zh`); else the English one."""
    tag = language
    while tag and tag not in words:
        tag = tag.rpartition("-")[0]
    return words[tag or "en"]


# What Jinja2 and the budget say of a template, for those who read Chinese: a pattern of the English words, and the Chinese.
FAULTS: tuple[tuple[str, str], ...] = (
    (r"'(.+)' is undefined", r"没有“\1”这个变量"),
    (r"'(.+)' has no attribute '(.+)'", r"“\1”没有“\2”这一项"),
    (r"there is no template (.+)", r"没有模板 \1"),
    (r"No filter named '(.+?)'(?: found)?\.?", r"没有名为“\1”的过滤器"),
    (r"No test named '(.+?)'(?: found)?\.?", r"没有名为“\1”的测试"),
    (r"Encountered unknown tag '(.+?)'\..*", r"没有“\1”这种标签"),
    (r"Unexpected end of template\..*", "模板没有写完，有标签未结束"),
    (r"access to attribute '(.+)' of '.+' object is unsafe\.", r"模板不可使用“\1”"),
    (r"Range too big\..*", "range 的次数太多，最多 100000 次"),
    (r"division by zero", "除数为零"),
    (r"it takes too many steps", "步骤过多，看来不会结束"),
    (r"it makes too long a text", "生成的文字过长"),
    (r"it makes too large a number", "算出的数过大"),
    (r"a number in it is too large", "其中的数过大，最大为 100000"),
    (r"a width in it is too large", "格式中的宽度过大"),
    (r"there is no memory for it", "内存不足"),
    (r"the file is missing", "缺少这个文件"),
    (r"(?:mismatched tag|not well-formed \(invalid token\)|unclosed token): (.*)", r"生成的不是合格的 XHTML：\1"),
)
