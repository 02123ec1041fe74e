"""What closes an article and says who made it is its colophon; one credit or two stay where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Published, article_of, text
from validators import epubcheck

from publisher.model import Block, Credit, LeftOut, Paragraph
from publisher.render.web import render_web
from publisher.themes import load_theme

EDITOR = Credit(content=text("责任编辑：林一苇"), role="editor")
AUTHOR = Credit(content=text("（作者为镇志办研究员）"), role="author")
EDITION = Credit(content=text("底本：灯下集　水门书局"))
LAST = Paragraph(content=text("灯座如今摆在院子里种葱。"))
SITE = LeftOut(text="返回首页", reason="tool bar")


def colophon(*blocks: Block) -> str:
    html = render_web(article_of(*blocks), load_theme("press"), {}).html
    _, opening, rest = html.partition('<section class="colophon"')
    return opening + rest.partition("</section>")[0]


@pytest.mark.parametrize(
    ("blocks", "has_one"),
    [
        ((LAST, EDITION, AUTHOR, EDITOR), True),
        ((LAST, EDITION, SITE, AUTHOR, EDITOR, SITE), True),  # what is not shown parts nothing
        ((LAST, AUTHOR, EDITOR), False),
        ((EDITION, AUTHOR, EDITOR, LAST), False),
        ((EDITION, AUTHOR, EDITOR), True),
    ],
    ids=["three credits at the end", "with lines of the site between", "two", "above the text", "nothing but credits"],
)
def test_three_credits_or_more_at_the_end_are_a_colophon(blocks: tuple[Block, ...], has_one: bool) -> None:
    found = colophon(*blocks)
    assert (found.count('<p class="credit">') == 3) is has_one
    assert ('role="doc-colophon"' in found) is has_one


def test_it_is_lawful_in_a_book_and_stands_in_its_place(made: Callable[..., Published]) -> None:
    published = made(article_of(LAST, EDITION, AUTHOR, EDITOR))
    assert epubcheck([published.epub]) == [[]]
