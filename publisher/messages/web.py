"""What is said of web pages and of fetching."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "fetch-not-asked": (
        "{address} lies on the network. Add --fetch to fetch it, or save the page and name the file.",
        "{address} 在网络上。请加 --fetch 以便取得，或先把网页存成文件再给出。",
    ),
    "image-remote": (
        "The picture {src} lies on the network and is left out. Add --fetch to fetch it, or save it beside the text.",
        "图片 {src} 在网络上，未收入。请加 --fetch 以便取得，或把它存到文章旁边。",
    ),
    "page-encoding-wrong": (
        "The page says that it is {declared}, but its bytes are not; it was read as {encoding}. "
        "If characters are wrong, name the encoding with --encoding.",
        "网页声明编码为 {declared}，但内容并不符合；已按 {encoding} 读取。如有乱码，请用 --encoding 指定编码。",
    ),
    "page-nesting": (
        "The page nests its elements too deeply; {count} of them were taken as if they were not there. Their text is kept.",
        "网页元素嵌套过深，其中 {count} 个已忽略层级，文字保留。",
    ),
    "page-surroundings": (
        "Outside the article the page holds {count} pieces of text ({characters} characters) of the site, such as menus and "
        "lists of links; they are not published.",
        "正文之外还有 {count} 处网站自身的文字（共 {characters} 字），如菜单、链接列表，不予出版。",
    ),
    "page-article-unsure": (
        "It is not clear which part of the page is the article. Look at what was read, or paste the text into a .txt file.",
        "难以确定网页中哪一部分是正文。请检查读取结果，或将正文另存为 .txt 文件。",
    ),
    "page-image-remote": (
        "{count} images of the page are on the web, not beside it (the first: {src}), and are not published. "
        "Save the page with its images, or use --fetch.",
        "网页中有 {count} 张图片在网上而不在本地（第一张：{src}），不予出版。请连同图片保存网页，或使用 --fetch。",
    ),
    "page-image-dropped": (
        "{count} images of the page had no usable address, or were of no size, and were left out.",
        "网页中有 {count} 张图片没有可用的地址或没有尺寸，已略去。",
    ),
    "page-link-dropped": (
        "{count} links of the page run code or lead to a file (the first: {href}); their text is kept, their addresses are not.",
        "网页中有 {count} 个链接会执行代码或指向本机文件（第一个：{href}），保留文字，去掉地址。",
    ),
    "page-table-clamped": (
        "A table of the page has more than {limit} columns or rows in a span; it was cut to its real size.",
        "网页中的表格有跨度超过 {limit} 的单元格，已按实际大小处理。",
    ),
}
