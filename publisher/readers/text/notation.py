"""One line of Aozora Bunko's notation: ruby, gaiji and notes become inlines, and what the notes say of the line is told.

`｜漢字《かな》` puts かな over 漢字; without the bar it stands over the run of one script before it (`pieces`). A note after words
looks back for them; one that finds them not is no more lost than one that nobody knows: it is set as a note 注 and reported.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import (
    Emphasis,
    Figure,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Note,
    Paragraph,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publisher.readers.press.inlines import plain_text
from publisher.readers.text import notes
from publisher.readers.text.gaiji import GETA, resolve, with_accents, with_repeat_marks
from publisher.readers.text.pieces import (
    A_BAR,
    BAR,
    Piece,
    bar_of,
    cut,
    inlines_of,
    take_barred,
    take_run,
    text_of,
)
from publisher.readers.text.signs import is_ruby

_SPECIAL = re.compile("[｜《]|※?［＃")
_READING = re.compile(r"《([^《》\n]{1,120})》")
_GAIJI = re.compile(r"※［＃([^［］\n]{1,400})］")
_BRACKET = re.compile("[［］]")
_CAPTIONED = re.compile("「(?P<caption>.+)」のキャプション付きの?")
_LONGEST_NOTE, _DEEPEST_NOTE, _DEEPEST_STYLE = 800, 4, 8
_WRAPS: dict[str, type[Emphasis | Strong | Superscript | Subscript]] = {
    "emphasis": Emphasis, "strong": Strong, "superscript": Superscript, "subscript": Subscript,
}  # fmt: skip
_CARRIED = (*_WRAPS, "plain")
"""Styles that go on in the next line where a line does not end them."""
_TERMS = {
    "ruby": "ルビ", "reading": "ルビ・注記", "reading-open": "ルビ・注記", "gaiji": "外字", "accents": "アクセント分解",
    "repeat-marks": "くの字点", "heading": "見出し", "emphasis": "傍点・傍線・斜体", "strong": "太字・罫囲み", "box-open": "罫囲み",
    "superscript": "上付き", "subscript": "下付き", "plain": "文字の向き・大きさ", "aside": "割り注", "caption": "キャプション",
    "figure": "挿絵", "indent": "字下げ", "indent-open": "字下げ", "right": "地付き", "right-open": "地付き", "break": "改ページ",
    "layout": "組版", "line-break": "改行", "order-mark": "返り点", "added-kana": "送り仮名", "remark": "注",
}  # fmt: skip
"""The notation's own terms, which need no translation, for what was read."""


class Tally:
    """What was read of the notation in a whole text, for its diagnostics."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        self._unread: list[tuple[int, str]] = []
        self._untold: list[tuple[int, str]] = []

    def add(self, kind: str, line: int, count: int = 1) -> None:
        if count:
            self._counts[kind] += count
            self._first.setdefault(kind, line)

    def unread(self, line: int, note: str) -> None:
        """A note that nobody knows, or whose words were not found."""
        self._unread.append((line, note))

    def untold(self, line: int, note: str) -> None:
        """A gaiji without a code."""
        self._untold.append((line, note))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was read, by kind and count; each note not understood and each character not told, with its line."""
        read = []
        if self._counts:
            terms: Counter[str] = Counter()
            for kind, count in self._counts.items():
                terms[_TERMS.get(kind, kind)] += count
            kinds = ", ".join(f"{term} {count}" for term, count in terms.items())
            read = [diagnostic("notation-read", "info", min(self._first.values()), kinds=kinds)]
        unread = [diagnostic("notation-unknown", line=line, note=note) for line, note in self._unread]
        return (*read, *unread, *(diagnostic("gaiji-untold", line=line, note=note) for line, note in self._untold))


class Spoken(msgspec.Struct):
    """What a line says: its content, and what its notes say of it."""

    content: Inlines = ()
    right: Inlines | None = None
    """What follows `［＃地付き］`, set at the right."""
    heading: str = ""
    """`大`, `中` or `小` of a heading that is the whole line."""
    indent: int = 0
    """Characters, by a note at the line's start."""
    captioned: bool = False
    """A caption is in it."""
    figures: list[Figure] = []
    acts: list[notes.Note] = []
    """Notes on pages and blocks, in order."""


def plain(text: str) -> str:
    """`text` without its notation, as notes quote it."""
    return _READING.sub("", _GAIJI.sub(lambda match: resolve(match[1]) or GETA, text)).replace(BAR, "")


class Notation:
    """Reads a text's lines in order; styles that a line leaves open go on in the next."""

    def __init__(self, *, everywhere: bool) -> None:
        self.everywhere = everywhere
        """The file is one of Aozora Bunko's: whatever stands in 《》 is ruby."""
        self.tally = Tally()
        self.carried: list[notes.Note] = []
        """Styles that are open at the end of the last line."""

    def read(self, text: str, line: int) -> Spoken:
        """What the line `text`, without white space at its ends, says; `line` is its number."""
        if not self.carried and _SPECIAL.search(text) is None and "〔" not in text and "＼" not in text:
            return Spoken((Text(text),) if text else ())
        text, accents = with_accents(text)
        text, repeats = with_repeat_marks(text)
        self.tally.add("accents", line, accents)
        self.tally.add("repeat-marks", line, repeats)
        return _Line(self, text, line).read()


class _Frame(msgspec.Struct):
    """A style that is open, and the pieces in it so far."""

    note: notes.Note
    pieces: list[Piece]


class _Line:
    def __init__(self, notation: Notation, text: str, line: int) -> None:
        self.notation, self.text, self.line, self.tally = notation, text, line, notation.tally
        self.spoken = Spoken(figures=[], acts=[])
        self.left: Inlines | None = None
        self.run_in: str | None = None
        """Words of a heading that text may run on after."""
        self.frames: list[_Frame] = []
        self._begin()

    def _begin(self) -> None:
        self.frames = [_Frame(notes.NOTHING, []), *(_Frame(note, []) for note in self.notation.carried)]

    @property
    def pieces(self) -> list[Piece]:
        return self.frames[-1].pieces

    def add(self, inline: Inline) -> None:
        self.pieces.append(Piece(plain_text((inline,)), inline))

    def read(self) -> Spoken:
        text, at = self.text, 0
        while match := _SPECIAL.search(text, at):
            if match.start() > at:
                self.pieces.append(Piece(text[at : match.start()]))
            at = self._special(match[0], match.start())
        if at < len(text):
            self.pieces.append(Piece(text[at:]))
        content = self._finished()
        spoken = self.spoken
        spoken.content, spoken.right = (content, None) if self.left is None else (self.left, content)
        if spoken.heading and self.run_in is not None:
            alone = len(spoken.content) and plain_text(spoken.content).strip() == self.run_in.strip()
            if alone and isinstance(spoken.content[0], Strong):
                spoken.content = (*spoken.content[0].content, *spoken.content[1:])
            elif not alone:
                spoken.heading = ""
        return spoken

    def _special(self, mark: str, start: int) -> int:
        """Read what begins with `mark` at `start`; where it ends."""
        end = start + len(mark)
        if mark == BAR:
            self.pieces.append(A_BAR)
            return end
        if mark == "《":
            match = _READING.match(self.text, start)
            if match and self._ruby(plain(match[1])):
                return match.end()
            self.pieces.append(Piece(mark))
            return end
        close = _note_end(self.text, end)
        if close < 0:
            self.pieces.append(Piece(mark))
            return end
        (self._gaiji if mark[0] == "※" else self._note)(self.text[end:close])
        return close + 1

    def _finished(self) -> Inlines:
        self.notation.carried = [frame.note for frame in self.frames[1:] if frame.note.tag in _CARRIED]
        while len(self.frames) > 1:
            frame = self.frames.pop()
            self.pieces.extend(self._wrapped(frame.note, frame.pieces))
        return _trimmed(inlines_of(self.frames[0].pieces))

    # --- ruby and gaiji

    def _ruby(self, reading: str) -> bool:
        """Set ruby over the base before it; False where there is none, or the marks are those of a title."""
        bar = bar_of(self.pieces)
        if not self.notation.everywhere and not is_ruby(reading, barred=bar is not None):
            return False
        base = take_run(self.pieces) if bar is None else take_barred(self.pieces, bar)
        if not base:
            return False
        ruby = Ruby(text_of(base), reading)
        styled = base[0].inline if len(base) == 1 else None
        if isinstance(styled, Emphasis | Strong):
            self.add(msgspec.structs.replace(styled, content=(ruby,)))
        else:
            self.add(ruby)
        self.pieces.extend(piece for piece in base if isinstance(piece.inline, Note | InlineImage))
        self.tally.add("ruby", self.line)
        return True

    def _gaiji(self, note: str) -> None:
        found, said = resolve(note), notes.understood(note)
        if found:
            self.tally.add("gaiji", self.line)
            self.pieces.append(Piece(found))
        elif said.act == "figure":
            self.tally.add("figure", self.line)
            self.add(InlineImage(said.values["src"], plain(said.values["label"]) or GETA))
        else:
            self.tally.untold(self.line, note)
            self.pieces.append(Piece(GETA))
            self.add(_remark(note))

    # --- notes

    def _note(self, note: str) -> None:
        said = notes.understood(note)
        if self._done(said):
            # What opens and closes is one.
            self.tally.add(said.tag or said.act, self.line, not said.act.endswith("close"))
        else:
            self.tally.unread(self.line, note)
            self.add(_remark(note))

    def _done(self, said: notes.Note) -> bool:
        """Do what the note says; False where it is not known, or its words are not there."""
        match said.act:
            case "style" | "reading":
                return self._behind(said)
            case "open" | "reading-open":
                if len(self.frames) > _DEEPEST_STYLE:
                    return False
                self.frames.append(_Frame(said, []))
            case "close" | "reading-close":
                return self._closed(said)
            case "figure":
                self._figure(said)
            case "indent":
                self.spoken.indent = notes.number(said.values["count"])
            case "right":
                if self.left is None:
                    self.left = self._finished()
                    self._begin()
            case "order-mark":
                self.add(Subscript((Text(said.words),)))
            case "added-kana":
                self.add(Superscript((Text(said.values["text"]),)))
            case "line-break":
                self.add(LineBreak())
            case "remark":
                self.add(_remark(said.words))
            case "layout":
                pass
            case "unknown":
                return False
            case _:
                self.spoken.acts.append(said)
        return True

    def _closed(self, said: notes.Note) -> bool:
        """End the innermost style of the kind, and those that were left open in it."""
        opens = "reading-open" if said.act == "reading-close" else "open"
        frames = [place for place, frame in enumerate(self.frames) if frame.note.act in (opens, "lines-open")]
        place = next((place for place in reversed(frames) if self.frames[place].note.tag == said.tag), 0)
        if not place:
            return False
        while len(self.frames) > place:
            frame = self.frames.pop()
            text = said.values.get("text") if frame.note.act == "reading-open" and len(self.frames) == place else None
            made = self._annotated(frame.pieces, text) if text else self._wrapped(frame.note, frame.pieces)
            self.pieces.extend(made)
        return True

    def _figure(self, said: notes.Note) -> None:
        label, src = said.values.get("label", ""), said.values["src"]
        caption = _CAPTIONED.match(label)
        alt = plain(caption["caption"] if caption else label)
        self.spoken.figures.append(Figure(src=src, alt=alt, caption=(Text(alt),) if caption else ()))
        self.add(InlineImage(src, alt))

    def _behind(self, said: notes.Note) -> bool:
        """Style the last words before the note that it quotes, or set its reading beside them."""
        place = cut(self.pieces, plain(said.values["target"]))
        if place is None:
            return False
        pieces = self.pieces[place]
        text = said.values.get("text")
        self.pieces[place] = self._annotated(pieces, plain(text)) if text else self._wrapped(said, pieces)
        return True

    def _annotated(self, pieces: list[Piece], text: str) -> list[Piece]:
        """`pieces` with a text beside them: ruby, and where they have ruby or another style already, a note."""
        if pieces and all(piece.is_plain for piece in pieces):
            base = text_of(pieces)
            return [Piece(base, Ruby(base, text))]
        return [*pieces, Piece("", _remark(text))]

    def _wrapped(self, said: notes.Note, pieces: list[Piece]) -> list[Piece]:
        content, text = inlines_of(pieces), text_of(pieces)
        if not content:
            return []
        if said.tag == "heading":
            self.spoken.heading = next(size for size in "大中小" if size in said.words)
            if not said.words.startswith(("同行", "窓")):
                return pieces
            self.run_in = text
            return [Piece(text, Strong(content))]
        if said.tag == "aside":
            return [Piece("", Note((Paragraph(content=content),)))]
        self.spoken.captioned = self.spoken.captioned or said.tag == "caption"
        kind = _WRAPS.get(said.tag)
        return [Piece(text, kind(content))] if kind else pieces


def _note_end(text: str, start: int) -> int:
    """Where the note whose words begin at `start` closes: a note may quote notes. -1 where it does not."""
    depth, stop = 1, start + _LONGEST_NOTE
    while depth <= _DEEPEST_NOTE and (bracket := _BRACKET.search(text, start, stop)):
        depth += 1 if bracket[0] == "［" else -1
        if not depth:
            return bracket.start()
        start = bracket.end()
    return -1


def _remark(note: str) -> Note:
    return Note((Paragraph(content=(Text(plain(note)),)),))


def _trimmed(content: Inlines) -> Inlines:
    """Without white space at both ends: it was between notes and text."""
    found = list(content)
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if found and isinstance(end := found[place], Text):
            found[place] = Text(strip(end.text))
    return tuple([inline for inline in found if not isinstance(inline, Text) or inline.text])
