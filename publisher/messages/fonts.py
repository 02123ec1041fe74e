"""What the fonts say."""

MESSAGES: dict[str, tuple[str, str]] = {
    "font-family-unknown": (
        "There is no bundled font family “{family}”. Known: {known}.",
        "没有名为“{family}”的内置字体。可用的有：{known}。",
    ),
    "font-file-unreadable": (
        "This font file cannot be used: {fault}.",
        "这个字体文件无法使用：{fault}。",
    ),
    "font-role-unknown": (
        "A font is given as FILE or ROLE=FILE, with one of the roles {known}; “{role}” is none of them.",
        "字体应写成“文件”或“用途=文件”，用途是 {known} 之一；“{role}”不在其中。",
    ),
    "glyph-missing": (
        "No font has {character} ({code_point}; {count} in the text): it is drawn as 〓 in the PDF. "
        "Give a font that has it with --font, or another character.",
        "没有字体含有“{character}”（{code_point}），共 {count} 处，PDF 中以〓代替。请用 --font 给出含有它的字体，或改用别的字。",
    ),
    "glyphs-missing": (
        "No font has these characters: {characters}. Give a font that has them with --font.",
        "没有字体含有这些字：{characters}。请用 --font 给出含有它们的字体。",
    ),
    "css-font-shorthand": (
        "The style sheet uses the shorthand `font:`; write font-family, font-size and so on apart.",
        "样式表用了 `font:` 简写；请分开写 font-family、font-size 等。",
    ),
}
