"""What an address can choose, read and written in one place: the same names and words as the address of a page."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.asking.queries import in_order, municipalities, priority_sectors
from dashboard.asking.selection import BOTH, Selection, comparisons
from dashboard.composition.filtering import NOT_HERE
from dashboard.figure.declare import TODAY, Declaration, Option
from dashboard.figure.making import Options
from dashboard.words import notation
from snapshot import clock
from snapshot.read import Snapshot

MUNICIPALITY, SECTOR, COMPARE = "gemeente", "sector", "vergelijk"
ALL_SECTORS = "Alle sectoren"
SNAPSHOT, DATE = "momentopname", "datum"
MOST_TOLD = 40  # possibilities that a message names
LONGEST = 60  # characters of an unknown value that a message repeats
Values = Mapping[str, Sequence[str]]


class ChoicesUnknown(ValueError):
    """An address chooses what is not there: `faults` has a Dutch sentence for each of its choices that fails."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(faults))


@dataclass(frozen=True)
class Dimension:
    """What can be chosen under one name.

    Attributes:
        name: The name in the address.
        title: What it is called on a page.
        words: Each word that can be chosen, with its code. Where there is no choice: the word for that alone, if any.
        several: Whether more than one can be chosen.
        refusal: Why nothing can be chosen; '' where something can.
        shared: More codes, of which the word is that of another one.
    """

    name: str
    title: str
    words: Mapping[str, str]
    several: bool = False
    refusal: str = ""
    shared: tuple[str, ...] = ()

    def code(self, value: str) -> str | None:
        """Return the code of a word, in whatever capitals, or of a code itself; None where it is neither."""
        known = {code.casefold(): code for code in (*self.words.values(), *self.shared)}
        known |= {word.casefold(): code for word, code in self.words.items()}
        return known.get(value.casefold())

    def fault(self, value: str) -> str:
        """Return what is wrong with a value, and what is possible."""
        told = f"{self.name}: ‘{short(value)}’"
        if self.refusal:
            return f"{told} kan hier niet. {self.refusal}"
        near = difflib.get_close_matches(value, list(self.words), n=1)
        return f"{told} bestaat niet. {f'Bedoel je {near[0]}? ' if near else ''}Mogelijk: {told_words(self.words)}."


@dataclass(frozen=True)
class Asked:
    """What an address asks of a figure: what it follows of the selection, and the arguments of its builder."""

    declared: Declaration
    selection: Selection
    options: Options


def codes(dimensions: Sequence[Dimension], values: Values) -> dict[str, tuple[str, ...]]:
    """Return the chosen codes by name, each once and in the order of the dimension; raise ChoicesUnknown."""
    known = {one.name: one for one in dimensions}
    faults: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for name, given in values.items():
        wanted = [value for value in given if value]
        if name not in known:
            faults.append(_unknown_name(name, dimensions))
            continue
        found = {value: known[name].code(value) for value in wanted}
        faults += [known[name].fault(value) for value, code in found.items() if code is None]
        if len(wanted) > 1 and not known[name].several:
            faults.append(f"{name} staat {len(wanted)} keer in het adres. Kies er een.")
        possible = dict.fromkeys((*known[name].words.values(), *known[name].shared))
        chosen[name] = tuple(code for code in possible if code in found.values())
    if faults:
        raise ChoicesUnknown(faults)
    return chosen


def dimensions(declared: Declaration, snapshot: Snapshot) -> tuple[Dimension, ...]:
    """Return what can be chosen for a figure: the filters, which it follows or not, and its options."""
    towns, sector, compare = filters(snapshot)
    found = (
        towns if "municipalities" in declared.follows else replace(towns, words={}, refusal=NOT_HERE["municipalities"]),
        sector
        if "sector" in declared.follows
        else replace(sector, words={ALL_SECTORS: ""}, refusal=NOT_HERE["sector"]),
        compare
        if "comparison" in declared.follows
        else replace(compare, words={BOTH: BOTH}, refusal=NOT_HERE["comparison"]),
    )
    return (*found, *(_own(option, snapshot) for option in declared.all_options))


def choosable(declared: Declaration, snapshot: Snapshot) -> list[Dimension]:
    """Return the dimensions of a figure without those that it refuses."""
    return [one for one in dimensions(declared, snapshot) if not one.refusal]


def filters(snapshot: Snapshot) -> tuple[Dimension, Dimension, Dimension]:
    """Return what can be chosen in the filters of every page: municipalities, priority sector, comparison."""
    towns = {title: code for code, title in municipalities(snapshot).items()}
    sectors = {title: code for code, title in priority_sectors(snapshot).items()}
    return (
        Dimension(MUNICIPALITY, "Gemeenten", towns, several=True),
        Dimension(SECTOR, "Speerpuntsector", {ALL_SECTORS: "", **sectors}),
        Dimension(COMPARE, "Vergelijk met", {word: word for word in comparisons(snapshot.region)}),
    )


def _own(option: Option, snapshot: Snapshot) -> Dimension:
    """Return what can be chosen of an option; of codes with the same word the first has it."""
    possible = option.of(snapshot)
    words: dict[str, str] = {}
    for code, word in possible.items():
        words.setdefault(word, code)
    shared = tuple(code for code in possible if code not in words.values())
    return Dimension(option.choice.key, option.choice.label, words, shared=shared)


def read(declared: Declaration, snapshot: Snapshot, values: Values) -> Asked:
    """Return what the values of an address ask of a figure; what they leave open is its default.

    Raises:
        ChoicesUnknown: A name or value is not there, or the figure has nothing to show for them.
    """
    found = codes(dimensions(declared, snapshot), values)
    selection = selected(snapshot, found)
    if not declared.when(selection):
        raise ChoicesUnknown([_not_shown(declared, snapshot, selection)])
    options = {
        argument: next(iter(found.get(option.choice.key, ())), next(iter(option.of(snapshot)), ""))
        for argument, option in declared.chosen.items()
    }
    options |= {TODAY: clock.today().isoformat()} if declared.of_today else {}
    if not declared.applies(snapshot, **options):
        told = ", ".join(f"{name}={value}" for name, value in written(declared, snapshot, selection, options))
        raise ChoicesUnknown([f"Bij deze keuzes samen is er geen figuur: {told}."])
    return Asked(declared, declared.asked(selection), tuple(sorted(options.items())))


def selected(snapshot: Snapshot, found: Mapping[str, tuple[str, ...]]) -> Selection:
    """Return the selection that the codes of the filters make, those of `codes`."""
    return Selection(
        municipalities=in_order(snapshot, found.get(MUNICIPALITY, ())),
        sector="".join(found.get(SECTOR, ())),
        compare="".join(found.get(COMPARE, ())) or BOTH,
        region=snapshot.region,
    )


def written(
    declared: Declaration,
    snapshot: Snapshot,
    selection: Selection,
    options: Mapping[str, str],
    *,
    for_page: bool = False,
) -> list[tuple[str, str]]:
    """Return names and words that an address needs to ask for a figure as it is shown: the other way round of `read`.

    Filters that choose nothing are left out; options are always written, because a default can change. Where two
    possibilities have the same word, the code stands for it, but not `for_page`: a page tells them apart itself.
    """
    pairs = written_filters(snapshot, declared.asked(selection))
    for argument, option in declared.chosen.items():
        words, code = option.of(snapshot), options.get(argument, "")
        if word := words.get(code):
            is_shared = list(words.values()).count(word) > 1
            pairs.append((option.choice.key, code if is_shared and not for_page else word))
    if declared.shown_for:
        pairs += [(declared.shown_for.choice.key, word) for word in [*declared.shown_for.of(snapshot).values()][:1]]
    return pairs


def written_filters(snapshot: Snapshot, selection: Selection) -> list[tuple[str, str]]:
    """Return names and words that an address needs to ask for a selection, without filters that choose nothing."""
    towns, sectors = municipalities(snapshot), priority_sectors(snapshot)
    pairs = [(MUNICIPALITY, towns[code]) for code in selection.municipalities if code in towns]
    pairs += [(SECTOR, sectors[selection.sector])] if selection.sector in sectors else []
    return pairs + ([(COMPARE, selection.compare)] if selection.compare != BOTH else [])


def written_snapshot(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return names and words that keep an address at the figures of a snapshot."""
    return [(SNAPSHOT, snapshot.id), (DATE, clock.local_day(snapshot.built_at).isoformat())]


def told_words(words: Mapping[str, str]) -> str:
    """Return the words that can be chosen in one line; of many the first and the last."""
    shown = list(words)
    if len(shown) > MOST_TOLD:
        return f"{len(shown)} waarden, van {shown[0]} tot en met {shown[-1]}"
    return ", ".join(shown)


def short(text: str) -> str:
    """Return a text that someone else wrote, for a message: in one line and not too long."""
    plain = notation.storable(text)
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def _unknown_name(name: str, dimensions: Sequence[Dimension]) -> str:
    possible = [one.name for one in dimensions if not one.refusal]
    told = f"Mogelijk: {', '.join(possible)}." if possible else "Hier is niets te kiezen."
    return f"‘{short(name)}’ kan hier niet worden gekozen. {told}"


def _not_shown(declared: Declaration, snapshot: Snapshot, selection: Selection) -> str:
    sectors = priority_sectors(snapshot)
    possible = [title for code, title in sectors.items() if declared.when(replace(selection, sector=code))]
    if possible:
        return f"Deze figuur is er alleen voor één sector. Kies bij {SECTOR}: {', '.join(possible)}."
    return "Deze figuur is er niet bij deze filters."
