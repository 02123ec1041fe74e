"""The validators that the tests ask: how they are fetched, what excuses a test that goes without, and what they say of a file."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
import validators
from hand_set import column, paragraph, save

sys.path.append(str(Path(__file__).parents[1] / "tools"))
import fetch_validators

ARCHIVE = b"an archive"
KNOWN = fetch_validators.Artifact("tool", "org.example:tool:1.0:jar", sha256(ARCHIVE).hexdigest(), "org.example.Main")
OTHER = KNOWN._replace(checksum="0" * 64)
GIVES = 'for each in "$@"; do case $each in -DoutputDirectory=*) printf "an archive" >"${each#*=}/tool-1.0.jar" ;; esac; done'
REFUSED = "echo '[ERROR] Could not transfer artifact org.example:tool:pom:1.0: Connection refused'; exit 1"
ABSENT = (
    "echo '[ERROR] Could not find artifact org.example:tool:jar:1.0 in central (https://example.org/maven)'; exit 1"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where validators are kept; PATH has nothing but what a test puts into `bin`."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(fetch_validators, "ARTIFACTS", (KNOWN,))
    monkeypatch.setattr(fetch_validators, "PACKAGES", ())
    return tmp_path / "kept"


def provide(folder: Path, name: str, script: str) -> None:
    path = folder.parent / "bin" / name
    path.write_text(f"#!/bin/sh\necho called >>{folder.parent / 'calls'}\n{script}\n")
    path.chmod(0o755)


def calls(folder: Path) -> int:
    file = folder.parent / "calls"
    return len(file.read_text().splitlines()) if file.exists() else 0


def test_a_validator_is_fetched_once_and_can_be_run(folder: Path) -> None:
    provide(folder, "mvn", GIVES)
    assert fetch_validators.main(folder) == 0 == fetch_validators.main(folder)
    assert calls(folder) == 1
    provide(folder, "java", 'echo "$@"')
    done = subprocess.run([str(folder / "tool"), "a b"], capture_output=True, text=True, check=True)
    assert done.stdout.endswith(f"-cp {folder.resolve() / 'tool-1.0.jar'} org.example.Main a b\n")
    assert sorted(path.name for path in folder.iterdir()) == ["tool", "tool-1.0.jar"]


def test_a_checkout_that_was_moved_needs_no_registry(folder: Path) -> None:
    provide(folder, "mvn", GIVES)
    fetch_validators.main(folder)
    moved = folder.rename(folder.with_name("moved"))
    assert fetch_validators.main(moved) == 0
    assert (calls(folder), str(moved) in (moved / "tool").read_text("utf-8")) == (1, True)


@pytest.mark.parametrize(("script", "said"), [(REFUSED, "Connection refused"), (None, "Maven is not here")])
def test_a_registry_that_does_not_answer_is_an_excuse(script: str | None, said: str, folder: Path) -> None:
    if script:
        provide(folder, "mvn", script)
    assert fetch_validators.main(folder) == 0
    assert said in (folder / "tool.excuse").read_text("utf-8")
    provide(folder, "mvn", GIVES)
    assert fetch_validators.main(folder) == 0
    assert not (folder / "tool.excuse").exists()


@pytest.mark.parametrize(("script", "artifact"), [(ABSENT, KNOWN), (GIVES, OTHER)])
def test_a_wrong_version_or_another_archive_is_none(
    script: str, artifact: fetch_validators.Artifact, folder: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(fetch_validators, "ARTIFACTS", (artifact,))
    provide(folder, "mvn", script)
    assert fetch_validators.main(folder) == 1
    assert list(folder.iterdir()) == []
    assert "tool cannot be used" in (said := capsys.readouterr().err) and "://" not in said


# --- by npm ------------------------------------------------------------------------------------------------------

INSTALLS = """case "$PUPPETEER_SKIP_DOWNLOAD $*" in
    "1 ci --ignore-scripts "*) mkdir -p node_modules/@scope/tool && echo program >node_modules/@scope/tool/tool.js ;;
    *) exit 1 ;;
esac"""
NOT_REACHED = "echo 'npm error code ECONNREFUSED' >&2; exit 1"
TAMPERED = "echo 'npm error code EINTEGRITY' >&2; exit 1"


@pytest.fixture
def manifests(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What npm is to bring in these tests; it is the program `npm` in `bin`."""
    place = folder.parent / "manifests"
    place.mkdir()
    for name in ("package.json", "package-lock.json"):
        (place / name).write_text("{}")
    packages = fetch_validators.Packages(("tool", "other"), place, {"tool": "@scope/tool/tool.js"})
    monkeypatch.setattr(fetch_validators, "ARTIFACTS", ())
    monkeypatch.setattr(fetch_validators, "PACKAGES", (packages,))
    monkeypatch.setattr(fetch_validators, "npm_command", lambda: [str(folder.parent / "bin" / "npm")])
    monkeypatch.setenv("PATH", f"{folder.parent / 'bin'}:/usr/bin:/bin")
    return place


def test_packages_are_fetched_once_until_their_lock_changes(folder: Path, manifests: Path) -> None:
    provide(folder, "npm", INSTALLS)
    assert fetch_validators.main(folder) == 0 == fetch_validators.main(folder)
    assert calls(folder) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["npm", "tool"]
    assert f" {folder.resolve()}/npm/node_modules/@scope/tool/tool.js " in (folder / "tool").read_text("utf-8")
    (manifests / "package-lock.json").write_text('{"newer": true}')
    assert fetch_validators.main(folder) == 0
    assert calls(folder) == 2


def test_a_registry_of_packages_that_does_not_answer_excuses_all_of_them(folder: Path, manifests: Path) -> None:
    provide(folder, "npm", NOT_REACHED)
    assert fetch_validators.main(folder) == 0
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
        "tool.excuse": "code ECONNREFUSED\n", "other.excuse": "code ECONNREFUSED\n",
    }  # fmt: skip
    provide(folder, "npm", INSTALLS)
    assert fetch_validators.main(folder) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["npm", "tool"]


def test_a_package_that_is_not_the_locked_one_is_none(
    folder: Path, manifests: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    provide(folder, "npm", TAMPERED)
    assert fetch_validators.main(folder) == 1
    assert list(folder.iterdir()) == []
    assert "tool, other cannot be used: code EINTEGRITY" in capsys.readouterr().err


def test_what_was_fetched_stays_when_a_newer_lock_cannot_be_had(folder: Path, manifests: Path) -> None:
    provide(folder, "npm", INSTALLS)
    fetch_validators.main(folder)
    (manifests / "package-lock.json").write_text('{"newer": true}')
    provide(folder, "npm", NOT_REACHED)
    assert fetch_validators.main(folder) == 0
    assert (folder / "npm" / "package-lock.json").read_text() == "{}", "and so it is asked for again the next time"
    assert (folder / "tool.excuse").exists()


# --- what a test does without ------------------------------------------------------------------------------------


def test_a_test_without_its_validator_is_skipped_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VALIDATORS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="tool was not asked: it is not installed"):
        validators.unavailable("tool", "it is not installed", tmp_path)


def test_where_validators_are_required_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALIDATORS", "required")
    with pytest.raises(pytest.fail.Exception, match="nothing excuses it: it is not installed"):
        validators.unavailable("tool", "it is not installed", tmp_path)


def test_there_too_a_silent_registry_excuses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VALIDATORS", "required")
    (tmp_path / "tool.excuse").write_text("Connection refused\n")
    with pytest.raises(pytest.skip.Exception, match="tool was not asked: Connection refused"):
        validators.unavailable("tool", "it is not installed", tmp_path)


def test_continuous_integration_requires_them() -> None:
    script = (Path(__file__).parents[1] / ".ci" / "run").read_text("utf-8")
    assert "\nexport VALIDATORS=required\n" in script


@pytest.mark.parametrize("told", [True, False])
def test_the_variable_goes_before_what_was_fetched(told: bool, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VERAPDF", raising=False)
    provide(folder, "verapdf", "")
    on_path = str(folder.parent / "bin" / "verapdf")
    assert validators.program("verapdf", folder) == on_path
    folder.mkdir()
    (folder / "verapdf").write_text("#!/bin/sh\n")
    (folder / "verapdf").chmod(0o755)
    if told:
        monkeypatch.setenv("VERAPDF", on_path)
    assert validators.program("verapdf", folder) == (on_path if told else str(folder / "verapdf"))


# --- what they say -----------------------------------------------------------------------------------------------


def test_verapdf_and_pikepdf_name_the_rules_that_fail(tmp_path: Path) -> None:
    bare = save(tmp_path / "bare.pdf", column(*paragraph(2), tag="P 1"))
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.7\nnothing")
    said = validators.verapdf([bare, torn], "ua1")
    assert said[bare] == []
    assert said[torn] == ["unreadable"]
    assert any("6.6" in finding for finding in validators.archival_findings(bare))
    assert validators.syntax_remarks(bare) == []
