"""The door in front of everything where logging in is on: pages, sessions and the addresses of data alike.

Who is not logged in gets a page or a text of this door and nothing of the dashboard behind it. Streamlit's own routes
speak with the provider; on their way back the answer is read here, and a login that does not count is not kept.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from dashboard.screen.login import Login, end, is_proven, read_login
from dashboard.screen.login_settings import CALLBACK, LoginSettings, login_settings
from dashboard.web import login_pages
from dashboard.web.login_pages import ENTER, LEAVE
from dashboard.web.readiness import PATH as READY
from dashboard.web.returning import TO, safe

OPEN = frozenset({READY, "/_stcore/health", "/_stcore/host-config", "/favicon.png"})
STATIC = "/static/"  # the program of the frame, the same for everybody
BEGIN = "/auth/login"  # where Streamlit sends a visitor to the provider
RETURN_TO, RETURN_SECONDS = "dashboard_return", 3600  # the cookie with the address that was asked for
OVER = 1008  # the close code of a websocket that breaks a rule
KEPT = b"private, no-cache"  # by this browser only, and asked for anew each time


def login_door(title: str, warn: Callable[[str], None]) -> list[Middleware]:
    """Return the door as middleware, none where logging in is off; raise SettingUnreadable where it cannot work."""
    settings = login_settings()
    return [] if settings is None else [Middleware(LoginDoor, settings=settings, title=title, warn=warn)]


class LoginDoor:
    """ASGI middleware that lets in who is logged in and has a role; `warn` hears of refusals without who it was."""

    def __init__(self, app: ASGIApp, settings: LoginSettings, title: str, warn: Callable[[str], None]) -> None:
        self.app, self.settings, self.title, self.warn = app, settings, title, warn
        self._open: dict[str, set[asyncio.Event]] = {}  # of each login, what ends its sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open or may come in; answer for the rest."""
        path = scope.get("path", "")
        if scope["type"] not in ("http", "websocket") or path in OPEN or path.startswith(STATIC):
            await self.app(scope, receive, send)
            return
        login = read_login(HTTPConnection(scope).cookies, self.settings)
        if scope["type"] == "websocket":
            await self._session(login, scope, receive, send)
            return
        request = Request(scope, receive)
        ours = {ENTER: self._enter, BEGIN: self._begin, CALLBACK: self._return, LEAVE: self._leave}
        if path in ours:
            answer = await ours[path](request, login)
        elif login is None:
            answer = login_pages.log_in(request, self.title)
        elif not login.roles:
            answer = login_pages.without_role(request)
        else:
            await self.app(scope, receive, _private(send))
            return
        answer.headers["cache-control"] = "no-store"
        await answer(scope, receive, send)

    async def _enter(self, request: Request, login: Login | None) -> Response:
        """Send a visitor to the provider, and keep where it wants to be afterwards."""
        wanted = safe(request.query_params.get(TO))
        if login is not None:
            return RedirectResponse(wanted or "/", 302)
        if fault := request.query_params.get(login_pages.FAULT):
            return login_pages.failed(fault, self.title)
        answer = RedirectResponse(generate_login_redirect_url("default"), 302)
        if wanted:
            answer.set_cookie(RETURN_TO, wanted, max_age=RETURN_SECONDS, httponly=True, samesite="lax")
        return answer

    async def _begin(self, request: Request, _: Login | None) -> Response:
        """Let Streamlit write the request to the provider; where it cannot, say so in Dutch."""
        answer = await _answered(self.app, request)
        if answer.status_code == 302:
            return answer
        self.warn("logging in failed: the provider does not answer")
        return _to_fault(login_pages.NO_PROVIDER)

    async def _return(self, request: Request, _: Login | None) -> Response:
        """Let Streamlit read the answer of the provider, and keep only a login that counts."""
        answer = await _answered(self.app, request)
        given = _cookies_of(answer)
        login = read_login(given, self.settings)
        if login is not None and is_proven(given, self.settings):
            _without(answer, TOKENS_COOKIE_NAME)  # nothing here uses them, and they are long
            answer.headers["location"] = safe(request.cookies.get(RETURN_TO)) or "/"
            answer.delete_cookie(RETURN_TO)
            return answer
        is_after_leaving = not {"code", "state", "error"} & set(request.query_params)
        if is_after_leaving:
            return RedirectResponse("/", 302)
        is_refused = "error" in request.query_params
        self.warn(
            f"logging in failed: {'the provider refused' if is_refused else 'the answer of the provider is not valid'}"
        )
        found = _to_fault(login_pages.REFUSED if is_refused else login_pages.NOT_VALID)
        kept = [(name, value) for name, value in answer.raw_headers if name == b"set-cookie"]
        found.raw_headers.extend(kept)
        _without(found, USER_COOKIE_NAME)
        return found

    async def _leave(self, request: Request, login: Login | None) -> Response:
        """End a login for the browser and for every session that is open with it."""
        if login is not None:
            end(login)
            for ending in self._open.get(login.mark, ()):
                ending.set()
        return await _answered(self.app, request)

    async def _session(self, login: Login | None, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a session run for as long as its login lasts."""
        if login is None or not login.roles:
            self.warn("refused: a session without a login")
            await send({"type": "websocket.close", "code": OVER})
            return
        ending = asyncio.Event()
        self._open.setdefault(login.mark, set()).add(ending)

        async def close() -> None:
            with suppress(TimeoutError):
                await asyncio.wait_for(ending.wait(), login.until - time.time())
            ending.set()
            await send({"type": "websocket.close", "code": OVER})

        async def asked() -> Message:
            message = await receive()
            return {"type": "websocket.disconnect", "code": OVER} if ending.is_set() else message

        async def told(message: Message) -> None:
            if not ending.is_set():
                await send(message)

        closing = asyncio.create_task(close(), name="end-login")
        try:
            await self.app(scope, asked, told)
        finally:
            closing.cancel()
            self._open[login.mark].discard(ending)
            if not self._open[login.mark]:
                del self._open[login.mark]


def _to_fault(fault: str) -> Response:
    return RedirectResponse(f"{ENTER}?{urlencode({login_pages.FAULT: fault})}", 302)


async def _answered(app: ASGIApp, request: Request) -> Response:
    """Return what `app` answers to a request, before anything of it is sent."""
    answer = Response()
    body = b""

    async def keep(message: Message) -> None:
        nonlocal body
        if message["type"] == "http.response.start":
            answer.status_code, answer.raw_headers = message["status"], list(message["headers"])
        else:
            body += message.get("body", b"")

    await app(request.scope, request.receive, keep)
    answer.body = body
    return answer


def _cookies_of(answer: Response) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in answer.raw_headers:
        if name == b"set-cookie":
            found |= {one: morsel.value for one, morsel in SimpleCookie(value.decode("latin-1")).items()}
    return found


def _without(answer: Response, cookie: str) -> None:
    """Take out of an answer what sets a cookie or one of its parts."""
    start = cookie.encode()
    answer.raw_headers[:] = [
        (name, value) for name, value in answer.raw_headers if name != b"set-cookie" or not _is_of(value, start)
    ]


def _is_of(value: bytes, cookie: bytes) -> bool:
    name, _, rest = value.partition(b"=")
    is_removal = rest.lstrip().startswith((b";", b'""'))
    return not is_removal and name.startswith(cookie)


def _private(send: Send) -> Send:
    """Return `send` that lets no shared memory keep what it sends: the next to ask may not be logged in."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.lower() != b"cache-control"]
            message = {**message, "headers": [*kept, (b"cache-control", KEPT)]}
        await send(message)

    return told
