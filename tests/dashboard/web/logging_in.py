"""A dashboard with logging in, a provider beside it, and a visitor of both without a browser."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import requests
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from benchmarks.serving import free_port
from tests.browsing import serving
from tests.services.oidc import CLIENT, SECRET, providing

COOKIE_SECRET = "0123456789abcdef0123456789abcdef"
USER = "_streamlit_user"
PAGE = {"accept": "text/html"}


@dataclass(frozen=True)
class Behind:
    """A dashboard behind a login: its address, that of the provider, and where it writes what it says."""

    address: str
    provider: str
    log: Path

    def claims(self, **others: Any) -> dict[str, Any]:
        """Return what the cookie of a reader holds."""
        usual = {
            "origin": self.address,
            "is_logged_in": True,
            "provider": "default",
            "aud": CLIENT,
            "iss": self.provider,
        }
        return {**usual, "sub": "lezer", "roles": ["lezer"], **others}


def secrets_file(folder: Path, address: str, provider: str, **others: str) -> Path:
    """Write the secrets file of a dashboard."""
    values = {
        "redirect_uri": f"{address}/oauth2callback",
        "cookie_secret": COOKIE_SECRET,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
        **others,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
    path = folder / "secrets.toml"
    path.write_text("\n".join(("[auth]", *lines)), encoding="utf-8")
    return path


@contextmanager
def behind_a_login(snapshots: Path, folder: Path, **settings: str) -> Iterator[Behind]:
    """Run a provider and a dashboard that lets its people in."""
    port, log = free_port(), folder / "log"
    address = f"http://localhost:{port}"
    with providing() as provider, log.open("wb") as output:
        known = {"STREAMLIT_SECRETS_FILES": str(secrets_file(folder, address, provider))}
        with serving(snapshots, port=port, output=output, **known, **settings):
            yield Behind(address, provider, log)


def cookie(claims: Mapping[str, Any], *, age: float = 0, secret: str = COOKIE_SECRET) -> dict[str, str]:
    """Return the cookie of a login of `age` seconds ago, as the platform writes it."""

    class Older(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - int(age)

    return {USER: str(URLSafeTimedSerializer(secret, salt=USER, signer=Older).dumps(json.dumps(claims)))}


class Visitor:
    """A browser without a screen: it keeps cookies and follows links by hand."""

    def __init__(self, behind: Behind) -> None:
        self.behind, self.session = behind, requests.Session()

    def get(self, path: str, **more: Any) -> requests.Response:
        """Ask for an address of the dashboard, or elsewhere, without following where it sends."""
        address = path if "://" in path else f"{self.behind.address}{path}"
        return self.session.get(address, **{"allow_redirects": False, "headers": PAGE, "timeout": 60, **more})

    def asks(self, path: str = "/") -> str:
        """Open a page, follow its way to log in, and return where the provider asks who it is."""
        found = re.search(r'href="(/inloggen[^"]*)"', self.get(path).text)
        assert found, f"no way to log in on {path}"
        begun = self.get(unescape(found[1]))
        assert begun.status_code == 302, begun.status_code
        return self.get(begun.headers["location"]).headers["location"]

    def answers(self, asked: str, person: str, fault: str = "") -> str:
        """Let the provider answer, and return the address to which it sends the visitor back."""
        return self.get(f"{asked}&person={person}&fault={fault}").headers["location"]

    def log_in(self, person: str, fault: str = "", path: str = "/") -> requests.Response:
        """Log in, and return the answer of the dashboard to what the provider says."""
        return self.get(self.answers(self.asks(path), person, fault))

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that it holds for the dashboard."""
        return {one.name: one.value or "" for one in self.session.cookies}


def written(cookies: Mapping[str, str]) -> str:
    """Return cookies as a header holds them."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


async def told(behind: Behind, page: str, cookies: Mapping[str, str]) -> str | int:
    """Open a session on a page; return all that it is told as text, or the status that refuses it."""
    headers = {"Cookie": written(cookies), "Origin": behind.address}
    try:
        async with connect(
            f"{behind.address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers=headers,
            max_size=None,
        ) as stream:
            asked = BackMsg()
            asked.rerun_script.page_name = page
            asked.rerun_script.context_info.url = f"{behind.address}/{page}"
            await stream.send(asked.SerializeToString())
            heard = []
            async with asyncio.timeout(90):
                while True:
                    message = ForwardMsg.FromString(await stream.recv(decode=False))
                    heard.append(str(message))
                    ended = message.WhichOneof("type") == "script_finished"
                    if ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        return "\n".join(heard)
    except InvalidStatus as error:
        return error.response.status_code
