"""Which snapshots stay, until when and why: a link that was made to one works as long as it says.

A snapshot stays for DAYS days after a newer one took its place, so a link that was made on its last day still works
that long. The last few stay however old they are. How many days were promised stands in the folder, beside the
pointer: so the dashboard that says it and the build that removes need no setting in common.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from snapshot import clock, files
from snapshot.errors import SettingUnreadable

SETTING, DAYS, LAST = "SNAPSHOT_DAYS", 400, 8
PROMISE = "KEEP_DAYS"  # the file with the promise
MOST = 36_500


@dataclass(frozen=True)
class Kept:
    """One kept snapshot.

    Attributes:
        id: Its id.
        mark: When its file was written, in ns, and its bytes: another mark is another file.
        replaced: The day on which a newer one took its place; None where it serves.
        until: The last day on which it is sure to be there; None where it serves.
        is_recent: Whether it is one of the last few, which stay whatever their age.
    """

    id: str
    mark: files.Mark
    replaced: date | None
    until: date | None
    is_recent: bool

    @property
    def megabytes(self) -> float:
        """The size of its file."""
        return self.mark[1] / 1e6

    def is_needed(self, today: date) -> bool:
        """Whether it stays on the day `today`."""
        return self.is_recent or self.until is None or today <= self.until


def days_from_environment(environment: Mapping[str, str] = os.environ) -> int:
    """Return how many days a replaced snapshot stays; raise SettingUnreadable where that is no whole number."""
    wanted = environment.get(SETTING, "").strip() or str(DAYS)
    if not (wanted.isascii() and wanted.isdecimal() and int(wanted) <= MOST):
        raise SettingUnreadable(f"{SETTING}={wanted!r} is no number of days; write it as {DAYS}, or leave it out")
    return int(wanted)


def promised_days(folder: Path) -> int:
    """Return how many days the last build promised; the usual number where it promised nothing."""
    try:
        return max(0, min(int((folder / PROMISE).read_text(encoding="ascii")), MOST))
    except (OSError, ValueError):
        return DAYS


def promise(folder: Path, days: int) -> None:
    """Note in the folder how many days a replaced snapshot stays."""
    if promised_days(folder) != days or not (folder / PROMISE).exists():
        files.replace_text(folder / PROMISE, f"{days}\n")


def kept(folder: Path) -> tuple[Kept, ...]:
    """Return every kept snapshot: the one that serves, then the one that was published last, and so on."""
    marks = [(id_, mark) for id_ in files.kept_ids(folder) if (mark := mark_of(folder, id_))]
    return arranged(marks, files.current_id(folder), promised_days(folder))


def arranged(marks: Sequence[tuple[str, files.Mark]], current: str | None, days: int) -> tuple[Kept, ...]:
    """Return the snapshots with these ids and marks, of which `current` serves, where so many `days` were promised."""
    ordered = sorted(marks, key=lambda pair: (pair[0] != current, -pair[1][0]))
    found: list[Kept] = []
    for place, (id_, mark) in enumerate(ordered):
        replaced = _day(max(mark[0], ordered[place - 1][1][0])) if place else None
        until = replaced + timedelta(days=days) if replaced else None
        found.append(Kept(id_, mark, replaced, until, place < LAST))
    return tuple(found)


def mark_of(folder: Path, snapshot_id: str) -> files.Mark | None:
    """Return the mark of a kept snapshot; None where there is none."""
    return files.mark_of(files.snapshot_path(folder, snapshot_id))


def sure_until(folder: Path, snapshot_id: str) -> date | None:
    """Return the last day on which a link that is made today surely works; None where that cannot be said."""
    if snapshot_id == files.current_id(folder):
        return clock.today() + timedelta(days=promised_days(folder))
    found = next((one for one in kept(folder) if one.id == snapshot_id), None)
    return found.until if found and found.until and found.until >= clock.today() else None


def prune(folder: Path) -> None:
    """Remove the snapshots that nothing needs any more; hold the folder while calling this.

    One that another program holds open, which Windows does not remove, is left for the next build.
    """
    for one in kept(folder):
        if not one.is_needed(clock.today()):
            with contextlib.suppress(PermissionError):
                files.snapshot_path(folder, one.id).unlink(missing_ok=True)


def _day(moment_ns: int) -> date:
    return datetime.fromtimestamp(moment_ns / 1e9, clock.ZONE).date()
