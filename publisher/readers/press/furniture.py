"""Lines that belong to the web site, not to the article: kept, told, and not published.

A table of conventions. Patterns are anchored, because a sentence that mentions an app or a page is text: the same words are
furniture where they stand alone, give an order, or name the site's own things. Lines longer than `LONGEST` are furniture only
as notices of rights (`_NOTICE`) or with an address in them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

LONGEST = 90
_LONGEST_ADDRESS = 300
_LONGEST_NOTICE = 600


class Row(NamedTuple):
    """One convention."""

    rule: str
    words: str
    """Pieces of which the line must hold one, parted by spaces: they spare most lines the pattern, and its compiling."""
    pattern: str
    reason: str
    confidence: float
    alone: bool = True
    """Only a line without `。` and `；` is it: no sentence ends in it."""


_SURE, _FAIR = 0.95, 0.8
_APP = r"(?:[Aa][Pp][Pp]|客户端|客戶端|小程序|アプリ|앱)"
_OPENED = r"(?:[【\[（(<]\s?)?"
_SHUT = r"(?:\s?[】\]）)>])?"
_PLATFORM = (
    r"(?:微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|QQ|空间|朋友圈|豆瓣|人人网|Facebook|Twitter|LINE|脸书|臉書|推特|噗浪|Email|邮件"
    r"|페이스북|트위터|카카오톡|카카오스토리|네이버|밴드|フェイスブック|ツイッター|はてな)"
)
_BUTTON = (
    r"(?:打印|列印|关闭|關閉|关闭窗口|收藏|加入收藏|字号|字號|字體|字体|纠错|推荐|評論|评论|分享|转发|点赞|點讚|按讚|赞|踩|举报|檢舉|复制链接|复制"
    r"|印刷|인쇄|스크랩|닫기|공유|좋아요|返回顶部|返回首页|返回列表|返回|目录|书签|加入书架|加入书签|投推荐票|大|中|小|朗读|听新闻|大字|小字)"
    r"(?:[（(]\s?\d{0,6}\s?[）)])?"
)
_CHANNEL = (
    r"(?:首页|首頁|新闻|新聞|要闻|要聞|时政|国内|國內|国际|國際|社会|社會|财经|財經|经济|經濟|体育|體育|娱乐|娛樂|科技|汽车|汽車|房产|房產|教育|健康|军事|軍事"
    r"|文化|旅游|旅遊|图片|圖片|视频|視頻|影音|评论|論壇|论坛|博客|微博|读书|女性|时尚|時尚|生活|专题|專題|滚动|理论|法治|地方|港澳|台湾|台灣|两岸|兩岸|华人|食品|能源"
    r"|股票|基金|理财|游戏|星座|彩票|登录|登錄|登入|注册|註冊|会员中心|設為首頁|设为首页|加入收藏|收藏本站|网站地图|联系我们|關於我們|关于我们|帮助|帮助中心|手机版|电脑版"
    r"|搜索|简体|繁體|English|Home|News|Login|ホーム|ニュース|政治|経済|国際|社会|スポーツ|エンタメ|ログイン|会員登録|홈|뉴스|정치|경제|사회|문화|스포츠|연예|로그인|회원가입)"
)
# Only numerals stand where these ranges are asked for; a set of single ideographs would cost a table to compile.
_NUMERAL = r"[\u4e00-\u5341\d]"
_PAGE = (
    rf"(?:第{_NUMERAL}{{1,4}}[页頁]|[\[【（(]\d{{1,3}}[\]】）)]|[上下前后]一?[页頁]|[上下]一[篇章]|首[页頁]|[尾末][页頁]|共\s?\d{{1,4}}\s?[页頁]"
    r"|返回目录|次へ|前へ|다음|이전)"
)
_SITE = r"(?:网|網|站|论坛|社区|书屋|文学|小说|吧|书院)"

FURNITURE: tuple[Row, ...] = (
    Row(
        "furniture-app", "APP App app 客户端 客戶端 小程序 アプリ 앱 打开 打開 下载 下載",
        rf"{_OPENED}(?:请|請|您可)?(?:立即|马上|馬上|点击|點擊|点此|點此|点我|點我)(?:打开|打開|下载|下載|安装|安裝|进入|進入).{{0,40}}$"
        rf"|{_OPENED}(?:打开|打開|开启|開啟|下载|下載|安装|安裝|请使用|前往|请到|用).{{0,16}}{_APP}(?:$|[\s，,！!阅閱查看随隨内內].{{0,20}}$)"
        rf"|不用抽.{{0,30}}{_APP}|(?:{_APP}|手机|手機)(?:阅读|閱讀|查看|打开|看新聞|で読む).{{0,12}}$",
        "app promotion", _SURE,
    ),
    Row(
        "furniture-share", "分享 转发 轉發 微信 微博 シェア ツイート 공유 페이스북 카카오톡 Facebook 按讚 粉絲團 好友",
        rf"(?:一[键鍵])?(?:分享|转发|轉發)(?:本文|文章|此文|新闻|新聞)?(?:到|至|给|給)?\s*(?:$|[：:]\s*(?:{_PLATFORM}|$)|\s.{{0,30}}$|{_PLATFORM})"
        rf"|分享(?:给|給|让|讓|到|至)(?:好友|朋友|更多(?:人|朋友)|手机|朋友圈).{{0,12}}$"
        rf"|(?:この記事を)?(?:シェア|ツイート|ブックマーク)(?:する)?$|공유하기$|{_PLATFORM}(?:[\s/|｜、·]+{_PLATFORM})+\s*$"
        rf"|(?:用)?微信扫.{{0,24}}$|按讚加入.{{0,16}}$|加入.{{0,10}}(?:粉絲團|LINE好友).{{0,10}}$",
        "share bar", _SURE,
    ),
    Row(
        "furniture-qr", "扫 掃 二维码 二維碼 长按 長按",
        r"(?:请|請)?(?:用手机|使用)?(?:微信)?(?:扫一扫|掃一掃|扫描?(?:下方|上方|左侧|右侧|本|此)?(?:的)?(?:二维码|二維碼)(?!的)(?=.{0,24}$)|扫码|掃碼|长按|長按|掃描|识别)"
        r"(?:.{0,8}[码碼].{0,24}$|[，,\s].{0,24}$|$|(?<=[码碼]).{0,24}$)",
        "QR code", _SURE,
    ),
    Row(
        "furniture-follow", "关注 關注 订阅 訂閱 追蹤 在看",
        r"(?:欢迎|歡迎|请|請|点击|點擊|更多.{0,12}[，,])?(?:关注|關注|訂閱|订阅|追蹤).{0,16}(?:公众号|公眾號|微信号|官方微信|官方微博|订阅号|视频号|粉絲專頁|粉絲團|頻道|频道).{0,20}$"
        r"|(?:欢迎|歡迎|快来)?(?:关注|關注)我(?:们|們)?$|点个[“\"]?在看.{0,12}$",
        "follow us", _SURE,
    ),
    Row(
        "furniture-pager", "页 頁 [ 【 （ ( / 下一 上一 次へ 前へ 다음 이전",
        # Atomic (not by `*+`, which Python 3.11.2 gets wrong), and no number beside a number: a long row of digits would be
        # tried in every partition.
        rf"(?:共\s?\d{{1,4}}\s?[页頁][：:]?\s*)?(?:{_PAGE}|\d+\s?/\s?\d+(?=\s*$)|\d{{1,2}}(?=[\s|]+(?:\d|[下尾末])))"
        rf"(?=(?P<pages>(?:[\s|｜、:：]*(?:{_PAGE}|(?<!\d)\d{{1,2}}(?!\d)|\.\.\.|…))*))(?P=pages)\s*$"
        r"|[（(]?第\s?\d{1,3}\s?[页頁]\s?[/／,，共]{1,2}\s?\d{1,3}\s?[页頁][）)]?$",
        "pager", _SURE,
    ),
    Row(
        "furniture-trail", "位置 > ＞ › » 首页 首頁 您",
        r"(?:您|你)?(?:的|现在的|現在的)?(?:当前|當前|目前)?(?:所在)?位置\s*[：:]\s*\S.{0,70}$|您(?:现在)?(?:正)?(?:在|访问|位于)\S{0,6}[：:]\s*\S.{0,70}$"
        r"|(?:首页|首頁|ホーム|홈|Home|HOME|TOP|トップ)\s*(?:[>＞›»/→]|-(?=\s?\S{2,8}\s?[->]))+\s*\S.{0,60}$"
        r"|\S{2,10}(?:网|網|首页|首頁|频道)\s?(?:[>＞›»]{1,2}\s?\S{1,12}\s?){2,5}$",
        "trail of links", _SURE,
    ),
    Row(
        "furniture-login", "登录 登錄 登入 注册 註冊 로그인 ログイン",
        r"(?:登录|登錄|登入|注册|註冊|用户名|会员登录|로그인|ログイン)(?:[\s/|｜、]*(?:登录|登錄|登入|注册|註冊|密码|忘记密码|退出|회원가입|会員登録|新規登録))+$"
        r"|(?:请|請)?(?:先)?(?:登录|登錄|登入)(?:后|後)(?:发表|才能|可|查看|评论|參與).{0,16}$",
        "log-in bar", _SURE,
    ),
    Row(
        "furniture-weather", "星期 ℃ °C",
        r"(?:今天是?|今日是?)?\s?\d{4}年\d{1,2}月\d{1,2}日\s*星期\S(?:\s+\S{1,12}){1,6}$"
        r"|\S{2,6}\s+\S{0,4}[晴云雲阴陰雨雪]\S{0,8}\s+-?\d{1,2}\s?(?:℃|°C|度)?\s?[~～/-]\s?-?\d{1,2}\s?(?:℃|°C|度)\S{0,6}$",
        "date and weather bar", _FAIR,
    ),
    Row(
        "furniture-neighbour", "一篇 一条 一章 の記事 기사",
        r"(?:上一篇|下一篇|上一条|下一条|上一章|下一章|前一篇|后一篇|前の記事|次の記事|이전\s?기사|다음\s?기사)\s*(?:文章)?\s*[：:>＞]\s*\S",
        "other articles", _SURE, alone=False,
    ),
    Row(
        "furniture-other-article", "相关 相關 阅读 閱讀 更多 関連 あわせて 관련",
        r"[【\[（(■●◆▶►·•]?\s*(?:相关(?:阅读|新闻|报道|文章|推荐|专题)|(?:推荐|延伸|更多)阅读|相關(?:新聞|閱讀|報導|文章)|延伸閱讀|推薦閱讀|更多(?:新聞|報導)"
        r"|関連(?:記事|ニュース)|あわせて読みたい|관련\s?기사)[】\]）)]?\s*[：:＞>]\s*\S.{3,60}$",
        "other articles", _FAIR,
    ),
    Row(
        "furniture-search", "共 搜",
        rf"{_OPENED}共(?:找到|搜索到|搜到)\s*[\d,，]+\s*[个個条條篇].{{0,24}}$|(?:搜一搜|热搜|大家都在搜)[：:]\s*\S.{{0,40}}$",
        "search link", _SURE,
    ),
    Row(
        "furniture-toolbar",
        "打印 列印 关闭 關閉 收藏 字 纠错 返回 回到 评论 分享 赞 讚 踩 顶 举报 檢舉 复制 印刷 인쇄 좋아요 いいね ページ 닫기",
        rf"(?:{_OPENED}{_BUTTON}{_SHUT}[\s|｜/：:·+-]*){{2,12}}$"
        r"|[【\[](?:打印|列印|关闭|纠错|收藏|我要纠错|关闭窗口|返回|推荐|评论|加入收藏|发表评论|字号)[】\]](?:\s*[【\[]?\S{2,6}[】\]]?){0,8}$"
        r"|(?:返回|回到)(?:页面)?(?:顶部|頂部|首页|列表|目录)$|ページの先頭へ$|(?:我要)?(?:关闭|關閉)(?:窗口|本页|視窗)$|我要纠错$"
        r"|(?:点赞|點讚|按讚|举报|檢舉|收藏|复制链接|转发|点踩|좋아요|いいね！?)\s?(?:[（(]?\s?\d{0,7}\s?[）)]?)$|[赞踩顶讚][（(]\s?\d{0,7}\s?[）)]$"
        rf"|{_OPENED}(?:字体|字體|字号|字號|文字サイズ)\s*[：:]?\s*(?:{_OPENED}(?:特?大|中|小|标准){_SHUT}\s*){{2,4}}{_SHUT}$",
        "tool bar", _SURE,
    ),
    Row(
        "furniture-navigation", "首页 首頁 新闻 新聞 国际 國際 ニュース 뉴스 登录 登錄 登入 设为 設為 体育 收藏",
        rf"(?:{_CHANNEL}|{_BUTTON})(?:(?:\s*[|｜┊·/]\s*|\s+)(?:{_CHANNEL}|{_BUTTON})){{2,40}}\s*[|｜]?$"
        rf"|{_CHANNEL}(?:\s*[|｜]\s*\S{{2,8}}){{3,40}}$",
        "navigation", _SURE,
    ),
    Row(
        "furniture-comments", "评论 評論 跟帖 留言 回复 来说两句 댓글 コメント 参与 文明上网",
        r"(?:网友评论|網友評論|我要评论|发表评论|查看评论|全部评论|评论区|写评论|登录后评论|最新评论|热门评论|网友跟帖|文明上网.{0,16}|댓글|コメント|我来说两句|我要留言)(?:[（(：:\s\d].{0,12})?$"
        r"|(?:已有|共有?)?\s?\d{1,7}\s?(?:条|人|則|个)(?:评论|跟帖|留言|参与|回复|評論|点赞)(?:\s*[，,]?\s*.{0,12})?$",
        "comments", _SURE,
    ),
    Row(
        "furniture-counter", "览 覽 阅读 閱讀 点击 點 評論 评论 查看 人气 人氣 觀看 字数 字數 조회 views 播放 阅",
        r"(?:浏览|瀏覽|阅读|閱讀|点击|點閱|點擊|評論|评论|查看|人气|人氣|觀看|조회)(?:次数|次數|人数|量|数|數)?\s*[：:]\s*[\d,.]+万?次?|(?:全文)?(?:字数|字數)[：:]\s*\d+"
        r"|更新时间.{4,24}字数|[（(]?(?:阅读|浏览|点击|点阅|瀏覽|閱讀|조회수?)\s?[\d,.]+\s?万?(?:次|人)?[）)]?$|[\d,.]+万?\s?(?:次(?:阅读|浏览|观看|播放)|views|人看过|人阅读)$",
        "counter", _SURE,
    ),
    Row(
        "furniture-copyright",
        "版权 版權 opyright OPYRIGHT © ⓒ (c) 저작권 무단 転載 複製 未经 未經 转载 轉載 eserved ICP 网安备 许可证 违者 "
        "不良信息 本文 首发",
        rf"{_OPENED}(?:(?:版权|版權)(?:所有|声明|聲明|归|歸|信息|©|作品|属于)|Copyright\b|COPYRIGHT\b|copyright\s?[©(]|©|ⓒ|\(c\)\s|저작권자|※?無断(?:転載|複製)"
        r"|(?:未经|未經).{0,16}(?:许可|授权|同意|允许|許可|授權)|本(?:站|网|網)(?:所有|刊登|刊载|内容|转载|文章|内所有)|(?:转载|轉載)(?:请|請|须|需|自).{0,24}$"
        r"|本文(?:系|为|由|版权|版權|著作).{0,24}(?:版权|版權|独家|首发|转载|轉載).{0,36}$)"
        r"|.{0,40}(?:무단\s?전재|All [Rr]ights [Rr]eserved|無断転載|無断複製|禁止转载|禁止轉載"
        r"|谢绝转载|不得转载|不得轉載|严禁转载|违者必究)[^，]{0,24}$"
        r"|.{0,10}(?:ICP[备備证證]|网安备|公网安备)|互联网新闻信息服务许可证|信息网络传播视听节目许可证|.{0,4}违法和不良信息举报",
        "copyright notice", _SURE, alone=False,
    ),
    Row("furniture-original-title", "原标题 原標題", r"[（(【]?原(?:标题|標題)为?\s*[：:]", "original title", _SURE, alone=False),
    Row(
        "furniture-button",
        "查看 檢視 点击 點擊 更多 视频 阅读 閱讀 展开 收起 加载 続き もっと 더보기 전체보기 图集 广告 廣告 AD PR Adv 推廣 推广 "
        "大圖 画像 赞助",
        rf"{_OPENED}(?:檢視相片|查看大图|查看大圖|查看原图|(?:点击|點擊)(?:查看|看|图片|进入|播放|加载).{{0,14}}|點圖放大|查看(?:原文|全文|更多)|更多(?:影片|視頻|视频|照片|图片)|视频加载中.{{0,20}}|视频[：:]?播放"
        r"|(?:阅读|閱讀)(?:全文|原文|更多)|展开(?:全文|全部)|收起全文|加载更多|看更多|繼續閱讀|続きを読む|もっと見る|画像を拡大"
        r"|더보기|기사 더보기|전체보기"
        rf"|点击[“\"]阅读原文[”\"].{{0,12}}|(?:高清)?图集|广告|廣告|AD|Advertisement|PR|推廣|推广|赞助商链接){_SHUT}\s*[>＞»]{{0,3}}$"
        r"|更多(?:精彩|内容|资讯|新闻|报道)\S{0,10}[，,]?\s*(?:请|請)?(?:点击|點擊|进入|關注|浏览)\S{0,24}$",
        "button", _SURE,
    ),
    Row(
        "furniture-insert", "> ＞ » ▶ → ⇒ ☞ 👉 ➤ ▷",
        r"(?:>{2,}|＞{2,}|»+|▶{2,}|→|⇒|☞|👉|➤|▷)\s*\S", "link to another article", _FAIR, alone=False,
    ),
    Row(
        "furniture-end-mark", "完 终 終 了 끝 おわり 続く つづく END End 续 續",
        r"[（(【](?:本章|全文|全书|全書|本文|未|待|第?[\u4e00-\u5341]{1,3}|连载)(?:完|续|完待续|完待續|結束|待续)[）)】]$|[（(【][完终終][）)】]$|[（(](?:끝|了|おわり|続く|つづく)[）)]$"
        r"|(?:未完待续|未完待續|全文完|全书完|本章完|-?\s?(?:The\s)?END\s?-?|——?\s?完\s?——?)[.…！!]{0,3}$",
        "end mark", _SURE,
    ),
    Row(
        "furniture-page-jump", "转 轉 接 承 见 見",
        r"[（(【]?[▶▲◀→]?\s*(?:紧|緊)?(?:下转|下轉|上接|上承|转|轉|詳見|详见|(?:详细|相关)?(?:报道|報導)(?:见|見|詳見))\s*(?:[A-Z]?\d{1,2}|第\s?[A-Z]?[\u4e00-\u5341\d]{1,3})\s?[版面叠][^，]{0,12}[）)】]?$",
        "page jump", _SURE,
    ),
    Row(
        "furniture-watermark",
        "首发 整理 制作 提供 下载 上传 最快更新 记住 登录 登陆 访问 尽在 手机用户 求推荐 求收藏 求月票 来自 书屋 阅读 更多",
        rf"(?:本书|本章|本小说|本作品|最新章节)(?:由|来自|首发于?|转自|下载自|整理自)\s?\S{{1,24}}(?:{_SITE}|整理|制作|提供|首发|校对|上传|下载|阅读|www|\.).{{0,30}}$"
        rf"|\S{{1,12}}{_SITE}(?:首发|独家首发|最快更新|提供下载|整理).{{0,40}}$|(?:请|請)?(?:记住|收藏|登录|登陆|访问)本站.{{0,30}}$"
        rf"|(?:未完待续|欲知后事)?[，,。]?更多(?:精彩|小说|章节|好书|免费|电子书|完本).{{0,12}}(?:请|尽在|就在|访问|登录|登陆).{{0,30}}$"
        rf"|(?:手机用户|喜欢本书|天才一秒|一秒记住|求推荐票?|求收藏|求月票|求订阅)[，,：:！\s].{{0,40}}$",
        "site watermark", _FAIR,
    ),
    Row(
        "furniture-address", "http www .com .net .org .cn",
        r"\W{0,3}(?:https?://|www[./])\S+(?:\s\S{0,24})?$|(?!.*。$).{0,60}(?:书评|更新|下载|推荐|最新|小说|电子书|txt|TXT|首发|访问"
        r"|收藏).{0,40}(?:https?://|www\.|\.(?:com|net|org|cn)\b)",
        "site address", _FAIR, alone=False,
    ),
)  # fmt: skip

# Notices of rights and of no responsibility may be long; what they speak of tells them from a statement in the news.
_NOTICE = Row(
    "furniture-notice", "转载 轉載 版权 版權 本网 本網 本站 本平台 自媒体 平台用户 侵权 侵權 参考 參考 投资 删除 无关 "
    "無關 立场 立場 并不表明",
    r"[【\[（(*※]?\s*(?:(?:免责|免責|特别|特別|郑重|版权|版權|法律|重要|转载|本站|本网|本文)?(?:声明|聲明|提示|说明)[】\]]?\s*[：:]"
    r"|网友评论(?:仅|只)|凡(?:本|注明|标注|未|来源|是).{0,24}(?:作品|稿件|文章|转载|版权)|本文(?:仅|只)?代表|以上(?:内容|文章|信息|观点)[^，。]{0,8}(?:仅|均|由|来|为|不)"
    r"|本(?:站|网|網|平台)[^，。]{0,10}(?:转载|轉載|刊载|提供|声明|不承担|登载)|如(?:有|涉及|发现)[^，。]{0,12}(?:侵权|版权|转载))",
    "copyright notice", 0.9, alone=False,
)  # fmt: skip

# A label that opens a list of other articles; what follows it decides whether it is furniture (see `runs`).
RELATED = re.compile(
    r"[【\[■●◆▶►▌|<＜〈]?\s*(?:相关(?:阅读|新闻|报道|文章|链接|推荐|专题|資訊|资讯|内容|视频|评论)|(?:推荐|延伸|更多|精彩|今日|热点|拓展)阅读|(?:热门|精彩|编辑|今日|本周|图文|精华|为你|小编)(?:推荐|文章|新闻|排行|点击|资讯)"
    r"|猜你喜欢|為您推薦|为您推荐|[您你]可能(?:还|也)?(?:喜欢|感兴趣)\S{0,6}|看过本文的(?:人)?还\S{2,6}|大家都在看|(?:阅读|点击|新闻)排行\S{0,2}|最新(?:文章|新闻|资讯|消息)|热点新闻|更多相关\S{0,4}"
    r"|相關(?:新聞|閱讀|報導|文章|影音|連結)|延伸閱讀|推薦閱讀|熱門(?:新聞|文章|排行)|看更多\S{0,6}|更多(?:新聞|报道|報導|文章|新闻|相關|推荐|推薦)\S{0,6}|人氣排行"
    r"|関連(?:記事|ニュース|リンク|トピックス)|あわせて読みたい|おすすめ(?:の)?記事|アクセスランキング|新着記事|こちらもおすすめ|注目の記事|人気記事\S{0,6}"
    r"|관련\s?(?:기사|뉴스)|많이 본 (?:뉴스|기사)|추천\s?(?:기사|뉴스)|인기\s?기사|이 시각 주요\s?뉴스"
    r"|실시간\s?(?:뉴스|인기)|上一篇|下一篇)"
    r"[】\]>＞〉]?\s*[：:＞>]*\s*(?:更多)?[>＞]*$"
)
# Compiled when a line first asks for one: few articles need them all.
_compiled = cache(re.compile)
_SCREENED = tuple((row, tuple(row.words.split())) for row in FURNITURE)
_IN_SENTENCES = tuple((row, words) for row, words in _SCREENED if not row.alone)
_NOTICE_WORDS = tuple(_NOTICE.words.split())
_HAS_NOTICE_WORD = re.compile("|".join(map(re.escape, _NOTICE_WORDS)))
SENTENCE_WORDS = (*dict.fromkeys(word for _, words in _IN_SENTENCES for word in words), *_NOTICE_WORDS)
"""A line with a full stop in it is furniture only if it has one of these words."""


@cache
def _any_of(rows: tuple[tuple[Row, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """Finds a word of any of the rows: most lines have none."""
    return _compiled("|".join(sorted({re.escape(word) for _, words in rows for word in words})))


def furniture(text: str) -> Row | None:
    """The row of FURNITURE that `text`, a line, falls under."""
    if len(text) > LONGEST:
        if len(text) > _LONGEST_NOTICE:
            return None
        if len(text) > _LONGEST_ADDRESS or ("www" not in text and "http" not in text):
            return _notice(text)
    rows = _IN_SENTENCES if "。" in text or "；" in text else _SCREENED
    if _any_of(rows).search(text):
        for row, words in rows:
            for word in words:
                if word in text:
                    if _compiled(row.pattern).match(text):
                        return row
                    break
    return _notice(text) if len(text) > 12 else None


def _notice(text: str) -> Row | None:
    if _HAS_NOTICE_WORD.search(text) and _compiled(_NOTICE.pattern).match(text):
        return _NOTICE
    return None
