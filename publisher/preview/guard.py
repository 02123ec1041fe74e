"""Who may ask: a browser on this machine that was told this address, for a page of the preview itself.

A server on the loopback address can be reached by every page the browser has open. What names another host (DNS rebinding), or comes
from another site's page (Fetch metadata, https://www.w3.org/TR/fetch-metadata/), is refused; and what is answered may load
nothing from elsewhere (Content Security Policy Level 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = "127.0.0.1"

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
BOOK_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""No script of a book runs, and it stands in no frame but ours."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_METHODS = ("GET", "HEAD")


class Guard:
    """An ASGI application around another, which it lets answer only what may be asked. `report` is told of faults in that one."""

    def __init__(self, app: ASGIApp, port: int, report: Callable[[Exception], None]) -> None:
        self._app, self._report = app, report
        self._hosts = tuple(f"{name}:{port}" for name in (LOOPBACK, "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
                headers.setdefault("Cache-Control", "no-store")
                for name, value in _ALWAYS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        if refusal:
            status, why = refusal
            await PlainTextResponse(why + "\n", status)(scope, receive, guarded)
            return
        try:
            await self._app(scope, receive, guarded)
        except Exception as fault:  # one picture less; the preview goes on
            self._report(fault)
            if not begun:
                await PlainTextResponse("A fault in the publisher itself.\n", 500)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and reason where it may not be asked."""
        headers = Headers(scope=scope)
        if not _all_in(headers.getlist("host"), self._hosts, least=1):
            return 403, "This preview answers to its own address on this machine only."
        if not _all_in(headers.getlist("origin"), [f"http://{host}" for host in self._hosts]):
            return 403, "Pages of other sites may not ask here."
        if not _all_in(headers.getlist("sec-fetch-site"), ("same-origin", "none")):
            return 403, "Pages of other sites may not ask here."
        if scope["method"] not in _METHODS:
            return 405, "There is nothing to change here."
        return None


def _all_in(values: list[str], known: Iterable[str], *, least: int = 0) -> bool:
    return least <= len(values) <= 1 and set(values) <= set(known)
