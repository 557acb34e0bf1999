"""The addresses of datasets: the files of each, and the index of them all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from urllib.parse import urlencode

from dashboard.addresses import shell
from dashboard.addresses.asking import HTML, JSON, Address, Answer, Asking, Parameter, Refused
from dashboard.asking.memory import once
from dashboard.composition.addressing import ChoicesUnknown, told_words
from dashboard.export import datasets
from dashboard.export.datasets import FORMATS, Part
from dashboard.figure.core import Table
from dashboard.words import notation
from snapshot.read import Snapshot

INDEX, FOLDER = "/data/index.json", "/data/"


def file_address(dataset: str, suffix: str, values: Mapping[str, Sequence[str]]) -> str:
    """Return the address of a file of a dataset, from the root of the server."""
    query = urlencode({name: list(given) for name, given in values.items() if given}, doseq=True)
    return f"{FOLDER}{dataset}{suffix}{f'?{query}' if query else ''}"


def _file(suffix: str, asking: Asking) -> Answer:
    snapshot, name = asking.snapshot, asking.path["dataset"]
    if name not in snapshot.datasets:
        raise Refused(
            404, f"Er is geen tabel ‘{name}’", near=[f"{FOLDER}{known}{suffix}" for known in snapshot.datasets]
        )
    try:
        wanted = datasets.part(snapshot, name, asking.values)
        datasets.check(snapshot, wanted)
    except ChoicesUnknown as error:
        raise Refused(400, "Deze keuze kan niet", error.faults) from error
    kind = FORMATS[suffix]
    file_name = "" if suffix == ".json" else f"{_stem(snapshot, wanted)}{suffix}"
    return Answer(kind.media, (suffix, wanted), partial(kind.make, snapshot, wanted), file_name)


def _stem(snapshot: Snapshot, wanted: Part) -> str:
    title = notation.slug(snapshot.datasets[wanted.dataset].title)
    return f"{title}{'-deel' if wanted.where else ''}-{snapshot.id}"


@once
def _entries(snapshot: Snapshot) -> tuple[dict[str, object], ...]:
    ordered = sorted(snapshot.datasets, key=lambda name: snapshot.datasets[name].title.casefold())
    return tuple(
        {
            **datasets.described(snapshot, name),
            "rijen": snapshot.row_counts[name],
            "bestanden": {suffix: f"{FOLDER}{name}{suffix}" for suffix in FORMATS},
            "keuzes": {one.name: list(one.words) for one in datasets.dimensions(snapshot, name)},
        }
        for name in ordered
    )


def _index_json(snapshot: Snapshot) -> bytes:
    content = {
        "momentopname": {"id": snapshot.id, "gemaakt": snapshot.built_at},
        "regio": {"code": snapshot.region.code, "naam": snapshot.region.title},
        "datapakket": "/datapackage.json",
        "beschrijving": "/openapi.json",
        "wijzigingen": "/wijzigingen.atom",
        "tabellen": list(_entries(snapshot)),
    }
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def _index_page(snapshot: Snapshot) -> bytes:
    names = sorted(snapshot.datasets, key=lambda name: snapshot.datasets[name].title.casefold())
    parts = [
        f"<h1>Gegevens van arbeidsmarktregio {escape(snapshot.region.title)}</h1>",
        f'<p class="about">{len(names)} tabellen met vaste adressen. Momentopname {snapshot.id} van '
        f"{notation.moment(snapshot.built_at)}.</p>",
        "<p>Elk adres geeft altijd de nieuwste cijfers. Een deel vraag je met keuzes achter het adres, zoals "
        "<code>?gemeente=Arnhem&amp;periode=2024</code>. Met <code>momentopname=</code> veranderen ze niet meer.</p>",
        shell.ways(
            [("/", "Naar het dashboard"), (INDEX, "Deze lijst als JSON"), ("/datapackage.json", "Datapakket"),
             ("/openapi.json", "OpenAPI"), ("/wijzigingen.atom", "Wijzigingen (Atom)")]
        ),
        *(_entry(snapshot, name) for name in names),
    ]  # fmt: skip
    return shell.document(f"Gegevens | Arbeidsmarkt {snapshot.region.title}", "".join(parts))


def _entry(snapshot: Snapshot, name: str) -> str:
    dataset = snapshot.datasets[name]
    choices = tuple((one.name, told_words(one.words)) for one in datasets.dimensions(snapshot, name))
    chosen = shell.table(Table(("Keuze", "Mogelijk"), choices), f"Keuzes bij {dataset.title}") if choices else ""
    files = [(f"{FOLDER}{name}{suffix}", found.label) for suffix, found in FORMATS.items()]
    return (
        f'<h2 id="{escape(name)}">{escape(dataset.title)}</h2><p>{escape(dataset.description)} '
        f"{notation.number(snapshot.row_counts[name])} rijen.</p>{shell.ways(files)}"
        + (f"<details><summary>Wat je kunt kiezen</summary>{chosen}</details>" if chosen else "")
    )


def _index(asking: Asking) -> Answer:
    _no_choice(asking)
    snapshot = asking.snapshot
    if asking.wants_html:
        return Answer(
            HTML, ("page",), partial(_index_page, snapshot), headers={"Content-Security-Policy": shell.policy()}
        )
    return Answer(JSON, ("json",), partial(_index_json, snapshot))


def _index_file(asking: Asking) -> Answer:
    _no_choice(asking)
    return Answer(JSON, ("json",), partial(_index_json, asking.snapshot))


def _no_choice(asking: Asking) -> None:
    if asking.values:
        raise Refused(400, "Deze keuze kan niet", [f"‘{name}’ kan hier niet worden gekozen." for name in asking.values])


def _parameters(snapshot: Snapshot) -> tuple[Parameter, ...]:
    """Return what can be chosen of any dataset; each says itself which of them it has."""
    found: dict[str, dict[str, None]] = {}
    for name in snapshot.datasets:
        for one in datasets.dimensions(snapshot, name):
            found.setdefault(one.name, {}).update(dict.fromkeys(one.words))
    return tuple(Parameter(name, ABOUT[name], several=True, possible=tuple(words)) for name, words in found.items())


ABOUT = {
    "gemeente": "Naam of code van een gemeente; mag vaker.",
    "regio": "Naam of code van een regio, provincie of Nederland; mag vaker.",
    "sector": "Naam of code van een sector; mag vaker.",
    "periode": "Periode zoals die in de tabel staat, of een jaar; mag vaker.",
}
DATA: tuple[Address, ...] = (
    Address("/data/", "Alle tabellen, als pagina of als JSON", (HTML, JSON), _index),
    Address(INDEX, "Alle tabellen met hun adressen en keuzes", (JSON,), _index_file),
    *(
        Address(
            f"/data/{{dataset}}{suffix}",
            f"Een tabel als {FORMATS[suffix].label}",
            (FORMATS[suffix].media,),
            partial(_file, suffix),
            possible=lambda snapshot: {"dataset": tuple(snapshot.datasets)},
            parameters=_parameters,
        )
        for suffix in ("-international.csv", ".csv", ".xlsx", ".parquet", ".json")
    ),
)
