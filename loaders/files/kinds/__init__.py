"""The kinds of file: one module each, with its datasets and the headings that its files have."""

from __future__ import annotations

from loaders.files.kinds import atlas, commuting, job_agreement, jobseekers, tightness
from loaders.files.kinds.declare import Kind
from snapshot.model import Dataset

KINDS: tuple[Kind, ...] = (tightness.KIND, atlas.KIND, jobseekers.KIND, job_agreement.KIND, *commuting.KINDS)
DATASETS: tuple[Dataset, ...] = tuple({kind.dataset.name: kind.dataset for kind in KINDS}.values())


def kind_of(name: str) -> Kind:
    """Return the kind called `name`."""
    return next(kind for kind in KINDS if kind.name == name)
