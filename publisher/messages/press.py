"""What `check` says of a file for a press: names, figures, demands and details of its rows."""

from __future__ import annotations

from publisher.messages.row_words import RowWords

PRESS_ROWS: dict[str, RowWords] = {
    "bleed": RowWords(
        ("Bleed", "出血"), ("at least {least} mm", "最窄 {least} mm"), ("3 mm on every side", "四边各 3 mm")
    ),
    "trims": RowWords(
        ("Trimmed size", "成品尺寸"),
        ("{size}; {count} pages differ", "{size}；不同的 {count} 页"),
        ("one for all pages", "各页相同"),
    ),
    "colour-spaces": RowWords(("Colour spaces", "颜色空间"), ("{answer}", "{answer}")),
    "ink": RowWords(
        ("Most ink on one place", "总墨量"),
        ("{most} %; the press carries {limit} %", "{most} %；印刷条件上限 {limit} %"),
        ("no more than the press carries", "不超过上限"),
    ),
    "black-text": RowWords(
        ("Black text of several inks", "多色叠印的黑字"),
        ("{count}", "{count}"),
        ("none: black ink alone", "没有，只用黑版"),
    ),
    "resolution": RowWords(
        ("Resolution of images", "图像分辨率"),
        ("{count}, the coarsest {least} ppi", "{count} 幅，最低 {least} ppi"),
        ("150 ppi, black and white 600", "150 ppi，黑白图 600"),
    ),
    "overprint": RowWords(
        ("White that overprints", "白色叠印"),
        ("{count}; overprint on {pages} pages", "{count} 处；有叠印的 {pages} 页"),
        ("none", "没有"),
    ),
    "transparency": RowWords(("Transparency", "透明"), ("on {count} pages", "{count} 页")),
    "intent": RowWords(
        ("Output intent", "输出意图"),
        ("{answer}", "{answer}"),
        ("PDF/X, with a CMYK profile", "PDF/X，带 CMYK 特性文件"),
    ),
    "trapped": RowWords(("Trapped", "陷印"), ("{answer}", "{answer}"), ("True or False", "True 或 False")),
    "identifier": RowWords(("Identifier of the file", "文件标识"), ("{answer}", "{answer}"), ("given", "已注明")),
    "encryption": RowWords(("Encryption", "加密"), ("{answer}", "{answer}"), ("none", "没有")),
    "scripts": RowWords(("Scripts", "脚本"), ("{count}", "{count}"), ("none", "没有")),
    "annotations": RowWords(
        ("Annotations on the page", "页面上的注释"),
        ("{count}; links {links}", "{count} 处；链接 {links} 处"),
        ("none but links", "除链接外没有"),
    ),
}

PRESS_DETAILS: dict[str, tuple[str, str]] = {
    "ink-unmeasured": (
        "{unmeasured} colours or images could not be measured.",
        "有 {unmeasured} 处颜色或图像无法测量。",
    ),
    "intent-not-of-a-press": (
        "It is not for a press: its kind is not GTS_PDFX.",
        "不是印刷用的输出意图：类型不是 GTS_PDFX。",
    ),
    "intent-unnamed": ("It does not name the printing condition.", "没有注明印刷条件。"),
    "intent-without-profile": ("No profile is embedded.", "没有嵌入特性文件。"),
    "intent-not-cmyk": (
        "Its profile is not that of a CMYK press (class prtr, four components).",
        "嵌入的不是四色印刷机的特性文件（prtr 类，四个分量）。",
    ),
}
