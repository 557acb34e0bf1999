"""Which labour-market region a dashboard is about: a setting when it is built, a property of what was built."""

from __future__ import annotations

import csv
import difflib
import os
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from snapshot.errors import SnapshotError

SETTING = "REGION"
LIST = Path("reference") / "regions.csv"
KIND = "labour_market_region"
SUGGESTIONS = 3
APART = " (regio)"  # behind the name of a region that one of its municipalities has too


class RegionUnknown(SnapshotError):
    """The setting names no labour-market region; `nearest` holds the names that look most like it."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        self.nearest = nearest
        super().__init__(message)


@dataclass(frozen=True)
class Region:
    """A labour-market region: its code of CBS (AM07) and its name as CBS and UWV write it.

    Where one of its municipalities has that name too, APART stands behind it in `title`: "Groningen (regio)".
    """

    code: str
    title: str

    @property
    def name(self) -> str:
        """Its name alone, for where it says already that this is a region."""
        return self.title.removesuffix(APART)

    @property
    def slug(self) -> str:
        """The name as a folder is called: "rijk-van-nijmegen"."""
        return "-".join(_words(self.name))

    def beside(self, municipalities: Collection[str]) -> Region:
        """Return it with a title that none of these municipalities has, also without "(gemeente)" behind it."""
        names = {name.partition(" (")[0] for name in municipalities}
        return replace(self, title=f"{self.name}{APART}") if self.name in names else self


DEFAULT = Region("AM07", "Midden-Gelderland")


def chosen_region(data: Path) -> Region:
    """Return the region that the environment variable REGION names, by name or code; without it the default.

    Args:
        data: The data folder; its reference/regions.csv lists the regions.

    Raises:
        RegionUnknown: No region has that name or code; the nearest names are in the message.
    """
    wanted = os.environ.get(SETTING, "").strip()
    return _found(wanted, data) if wanted else DEFAULT


@lru_cache(maxsize=64)
def _found(wanted: str, data: Path) -> Region:
    return find_region(wanted, listed_regions(data))


def listed_regions(data: Path) -> tuple[Region, ...]:
    """Return every labour-market region that data/reference/regions.csv lists, by name; raise RegionUnknown."""
    try:
        with (data / LIST).open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("kind") == KIND]
        found = [Region(row["region_code"], row["title"]) for row in rows]
    except (OSError, ValueError, KeyError, csv.Error) as error:
        message = f"{SETTING} is set, but the list of regions in {data / LIST} cannot be read: {error}"
        raise RegionUnknown(message) from error
    return tuple(sorted(found, key=lambda region: region.title))


def find_region(wanted: str, regions: tuple[Region, ...]) -> Region:
    """Return the region called `wanted`; capitals, hyphens, spaces and accents make no difference.

    Raises:
        RegionUnknown: There is none; the message names those that look most like it.
    """
    asked = "".join(_words(wanted))
    for region in regions:
        if asked in ("".join(_words(region.title)), region.code.lower()):
            return region
    names = {"".join(_words(region.title)): region for region in regions}
    parts = {part: region for region in regions for part in _words(region.title) if len(part) > 3}
    close = difflib.get_close_matches(asked, [*names, *parts], n=2 * SUGGESTIONS, cutoff=0.5)
    nearest = list(dict.fromkeys({**parts, **names}[name] for name in close))[:SUGGESTIONS]
    shown = nearest or regions
    meant = "nearest" if nearest else "there are"
    listed = ", ".join(f"{region.title} ({region.code})" for region in shown)
    message = f"{SETTING}={wanted!r} is no labour-market region; {meant}: {listed}"
    raise RegionUnknown(message, tuple(region.title for region in nearest))


def region_folder(snapshots: Path, region: Region) -> Path:
    """Return where the snapshots of `region` live: the folder itself for the default, a folder in it for another."""
    return snapshots if region.code == DEFAULT.code else snapshots / region.slug


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    return re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
