"""The addresses of packages: all figures of a page, or all that tell of one priority sector, as one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from dashboard.addresses.asking import Address, Answer, Asking, Parameter, Refused
from dashboard.asking.queries import municipalities, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition import addressing
from dashboard.composition.addressing import ChoicesUnknown, Dimension, Values
from dashboard.composition.availability import has_package
from dashboard.composition.site import PAGES, page
from dashboard.export import about
from dashboard.export.package import FORMATS, SECTOR_TITLE, Kind, page_package, sector_package
from dashboard.subjects.regions.region_series import others
from dashboard.words import notation
from snapshot import clock
from snapshot.read import Snapshot

FOLDER, SECTOR_TABLE = "/pakket/", "sectortafel"
REGION = "regio"  # the region that figures compare with
DRAWN = ("pptx", "pdf")
NO_SECTOR = "Kies een sector, met ?sector= en de naam."


def file_address(name: str, kind: str, snapshot: Snapshot, selection: Selection, other: str) -> str:
    """Return the address of a package of a snapshot, with what is chosen; `other` is the code of a region, or ''."""
    pairs = addressing.written_filters(snapshot, selection)
    pairs += [(REGION, others(snapshot)[other])] if other else []
    pairs += addressing.written_snapshot(snapshot)
    return f"{FOLDER}{name}.{kind}?{urlencode(pairs)}"


def file_name(name: str, kind: str, snapshot: Snapshot, selection: Selection) -> str:
    """Return the name under which a package is saved: title, municipalities, snapshot."""
    towns = about.few([municipalities(snapshot)[code] for code in selection.municipalities])
    sector = priority_sectors(snapshot).get(selection.sector, "")
    title = SECTOR_TITLE.format(sector) if name == SECTOR_TABLE else page(name).title
    return f"{notation.slug(' '.join([title, *towns, snapshot.id]))}.{kind}"


def _dimensions(snapshot: Snapshot) -> tuple[Dimension, ...]:
    regions = {title: code for code, title in others(snapshot).items()}
    return (*addressing.filters(snapshot), *([Dimension(REGION, "Regio", regions)] if regions else []))


def _chosen(snapshot: Snapshot, values: Values) -> tuple[Selection, str]:
    found = addressing.codes(_dimensions(snapshot), values)
    return addressing.selected(snapshot, found), "".join(found.get(REGION, ()))


def _file(kind: Kind, asking: Asking) -> Answer:
    snapshot, name = asking.snapshot, asking.path["pakket"]
    known = possible(snapshot)["pakket"]
    if name not in known:
        near = [f"{FOLDER}{one}.{kind}" for one in known]
        raise Refused(404, f"Er is geen pakket ‘{addressing.short(name)}’", near=near)
    try:
        selection, other = _chosen(snapshot, asking.values)
    except ChoicesUnknown as error:
        raise Refused(400, "Deze keuze kan niet", error.faults) from error
    if name == SECTOR_TABLE and not selection.sector:
        raise Refused(400, "Welke sector?", [NO_SECTOR])
    today = clock.today().isoformat()
    make = partial(_content, name, snapshot, selection, kind, today, other)
    told = file_name(name, kind, snapshot, selection)
    return Answer(FORMATS[kind].mime, (name, selection, other, today), make, told, lasts=False)


def _content(name: str, snapshot: Snapshot, selection: Selection, kind: Kind, today: str, other: str) -> bytes:
    if name == SECTOR_TABLE:
        return sector_package(snapshot, selection, kind)[0]
    return page_package(name, snapshot, selection, kind, today=today, other=other)[0]


def possible(snapshot: Snapshot) -> Mapping[str, Sequence[str]]:
    """Return the names of the packages of a snapshot."""
    pages = [info.path for info in PAGES if info.path and has_package(snapshot, info.path)]
    return {"pakket": (*pages, *([SECTOR_TABLE] if priority_sectors(snapshot) else []))}


def parameters(snapshot: Snapshot) -> tuple[Parameter, ...]:
    """Return what can be chosen of a package."""
    return tuple(Parameter(one.name, one.title, one.several, tuple(one.words)) for one in _dimensions(snapshot))


PACKAGES: tuple[Address, ...] = tuple(
    Address(
        f"{FOLDER}{{pakket}}.{kind}",
        f"Alle figuren van een pagina of sector: {found.label}",
        (found.mime,),
        partial(_file, kind),
        possible,
        parameters,
        draws=kind in DRAWN,
    )
    for kind, found in FORMATS.items()
)
