"""A question about a figure: a letter that already says which figure, which filters and which snapshot."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

from dashboard.figure.core import Figure

SETTING = "CONTACT_EMAIL"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def contact() -> str:
    """Return the address for questions from the environment; empty where none, or no address, is set."""
    found = os.environ.get(SETTING, "").strip()
    return found if ADDRESS.fullmatch(found) else ""


def question(figure: Figure, *, to: str, selection: str, link: str) -> str:
    """Return a mailto address that asks about `figure`.

    Args:
        figure: The figure as it is shown.
        to: Who answers.
        selection: The choice in one Dutch line.
        link: The address of exactly this view.
    """
    lines = (
        "Mijn vraag:",
        "",
        "",
        "---",
        f"Figuur: {figure.title}",
        f"Kop: {figure.headline}",
        selection,
        f"Momentopname: {figure.results[0].snapshot_id}",
        f"Link: {link}",
    )
    body = "\r\n".join(lines)
    return f"mailto:{quote(to, safe='@')}?subject={quote(f'Vraag bij dit cijfer: {figure.title}')}&body={quote(body)}"
