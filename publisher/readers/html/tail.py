"""Where an article ends in its element: behind its last prose comes what is the site's, but for credits.

Links to other articles stand inside articles too; they end one only if nothing comes after them that is set as its main part is.
"""

from __future__ import annotations

from collections.abc import Callable

from publisher.readers.html.container import prose_of
from publisher.readers.html.conventions import reported
from publisher.readers.html.dom import Element
from publisher.readers.html.furniture import is_credit, opens_surroundings
from publisher.readers.html.hints import is_body
from publisher.readers.html.info import Info, read_info
from publisher.readers.html.runs import Run
from publisher.readers.html.settings import Setting, is_told, setting
from publisher.readers.html.structures import kind
from publisher.readers.press.furniture import furniture
from publisher.readers.press.lines import is_closed

_LONGEST_INFO = 80
_LEAST_LONG = 30
_NEARLY_ALL = 0.7
_HEADINGS = frozenset(["h2", "h3", "h4", "h5"])
_LINKS_IN_A_ROW = 3


class Tail:
    """What of `body`, the article's runs in order, is behind its end.

    `behind` is the site's; `signed` are the lines there that give a byline, source or date.
    """

    def __init__(
        self, body: list[Run], core: Element, main: frozenset[Setting], is_furniture: Callable[[Run], bool]
    ) -> None:
        self.body = body
        self.core = core
        self.main = main
        self.is_furniture = is_furniture
        self.signed: list[tuple[Info, Run]] = []
        self.is_core_sure = is_body(core) or all(
            is_in(run, core) for run in body if prose_of(run) and self._is_main(run)
        )
        self.behind = self._behind()

    def _behind(self) -> set[Run]:
        """Runs behind the last prose that are not set as the article's paragraphs and headings are."""
        ends = self._end()
        cored = [run for run in self.body[: ends + 1] if is_in(run, self.core)]
        kinds = {_kind(run) for run in cored if prose_of(run) or run.block.tag in _HEADINGS}
        parents = {run.block.parent for run in cored if prose_of(run)}
        beside = {(run.block.tag, run.block.parent) for run in cored if prose_of(run)}
        headings = {setting(run) for run in cored if run.block.tag in _HEADINGS}
        behind: set[Run] = set()
        surrounded = False
        known: dict[Element, bool] = {}
        for place in range(ends + 1, len(self.body)):
            run = self.body[place]
            info = read_info(run) if run.text and len(run.text) <= _LONGEST_INFO else None
            if info is None and reported(run.text):
                info = Info(byline=reported(run.text))
            if info is not None and (info.byline or info.source):
                self.signed.append((info, run))
            surrounded = surrounded or (setting(run) not in headings and self._heads_links(place))
            alike = (
                is_in(run, self.core)
                and not surrounded
                and (
                    _kind(run) in kinds
                    or (run.block.tag, run.block.parent) in beside
                    or _is_structured(run, self.core, known)
                    or (run.block.parent in parents and self._heads_structure(place, known))
                )
            )
            surrounded = surrounded or opens_surroundings(run)
            if not alike and run.text and info is None and not is_credit(run):
                behind.add(run)
        return behind

    def _end(self) -> int:
        """The place of the last prose that is the article's."""
        texts = [place for place, run in enumerate(self.body) if self._is_text(run) and self._may_be_text(run)]
        long = {_kind(self.body[place]) for place in texts if prose_of(self.body[place]) >= _LEAST_LONG}
        # A short last paragraph is known by being set as the long ones are.
        ends = max((place for place in texts if _kind(self.body[place]) in long), default=-1)
        return min(ends, self._surrounded())

    def _may_be_text(self, run: Run) -> bool:
        """Whether prose is where the article's is: in its core, or right beside a core that only its setting tells."""
        if is_in(run, self.core) or not self.is_core_sure:
            return True
        return (
            not is_body(self.core)
            and prose_of(run) >= _LEAST_LONG
            and self.core.parent
            in (
                run.block.parent,
                getattr(run.block.parent, "parent", None),
            )
        )

    def _surrounded(self) -> int:
        """The place before other articles or comments begin, if next to nothing of the prose comes after it."""
        total = sum(map(prose_of, self.body))
        floor = max((place for place, run in enumerate(self.body) if prose_of(run) and self._is_main(run)), default=-1)
        so_far = 0.0
        for place, run in enumerate(self.body):
            opens = opens_surroundings(run) and (place > floor or self._is_main(run))
            if so_far >= _NEARLY_ALL * total and (opens or (place > floor and self._opens_links(place))):
                return place - 1
            so_far += prose_of(run)
        return len(self.body)

    def _is_main(self, run: Run) -> bool:
        return setting(run) in self.main and not is_told(run)

    def _opens_links(self, place: int) -> bool:
        """Whether links to other articles begin, one below the other."""
        row = self.body[place : place + _LINKS_IN_A_ROW]
        return len(row) == _LINKS_IN_A_ROW and all(_is_link(run) and not self._is_main(run) for run in row)

    def _heads_links(self, place: int) -> bool:
        """Whether a heading behind the prose has nothing under it but links, up to the next heading or the end of its frame."""
        if self.body[place].block.tag not in _HEADINGS or len(self.body[place].text) > _LEAST_LONG:
            return False
        frame = self.body[place].block.parent
        under: list[Run] = []
        for run in self.body[place + 1 :]:
            if run.block.tag in _HEADINGS or (under and frame is not None and not is_in(run, frame)):
                break
            under.append(run)
        texts = [run for run in under if run.text]
        return bool(texts) and all(map(_is_link, texts))

    def _heads_structure(self, place: int, known: dict[Element, bool]) -> bool:
        """Whether a heading stands right above a list, a table or a figure of the article."""
        after = self.body[place + 1] if place + 1 < len(self.body) else None
        heads = self.body[place].block.tag in _HEADINGS and not opens_surroundings(self.body[place])
        return heads and after is not None and _is_structured(after, self.core, known)

    def _is_text(self, run: Run) -> bool:
        info = read_info(run) if run.link and len(run.text) <= _LONGEST_INFO else None
        if info is not None and info.date and info.byline:
            return False
        told = furniture(run.text) is not None or is_told(run)
        return prose_of(run) > 0 and not told and not self.is_furniture(run)


def is_in(run: Run, article: Element) -> bool:
    return run.block is article or any(above is article for above in run.block.ancestors())


def _is_link(run: Run) -> bool:
    return run.link * 10 >= len(run.text) * 8 and len(run.text) > 1 and not is_closed(run.text)


def _is_structured(run: Run, core: Element, known: dict[Element, bool]) -> bool:
    """Whether the run is of a list, a table, a figure in the body."""
    for element in (run.block, *run.block.ancestors()):
        if element is core:
            break
        if element not in known:
            known[element] = element.tag == "figure" or bool(kind(element))
        if known[element]:
            return True
    return False


def _kind(run: Run) -> tuple[str, str]:
    return run.block.tag, run.block.get("class")
