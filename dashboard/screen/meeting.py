"""The meeting list: figures in an order, each with its options, selection and note. Pure; it lives in the address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.asking.queries import in_order, municipalities, priority_sectors
from dashboard.asking.selection import Selection, comparisons
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.figure.declare import TODAY, Declaration
from dashboard.words import notation
from snapshot.read import Snapshot

MOST, LONGEST_NOTE = 20, 200  # items on a list, characters of a note
FREE_VALUE = re.compile(r"[\w\- /]{0,40}")
TOWN, SECTOR, COMPARE, NOTE = "gemeente", "sector", "vergelijk", "notitie"
SEPARATOR = "~"
SHORT = 60  # characters of a refused name that a message repeats


@dataclass(frozen=True)
class Item:
    """One figure on the list: its name in the catalogue, options, what was selected, and a note."""

    name: str
    options: tuple[tuple[str, str], ...] = ()
    selection: Selection = field(default_factory=Selection)
    note: str = ""


@dataclass(frozen=True)
class MeetingList:
    """The items that can be shown, and a Dutch sentence for each part of the list that cannot."""

    items: tuple[Item, ...]
    refusals: tuple[str, ...] = ()


class Refused(ValueError):
    """An item of the address that cannot be shown; its text is Dutch, for the visitor."""


def item_of(name: str, selection: Selection, options: Mapping[str, str]) -> Item:
    """Return the item for a figure as a card shows it, without what is not part of the choice."""
    kept = tuple(sorted((option, value) for option, value in options.items() if value and option != TODAY))
    return Item(name, kept, selection)


def write(item: Item) -> str:
    """Return the item for the address: "uitkering-per-gemeente~scheme.wia~gemeente.GM0202~vergelijk.niets"."""
    parts = [item.name, *(f"{option}.{value}" for option, value in item.options)]
    if item.selection.municipalities:
        parts.append(".".join([TOWN, *item.selection.municipalities]))
    if item.selection.sector:
        parts.append(f"{SECTOR}.{item.selection.sector}")
    parts.append(f"{COMPARE}.{notation.slug(item.selection.compare)}")
    if item.note:
        parts.append(f"{NOTE}.{item.note}")
    return SEPARATOR.join(parts)


def read(raw: Sequence[str], snapshot: Snapshot) -> MeetingList:
    """Return the list that the address holds, with a refusal for whatever is unknown or too much."""
    items: list[Item] = []
    refusals: list[str] = []
    for text in raw[:MOST]:
        try:
            items.append(_item(text, snapshot))
        except Refused as error:
            refusals.append(str(error))
    if len(raw) > MOST:
        refusals.append(
            f"De lijst in de link heeft {len(raw)} figuren. Er passen er {MOST} op een vergaderlijst; de rest is "
            "weggelaten."
        )
    return MeetingList(tuple(items), tuple(dict.fromkeys(refusals)))


def _item(text: str, snapshot: Snapshot) -> Item:
    head, mark, note = text.partition(f"{SEPARATOR}{NOTE}.")
    name, *parts = head.split(SEPARATOR)
    try:
        entry = catalogue.entry(name)
    except KeyError as error:
        raise Refused(f"De figuur ‘{_short(name)}’ bestaat niet en is weggelaten.") from error
    if not can_draw(snapshot, entry):
        raise Refused(f"Voor de figuur ‘{_short(name)}’ zijn hier geen cijfers. Die figuur is weggelaten.")
    options: dict[str, str] = {}
    selection = Selection(region=snapshot.region)
    for part in parts:
        key, _, value = part.partition(".")
        if key in (TOWN, SECTOR, COMPARE):
            selection = _selected(selection, key, value, snapshot)
        else:
            options[key] = _option(entry, key, value)
    kept = notation.storable(note)[:LONGEST_NOTE] if mark else ""
    return Item(name, tuple(sorted(options.items())), selection, kept)


def _option(entry: Declaration, key: str, value: str) -> str:
    allowed = entry.options.get(key)
    fits = allowed is not None and key != TODAY and (value in allowed if allowed else FREE_VALUE.fullmatch(value))
    if not fits:
        raise Refused(f"Bij de figuur ‘{entry.name}’ staat een keuze die niet bestaat: ‘{_short(key)}’. Die figuur is "
                      "weggelaten.")  # fmt: skip
    return value


def _selected(selection: Selection, key: str, value: str, snapshot: Snapshot) -> Selection:
    if key == TOWN:
        codes = value.split(".")
        unknown = [code for code in codes if code not in municipalities(snapshot)]
        if not unknown:
            return replace(selection, municipalities=in_order(snapshot, codes))
    elif key == SECTOR and value in priority_sectors(snapshot):
        return replace(selection, sector=value)
    elif key == COMPARE:
        words = {notation.slug(name): name for name in comparisons(snapshot.region)}
        if value in words:
            return replace(selection, compare=words[value])
    raise Refused(f"Een keuze op de lijst bestaat niet: {key} ‘{_short(value)}’. Die figuur is weggelaten.")


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def stands(raw: Sequence[str], item: Item) -> bool:
    """Return whether the figure stands on the list with the same choices, whatever its note."""
    return write(item) in map(_without_note, raw)


def toggled(raw: Sequence[str], item: Item) -> tuple[str, ...]:
    """Return the list with `item` at its end, or without it where it stood there; unchanged where the list is full."""
    if stands(raw, item):
        return tuple(text for text in raw if _without_note(text) != write(item))
    return tuple(raw) if len(raw) >= MOST else (*raw, write(item))


def _without_note(text: str) -> str:
    return text.partition(f"{SEPARATOR}{NOTE}.")[0]


def removed(items: Sequence[Item], place: int) -> tuple[Item, ...]:
    """Return the list without the item at `place`, counted from 0."""
    return tuple(found for position, found in enumerate(items) if position != place)


def moved(items: Sequence[Item], place: int, by: int) -> tuple[Item, ...]:
    """Return the list with the item at `place` moved `by` places, as far as the list goes."""
    changed = list(items)
    if 0 <= place < len(changed):
        changed.insert(min(max(place + by, 0), len(items) - 1), changed.pop(place))
    return tuple(changed)


def noted(items: Sequence[Item], place: int, note: str) -> tuple[Item, ...]:
    """Return the list with `note` at the item at `place`, in one line and not longer than a note may be."""
    text = notation.storable(note)[:LONGEST_NOTE]
    return tuple(replace(found, note=text) if spot == place else found for spot, found in enumerate(items))


def options(item: Item, *, today: str) -> tuple[tuple[str, str], ...]:
    """Return the options with which to build the figure; a planning is shown as of `today`, an ISO date."""
    entry = catalogue.entry(item.name)
    chosen = {**entry.defaults, **dict(item.options)}
    if TODAY in entry.options:
        chosen[TODAY] = today
    return tuple(sorted(chosen.items()))
