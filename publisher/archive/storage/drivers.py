"""The fsspec driver of an address, ready for work that nobody watches: one layer of retries (ours), no cached listings, no output."""

from __future__ import annotations

import logging
from typing import Any

from publisher.archive.storage.addresses import protocol_of
from publisher.errors import UsageError

_S3 = ("s3", "s3a")
_TALKATIVE = ("paramiko", "fsspec", "s3fs", "aiobotocore", "botocore", "asyncio")
_PACKAGES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
}
_PACKAGES |= {
    "oss": "ossfs",
    "smb": "smbprotocol",
    "webdav": "webdav4",
    "hdfs": "pyarrow",
    "sftp": "paramiko",
    "ssh": "paramiko",
}
_PACKAGES |= {"http": "aiohttp", "https": "aiohttp"}
_IN_EXTRA = frozenset({"s3fs", "paramiko"})


def filesystem_at(address: str) -> tuple[Any, str]:
    """The file system of `address`, connected if its driver connects at once, and the path there of what is named, without a slash at
    its end. Options come from fsspec's own configuration (`~/.config/fsspec/`, `FSSPEC_…`), keys from wherever the driver looks.

    Raises UsageError `cluster-missing`, `store-driver-missing`, `store-unknown`, and whatever the driver does.
    """
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]
        from fsspec.registry import get_filesystem_class  # type: ignore[import-untyped]
    except ImportError:
        raise UsageError("cluster-missing", needed="fsspec") from None
    _silence()
    protocol = protocol_of(address)
    try:
        get_filesystem_class(protocol)
    except ImportError:
        package = _PACKAGES.get(protocol, protocol)
        asked = '"cjk-publisher[cluster]"' if package in _IN_EXTRA else package
        raise UsageError("store-driver-missing", protocol=protocol, package=asked) from None
    except ValueError:
        raise UsageError("store-unknown", protocol=protocol) from None
    options = _options(protocol)
    filesystem, path = url_to_fs(address, **({protocol: options} if "::" in address else options))
    if protocol in _S3:
        filesystem.retries = 1
    return filesystem, str(path).rstrip("/")


def renames(filesystem: Any) -> bool:
    """Whether the store can give a file another name in one step; drivers of those that cannot have fsspec's copying `mv`."""
    from fsspec import AbstractFileSystem  # type: ignore[import-untyped]

    return type(filesystem).mv is not AbstractFileSystem.mv


def _options(protocol: str) -> dict[str, Any]:
    from fsspec.config import conf  # type: ignore[import-untyped]

    if protocol in _S3:
        given = conf.get(protocol, {}).get("config_kwargs", {})
        once = {"retries": {"total_max_attempts": 1}, "connect_timeout": 10, "read_timeout": 60}
        return {"skip_instance_cache": True, "use_listings_cache": False, "config_kwargs": once | given}
    if protocol in ("sftp", "ssh"):
        from publisher.archive.storage.known_hosts import KnownHosts

        waits = {"timeout": 10, "banner_timeout": 20, "auth_timeout": 20, "channel_timeout": 20}
        return {"skip_instance_cache": True, "host_key_policy": KnownHosts(), **waits, **conf.get(protocol, {})}
    return {"skip_instance_cache": True}


def _silence() -> None:
    """Drivers log what they also raise. A logger with a handler no longer falls back on standard error."""
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
