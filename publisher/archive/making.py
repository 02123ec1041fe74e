"""One article made whole: read, published in each edition and kind, and every output marked with its key.

What this process makes depends on the task and on the files it names, and on nothing that was made before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from time import perf_counter

from msgspec import Struct
from msgspec.structs import replace

from publisher.archive.content_key import digest_of, key_of
from publisher.archive.dependencies import Digests, dependencies_of
from publisher.archive.places import Place, output_place, source_place
from publisher.archive.storage import open_storage
from publisher.archive.work import Dependency, Failure, Job, Outcome, Output, Task
from publisher.assets import load_assets
from publisher.config import command_line, resolve
from publisher.diagnostics import Diagnostic
from publisher.edition import prepare
from publisher.errors import EngineError, LimitError, OutputError, PublisherError, UsageError
from publisher.model import Article
from publisher.options import Options
from publisher.pipeline import lawful, publish_all, transformed, with_glyphs
from publisher.processes.limits import Limits, most_held, shown_size
from publisher.provenance import marks
from publisher.provenance.origin import Origin, SourceFile
from publisher.readers import file_bytes, read_bytes

Begun = Callable[[Limits], None]
"""Told the limits of an article once its options are known."""

OF_TARGET = "file"
"""The value of a failure that names a file of the target."""
PASSING = frozenset(("source-missing", "source-unreadable", "article-killed"))
"""What is no fault of an article itself, beside all that is wrong with a target or a store."""


class _Read(Struct, frozen=True):
    """An article with what it is published by."""

    article: Article
    source: SourceFile
    options: Options
    base: Path


class Maker:
    """Makes the articles of one job."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._root, self._target = open_storage(job.root), open_storage(job.target)
        self._given = command_line({key: _word(value) for key, value in job.words.items()})

    def make(self, task: Task, begun: Begun = lambda _limits: None) -> Outcome:
        """The outcome of a task; it raises nothing but MemoryError, and that only where not even the failure can be told."""
        started = perf_counter()
        making = _Making(task)
        failure = None
        try:
            self._make(making, begun)
        except PublisherError as fault:
            making.remark(fault.diagnostics)
            failure = failure_of(fault)
        except MemoryError:
            failure = failure_of(short_of_memory(making.limits))
        except Exception as fault:  # the other articles are made all the same
            failure = failure_of(EngineError("internal", fault=f"{type(fault).__name__}: {fault}"))
        return making.outcome(failure, perf_counter() - started)

    def _make(self, making: _Making, begun: Begun) -> None:
        with ExitStack() as stack:
            place = stack.enter_context(source_place(self._root, making.task))
            target = stack.enter_context(output_place(self._target))
            read = self._read(making, place, begun)
            digests = Digests(self._root)
            place.fetch_pictures(with_glyphs(read.article, read.options))
            if self._adopted(making, read.options, digests):
                making.remark(_said_again(read))
                return
            making.dependencies = dependencies_of(read.article, read.options, read.base, place.root, digests)
            making.key = key_of(making.task.request, making.dependencies)
            self._publish(making, read, target)

    def _read(self, making: _Making, place: Place, begun: Begun) -> _Read:
        task, path = making.task, place.path
        options = resolve(path, self._given).options
        making.limits = Limits.of(options.write)
        begun(making.limits)
        data = file_bytes(path, options.read) if task.data is None else task.data
        name = path.name if task.data is None else f"{PurePosixPath(task.stem).name}.json"
        try:
            article = read_bytes(data, name, options.read)
        except PublisherError as fault:
            fault.file = None  # it is in the row of the article, under the archive's own name
            raise
        making.remark(article.diagnostics)
        return _Read(article, SourceFile(name, data), options, path.parent)

    def _adopted(self, making: _Making, options: Options, digests: Digests) -> bool:
        """Whether all outputs are there already, with the key that they would get."""
        names = [name for _, name in outputs_of(making.task.stem, options)]
        found = [self._target.find(name) for name in names]
        if not all(found):
            return False
        held = [self._target.read(name) for name in names]
        written = [marks.parsed(marks.line_in(data)) for data in held]
        mark = written[0]
        if mark is None or any(each != mark for each in written):
            return False
        now = tuple(Dependency(each.name, digests(each.name)) for each in mark.needed)
        if (mark.name, mark.request) != (making.task.name, making.task.request) or mark.key != key_of(
            mark.request, now
        ):
            return False
        making.key, making.dependencies, making.adopted = mark.key, now, True
        making.outputs = [output_of(name, data) for name, data in zip(names, held, strict=True)]
        return True

    def _publish(self, making: _Making, read: _Read, target: Path) -> None:
        task = making.task
        needed = tuple(marks.Needed(each.name, each.sha256) for each in making.dependencies)
        outputs = tuple(name for _, name in outputs_of(task.stem, read.options))
        line = marks.written(marks.Mark(task.name, task.stem, task.request, making.key, outputs, needed))
        if read.options.write.no_clobber:
            self._refuse_foreign(task, read.options)
        # Of what exists, foreign files have been spared by now.
        options = replace(read.options, write=replace(read.options.write, no_clobber=False))
        for edition, names in _editions(task.stem, options):
            paths = [target / name for name in names]
            for path in paths:
                path.parent.mkdir(parents=True, exist_ok=True)
            own = [glyph.src for glyph in edition.render.glyphs]
            shown = with_glyphs(read.article, edition)
            assets = load_assets(shown, read.base, fetch=edition.read.fetch, anywhere=own)
            origin = Origin(read.source, assets, line)
            try:
                results = publish_all(read.article, paths, edition, base=read.base, worker=None, origin=origin)
                making.remark(remark for result in results for remark in result.diagnostics)
            except PublisherError as fault:
                self._deliver(
                    making, target, [name for name, path in zip(names, paths, strict=True) if _is_in(path, fault)]
                )
                raise
            self._deliver(making, target, names)

    def _deliver(self, making: _Making, folder: Path, names: Sequence[str]) -> None:
        """Put on record what lies in `folder`, and take it to where the target is."""
        for name in names:
            data = (folder / name).read_bytes()
            if folder != Path(self._target.location):
                self._target.write(name, data)
                (folder / name).unlink()
            making.outputs.append(output_of(name, data))

    def _refuse_foreign(self, task: Task, options: Options) -> None:
        """Raises OutputError `exists` for a file that is not this article's: what a batch has made is its own to replace."""
        for _, name in outputs_of(task.stem, options):
            if self._target.find(name) is not None:
                mark = marks.parsed(marks.line_in(self._target.read(name)))
                if mark is None or mark.name != task.name:
                    raise OutputError("exists", file=name)


class _Making:
    """What is known of an outcome while it comes about."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.limits = Limits()
        self.key = ""
        self.dependencies: tuple[Dependency, ...] = ()
        self.outputs: list[Output] = []
        self.adopted = False
        self._remarks: dict[tuple[str, int, str], Diagnostic] = {}

    def remark(self, remarks: Iterator[Diagnostic] | Sequence[Diagnostic]) -> None:
        """Two outputs of an article make the same remarks."""
        for each in remarks:
            self._remarks.setdefault((each.code, each.line, each.message), each)

    def outcome(self, failure: Failure | None, seconds: float) -> Outcome:
        return Outcome(
            self.task.name, self.task.request, self.key, tuple(self.outputs), self.dependencies,
            tuple(self._remarks.values()), failure, self.adopted, seconds, most_held(),
        )  # fmt: skip


def failure_of(fault: PublisherError) -> Failure:
    """Why an article was not made, as the journal keeps it."""
    values = dict(fault.values)
    if isinstance(fault, OutputError) and fault.file:
        values[OF_TARGET] = fault.file
    # What a sidecar names (a theme, a font) may be put there without the sidecar being touched.
    passing = isinstance(fault, OutputError | UsageError)
    passing = passing or fault.code in PASSING or fault.code.startswith("store-")
    return Failure(fault.code, fault.message(), fault.line, values, passing)


def short_of_memory(limits: Limits) -> PublisherError:
    if limits.memory:
        return LimitError("article-memory", limit=shown_size(limits.memory))
    return LimitError("out-of-memory")


def outputs_of(stem: str, options: Options) -> list[tuple[Options, str]]:
    """Each output's name in the target, with the options of its edition."""
    return [(edition, name) for edition, names in _editions(stem, options) for name in names]


def output_of(name: str, data: bytes) -> Output:
    return Output(name, digest_of(data), len(data))


def _editions(stem: str, options: Options) -> Iterator[tuple[Options, list[str]]]:
    """The options of each edition and the names of its outputs. Several editions all have their script in their names."""
    editions = options.editions()
    for edition in editions:
        script = f"-{edition.edition.script[0]}" if len(editions) > 1 else ""
        yield edition, [f"{stem}{script}.{kind}" for kind in edition.write.to]


def _said_again(read: _Read) -> Iterator[Diagnostic]:
    """What is remarked of an article before its pages are laid out; whoever adopts outputs says it anew."""
    for edition in read.options.editions():
        try:
            made = prepare(transformed(lawful(read.article), edition), edition.write.to, edition, read.base)
        except PublisherError:  # the outputs are there all the same
            return
        yield from made.diagnostics
        for medium in (made.book, made.web):
            yield from medium.faces.shared() if medium else ()


def _is_in(path: Path, fault: PublisherError) -> bool:
    return any(str(path) == made for made, _ in fault.outputs)


def _word(value: object) -> object:
    """Words as the command line had them: lists were tuples before they travelled."""
    return tuple(value) if isinstance(value, list) else value
