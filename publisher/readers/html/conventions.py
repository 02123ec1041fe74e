"""Conventions of words that only web pages have: advertisements, tags, shares, calls, notices; and how accounts sign.

The press rooms know what a paper's own lines say (`press.furniture`). Here is what stands amid an article on the web alone. Each
pattern is anchored and bounded; a line that is a sentence of the article is told by its caller.
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.press.furniture import furniture
from publisher.readers.press.wording import Told

_LONGEST = 120
_LEAST_CREDITS = 2

# The label that the law on advertising asks for, and what is advertised behind it.
_ADVERTISEMENT = lazily(
    r"[【\[（(<＜［]?\s?(?:(?:广告|廣告|推广|推廣|赞助|贊助|광고|스폰서|ADVERTISEMENT|Advertisement|Sponsored|スポンサー(?:ド)?リンク)"
    r"\s?[】\]）)>＞］]?\s?(?:$|[|｜·・:：]\s?\S.{0,80}$|\s\S.{0,80}$)"
    r"|(?:AD|PR|Ad)\s?[】\]）)>＞］]?\s?(?:$|[|｜·・:：]\s?\S.{0,80}$))"
)
_TAGS = lazily(
    r"(?:(?:本文|文章|新闻|相关|相關)?(?:关键[词字]|關鍵[詞字]|标签|標籤|標簽)|タグ|キーワード|태그|키워드|해시태그|Tags?|TAGS?|Keywords?)"
    r"\s?[：:]"
)
_HASH_TAGS = lazily(r"(?:[#＃][^\s#＃]{1,24}[#＃]?[\s,，、]{0,3}){1,20}$")
_LABEL = lazily(r"[^\s：:。！？]{1,12}\s?[：:]")
_SHARE = lazily(
    r"(?:(?:分享|共享|转发|轉發|收藏)(?:此|本|这|這|該|该|到|至|给)(?:[篇条]?(?:文章?|新闻|新聞|内容|內容|页面?|頁面?|网页))?.{0,8}[：:]?$"
    r"|点击(?:分享|转发|共享)到.{1,16}$"
    r"|点击.{0,4}[在以]\s?.{1,24}(?:共享|分享)|點擊.{0,4}[在以]\s?.{1,24}分享|Share this\b.{0,12}$|Like this\b.{0,12}$|赞过[：:]"
    r"|クリックして.{1,24}(?:共有|シェア)|この記事を(?:シェア|共有|ツイート).{0,8}$|클릭하여.{1,24}공유"
    r"|(?:기사|이 글)\s?공유(?:하기)?$"
    r"|(?:いいね|ポスト|シェア|ツイート|はてな|コピー|ブックマーク|保存)(?:する)?[！!]?$|(?:LINE|メール)で送る$|공유하기$|공유$"
    r"|(?:朋友圈|微信好友|QQ好友|新浪微博|QQ空间|Facebook|Twitter|LINE|카카오톡|페이스북|트위터)$)"
)
_CALLS = lazily(
    r"(?:[（(]?(?:請|请)?(?:繼續|继续|向下|往下)(?:往下|滑動|滑动)?(?:閱讀|阅读|看|瀏覽)"
    r"|[-—–\s]{0,4}(?:END|The End|全文完|完)[-—–\s]{0,4}$|(?:點|点)个?[“「]?(?:在看|赞|讚)"
    r"|长按.{0,10}(?:二维码|识别)|(?:点击|點擊|轻触|戳)?[上下]方.{0,8}(?:蓝字|藍字|名片|卡片|关注|關注)|往期(?:推荐|回顾|精选|精彩)"
    r"|戳(?:阅读)?原文|(?:点击|點擊).{0,4}(?:阅读|閱讀)原文|(?:点击|點擊|点这|轻触|戳).{0,8}(?:蓝字|藍字|蓝色字|名片|卡片).{0,12}$"
    r"|(?:点击|點擊|戳|欢迎|歡迎|扫码|快来).{0,8}(?:关注|關注|订阅|訂閱)(?:我们|我們|我|本号)?$|.{0,12}(?:设|設)为?[“「]?星[标標].{0,8}$"
    r"|喜欢(?:作者|就|请).{0,14}$|(?:赞赏|打赏)(?:作者|支持)?$)"
)
_RECOMMENDED = lazily(
    r"(?:이 기사를 추천합니다|이 기사에 대해.{0,20}$|기사\s?추천.{0,8}$|この記事(?:は|を).{0,16}(?:いかが|読んだ|おすすめ)"
    r"|이 기사는 .{0,30}분류했습니다|この記事が気に入ったら|最後まで(?:お読み|読んで)"
    r"|有料会員(?:に|登録).{0,30}$|続きは?(?:有料|会員|ログイン).{0,24}$"
    r"|(?:本文|这篇文章|這篇文章|文章|新闻)对[您你].{0,10}(?:帮助|有用)|觉得.{0,8}(?:不错|有用).{0,16}$)"
)
_NOTICE = lazily(
    r"[（(【\[*＊※]?\s*(?:免责|免責|声明|聲明|版权|版權|特别声明|郑重声明|风险提示|本文(?:仅|僅)代表"
    r"|以上内容(?:仅|为)|本内容|网友评论仅|評論僅代表|(?:本站|本网)(?:不|仅|声明|部分|所有|转载|刊载|内容|原创|注明)"
    r"|本文(?:链接|鏈接|地址|网址|網址|连结|連結)\s?[：:]|(?:转载|轉載)(?:请|請).{0,12}(?:注明|註明|保留))"
)
# Sponsors, addresses and numbers of registration; two of them make a site's colophon.
_RUN_BY = lazily(
    r"(?:^|(?<=[\s（(|｜]))(?:主办|主管|承办|协办|主办单位|承办单位|技术支持|建设维护|网站标识码|网站标识|地址|邮编|传真|联系电话|电话|邮箱|举报电话|\S{0,6}ICP[备備证證]|\S{0,6}公网安备"
    r"|등록번호|등록일|발행인|편집인|대표전화|주소|제호|청소년보호책임자|사업자등록번호|運営会社|所在地|發行人|總編輯|客服信箱|客服電話)\s?[：:\d]"
)
_LEAST_RUN_BY = 2
_OPENING_LABEL = lazily(r"[▶►>※\s]{0,2}[【\[［][^】\]］]{1,10}[】\]］]\s?")

# How accounts and desks sign below a text. The bar is no press mark, so it is told here.
_WORKS = (
    r"(?:责任编辑|責任編輯|值班编辑|新媒体编辑|网络编辑|供稿单位|来稿|供稿|供图|供圖|文字|图片|圖片|撰文|撰稿|作者|记者|記者|通讯员|通訊員|摄影|攝影|摄像|编辑|編輯|责编|責編"
    r"|美编|主编|校对|校對|审核|審核|审校|审稿|审签|签发|初审|複審|复审|终审|終審|一审|二审|三审|一校|二校|三校|排版|设计|設計|视觉|視覺|视频|剪辑|后期|配音|播音|策划|策劃"
    r"|统筹|統籌|监制|監製|出品|来源|來源|插画|插图|制图|绘图|翻译|编译|采访|采写|整理|口述|运营|制作|海报|值班|编审|文|图|圖)"
)
_WITH = r"(?:\s?[/／、&和及]\s?(?:文|图|圖|文字|图片|圖片|摄影|攝影|编辑|设计|排版|校对|责编|统筹|视频)){0,2}"
_SIGNED = lazily(rf"(?:本文|本期|本版|稿件)?{_WORKS}{_WITH}\s?[|｜丨┃│]\s?\S.{{0,40}}$")
_WROTE = lazily(r"本文(?:作者|撰文|执笔|編輯|编辑|整理|编译|记者|記者)\s?[：:]\s?\S.{0,30}$")
# A Korean reporter signs at the end with an address.
_ADDRESS = lazily(
    r"[가-힣]{2,4}\s?(?:기자|특파원|논설위원|PD|객원기자|인턴기자)?\s?[=·]?\s?[(<\[]?[\w.+-]{1,40}@[\w.-]{1,60}[)>\]]?$"
)
_WORK_AND_NAME = lazily(
    rf"(?:(?<=^)|(?<=[\s（(【\[；;，,]))(?:本文|本期|本版)?{_WORKS}{_WITH}\s?(?:[：:|｜丨／/]\s?|[ \u3000]{{1,2}})(?=[^\s：:])"
)

# Who took the pictures and wrote the lines under them, below a series of them.
_REPORTED = lazily(
    r"[（(]?(?P<who>(?:本报|本網|本网|本刊|本台|本社|特约|特約)?(?:记者|記者|通讯员|通訊員|摄影师|攝影師)[ \u3000]?"
    r"[\u3400-\u9fff·]{2,4}(?:[ \u3000、][\u3400-\u9fff·]{2,4}){0,3}?)[ \u3000]?"
    r"(?:摄影报道|攝影報導|攝影報道|图文报道|圖文報導|文图报道|影像报道|文并摄|文並攝|摄影并文|摄影/?文字)[）)]?$"
)


def advertised(text: str) -> bool:
    """Whether a line says itself that it is an advertisement."""
    return len(text) <= _LONGEST and _ADVERTISEMENT.match(text) is not None


def tagged(text: str) -> bool:
    """Whether a line is the list of an article's tags."""
    return len(text) <= _LONGEST and (_TAGS.match(text) is not None or _HASH_TAGS.match(text) is not None)


def has_label(text: str) -> bool:
    """Whether a line opens with a label and a colon."""
    return _LABEL.match(text) is not None


def called(text: str) -> Told | None:
    """What a line of buttons, calls and notices is, its kind the reason; None where no words of pages tell it."""
    if advertised(text):
        return Told("boilerplate", "web-advertisement", 0.9, "advertisement")
    if len(text) <= 60 and _SHARE.match(text):
        return Told("boilerplate", "web-call", 0.85, "share bar")
    if len(text) <= 60 and (_CALLS.match(text) or _RECOMMENDED.match(text)):
        return Told("boilerplate", "web-call", 0.85, "button")
    if is_notice(text):
        return Told("boilerplate", "web-notice", 0.85, "copyright notice")
    label = _OPENING_LABEL.match(text)
    row = furniture(text[label.end() :]) if label else None
    return Told("boilerplate", "web-call", 0.8, row.reason) if row else None


def is_colophon(text: str) -> bool:
    """Whether a line is of those at a site's foot that say who runs it; an article's own dates of an event look the same."""
    return len(text) <= _LONGEST and len(_RUN_BY.findall(text)) >= _LEAST_RUN_BY


def is_notice(text: str) -> bool:
    """Whether a line opens as a site's notices do."""
    return len(text) > 12 and _NOTICE.match(text) is not None


def reported(text: str) -> str:
    """The reporters of a line that says no more than that pictures and text are theirs; empty where it says else."""
    match = _REPORTED.match(text) if len(text) <= _LONGEST else None
    return match["who"].strip() if match else ""


def signed(text: str) -> bool:
    """Whether a line is nothing but who did what for an article: `文 | 某某`, `（供稿：某某 审核：某某）`, `编辑 某某 审核 某某`."""
    bare = text.strip("（()）【】[]［］ \u3000")
    if _SIGNED.match(bare) or _WROTE.match(bare) or _ADDRESS.match(text):
        return True
    if reported(text):
        return True
    found = list(_WORK_AND_NAME.finditer(bare))
    if len(found) < _LEAST_CREDITS or found[0].start():
        return False
    ends = [*(match.start() for match in found[1:]), len(bare)]
    return all(0 < stop - match.end() <= 24 for match, stop in zip(found, ends, strict=True)) and "。" not in bare
