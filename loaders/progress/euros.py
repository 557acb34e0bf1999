"""Amounts in euro as people write them. Pure functions."""

from __future__ import annotations

import re

from loaders.files.words.numbers import DASHES, is_dash, mark

KNOWN = "an amount in euro such as 1.234,56 or € 1.234"
_SIGNS = re.compile(r"€|\beur(?:o|os)?\b", re.IGNORECASE)
_FORMS = (
    (re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?"), "."),  # 1.234 is a thousand: decimals of euro are two at most
    (re.compile(r"\d+(?:,\d{1,2})?"), "."),
    (re.compile(r"\d+\.\d{1,2}"), ","),
    (re.compile(r"\d{1,3}(?:,\d{3})+\.\d{2}"), ","),
)


def amount(text: str) -> float | None:
    """Return the euros that a text writes in Dutch notation, or None where it writes none.

    A point before three digits groups thousands, as no amount has three decimals; before one or two it is a decimal.
    """
    bare = re.sub(r"\s", "", _SIGNS.sub("", text))
    bare = re.sub(rf",[{DASHES}]{{1,2}}$", "", bare)  # € 1.250,-
    sign, digits = ("-", bare[1:]) if bare[:1] and bare[0] in DASHES else ("", bare.removeprefix("+"))
    if digits.startswith("(") and digits.endswith(")"):  # as bookkeepers write what comes back
        sign, digits = "-", digits[1:-1]
    for form, groups in _FORMS:
        if form.fullmatch(digits):
            return float(sign + digits.replace(groups, "").replace(",", "."))
    return None


def is_none(text: str) -> bool:
    """Return whether a cell says that there is no amount: a dash, PM, n.t.b., n.v.t. or onbekend."""
    bare = _SIGNS.sub("", text).strip()
    return is_dash(bare) or mark(bare) is not None
