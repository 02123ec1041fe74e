"""Rebuild the bundled fonts from their Debian packages, or check the ones that are here.

    python tools/build_fonts.py                  rebuild everything in fonts/
    python tools/build_fonts.py --output DIR     build into DIR instead
    python tools/build_fonts.py --packages DIR   take the .deb files from DIR, download nothing
    python tools/build_fonts.py --check          compare fonts/ with its catalogue (no network)

The catalogue fonts/fonts.toml says which file of which package version becomes which font, and
what its SHA-256 must be. Each face gets the OpenType features chws and vchw (two marks side by
side take 1.5 em, not 2; also halt and vhal if it has none) and changes in nothing else; WenKai
also gets a new name, because its licence asks for one. No clock is read: the same inputs give
the same bytes.

Needs apt-get and dpkg-deb (Debian 12), and the packages of TOOLS in exactly these versions:
another fontTools or HarfBuzz may pack a table in other bytes that mean the same.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import io
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent.parent / "fonts"
TOOLS = {"east-asian-spacing": "1.4.5", "fonttools": "4.68.0", "uharfbuzz": "0.57.0"}
CHANGED_TABLES = {"GPOS", "name"}
COPYRIGHT, NAMES_SHOWN, DESCRIPTION = 0, (1, 3, 4, 6, 16, 18, 21, 25), 10  # name table IDs
CHANGE = "Changed: OpenType features chws and vchw added, and halt and vhal where there were none."
# A mark counts as sitting in one half of its square if at most this much ink (in font units of
# 1000 an em) crosses the middle: WenKai's question mark crosses it by 2, the others by none.
INK_MARGIN = 5
# Proportional in WenKai (0.35 em), and in vertical text turned into 「」 『』: not for squeezing.
WENKAI_NARROW = (0x2018, 0x2019, 0x201C, 0x201D, 0x00B7)
LICENSED = "This Font Software is licensed under the SIL Open Font License, Version 1.1."

Table = dict[str, Any]


class BuildError(Exception):
    """What went wrong, said so that the reader knows what to do next."""


def read_catalogue() -> list[Table]:
    """The families of fonts.toml."""
    families: list[Table] = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))["family"]
    return families


def files_once(families: list[Table]) -> Iterator[tuple[Table, Table]]:
    """Every (family, file), a file that two families share only with the first."""
    seen: set[str] = set()
    for family in families:
        for file in family["file"]:
            if file["path"] not in seen:
                seen.add(file["path"])
                yield family, file


def sha256(data: bytes) -> str:
    """The digest as the catalogue writes it."""
    return hashlib.sha256(data).hexdigest()


def check(families: list[Table], folder: Path) -> list[str]:
    """What differs between the folder and the catalogue; empty if all is well."""
    faults = []
    for _, file in files_once(families):
        path = folder / file["path"]
        if not path.is_file():
            faults.append(f"{path}: missing")
        elif sha256(path.read_bytes()) != file["sha256"]:
            faults.append(f"{path}: is not the file that fonts.toml describes (SHA-256 differs)")
    licences = sorted({folder / family["licence_file"] for family in families})
    return faults + [f"{path}: the licence is missing" for path in licences if not path.is_file()]


def check_tools() -> None:
    """Refuse to build with versions that may give other bytes."""
    for tool, wanted in TOOLS.items():
        try:
            found = version(tool)
        except PackageNotFoundError:
            found = "none"
        if found != wanted:
            raise BuildError(f"needs {tool} {wanted}, found {found}: pip install {tool}=={wanted}")


def run(command: list[str], folder: Path, advice: str) -> None:
    """Run a command of Debian's; on failure say what it said, and the advice."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BuildError(f"{command[0]} was not found: the fonts are built on Debian") from None
    if done.returncode:
        raise BuildError(f"{' '.join(command)} failed: {done.stderr.strip()}\n{advice}")


def unpack(package: str, wanted: str, debs: Path | None, work: Path) -> Path:
    """Fetch one package in exactly the wanted version, without installing it, and unpack it."""
    advice = f"""If {package} {wanted} cannot be had, run apt-get update, or put its .deb into
a folder and name that with --packages, or move fonts.toml to a newer version."""
    if debs is None:
        debs = work
        run(["apt-get", "download", f"{package}={wanted}"], work, advice)
    deb = debs / f"{package}_{wanted.replace(':', '%3a')}_all.deb"  # the name apt gives it
    if not deb.is_file():
        raise BuildError(f"{deb}: missing.\n{advice}")
    root = work / package
    run(["dpkg-deb", "-x", str(deb.resolve()), str(root)], work, "The package may be damaged.")
    return root


def licence_text(copyright_file: Path, notice: str) -> str:
    """The notice of the font itself, then the OFL as Debian's copyright file gives it."""
    text = copyright_file.read_text("utf-8")
    found = re.search(r"^License: (?:SIL|OFL)-1\.1\n((?: .*\n)+)", text, re.MULTILINE)
    reserved = re.search(r"^ With Reserved Font Names.*\n(?: .*\n)*", text, re.MULTILINE)
    if not found:
        raise BuildError(f"{copyright_file}: no text of the SIL Open Font License in it")
    # Debian indents each line by a space and writes an empty one as " .".
    body = re.sub(r"^ \.?", "", found[1], flags=re.MULTILINE).strip()
    said = re.sub(r"^ ", "", reserved[0], flags=re.MULTILINE) if reserved else ""
    head = "\n".join(notice.split("\r\n")).strip() + "\n" + said
    return f"{head}\n{CHANGE}\n{LICENSED}\n\n{body}\n"


def add_features(path: Path) -> Any:
    """Load a font file, add chws and vchw to all its faces; the changed font, not yet saved."""
    from east_asian_spacing.builder import Builder
    from east_asian_spacing.config import CollectionConfig, Config
    from east_asian_spacing.font import Font
    from east_asian_spacing.shaper import InkPartMargin

    class EveryFace(CollectionConfig):  # type: ignore[misc]
        """The default leaves out the Mono faces of Noto; Chinese in them is full width too."""

        def for_font_name(self, name: str, is_vertical: bool) -> EveryFace:
            return self

    font = Font.load(path)
    config = EveryFace(font) if font.is_collection else Config()
    if not font.is_collection:
        config.remove(*WENKAI_NARROW)
    with InkPartMargin(0 if font.is_collection else INK_MARGIN):
        asyncio.run(Builder(font, config).build())
    return font


def rename(face: Any, names: dict[str, str]) -> None:
    """Give a face its new names, and say in it what was changed."""
    for record in face["name"].names:
        if record.nameID in NAMES_SHOWN:
            text = record.toUnicode()
            for old, new in names.items():
                text = text.replace(old, new)
            record.string = text
    face["name"].setName(f"Based on {next(iter(names))}. {CHANGE}", DESCRIPTION, 3, 1, 0x409)


def build_font(source: Path, names: dict[str, str]) -> tuple[bytes, str]:
    """The bytes of the changed font, and the copyright notice inside it."""
    font = add_features(source)
    for face in font.ttfonts:
        face.recalcTimestamp = face.recalcBBoxes = False
        if names:
            rename(face, names)
        # Loaded tables are compiled anew; dropped ones are copied byte for byte.
        for tag in set(face.tables) - ({"GPOS", "name"} if names else {"GPOS"}):
            del face.tables[tag]
    out = io.BytesIO()
    (font.ttcollection or font.ttfont).save(out)
    check_untouched(source, out)
    return out.getvalue(), str(font.ttfonts[0]["name"].getDebugName(COPYRIGHT))


def check_untouched(source: Path, built: io.BytesIO) -> None:
    """Hold the build to its promise: outlines, metrics, cmap and all else as in the package."""
    for index, (old, new) in enumerate(zip(tables(source), tables(built), strict=True)):
        changed = {tag for tag in old | new if old.get(tag) != new.get(tag)}
        if changed - CHANGED_TABLES:
            raise BuildError(f"{source.name}, face {index}: changed {sorted(changed)}")


def tables(file: Path | io.BytesIO) -> list[dict[str, bytes]]:
    """The raw tables of each face."""
    from fontTools.ttLib import TTCollection, TTFont

    collection = file.suffix == ".ttc" if isinstance(file, Path) else file.getvalue()[:4] == b"ttcf"
    faces = TTCollection(file, lazy=True).fonts if collection else [TTFont(file, lazy=True)]
    result = [{tag: face.reader[tag] for tag in face.reader.tables} for face in faces]
    for raw in result:  # bytes 8 to 11 of head are the checksum of the whole file: they must change
        raw["head"] = raw["head"][:8] + raw["head"][12:]
    return result


def build(families: list[Table], output: Path, debs: Path | None) -> list[str]:
    """Build every font and licence; what does not come out as the catalogue says."""
    check_tools()
    with tempfile.TemporaryDirectory() as name:
        roots: dict[str, Path] = {}
        for family, file in files_once(families):
            origin = family["source"]
            package = origin["package"]
            if package not in roots:
                roots[package] = unpack(package, origin["version"], debs, Path(name))
            source = roots[package] / file["source_path"]
            if not source.is_file() or sha256(source.read_bytes()) != file["source_sha256"]:
                raise BuildError(f"{package}: {file['source_path']} is not what fonts.toml names")
            data, notice = build_font(source, family.get("rename", {}))
            text = licence_text(roots[package] / "usr/share/doc" / package / "copyright", notice)
            target = output / file["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            (output / family["licence_file"]).write_text(text, "utf-8")
            print(f"{sha256(data)}  {file['path']}  {len(data):,} bytes", flush=True)
    return check(families, output)


def main() -> int:
    """Read the command line; 0 if all is as the catalogue says, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only compare fonts/ with fonts.toml")
    parser.add_argument("--output", type=Path, default=FONTS, metavar="DIR", help="build into DIR")
    parser.add_argument("--packages", type=Path, metavar="DIR", help="take the .deb files from DIR")
    options = parser.parse_args()
    try:
        families = read_catalogue()
        folder = options.output
        faults = check(families, folder) if options.check else build(families, folder.resolve(), options.packages)
    except BuildError as error:
        faults = [str(error)]
    for fault in faults:
        print(f"build_fonts: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
