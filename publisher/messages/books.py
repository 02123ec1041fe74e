"""What `check` says of EPUBs: the names and demands of its rows, and the rules that a book may break, with where each stands."""

from __future__ import annotations

from publisher.messages.row_words import RowWords
from publisher.messages.tagging import RuleWords

_FAULTS = "{count} faults", "{count} 处不合"
_NONE = "none", "没有"


def _faults(english: str, chinese: str) -> RowWords:
    return RowWords((english, chinese), _FAULTS, _NONE)


BOOK_ROWS: dict[str, RowWords] = {
    "epub-container": _faults("Container", "容器"),
    "epub-names": _faults("Names in the container", "容器内的文件名"),
    "epub-encoding": _faults("Encoding", "编码"),
    "epub-xml": _faults("XML", "XML"),
    "epub-package": _faults("Manifest and spine", "清单与阅读次序表"),
    "epub-links": _faults("Links", "链接"),
    "epub-images": RowWords(
        ("Pictures", "图片"), ("{count} faults in {images}", "{images} 幅中 {count} 处不合"), ("all can be drawn", "都能显示")
    ),
    "epub-alternatives": RowWords(
        ("Words for pictures", "图片的替代文字"),
        ("{count} of {images} without; {empty} said to be ornaments", "{images} 幅中缺 {count} 幅；注明为装饰的 {empty} 幅"),
        ("all described", "都有说明"),
    ),
    "epub-fonts": RowWords(
        ("Fonts", "字体"), ("{count} faults in {fonts}", "{fonts} 款中 {count} 处不合"), ("all can be used", "都能使用")
    ),
    "epub-characters": RowWords(
        ("Characters no embedded font has", "内嵌字体未收的字"),
        ("{count} of {characters}", "{characters} 字中 {count} 字"),
    ),
    "epub-metadata": _faults("Metadata", "元数据"),
    "epub-accessibility": _faults("Accessibility metadata", "无障碍元数据"),
    "epub-language": _faults("Language", "语言"),
    "epub-navigation": _faults("Table of contents", "目录"),
    "epub-headings": _faults("Levels of headings", "标题级别"),
    "epub-notes": RowWords(
        ("Notes", "注"), ("{count} faults in {notes}", "{notes} 条中 {count} 处不合"), ("called, and leading back", "有引用，能返回")
    ),
    "epub-direction": RowWords(
        ("Direction of lines and pages", "行文与翻页方向"), ("{answer}", "{answer}"), ("agree", "一致")
    ),
    "epub-text": RowWords(
        ("Text of the article it carries", "所附文章的文字"),
        ("{missing} of {runs} pieces missing", "{runs} 段中缺 {missing} 段"),
        ("all there", "全部都在"),
    ),
}  # fmt: skip

BOOK_DETAILS: dict[str, tuple[str, str]] = {
    "no-package": (
        "The package document cannot be read, so this was not checked.",
        "无法读取包文件，未检查此项。",
    ),
    "no-images": ("The book has none.", "书中没有图片。"),
    "no-fonts": (
        "The book embeds no font; readers set it in their own.",
        "书中没有内嵌字体，由阅读器自备字体显示。",
    ),
    "no-notes": ("The book has none.", "书中没有注。"),
    "nothing-carried": (
        "The book carries no article to compare with; ours do where they are made with --carry-source.",
        "书中没有附上文章数据，无从比较；本程序以 --carry-source 生成的书会附上。",
    ),
    "carried-broken": ("What it carries cannot be read: {fault}", "无法读取所附数据：{fault}"),
    "glyphs-of-readers": (
        "Readers look for these in fonts of their own: {shown}",
        "这些字由阅读器的字体显示：{shown}",
    ),
    "swells": (
        "Its entries unpack beyond measure; a validator was not given it.",
        "解压后的数据过大，没有交给校验程序。",
    ),
}

BOOK_WORDS: dict[str, str] = {
    "horizontal, to the right": "横排，向右翻页",
    "horizontal, to the left": "横排，向左翻页",
    "vertical, to the left": "竖排，向左翻页",
    "vertical, to the right": "竖排，向右翻页",
}
"""What the row on direction answers, in Chinese."""


def _rule(clause: str, english: str, chinese: str) -> RuleWords:
    return RuleWords(clause, "", (english, chinese))


_OCF, _ZIP, _TYPE, _NAMES = "EPUB 3.3, 4.2", "EPUB 3.3, 4.3.2", "EPUB 3.3, 4.3.3", "EPUB 3.3, 4.2.3"
_XML, _META, _MANIFEST, _SPINE = "EPUB 3.3, 3.9", "EPUB 3.3, 5.5", "EPUB 3.3, 5.6", "EPUB 3.3, 5.7"
_WHERE, _TYPES, _NAV = "EPUB 3.3, 3.6", "EPUB 3.3, 3.2", "EPUB 3.3, 7"
_A11Y, _IMAGES = "EPUB Accessibility 1.1", "WCAG 2.2, 1.1.1"

BOOK_RULES: dict[str, RuleWords] = {
    # --- container
    "mimetype-first": _rule(_TYPE, "The first entry is not mimetype", "第一个文件不是 mimetype"),
    "mimetype-stored": _rule(_TYPE, "mimetype is compressed or has an extra field", "mimetype 经过压缩或带有附加字段"),
    "mimetype-content": _rule(
        _TYPE, "mimetype does not say application/epub+zip alone",
        "mimetype 的内容不是 application/epub+zip",
    ),
    "entry-method": _rule(_ZIP, "Neither stored nor deflated", "既不是存储也不是 deflate 压缩"),
    "entry-locked": _rule(_ZIP, "Locked by a password", "设有密码"),
    "entry-broken": _rule(_ZIP, "Cannot be unpacked", "无法解压"),
    "entry-swells": _rule(_ZIP, "Unpacks beyond measure", "解压后过大"),
    "container-file": _rule(
        _OCF, "META-INF/container.xml does not lead to a package document",
        "META-INF/container.xml 没有指向包文件",
    ),
    "encrypted": _rule("EPUB 3.3, 4.2.6", "Encrypted: only fonts may be obfuscated", "经过加密：只有字体可以混淆"),
    # --- names
    "name-twice": _rule(_NAMES, "Another entry has this name", "另有文件同名"),
    "name-alike": _rule(_NAMES, "The same as another but for case or normal form", "与另一文件名只有大小写或正规形式之别"),
    "name-long": _rule(_NAMES, "A name of more than 255 bytes", "文件名超过 255 字节"),
    "name-forbidden": _rule(_NAMES, "Characters that no name may have", "文件名含有禁用字符"),
    "name-private": _rule(_NAMES, "Characters of private use or none at all", "文件名含有专用区字符或非字符"),
    "name-dot": _rule(_NAMES, "A name that ends in a full stop", "文件名以点结尾"),
    "name-space": _rule(_NAMES, "Spaces in a name", "文件名含有空格"),
    "name-outside": _rule(_NAMES, "Leads out of the container", "路径指向容器之外"),
    # --- text
    "not-utf-8": _rule(_XML, "Not UTF-8", "不是 UTF-8"),
    "surrogate": _rule(_XML, "A surrogate encoded as a character of its own", "代理码位被单独编码"),
    "control": _rule(_XML, "Control characters", "控制字符"),
    "xml-broken": _rule(_XML, "Not well-formed", "XML 不合语法"),
    "xml-entities": _rule(_XML, "Declares entities", "声明了实体"),
    "xml-deep": _rule(_XML, "Nested or long beyond measure", "嵌套过深或文本过长"),
    # --- package
    "item-missing": _rule(_MANIFEST, "Listed but not there", "清单所列文件不存在"),
    "item-twice": _rule(_MANIFEST, "Listed twice", "在清单中重复"),
    "item-unlisted": _rule(_MANIFEST, "Not in the manifest", "清单没有列出"),
    "spine-empty": _rule(_SPINE, "Nothing is in the reading order", "阅读次序表为空"),
    "spine-dead": _rule(_SPINE, "Names no item", "指向的条目不存在"),
    "spine-twice": _rule(_SPINE, "Twice in the reading order", "在阅读次序表中重复"),
    "not-in-spine": _rule(_SPINE, "A document outside the reading order", "文档不在阅读次序表中"),
    # --- links
    "link-scheme": _rule(
        "EPUB 3.3, 3.7 and 3.8", "Runs code, or leads to a file of the reader's machine",
        "会执行代码，或指向读者机器上的文件",
    ),
    "link-dead": _rule(_MANIFEST, "Leads to a file that is not there", "链接的文件不存在"),
    "link-outside": _rule(_MANIFEST, "Leads out of the book", "链接指向书外的路径"),
    "link-fragment": _rule("RFC 3986, 3.5", "Leads to a place that is not there", "链接的位置不存在"),
    "link-remote": _rule(_WHERE, "Comes from the network", "内容来自网络"),
    "id-twice": _rule("XML 1.0, 3.3.1", "An identifier used twice", "标识符重复"),
    # --- pictures
    "image-broken": _rule(_TYPES, "Cannot be decoded", "无法解码"),
    "image-type": _rule(_MANIFEST, "Of another type than the manifest says", "类型与清单所注不符"),
    "image-format": _rule(_TYPES, "Of a format that readers need not know", "格式不在阅读器必须支持之列"),
    "image-pixels": _rule("", "Too many pixels", "像素过多"),
    "image-unseen": _rule("", "Not looked at: too many pixels in all", "像素总数过多，没有检查"),
    "alt-missing": _rule(_IMAGES, "No alternative text", "没有替代文字"),
    "alt-name": _rule(_IMAGES, "The alternative text is a file's name", "替代文字只是文件名"),
    # --- fonts
    "font-broken": _rule("OpenType", "Cannot be used", "无法使用"),
    "font-type": _rule(_MANIFEST, "Of another type than the manifest says", "类型与清单所注不符"),
    "font-missing": _rule("CSS Fonts 4, 4.3", "A face without its file", "@font-face 指向的文件不存在"),
    "font-unused": _rule("CSS Fonts 4, 4.1", "No @font-face refers to it", "没有 @font-face 用到它"),
    # --- metadata
    "no-identifier": _rule(
        _META, "No identifier, or unique-identifier refers to none",
        "没有标识符，或 unique-identifier 没有指向它",
    ),
    "no-title": _rule(_META, "No title", "没有题名"),
    "no-language": _rule(_META, "No language", "没有注明语言"),
    "not-a-language": _rule("BCP 47", "Not a language tag", "不是语言标签"),
    "modified": _rule(
        _META, "Not one date of change in UTC (YYYY-MM-DDThh:mm:ssZ)",
        "修改时间应有且只有一个，用 UTC（YYYY-MM-DDThh:mm:ssZ）",
    ),
    "version": _rule("EPUB 3.3, 5.4", "Neither EPUB 2 nor EPUB 3", "既不是 EPUB 2 也不是 EPUB 3"),
    "a11y-missing": _rule(_A11Y, "Not given", "没有注明"),
    "a11y-hazard": _rule(_A11Y, "Says none and a hazard", "既说没有危险又列出危险"),
    "a11y-claim": _rule(_A11Y, "Claims what is not so", "声明与事实不符"),
    "a11y-certified": _rule(_A11Y, "Claims conformance, and names no evaluator", "声明符合标准，却没有注明评估者"),
    "language-other": _rule("WCAG 2.2, 3.1.1", "The text is in another language", "正文是另一种语言"),
    # --- navigation
    "nav-none": _rule(_NAV, "No table of contents", "没有目录"),
    "nav-label": _rule(_NAV, "An entry without words", "目录条目没有文字"),
    "nav-order": _rule(_NAV, "Not in the order of the text", "目录次序与正文不一致"),
    "heading-jump": _rule("WCAG 2.2, 1.3.1", "A level is passed over", "跳过了一级标题"),
    "heading-empty": _rule("WCAG 2.2, 2.4.6", "A heading without words", "标题没有文字"),
    "note-missing": _rule("EPUB 3.3, 6.1", "A call without its note", "注的引用找不到注文"),
    "note-uncalled": _rule("EPUB 3.3, 6.1", "A note that nothing calls", "注文没有被引用"),
    "note-back": _rule("DPUB-ARIA 1.1", "A note without a way back", "注文没有返回的链接"),
    "direction-apart": _rule("EPUB 3.3, 5.7", "Lines and pages go different ways", "行文方向与翻页方向不合"),
    # --- text
    "text-missing": _rule("", "In the article, not in the book", "文章中有，书中没有"),
    "carried-altered": _rule("", "Not what the record says", "与制作记录不符"),
}  # fmt: skip
