"""Help where it is needed: the first steps, and the terms of a figure beside the figure."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from dashboard.about.terms import Term, all_terms
from dashboard.asking.memory import once
from dashboard.figure.core import Figure
from snapshot.read import Snapshot

MOST = 4  # terms explained beside one figure
STEPS = (
    ("Kies", "een gemeente of sector. De keuze blijft staan op elke pagina; wat er geen cijfer van heeft, zegt dat."),
    ("Lees", "de kop boven een figuur: die zegt wat je ziet. Met Tabel zie je alle getallen."),
    ("Neem mee", "wat je nodig hebt: met Meenemen krijg je een bestand of een zin, met bron en datum."),
)


def first_steps() -> str:
    """Return the three steps behind a quiet question."""
    steps = "".join(f"<li><strong>{word}</strong> {sentence}</li>" for word, sentence in STEPS)
    return f'<details class="mg-help"><summary>Hoe werkt dit?</summary><ol>{steps}</ol></details>'


def read_of(figure: Figure) -> str:
    """Return what a reader reads of a figure, in order: what it is about, what it says, and the words of its table."""
    table = [*figure.table.header, *(row[0] for row in figure.table.rows)] if figure.table.rows else []
    return " · ".join([figure.title, figure.headline, figure.subtitle, figure.sentence, *table])


@once
def terms_in(snapshot: Snapshot, text: str) -> tuple[Term, ...]:
    """Return the terms that `text` uses as whole words, in order of appearance, the first few."""
    found = [
        (match.start(), term)
        for term in all_terms(snapshot)
        if (match := _pattern(term.word).search(text)) and _is_about(term.word, text)
    ]
    kept = [pair for pair in found if not any(_within(pair, other) for other in found)]
    return tuple(term for _, term in sorted(kept, key=lambda pair: pair[0])[:MOST])


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    plain = re.sub(r"\s*\(.*\)$", "", word)
    return re.compile(rf"(?<!\w){re.escape(plain)}(?!\w)", re.IGNORECASE)


def _is_about(word: str, text: str) -> bool:
    """Whether `text` is about the subject of a word such as "gemiddeld (spanning)"; other words have none."""
    subject = re.search(r"\((\w+)\)$", word)
    return subject is None or subject[1].lower() in text.lower()


def _within(one: tuple[int, Term], other: tuple[int, Term]) -> bool:
    """Whether the term at one place is only a part of a longer one."""
    (place, term), (start, longer) = one, other
    return len(longer.word) > len(term.word) and start <= place < start + len(longer.word)


def explained(terms: tuple[Term, ...]) -> str:
    """Return the terms with what they mean, as a list; nothing where there are none."""
    if not terms:
        return ""
    return f'<dl class="mg-meanings">{"".join(map(_explained, terms))}</dl>'


def _explained(term: Term) -> str:
    link = f'<a href="begrippen#{escape(term.anchor)}">Naar begrippen</a>'
    return f"<div><dt>{escape(term.word)}</dt><dd>{escape(term.definition)} {link}</dd></div>"
