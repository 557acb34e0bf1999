"""The answer to a question: numbers with period, source and status in a sentence; or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.about.terms import Term, all_terms
from dashboard.asking.queries import Cell, Result, in_order, municipalities
from dashboard.figure import provenance
from dashboard.finding.matching import Reading, likely, readings
from dashboard.finding.question import Question, understand
from dashboard.finding.standing import Way, to_explore, to_figure
from dashboard.finding.texts import Finding, Text, findings_of, texts_of
from dashboard.finding.vocabulary import vocabulary
from dashboard.subjects.exploring.offering import REGION, is_total
from dashboard.telling.doubt import qualified
from dashboard.words import notation
from dashboard.words.periods import runs, span
from dashboard.words.stems import alike, fold, stems
from snapshot.model import STATUSES, UNITS
from snapshot.read import Row, Snapshot

ANSWER, SEVERAL, LACKING, PARTLY, UNNAMED, PLACE, WORDS, NOTHING, EMPTY = (
    "answer", "several", "lacking", "partly", "unnamed", "place", "words", "nothing", "empty",
)  # fmt: skip
MOST_CELLS, MOST_TERMS = 12, 3
MOST_REMARKS, MOST_PARTS = 3, 4
NATIONAL = "landelijk"  # in the label of what is of the whole country, in a table of the region
RANKED = 4  # places from which on they stand from high to low


@dataclass(frozen=True, eq=False)
class Told:
    """A reading in words.

    Attributes:
        reading: The rows.
        sentence: The numbers with their unit and period; for one that is not told in numbers only what it is about.
        lines: What must be known of them: source, status, remarks.
        ways: Where to see more.
    """

    reading: Reading
    sentence: str
    lines: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer.

    Attributes:
        kind: ANSWER where it is clear, SEVERAL where it can mean more, LACKING where the data do not have the place or
            the period, PARTLY where a word names nothing in them, UNNAMED where it does not say what is counted, PLACE
            where it only names a place, WORDS where only terms or words were found, NOTHING where nothing was found,
            EMPTY where nothing was asked.
        lead: What is said before the numbers; '' for ANSWER.
        told: The readings.
        also: Others that are less likely.
        terms: The terms that it names.
        texts: What stands in words about it.
        findings: What their figures say, where no number answers the question.
        near: Words of the data that look like those of the question.
    """

    kind: str
    lead: str = ""
    told: tuple[Told, ...] = ()
    also: tuple[Told, ...] = ()
    terms: tuple[Term, ...] = ()
    texts: tuple[Text, ...] = ()
    findings: tuple[Finding, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def has_numbers(self) -> bool:
        """Whether its readings are told in numbers."""
        return self.kind in (ANSWER, SEVERAL, LACKING, PARTLY)


def answer(snapshot: Snapshot, text: str) -> Answer:
    """Return the answer to a question; nothing of it is sent or written down."""
    known = vocabulary(snapshot)
    question = understand(known, text)
    if not question.mentions and not question.places:
        return Answer(EMPTY if not question.text else NOTHING, _nothing(question) if question.text else "")
    found = readings(snapshot, known, question)
    terms, texts = _terms(snapshot, question), _texts(snapshot, question, found)
    if not found or (terms and not found[0].is_named) or _is_beside(question, found[0]):
        return _without(snapshot, question, terms, texts)
    kind = _kind(found)
    first = likely(found)
    shown = first if kind in (SEVERAL, UNNAMED) else [one for one in first if _is_like(one, found[0])][:3]
    if kind == UNNAMED:
        told = tuple(_named(snapshot, one) for one in found)
        lead, findings = _lead(snapshot, kind, question, found), _findings(snapshot, question, texts)
        return Answer(kind, lead, told, (), terms, texts, findings)
    others = [one for one in found if one not in shown and one.is_named and not one.lacks and not one.uncovered]
    return Answer(
        kind,
        _lead(snapshot, kind, question, found, shown),
        tuple(_told(snapshot, one) for one in shown),
        tuple(_told(snapshot, one) for one in others),
        terms,
        texts,
    )


def _is_beside(question: Question, first: Reading) -> bool:
    """Return whether most words of the question are not in the best reading: then its number is no answer."""
    beside = len({one.words for one in question.mentions} & set(first.uncovered))
    return first.is_named and beside > len(question.mentions) - beside


def _is_like(one: Reading, first: Reading) -> bool:
    return one.lacks == first.lacks and one.uncovered == first.uncovered and one.is_named


def _kind(found: Sequence[Reading]) -> str:
    first = found[0]
    if not first.is_named:
        return UNNAMED
    if first.uncovered:
        return PARTLY
    if first.lacks:
        return LACKING
    return SEVERAL if len([one for one in likely(found) if _is_like(one, first)]) > 1 else ANSWER


def _without(snapshot: Snapshot, question: Question, terms: tuple[Term, ...], texts: tuple[Text, ...]) -> Answer:
    if not question.mentions:
        names = notation.listing([place.name for place in question.places])
        return Answer(PLACE, f"Wat wil je weten over {names}? Noem ook het onderwerp, zoals bijstand of inwoners.")
    texts = tuple(dict.fromkeys([*texts, *(text for term in terms for text in texts_of(snapshot, stems(term.word)))]))
    kind = WORDS if terms or texts else NOTHING
    near = tuple(word for word in _near(snapshot, question) if word not in {term.word for term in terms})
    findings = _findings(snapshot, question, texts)
    lead = "" if terms or findings else _nothing(question)
    return Answer(kind, lead, (), (), terms, texts, findings, near)


def _texts(snapshot: Snapshot, question: Question, found: Sequence[Reading]) -> tuple[Text, ...]:
    """Return where there is more about a question: about all of it, or else about what its numbers do not have."""
    if texts := texts_of(snapshot, question.stems):
        return tuple(texts)
    has_numbers = bool(found) and found[0].is_named and not _is_beside(question, found[0])
    words = found[0].uncovered if has_numbers else [one.words for one in question.mentions]
    return tuple(texts_of(snapshot, {end for word in words for end in stems(word)}, every=False))


def _findings(snapshot: Snapshot, question: Question, texts: Sequence[Text]) -> tuple[Finding, ...]:
    towns = [code for place in question.places for code in place.codes]
    return findings_of(snapshot, texts, question.stems, towns)


def _nothing(question: Question) -> str:
    return f"Geen cijfer gevonden met ‘{question.text}’."


def _near(snapshot: Snapshot, question: Question) -> tuple[str, ...]:
    """Return the terms with a word that looks like one of the question."""
    named = {word: term.word for term in all_terms(snapshot) for word in stems(term.word)}
    close = (other for word in sorted(question.stems) for other in alike(word, named.keys()))
    return tuple(dict.fromkeys(named[other] for other in close))[:MOST_TERMS]


def _terms(snapshot: Snapshot, question: Question) -> tuple[Term, ...]:
    known = {term.anchor: term for term in all_terms(snapshot)}
    return tuple(known[anchor] for anchor in question.terms if anchor in known)[:MOST_TERMS]


def _lead(
    snapshot: Snapshot, kind: str, question: Question, found: Sequence[Reading], shown: Sequence[Reading] = ()
) -> str:
    first = found[0]
    match kind:
        case "several":
            return f"Je vraag kan meer betekenen. Dit zijn de mogelijkheden.{_groups(snapshot, question)}"
        case "partly":
            lacking = _lacking(snapshot, question, first) if first.lacks else "Wel gevonden:"
            return f"{_uncovered(question, first)} {lacking}"
        case "lacking" if len(shown) > 1 and first.lacks == "place":
            return f"Hierover is er geen cijfer van {_asked(question)}. Wel gevonden:"
        case "lacking":
            return _lacking(snapshot, question, first)
        case "unnamed" if first.uncovered:
            return f"{_uncovered(question, first)} Hierover zijn er wel cijfers:"
        case "unnamed":
            return "Noem ook wat je wilt weten. Hierover zijn er deze cijfers:"
    return _groups(snapshot, question).strip()


def _uncovered(question: Question, reading: Reading) -> str:
    """Return which words of the question a reading does not have, as they were typed."""
    typed = {fold(word): word.strip(",.:;?!()‘’“”\"'") for word in question.text.split()}
    words = notation.listing([f"‘{typed.get(tuple(word.split()), word)}’" for word in reading.uncovered])
    return f"{words} {'staat' if len(reading.uncovered) == 1 else 'staan'} niet bij deze cijfers."


def _lacking(snapshot: Snapshot, question: Question, reading: Reading) -> str:
    """Return that there is no figure of the period or the place that is asked, and of which there is."""
    if reading.lacks == "period" and question.period:
        asked, held = question.period.words, notation.listing([span(part) for part in _held(reading.periods)])
        return f"{_about(reading)}: geen cijfer over {asked}. In dit dashboard staat: {held}. Het dichtst erbij:"
    return f"{_about(reading)}: geen cijfer van {_asked(question)}. Wel van {_place(snapshot, reading.result)}:"


def _held(periods: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the periods in parts without a gap; all in one where the parts are too many to tell."""
    parts = runs(periods)
    return parts if len(parts) <= MOST_PARTS else [tuple(periods)]


def _asked(question: Question) -> str:
    return notation.listing([place.name for place in question.places])


def _groups(snapshot: Snapshot, question: Question) -> str:
    """Return which municipalities a named group has, and that nobody publishes their sum; '' without a group."""
    names = municipalities(snapshot)
    groups = [one for one in question.places if 1 < len(one.codes) < len(names)]
    return "".join(
        f" {notation.capital(one.name)}: {notation.listing([names[code] for code in one.codes])}. {one.note} "
        "De bron geeft er geen som van."
        for one in groups
    )


def _about(reading: Reading) -> str:
    """Return what a reading is about: the labels that are asked, then the measure."""
    row = reading.result.rows[0]
    found = [
        reading.result.spoken(column, row[column])
        for column in reading.columns
        if column not in _ends(reading.result) and len({other[column] for other in reading.result.rows}) == 1
    ]
    alike = {frozenset(stems(name)): name for name in sorted(found, key=len)}  # "Totale lasten" and not "Lasten" too
    kept = [name for name in dict.fromkeys(found) if name in alike.values()]
    names = [name for name in kept if not any(set(stems(name)) < one for one in alike)]
    measure = reading.dataset.measure(reading.measure).title
    title = reading.dataset.title
    is_unit = names and row["unit"] not in ("pct", "pct_change") and fold(measure) == fold(UNITS[row["unit"]].label)
    more = [*([] if is_unit else [notation.inside(measure)]), *(one for one in _unasked(reading) if one not in names)]
    counted = f" ({', '.join(more)})" if more else ""
    if names:
        before = "" if " " in title or any(name.startswith(title) for name in names) else f"{title}, "
        return notation.capital(f"{before}{', '.join(names)}{counted}")
    return measure if set(stems(measure)) & set(stems(title)) else f"{title}{counted}"


def _unasked(reading: Reading) -> list[str]:
    """Return what else the rows are of than is asked, where there are others of it: one direction, one correction."""
    result = reading.result
    closed = [
        one.name
        for one in result.dataset.columns
        if one.role == "key" and one.labels and one.name not in (REGION, "measure", *reading.columns)
    ]
    only = [(name, result.codes(name)[0]) for name in closed if len(result.codes(name)) == 1]
    return [word for name, code in only if not is_total(word := result.spoken(name, code))]


def _place(snapshot: Snapshot, rows: Result) -> str:
    if not rows.has(REGION):
        return snapshot.region.title
    codes = rows.codes(REGION)
    towns = in_order(snapshot, set(codes))
    return notation.listing([rows.label(REGION, code) for code in (towns if len(towns) == len(codes) else codes)])


def _inside(snapshot: Snapshot, reading: Reading, about: str) -> str:
    """Return where the numbers count, behind what they are of; '' where that says it, or says that it is elsewhere.

    Of what goes from one place to another it says which is which.
    """
    result = reading.result
    if ends := _ends(result):
        return "".join(f", {word} {result.label(name, result.codes(name)[0])}" for name, word in ends.items()
                       if len(result.codes(name)) == 1)  # fmt: skip
    where = _place(snapshot, reading.result)
    is_said = where in about or (not reading.result.has(REGION) and NATIONAL in about)
    return "" if is_said else f" in {where}"


def _ends(result: Result) -> dict[str, str]:
    """Return the columns with the places that something goes from and to, with their words; none where it stays."""
    ends = [one for one in result.dataset.columns if one.role == "key" and one.labels_from == "regions"]
    return {one.name: notation.inside(one.title) for one in ends} if len(ends) > 1 else {}


def _named(snapshot: Snapshot, reading: Reading) -> Told:
    """Return a reading without its numbers: the question does not say what is counted."""
    ways = (to_explore(snapshot, reading.result),)
    title, about = reading.dataset.title, _about(reading)
    return Told(reading, about if about.startswith(title) else f"{title}: {about}", (), ways)


def _told(snapshot: Snapshot, reading: Reading) -> Told:
    result = reading.result
    about, cells = _about(reading), reading.cells
    if result.has(REGION) and len(result.codes(REGION)) > RANKED:
        cells = sorted(cells, key=lambda pair: (pair[1].value is None, -(pair[1].value or 0)))
    at = {notation.at(cell.period) for _, cell in cells}
    when = f" {next(iter(at))}" if len(at) == 1 else ""
    if len(cells) == 1:
        sentence = f"{about}{_inside(snapshot, reading, about)}{when}: {_number(cells[0][1])}"
    else:
        names = _names(result)
        first = cells[:MOST_CELLS]
        own = ["" if when else f" ({notation.period(cell.period)})" for _, cell in first]
        parts = [
            f"{_name(result, row, names)} {_number(cell)}{period}".strip()
            for (row, cell), period in zip(first, own, strict=True)
        ]
        more = f"; en nog {len(cells) - MOST_CELLS}" if len(cells) > MOST_CELLS else ""
        inside = "" if REGION in names and not _ends(result) else _inside(snapshot, reading, about)
        listed = "; ".join(parts) if _are_told_apart(reading) else _alike(cells)
        sentence = f"{about}{inside}{when}: {listed}{more}"
    ways = (to_figure(snapshot, result), to_explore(snapshot, result))
    return Told(reading, sentence, _lines(reading), tuple(way for way in ways if way))


def _number(cell: Cell) -> str:
    """Return a number with its unit and what must be said of it, or as a report words it; a change up has a sign."""
    if cell.as_written:
        return cell.as_written
    return f"{'+' if cell.unit == 'pct_change' and (cell.value or 0) > 0 else ''}{qualified(cell)}"


def _are_told_apart(reading: Reading) -> bool:
    """Return whether words tell the rows apart, and not only the number of a line."""
    names = _names(reading.result)
    return len(reading.cells) == 1 or any(isinstance(reading.result.rows[0][name], str) for name in names)


def _alike(cells: Sequence[tuple[Row, Cell]]) -> str:
    """Return numbers that nothing tells apart: one after another, and a word instead of a number once."""
    told = [_number(cell) for _, cell in cells]
    return notation.listing(told if any(cell.value is not None for _, cell in cells) else list(dict.fromkeys(told)))


def _names(result: Result) -> list[str]:
    """Return the columns that tell several rows apart: the place, the labels, and else a number of a line."""
    columns = [one for one in result.dataset.columns if one.role == "key" and one.name != "reference_period"]
    varying = [one.name for one in columns if len(result.codes(one.name)) > 1]
    told = [name for name in varying if result.dataset.column(name).dtype == "text"]
    return told or varying


def _name(result: Result, row: Row, names: Sequence[str]) -> str:
    ends = _ends(result)
    words = [
        f"{ends.get(name, '')} {result.spoken(name, row[name])}".strip() for name in names if isinstance(row[name], str)
    ]
    shorter = [word for word in words if not is_total(word)]
    return " · ".join(shorter if len(shorter) == len(words) else words)


def _lines(reading: Reading) -> tuple[str, ...]:
    """Return the source, the statuses with what those without a number mean, and the remarks on these cells."""
    result = reading.result
    statuses = [STATUSES[status] for status in result.statuses]
    told = ", ".join(status.word for status in statuses)
    meant = [one.meaning for one in statuses if not one.has_value]
    words = {status.word for status in statuses}
    notes = [note for note in result.notes if note.rstrip(".").casefold() not in words]  # it stands in the line above
    apart = [] if _are_told_apart(reading) else list(result.remarks)
    remarks = [*meant, *notes, *apart][:MOST_REMARKS]
    return (f"{reading.dataset.title}. Bron: {provenance.source_line([result])}. Status: {told}", *remarks)
