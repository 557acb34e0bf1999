"""Take a whole page home: one button per kind of file, made on the click."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.asking.queries import municipalities, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition.availability import figures
from dashboard.composition.site import PageInfo
from dashboard.export.about import SHOWN_NAMES
from dashboard.export.downloads import logged
from dashboard.export.package import FORMATS, SECTOR_TITLE, Kind, page_package, sector_package
from dashboard.screen.filters import REGION
from dashboard.subjects.regions.region_series import others
from dashboard.words import notation
from snapshot import clock
from snapshot.read import Snapshot

SECTOR_PAGE = "sectoren"
PAGE, SECTOR = "Pagina meenemen", "Sectortafel-pakket"
ABOUT_PAGE = "Alle figuren van deze pagina, ook de keuzes die nu niet te zien zijn, met je filters."
ABOUT_SECTOR = "Alle figuren die iets zeggen over deze sector, met je filters."


def draw_page_package(snapshot: Snapshot, info: PageInfo, selection: Selection) -> None:
    """Draw the button that offers all figures of a page, and on the page about sectors those of the chosen sector.

    The figures are built when a file is asked for, not before: there are many more than the page shows.
    """
    if not figures(snapshot, info.path):
        return
    with st.container(key="meenemen", horizontal=True, gap="small"):
        with st.popover(PAGE, icon=":material/folder_zip:", key="pakket-pagina", type="tertiary"):
            today = clock.today().isoformat()
            make = partial(page_package, info.path, snapshot, selection, today=today, other=_other_region(snapshot))
            _files(info.title, ABOUT_PAGE, make, snapshot, selection)
        if info.path == SECTOR_PAGE and selection.sector:
            title = SECTOR_TITLE.format(priority_sectors(snapshot).get(selection.sector, ""))
            with st.popover(SECTOR, icon=":material/folder_zip:", key="pakket-sector", type="tertiary"):
                _files(title, ABOUT_SECTOR, partial(sector_package, snapshot, selection), snapshot, selection)


def _files(title: str, about: str, make: partial[tuple[bytes, str]], snapshot: Snapshot, selection: Selection) -> None:
    st.html(f'<p class="mg-note">{about}</p>')
    stem = _stem(title, snapshot, selection)
    with st.container(gap=None):
        for kind, found in FORMATS.items():
            name = f"{stem}.{kind}"
            st.download_button(
                found.label,
                data=partial(logged, name, partial(_content, make, kind)),
                file_name=name,
                mime=found.mime,
                key=f"download-{notation.slug(title)}-{kind}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def _stem(title: str, snapshot: Snapshot, selection: Selection) -> str:
    """Return the file name without ending: title, municipalities, snapshot."""
    towns = [municipalities(snapshot)[code] for code in selection.municipalities]
    shown = towns if len(towns) <= SHOWN_NAMES else [f"{len(towns)} gemeenten"]
    return notation.slug(" ".join([title, *shown, snapshot.id]))


def _other_region(snapshot: Snapshot) -> str:
    """Return the code of the region that the reader picked to compare with, or '' for the first one."""
    picked = st.session_state.get(REGION)
    if not picked:
        return ""
    return next((code for code, title in others(snapshot).items() if title == picked), "")


def _content(make: partial[tuple[bytes, str]], kind: Kind) -> bytes:
    """Make the file; its name is known already."""
    return make(kind=kind)[0]
