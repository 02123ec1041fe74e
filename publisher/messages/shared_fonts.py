"""What is said of shared faces, and what lies beside them: how they are installed, and whose they are."""

MESSAGES: dict[str, tuple[str, str]] = {
    "fonts-shared": (
        "Its faces are in the folder fonts, not in it: {files}. It is {kilobytes} kB smaller.",
        "字体不在文件内，而在 fonts 文件夹：{files}。文件因此小 {kilobytes} kB。",
    ),
    "fonts-saved": (
        "The faces are once in {folder}, {megabytes} MB, and not in {books} files, which are {saved} MB smaller together.",
        "字体只在 {folder} 存一份，共 {megabytes} MB；{books} 个文件都不带字体，合计小 {saved} MB。",
    ),
    "shared-face-unknown": (
        "{file} is none of the files that the bundled fonts make for a shared folder.",
        "{file} 不是内置字体可供共用的字体文件。",
    ),
}

README = """These fonts belong to the e-books beside this folder, which hold none themselves.
Install them once on your reader, and all of the books are set in them.

KOReader   Copy the font files into the folder koreader/fonts on the device, then start KOReader anew.
           In a book: menu "Aa", then "Style tweaks", leave "Embedded styles" on.
Kobo       Connect the device by USB. Make a folder "fonts" at its top level if there is none, copy the font files
           into it without changing their names, eject it, and open a book.
Computers  Open each font file and choose "Install"; Readest, Thorium and browsers then find them by their names.

The books ask for the fonts by name; where one is not installed, the reader's own font is used.

{faces}

Licence: SIL Open Font License 1.1. Whose each family is, and the whole text, are in the files OFL-*.txt.
They are modified versions: one language a file, without hinting and without what that language does not need.

--------------------------------------------------------------------------------------------------------------

这些字体供旁边的电子书使用，书里不再自带字体。在阅读器上安装一次，全部书籍都会用它们显示。

KOReader   把字体文件复制到设备的 koreader/fonts 文件夹，重新启动 KOReader。
           打开书后，在“Aa”菜单中保持“内嵌样式”开启。
Kobo       用 USB 连接设备，在最上层建立 fonts 文件夹（如已有则不必），把字体文件原名复制进去，弹出设备后打开书。
电脑       逐个打开字体文件，选择“安装”；Readest、Thorium 和浏览器会按名称找到它们。

书籍按名称调用字体；没有安装的，用阅读器自己的字体显示。

许可证：SIL Open Font License 1.1。各字体的版权说明和许可证全文见 OFL-*.txt。
这些文件是修改版：每个文件只含一种语言的字形，去掉了微调信息和该语言不需要的部分。
"""
"""`faces` is the list of files, one a line."""
