"""Sentences about people on choices drawn at random: grammar, one doubt told once, and what paragraph 1.1 adds."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from dashboard.asking.queries import ask, municipalities
from dashboard.asking.selection import COUNTRY as NL
from dashboard.asking.selection import Selection, comparisons
from dashboard.figure.core import Figure
from dashboard.subjects.benefits import benefits, jobseekers_agenda, share_words
from dashboard.subjects.benefits.benefits import SCHEMES
from dashboard.subjects.job_agreement import job_agreement
from dashboard.subjects.population import growth, population, workforce
from dashboard.telling import people
from snapshot.read import Snapshot

SECTORS = ("", "care", "technology", "ict", "logistics", "manufacturing", "leisure")
VERB = re.compile(
    r"\b(is|zijn|was|waren|heeft|hebben|had|hadden|telt|telde|groeide|kromp|bleef|steeg|daalde|werkte|werkten|"
    r"bereiken|zouden|Geen cijfer)\b"
)
WRONG = (
    r"\b(op|in) eind \d", r"\b(op|in|van) geen datum", r"\bgeen van de \d+ \w+ (lopen|hebben|zijn)", r"\b0 van de", r"\d{4} \d{1,3}\.\d{3}",
    r"\b1 van de \d+ \w+ (hebben|zijn|waren)\b", r"\b1 (personen|mensen|banen|huishoudens)\b", r"  ", r"[^.]\.\.(?!\.)", r" [.,;:](?!\.\.)",
)  # fmt: skip


def choices(snapshot: Snapshot, seed: int) -> Selection:
    """Return a choice of up to five municipalities, a comparison and a sector."""
    drawn = random.Random(seed)
    towns = tuple(drawn.sample(sorted(municipalities(snapshot)), drawn.randint(0, 5)))
    return Selection(towns, sector=drawn.choice(SECTORS), compare=drawn.choice(comparisons(snapshot.region)))


def figures(snapshot: Snapshot, selection: Selection) -> Iterator[Figure]:
    """Make the figures about people that the agenda fills."""
    for scheme in SCHEMES:
        yield benefits.share_by_municipality(snapshot, selection, scheme=scheme)
    yield benefits.heat(snapshot, selection)
    yield jobseekers_agenda.jobseekers(snapshot, selection)
    for show in (growth.INDEX, growth.NUMBER):
        yield growth.growth(snapshot, selection, show=show)
    yield population.working_age(snapshot, selection)
    for make in (workforce.potential, workforce.youth, workforce.ageing):
        yield make(snapshot, selection)
    for build in (job_agreement.jobs, job_agreement.people, job_agreement.participation):
        yield build(snapshot, selection)


@pytest.mark.parametrize("seed", range(12))
def test_every_headline_is_a_sentence_and_no_words_stumble(snapshot: Snapshot, seed: int) -> None:
    selection = choices(snapshot, seed)
    names = (*municipalities(snapshot).values(), "Midden-Gelderland", "Nederland")
    for figure in figures(snapshot, selection):
        assert VERB.search(figure.headline), figure.headline
        assert figure.sentence.rstrip(".") != figure.headline
        for text in (figure.headline, figure.subtitle, figure.sentence, *figure.notes):
            assert not [wrong for wrong in WRONG if re.search(wrong, text)], text
        for capital in re.findall(r"[:;] ([A-ZÀ-Ü][\w-]+)", figure.headline):
            assert any(name.startswith(capital) for name in names), figure.headline
    rows = (benefits, population, job_agreement)
    for key in (one for subject in rows for one in subject.key_figures(snapshot, selection)):
        told = " ".join((key.label, key.number, key.unit, key.comparison, key.period))
        assert not [wrong for wrong in WRONG if re.search(wrong.replace("  ", "   "), told)], told


def test_who_leads_is_said_of_more_than_one(snapshot: Snapshot) -> None:
    shares = ask(snapshot, "benefits", scheme="wajong", measure="share_pct")
    assert share_words.highest(shares, ("GM0202", "GM0221", "GM0277")) == (  # one doubtful and one secret
        "Alleen van Arnhem is een aandeel Wajong te noemen: 3,5%"
    )
    assert share_words.highest(shares, ("GM0277",)) == "Van geen van deze gemeenten is het aandeel Wajong bekend"


def test_key_figures_of_the_region_say_so(snapshot: Snapshot) -> None:
    for key in (*job_agreement.key_figures(snapshot, Selection()), *population.key_figures(snapshot, Selection())[1:]):
        assert key.period.startswith("Hele regio, ")


@pytest.mark.parametrize("seed", range(6))
def test_words_leave_out_what_is_not_compared_with(snapshot: Snapshot, seed: int) -> None:
    drawn = random.Random(seed)
    towns = tuple(drawn.sample(sorted(municipalities(snapshot)), drawn.randint(1, 4)))
    alone = Selection(towns, compare="Niets")
    for figure in (
        *(benefits.share_by_municipality(snapshot, alone, scheme=scheme) for scheme in SCHEMES),
        benefits.heat(snapshot, alone),
        growth.growth(snapshot, alone, show=growth.NUMBER),
        population.working_age(snapshot, alone),
    ):
        told = f"{figure.headline} {figure.sentence}"
        assert not re.search(r"Midden-Gelderland|Nederland|\bregio\b", told), told


@pytest.mark.parametrize("seed", range(6))
def test_a_doubtful_share_of_several_is_never_silent(snapshot: Snapshot, seed: int) -> None:
    drawn = random.Random(seed)
    others = [code for code in sorted(municipalities(snapshot)) if code != "GM0221"]
    towns = ("GM0221", *drawn.sample(others, drawn.randint(1, 6)))  # Doesburg, whose Wajong does not fit
    wajong = benefits.key_figures(snapshot, Selection(towns))[2]
    assert wajong.unit == "en 1 twijfelachtig"
    assert "3,5%" not in wajong.number or any(code == "GM0202" for code in towns)  # that is Arnhem's own 3,5%


@pytest.mark.parametrize("seed", range(20))
def test_key_figures_tell_the_chosen_comparison(snapshot: Snapshot, seed: int) -> None:
    drawn = random.Random(seed)
    towns = tuple(drawn.sample(sorted(municipalities(snapshot)), drawn.randint(1, 5)))
    selection = Selection(towns, compare=drawn.choice(comparisons(snapshot.region)))
    for key in benefits.key_figures(snapshot, selection):
        if key.number in ("geheim", "niet beschikbaar", "geen gegeven") or key.status == "twijfelachtig":
            continue
        told = f"{key.comparison} "
        assert ("Midden-Gelderland" in told) == selection.with_region, told
        assert ("Nederland" in told) == selection.with_country, told


def test_households_are_told_apart_from_persons(snapshot: Snapshot) -> None:
    for compare in comparisons(snapshot.region)[:2]:
        told = benefits.heat(snapshot, Selection(compare=compare)).sentence
        assert "Bijstand telt de agenda in huishoudens, en wie meer dan één uitkering heeft" in told
    told = jobseekers_agenda.jobseekers(snapshot, Selection()).sentence
    assert "Samen zijn het 23.500 mensen. Bij bijstand zijn dat 13.200 personen" in told
    assert "telt de agenda 13.200 huishoudens (december 2024)" in told


@pytest.mark.parametrize("seed", range(40))
def test_people_lie_between_the_bounds_of_the_rounding(snapshot: Snapshot, seed: int) -> None:
    drawn, rows = random.Random(seed), ask(snapshot, "benefits", scheme="ww", measure="share_pct")
    base = ask(snapshot, "residents_15_64", region_code="GM0202").cell()
    here, there = (round(drawn.uniform(0.5, 9), 1) for _ in range(2))
    share, other = (replace(rows.cell(region_code=NL), value=value) for value in (here, there))
    base = replace(base, value=drawn.randint(1000, 300_000))
    found = people.gap(share, other, base, of_whom="inwoners")
    if found:
        exact = [abs(here - there) + sign * 0.1 for sign in (-1, 1)]
        low, high = (Fraction(round(points, 1)).limit_denominator(10) * int(base.value or 0) / 100 for points in exact)
        assert found.least <= low <= high <= found.most
        assert found.least <= found.number <= found.most


def test_paragraph_1_1_stands_where_it_is_looked_for(snapshot: Snapshot) -> None:
    whole = Selection()
    assert "ongeveer 36.000 inwoners een uitkering" in benefits.heat(snapshot, whole).sentence
    assert "kan dubbel zijn geteld (paragraaf 1.1.4)" in benefits.heat(snapshot, whole).sentence
    assert "De agenda noemt 405.500" in population.key_figures(snapshot, whole)[0].comparison
    town = population.key_figures(snapshot, Selection(("GM0202",)))[0]
    assert "agenda" not in town.comparison  # that number is of the region
    assert "1 op de 8 werknemers" in workforce.ageing(snapshot, whole).sentence
    potential = workforce.potential(snapshot, whole)
    assert "tellen mee als werkloos" in potential.sentence
    assert any("statushouders" in note and "(paragraaf 1.1.2)" in note for note in potential.all_notes)
    jobseekers = jobseekers_agenda.jobseekers(snapshot, whole)
    assert "78%" in jobseekers.headline
    assert jobseekers_agenda.STAY in jobseekers.sentence
    youth = {row[0]: row for row in workforce.youth(snapshot, whole).table.rows}
    assert youth["Mbo-studenten in Zorg & Welzijn"][2] == "bijna 30% (schooljaar 2024/2025)"


@pytest.mark.parametrize("sector", SECTORS)
def test_a_headline_about_ageing_is_about_the_chosen_sector(snapshot: Snapshot, sector: str) -> None:
    headline = workforce.ageing(snapshot, Selection(sector=sector)).headline
    known = {"care": "Zorg & Welzijn", "technology": "Industrie", "manufacturing": "Industrie"}
    if sector in known:
        assert headline.startswith(f"Volgens de agenda bereiken in {known[sector]} ")
        assert "de meeste" not in headline
    else:
        assert headline.startswith("Geen cijfer over ") == bool(sector)
        assert "van alle sectoren de meeste" in headline
