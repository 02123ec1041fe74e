"""Names of elements are hints, never proofs: with names, wrappers or meaning tags changed the golden pages read nearly the same."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.model import Article
from publisher.options import ReadOptions
from publisher.readers import read_bytes, read_file
from publisher.readers.html.decoding import decode_page

GOLDEN = Path(__file__).parent / "golden" / "web"
KEPT, MOST_EXTRA = 0.9, 1
TEXT_ROLES = ("paragraph", "heading", "list_item", "quote", "verse")
_TAG = re.compile(r"<[a-zA-Z][^<>]{0,3000}>")
_NAME = re.compile(
    r"""(\s(class|id|role|itemprop|data-role|data-component)\s*=\s*)("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE
)
_MEANING = re.compile(
    r"<(/?)(?:article|main|section|header|footer|aside|nav|hgroup|figure|figcaption|address)\b", re.IGNORECASE
)


def random_word(name: str) -> str:
    """A word without meaning, the same for the same name."""
    return "".join("bdgklm"[byte % 6] + "aiou"[byte // 6 % 4] for byte in hashlib.sha256(name.encode()).digest()[:4])


def renamed(html: str) -> str:
    """All classes, ids and roles as words without meaning; links within the page lead where they led."""
    places: list[str] = []

    def value(match: re.Match[str]) -> str:
        words = match[3].strip("\"'").split()
        places.extend(words if match[2].lower() == "id" else ())
        return f'{match[1]}"{" ".join(map(random_word, words))}"'

    html = _TAG.sub(lambda tag: _NAME.sub(value, tag[0]), html)
    for place in places:
        html = re.sub(rf"""(href\s*=\s*["']?#){re.escape(place)}(?=["'\s>])""", rf"\g<1>{random_word(place)}", html)
    return html


def wrapped(html: str) -> str:
    """Each `<div>` in another one, as page builders leave them."""
    html = re.sub(r"<div(\s[^<>]*)?>", lambda match: f"<div>{match[0]}", html, flags=re.IGNORECASE)
    return re.sub(r"</div\s*>", "</div></div>", html, flags=re.IGNORECASE)


def without_meaning(html: str) -> str:
    """Nothing but `<div>`s and `<span>`s where HTML5 has its sections."""
    html = _MEANING.sub(r"<\1div", html)
    return re.sub(r"<(/?)time\b", r"<\1span", html, flags=re.IGNORECASE)


def all_of_it(html: str) -> str:
    return wrapped(without_meaning(renamed(html)))


def texts(article: Article) -> Counter[str]:
    return Counter(entry.text for entry in article.reading if entry.role in TEXT_ROLES)


@pytest.mark.parametrize("change", [renamed, wrapped, without_meaning, all_of_it], ids=lambda change: change.__name__)
@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_names_are_hints(case: Path, change: Callable[[str], str]) -> None:
    source = case / "input.html"
    plain = read_file(source)
    html = change(decode_page(source.read_bytes(), None).text)
    changed = read_bytes(html.encode(), "page.html", ReadOptions(encoding="utf-8"))
    wanted, found = texts(plain), texts(changed)
    assert (wanted & found).total() >= KEPT * wanted.total()
    assert (found - wanted).total() <= MOST_EXTRA
    assert changed.printed.headline == plain.printed.headline
