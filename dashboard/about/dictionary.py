"""Gegevens en woordenboek: a summary of every dataset, and the full dictionary of one."""

from __future__ import annotations

from html import escape

from dashboard.about.sections import definitions, heading, paragraphs, section, table, under
from dashboard.asking.memory import once
from dashboard.asking.queries import Result, ask
from dashboard.telling.columns import TYPES, explained
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.model import PROCESSINGS, Column, Dataset
from snapshot.package import dutch_name, used_sources
from snapshot.read import Snapshot

NONE = "–"


@once
def summary_section(snapshot: Snapshot) -> str:
    """Return the head of the section as HTML, with one row per dataset."""
    rows = [_summary(ask(snapshot, name)) for name in _by_title(snapshot)]
    total = notation.number(sum(snapshot.row_counts.values()))
    intro = (
        f"Dit dashboard heeft {len(rows)} tabellen met samen {total} rijen. Onder deze lijst kun je één tabel kiezen "
        "en zien wat elke kolom betekent. Alle tabellen kun je meenemen op de pagina Downloads."
    )
    header = ("Tabel", "Rijen", "Periode", "Eenheid", "Bewerking")
    return section(
        heading("Gegevens en woordenboek", "gegevens"),
        paragraphs(intro),
        table(header, rows, caption="Alle tabellen", widths=(46, 7, 20, 14, 13), numeric=(1,)),
    )


def titles(snapshot: Snapshot) -> dict[str, str]:
    """Return name and title of every dataset, in the order of the titles."""
    return {name: snapshot.datasets[name].title for name in _by_title(snapshot)}


def _by_title(snapshot: Snapshot) -> list[str]:
    return sorted(snapshot.datasets, key=lambda name: snapshot.datasets[name].title.casefold())


def _summary(result: Result) -> tuple[str, ...]:
    return (
        under(escape(result.dataset.title), result.dataset.description),
        notation.number(len(result.rows)),
        escape(_periods(result)),
        escape(_units(result)),
        escape(PROCESSINGS[result.dataset.processing][0]),
    )


def _periods(result: Result) -> str:
    if not result.periods:
        return NONE
    words = [notation.period(period) for period in result.periods]
    return notation.listing(words) if len(words) <= 2 else span(result.periods)


def _units(result: Result) -> str:
    if not result.dataset.is_observations:
        return NONE
    return ", ".join(dict.fromkeys(notation.unit(unit) for unit in result.units))


@once
def dictionary(snapshot: Snapshot, name: str) -> str:
    """Return all that is known of one dataset as HTML: facts, warnings, columns, remarks on cells."""
    result = ask(snapshot, name)
    dataset = result.dataset
    parts = [
        heading(f"Tabel: {dataset.title}", level=3),
        paragraphs(dataset.description),
        definitions(_facts(snapshot, result)),
    ]
    if remarks := dataset.remarks():
        parts += [heading("Let op", level=4), _items(remarks)]
    header = ("Kolom", "Uitleg", "Soort", "Mogelijke waarden")
    rows = [_column(snapshot, column) for column in dataset.columns]
    parts.append(table(header, rows, caption=f"Kolommen van {dataset.title}", widths=(22, 30, 10, 38)))
    if result.notes:
        parts += [heading("Opmerkingen bij cijfers", level=4), _items(result.notes)]
    return section(*parts)


def _facts(snapshot: Snapshot, result: Result) -> list[tuple[str, str]]:
    dataset = result.dataset
    sources = "; ".join(source.attribution for source in used_sources(snapshot, dataset.name))
    facts = [
        ("Rijen", notation.number(len(result.rows))),
        ("Periode", _periods(result)),
        ("Eenheid", _units(result)),
        ("Verschijnt", dataset.frequency),
        ("Eén rij per", grain(dataset)),
        ("Bewerking", PROCESSINGS[dataset.processing][0]),
        ("Bron", sources or NONE),
        ("Bestand", dutch_name(dataset.name)),
    ]
    return [(word, fact) for word, fact in facts if fact != NONE]


def grain(dataset: Dataset) -> str:
    """Return the columns that together make a row unique, as a Dutch enumeration."""
    return notation.listing([_lower(dataset.column(name).title) for name in dataset.key])


def _lower(title: str) -> str:
    """Return a title inside a sentence: "Regio" becomes "regio", "WW" stays."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _items(texts: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def _column(snapshot: Snapshot, column: Column) -> tuple[str, ...]:
    return (
        under(escape(column.title), column.name),
        escape(explained(column) or NONE),
        escape(TYPES[column.dtype]),
        _values(snapshot, column),
    )


def _values(snapshot: Snapshot, column: Column) -> str:
    if column.labels_from:
        return escape(f"Zie de tabel {snapshot.datasets[column.labels_from].title}.")
    if not column.labels:
        return NONE
    return "<br>".join(f"{escape(word)} <code>{escape(code)}</code>" for code, word in column.labels.items())
