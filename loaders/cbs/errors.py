"""What can go wrong with a publisher: what happened, its cause, the evidence, what to do."""

from __future__ import annotations

from typing import Any

from loaders.causes import Cause


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
        advice: str = "run the refresh again later",
    ) -> None:
        self.happened, self.evidence, self.advice = happened, evidence, advice
        self.cause, self.shown = cause, shown
        told = f" ({evidence})" if evidence else ""
        super().__init__(f"{happened}{told}; {advice}")


class SourceChanged(SourceError):
    """The publisher answers, but its table is no longer the one that was declared."""


class TableGone(SourceError):
    """The publisher answers, and has no table with that id."""

    def __init__(self, happened: str, *, cause: Cause = "withdrawn", **more: Any) -> None:
        super().__init__(happened, cause=cause, **more)


class NoAnswer(SourceError):
    """The publisher could not be reached, or gave no usable answer in any attempt: what came before it counts."""

    def __init__(self, happened: str, *, cause: Cause = "unreachable", **more: Any) -> None:
        super().__init__(happened, cause=cause, **more)
