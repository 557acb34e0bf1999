"""What the page shows, for each of the peers: read once, chosen with pandas."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pandas as pd

FOLDER, REGION = "PEER_DATA", "Midden-Gelderland"
CHOSEN = "Bijstand"


@cache
def table(name: str) -> pd.DataFrame:
    """Return one of the tables that the measurement wrote."""
    return pd.read_csv(Path(os.environ[FOLDER]) / f"{name}.csv")


def towns() -> list[str]:
    """Return the municipalities that can be chosen."""
    return [name for name in table("benefits")["gemeente"].unique() if name != REGION]


def shares(chosen: list[str]) -> pd.DataFrame:
    """Return the share of inhabitants with a benefit, of what is chosen and the region; of all where nothing is."""
    found = table("benefits").query("maat == 'percentage'")
    return found[found["gemeente"].isin([*chosen, REGION])] if chosen else found


def key_figures(chosen: list[str]) -> list[tuple[str, str]]:
    """Return four benefits with the share of the first municipality that is chosen, or of the region."""
    place = chosen[0] if chosen else REGION
    found = table("benefits").query("maat == 'percentage' and gemeente == @place")
    return [
        (f"{row.uitkering} in {place}", "onbekend" if pd.isna(row.waarde) else f"{row.waarde:.1f}%".replace(".", ","))
        for row in found.itertuples()
    ][:4]
