"""Bylines by their wording: who wrote, each way of the press to print it a row."""

from __future__ import annotations

from publisher.readers.press.words import (
    ANY_NAME,
    HAN,
    HAN_OR_KANA,
    HOUSE,
    MARK,
    NAME,
    NAMES,
    RANK,
    REPORTER,
    STOPLESS,
    SURNAMES,
)
from publisher.readers.press.words import Convention as _Row

_COLON = r"\s*[：:／/╱＼|｜丨＝=_＿]\s*"
_COUNTRY = (
    r"[\[［（(〔【](?:[美英法德日俄苏意西葡加澳印韩荷奥挪瑞丹波捷匈希土以埃巴阿智墨秘哥古南爱冰芬比罗新泰越清明宋唐元汉]"
    r"|前苏联|古希腊|古罗马|美国|英国|法国|德国|日本|俄罗斯|意大利|加拿大|韩国|印度|西班牙)[\]］）)〕】]"
)
_PERSON = rf"(?:{HAN}{{1,6}}(?:[·•‧・][^\s，。：；、（）()·•‧・]{{1,8}}){{1,3}}|{HAN}{{2,4}}|{HAN}[ \u3000]+{HAN})"
_DID = r"(?:编著|辑录|选编|编选|辑|编|校注|编译|著|撰文|撰|译|譯|口述|采写|訳|編譯)"

_PLAIN_PERSON = rf"(?:{HAN}{{2,4}}|{HAN}[ \u3000]+{HAN})"
# What somebody did for an article, told before or behind the name.
_TASK = (
    r"(?:撰稿|撰文|执笔|文[/／]?[图摄]|图[/／]?文|摄影|攝影|采写|采访|编译|翻译|口述|整理|绘[图画]|插[图画]|漫画|供图)"
)
_TASK_BEHIND = r"(?:文[图摄]|图文|文|图|圖|摄影?|攝影?|撰文|漫画|绘图?|插图|口述|讲述|整理|采写|采访|编译|画)"

BYLINES: tuple[_Row, ...] = (
    _Row(
        "byline", "byline-label",
        # 图：…出席首映礼 says what is to be seen, not who took it
        rf"(?!图文[：:]\s*(?!{NAMES}\s*$)|[图圖][：:]\s*(?=[^\s/／：:·•]{{7}})(?!{NAMES}\s*$)(?!\S{{0,8}}(?:[记記]者|通[讯訊]员|提供|[图圖]库|网|網|社)))"
        rf"{MARK}?\s*(?:(?:{HOUSE})?{REPORTER}|作者|撰文|撰稿|文字?|图文?|圖文?|文图|文圖|[摄攝]|采访整理|[采採][访訪写寫][者人]|[采採][访訪写寫]、(?:撰文|整理|[摄攝]影)|整理|摄影|攝影|编译|編譯|口述|采写|采访|採訪|执笔|執筆"
        rf"|主笔|文・写真|取材・文|取材|聞き手|構成|著者|글|글·사진|취재){_COLON}{STOPLESS}{{2,48}}$"
        rf"|(?:聞き手|取材・文|取材|構成|文)・{STOPLESS}{{2,16}}$|[【\[](?:作者|记者|撰文|文)[】\]]\s*\S{{2,24}}$|(?:By|BY)\s[A-Z][\w.'-]*(?:\s[\w.'-]+){{1,4}}$",
        0.95, 60,
    ),
    _Row(
        "byline", "byline-desk",
        rf"[【〔（(\[［]?\s*(?:{REPORTER}|編譯|实习记者|特派員|即時中心"
        rf"|{ANY_NAME}中心)?\s*[^，。：:／/]{{2,16}}[／/╱|]\s*[^，。：:]{{0,8}}(?:報導|报道|報道|電|綜合|特稿"
        rf"|訊)[】〕）)\]］]?$|{HAN}{{0,8}}(?:綜合報導|綜合外電報導|綜合報道)$"
        r"|(?:生活|社會|娛樂|體育|國際|財經|政治|地方|即時|兩岸|大陸|科技|房產|健康|影音|新聞|綜合)中心$",
        0.95, 44,
    ),
    _Row(
        "byline", "byline-reporter",
        rf"{MARK}?\s*(?:{HOUSE})?\s*(?:驻?{HAN}{{0,4}}?){RANK}?{REPORTER}"
        rf"\s*(?=[{SURNAMES}]|欧阳|司马|诸葛|上官|皇甫)[^，。：；！？“”]{{2,40}}$"
        rf"|(?:{MARK}\s*{HOUSE}?|{HOUSE})\s?(?:驻{HAN}{{2,4}})?{RANK}?{REPORTER}\s+[^，。：；！？“”]{{2,40}}$"
        rf"|(?:{HOUSE})?{RANK}?{REPORTER}\s+{_PERSON}(?:[\s、]+{_PERSON}){{0,4}}(?:[（(]{HAN}{{2,4}}[）)])?$"
        rf"|《{HAN}{{2,10}}》{RANK}?{REPORTER}[ \u3000：:]*{_PERSON}(?:[\s、]+{_PERSON}){{0,4}}$"
        rf"|(?:本报|本刊|本网|新华社)(?:驻{HAN}{{2,4}})?{RANK}?{REPORTER}[^\s，。：；！？“”说在从来去到问的了]{{2,4}}$",
        0.93, 48, signs="记記通评評特",
    ),
    _Row(
        "byline", "byline-commentator",
        rf"{MARK}?\s*(?:本报|本刊|本网|本台|新华社|{HAN}{{2,8}})?\s*(?:特约|首席)?(?:评论员"
        rf"|評論員|观察员)(?:[\s\u3000]+{NAMES})?{MARK}?$",
        0.9, 24, signs="评評观",
    ),
    _Row(
        "byline", "byline-group",
        rf"{MARK}?\s*[^\s，。：；、]{{2,22}}(?:课题组|調查組|编辑部|評論部|评论部|采访组|报道组|写作组|编写组|联合调研组|报道团队|(?<=[报報社网網刊])(?:调研|记者|编辑)组)$",
        0.8, 28, signs="组組部",
    ),
    _Row(
        "byline", "byline-marked",
        rf"{MARK}\s*(?:{NAMES}(?:[ \u3000、]+{HAN}{{2,4}}){{0,4}}|{HAN}[ \u3000]+{HAN})\s*{MARK}?$"
        rf"|[★☆▌▍▎※]\s*(?:{NAMES}|{HAN}[ \u3000]+{HAN})$"
        rf"|□\s*{_PERSON}(?:[ \u3000、]+{_PERSON}){{0,5}}$|{MARK}\s*{HAN}{{1,6}}[·•‧・][^\s，。：；、（）()]{{1,12}}$",
        0.75, 28, signs="□■●◎○◇◆▲△▪◼•·★☆▌▍▎※",
    ),
    _Row(
        # 撰文　方小雨　摄影　李木; of one task alone the name must be of a known family: 摄影 展览 is no byline.
        "byline", "byline-task",
        rf"{MARK}\s*{_TASK}[ \u3000]+{_PLAIN_PERSON}(?:[ \u3000、]+{_PLAIN_PERSON}){{0,3}}$"
        rf"|{MARK}?\s*(?:{_TASK}[ \u3000]+{NAME}(?:[ \u3000、]+{NAME}){{0,3}}"
        rf"|(?:撰稿|撰文|执笔|采写)[ \u3000]+{_PLAIN_PERSON}|[文图圖][ \u3000]+(?=[{SURNAMES}]){HAN}{{2,3}})$"
        rf"|{MARK}?\s*(?:(?:{_TASK}|[文图圖])[ \u3000]+{_PLAIN_PERSON}[ \u3000]+){{1,3}}(?:{_TASK}|[图圖])[ \u3000]+{_PLAIN_PERSON}$"
        rf"|(?:(?:{HOUSE}?{REPORTER}\s*)?{_PLAIN_PERSON}\s?[/／｜丨|]\s?{_TASK_BEHIND}[ \u3000、，]*){{1,4}}$"
        rf"|{HAN}{{2,4}}[ \u3000]?{_TASK_BEHIND}(?:[ \u3000、，/]+{HAN}{{2,4}}[ \u3000]?{_TASK_BEHIND}){{1,3}}$",
        0.85, 48, signs="撰执文图圖摄攝采编译口述整绘插漫供",
    ),
    _Row(
        "byline", "byline-work",
        rf"{_COUNTRY}\s*[^\s，。：；！？]{{2,20}}(?:\s*{_DID})?(?:\s+{_PERSON}\s*{_DID})?$"
        rf"|{_PERSON}[ \u3000]+{_DID}(?:[ \u3000]+{_PERSON}[ \u3000]*{_DID})?$",
        0.8, 40, signs="著辑注译譯撰述采訳編编[［（(〔【",
    ),
    _Row(
        "byline", "byline-name-and-post",
        rf"{NAME}[（(](?:作者单位|作者系)?[：:]?[^（）()，。]{{3,30}}[）)]$",
        0.75, 40, signs="（(",
    ),
    _Row(
        "byline", "byline-korean",
        r"(?!사진)(?:(?:글|글·사진|사진·글|취재)\s)?(?:[가-힣=\s]{0,16}|\[[가-힣A-Za-z]{2,12}\s)[가-힣]{2,4}\s?(?:선임|수습|객원|전문|사진)?\s?(?:기자|특파원|논설위원|편집위원)\]?"
        r"(?:\s*[=|]?\s*[\w.+-]+@[\w.-]+)?(?:\s*[|｜]\s*.{0,24})?$"
        r"|(?:글|사진|글·사진)\s[가-힣]{2,4}(?:\s(?:사진|글)\s[가-힣]{2,4})?$",
        0.93, 60, signs="기특논편글사",
    ),
    _Row(
        "byline", "byline-japanese",
        rf"[【（(]?{HAN}{{2,4}}[ \u3000]?{HAN_OR_KANA}{{0,4}}(?:記者|特派員|編集委員|論説委員|支局長)[】）)]?$"
        rf"|(?!言い|内)(?:{HAN_OR_KANA}|・){{3,10}}(?:編訳|訳)$"
        rf"|(?:編集委員|論説委員|特派員|専門記者|ジャーナリスト|ライター)[・／　 ](?:{HAN_OR_KANA}|[・ \u3000]){{2,12}}$",
        0.88, 24, signs="記員長ジラ訳",
    ),
)  # fmt: skip
