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
    "script-ambiguous": (
        "“{word}” was set as “{chosen}”, {count} times (lines {lines}; “{near}”); it may also be “{others}”. Where that is meant, "
        "say so under [words] in the sidecar.",
        "“{word}”转换为“{chosen}”，共 {count} 处（第 {lines} 行；“{near}”）；也可能应为“{others}”。"
        "如应改，请在随文设置的 [words] 表中写明。",
    ),
    "script-more": (
        "{count} more words may be written in more than one way.",
        "另有 {count} 个词也有不止一种写法。",
    ),
    "script-kept": (
        "{count} characters are the same in both scripts, but may each stand for another too (lines {lines}): {words}.",
        "有 {count} 个字转换后不变，但也可能应为另一字（第 {lines} 行）：{words}。",
    ),
    "script-identifier": (
        "{identifier} is the identifier of the {source} edition; the {script} edition goes without, as it needs one of its own.",
        "{identifier} 是 {source} 版的标识号；{script} 版应有自己的标识号，故不沿用。",
    ),
    "script-language": (
        "The article is in {language}; there is no edition of it in {script}. Leave --script out, "
        "or say with --lang that it is Chinese.",
        "文章语言为 {language}，没有 {script} 版可言。请去掉 --script；如文章其实是中文，请用 --lang 说明。",
    ),
    "script-several": (
        "One file cannot be several editions ({scripts}). Name one with --script, or give a folder for the output.",
        "一个文件不能同时是几个版本（{scripts}）。请用 --script 只指定一个，或以文件夹为输出。",
    ),
    "ruby-language": (
        "The article is in {language}, which --ruby {kind} has no readings for. It has pinyin for Chinese, kana for Japanese.",
        "文章语言为 {language}，--ruby {kind} 不适用：pinyin 用于中文，kana 用于日文。",
    ),
    "ruby-doubtful": (
        "{count} words may be read in more than one way (lines {lines}): {words}. Where another is meant, give it in the source.",
        "有 {count} 个词的读音不止一种（第 {lines} 行）：{words}。如应为另一读音，请在原文中注出。",
    ),
    "ruby-unknown": (
        "The reading of {count} characters is not known (lines {lines}): {words}. Give it in the source.",
        "有 {count} 个字的读音查不到（第 {lines} 行）：{words}。请在原文中注出。",
    ),
    "extra-missing": (
        "{option} needs the package {package}. Install it: pip install 'cjk-publisher[{extra}]'.",
        "{option} 需要软件包 {package}。请安装：pip install 'cjk-publisher[{extra}]'。",
    ),
    "words-table": (
        "The key [words] begins a table: each line a word of the source and what it becomes, both in quotation marks.",
        "[words] 应为一个表：每行一个原文中的词和它应成为的词，两者都写在引号内。",
    ),
    "words-script": (
        "There is no edition “{script}” for the table of words. Known: {known}.",
        "词表所说的版本“{script}”不存在。可用的有：{known}。",
    ),
    "words-word": (
        "“{word}” under [words]: write the word as the source has it, =, and the word it becomes in quotation marks.",
        "[words] 中的“{word}”：请先写原文中的词，再写等号，再在引号内写它应成为的词。",
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
