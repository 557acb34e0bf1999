"""How the platform and the interpreter are set to do less for the same page."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from streamlit import config
from streamlit.runtime import app_session

SWITCH_S = 0.02


def switch_seldom() -> None:
    """Let a thread go on for four times as long before another may break in.

    While a page is made, the thread that sends its parts asks for the interpreter at every part. Each break costs more
    than what is sent later is worth: of 250 visitors an action cost a tenth less of the processor.
    """
    sys.setswitchinterval(SWITCH_S)


def remember_look() -> None:
    """Let the platform remember the settings of each section, which do not change while a server runs.

    It asks for those of its look six times in every run of a page, and each time goes through all its settings, about
    three hundred, of which sixteen are set, and works out how the message to the browser spells their names.
    """
    ask = config.get_options_for_section

    @cache
    def remembered(section: str) -> Mapping[str, Any]:
        return MappingProxyType({name: value for name, value in ask(section).items() if value is not None})

    config.get_options_for_section = remembered  # type: ignore[assignment]
    app_session.to_snake_case = cache(app_session.to_snake_case)  # type: ignore[attr-defined]
