"""The content key of an article's outputs: a digest of all that their bytes depend on.

What can be known before an article is read is its *request*: the source, its sidecar, the `publisher.toml` that applies, the words of
the command line, and the *environment*, which is the same for a whole run: this program's own source, templates, fonts, engines and
SOURCE_DATE_EPOCH. What is found while it is made (pictures, a theme of the user's) are its *dependencies*. The key is of both;
whether an article has to be made again can so be told without reading one, as ccache tells it in its direct mode.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from publisher import __version__
from publisher.archive.work import Dependency
from publisher.fonts import families
from publisher.provenance.versions import EXTRAS, engine_versions, extra_versions
from publisher.resources import folder_digest, program_digest, resource_dir

_NO_PART = frozenset(("__main__.py", "__pycache__", "check", "commands", "preview", "terminal.py", "py.typed"))
"""Of the package: on these no byte of an output depends."""
_NOT_ASKED = frozenset(("output", "no-clobber", "limit-memory", "limit-time"))
"""Words of the command line that change no byte. A limit only says when to give up: `--retry-failed` tries again under another."""


def environment() -> str:
    """64 hexadecimal digits, of `versions`."""
    return _digest(versions())


def versions() -> dict[str, str]:
    """By name, what all outputs of a run depend on: this program and its engines, and digests of what has no version.

    It reads the program, its templates and the catalogue of fonts, which takes a tenth of a second.
    """
    return {
        "publisher": __version__,
        "program": program_digest(_parts()),
        "templates": folder_digest(resource_dir("templates")),
        "fonts": _digest([[file.path, file.sha256] for family in families() for file in family.file]),
        "colours": folder_digest(resource_dir("icc")),
        **engine_versions(),
        **extra_versions(EXTRAS),
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }


def request_of(environment: str, words: Mapping[str, object], identity: Iterable[str], files: Iterable[str]) -> str:
    """The digest of what is asked: `identity` is the article's name and stem, `files` are the digests of source, sidecar and project
    file, empty where there is none.
    """
    asked = {key: value for key, value in words.items() if key not in _NOT_ASKED}
    return _digest([environment, asked, list(identity), list(files)])


def key_of(request: str, dependencies: Iterable[Dependency]) -> str:
    return _digest([request, [[each.name, each.sha256] for each in dependencies]])


def digest_of(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _parts() -> list[str]:
    package = Path(__file__).parents[1]
    return sorted(
        path.name for path in package.iterdir() if path.name not in _NO_PART and not path.name.startswith(".")
    )


def _digest(value: object) -> str:
    data = msgspec.json.encode(value, order="deterministic", enc_hook=str)
    return hashlib.sha256(data).hexdigest()
