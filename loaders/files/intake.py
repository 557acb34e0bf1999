"""Take in files: recognise, read, judge, and keep a copy by hash. A file that fails leaves what is in use as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.files.combine import Taken, combine
from loaders.files.inventory import entry_of, told
from loaders.files.judging import bands, judge
from loaders.files.reading import read_file, read_kept
from loaders.files.sheets.opening import contents
from loaders.files.words.names import Names
from loaders.keeping.paths import DROPPED
from loaders.keeping.store import Entry, Store, now
from loaders.services.causes import Cause
from loaders.services.errors import SourceError

FOLDERS = (Path("raw") / "uwv", Path("raw") / "cbs-maatwerk")
UNKNOWN = "dropped_files"  # the state of files whose kind is not even nearly known
BESIDE = (".md", ".txt", ".pdf")  # notes that people keep beside the files


@dataclass(frozen=True)
class Report:
    """How one file came out: accepted, unchanged or failed, for which dataset, and why; see SourceError."""

    file: str
    dataset: str
    state: str
    text: str
    cause: Cause | None = None
    shown: str = ""


def _failed(file: str, dataset: str, error: SourceError) -> Report:
    return Report(file, dataset, "failed", f"{file}: {error}", error.cause, error.shown)


def dropped_files(data: Path) -> list[Path]:
    """Return the files in the folders where people drop them, by name; hidden ones and notes are left alone."""
    return droppable([data / folder for folder in FOLDERS])


def droppable(folders: Sequence[Path]) -> list[Path]:
    """Return the files in folders, by name, without hidden ones and notes."""
    found = [path for folder in folders for path in folder.glob("*") if not path.is_dir()]
    return sorted(path for path in found if path.name[0] not in ".~" and path.suffix.casefold() not in BESIDE)


def take_in(
    data: Path, paths: Sequence[Path], names: Names, *, accept: bool = False, all_of: bool = False
) -> list[Report]:
    """Judge the files at `paths` and put the good ones in use; hold the lock of data/raw while calling this.

    Args:
        data: The data folder.
        paths: Files anywhere; a copy is kept.
        names: Names of regions.
        accept: Use what looks implausible too.
        all_of: Whether these are all the files there are, so that a dataset none of them failed is well again.
    """
    store = Store(data / DROPPED)
    entries = store.entries()
    bodies, unopened = contents(paths)
    reports = [_failed(name, UNKNOWN, error) for name, error in unopened]
    _mend(store, entries, bodies)
    in_use, damaged = _in_use(store, entries, names)
    known = {kept.sha256: name for name, entry in entries.items() for kept in entry.answers}
    withdrawn = store.withdrawn() if all_of else set()
    fresh: dict[str, tuple[Taken, bytes]] = {}
    for name, body in bodies:
        sha256 = hashlib.sha256(body).hexdigest()
        if sha256 in withdrawn:
            reports.append(Report(name, UNKNOWN, "unchanged", f"{name} was withdrawn; add it to undo that"))
        elif sha256 in known:
            reports.append(Report(name, known[sha256], "unchanged", f"{name} was taken in before"))
        elif sha256 in fresh:
            taken = fresh[sha256][0]
            reports.append(Report(name, taken.dataset.name, "unchanged", f"{name} is the same as {taken.name}"))
        else:
            try:
                fresh[sha256] = (_read(name, body, names), body)
            except SourceError as error:
                reports.append(_failed(name, getattr(error, "dataset", "") or UNKNOWN, error))
    reports += [_failed(", ".join(kept.url for kept in entries[name].answers), name, error) for name, error in damaged]
    usable = [pair for pair in fresh.values() if pair[0].dataset.name not in dict(damaged)]
    reports += [
        _failed(taken.name, *pair) for taken, _ in fresh.values() for pair in damaged if taken.dataset.name == pair[0]
    ]
    reports += _fold(store, in_use, usable, names, bands(data), accept=accept)
    _note(store, reports, all_of=all_of)
    return sorted(reports, key=lambda report: report.file)


def _read(name: str, body: bytes, names: Names) -> Taken:
    """Read a file that a person dropped: whatever it holds, it is that file that is refused and nothing else."""
    try:
        return read_file(name, body, names, read_on=now())
    except SourceError:
        raise
    except Exception as error:  # a stray file can hold anything, and readers raise whatever they meet
        raise surprise(error) from error


def surprise(error: Exception) -> SourceError:
    """Return the refusal of a file whose reader met something that nobody foresaw."""
    return SourceError(
        "the file is no table that can be read",
        cause="unreadable_file",
        evidence=f"{type(error).__name__}: {str(error)[:120]}",
        advice="take it out of the folder, or download the table again as .xlsx, .ods or .csv",
    )


def _mend(store: Store, entries: Mapping[str, Entry], bodies: Sequence[tuple[str, bytes]]) -> None:
    """Keep the content of files in use again, so that a kept copy that was damaged is whole."""
    kept = {kept.sha256 for entry in entries.values() for kept in entry.answers}
    for _, body in bodies:
        if hashlib.sha256(body).hexdigest() in kept:
            store.write(body)


def _in_use(
    store: Store, entries: Mapping[str, Entry], names: Names
) -> tuple[dict[str, list[Taken]], list[tuple[str, SourceError]]]:
    """Return the files in use per dataset, and the datasets of which one cannot be read."""
    in_use, damaged = {}, []
    for name, entry in entries.items():
        try:
            in_use[name] = read_kept(store, entry, names)
        except SourceError as error:
            damaged.append((name, error))
    return in_use, damaged


def _fold(
    store: Store,
    in_use: dict[str, list[Taken]],
    fresh: list[tuple[Taken, bytes]],
    names: Names,
    limits: Mapping[str, tuple[float, float]],
    *,
    accept: bool,
) -> list[Report]:
    """Add the new files one after the other, the oldest first; two that contradict each other are both refused."""
    reports = []
    for taken, body in sorted(fresh, key=lambda pair: (pair[0].stated, pair[0].name)):
        dataset = taken.dataset.name
        others = [other for other, _ in fresh if other.dataset.name == dataset and other is not taken]
        others = [other for other in others if not other.units.isdisjoint(taken.units)]
        try:
            for other in others:
                combine([other, taken])
            files = [*in_use.get(dataset, []), taken]
            rows = combine(files)
            judge(taken, rows, in_use.get(dataset, []), names, limits, accept=accept)
        except Exception as error:  # this file is refused, and the others go on
            refusal = error if isinstance(error, SourceError) else surprise(error)
            reports.append(_failed(taken.name, dataset, refusal))
            continue
        store.write(body)
        store.accept(entry_of(files, rows))
        store.withdraw(taken.sha256, undo=True)
        in_use[dataset] = files
        reports.append(Report(taken.name, dataset, "accepted", told(taken)))
    return reports


def _note(store: Store, reports: Sequence[Report], *, all_of: bool) -> None:
    failed: dict[str, list[Report]] = {}
    for report in reports:
        if report.state == "failed":
            failed.setdefault(report.dataset, []).append(report)
    seen = {report.dataset for report in reports} | (set(store.states()) if all_of else set())
    for dataset in sorted(seen):
        found = failed.get(dataset, [])
        store.note(
            dataset,
            reason="; ".join(report.text for report in found),
            cause=found[0].cause if found else None,
            shown="; ".join(": ".join(filter(None, (report.file, report.shown))) for report in found),
        )
