"""Fetch validators that no Python package brings: veraPDF, from Maven Central, by the Maven of this machine and its settings.

    .venv/bin/python tools/fetch_validators.py

Each ends as a program `.cache/validators/NAME`, and is fetched once. Where the registry does not answer, `NAME.excuse` says so: that
alone excuses a test that goes without (`tests/validators.py`). What comes with another checksum than the one below is not used.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / ".cache" / "validators"
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
_MOST_SECONDS = 300
_NO_ANSWER = re.compile(
    r"Could not transfer|UnknownHost|Connection (?:refused|reset|timed out)|timed out|status code: 5\d\d"
)
"""What Maven says when a registry cannot be reached or cannot serve; an artifact that is not there is another matter."""


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


ARTIFACTS = (
    Artifact(
        "verapdf",
        "org.verapdf.apps:greenfield-apps:1.28.2:jar",
        "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6",
        "org.verapdf.apps.GreenfieldCliWrapper",
    ),
)


class UnansweredError(Exception):
    """The registry does not answer, or nothing here can ask it: nobody's fault in this checkout."""


class UnusableError(Exception):
    """What came, or did not, is a fault of this file: a version that is not there, or another archive under its name."""


def main(folder: Path = FOLDER) -> int:
    """Fetch what is missing; 1 if something is wrong that is not the registry's silence."""
    return max(_made(artifact, folder) for artifact in ARTIFACTS)


def _made(artifact: Artifact, folder: Path) -> int:
    launcher, excuse = folder / artifact.name, folder / f"{artifact.name}.excuse"
    archive = folder / artifact.file
    folder.mkdir(parents=True, exist_ok=True)
    excuse.unlink(missing_ok=True)
    try:
        if not archive.is_file() or _checksum(archive) != artifact.checksum:
            launcher.unlink(missing_ok=True)
            _fetch(artifact, archive)
    except UnansweredError as fault:
        excuse.write_text(f"{fault}\n", "utf-8")
        _say(f"{artifact.name} could not be fetched: {fault}. Tests that need it will be skipped.")
        return 0
    except UnusableError as fault:
        _say(f"{artifact.name} cannot be used: {fault}")
        return 1
    launcher.write_text(_launcher(artifact, archive), "utf-8")
    launcher.chmod(0o755)
    return 0


def _fetch(artifact: Artifact, archive: Path) -> None:
    """Put the archive where it belongs, whole and as it is known. Raises UnansweredError, UnusableError."""
    maven = shutil.which("mvn")
    if maven is None:
        raise UnansweredError("Maven is not here and could not be installed")
    _say(f"fetching {artifact.coordinates} by Maven")
    with tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
        command = [maven, "-q", "-B", _COPY, f"-Dartifact={artifact.coordinates}", f"-DoutputDirectory={scratch}"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_MOST_SECONDS, cwd=scratch)
        except subprocess.TimeoutExpired as fault:
            raise UnansweredError(f"no answer within {_MOST_SECONDS} seconds") from fault
        found = Path(scratch) / artifact.file
        if done.returncode or not found.is_file():
            raise _why(done.stdout + done.stderr)
        if (checksum := _checksum(found)) != artifact.checksum:
            raise UnusableError(f"{artifact.file} has the checksum {checksum}, not {artifact.checksum}")
        found.replace(archive)


def _checksum(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _why(said: str) -> Exception:
    said = re.sub(r"\x1b\[[0-9;]*m", "", said)
    errors = [line for line in said.splitlines() if "ERROR" in line] or said.splitlines() or ["Maven said nothing"]
    first = re.sub(r"\s*https?://\S+", "", errors[0].replace("[ERROR]", "")).strip()
    return UnansweredError(first) if _NO_ANSWER.search(said) else UnusableError(first)


def _launcher(artifact: Artifact, archive: Path) -> str:
    words = shlex.join(["java", *JAVA_OPTIONS, "-cp", str(archive.resolve()), artifact.main])
    return f'#!/bin/sh\nexec {words} "$@"\n'


def _say(sentence: str) -> None:
    print(f"setup: {sentence}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
