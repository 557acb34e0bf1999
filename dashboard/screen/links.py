"""Links that write every filter and view, and what the address carries beside the widgets that are bound to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from dashboard.composition.addressing import COMPARE, DATE, MUNICIPALITY, SECTOR, SNAPSHOT, Values, written_snapshot
from dashboard.figure.choices import SECTOR_OWNER
from dashboard.screen.filters import CHOICES
from snapshot.read import Snapshot

ITEMS, STEP = "lijst", "presenteren"
CARRIED = (SNAPSHOT, DATE, ITEMS)  # Streamlit drops these from the address at every switch of page


def carry() -> None:
    """Take over what the address carries; write it back where a switch of page dropped it.

    The meeting list is taken over once: an older address, to which the reader goes back, does not undo what was put on
    the list since.
    """
    for name in CARRIED:
        found = tuple(value for value in st.query_params.get_all(name) if value)
        if found and (name != ITEMS or _key(name) not in st.session_state):
            st.session_state[_key(name)] = found
        elif found != carried(name):
            put(name, carried(name))


def carried(name: str) -> tuple[str, ...]:
    """Return the values that the session carries under `name`."""
    found: tuple[str, ...] = st.session_state.get(_key(name), ())
    return found


def put(name: str, values: Sequence[str]) -> None:
    """Carry `values` under `name` from now on, in the session and in the address; none of them drops it."""
    st.session_state[_key(name)] = tuple(values)
    if values:
        st.query_params[name] = list(values)
    elif name in st.query_params:
        del st.query_params[name]


def _key(name: str) -> str:
    return f"carried-{name}"


def origin() -> str:
    """Return the address of the server as the reader sees it, without a slash at its end."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}"


def shown_values() -> dict[str, list[str]]:
    """Return every filter and view of the page as the address would write it, defaults too."""
    state = st.session_state
    values: dict[str, list[str]] = {
        MUNICIPALITY: list(state.get(MUNICIPALITY) or [""]),
        SECTOR: [state.get(SECTOR) or ""],
        COMPARE: [state.get(COMPARE) or ""],
    }
    values |= {name: [value] for name, value in state.get(CHOICES, {}).items()}
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in values}
    values |= {name: found for name, found in others.items() if name not in (SNAPSHOT, DATE, STEP)}
    return values


def filters() -> dict[str, list[str]]:
    """Return the filters that the address holds, as it writes them."""
    found = {name: st.query_params.get_all(name) for name in (MUNICIPALITY, SECTOR, COMPARE)}
    return {name: values for name, values in found.items() if any(values)}


def kept() -> dict[str, Sequence[str]]:
    """Return what a link to another page takes along: the filters of this one, and what the address carries."""
    held = {name: values for name in CARRIED if (values := carried(name))}
    return {**{name: sorted(values) for name, values in filters().items()}, **held}  # a choice is a set, in any order


def to_page(path: str, chosen: Mapping[str, str], along: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return a link to another page with `chosen` and what is `kept`; who makes many gives that `along`."""
    values = {**(kept() if along is None else along), **{name: [word] for name, word in chosen.items()}}
    return f"{path}?{urlencode(values, doseq=True)}"


def to_address(path: str, chosen: Values) -> str:
    """Return a link to another page with `chosen` alone, and what the address carries."""
    held = {name: carried(name) for name in CARRIED if carried(name)}
    found = urlencode({**held, **chosen}, doseq=True)
    return f"{path}?{found}" if found else path


def to_sector(name: str) -> str:
    """Return a link to the page about sectors with the priority sector called `name`, the other filters kept."""
    owner = st.query_params.get(SECTOR_OWNER.key)
    return to_page("sectoren", {SECTOR: name, **({SECTOR_OWNER.key: owner} if owner else {})})


def live(address: str, values: Values) -> str:
    """Return a link to the newest figures: `address` without its own query, then every value."""
    return _link(address, {name: found for name, found in values.items() if name not in (SNAPSHOT, DATE)})


def frozen(address: str, values: Values, snapshot: Snapshot) -> str:
    """Return a link to the figures of `snapshot`; its date helps to find the nearest once it is no longer kept."""
    return _link(address, {**values, **{name: [word] for name, word in written_snapshot(snapshot)}})


def _link(address: str, values: Values) -> str:
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(values, doseq=True), ""))
