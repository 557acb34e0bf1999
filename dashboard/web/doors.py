"""Which addresses of the platform answer, under which name, and to which page.

The platform serves more than a dashboard needs: its own measurements to everybody, uploads, components and an address
for programs. Only what the pages use stays open. A page of another site may not speak with a session here.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

CORE = "/_stcore/"
OPEN = frozenset({"health", "host-config", "stream"})
COMPONENTS = "/component/"
NOT_HERE = "Hier is niets te vinden.\n"
OTHER_NAME = (
    "Dit dashboard luistert niet naar de naam in dit adres. Beheerder: zet de naam in de instelling "
    "STREAMLIT_SERVER_ALLOWED_HOSTS.\n"
)
REFUSED = 1008  # the close code of a websocket that breaks a rule


class Doors:
    """ASGI middleware that answers for every closed address; `warn` hears of each refusal without who it was."""

    def __init__(self, app: ASGIApp, warn: Callable[[str], None]) -> None:
        self.app, self.warn = app, warn

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in; refuse the rest."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not is_host_allowed(headers.get("host")):
            self.warn("refused: a host that is not in server.allowedHosts")
            await _refuse(scope, receive, send, PlainTextResponse(OTHER_NAME, 421))
        elif is_closed(scope["path"]):
            await _refuse(scope, receive, send, PlainTextResponse(NOT_HERE, 404))
        elif scope["type"] == "websocket" and not is_own_page(headers.get("origin"), headers.get("host")):
            self.warn("refused: a websocket from a page of another site")
            await _refuse(scope, receive, send, PlainTextResponse(NOT_HERE, 403))
        else:
            await self.app(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: PlainTextResponse) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": REFUSED})
    else:
        await answer(scope, receive, send)


def is_closed(path: str) -> bool:
    """Return whether no page of the dashboard uses this address."""
    if CORE in path:
        return path.split(CORE, 1)[1] not in OPEN
    return path.startswith(COMPONENTS)


def is_own_page(origin: str | None, host: str | None) -> bool:
    """Return whether a websocket comes from the dashboard's own page or from one in server.corsAllowedOrigins.

    Every browser says from which page it connects; what says nothing is no page and acts for nobody else.
    """
    if origin is None:
        return True
    known = {one.strip().rstrip("/") for one in config.get_option("server.corsAllowedOrigins")}
    return urlsplit(origin).netloc == host or origin in known
