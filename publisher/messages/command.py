"""What the command line says: its errors, and the words of its help and tables."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # --- usage
    "command-unknown": (
        "There is no command “{command}”. Did you mean “{nearest}”?",
        "没有“{command}”这个命令，是否想用“{nearest}”？",
    ),
    "command-missing": (
        "Say what to do: {known}. `--help` tells more.",
        "请给出要执行的命令：{known}。用 --help 查看说明。",
    ),
    "flag-unknown": (
        "There is no option {flag}. Did you mean {nearest}?",
        "没有 {flag} 这个选项，是否想用 {nearest}？",
    ),
    "flag-without-value": ("{flag} needs a value.", "{flag} 后面缺少值。"),
    "flag-with-value": ("{flag} takes no value.", "{flag} 不带值。"),
    "argument-missing": ("{argument} is missing. `--help` tells more.", "缺少 {argument}。用 --help 查看说明。"),
    "argument-surplus": (
        "This is too much: {argument}. `--help` tells more.",
        "多了这些内容：{argument}。用 --help 查看说明。",
    ),
    "usage": ("The command line is wrong: {fault}", "命令行有误：{fault}"),
    "stdin-twice": (
        "`-` (standard input) can be given once only.",
        "“-”（标准输入）只能给出一次。",
    ),
    "option-truth": ("{key} takes true or false, not {value}.", "{key} 应为 true 或 false，不能是 {value}。"),
    "option-number": (
        "{key} takes a whole number from {least} up, not {value}.",
        "{key} 应为不小于 {least} 的整数，不能是 {value}。",
    ),
    "option-number-range": (
        "{key} takes a whole number from {least} to {most}, not {value}.",
        "{key} 应为 {least} 到 {most} 的整数，不能是 {value}。",
    ),
    "option-one-of": (
        "{key} takes one of {known}, not “{value}”. Did you mean {nearest}?",
        "{key} 只能取 {known} 之一，不能是“{value}”，是否想用 {nearest}？",
    ),
    "option-choice": (
        "{key} takes some of {known}, not “{value}”. Did you mean {nearest}?",
        "{key} 只能取 {known}，不能是“{value}”，是否想用 {nearest}？",
    ),
    "option-text": ("{key} takes a text in quotes, not {value}.", "{key} 应为引号内的文字，不能是 {value}。"),
    "option-texts": (
        "{key} takes a list of texts in quotes, not {value}.",
        "{key} 应为一组引号内的文字，不能是 {value}。",
    ),
    "size-malformed": (
        "{key} takes a size such as 800M or 2G, not “{size}”.",
        "{key} 应为 800M、2G 这样的大小，不能是“{size}”。",
    ),
    "lang-malformed": (
        "“{lang}” is no language tag. Examples: zh-Hans, zh-Hant-TW, ja, ko.",
        "“{lang}”不是语言标记。例如：zh-Hans、zh-Hant-TW、ja、ko。",
    ),
    "output-one-input": (
        "{output} is one file, but there are several inputs. Give a folder: {output}/",
        "{output} 是单个文件，而输入不止一个。请给出文件夹：{output}/",
    ),
    "output-one-kind": (
        "{output} is one file, but several kinds are to be made ({kinds}). Give a folder, or one kind with --to.",
        "{output} 是单个文件，而要生成的格式不止一种（{kinds}）。请给出文件夹，或用 --to 指定一种格式。",
    ),
    "output-not-a-folder": (
        "There is no folder {output}. To have it made, write {output}/",
        "没有文件夹 {output}。如要新建，请写成 {output}/",
    ),
    "output-suffix": (
        "{output} is no name for this kind: it must end in .{kind}, or in / for a folder.",
        "{output} 不适合这种格式：应以 .{kind} 结尾；如为文件夹，应以 / 结尾。",
    ),
    # --- configuration files
    "key-unknown": (
        "There is no option “{key}”. Did you mean “{nearest}”?",
        "没有“{key}”这个选项，是否想用“{nearest}”？",
    ),
    "key-not-in-theme": (
        "A theme cannot set “{key}”; put it into publisher.toml.",
        "版式不能设定“{key}”，请写到 publisher.toml 里。",
    ),
    "config-syntax": ("This is not valid TOML: {fault}.", "这不是合法的 TOML：{fault}。"),
    "config-unreadable": ("This file cannot be read: {fault}.", "无法读取这个文件：{fault}。"),
    "config-table": ("“{key}” is a table: write [{key}].", "“{key}”是一个表，应写成 [{key}]。"),
    # --- outputs
    "slug-taken": (
        "Another input of this run has the same headline or name; this one is written as {name}.",
        "本次另有一篇文章标题或文件名相同，这一篇存为 {name}。",
    ),
    "disk-full": (
        "The disk is full. The old file, if there was one, is as it was.",
        "磁盘已满。原有文件（如果有）没有变动。",
    ),
    "file-too-big": (
        "The file is larger than this system allows. The old file, if there was one, is as it was.",
        "文件超过系统允许的大小。原有文件（如果有）没有变动。",
    ),
    "not-writable": (
        "Nothing can be written here: {fault}. Choose another folder with -o.",
        "这里无法写入：{fault}。请用 -o 换一个文件夹。",
    ),
    "no-folder": ("The folder does not exist. Make it first.", "文件夹不存在，请先建立。"),
    "not-a-folder": (
        "A part of this path is a file, not a folder. Choose another folder with -o.",
        "这个路径中有一段是文件而不是文件夹。请用 -o 换一个文件夹。",
    ),
    "is-a-folder": ("This is a folder, not a file. Choose another name.", "这是文件夹而不是文件，请换一个名字。"),
    "not-a-file": (
        "This is a device or a pipe; a book cannot be written there. Choose a file.",
        "这是设备或管道，不能写入书籍。请指定普通文件。",
    ),
    "exists": (
        "The file exists and --no-clobber is given: it was left as it is.",
        "文件已存在，且指定了 --no-clobber：保留原文件。",
    ),
    "name-too-long": ("The name is too long for this disk. Choose a shorter one.", "文件名过长，请换一个短一些的。"),
    "write-failed": ("The file could not be written: {fault}.", "文件无法写入：{fault}。"),
    # --- what nobody foresaw
    "internal": (
        "A fault in the publisher itself: {fault}. Run again with -v and report what it prints.",
        "程序内部错误：{fault}。请加 -v 重新运行，并把显示的内容报告给开发者。",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "publisher": (
        "Publish CJK press text as EPUB and PDF.",
        "把报刊文章排成 EPUB 和 PDF。",
    ),
    "build": (
        "Publish each FILE (- is pasted text on standard input) and print the paths of what was written.",
        "出版每个文件（“-”表示标准输入中的文字），并显示写出的文件路径。",
    ),
    "batch": (
        "Publish an archive: every article that SOURCE names (a folder with all below it, files, a pattern such as '2024/**/*.txt', "
        "a file of JSON Lines with an article in each, or an address such as s3://house/texts) becomes files in TARGET, a folder or "
        "an address, in folders and under names like its own. Only what is not there yet, or has changed in its text, sidecar, "
        "options, pictures, theme, fonts or engines, is made; a run that was stopped in whatever way goes on where it was. "
        "One TARGET is for one archive.",
        "出版整个资料库：SOURCE 可以是文件夹（连同下级）、若干文件、通配式（如 '2024/**/*.txt'）、每行一篇文章的"
        "JSON Lines 文件，或 s3://house/texts 这样的地址；其中每篇文章按原来的路径和文件名写入 TARGET（文件夹或地址）。"
        "只生成尚未生成的，以及正文、设置、图片、版式、字体或引擎有变动的；以任何方式中断后再次运行，都从断处继续。"
        "一个 TARGET 只放一个资料库。",
    ),
    "book": (
        "Bind many articles into one book, an issue or an anthology: by its BOOK.toml, from a FOLDER whose folders are its parts, or "
        "from FILES in this order. What cannot be read is left out and told.",
        "把多篇文章合成一本书（一期报刊或文集）：按 BOOK.toml，或取文件夹（子文件夹即各部分），或依次取各个文件。"
        "读不了的文章略去并报告。",
    ),
    "init": (
        "Write a BOOK.toml to edit into FOLDER, with what was found there.",
        "在文件夹里写出一个可供修改的 BOOK.toml，填好已发现的内容。",
    ),
    "preview": (
        "Show FEATURE in the browser, its pages and its e-book, and redraw them as the text and the theme are changed.",
        "在浏览器中预览文章的版面和电子书，改动文字或版式后自动更新。",
    ),
    "inspect": (
        "Show what was read: the outline, and what each source line was taken for and why.",
        "显示读出的内容：文章结构，以及每一行被认作什么、依据何在。",
    ),
    "convert": (
        "Convert the article A (- is standard input) into B, whose name says the format: .json .md .txt .epub .pdf .html.",
        "把文章 A（“-”表示标准输入）转换成 B，格式由 B 的文件名决定：.json .md .txt .epub .pdf .html。",
    ),
    "check": (
        "Hold each finished FILE (PDF or EPUB, whoever made it) to good typography and to what validators ask.",
        "检查成品文件（PDF 或 EPUB，不论由什么软件制作）：版面是否合乎规范，能否通过校验。",
    ),
    "verify": (
        "Make each FILE (an archival PDF, or an EPUB made with --carry-source) anew from what it carries, and compare.",
        "根据文件（存档 PDF，或以 --carry-source 生成的 EPUB）内附的原文和制作记录重新生成，并与文件比较。",
    ),
    "verify-font": (
        "A font of your own that the file was set in; repeatable.",
        "文件所用的自备字体，可重复给出。",
    ),
    "catalog": (
        "Write into DIR a catalogue of the books in it: OPDS for reading apps, and a page that searches in the browser.",
        "为文件夹中的书籍编目：供阅读器订阅的 OPDS 目录，和可在浏览器中检索的网页，都写在该文件夹里。",
    ),
    "catalog-title": ("Title of the catalogue (default: the folder's name).", "目录的名称（默认为文件夹名）。"),
    "catalog-url": (
        "Address the folder will have, for whole links; without it they are relative, and work anywhere.",
        "文件夹将来的网址，用于写出完整链接；不给则用相对链接，放在哪里都能用。",
    ),
    "catalog-page-size": ("Books a page of a feed: 10 to 1000 (default: 50).", "目录每页的篇数：10 到 1000（默认 50）。"),
    "fonts": ("List the bundled fonts: faces, coverage, licences.", "列出内置字体：字重、语言、字数、许可证。"),
    "config": ("Show each option's value for FILE, and where it comes from.", "显示某个文件的各项设置及其来源。"),
    "theme": ("Make themes.", "制作版式。"),
    "theme new": ("Write a theme to start from into FOLDER.", "在文件夹里生成一个可供修改的版式。"),
    "to": (
        "Kinds to make, with commas: epub, pdf, html (default: epub,pdf).",
        "要生成的格式，用逗号分隔：epub、pdf、html（默认 epub,pdf）。",
    ),
    "convert-to": (
        "Which kind of .json: json (our own, which keeps everything; default) or ninjs (IPTC).",
        ".json 的种类：json（本程序的格式，保留全部内容；默认）或 ninjs（IPTC）。",
    ),
    "check-as": (
        "What the file is for: screen (default), archive (PDF/A, PDF/UA) or print (boxes, colours, output intent).",
        "文件的用途：screen（屏幕阅读，默认）、archive（存档，PDF/A、PDF/UA）或 print（印刷，页面框、颜色、输出意图）。",
    ),
    "output": (
        "A folder (ending in / it is made if missing), or a file (default: this folder).",
        "文件夹（以 / 结尾则自动新建）或文件（默认当前文件夹）。",
    ),
    "theme-name": ("A bundled theme, or the folder of your own.", "内置版式的名称，或自制版式的文件夹。"),
    "pdf-profile": (
        "What the PDF is for: screen (PDF/UA-1), archive (PDF/A-3a with its source inside), print (bleed, marks, CMYK).",
        "PDF 的用途：screen 屏幕阅读（PDF/UA-1），archive 存档（PDF/A-3a，内附原文），print 印刷（出血、裁切标记、CMYK）。",
    ),
    "cover": (
        "Cover of an EPUB or a book: auto (in the theme's design), text (a title page), none, or a picture's file (default: auto).",
        "EPUB 和书的封面：auto 按版式绘制，text 文字扉页，none 不要封面，或图片文件（默认 auto）。",
    ),
    "embed-fonts": (
        "Fonts inside an EPUB or web page: all; auto (headings', and characters that e-readers lack); none (default: all).",
        "EPUB 和网页内嵌的字体：all 全部，auto 只嵌标题字体和阅读器缺的字，none 不嵌（默认 all）。",
    ),
    "fonts-option": (
        "embedded: fonts in each EPUB and web page, as --embed-fonts says (default); shared: in none, and once in a folder fonts "
        "beside them, to be installed on the reader.",
        "embedded：EPUB 和网页各带字体，由 --embed-fonts 决定（默认）；shared：都不带，在旁边的 fonts 文件夹放一份，供装进阅读器。",
    ),
    "woff2": (
        "Fonts inside an EPUB or web page as WOFF2: smaller, but not for old e-readers.",
        "EPUB 和网页内嵌字体用 WOFF2 格式：更小，但旧阅读器不支持。",
    ),
    "carry-source": (
        "Put source, article, theme and build record into the EPUB, so that verify can make it again; a PDF carries them "
        "where it is made with --pdf archive.",
        "在 EPUB 里附上原文、文章数据、版式和制作记录，供 verify 重新生成并核对；PDF 则在 --pdf archive 时总会附上。",
    ),
    "columns": (
        "Columns of the PDF's pages: 1, 2 or 3; tiers where lines are vertical (default by theme).",
        "PDF 每页分几栏：1、2 或 3；竖排时为段数（默认由版式决定）。",
    ),
    "writing-mode": (
        "Direction of the lines: horizontal or vertical.",
        "行文方向：horizontal 横排，vertical 竖排。",
    ),
    "emphasis": (
        "Stress: emphasis dots, or Kai type (default: dots for Japanese, Kai for others).",
        "强调：dots 着重号，kai 楷体（默认：日文用着重号，其他用楷体）。",
    ),
    "upright-digits": (
        "Vertical lines: numbers of up to so many digits (0 to 3) stand upright.",
        "竖排时，不超过几位（0 到 3）的数字纵中横。",
    ),
    "binding": (
        "right: tell viewers of the PDF that it is bound at the right (Chrome then copies text out of order).",
        "right：在 PDF 中标明右侧装订（Chrome 复制文字的次序会因此错乱）。",
    ),
    "line-breaking": (
        "total: all line ends of a paragraph are chosen together. greedy: ragged lines of the layout engine.",
        "total：整段统筹断行；greedy：排版引擎自己的左齐断行。",
    ),
    "line-break": (
        "Marks that may not begin or end a line: strict, normal or loose (default by language).",
        "避头尾的严格程度：strict、normal 或 loose（默认依语言）。",
    ),
    "punctuation": (
        "Width of marks: full-width, kaiming (full at a sentence's end alone) or half-width.",
        "标点宽度：full-width 全角，kaiming 开明，half-width 半角。",
    ),
    "trim": ("Page size: a4 a5 b5 jis-b5 16k letter, or WxHmm.", "开本：a4 a5 b5 jis-b5 16k letter，或“宽x高mm”。"),
    "lang": (
        "Language of the text: zh-Hans, zh-Hant-TW, ja, ko … (default: detected).",
        "文章语言：zh-Hans、zh-Hant-TW、ja、ko 等（默认自动判断）。",
    ),
    "script": (
        "Publish in another variety of Chinese: zh-Hans, zh-Hant-TW, zh-Hant-HK; several, with commas, are as many editions.",
        "以另一种中文出版：zh-Hans、zh-Hant-TW、zh-Hant-HK；用逗号隔开可一次出几个版本。",
    ),
    "script-words": (
        "Words of such an edition: kept, or regional: the region's own where the dictionary has them (default: kept).",
        "转换后的用词：kept 保留原词、只换字形，regional 有当地说法的改用当地说法（默认 kept）。",
    ),
    "ruby": (
        "Readings for learners over the text: pinyin (Chinese) or kana (Japanese).",
        "为学习者在正文上注音：pinyin 汉语拼音，kana 日文假名。",
    ),
    "font": (
        "A font file of your own, FILE or ROLE=FILE (song, hei, kai, mono). Can be repeated.",
        "自备字体，写作“文件”或“用途=文件”（song、hei、kai、mono），可重复。",
    ),
    "encoding": ("Encoding of the source, such as gb18030 (default: detected).", "源文件编码，如 gb18030（默认自动判断）。"),
    "certified-by": (
        "Let the EPUB claim EPUB Accessibility 1.1 at WCAG 2.1 level AA, in the name of who has evaluated it; every picture must be "
        "described.",
        "由评定者署名，声明 EPUB 符合 EPUB Accessibility 1.1、WCAG 2.1 AA 级；书中每幅图片都须有文字说明。",
    ),
    "strict": ("Warnings are errors.", "警告视为错误。"),
    "no-clobber": ("Leave files that exist alone.", "不覆盖已有文件。"),
    "fetch": (
        "Fetch a source given by its address (https://…), and a page's pictures (default: no network).",
        "允许联网：取得以网址（https://…）给出的来源，以及网页中的图片（默认不联网）。",
    ),
    "max-size": ("Largest source in bytes (default: 20000000).", "源文件的最大字节数（默认 20000000）。"),
    "limit-memory": (
        "Most memory that laying out the pages of one article may take: 800M, 4G, or 0 for no limit (default: 2G).",
        "一篇文章排版最多占用的内存：如 800M、4G，0 为不限（默认 2G）。",
    ),
    "limit-time": (
        "Most seconds that laying out the pages of one article may take; 0: no limit (default: 120).",
        "一篇文章排版最多用的秒数；0 为不限（默认 120）。",
    ),
    "max-headings": ("Most headings of an article (default: 20000).", "一篇文章最多的小标题数（默认 20000）。"),
    "fullwidth-punctuation": (
        "Half-width marks beside Chinese become full-width (default: for Chinese).",
        "中文旁的半角标点改为全角（默认用于中文）。",
    ),
    "paired-quotes": ("Straight quotes become paired ones (default: for Chinese).", "直引号改为成对引号（默认用于中文）。"),
    "dashes-and-ellipses": ("-- becomes ——, ... becomes …… (default: for Chinese).", "-- 改为——，... 改为……（默认用于中文）。"),
    "stray-spaces": ("Spaces between ideographs go (default: for Chinese).", "去掉汉字之间的空格（默认用于中文）。"),
    "quiet": ("Say nothing but errors.", "只显示错误。"),
    "verbose": ("Say more where something went wrong.", "出错时显示更多细节。"),
    "port": (
        "Port of this machine on which to answer (default: a free one).",
        "使用本机的哪个端口（默认由系统选择）。",
    ),
    "open": ("Open the browser.", "打开浏览器。"),
    "write-sidecar": (
        "Write FILE.publisher.toml, in which to correct what was read.",
        "生成 FILE.publisher.toml，供更正识读结果。",
    ),
    "jobs": ("Worker processes (default: one a processor).", "工作进程数（默认每个处理器一个）。"),
    "journal": (
        "Where the journal is kept (default: .publisher/ in TARGET; for an address, in your state folder, and a copy in TARGET).",
        "日志文件的位置（默认在 TARGET 的 .publisher/ 里；目标是地址时在本机状态目录，并在 TARGET 存一份副本）。",
    ),
    "retry-failed": (
        "Try again what failed before for reasons of its own, though nothing has changed.",
        "以前因文章自身原因失败的，即使没有改动也再试一次。",
    ),
    "report": (
        "Write a report, a row an article: PATH ends in .jsonl or .html.",
        "写出报告，每篇文章一行；PATH 以 .jsonl 或 .html 结尾。",
    ),
    "engine": (
        "local (default): processes of this machine; dask: those of a cluster.",
        "local（默认）：用本机的进程；dask：用集群的进程。",
    ),
    "scheduler": (
        "Of a Dask cluster, such as tcp://10.0.0.1:8786 (default: a cluster on this machine).",
        "Dask 集群的调度器，如 tcp://10.0.0.1:8786（默认在本机另起集群）。",
    ),
    "json": ("Print JSON for programs.", "输出供程序读取的 JSON。"),
    "messages": ("Language of messages: zh or en (default: by locale).", "提示语言：zh 或 en（默认依系统语言）。"),
    "version": ("Print the version.", "显示版本号。"),
    "help": ("Print this help.", "显示本说明。"),
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    "usage": ("Usage", "用法"),
    "options": ("Options", "选项"),
    "commands": ("Commands", "命令"),
    "family": ("Family", "字体"),
    "style": ("Style", "字类"),
    "weights": ("Weights", "字重"),
    "languages": ("Languages", "语言"),
    "characters": ("Characters", "字数"),
    "licence": ("Licence", "许可证"),
    "source": ("Source", "来源"),
    "checked": ("Checked", "检查项"),
    "figure": ("Figure", "结果"),
    "asked": ("Asked", "要求"),
    "verdict": ("Verdict", "结论"),
    "option": ("Option", "选项"),
    "value": ("Value", "值"),
    "from": ("From", "来自"),
    "command line": ("command line", "命令行"),
    "sidecar": ("sidecar", "随文设置"),
    "front matter": ("front matter", "文前设置"),
    "publisher.toml": ("publisher.toml", "publisher.toml"),
    "theme": ("theme", "版式"),
    "default": ("default", "默认"),
    "unset": ("(automatic)", "（自动）"),
}


def help_text(key: str, language: str) -> str:
    """What a command or option is for, in `en` or `zh`."""
    return HELP[key][language == "zh"]


def word(key: str, language: str) -> str:
    """A word of help pages and tables, in `en` or `zh`."""
    return WORDS[key][language == "zh"]
