"""What every answer tells the browser: which code may run, who may frame the page, and what may be sent elsewhere."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.addresses.origins import origins

SETTING = "FRAME_ANCESTORS"  # origins that may show the dashboard in a frame of their own, with spaces between them
INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
STRICT = (b"strict-transport-security", f"max-age={365 * 24 * 60 * 60}".encode())
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # an address holds choices and notes
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


def frame_ancestors(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the origins that may frame the dashboard; raise SettingUnreadable where one of them is none."""
    return origins(SETTING, environment)


def hashes(html: str) -> tuple[str, ...]:
    """Return the policy's source of every script that stands in `html` itself."""
    codes = [found["code"] for found in INLINE.finditer(html) if "src=" not in found["attributes"]]
    return tuple(dict.fromkeys(_hash(code) for code in codes))


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str], ancestors: Iterable[str]) -> str:
    """Return the content security policy.

    No script but those of the server and those with one of the hashes `scripts`. Vega interprets its expressions, so
    nothing needs `unsafe-eval`; the platform reads long numbers with WebAssembly. Style in attributes stays allowed:
    the tables and the platform write it.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' 'wasm-unsafe-eval'", *scripts)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'self'",
            " ".join(("frame-ancestors 'self'", *ancestors)),
        )
    )


class Headers:
    """ASGI middleware that puts the headers on every answer that does not have them yet."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app = app
        self.headers = (*ALWAYS, (b"content-security-policy", policy.encode("ascii")))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete the headers of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_tls = scope["scheme"] == "https"  # also where a trusted proxy says that it speaks TLS

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self._completed(message["headers"], is_tls=is_tls)}
            await send(message)

        await self.app(scope, receive, complete)

    def _completed(self, sent: Iterable[tuple[bytes, bytes]], *, is_tls: bool) -> list[tuple[bytes, bytes]]:
        kept = [_secure(name, value) if is_tls else (name, value) for name, value in sent]
        present = {name for name, _ in kept}
        wanted = (*self.headers, STRICT) if is_tls else self.headers
        return [*kept, *((name, value) for name, value in wanted if name not in present)]


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header; a cookie of an encrypted page never travels without encryption."""
    is_open = name == b"set-cookie" and b"secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value
