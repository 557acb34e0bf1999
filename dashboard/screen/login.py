"""Who may see this: what the platform's signed cookie says of a login, read anew for each page, address and action.

Streamlit speaks with the provider (`st.login`) and keeps what the token said in a cookie of thirty days, which also
outlives the token. What it leaves open is decided here: for whom the token was made and by whom, how long a login
lasts, what its holder may do, and that a login that was ended stays so.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from itsdangerous import BadData, URLSafeTimedSerializer
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from dashboard.screen.login_settings import LoginSettings, login_settings

READER, TEAM = "lezer", "netwerkteam"  # the values of the roles at the provider
PROVEN = ("RS", "PS", "ES", "Ed")  # ways of signing with a key that only the provider has
ASKEW = 60  # seconds that the clocks of two machines may differ


@dataclass(frozen=True)
class Login:
    """One login: its roles, the Unix time until which it lasts, and the mark by which it can be ended."""

    roles: frozenset[str]
    until: float
    mark: str


def read_login(cookies: Mapping[str, str], settings: LoginSettings, now: float | None = None) -> Login | None:
    """Return the login that the cookies of a request hold.

    None where there is none, where it was not signed here, is over or ended, or where its token was made for another
    service or by another provider.
    """
    now = time.time() if now is None else now
    content, begun = _signed(cookies, USER_COOKIE_NAME, settings)
    if content is None or max(begun) > now + ASKEW or now >= min(begun) + settings.seconds:
        return None
    try:
        claims = json.loads(content)
    except ValueError:
        return None
    mark = hashlib.sha256(content).hexdigest()
    if not isinstance(claims, dict) or not _is_for_us(claims, settings) or ENDED.get(mark, 0) > now:
        return None
    return Login(_roles(claims.get(settings.claim)), min(begun) + settings.seconds, mark)


def _signed(cookies: Mapping[str, str], name: str, settings: LoginSettings) -> tuple[bytes | None, list[float]]:
    """Return the content of a cookie that was signed here, None where it was not, and when its parts were signed."""
    begun: list[float] = []

    def part(name: str) -> bytes | None:
        try:
            value, moment = URLSafeTimedSerializer(settings.secret, salt=name).loads(
                cookies.get(name, ""), return_timestamp=True
            )
        except BadData:
            return None
        begun.append(moment.timestamp())
        return value.encode() if isinstance(value, str) else None

    content = get_cookie_with_chunks(part, name)
    return content, begun


def is_proven(cookies: Mapping[str, str], settings: LoginSettings) -> bool:
    """Return whether the token behind a fresh login was signed with a private key of the provider.

    The platform accepts every way of signing that the provider offers, and some offer none at all.
    """
    content, _ = _signed(cookies, TOKENS_COOKIE_NAME, settings)
    try:
        head = json.loads(content or b"")["id_token"].split(".")[0]
        way = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["alg"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return isinstance(way, str) and way.startswith(PROVEN)


def _is_for_us(claims: Mapping[str, Any], settings: LoginSettings) -> bool:
    """Return whether a token was made for this service by its provider; the platform takes `azp` for the first."""
    made_for = claims.get("aud")
    return (
        claims.get("is_logged_in") is True
        and claims.get("origin") == settings.origin
        and settings.client_id in (made_for if isinstance(made_for, list) else [made_for])
        and str(claims.get("iss")).rstrip("/") == settings.issuer.rstrip("/")
    )


def _roles(given: object) -> frozenset[str]:
    values = given if isinstance(given, list) else [given]
    return frozenset({READER, TEAM} & {value for value in values if isinstance(value, str)})


ENDED: dict[str, float] = {}  # marks of logins that were ended here, until when they would have lasted


def end(login: Login) -> None:
    """Let a login be over from now on, whoever kept its cookie."""
    now = time.time()
    for mark in [mark for mark, until in ENDED.items() if until <= now]:
        del ENDED[mark]
    ENDED[login.mark] = login.until


def _current() -> Login | None:
    settings = login_settings()
    return read_login(st.context.cookies.to_dict(), settings) if settings else None


def may_look() -> bool:
    """Return whether the session that runs may see figures: always where logging in is off."""
    if login_settings() is None:
        return True
    login = _current()
    return login is not None and bool(login.roles)


def may_report() -> bool:
    """Return whether the session that runs may work with the files of progress: always where logging in is off."""
    if login_settings() is None:
        return True
    login = _current()
    return login is not None and TEAM in login.roles
