"""Errors of the contract: what happened, the evidence, what to run. All failures at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """One thing wrong with the input: where it stands, what was found, what was expected."""

    file: str
    line: int | None
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place} [{self.column}] found {self.found}; expected {self.expected}"


class SnapshotError(Exception):
    """Base of every error of the contract."""


class ValidationError(SnapshotError):
    """The input breaks the contract. Nothing was written; the old snapshot keeps serving."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        self.failures = tuple(failures)
        lines = "\n".join(f"  {failure}" for failure in self.failures)
        super().__init__(
            f"{len(self.failures)} failure(s) in the input; no snapshot was written and the old one keeps serving.\n"
            f"{lines}\nMend the files named above, then run: python -m loaders build"
        )


class SnapshotMissing(SnapshotError):
    """There is no snapshot to read, or not the one that was asked for."""


class SnapshotDamaged(SnapshotError):
    """A snapshot file cannot be read, or its content does not match its id."""


class SnapshotBusy(SnapshotError):
    """Another build is writing at this moment."""


class SettingUnreadable(SnapshotError):
    """A setting of the environment holds something that it cannot be."""
