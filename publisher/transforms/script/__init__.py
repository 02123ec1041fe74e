"""An article as an edition in another variety of Chinese: simplified, traditional of Taiwan, traditional of Hong Kong.

By OpenCC's dictionaries, on the model. Words are seen across emphasis, links, readings and notes (`runs.py`); forms are chosen by
words, so that 头发 and 发展 come apart. `--script-words kept`, the default, changes the forms of characters alone; `regional` also
puts the region's word where OpenCC knows one (软件 → 軟體). Kept is the default because the lists of regional words are made for
the language of computers: in a newspaper 社区 (a neighbourhood) would become 社群, a restaurant's 菜单 選單, and names and
quotations would be changed.

Converted: every run, headlines and notes included; readings that are in Han; descriptions of pictures; byline, dateline, source
and the date as printed, which stand above the text; what a catalogue is told. Quotation marks follow (`quotes.py`), and the
language of article and runs becomes the edition's.
Not converted: code, addresses, runs in other languages, the licence; `printed` and `reading`, which say what the source has;
compatibility ideographs, and characters with a variation selector, whose form somebody chose. An identifier names the edition it
was given to: another edition goes without, and is told apart by its content.

An article that is in the edition's variety already is returned as it is, so that converting twice is converting once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import LimitError, UsageError
from publisher.model import Article, Byline, Inlines, LanguageRun
from publisher.options import EditionOptions
from publisher.publication import Publication, lean
from publisher.transforms.characters import Protected
from publisher.transforms.runs import Edit, Place
from publisher.transforms.script import quotes
from publisher.transforms.script.choices import Choices
from publisher.transforms.script.conversion import Piece, convert
from publisher.transforms.script.dictionaries import Dictionary, chain
from publisher.transforms.script.runs import Run
from publisher.transforms.script.surnames import kept_surnames
from publisher.transforms.script.varieties import Variety, chains_between, variety
from publisher.transforms.walk import mapped
from publisher.wording import Script

_AS_TYPED = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]|.[\ufe00-\ufe0f\U000e0100-\U000e01ef]+", re.DOTALL)
"""Compatibility ideographs, and a character with the selectors behind it (UTS #37)."""

_NOT_TO_BE_READ = frozenset({"identifier", "licence"})
"""The fields of a publication that are no words."""


def in_script(article: Article, options: EditionOptions) -> Article:
    """The article as the edition that `options.script` names; itself where it names none or the article is in it.

    Raises UsageError `script-several` where it names more than one, `script-language` for an article that is not Chinese,
    `extra-missing` where the dictionaries are not installed; LimitError `blocks-nesting`.
    """
    if not options.script:
        return article
    if len(options.script) > 1:
        raise UsageError("script-several", scripts=", ".join(options.script))
    (script,) = options.script
    source = variety(article.language)
    if source is None:
        raise UsageError("script-language", language=article.language, script=script)
    if source == script:
        return article if article.language == script else replace(article, language=script)
    work = _Work(article, script, options)
    try:
        return work.article(article)
    except RecursionError:
        raise LimitError("blocks-nesting") from None


class _Work:
    """The conversion of one article, and the choices it met."""

    def __init__(self, article: Article, script: Script, options: EditionOptions) -> None:
        self._script: Script = script
        self._regional = options.script_words == "regional"
        self._source = variety(article.language) or "zh-Hans"
        self._choices = Choices()
        own = options.words.of(script)
        self._singles = {word: becomes for word, becomes in own.items() if len(word) == 1}
        names = {} if script == "zh-Hans" else self._names(article.bylines, own)
        words = names | {word: becomes for word, becomes in own.items() if len(word) > 1}
        self._words = Dictionary({word: (becomes,) for word, becomes in words.items()})

    def _names(self, bylines: Iterable[Byline], own: dict[str, str]) -> dict[str, str]:
        """Names of the byline with the surname kept, for the whole text to have them alike."""
        if self._source != "zh-Hans":
            return {}
        chains = [chain(name) for name in chains_between(self._source, self._script, regional=False)]
        rest = {character: becomes for character, becomes in own.items() if len(character) == 1}
        return {name: name[0] + convert(name[1:], chains, rest).text for name in kept_surnames(bylines)}

    def article(self, article: Article) -> Article:
        made = mapped(article, self._visit, self._string)
        lines = {reading.role: reading.lines[0] for reading in reversed(article.reading)}
        printed = article.printed
        if printed.date:
            printed = replace(printed, date=self._string(printed.date, lines.get("date", 0)))
        head = {
            "bylines": tuple(self._byline(each, lines.get("byline", 0)) for each in article.bylines),
            "byline_text": self._field(article.byline_text, lines.get("byline", 0)),
            "dateline": self._field(article.dateline, lines.get("dateline", 0)),
            "source": self._field(article.source, lines.get("source", 0)),
            "printed": printed,
            "publication": self._publication(article.publication),
            "language": self._script,
        }
        said = (*self._choices.remarks(), *self._of_identifier(article.publication))
        return replace(made, **head, diagnostics=(*article.diagnostics, *said))

    def _byline(self, byline: Byline, line: int) -> Byline:
        return replace(byline, name=self._string(byline.name), affiliation=self._field(byline.affiliation, line))

    def _field(self, text: str | None, line: int) -> str | None:
        return self._string(text, line) if text else text

    def _publication(self, publication: Publication) -> Publication:
        """What a catalogue is told, in the edition's characters."""

        def changed(value: object) -> object:
            if isinstance(value, tuple):
                return tuple(map(changed, value))
            return self._string(value) if isinstance(value, str) else value

        names = [name for name in publication.__struct_fields__ if name not in _NOT_TO_BE_READ]
        converted = {name: changed(getattr(publication, name)) for name in names}
        return lean(replace(publication, identifier=None, **converted))

    def _of_identifier(self, publication: Publication) -> Iterator[Diagnostic]:
        if publication.identifier:
            yield diagnostic(
                "script-identifier", "info", identifier=publication.identifier, source=self._source, script=self._script
            )

    def _visit(self, lines: tuple[Inlines, ...], _place: Place, line: int) -> tuple[Inlines, ...]:
        return self._converted_run(lines, line, self._source)

    def _converted_run(self, lines: tuple[Inlines, ...], line: int, source: Variety) -> tuple[Inlines, ...]:
        run = Run(lines)

        def inner(each: LanguageRun) -> LanguageRun:
            own = variety(each.language) or source
            content = self._converted_run((each.content,), line, own)[0] if own != self._script else each.content
            return replace(each, content=content, language=self._script)

        return run.lines(self._pieces(run.text, line, source), lambda text: self._string(text, line), inner)

    def _string(self, text: str, line: int = 0) -> str:
        return "".join(piece.text for piece in self._pieces(text, line, self._source))

    def _pieces(self, text: str, line: int, source: Variety) -> list[Piece]:
        """What becomes of `text`, in pieces that cover it."""
        chains = [chain(name) for name in chains_between(source, self._script, regional=self._regional)]
        pieces: list[Piece] = []
        reached = 0
        for start, end, becomes in [*self._settled(text, source), Edit(len(text), len(text), "")]:
            if reached < start:
                done = convert(text[reached:start], chains, self._singles)
                pieces += [Piece(reached + each.start, reached + each.end, each.text) for each in done.pieces]
                for choice in done.choices:
                    at = choice._replace(start=reached + choice.start, end=reached + choice.end)
                    self._choices.note(text, at, line)
            if start < end:
                pieces.append(Piece(start, end, becomes))
            reached = end
        return pieces

    def _settled(self, text: str, source: Variety) -> list[Edit]:
        """What no dictionary is asked about: addresses, forms somebody chose, an editor's words, quotation marks; in order."""
        marks = {}
        if source == "zh-Hans":
            marks = {edit.start: edit for edit in quotes.to_traditional(text)}
        elif self._script == "zh-Hans":
            marks = {edit.start: edit for edit in quotes.to_simplified(text)}
        chosen = {found.start(): found.end() for found in _AS_TYPED.finditer(text)}
        protected = Protected(text)
        settled: list[Edit] = []
        at = 0
        while at < len(text):
            if at in protected:
                edit = Edit(at, at + 1, text[at])
            elif at in chosen:
                edit = Edit(at, chosen[at], text[at : chosen[at]])
            elif found := self._words.longest(text, at):
                edit = Edit(at, at + found.length, found.candidates[0])
            elif at in marks:
                edit = marks[at]
            else:
                at += 1
                continue
            settled.append(edit)
            at = edit.end
        return settled
