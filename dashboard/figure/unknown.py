"""Whether a figure knows anything of what the reader chose: what is not known is told in a line, and not drawn."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.queries import municipalities
from dashboard.asking.selection import Selection
from dashboard.figure.core import Figure
from dashboard.words import notation
from snapshot.model import STATUS_WORDS, STATUSES
from snapshot.read import Snapshot

VALUES = ("to_be_determined", "pro_memorie")  # words that stand in the place of a number, and say as much


def why_unknown(figure: Figure, selection: Selection) -> str:
    """Return why no number of what was chosen is known: "geheim"; '' where there is one, or none is expected.

    Args:
        figure: Its rows are those of the choice and of what it is compared with; the latter alone is no answer.
        selection: The part of the choice that the figure follows.
    """
    rows = [row for result in figure.results if result.dataset.is_observations for row in result.rows]
    if selection.municipalities:
        rows = [row for row in rows if row.get("region_code") in selection.municipalities]
    statuses = {row["status"] for row in rows}
    if not rows or any(row["value"] is not None for row in rows) or statuses & set(VALUES):
        return ""
    return notation.listing([STATUS_WORDS[status] for status in STATUSES if status in statuses], "of")


def unknown_line(found: Sequence[tuple[Figure, str]], snapshot: Snapshot, selection: Selection) -> str:
    """Return what is not known in one line: "Niet bekend: ‘WIA per gemeente’ voor Rozendaal (geheim)".

    Args:
        found: Figures, each with the reason that `why_unknown` gives.
        snapshot: Names the municipalities.
        selection: What was chosen.
    """
    towns = municipalities(snapshot)
    names = [towns[code] for code in selection.municipalities]
    chosen = notation.gathered(names, names, "gekozen gemeenten")
    place = f" voor {chosen}" if chosen else ""
    alike: dict[str, list[str]] = {}
    for figure, why in found:
        alike.setdefault(why, []).append(f"‘{figure.title}’")
    return f"Niet bekend: {'; '.join(f'{notation.listing(titles)}{place} ({why})' for why, titles in alike.items())}"
