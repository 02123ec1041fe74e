"""The journal of a target: what was made from what, in SQLite, one row an article.

Each outcome is committed before the next is taken, in a write-ahead log: a kill at any moment loses none. What differs from run to
run (time, memory, whether an output was there before) has a table of its own, so that the rest is the same whichever engine made
it, and in whatever order: `dump` gives it. `journal_file` opens one and keeps aside what is none of ours.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from publisher.archive.storage import Stored
from publisher.archive.work import Dependency, Failure, Outcome, Output
from publisher.diagnostics import Diagnostic
from publisher.errors import OutputError
from publisher.slug import collision_key

APPLICATION = 0x50_4A_4B_43
VERSION = 1
TABLES = ("articles", "outputs", "dependencies", "remarks", "failures")
"""Those that are the same whichever engine made them."""
SCHEMA = f"""
    CREATE TABLE articles (name TEXT PRIMARY KEY, stem TEXT NOT NULL, stem_key TEXT NOT NULL UNIQUE,
        request TEXT NOT NULL DEFAULT '', key TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
    CREATE TABLE outputs (name TEXT, path TEXT, sha256 TEXT, size INTEGER, PRIMARY KEY (name, path)) WITHOUT ROWID;
    CREATE TABLE dependencies (name TEXT, file TEXT, sha256 TEXT, PRIMARY KEY (name, file)) WITHOUT ROWID;
    CREATE TABLE remarks (name TEXT, number INTEGER, code TEXT, severity TEXT, line INTEGER, message TEXT, said TEXT,
        PRIMARY KEY (name, number)) WITHOUT ROWID;
    CREATE TABLE failures (name TEXT PRIMARY KEY, code TEXT, message TEXT, line INTEGER, said TEXT, passing INTEGER) WITHOUT ROWID;
    CREATE TABLE made (name TEXT PRIMARY KEY, at TEXT, seconds REAL, peak INTEGER, adopted INTEGER) WITHOUT ROWID;
    PRAGMA application_id = {APPLICATION};
    PRAGMA user_version = {VERSION};
"""
_OF_A_RUN = """
    CREATE TEMP TABLE seen (name TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID;
    CREATE TEMP TABLE present (path TEXT PRIMARY KEY, size INTEGER) WITHOUT ROWID;
"""


class Known(Struct):
    """What the journal has of an article; an empty `request`: nothing was made of it yet."""

    stem: str
    request: str = ""
    key: str = ""
    outputs: list[Output] = []
    dependencies: list[Dependency] = []
    failure: Failure | None = None


class Journal:
    """An open journal. Any method raises OutputError `disk-full` or `journal-failed` where it cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._faults():
            self._base = sqlite3.connect(path, isolation_level=None)
            self._base.execute("PRAGMA journal_mode = WAL")
            # A power failure may cost the last outcomes, whose outputs carry their keys; a kill costs none.
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.executescript(_OF_A_RUN)

    def create(self) -> None:
        """Lay out an empty journal."""
        with self._faults():
            self._base.executescript(f"BEGIN; {SCHEMA} COMMIT;")

    def close(self) -> None:
        self._base.close()

    @property
    def is_laid_out(self) -> bool:
        return self._base.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None

    @property
    def is_empty(self) -> bool:
        return self._base.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None

    # --- names ----------------------------------------------------------------------------------------------------

    def allot(self, wanted: Mapping[str, Callable[[], str]]) -> dict[str, str]:
        """The stems of articles that would like some: their own of before, else the wanted one, or `-2`, `-3` where it is taken."""
        stems = dict(self._among("SELECT name, stem FROM articles WHERE name IN", list(wanted)))
        with self._writing():
            for name, wish in wanted.items():
                if name not in stems:
                    stems[name] = self._free(wish())
                    row = (name, stems[name], collision_key(stems[name]))
                    self._base.execute("INSERT INTO articles (name, stem, stem_key) VALUES (?, ?, ?)", row)
        return stems

    def _free(self, stem: str) -> str:
        tried, count = stem, 1
        while self._base.execute("SELECT 1 FROM articles WHERE stem_key = ?", (collision_key(tried),)).fetchone():
            count += 1
            tried = f"{stem}-{count}"
        return tried

    # --- outcomes -------------------------------------------------------------------------------------------------

    def known(self, names: Sequence[str]) -> dict[str, Known]:
        """What is known of each of these articles."""
        rows = self._among("SELECT name, stem, request, key FROM articles WHERE name IN", names)
        found = {name: Known(stem, request, key) for name, stem, request, key in rows}
        for name, *output in self._among("SELECT name, path, sha256, size FROM outputs WHERE name IN", names):
            found[name].outputs.append(Output(*output))
        for name, *needed in self._among("SELECT name, file, sha256 FROM dependencies WHERE name IN", names):
            found[name].dependencies.append(Dependency(*needed))
        for name, *failure in self._among(f"SELECT name, {_FAILURE} FROM failures WHERE name IN", names):
            found[name].failure = _failure(failure)
        return found

    def record(self, outcome: Outcome, at: str = "") -> None:
        """Put an outcome in the place of what was known of its article, at once and whole. `at` is the time of day."""
        with self._writing():
            self._replace(outcome)
            made = (outcome.name, at, outcome.seconds, outcome.peak, outcome.adopted)
            self._base.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?)", made)

    def _replace(self, outcome: Outcome) -> None:
        name, run = outcome.name, self._base.execute
        run("UPDATE articles SET request = ?, key = ? WHERE name = ?", (outcome.request, outcome.key, name))
        for table in TABLES[1:]:
            run(f"DELETE FROM {table} WHERE name = ?", (name,))
        for each in outcome.outputs:
            run("INSERT INTO outputs VALUES (?, ?, ?, ?)", (name, each.path, each.sha256, each.size))
        for needed in outcome.dependencies:
            run("INSERT INTO dependencies VALUES (?, ?, ?)", (name, needed.name, needed.sha256))
        for number, said in enumerate(outcome.diagnostics):
            row = (name, number, said.code, said.severity, said.line, said.message, _json(said.values))
            run("INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        if failure := outcome.failure:
            told = (name, failure.code, failure.message, failure.line, _json(failure.values), failure.passing)
            run("INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?)", told)

    def adopt(self, stem: str, outcome: Outcome) -> None:
        """Take over what outputs say of themselves, where the journal knows nothing of their article. Its stem may be taken."""
        with self._writing():
            row = (outcome.name, stem, collision_key(stem))
            if self._base.execute(
                "INSERT OR IGNORE INTO articles (name, stem, stem_key) VALUES (?, ?, ?)", row
            ).rowcount:
                self._replace(outcome)

    def forget(self, names: Iterable[str]) -> None:
        """Drop articles that nothing was ever made of."""
        with self._writing():
            for name in names:
                for table in (*TABLES, "made"):
                    self._base.execute(f"DELETE FROM {table} WHERE name = ?", (name,))

    # --- a run ----------------------------------------------------------------------------------------------------

    def saw(self, states: Iterable[tuple[str, str]]) -> None:
        """What became of articles in this run: `made`, `adopted`, `unchanged` or `failed`."""
        with self._writing():
            self._base.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?)", states)

    def gone(self) -> Iterator[tuple[str, bool]]:
        """Articles whose sources this run has not met, and whether something was made of them."""
        found = self._base.execute(
            "SELECT name, EXISTS (SELECT 1 FROM outputs WHERE outputs.name = articles.name) FROM articles "
            "WHERE NOT EXISTS (SELECT 1 FROM seen WHERE seen.name = articles.name) ORDER BY name"
        ).fetchall()
        yield from ((name, bool(has)) for name, has in found)

    def list_present(self, files: Iterable[Stored]) -> None:
        """Note what is in a target that is asked all at once rather than file by file."""
        with self._writing():
            rows = ((each.name, each.size) for each in files)
            self._base.executemany("INSERT OR REPLACE INTO present VALUES (?, ?)", rows)

    def present_size(self, path: str) -> int | None:
        found = self._base.execute("SELECT size FROM present WHERE path = ?", (path,)).fetchone()
        return found[0] if found else None

    def rows(self) -> Iterator[tuple[str, str, Known, list[Diagnostic], float]]:
        """Of each article, by name: its name, what became of it in this run (`gone`: nothing), what is known, remarks, seconds."""
        names = self._base.execute(
            "SELECT name, COALESCE((SELECT state FROM seen WHERE seen.name = articles.name), 'gone'), "
            "COALESCE((SELECT seconds FROM made WHERE made.name = articles.name), 0) FROM articles ORDER BY name"
        )
        for name, state, seconds in names:
            yield name, state, self.known([name])[name], self.remarks(name), seconds

    def remarks(self, name: str) -> list[Diagnostic]:
        rows = self._base.execute(
            "SELECT code, message, line, severity, said FROM remarks WHERE name = ? ORDER BY number", (name,)
        )
        return [Diagnostic(code, message, line, kind, json.loads(said)) for code, message, line, kind, said in rows]

    def remarks_with(self, code: str) -> Iterator[Diagnostic]:
        """All remarks with a code, article by article."""
        rows = self._base.execute(
            "SELECT message, line, severity, said FROM remarks WHERE code = ? ORDER BY name", (code,)
        )
        for message, line, kind, said in rows:
            yield Diagnostic(code, message, line, kind, json.loads(said))

    # --- the whole ------------------------------------------------------------------------------------------------

    def dump(self) -> Iterator[str]:
        """All that is the same whichever engine made it, a line of JSON a row, in order."""
        for table in TABLES:
            for row in self._base.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):
                yield json.dumps([table, *row], ensure_ascii=False)

    def snapshot(self, path: Path) -> None:
        """Write the whole journal into a file that is not there yet."""
        with self._faults():
            self._base.execute("VACUUM INTO ?", (str(path),))

    def _among(self, query: str, names: Sequence[str]) -> list[tuple[Any, ...]]:
        marks = ", ".join("?" * len(names))
        return self._base.execute(f"{query} ({marks}) ORDER BY 1, 2", list(names)).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._faults():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            code = "disk-full" if fault.sqlite_errorcode == sqlite3.SQLITE_FULL else "journal-failed"
            raise OutputError(code, file=str(self.path), fault=str(fault)) from fault


_FAILURE = "code, message, line, said, passing"


def _failure(row: Sequence[object]) -> Failure:
    code, message, line, said, passing = row
    values = msgspec.json.decode(str(said), type=dict[str, str])
    return Failure(str(code), str(message), int(str(line)), values, bool(passing))


def _json(values: dict[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
