"""Whether the machine that answers at an SFTP address is the one meant (RFC 4251, section 4.1): its key must be among the known ones.

The driver of fsspec trusts any key. A batch writes for hours with nobody there to ask, so a host that is not known is refused:
whoever has connected to it once with `ssh`, and looked at its fingerprint, has it in `~/.ssh/known_hosts`.
"""

from __future__ import annotations

from pathlib import Path

import paramiko  # type: ignore[import-untyped]

_FILES = (Path("/etc/ssh/ssh_known_hosts"), Path("~/.ssh/known_hosts"))


class UnknownHost(paramiko.SSHException):  # type: ignore[misc]
    """The host's key is not known, or is another than the one known."""


class KnownHosts(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
    """Lets pass whose key stands in a known_hosts file."""

    def missing_host_key(self, client: object, hostname: str, key: paramiko.PKey) -> None:
        """Called with `host` or `[host]:port`. Raises UnknownHost."""
        if not any(_keys_in(file).check(hostname, key) for file in _FILES):
            raise UnknownHost(hostname)


def _keys_in(file: Path) -> paramiko.HostKeys:
    keys = paramiko.HostKeys()
    path = file.expanduser()
    if path.is_file():
        keys.load(str(path))
    return keys
