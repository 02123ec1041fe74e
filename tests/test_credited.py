"""Who is named in a credit: only what is sure."""

from __future__ import annotations

import pytest

from publisher.model import Credit
from publisher.options import ReadOptions
from publisher.readers import read_bytes
from publisher.readers.press.credited import credited

SURE = {
    # a credit -> the persons it names
    ("责任编辑：周晓渡 何畔", "zh-Hans"): ["周晓渡 editor", "何畔 editor"],
    ("（责编：周渡、何畔）", "zh-Hans"): ["周渡 editor", "何畔 editor"],
    ("【编辑：周渡】", "zh-Hans"): ["周渡 editor"],
    ("编辑/周渡 校对/何晚舟", "zh-Hans"): ["周渡 editor", "何晚舟 other"],
    ("供稿\u00a0 摄影/周渡\u00a0 编辑/何畔", "zh-Hans"): ["周渡 photographer", "何畔 editor"],
    ("发布日期：2019-03-06 责任编辑：周渡", "zh-Hans"): ["周渡 editor"],
    ("责任编辑：周渡 来源：海岸社", "zh-Hans"): ["周渡 editor"],
    ("本版责任编辑：周渡", "zh-Hans"): ["周渡 editor"],
    ("译者：约翰·哈特", "zh-Hans"): ["约翰·哈特 translator"],
    ("責任編輯：林宜靜", "zh-Hant-TW"): ["林宜靜 editor"],
    ("採訪整理：林宜靜　插圖：關可頤", "zh-Hant-TW"): ["林宜靜 compiler"],
    ("訳者：汐見とも子", "ja"): ["汐見とも子 translator"],
    ("校正：小鳥遊 栞", "ja"): ["小鳥遊栞 other"],
    ("편집: 모가람", "ko"): ["모가람 editor"],
    ("翻译：Ada Byron", "zh-Hans"): ["Ada Byron translator"],
    # no person, or not surely one
    ("编辑：新媒体部", "zh-Hans"): [],
    ("图片：海岸社", "zh-Hans"): [],
    ("编辑：周渡等五人", "zh-Hans"): [],
    ("责任编辑：", "zh-Hans"): [],
    ("翻译：Ada", "zh-Hans"): [],
    ("本文由周渡编辑", "zh-Hans"): [],
    ("周渡 摄", "zh-Hans"): [],
    ("编辑：" + "周渡 " * 100, "zh-Hans"): [],
}


@pytest.mark.parametrize(("text", "language"), SURE)
def test_the_persons_of_a_credit(text: str, language: str) -> None:
    assert [f"{each.name} {each.role}" for each in credited(text, language)] == SURE[text, language]


def people(data: str, name: str) -> list[str]:
    article = read_bytes(data.encode(), name, ReadOptions())
    return [
        f"{each.name} {each.role}" for block in article.blocks if isinstance(block, Credit) for each in block.people
    ]


TEXT = "渡口的老钟每天敲两遍，头一遍催人上船，后一遍催人回家。"


def test_readers_name_them() -> None:
    assert people(f"渡口\n\n{TEXT}\n\n（责任编辑：周渡）\n", "a.txt") == ["周渡 editor"]
    assert people(f"# 渡口\n\n{TEXT}\n\n责任编辑：周渡\n", "a.md") == ["周渡 editor"]


def test_front_matter_is_believed() -> None:
    front = f"---\ntitle: 渡口\ntranslator: [弥生, 关口 Mio]\neditor: Byron, Ada\n---\n\n{TEXT}\n"
    assert people(front, "a.md") == ["弥生 translator", "关口 Mio translator", "Byron, Ada editor"]


def test_they_may_have_readings() -> None:
    front = f"---\ntitle: 渡口\neditor: 周渡\nreadings:\n  周渡: Zhou Du\n---\n\n{TEXT}\n"
    article = read_bytes(front.encode(), "a.md", ReadOptions())
    (credit,) = (block for block in article.blocks if isinstance(block, Credit))
    assert [each.reading for each in credit.people] == ["Zhou Du"]
    assert article.diagnostics == ()
