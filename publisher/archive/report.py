"""The report of a run: a row an article, sorted by name, as JSON Lines or as a page that opens by itself.

But for the times, two runs that end in the same archive have the same report.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from publisher.archive.journal import Journal, Known
from publisher.atomic import open_atomically
from publisher.diagnostics import Diagnostic
from publisher.errors import UsageError
from publisher.messages.batch import REPORT

KINDS = (".jsonl", ".html")
_STYLE = """
    body { font: 15px/1.6 "Noto Serif CJK SC", "Songti SC", serif; max-width: 70em; margin: 2em auto; padding: 0 1em; color: #222 }
    h1 { font-size: 1.5em } h2 { font-size: 1.15em; margin-top: 2em }
    table { border-collapse: collapse; width: 100% } th, td { text-align: start; vertical-align: top; padding: .25em .8em .25em 0;
    border-bottom: 1px solid #ddd; overflow-wrap: anywhere } th { font-weight: 600; border-bottom-color: #888 }
    td.n, th.n { text-align: end; font-variant-numeric: tabular-nums } .failed, .error { color: #a3161e } .warning { color: #8a5a00 }
    .unchanged, .gone, .info { color: #666 } ul { margin: 0; padding: 0; list-style: none } code { font-size: .9em }
    @media (prefers-color-scheme: dark) { body { background: #181818; color: #ddd } th, td { border-color: #444 }
    .failed, .error { color: #ff8d85 } .warning { color: #e0b050 } .unchanged, .gone, .info { color: #999 } }
"""


def check_report(path: Path) -> None:
    """Raises UsageError `report-kind` for a name that does not say what it shall be."""
    if path.suffix.lower() not in KINDS:
        raise UsageError("report-kind", report=str(path))


def write_report(journal: Journal, path: Path, language: str = "en") -> None:
    """Raises OutputError; an old report stays whole."""
    pieces = _page(journal, language) if path.suffix.lower() == ".html" else _lines(journal)
    with open_atomically(path) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8", "backslashreplace"))


def _lines(journal: Journal) -> Iterator[str]:
    for name, state, known, remarks, seconds in journal.rows():
        yield json.dumps(_row(name, state, known, remarks, seconds), ensure_ascii=False) + "\n"


def _row(name: str, state: str, known: Known, remarks: list[Diagnostic], seconds: float) -> dict[str, Any]:
    row: dict[str, Any] = {"file": name, "state": state, "key": known.key}
    row["outputs"] = [{"path": each.path, "sha256": each.sha256, "size": each.size} for each in known.outputs]
    row["diagnostics"] = [
        {"code": each.code, "message": each.message, "line": each.line, "severity": each.severity} for each in remarks
    ]
    if failure := known.failure:
        row["error"] = {
            "code": failure.code,
            "message": failure.message,
            "line": failure.line,
            "passing": failure.passing,
        }
    return row | {"seconds": round(seconds, 3)}


# --- the page ------------------------------------------------------------------------------------------------------


def _page(journal: Journal, language: str) -> Iterator[str]:
    def word(key: str) -> str:
        return REPORT[key][language == "zh"]

    tag = "zh-Hans" if language == "zh" else "en"
    yield f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<title>{word('title')}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{word('title')}</h1>\n"
    states: Counter[str] = Counter()
    codes: Counter[tuple[str, str]] = Counter()
    for _, state, known, remarks, _ in journal.rows():
        states[state] += 1
        codes.update((each.severity, each.code) for each in remarks)
        codes.update([("error", known.failure.code)] if known.failure else [])
    yield _counts(
        [(state, word(state), states[state]) for state in _STATES if states[state]], word("state"), word("articles")
    )
    if codes:
        order = {"error": 0, "warning": 1, "info": 2}
        ranked = sorted(codes.items(), key=lambda each: (order[each[0][0]], -each[1], each[0][1]))
        yield f"<h2>{word('codes')}</h2>\n"
        yield _counts(
            [(kind, f"{word(kind)} <code>{code}</code>", count) for (kind, code), count in ranked], "", word("times")
        )
    yield f"<h2>{word('articles')}</h2>\n<table>\n<thead><tr><th>{word('name')}</th><th>{word('state')}</th>"
    yield f'<th>{word("said")}</th><th class="n">{word("seconds")}</th></tr></thead>\n<tbody>\n'
    for name, state, known, remarks, seconds in journal.rows():
        said = [*_failure(known, language), *(_remark(each, language) for each in remarks)]
        outputs = "".join(f"<br><code>{escape(each.path)}</code>" for each in known.outputs)
        yield f'<tr class="{state}"><td>{escape(name)}{outputs}</td><td>{word(state)}</td>'
        yield f'<td><ul>{"".join(said)}</ul></td><td class="n">{seconds:.2f}</td></tr>\n'
    yield "</tbody>\n</table>\n</body>\n</html>\n"


_STATES = ("made", "adopted", "unchanged", "failed", "gone")


def _counts(rows: list[tuple[str, str, int]], head: str, count: str) -> str:
    body = "".join(
        f'<tr class="{kind}"><td>{shown}</td><td class="n">{number}</td></tr>\n' for kind, shown, number in rows
    )
    return f'<table>\n<thead><tr><th>{head}</th><th class="n">{count}</th></tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n'


def _failure(known: Known, language: str) -> Iterator[str]:
    if failure := known.failure:
        yield _said("error", failure.code, failure.line, failure.text(language))


def _remark(remark: Diagnostic, language: str) -> str:
    return _said(remark.severity, remark.code, remark.line, remark.text(language))


def _said(kind: str, code: str, line: int, text: str) -> str:
    place = f"{line}: " if line else ""
    return f'<li class="{kind}"><code>{code}</code> {place}{escape(text)}</li>'
