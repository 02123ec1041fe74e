"""What is said of the pages of a book of many articles, and the words that its matter prints in the book's own language."""

MESSAGES: dict[str, tuple[str, str]] = {
    "book-place-unknown": (
        "A link leads to “{name}”, which is nowhere in the book. A theme's template that makes such a link is wrong.",
        "有一处链接指向“{name}”，书中没有这个位置。请检查生成这处链接的版式模板。",
    ),
}

WORDS: dict[str, dict[str, str]] = {
    "contents": {"zh-Hans": "目录", "zh-Hant": "目錄", "ja": "目次", "ko": "차례", "en": "Contents"},
    "figures": {"zh-Hans": "插图目录", "zh-Hant": "插圖目錄", "ja": "図版目次", "ko": "그림 차례", "en": "Figures"},
    "person": {"zh-Hans": "人名索引", "zh-Hant": "人名索引", "ja": "人名索引", "ko": "인명 찾아보기", "en": "Index of people"},
    "place": {"zh-Hans": "地名索引", "zh-Hant": "地名索引", "ja": "地名索引", "ko": "지명 찾아보기", "en": "Index of places"},
    "topic": {"zh-Hans": "主题索引", "zh-Hant": "主題索引", "ja": "事項索引", "ko": "주제 찾아보기", "en": "Index of topics"},
    "see": {"zh-Hans": "见", "zh-Hant": "見", "ja": "→", "ko": "→", "en": "see"},
    "colophon": {"zh-Hans": "版权页", "zh-Hant": "版權頁", "ja": "奥付", "ko": "판권", "en": "Colophon"},
    "title": {"zh-Hans": "书名", "zh-Hant": "書名", "ja": "書名", "ko": "서명", "en": "Title"},
    "authors": {"zh-Hans": "作者", "zh-Hant": "作者", "ja": "著者", "ko": "지은이", "en": "By"},
    "publisher": {"zh-Hans": "出版", "zh-Hant": "出版", "ja": "発行", "ko": "펴낸곳", "en": "Published by"},
    "date": {"zh-Hans": "日期", "zh-Hant": "日期", "ja": "発行日", "ko": "펴낸날", "en": "Date"},
    "number": {"zh-Hans": "期号", "zh-Hant": "期號", "ja": "号数", "ko": "호수", "en": "Number"},
    "identifier": {"zh": "ISBN", "ja": "ISBN", "ko": "ISBN", "en": "Identifier"},
}  # fmt: skip
