"""The server: the preview's own page, its pictures, overlays and book, and a stream of its states (Server-Sent Events).

Nothing is looked up on the disk by what an address says: files of the page are read when the server starts, and all else is found in
tables of what was made.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from publisher.config import Layer
from publisher.messages.preview import INTERFACE
from publisher.preview.building import Builder
from publisher.preview.guard import BOOK_POLICY, LOOPBACK, Guard
from publisher.preview.interface_face import MEDIA_TYPE
from publisher.preview.session import Session

_STATIC = Path(__file__).with_name("static")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_PAGE = "index.html"
_HEARTBEAT = 15.0
"""Seconds after which a stream in which nothing happens says so."""
_KEEP = "private, max-age=3600, immutable"
"""For what has an address of its own for each content."""


class Place(NamedTuple):
    """Where a preview answers and how it speaks, `language` being `en` or `zh`.

    `ready` is told the address once it answers, `report` each fault of its own.
    """

    listener: socket.socket
    language: str
    ready: Callable[[str], None]
    report: Callable[[Exception], None]

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])


def application(session: Session, name: str, place: Place) -> Guard:
    """The whole preview of the file `name` as an ASGI application."""
    language = place.language
    words = {key: pair[language == "zh"] for key, pair in INTERFACE.items()}
    page = _page(name, language, words)
    slicing = asyncio.Lock()

    async def index(_request: Request) -> Response:
        return Response(page, media_type="text/html; charset=utf-8")

    async def events(_request: Request) -> Response:
        return StreamingResponse(_stream(session), media_type="text/event-stream")

    async def picture(request: Request) -> Response:
        width = request.query_params.get("w", "")
        # A number of more digits is no width, and nothing to parse.
        if not (width.isascii() and width.isdigit() and len(width) <= 5):
            return _nothing(400)
        data = await session.picture(request.path_params["key"], int(width))
        return _answer(data, "image/png", keep=True)

    async def overlay(request: Request) -> Response:
        return _answer(await session.overlay(request.path_params["number"]), "application/json")

    async def book(request: Request) -> Response:
        file = await session.book_file(request.path_params["number"], request.path_params["name"])
        if file is None:
            return _nothing()
        return Response(file.data, media_type=file.media_type, headers={"Content-Security-Policy": BOOK_POLICY})

    async def source(_request: Request) -> Response:
        return _answer(session.source(), "application/json")

    async def face(_request: Request) -> Response:
        async with slicing:
            sliced = await asyncio.to_thread(session.interface_face)
        return _answer(sliced, MEDIA_TYPE, keep=True)

    routes = [
        Route("/", index), Route("/events", events), Route("/pages/{key}.png", picture),
        Route("/overlays/{number:int}.json", overlay), Route("/book/{number:int}/{name:path}", book),
        Route("/source.json", source), Route("/interface.otf", face), *_static_routes(),
    ]  # fmt: skip
    return Guard(Starlette(routes=routes), place.port, place.report)


def _page(name: str, language: str, words: dict[str, str]) -> bytes:
    """The page with its words in place. Those that the script needs stand in it as JSON, in which no tag can end."""
    escaped = {key: html.escape(word) for key, word in words.items()}
    data = msgspec.json.encode(words).decode().replace("<", "\\u003c")
    told = {"name": html.escape(name), "lang": "zh-Hans" if language == "zh" else "en", "words": data}
    return Template((_STATIC / _PAGE).read_text("utf-8")).substitute(escaped, **told).encode()


def _static_routes() -> Iterator[Route]:
    for path in sorted(_STATIC.iterdir()):
        if path.suffix in _TYPES:
            yield Route(f"/{path.name}", _file(path.read_bytes(), _TYPES[path.suffix]))


def _file(data: bytes, media_type: str) -> Callable[[Request], Any]:
    async def answer(_request: Request) -> Response:
        return Response(data, media_type=f"{media_type}; charset=utf-8")

    return answer


def _answer(data: bytes | None, media_type: str, *, keep: bool = False) -> Response:
    if data is None:
        return _nothing()
    return Response(data, media_type=media_type, headers={"Cache-Control": _KEEP} if keep else None)


def _nothing(status: int = 404) -> Response:
    return Response(b"", status)


async def _stream(session: Session) -> AsyncIterator[bytes]:
    yield b"retry: 500\n\n"
    async for state in session.states(_HEARTBEAT):
        yield b": nothing new\n\n" if state is None else b"event: state\ndata: " + msgspec.json.encode(state) + b"\n\n"


# --- running -------------------------------------------------------------------------------------------------------------


class _Server(uvicorn.Server):
    """uvicorn's server, which calls `ready` once it answers and leaves signals to us: it would raise them again at its end."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._ready()


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; 0: a port that is free. Raises OSError."""
    return socket.create_server((LOOPBACK, port))


def serve(feature: Path, given: Layer, place: Place) -> None:
    """Serve the preview until SIGINT or SIGTERM."""
    asyncio.run(_serve(feature, given, place))


async def _serve(feature: Path, given: Layer, place: Place) -> None:
    builder = Builder(feature, given)
    session = Session(builder, feature, place.language)
    config = uvicorn.Config(
        application(session, feature.name, place), log_config=None, access_log=False, server_header=False, lifespan="off",
        ws="none", http="h11", proxy_headers=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = _Server(config, lambda: place.ready(f"http://{LOOPBACK}:{place.port}/"))

    def stop() -> None:
        server.should_exit = True
        session.end()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    following = asyncio.create_task(session.run())
    # A preview that no longer follows its files must not go on as if it did.
    following.add_done_callback(lambda _: stop())
    try:
        await server.serve([place.listener])
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following
        builder.engine.close()
        session.close()
