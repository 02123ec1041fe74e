"""Lines that say what they are (`wording`), and those that do so by their place: signatures, attributions, credits at the end."""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.press import wording
from publisher.readers.press.head import Taken
from publisher.readers.press.headings import heading_like
from publisher.readers.press.labels import BOX_ALONE, BOX_OPENING, CLOSING, DASHED, WISH
from publisher.readers.press.lines import Line
from publisher.readers.press.numbering import number_of
from publisher.readers.press.surroundings import LONG, Surroundings, is_long
from publisher.readers.press.words import DAY, HAN

_TAIL_LINES = 4
_RIGHT_COLUMNS = 16
_WIDEST_SIGNATURE = 32
_NAME_ALONE = lazily(rf"[（(]\s*{HAN}(?:{HAN}|[\s、]){{1,12}}[）)]$")
_ATTRIBUTION = lazily(r"(?:[—―─]{1,3}|--\s)\s*[^，。；！？]{2,24}$")
_BY_EDITORS = lazily(r"[—―─]{1,3}\s*(?:编者|編者|编者按|本报编者|编辑部)$")
_WORK = lazily(r"《[^》]{1,30}》|[·．][^\W\d_]|（|\(|谚语|诗|语$|日记|书信")
_LONGEST_WISH = 12
# Where the article itself is from; without these words it is whose the words above are.
_ORIGIN = lazily(r"[—―─–-]{1,3}\s*(?:原载|原刊|原載|载|載|刊|转自|轉自)于?\s*《[^》]{1,30}》[^，。]{0,30}$")
_DAY_AND_PLACE = lazily(
    rf"[（(]?(?:.{{0,8}}[写寫记記作草改完][于於成稿]?)?(?:{DAY})\s?(?:[夜晨晚]|凌晨|深夜)?(?:[写寫记記作草改]?[于於]?.{{0,12}})[）)]?$"
)
_PHOTOGRAPHED = lazily(r"(?:摄影|攝影|图片?|圖片?|供图|供圖)\s?(?:[：:／/|｜丨]|\s)")
_SIGNED = lazily(r"[^。，；？！]{2,32}$")


def told(around: Surroundings, place: int, last: Taken | None) -> Taken | None:
    """What the line says it is, by its words or by its place near the end."""
    line = around.lines[place]
    text = line.text
    if not text:
        return Taken(line, "boilerplate", "layout-only", 0.95, "white space")
    said = wording.told(line)
    if said is not None and _is_text_here(around, place, said, last):
        said = None
    if said is not None:
        if said.role == "date" and _at_right(around, place):
            return Taken(line, "credit", "signature-right", 0.85, "signature")
        if said.role in ("date", "byline") and not _header_may_be(around, place, said.confidence):
            # Among the paragraphs, who photographed is said under the picture that stood there.
            pictured = said.role == "byline" and _PHOTOGRAPHED.match(text)
            return Taken(line, "credit", "credit-photograph", 0.8, "photographer") if pictured else None
        return Taken(line, said.role, said.rule, said.confidence, said.kind)
    if wording.SALUTATION.match(text):
        return Taken(line, "paragraph", "salutation", 0.93, "salutation")
    dateline = wording.opening(text)
    if dateline and dateline.dateline and dateline.end == len(text):
        return Taken(line, "dateline", "dateline-alone", 0.93)
    before = around.before(place)
    if len(text) <= _LONGEST_WISH and (CLOSING.match(text) or (before is not None and WISH.match(before.text))):
        return Taken(line, "paragraph", "letter-closing", 0.8)
    if _BY_EDITORS.match(text):
        return Taken(line, "credit", "attribution", 0.8, "attribution")
    if _ORIGIN.match(text):
        return Taken(line, "source", "source-dash", 0.85)
    if _is_attributed(around, place, last):
        return Taken(line, "credit", "attribution", 0.75, "attribution")
    if text.isdecimal() and place == len(around.lines) - 1:
        return Taken(line, "boilerplate", "furniture-page-number", 0.8, "pager")
    if BOX_ALONE.match(text) and place + 1 < len(around.lines):
        return Taken(line, "paragraph", "box-title", 0.7, "box-title")
    if BOX_OPENING.match(text):
        return Taken(line, "paragraph", "box-opening", 0.85, "box")
    return _signature(around, place)


def _is_text_here(around: Surroundings, place: int, said: wording.Told, last: Taken | None) -> bool:
    """Whether words that would say what the line is do not say so where it stands."""
    if said.rule == "credit-interview":
        # Time and place of a talk are told at its top or its end; amid the text they are of something else.
        return place < around.text_end and last is not None and last.role not in ("credit", "byline", "date")
    return said.rule == "source-dash" and _is_attributed(around, place, last)


def _is_attributed(around: Surroundings, place: int, last: Taken | None) -> bool:
    spoken = last is not None and last.line.closed and last.role in ("paragraph", "quote")
    return spoken and is_attribution(around, place)


def _header_may_be(around: Surroundings, place: int, confidence: float) -> bool:
    """Bylines and dates stand right below the head or, if they are clear, at the end; elsewhere they are something else."""
    return place < 2 or (place >= min(len(around.lines) - _TAIL_LINES, around.text_end) and confidence > 0.8)


def is_attribution(around: Surroundings, place: int) -> bool:
    """Whether the line at `place` says whose the words above it are: a dash and a name or a work. A heading has text under it."""
    line, after = around.lines[place], around.after(place)
    if len(line.text) > 26 or not _ATTRIBUTION.match(line.text) or DASHED.match(line.text):
        return False
    name = line.text.lstrip("—―─- ")
    headed = after is not None and is_long(after) and len(name) > 4 and not _WORK.search(name)
    said = wording.told(line)
    # The paper that an article is from is named below its last line, not between its paragraphs.
    if _ORIGIN.match(line.text):
        return False
    return not headed and (said is None or (said.rule == "source-dash" and place + 1 < around.text_end))


def quoted(around: Surroundings, place: int) -> Taken | None:
    """A paragraph of somebody else's words: one with its author under it, or one set in deeper than the others."""
    line, after, profile = around.lines[place], around.after(place), around.profile
    if after is not None and line.closed and len(line.text) <= 4 * LONG and is_attribution(around, place + 1):
        return None if _BY_EDITORS.match(after.text) else Taken(line, "quote", "quote-attributed", 0.75)
    if not profile.indented or line.indent < profile.indent + 4 or not line.closed or profile.wrap:
        return None
    # One alone among paragraphs of all indents is set badly; words that are quoted are announced, or go on.
    before = around.before(place)
    announced = before is not None and (before.text[-1:] in ("：", ":") or before.indent == line.indent)
    goes_on = after is not None and after.indent == line.indent
    return Taken(line, "quote", "quote-indented", 0.7) if announced or goes_on else None


def _at_right(around: Surroundings, place: int) -> bool:
    line = around.lines[place]
    near_end = place >= min(len(around.lines), around.text_end + _TAIL_LINES) - 2 * _TAIL_LINES
    if not near_end or len(line.text) > _WIDEST_SIGNATURE:
        return False
    if line.markup is not None and line.markup.align == "right":
        return True
    return line.indent >= around.profile.indent + _RIGHT_COLUMNS


def _signature(around: Surroundings, place: int) -> Taken | None:
    """Name or date at the right, or a dated line that closes the article."""
    line = around.lines[place]
    if place < around.text_end - _TAIL_LINES or line.closed or not _SIGNED.match(line.text) or number_of(line.text):
        return None
    if _NAME_ALONE.match(line.text):
        return Taken(line, "credit", "credit-name", 0.75, "reporter")
    at_right = _at_right(around, place)
    if not at_right and not _ends_dated(around, place, line):
        return None
    return Taken(line, "credit", "signature-right" if at_right else "signature-dated", 0.8, "signature")


def _ends_dated(around: Surroundings, place: int, line: Line) -> bool:
    dated = wording.SIGNATURE_DATE.search(line.text) is not None
    # `2016年4月2日于石浦` is nothing but the day and the place; other words on a dated line need a gap to tell them from text.
    apart = line.gap or _DAY_AND_PLACE.match(line.text) is not None
    return dated and apart and place == around.text_end - 1 and heading_like(line)
