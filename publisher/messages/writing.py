"""What the writers say."""

MESSAGES: dict[str, tuple[str, str]] = {
    "engine-failed": (
        "The page could not be laid out: {fault}.",
        "版面没有排成：{fault}。",
    ),
    "engine-died": (
        "The layout engine broke down ({reason}); this article has no PDF. Please report it with the text.",
        "排版引擎意外中止（{reason}），这篇文章没有生成 PDF。请附上原文反馈给我们。",
    ),
    "engine-start": (
        "The process that makes PDFs could not be started: {fault}. In Python, publish(…, isolate=False) does without it.",
        "生成 PDF 的进程无法启动：{fault}。在 Python 中可用 publish(…, isolate=False)，不另起进程。",
    ),
    "engine-taken": (
        "This program had loaded WeasyPrint before, with the system's fonts, and pages made beside it might come out wrong. "
        "Leave out isolate=False: the PDF is then made in a process of its own.",
        "本程序此前已载入 WeasyPrint，用的是系统字体，在同一进程里排版可能出错。请去掉 isolate=False，让 PDF 在单独的进程里生成。",
    ),
    "engine-memory": (
        "Laying out the pages took more memory than it may ({limit}), so there is no PDF. If the article is long in earnest, "
        "allow more (--limit-memory, 0 for no limit) or divide it; else look for a huge table or picture, or at the theme.",
        "排版所需内存超过上限（{limit}），没有生成 PDF。如果文章确实很长，请调高上限（--limit-memory，0 为不限）或拆成几篇；"
        "否则请检查有没有特大的表格、图片，或版式是否有问题。",
    ),
    "engine-time": (
        "Laying out the pages took longer than it may ({limit} seconds), so there is no PDF. If the article is long in earnest, "
        "allow more (--limit-time, 0 for no limit) or divide it; else look for a huge table, or at the theme.",
        "排版用时超过上限（{limit} 秒），没有生成 PDF。如果文章确实很长，请调高上限（--limit-time，0 为不限）或拆成几篇；"
        "否则请检查有没有特大的表格，或版式是否有问题。",
    ),
    "out-of-memory": (
        "The machine has not enough memory to lay out the pages, so there is no PDF. Close other programs, or divide the article.",
        "内存不足，版面没有排成，没有生成 PDF。请关闭其他程序，或把文章拆成几篇。",
    ),
    "limit-not-held": (
        "This system does not hold a program to a limit on memory: --limit-memory has no effect here; --limit-time has.",
        "这个系统不支持限制程序的内存：--limit-memory 在此不起作用，--limit-time 仍然有效。",
    ),
    "engine-remark": ("The layout engine remarked: {remark}", "排版引擎提示：{remark}"),
    "line-loose": (
        "Page {page} of the PDF: {ems} em stand between the characters of the line “{text}”. Other words or another --trim help.",
        "PDF 第 {page} 页：“{text}”这一行字间加空 {ems} 字宽。改几个字，或换字号、换 --trim，可以改善。",
    ),
    "line-short": (
        "Page {page} of the PDF: the line “{text}” ends {ems} em before its measure; nothing in it can be stretched.",
        "PDF 第 {page} 页：“{text}”这一行比行长短 {ems} 字宽，行内无处可加空。",
    ),
    "line-overfull": (
        "Page {page} of the PDF: the line “{text}” is {ems} em too long for its measure; nothing in it can give way.",
        "PDF 第 {page} 页：“{text}”这一行超出行长 {ems} 字宽，无处可断，也无处可再压缩。",
    ),
    "table-wide": (
        "Page {page} of the PDF: the table that begins “{text}” is {ems} em too wide even in the smallest type, and is cut off "
        "at the edge. Divide it, or choose a larger --trim.",
        "PDF 第 {page} 页：以“{text}”开头的表格用最小的字仍宽出 {ems} 字，右边会被裁掉。请拆成几个表格，或用 --trim 换大一些的开本。",
    ),
    "word-broken": (
        "Page {page} of the PDF: a word had to be broken where it may not be, for the measure is too narrow for it: “{text}”.",
        "PDF 第 {page} 页：行长容不下这个词，只好从中断开：“{text}”。",
    ),
    "cover-outside": (
        "The cover {cover} lies outside the folder of the text, whose own front matter names it. Put the picture beside the text, or "
        "name it in a sidecar or on the command line.",
        "正文前的设置把封面指到了文章文件夹之外：{cover}。请把图片放到文章旁边，或在同名设置文件、命令行中指定。",
    ),
    "cover-missing": (
        "There is no picture {cover} for the cover. Give the path of a PNG, JPEG, GIF or WebP, or one of auto, text, none.",
        "找不到封面图片 {cover}。请给出 PNG、JPEG、GIF 或 WebP 文件的路径，或写 auto、text、none。",
    ),
    "cover-broken": (
        "The picture {cover} cannot be a cover: {fault}.",
        "图片 {cover} 不能用作封面：{fault}。",
    ),
    "cover-small": (
        "The cover {cover} is only {width} × {height} pixels: shops ask for 1600 × 2560, and below 625 it looks blurred.",
        "封面 {cover} 只有 {width} × {height} 像素：书店一般要 1600 × 2560，宽不到 625 会模糊。",
    ),
    "cover-shape": (
        "The cover {cover} is {width} × {height} pixels, not the shape of a book: readers will leave much of the page empty.",
        "封面 {cover} 为 {width} × {height} 像素，不像书的形状，阅读器会留下大片空白。",
    ),
    "cover-reduced": (
        "The cover {cover} had more pixels than readers take and was reduced to {width} × {height}.",
        "封面 {cover} 像素过多，已缩小为 {width} × {height}。",
    ),
    "cover-undrawn": (
        "The cover could not be drawn, and the book has a title page in its place (as --cover text asks for): {fault}",
        "封面没有画成，改用文字扉页（即 --cover text）：{fault}",
    ),
    "cover-not-drawn": (
        "The page drawn for the cover is {width} × {height} pixels, which is no cover: leave @page in the theme's cover.css alone.",
        "为封面绘制的页面是 {width} × {height} 像素，不是封面的尺寸：请不要改动版式 cover.css 中的 @page。",
    ),
    "image-missing": (
        "The image {src} is not there; its description stands in its place. Put it beside the article, or mend its name.",
        "找不到图片 {src}，暂以文字说明代替。请把图片放在文章旁边，或改正文件名。",
    ),
    "image-broken": (
        "The image {src} cannot be used ({fault}); its description stands in its place.",
        "图片 {src} 无法使用（{fault}），暂以文字说明代替。",
    ),
    "image-undescribed": (
        "The image {src} has no description, and who cannot see it learns nothing of it: give it an alternative text or a caption.",
        "图片 {src} 没有文字说明，看不见图的读者无从得知内容：请补写替代文字或图注。",
    ),
    "image-coarse": (
        "The image {src} has {ppi} pixels an inch on paper, and print asks for {asked}: use one of at least {width} × {height}.",
        "图片 {src} 按版面尺寸只有 {ppi} ppi，印刷至少要 {asked} ppi：请换用不小于 {width} × {height} 像素的图片。",
    ),
    "glyphs-private": (
        "An archive cannot hold characters of private use, whose meaning no one can look up: {characters}. Replace them in the text.",
        "存档文件不能含私用区字符，日后无从查考：{characters}。请在原文中改用通行字符。",
    ),
    "glyphs-undrawn": (
        "The layout engine has left characters undrawn, which an archive may not have: {remark}",
        "排版引擎有字符没有画出，存档文件不允许这样：{remark}",
    ),
    "link-refused": (
        "The link to “{href}” is left out, its text stays: only http, https and mailto addresses are linked.",
        "指向“{href}”的链接已去掉，文字保留：只链接 http、https 和 mailto 地址。",
    ),
    "target-unknown": (
        "{target} cannot be written: the name must end in one of {known}.",
        "无法生成 {target}：文件名须以 {known} 之一结尾。",
    ),
    "strict": (
        "Stopped by --strict: {count} warnings, the first is {first}: {message}",
        "因 --strict 中止：共 {count} 条警告，第一条是 {first}：{message}",
    ),
}
