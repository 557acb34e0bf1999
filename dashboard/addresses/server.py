"""The addresses on the web: a middleware that answers its own, and says of what is nobody's that it is not there.

It stands around the pages and not among their routes: their HTML is rewritten on the way out, this is not. The work is
done in threads of its own, so that the sessions of the pages go on; those who wait for them are bounded too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.addresses import cached, problems, shell
from dashboard.addresses.asking import HTML, Address, Answer, Asking, Refused, Snapshots
from dashboard.addresses.requests import asking, wants_html
from dashboard.composition.site import PAGES

READ, ALLOWED = ("GET", "HEAD"), "GET, HEAD, OPTIONS"
METHODS = (*READ, "OPTIONS", "POST", "PUT", "PATCH", "DELETE")  # all are answered, also those that are refused
WORKERS, DRAWERS = 4, 1  # requests that are answered and pictures that are drawn at the same moment
MOST_WAITING = 24  # requests that wait for either; more are told to come back
BUSY = ["Probeer het over een paar tellen opnieuw."]
FAILED = ["Dit kan nu niet worden gemaakt. De beheerder ziet in het log waarom."]
SHARED = {"Access-Control-Allow-Origin": "*", "Vary": "Accept, Accept-Encoding"}
ASKED_BEFORE = {
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "If-None-Match, Accept",
    "Access-Control-Max-Age": "86400",
    "Allow": ALLOWED,
}
log = logging.getLogger("dashboard")
T = TypeVar("T")


class Addresses:
    """ASGI middleware with the addresses that are no pages.

    Args:
        app: The server of the pages.
        addresses: The addresses, the more particular before the more general.
        snapshots: Returns the open snapshots.
        names: Returns every address that exists, to find what an unknown one may have meant.
    """

    def __init__(
        self,
        app: ASGIApp,
        addresses: tuple[Address, ...],
        snapshots: Callable[[], Snapshots],
        names: Callable[[Callable[[], Snapshots]], list[str]],
    ) -> None:
        self.app, self.snapshots, self.names = app, snapshots, names
        self._lines: dict[str, CapacityLimiter] = {}
        self.pages = {f"/{info.path}" for info in PAGES}
        routes = [Route(address.path, partial(self._answered, address), methods=METHODS) for address in addresses]
        self.router = Router(routes, redirect_slashes=True, default=self._elsewhere)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is asked here; pass on what is not."""
        if scope["type"] == "http":
            await self.router(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _elsewhere(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; where the platform falls back on its frame for an address that is no page, say 404."""
        if scope["type"] != "http" or scope["path"] in self.pages:
            await self.app(scope, receive, send)
            return
        is_fallback = False

        async def watched(message: Message) -> None:
            nonlocal is_fallback
            if message["type"] == "http.response.start":
                media = dict(message["headers"]).get(b"content-type", b"")
                is_fallback = message["status"] == 200 and media.startswith(b"text/html")
            if not is_fallback:
                await send(message)

        await self.app(scope, receive, watched)
        if is_fallback:
            request = Request(scope)
            try:
                problem = await self._in_line("ask", WORKERS, partial(self._unknown, request))
            except Refused as busy:
                problem = busy
            response = await self._refusal(request, problem)
            await response(scope, receive, send)

    def _unknown(self, request: Request) -> Refused:
        return problems.unknown(request.url.path, self.names(self.snapshots))

    async def _answered(self, address: Address, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=SHARED | ASKED_BEFORE)
        if request.method not in READ:
            problem = Refused(405, "Hier kun je alleen lezen", ["Gebruik GET of HEAD."])
            return await self._refusal(request, problem, {"Allow": ALLOWED})
        try:
            asked, answer = await self._in_line("ask", WORKERS, partial(self._asked, address, request))
            return await self._content(address, request, asked, answer)
        except Refused as problem:
            more = {"Retry-After": "3"} if problem.status == 503 else {}
            return await self._refusal(request, problem, more)
        except Exception:
            log.exception("the address %s failed", address.path)
            return await self._refusal(request, Refused(500, "Er ging iets mis", FAILED))

    def _asked(self, address: Address, request: Request) -> tuple[Asking, Answer]:
        asked = asking(request, self.snapshots)
        return asked, address.answer(asked)

    async def _content(self, address: Address, request: Request, asked: Asking, answer: Answer) -> Response:
        found = cached.mark(asked, answer, request.url.path)
        is_packed = cached.is_packed(request.headers, answer.media)
        headers = {
            **SHARED,
            **(answer.headers or {}),
            "Access-Control-Expose-Headers": "ETag, Content-Disposition",
            "Cache-Control": cached.kept(asked, answer),
            "ETag": f'"{found}{"-gzip" if is_packed else ""}"',
        }
        if cached.is_known(request.headers, found):
            return Response(status_code=304, headers=headers)
        line, places = ("draw", DRAWERS) if address.draws else ("ask", WORKERS)
        content = await self._in_line(line, places, answer.make)
        if is_packed and len(content) >= cached.SMALL:
            content = await self._in_line("ask", WORKERS, partial(cached.packed, content))
            headers["Content-Encoding"] = "gzip"
        if answer.file_name:
            headers["Content-Disposition"] = f'attachment; filename="{answer.file_name}"'
        return Response(content, headers=headers, media_type=answer.media)

    async def _in_line(self, name: str, places: int, work: Callable[[], T]) -> T:
        """Do work in a thread when it is its turn; raise Refused where too many wait already."""
        line = self._lines.setdefault(name, CapacityLimiter(places))
        if line.statistics().tasks_waiting >= MOST_WAITING:
            raise Refused(503, "Het is nu te druk", BUSY)
        return await to_thread.run_sync(work, limiter=line)

    async def _refusal(self, request: Request, problem: Refused, more: dict[str, str] | None = None) -> Response:
        is_page = wants_html(request.headers)
        told = partial(problems.told, problem, request.url.path, wants_html=is_page)
        body, media = await to_thread.run_sync(told) if problem.near else told()
        policy = {"Content-Security-Policy": shell.policy()} if media == HTML else {}
        headers = {**SHARED, **policy, **(more or {}), "Cache-Control": "no-cache"}
        return Response(body, problem.status, headers=headers, media_type=media)
