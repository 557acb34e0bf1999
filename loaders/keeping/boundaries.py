"""The boundaries in use: kept answers become rows, names of areas and a source, without a network."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from loaders.keeping.staging import kept_transport
from loaders.keeping.store import Entry, Store, day_of
from loaders.series import boundaries
from loaders.series.declare import Regions
from loaders.services.pdok.features import Area


def boundaries_in_use(store: Store, entry: Entry, members: Regions) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the rows of the kept answers and the names of the areas; raise SourceError where they do not read."""
    towns, wide = boundaries.areas(kept_transport(store, entry))
    rows = boundaries.load(towns, wide, _known(members, towns, wide))
    return rows, {area.code: area.name for area in (*towns, *wide)}


def _known(members: Regions, towns: Iterable[Area], wide: Iterable[Area]) -> Regions:
    """Return the membership without areas that these boundaries lack: another year of it must not stop a build."""
    there = {area.code for area in (*towns, *wide)}
    return Regions({
        region: tuple(code for code in codes if code in there)
        for region, codes in members.members.items() if region in there
    })  # fmt: skip


def source(entry: Entry) -> dict[str, str]:
    """Return the row of the boundaries in the dataset `sources`."""
    return {
        "id": boundaries.SOURCE,
        "publisher": "CBS en Kadaster",
        "title": f"{entry.title}, via PDOK",
        "table_id": entry.table,
        "landing_page": "https://www.pdok.nl/introductie/-/article/cbs-gebiedsindelingen",
        "licence": "CC BY 4.0",
        "published": "",
        "retrieved": day_of(entry.retrieved),
        "footnote": "",
        "via": "",
        "state": "",
    }
