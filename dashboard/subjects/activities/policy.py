"""From activity to decision: what is planned when, for which goal, by whom, and from which lines of the budget."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.policy import SUBJECTS, Chain, Link, chain
from dashboard.asking.queries import Result, ask
from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.subjects.activities import planning, policy_words
from dashboard.subjects.activities.activity_words import end_text, nothing, noun, rows_of, scope, start_text
from dashboard.subjects.activities.planning import Activity, Wish
from dashboard.telling import proposal
from dashboard.telling.money import together
from dashboard.words import notation
from snapshot.read import Snapshot

WHOLE = (
    "Een bedrag is dat van de hele begrotingsregel, over {years} samen (berekend). Het is niet over activiteiten "
    "verdeeld: een regel kan bij meer activiteiten staan. Tel de regels van de tabel dus niet op."
)
OWNER = "Wie: verantwoordelijk voor een doel dat de agenda zelf bij de activiteit noemt."
NOT_NAMED = "niet genoemd"


def _subjects(snapshot: Snapshot) -> dict[str, str]:
    linked = chain(snapshot)
    return {
        "": "Alle onderwerpen",
        **{path: word for path, word in SUBJECTS.items() if linked.those_of("activity", "page", path)},
    }


@figure(
    "plan-doel-geld",
    "Activiteiten met doel en geld",
    needs=("activities", "budget_lines", "goals", "policy_links"),
    beside=("ambitions",),
    chosen={**planning.WISHES, "subject": Option(choices.SUBJECT, _subjects)},
    of_today=True,
)
def by_activity(
    snapshot: Snapshot,
    _selection: Selection,
    *,
    today: str,
    line: str = "",
    ambition: str = "",
    quarter: str = "",
    phase: str = "",
    subject: str = "",
) -> Figure:
    """The activities that fit the filters, of one subject or all: planned, who, goal, and whole budget lines (euro)."""
    wish = Wish(line, ambition, quarter, phase, planning.quarter_of(today))
    everything, linked = ask(snapshot, "activities"), chain(snapshot)
    own = linked.those_of("activity", "page", subject)
    found = [one for one in planning.fitting(everything, wish) if not subject or one.code in own]
    if not found:
        return _none(snapshot, wish, subject)
    goals = ask(snapshot, "goals")
    lines = linked.lines_of(one.code for one in found)
    headline = policy_words.headline(found, linked)
    years = notation.listing(ask(snapshot, "budget_lines").periods[0].split(".."))
    about = [scope(snapshot, wish)] if wish.set_filters or not subject else []
    about += [f"Onderwerp: {SUBJECTS[subject]}"] if subject else []
    return Figure(
        id="activities-policy",
        title="Activiteiten met doel en geld",
        headline=headline,
        subtitle=f"{'. '.join(about)}. Euro van hele begrotingsregels, {years} samen",
        chart=None,
        alt=f"Tabel met {len(found)} {noun(len(found))}. {headline}.",
        sentence=policy_words.sentence(found, linked),
        table=Table(
            ("Activiteit", "Gepland", "Wie", "Doel", "Geld van de regels"),
            tuple(_row(one, linked, goals) for one in found),
        ),
        results=(
            rows_of(everything, found),
            ask(snapshot, "policy_links").where(from_kind="activity", from_id=[one.code for one in found]),
            goals.where(goal=list({code for one in found for code in _codes(linked, one, "goal")})),
            *((_amounts(snapshot, [one.code for one in lines]),) if lines else ()),
        ),
        notes=(WHOLE.format(years=years), proposal.TIED, OWNER),
        cell_notes=False,
    )


def _none(snapshot: Snapshot, wish: Wish, subject: str) -> Figure:
    """Return what to let go of: a filter of the planning, or the subject where those leave something."""
    if not planning.fitting(ask(snapshot, "activities"), wish):
        return nothing(snapshot, wish, id="activities-policy", title="Activiteiten met doel en geld")
    kept = planning.fitting(ask(snapshot, "activities"), wish)
    word = SUBJECTS[subject]
    return Figure(
        id="activities-policy",
        title="Activiteiten met doel en geld",
        headline=f"Bij het onderwerp ‘{word}’ past geen activiteit bij deze filters",
        subtitle=scope(snapshot, wish),
        chart=None,
        alt=f"Geen figuur: geen activiteit past bij onderwerp ‘{word}’.",
        sentence=f"Laat het filter onderwerp ‘{word}’ los: dan zie je {len(kept)} {noun(len(kept))}.",
        table=Table(
            ("Laat dit filter los", "Dan blijven over"),
            ((f"onderwerp ‘{word}’", f"{len(kept)} {noun(len(kept))}"),),
            numeric=(1,),
        ),
        results=(rows_of(ask(snapshot, "activities"), kept),),
    )


def _codes(linked: Chain, one: Activity, kind: str) -> list[str]:
    return [link.code for link in linked.to("activity", one.code, kind)]


def _amounts(snapshot: Snapshot, codes: Sequence[str]) -> Result:
    everything = ask(snapshot, "budget_lines")
    return everything.only(row for row in everything.rows if f"{row['programme']}-{row['line']:02d}" in codes)


def _row(one: Activity, linked: Chain, goals: Result) -> tuple[str, ...]:
    known = {row["goal"]: row for row in goals.rows}
    aims = linked.to("activity", one.code, "goal")
    owners = dict.fromkeys(known[aim.code]["responsible"] or "" for aim in aims if not aim.is_proposal)
    return (
        one.title,
        planned(one),
        "; ".join(filter(None, owners)) or NOT_NAMED,
        "; ".join(_marked(known[aim.code]["title"], aim) for aim in stated_first(aims))
        or linked.why_none("activity", one.code, "goal"),
        _money(one, linked),
    )


def planned(one: Activity) -> str:
    """Return when an activity is planned: "Q2 2026 t/m Q1 2027", "Q1 2026", "vanaf Q1 2026", "doorlopend"."""
    if one.ongoing:
        return f"vanaf {start_text(one)}" if one.start else end_text(one)
    return start_text(one) if one.start == one.end else f"{start_text(one)} t/m {end_text(one)}"


def stated_first(links: Sequence[Link]) -> list[Link]:
    """Return links with those of the agenda before those that we propose."""
    return sorted(links, key=lambda link: link.is_proposal)


def _marked(name: str, link: Link) -> str:
    return f"{name}{proposal.MARK if link.is_proposal else ''}"


def _money(one: Activity, linked: Chain) -> str:
    found = linked.to("activity", one.code, "budget_line")
    told = [
        _marked(f"{linked.lines[link.code].name}: {together([linked.lines[link.code]])}", link)
        for link in stated_first(found)
    ]
    return "; ".join(told) or linked.why_none("activity", one.code, "budget_line")
