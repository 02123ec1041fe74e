"""A storage at an address, reached through fsspec: object stores, SFTP, whatever has a driver.

Files are there whole or not at all. An object store takes an object in one step, so that is written as it is; a store that can rename
gets the bytes under a hidden name beside the target, which is then renamed over it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from posixpath import dirname
from typing import Any, TypeVar

from publisher.archive.storage import Stored
from publisher.archive.storage.addresses import protocol_of, scrubbed, shown
from publisher.archive.storage.drivers import filesystem_at, renames
from publisher.archive.storage.faults import EXISTS, MISSING, UNREACHABLE, trouble_of
from publisher.archive.storage.patience import Patience
from publisher.errors import InputError, OutputError, PublisherError

T = TypeVar("T")
_Entry = Mapping[str, Any]
"""As fsspec tells of a file: `name` (its whole path), `type`, `size`, and what the store has beside."""

_TAGS = ("ETag", "etag", "md5Hash", "content_md5", "checksum")
_TIMES = ("mtime", "LastModified", "last_modified", "modified", "created")


class RemoteStorage:
    """See `Storage`. `location` is the address without what is secret in it.

    Raises UsageError `cluster-missing`, `store-driver-missing` or `store-unknown` at once, later InputError and OutputError with the
    codes of `publisher.archive.storage.faults`. Connects anew after a break; not to be shared by threads.
    """

    def __init__(self, address: str, patience: Patience | None = None) -> None:
        self.location = shown(address).rstrip("/")
        self._address = address
        self._patience = patience or Patience()
        self._filesystem, self._root = None, ""
        self._folders: set[str] = set()
        self._tried("", InputError, lambda _: None)

    def walk(self, under: str = "") -> Iterator[Stored]:
        """As `Storage.walk`. Raises InputError `source-missing` where there is no such folder (in an object store: nothing below)."""
        listed = self._objects if hasattr(self._filesystem, "call_s3") else self._entries
        found = False
        for entry in self._walked(self._path(under), listed):
            found = True
            if entry["type"] == "file":
                yield Stored(self._name(entry["name"]), int(entry["size"] or 0), _fingerprint(entry))
        if not found and listed == self._objects and "/" in self._path(under):
            raise InputError("source-missing", file=self._said(under))

    def find(self, name: str) -> Stored | None:
        """The file as it is now; None if there is none of that name."""
        try:
            info = self._tried(name, InputError, lambda filesystem: _info(filesystem, self._path(name)))
        except InputError as fault:
            if fault.code == MISSING.code:
                return None
            raise
        return Stored(name, int(info["size"] or 0), _fingerprint(info)) if info["type"] == "file" else None

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises InputError, `source-missing` if it is gone."""
        return bytes(self._tried(name, InputError, lambda filesystem: filesystem.cat_file(self._path(name))))

    def write(self, name: str, data: bytes, *, replace: bool = True) -> None:
        """Make `data` the file `name`, with its folders. With `replace=False` one that is there stays: OutputError `exists`."""
        self._tried(name, OutputError, lambda filesystem: self._put(filesystem, self._path(name), data, replace))

    def remove(self, name: str) -> None:
        """Take a file away; nothing happens where there is none."""
        try:
            self._tried(name, OutputError, lambda filesystem: filesystem.rm_file(self._path(name)))
        except OutputError as fault:
            if fault.code != MISSING.code:
                raise

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root or "/"

    def _name(self, path: str) -> str:
        # Drivers differ in whether what they list begins with a slash.
        return path.lstrip("/")[len(self._root.lstrip("/")) :].lstrip("/")

    def _walked(self, path: str, listed: Callable[[str], Iterator[_Entry]]) -> Iterator[_Entry]:
        """What is in a folder as it is listed, then what is in the folders there."""
        folders = []
        for entry in listed(path):
            if entry["name"].rstrip("/").rpartition("/")[2].startswith("."):
                continue
            yield entry
            if entry["type"] == "directory":
                folders.append(entry["name"].rstrip("/"))
        for each in sorted(folders):
            yield from self._walked(each, listed)

    def _entries(self, path: str) -> Iterator[_Entry]:
        """A folder of a store that has folders, sorted by name."""
        yield from self._tried(self._name(path), InputError, lambda filesystem: _listed(filesystem, path))

    def _objects(self, path: str) -> Iterator[_Entry]:
        """What S3 has below a prefix up to the next slash, as it sorts it: a thousand a request, so that a million are never held."""
        bucket, _, prefix = path.partition("/")
        asked = {"Bucket": bucket, "Prefix": prefix and f"{prefix}/", "Delimiter": "/"}
        while asked:
            page = self._tried(self._name(path), InputError, _lister(asked))
            for each in page.get("Contents", []):
                if each["Key"] != asked["Prefix"]:  # some programs put an empty object where a folder would be
                    yield {**each, "name": f"{bucket}/{each['Key']}", "size": each["Size"], "type": "file"}
            for each in page.get("CommonPrefixes", []):
                yield {"name": f"{bucket}/{each['Prefix']}", "type": "directory"}
            asked = {**asked, "ContinuationToken": page["NextContinuationToken"]} if page.get("IsTruncated") else {}

    def _put(self, filesystem: Any, path: str, data: bytes, replace: bool) -> None:
        if not replace and not hasattr(filesystem, "call_s3") and filesystem.exists(path):
            raise FileExistsError(path)
        if not renames(filesystem):
            filesystem.pipe_file(path, data, **({} if replace else {"mode": "create"}))
            return
        self._ready(filesystem, dirname(path))
        temporary = f"{dirname(path)}/.publisher-{secrets.token_hex(8)}.tmp"
        try:
            filesystem.pipe_file(temporary, data)
            filesystem.mv(temporary, path)
        except BaseException:
            with suppress(Exception):
                filesystem.rm_file(temporary)
            raise

    def _ready(self, filesystem: Any, folder: str) -> None:
        if folder not in self._folders:
            filesystem.makedirs(folder, exist_ok=True)
            self._folders.add(folder)

    def _tried(self, name: str, kind: type[PublisherError], step: Callable[[Any], T]) -> T:
        """What `step` gives, tried again while its faults are such as pass; else an error of `kind`."""
        for wait in [*self._patience.waits(), None]:
            try:
                if self._filesystem is None:
                    self._filesystem, self._root = filesystem_at(self._address)
                return step(self._filesystem)
            except PublisherError:
                raise
            except Exception as fault:  # drivers raise what they like
                trouble = trouble_of(fault)
                self._folders.clear()
                if wait is None or not trouble.passing:
                    raise self._error(trouble.code, name, kind, fault) from None
            if trouble == UNREACHABLE:
                self._filesystem = None
            self._patience.pause(wait)
        raise AssertionError  # the last round returns or raises

    def _error(self, code: str, name: str, kind: type[PublisherError], fault: Exception) -> PublisherError:
        if code == EXISTS.code:
            return OutputError("exists", file=self._said(name))
        return kind(
            code,
            file=self._said(name),
            store=self.location,
            protocol=protocol_of(self._address),
            attempts=self._patience.attempts,
            fault=scrubbed(str(fault) or type(fault).__name__, self._address),
        )

    def _said(self, name: str) -> str:
        return f"{self.location}/{name}" if name else self.location


def _info(filesystem: Any, path: str) -> _Entry:
    if not hasattr(filesystem, "call_s3"):
        entry: _Entry = filesystem.info(path)
        return entry
    # fsspec would go on to ask whether it is a folder: most files that are asked for (sidecars, outputs to be) are not there.
    bucket, _, key = path.partition("/")
    answer = filesystem.call_s3("head_object", Bucket=bucket, Key=key)
    return {"ETag": answer["ETag"], "size": answer["ContentLength"], "type": "file"}


def _lister(asked: dict[str, str]) -> Callable[[Any], dict[str, Any]]:
    return lambda filesystem: filesystem.call_s3("list_objects_v2", **asked)


def _listed(filesystem: Any, path: str) -> list[dict[str, Any]]:
    filesystem.invalidate_cache()
    entries = [_followed(filesystem, each) for each in filesystem.ls(path, detail=True)]
    return sorted(entries, key=lambda each: str(each["name"]))


def _followed(filesystem: Any, entry: dict[str, Any]) -> dict[str, Any]:
    """A link to a file is that file; one to a folder stays a link and is passed over, for it may lead back up."""
    if entry["type"] != "link":
        return entry
    with suppress(FileNotFoundError):
        target: dict[str, Any] = filesystem.info(entry["name"])
        if target["type"] == "file":
            return target
    return entry


def _fingerprint(info: Mapping[str, Any]) -> str:
    """The store's own tag of the content, else time and size; empty where it tells neither.

    Of a store that counts in seconds (SFTP), two texts of one length written within the same second look the same.
    """
    tag = next((info[key] for key in _TAGS if info.get(key)), None)
    if tag is not None:
        return str(tag).strip('"')
    time = next((info[key] for key in _TIMES if info.get(key)), None)
    if isinstance(time, datetime):  # some drivers tell numbers in a listing and dates of a file
        time = time.timestamp()
    return "" if time is None else f"{time} {info['size']}"
