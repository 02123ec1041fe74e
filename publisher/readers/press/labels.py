"""Words that stand alone on a line and name what comes under them: boxes, parts of a book, lists of works and notes.

A label is never a headline's second line, and seldom a small heading of the author's own.
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.press.furniture import RELATED

_GAP = r"\s{0,4}"
_SHUT = r"[】\]〕〗]?\s*[：:]?$"
# Parts of a book that have no number. Written apart (`后　记`) as often as not.
PART = lazily(
    rf"(?:序{_GAP}[言幕章曲]?|自{_GAP}序|代{_GAP}序|前{_GAP}言|引{_GAP}[言子]|楔{_GAP}子|导{_GAP}[言论语]|導{_GAP}[言論]|绪{_GAP}[言论]|緒{_GAP}[言論]|"
    rf"尾{_GAP}[声聲]|后{_GAP}记|後{_GAP}記|跋|番{_GAP}外|外{_GAP}传|附{_GAP}[录錄記记]|结{_GAP}[语束尾]|結{_GAP}語|译{_GAP}后{_GAP}记|终{_GAP}章|プロローグ|エピローグ|"
    rf"あとがき|はじめに|おわりに|프롤로그|에필로그|머리말|맺음말)(?:[：:\s\u3000]\s*\S.{{0,24}})?$"
)
CONTENTS = lazily(rf"[【\[〔]?(?:目{_GAP}[录錄次]|もくじ|차{_GAP}례|목{_GAP}차|Contents|CONTENTS){_SHUT}")
BOX_ALONE = lazily(
    r"[【\[〔]?\s*(?:核心阅读|核心提示|核心观点|阅读提示|内容提要|内容摘要|编者按|編者按|编者的话|編者的話|编后|导读|導讀|新闻链接|相关链接|链接|延伸|名词解释|背景资料|新闻背景|背景链接|"
    r"小贴士|小資料|小资料|提要|摘要|开栏的话|人物小传|人物名片|人物简介|作者简介|名片|短评|专家点评|专家观点|案例回放|事件回放|数据|数说|微评论|ミニ知識|編集部から)"
    + _SHUT
)
BOX_OPENING = lazily(
    r"[【\[〔]?(?:编者按|編者按|编者的话|編者的話|开栏的话|核心阅读|核心提示|阅读提示|内容提要|内容摘要|摘\s{0,2}要|关键词|關鍵詞|新闻链接|相关链接|链接|核心观点|记者手记)"
    r"(?:[】\]〕]\s*[：:]?|[：:]|[\s\u3000]{1,4}(?=\S{12}))\s*\S"
)
REFERENCES = lazily(
    rf"[【\[■●◆]?(?:主要)?(?:参{_GAP}考{_GAP}文{_GAP}献|參考文獻|参考(?:资料|书目)|引用文献|参考・引用文献|引用・参考文献|参考文献一覧|참고{_GAP}문헌|References|REFERENCES|Bibliography)"
    + _SHUT
)
NOTES = lazily(
    rf"[【\[（(■●]?(?:注{_GAP}释|註{_GAP}釋|注{_GAP}解|附{_GAP}注|尾{_GAP}注|脚{_GAP}注|腳{_GAP}註|注|註|각주|주석)[）)]?{_SHUT}"
)
# 摘要 and 关键词 stand at the top of a paper; what follows them on the line is theirs, however short.
SUMMARY = lazily(
    r"[【\[〔]?\s*(?:摘\s{0,2}要|关\s?键\s?词|關鍵詞|主题词|中图分类号|文献标识码|基金项目|作者简介|收稿日期|Abstract|Key\s?words|キーワード)\s*[】\]〕：:]"
)
# A heading of the body, `——灯塔——`: a deck has a dash before it alone.
DASHED = lazily(r"([—―─–-]{1,3})\s*\S[^，。]{0,38}?\s*[—―─–-]{1,3}$")
# The last words of a letter, each on a line of its own.
CLOSING = lazily(
    r"(?:此致|敬礼|敬禮|祝|敬祝|谨祝|謹祝|顺颂|順頌|敬颂|敬頌|即颂|即頌|此颂|专此|耑此|顺祝|順祝|敬启|敬啟|敬具|草々|かしこ)[！!：:，,。]?$"
)
# What opens such words, and leaves the wish itself to the next line.
WISH = lazily(r"(?:此致|祝|敬祝|谨祝|謹祝|顺颂|順頌|敬颂|敬頌|即颂|即頌|此颂|专此|耑此|顺祝|順祝)[：:，,]?$")


def opens_body(text: str) -> bool:
    """Whether `text`, a line under a headline, is a label or a heading of the body and no further line of the head."""
    return any(label.match(text) for label in (BOX_ALONE, BOX_OPENING, CONTENTS, PART, NOTES, SUMMARY, RELATED, DASHED))
