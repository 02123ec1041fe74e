"""The keys of front matter in use, in four languages: of header fields, of credits, for catalogues, and of sites' generators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

FIELDS: Mapping[str, str] = {
    alias: field
    for field, aliases in {
        "headline": "title headline 标题 題目 题目 標題 题名 タイトル 題名 見出し 제목",
        "deck": "subtitle deck subhead subheading 副标题 副標題 副题 副題 サブタイトル 副見出し 부제 부제목",
        "kicker": "kicker eyebrow overline 引题 引題 眉题 眉題 肩题 肩見出し",
        "byline": "author authors byline writer 作者 记者 記者 撰文 撰稿 署名 著者 筆者 글쓴이 저자 기자",
        "dateline": "dateline 电头 電頭",
        "date": "date published pubdate publish_date publishdate datepublished date_published 日期 发布时间 發布時間 发表时间"
        " 发布日期 发表日期 日付 公開日 掲載日 날짜 작성일 게시일",
        "source": "source via publication 来源 來源 出处 出處 稿源 原载 出典 掲載 출처",
        "language": "lang language locale 语言 語言 言語 언어",
    }.items()
    for alias in aliases.split()
}
"""Key, in lower case -> header field of the model (or `language`)."""

CREDITS: Mapping[str, str] = {
    alias: label
    for label, aliases in {
        "译者": "translator translators 译者 譯者 翻译 翻譯 訳者 翻訳 옮긴이 번역",
        "编辑": "editor editors 编辑 編輯 责任编辑 責任編輯 責編 责编 編集 편집",
        "摄影": "photographer photographers photo 摄影 攝影 撮影 사진",
        "校对": "proofreader reviewer 校对 校對 校正",
    }.items()
    for alias in aliases.split()
}
"""Key, in lower case -> the label under which the names are set as a credit."""

PUBLICATION: Mapping[str, str] = {
    alias: key
    for key, aliases in {
        "identifier": "identifier urn",
        "isbn": "isbn 书号 書號",
        "doi": "doi",
        "publisher": "publisher 出版社 出版者 出版方 出版单位 出版單位 出版元 発行所 출판사",
        "rights": "rights copyright 版权 版權 著作权 著作權 著作権 저작권",
        "licence": "licence license 许可 許可 许可协议 授权 授權 ライセンス 라이선스",
        "subjects": "subjects subject keywords keyword tags tag categories category topics 主题词 主題詞 关键词 關鍵詞 标签 標籤"
        " 分类 分類 キーワード タグ 키워드 태그",
        "description": "description summary abstract excerpt 摘要 提要 内容提要 简介 簡介 概要 요약",
        "series": "series 丛书 叢書 系列 连载 連載 シリーズ 시리즈 연재",
        "position": "series_index series_number series_order series_position",
        "issue": "issue 期号 期號 刊期 号数 號數 호수",
    }.items()
    for alias in aliases.split()
}
"""Key, in lower case -> key of `publisher.publication`. Subjects may stand under several keys, of others the first counts."""

INDEX: Mapping[str, Literal["person", "place"]] = {
    **dict.fromkeys(["people", "persons", "names", "人物", "人名", "인물", "인명"], "person"),
    **dict.fromkeys(["places", "地名", "地点", "地點", "場所", "지명", "장소"], "place"),
}  # fmt: skip
"""Key, in lower case -> kind of the terms of a book's index that stand under it. Topics are the subjects."""

PUBLICATION_TABLE = "publication"
"""They may also stand in a table of this name, as in a sidecar."""

READINGS_KEY = "readings"
READING_KEYS = ("reading", "file-as", "file_as", "pinyin", "kana", "拼音", "よみ", "読み")
"""Of a person's table, what says how the name is read."""

_OTHERS_IN_USE = (
    "slug permalink layout draft cover image thumbnail toc comments id uid weight aliases type url updated modified lastmod"
    " mathjax math top sticky status"
)
OTHERS = frozenset(_OTHERS_IN_USE.split())
"""What sites' generators keep for themselves: known, and not the article's."""
