"""The web server: Streamlit with a Dutch page frame. Run it with `streamlit run server.py`.

Streamlit's own HTML says `lang="en"`, its widgets speak English, and on a deep link it asks for addresses that do not
exist before it finds its backend. All of this is mended here, in the one HTML file that it serves; the script that
translates the widgets stands in dashboard/screen/browser/. The style sheet is in it too: nothing jumps when it comes.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from dashboard.addresses.server import Addresses
from dashboard.addresses.site import ADDRESSES, names
from dashboard.charts.theme import style_sheet
from dashboard.composition.site import PAGES
from dashboard.screen.first_view import FIRST_VIEW
from dashboard.screen.session import data_folder, follow_store, serving, start
from dashboard.screen.warming import warm
from dashboard.web.arenas import give_back, share_arenas
from dashboard.web.doors import Doors
from dashboard.web.headers import Headers, frame_ancestors, hashes, policy
from dashboard.web.limits import Limits
from dashboard.web.login import login_door
from dashboard.web.logs import write_logs
from dashboard.web.metrics import FAULTS, Measured, publish_metrics
from dashboard.web.open_files import allow_many
from dashboard.web.readiness import ROUTE
from dashboard.web.settings import remember_look, switch_seldom
from snapshot.errors import SettingUnreadable
from snapshot.region import RegionUnknown, chosen_region

NO_SCRIPT = (
    "<noscript><h1>{title}</h1>"
    "<p>Dit dashboard heeft JavaScript nodig. De cijfers zijn ook als bestand te krijgen.</p></noscript>"
)
BROWSER = Path(__file__).parent / "dashboard" / "screen" / "browser"
SCRIPTS = tuple(
    f"{name}.js"
    for name in (
        "first",
        "frame",
        "pages",
        "history",
        "copy",
        "connection",
        "press",
        "charts",
        "search",
        "tables",
        "print",
    )
)
BACKEND = "<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin + '/'}</script>"
log = logging.getLogger("dashboard")


def frame_script() -> str:
    """Return the scripts of the frame with their words and the addresses of the pages, as they stand in the HTML."""
    words = json.loads((BROWSER / "words.json").read_text(encoding="utf-8"))
    code = "\n".join((BROWSER / name).read_text(encoding="utf-8") for name in SCRIPTS)
    code = code.replace("__PAGES__", json.dumps([info.path for info in PAGES]))
    return code.replace("__WORDS__", json.dumps(words, ensure_ascii=False).replace("<", "\\u003c"))


def region() -> str:
    """Return the name of the region; '' where the setting names none."""
    try:
        return chosen_region(data_folder()).title
    except RegionUnknown as error:
        log.error("%s", error)
        return ""


REGION = region()
TITLE = f"Arbeidsmarkt {REGION}".strip()
HEAD = f"{style_sheet(REGION or TITLE)}{NO_SCRIPT.format(title=TITLE)}"
REPLACEMENTS = (
    (re.compile(r'<html lang="en">'), '<html lang="nl">'),
    (re.compile(r"<title>Streamlit</title>"), f"<title>{TITLE}</title>{BACKEND}<script>{frame_script()}</script>"),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), HEAD),
    (re.compile(r'<link rel="service-desc"[^>]*>'), ""),  # of an address that is closed
)


def framed(html: str) -> str:
    """Return the platform's HTML as this server sends it."""
    for pattern, new in REPLACEMENTS:
        html = pattern.sub(lambda _, new=new: new, html)  # type: ignore[misc]
    return html


def security_policy() -> str:
    """Return the policy under which the pages run: their scripts by hash, and the settings of who may frame them."""
    html = framed(Path(get_static_dir(), "index.html").read_text(encoding="utf-8"))
    try:
        ancestors = frame_ancestors()
    except SettingUnreadable as error:
        log.error("%s; no other site can frame the dashboard", error)
        ancestors = ()
    return policy(hashes(html), ancestors)


class DutchFrame:
    """ASGI middleware that rewrites the HTML frame and leaves everything else alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; collect the answer first where it is HTML."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
                return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            content = framed(body.decode()).encode()
            await send({**start, "headers": _sized(start, len(content))})
            await send({"type": "http.response.body", "body": content})

        await self.app(_uncompressed(scope), receive, rewrite)


def _uncompressed(scope: Scope) -> Scope:
    """Ask for plain text where a browser navigates to a page, so that the HTML can be read."""
    headers = dict(scope["headers"])
    if b"text/html" not in headers.get(b"accept", b""):
        return scope
    return {**scope, "headers": [(n, v) for n, v in scope["headers"] if n != b"accept-encoding"]}


def _is_html(message: Message) -> bool:
    return dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html")


def _sized(message: Message, length: int) -> list[tuple[bytes, bytes]]:
    changed = (b"content-length", b"etag")
    kept = [(name, value) for name, value in message["headers"] if name not in changed]
    return [*kept, (b"content-length", str(length).encode())]


def broken(error: Exception) -> bool:
    """Show a Dutch message instead of Streamlit's own; the log has the whole story."""
    log.error("a page failed", exc_info=error)
    FAULTS.inc()
    st.error("Deze pagina kan nu niet worden getoond. Kies een andere pagina of laad de pagina opnieuw.")
    return True


def refuse_path() -> None:
    """Raise SettingUnreadable where the dashboard would stand below a path: its addresses start at the root."""
    if path := str(st.get_option("server.baseUrlPath") or "").strip("/"):
        raise SettingUnreadable(
            f"server.baseUrlPath={path!r}: the dashboard cannot stand below a path. Give it a name of its own at the "
            "proxy, such as arbeidsmarkt.example.nl, and leave this setting out"
        )


@asynccontextmanager
async def ready(_: st.App) -> AsyncIterator[None]:
    """Make the pages ready aside while the server starts, and each new snapshot before it serves."""
    write_logs()
    refuse_path()
    share_arenas()
    remember_look()
    switch_seldom()
    allow_many()
    publish_metrics(serving)
    follow_store()
    start(warm, collected=give_back)
    yield


MIDDLEWARE = [
    Middleware(Headers, policy=security_policy()),
    Middleware(Doors, warn=log.warning),
    Middleware(Limits, warn=log.warning),
    *login_door(TITLE, warn=log.warning),
    Middleware(Measured),
    Middleware(Addresses, addresses=(*ADDRESSES, FIRST_VIEW), snapshots=serving, names=names),
    Middleware(DutchFrame),
]
app = st.App("app.py", lifespan=ready, routes=[ROUTE], middleware=MIDDLEWARE, on_script_error=broken)
