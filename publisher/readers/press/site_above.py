"""Lines of the site above a headline that say so by their place alone: the channel, and the trail of links to the page.

Elsewhere the same words may be a title (`生活`) or text (`A > B`), so they are judged by what follows them, too.
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.press import wording
from publisher.readers.press.head_end import is_title_like
from publisher.readers.press.lines import Line, columns

_CHANNEL_NAMES = (
    "生活 社会 社會 国际 國際 国内 國內 港聞 港闻 地方 財經 财经 经济 經濟 体育 體育 娱乐 娛樂 时政 時政 兩岸 两岸 "
    "スポーツ 国際 経済 エンタメ 地域 사회 경제 정치 국제 스포츠 문화 연예 지역"
)
_CHANNELS = frozenset(_CHANNEL_NAMES.split())
# No part holds a bracket: `연재 <상>` is a series.
_PART = r"[^\s<>〈〉＜＞›»/，。！？：:“”《》]{1,12}(?: [^\s<>〈〉＜＞›»/，。！？：:“”《》]{1,12})?"
_TRAIL = lazily(
    rf"{_PART}(?:[ \u3000]?[>＞›»][ \u3000]?{_PART}){{1,5}}$|{_PART}(?:[ \u3000]?/[ \u3000]?{_PART}){{2,5}}$"
)
_SHORTEST_TITLE = 12
_FIELDS = ("byline", "date", "source")


def above_headline(line: Line, following: list[Line]) -> wording.Told | None:
    """What a line with no headline above it is by what follows; `following` are the next few lines."""
    if line.markup is not None or len(following) < 2 or not _is_title(following[0]):
        return None
    if _TRAIL.match(line.text):
        return wording.Told("boilerplate", "furniture-trail", 0.85, "trail of links")
    if line.text in _CHANNELS and _goes_on(following[1]):
        return wording.Told("boilerplate", "furniture-navigation", 0.7, "navigation")
    return None


def _is_title(line: Line) -> bool:
    return is_title_like(line) and columns(line.text) >= _SHORTEST_TITLE and wording.told(line) is None


def _goes_on(line: Line) -> bool:
    """Whether the line below the title is still of the head."""
    said = wording.told(line)
    return said.role in _FIELDS if said is not None else _is_title(line)
