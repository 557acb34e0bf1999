"""The declaration of a figure, on the function that makes it: pages, links, lists and packages are read from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, Final, Literal, TypeAlias, TypeVar, cast

from dashboard.asking.noting import noting
from dashboard.asking.selection import BOTH, Selection
from dashboard.figure.core import Builder, Figure
from snapshot.read import Snapshot

Follow = Literal["municipalities", "sector", "comparison"]
Words: TypeAlias = Mapping[str, str] | Callable[[Snapshot], Mapping[str, str]]
BY_PLACE: Final[tuple[Follow, ...]] = ("municipalities", "comparison")  # what most figures by municipality follow
ANYTHING: Final = "*"  # beside what a figure needs: whatever dataset its options name
TODAY: Final = "today"  # an argument that no reader chooses: the ISO date of today
B = TypeVar("B", bound=Builder)


@dataclass(frozen=True)
class Lead:
    """What goes along with a choice: the one named `key` gets the code that `codes` gives for the one that is made."""

    key: str
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """What a reader can choose on a page: figures say which possibilities they add to it.

    Attributes:
        key: Its name in the address.
        label: What stands above it.
        listed: Whether it is a list, for many or long words; else a switch.
        width: Pixels of a list, where there is room.
        leads: The choices that go along with it, on this page and others; each can still be made by itself.
    """

    key: str
    label: str
    listed: bool = False
    width: int = 320
    leads: tuple[Lead, ...] = field(default=(), hash=False)


@dataclass(frozen=True, eq=False)
class Option:
    """The possibilities that a figure adds to a choice: code and Dutch words, the default first.

    Where a snapshot says the words, `values` lists the codes that there can be, or is empty where it says those too.
    `in_files` are the only codes that the files of a whole page take, where the others show less of the same rows or
    put them in another order.
    """

    choice: Choice
    words: Words
    values: tuple[str, ...] = ()
    in_files: tuple[str, ...] = ()

    def of(self, snapshot: Snapshot) -> Mapping[str, str]:
        """Return code and words of the possibilities that there are in `snapshot`."""
        return self.words(snapshot) if callable(self.words) else self.words

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that can be chosen; () where only a snapshot can tell."""
        return self.values or (() if callable(self.words) else tuple(self.words))


def anyone(_selection: Selection) -> bool:
    """Return True: it is shown whatever is chosen in the filters."""
    return True


def always(_snapshot: Snapshot, **_options: str) -> bool:
    """Return True: there is something to show, whatever is chosen."""
    return True


@dataclass(frozen=True, eq=False)
class Declaration:
    """One figure.

    Attributes:
        name: Its identity: in addresses, lists, keys and file names.
        title: What it is about, where it cannot be drawn.
        builder: The function that makes it: (snapshot, selection, **options).
        needs: The datasets that it reads, or "dataset.measure": where a snapshot lacks one, nothing is drawn.
        beside: The datasets that it also tells of, where a snapshot has them.
        follows: The parts of the selection that change it.
        chosen: What a reader chooses for an argument of the builder.
        of_today: Whether it tells of today, the argument of that name.
        shown_for: The choice that decides whether it is shown at all, with what it is shown for.
        applies: Whether there is anything to show for a snapshot and these options.
        holds: Whether a snapshot that has the datasets also has the rows that it takes.
        when: Whether it is shown for the filters.
        of_sector: Whether it tells of a chosen priority sector alone, and not of others beside it.
    """

    name: str
    title: str
    builder: Builder
    needs: tuple[str, ...]
    follows: frozenset[Follow]
    chosen: Mapping[str, Option] = field(default_factory=dict)
    of_today: bool = False
    shown_for: Option | None = None
    applies: Callable[..., bool] = always
    holds: Callable[[Snapshot], bool] = always
    beside: tuple[str, ...] = ()
    when: Callable[[Selection], bool] = anyone
    of_sector: bool = False

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Each argument with the values that it may take, the default first; () where snapshot or day says them."""
        return {name: option.codes for name, option in self.chosen.items()} | ({TODAY: ()} if self.of_today else {})

    @cached_property
    def all_options(self) -> tuple[Option, ...]:
        """Everything chosen that this figure hangs on."""
        return (*self.chosen.values(), *([self.shown_for] if self.shown_for else ()))

    @property
    def defaults(self) -> dict[str, str]:
        """The first value of each argument that lists its values."""
        return {name: values[0] for name, values in self.options.items() if values}

    def asked(self, selection: Selection) -> Selection:
        """Return the part of a selection that this figure follows, so that equal figures are made once."""
        return replace(
            selection,
            municipalities=selection.municipalities if "municipalities" in self.follows else (),
            sector=selection.sector if "sector" in self.follows else "",
            compare=selection.compare if "comparison" in self.follows else BOTH,
        )


_DECLARED: dict[Builder, Declaration] = {}


def figure(
    name: str,
    title: str,
    *,
    needs: tuple[str, ...],
    follows: tuple[Follow, ...] = (),
    chosen: Mapping[str, Option] | None = None,
    of_today: bool = False,
    shown_for: Option | None = None,
    applies: Callable[..., bool] = always,
    holds: Callable[[Snapshot], bool] = always,
    beside: tuple[str, ...] = (),
    when: Callable[[Selection], bool] = anyone,
    of_sector: bool = False,
) -> Callable[[B], B]:
    """Declare the function below it as a figure; see Declaration. Raise ValueError where the name is taken."""

    def declare(builder: B) -> B:
        if any(found.name == name and found.builder.__qualname__ != builder.__qualname__ for found in known()):
            raise ValueError(f"there is a figure {name!r} already")
        made = _with_sources(builder)
        _DECLARED[made] = Declaration(
            name,
            title,
            made,
            needs,
            frozenset(follows),
            chosen or {},
            of_today,
            shown_for,
            applies,
            holds,
            beside,
            when,
            of_sector,
        )
        return made

    return declare


def _with_sources(builder: B) -> B:
    """Return `builder` so that its figure also has the sources of what it asked beside what it shows."""

    @wraps(builder)
    def build(*args: Any, **named: Any) -> Figure:
        with noting() as answers:
            made = builder(*args, **named)
        shown = {result.dataset.name for result in made.results}
        others = tuple(answer for answer in answers if answer.dataset.name not in shown and answer.sources)
        return replace(made, beside=(*made.beside, *others)) if others else made

    return cast(B, build)


def known() -> tuple[Declaration, ...]:
    """Return every figure that was declared so far."""
    return tuple(_DECLARED.values())


def declaration(builder: Builder) -> Declaration:
    """Return the declaration of `builder`; raise KeyError where it has none."""
    found = _DECLARED.get(builder)
    if found is None:
        raise KeyError(f"{builder.__name__} is not declared as a figure")
    return found
