"""One clock: the setting TODAY stops it, and a day is a day in the Netherlands."""

from datetime import UTC, date, datetime

import pytest

from snapshot import clock


@pytest.mark.parametrize("day", ["2024-02-29", "2026-12-31", "2027-01-01", "2031-07-01"])
def test_the_setting_names_the_day(monkeypatch, day):
    monkeypatch.setenv("TODAY", day)
    assert clock.today() == date.fromisoformat(day)
    assert clock.now().astimezone(clock.ZONE).date() == date.fromisoformat(day)


def test_without_the_setting_it_is_today(monkeypatch):
    monkeypatch.delenv("TODAY", raising=False)
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 60
    assert clock.today() == datetime.now(clock.ZONE).date()


def test_a_day_that_does_not_exist_is_named(monkeypatch):
    monkeypatch.setenv("TODAY", "2026-02-29")
    with pytest.raises(clock.ClockUnreadable, match=r"TODAY='2026-02-29' is no date; write it as 2026-12-31"):
        clock.today()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-25T23:34:00+00:00", "2026-11-26"),  # 00.34 in winter
        ("2026-07-31T22:10:00+00:00", "2026-08-01"),  # 00.10 in summer
        ("2026-11-25T22:59:59+00:00", "2026-11-25"),
    ],
)
def test_the_day_of_a_moment_is_the_day_in_the_netherlands(moment, day):
    assert clock.local_day(moment).isoformat() == day
