"""What the conventions of web sites are made of: one row of such a table, and the names of their buttons, channels and services."""

from __future__ import annotations

from typing import NamedTuple


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


SURE, FAIR = 0.95, 0.8
APP = r"(?:[Aa][Pp][Pp]|客户端|客戶端|小程序|アプリ|앱)"
OPENED = r"(?:[【\[（(<]\s?)?"
SHUT = r"(?:\s?[】\]）)>])?"
PLATFORM = (
    r"(?:微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|QQ|空间|朋友圈|豆瓣|人人网|Facebook|Twitter|LINE|脸书|臉書|推特|噗浪|Email|邮件"
    r"|페이스북|트위터|카카오톡|카카오스토리|네이버|밴드|フェイスブック|ツイッター|はてな)"
)
BUTTON = (
    r"(?:打印|列印|关闭|關閉|关闭窗口|收藏|加入收藏|字号|字號|字體|字体|纠错|推荐|評論|评论|分享|转发|点赞|點讚|按讚|赞|踩"
    r"|举报|檢舉|复制链接|复制"
    r"|印刷|인쇄|스크랩|닫기|공유|좋아요|返回顶部|返回首页|返回列表|返回|目录|书签|加入书架|加入书签|投推荐票|大|中|小|朗读"
    r"|听新闻|大字|小字)"
    r"(?:[（(]\s?\d{0,6}\s?[）)])?"
)
CHANNEL = (
    r"(?:首页|首頁|新闻|新聞|要闻|要聞|时政|国内|國內|国际|國際|社会|社會|财经|財經|经济|經濟|体育|體育|娱乐|娛樂|科技|汽车"
    r"|汽車|房产|房產|教育|健康|军事|軍事"
    r"|文化|旅游|旅遊|图片|圖片|视频|視頻|影音|评论|論壇|论坛|博客|微博|读书|女性|时尚|時尚|生活|专题|專題|滚动|理论|法治"
    r"|地方|港澳|台湾|台灣|两岸|兩岸|华人|食品|能源"
    r"|股票|基金|理财|游戏|星座|彩票|登录|登錄|登入|注册|註冊|会员中心|設為首頁|设为首页|加入收藏|收藏本站|网站地图|联系我们"
    r"|關於我們|关于我们|帮助|帮助中心|手机版|电脑版"
    r"|搜索|简体|繁體|English|Home|News|Login|ホーム|ニュース|政治|経済|国際|社会|スポーツ|エンタメ|ログイン|会員登録|홈|뉴스"
    r"|정치|경제|사회|문화|스포츠|연예|로그인|회원가입)"
)
# Only numerals stand where these ranges are asked for; a set of single ideographs would cost a table to compile.
NUMERAL = r"[\u4e00-\u5341四\d]"
_ORDERED = (
    r"(?:(?:我要|我来|我也|点击|进入|查看|发表|参与|推荐|订阅|打印|关闭|放大|缩小|返回|加入|下载|复制|保存|投稿|分享|举报|收藏|评论|留言"
    r"|发送|發表|進入|訂閱|列印|關閉|縮小|推薦|評論|下載|默认|恢复|字[体号體號])[^\s|｜┊/·，。：:！？\[\]【】『』（）()]{0,8})"
)
BRACKETED_ORDER = rf"(?:[\[【『（(]{_ORDERED}(?:[：:][ \u3000]?(?:[大中小][ \u3000]?){{2,3}})?[\]】』）)])"
ORDER = rf"(?:{_ORDERED}(?![\]】』）)])|{BRACKETED_ORDER})"
"""A word of command on a button: bare, or in brackets."""
PAGE = (
    rf"(?:[\[【（(]?第{NUMERAL}{{1,4}}[页頁][\]】）)]?|[\[【（(]\d{{1,3}}[\]】）)]|[上下前后後]一?[页頁]|[\[【（(][上下前后後]一?[页頁][\]】）)]"
    rf"|[上下前后後]一[篇章回节節话話集卷则則条條版]|首[页頁]|[尾末][页頁]"
    r"|共\s?\d{1,4}\s?[页頁]|返回(?:目录|目錄|书页|書頁|书目|書目|列表)|[次前]の?(?:へ|(?:ページ|話|章|記事)(?:へ)?)|(?:다음"
    r"|이전)\s?(?:글|화|편|기사|페이지)?)"
)
"""A step of a pager."""
INDEX = (
    r"(?:(?:章节|章節|小说|全文)?(?:目录|目錄|目次|列表)|[书書][页頁籤签]|加入[书書](?:签|籤|架)"
    r"|[（(]?快捷[键鍵][：:]?\s?[←→]?[）)]?|投推荐票|章节报错|목록|차례|一覧|[←→«»])"
)
"""What stands beside the steps."""
SITE = r"(?:网|網|站|论坛|社区|书屋|文学|小说|吧|书院)"
