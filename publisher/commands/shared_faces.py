"""The faces that the outputs of a run leave to a folder beside them (`--fonts shared`): gathered on the way, written at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.errors import PublisherError

if TYPE_CHECKING:
    from publisher.diagnostics import Diagnostic
    from publisher.terminal import Terminal


class SharedFaces:
    """By the folder that outputs lie in, what was remarked of their faces."""

    def __init__(self) -> None:
        self._remarks: dict[Path, list[Diagnostic]] = {}

    def note(self, outputs: Sequence[tuple[str | Path, str]], remarks: Iterable[Diagnostic]) -> None:
        """What the outputs (path, SHA-256) of one input leave out."""
        left = [remark for remark in remarks if remark.code == "fonts-shared"]
        if left and outputs:
            self._remarks.setdefault(Path(outputs[0][0]).parent, []).extend(left)

    def write(self, speaker: Terminal) -> Iterator[PublisherError]:
        """Write each folder, and say what it holds and saves; gives the errors."""
        for folder, remarks in self._remarks.items():
            try:
                self._write(folder, remarks, speaker)
            except PublisherError as fault:
                speaker.error(fault, str(folder))
                yield fault

    def _write(self, folder: Path, remarks: list[Diagnostic], speaker: Terminal) -> None:
        from publisher.shared_fonts import FontFolder, Saved, bytes_saved, files_named, shared_fonts

        made = shared_fonts(FontFolder(folder), files_named(remarks))
        for name in made.written:
            speaker.path(folder / name)
        saved = Saved(made.size, len(remarks), bytes_saved(remarks))
        speaker.diagnostics(str(folder), [saved.remark(folder)])
