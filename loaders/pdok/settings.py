"""Which service of PDOK is asked, and how politely. Everything can be set in the environment."""

from __future__ import annotations

import os

from loaders.cbs.settings import Settings

DEFAULT_URL = "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1"
API = "ogc"


def settings_from_environment() -> Settings:
    """Read PDOK_URL, PDOK_TIMEOUT (seconds), PDOK_ATTEMPTS and PDOK_PAUSE (seconds).

    Raises:
        ValueError: A number is not one.
    """
    read = float(os.environ.get("PDOK_TIMEOUT", Settings.read_s))
    return Settings(
        api=API,
        url=os.environ.get("PDOK_URL", DEFAULT_URL).rstrip("/"),
        connect_s=min(Settings.connect_s, read),
        read_s=read,
        answer_s=5 * read,
        attempts=max(1, int(os.environ.get("PDOK_ATTEMPTS", Settings.attempts))),
        pause_s=float(os.environ.get("PDOK_PAUSE", Settings.pause_s)),
    )
