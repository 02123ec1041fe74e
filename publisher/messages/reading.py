"""What the readers say."""

MESSAGES: dict[str, tuple[str, str]] = {
    # the file
    "source-missing": (
        "There is no such file. Check the name and the folder.",
        "找不到这个文件，请检查文件名和所在文件夹。",
    ),
    "source-folder": (
        "This is a folder, not a file. Name the file to publish.",
        "这是一个文件夹，不是文件。请给出要出版的文件。",
    ),
    "source-unreadable": ("This file cannot be read: {reason}.", "无法读取这个文件：{reason}。"),
    "source-too-large": (
        "This source is larger than {limit} bytes. Raise the limit with --max-size if that is intended.",
        "源文件超过 {limit} 字节。如确有需要，请用 --max-size 提高上限。",
    ),
    "source-binary": (
        "This is not text but a binary file ({kind}). Save its text as a .txt file first.",
        "这不是文本，而是二进制文件（{kind}）。请先把其中的文字另存为 .txt 文件。",
    ),
    # JSON
    "json-syntax": ("This is not valid JSON: {fault}.", "这不是合法的 JSON：{fault}。"),
    "article-shape": ("This article does not fit the model: {fault}.", "这篇文章不符合模型：{fault}。"),
    "json-shape": ("This JSON is not an article: {fault}.", "这份 JSON 不是文章：{fault}。"),
    "json-nesting": (
        "This JSON is nested too deeply to be an article.",
        "这份 JSON 嵌套过深，不可能是文章。",
    ),
    "json-foreign": (
        'This JSON is not an article. Ours holds "$schema": "{schema}"; a ninjs news item of the IPTC holds "uri".',
        '这份 JSON 不是文章。本程序的 JSON 含有 "$schema": "{schema}"，IPTC 的 ninjs 含有 "uri"。',
    ),
    # the text
    "header-unset": (
        "The header sets what this line says; these marks and labels of it are not set: {removed}",
        "这一行的内容已印入标题区，其中的符号与字样不再印出：{removed}",
    ),
    "list-markers": (
        "The printed numbers or marks of {count} list items are set by the page and were taken out of the text.",
        "{count} 个列表项的编号或符号改由版面生成，已从文字中取出。",
    ),
    "empty-source": ("The source is empty: there is nothing to publish.", "源文件是空的，没有可出版的内容。"),
    "no-content": (
        "The source holds a title but no text below it. Add the text and publish again.",
        "源文件只有标题，没有正文。请补上正文后再出版。",
    ),
    "too-many-headings": (
        "The source has {count} headings, more than {limit}. Raise the limit with --max-headings if that is intended.",
        "源文件有 {count} 个小标题，超过上限 {limit}。如确有需要，请用 --max-headings 提高上限。",
    ),
    "no-title": (
        'The source has no headline; "{title}" was used. Put a headline on its first line.',
        "源文件没有标题，暂用“{title}”。请在第一行写上标题。",
    ),
    "left-out": (
        'This line is not part of the article\'s text and is not published ({reason}): "{text}".',
        "这一行不属于文章正文，不予出版（{reason}）：“{text}”。",
    ),
    "doubtful-reading": (
        "It is doubtful whether this line is rightly taken for {role}. Look at it.",
        "这一行是否应视为“{role}”尚有疑问，请查看。",
    ),
}
