"""Whether a text is Markdown, told by its signs: raw press text has `#`, `-`, `1.`, `***` and `>>>` too.

A sign counts for what only Markdown writes (a link with its address, a fence, an underlined title), or for little (a list, a
quotation); signs of different kinds bear each other out. Only the start of a text is looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from publisher.readers.formats import SAMPLE
from publisher.readers.front_matter import read_front_matter

_LINES = 1500
_SURE = 4

# Kind -> (what a line has, weight, how often it counts at most). Weights of 4 decide alone.
_LINE_SIGNS: tuple[tuple[str, re.Pattern[str], int, int], ...] = (
    ("heading", re.compile(r" {0,3}#{1,6}[ \t]+[^\s#][^#]{0,200}#*\s*$"), 2, 2),
    ("definition", re.compile(r" {0,3}\[[^\]\n]{1,80}\]:[ \t]{0,4}<?(?:https?:|/|\.|#|[a-z]{3,20}:)\S{0,2000}"), 3, 2),
    ("note", re.compile(r" {0,3}\[\^[^\]\s]{1,80}\]:\s"), 3, 1),
    ("image", re.compile(r"[^\n]{0,400}!\[[^\]\n]{0,200}\](?:\([^)\s]{1,1000}|\[)"), 4, 1),
    ("link", re.compile(r"[^\n]{0,600}?\[[^\]\n]{1,200}\]\((?:https?://|/|\.|#|mailto:)[^)\s]{0,1000}\)"), 4, 1),
    ("strong", re.compile(r"[^*\n]{0,300}\*\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*\*(?!\*)"), 2, 2),
    ("quote", re.compile(r" {0,3}>[ \t]?[^\s>]"), 1, 2),
    ("list", re.compile(r" {0,6}[-*+][ \t]+\S"), 1, 1),
    ("code", re.compile(r"[^`\n]{0,300}`[^`\n]{1,100}`(?!`)"), 1, 1),
    ("ruby", re.compile(r"[^{\n]{0,300}\{[^{}|\n]{1,20}\|[^{}|\n]{1,40}\}"), 2, 1),
)
_SIGNAL = re.compile(r"[#\[\]*>`{]|^ {0,6}[-+]", re.MULTILINE)
_UNDERLINE = re.compile(r" {0,3}={3,}[ \t]*$")
_DELIMITER_ROW = re.compile(r" {0,3}\|?[ \t]*:?-{2,}:?[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|?){0,60}$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
# Comments of a script, channels and the like: many lines that open with a hash and a word.
_MOST_HASHES = 0.34


def looks_like_markdown(text: str) -> bool:
    """Whether `text` is more likely Markdown than raw text."""
    sample = text[:SAMPLE]
    if (
        not _SIGNAL.search(sample)
        and "===" not in sample
        and "---" not in sample
        and not sample.lstrip().startswith("+++")
    ):
        return False
    sample = sample.replace("\r\n", "\n").replace("\r", "\n")
    if read_front_matter(sample) is not None:
        return True
    lines = sample.split("\n")[:_LINES]
    found = _count(lines)
    filled = sum(bool(line.strip()) for line in lines)
    if found["heading"] > max(3, _MOST_HASHES * filled):
        found["heading"] = 0
    return (
        sum(weight * min(found[kind], most) for kind, _, weight, most in _LINE_SIGNS) + _block_score(lines, found)
        >= _SURE
    )


def holds_markdown(data: bytes) -> bool:
    """Whether bytes that `formats.may_be_markdown` lets through are Markdown, in any encoding: its signs are ASCII, or nearly."""
    sample = data[:SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return looks_like_markdown(sample[: len(sample) // 2 * 2].decode("utf-16", "replace"))
    try:
        text = sample[: sample.rfind(b"\n") + 1 or None].decode("utf-8-sig")
    except UnicodeDecodeError:
        # Bytes of ideographs may look like brackets; in pairs, as GB18030 takes them, they do not.
        text = sample.decode("gb18030", "replace")
    return looks_like_markdown(text)


def _count(lines: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines:
        if _SIGNAL.search(line):
            found.update(kind for kind, pattern, _, _ in _LINE_SIGNS if pattern.match(line))
    return found


def _block_score(lines: list[str], found: Counter[str]) -> int:
    """What several lines say together: an underlined title, a table, a fence, and a title on the first line."""
    score = 0
    pairs = list(pairwise(lines))
    first = next((line for line in lines if line.strip()), "")
    underlined = [above for above, below in pairs if above.strip() and _UNDERLINE.match(below) and not _is_rule(above)]
    # A rule of = may stand anywhere in a raw text; under the title, or under several headings, it is a sign.
    score += 4 if underlined and (underlined[0] == first or len(underlined) > 1) else 2 * bool(underlined)
    score += 4 * any("|" in above and _DELIMITER_ROW.match(below) for above, below in pairs)
    score += 4 * (sum(_FENCE.match(line) is not None for line in lines) >= 2)
    score += 2 * (found["heading"] > 0 and _LINE_SIGNS[0][1].match(first) is not None)
    return score


def _is_rule(line: str) -> bool:
    return not re.search(r"\w", line)
