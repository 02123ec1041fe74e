"""The words that the conventions of the press are made of: names, houses, reporters, dates, as parts of patterns."""

from __future__ import annotations

from typing import NamedTuple

from publisher.model import ReadingRole
from publisher.readers.press.dates import DATE

# An ideograph: any letter but those of ASCII and kana. A range over the ideographs would say it outright, but compiling one takes
# a millisecond (27,000 steps), and these classes stand in a hundred places. Hangul and accented Latin pass, and do no harm:
# they do not stand among the Chinese and Japanese words of these patterns.
HAN = r"[^\W\dA-z\u3040-\u30ff]"
HAN_OR_KANA = r"[^\W\dA-z]"
# The commonest family names (they cover nine of ten Chinese persons), the rarer ones that open no common word, and
# two-character ones.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江"
    "尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文习項项柳庄章鲁葛倪俞翁齐梅颜张劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭葉蘇呂盧鍾譚陸賈韋鄒龍賀顧龔邵萬錢戴嚴湯喬賴莊魯齊顏盖"
    "岑苗桂翟祝阎柴瞿殷聂骆巩靳邢冼佟裴詹阮滕窦褚卓舒屈霍樊耿闵辛冉麦薄鲍戚虞庞蒲饶隋邬栾冀甄晏郗牟穆焦缪游凌洪岳尚蔺聶閻龐鮑"
)
# Family names too rare, or too like common words, to be looked for elsewhere: where a name is due, they open one.
RARER_SURNAMES = (
    "宁柳商卫穆计卞伏宓臧谈祁闪应宗郁单诸左吉钮惠曲封储靳松巫乌焦车侯蓬仰秋仲伊宫仇甘厉祖武符束索蔺池胥苍双闻莘党贡劳逄姬扶桑边燕浦温别晏连茹宦艾慎戈居衡禄沃越勾敖冷訾阚"
    "汲景郎那丰蒯查荆游竺权盍益桓楚岳琴佘伯赏银占敬谷皮米明全班甯阳揭洛芦覃丘苑兰冀仝寧衛單鈕儲烏車厲蒼雙聞黨貢勞邊溫連豐權賞銀揭蘆蘭"
)
_DOUBLE = "欧阳|司马|诸葛|上官|皇甫|歐陽|令狐|尉迟|慕容|东方|夏侯|司徒|公孙|申屠|端木"
NAME = rf"(?:[{SURNAMES}](?:{HAN}{{1,2}}|[ \u3000\u00a0]+{HAN})|(?:{_DOUBLE}){HAN}{{1,2}})"
NAMES = rf"{NAME}(?:[ \u3000\u00a0、，]+{NAME}){{0,5}}"
ANY_NAME = r"[^\s，。！？：:、；“”《》（）()]{2,12}"
MARK = r"[□■●◎○◇◆▲△▪◼•·]"
REPORTER = r"(?:记者|記者|通讯员|通訊員|评论员|評論員|特约撰稿人?)"
RANK = r"(?:全媒体|融媒体?|新媒体|驻站|特约|实习|实习生|见习|首席|特派|高级|資深|资深|實習|特約)"
# The last word of somebody's post.
POST = (
    r"(?:书记|主席|主任|省长|市长|县长|区长|部长|厅长|局长|处长|院长|校长|所长|会长|馆长|站长|社长|总裁|经理|总监|理事|院士|教授|讲师|研究员|专家"
    r"|学者|博士|硕士|研究生|作家|律师|医师|医生|代表|委员|委員|董事长|總裁|書記|長|編輯|主编|编辑|总编辑|干部|学生|教师)"
)
HOUSE = rf"(?:新华社|本报|本刊|中新社|{HAN}{{2,8}}[报社网報網])"
STOPLESS = r"[^。！？!?]"
# All the spaces there are, or none, and no second thoughts: an atomic group. `*+` would say it, but Python 3.11.2 gets it wrong.
SPACES = {name: rf"(?=(?P<{name}>\s*))(?P={name})" for name in "abcd"}
DAY = rf"(?:{DATE})"
_WEEKDAY = (
    r"(?:\s*[（(]?(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日]曜日|[월화수목금토일]요일|[월화수목금토일月火水木金土日]"
    r"(?=[）)]))[）)]?)?"
)
_TIME = (
    r"(?:上午|下午|午前|午後|오전|오후|凌晨|晚上)?\s?(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}[時时点點]\d{1,2}分?)"
    r"(?:\s?(?:AM|PM|am|pm|Z|[+-]\d{2}:?\d{2}))?"
)
# A Korean date ends in a point: 2023.04.11. 오전 9:27
CLOCK = rf"{_WEEKDAY}(?:\.?[\sT]*{_TIME})?"
PAPER = r"[^\s，。：:；！？|｜（(]{1,16}(?:报|報|网|網|社|台|周刊|週刊|月刊|杂志|雜誌|新闻|新聞|频道|頻道|在线|客户端|新報|通信)"


class Told(NamedTuple):
    """What a line says it is."""

    role: ReadingRole
    rule: str
    confidence: float
    kind: str = ""
    """Of furniture the reason, of a credit the role of the person."""


class Convention(NamedTuple):
    """A way to print a line of one role. Its pattern holds for the whole line unless the rule's name says `opening`."""

    role: ReadingRole
    rule: str
    pattern: str
    confidence: float
    longest: int
    kind: str = ""
    signs: str = ""
    """Characters of which the line must have one; empty: it is not asked. Spares most lines the pattern, and its compiling."""
    tail: int = 0
    """The sign must be among so many characters at the end; 0: anywhere."""
    closes: bool = False
    """The line may end in a full stop. Most lines of a text do, and are spared all other rows."""

    def may_be(self, text: str) -> bool:
        """Whether length and signs allow it: a look that is cheaper than the pattern."""
        if len(text) > self.longest:
            return False
        place = text[-self.tail :] if self.tail else text
        return not self.signs or any(sign in place for sign in self.signs)
