"""Ends of documents and letters: who signs, on which day, and to whom copies go.

In an official document (GB/T 9704, 7.3.5 and 7.4) the name of the office and the date stand under the text, at the right;
pasted from a page, at the left edge as often as not. Annexes may follow. The printing record 版记 names those who get copies,
and who printed it.
"""

from __future__ import annotations

from publisher.model import ReadingRole
from publisher.patterns import lazily
from publisher.readers.press import wording
from publisher.readers.press.head import Taken
from publisher.readers.press.headings import opens
from publisher.readers.press.labels import BOX_OPENING, CLOSING, WISH
from publisher.readers.press.lines import Line
from publisher.readers.press.numbering import BULLET_HEADING, number_of
from publisher.readers.press.surroundings import Surroundings
from publisher.readers.press.words import DAY, HAN, NAME

_MOST_OFFICES = 4
_RIGHT_COLUMNS = 8
# A notice may give the day without the year.
_DATE_LINE = lazily(rf"[（(]?\s*(?:{DAY}|\d{{1,2}}月\d{{1,2}}日)\s*[）)]?$")
_WIDEST_DATE = 24
# The words that close a document stand without a full stop as often as not.
_LAST_WORDS = lazily(r"(?:特此|以上|此令|此布|专此|妥否)\S{0,12}$")
_SIGNED_BY = lazily(
    r"(?!特此|此令|此布|以上|专此|此致|附[：:件])[^\s，。；：？！、“”《》,;:?!\"—…][^，。；：？！“”,;:?!\"—…]{1,31}$"
)
_OFFICE = lazily(
    r".{1,30}(?:[府局厅廳委会會部院团團社校处處所站室组組司党黨馆館队隊]|公司|中心|法院|大学|大學|银行|集团|集團|协会|协會|学会|联盟|基金会)"
    r"(?:[（(].{1,12}[）)])?$"
)
# Where a letter's writer lives, or that it is a reader, and the name.
_WRITER = lazily(
    rf"(?:{HAN}{{2,16}}?(?:省|市|县|縣|区|區|镇|鎮|乡|鄉|村|州|街道|大学|学校|小学|中学|公司|厂)(?:读者|讀者)?|{HAN}{{0,6}}(?:读者|讀者))"
    rf"[ \u3000]{{1,6}}{NAME}$"
)
_LONGEST_WRITER = 28
# A line of the printing record begins with one of these, or ends in 印发.
_RECORD = frozenset("主抄分公（(")
_CIRCULATED = lazily(
    r"(?:主送|抄送|抄报|抄報|抄致|分送)[：:]\s*\S"
    rf"|[^，。；：“”]{{2,40}}?[ \u3000]+(?:{DAY})\s?印[发發制]$"
    r"|[（(](?:此件)?(?:主动公开|依申请公开|不予公开|公开发布|此件公开|此件发至\S{2,8}级)[）)]$"
    r"|(?:公开方式|信息公开选项|公开属性|公开选项)[：:]\s*\S{2,8}$"
)


# Of letters, whose writer may be anybody: 村 and a name, a reader who gives none, the first of many.
_ANY_WRITER = lazily(
    rf"{HAN}{{2,16}}?(?:省|市|县|縣|区|區|镇|鎮|乡|鄉|村|州|街道|大学|学校|小学|中学|公司|厂|小区|社区)[ \u3000]{{1,6}}"
    rf"(?:{HAN}{{1,3}}[ \u3000]?{HAN}{{1,2}}|[一几]位{HAN}{{2,6}})(?:[ \u3000]?等{HAN}{{0,8}})?$"
)


def document_end(around: Surroundings, place: int, last: Taken | None) -> list[Taken]:
    """A signature with its date, a letter's writer, or a line of the printing record, at `place`; empty where none is."""
    line = around.lines[place]
    if not line.text or (line.markup is not None and (line.markup.role or line.markup.heading or line.markup.block)):
        return []
    text = line.text
    if place and (text[0] in _RECORD or text[-1] in "发發制") and len(text) <= 200 and _CIRCULATED.match(text):
        return [Taken(line, "boilerplate", "document-circulation", 0.85, "document circulation")]
    if line.closed or len(text) > _LONGEST_WRITER + 4:
        return []
    if last is None or not _may_be_signed(last):
        return []
    if len(text) <= _LONGEST_WRITER and (_WRITER.match(text) or (around.has_letters and _ANY_WRITER.match(text))):
        return [Taken(line, "credit", "signature-letter", 0.75, "signature")]
    return _signed(around, place)


def _may_be_signed(last: Taken) -> bool:
    """Whether the text may end in this line. What a colon announces is text still."""
    words = last.line.text
    ended = opens(last) or last.rule == "letter-closing" or _LAST_WORDS.match(words) is not None
    return ended and words[-1:] not in ("：", ":") and not WISH.match(words)


def _signed(around: Surroundings, place: int) -> list[Taken]:
    """The offices or persons, and the date under them."""
    lines = around.lines
    end = place
    while end < len(lines) and end - place < _MOST_OFFICES and _may_sign(lines[end]):
        end += 1
    if end == place or end == len(lines) or not _is_date(lines[end]):
        return []
    offices = lines[place:end]
    official = all(_OFFICE.match(line.text) for line in offices)
    at_right = all(_is_at_right(around, line) for line in lines[place : end + 1])
    if not at_right and not official and end + 1 < around.text_end:
        return []
    signed = [Taken(line, "credit", "signature-above-date", 0.8, "signature") for line in offices]
    # The day of signing is the document's, unless its head has given one; under a person's name it is part of the signature.
    role: ReadingRole = "date" if official and not around.dated else "credit"
    return [*signed, Taken(lines[end], role, "signature-date", 0.8, "signature")]


def _may_sign(line: Line) -> bool:
    text = line.text
    if line.closed or _is_date(line) or _SIGNED_BY.match(text) is None:
        return False
    if wording.told(line) is not None or CLOSING.match(text):
        return False
    return number_of(text) is None and not BULLET_HEADING.match(text) and not BOX_OPENING.match(text)


def _is_date(line: Line) -> bool:
    return len(line.text) <= _WIDEST_DATE and _DATE_LINE.match(line.text) is not None


def _is_at_right(around: Surroundings, line: Line) -> bool:
    if line.markup is not None and line.markup.align == "right":
        return True
    return line.indent >= around.profile.indent + _RIGHT_COLUMNS
