"""How well sources are understood: the labelled corpus, web pages beside trafilatura, encodings and languages told."""

from __future__ import annotations

from collections.abc import Iterator

from . import corpus, encoding_table, language_table, web_peer
from .report import Report, Table, Target

_ASKED_ENCODINGS = {60: 0.97, 200: 1.0, 2000: 1.0}
_ASKED_LANGUAGES = 0.98
_CASES_QUICK = 20


def report(*, quick: bool) -> Report:
    """Tables, figures beside what is asked (as the share that is wrong), and what could not be measured."""
    tables, targets, remarks = _corpus()
    for found in (_encodings(quick=quick), _languages(quick=quick)):
        tables.append(found[0])
        targets += found[1]
    return Report(tables, targets, remarks)


def _corpus() -> tuple[list[Table], list[Target], list[str]]:
    if not corpus.is_there():
        return [], [], ["the labelled corpus is not beside the project"]
    scores = corpus.scores()
    pages, remarks = web_peer.measure_pages()
    rows = [
        (reader, *(f"{found[name]:.3f}" for name in corpus.COLUMNS), f"{found['leaked']:.0f}")
        for reader, found in pages.items()
    ]
    peers = Table("Web pages of the corpus", ("reader", "lines", "blocks", "head F1", "fields", "leaked"), rows)
    return [corpus.corpus_table(scores), peers], corpus.corpus_targets(scores), remarks


def _encodings(*, quick: bool) -> tuple[Table, list[Target]]:
    rows = encoding_table.measure(*([_CASES_QUICK] if quick else []))
    lengths = encoding_table.LENGTHS
    found = {(row.encoding, row.language): tuple(_cells(rows, row.encoding, row.language)) for row in rows}
    body = [(f"{encoding}, {language}", *cells) for (encoding, language), cells in found.items()]
    body.append(("all", *(f"{encoding_table.share(rows, length):.2%}" for length in lengths)))
    targets = [
        Target(
            f"encodings told wrong, {length} characters", round(1 - asked, 4), 1 - encoding_table.share(rows, length)
        )
        for length, asked in _ASKED_ENCODINGS.items()
    ]
    heads = ("encoding, language", *(f"{length} characters" for length in lengths))
    return Table("Encodings told", heads, body), targets


def _cells(rows: list[encoding_table.Row], encoding: str, language: str) -> Iterator[str]:
    for length in encoding_table.LENGTHS:
        row = next(
            (row for row in rows if (row.encoding, row.language, row.length) == (encoding, language, length)), None
        )
        yield f"{row.right}/{row.cases}" if row else "–"


def _languages(*, quick: bool) -> tuple[Table, list[Target]]:
    rows = language_table.measure(*([_CASES_QUICK] if quick else []))
    lengths = list(dict.fromkeys(row.length for row in rows))
    body = [
        (language, *(f"{row.right}/{row.cases}" for row in rows if row.language == language))
        for language in dict.fromkeys(row.language for row in rows)
    ]
    body.append(("all", *(f"{language_table.share(rows, length):.2%}" for length in lengths)))
    wrong = 1 - language_table.share(rows, 100)
    target = Target("languages told wrong, 100 characters", round(1 - _ASKED_LANGUAGES, 4), wrong)
    return Table("Languages told", ("language", *(f"{length} characters" for length in lengths)), body), [target]
