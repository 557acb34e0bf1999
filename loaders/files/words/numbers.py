"""Numbers as people write them, and the marks that stand where there is none. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from loaders.services.errors import SourceError

COMMA, POINT = "comma", "point"
DASHES = "-‐‑‒–—―−"
MARKS: Mapping[str, str] = {
    "*": "suppressed",
    "x": "suppressed",
    "(x)": "suppressed",
    "geheim": "suppressed",
    "vertrouwelijk": "suppressed",
    ".": "not_available",
    "..": "not_available",
    "…": "not_available",
    "-": "not_available",
    "--": "not_available",
    "nb": "not_available",
    "onb": "not_available",
    "onbekend": "not_available",
    "niet beschikbaar": "not_available",
    "niet bekend": "not_available",
    "geen gegevens": "not_available",
    "geen cijfer": "not_available",
    "geen cijfers": "not_available",
    "geen opgave": "not_available",
    "nvt": "not_applicable",
    "ntb": "to_be_determined",
    "pm": "pro_memorie",
    "niet van toepassing": "not_applicable",
}
ALLOWED = "x, *, geheim, <5, 0-4, 5 of minder (held back), ., -, n.b. (no figure), n.v.t., n.t.b. and PM"
TWO_WAYS: Mapping[str, str] = {
    "geen": "it can be 0 or no figure",
    "nihil": "it can be 0 or almost 0",
    "nul": "write 0",
    "n/a": "it can be no figure or not applicable",
    "n.a.": "it can be no figure or not applicable",
    "na": "it can be no figure or not applicable",
}
_COUNT = r"(?:\d+|vijf|tien)"
SMALL = (  # a small number that is held back
    rf"(?:<|<=|≤|minder dan|kleiner dan|max\.?|maximaal|hoogstens|t/m|tot|onder) *{_COUNT}"
    rf"|{_COUNT} (?:of minder|en minder|of kleiner|of lager)"
    r"|[01] *(?:-|t/m|tot en met|tot) *(?:[2-9]|10)"
)


def mark(text: str) -> str | None:
    """Return the status of a cell without a number, or None where it is no such mark."""
    plain = " ".join(text.casefold().split())
    for dash in DASHES[1:]:
        plain = plain.replace(dash, "-")
    if re.fullmatch(rf"(?:{SMALL})(?: personen| banen| uitkeringen)?", plain):
        return "suppressed"
    if plain in MARKS:
        return MARKS[plain]
    short = re.fullmatch(r"(n\.?b|n\.?v\.?t|n\.?t\.?b|p\.?m|onb)\.?", plain)
    return MARKS[short[1].replace(".", "")] if short else None


def is_dash(text: str) -> bool:
    """Return whether a cell holds only a dash, which some publishers write for nothing and others for zero."""
    return bool(text) and not text.strip(DASHES)


def unknown_mark(text: str) -> str:
    """Return what a message says behind a cell that is no number: why it is not read, and which marks are known."""
    why = TWO_WAYS.get(" ".join(text.casefold().split()))
    if text.startswith("#"):
        why = "it is an error of the spreadsheet"
    return f"is no number{f' ({why})' if why else ' and no known mark'}; known are {ALLOWED}"


def style(texts: Iterable[str], *, whole: bool = False) -> str:
    """Return whether a column writes its decimals with a comma or a point; `whole` numbers have none.

    Raises:
        SourceError: Both occur, or it cannot be told: 1.250 alone may be 1250 as well as 1,25.
    """
    written = [re.sub(rf"[{DASHES}\s%+]", "", text) for text in texts]
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
    plain = re.sub(rf"^[{DASHES}]", "-", re.sub(r"\s", "", text))
    group, point = (".", ",") if decimals == COMMA else (",", ".")
    if not re.fullmatch(rf"[+-]?(?:\d+|\d{{1,3}}(?:\{group}\d{{3}})+)(?:\{point}\d+)?", plain):
        return None
    return float(plain.replace(group, "").replace(point, "."))
