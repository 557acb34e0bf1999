"""Which service of PDOK is asked, and how politely. Everything can be set in the environment."""

from __future__ import annotations

from loaders.services.settings import Settings, settings_of

DEFAULT_URL = "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1"
API = "ogc"


def settings_from_environment() -> Settings:
    """Read PDOK_URL, PDOK_TIMEOUT (seconds), PDOK_ATTEMPTS and PDOK_PAUSE (seconds).

    Raises:
        ValueError: A number is not one.
    """
    return settings_of("PDOK", api=API, url=DEFAULT_URL)
