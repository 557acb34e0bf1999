"""The 21 sections of SBI 2008 and their total, by the codes that tables of CBS share.

Read: the codes of rows of 83582NED, 83583NED, 83599NED and 81575NED (A 301000 to S 435500, total T001081). None of them
has T or U (440000 and 440900 in other tables).
Trap: tables also hold groups of sections (B-F 300003, G-N 300007): totals, groups and leaves never join one sum, so
only the sections and the total are kept.
"""

from __future__ import annotations

import pandas as pd

from loaders.services.errors import SourceChanged

SECTIONS = {
    "T001081": ("total", "A-U Alle sectoren"),
    "301000": ("a", "A Landbouw, bosbouw en visserij"),
    "305700": ("b", "B Delfstoffenwinning"),
    "307500": ("c", "C Industrie"),
    "346600": ("d", "D Energievoorziening"),
    "348000": ("e", "E Waterbedrijven en afvalbeheer"),
    "350000": ("f", "F Bouwnijverheid"),
    "354200": ("g", "G Handel"),
    "383100": ("h", "H Vervoer en opslag"),
    "389100": ("i", "I Horeca"),
    "391600": ("j", "J Informatie en communicatie"),
    "396300": ("k", "K Financiële dienstverlening"),
    "402000": ("l", "L Verhuur en handel van onroerend goed"),
    "403300": ("m", "M Specialistische zakelijke diensten"),
    "410200": ("n", "N Verhuur en overige zakelijke diensten"),
    "417400": ("o", "O Openbaar bestuur en overheidsdiensten"),
    "419000": ("p", "P Onderwijs"),
    "422400": ("q", "Q Gezondheids- en welzijnszorg"),
    "428100": ("r", "R Cultuur, sport en recreatie"),
    "435500": ("s", "S Overige dienstverlening"),
    "440000": ("t", "T Huishoudens"),
    "440900": ("u", "U Extraterritoriale organisaties"),
}
WORDS = dict(SECTIONS.values())
ASKED = (  # the total has to be there; a section that has another code is found by its letter
    "T001081|^A-U |~alle economische activiteiten|^Totaal",
    *(f"{code}|^{title[:2]}?" for code, (_, title) in list(SECTIONS.items())[1:]),
)


def with_sections(cells: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the cells of sections and the total, with our code in `section` instead of the one in `column`.

    Raises:
        SourceChanged: The total is not among them, so the codes are no longer those of SBI 2008.
    """
    named = cells.rename(columns={column: "section"})
    named["section"] = named["section"].astype("object").map({code: name for code, (name, _) in SECTIONS.items()})
    named = named[named["section"].notna()].reset_index(drop=True)
    if not named["section"].eq("total").any():
        there = ", ".join(sorted(map(str, cells[column].astype("object").unique()))[:12])
        raise SourceChanged(
            f"dimension {column} has no total T001081",
            cause="codes_changed",
            evidence=f"there are: {there}",
            shown="T001081",
        )
    return named
