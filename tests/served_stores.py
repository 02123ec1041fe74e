"""Stores on loopback for the tests: an object store that speaks S3 over HTTP, with faults on demand, and an SFTP server."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import paramiko  # type: ignore[import-untyped]
from moto.moto_server import threaded_moto_server
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.server import ThreadedMotoServer

KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7INVENTED",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMIinventedKEY",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}
FAULT = (
    '<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{code}, please wait.</Message></Error>'
)


class ObjectStore:
    """A running store. While `faults` has entries, requests are answered with them in turn: a status and a code of S3."""

    def __init__(self, address: str) -> None:
        self.endpoint = address
        self.faults: list[tuple[int, str]] = []
        self.requests: list[str] = []

    def environment(self) -> dict[str, str]:
        return {**KEYS, "AWS_ENDPOINT_URL": self.endpoint}

    def wrapped(self, application: Callable[..., Any]) -> Callable[..., Any]:
        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
            self.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
            if not self.faults or environ["PATH_INFO"].startswith("/moto-api"):
                return application(environ, start)
            status, code = self.faults.pop(0)
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start(f"{status} {code}", [("Content-Type", "application/xml")])
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else FAULT.format(code=code).encode()]

        return answer


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    """An empty store on a free port of loopback."""
    store = ObjectStore("")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)

    class Faulty(DomainDispatcherApplication):
        def __call__(self, environ: Any, start_response: Any) -> Any:
            return store.wrapped(super().__call__)(environ, start_response)

    setattr(threaded_moto_server, "DomainDispatcherApplication", Faulty)  # noqa: B010
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    try:
        server.start()
        host, port = server.get_host_and_port()
        store.endpoint = f"http://{host}:{port}"
        yield store
    finally:
        setattr(threaded_moto_server, "DomainDispatcherApplication", DomainDispatcherApplication)  # noqa: B010
        server.stop()


class _Login(paramiko.ServerInterface):  # type: ignore[misc]
    def check_auth_password(self, username: str, password: str) -> int:
        known = (username, password) == ("archivist", "s3cret-word")
        return cast(int, paramiko.AUTH_SUCCESSFUL if known else paramiko.AUTH_FAILED)

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return cast(int, paramiko.OPEN_SUCCEEDED)


class _Files(paramiko.SFTPServerInterface):  # type: ignore[misc]
    """The folder `root` as `/`."""

    root: Path

    def __init__(self, server: object, root: Path) -> None:
        super().__init__(server)
        self.root = root

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return _told(found) if name in _CALLS else found

    def list_folder(self, path: str) -> list[paramiko.SFTPAttributes]:
        return [paramiko.SFTPAttributes.from_stat(each.lstat(), each.name) for each in self._at(path).iterdir()]

    def stat(self, path: str) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(self._at(path).stat())

    def lstat(self, path: str) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(self._at(path).lstat())

    def open(self, path: str, flags: int, attr: object) -> paramiko.SFTPHandle:
        handle = paramiko.SFTPHandle(flags)
        mode = "rb" if not flags & (os.O_WRONLY | os.O_RDWR) else "wb"
        handle.readfile = handle.writefile = self._at(path).open(mode)
        return handle

    def remove(self, path: str) -> None:
        self._at(path).unlink()

    def posix_rename(self, oldpath: str, newpath: str) -> None:
        self._at(oldpath).replace(self._at(newpath))

    def mkdir(self, path: str, attr: object) -> None:
        self._at(path).mkdir()

    def _at(self, path: str) -> Path:
        return self.root / path.lstrip("/")


_CALLS = {"list_folder", "stat", "lstat", "open", "remove", "posix_rename", "mkdir"}


def _told(call: Callable[..., Any]) -> Callable[..., Any]:
    def answer(*given: Any) -> Any:
        try:
            done = call(*given)
        except OSError as fault:
            return paramiko.SFTPServer.convert_errno(fault.errno)
        return paramiko.SFTP_OK if done is None else done

    return answer


class SftpServer:
    """A running server. `drop()` breaks all connections off."""

    def __init__(self, port: int, key: paramiko.PKey) -> None:
        self.address = f"sftp://archivist:s3cret-word@127.0.0.1:{port}"
        self.known_host = f"[127.0.0.1]:{port} {key.get_name()} {key.get_base64()}\n"
        self.connections: list[paramiko.Transport] = []

    def drop(self) -> None:
        for each in self.connections:
            each.close()


@contextmanager
def sftp_server(root: Path) -> Iterator[SftpServer]:
    """The folder `root`, served on a free port of loopback."""
    key = paramiko.ECDSAKey.generate()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = SftpServer(listening.getsockname()[1], key)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    transport = paramiko.Transport(listening.accept()[0])
                    transport.add_server_key(key)
                    transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Files, root)
                    transport.start_server(server=_Login(), event=threading.Event())
                    server.connections.append(transport)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield server
        server.drop()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
