"""Live series of CBS, one module per dataset: what it asks, what that becomes, and how. All stand in `SERIES`."""

from __future__ import annotations

from loaders.series.cbs import (
    benefits_national_series,
    benefits_series,
    commuting_series,
    establishments_series,
    jobs_series,
    labour_national_series,
    labour_participation_series,
    population_series,
    social_assistance_series,
    unemployment_benefits_series,
    vacancies_national_series,
    vacancies_series,
)
from loaders.series.declare import LiveSeries

SERIES: tuple[LiveSeries, ...] = (
    benefits_national_series.LIVE,
    benefits_series.LIVE,
    commuting_series.LIVE,
    establishments_series.LIVE,
    jobs_series.LIVE,
    labour_national_series.LIVE,
    labour_participation_series.LIVE,
    population_series.LIVE,
    social_assistance_series.LIVE,
    unemployment_benefits_series.LIVE,
    vacancies_national_series.LIVE,
    vacancies_series.LIVE,
)
