"""Which service of CBS is asked, and how politely. Everything can be set in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass

DEFAULT_URLS = {"v3": "https://opendata.cbs.nl", "v4": "https://datasets.cbs.nl/odata/v1/CBS"}
USER_AGENT = "arbeidsmarktdashboard/1.0 (python-requests; open data refresh of a regional labour-market dashboard)"


@dataclass(frozen=True)
class Settings:
    """How to reach CBS.

    Attributes:
        api: `v3` or `v4`: CBS will phase v3 out, and this word is all that changes then.
        url: Where that service is, without a slash at the end.
        connect_s: Seconds to wait for a connection.
        read_s: Seconds to wait for the next bytes.
        answer_s: Seconds that one whole answer may take.
        attempts: How often one address is asked before giving up.
        pause_s: First pause between two attempts, in seconds; it doubles each time, with jitter.
        tables: How many tables are fetched at the same time.
    """

    api: str = "v3"
    url: str = DEFAULT_URLS["v3"]
    connect_s: float = 5.0
    read_s: float = 60.0
    answer_s: float = 300.0
    attempts: int = 5
    pause_s: float = 1.0
    tables: int = 4


def settings_from_environment() -> Settings:
    """Read CBS_API, CBS_URL, CBS_TIMEOUT (seconds), CBS_ATTEMPTS and CBS_PAUSE (seconds).

    Raises:
        ValueError: CBS_API is neither v3 nor v4, or a number is not one.
    """
    api = os.environ.get("CBS_API", "v3").strip().lower()
    if api not in DEFAULT_URLS:
        raise ValueError(f"CBS_API is {api!r}; use one of {', '.join(DEFAULT_URLS)}")
    return settings_of("CBS", api=api, url=DEFAULT_URLS[api])


def settings_of(prefix: str, *, api: str, url: str) -> Settings:
    """Read what the environment says of one service: the variables that start with `prefix`; `url` is its default.

    Raises:
        ValueError: A number is not one.
    """
    read = float(os.environ.get(f"{prefix}_TIMEOUT", Settings.read_s))
    return Settings(
        api=api,
        url=os.environ.get(f"{prefix}_URL", url).rstrip("/"),
        connect_s=min(Settings.connect_s, read),
        read_s=read,
        answer_s=5 * read,
        attempts=max(1, int(os.environ.get(f"{prefix}_ATTEMPTS", Settings.attempts))),
        pause_s=float(os.environ.get(f"{prefix}_PAUSE", Settings.pause_s)),
    )
