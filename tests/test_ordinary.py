"""The short cut for plain paragraphs decides nothing that the other rooms would decide otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.readers.press import body
from publisher.readers.press.lines import source_lines
from publisher.readers.press.profile import measure

# Pieces that conventions are made of, between words that mean nothing.
_WORDS = (
    "码头的早晨 渔船靠岸 ， 、 。 ： ； “ ” （ ） 《 》 【 】 — …… ！ ？ 一、 第一章 1. 2 A. ● ■ ・ 本报讯 "
    "新华社北京1月6日电 记者 张三 摄 图为 来源 责任编辑 转载 版权 本网 参考 编者按 相关阅读 打开 扫码 关注 二维码 "
    "中新社 中央 中国 本文 本报 文字 出处 上图 下图 下转 一是 三、 十二、 三来 中间 本来 文人 出门 上面 两个 一天 十年 三月 "
    "年 月 日 3 10 http://a.cn 同志们 问 答 王小雨 说 诗云 了 的 在 有 人"
)
_IDEOGRAPHIC_SPACE = "\u3000"
_PIECES = st.sampled_from([*_WORDS.split(" "), " ", _IDEOGRAPHIC_SPACE, 2 * _IDEOGRAPHIC_SPACE])
_PLAIN = "　　渔船一条接一条靠岸，岸边的人把冰块铲进木箱，谁也顾不上说话，谁也没有抬头看天。"
_LINE = st.builds(
    lambda indent, words: indent + "".join(words),
    st.sampled_from(["", "　　", "　　　　", "  "]),
    st.lists(_PIECES, max_size=24),
)
_TEXT = st.lists(st.one_of(_LINE, st.just(""), st.just(_PLAIN)), min_size=2, max_size=14)


@settings(max_examples=400, deadline=None)
@given(_TEXT)
def test_the_short_cut_agrees_with_the_long_way(texts: list[str]) -> None:
    lines = source_lines("\n".join(texts))
    profile = measure(lines)
    quick = body.read_body(lines, profile, "zh-Hans")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body, "is_ordinary", lambda around, place: False)
        assert quick == body.read_body(lines, profile, "zh-Hans")
