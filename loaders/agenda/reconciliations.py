"""Checks between tables of the agenda of Midden-Gelderland: two ways to the same number, within the rounding.

Each rule gives its Dutch title and sides, for they are shown on the page bronnen. A rule that does not hold stops
the build, unless data/corrections.toml knows the deviation and gives its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import duckdb

from loaders.agenda.corrections import FILE, Corrections
from loaders.agenda.vocabulary import COST_TYPES, PROGRAMMES, SCHEMES
from snapshot.errors import Failure, ValidationError
from snapshot.read import Reconciliation

NINE = "region_code IN (SELECT region_code FROM regions WHERE kind = 'municipality' AND part_of = 'AM07')"


@dataclass(frozen=True)
class Rule:
    """Two scalar queries that must agree within `tolerance`, in `unit`; `subject` is the heading they stand under."""

    name: str
    title: str
    left_title: str
    left: str
    right_title: str
    right: str
    unit: str
    files: str
    tolerance: float = 0.0
    subject: str = ""


def reconcile(connection: duckdb.DuckDBPyConnection, corrections: Corrections) -> Sequence[Reconciliation]:
    """Run every rule on the written tables.

    Raises:
        ValidationError: Naming every rule that fails, and every known deviation that no longer occurs.
    """
    results = [evaluate(connection, rule, corrections) for rule in rules()]
    failures = [item for item in results if isinstance(item, Failure)]
    names = {rule.name for rule in rules()}
    failures += [
        Failure(
            f"data/{FILE}", None, name, "a reconciliation that does not exist", f"one of {', '.join(sorted(names))}"
        )
        for name in corrections.deviations
        if name not in names
    ]
    if failures:
        raise ValidationError(failures)
    return [item for item in results if isinstance(item, Reconciliation)]


def evaluate(connection: duckdb.DuckDBPyConnection, rule: Rule, corrections: Corrections) -> Reconciliation | Failure:
    """Return how the two sides of `rule` compare, or the failure that stops a build."""
    try:
        left, right = _one(connection, rule.left), _one(connection, rule.right)
    except (duckdb.Error, ValueError) as error:
        expected = f"one number for {rule.left_title} and one for {rule.right_title}"
        return Failure(rule.files, None, rule.name, str(error).splitlines()[0], expected)
    if left is None or right is None:
        return Failure(rule.files, None, rule.name, f"{rule.left_title} = {left}", f"{rule.right_title} = {right}")
    difference = abs(left - right)
    known = corrections.deviations.get(rule.name)
    fits = difference <= rule.tolerance + 1e-9
    if known and fits:
        return Failure(f"data/{FILE}", None, rule.name, "no deviation any more", "this entry removed")
    if known and abs(difference - float(known["expect"])) > 0.05:
        return Failure(f"data/{FILE}", None, rule.name, f"a deviation of {difference:g}", f"{known['expect']}")
    if not fits and not known:
        expected = f"{rule.right_title} = {right:.10g} within {rule.tolerance:g}"
        return Failure(rule.files, None, rule.name, f"{rule.left_title} = {left:.10g}", expected)
    outcome = "known_deviation" if known else "exact" if difference < 1e-9 else "within_tolerance"
    return Reconciliation(
        rule.name,
        rule.title,
        rule.left_title,
        left,
        rule.right_title,
        right,
        rule.tolerance,
        rule.unit,
        outcome,
        str(known["reason"]) if known else "",
        rule.subject,
    )


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> float | None:
    found = connection.execute(query).fetchall()
    if len(found) != 1:
        raise ValueError(f"{len(found)} rows")
    return None if found[0][0] is None else float(found[0][0])


def rules() -> tuple[Rule, ...]:
    """Return every declared rule, in the order of the pages, with the subject that it stands under."""
    groups = {
        "Bevolking": _people(),
        "Uitkeringen": _benefits(),
        "Pendel en banen": _work(),
        "Banenafspraak": _job_agreement(),
        "Uitvoeringsagenda": _activities(),
        "Doelen": _goals(),
        "Begroting": chain(_budget(), _budget_lines()),
    }
    return tuple(replace(rule, subject=subject) for subject, found in groups.items() for rule in found)


def _group(name: str, measure: str = "persons") -> str:
    return f"(SELECT value FROM labour_potential WHERE \"group\" = '{name}' AND measure = '{measure}')"


def _people() -> Iterator[Rule]:
    files = "data/mja/midden-gelderland/labour_potential.csv"
    yield Rule(
        "population_nine",
        "Inwoners: negen gemeenten samen",
        "som van de negen gemeenten op 1 januari 2024 (CBS)",
        f"SELECT sum(value) FROM population WHERE reference_period = '2024-01-01' AND {NINE}",
        "inwoners in de agenda",
        f"SELECT {_group('population_total')}",
        "persons",
        f"data/cbs/population.csv, {files}",
    )
    yield Rule(
        "working_age_parts",
        "304.000 inwoners van 15 t/m 74 jaar",
        "werkend + werkloos + semiwerkloos + niet beschikbaar",
        f"SELECT {' + '.join(map(_group, ('employed', 'unemployed', 'semi_unemployed', 'not_available')))}",
        "inwoners van 15 t/m 74 jaar",
        f"SELECT {_group('working_age')}",
        "persons",
        files,
    )
    yield Rule(
        "unused_potential_parts",
        "25.000 onbenut arbeidspotentieel",
        "wil meer uren + werkloos + semiwerkloos",
        f"SELECT {' + '.join(map(_group, ('wants_more_hours', 'unemployed', 'semi_unemployed')))}",
        "onbenut arbeidspotentieel",
        f"SELECT {_group('unused_potential')}",
        "persons",
        files,
    )
    yield Rule(
        "net_participation",
        "Netto arbeidsparticipatie",
        "percentage in de agenda",
        f"SELECT {_group('working_age', 'net_participation_pct')}",
        "222.000 van 304.000",
        f"SELECT 100 * {_group('employed')} / {_group('working_age')}",
        "pct",
        files,
        tolerance=0.5,
    )
    yield Rule(
        "mbo_students_change",
        "Daling van het aantal mbo-studenten",
        "daling in de agenda",
        "SELECT value FROM youth WHERE topic = 'mbo_students' AND measure = 'change_pct'",
        "van 12.519 naar 10.821 studenten",
        "SELECT 100 * (last(value ORDER BY reference_period) / first(value ORDER BY reference_period) - 1)"
        " FROM youth WHERE topic = 'mbo_students' AND measure = 'students'",
        "pct_change",
        "data/mja/midden-gelderland/youth.csv",
        tolerance=0.5,
    )


def _benefits() -> Iterator[Rule]:
    yield Rule(
        "residents_without_rozendaal",
        "Inwoners van 15 t/m 64 jaar",
        "som van acht gemeenten, zonder Rozendaal",
        f"SELECT sum(value) FROM residents_15_64 WHERE {NINE} AND region_code <> 'GM0277'",
        "regiototaal in de agenda",
        "SELECT value FROM residents_15_64 WHERE region_code = 'AM07'",
        "persons",
        "data/mja/midden-gelderland/residents_15_64.csv",
    )
    for scheme, word in SCHEMES.items():
        rows = f"FROM benefits WHERE measure = 'recipients' AND scheme = '{scheme}' AND"
        yield Rule(
            f"benefits_{scheme}",
            f"{word}: gemeenten samen tegenover het regiototaal",
            "som van de afgeronde rijen (zonder Rozendaal, geheim)",
            f"SELECT sum(value) {rows} {NINE}",
            "regiototaal in de agenda",
            f"SELECT value {rows} region_code = 'AM07'",
            "households" if scheme == "social_assistance" else "persons",
            "data/mja/midden-gelderland/benefits.csv",
            tolerance=450,
        )
    yield Rule(  # not for social assistance: jobseekers are persons, those benefits are of households
        "jobseekers_ww",
        "WW: werkzoekenden tegenover uitkeringen",
        "geregistreerd werkzoekenden, zonder en met werk samen",
        "SELECT sum(value) FROM registered_jobseekers WHERE scheme = 'ww'",
        "mensen met WW in de regio",
        "SELECT value FROM benefits WHERE measure = 'recipients' AND scheme = 'ww' AND region_code = 'AM07'",
        "persons",
        "data/mja/midden-gelderland/registered_jobseekers.csv, data/mja/midden-gelderland/benefits.csv",
        tolerance=150,
    )
    yield Rule(
        "shares_fit_rounding",
        "Percentages die niet passen bij de afgeronde aantallen",
        "percentages buiten de afronding",
        "SELECT count(*) FROM benefits AS share JOIN benefits AS count USING (region_code, scheme)"
        " JOIN residents_15_64 AS people USING (region_code)"
        " WHERE share.measure = 'share_pct' AND count.measure = 'recipients' AND people.measure = 'persons'"
        " AND (share.value + 0.05 < 100 * (count.value - 50) / (people.value + 50)"
        " OR share.value - 0.05 > 100 * (count.value + 50) / (people.value - 50))",
        "verwacht",
        "SELECT 0",
        "index",
        "data/mja/midden-gelderland/benefits.csv",
    )


def _job_agreement() -> Iterator[Rule]:
    def moment(measure: str, period: str) -> str:
        return (
            f"(SELECT value FROM job_agreement WHERE region_code = 'AM07' AND measure = '{measure}'"
            f" AND reference_period = '{period}')"
        )

    now, then = "2024-end", "2012-end"
    for name, title, left_title, left, right_title, measure, unit in (
        ("jobs_increase", "Banenafspraak: stijging van het aantal banen", "banen eind 2024 min de nulmeting",
         f"{moment('jobs', now)} - {moment('jobs', then)}", "stijging in de agenda", "jobs_increase", "jobs"),
        ("jobs_above_target", "Banenafspraak: boven de doelstelling", "banen eind 2024 min de doelstelling",
         f"{moment('jobs', now)} - {moment('target_jobs', now)}", "verschil in de agenda", "jobs_above_target", "jobs"),
        ("working_increase", "Banenafspraak: stijging van het aantal werkenden", "werkend eind 2024 min eind 2012",
         f"{moment('working_persons', now)} - {moment('working_persons', then)}", "stijging in de agenda",
         "working_increase", "persons"),
    ):  # fmt: skip
        yield Rule(
            name,
            title,
            left_title,
            f"SELECT {left}",
            right_title,
            f"SELECT value FROM job_agreement WHERE measure = '{measure}'",
            unit,
            "data/mja/midden-gelderland/job_agreement.csv",
        )
    yield Rule(
        "job_agreement_participation",
        "Banenafspraak: arbeidsparticipatie",
        "4.564 van 8.933 mensen",
        f"SELECT 100 * {moment('working_persons', now)} / {moment('registered_persons', now)}",
        "percentage in de agenda",
        f"SELECT {moment('participation_pct', now)}",
        "pct",
        "data/mja/midden-gelderland/job_agreement.csv",
        tolerance=0.5,
    )


def _flow(direction: str, condition: str) -> str:
    return (
        f"(SELECT sum(value) FROM commuting WHERE measure = 'employees' AND direction = '{direction}' AND {condition})"
    )


def _work() -> Iterator[Rule]:
    files = "data/mja/midden-gelderland/commuting.csv"
    total, parts = "partner_region = 'total'", "partner_region <> 'total'"
    home, out, inbound = _flow("internal", "true"), _flow("outbound", total), _flow("inbound", total)
    for direction, title in (("outbound", "Pendel: uitgaande stroom"), ("inbound", "Pendel: inkomende stroom")):
        yield Rule(
            f"commuting_{direction}",
            title,
            "genoemde regio's en het niet uitgesplitste deel",
            f"SELECT {_flow(direction, parts)}",
            "totaal in de agenda",
            f"SELECT {_flow(direction, total)}",
            "employees",
            files,
        )
    yield Rule(
        "commuting_residents",
        "Pendel: 213.000 werknemers die in de regio wonen",
        "werkt in de regio + werkt elders",
        f"SELECT {home} + {out}",
        "213.000 (149.000 is 70%)",
        f"SELECT round(100 * {home} / share.value, -3) FROM (SELECT value FROM commuting"
        " WHERE measure = 'share_pct' AND direction = 'internal') AS share",
        "employees",
        files,
        tolerance=1500,
    )
    yield Rule(
        "commuting_inbound_share",
        "Pendel: aandeel dat van buiten komt",
        "53.000 van 202.000 werknemers",
        f"SELECT 100 * {inbound} / ({inbound} + {home})",
        "percentage in de agenda",
        "SELECT value FROM commuting WHERE measure = 'share_pct' AND direction = 'inbound'",
        "pct",
        files,
        tolerance=0.5,
    )


def _activities() -> Iterator[Rule]:
    yield Rule(
        "activities",
        "Activiteiten in de uitvoeringsagenda",
        "aantal activiteiten",
        "SELECT count(*) FROM activities",
        "13 + 12 + 6 + 12",
        "SELECT 43",
        "index",
        "data/mja/midden-gelderland/activities.csv",
    )


def _goals() -> Iterator[Rule]:
    files = "data/mja/midden-gelderland/goals.csv"
    measures = {"baseline": ("nulmeting", "jobs"), "target": ("doel", "target_jobs"), "realised": ("stand", "jobs")}
    for column, (word, measure) in measures.items():
        yield Rule(
            f"goal_jobs_{column}",
            f"Doel banenafspraak: {word}",
            "tabel met doelen",
            f"SELECT {column} FROM goals WHERE goal = 'jobs_2024'",
            "tabel banenafspraak",
            f"SELECT value FROM job_agreement JOIN goals ON goal = 'jobs_2024' AND reference_period = {column}_period"
            f" WHERE measure = '{measure}' AND region_code = 'AM07'",
            "jobs",
            f"{files}, data/mja/midden-gelderland/job_agreement.csv",
        )
    for year in (2026, 2027):
        yield Rule(
            f"goal_spending_{year}",
            f"Doel binnen de begroting: {year}",
            "tabel met doelen",
            f"SELECT target FROM goals WHERE goal = 'spending_{year}'",
            "totale lasten",
            f"SELECT {_post('total_expenses', year)}",
            "eur",
            f"{files}, data/mja/midden-gelderland/budget.csv",
        )


def _post(heading: str, year: int) -> str:
    return f"(SELECT value FROM budget WHERE heading = '{heading}' AND reference_period = '{year}')"


def _budget() -> Iterator[Rule]:
    for year in range(2026, 2031):
        yield _budget_rule(
            f"budget_income_{year}",
            f"Begroting {year}: baten",
            "impulsbudget + overheveling",
            f"SELECT {_post('impulse_budget', year)} + {_post('carry_over', year)}",
            "totale baten",
            _post("total_income", year),
        )
        yield _budget_rule(
            f"budget_impulse_{year}",
            f"Impulsbudget {year}: paragraaf 4.1 tegenover 4.2",
            "financiering (4.1)",
            f"SELECT value FROM funding WHERE stream = 'impulse_budget' AND reference_period = '{year}'",
            "begroting (4.2)",
            _post("impulse_budget", year),
        )
    for year in (2026, 2027, 2028):
        headings = ("general", "contingency", "work_centre", "ambition_teams")
        yield _budget_rule(
            f"budget_expenses_{year}",
            f"Begroting {year}: lasten",
            "som van de vier posten",
            f"SELECT {' + '.join(_post(heading, year) for heading in headings)}",
            "totale lasten",
            _post("total_expenses", year),
        )
        yield _budget_rule(
            f"budget_result_{year}",
            f"Begroting {year}: resultaat",
            "baten min lasten",
            f"SELECT {_post('total_income', year)} - {_post('total_expenses', year)}",
            "resultaat",
            _post("result", year),
        )
    for year in range(2026, 2030):
        yield _budget_rule(
            f"budget_carry_over_{year}",
            f"Resultaat {year} gaat naar {year + 1}",
            f"resultaat {year}",
            f"SELECT {_post('result', year)}",
            f"overheveling {year + 1}",
            _post("carry_over", year + 1),
        )


def _budget_rule(name: str, title: str, left_title: str, left: str, right_title: str, right: str) -> Rule:
    files = "data/mja/midden-gelderland/budget.csv, data/mja/midden-gelderland/funding.csv"
    return Rule(name, title, left_title, left, right_title, f"SELECT {right}", "eur", files, tolerance=1)


def _budget_lines() -> Iterator[Rule]:
    for programme, word in PROGRAMMES.items():
        totals = f"FROM budget_column_totals WHERE programme = '{programme}'"
        lines = f"FROM budget_lines WHERE programme = '{programme}' AND value IS NOT NULL"
        files = "data/mja/midden-gelderland/budget_lines.csv, data/mja/midden-gelderland/budget_column_totals.csv"
        yield Rule(
            f"lines_{programme}",
            f"{word}: kostenregels over 2026 en 2027",
            "som van alle bedragen",
            f"SELECT sum(value) {lines}",
            "som van de vier kolomtotalen",
            f"SELECT sum(value) {totals}",
            "eur",
            files,
        )
        heading = "work_centre" if programme == "work_centre" else "ambition_teams"
        for year in (2026, 2027):
            yield _budget_rule(
                f"totals_{programme}_{year}",
                f"{word}: kolomtotalen {year} tegenover de begroting",
                "incidenteel + structureel",
                f"SELECT sum(value) {totals} AND year = '{year}'",
                "post in de meerjarenbegroting",
                _post(heading, year),
            )
            for kind, cost_word in COST_TYPES.items():
                filled = f"(SELECT coalesce(sum(value), 0) {lines} AND year = '{year}' AND cost_type = '{kind}')"
                total = f"(SELECT value {totals} AND year = '{year}' AND cost_type = '{kind}')"
                complete = f"(SELECT count(*) = 0 {lines} AND (year IS NULL OR cost_type IS NULL))"
                yield Rule(
                    f"columns_{programme}_{year}_{kind}",
                    f"{word}: toegewezen aan {year} {cost_word}",
                    "bedragen die aan deze kolom zijn toegewezen",
                    f"SELECT {filled}",
                    "hoogstens het kolomtotaal (gelijk zodra alles is toegewezen)",
                    f"SELECT CASE WHEN {complete} THEN {total} ELSE least({filled}, {total}) END",
                    "eur",
                    files,
                )
