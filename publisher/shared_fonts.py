"""One folder of faces for many books (`--fonts shared`): installable files, their licences, how to install them, and a list.

    fonts/NotoSerifCJKSC-Regular.otf …   one file a family, language and weight (`publisher.typeset.installable`)
    fonts/OFL-NotoSerifCJK.txt …         the licence of each family, with whose it is
    fonts/README.txt                     in English and Chinese
    fonts/fonts.json                     the files with family, weight, language, size and SHA-256

A book says which files it leaves out (the diagnostic `fonts-shared`); `files_named` finds them in the diagnostics of a run, and
`shared_fonts` puts them into the folder where they are not there yet. A folder only grows: books of earlier runs need theirs too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import msgspec
from msgspec import Struct

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import InputError
from publisher.messages.shared_fonts import README
from publisher.resources import resource_dir
from publisher.typeset.installable import Installable, installable, installable_bytes, installables

FOLDER = "fonts"
LIST = f"{FOLDER}/fonts.json"
_MOST_LIST = 1_000_000


class Sized(Protocol):
    """What a store tells of a file."""

    @property
    def size(self) -> int: ...


class FontStore(Protocol):
    """What is asked of the place the faces are put in, as the storages of an archive have it; names are relative, with `/`.

    Reading raises InputError, writing OutputError.
    """

    def find(self, name: str) -> Sized | None: ...

    def read(self, name: str) -> bytes: ...

    def write(self, name: str, data: bytes) -> None: ...


class SharedFace(Struct, frozen=True):
    """A file of the folder. `made_of` changes with the bundled face and the way it is made."""

    file: str
    family: str
    weight: int
    language: str
    size: int
    sha256: str
    made_of: str


class SharedFonts(Struct, frozen=True):
    """All faces of the folder, and the names of the files that were written now."""

    faces: tuple[SharedFace, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all faces."""
        return sum(face.size for face in self.faces)


class Saved(Struct, frozen=True):
    """What a folder holds and saves: its bytes, the books without faces, and how much smaller they are together."""

    size: int
    books: int
    saved: int

    def remark(self, place: str | Path) -> Diagnostic:
        """`fonts-saved`; `place` is where the folder is."""
        sizes: dict[str, Any] = {"megabytes": f"{self.size / 1e6:.1f}", "saved": f"{self.saved / 1e6:.1f}"}
        return diagnostic("fonts-saved", "info", folder=f"{place}/{FOLDER}", books=self.books, **sizes)


class _List(Struct):
    format: int
    faces: tuple[SharedFace, ...]


def files_named(remarks: Iterable[Diagnostic]) -> frozenset[str]:
    """The files of faces that outputs leave to the folder, by the diagnostics of their making."""
    return frozenset(
        name for each in remarks if each.code == "fonts-shared" for name in each.values.get("files", "").split()
    )


def bytes_saved(remarks: Iterable[Diagnostic]) -> int:
    """How much smaller outputs are without their faces, by the diagnostics of their making."""
    return sum(int(each.values.get("size", 0)) for each in remarks if each.code == "fonts-shared")


def shared_fonts(store: FontStore, files: Iterable[str]) -> SharedFonts:
    """Put the faces called `files` (`files_named`) into the folder `fonts` of a store, each whole or not at all.

    What is there already, of the same making, is left as it is; the list is written last. Raises UsageError `shared-face-unknown`,
    OutputError.
    """
    known = {face.file: face for face in listed(store)}
    written: list[str] = []
    faces: dict[str, SharedFace] = {}
    for name in sorted({*files, *(known.keys() & installables().keys())}):
        chosen = installable(name)
        made_of = _made_of(chosen)
        there = known.get(name)
        if there and there.made_of == made_of and _size(store, f"{FOLDER}/{name}") == there.size:
            faces[name] = there
            continue
        data = installable_bytes(chosen)
        store.write(f"{FOLDER}/{name}", data)
        written.append(f"{FOLDER}/{name}")
        digest = hashlib.sha256(data).hexdigest()
        face = chosen.face
        faces[name] = SharedFace(
            name, face.family_name, face.weight, chosen.language, len(data), digest, made_of
        )  # fmt: skip
    for name, data in _papers(faces).items():
        if not _same(store, name, data):
            store.write(name, data)
            written.append(name)
    return SharedFonts(tuple(faces.values()), tuple(written))


def listed(store: FontStore) -> tuple[SharedFace, ...]:
    """The faces that a store's folder lists; none where there is no list, or none that can be read."""
    size = _size(store, LIST)
    if not size or size > _MOST_LIST:
        return ()
    try:
        return msgspec.json.decode(store.read(LIST), type=_List).faces
    except (InputError, msgspec.DecodeError, msgspec.ValidationError):
        return ()


def _papers(faces: dict[str, SharedFace]) -> dict[str, bytes]:
    """The files beside the faces, the list last."""
    papers: dict[str, bytes] = {}
    for name in faces:
        family = installable(name).family
        text = (resource_dir("fonts") / family.licence_file).read_bytes()
        papers.setdefault(f"{FOLDER}/OFL-{family.name.replace(' ', '')}.txt", text)
    rows = "\n".join(f"{face.file:34} {face.family}, {face.weight}" for face in faces.values())
    papers[f"{FOLDER}/README.txt"] = README.format(faces=rows).encode()
    made = msgspec.json.encode(_List(1, tuple(faces.values())))
    papers[LIST] = msgspec.json.format(made, indent=1) + b"\n"
    return papers


def _made_of(chosen: Installable) -> str:
    """A hash of all that the bytes depend on: the bundled file, the face in it, how it is cut, and with what."""
    import uharfbuzz

    source = next(
        file.sha256 for file in chosen.family.file if file.path and chosen.face.path.as_posix().endswith(file.path)
    )
    parts = (source, str(chosen.face.index), chosen.language, chosen.family.leave_out, uharfbuzz.__version__, "1")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _size(store: FontStore, name: str) -> int | None:
    there = store.find(name)
    return there.size if there else None


def _same(store: FontStore, name: str, data: bytes) -> bool:
    if _size(store, name) != len(data):
        return False
    try:
        return store.read(name) == data
    except InputError:
        return False


class FileSize(NamedTuple):
    size: int


class FontFolder:
    """A folder of this machine as a FontStore."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str) -> FileSize | None:
        path = self._folder / name
        return FileSize(path.stat().st_size) if path.is_file() else None

    def read(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError as fault:
            reason = fault.strerror or str(fault)
            raise InputError("source-unreadable", file=str(self._folder / name), reason=reason) from None

    def write(self, name: str, data: bytes) -> None:
        from publisher.atomic import as_output_errors, write_atomically

        path = self._folder / name
        with as_output_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
