"""The reports in a build: kept copies become the datasets progress and spending, offline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from loaders.files.kept import Dropped
from loaders.keeping.coming import at_hand
from loaders.keeping.states import state_row
from loaders.keeping.store import day_of
from loaders.progress.combine import frames
from loaders.progress.intake import TITLE, kept_reports, store_of
from loaders.progress.plan import NEEDED, Plan, plan_of
from loaders.progress.reading import DATASET, Report
from loaders.services.errors import SourceError
from snapshot.model import Dataset
from snapshot.region import Region


def read_reports(folder: Path, loaded: Mapping[str, pd.DataFrame], region: Region) -> Dropped:
    """Read the reports of a region that are kept below `folder`; `loaded` holds the tables of its agenda."""
    store = store_of(folder, region)
    if not store.is_used or any(name not in loaded for name in NEEDED):
        return Dropped()
    try:
        entries, states = store.entries(), store.states()
        plan = plan_of(loaded)
        reports = kept_reports(store, plan)
    except SourceError as error:
        return Dropped(failures=((DATASET, error),))
    found = [(_named(dataset, plan), frame) for dataset, frame in frames(reports)]
    used = {source for _, frame in found for source in frame["source"]}
    told = tuple(state_row(name, state, entries.get(name), title=TITLE) for name, state in sorted(states.items()))
    return Dropped(
        tuple(at_hand(dataset, frame) for dataset, frame in found),
        sources=tuple(_source(report, region) for report in reports if report.source in used),
        states=told,
    )


def _named(dataset: Dataset, plan: Plan) -> Dataset:
    """Return a dataset with the names that the agenda gives to the numbers of its lines or activities."""
    names = {"activity": dict(plan.activities), "budget_line": {code: line.name for code, line in plan.lines.items()}}
    columns = (replace(one, labels=names[one.name]) if one.name in names else one for one in dataset.columns)
    return replace(dataset, columns=tuple(columns))


def _source(report: Report, region: Region) -> dict[str, str]:
    return {
        "id": report.source,
        "publisher": f"Netwerkteam {region.title}",
        "title": f"{TITLE}, bestand {report.name}",
        "table_id": "",
        "landing_page": "",
        "licence": "Opgave van het netwerkteam; bronvermelding gewenst",
        "published": "",
        "retrieved": day_of(report.read_on),
        "footnote": "",
        "via": "",
        "state": "",
    }
