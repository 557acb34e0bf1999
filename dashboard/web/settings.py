"""Settings of the platform are looked up once: it asks for those of its look six times in every run of a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from streamlit import config


def remember_look() -> None:
    """Let the platform remember the settings of each section, which do not change while a server runs.

    To find one section it goes through all its settings, about three hundred.
    """
    ask = config.get_options_for_section

    @cache
    def remembered(section: str) -> Mapping[str, Any]:
        return MappingProxyType(ask(section))

    config.get_options_for_section = remembered  # type: ignore[assignment]
