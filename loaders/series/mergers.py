"""Municipalities that came and went: what CBS tells of each in the description of its code, and sums over mergers.

Read: the descriptions of every municipality since 2015 in table 03759ned: "Opgeheven per 01-01-2018, overgegaan naar:"
with a line per receiver and its inhabitants, "Naamswijziging per 01-01-2016, nieuwe naam:", "Ontstaan per 01-01-2019"
or else "Begindatum 01-01-2019".
With the memberships of twelve years they agree on who was there when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from loaders.series.declare import Life, Regions
from loaders.series.derive import sums
from loaders.services.cbs.model import Code

_DAY = r"(\d\d)-(\d\d)-(\d{4})"
_ENDED = re.compile(rf"Opgeheven per {_DAY}, overgegaan naar:(.*?)(?:\r?\n\r?\n|\Z)", re.DOTALL)
_RENAMED = re.compile(rf"Naamswijziging per {_DAY},\s*nieuwe naam:[^(]*\((GM\d{{4}})\)")
_BEGAN = re.compile(rf"Ontstaan per {_DAY}|Begindatum {_DAY}")
_RECEIVER = re.compile(r"\((GM\d{4})\)[^(]*?(?:(\d+) inwoners?\b|(?=- |\Z))")


def lives(codes: Iterable[Code]) -> dict[str, Life]:
    """Return what the descriptions of municipalities tell: when each began and ended, and into which it went.

    A municipality that was divided went into none, unless nobody moved to the other receivers.
    """
    found = {}
    for code in codes:
        if code.code.startswith("GM") and code.description:
            began, (ended, into) = _BEGAN.search(code.description), _end(code.description)
            found[code.code] = Life(
                code.title, _iso(tuple(part for part in began.groups() if part)) if began else "", ended, into
            )
    return found


def _end(text: str) -> tuple[str, str]:
    if match := _RENAMED.search(text):
        *day, into = match.groups()
        return _iso(tuple(day)), into
    if match := _ENDED.search(text):
        *day, receivers = match.groups()
        with_people = [code for code, people in _RECEIVER.findall(receivers) if people != "0"]
        return _iso(tuple(day)), with_people[0] if len(with_people) == 1 else ""
    return "", ""


def _iso(day: tuple[str, ...]) -> str:
    return "-".join(reversed(day))


def heirs(known: Mapping[str, Life]) -> dict[str, str]:
    """Return the municipality of today in which each that ended lives on."""
    result = {}
    for code in known:
        into = code
        while into in known and known[into].ended:
            into = known[into].into
        if into and into != code:
            result[code] = into
    return result


def is_alive(life: Life, period: str) -> bool:
    """Whether a municipality was there in a period; of a year, on its first day."""
    day = f"{period}-01-01" if len(period) == 4 else period.replace("-Q1", "-01").replace("-Q", "-1")
    return life.began[: len(day)] <= day and (not life.ended or day < life.ended[: len(day)])


def parts_of(known: Mapping[str, Life], period: str) -> dict[str, set[str]]:
    """Return, per municipality of today that took others in, the ones of a period that make it up."""
    parts: dict[str, set[str]] = {}
    for code, into in heirs(known).items():
        if is_alive(known[code], period):
            parts.setdefault(into, set()).add(code)
    for into, codes in parts.items():
        if into not in known or is_alive(known[into], period):
            codes.add(into)
    return parts


def merge_municipalities(cells: pd.DataFrame, regions: Regions, keys: tuple[str, ...]) -> pd.DataFrame:
    """Give a municipality of today the figures of those it was made of, before the merger.

    For tables in which each year has its own boundaries. Where one of the parts is empty, so is the sum.
    """
    known = regions.lives
    gone = set(heirs(known)) & set(cells["region_code"])
    if not gone:
        return cells
    merged = _merged(known, sorted(map(str, cells["period"].unique())))
    joined = cells.merge(merged, how="left", on=["region_code", "period"])
    is_part = joined["into"].notna()
    parts = joined[is_part].drop(columns="region_code").rename(columns={"into": "region_code"})
    summed = sums(parts, ("region_code", *keys, "note"), needed=parts["needed"])
    kept = joined[~is_part & ~joined["region_code"].isin(gone)]
    return pd.concat([kept.drop(columns=["into", "needed", "note"]), summed], ignore_index=True)


def _merged(known: Mapping[str, Life], periods: Iterable[str]) -> pd.DataFrame:
    """Return which municipality makes up which of today in which period: of how many, and the words for it."""
    rows = [
        (code, period, into, len(codes), _note(known, codes, into))
        for period in periods
        for into, codes in parts_of(known, period).items()
        for code in codes
    ]
    return pd.DataFrame(rows, columns=["region_code", "period", "into", "needed", "note"])


def _note(known: Mapping[str, Life], codes: Iterable[str], into: str) -> str:
    others = sorted((known[code].ended[:4], known[code].name) for code in codes if code != into)
    years, names = {year for year, _ in others}, [name for _, name in others]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
    new = known[into].name if into in known else into
    if len(names) == 1:
        return f"Met {listed}, dat sinds {max(years)} bij {new} hoort."
    return f"Met {listed}, die {'sinds' if len(years) == 1 else 'uiterlijk sinds'} {max(years)} bij {new} horen."
