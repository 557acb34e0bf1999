"""Refresh the boundaries: ask PDOK, judge what came, put it in use."""

from __future__ import annotations

from loaders.keeping.staging import Staging
from loaders.keeping.store import Entry, Store, now
from loaders.series.boundaries import DATASET, FORM, MUNICIPALITIES, TITLE, YEAR, areas, load, newer
from loaders.series.declare import Regions
from loaders.services.errors import SourceChanged
from loaders.services.http import Transport
from loaders.services.pdok.settings import API
from loaders.services.settings import Settings


def refreshed(
    store: Store, settings: Settings, members: Regions, *, again: bool = False, accept: bool = False
) -> tuple[str, str, str]:
    """Bring the boundaries up to date; areas that vanished are refused unless a person lets them pass with `accept`.

    Returns:
        The state (accepted or unchanged), what to say of it, and a newer year where there is one.

    Raises:
        SourceError: The service did not answer usably; what was in use stays.
        SourceChanged: It gives other areas or another form.
    """
    successor = newer(Transport(settings))
    in_use = store.entries().get(DATASET.name)
    if not again and unchanged(in_use, settings):
        store.staging_path(DATASET.name).unlink(missing_ok=True)
        return "unchanged", f"boundaries of {YEAR}", successor
    if again:
        store.staging_path(DATASET.name).unlink(missing_ok=True)
    staging = Staging(store, DATASET.name, str(YEAR), f"{settings.url} {FORM}")
    towns, wide = areas(Transport(settings, answers=staging))
    rows = load(towns, wide, members)
    codes = sorted(rows["region_code"])
    gone = sorted(set(in_use.summary["regions"]) - set(codes)) if in_use else []
    if gone and not accept:
        advice = f"if that is right run: python -m loaders refresh --only {DATASET.name} --accept"
        raise SourceChanged(
            f"{len(gone)} areas vanished",
            cause="implausible",
            shown=f"niet meer: {', '.join(gone[:8])}",
            evidence=", ".join(gone[:8]),
            advice=advice,
        )
    store.accept(
        Entry(DATASET.name, MUNICIPALITIES, f"{TITLE} {YEAR}", API, settings.url, 0, str(YEAR), now(), FORM,
              tuple(staging.answers.values()), {"regions": codes})
    )  # fmt: skip
    resumed = f", {staging.resumed} answers were already here" if staging.resumed else ""
    return "accepted", f"{len(codes)} areas of {YEAR}{resumed}", successor


def unchanged(in_use: Entry | None, settings: Settings) -> bool:
    """Whether what is in use is what would be fetched."""
    return in_use is not None and (in_use.modified, in_use.declaration, in_use.url) == (str(YEAR), FORM, settings.url)
