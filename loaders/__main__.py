"""Command line of the loaders: python -m loaders build, refresh, add, status and so on; --help names them all."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from loaders.build import load, publish_content
from loaders.files.intake import Report
from loaders.keeping.paths import data_folder, snapshot_folder, snapshot_root
from loaders.services.errors import SourceError
from snapshot import clock
from snapshot.errors import SnapshotError, ValidationError
from snapshot.read import Snapshot
from snapshot.region import RegionUnknown

OK, FINDINGS, WRONG_USE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well and 1 when there are findings (argparse exits 2 on wrong usage)."""
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    if run is _doctor:  # it tells of settings that stop the others
        return run(chosen)
    try:
        clock.today()
        return run(chosen)
    except (RegionUnknown, clock.ClockUnreadable) as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except (SnapshotError, SourceError) as error:
        print(error, file=sys.stderr)
        return FINDINGS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text)
        added.set_defaults(run=run)
        return added

    command("build", _build, "build and publish a snapshot from the data folder and data/voortgang, offline")
    telling = command("status", _status, "what the serving snapshot holds")
    checking = command("check", _check, "validate inputs and snapshot")
    for either in (telling, checking):
        either.add_argument("--json", action="store_true", help="print JSON")
    command("export", _export, "write every dataset as CSV and Parquet").add_argument("folder", type=Path)
    command("form", _form, "write an empty form for progress and spending").add_argument("file", type=Path)
    _add_refresh(command("refresh", _refresh, "fetch the live series that changed, and build"))
    probing = command("probe", _probe, "ask every table of CBS whether what we declare of it fits; metadata only")
    probing.add_argument("datasets", nargs="*", metavar="DATASET", help="only these")
    adding = command("add", _add, "check files of UWV, CBS or the network team, keep the good ones, and build")
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE")
    adding.add_argument("--accept", action="store_true", help="use what looks implausible, after you looked at it")
    command("doctor", _doctor, "what is wrong on this machine and what to do, in Dutch")
    command("backup", _backup, "write all that cannot be made again to one file").add_argument("file", type=Path)
    command("restore", _restore, "put such a file back, and build").add_argument("file", type=Path)
    removing = command("remove", _remove, "withdraw a file that was added earlier, and build")
    removing.add_argument("file", metavar="NAME_OR_HASH", help="its name, or the first signs of its hash")
    return parser


def _add_refresh(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", action="append", default=[], metavar="DATASET", help="only this one; repeatable")
    parser.add_argument("--since", type=int, metavar="YEAR", help="from this year on, instead of the last ten years")
    parser.add_argument("--dry-run", action="store_true", help="say what would be fetched, and change nothing")
    parser.add_argument("--again", action="store_true", help="fetch also what did not change")
    parser.add_argument("--accept", action="store_true", help="use what looks implausible, after you looked at it")
    parser.add_argument("--quiet", action="store_true", help="no progress bars and only what failed, for cron")


def _refresh(chosen: argparse.Namespace) -> int:
    from loaders.refresh import Wanted, names, refresh
    from loaders.services.settings import settings_from_environment

    unknown = sorted(set(chosen.only) - set(names()))
    if unknown:
        print(f"no live dataset {', '.join(unknown)}; there are {', '.join(names())}", file=sys.stderr)
        return WRONG_USE
    wanted = Wanted(tuple(chosen.only), chosen.since, chosen.dry_run, chosen.again, chosen.accept, chosen.quiet)
    try:
        outcomes, published = refresh(data_folder(), snapshot_folder(), settings_from_environment(), wanted)
    except ValueError as error:  # a setting that cannot be
        print(error, file=sys.stderr)
        return WRONG_USE
    for outcome in outcomes:
        failed = outcome.state == "failed"
        if failed or not chosen.quiet:
            print(
                f"{outcome.dataset:30s} {outcome.state:10s} {outcome.text}", file=sys.stderr if failed else sys.stdout
            )
    if published and not chosen.quiet:
        print(f"snapshot {published.id} {'published' if published.changed else 'unchanged'}")
    return FINDINGS if any(outcome.state == "failed" for outcome in outcomes) else OK


def _probe(chosen: argparse.Namespace) -> int:
    from loaders.probe import every_series, probe
    from loaders.services.settings import settings_from_environment

    unknown = sorted(set(chosen.datasets) - set(every_series()))
    if unknown:
        print(f"no live dataset {', '.join(unknown)}; there are {', '.join(every_series())}", file=sys.stderr)
        return WRONG_USE
    try:
        found = probe(chosen.datasets, settings_from_environment())
    except ValueError as error:  # a setting that cannot be
        print(error, file=sys.stderr)
        return WRONG_USE
    print("\n".join(map(str, found)))
    wrong = sum(not one.fits for one in found)
    print(f"{len(found) - wrong} of {len(found)} fit" + (f"; {wrong} to mend, marked with !" if wrong else ""))
    return FINDINGS if wrong else OK


def _add(chosen: argparse.Namespace) -> int:
    from loaders.add import add

    reports, published = add(data_folder(), snapshot_folder(), chosen.files, accept=chosen.accept)
    failed = [report for report in reports if report.state == "failed"]
    _say(reports)
    if published:
        print(f"snapshot {published.id} {'published' if published.changed else 'unchanged'}")
    return FINDINGS if failed else OK


def _say(reports: Sequence[Report]) -> None:
    for report in reports:
        stream = sys.stderr if report.state == "failed" else sys.stdout
        print(f"{report.dataset:30s} {report.state:10s} {report.text}", file=stream)


def _remove(chosen: argparse.Namespace) -> int:
    from loaders.withdraw import withdraw

    file, published = withdraw(data_folder(), snapshot_folder(), chosen.file)
    print(f"{file.url} {file.sha256[:12]} is withdrawn; python -m loaders add undoes that")
    if published:
        print(f"snapshot {published.id} {'published' if published.changed else 'unchanged'}")
    return OK


def _build(_: argparse.Namespace) -> int:
    from loaders.add import build_dropped

    reports, published = build_dropped(data_folder(), snapshot_folder())
    _say(reports)
    rows = sum(int(str(entry["rows"])) for entry in published.datasets.values())
    state = "published" if published.changed else "unchanged"
    print(f"snapshot {published.id} {state}: {len(published.datasets)} datasets, {rows} rows")
    return FINDINGS if any(report.state == "failed" for report in reports) else OK


def _status(chosen: argparse.Namespace) -> int:
    from loaders.keeping.holding import newest_readable
    from loaders.status import lines, status

    snapshot, damaged = newest_readable(snapshot_folder())
    with snapshot:
        content = status(snapshot, data_folder(), damaged)
    if chosen.json:
        print(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(content)))
    return FINDINGS if damaged else OK


def _check(chosen: argparse.Namespace) -> int:
    """Validate the inputs, and verify the serving snapshot; report all findings at once."""
    findings: list[dict[str, Any]] = []
    reconciliations: list[dict[str, Any]] = []
    try:
        with TemporaryDirectory() as scratch:
            publish_content(load(data_folder()), Path(scratch))
    except ValidationError as error:
        findings += [vars(failure) | {"message": str(failure)} for failure in error.failures]
    try:
        with Snapshot.open(snapshot_folder()) as snapshot:
            snapshot.verify()
            reconciliations = [vars(item) for item in snapshot.reconciliations]
    except SnapshotError as error:
        findings.append({"message": str(error)})
    if chosen.json:
        print(json.dumps({"findings": findings, "reconciliations": reconciliations}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(finding["message"])
        known = sum(item["outcome"] == "known_deviation" for item in reconciliations)
        print(f"{len(findings)} finding(s); {len(reconciliations)} reconciliations, {known} known deviation(s)")
    return FINDINGS if findings else OK


def _export(chosen: argparse.Namespace) -> int:
    from loaders.export import export

    with Snapshot.open(snapshot_folder()) as snapshot:
        written = export(snapshot, chosen.folder)
    print(f"{len(written)} files written to {chosen.folder}")
    return OK


def _form(chosen: argparse.Namespace) -> int:
    from snapshot.progress import NEEDS, form

    if chosen.file.exists():
        print(f"{chosen.file} is there already; name another file", file=sys.stderr)
        return WRONG_USE
    with Snapshot.open(snapshot_folder()) as snapshot:
        if lacking := [name for name in NEEDS if name not in snapshot.datasets]:
            print(f"{snapshot.region.title} has no agenda to report on: no {', '.join(lacking)}", file=sys.stderr)
            return FINDINGS
        chosen.file.write_bytes(form(snapshot))
    print(f"{chosen.file} written; fill it in, then run: python -m loaders add {chosen.file}")
    return OK


def _doctor(_: argparse.Namespace) -> int:
    from loaders.doctor import examine

    is_fine = True
    for finding in examine(data_folder(), snapshot_root()):
        print(finding, flush=True)
        is_fine &= finding.is_fine
    print("Alles is in orde." if is_fine else "Er is iets mis: doe wat er achter 'doe' staat.")
    return OK if is_fine else FINDINGS


def _backup(chosen: argparse.Namespace) -> int:
    from loaders.backup import backup

    try:
        contents = backup(data_folder(), snapshot_root(), chosen.file)
    except OSError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    print(f"{len(contents.hashes)} files in {chosen.file}, {chosen.file.stat().st_size / 1e6:.1f} MB")
    return OK


def _restore(chosen: argparse.Namespace) -> int:
    from loaders.backup import BEFORE, restore

    contents = restore(chosen.file, data_folder(), snapshot_root())
    print(f"{len(contents.hashes)} files of {contents.made} are back; what stood there is in {BEFORE}-... beside them")
    return _build(chosen)


if __name__ == "__main__":
    sys.exit(main())
