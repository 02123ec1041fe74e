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
        "Give a font that has it with --font, its picture with [[glyph]], or another character.",
        "没有字体含有“{character}”（{code_point}），共 {count} 处，PDF 中以〓代替。"
        "请用 --font 给出含有它的字体，用 [[glyph]] 给出字图，或改用别的字。",
    ),
    "glyph-pictured": (
        "No font has {character} ({code_point}; {count} in the text): its picture is set, and 〓 where none can stand.",
        "没有字体含有“{character}”（{code_point}），共 {count} 处，已用字图；不能放图的地方以〓代替。",
    ),
    "sequence-missing": (
        "No font has the form of {character} that its variation selector asks for ({code_points}; {count} in the text): "
        "the usual form is drawn, and the selector is kept. Give a font that has it with --font.",
        "没有字体含有“{character}”的异体选择符所要的字形（{code_points}），共 {count} 处：已用通常字形，选择符保留。"
        "请用 --font 给出含有它的字体。",
    ),
    "glyph-has-face": (
        "A font has {character} ({code_point}): the picture given for it is not used.",
        "已有字体含有“{character}”（{code_point}），没有使用为它提供的字图。",
    ),
    "glyph-table": (
        "A glyph is a table [[glyph]] with character and image, each in quotation marks; it may have: {known}.",
        "字图应写成 [[glyph]] 表，含 character（字）与 image（图片文件），都写在引号内；可用的键：{known}。",
    ),
    "glyph-character": (
        "“{character}” is not one character that can have a picture. Write the character itself, or its number, such as U+31350.",
        "“{character}”不是可以配图的单个字。请写这个字本身，或它的编码，如 U+31350。",
    ),
    "glyph-ids": (
        "“{ids}” does not describe {character}: an operator such as ⿰ stands before as many parts as it takes, "
        "and nothing after them.",
        "“{ids}”不能描述“{character}”：应先写 ⿰ 之类的结构符，后接它所需个数的部件，此外不写别的。",
    ),
    "glyph-twice": (
        "There are two pictures for {character}. Take one of them out.",
        "“{character}”有两个字图，请删去一个。",
    ),
    "glyph-outside": (
        "The picture {image} of a glyph lies outside the article's folder. Put it there, or name it in the sidecar.",
        "字图 {image} 不在文章所在的文件夹内。请移到那里，或改在随文设置中写明。",
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
