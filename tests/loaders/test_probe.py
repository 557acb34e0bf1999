"""The command probe: a report of what fits and what does not, from metadata only. Figures invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from loaders.__main__ import main
from loaders.probe import every_series
from tests.services.fake_cbs import FakeCBS
from tests.services.fake_tables import every_table, labour

both = pytest.mark.parametrize("api", ["v3", "v4"])


@pytest.fixture
def cbs() -> Iterator[FakeCBS]:
    with FakeCBS(*every_table()) as server:
        yield server


def probe(
    server: FakeCBS, api: str, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *names: str
) -> tuple[int, str]:
    for name, value in {"CBS_API": api, "CBS_URL": server.url(api), "CBS_ATTEMPTS": "1"}.items():
        patch.setenv(name, value)
    code = main(["probe", *names])
    return code, capsys.readouterr().out


@both
def test_all_fits_and_no_figure_is_asked(
    cbs: FakeCBS, api: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = probe(cbs, api, monkeypatch, capsys)
    assert code == 0
    assert f"{len(every_series())} of {len(every_series())} fit" in told
    assert not [path for path in cbs.requests if "DataSet" in path or "Observations" in path]
    assert "recipients = 'Personen met een werkloosheidsuitkering'" in told
    assert "2016JJ00 to 2025JJ00" in told  # jobs: each a December


@both
def test_what_does_not_fit_is_told_of_every_table_with_what_to_write_where(
    cbs: FakeCBS, api: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cbs.fault("80472ned", "renamed_topic")
    cbs.fault("80794ned", "unit")
    del cbs.tables["37789ksz"], cbs.tables["86276NED"]
    cbs.tables["86111NED"] = replace(labour(), id="86111NED")
    code, told = probe(cbs, api, monkeypatch, capsys)
    assert code == 1
    assert "; 4 to mend, marked with !" in told
    parts = {part.split()[0]: part for part in told.split("\n") if "DOES NOT FIT" in part}
    assert set(parts) == {
        "vacancies_national_series", "benefits_series", "benefits_national_series", "labour_participation_series",
    }  # fmt: skip
    assert told.count("put the right title in also= of Quantity(") == 3  # all three topics at once
    assert "(there are: Openstaande vacatures nieuw; " in told
    assert "of Quantity('wajong') in loaders/series/cbs/benefits_series.py" in told
    assert "there is no table 37789ksz any more" in told
    assert "read from 86111NED; put the id of the new edition" in told
    assert "refresh again later" not in told


def test_one_series_can_be_named_and_a_name_that_is_none_is_wrong_use(
    cbs: FakeCBS, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = probe(cbs, "v3", monkeypatch, capsys, "jobs_series")
    assert (code, "1 of 1 fit" in told) == (0, True)
    assert all("83582NED" in path for path in cbs.requests)
    assert probe(cbs, "v3", monkeypatch, capsys, "nonsense")[0] == 2


def test_a_service_that_does_not_answer_is_told_as_that(
    cbs: FakeCBS, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cbs.fault("83582NED", "500")
    code, told = probe(cbs, "v4", monkeypatch, capsys, "jobs_series")
    assert code == 1
    assert "HTTP 500" in told
    assert "run the refresh again later" in told
