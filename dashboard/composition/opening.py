"""What a page opens with for an address: its key figures, and the first question with what answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.asking.queries import holds
from dashboard.asking.selection import Selection
from dashboard.composition import availability, catalogue, mapped
from dashboard.composition.addressing import Values, codes, filters, selected
from dashboard.composition.filtering import filters_of, followed
from dashboard.composition.offering import Offered, now
from dashboard.composition.placing import Placed, answers
from dashboard.composition.sections import drawable
from dashboard.composition.site import PageInfo
from dashboard.figure.core import KeyFigureBuilder
from dashboard.figure.declare import TODAY, Choice
from dashboard.figure.making import Options, built
from snapshot import clock
from snapshot.read import Snapshot


@dataclass(frozen=True)
class Asked:
    """What an address asks of a page.

    Attributes:
        selection: What was chosen in the filters, as far as the page follows them.
        words: The words of its other choices, by their name in the address.
    """

    info: PageInfo
    selection: Selection
    words: Mapping[str, str] = field(default_factory=dict)

    def told(self, choice: Choice) -> Iterable[str | None]:
        """Return the word of a choice, where the address tells one."""
        return (self.words.get(choice.key),)


@dataclass(frozen=True)
class Question:
    """A question with its first row of answers.

    Attributes:
        words: The question.
        asked: What can be chosen of more than one of its figures.
        cards: The figures of the row, each with the choices that are its own.
        chosen: The code of each choice.
    """

    words: str
    asked: tuple[Offered, ...]
    cards: tuple[Placed, ...]
    chosen: Mapping[Choice, str]


@dataclass(frozen=True)
class Opening:
    """What stands on top of a page.

    Attributes:
        selection: That of its figures: a choice above the page may narrow what the filters say.
        counted: What makes its key figures, with its arguments; None where there are none.
        question: The first of its questions; None where nothing of that is known.
    """

    selection: Selection
    counted: tuple[KeyFigureBuilder, Options] | None = None
    question: Question | None = None


def read(snapshot: Snapshot, info: PageInfo, values: Values) -> Asked:
    """Return what the values of an address ask of a page; raise ChoicesUnknown where a filter has no such value."""
    known = filters(snapshot)
    names = {one.name for one in known}
    wanted = selected(snapshot, codes(known, {name: found for name, found in values.items() if name in names}))
    found = followed(filters_of(snapshot, info), wanted)
    return Asked(info, found, {name: told[0] for name, told in values.items() if told and name not in names})


def opening(snapshot: Snapshot, asked: Asked) -> Opening:
    """Return what stands on top of a page; raise what a builder raises where that is the overview."""
    path = asked.info.path
    if not path:
        return Opening(asked.selection, question=_map(snapshot, asked))
    if not catalogue.on_page(path):
        return Opening(asked.selection)
    page = catalogue.composition(path)
    selection, chosen, options = asked.selection, dict[Choice, str](), dict[str, str]()
    if (narrowed := page.narrowed) and all(holds(snapshot, need) for need in narrowed.needs):
        option = narrowed.option
        chosen = now([Offered(option.choice, option.of(snapshot))], chosen, asked.told)
        code = chosen[option.choice]
        selection = narrowed.of(snapshot, selection, code)
        options = {narrowed.argument: code} if code else {}
    counted = None
    if (found := page.key_figures) and availability.can_count(snapshot, found.builder):
        options |= {TODAY: clock.today().isoformat()} if found.of_today else {}
        counted = (found.builder, tuple(sorted(options.items())))
    return Opening(selection, counted, _first(snapshot, asked, selection, chosen))


def _first(snapshot: Snapshot, asked: Asked, selection: Selection, chosen: Mapping[Choice, str]) -> Question | None:
    page = catalogue.composition(asked.info.path)
    for section in page.sections:
        if found := drawable(snapshot, section, selection):
            told = answers(page.figures, found, snapshot, selection, chosen, asked.told)
            known = [one for one in told.known if one.figure]
            shown = known[: min(section.at_once, 2 if section.beside else 1)]
            return Question(section.question, told.asked, tuple(shown), told.chosen) if shown else None
    return None


def _map(snapshot: Snapshot, asked: Asked) -> Question | None:
    """Return the map of the overview with the choice of what it shows."""
    words = mapped.measures(snapshot)
    if not words:
        return None
    offer = Offered(Choice(mapped.CHOICE, mapped.LABEL, listed=True), words)
    chosen = now([offer], {}, asked.told)
    declared, options = mapped.measured(chosen[offer.choice])
    figure = built(declared.builder, snapshot, asked.selection, tuple(sorted(options.items())))
    return Question(mapped.QUESTION, (offer,), (Placed(declared, options, (), figure),), chosen)
