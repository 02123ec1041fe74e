"""What inside the article's element is the site's: told by names, by links, by words; each with the reason it is left out for."""

from __future__ import annotations

import re

from publisher.readers.html.container import Weights, prose_of
from publisher.readers.html.conventions import called, has_label, signed, tagged
from publisher.readers.html.dom import Element
from publisher.readers.html.hints import hint, words
from publisher.readers.html.runs import Run, runs
from publisher.readers.html.vocabulary import vocabulary
from publisher.readers.press import wording
from publisher.readers.press.furniture import RELATED, furniture
from publisher.readers.press.lines import Line, is_closed
from publisher.readers.press.wording import Told

_AUTHOR_CARD = vocabulary("authorcard authorbio authorbox aboutauthor authorinfo author profile bio writerprofile")
_REASONS: tuple[tuple[frozenset[str], str], ...] = (
    (vocabulary("share sharing sharebar fenxiang sns social bdshare bdsharebuttonbox bshare jiathis shareto snsbutton"), "share bar"),
    (vocabulary("comment comments pinglun disqus sohucs respond replies"), "comments"),
    (vocabulary("ad ads adv advert advertisement guanggao gg adsense sponsor banner promo promotion dfp gpt"), "advertisement"),
    (vocabulary("pager pagination pagebar pagenav fenye zdfy pagelist page pages"), "pager"),
    (vocabulary("breadcrumb breadcrumbs crumb crumbs weizhi position nav navigation"), "trail of links"),
    (frozenset(["qrcode", "erweima", "ewm", "qr"]), "QR code"),
    (vocabulary("subscribe subscription newsletter mailmagazine follow"), "follow us"),
    (vocabulary("copyright banquan disclaimer statement shenming"), "copyright notice"),
    (vocabulary("tool tools toolbar print button buttons btn"), "tool bar"),
    (_AUTHOR_CARD, "about the author"),
    (frozenset(["player", "video", "audio"]), "button"),
    (frozenset(["app", "download", "appdown"]), "app promotion"),
    (vocabulary("related relate recommend recommended tuijian xiangguan hot ranking latest list"), "other articles"),
)  # fmt: skip
_ELSE = "part of the site"
_REFERENCES = re.compile(
    r"(?:参考|參考|引用|注释|註釋|资料|資料|出典|出处|文献|文獻|脚注|참고|References|Sources|Notes)", re.IGNORECASE
)
_RELATED_LABEL = re.compile(
    r"[【\[（(<＜■●▶▼◆※>→・\s]{0,3}(?:関連|相关|相關|延伸|推荐|推薦|更多"
    r"|另见|参见|あわせて|おすすめ|前回|次回|관련|더\s?보기|Related|Read more)"
)
_LEAST_LINK = 6


def opens_surroundings(run: Run) -> bool:
    """Whether a line is the label of other articles or of comments."""
    row = furniture(run.text) if len(run.text) <= 30 else None
    return bool(RELATED.match(run.text)) or (row is not None and row.reason == "comments")


def in_furniture(run: Run, weights: Weights) -> bool:
    """Whether a run stands in a small part of the page that is a card of another article or is named as the site's."""
    for element in (run.block, *run.block.ancestors()):
        if element not in weights.plain or weights.plain[element].prose > 0.3 * weights.total:
            break
        if element in weights.cards or hint(element) == "furniture":
            return True
    return False


class Furniture:
    """The judge of one article."""

    def __init__(self, weights: Weights, article: Element) -> None:
        self.weights = weights
        self.article = article
        self.after_references = False
        self.after_related = False
        self._known: dict[Element, bool] = {}

    def frame(self, run: Run) -> Element | None:
        """The outermost element in the article around a run that is the site's, if there is one."""
        chain = [run.block]
        for above in run.block.ancestors():
            if above is self.article:
                break
            chain.append(above)
        if run.block is self.article:
            return None
        for element in reversed(chain):
            if element not in self._known:
                self._known[element] = self._is_furniture(element)
            if self._known[element]:
                return None if element.tag == "li" and self.after_references else element
        return None

    def _is_furniture(self, element: Element) -> bool:
        weights = self.weights
        if element not in weights.plain or not weights.is_furniture(element):
            return False
        if element in weights.cards or hint(element) == "furniture":
            return True
        if not _AUTHOR_CARD.isdisjoint(words(element)) and len(list(runs(element))) > 1:
            return True
        # A name that may mean a part of the article: then it must look like furniture too.
        weight = weights.plain[element]
        linked = sum(run.link for run in runs(element))
        return not weight.prose and linked * 3 >= weight.rest and linked > 0

    def reason(self, element: Element) -> str:
        said = words(element)
        named = next((reason for names, reason in _REASONS if not names.isdisjoint(said)), "")
        return named or ("other articles" if element in self.weights.cards else _ELSE)

    def link_list(self, element: Element) -> bool:
        """Whether a list is nothing but links to other articles; one under 参考文献 is the author's."""
        if self.after_references or element.tag == "ol":
            return False
        found = list(runs(element))
        links = [run for run in found if run.link * 10 >= len(run.text) * 8 or called(run.text)]
        least = 1 if all(called(run.text) for run in found) else 2
        return len(found) >= least and len(links) * 10 >= len(found) * 8

    def of_line(self, run: Run, *, is_heading: bool) -> Told | None:
        """What makes a line of its own the site's, its kind the reason; None where it is the article's."""
        text = run.text
        row = furniture(text)
        if row is not None:
            return None
        if RELATED.match(text):
            self.after_related = True
            return Told("boilerplate", "web-related", 0.9, "other articles")
        if run.link * 10 >= len(text) * 4 and _RELATED_LABEL.match(text):
            return Told("boilerplate", "web-related", 0.85, "other articles")
        if self.after_related and not is_heading and run.link * 10 >= len(text) * 4:
            return Told("boilerplate", "web-related", 0.85, "other articles")
        self.after_related = False
        said = called(text)
        # Buttons are never set as headings; advertisements and share bars are.
        if said is not None and (not is_heading or said.kind in ("advertisement", "share bar")):
            return said
        if _is_tags(run) and not is_heading:
            return Told("boilerplate", "web-tags", 0.85, "other articles")
        if not is_heading and len(text) >= _LEAST_LINK and run.link * 10 >= len(text) * 9 and not is_closed(text):
            return Told("boilerplate", "web-link", 0.75, "link to another article")
        return None

    def is_text(self, run: Run) -> bool:
        """Whether a run is prose of the article, by all that its line and its surroundings say."""
        return (
            prose_of(run) > 0
            and furniture(run.text) is None
            and self.frame(run) is None
            and called(run.text) is None
            and RELATED.match(run.text) is None
        )

    def note(self, run: Run, *, is_heading: bool) -> None:
        """Remember whether what follows is the list of sources that the author gives."""
        if is_heading or len(run.text) <= 16:
            self.after_references = bool(_REFERENCES.search(run.text))
        elif len(run.text) > 60:
            self.after_references = False


def _is_tags(run: Run) -> bool:
    """Whether a line is a label with nothing but links behind it, such as `关键词：`, `专题：`; or tags, each with its mark."""
    text = run.text
    links = {element for leaf in run.leaves for element in leaf.around if element.is_link}
    if tagged(text) and (run.link or text[:1] in "#＃"):
        return True
    named = wording.told(Line(0, 0, text, 0, gap=True, closed=False))
    return named is None and has_label(text) and len(links) >= 2 and run.link * 10 >= len(text) * 5


def is_credit(run: Run) -> bool:
    """Whether a line amid furniture is a credit, which is the article's wherever it stands."""
    if len(run.text) > 80:
        return False
    if signed(run.text):
        return True
    said = wording.told(Line(0, 0, run.text, 0, gap=True, closed=False))
    return said is not None and said.role == "credit" and said.confidence >= 0.9
