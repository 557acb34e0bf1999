"""The benchmarks measure what there is: they start on the embedded snapshot and on a refreshed one."""

from __future__ import annotations

from benchmarks import exports, refresh, scale
from dashboard.catalogue import FIGURES
from snapshot.read import Snapshot


def test_exports_are_measured_over_every_figure_that_can_be_drawn(snapshot: Snapshot, live: Snapshot) -> None:
    embedded, refreshed = (exports.figures(opened) for opened in (snapshot, live))
    assert len(embedded) < len(refreshed) <= len(FIGURES)
    assert {figure.id for figure in embedded} <= {figure.id for figure in refreshed}


def test_every_benchmark_has_a_start() -> None:
    assert all(callable(module.main) for module in (exports, refresh, scale))
