"""Fetching from the web: public servers alone, at the address that was checked, within time and size."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from typing import Any

import pytest

from publisher.errors import InputError, LimitError, PublisherError
from publisher.fetch import IMAGES, PORTS, Address, Fetched, Limits, Policy, fetch, is_public

PAGE = "<html><title>渡口</title><p>渡船每天开六班。</p></html>".encode()
HTML = ("Content-Type", "text/html; charset=utf-8")

# --- which addresses are public --------------------------------------------------------------------------------------

PUBLIC = ["8.8.8.8", "93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
NOT_PUBLIC = {
    "this network": "0.0.0.0",
    "loopback": "127.0.0.1",
    "the end of loopback": "127.255.255.254",
    "private 10": "10.0.0.1",
    "private 172.16": "172.16.0.1",
    "private 192.168": "192.168.1.1",
    "shared by carriers": "100.64.0.1",
    "link-local": "169.254.1.1",
    "metadata of clouds": "169.254.169.254",
    "protocol assignments": "192.0.0.8",
    "documentation": "203.0.113.9",
    "relay of 6to4": "192.88.99.1",
    "benchmarks": "198.18.0.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6 unspecified": "::",
    "IPv6 loopback": "::1",
    "IPv6 loopback mapped": "::ffff:127.0.0.1",
    "IPv6 metadata mapped": "::ffff:169.254.169.254",
    "IPv4-compatible": "::127.0.0.1",
    "NAT64 of a private address": "64:ff9b::a00:1",
    "NAT64 of the metadata": "64:ff9b::a9fe:a9fe",
    "NAT64 of a site's own": "64:ff9b:1::1",
    "6to4 of loopback": "2002:7f00:1::",
    "Teredo": "2001:0:7f00:1::",
    "IPv6 documentation": "2001:db8::1",
    "IPv6 newer documentation": "3fff::1",
    "IPv6 site-local": "fec0::1",
    "IPv6 unique local": "fd00::1",
    "IPv6 metadata": "fd00:ec2::254",
    "IPv6 link-local": "fe80::1",
    "IPv6 link-local of an interface": "fe80::1%eth0",
    "IPv6 multicast": "ff02::1",
    "IPv6 segment routing": "5f00::1",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("kind", NOT_PUBLIC)
def test_an_address_that_is_not_public(kind: str) -> None:
    assert not is_public(ip_address(NOT_PUBLIC[kind]))


# --- a server of one's own -------------------------------------------------------------------------------------------

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


class Server(http.server.ThreadingHTTPServer):
    """A server on loopback whose answers a test gives by path."""

    daemon_threads = True
    answers: dict[str, Answer]
    seen: list[Any]

    @property
    def url(self) -> str:
        return f"http://press.example:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        self.close_connection = True
        self.server.answers[self.path](self)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.answers, made.seen = {}, []
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def answer(body: bytes, *headers: tuple[str, str], status: int = 200, length: int | None = None) -> Answer:
    def send(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        with contextlib.suppress(OSError):
            handler.wfile.write(body)

    return send


def redirect(url: str, status: int = 302) -> Answer:
    return answer(b"", ("Location", url), status=status)


def policy(server: Server, *, allowed: tuple[str, ...] = ("127.0.0.1",), **names: list[str]) -> Policy:
    """Every name is on loopback unless `names` (dots as _) says otherwise; public addresses and `allowed` may be spoken to."""

    def allows(address: Address) -> bool:
        return is_public(address) or str(address) in allowed

    def resolve(host: str, port: int) -> list[str]:
        return names.get(host.replace(".", "_"), ["127.0.0.1"])

    return Policy(allows, PORTS | {server.server_port}, resolve)


PATIENT = Limits(seconds=10)


def get(server: Server, path: str = "/", limits: Limits = PATIENT, **more: Any) -> Fetched:
    return fetch(server.url + path, limits, policy=policy(server), **more)


def refusal(work: Callable[[], object]) -> PublisherError:
    with pytest.raises((InputError, LimitError)) as caught:
        work()
    assert caught.value.message("en") and caught.value.message("zh")
    return caught.value


# --- what is fetched -------------------------------------------------------------------------------------------------


def test_a_page_comes_with_its_type_and_address(server: Server) -> None:
    server.answers["/a"] = answer(PAGE, HTML)
    assert get(server, "/a") == Fetched(PAGE, f"{server.url}/a", "text/html; charset=utf-8")


def test_the_request_says_who_asks_and_nothing_else(server: Server) -> None:
    server.answers["/"] = answer(PAGE, HTML)
    get(server)
    ((_, headers),) = server.seen
    assert headers["User-Agent"] == "cjk-publisher"
    assert headers["Host"] == f"press.example:{server.server_port}"
    assert headers.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_characters_of_an_address_are_written_as_their_bytes(server: Server) -> None:
    server.answers["/%E6%B8%A1%E5%8F%A3?q=%E8%88%B9%20%31"] = answer(PAGE, HTML)
    assert get(server, "/渡口?q=船 %31#节").data == PAGE


def test_a_name_in_han_is_asked_for_in_ascii(server: Server) -> None:
    server.answers["/"] = answer(PAGE, HTML)
    fetch(f"http://报纸.example:{server.server_port}/", policy=policy(server))
    assert server.seen[0][1]["Host"].startswith("xn--")


def compressed(wbits: int) -> bytes:
    squeezing = zlib.compressobj(wbits=wbits)
    return squeezing.compress(PAGE) + squeezing.flush()


CODINGS = {
    "gzip": ("gzip", gzip.compress(PAGE)),
    "gzip in two members": ("gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
    "deflate": ("deflate", compressed(15)),
    "deflate without its frame": ("deflate", compressed(-15)),
    "identity": ("identity", PAGE),
}


@pytest.mark.parametrize("kind", CODINGS)
def test_codings(server: Server, kind: str) -> None:
    coding, body = CODINGS[kind]
    server.answers["/"] = answer(body, HTML, ("Content-Encoding", coding))
    assert get(server).data == PAGE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: Server, status: int) -> None:
    server.answers["/a"] = redirect("/b", status)
    server.answers["/b"] = redirect(f"http://other.example:{server.server_port}/c", status)
    server.answers["/c"] = answer(PAGE, HTML)
    assert get(server, "/a") == Fetched(PAGE, f"http://other.example:{server.server_port}/c", HTML[1])


# --- what is refused -------------------------------------------------------------------------------------------------

ADDRESSES = {
    "file:///etc/passwd": "fetch-url",
    "ftp://press.example/a": "fetch-url",
    "gopher://press.example/": "fetch-url",
    "data:text/html,x": "fetch-url",
    "javascript:alert(1)": "fetch-url",
    "//press.example/a": "fetch-url",
    "press.example/a": "fetch-url",
    "http://": "fetch-url",
    "http:///a": "fetch-url",
    "http://[::1": "fetch-url",
    "http://press.example:99999/": "fetch-url",
    "http://press..example/": "fetch-url",
    "http://user:secret@press.example/": "fetch-credentials",
    "http://user@press.example/": "fetch-credentials",
    "http://press.example:22/": "fetch-port",
    "http://press.example:6379/": "fetch-port",
    "http://press.example:0/": "fetch-port",
}  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_addresses_that_are_not_fetched(url: str) -> None:
    def unreachable(host: str, port: int) -> list[str]:
        raise AssertionError("looked up")

    assert refusal(lambda: fetch(url, policy=Policy(resolve=unreachable))).code == ADDRESSES[url]


OWN_MACHINE = [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
    "http://0x7f.1/", "http://127.1/", "http://169.254.169.254/latest/meta-data/",
]  # fmt: skip


@pytest.mark.parametrize("url", OWN_MACHINE)
def test_by_itself_nothing_of_the_own_machine_or_network_is_fetched(url: str) -> None:
    assert refusal(lambda: fetch(url)).code in ("fetch-private", "fetch-host")


def test_one_private_address_among_public_ones_makes_a_name_suspect(server: Server) -> None:
    chosen = policy(server, press_example=["8.8.8.8", "10.0.0.7"])
    fault = refusal(lambda: fetch(server.url, policy=chosen))
    assert (fault.code, fault.values["address"]) == ("fetch-private", "10.0.0.7")


def test_a_redirect_to_a_private_address(server: Server) -> None:
    server.answers["/"] = redirect(f"http://inner.example:{server.server_port}/secret")
    server.answers["/secret"] = answer(PAGE, HTML)
    chosen = policy(server, inner_example=["127.0.0.2"])
    assert refusal(lambda: fetch(server.url + "/", policy=chosen)).code == "fetch-private"
    assert [path for path, _ in server.seen] == ["/"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://a:b@press.example/", "http://press.example:25/"])
def test_a_redirect_is_judged_like_an_address(server: Server, url: str) -> None:
    server.answers["/"] = redirect(url)
    assert refusal(lambda: get(server)).code in ("fetch-url", "fetch-credentials", "fetch-port")


def test_a_name_that_changes_its_address_gains_nothing(server: Server) -> None:
    """DNS rebinding: a name is looked up once, and what was looked up is what is connected."""
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.3"]

    def allows(address: Address) -> bool:
        return str(address) == "127.0.0.1"

    server.answers["/"] = answer(PAGE, HTML)
    server.answers["/again"] = redirect("/")
    chosen = Policy(allows, frozenset({server.server_port}), rebinding)
    assert fetch(server.url + "/", policy=chosen).data == PAGE
    assert asked == ["press.example"]
    assert refusal(lambda: fetch(server.url + "/again", policy=chosen)).code == "fetch-private"


def test_a_circle_of_redirects(server: Server) -> None:
    server.answers["/"] = redirect("/")
    assert refusal(lambda: get(server)).code == "fetch-redirects"
    assert len(server.seen) == Limits().redirects + 1


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    server.answers["/"] = answer(PAGE, HTML)
    assert get(server).data == PAGE


ANSWERS: dict[str, tuple[Answer, str]] = {
    "not found": (answer(b"", HTML, status=404), "fetch-status"),
    "forbidden": (answer(b"", HTML, status=403), "fetch-status"),
    "a redirect to nowhere": (answer(b"", HTML, status=302), "fetch-status"),
    "a film": (answer(b"x", ("Content-Type", "video/mp4")), "fetch-type"),
    "a style sheet": (answer(b"x", ("Content-Type", "text/css")), "fetch-type"),
    "an unknown coding": (answer(b"x", HTML, ("Content-Encoding", "br")), "fetch-coding"),
    "cut short": (answer(PAGE, HTML, length=len(PAGE) + 9), "fetch-broken"),
    "gzip cut short": (answer(gzip.compress(PAGE)[:-9], HTML, ("Content-Encoding", "gzip")), "fetch-broken"),
    "gzip that is none": (answer(PAGE, HTML, ("Content-Encoding", "gzip")), "fetch-broken"),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_answers_that_are_no_page(server: Server, kind: str) -> None:
    server.answers["/"], code = ANSWERS[kind]
    assert refusal(lambda: get(server)).code == code


def test_a_page_is_no_image(server: Server) -> None:
    server.answers["/"] = answer(PAGE, HTML)
    assert refusal(lambda: get(server, accept=IMAGES)).code == "fetch-type"


def test_a_server_that_says_no_type_is_believed_to_send_a_page(server: Server) -> None:
    server.answers["/"] = answer(PAGE)
    assert get(server).content_type == ""


def test_nobody_listens(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    chosen = Policy(lambda _: True, frozenset({port}), lambda *_: ["127.0.0.1"])
    assert refusal(lambda: fetch(f"http://press.example:{port}/", policy=chosen)).code == "fetch-connection"


def babble(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-x\r\n")


def test_what_speaks_no_http_or_no_tls(server: Server) -> None:
    server.answers["/"] = babble
    assert refusal(lambda: get(server)).code == "fetch-connection"
    url = f"https://press.example:{server.server_port}/"
    assert refusal(lambda: fetch(url, policy=policy(server))).code == "fetch-connection"


def test_a_name_without_an_address(server: Server) -> None:
    chosen = policy(server, press_example=[])
    assert refusal(lambda: fetch(server.url, policy=chosen)).code == "fetch-host"


# --- limits ----------------------------------------------------------------------------------------------------------

SMALL = Limits(size=10_000, seconds=10)


def test_too_large_by_its_own_word(server: Server) -> None:
    server.answers["/"] = answer(b"", HTML, length=10_001)
    assert refusal(lambda: get(server, limits=SMALL)).code == "fetch-too-large"


def endless(piece: bytes) -> Answer:
    """An answer without length that does not end until the other side is tired of it."""

    def send(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header(*HTML)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(piece)
        except OSError:
            pass

    return send


def test_too_large_without_a_word(server: Server) -> None:
    server.answers["/"] = endless(b"x" * 4096)
    assert refusal(lambda: get(server, limits=SMALL)).code == "fetch-too-large"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_met_while_it_is_small(server: Server, coding: str) -> None:
    squeeze = gzip.compress if coding == "gzip" else zlib.compress
    bomb = squeeze(bytes(8_000_000))
    assert len(bomb) < SMALL.size
    server.answers["/"] = answer(bomb, HTML, ("Content-Encoding", coding))
    assert refusal(lambda: get(server, limits=SMALL)).code == "fetch-too-large"


def drip(head: bytes, piece: bytes) -> Answer:
    """An answer that comes in drops, each in good time for a limit that counts from drop to drop."""

    def send(handler: http.server.BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(head)
            while True:
                handler.wfile.write(piece)
                time.sleep(0.02)
        except OSError:
            pass

    return send


DRIPS = {
    "in the headers": drip(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "in the text": drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
    "in the size of a chunk": drip(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"
    ),
    "in a chunk": drip(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"
    ),
}


@pytest.mark.parametrize("kind", DRIPS)
def test_a_server_that_drips_gets_no_more_time_for_it(server: Server, kind: str) -> None:
    server.answers["/"] = DRIPS[kind]
    assert refusal(lambda: get(server, limits=Limits(seconds=0.3))).code == "fetch-time"


def test_a_silent_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        chosen = Policy(lambda _: True, frozenset({port}), lambda *_: ["127.0.0.1"])
        for scheme in ("http", "https"):
            url = f"{scheme}://press.example:{port}/"
            assert refusal(lambda url=url: fetch(url, Limits(seconds=0.2), policy=chosen)).code == "fetch-time"  # type: ignore[misc]


def test_names_that_are_looked_up_for_ever(server: Server) -> None:
    done = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        done.wait(20)
        return []

    chosen = Policy(lambda _: True, frozenset({80}), slow)
    assert refusal(lambda: fetch("http://press.example/", Limits(seconds=0.2), policy=chosen)).code == "fetch-time"
    done.set()
