"""What is said of catalogues, and the words that stand in them, in the language of most of their books."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: dict[str, tuple[str, str]] = {
    "catalogue-no-folder": (
        "There is no such folder. Give the folder that holds the books.",
        "没有这个文件夹。请给出存放书籍的文件夹。",
    ),
    "catalogue-empty": (
        "There is no EPUB in this folder that can be read. Make some first, with build, batch or book.",
        "这个文件夹里没有可以读取的 EPUB。请先用 build、batch 或 book 生成。",
    ),
    "catalogue-foreign": (
        "A catalogue is to be written here, but this was not made by catalog, and is left as it is. Move it elsewhere.",
        "目录要写在这里，但这不是 catalog 生成的，已保持原样。请把它移到别处。",
    ),
    "catalogue-left-out": (
        "This book is not in the catalogue: {reason}",
        "这本书没有编入目录：{reason}",
    ),
    "catalogue-cover": (
        "Its cover {part} cannot be drawn and is not shown: {fault}",
        "封面 {part} 无法显示，目录中略去：{fault}",
    ),
    "catalogue-made": (
        "{books} books; {files} files, {written} of them written now, {removed} old ones removed; a search index of {kilobytes} kB.",
        "共 {books} 本；目录文件 {files} 个，本次写入 {written} 个，删除旧文件 {removed} 个；检索数据 {kilobytes} kB。",
    ),
    "catalogue-url": (
        "“{url}” is no address that a catalogue can have. It is like https://example.org/archive.",
        "“{url}”不能作为目录的网址。应写成 https://example.org/archive 这样。",
    ),
}

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ja", "ko")
_TRADITIONAL = ("hant", "tw", "hk", "mo")

_WORDS: dict[str, tuple[str, str, str, str, str]] = {
    "new": ("New", "最新", "最新", "新着", "최신"),
    "all": ("All", "全部", "全部", "すべて", "전체"),
    "dates": ("By date", "按日期", "按日期", "日付別", "날짜별"),
    "sections": ("By subject", "按栏目", "按欄目", "分野別", "주제별"),
    "series": ("Series and issues", "专栏与刊期", "專欄與刊期", "シリーズ・号", "시리즈와 호"),
    "authors": ("By author", "按作者", "按作者", "著者別", "저자별"),
    "undated": ("Without a date", "未注明日期", "未註明日期", "日付なし", "날짜 없음"),
    "year": ("{year}", "{year} 年", "{year} 年", "{year}年", "{year}년"),
    "month": (
        "{year}-{month:0>2}", "{year} 年 {month} 月", "{year} 年 {month} 月", "{year}年{month}月",
        "{year}년 {month}월",
    ),
    "count": ("{count} items", "{count} 篇", "{count} 篇", "{count} 件", "{count}편"),
    "and": (", ", "、", "、", "、", ", "),
    "one": ("1 item", "1 篇", "1 篇", "1 件", "1편"),
    "search": ("Search", "检索", "檢索", "検索", "검색"),
    "search-hint": (
        "Title, people, subjects, text", "标题、人名、主题、正文", "標題、人名、主題、正文", "題名・人名・主題・本文",
        "제목, 사람, 주제, 본문",
    ),
    "browse": ("Browse", "浏览", "瀏覽", "一覧", "둘러보기"),
    "results": (
        "{count} found for “{query}”", "“{query}”：{count} 篇", "「{query}」：{count} 篇",
        "「{query}」{count} 件", "“{query}” {count}편",
    ),
    "nothing": (
        "Nothing was found for “{query}”. Try fewer or other words.", "没有找到“{query}”。请减少字词，或换一种说法。",
        "沒有找到「{query}」。請減少字詞，或換一種說法。", "「{query}」は見つかりません。語を減らすか、別の語でお試しください。",
        "“{query}”을(를) 찾지 못했습니다. 단어를 줄이거나 바꿔 보세요.",
    ),
    "failed": (
        "A part of the catalogue could not be loaded. Try again.", "目录的一部分未能载入，请重试。",
        "目錄的一部分未能載入，請重試。",
        "目録の一部を読み込めませんでした。もう一度お試しください。", "목록의 일부를 불러오지 못했습니다. 다시 시도하세요.",
    ),
    "from-disk": (
        "Search and browsing need a web server; opened from disk, this page shows the newest alone.",
        "检索与浏览需要网页服务器；从磁盘直接打开时，本页只列出最新的篇目。",
        "檢索與瀏覽需要網頁伺服器；從磁碟直接開啟時，本頁只列出最新的篇目。",
        "検索と一覧にはウェブサーバーが必要です。ディスクから開いたときは新着だけを表示します。",
        "검색과 둘러보기에는 웹 서버가 필요합니다. 디스크에서 열면 최신 항목만 보입니다.",
    ),
    "previous": ("Previous", "上一页", "上一頁", "前へ", "이전"),
    "next": ("Next", "下一页", "下一頁", "次へ", "다음"),
    "page": (
        "Page {page} of {pages}", "第 {page} 页，共 {pages} 页", "第 {page} 頁，共 {pages} 頁",
        "{page} / {pages} ページ", "{page} / {pages}쪽",
    ),
    "pages": ("Pages", "分页", "分頁", "ページ", "쪽"),
    "skip": ("To the list", "跳到列表", "跳到列表", "一覧へ", "목록으로"),
    "read": ("Read", "阅读", "閱讀", "読む", "읽기"),
    "download": (
        "Download {title} as {kind}", "下载《{title}》（{kind}）", "下載《{title}》（{kind}）",
        "『{title}』を{kind}で保存", "{title} 내려받기 ({kind})",
    ),
    "read-title": (
        "Read {title} here", "在线阅读《{title}》", "線上閱讀《{title}》", "『{title}』をここで読む",
        "{title} 여기에서 읽기",
    ),
    "readers": (
        "For reading apps (OPDS)", "供阅读器订阅（OPDS）", "供閱讀器訂閱（OPDS）", "読書アプリ用（OPDS）", "독서 앱용(OPDS)",
    ),
}  # fmt: skip


def words_in(language: str) -> Mapping[str, str]:
    """The words of a catalogue in a language (BCP 47), in English where there are none in it. Some have values in braces."""
    at = LANGUAGES.index(catalogue_language(language))
    return {key: words[at] for key, words in _WORDS.items()}


def catalogue_language(language: str) -> str:
    """Which of LANGUAGES a catalogue of books in `language` speaks."""
    first, *rest = language.lower().split("-")
    if first == "zh":
        return "zh-Hant" if any(part in _TRADITIONAL for part in rest) else "zh-Hans"
    return first if first in LANGUAGES else "en"
