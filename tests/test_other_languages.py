"""A run in another script of an article is marked with its language, wherever it stands, and changes nothing else."""

from __future__ import annotations

import pytest

from publisher.model import Heading, LanguageRun, Text
from publisher.readers import read_bytes
from publisher.tree import nodes

OPENING = """\
港口的早晨

　　雾还没有散，码头上已经有了人声，卖鱼的、补网的、等船的，各自占着一块地方。
　　天亮以后，渡船开始来回，早班的工人挤在船尾抽烟，谁也不说话，只听见机器响。
"""


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("　　船身上漆着“港の朝まつり”几个字，远远就看得见。", [("ja", "港の朝まつり")]),
        ("　　韩国来的船员笑着说：“안녕하세요.”大家都听懂了。", [("ko", "안녕하세요.")]),
        ("　　船身上漆着船名，远远就看得见。", []),
        ("　　船名叫Morning Star，是一条旧船。", []),
    ],
    ids=["Japanese quotation", "Korean quotation", "Chinese alone", "Latin is left to the fonts"],
)
def test_a_run_in_another_language_is_marked(text: str, runs: list[tuple[str, str]]) -> None:
    article = read_bytes(f"{OPENING}{text}\n".encode(), "harbour.txt")
    found = [(node.language, node.content) for node, _ in nodes(article) if isinstance(node, LanguageRun)]
    assert [
        (language, "".join(each.text for each in content if isinstance(each, Text))) for language, content in found
    ] == runs
    shown = "".join(node.text for node, _ in nodes(article) if isinstance(node, Text))
    assert text.strip("　") in shown


def test_it_is_marked_in_headings_too() -> None:
    text = f"{OPENING}“おはよう”的回声\n　　每天早晨，第一声问候从海上传来，接着是第二声、第三声，整个港口就醒了。\n"
    heading = next(block for block in read_bytes(text.encode(), "harbour.txt").blocks if isinstance(block, Heading))
    assert any(isinstance(inline, LanguageRun) and inline.language == "ja" for inline in heading.content)
