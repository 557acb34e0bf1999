"""Tables that come under a new id each year: which edition can be read now, and whether a newer one exists."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from loaders.keeping.store import Entry
from loaders.series.declare import Series
from loaders.services.cbs.model import Info, Reader
from loaders.services.errors import SourceError, TableGone

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Readable:
    """A series as it can be read now: `older` tells why an earlier edition is read; `successor` a newer one's id."""

    series: Series
    info: Info
    successor: str = ""
    older: str = ""


def readable(series: Series, source: Reader, in_use: Entry | None) -> Readable:
    """Return `series` from its own table or, where that id is gone, from its newest earlier edition.

    What was read from the declared table stays in use when its id goes: an earlier edition knows less.

    Raises:
        TableGone: The id is gone, and so is every earlier edition, or the declared one is in use.
        SourceError: The publisher did not answer usably.
    """
    try:
        info = source.info(series.table)
        return Readable(series, info, successor(series, source, info))
    except TableGone as error:
        newer = successor(series, source, None)
        told = f"there is no table {series.table} any more" + (f"; a newer edition exists: {newer}" if newer else "")
        advice = f"put the id of the new edition at {series.dataset} in loaders, and refresh again"
        if in_use is None or in_use.table != series.table:
            for table in series.predecessors:
                try:
                    info = source.info(table)
                except TableGone:
                    continue
                return Readable(replace(series, table=table), info, newer, f"{told}; read from {table}; {advice}")
        kept = "; what was read from it stays in use" if in_use else ""
        raise TableGone(told + kept, shown=series.table, evidence=error.evidence, advice=advice) from error


def successor(series: Series, source: Reader, info: Info | None) -> str:
    """Return the id of a newer edition of the table, where its family has editions; '' where that is not known.

    Without `info`, of a table that is gone, the newest unknown edition is taken.
    """
    if not series.predecessors:
        return ""
    try:
        editions = source.catalogue(series.title_part)
    except SourceError as error:
        LOG.info("no catalogue: %s", error)
        return ""
    known = {series.table.upper(), *(table.upper() for table in series.predecessors)}
    since = info.modified if info else ""
    newer = [found for found in editions if found.table.upper() not in known and found.modified >= since]
    return max(newer, key=lambda found: found.modified).table if newer else ""
