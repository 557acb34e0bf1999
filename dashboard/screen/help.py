"""Help where it is needed: the first steps, and the terms of a figure beside the figure."""

from __future__ import annotations

from html import escape

from dashboard.about.terms import Term
from dashboard.screen.html import menu

STEPS = (
    ("Kies", "een gemeente of sector. De keuze blijft staan op elke pagina; wat er geen cijfer van heeft, zegt dat."),
    (
        "Lees",
        "de kop boven een figuur: die zegt wat je ziet. Met Tabel zie je alle getallen. Bij ‘één meting’ is er geen "
        "eerder cijfer.",
    ),
    ("Neem mee", "wat je nodig hebt: met Meenemen krijg je een bestand of een zin, met bron en datum."),
)


def first_steps() -> str:
    """Return the three steps behind a quiet question."""
    steps = "".join(f"<li><strong>{word}</strong> {sentence}</li>" for word, sentence in STEPS)
    return menu("Hoe werkt dit?", "hulp", f'<ol class="mg-steps">{steps}</ol>', "mg-help")


def explained(terms: tuple[Term, ...]) -> str:
    """Return the terms with what they mean, as a list; nothing where there are none."""
    if not terms:
        return ""
    return f'<dl class="mg-meanings">{"".join(map(_explained, terms))}</dl>'


def _explained(term: Term) -> str:
    link = f'<a href="begrippen#{escape(term.anchor)}">Naar begrippen</a>'
    return f"<div><dt>{escape(term.word)}</dt><dd>{escape(term.definition)} {link}</dd></div>"
