"""From a clean checkout to a running program: metadata, locks, what is shipped, and the set-up script with its two ways out."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = {
    "": "requirements.lock",
    "web": "requirements.lock",
    "test": "requirements-test.lock",
    "bench": "requirements-bench.lock",
}


def locked(file: str) -> dict[str, set[Version]]:
    found = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    versions: dict[str, set[Version]] = {}
    for name, version in found:
        versions.setdefault(canonicalize_name(name), set()).add(Version(version))
    return versions


# --- metadata and locks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("extra", "file"), LOCKS.items())
def test_every_requirement_is_locked_at_a_version_that_fits(extra: str, file: str) -> None:
    versions = locked(file)
    wanted = [*PROJECT["dependencies"], *(PROJECT["optional-dependencies"][extra] if extra else []), "hatchling>=1.27"]
    for requirement in map(Requirement, wanted):
        assert versions[canonicalize_name(requirement.name)], requirement
        assert all(version in requirement.specifier for version in versions[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("file", LOCKS.values())
def test_every_locked_package_has_hashes_and_no_address(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9_.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) > 20
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text and "index" not in text


def test_every_package_of_npm_is_locked_with_its_hash_and_no_address() -> None:
    folder = ROOT / "tests" / "js"
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == wanted
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted, "pinned exactly"
    assert [path for path, each in packages.items() if not each["integrity"].startswith("sha512-")] == []
    assert [path for path, each in packages.items() if "resolved" in each] == []


@pytest.mark.parametrize("file", [LOCKS["test"], LOCKS["bench"]])
def test_the_locks_agree(file: str) -> None:
    base, more = locked(LOCKS[""]), locked(file)
    assert base.items() <= more.items()


def test_the_engines_are_pinned_exactly() -> None:
    pinned = {Requirement(text).name for text in PROJECT["dependencies"] if "==" in text}
    assert pinned == {"ebooklib", "fonttools", "pydyf", "uharfbuzz", "weasyprint"}


def test_the_licence_is_the_whole_agpl() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text and "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["license"] == "AGPL-3.0-or-later"


def test_the_wheel_carries_templates_fonts_and_schema() -> None:
    builders = pytest.importorskip("hatchling.builders.wheel", reason="hatchling comes with the locked set-up")
    shipped = {file.distribution_path for file in builders.WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {"publisher/py.typed", "publisher/__main__.py", "publisher/fonts.py"} <= shipped
    assert {
        "publisher/fonts/fonts.toml",
        "publisher/templates/press/theme.toml",
        "publisher/preview/static/index.html",
    } <= shipped
    for folder, inside in (("templates", "templates"), ("fonts", "fonts"), ("data/schema", "schema")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"publisher/{inside}/{path.relative_to(ROOT / folder).as_posix()}" in shipped
    # Python there would break editable installs, and tests and samples are not for users.
    assert not [name for name in shipped if name.startswith(("tests/", "data/", "templates/", "fonts/"))]
    assert not list((ROOT / "templates").rglob("*.py"))


# --- make and the set-up script ------------------------------------------------------------------------------------------


def test_make_help_lists_every_goal() -> None:
    # Called by `make test` it would tell the folders it goes through.
    command = ["make", "--no-print-directory", "help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert {line.split()[0] for line in done.stdout.splitlines()} == {
        "help", "demo", "test", "lint", "bench", "lock", "clean",
    }  # fmt: skip


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1] == "exec make test </dev/null"


@pytest.mark.parametrize("script", ["tools/setup.sh", "tools/lock.sh", ".ci/run"])
def test_the_scripts_are_sound(script: str) -> None:
    shell = "bash" if script == ".ci/run" else "sh"
    subprocess.run([shell, "-n", str(ROOT / script)], check=True)
    assert os.access(ROOT / script, os.X_OK)


class Machine:
    """A machine with stand-ins for Python, apt and sudo that write down how they were called.

    Its Python finds Pango missing as long as `lacks_pango` exists.
    """

    PYTHON = """#!/bin/sh
    case "$1 $2" in
        "- "*)
            cat >/dev/null
            [ ! -e "$MACHINE/lacks_pango" ] || echo "libpango-1.0-0 pango"
            [ ! -e "$MACHINE/lacks_maven" ] || [ "$3" = needed ] || echo "maven maven" ;;
        "tools/fetch_validators.py "*) echo "validators" >>"$MACHINE/calls"; [ ! -e "$MACHINE/is_offline" ] ;;
        "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
        "-m pip") shift 2; echo "pip $*" >>"$MACHINE/calls" ;;
        "-VV "*) echo "Python 3.11.0" ;;
    esac
    """
    APT = """#!/bin/sh
    echo "apt-get $*" >>"$MACHINE/calls"
    case "$*" in *install*) [ -e "$MACHINE/is_offline" ] || rm -f "$MACHINE/lacks_pango" ;; esac
    """
    PASS_ON = '#!/bin/sh\n[ "$1" != -n ] || shift\nexec "$@"\n'
    PLAIN_TOOLS = ("sh", "cat", "cp", "cut", "dirname", "env", "id", "mkdir", "rm", "sort", "tr", "cksum")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.checkout = folder / "a checkout"
        self.bin.mkdir()
        (self.checkout / "tools").mkdir(parents=True)
        for name in ("pyproject.toml", "requirements.lock", "requirements-test.lock", "tools/setup.sh"):
            shutil.copy(ROOT / name, self.checkout / name)
        for tool in self.PLAIN_TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
        self.provide("python3", self.PYTHON)

    def provide(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text(script.replace("\n    ", "\n"))
        path.chmod(0o755)

    def set_up(self, purpose: str = "run") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.checkout / "tools" / "setup.sh"), purpose],
            env={"PATH": str(self.bin), "MACHINE": str(self.folder)},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def calls(self) -> list[str]:
        file = self.folder / "calls"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_that_has_all_gets_the_locked_packages_alone(machine: Machine) -> None:
    machine.provide("apt-get", machine.APT)
    assert machine.set_up().returncode == 0
    locked_packages, ourselves = machine.calls()
    assert locked_packages.endswith("install --require-hashes -r requirements.lock")
    assert ourselves.endswith("install --no-deps --no-build-isolation -e .")


def test_a_second_run_does_nothing_until_a_lock_changes(machine: Machine) -> None:
    machine.set_up()
    machine.calls()
    done = machine.set_up()
    assert (done.returncode, done.stderr, machine.calls()) == (0, "", [])
    with (machine.checkout / "requirements.lock").open("a") as file:
        file.write("# newer\n")
    machine.set_up()
    assert len(machine.calls()) == 2


def test_a_missing_system_package_is_installed(machine: Machine) -> None:
    machine.provide("apt-get", machine.APT)
    machine.provide("sudo", machine.PASS_ON)
    (machine.folder / "lacks_pango").touch()
    assert machine.set_up().returncode == 0
    update, install, *_ = machine.calls()
    assert update.endswith(" update")
    assert install.endswith("install --no-install-recommends libpango-1.0-0")


@pytest.mark.parametrize("has_apt", [True, False])
def test_what_cannot_be_installed_is_named_in_one_message(machine: Machine, has_apt: bool) -> None:
    (machine.folder / "lacks_pango").touch()
    (machine.folder / "is_offline").touch()
    if has_apt:
        machine.provide("apt-get", machine.APT)
        machine.provide("sudo", machine.PASS_ON)
    done = machine.set_up()
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "setup: these system packages are missing: libpango-1.0-0 (Debian, Ubuntu); pango (Homebrew). "
        "Install them and run this again."
    )
    assert not [call for call in machine.calls() if call.startswith("pip")]


def test_without_a_python_that_is_new_enough_there_is_one_message(machine: Machine) -> None:
    machine.provide("python3", "#!/bin/sh\nexit 1\n")
    done = machine.set_up()
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def test_tests_and_program_have_locks_of_their_own(machine: Machine) -> None:
    machine.set_up()
    machine.calls()
    machine.set_up("test")
    assert machine.calls()[0].endswith("-r requirements-test.lock")
    assert machine.set_up("everything").returncode == 2


def test_validators_are_fetched_for_the_tests_alone(machine: Machine) -> None:
    machine.set_up("run")
    assert "validators" not in machine.calls()
    machine.set_up("test")
    assert machine.calls()[-1] == "validators"


def test_the_tests_can_be_set_up_without_a_registry_of_validators(machine: Machine) -> None:
    machine.provide("apt-get", machine.APT)
    machine.provide("sudo", machine.PASS_ON)
    for absent in ("lacks_maven", "is_offline"):
        (machine.folder / absent).touch()
    done = machine.set_up("test")
    assert done.returncode == 0
    assert any(call.endswith(" maven") for call in machine.calls())
    assert done.stderr.splitlines()[-1] == "setup: going on without; the tests will say what was not checked"
