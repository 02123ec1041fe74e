"""Stores at an address: an object store over HTTP and an SFTP server on loopback, and what of their faults an archivist is told."""

from __future__ import annotations

import importlib
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
import pytest
from conftest import ROOT
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from served_stores import KEYS, ObjectStore, SftpServer, object_store, sftp_server

from publisher.archive.sources import Sources
from publisher.archive.storage import Storage, Stored
from publisher.archive.storage.addresses import scrubbed, shown
from publisher.archive.storage.faults import trouble_of
from publisher.archive.storage.patience import Patience
from publisher.archive.storage.remote import RemoteStorage
from publisher.errors import InputError, OutputError, PublisherError, UsageError


@pytest.fixture(scope="module")
def served() -> Iterator[ObjectStore]:
    with object_store() as store:
        yield store


@pytest.fixture
def store(served: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    """The object store with one empty bucket `texts`."""
    for name, value in served.environment().items():
        monkeypatch.setenv(name, value)
    _post(served, "reset")
    client().create_bucket(Bucket="texts")
    served.requests.clear()
    yield served
    served.faults.clear()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SftpServer]:
    """An SFTP server whose key is known."""
    (tmp_path / "served").mkdir()
    (tmp_path / "home" / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with sftp_server(tmp_path / "served") as server:
        (tmp_path / "home" / ".ssh" / "known_hosts").write_text(server.known_host)
        yield server


@pytest.fixture(params=["s3", "sftp", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """A storage of each kind, empty."""
    if request.param == "s3":
        request.getfixturevalue("store")
        return quick("s3://texts/archive/2024")
    if request.param == "sftp":
        return quick(request.getfixturevalue("server").address + "/archive/2024")
    return quick(f"memory://{tmp_path.name}/2024")


class Waits:
    """A patience that waits for nothing and remembers what it would have waited."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def patience(self) -> Patience:
        return Patience(pause=self.seconds.append, chance=lambda: 1.0)


def quick(address: str) -> RemoteStorage:
    return RemoteStorage(address, Waits().patience())


def client() -> Any:
    return boto3.client("s3")


def _post(store: ObjectStore, what: str, data: bytes = b"") -> None:
    request = urllib.request.Request(
        f"{store.endpoint}/moto-api/{what}", data, {"Content-Type": "text/plain"}, method="POST"
    )
    with urllib.request.urlopen(request):
        pass


def names(storage: Storage, under: str = "") -> list[str]:
    return [each.name for each in storage.walk(under)]


def test_what_is_written_is_found_read_and_removed(storage: Storage) -> None:
    storage.write("一月/除夕.txt", "爆竹".encode())
    storage.write("b.txt", b"two")
    found = storage.find("一月/除夕.txt")
    assert found is not None and (found.name, found.size) == ("一月/除夕.txt", 6)
    assert storage.read("一月/除夕.txt").decode() == "爆竹"
    assert storage.find("一月") is None
    storage.remove("b.txt")
    storage.remove("b.txt")
    assert storage.find("b.txt") is None
    with pytest.raises(InputError, match="source-missing"):
        storage.read("b.txt")


def test_the_files_of_a_folder_come_before_those_of_its_folders(storage: Storage) -> None:
    for name in (
        "b/1.txt",
        "a.txt",
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        "a/.hidden",
        ".publisher/journal",
        "a-b/3.txt",
        "a/c/d.txt",
    ):
        storage.write(name, b"-")
    folders = ["a/1.txt", "a/2.txt", "a/c/d.txt", "a-b/3.txt", "b/1.txt"]
    assert names(storage) == ["a.txt", "b.txt", *folders]
    assert names(storage, "a") == ["a/1.txt", "a/2.txt", "a/c/d.txt"]
    with pytest.raises(InputError, match="source-missing"):
        names(storage, "nowhere")


def test_a_fingerprint_changes_with_the_bytes_and_is_the_same_wherever_it_is_asked(storage: Storage) -> None:
    storage.write("a.txt", b"first")
    (walked,) = storage.walk()
    assert walked == storage.find("a.txt") and walked.fingerprint
    storage.write("a.txt", b"second")
    assert storage.find("a.txt") != walked


def test_a_file_that_is_there_stays_where_that_is_asked(storage: Storage) -> None:
    storage.write("a.txt", b"old", replace=False)
    with pytest.raises(OutputError, match="exists"):
        storage.write("a.txt", b"new", replace=False)
    assert storage.read("a.txt") == b"old"


def test_a_folder_of_thousands_is_listed_whole_page_by_page(store: ObjectStore) -> None:
    for name in ("", *(f"{number:04}.txt" for number in range(1003))):
        s3_backends[DEFAULT_ACCOUNT_ID]["aws"].put_object("texts", f"many/{name}", b"")
    store.requests.clear()
    storage = quick("s3://texts/many")
    assert storage.location == "s3://texts/many"
    assert names(storage) == [f"{number:04}.txt" for number in range(1003)]
    assert store.requests == ["GET /texts"] * 2


def test_a_whole_bucket_may_be_named(store: ObjectStore) -> None:
    assert names(quick("s3://texts")) == []
    quick("s3://texts/").write("a/b.txt", b"1")
    assert names(quick("s3://texts")) == ["a/b.txt"]


def test_a_busy_store_is_given_longer_and_longer_rest(store: ObjectStore) -> None:
    waits = Waits()
    storage = RemoteStorage("s3://texts", waits.patience())
    store.faults[:] = [(503, "SlowDown"), (503, "ServiceUnavailable"), (500, "InternalError")]
    storage.write("a.txt", b"there")
    assert waits.seconds == [0.5, 1.0, 2.0]
    store.faults[:] = [(503, "SlowDown")]
    assert names(storage) == ["a.txt"]
    store.faults[:] = [(429, "TooManyRequests")]
    assert storage.read("a.txt") == b"there"
    assert not store.faults


def test_a_store_that_stays_busy_is_reported_as_what_may_pass(store: ObjectStore) -> None:
    storage = quick("s3://texts")
    store.faults[:] = [(503, "SlowDown")] * 99
    with pytest.raises(OutputError) as raised:
        storage.write("a.txt", b"there")
    assert (raised.value.code, raised.value.file) == ("store-busy", "s3://texts/a.txt")
    assert "6 times" in raised.value.message() and "SlowDown" in raised.value.message()
    assert len(store.faults) == 99 - 6


def test_waits_are_drawn_at_random_between_half_and_all_of_a_bound() -> None:
    assert list(Patience(chance=lambda: 0.0).waits()) == [0.25, 0.5, 1.0, 2.0, 4.0]
    assert list(Patience(attempts=9, longest=5, chance=lambda: 1.0).waits()) == [0.5, 1, 2, 4, 5, 5, 5, 5]


def test_a_bucket_that_is_not_there_is_named(store: ObjectStore) -> None:
    for attempt in (
        lambda storage: names(storage),
        lambda storage: storage.read("a.txt"),
        lambda storage: storage.write("a.txt", b""),
    ):
        with pytest.raises((InputError, OutputError), match="store-no-bucket") as raised:
            attempt(quick("s3://nowhere/texts"))
        assert "s3://nowhere/texts" in raised.value.message("zh")
    assert [each["Name"] for each in client().list_buckets()["Buckets"]] == ["texts"], "nothing was made unasked"


def test_access_that_is_denied_is_told_and_not_tried_again(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    user = boto3.client("iam")
    user.create_user(UserName="reader")
    keys = user.create_access_key(UserName="reader")["AccessKey"]
    _post(store, "reset-auth", b"0")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", keys["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", keys["SecretAccessKey"])
    storage, waits = quick("s3://texts"), Waits()
    try:
        for attempt in (lambda: names(storage), lambda: storage.read("a.txt"), lambda: storage.find("a.txt")):
            with pytest.raises(InputError, match="store-denied"):
                attempt()
        with pytest.raises(OutputError, match="store-denied"):
            storage.write("a.txt", b"")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIANOBODYKNOWSTHISONE")
        with pytest.raises(InputError, match="store-credentials"):
            names(RemoteStorage("s3://texts", waits.patience()))
    finally:
        _post(store, "reset-auth", b"inf")
    assert not waits.seconds


def test_missing_keys_are_told_with_where_they_are_looked_for(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in KEYS:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(InputError, match="store-credentials") as raised:
        quick("s3://texts").read("a.txt")
    assert "AWS_ACCESS_KEY_ID" in raised.value.message("zh")


def test_a_store_that_does_not_answer_is_tried_and_reported(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    waits = Waits()
    with pytest.raises(InputError, match="store-unreachable") as raised:
        names(RemoteStorage("s3://texts/a", waits.patience()))
    assert len(waits.seconds) == 5
    assert "AWS_ENDPOINT_URL" in raised.value.message()


def test_a_broken_connection_is_made_anew(server: SftpServer, tmp_path: Path) -> None:
    storage = quick(server.address + "/archive")
    storage.write("a.txt", b"1")
    server.drop()
    storage.write("a.txt", b"2")
    server.drop()
    assert storage.read("a.txt") == b"2"
    assert [each.name for each in (tmp_path / "served" / "archive").iterdir()] == ["a.txt"], "no temporary file stays"


def test_readers_never_see_a_half_written_file(
    server: SftpServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from fsspec.implementations.sftp import SFTPFileSystem  # type: ignore[import-untyped]

    storage = quick(server.address + "/archive")
    storage.write("a.txt", b"old")

    def fail(*_: object) -> None:
        assert storage.read("a.txt") == b"old"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SFTPFileSystem, "mv", fail)
    with pytest.raises(OutputError, match="disk-full"):
        storage.write("a.txt", b"new")
    assert storage.read("a.txt") == b"old"
    assert [each.name for each in (tmp_path / "served" / "archive").iterdir()] == ["a.txt"]


def test_links_are_followed_to_files_and_not_to_folders(server: SftpServer, tmp_path: Path) -> None:
    storage = quick(server.address + "/archive")
    storage.write("a.txt", b"1")
    folder = tmp_path / "served" / "archive"
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "round").symlink_to(".")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    assert names(storage) == ["a.txt", "b.txt"]
    assert names(quick(server.address)) == ["archive/a.txt", "archive/b.txt"]


def test_only_a_known_machine_is_given_a_password(server: SftpServer, tmp_path: Path) -> None:
    known_hosts = tmp_path / "home" / ".ssh" / "known_hosts"
    known_hosts.write_text(known_hosts.read_text().replace("127.0.0.1", "127.0.0.2"))
    with pytest.raises(InputError, match="store-host-unknown") as raised:
        quick(server.address + "/archive")
    assert "ssh-keyscan" in raised.value.message()


def test_neither_passwords_nor_keys_are_ever_said(server: SftpServer) -> None:
    storage = quick(server.address + "/archive")
    assert storage.location == shown(server.address) + "/archive" and "s3cret" not in storage.location
    with pytest.raises(PublisherError, match="store-credentials") as raised:
        quick(server.address.replace("s3cret-word", "wr%6Fng-word") + "/archive")
    assert "word" not in str(raised.value) + str(raised.value.values) + str(raised.value.file)


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("s3://texts/a", "s3://texts/a"),
        ("sftp://me:p@ss@host:22/a b/c", "sftp://host:22/a b/c"),
        ("https://host/a?X-Amz-Signature=abc", "https://host/a"),
        ("zip://*.txt::https://me:pass@host/a.zip?key=1", "zip://*.txt::https://host/a.zip"),
        ("texts/why?", "texts/why?"),
    ],
)
def test_addresses_are_shown_without_what_is_secret(address: str, printed: str) -> None:
    assert shown(address) == printed


def test_an_archive_that_is_its_own_target_is_named_without_a_password() -> None:
    with pytest.raises(UsageError) as raised:
        Sources(["memory://me:s3cret-word@host/texts/*"], "memory://me:s3cret-word@host/texts")
    assert raised.value.code == "batch-same-place"
    assert "s3cret" not in raised.value.message()


def test_what_a_driver_says_is_told_without_what_is_secret() -> None:
    said = "Login of me with p@ss%21 (p@ss!)\n failed at sftp://me:x@host/a?sig=1"
    assert scrubbed(said, "sftp://me2:p@ss%21@host/a") == "Login of me with … (…) failed at sftp://host/a"


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("nosuch://a/b", "store-unknown", "nosuch://"),
        ("gs://a/b", "store-driver-missing", "pip install gcsfs"),
    ],
)
def test_an_address_nobody_can_reach_says_what_to_install(
    address: str, code: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(UsageError, match=code) as raised:
        RemoteStorage(address)
    assert said in raised.value.message() and said in raised.value.message("zh")


@pytest.mark.parametrize(("missing", "code"), [("fsspec.core", "cluster-missing"), ("s3fs", "store-driver-missing")])
def test_the_extra_is_named_where_it_is_not_installed(missing: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = importlib.import_module("fsspec.registry")
    monkeypatch.setattr(registry, "registry", {})
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UsageError, match=code) as raised:
        RemoteStorage("s3://texts/a")
    assert "cjk-publisher[cluster]" in raised.value.message()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (FileNotFoundError("a"), "source-missing"),
        (PermissionError("a"), "store-denied"),
        (TimeoutError("a"), "store-time"),
        (ConnectionResetError("a"), "store-unreachable"),
        (BrokenPipeError("a"), "store-unreachable"),
        (EOFError(), "store-unreachable"),
        (OSError(28, "full"), "disk-full"),
        (OSError(30, "read-only"), "store-read-only"),
        (NotImplementedError(), "store-read-only"),
        (OSError("Failure"), "store-failed"),
        (KeyError("a"), "store-failed"),
    ],
    ids=repr,
)
def test_what_drivers_raise_is_known_by_what_it_means(fault: Exception, code: str) -> None:
    assert trouble_of(fault).code == code


def test_a_program_that_has_used_a_store_ends_in_silence(store: ObjectStore) -> None:
    program = (
        "from publisher.archive.storage.remote import RemoteStorage\n"
        "s = RemoteStorage('s3://texts/a'); s.write('a.txt', b'1'); print(s.read('a.txt'))"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr, done.returncode) == ("b'1'\n", "", 0)


def test_stored_files_compare_by_all_they_have() -> None:
    assert Stored("a", 1, "x") != Stored("a", 1, "y")
