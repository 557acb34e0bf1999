"""Every live series is registered, under the name of its dataset: messages name the file to mend by that name."""

from __future__ import annotations

from loaders.series.cbs import SERIES
from loaders.series.fit import file_of
from tests.helpers import ROOT


def test_every_series_stands_in_a_file_that_a_message_can_name() -> None:
    files = sorted((ROOT / "loaders" / "series" / "cbs").glob("[!_]*.py"))
    assert [ROOT / file_of(live.series) for live in SERIES] == files
    assert all(live.series.dataset == live.dataset.name for live in SERIES)
