"""The frame around every page: look, title, filter bar, foot."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.pages_manager import PagesManager

from dashboard.asking.selection import Selection
from dashboard.composition import availability, catalogue
from dashboard.composition.filtering import filters_of, why_no_filter
from dashboard.composition.sections import questions
from dashboard.composition.site import PageInfo
from dashboard.screen import html, links
from dashboard.screen.card import EXTENT, FULL, SHORT
from dashboard.screen.copying import copy_field
from dashboard.screen.filters import check, filter_bar, remember
from dashboard.screen.freeze import promise, trouble_note
from dashboard.screen.help import first_steps
from dashboard.screen.login_settings import login_settings
from dashboard.screen.packages import packages
from dashboard.screen.pressing import listen
from dashboard.screen.putting import put
from dashboard.subjects.activities import planning
from dashboard.subjects.overview.overview import highlights
from dashboard.words import notation
from snapshot.clock import ClockUnreadable
from snapshot.errors import SnapshotError
from snapshot.read import Snapshot
from snapshot.region import RegionUnknown


def view() -> tuple[Snapshot, Selection]:
    """Return what app.py prepared for the page that runs: the snapshot and the selection.

    Streamlit runs a page of the folder pages/ by itself, without app.py, when the very first visitor of a fresh
    server follows a deep link. Then the run starts again, through app.py.
    """
    if "snapshot" not in st.session_state:
        PagesManager.uses_pages_directory = False
        st.rerun()
    return st.session_state["snapshot"], st.session_state["selection"]


def lead(snapshot: Snapshot, info: PageInfo) -> str:
    """Return the sentence under the title, with what it says of the region, the overview or the planning filled in."""
    told: dict[str, Callable[[], str]] = {
        "region": lambda: snapshot.region.name,
        "count": lambda: notation.counted(len(highlights(snapshot, Selection(region=snapshot.region)))),
        "years": lambda: planning.years(snapshot),
    }
    words = availability.lead(snapshot, info)
    return words.format(**{name: tell() for name, tell in told.items() if f"{{{name}}}" in words})


def page_top(snapshot: Snapshot, info: PageInfo) -> tuple[Selection, DeltaGenerator]:
    """Draw title, lead, switch, filters and questions; return the selection, and the place of `take_along`."""
    _meeting_list()
    with st.container(key="kop", horizontal=True, vertical_alignment="center", gap="small"):
        head = st.empty()
        actions = st.container(key="kopacties", horizontal=True, vertical_alignment="center", width="content")
    actions.html(first_steps())
    if availability.figures(snapshot, info.path):
        check(EXTENT, (SHORT, FULL))
        extent = actions.segmented_control(
            "Hoeveel deze pagina toont",
            [SHORT, FULL],
            default=FULL,
            required=True,
            key=EXTENT,
            label_visibility="collapsed",
            wrap=True,  # else the browser measures whether all options can be seen
            bind="query-params",
            persist_state="session",
        )
        remember(EXTENT, extent or FULL)
    with st.container(key="wegwijzer", gap=None):
        selection = filter_bar(snapshot, info)
        head.html(html.title(*title(snapshot, info, selection)))
        if ways := questions(snapshot, info.path, selection):
            put(html.questions(ways))
    found = filters_of(snapshot, info)
    if reason := why_no_filter(found, info):
        put(f'<p class="mg-note">{escape(reason)}</p>')
    listen(snapshot, picks=found.works("municipalities"))
    return selection, actions


def title(snapshot: Snapshot, info: PageInfo, selection: Selection) -> tuple[str, str]:
    """Return the title of a page and its lead; what is chosen and the finding on it where the page is about that."""
    tell = catalogue.composition(info.path).chosen if catalogue.on_page(info.path) else None
    told = tell(snapshot, selection) if tell and availability.figures(snapshot, info.path) else None
    return (f"{info.title}: {told[0]}", told[1]) if told else (info.title, lead(snapshot, info))


def _meeting_list() -> None:
    """Draw the ways to the search and to the meeting list, with how much is on it, in the bar of the pages."""
    count = len(links.carried(links.ITEMS))
    way = html.list_link(links.to_page("vergadering", {}), f"Vergaderlijst ({count})", links.carried(links.ITEMS))
    put(f'<div class="mg-bar">{html.search_link(links.to_address("zoeken", {}))}{way}</div>')


def take_along(snapshot: Snapshot, info: PageInfo) -> None:
    """Draw the buttons with the two links and the files of the page, once it has run: they hold what it shows then."""
    address, values = st.context.url or "", links.shown_values()
    live = links.live(address, values)
    told = (
        copy_field("Actuele link: toont later de nieuwste cijfers", live, key="actueel", rows=3)
        + copy_field(promise(snapshot), links.frozen(address, values, snapshot), key="bevroren", rows=3)
        + '<p class="mg-note">Alle keuzes van deze pagina staan in de link.</p>'
    )
    put(html.menu("Delen", "delen", told, "mg-share") + packages(snapshot, info, st.session_state["selection"]))


def page_foot(snapshot: Snapshot) -> None:
    """Draw the foot with the date of the snapshot."""
    text = (
        f"Momentopname {snapshot.id}, gemaakt op {notation.moment(snapshot.built_at)}. "
        "Alle cijfers staan met bron, datum en status bij de figuur. "
        "Gegevens van CBS: CC BY 4.0. Gegevens van UWV, ROA en SBB: met bronvermelding."
    )
    note = trouble_note(snapshot)
    warning = f'<p class="mg-off">{escape(note)}</p>' if note else ""
    leave = '<p><a href="/auth/logout" target="_self">Uitloggen</a></p>' if login_settings() else ""
    put(f'<footer class="mg-page-foot">{warning}<p>{escape(text)}</p>{leave}</footer>')


def logged_out() -> None:
    """Say that whoever looks is not logged in any more, with the way back to this address."""
    parts = urlsplit(st.context.url or "/")
    asked = f"{parts.path or '/'}?{parts.query}"
    to = f"/inloggen?{urlencode({'naar': asked})}"
    put(html.title("Je bent uitgelogd", "Log opnieuw in om verder te gaan."))
    put(f'<p class="mg-note"><a href="{escape(to)}" target="_self">Inloggen</a></p>')


def elsewhere(info: PageInfo) -> None:
    """Say on the overview that the reader came from a link to `info`, a page without figures here."""
    text = f"De pagina ‘{info.title}’ heeft hier geen cijfers. Je ziet daarom het overzicht."
    put(f'<p class="mg-note" role="status">{escape(text)}</p>')


def nothing_to_show(problem: SnapshotError | None) -> None:
    """Say in Dutch why there is nothing to show, and what to do: a setting is wrong, or there are no figures."""
    match problem:
        case RegionUnknown():
            put(html.title("Deze regio kennen we niet", "De instelling REGION noemt geen arbeidsmarktregio."))
            if problem.nearest:
                put(f'<p class="mg-note">Bedoel je {escape(notation.listing(list(problem.nearest)))}?</p>')
        case ClockUnreadable():
            put(html.title("De ingestelde dag bestaat niet", "De instelling TODAY is geen datum."))
            text = f"TODAY is nu ‘{problem.wanted}’. Schrijf een dag als 2026-12-31, of laat de instelling weg."
            put(f'<p class="mg-note">{escape(text)}</p>')
        case _:
            put(html.title("Er zijn nog geen cijfers", "Het dashboard vindt geen momentopname om te tonen."))
            st.code("python -m loaders build", language=None)
            put(f'<p class="mg-note">Melding: {escape(str(problem))}</p>')
