"""The filter bar: one for all pages, kept across them and in the address of the page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Literal

import streamlit as st

from dashboard.asking.memory import once
from dashboard.asking.queries import in_order, municipalities, priority_sectors
from dashboard.asking.selection import BOTH, Selection, comparisons
from dashboard.composition import catalogue
from dashboard.composition.addressing import ALL_SECTORS, COMPARE, MUNICIPALITY, SECTOR
from dashboard.composition.filtering import filters_of, followed
from dashboard.composition.site import ABOUT, PageInfo
from dashboard.screen import html
from dashboard.screen.putting import put
from dashboard.words import notation
from snapshot.read import Snapshot

PAGE, UNKNOWN = "page", "unknown-in-address"  # the page that runs, and the one on which the notice stands
ASIDE = "beside-filters"  # the place of a choice that a page adds to the filters
NAMED = 2  # municipalities that a drawer names; of more it says how many
CHOICES = "choices"  # what the widgets of this page itself show, by their name in the address


def filter_bar(snapshot: Snapshot, info: PageInfo) -> Selection:
    """Draw the bar and return what is chosen, for a page that follows some or none of the filters.

    A region without an agenda has no priority sectors, and so no filter for them.
    On a page that follows none the bar is drawn but not shown: so the choice stays for the next page.
    Values in the address that do not exist are ignored, with one quiet notice: `unknown_notice`.
    """
    found = filters_of(snapshot, info)
    towns = {name: code for code, name in municipalities(snapshot).items()}
    sectors = {word: code for code, word in priority_sectors(snapshot).items()}
    words = comparisons(snapshot.region)
    for name, known in ((MUNICIPALITY, towns), (SECTOR, (ALL_SECTORS, *sectors)), (COMPARE, words)):
        check(name, known)
    if found.any_works:
        put(html.drawer())
    with st.container(
        key="filterbalk" if found.any_works else "filterbalk-leeg", horizontal=True, vertical_alignment="center"
    ):
        chosen = st.multiselect(
            "Gemeenten",
            list(towns),
            key=MUNICIPALITY,
            placeholder="Alle gemeenten",
            disabled=not found.works("municipalities"),
            wrap=True,
            select_all=False,  # else it stands first in the list, and Enter takes all that is found
            bind="query-params",
        )
        sector: str | None = ALL_SECTORS
        if sectors:
            sector = st.selectbox(
                "Speerpuntsector",
                [ALL_SECTORS, *sectors],
                key=SECTOR,
                disabled=not found.works("sector"),
                bind="query-params",
            )
        compare = st.selectbox(
            "Vergelijk met",
            words,
            key=COMPARE,
            disabled=not found.works("comparison"),
            bind="query-params",
        )
        st.button("Wis filters", on_click=_clear, type="tertiary", wrap=True)
        wanted = Selection(
            municipalities=in_order(snapshot, {towns[name] for name in chosen}),
            sector=sectors.get(sector or "", ""),
            compare=compare or BOTH,
            region=snapshot.region,
        )
        selection = followed(found, wanted)
        if catalogue.on_page(info.path) and catalogue.composition(info.path).narrowed:
            st.session_state[ASIDE] = st.container(key="versmalling", width="content")
        if found.any_works:
            _explain(info, *(reason for part, reason in found.reasons.items() if sectors or part != "sector"))
    put(html.spoken_choice(selection_line(snapshot, selection), _made(snapshot, selection)))
    return selection


def is_dark() -> bool:
    """Return whether the reader's screen shows the dark scheme."""
    return st.context.theme.type == "dark"


def choice(
    label: str, options: Mapping[str, str], *, key: str, opening: str, then: Callable[[], None] | None = None
) -> str:
    """Draw a choice that belongs to one page, code to words; return the code. It stands in the address too.

    `opening` is the code before the reader chooses, and `then` is what else happens when he does.
    """
    codes = {word: code for code, word in options.items()}
    check(key, codes)
    chosen = st.segmented_control(
        label,
        list(codes),
        default=options[opening],
        required=True,
        key=key,
        wrap=True,
        bind="query-params",
        persist_state="session",
        on_change=then,
    )
    return codes[remember(key, chosen or options[opening])]


def pick(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    opening: str = "",
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """Draw a choice with many or long options, code to words; return the code. It stands in the address too.

    `opening` is the code before the reader chooses, the first where it is left out; `width` is in pixels, or all that
    there is.
    """
    codes = {word: code for code, word in options.items()}
    check(key, codes)
    first = list(codes).index(options[opening]) if opening in options else 0
    chosen = st.selectbox(
        label, list(codes), index=first, key=key, bind="query-params", persist_state="session", width=width
    )
    return codes.get(remember(key, chosen or ""), "")


def remember(name: str, value: str) -> str:
    """Note what a widget of this page shows, so that a link can write it even where it is the default."""
    st.session_state.setdefault(CHOICES, {})[name] = value
    return value


def remembered(name: str) -> str:
    """Return what a widget of this page shows; '' where this page has none of that name, though another has."""
    return str(st.session_state.get(CHOICES, {}).get(name, ""))


def _explain(info: PageInfo, *reasons: str) -> None:
    """Say why filters are disabled."""
    if reasons and info.group != ABOUT:  # the pages about the figures need no reason
        put(f'<p class="mg-note">{" ".join(reasons)}</p>')


def begin(info: PageInfo) -> bool:
    """Forget what another page showed and passed over; return whether the reader comes from another page."""
    is_arrival = st.session_state.get(PAGE) != info.path
    st.session_state[CHOICES], st.session_state[PAGE] = {}, info.path
    if st.session_state.get(UNKNOWN) != info.path:
        st.session_state.pop(UNKNOWN, None)
    return is_arrival


def check(name: str, known: Collection[str]) -> None:
    """Note that the address holds a value of `name` that is none of `known`, before Streamlit drops it."""
    if any(value not in known for value in st.query_params.get_all(name) if value):
        pass_over()


def pass_over() -> None:
    """Note that a choice in the address of this page is passed over."""
    st.session_state[UNKNOWN] = st.session_state[PAGE]


def unknown_notice() -> str:
    """Return the quiet notice that a choice in the link was passed over, until the page is left; '' where none was."""
    if UNKNOWN not in st.session_state:
        return ""
    return '<p class="mg-note" role="status">Een keuze in de link bestaat niet en is overgeslagen.</p>'


def _clear() -> None:
    st.session_state.pop(UNKNOWN, None)
    st.session_state[MUNICIPALITY] = []
    st.session_state[SECTOR] = ALL_SECTORS
    st.session_state[COMPARE] = BOTH


def _made(snapshot: Snapshot, selection: Selection) -> str:
    """Return what the reader chose himself: "Rheden, Zorg", or "vier gemeenten"; '' for nothing."""
    towns, sectors = municipalities(snapshot), priority_sectors(snapshot)
    chosen = [towns[code] for code in selection.municipalities]
    counted = [f"{notation.counted(len(chosen))} gemeenten"] if len(chosen) > NAMED else chosen
    told = [*counted, sectors.get(selection.sector, "")]
    return ", ".join(filter(None, [*told, selection.compare if selection.compare != BOTH else ""]))


@once
def selection_line(snapshot: Snapshot, selection: Selection) -> str:
    """Return the choice in one Dutch line, as every export repeats it."""
    towns = municipalities(snapshot)
    chosen = notation.listing([towns[code] for code in selection.municipalities]) or "alle gemeenten"
    sectors = priority_sectors(snapshot)
    sector = [f"Sector: {sectors.get(selection.sector, 'alle sectoren')}"] if sectors else []
    return " · ".join([f"Gemeenten: {chosen}", *sector, f"Vergelijking: {selection.compare}"])
