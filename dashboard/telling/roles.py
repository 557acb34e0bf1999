"""What a mark stands for. Charts carry roles; which colour a role has is the look's, in the light and the dark scheme.

`on(role)` is the role of a text that stands on a field of `role`: dark ink on a light field and the reverse.
"""

from __future__ import annotations

from typing import Final

TEXT: Final = "text"  # marks that must stand out
MUTED: Final = "muted"  # quiet text
LINE: Final = "line"  # hairlines that only separate
BACKGROUND: Final = "background"  # the page
ACCENT: Final = "accent"  # the finding, and marks without a choice
REGION: Final = "region"  # the labour-market region
COUNTRY: Final = "country"  # the Netherlands
CONTEXT: Final = "context"  # all that is there for comparison
SOFT: Final = "soft"  # the second part of a bar; stands beside its label, never alone
STEPS: Final = ("step-1", "step-2", "step-3", "step-4", "step-5")  # from little to much
BELOW: Final = ("below-1", "below-2", "below-3", "below-4", "below-5")  # the same for numbers below zero
PICKED: Final = ("picked-1", "picked-2", "picked-3", "picked-4")  # lines or parts that are no municipalities
PLACES: Final = tuple(f"place-{number}" for number in range(1, 10))  # municipalities: each keeps its own on every page
FIELDS: Final = (
    *(TEXT, MUTED, LINE, BACKGROUND, ACCENT, REGION, COUNTRY, CONTEXT, SOFT),
    *(*STEPS, *BELOW, *PICKED, *PLACES),
)


def on(role: str) -> str:
    """Return the role of a text on a field of `role`."""
    return f"on-{role}"


ROLES: Final = (*FIELDS, *map(on, FIELDS))  # the domain of every colour scale, in the order of the look's colours


def against_zero(role: str, value: float | None) -> str:
    """Return the role of a bar: the accent is another colour below zero; all else keeps what it stands for."""
    return BELOW[-1] if role == ACCENT and value is not None and value < 0 else role


def shade(share: float | None) -> str:
    """Return the role of a field for a share from 0 to 1, or of an empty field where there is no number."""
    return BACKGROUND if share is None else STEPS[min(int(share * len(STEPS)), len(STEPS) - 1)]
