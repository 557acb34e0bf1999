"""The form on which the network team keeps progress and spending, to download; a quiet line while nothing is known."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from dashboard.asking.memory import once
from dashboard.asking.queries import holds
from dashboard.export import quarterly
from dashboard.export.downloads import EXCEL, logged
from dashboard.screen.frame import view
from dashboard.screen.login import may_report
from dashboard.screen.putting import put
from snapshot import clock
from snapshot.progress import FILE_NAME, NEEDS, form
from snapshot.read import Snapshot

INVITATION = (
    "Er is nog niets gemeld over voortgang en uitgaven. Het netwerkteam kan die bijhouden in dit formulier, met alle "
    "activiteiten, begrotingsregels en kwartalen."
)
REPORT_NAME = "kwartaalverslag-{}.pdf"
KEPT = "Het netwerkteam houdt voortgang en uitgaven bij in dit formulier."
NOTHING_YET = "Er is nog niets gemeld over voortgang en uitgaven. Het netwerkteam houdt die bij."


@once
def _form(snapshot: Snapshot) -> bytes:
    return form(snapshot)


@once
def _made(snapshot: Snapshot, today: str) -> bytes:
    return quarterly.quarterly_report(snapshot, today=today)[0]


def progress_form() -> None:
    """Draw the download of the form, where the snapshot has what it is made of and the reader may work with it."""
    snapshot, _ = view()
    if not all(holds(snapshot, name) for name in NEEDS):
        return
    is_kept = bool({"progress", "spending"} & set(snapshot.datasets))
    with st.container(key="voortgangsformulier", horizontal=True, gap="medium", vertical_alignment="center"):
        if may_report():
            put(f'<p class="mg-note">{escape(KEPT if is_kept else INVITATION)}</p>')
            _empty_form(snapshot)
        elif not is_kept:
            put(f'<p class="mg-note">{escape(NOTHING_YET)}</p>')
        if quarterly.can_report(snapshot):
            _report(snapshot)


def _empty_form(snapshot: Snapshot) -> None:
    """Draw the download of the form without what was reported."""
    st.download_button(
        "Leeg formulier (Excel)",
        data=partial(logged, FILE_NAME, partial(_form, snapshot)),
        file_name=FILE_NAME,
        mime=EXCEL,
        key="download-voortgangsformulier",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _report(snapshot: Snapshot) -> None:
    """Draw the download of the quarterly report; it is made on the click."""
    name, today = REPORT_NAME.format(snapshot.id), clock.today().isoformat()
    st.download_button(
        "Kwartaalverslag (PDF)",
        data=partial(logged, name, partial(_made, snapshot, today)),
        file_name=name,
        mime="application/pdf",
        key="download-kwartaalverslag",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
