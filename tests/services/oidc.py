"""An OpenID Connect provider on this machine, in a process of its own: python -m tests.services.oidc PORT.

Who logs in chooses a person on its page; `?person=...&fault=...` behind the address does so at once. A fault is a token
or an answer as an attacker or a broken provider would make it. The provider offers every algorithm, also the bad ones:
what is refused, the dashboard refuses.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from benchmarks.serving import free_port

CLIENT, SECRET = "dashboard-client", "a secret that only this client and the provider know"
PEOPLE: dict[str, dict[str, Any]] = {
    "lezer": {"name": "Lies Lezer", "roles": ["lezer"]},
    "netwerkteam": {"name": "Nel Netwerk", "roles": ["netwerkteam"]},
    "geen": {"name": "Geert Geenrol"},
    "ander": {"name": "Anna Ander", "roles": ["beheerder", "Lezer", 7]},
    "veel": {"name": hashlib.shake_256(b"many").hexdigest(4000), "roles": ["lezer"]},  # more than one cookie can hold
}
ALGORITHMS = ["RS256", "none", "HS256"]


@dataclass
class Provider:
    """The state of the provider: its key, and what was asked behind each code that it gave."""

    address: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    kept: str = ""  # a token that was given before

    def token(self, asked: dict[str, str]) -> str:
        """Return the token of the person who was chosen, with the fault that was chosen."""
        now, fault = int(time.time()), asked.get("fault", "")
        claims: dict[str, Any] = {
            "iss": self.address, "aud": CLIENT, "sub": asked["person"], "iat": now, "exp": now + 600,
            "nonce": asked.get("nonce", ""), **PEOPLE[asked["person"]],
        }  # fmt: skip
        claims |= {
            "expired": {"iat": now - 7200, "exp": now - 3600},
            "audience": {"aud": "another-client"},
            "audience-azp": {"aud": "another-client", "azp": CLIENT},
            "audience-list": {"aud": ["another-client", "a-third"], "azp": CLIENT},
            "issuer": {"iss": "http://localhost:1"},
            "nonce": {"nonce": "another"},
            "early": {"nbf": now + 3600},
        }.get(fault, {})
        if fault in ("no-nonce", "no-expiry", "no-audience", "no-issuer"):
            del claims[{"no-nonce": "nonce", "no-expiry": "exp", "no-audience": "aud", "no-issuer": "iss"}[fault]]
        return self.signed(claims, fault)

    def signed(self, claims: dict[str, Any], fault: str) -> str:
        """Return the token as it travels."""
        if fault in ("none", "none-kid"):
            head = {"alg": "none", **({"kid": "one"} if fault == "none-kid" else {})}
            return f"{_packed(json.dumps(head).encode())}.{_packed(json.dumps(claims).encode())}."
        if fault == "public-key":  # the key that everybody may know, as if it were a shared secret
            shared = OctKey.import_key(self.key.as_pem(private=False))
            return jwt.encode({"alg": "HS256", "kid": "one"}, claims, shared, algorithms=["HS256"])
        if fault == "wrong-key":
            return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        if fault == "changed":
            head, _, signature = token.split(".")
            return f"{head}.{_packed(json.dumps({**claims, 'roles': ['netwerkteam']}).encode())}.{signature}"
        return token

    async def discovery(self, _: Request) -> Response:
        """Tell what the provider can."""
        ways = {"authorization": "authorize", "token": "token", "end_session": "logout"}
        return JSONResponse(
            {
                "issuer": self.address,
                "jwks_uri": f"{self.address}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ALGORITHMS,
                "code_challenge_methods_supported": ["S256"],
                **{f"{name}_endpoint": f"{self.address}/{path}" for name, path in ways.items()},
            }
        )

    async def keys(self, _: Request) -> Response:
        """Give the public keys."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def authorize(self, request: Request) -> Response:
        """Let a visitor choose who it is, and send it back with a code."""
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT or asked.get("code_challenge_method") != "S256":
            return PlainTextResponse("unknown client, or no PKCE", 400)
        if "person" not in asked:
            people = "".join(f'<li><a href="{request.url}&person={one}">{one}</a></li>' for one in PEOPLE)
            return HTMLResponse(f"<h1>Provider</h1><ul>{people}</ul>")
        if asked.get("fault") == "denied":
            return _back(asked, error="access_denied", error_description="no")
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return _back(asked, code=code)

    async def exchange(self, request: Request) -> Response:
        """Give a token for a code, once, to the client that proves that it asked for it."""
        async with request.form() as form:
            given = {name: str(value) for name, value in form.items()}
        if not _is_client(request, given):
            return JSONResponse({"error": "invalid_client"}, 401)
        asked = self.codes.pop(given.get("code", ""), None)
        proof = _packed(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if asked is None or proof != asked["code_challenge"] or given.get("redirect_uri") != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        found = {"access_token": secrets.token_urlsafe(32), "token_type": "Bearer", "expires_in": 600}
        if asked.get("fault") != "no-token":
            token = self.kept if asked.get("fault") == "replayed" else self.token(asked)
            self.kept = token
            found["id_token"] = token
        return JSONResponse(found)

    async def logout(self, request: Request) -> Response:
        """End the login here too, and send the visitor back."""
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)


def _is_client(request: Request, given: dict[str, str]) -> bool:
    basic = base64.b64decode(request.headers.get("authorization", "").removeprefix("Basic ")).decode()
    return SECRET in (given.get("client_secret"), unquote_plus(basic).removeprefix(f"{CLIENT}:"))


def _back(asked: dict[str, str], **answer: str) -> Response:
    return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], **answer})}", 302)


def _packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def provider(port: int) -> Starlette:
    """Return the provider as a web application."""
    one = Provider(f"http://localhost:{port}")
    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", one.discovery),
            Route("/keys", one.keys),
            Route("/authorize", one.authorize),
            Route("/token", one.exchange, methods=["POST"]),
            Route("/logout", one.logout),
        ]
    )


@contextmanager
def providing() -> Iterator[str]:
    """Run a provider in a process of its own; its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    process = subprocess.Popen([sys.executable, "-m", "tests.services.oidc", str(port)])
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/keys", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    uvicorn.run(provider(int(sys.argv[1])), host="localhost", port=int(sys.argv[1]), log_level="warning")
