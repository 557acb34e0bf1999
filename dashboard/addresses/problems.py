"""What an address says that has no content: in Dutch, as a page or as JSON, with addresses that it may have meant."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from html import escape
from urllib.parse import unquote

from dashboard.addresses import shell
from dashboard.addresses.asking import HTML, Refused
from dashboard.composition.addressing import short

PROBLEM = "application/problem+json"
MOST_NEAR = 3


def told(problem: Refused, path: str, *, wants_html: bool) -> tuple[bytes, str]:
    """Return body and media type of the answer to a request that gets no content."""
    close = nearest(path, problem.near)
    if wants_html:
        return _page(problem, close), HTML
    content = {"title": problem.title, "status": problem.status, "detail": " ".join(problem.faults)}
    more = {"fouten": list(problem.faults), "misschien_bedoel_je": list(close)}
    return (json.dumps({**content, **more}, ensure_ascii=False) + "\n").encode(), PROBLEM


def _page(problem: Refused, close: Sequence[str]) -> bytes:
    faults = "".join(f"<li>{escape(fault)}</li>" for fault in problem.faults)
    meant = f"<p>Misschien bedoel je:</p>{shell.ways([(one, one) for one in close])}" if close else ""
    ways = shell.ways([("/", "Naar het dashboard"), ("/data/", "Alle gegevens")])
    body = f"<h1>{escape(problem.title)}</h1>{f'<ul>{faults}</ul>' if faults else ''}{meant}{ways}"
    return shell.document(problem.title, body)


def nearest(path: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the known addresses that look most like a path, the nearest first."""
    wanted = unquote(path).casefold()[:200]
    return tuple(difflib.get_close_matches(wanted, known, n=MOST_NEAR, cutoff=0.55))


def unknown(path: str, known: Sequence[str]) -> Refused:
    """Return the answer for an address that is none."""
    return Refused(404, "Deze pagina bestaat niet", [f"Er is niets op het adres ‘{short(unquote(path))}’."], known)
