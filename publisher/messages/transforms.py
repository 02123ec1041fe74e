"""What the transforms room says."""

MESSAGES: dict[str, tuple[str, str]] = {
    "paired-quotes": (
        "Straight quotes paired: {before} became {after}, {count} times (lines {lines}).",
        "直引号改为成对的引号：{before} 改为 {after}，共 {count} 处（第 {lines} 行）。",
    ),
    "dashes-and-ellipses": (
        "Dashes and ellipses given their full form: {before} became {after}, {count} times (lines {lines}).",
        "破折号、省略号改为规范形式：{before} 改为 {after}，共 {count} 处（第 {lines} 行）。",
    ),
    "fullwidth-punctuation": (
        "Half-width punctuation made full-width: “{before}” became “{after}”, {count} times (lines {lines}).",
        "半角标点改为全角：“{before}”改为“{after}”，共 {count} 处（第 {lines} 行）。",
    ),
    "stray-spaces": (
        "Stray spaces or line ends set right: “{before}” became “{after}”, {count} times (lines {lines}).",
        "多余的空格或换行已处理：“{before}”改为“{after}”，共 {count} 处（第 {lines} 行）。",
    ),
    "unpaired-quote": (
        "The quote {quote} in “{near}” has no mate and was left as it is; add the missing one in the source.",
        "“{near}”中的引号 {quote} 没有配对，已原样保留；请在原稿中补上缺少的一半。",
    ),
    "table-spans": (
        "A cell of this table spans more columns or rows than there are; it was given those there are.",
        "这个表格里有单元格跨越的列数或行数超过表格本身，已按实际大小处理。",
    ),
    "blocks-nesting": (
        "Blocks are nested too deeply; take out levels of lists, quotes or boxes.",
        "内容嵌套过深；请减少列表、引文或方框的层数。",
    ),
}
