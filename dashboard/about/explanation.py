"""Hoe dit werkt: dates, statuses, rounding, suppression and corrections, in plain Dutch."""

from __future__ import annotations

from html import escape

from dashboard.about.sections import definitions, heading, paragraphs, section, table
from dashboard.asking.memory import once
from dashboard.words import notation
from snapshot.model import STATUSES
from snapshot.read import Snapshot

DATES = (
    ("Periode", "Waarover het cijfer gaat: een dag, een maand, een kwartaal of een jaar."),
    ("Gepubliceerd", "Wanneer de bron het cijfer naar buiten bracht. Dat is vaak maanden na de periode."),
    ("Opgehaald", "Wanneer het cijfer bij de bron is bekeken. Daarna kan de bron het nog hebben aangepast."),
    (
        "Geraadpleegd door de agenda",
        "Het cijfer komt uit de Meerjarenagenda. De opstellers daarvan bekeken de bron op die dag; dit dashboard niet.",
    ),
)
ROUNDING = (
    "Veel bronnen ronden af op honderden of duizenden. Tel je afgeronde getallen op, dan kan de som iets anders zijn "
    "dan het totaal dat de bron geeft. We tonen beide zoals ze zijn gepubliceerd.",
    "Percentages komen bij de bron uit precieze aantallen. We rekenen ze daarom niet opnieuw uit. Rekenen we zelf iets "
    "uit, dan staat er ‘berekend’ bij.",
)
SUPPRESSED = (
    "Gaat het om heel weinig mensen, dan houdt de bron het cijfer geheim om hun privacy te beschermen. Er staat dan "
    "‘geheim’. Geheim is geen nul. We rekenen het cijfer ook niet terug uit het totaal van de regio.",
)
CORRECTIONS = (
    "We veranderen geen cijfers van de bron. Lijkt een cijfer niet te kloppen, dan laten we het staan en zeggen we "
    "erbij wat er opvalt. Je vindt die opmerkingen onder de figuur en in het woordenboek.",
    "Verbetert de bron het cijfer, dan merkt de controle dat. De opmerking moet dan eerst weg voordat er nieuwe "
    "cijfers kunnen komen.",
)


@once
def explanation_section(snapshot: Snapshot) -> str:
    """Return the section as HTML."""
    kept = (
        f"Alle cijfers staan samen in één bestand dat niet meer verandert: de momentopname. Deze heeft nummer "
        f"{snapshot.id} en is gemaakt op {notation.moment(snapshot.built_at)}. Nieuwe cijfers komen in een nieuwe "
        "momentopname, met een ander nummer. Het nummer staat onder elke figuur en in de naam van elk bestand."
    )
    return section(
        heading("Hoe dit werkt", "uitleg"),
        heading("Drie datums", level=3),
        definitions(DATES),
        heading("Status van een cijfer", level=3),
        _statuses(snapshot),
        heading("Afronding", level=3),
        paragraphs(*ROUNDING),
        heading("Geheime cijfers", level=3),
        paragraphs(*SUPPRESSED),
        heading("Cijfers die niet lijken te kloppen", level=3),
        paragraphs(*CORRECTIONS),
        heading("Momentopname", level=3),
        paragraphs(kept),
    )


def status_counts(snapshot: Snapshot) -> dict[str, int]:
    """Return how many rows of the snapshot have each status."""
    counts = dict.fromkeys(STATUSES, 0)
    for name, dataset in snapshot.datasets.items():
        if any(column.name == "status" for column in dataset.columns):
            for status, number in snapshot.counts(name, "status").items():
                counts[status] += number
    return counts


def _statuses(snapshot: Snapshot) -> str:
    counts = status_counts(snapshot)
    rows = [
        (escape(status.word), escape(status.meaning), notation.number(counts[code]))
        for code, status in STATUSES.items()
    ]
    header = ("Status", "Betekenis", "Aantal cijfers")
    return table(header, rows, caption="Statussen", widths=(22, 60, 18), numeric=(2,))
