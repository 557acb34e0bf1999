"""Sites that a setting names: origins with spaces between them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from snapshot.errors import SettingUnreadable

EVERY = "*"
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)


def origins(
    setting: str, environment: Mapping[str, str] = os.environ, *, may_be_every: bool = False
) -> tuple[str, ...]:
    """Return the origins that a setting names, which may be `*` alone where `may_be_every`.

    Raises:
        SettingUnreadable: One of them is no origin.
    """
    wanted = tuple(environment.get(setting, "").split())
    if wrong := [one for one in wanted if not (ORIGIN.fullmatch(one) or (may_be_every and one == EVERY))]:
        every = f", or {EVERY} for every site" if may_be_every else ""
        raise SettingUnreadable(
            f"{setting} holds {', '.join(wrong)}; write origins with spaces between them, such as "
            f"https://www.example.nl https://*.example.org, without a path{every}"
        )
    return wanted
