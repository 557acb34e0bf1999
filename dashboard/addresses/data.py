"""The addresses of datasets: the files of each, with what can be chosen of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from dashboard.addresses.asking import Address, Answer, Asking, Parameter, Refused
from dashboard.composition.addressing import ChoicesUnknown
from dashboard.export import datasets
from dashboard.export.datasets import FORMATS, Part
from dashboard.words import notation
from snapshot.read import Snapshot

FOLDER = "/data/"


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


def parameters(snapshot: Snapshot) -> tuple[Parameter, ...]:
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
DATA: tuple[Address, ...] = tuple(
    Address(
        f"{FOLDER}{{dataset}}{suffix}",
        f"Een tabel als {FORMATS[suffix].label}",
        (FORMATS[suffix].media,),
        partial(_file, suffix),
        possible=lambda snapshot: {"dataset": tuple(snapshot.datasets)},
        parameters=parameters,
    )
    for suffix in ("-international.csv", ".csv", ".xlsx", ".parquet", ".json")
)
