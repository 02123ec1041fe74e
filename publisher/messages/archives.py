"""What is said of files that prove themselves: what they carry, and whether they are what they were made of."""

MESSAGES: dict[str, tuple[str, str]] = {
    "verify-nothing-carried": (
        "This file carries no record of its making: make a PDF with --pdf archive, an EPUB with "
        "--carry-source, and it can be verified.",
        "文件里没有制作记录：用 --pdf archive 生成的 PDF、用 --carry-source 生成的 EPUB 才可以核验。",
    ),
    "verify-book-of-many": (
        "This is a book of many articles. It carries their sources and a record of its making, but books are not made again from "
        "what they carry: take the sources out and make each article by itself, or the book from its BOOK.toml, and compare.",
        "这是一部收有多篇文章的书。书内附有各篇原稿和制作记录，但整部书不能由内附文件重新生成：请取出原稿逐篇生成，"
        "或用原来的 BOOK.toml 重新编成此书，再作比较。",
    ),
    "verify-font": (
        "It was set in a font of your own, {name}, which no file carries. Give it: --font {role}={name} (SHA-256 {sha256}).",
        "它使用了自备字体 {name}，文件内不附字体原件。请给出该字体：--font {role}={name}（SHA-256 {sha256}）。",
    ),
    "record-format": (
        "It was made by publisher {publisher}, whose records have the format {format}, unknown here. Use that version.",
        "它由 publisher {publisher} 生成，制作记录的格式为 {format}，本版本不识别。请使用那个版本。",
    ),
    "record-broken": (
        "The record of its making is damaged: {fault}.",
        "制作记录已损坏：{fault}。",
    ),
}

OUTCOMES: dict[str, tuple[str, str]] = {
    # `pdf` and `epub` stand for the outcome `equivalent`.
    "identical": ("the same bytes", "逐字节相同"),
    "pdf": ("other engines; the same text and pages", "引擎版本不同；文字与页面相同"),
    "epub": ("other engines; the same text, pictures and type", "引擎版本不同；文字、图片与字形相同"),
    "different": ("different", "不同"),
}

ROWS: dict[str, tuple[str, str]] = {
    "made-by": ("Made by", "生成程序"),
    "outcome": ("Made again", "重新生成"),
    "altered": ("Files in it that were altered", "内附文件被改动"),
    "reads-alike": ("Its source is read as then", "原文识读结果与当时相同"),
    "pages": ("Pages that differ", "不同的页"),
    "page-counts": ("Number of pages, its own and made again", "页数（原件与重新生成）"),
    "entries": ("Entries that differ", "不同的文件"),
    "rewritten": ("Why", "原因"),
    "rewritten-why": (
        "its content is the same, but the file was written anew: packed by another program, or otherwise",
        "内容相同，但文件被其他程序重新打包或改写过",
    ),
    "engine": ("{name}, then and now", "{name}（当时与现在）"),
    "font": ("Font {name}, SHA-256", "字体 {name} 的 SHA-256"),
    "absent": ("none", "无"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
}
