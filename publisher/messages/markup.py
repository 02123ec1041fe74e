"""What the readers of marked-up sources say: Markdown, front matter, Word, EPUB."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}

# --- Word documents and EPUBs: what their container says
MESSAGES |= {
    "container-broken": (
        "The file is damaged and cannot be opened ({fault}). Save or fetch it again.",
        "文件已损坏，无法打开（{fault}）。请重新保存或下载。",
    ),
    "container-part-missing": (
        "The file lacks its part {part}. Open it in the program that made it and save it again.",
        "文件缺少组成部分 {part}。请用原来的程序打开并重新保存。",
    ),
    "container-locked": (
        "The part {part} is encrypted. Save the file without a password and publish it again.",
        "组成部分 {part} 已加密。请取消密码保护后另存，再重新出版。",
    ),
    "container-too-large": (
        "The part {part} unpacks to {size} bytes, more than {limit} or a hundred times its packed size. "
        "Raise the limit with --max-size if the file is honest.",
        "组成部分 {part} 解压后有 {size} 字节，超过 {limit} 字节或压缩体积的一百倍。如文件可信，请用 --max-size 提高上限。",
    ),
    "container-parts": (
        "The file's table of contents is larger than {limit} bytes: that is no document.",
        "文件目录超过 {limit} 字节，不像是正常的文档。",
    ),
    "xml-broken": (
        "The part {part} is not well-formed XML ({fault}). Open the file in the program that made it and save it again.",
        "组成部分 {part} 不是合格的 XML（{fault}）。请用原来的程序打开并重新保存。",
    ),
    "xml-doctype": (
        "The part {part} declares entities of its own, which documents do not do. The file is not read.",
        "组成部分 {part} 自行定义了实体，正常文档不会如此，因此不予读取。",
    ),
    "xml-nesting": (
        "The part {part} is nested too deeply, or one of its texts is too long ({fault}). Divide it and publish again.",
        "组成部分 {part} 嵌套过深或单段过长（{fault}）。请拆分后重新出版。",
    ),
    # Word documents
    "word-text": (
        "This is plain text under the name of a Word document. Give it the suffix .txt and publish it again.",
        "这是纯文本，只是用了 Word 文档的文件名。请把扩展名改为 .txt 后重新出版。",
    ),
    "word-old": (
        "This is a Word document of the old kind (.doc). Open it in a word processor and save it as .docx.",
        "这是旧式 Word 文档（.doc）。请用文字处理软件打开，另存为 .docx。",
    ),
    "word-locked": (
        "This document is protected by a password. Save it without one and publish it again.",
        "这份文档有密码保护。请取消密码后另存，再重新出版。",
    ),
    "word-other": (
        "This is not a Word document ({missing} is missing). Look at what the file really is and give it its own suffix.",
        "这不是 Word 文档（缺少 {missing}）。请查明文件的真实类型，并改用相应的扩展名。",
    ),
    "word-insertions": (
        "The document has tracked changes: {count} insertions were taken as accepted.",
        "文档带有修订记录：{count} 处插入已按接受处理。",
    ),
    "word-deletions": (
        "The document has tracked changes: {count} deletions were taken as accepted, and their text is left out.",
        "文档带有修订记录：{count} 处删除已按接受处理，所删文字不予出版。",
    ),
    "word-fields": (
        "{count} page numbers that Word works out are left out of the text.",
        "{count} 处由 Word 生成的页码已从文字中略去。",
    ),
    "word-formulas": (
        "{count} formulas were read as plain text, without their layout. Look at them, or insert them as images.",
        "{count} 个公式已按纯文本读取，版式未保留。请查看，或改用图片插入。",
    ),
    "word-objects": (
        "{count} embedded objects (charts, diagrams, other files) cannot be read and are left out. Insert them as images.",
        "{count} 个嵌入对象（图表、图示或其他文件）无法读取，已略去。请改用图片插入。",
    ),
    "word-linked-images": (
        "{count} images are not in the document but linked from elsewhere, and are left out. Insert them into the document.",
        "{count} 张图片不在文档内，只是链接，已略去。请把图片插入文档。",
    ),
    "word-tables-nested": (
        "{count} tables or boxes inside table cells were set as lines of their cells.",
        "{count} 个嵌在单元格内的表格或文本框已改排为单元格中的文字。",
    ),
    "word-notes-missing": (
        "{count} references to notes lead nowhere and are left out.",
        "{count} 处注释引用找不到注文，已略去。",
    ),
    "word-symbol": (
        "The character {character} of the symbol font {font} is not known here ({count} in all). Insert it as an ordinary one.",
        "符号字体 {font} 中的字符 {character} 无法识别（共 {count} 个）。请改用普通字符输入。",
    ),
}

# --- what is fetched from the web
MESSAGES |= {
    "fetch-url": (
        "This is no address that can be fetched: {url}. Give it in full, with http:// or https://.",
        "这不是可以抓取的网址：{url}。请给出以 http:// 或 https:// 开头的完整网址。",
    ),
    "fetch-credentials": (
        "The address on {host} holds a user name or password. Give it without, or save the page and publish the file.",
        "{host} 上的网址带有用户名或密码。请去掉，或先保存网页再出版文件。",
    ),
    "fetch-port": (
        "Port {port} is not one of web servers ({known}): {url}.",
        "端口 {port} 不是网页服务器的端口（{known}）：{url}。",
    ),
    "fetch-host": (
        "There is no server named {host}, or the network cannot be reached. Check the address.",
        "找不到名为 {host} 的服务器，或网络不通。请检查网址。",
    ),
    "fetch-private": (
        "{host} is at {address}, which is not on the public internet, and is not fetched. Save the page and publish the file.",
        "{host} 位于 {address}，不在公共互联网上，不予抓取。请先保存网页再出版文件。",
    ),
    "fetch-connection": (
        "The server {host} did not answer properly ({fault}). Try again later, or save the page and publish the file.",
        "服务器 {host} 没有正常响应（{fault}）。请稍后再试，或先保存网页再出版文件。",
    ),
    "fetch-certificate": (
        "The server {host} cannot prove that it is {host} ({fault}). Nothing is fetched from it.",
        "服务器 {host} 无法证明自己的身份（{fault}），不予抓取。",
    ),
    "fetch-status": (
        "The server answered {status} instead of the page: {url}. Check the address in a browser.",
        "服务器返回 {status}，没有给出网页：{url}。请在浏览器中检查网址。",
    ),
    "fetch-redirects": (
        "The address leads on to others more than {limit} times, last to {url}. Give the address of the page itself.",
        "网址跳转超过 {limit} 次，最后到 {url}。请给出网页本身的网址。",
    ),
    "fetch-type": (
        "What is at this address is {type}, which cannot be read here: {url}.",
        "这个网址的内容是 {type}，无法读取：{url}。",
    ),
    "fetch-coding": (
        "The server sent the page in the coding {coding}, which nobody asked for: {url}. Save the page and publish the file.",
        "服务器以未经请求的编码方式 {coding} 发送网页：{url}。请先保存网页再出版文件。",
    ),
    "fetch-broken": (
        "What the server sent is cut short or damaged: {url}. Try again.",
        "服务器发送的内容不完整或已损坏：{url}。请重试。",
    ),
    "fetch-time": (
        "The page did not come within {seconds} seconds: {url}. Try again later, or save the page and publish the file.",
        "网页未能在 {seconds} 秒内取得：{url}。请稍后再试，或先保存网页再出版文件。",
    ),
    "fetch-too-large": (
        "What is at this address is larger than {limit} bytes: {url}. Raise the limit with --max-size if that is intended.",
        "这个网址的内容超过 {limit} 字节：{url}。如确有需要，请用 --max-size 提高上限。",
    ),
}

# --- Markdown and front matter
MESSAGES |= {
    "html-dropped": (
        "The HTML tag {what} has no place in an article; its text is kept without it ({count} in all).",
        "HTML 标签 {what} 不能用于文章，已去掉标签、保留文字（共 {count} 处）。",
    ),
    "html-content-dropped": (
        "What stands in the HTML tag {what} is not text to be read and is not published ({count} in all).",
        "HTML 标签 {what} 中的内容不是正文，不予出版（共 {count} 处）。",
    ),
    "html-comment-dropped": (
        "HTML comments are not published ({count} in all).",
        "HTML 注释不予出版（共 {count} 处）。",
    ),
    "link-dropped": (
        'Only links to http, https and mailto addresses are published; "{what}" is now plain text ({count} in all).',
        "只有指向 http、https 和 mailto 地址的链接可以出版；“{what}”已改为普通文字（共 {count} 处）。",
    ),
    "image-link-dropped": (
        "A picture that is a link is published without its address: {what} ({count} in all).",
        "图片上的链接地址不予出版：{what}（共 {count} 处）。",
    ),
    "strikethrough-dropped": (
        "Struck-out text is published as ordinary text ({count} in all). Delete it in the source if it is not meant to be read.",
        "带删除线的文字按普通文字出版（共 {count} 处）。如不应出现，请在源文件中删去。",
    ),
    "note-missing": (
        "The text calls the note {what}, but the source has no such note. Add it, or take the mark out.",
        "文中引用了注释 {what}，但源文件中没有这条注释。请补上注文，或删去引用。",
    ),
    "note-unused": (
        "No place of the text calls the note {what}; it is published where it stands ({count} in all).",
        "正文没有引用注释 {what}，已按其所在位置出版（共 {count} 条）。",
    ),
    "note-repeated": (
        "The note {what} is called more than once ({count} times again); a long one is published at its first call alone.",
        "注释 {what} 被多次引用（再次引用 {count} 次）；较长的注文只在首次引用处出版。",
    ),
    "nesting-flattened": (
        "Quotations or lists are nested too deeply here and were set at a lesser depth ({count} lines).",
        "此处引文或列表嵌套过深，已减少层数（共 {count} 行）。",
    ),
    "task-marks": (
        "The boxes of {count} items of a task list are set as □ and ■.",
        "任务列表中 {count} 项的方框已排为 □ 或 ■。",
    ),
    "code-as-text": (
        "Text indented by four spaces would be code in Markdown, but it is prose and was read as paragraphs ({count} places).",
        "缩进四个空格的文字在 Markdown 中是代码，但这里是普通文章，已按段落读取（共 {count} 处）。",
    ),
    "code-info-dropped": (
        "Of what stands behind the fence of a block of code only the language is kept, not: {what} ({count} in all).",
        "代码块标记之后的说明只保留语言名称，其余不予出版：{what}（共 {count} 处）。",
    ),
    "front-matter-broken": (
        "The front matter is broken here ({fault}). Only plain lines were read, no options; put values with : or # in quotes.",
        "文前设置的格式在此处有误（{fault}），只读取了其中简单的行，未采用任何选项。含有 : 或 # 的值请加引号。",
    ),
    "front-matter-unclosed": (
        "The front matter has no closing {fence}; it was taken to end at the first blank line.",
        "文前设置缺少结束标记 {fence}，已按到第一个空行为止处理。",
    ),
    "front-matter-unknown": (
        "These keys of the front matter are not known and are not published: {keys}.",
        "文前设置中的这些项目无法识别，不予出版：{keys}。",
    ),
    "front-matter-options": (
        "The options under publisher: in the front matter must be a table of keys and values.",
        "文前设置中 publisher: 之下的选项必须是由键和值组成的表。",
    ),
    "key-not-in-front-matter": (
        "The option {key} may not stand in a text's front matter. Give it on the command line or in a sidecar.",
        "选项 {key} 不能写在文前设置中，请在命令行或随文设置中给出。",
    ),
}

# --- EPUBs
MESSAGES |= {
    "epub-other": (
        "This is not an EPUB. Look at what the file really is and give it its own suffix.",
        "这不是 EPUB。请查明文件的真实类型，并改用相应的扩展名。",
    ),
    "epub-no-container": (
        "This is not an EPUB, or a damaged one: it lacks {part}.",
        "这不是 EPUB，或已损坏：缺少 {part}。",
    ),
    "epub-no-package": (
        "The EPUB is damaged: {part} names no package document that is there.",
        "EPUB 已损坏：{part} 所指的包文件不存在。",
    ),
    "epub-locked": (
        "The text of this EPUB is encrypted by a shop or library. Only its owner's reader can open it.",
        "这本 EPUB 的正文被书店或图书馆加密，只能用其授权的阅读器打开。",
    ),
    "epub-empty": (
        "The EPUB holds no text beside its cover and contents.",
        "EPUB 中除封面和目录外没有正文。",
    ),
    "epub-document-broken": (
        "{count} documents of the EPUB are not well-formed, {part} first; they were read as browsers do. Look at the result.",
        "EPUB 中有 {count} 个文件不合规范（首个为 {part}），已按浏览器的方式读取。请查看结果。",
    ),
    "epub-documents-missing": (
        "{count} documents that the EPUB lists are not in it, or lie outside of it, and are left out.",
        "EPUB 所列的 {count} 个文件不在其中或位于其外，已略去。",
    ),
    "epub-images-missing": (
        "{count} images that the EPUB shows are not in it, or lie outside of it, and are left out.",
        "EPUB 所用的 {count} 张图片不在其中或位于其外，已略去。",
    ),
    "epub-tables-cut": (
        "{count} tables have cells that span more than there is; the spans were cut.",
        "{count} 个表格的单元格跨度超出范围，已截短。",
    ),
    "epub-pictures": (
        "{count} drawings (SVG) or formulas (MathML) cannot be read and are left out. Insert them as images.",
        "{count} 个矢量图（SVG）或公式（MathML）无法读取，已略去。请改用图片插入。",
    ),
    "epub-nesting": (
        "{count} elements of the EPUB are nested too deeply; their text was set without them.",
        "EPUB 中有 {count} 个元素嵌套过深，其文字已按上层排列。",
    ),
}
