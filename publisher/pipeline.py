"""The pipeline: read -> transform -> render -> write, each stage called once, in this order.

`read` and `publish` are the public functions; `publish_all` makes several outputs of one article, which then share the
slices of their faces. Nothing is written before all of it is made, and then beside the target and renamed over it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from publisher.diagnostics import Diagnostic
from publisher.errors import EngineError, GlyphError, InputError, LimitError, PublisherError, UsageError
from publisher.model import Article, Inlines, to_json
from publisher.options import Options, ReadOptions
from publisher.shape import heaviest_line, shaped

if TYPE_CHECKING:
    from publisher.edition import Edition
    from publisher.outputs import Written
    from publisher.provenance.origin import Origin
    from publisher.writers.pdf.worker import PDFWorker


class Result(Struct, frozen=True):
    """A file that was made: where, the SHA-256 of its bytes in hex, and all that was remarked on the way."""

    path: Path
    sha256: str
    diagnostics: tuple[Diagnostic, ...]


def read(source: Path | str | bytes, *, options: ReadOptions | None = None) -> Article:
    """The article in a file (a path) or in bytes (the text itself).

    Raises InputError, LimitError or UsageError; see `publisher.errors`.
    """
    from publisher import readers

    chosen = options or ReadOptions()
    if isinstance(source, bytes):
        return readers.read_bytes(source, "-", chosen)
    return readers.read_file(Path(source), chosen)


def publish(
    article_or_path: Article | Path | str, target: Path | str, *, options: Options | None = None, isolate: bool = True
) -> Result:
    """Publish an article, or the article in a file, as `target`; the suffix (.epub, .pdf, .html) says as what.

    Images are looked up beside the source file, else beside the target. Raises PublisherError; an old `target` stays whole.
    A PDF is made in a process of its own, which is kept for the next ones and ends with the program. With `isolate=False` it
    is made in this process: limits on memory and time do not hold, the program must not have imported WeasyPrint before
    (EngineError `engine-taken`), and WeasyPrint then embeds fonts in our way in the program's own documents too.
    """
    chosen = options or Options()
    target = Path(target)
    worker: Literal["shared"] | None = "shared" if isolate else None
    if isinstance(article_or_path, Article):
        return publish_all(article_or_path, [target], chosen, base=target.parent, worker=worker)[0]
    from publisher.provenance.origin import Origin, SourceFile
    from publisher.readers import file_bytes, read_bytes

    source = Path(article_or_path)
    if isolate and _kind(target) == "pdf":
        _worker(chosen, worker)  # it loads while the article is read
    data = file_bytes(source, chosen.read)
    article = read_bytes(data, str(source), chosen.read)
    origin = Origin(SourceFile(source.name, data))
    return publish_all(article, [target], chosen, base=source.parent, worker=worker, origin=origin)[0]


def publish_all(
    article: Article,
    targets: Sequence[Path],
    options: Options,
    *,
    base: Path | None = None,
    worker: PDFWorker | Literal["shared"] | None = "shared",
    origin: Origin | None = None,
) -> list[Result]:
    """Publish one article as every target; images are looked up in the folder `base`, but for those that `origin` has.

    PDFs are made by `worker`, else in the process that `publish` keeps for them, or with None in this one; one for an archive
    carries the source that `origin` knows, and so does an EPUB with `carry_source`. All files are made before the first is
    written. Raises PublisherError with `diagnostics` of what was remarked so far; if one kind alone could not be made, by a
    fault of its engine, by a limit or for want of glyphs, the others are written all the same and are its `outputs`.
    """
    from publisher.atomic import write_atomically
    from publisher.edition import prepare

    kinds = [_kind(target) for target in targets]
    engine = _worker(options, worker) if "pdf" in kinds else None
    plain = lawful(article)
    assets = origin.assets if origin else None
    edition = prepare(transformed(plain, options), kinds, options, base, assets)
    edition = _marked(_carrying(edition, plain, options, origin), origin.mark if origin else "")
    if engine is None and edition.book and edition.book.cover.is_undrawn:
        engine = _worker(options, worker)
    written, failure = _written(edition, kinds, engine)
    made = [(target, written[kind][0]) for target, kind in zip(targets, kinds, strict=True) if kind in written]
    remarks = [*edition.diagnostics, *(remark for _, said in written.values() for remark in said)]
    remarks += engine.remarks() if engine else []
    if options.write.strict:
        refuse_warnings(remarks)
    for target, data in made:
        write_atomically(target, data, replace=not options.write.no_clobber)
    results = [Result(target, hashlib.sha256(data).hexdigest(), tuple(remarks)) for target, data in made]
    if failure is not None:
        if isinstance(failure, LimitError):
            failure.line = heaviest_line(edition.article)
        failure.diagnostics = tuple(remarks)
        failure.outputs = tuple((str(result.path), result.sha256) for result in results)
        raise failure
    return results


def _carrying(edition: Edition, article: Article, options: Options, origin: Origin | None) -> Edition:
    """The edition with the files that an archive and a book that proves itself carry; `article` is as it was read."""
    page, book = edition.page, edition.book
    in_page = page is not None and options.write.pdf == "archive"
    in_book = book is not None and options.write.carry_source
    if not in_page and not in_book:
        return edition
    from publisher.provenance import shelves
    from publisher.provenance.carry import Made, carried_files
    from publisher.provenance.origin import NOWHERE

    replace, known = msgspec.structs.replace, origin or NOWHERE
    if page and in_page:
        files = carried_files(Made(article, edition.assets, (page.plan,), options, shelves.PDF), known)
        page = replace(page, setting=replace(page.setting, attachments=files))
    if book and in_book:
        plans = (book.faces.plan, *([book.cover.page.plan] if book.cover.page else []))
        made = Made(article, edition.assets, plans, options, shelves.EPUB, book.cover.own)
        files = carried_files(made, known)
        book = replace(book, setting=replace(book.setting, carried=files))
    return replace(edition, page=page, book=book)


def _marked(edition: Edition, mark: str) -> Edition:
    """The edition with the mark of a batch in each of its outputs."""
    if not mark:
        return edition
    from publisher.provenance.marks import attachment

    replace, page, book, web = msgspec.structs.replace, edition.page, edition.book, edition.web
    page = page and replace(page, setting=replace(page.setting, mark=mark))
    book = book and replace(book, setting=replace(book.setting, carried=(*book.setting.carried, attachment(mark))))
    return replace(edition, page=page, book=book, web=web and replace(web, mark=mark))


def _written(
    edition: Edition, kinds: Sequence[str], worker: PDFWorker | None
) -> tuple[dict[str, Written], PublisherError | None]:
    """What the writers made, by kind, and the error of one that could not be made."""
    from publisher.outputs import WRITERS

    written: dict[str, Written] = {}
    failure: PublisherError | None = None
    begun: dict[str, Callable[[], Written]] = {}
    for kind, begin in WRITERS.items():
        if kind in kinds:
            try:
                begun[kind] = begin(edition, worker)
            except GlyphError as error:
                failure = error
    for kind, finish in begun.items():
        try:
            written[kind] = finish()
        except (EngineError, GlyphError, LimitError) as error:
            failure = error
        except MemoryError:
            failure = LimitError("out-of-memory")
    return written, failure


def _worker(options: Options, worker: PDFWorker | Literal["shared"] | None) -> PDFWorker | None:
    """Who makes the PDF within the limits of `options`; None: this process."""
    if worker == "shared":
        return kept_worker(options)
    if worker is None:
        return None
    from publisher.processes.limits import Limits

    return worker.within(Limits.of(options.write))


def kept_worker(options: Options) -> PDFWorker:
    """The process that `publish` keeps for PDFs, within the limits of `options`."""
    from publisher.processes.limits import Limits
    from publisher.writers.pdf.shared import shared_worker

    return shared_worker().within(Limits.of(options.write))


def lawful(article: Article) -> Article:
    """The article as a reader would have given it: without characters that no output may hold, its values as the model has them.

    Whoever makes an article in Python may give it a level 9 or a lone surrogate. Raises InputError `article-shape` with the
    path of the fault, LimitError `blocks-nesting`; characters that are dropped and spans that are cut are reported.
    """
    from publisher.readers.characters import clean_tree

    try:
        tree, removed = clean_tree(msgspec.to_builtins(article))
        cleaned, cut = shaped(msgspec.convert(tree, Article))
    except msgspec.ValidationError as fault:
        raise InputError("article-shape", fault=str(fault)) from None
    except RecursionError:
        shaped(article)  # knows the line
        raise LimitError("blocks-nesting") from None
    said = (*article.diagnostics, *cut, *removed)
    return msgspec.structs.replace(cleaned, diagnostics=said) if cut or removed else article


def transformed(article: Article, options: Options) -> Article:
    """The article after the typographic rules on its text that `options` leave on, as the edition they ask for.

    The rules are those of the variety the text is written in, so they come first; readings are of the words of the edition. Raises
    what `in_script` and `with_ruby` raise.
    """
    from publisher import transforms

    return as_edition(transforms.apply(with_glyphs(article, options), options.transform), options)


def with_glyphs(article: Article, options: Options) -> Article:
    """The article with those pictures of `options.render.glyphs` that are of characters it has."""
    if not options.render.glyphs:
        return article
    from publisher.glyphs import merged

    text = to_json(article).decode()
    own = tuple(glyph for glyph in options.render.glyphs if glyph.character in text)
    return msgspec.structs.replace(article, glyphs=merged(own, article.glyphs)) if own else article


def as_edition(article: Article, options: Options) -> Article:
    """The article in the script and with the readings that `options` ask for. Raises what `in_script` and `with_ruby` raise."""
    if not options.edition.script and not options.edition.ruby:
        return article
    from publisher.transforms.ruby import with_ruby
    from publisher.transforms.script import in_script

    return with_ruby(in_script(article, options.edition), options.edition)


def headline_of(article: Article, options: Options) -> Inlines:
    """The headline in the script of the edition that `options` ask for. Raises what `in_script` raises."""
    from publisher.transforms.script import in_script

    head = Article(headline=article.headline, bylines=article.bylines, language=article.language)
    return in_script(head, options.edition).headline


def _kind(target: Path) -> str:
    from publisher.outputs import WRITERS

    kind = target.suffix.lower().removeprefix(".")
    if kind not in WRITERS:
        known = ", ".join(f".{each}" for each in WRITERS)
        raise UsageError("target-unknown", target=str(target), known=known)
    return kind


def refuse_warnings(remarks: Sequence[Diagnostic]) -> None:
    """Raises InputError `strict`, or GlyphError `glyphs-missing`, where a remark is more than information."""
    warnings = [remark for remark in remarks if remark.severity != "info"]
    if not warnings:
        return
    missing = [remark.values["character"] for remark in warnings if remark.code == "glyph-missing"]
    if missing:
        error: PublisherError = GlyphError("glyphs-missing", characters="、".join(missing))
    else:
        first = warnings[0]
        error = InputError("strict", line=first.line, count=len(warnings), first=first.code, message=first.message)
    error.diagnostics = tuple(remarks)
    raise error
