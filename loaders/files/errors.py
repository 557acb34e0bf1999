"""A file that was refused, and the dataset that it was meant for."""

from __future__ import annotations

from loaders.services.causes import Cause
from loaders.services.errors import SourceError


class FileRefused(SourceError):
    """A file that cannot be used; `dataset` is what it is or comes closest to, "" where that is not known."""

    def __init__(
        self, happened: str, *, cause: Cause, evidence: str, advice: str, shown: str = "", dataset: str = ""
    ) -> None:
        self.dataset = dataset
        super().__init__(happened, cause=cause, evidence=evidence, shown=shown, advice=advice)
