"""The addresses of figures: the files of each, with the filters and options of its page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.addresses.asking import JSON, Address, Answer, Asking, Parameter, Refused
from dashboard.asking.memory import once
from dashboard.asking.queries import Result
from dashboard.composition import addressing, catalogue
from dashboard.composition.addressing import Asked, ChoicesUnknown
from dashboard.composition.availability import can_draw
from dashboard.export import picture
from dashboard.export.downloads import EXCEL, downloads
from dashboard.figure.core import Figure
from dashboard.figure.declare import Declaration
from dashboard.figure.making import built
from snapshot.model import to_dict
from snapshot.read import Snapshot

FOLDER = "/figuur/"
CSV, PNG, SVG = "text/csv; charset=utf-8", "image/png", "image/svg+xml"
KINDS = {  # what follows the name of a figure, its kind of file, its type
    "-international.csv": ("csv-international", CSV),
    ".csv": ("csv", CSV),
    ".xlsx": ("xlsx", EXCEL),
    ".svg": ("svg", SVG),
    ".png": ("png", PNG),
}
DRAWN = ("svg", "png")
NO_PICTURE = "Deze figuur is een tabel. Een afbeelding is er niet; vraag .csv, .xlsx of .json."


def query(snapshot: Snapshot, asked: Asked, *, is_frozen: bool = False, for_page: bool = False) -> str:
    """Return the query that asks for a figure as it is shown, with a question mark; '' where nothing is chosen."""
    pairs = addressing.written(asked.declared, snapshot, asked.selection, dict(asked.options), for_page=for_page)
    if is_frozen:
        pairs += addressing.written_snapshot(snapshot)
    return f"?{urlencode(pairs)}" if pairs else ""


def page_address(snapshot: Snapshot, asked: Asked, *, is_frozen: bool = False) -> str:
    """Return the address of the question that a figure answers on its page, with what is chosen."""
    page = f"/{catalogue.path_of(asked.declared)}{query(snapshot, asked, is_frozen=is_frozen, for_page=True)}"
    return f"{page}#{catalogue.anchor_of(asked.declared)}"


def file_address(snapshot: Snapshot, asked: Asked, suffix: str, *, is_frozen: bool = False) -> str:
    """Return the address of a figure as a file, or as a page to embed where `suffix` is ''."""
    return file_addresses(snapshot, asked, (suffix,), is_frozen=is_frozen)[0]


def file_addresses(
    snapshot: Snapshot, asked: Asked, suffixes: Iterable[str], *, is_frozen: bool = False
) -> tuple[str, ...]:
    """Return the address of a figure as each of these kinds of file; '' stands for the page to embed."""
    chosen = query(snapshot, asked, is_frozen=is_frozen)
    return tuple(f"{FOLDER}{asked.declared.name}{suffix}{chosen}" for suffix in suffixes)


def shortest(snapshot: Snapshot, declared: Declaration) -> tuple[Asked, str]:
    """Return what the shortest address of a figure asks, and its query: of one for some choices only, the first such.

    Raises:
        LookupError: No one choice gives this figure.
    """
    each = [{one.name: [word]} for one in addressing.choosable(declared, snapshot) for word in one.words]
    for values in ({}, *each):
        try:
            asked = addressing.read(declared, snapshot, values)
        except ChoicesUnknown:
            continue
        return asked, f"?{urlencode(values, doseq=True)}" if values else ""
    raise LookupError(declared.name)


def suffixes(snapshot: Snapshot, asked: Asked) -> tuple[str, ...]:
    """Return what may follow the name of a figure: '' for its page to embed, and each file that there is of it."""
    has_picture = picture.can_draw(figure_of(snapshot, asked))
    return ("", *(suffix for suffix, (kind, _) in KINDS.items() if has_picture or kind not in DRAWN), ".json")


def asked_of(asking: Asking) -> Asked:
    """Return what a request asks of a figure; raise Refused where there is no such figure or choice."""
    snapshot, name = asking.snapshot, asking.path["figuur"]
    try:
        declared = catalogue.entry(name)
    except KeyError as error:
        near = [f"{FOLDER}{one}" for one in possible(snapshot)["figuur"]]
        raise Refused(404, f"Er is geen figuur ‘{addressing.short(name)}’", near=near) from error
    if not can_draw(snapshot, declared):
        raise Refused(404, f"Voor de figuur ‘{name}’ zijn hier geen cijfers")
    try:
        return addressing.read(declared, snapshot, asking.values)
    except ChoicesUnknown as error:
        raise Refused(400, "Deze keuze kan niet", error.faults) from error


def figure_of(snapshot: Snapshot, asked: Asked) -> Figure:
    """Return the figure that is asked; the pages share it."""
    return built(asked.declared.builder, snapshot, asked.selection, asked.options)


def key(asked: Asked) -> tuple[object, ...]:
    """Return what tells one figure from another."""
    return asked.declared.name, asked.selection, asked.options


def file(snapshot: Snapshot, asked: Asked, kind: str) -> bytes:
    """Return a figure as one of the files that its card offers; raise Refused where it has none of that kind."""
    figure = figure_of(snapshot, asked)
    for one in downloads(figure, asked.selection):
        if one.kind == kind:
            return one.content(figure)
    raise Refused(404, "Van deze figuur is geen afbeelding", [NO_PICTURE])


@once
def _drawn(snapshot: Snapshot, asked: Asked, kind: str) -> bytes:
    return file(snapshot, asked, kind)


def _file(suffix: str, asking: Asking) -> Answer:
    asked, (kind, media) = asked_of(asking), KINDS[suffix]
    name = "" if kind in DRAWN else f"{asked.declared.name}-{asking.snapshot.id}{suffix}"
    make = partial(_drawn if kind in DRAWN else file, asking.snapshot, asked, kind)
    return Answer(media, key(asked), make, name, lasts=not asked.declared.of_today)


def _json(asking: Asking) -> Answer:
    asked = asked_of(asking)
    make = partial(_content, asking.snapshot, asked, is_frozen=asking.is_frozen)
    return Answer(JSON, (*key(asked), asking.is_frozen), make, lasts=not asked.declared.of_today)


def _content(snapshot: Snapshot, asked: Asked, *, is_frozen: bool) -> bytes:
    figure = figure_of(snapshot, asked)
    content = {
        "naam": asked.declared.name,
        "titel": figure.title,
        "bevinding": figure.headline,
        "eenheid_en_groep": figure.subtitle,
        "zin": figure.sentence,
        "beschrijving": figure.alt,
        "keuze": _chosen(snapshot, asked),
        "tabel": {"kop": list(figure.table.header), "rijen": [list(row) for row in figure.table.rows]},
        "gegevens": [_rows(result.dataset.name, result) for result in figure.results],
        "bronnen": [{**to_dict(source), "vermelding": source.attribution} for source in figure.sources],
        "data": figure.dates,
        "statussen": figure.statuses,
        "opmerkingen": list(figure.all_notes),
        "momentopname": {"id": snapshot.id, "gemaakt": snapshot.built_at},
        "pagina": page_address(snapshot, asked, is_frozen=is_frozen),
    }
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def _chosen(snapshot: Snapshot, asked: Asked) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, word in addressing.written(asked.declared, snapshot, asked.selection, dict(asked.options)):
        found.setdefault(name, []).append(word)
    return found


def _rows(name: str, result: Result) -> dict[str, Any]:
    plain = (str, int, float, bool, type(None))
    rows = [{key: cell if isinstance(cell, plain) else str(cell) for key, cell in row.items()} for row in result.rows]
    return {"tabel": name, "titel": result.dataset.title, "rijen": rows}


def possible(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the figures that can be drawn from a snapshot."""
    return {"figuur": tuple(one.name for one in catalogue.FIGURES if can_draw(snapshot, one))}


def parameters(snapshot: Snapshot) -> tuple[Parameter, ...]:
    """Return what can be chosen of any figure; each says itself which of them it follows."""
    found: dict[str, Parameter] = {}
    for declared in catalogue.FIGURES:
        if not can_draw(snapshot, declared):
            continue
        for one in addressing.dimensions(declared, snapshot):
            if one.refusal:
                continue
            words = (*found[one.name].possible, *one.words) if one.name in found else tuple(one.words)
            found[one.name] = Parameter(one.name, one.title, one.several, tuple(dict.fromkeys(words)))
    return tuple(found.values())


FILES: tuple[Address, ...] = (
    *(
        Address(
            f"{FOLDER}{{figuur}}{suffix}",
            f"Een figuur als {suffix.removeprefix('-').replace('.csv', ' CSV').replace('.', '').strip()}",
            (media,),
            partial(_file, suffix),
            possible,
            parameters,
            draws=kind in DRAWN,
        )
        for suffix, (kind, media) in KINDS.items()
    ),
    Address(f"{FOLDER}{{figuur}}.json", "Een figuur als JSON", (JSON,), _json, possible, parameters),
)
