"""What a refresh is asked to do, and how one dataset of it came out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """What a refresh is asked to do.

    Attributes:
        only: Datasets to look at; empty for all.
        since: First year, instead of the last ten.
        dry_run: Say what would be fetched and change nothing.
        again: Fetch also what is unchanged.
        accept: Use what looks implausible too, after a person looked at it.
        quiet: No progress bars.
    """

    only: tuple[str, ...] = ()
    since: int | None = None
    dry_run: bool = False
    again: bool = False
    accept: bool = False
    quiet: bool = False

    def includes(self, dataset: str) -> bool:
        """Whether `dataset` is to be looked at."""
        return not self.only or dataset in self.only


@dataclass(frozen=True)
class Outcome:
    """How one dataset came out: accepted, unchanged, planned or failed; `older` tells why an older table was read."""

    dataset: str
    state: str
    text: str
    older: str = ""
