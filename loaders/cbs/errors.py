"""What can go wrong with a publisher: what happened, the evidence, what to do."""

from __future__ import annotations


class SourceError(Exception):
    """A publisher did not answer, or answered something that cannot be used. What was there stays in use."""

    def __init__(self, happened: str, *, evidence: str = "", advice: str = "run the refresh again later") -> None:
        self.happened, self.evidence, self.advice = happened, evidence, advice
        shown = f" ({evidence})" if evidence else ""
        super().__init__(f"{happened}{shown}; {advice}")


class SourceChanged(SourceError):
    """The publisher answers, but its table is no longer the one that was declared."""


class TableGone(SourceError):
    """The publisher answers, and has no table with that id."""


class NoAnswer(SourceError):
    """The publisher could not be reached, or gave no usable answer in any attempt: what came before it counts."""
