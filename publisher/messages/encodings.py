"""What is said of bytes and characters."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # bytes
    "encoding-unknown": (
        'There is no encoding named "{encoding}". The nearest known one is {nearest}.',
        "没有名为“{encoding}”的编码，最接近的是 {nearest}。",
    ),
    "encoding-wrong": (
        "The bytes {bytes} at offset {offset} are not {encoding}; there are {count} such places (line:offset=bytes {places}). "
        "Name the right encoding with --encoding, or repair the file.",
        "偏移 {offset} 处的字节 {bytes} 不符合 {encoding} 编码；这样的地方共 {count} 处（行:偏移=字节 {places}）。"
        "请用 --encoding 指定正确的编码，或修复文件。",
    ),
    "encoding-undecided": (
        "The encoding of this file cannot be told. Name it with --encoding.",
        "无法判断这个文件的编码，请用 --encoding 指定。",
    ),
    "encoding-guessed": (
        "The file was read as {encoding}; the next likeliest is {runner_up} (odds {odds} to 1). If characters are wrong, name the "
        "encoding with --encoding.",
        "文件已按 {encoding} 读取；其次可能是 {runner_up}（胜算 {odds} 比 1）。如有乱码，请用 --encoding 指定编码。",
    ),
    "encoding-doubtful": (
        "{count} characters have no meaning in standard {encoding} (line:offset=bytes {places}). Look at them; if they are wrong, "
        "name the encoding with --encoding, or repair the file.",
        "有 {count} 个字符在 {encoding} 标准中没有定义（行:偏移=字节 {places}）。"
        "请查看；如有错误，请用 --encoding 指定编码，或修复文件。",
    ),
    "encoding-edition": (
        "{count} characters were read by the 2022 edition of GB 18030; older software shows them otherwise.",
        "{count} 个字符按 GB 18030-2022 读取，旧软件的显示可能不同。",
    ),
    "encoding-surrogates": (
        "{count} characters were encoded as two surrogates each (CESU-8) and were joined. Save the file as UTF-8.",
        "{count} 个字符被编码成成对的代理码（CESU-8），已合并。请把文件另存为 UTF-8。",
    ),
    # characters
    "mojibake": (
        "This text was damaged before it came here: it looks like {cause} ({count} places), for example “{sample}”. "
        "It is published as it stands; get the text anew from its source.",
        "文字在来源处已成乱码：疑为 {cause}（{count} 处），例如“{sample}”。现按原样出版，请从出处重新取得文本。",
    ),
    "character-removed": (
        "The character {character} may not stand in a publication and was removed ({count} in all).",
        "字符 {character} 不能出现在出版物中，已删除（共 {count} 个）。",
    ),
    "character-replaced": (
        "The character {character} was read as {replacement}, which it stands for ({count} in all).",
        "字符 {character} 已按其本字 {replacement} 读取（共 {count} 个）。",
    ),
    "character-private": (
        "The character {character} has a meaning in one font only (private use; {count} in all). It is kept; put the real character "
        "in its place.",
        "字符 {character} 属于私用区，只在个别字体中有意义（共 {count} 个）。现予保留，请换成正式字符。",
    ),
    "characters-private": (
        "{kinds} further characters of private use stand in the text ({count} in all). They are kept.",
        "文中另有 {kinds} 种私用区字符（共 {count} 个），现予保留。",
    ),
    "entity-replaced": (
        "The HTML entity {entity} stood in the text and was read as the character it names ({count} in all).",
        "文中的 HTML 实体 {entity} 已按其所指的字符读取（共 {count} 个）。",
    ),
    "entities-replaced": (
        "{kinds} further HTML entities stood in the text and were read as the characters they name ({count} in all).",
        "文中另有 {kinds} 种 HTML 实体，已按其所指的字符读取（共 {count} 个）。",
    ),
}
