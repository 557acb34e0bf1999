"""Numbers as people write them, and the marks that stand where there is none. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from loaders.cbs.errors import SourceError

COMMA, POINT = "comma", "point"
MARKS: Mapping[str, str] = {
    "*": "suppressed",
    "x": "suppressed",
    "geheim": "suppressed",
    ".": "not_available",
    "-": "not_available",
    "–": "not_available",
    "nb": "not_available",
    "n.b.": "not_available",
    "onbekend": "not_available",
    "niet beschikbaar": "not_available",
    "n.v.t.": "not_applicable",
    "nvt": "not_applicable",
}
SMALL = r"(?:<|≤|minder dan|kleiner dan) *\d+|1 *[-–] *[45]|1 t/m [45]"  # a small number that is held back


def mark(text: str) -> str | None:
    """Return the status of a cell without a number, or None where it is no such mark."""
    plain = text.strip().casefold()
    return "suppressed" if re.fullmatch(SMALL, plain) else MARKS.get(plain)


def style(texts: Iterable[str], *, whole: bool = False) -> str:
    """Return whether a column writes its decimals with a comma or a point; `whole` numbers have none.

    Raises:
        SourceError: Both occur, or it cannot be told: 1.250 alone may be 1250 as well as 1,25.
    """
    written = [re.sub(r"[\s%+-]", "", text) for text in texts]
    commas = [text for text in written if "," in text]
    points = [text for text in written if "." in text]
    if not commas and not points:
        return COMMA
    if whole and bool(commas) != bool(points):
        return POINT if commas else COMMA  # the only mark there is groups thousands
    by_comma = all(re.fullmatch(r"(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?", text) for text in commas + points)
    by_point = all(re.fullmatch(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", text) for text in commas + points)
    if by_comma and by_point and any(len(re.split("[.,]", text)) == 2 for text in commas + points):
        # only groups of three behind the mark: 1.250 in every cell that has one
        raise SourceError(
            "the numbers can be read in two ways",
            cause="faulty_cells",
            evidence=f"{(points or commas)[0]} can be a thousand or a decimal",
            advice="save the file with a decimal comma and without thousands separators",
        )
    if not by_comma and not by_point:
        raise SourceError(
            "a column mixes decimal commas and decimal points",
            cause="faulty_cells",
            evidence=f"{(commas or points)[0]} and {(points or commas)[-1]}",
            advice="save the file with a decimal comma everywhere",
        )
    return COMMA if by_comma else POINT


def parse(text: str, decimals: str) -> float | None:
    """Return the number that `text` writes in this style, or None where it writes none."""
    plain = re.sub(r"\s", "", text).replace("−", "-")
    group, point = (".", ",") if decimals == COMMA else (",", ".")
    if not re.fullmatch(rf"[+-]?(?:\d+|\d{{1,3}}(?:\{group}\d{{3}})+)(?:\{point}\d+)?", plain):
        return None
    return float(plain.replace(group, "").replace(point, "."))
