"""The rules on tagged PDF that `check` holds a file to: where each stands, and what it says."""

from __future__ import annotations

from typing import NamedTuple


class RuleWords(NamedTuple):
    """A rule: its clause, the failure condition of the Matterhorn Protocol 1.02 where it has one, and what is wrong."""

    clause: str
    checkpoint: str
    wrong: tuple[str, str]

    def shown(self, chinese: bool) -> str:
        """The rule in one line, in English or Chinese."""
        where = ", ".join(part for part in (self.clause, self.checkpoint) if part)
        return f"[{where}] {self.wrong[chinese]}" if where else self.wrong[chinese]


def _ua(clause: str, checkpoint: str, english: str, chinese: str) -> RuleWords:
    return RuleWords(f"ISO 14289-1 {clause}", checkpoint and f"Matterhorn {checkpoint}", (english, chinese))


RULES: dict[str, RuleWords] = {
    # --- the file
    "5-1": _ua("5", "06-002", "The metadata do not say that this is PDF/UA", "元数据没有声明这是 PDF/UA"),
    "5-2": _ua("5", "06-002", "The part of PDF/UA is not 1", "声明的 PDF/UA 部分不是 1"),
    "6.1-1": _ua("6.1", "", "Not a version from 1.0 to 1.7", "版本不在 1.0 至 1.7 之内"),
    "6.2-1": _ua("6.2", "", "MarkInfo does not say Marked", "MarkInfo 没有注明 Marked"),
    "7.1-4": _ua("7.1", "01-007", "Suspects is true: the tags may be wrong", "Suspects 为 true：结构标记可能有误"),
    "7.1-8": _ua("7.1", "06-001", "No XMP metadata", "没有 XMP 元数据"),
    "7.1-9": _ua("7.1", "06-003", "No title in the metadata", "元数据里没有题名"),
    "7.1-10": _ua("7.1", "07-001", "Viewers do not show the title", "阅读器不显示题名"),
    "7.1-11": _ua("7.1", "01-006", "No structure tree, or an empty one", "没有结构树，或结构树是空的"),
    "7.2-29": _ua("7.2", "11-001", "Not a language tag", "不是语言标签"),
    "7.2-34": _ua("7.2", "11-001", "The language is not given", "没有注明语言"),
    "7.11-1": _ua("7.11", "21-001", "An embedded file lacks F or UF", "内嵌文件缺少 F 或 UF"),
    # --- the tree
    "7.1-5": _ua("7.1", "02-001", "Not a standard type, nor mapped to one", "不是标准类型，也没有映射到标准类型"),
    "7.1-6": _ua("7.1", "02-003", "The role map goes in a circle", "角色映射循环"),
    "7.1-7": _ua("7.1", "02-004", "A standard type is mapped to another", "标准类型被改映射"),
    "7.1-12": _ua("7.1", "", "An element does not name its parent", "结构元素没有注明上级"),
    # --- headings, alternatives, notes
    "7.4.2-1": _ua("7.4.2", "14-003", "The first heading is not H1, or a level is passed over", "首个标题不是 H1，或跳过了级别"),
    "7.4.4-1": _ua("7.4.4", "14-006", "More than one H in one element", "同一元素里不止一个 H"),
    "7.4.4-2": _ua("7.4.4", "14-007", "Both H and numbered headings", "H 与带级别的标题混用"),
    "7.3-1": _ua("7.3", "13-004", "A figure without alternative text", "图没有替代文字"),
    "7.7-1": _ua("7.7", "17-002", "A formula without alternative text", "公式没有替代文字"),
    "7.9-1": _ua("7.9", "19-003", "A note without an ID", "注没有 ID"),
    "7.9-2": _ua("7.9", "19-004", "Two notes with one ID", "两个注用了同一个 ID"),
    # --- lists and contents
    "7.2-17": _ua("7.2", "09-005", "LI stands outside L", "LI 不在 L 之内"),
    "7.2-18": _ua("7.2", "09-005", "LBody stands outside LI", "LBody 不在 LI 之内"),
    "7.2-19": _ua("7.2", "09-005", "L holds more than L, LI and Caption", "L 里不只有 L、LI 和 Caption"),
    "7.2-20": _ua("7.2", "09-005", "LI holds more than Lbl and LBody", "LI 里不只有 Lbl 和 LBody"),
    "7.2-40": _ua("7.2", "09-005", "Caption is not first in L", "Caption 不在 L 的开头"),
    "7.2-26": _ua("7.2", "09-006", "TOCI stands outside TOC", "TOCI 不在 TOC 之内"),
    "7.2-27": _ua("7.2", "09-006", "TOC holds more than TOC, TOCI and Caption", "TOC 里不只有 TOC、TOCI 和 Caption"),
    "7.2-28": _ua("7.2", "09-006", "Caption is not first in TOC", "Caption 不在 TOC 的开头"),
    # --- tables
    "7.2-3": _ua("7.2", "09-004", "Table holds what is no part of one", "Table 里有不属于表格的元素"),
    "7.2-4": _ua("7.2", "09-004", "TR stands outside a table", "TR 不在表格之内"),
    "7.2-5": _ua("7.2", "09-004", "THead stands outside Table", "THead 不在 Table 之内"),
    "7.2-6": _ua("7.2", "09-004", "TBody stands outside Table", "TBody 不在 Table 之内"),
    "7.2-7": _ua("7.2", "09-004", "TFoot stands outside Table", "TFoot 不在 Table 之内"),
    "7.2-8": _ua("7.2", "09-004", "TH stands outside TR", "TH 不在 TR 之内"),
    "7.2-9": _ua("7.2", "09-004", "TD stands outside TR", "TD 不在 TR 之内"),
    "7.2-10": _ua("7.2", "09-004", "TR holds more than TH and TD", "TR 里不只有 TH 和 TD"),
    "7.2-11": _ua("7.2", "09-004", "More than one THead", "不止一个 THead"),
    "7.2-12": _ua("7.2", "09-004", "More than one TFoot", "不止一个 TFoot"),
    "7.2-13": _ua("7.2", "09-004", "TFoot without TBody", "有 TFoot 而没有 TBody"),
    "7.2-14": _ua("7.2", "09-004", "THead without TBody", "有 THead 而没有 TBody"),
    "7.2-15": _ua("7.2", "09-004", "Cells overlap", "单元格重叠"),
    "7.2-16": _ua("7.2", "09-004", "Caption is neither first nor last in Table", "Caption 不在 Table 的首尾"),
    "7.2-36": _ua("7.2", "09-004", "THead holds more than TR", "THead 里不只有 TR"),
    "7.2-37": _ua("7.2", "09-004", "TBody holds more than TR", "TBody 里不只有 TR"),
    "7.2-38": _ua("7.2", "09-004", "TFoot holds more than TR", "TFoot 里不只有 TR"),
    "7.2-39": _ua("7.2", "09-004", "More than one Caption in Table", "Table 里不止一个 Caption"),
    "7.2-41": _ua("7.2", "09-004", "A cell reaches beyond the last row", "单元格伸出末行之外"),
    "7.2-42": _ua("7.2", "09-004", "Rows are not equally wide", "各行的列数不同"),
    "7.5-1": _ua("7.5", "15-003", "A cell without a header cell (Scope or Headers)", "单元格没有表头：缺少 Scope 或 Headers"),
    # --- annotations
    "7.18.1-1": _ua("7.18.1", "28-002", "An annotation outside Annot", "注释不在 Annot 之内"),
    "7.18.1-2": _ua("7.18.1", "28-004", "An annotation without words", "注释没有说明文字"),
    "7.18.2-1": _ua("7.18.2", "28-007", "A TrapNet annotation", "有 TrapNet 注释"),
    "7.18.3-1": _ua("7.18.3", "28-009", "Tabs is not S on a page with annotations", "页面有注释，而 Tabs 不是 S"),
    "7.18.4-1": _ua("7.18.4", "28-010", "A form field outside Form", "表单域不在 Form 之内"),
    "7.18.5-1": _ua("7.18.5", "28-011", "A link is not in a Link element", "链接不在 Link 元素之内"),
    "7.18.5-2": _ua("7.18.5", "28-012", "A link without words in Contents", "链接的 Contents 没有说明文字"),
    "7.18.8-1": _ua("7.18.8", "28-018", "A printer's mark is tagged", "印刷标记带有结构标记"),
    "14.7.4.3": RuleWords("ISO 32000-1 14.7.4.3", "", (
        "The element of an annotation does not refer to it", "注释所属的元素没有指向这个注释",
    )),
    "6.3.2-1": RuleWords("ISO 19005-3 6.3.2", "", ("An annotation without flags", "注释没有标志位（F）")),
    "6.3.2-2": RuleWords("ISO 19005-3 6.3.2", "", ("An annotation is hidden or is not printed", "注释被隐藏，或不打印")),
    # --- content
    "7.1-1": _ua("7.1", "01-003", "An artifact inside tagged content", "结构标记的内容里有附属内容（Artifact）"),
    "7.1-2": _ua("7.1", "01-004", "Tagged content inside an artifact", "附属内容（Artifact）里有结构标记的内容"),
    "7.1-3": _ua("7.1", "01-005", "Content neither tagged nor an artifact", "内容既没有结构标记，也不是附属内容"),
    "14.7.4-1": RuleWords("ISO 32000-1 14.7.4", "", (
        "The tree names marked content that is not there", "结构树指向不存在的标记内容",
    )),
    "14.7.4-2": RuleWords("ISO 32000-1 14.7.4", "", ("Two pieces of content have one identifier", "两处内容用了同一个标识")),
    "14.7.4-3": RuleWords("ISO 32000-1 14.7.4", "", (
        "The parent tree and the structure tree disagree", "父树与结构树不一致",
    )),
    # --- fonts
    "7.21.3.2-1": _ua("7.21.3.2", "31-004", "A TrueType font without CIDToGIDMap", "TrueType 字体没有 CIDToGIDMap"),
    "7.21.4.1-2": _ua("7.21.4.1", "31-011", "The embedded font lacks glyphs that are shown", "嵌入的字体缺少所用的字形"),
    "7.21.7-1": _ua("7.21.7", "31-027", "Codes without text (ToUnicode)", "编码没有对应文字（ToUnicode）"),
    "7.21.7-2": _ua("7.21.7", "31-028", "Codes that stand for no character", "编码对应的不是字符"),
    "7.21.8-1": _ua("7.21.8", "31-030", ".notdef is shown: the font lacks the character", "显示了 .notdef：字体缺字"),
}  # fmt: skip
