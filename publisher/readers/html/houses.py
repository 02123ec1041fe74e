"""The house that published an article, where no label says so: its name, alone beside the headline, or the paper's own in the title.

Portals print the paper under the headline as a bare name, and again in the page's title; a company's release has the company there;
a paper's own site prints no source at all, as its name is on every page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.patterns import lazily
from publisher.readers.html.metadata import PARTS, Metadata
from publisher.readers.html.runs import Run

_LONGEST = 30
# Names of papers and agencies end so; channels, blogs and portals do not.
_PAPER = lazily(
    r"\S{0,20}(?:日报|日報|晚报|晚報|早报|早報|时报|時報|新报|新報|快报|商报|商報|都市报|青年报|周刊|週刊|周报|週報|新聞|新聞社|通信社|通讯社|通訊社|日日新聞"
    r"|일보|신문|뉴스|통신|타임스|경제|電子報|导报|導報|公报|公報|文汇报)$"
)
# `社會新聞` is a section, `海邊新聞` a paper.
_SECTION = lazily(
    r"(?:社會|社会|地方|國際|国际|國內|国内|生活|財經|财经|娛樂|娱乐|體育|体育|政治|焦點|焦点|即時|即时|热门|熱門|最新|相關|相关|兩岸|两岸|綜合|综合|头条|頭條|今日|本地"
    r"|教育|健康|科技|影視|影视|要聞|图片|圖片|视频|視頻|학교|최신|주요|사회|정치|스포츠|연예|速報|最新|国際|経済|主要|海外|港澳|市政|校园|校園|学院|學院|医院|本院|公司|企业|集团|行业|关联|多国|全国|全國)"
    r"(?:新聞|新闻|뉴스|快报|周刊)"
)
_RIGHTS = lazily(r"©|ⓒ|저작권자|版权所有|版權所有|Copyright|無断|无断")
_LONGEST_NOTICE = 200
_COMPANY = lazily(
    r"(?:(?:株式会社|有限会社|合同会社|一般社団法人|\(株\)|㈱)\S{1,24}|\S{1,24}(?:株式会社|有限公司|주식회사)|\(주\)\S{1,20})$"
)
_HYPHENS = re.compile(r"[-－—–_|｜]+")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]{2,20})[）)]\s*$")


class Houses(NamedTuple):
    named: frozenset[str]
    """Names that the page's title gives beside the headline."""
    own: str
    """The paper whose site it is; empty where the site is no paper's, or does not show its name."""

    def is_house(self, text: str) -> bool:
        """Whether a line that is nothing else is the name of the house."""
        name = text.strip()
        return 2 <= len(name) <= _LONGEST and (name in self.named or is_publisher(name))


def is_publisher(name: str) -> bool:
    """Whether a name is a paper's or a company's: above a headline, where a site has its own name, no other is a source."""
    return is_paper(name) or _COMPANY.fullmatch(name) is not None


def is_paper(name: str) -> bool:
    """Whether a name is a paper's or an agency's, by how it ends."""
    return _PAPER.fullmatch(name) is not None and _SECTION.fullmatch(name) is None


def houses(about: Metadata, found: list[Run]) -> Houses:
    """What the title, and the names standing alone on the page, say of the house."""
    shown = {run.text.strip() for run in found if len(run.text) <= _LONGEST}
    shown |= {" ".join(image.get("alt").split()) for run in found for image in run.images}
    rights = " ".join(run.text for run in found if len(run.text) <= _LONGEST_NOTICE and _RIGHTS.search(run.text))
    named: set[str] = set()
    own = ""
    for title in about.titles:
        parts = [part.strip() for part in PARTS.split(title) if part.strip()]
        for part in parts:
            match = _IN_BRACKETS.search(part)
            if match:
                named.add(match[1].strip())
        # The headline comes first; the site's own name is the last part.
        named.update(parts[1:])
        split = [part.strip() for part in _HYPHENS.split(title)]
        for part in (split[-1], split[0]) if len(split) > 1 else ():
            if not own and (part in shown or (part and part in rights)) and is_paper(part):
                own = part
    if not own and about.site in shown and is_paper(about.site):
        own = about.site
    return Houses(frozenset(named), own)
