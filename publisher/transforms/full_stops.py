"""Which `.` after Han ends a sentence, and which is a label's, a name's or a date's.

GB/T 15834-2011, 4.1 (句号 `。`), 4.14 (间隔号 `·`, for which a dot is often typed).
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.transforms.characters import BLANKS, CLOSING, HAN, LINE_SEPARATOR, OPENING

STOP = lazily(
    rf"(?<!\.)\.(?=\Z|{LINE_SEPARATOR}|[”’“‘\"'＂＇()]|[{OPENING}{CLOSING}{HAN}]|[{BLANKS}]+(?![.{BLANKS}]))[{BLANKS}]*"
)
"""A dot where a sentence may end, with the blanks after it: before the run's end, a quote, a bracket, Han or a blank."""
_NUMERALS = "一二三四五六七八九十百千零〇两"
# What a dot follows in a label: `一.`, `第三章.`, `（二）.`; one character alone as in `甲.`, `文.` (who wrote), `注.`
_NUMBER_LABEL = lazily(rf"\A\s*(?:第?[{_NUMERALS}]{{1,4}}[章节条编]?|[（(【][0-9{_NUMERALS}]{{1,4}}[）)】])\Z")
_LETTER_LABEL = lazily(rf"(?:\A|[\s/／□■●○◎▲(（【])[{HAN}]\Z")
_PAUSES = "，。；：？！、…—,;:?!"
# Syllables that transliterated names are written with (after Xinhua's tables of names); none of them ends or begins
# ordinary sentences often. A dot between two of them is taken for the middle dot of a name.
_NAME_SYLLABLES = frozenset(
    "阿埃艾安昂奥巴拜班邦保鲍贝本比彼毕宾波伯博布茨达戴丹当德登邓迪蒂丁杜顿多厄恩尔法范菲费芬弗夫福盖冈戈哥格葛古圭哈海汉赫亨"
    "霍基吉季加贾杰金卡凯坎康考柯科克肯库奎拉莱赖兰朗劳勒雷黎里理利莉林琳卢鲁伦罗洛马玛迈曼芒毛梅门蒙米密敏莫默姆穆拿纳娜奈南内"
    "尼妮宁纽诺欧帕派潘庞佩彭皮平珀普齐恰乔切琼丘让若撒萨塞赛桑瑟森莎沙珊舍史斯丝苏索塔泰坦汤唐陶特腾提廷图托瓦万威韦维文沃乌西希"
    "席夏谢辛休雅扬耶叶伊易因英尤约泽扎詹珍芝朱兹佐滕逊莱杨玻曹亚治翰约丽居爱狄勃简路金"
)


def ends_sentence(text: str, at: int) -> bool:
    """Whether the dot at `at`, which stands on Chinese and is found by `STOP`, ends a sentence."""
    before, after = text[at - 1], text[at + 1 : at + 2]
    if before in _PAUSES or _joins_name_or_date(before, after) or _NUMBER_LABEL.search(text, max(0, at - 8), at):
        return False
    return after in ("", LINE_SEPARATOR) or not _LETTER_LABEL.search(text, max(0, at - 2), at)


def _joins_name_or_date(before: str, after: str) -> bool:
    """Whether a dot between these two stands for the middle dot: `卡尔.马克思`, `五.四`."""
    return (before in _NUMERALS and after != "" and after in _NUMERALS) or (
        before in _NAME_SYLLABLES and after in _NAME_SYLLABLES
    )
