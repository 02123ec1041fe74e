"""What a site says to its readers beside the article: rights, counters, payment, advertisements, watermarks, calls for copy."""

from __future__ import annotations

from publisher.readers.press.site_words import FAIR, OPENED, SURE, Row

NOTICES: tuple[Row, ...] = (
    Row(
        "furniture-counter", "览 覽 阅读 閱讀 点击 點 評論 评论 查看 人气 人氣 觀看 字数 字數 조회 views 播放 阅",
        r"(?:本文|此文章?|本新闻|本页|文章)?(?:已|共)(?:被|有)?\s?(?:(?:浏览|瀏覽|阅读|閱讀|点击|點閱|查看)(?:了|过"
        r"|次数)?\s?[：:]?\s?)?[\d,.]+\s?万?\s?(?:次|人次?)(?:浏览|瀏覽|阅读|閱讀|点击|點閱|查看|看过|观看)?$"
        r"|(?:(?:阅读|浏览|评论|点击|瀏覽|閱讀|評論|點閱|转发|收藏)\s?[（(]\s?[\d,]{1,9}\s?[）)][\s|｜·]*){1,5}$|"
        r"(?:浏览|瀏覽|阅读|閱讀|点击|點閱|點擊|評論|评论|查看|人气|人氣|觀看|조회)(?:次数|次數|人数|量|数"
        r"|數)?\s*[：:]\s*[\d,.]+万?次?|(?:全文|本章|全书|总)?(?:字数|字數)[：:]\s*\d+"
        # the record of a novel's site: 小说：《…》 作者：… 字数：… 更新时间：…
        r"|小[说說][：:]\s?《[^》]{1,30}》\s{0,4}作者[：:].{1,60}(?:字[数數]|更新[时時][间間])[：:]"
        r"|更新时间.{4,24}字数|[（(]?(?:阅读|浏览|点击|点阅|瀏覽|閱讀|조회수?)\s?[\d,.]+\s?万?(?:次|人)?[）)]?$"
        r"|[\d,.]+万?\s?(?:次(?:阅读|浏览|观看|播放)|views|人看过|人阅读)$",
        "counter", SURE,
    ),
    Row(
        "furniture-timestamp", "时间戳 時間戳",
        r"[（(]?\s?(?:更新|生成|抓取)?(?:时间戳|時間戳)\s?[：:]\s?\d{9,13}\s?[）)]?$",
        "counter", SURE,
    ),
    Row(
        "furniture-copyright",
        "版权 版權 opyright OPYRIGHT © ⓒ (c) 저작권 무단 転載 複製 未经 未經 转载 轉載 eserved ICP 网安备 许可证 违者 "
        "不良信息 本文 首发",
        rf"(?:[※*＊★]\s?)?{OPENED}(?:(?:版权|版權)(?:所有|声明|聲明|归|歸|信息|©|作品|属于)|Copyright\b|COPYRIGHT\b"
        rf"|copyright\s?[©(]|©|ⓒ|\(c\)\s|저작권자|※?無断(?:転載|複製)"
        r"|(?:未经|未經).{0,16}(?:许可|授权|同意|允许|許可|授權)|本(?:站|网|網)(?:所有|刊登|刊载|内容|转载|文章|内所有)"
        r"|(?:转载|轉載)(?:请|請|须|需|自).{0,24}$"
        r"|本文(?:系|为|由|版权|版權|著作).{0,24}(?:版权|版權|独家|首发|转载|轉載).{0,36}$)"
        r"|.{0,40}(?:무단\s?전재|All [Rr]ights [Rr]eserved|無断転載|無断複製|禁止转载|禁止轉載"
        r"|谢绝转载|转载请(?:联系|注明|申明)|轉載請(?:聯絡|註明)|不得转载|不得轉載|严禁转载|违者必究)[^，]{0,24}$"
        r"|.{0,10}(?:ICP[备備证證]|网安备|公网安备)|互联网新闻信息服务许可证|信息网络传播视听节目许可证|.{0,4}违法和不良信息举报",
        "copyright notice", SURE, alone=False,
    ),
    # A bulletin board of a university: who posted and where, and the trace it leaves under the text.
    Row(
        "furniture-board", "发信 發信 寄信 来源 來源 修改 转载 轉載 转寄 轉寄",
        r"(?:[发發寄]信[人站]|作者)\s?[：:][^。]{1,60}(?:信区|看板|转信|轉信|站內|站内信件)[^。]{0,24}$"
        r"|※\s?(?:来源|來源|修改|转载|轉載|转寄|轉寄|發信站|编辑|編輯)\s?[：:]\s?[．·・.\s]?\S.{0,80}$",
        "board's own lines", SURE,
    ),
    Row("furniture-original-title", "原标题 原標題", r"[（(【]?原(?:标题|標題)为?\s*[：:]", "original title", SURE, alone=False),
    Row(
        "furniture-end-mark",
        # Not 完 or 了 alone: half of all sentences hold them.
        "本章 本卷 全文 全书 全書 本文 未完 未终 未续 待完 待续 待續 连载 卷完 卷终 卷終 部完 部终 集完 集终 一完 二完 三完 四完 五完"
        " 六完 七完 八完 九完 十完 （完 (完 【完 （终 (终 （終 (終 （끝 (끝 （了 (了 おわり 続く つづく END End —完 完—",
        r"[（(【](?:本章|本章未|本卷|全文|全书|全書|本文|未|待|第?[\u4e00-\u5341四]{1,3}卷?|连载)(?:完|终|終|续|完待续|完待續"
        r"|結束|待续|待續)(?:[，。,：:；\s].{0,60})?[）)】]$|[（(【][完终終][）)】]$|[（(](?:끝|了|おわり|続く|つづく)[）)]$"
        r"|本章未完[，,\s].{0,20}$|(?:本卷|第[\u4e00-\u5341四\d]{1,3}[卷部集])(?:完|终|終)$|(?:未完待续|未完待續|全文完|全书完"
        r"|本章完|-?\s?(?:The\s)?END\s?-?|——?\s?完\s?——?)[.…！!]{0,3}$",
        "end mark", SURE, alone=False,
    ),
    Row(
        "furniture-address", "http www .com .net .org .cn",
        r"\W{0,3}(?:https?://|www[./])\S+(?:\s\S{0,24})?$|(?!.*。$).{0,60}(?:书评|更新|下载|推荐|最新|小说|电子书|txt|TXT|首发|访问"
        r"|收藏).{0,40}(?:https?://|www\.|\.(?:com|net|org|cn)\b)",
        "site address", FAIR, alone=False,
    ),
)  # fmt: skip

# Notices of rights and of no responsibility may be long; what they speak of tells them from a statement in the news.
NOTICE = Row(
    "furniture-notice", "转载 轉載 版权 版權 本网 本網 本站 本平台 自媒体 平台用户 侵权 侵權 参考 參考 投资 删除 无关 "
    "無關 立场 立場 并不表明",
    r"[【\[（(*※]?\s*(?:(?:免责|免責|特别|特別|郑重|版权|版權|法律|重要|转载|本站|本网|本文)?(?:声明|聲明|提示|说明)[】\]]?\s*[：:]"
    r"|网友评论(?:仅|只)|凡(?:本|注明|标注|未|来源|是).{0,24}(?:作品|稿件|文章|转载|版权)|本文(?:仅|只)?代表|以上(?:内容|文章"
    r"|信息|观点)[^，。]{0,8}(?:仅|均|由|来|为|不)"
    r"|本(?:站|网|網|平台)[^，。]{0,10}(?:转载|轉載|刊载|提供|声明|不承担|登载)|如(?:有|涉及|发现)[^，。]{0,12}(?:侵权|版权|转载))",
    "copyright notice", 0.9, alone=False,
)  # fmt: skip
