"""The agenda that reports are about, and a report read on one day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.progress.intake import plan_in
from loaders.progress.plan import Plan
from loaders.progress.reading import Report, read_report
from snapshot.region import DEFAULT
from tests.helpers import DATA

READ_ON = "2026-11-24T12:00:00+00:00"


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The activities and budget lines of the repository's own agenda."""
    return plan_in(DATA, DEFAULT)


@pytest.fixture
def read(plan: Plan) -> Callable[..., Report]:
    """Reads a report as of a day."""

    def of(body: bytes, name: str = "voortgang.xlsx", read_on: str = READ_ON) -> Report:
        return read_report(name, body, plan, read_on=read_on)

    return of
