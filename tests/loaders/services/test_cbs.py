"""The readers of CBS: the real cbsodata against a local server, and v4 with the same expectations. Figures invented."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import cbsodata
import pandas as pd
import pytest
import requests

from loaders.series.declare import Quantity, Series
from loaders.series.fit import check
from loaders.series.reading import period, slices
from loaders.services.cbs import reader
from loaders.services.cbs.asking import cells_expected
from loaders.services.cbs.model import Code, Reader, Slice
from loaders.services.errors import NoAnswer, SourceChanged, SourceError
from loaders.services.http import Transport
from loaders.services.settings import Settings, settings_from_environment
from tests.services.fake_cbs import FAULTS, FakeCBS
from tests.services.fake_tables import areas, benefits, every_table, jobs, population

both = pytest.mark.parametrize("api", ["v3", "v4"])


@pytest.fixture
def cbs() -> Iterator[FakeCBS]:
    with FakeCBS(*every_table(), page=40) as server:
        yield server


def settings(server: FakeCBS, api: str = "v3", **more: float) -> Settings:
    plain = Settings(api=api, url=server.url(api), attempts=3, pause_s=0.01, read_s=5)
    return replace(plain, **more)


def read(server: FakeCBS, api: str = "v3", **more: float) -> Reader:
    return reader(Transport(settings(server, api, **more)))


def benefit_slice(source: Reader) -> tuple[object, pd.DataFrame]:
    structure = source.structure("80794ned")
    topics = tuple(structure.topic(title) for title in ("Werkloosheid", "WAOUitkering"))
    wanted = {"RegioS": ("GM02*", "NL01"), "Perioden": ("2024MM*",)}
    chosen = Slice("2024", wanted, topics)
    frame = source.rows(structure, chosen)
    names = {topic.name: topic.title for topic in topics}
    return cells_expected(structure, chosen) * len(topics), frame.assign(topic=frame["topic"].map(names))


@both
def test_a_slice_comes_whole_by_code_and_with_the_values_of_the_service(cbs: FakeCBS, api: str) -> None:
    expected, frame = benefit_slice(read(cbs, api))
    assert len(frame) == expected == 10 * 12 * 2  # nine municipalities start with GM02, and the country
    assert {code[:4] for code in frame["RegioS"]} == {"GM02", "NL01"}
    table = benefits()
    topics = {topic.title: topic for topic in table.topics}
    for row in frame.sample(40, random_state=1).itertuples():
        codes = {"RegioS": row.RegioS, "Perioden": row.Perioden}
        value = table.value(codes, topics[row.topic])
        assert (row.value == value) if value is not None else pd.isna(row.value)


def test_both_versions_give_the_same_cells(cbs: FakeCBS) -> None:
    keys = ["RegioS", "Perioden", "topic"]
    frames = [
        benefit_slice(read(cbs, api))[1].astype({"RegioS": str, "Perioden": str}).sort_values(keys)[[*keys, "value"]]
        for api in ("v3", "v4")
    ]
    pd.testing.assert_frame_equal(frames[0].reset_index(drop=True), frames[1].reset_index(drop=True))


@both
def test_an_empty_cell_keeps_its_reason(cbs: FakeCBS, api: str) -> None:
    _, frame = benefit_slice(read(cbs, api))
    empty = frame[frame["value"].isna()]
    assert set(empty["RegioS"]) == {"GM0277"}
    assert set(empty["topic"]) == {"WAO-uitkering"}
    assert set(empty["reason"]) == {"not_available" if api == "v3" else "secret"}  # v3 has one mark for both
    assert set(frame.loc[frame["value"].notna(), "reason"]) == {""}
    source = read(cbs, api)
    structure = source.structure("03759ned")
    chosen = Slice("x", {"RegioS": ("GM0199",), "Leeftijd": ("10000",)}, (structure.topic("Bevolking op 1 januari"),))
    assert set(source.rows(structure, chosen)["reason"]) == {"impossible"}


@both
def test_periods_carry_their_status_and_codes_lose_their_padding(cbs: FakeCBS, api: str) -> None:
    structure = read(cbs, api).structure("03759ned")
    periods = structure.periods.codes
    assert periods["2023JJ00"].is_provisional is False
    assert periods["2024JJ00"].is_provisional
    assert periods["2025JJ00"].is_provisional
    region = structure.dimension("Regio's").codes
    assert region["NL01"] == Code("NL01", "Nederland", "NL01  " if api == "v3" else "NL01")


@both
def test_a_topic_is_found_by_title_whatever_its_ordinal(cbs: FakeCBS, api: str) -> None:
    before = read(cbs, api).structure("80794ned").topic("Wajong-uitkering")
    cbs.publish("80794ned", first_ordinal=41)
    after = read(cbs, api).structure("80794ned").topic("wajong uitkering")
    assert before.title == after.title
    assert (before.name != after.name) == (api == "v3")
    with pytest.raises(SourceChanged, match=r"0 topics titled 'WW'.*Werkloosheid"):
        read(cbs, api).structure("80794ned").topic("WW")
    structure = read(cbs, api).structure("86247NED")
    with pytest.raises(SourceChanged, match="2 topics titled 'Code'"):
        structure.topic("Code")
    assert structure.topic("Code", group="Arbeidsmarktregio's").name != structure.topic("Code", group="Provincies").name


@both
def test_words_stay_words(cbs: FakeCBS, api: str) -> None:
    source = read(cbs, api)
    structure = source.structure("86247NED")
    chosen = Slice("all", {"RegioS": ("GM*",)}, (structure.topic("Code", group="Arbeidsmarktregio's"),), text=True)
    frame = source.rows(structure, chosen)
    assert dict(zip(frame["RegioS"], frame["value"], strict=True))["GM0202"] == "AM07"
    assert len(frame) == len(areas().dims[0].codes)


def test_every_request_has_a_name_gzip_a_filter_and_a_selection(cbs: FakeCBS) -> None:
    benefit_slice(read(cbs))
    assert all("arbeidsmarktdashboard" in headers["User-Agent"] for headers in cbs.headers)
    assert all("gzip" in headers["Accept-Encoding"] for headers in cbs.headers)
    asked = [path for path in cbs.requests if "UntypedDataSet" in path]
    assert len(asked) == 3  # 108 rows in pages of 40
    assert all("select" in path and "Perioden" in path and "startswith" in path for path in asked)
    assert not any("/TypedDataSet" in path for path in cbs.requests)


def test_the_package_keeps_its_own_sessions_for_everybody_else(cbs: FakeCBS) -> None:
    read(cbs).info("80794ned")
    assert cbsodata.options.catalog_url == "opendata.cbs.nl"
    assert cbsodata.options.use_https is True
    assert type(cbsodata.cbsodata3.Session()) is requests.Session


def test_threads_do_not_mix_their_servers(cbs: FakeCBS) -> None:
    other = replace(benefits(), title="Een andere dienst")
    with FakeCBS(other) as second:
        found: dict[int, str] = {}

        def ask(place: int) -> None:
            server = cbs if place % 2 else second
            found[place] = read(server).info("80794ned").title

        threads = [threading.Thread(target=ask, args=(place,)) for place in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {place: title == "Een andere dienst" for place, title in found.items()} == {
        place: place % 2 == 0 for place in range(24)
    }


# --- a publisher that does not behave --------------------------------------------------------------------------


@both
@pytest.mark.parametrize("fault", ["500", "abort", "html", "odata_error", "truncated"])
def test_a_fault_that_passes_is_ridden_out(cbs: FakeCBS, api: str, fault: str) -> None:
    cbs.fault("80794ned", fault, times=2)
    expected, frame = benefit_slice(read(cbs, api))
    assert len(frame) == expected


@both
@pytest.mark.parametrize("fault", ["500", "abort", "html", "odata_error", "truncated"])
def test_a_fault_that_stays_says_what_was_seen(cbs: FakeCBS, api: str, fault: str) -> None:
    cbs.fault("80794ned", fault)
    with pytest.raises(NoAnswer, match=r"no usable answer after 3 attempts \(.+127\.0\.0\.1.+\); run") as caught:
        read(cbs, api).info("80794ned")
    seen = {"500": "HTTP 500", "html": "DOCTYPE", "odata_error": "Server busy", "truncated": "half way"}
    assert seen.get(fault, "") in str(caught.value)
    assert len(cbs.requests) == 3


@both
def test_an_unknown_table_is_not_asked_again(cbs: FakeCBS, api: str) -> None:
    with pytest.raises(SourceError, match="404"):
        read(cbs, api).info("99999NED")
    assert len(cbs.requests) == 1


@both
def test_a_slow_answer_ends_in_time(cbs: FakeCBS, api: str) -> None:
    cbs.slow_s = 3
    cbs.fault("80794ned", "slow")
    start = time.monotonic()
    with pytest.raises(NoAnswer, match="Timeout"):
        read(cbs, api, read_s=0.2, attempts=2).info("80794ned")
    assert time.monotonic() - start < 2


@both
def test_pages_that_go_round_end(cbs: FakeCBS, api: str) -> None:
    cbs.fault("80794ned", "circle")
    with pytest.raises(SourceError, match="circle"):
        benefit_slice(read(cbs, api))


def test_pauses_grow_and_differ(cbs: FakeCBS, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("loaders.services.http.time.sleep", pauses.append)
    cbs.fault("80794ned", "500")
    with pytest.raises(NoAnswer):
        read(cbs, attempts=5, pause_s=8).info("80794ned")
    assert len(pauses) == 4
    for place, pause in enumerate(pauses):
        assert 0.5 * min(8 * 2**place, 60) <= pause <= 1.5 * 60
    assert len(set(pauses)) == 4


def test_every_fault_is_tried_somewhere() -> None:
    assert set(FAULTS) >= {"500", "abort", "html", "odata_error", "empty", "renamed_topic", "new_code", "vanished_code"}


# --- declarations against a structure --------------------------------------------------------------------------


@both
def test_slices_are_years_and_ask_only_what_is_wanted(cbs: FakeCBS, api: str) -> None:
    series = Series(
        "jobs", "83582NED", (Quantity("jobs", "Banen van werknemers in december", "x 1000"),), periods="MM12"
    )
    source = read(cbs, api)
    structure = source.structure("83582NED")
    assert [chosen.label for chosen in slices(series, structure, 2024)] == ["2024", "2025"]
    assert len(slices(series, structure)) == 10
    assert slices(series, structure)[0].wanted == {"Perioden": ("2016JJ*",)}
    assert jobs().topics[0].unit == "x 1 000"  # written otherwise than declared, and the same


@both
@pytest.mark.parametrize(("fault", "said"), [("renamed_topic", "0 topics titled"), ("unit", "is now in 'x 1 000'")])
def test_a_declaration_that_no_longer_fits_is_refused(cbs: FakeCBS, api: str, fault: str, said: str) -> None:
    series = Series("x", "03759ned", (Quantity("persons", "Bevolking op 1 januari"),))
    check(series, read(cbs, api).structure("03759ned"))
    cbs.fault("03759ned", fault)
    with pytest.raises(SourceChanged, match=said):
        check(series, read(cbs, api).structure("03759ned"))


def test_periods_are_written_as_the_snapshot_does() -> None:
    assert [period(code) for code in ("2024JJ00", "2024KW01", "2024MM12")] == ["2024", "2024-Q1", "2024-12"]
    assert period("2024JJ00", first_of_january=True) == "2024-01-01"
    assert period("2024JJ00", december=True) == period("2024MM12", december=True) == "2024-12"
    with pytest.raises(SourceChanged):
        period("2024W101")


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_from_environment().url == "https://opendata.cbs.nl"
    monkeypatch.setenv("CBS_API", "v4")
    assert settings_from_environment().url == "https://datasets.cbs.nl/odata/v1/CBS"
    monkeypatch.setenv("CBS_API", "v5")
    with pytest.raises(ValueError, match="CBS_API is 'v5'; use one of v3, v4"):
        settings_from_environment()


def test_the_fake_tables_have_what_the_documents_say() -> None:
    assert [dim.width for dim in population().dims] == [7, 7, 7, 6, 8]
