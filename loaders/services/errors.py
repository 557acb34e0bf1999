"""What can go wrong with a publisher: what happened, its cause, the evidence, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders.services.causes import Cause

DECLARATION = (
    "compare the declaration in loaders/series/cbs with the table (python -m loaders probe), mend it, refresh again"
)
ADVICE: dict[Cause, str] = {  # only what passes by itself gets the advice to wait
    "unreachable": "run the refresh again later",
    "not_data": "run the refresh again later",
    "incomplete": "refresh again",
    "republished": "refresh again",
    "empty": "look on StatLine whether the table has figures of that period, and refresh again when it has",
    "doubled": "refresh again; if it stays, report it to CBS with the row",
    "unexpected": "report this with the id of the table",
}


class SourceError(Exception):
    """A publisher did not answer, or answered something that cannot be used. What was there stays in use.

    Attributes:
        happened: What happened, `evidence` how that shows and `advice` what to do, for developers.
        cause: Which of the known causes it is.
        shown: What a visitor may read behind the words of that cause: numbers, names and codes, or short Dutch.
    """

    def __init__(
        self,
        happened: str,
        *,
        cause: Cause,
        evidence: str = "",
        shown: str = "",
        advice: str = "",
    ) -> None:
        advice = advice or ADVICE.get(cause, DECLARATION)
        self.happened, self.evidence, self.advice = happened, evidence, advice
        self.cause, self.shown = cause, shown
        told = f" ({evidence})" if evidence else ""
        super().__init__(f"{happened}{told}; {advice}")


class SourceChanged(SourceError):
    """The publisher answers, but its table is no longer the one that was declared."""


@dataclass(frozen=True)
class Problem:
    """What does not fit between a declaration and its table: what happened, how that shows, and what to write where."""

    happened: str
    cause: Cause
    there: str = ""
    shown: str = ""
    advice: str = ""

    def __str__(self) -> str:
        there = f" (there are: {self.there})" if self.there else ""
        return f"{self.happened}{there}; {self.advice or ADVICE.get(self.cause, DECLARATION)}"

    def error(self) -> SourceChanged:
        """Return the error that stops a refresh for it."""
        evidence = f"there are: {self.there}" if self.there else ""
        return SourceChanged(self.happened, cause=self.cause, shown=self.shown, evidence=evidence, advice=self.advice)


class TableGone(SourceError):
    """The publisher answers, and has no table with that id."""

    def __init__(self, happened: str, *, cause: Cause = "withdrawn", **more: Any) -> None:
        super().__init__(happened, cause=cause, **more)


class NotKept(SourceError):
    """An answer was wanted without a network, and it is not among those that were kept."""


class NoAnswer(SourceError):
    """The publisher could not be reached, or gave no usable answer in any attempt: what came before it counts."""

    def __init__(self, happened: str, *, cause: Cause = "unreachable", **more: Any) -> None:
        super().__init__(happened, cause=cause, **more)
