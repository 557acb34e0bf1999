"""The index of all addresses: of tables and of figures, as a page for a reader and as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from html import escape
from typing import Any

from dashboard.addresses import data, figures, shell
from dashboard.addresses.asking import HTML, JSON, Address, Answer, Asking, Refused
from dashboard.asking.memory import once
from dashboard.asking.queries import municipalities
from dashboard.composition import addressing, catalogue
from dashboard.composition.addressing import Dimension, told_words
from dashboard.composition.availability import can_draw
from dashboard.export import datasets
from dashboard.export.datasets import FORMATS
from dashboard.figure.core import Table
from dashboard.figure.declare import Declaration
from dashboard.words import notation
from snapshot.read import Snapshot

INDEX = "/data/index.json"
FIGURE_FILES = (("", "Pagina om in te sluiten"), (".csv", "CSV voor Excel"), (".json", "JSON"))
OTHERS = (
    ("/", "Naar het dashboard"),
    (INDEX, "Deze lijst als JSON"),
    ("/datapackage.json", "Datapakket"),
    ("/openapi.json", "OpenAPI"),
    ("/wijzigingen.atom", "Wijzigingen (Atom)"),
)
INTRO = (
    "<p>Elk adres geeft altijd de nieuwste cijfers. Een deel vraag je met keuzes achter het adres, zoals "
    "<code>?gemeente={town}</code>. Met <code>momentopname=</code> veranderen ze niet meer.</p>"
)


def _names(snapshot: Snapshot) -> list[str]:
    return sorted(snapshot.datasets, key=lambda name: snapshot.datasets[name].title.casefold())


def _figures(snapshot: Snapshot) -> list[Declaration]:
    return [one for one in catalogue.FIGURES if can_draw(snapshot, one)]


def _table_entry(snapshot: Snapshot, name: str) -> dict[str, Any]:
    return {
        **datasets.described(snapshot, name),
        "rijen": snapshot.row_counts[name],
        "bestanden": {suffix: f"{data.FOLDER}{name}{suffix}" for suffix in FORMATS},
        "keuzes": {one.name: list(one.words) for one in datasets.dimensions(snapshot, name)},
    }


def _files(snapshot: Snapshot, declared: Declaration) -> dict[str, str]:
    """Return the address of each file of a figure by its suffix, '' for its page to embed; all of them answer."""
    try:
        asked, query = figures.shortest(snapshot, declared)
        found = figures.suffixes(snapshot, asked)
    except (LookupError, ValueError):  # a page says so where it is drawn; the list does not fail for one figure
        return {}
    return {suffix: f"{figures.FOLDER}{declared.name}{suffix}{query}" for suffix in found}


def _figure_entry(snapshot: Snapshot, declared: Declaration) -> dict[str, Any]:
    return {
        "naam": declared.name,
        "titel": declared.title,
        "pagina": f"/{catalogue.path_of(declared)}",
        "bestanden": _files(snapshot, declared),
        "keuzes": {one.name: list(one.words) for one in addressing.choosable(declared, snapshot)},
    }


@once
def _json(snapshot: Snapshot) -> bytes:
    content = {
        "momentopname": {"id": snapshot.id, "gemaakt": snapshot.built_at},
        "regio": {"code": snapshot.region.code, "naam": snapshot.region.title},
        "datapakket": "/datapackage.json",
        "beschrijving": "/openapi.json",
        "wijzigingen": "/wijzigingen.atom",
        "tabellen": [_table_entry(snapshot, name) for name in _names(snapshot)],
        "figuren": [_figure_entry(snapshot, declared) for declared in _figures(snapshot)],
    }
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


@once
def _page(snapshot: Snapshot) -> bytes:
    tables, drawn = _names(snapshot), _figures(snapshot)
    parts = [
        f"<h1>Gegevens van arbeidsmarktregio {escape(snapshot.region.name)}</h1>",
        f'<p class="about">{len(tables)} tabellen en {len(drawn)} figuren met vaste adressen. Momentopname '
        f"{snapshot.id} van {notation.moment(snapshot.built_at)}.</p>",
        INTRO.format(town=escape(next(iter(municipalities(snapshot).values())))),
        shell.ways(OTHERS),
        "<h2>Tabellen</h2>",
        *(_told_table(snapshot, name) for name in tables),
        "<h2>Figuren</h2>",
        *(_told_figure(snapshot, declared) for declared in drawn),
    ]
    return shell.document(f"Gegevens | Arbeidsmarkt {snapshot.region.name}", "".join(parts))


def _told_table(snapshot: Snapshot, name: str) -> str:
    dataset = snapshot.datasets[name]
    about = f"{dataset.description} {notation.number(snapshot.row_counts[name])} rijen."
    files = [(f"{data.FOLDER}{name}{suffix}", found.label) for suffix, found in FORMATS.items()]
    return _told(name, dataset.title, about, files, datasets.dimensions(snapshot, name))


def _told_figure(snapshot: Snapshot, declared: Declaration) -> str:
    there = _files(snapshot, declared)
    files = [(there[suffix], label) for suffix, label in FIGURE_FILES if suffix in there]
    return _told(declared.name, declared.title, "", files, addressing.choosable(declared, snapshot))


def _told(anchor: str, title: str, about: str, files: Sequence[tuple[str, str]], choices: Iterable[Dimension]) -> str:
    rows = tuple((one.name, told_words(one.words)) for one in choices)
    chosen = shell.table(Table(("Keuze", "Mogelijk"), rows), f"Keuzes bij {title}") if rows else ""
    return (
        f'<h3 id="{escape(anchor)}">{escape(title)}</h3>{f"<p>{escape(about)}</p>" if about else ""}{shell.ways(files)}'
        + (f"<details><summary>Wat je kunt kiezen</summary>{chosen}</details>" if chosen else "")
    )


def no_choice(asking: Asking) -> None:
    """Raise Refused where something is chosen at an address at which there is no choice."""
    if asking.values:
        faults = [f"‘{addressing.short(name)}’ kan hier niet worden gekozen." for name in asking.values]
        raise Refused(400, "Deze keuze kan niet", faults)


def _either(asking: Asking) -> Answer:
    if not asking.wants_html:
        return _file(asking)
    no_choice(asking)
    policy = {"Content-Security-Policy": shell.policy()}
    return Answer(HTML, ("index",), partial(_page, asking.snapshot), headers=policy)


def _file(asking: Asking) -> Answer:
    no_choice(asking)
    return Answer(JSON, ("index",), partial(_json, asking.snapshot))


INDEXES: tuple[Address, ...] = (
    Address(data.FOLDER, "Alle tabellen en figuren, als pagina of als JSON", (JSON, HTML), _either),
    Address(INDEX, "Alle tabellen en figuren met hun adressen en keuzes", (JSON,), _file),
)
