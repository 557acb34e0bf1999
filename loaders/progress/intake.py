"""Take in reports: read, check, and keep a copy by hash. A report with a mistake leaves what is in use as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from loaders.agenda.raw import read_table
from loaders.agenda.scope import place
from loaders.files.errors import FileRefused
from loaders.files.intake import Report as Outcome
from loaders.files.intake import surprise
from loaders.files.sheets.opening import contents
from loaders.files.words.moments import days_of
from loaders.keeping.paths import REPORTED
from loaders.keeping.store import Entry, Kept, Store, now
from loaders.progress.combine import clashes, left_alone
from loaders.progress.mandate import findings
from loaders.progress.plan import NEEDED, Plan, plan_of
from loaders.progress.reading import DATASET, Report, is_report, read_report
from loaders.services.errors import SourceError
from snapshot.errors import ValidationError
from snapshot.region import Region

TITLE = "Voortgang en uitgaven"
SHOWN = 5  # amounts of older reports that are named


def store_of(data: Path, region: Region) -> Store:
    """Return where the reports of a region are kept."""
    return Store(data / REPORTED / region.slug)


def ours(paths: Sequence[Path]) -> list[Path]:
    """Return the files that are reports; the others are of another kind, or cannot be opened."""
    return [path for path in paths if (opened := contents([path])[0]) and is_report(opened[0][1])]


def plan_in(data: Path, region: Region) -> Plan:
    """Return what reports of a region can be about; raise SourceError where it has no agenda."""
    tables = {name: read_table(data, place(f"mja/{name}.csv", region))[0] for name in NEEDED}
    if lacking := [name for name, table in tables.items() if table.empty]:
        raise FileRefused(
            f"{region.title} has no agenda to report on", cause="unknown_file", evidence=f"no {', '.join(lacking)}.csv",
            advice=f"put them in data/mja/{region.slug} first", dataset=DATASET,
        )  # fmt: skip
    return plan_of(tables)


def take_in(data: Path, paths: Sequence[Path], region: Region, *, all_of: bool = False) -> list[Outcome]:
    """Judge the reports at `paths` and put the good ones in use; hold the lock of data/raw while calling this.

    Args:
        data: The data folder.
        paths: Files anywhere; a copy is kept.
        region: Whose reports they are.
        all_of: Whether these are all the reports in their folder: then one that was withdrawn stays so, and where none
            is refused all is well again.
    """
    store = store_of(data, region)
    bodies, unopened = contents(paths)
    _mend(store, [body for _, body in bodies])
    outcomes = [_failed(name, error) for name, error in unopened]
    withdrawn = store.withdrawn() if all_of else set()
    fresh: dict[str, tuple[Report, bytes]] = {}
    try:
        plan = plan_in(data, region)
        before = kept_reports(store, plan)
    except SourceError as error:
        return [*outcomes, *(_failed(name, error) for name, _ in bodies)]
    known = {report.sha256 for report in before}
    for name, body in bodies:
        sha256 = hashlib.sha256(body).hexdigest()
        if sha256 in withdrawn:
            outcomes.append(Outcome(name, DATASET, "unchanged", f"{name} was withdrawn; add it to undo that"))
            continue
        if sha256 in known or sha256 in fresh:
            outcomes.append(Outcome(name, DATASET, "unchanged", f"{name} was taken in before"))
            continue
        try:
            fresh[sha256] = (read_report(name, body, plan, read_on=now()), body)
        except Exception as error:  # a file can hold anything, and it is that file alone that is refused
            outcomes.append(_failed(name, error if isinstance(error, SourceError) else surprise(error)))
    outcomes += _put_in_use(store, before, list(fresh.values()), plan)
    if wrong := [outcome for outcome in outcomes if outcome.state == "failed"]:
        shown = "; ".join(": ".join(filter(None, (outcome.file, outcome.shown))) for outcome in wrong)
        store.note(DATASET, reason="; ".join(one.text for one in wrong), cause=wrong[0].cause, shown=shown)
    elif outcomes or (all_of and store.states()):
        store.note(DATASET)
    return sorted(outcomes, key=lambda outcome: outcome.file)


def _mend(store: Store, bodies: Sequence[bytes]) -> None:
    """Keep the content of reports in use again, so that a kept copy that was damaged is whole."""
    kept = {kept.sha256 for entry in store.entries().values() for kept in entry.answers}
    for body in bodies:
        if hashlib.sha256(body).hexdigest() in kept:
            store.write(body)


def _put_in_use(
    store: Store, before: Sequence[Report], fresh: Sequence[tuple[Report, bytes]], plan: Plan
) -> list[Outcome]:
    outcomes, in_use = [], list(before)
    for report, body in fresh:
        clash = [(other, found) for other, _ in fresh if other is not report and (found := clashes(report, other))]
        if clash:
            outcomes.append(_failed(report.name, _undecided(*clash[0])))
            continue
        told = _told(report, in_use, plan)
        store.write(body)
        in_use.append(report)
        store.accept(entry_of(in_use))
        store.withdraw(report.sha256, undo=True)
        outcomes.append(Outcome(report.name, DATASET, "accepted", told))
    return outcomes


def _told(report: Report, before: Sequence[Report], plan: Plan) -> str:
    """Return what a report brings, what of older ones it replaces or leaves, and what exceeds the mandate."""
    older = {about: value for one in before for about, value in one.cells.items()}
    again = sum(about in older and older[about] != value for about, value in report.cells.items())
    left = [f"{code} in {quarter}" for code, quarter in left_alone(before, report)]
    spent = {about: value for one in (*before, report) for about, value in one.spent.items()}
    more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
    return "; ".join(
        (
            f"{report.name}: {report.told}",
            *([f"replaces {again} of an older file"] if again else []),
            *([f"of an older file stay: {', '.join(left[:SHOWN])}{more}"] if left else []),
            *(f"finding: above the mandate of par. 4.2.2: {finding}" for finding in findings(spent, plan)),
        )
    )


def _undecided(other: Report, found: Sequence[tuple[str, str]]) -> SourceError:
    return FileRefused(
        f"it differs from {other.name}, which was added with it",
        cause="clash",
        shown=other.name,
        evidence=f"{len(found)} cell(s), such as {', '.join(found[0])}",
        advice="add first the older one, then the newer one: of the same cell the last one counts",
        dataset=DATASET,
    )


def _failed(name: str, error: SourceError) -> Outcome:
    return Outcome(name, DATASET, "failed", f"{name}: {error}", error.cause, error.shown)


def kept_reports(store: Store, plan: Plan) -> list[Report]:
    """Return the reports in use, in the order in which they came in; raise SourceError where one cannot be read."""
    entry = store.entries().get(DATASET)
    return [_again(store, kept, plan) for kept in entry.answers] if entry else []


def _again(store: Store, kept: Kept, plan: Plan) -> Report:
    try:
        return read_report(kept.url, store.read(kept.sha256), plan, read_on=kept.retrieved)
    except (SourceError, ValueError) as error:
        raise SourceError(
            f"{kept.url}, in use: {error}",
            cause=getattr(error, "cause", "damaged"),
            advice=f"add {kept.url} again, or go on without it: python -m loaders remove {kept.sha256[:12]}",
        ) from error


def entry_of(reports: Sequence[Report]) -> Entry:
    """Return the lock entry of these reports, in this order."""
    described = {
        report.sha256: {
            "kind": DATASET, "sheet": ", ".join(report.sheets), "header": [], "stated": "",
            "figures": len(report.cells), "counted": report.told,
            "periods": [min(moments, key=_end), max(moments, key=_end)],
        }
        for report in reports
        for moments in [[moment for _, moment in report.cells]]
    }  # fmt: skip
    answers = tuple(Kept(report.name, report.read_on, "", report.sha256) for report in reports)
    return Entry(
        DATASET, DATASET, TITLE, "file", "", 0, "", max(report.read_on for report in reports), "", answers,
        {"rows": sum(len(report.cells) for report in reports), "files": described},
    )  # fmt: skip


def _end(moment: str) -> date:
    return days_of(moment)[1]


def undo(store: Store, before: dict[str, Entry], outcomes: Sequence[Outcome], error: ValidationError) -> None:
    """Put back what was in use before, and note of each report that was new why it is not."""
    if not store.folder.exists():
        return
    store.restore(before)
    for outcome in outcomes:
        if outcome.state == "accepted":
            reason = f"no snapshot could be made of {outcome.file}: {error.failures[0]}"
            store.note(DATASET, reason=reason, cause="no_snapshot", shown=outcome.file)
