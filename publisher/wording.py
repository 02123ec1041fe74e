"""What an editor says of words that a script edition gets wrong: the table `[words]` of a sidecar, front matter or `publisher.toml`.

    [words]
    于海 = "于海"                 # in every edition so; a word that stays as it is
    "干" = "乾"                   # one character: wherever no longer word of the dictionary decides
    [words.zh-Hant-TW]
    出租车 = "計程車"             # in this edition alone

TOML knows no keys of Han without quotation marks; here they may be left out (`as_toml`). A word is written as the source has
it. Tables of several files add up; the stronger file has the last word on a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

from msgspec import Struct

from publisher.errors import UsageError

Script = Literal["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]
"""An edition: simplified; traditional with the forms of Taiwan; of Hong Kong."""

SCRIPTS: tuple[str, ...] = get_args(Script)
KEY = "words"
_BARE_KEY = re.compile(r"^([ \t]*)([^\s\"'#=\[\]{},.]*[^\x00-\x7f][^\s\"'#=\[\]{},.]*)([ \t]*=)", re.MULTILINE)


class Words(Struct, frozen=True):
    """What words become, in every edition and in single ones; a word of the source each."""

    everywhere: dict[str, str] = {}
    scripts: dict[str, dict[str, str]] = {}

    def of(self, script: str) -> dict[str, str]:
        """What holds for the edition `script`."""
        return self.everywhere | self.scripts.get(script, {})

    def over(self, weaker: Words) -> Words:
        """Both tables, this one having the last word."""
        scripts = {each: weaker.scripts.get(each, {}) | self.scripts.get(each, {}) for each in SCRIPTS}
        return Words(weaker.everywhere | self.everywhere, {key: value for key, value in scripts.items() if value})


NONE = Words()


def as_toml(text: str) -> str:
    """The text of a file with quotation marks around its keys of Han; lines stay where they are."""
    return _BARE_KEY.sub(r'\1"\2"\3', text)


def parse(table: object, refuse: Callable[..., UsageError]) -> Words:
    """The words of a table. Raises what `refuse` makes of a key and a code: `words-table`, `words-script`, `words-word`."""
    if not isinstance(table, Mapping):
        raise refuse(KEY, "words-table")
    scripts: dict[str, dict[str, str]] = {}
    everywhere: dict[str, Any] = {}
    for key, value in table.items():
        if not isinstance(value, Mapping):
            everywhere[key] = value
        elif key in SCRIPTS:
            scripts[key] = _words(value, refuse)
        else:
            raise refuse(f"{KEY}.{key}", "words-script", script=key, known=", ".join(SCRIPTS))
    return Words(_words(everywhere, refuse), scripts)


def _words(table: Mapping[str, Any], refuse: Callable[..., UsageError]) -> dict[str, str]:
    for word, becomes in table.items():
        if not word or not isinstance(becomes, str) or not becomes:
            raise refuse(word, "words-word", word=word)
    return dict(table)
