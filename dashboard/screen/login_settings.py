"""How logging in is set: the section [auth] of Streamlit's own secrets file, and two settings of the environment.

It is on where that section is there. It never fails open: what is on and cannot work stops the server from starting.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config
from streamlit.auth_util import is_authlib_installed
from streamlit.errors import StreamlitSecretNotFoundError

from snapshot.errors import SettingUnreadable

HOURS, CLAIM = "LOGIN_HOURS", "LOGIN_ROLES_CLAIM"
USUAL_HOURS, MOST_HOURS, USUAL_CLAIM = 12, 30 * 24, "roles"
SECTION, DISCOVERY, CALLBACK = "auth", "/.well-known/openid-configuration", "/oauth2callback"
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET = 32  # characters


@dataclass(frozen=True)
class LoginSettings:
    """How logging in is set.

    Attributes:
        client_id: The name of the dashboard at the provider; a token must be made for it.
        issuer: Who must have made a token.
        origin: Scheme, host and port of the dashboard.
        secret: Signs the cookie.
        seconds: How long a login lasts.
        claim: The claim of a token that holds the roles.
    """

    client_id: str
    issuer: str
    origin: str
    secret: str
    seconds: int
    claim: str


@cache
def login_settings() -> LoginSettings | None:
    """Return how logging in is set, None where it is off: no secrets file has a section [auth].

    Raises:
        SettingUnreadable: It is on and cannot work, or a secrets file cannot be read: then nobody knows which.
    """
    found = _section()
    return None if found is None else read_settings(found)


def _section() -> Mapping[str, Any] | None:
    try:
        secrets = st.secrets.to_dict()
    except StreamlitSecretNotFoundError as error:
        if there := [path for path in config.get_option("secrets.files") if Path(path).exists()]:
            raise SettingUnreadable(f"{', '.join(there)} cannot be read: {error}") from error
        return None
    if SECTION not in secrets:
        return None
    section = secrets[SECTION]
    return section if isinstance(section, Mapping) else {}


def read_settings(section: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> LoginSettings:
    """Return the settings that a section [auth] and the environment give; raise SettingUnreadable with every fault."""
    values = {name: str(section.get(name) or "").strip() for name in NEEDED}
    faults = [f"{name} is missing" for name, value in values.items() if not value]
    if not is_authlib_installed():
        faults.append("authlib is not installed; run pip install -r requirements.txt")
    if 0 < len(values["cookie_secret"]) < SHORTEST_SECRET:
        faults.append(f"cookie_secret is shorter than {SHORTEST_SECRET} characters; run openssl rand -hex 32")
    for name, ending in (("redirect_uri", CALLBACK), ("server_metadata_url", DISCOVERY)):
        if values[name] and not (_is_safe(values[name]) and values[name].endswith(ending)):
            faults.append(f"{name} is no https address that ends in {ending}")
    hours = environment.get(HOURS, "").strip() or str(USUAL_HOURS)
    if not (hours.isascii() and hours.isdecimal() and 0 < int(hours) <= MOST_HOURS):
        faults.append(f"the setting {HOURS}={hours!r} is no whole number of hours from 1 to {MOST_HOURS}")
    if faults:
        raise SettingUnreadable(
            f"logging in cannot work; in the section [{SECTION}] of secrets.toml: {'; '.join(faults)}"
        )
    callback = urlsplit(values["redirect_uri"])
    return LoginSettings(
        client_id=values["client_id"],
        issuer=values["server_metadata_url"].removesuffix(DISCOVERY),
        origin=f"{callback.scheme}://{callback.netloc}",
        secret=values["cookie_secret"],
        seconds=3600 * int(hours),
        claim=environment.get(CLAIM, "").strip() or USUAL_CLAIM,
    )


def _is_safe(address: str) -> bool:
    """Return whether an address is encrypted, or of this machine: a token on its way must not be read by others."""
    parts = urlsplit(address)
    is_own = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    return bool(parts.netloc) and (parts.scheme == "https" or is_own)
