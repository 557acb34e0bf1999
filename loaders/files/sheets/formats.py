"""What a number shows through its number format: that is what the publisher published, and what counts.

A percent sign of the format multiplies by 100, one in quotes does not; a format can hide a number behind "<5".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.files.sheets.sheet import Cell
from loaders.files.words.numbers import DASHES
from loaders.series.derive import number_text

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<plain>.)', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=) *(-?\d+(?:\.\d+)?)")
_HOLDS = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip
_PERCENT = ("%", "procent", "percent", "pct")
_UNITS = (
    "", "€", "eur", "aantal", "personen", "pers", "mensen", "inwoners", "werkenden", "werknemers", "werkzoekenden",
    "banen", "uitkeringen", "vacatures",
)  # fmt: skip
IN_THOUSANDS = " x 1000"


@dataclass(frozen=True)
class _Section:
    """One part of a format: its signs for digits (`#,##0.0%`), and the text before, between and behind them."""

    digits: str
    before: str
    behind: str
    condition: tuple[str, float] | None

    def applies(self, value: float) -> bool:
        return self.condition is None or bool(_HOLDS[self.condition[0]](value, self.condition[1]))


def shown(value: float, code: str) -> Cell:
    """Return what a cell with this number and number format shows: the number itself, or text.

    Text is a percentage ("12.5%"), a mark that hides the number, a code ("GM0202"), or the number with words that
    change what it means, such as "149,1 x 1000".
    """
    if code in ("", "General"):
        return value
    section = _section(value, code)
    words = " ".join(filter(None, (section.before.strip(), section.behind.strip())))
    if not section.digits:
        return _hidden(value, words)
    if section.before and not section.behind and re.fullmatch("0{2,}", section.digits) and value.is_integer():
        return f"{section.before}{int(value):0{len(section.digits)}d}"
    if "%" in section.digits:
        return percent(value)
    thousands = re.search(r"[0#?](,+)(?![0#?,])", section.digits)
    if thousands:
        scaled = number_text(value / 1000 ** len(thousands[1]))
        return f"{scaled.replace('.', ',')}{IN_THOUSANDS * len(thousands[1])}"
    bare = re.sub(r"[ .()+:/-]", "", words).casefold()
    if bare in _PERCENT:
        return f"{number_text(value)}%"
    return value if bare in _UNITS else f"{section.before}{number_text(value).replace('.', ',')}{section.behind}"


def percent(fraction: float) -> str:
    """Return a cell that a spreadsheet shows as a percentage: 0.125 is "12.5%"."""
    return f"{number_text(round(fraction * 100, 6))}%"


def _hidden(value: float, words: str) -> Cell:
    if value == 0 and (not words or words in DASHES):
        return value  # only zero is shown that way, so it is known
    return words or f"{number_text(value)} (hidden by its number format)"


def _section(value: float, code: str) -> _Section:
    sections = [_parsed(part) for part in _parts(code)][:3]
    if any(section.condition for section in sections):
        return next((section for section in sections if section.applies(value)), sections[-1])
    if len(sections) == 3 and value == 0:
        return sections[2]
    return sections[1] if len(sections) > 1 and value < 0 else sections[0]


def _parts(code: str) -> list[list[re.Match[str]]]:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["plain"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _parsed(tokens: list[re.Match[str]]) -> _Section:
    digits, before, behind = "", "", ""
    condition = None
    for token in tokens:
        if match := _CONDITION.fullmatch(token["bracket"] or ""):
            condition = match[1], float(match[2])
            continue
        sign = token["plain"] or ""
        if sign and (sign in "0#?%.,@/" or sign.isalpha()):  # General, E+00; @ is text as it stands
            digits += sign
            continue
        text = token["quoted"] or token["escaped"] or sign
        if (token["bracket"] or "").startswith("$"):
            text = (token["bracket"] or "")[1:].partition("-")[0]
        before, behind = (before, behind + text) if digits else (before + text, behind)
    return _Section(digits, before, behind, condition)
