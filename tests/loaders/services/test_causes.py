"""Why a source failed, as data: a closed list with words for visitors, also for states noted before there were causes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from loaders.agenda.raw import read_table
from loaders.building.incoming import read_incoming
from loaders.keeping.memberships import editions_in_use
from loaders.keeping.paths import SERVICES
from loaders.keeping.staging import Staging, kept_reader
from loaders.keeping.states import STATE
from loaders.keeping.store import Entry, Store, now
from loaders.series.areas import SERIES
from loaders.series.declare import Series
from loaders.series.fit import check
from loaders.services.causes import CAUSES, Cause, known_cause
from loaders.services.errors import SourceError
from snapshot.checks import validate
from tests.helpers import DATA, copy_data
from tests.services.fake_cbs import FakeCBS
from tests.services.fake_tables import areas


def test_every_cause_has_words_that_are_whole_sentences() -> None:
    assert set(CAUSES) == set(get_args(Cause))
    assert all(words[0].isupper() and words.endswith(".") for words in CAUSES.values())
    assert STATE.column("cause").labels == CAUSES
    assert STATE.column("state").labels["older_edition"] == "uit een oudere tabel"


def test_a_state_from_before_there_were_causes_still_reads(tmp_path: Path) -> None:
    data = copy_data(tmp_path / "data")
    moment = "2026-01-01T00:00:00+00:00"
    old = {
        name: {"state": state, "since": moment, "reason": reason, "checked": moment, "table": "1"}
        for name, state, reason in (("a", "failed", "no page"), ("b", "older_edition", "gone"), ("c", "ok", ""))
    }
    (data / SERVICES).mkdir(parents=True)
    (data / SERVICES / "state.json").write_text(json.dumps(old), encoding="utf-8")
    live, failures = read_incoming(data, read_table(DATA, "reference/regions.csv")[0])
    assert failures == []
    rows, failures = validate(STATE, live.tables[-1].rows(), {})
    assert failures == []
    assert rows["cause"].tolist() == ["unexpected", "older_edition", None]
    assert known_cause({"state": "failed", "cause": "of a later version"}) == "unexpected"


def test_a_new_reason_is_noted_with_its_cause_and_goes_when_all_is_well(tmp_path: Path) -> None:
    store = Store(tmp_path)
    error = SourceError("x", cause="incomplete", shown="8 van 15")
    store.note("a", reason=str(error), cause=error.cause, shown=error.shown)
    assert (store.states()["a"]["cause"], store.states()["a"]["shown"]) == ("incomplete", "8 van 15")
    store.note("a", older="read from another")
    assert store.states()["a"]["cause"] == "older_edition"
    store.note("a")
    assert (store.states()["a"]["cause"], store.states()["a"]["shown"]) == ("", "")


@pytest.mark.parametrize("knew_provinces", [True, False])
def test_areas_that_were_fetched_before_provinces_were_asked_still_read(tmp_path: Path, knew_provinces: bool) -> None:
    needed = tuple(quantity for quantity in SERIES.quantities if knew_provinces or not quantity.optional)
    asked = replace(SERIES, quantities=needed)
    store = Store(tmp_path)
    with FakeCBS(areas()) as cbs:
        entry = fetched(store, cbs, asked)
    (found,) = editions_in_use(store, {SERIES.dataset: entry})
    assert found.members["AM08"] == ("GM0252", "GM0268")
    assert found.names["GM0202"] == "Arnhem"
    assert found.provinces == (dict.fromkeys(found.provinces, "PV25") if knew_provinces else {})
    assert bool(found.provinces) == knew_provinces
    if knew_provinces:
        (store.folder / "answers").rename(tmp_path / "gone")
        with pytest.raises(SourceError) as caught:
            editions_in_use(store, {SERIES.dataset: entry})
        assert caught.value.cause == "damaged"


def fetched(store: Store, cbs: FakeCBS, asked: Series) -> Entry:
    """Fetch the areas as an earlier version asked them."""
    from loaders.series.collect import collect_areas
    from loaders.services.cbs import reader
    from loaders.services.http import Transport
    from loaders.services.settings import Settings

    staging = Staging(store, "areas", "x", "test")
    collect_areas(reader(Transport(Settings(url=cbs.url(), attempts=1), answers=staging)), asked)
    answers = tuple(staging.answers.values())
    declaration = asked.declaration
    return Entry("areas", SERIES.table, "x", "v3", cbs.url(), 0, "x", now(), declaration, answers)


def test_an_edition_without_provinces_is_read_without_them(tmp_path: Path) -> None:
    table = areas()
    plain = replace(table, topics=tuple(topic for topic in table.topics if topic.group != "Provincies"))
    store = Store(tmp_path)
    with FakeCBS(plain) as cbs:
        entry = fetched(store, cbs, SERIES)
    structure = kept_reader(store, entry).structure(SERIES.table)
    assert set(check(SERIES, structure)) == {"region_code_of", "region_name_of"}
    (found,) = editions_in_use(store, {SERIES.dataset: entry})
    assert (found.provinces, len(found.members)) == ({}, 3)
