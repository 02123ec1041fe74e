"""Fetching a page or an image from the web, only where the user asked for it (`--fetch`), and only from the public internet.

Whoever writes an address may not know, or may know too well, where it leads: to a router, a printer, a cloud's metadata. So each
address that a name resolves to is checked before anything is connected, the connection is made to the very address that was
checked (a name that resolves differently the second time gains nothing), and every redirect is a new address, checked again.
Proxies of the environment are not used: the proxy would resolve the name, and nothing could be checked.

Addresses are judged by an allow-list, global unicast less the IANA special-purpose registries (RFC 6890 and its updates). The whole
takes at most `Limits.seconds`, and at most `Limits.size` bytes, as sent and as decoded. HTTP/1.1 (RFC 9112), redirects and codings
by RFC 9110.
"""

from __future__ import annotations

import http.client
import io
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from msgspec import Struct

from publisher.errors import InputError, LimitError

Address = IPv4Address | IPv6Address

PORTS: Final = frozenset({80, 443, 8080, 8443})
"""Where web servers listen; other services are not to be spoken to."""
PAGES: Final = (
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/json", "application/epub+zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/octet-stream",
)  # fmt: skip
"""Media types of what the readers read."""
IMAGES: Final = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/octet-stream")

_USER_AGENT: Final = "cjk-publisher"
_PIECE: Final = 1 << 16
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_OK: Final = 200
_SAFE: Final = "/%:@!$&'()*+,;=~?"
_CONTROL: Final = re.compile("[\x00-\x20\x7f]")

# What `is_global` of some Python versions lets through: multicast, protocol assignments, relays, benchmarks, shared space.
_NOT_PUBLIC_4: Final = tuple(map(IPv4Network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
)))  # fmt: skip
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
# Protocol assignments with Teredo and ORCHID, documentation, and 6to4, in which any IPv4 address can be written.
_NOT_PUBLIC_6: Final = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))
)
# The well-known prefix of NAT64 (RFC 6052), by which hosts without IPv4 reach those without IPv6.
_NAT64: Final = IPv6Network("64:ff9b::/96")


class Limits(Struct, frozen=True):
    """What a fetch may take."""

    size: int = 20_000_000
    """Bytes."""
    seconds: float = 30
    """From the first look-up to the last byte, redirects included."""
    redirects: int = 5


class Fetched(Struct, frozen=True):
    """What was fetched: the bytes without their transfer coding, the address they came from in the end, and their media type."""

    data: bytes
    url: str
    content_type: str
    """As the server sent it, with its parameters (`text/html; charset=gb2312`); empty if it said nothing."""


def is_public(address: Address) -> bool:
    """Whether `address` is on the public internet."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _NOT_PUBLIC_4)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    is_reserved = any(address in network for network in _NOT_PUBLIC_6)
    return address in _GLOBAL_UNICAST and address.is_global and not is_reserved and address.scope_id is None


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which they should be tried. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


class Policy(Struct, frozen=True):
    """Which servers may be spoken to; tests have one of their own."""

    allows: Callable[[Address], bool] = is_public
    ports: frozenset[int] = PORTS
    resolve: Callable[[str, int], list[str]] = resolve


_LIMITS: Final = Limits()
_POLICY: Final = Policy()


def fetch(url: str, limits: Limits = _LIMITS, *, accept: tuple[str, ...] = PAGES, policy: Policy = _POLICY) -> Fetched:
    """What is at `url`, an http or https address, if its media type is one of `accept`.

    Raises InputError `fetch-url`, `fetch-credentials`, `fetch-port`, `fetch-host`, `fetch-private`, `fetch-connection`,
    `fetch-certificate`, `fetch-status`, `fetch-redirects`, `fetch-type`, `fetch-coding`, `fetch-broken`; LimitError `fetch-time`,
    `fetch-too-large`.
    """
    deadline = _Deadline(limits.seconds)
    for _ in range(limits.redirects + 1):
        parts = _parts(url, policy)
        connection = _Connection(parts, _checked(parts, policy, deadline), deadline)
        try:
            location, fetched = _exchange(connection, parts, accept, limits)
        except TimeoutError:
            raise LimitError("fetch-time", url=_shown(url), seconds=limits.seconds) from None
        except ssl.SSLCertVerificationError as fault:
            raise InputError("fetch-certificate", host=parts.hostname, fault=fault.verify_message) from None
        except (http.client.HTTPException, OSError, ValueError) as fault:
            raise InputError("fetch-connection", host=parts.hostname, fault=_words(fault)) from None
        finally:
            connection.hang_up()
        if fetched is not None:
            return fetched
        url = urljoin(parts.geturl(), location)
    raise InputError("fetch-redirects", url=_shown(url), limit=limits.redirects)


def _exchange(
    connection: _Connection, parts: SplitResult, accept: tuple[str, ...], limits: Limits
) -> tuple[str, Fetched | None]:
    """One request: where it is redirected to, or what came."""
    headers = {
        "User-Agent": _USER_AGENT,
        "Accept": ", ".join(accept),
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    connection.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), headers=headers)
    response = connection.getresponse()
    url = parts.geturl()
    if response.status in _REDIRECTS and response.headers.get("Location"):
        # Headers are bytes; those who put other characters in them mean UTF-8.
        return response.headers["Location"].encode("latin-1", "replace").decode("utf-8", "replace"), None
    if response.status != _OK:
        raise InputError("fetch-status", url=_shown(url), status=response.status)
    content_type = response.headers.get("Content-Type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type and media_type not in accept:
        raise InputError("fetch-type", url=_shown(url), type=media_type[:60])
    data = b"".join(_decoded(response, limits, url))
    return "", Fetched(data, url, content_type)


# --- addresses


def _parts(url: str, policy: Policy) -> SplitResult:
    """The parts of an address in ASCII, if it may be fetched."""
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname or ""
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise InputError("fetch-url", url=_shown(url)) from None
    if parts.scheme.lower() not in ("http", "https") or not ascii_host or _CONTROL.search(ascii_host):
        raise InputError("fetch-url", url=_shown(url))
    if parts.username is not None or parts.password is not None:
        raise InputError("fetch-credentials", host=ascii_host)
    used = port if port is not None else 443 if parts.scheme.lower() == "https" else 80
    if used not in policy.ports:
        raise InputError("fetch-port", url=_shown(url), port=used, known=", ".join(map(str, sorted(policy.ports))))
    netloc = (f"[{ascii_host}]" if ":" in ascii_host else ascii_host) + (f":{port}" if port else "")
    return SplitResult(parts.scheme.lower(), netloc, quote(parts.path, _SAFE), quote(parts.query, _SAFE), "")


def _checked(parts: SplitResult, policy: Policy, deadline: _Deadline) -> list[str]:
    """The addresses of the server, if all of them are allowed. One that is not makes the name suspect."""
    host, port = parts.hostname or "", _port(parts)
    try:
        found = deadline.run(lambda: policy.resolve(host, port))
        addresses = [ip_address(address) for address in found]
    except TimeoutError:
        raise LimitError("fetch-time", url=_shown(parts.geturl()), seconds=deadline.seconds) from None
    except (OSError, ValueError):
        raise InputError("fetch-host", host=host) from None
    if not addresses:
        raise InputError("fetch-host", host=host)
    for address in addresses:
        if not policy.allows(address):
            raise InputError("fetch-private", host=host, address=address)
    return [str(address) for address in addresses]


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _shown(url: str) -> str:
    return url if len(url) <= 200 else f"{url[:200]}…"


def _words(fault: BaseException) -> str:
    return str(fault).strip().rstrip(".") or type(fault).__name__


# --- the connection


class _Deadline:
    """The end of the time that a fetch has."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left. Raises TimeoutError when none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def run(self, work: Callable[[], list[str]]) -> list[str]:
        """What `work` gives, if it does in time: looking up a name knows no limit of its own."""
        found: list[list[str]] = []
        faults: list[Exception] = []

        def run() -> None:
            try:
                found.append(work())
            except Exception as fault:
                faults.append(fault)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(self.left)
        if faults:
            raise faults[0]
        if not found:
            raise TimeoutError
        return found[0]


class _TimedReader(io.RawIOBase):
    """Reads from a socket up to the deadline; a server that sends a byte now and then gets no more time for each."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._sock.settimeout(self._deadline.left)
        return self._sock.recv_into(buffer)


class _TimedSocket:
    """What `http.client` asks of a socket."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left)
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._deadline))

    def close(self) -> None:
        """Nothing: `http.client` lets go of it before the answer is read; `_Connection.hang_up` closes it."""


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name that was asked for (Host, SNI and certificate)."""

    def __init__(self, parts: SplitResult, addresses: list[str], deadline: _Deadline) -> None:
        super().__init__(parts.hostname or "", _port(parts))
        self.default_port = 443 if parts.scheme == "https" else 80
        self._addresses = addresses
        self._deadline = deadline
        self._encrypted = parts.scheme == "https"
        self._line: socket.socket | None = None

    def connect(self) -> None:
        plain = self._reached()
        try:
            plain.settimeout(self._deadline.left)
            secured = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=self.host) if self._encrypted else plain
            )
        except BaseException:
            plain.close()
            raise
        self._line = secured
        self.sock = _TimedSocket(secured, self._deadline)

    def hang_up(self) -> None:
        self.close()
        if self._line is not None:
            self._line.close()

    def _reached(self) -> socket.socket:
        for place, address in enumerate(self._addresses):
            try:
                return socket.create_connection((address, self.port), self._deadline.left)
            except OSError:
                if place == len(self._addresses) - 1:
                    raise
        raise OSError(self.host)


# --- what comes


def _decoded(response: http.client.HTTPResponse, limits: Limits, url: str) -> Iterator[bytes]:
    """The content, piece by piece, without its coding. Raises LimitError before more than the limit is in memory."""
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise InputError("fetch-coding", url=_shown(url), coding=coding[:40])
    too_large = LimitError("fetch-too-large", url=_shown(url), limit=limits.size)
    announced = response.length
    if (announced or 0) > limits.size:
        raise too_large
    decoder = _Decoder() if coding not in ("", "identity") else None
    received = given = 0
    while piece := response.read1(_PIECE):
        received += len(piece)
        for part in decoder.parts(piece, url) if decoder else (piece,):
            given += len(part)
            if max(received, given) > limits.size:
                raise too_large
            yield part
    if (announced is not None and received < announced) or (decoder is not None and not decoder.complete):
        raise InputError("fetch-broken", url=_shown(url))


class _Decoder:
    """gzip and deflate (RFC 9110, 8.4.1), a piece at a time, so that a bomb is met while it is small."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        self._begun = False

    @property
    def complete(self) -> bool:
        return self._zlib.eof or not self._begun

    def parts(self, piece: bytes, url: str) -> Iterator[bytes]:
        try:
            while piece:
                if self._zlib.eof:
                    # A file of several gzip members is their contents, one after the other (RFC 1952, 2.2).
                    self._zlib = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
                yield self._part(piece)
                piece = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail
        except zlib.error:
            raise InputError("fetch-broken", url=_shown(url)) from None

    def _part(self, piece: bytes) -> bytes:
        begun, self._begun = self._begun, True
        try:
            return self._zlib.decompress(piece, _PIECE)
        except zlib.error:
            if begun:
                raise
            # Some servers send deflate without its zlib frame.
            self._zlib = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
            return self._zlib.decompress(piece, _PIECE)
