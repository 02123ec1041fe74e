#!/bin/sh
# Makes .venv and installs the publisher into it, with the system packages it lacks. Running it again takes a moment.
#
#     tools/setup.sh [run|test|bench]     what for; the default is run
#
# System packages come by apt (as root or with sudo) or by Homebrew; elsewhere one message names them. Python packages come
# from the lock files with their hashes.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}
case $purpose in run | test | bench) ;; *) echo "usage: tools/setup.sh [run|test|bench]" >&2; exit 2 ;; esac

say() { echo "setup: $*" >&2; }
fail() { say "$*"; exit 1; }

find_python() {
    for name in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed. Install it, or name it: make demo PYTHON=/path/to/python3.12"
}

# One line for each thing that is missing: its Debian package and its Homebrew formula. A library counts as there if it can
# be loaded, whoever installed it; a program if it runs. `missing needed` leaves out what the set-up can do without.
missing() {
    "$python" - "$purpose" "${1:-all}" <<'PYTHON'
import ctypes, os, shutil, subprocess, sys

version = f"{sys.version_info.major}.{sys.version_info.minor}"
folders = ["", "/opt/homebrew/lib/", "/usr/local/lib/"]

def loads(*names):
    for name in (folder + name for name in names for folder in folders):
        try:
            return bool(ctypes.CDLL(name))
        except OSError:
            pass
    return False

def runs(*command):
    path = os.pathsep.join([os.environ["PATH"], "/opt/homebrew/opt/openjdk/bin", "/usr/local/opt/openjdk/bin"])
    program = shutil.which(command[0], path=path)
    # macOS has a `java` that only tells where to buy one.
    return bool(program) and (len(command) == 1 or not subprocess.run([program, *command[1:]], capture_output=True).returncode)

def is_debian():
    try:
        with open("/etc/os-release") as stream:
            return "ID=debian\n" in stream
    except OSError:
        return False

def makes_environments():
    return not subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode

needs = [
    (makes_environments(), f"python{version}-venv", "python"),
    (loads("libpango-1.0.so.0", "libpango-1.0.dylib"), "libpango-1.0-0", "pango"),
    (loads("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "libpangoft2-1.0-0", "pango"),
    (loads("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"), "libharfbuzz-subset0", "harfbuzz"),
    (loads("libfontconfig.so.1", "libfontconfig.dylib"), "fontconfig", "fontconfig"),
]
if sys.argv[1] == "test":
    needs += [
        (runs("java", "-version"), "default-jre-headless", "openjdk"),
        (runs("pdftotext"), "poppler-utils", "poppler"),
        (runs("mutool"), "mupdf-tools", "mupdf-tools"),
        # The program that leads the browser needs it, and brings it along nowhere.
        (loads("libatomic.so.1") or sys.platform != "linux", "libatomic1", "gcc"),
        # Where no package of that name is, the tests of the preview's page, of Ace and of reading systems are skipped.
        (runs("chromium") or runs("google-chrome") or not is_debian(), "chromium", "chromium"),
    ]
    if sys.argv[2] == "all":
        # It fetches veraPDF, once.
        needs.append((os.path.exists(".cache/validators/verapdf") or runs("mvn"), "maven", "maven"))
for there, debian, homebrew in needs:
    if not there:
        print(debian, homebrew)
PYTHON
}

debian_names() { echo "$1" | cut -d' ' -f1 | sort -u | tr '\n' ' '; }
homebrew_names() { echo "$1" | cut -d' ' -f2 | sort -u | tr '\n' ' '; }

# As root; with sudo, which may ask for a password only where somebody can answer.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif [ -t 0 ]; then sudo "$@"
    else sudo -n "$@"
    fi
}

install_with_apt() {
    say "installing with apt: $*"
    apt="env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120"
    # shellcheck disable=SC2086  # words of a command
    {
        as_root $apt update >&2 || say "apt-get update failed; going on with the lists that are there"
        as_root $apt install --no-install-recommends "$@" >&2 </dev/null || true
    }
}

system_packages() {
    lacking=$(missing)
    [ -n "$lacking" ] || return 0
    # shellcheck disable=SC2046  # one word a package
    if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; then
        install_with_apt $(debian_names "$lacking")
    elif command -v brew >/dev/null; then
        say "installing with Homebrew: $(homebrew_names "$lacking")"
        brew install $(homebrew_names "$lacking") >&2 </dev/null || true
    fi
    lacking=$(missing needed)
    [ -z "$lacking" ] || fail "these system packages are missing: $(debian_names "$lacking")(Debian, Ubuntu);" \
        "$(homebrew_names "$lacking")(Homebrew). Install them and run this again."
}

# Changes when a lock file, the metadata, the Python or the place of the checkout change.
fingerprint() {
    { cat "$1" pyproject.toml; pwd; .venv/bin/python -VV; } | cksum
}

python_packages() {
    .venv/bin/python -c 'import pip' 2>/dev/null || { rm -rf .venv; "$python" -m venv .venv; }
    stamp=.venv/installed-$purpose
    [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint "$1")" ] || return 0
    say "installing $1 into .venv"
    pip install --require-hashes -r "$1"
    pip install --no-deps --no-build-isolation -e .
    fingerprint "$1" >"$stamp"
}

# Validators from other registries. A registry that does not answer stops nobody; tests/validators.py tells what was not checked.
validators() {
    [ "$purpose" != test ] || .venv/bin/python tools/fetch_validators.py ||
        say "going on without; the tests will say what was not checked"
}

pip() { .venv/bin/python -m pip --quiet --no-input --disable-pip-version-check "$@" >&2; }

python=$(find_python)
system_packages
case $purpose in
run) python_packages requirements.lock ;;
*) python_packages "requirements-$purpose.lock" ;;
esac
validators
