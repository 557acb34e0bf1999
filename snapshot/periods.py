"""Reference periods as the snapshot writes them: of which there can be, and what one that is no date is called."""

from __future__ import annotations

import re
from datetime import date

UNDATED = "undated"  # the period of a figure of which the source tells none
NO_DATE = "geen datum in de bron"
COLUMNS = ("reference_period", "start", "end", "baseline_period", "target_period", "realised_period")
PERIOD_FORM = r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?|-Q[1-4]|-end|/([0-9]{4})|\.\.([0-9]{4})?)?"
END_FORM = r"([0-9]{4})-end"


def is_period(text: str) -> bool:
    """Return whether `text` is a period that exists: 2024, 2024-12, 2024-12-31, 2024-Q4, 2024/2025, 2023..2028.

    Also "2024-end" where a source says no more than "eind 2024", and UNDATED where it says nothing.
    """
    if text == UNDATED:
        return True
    match = re.fullmatch(PERIOD_FORM, text)
    if not match:
        return False
    year, month, day, school_end, end = match.groups()
    if day:
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            return False
    if school_end:
        return int(school_end) == int(year) + 1
    return end is None or int(end) > int(year)


def vague(text: str) -> str:
    """Return the Dutch words of a period that is no more precise: "eind 2024", NO_DATE; '' for any other."""
    if text == UNDATED:
        return NO_DATE
    match = re.fullmatch(END_FORM, text)
    return f"eind {match[1]}" if match else ""
