"""Codes that several tables share, with the Dutch word for each. One word per code, everywhere."""

from __future__ import annotations

SCHEMES = {
    "ww": "WW",
    "wia": "WIA",
    "wajong": "Wajong",
    "social_assistance": "Bijstand",
}
ADJUSTMENTS = {"none": "niet seizoengecorrigeerd", "seasonal": "seizoengecorrigeerd"}
TIGHTNESS = {
    "very_ample": "zeer ruim",
    "ample": "ruim",
    "average": "gemiddeld",
    "tight": "krap",
    "very_tight": "zeer krap",
}
PRIORITY_SECTORS = {
    "energy": "Energie",
    "care": "Zorg",
    "technology": "Techniek",
    "ict": "ICT",
    "education_childcare": "Onderwijs & kinderopvang",
    "logistics": "Logistiek",
    "manufacturing": "Maakindustrie",
    "leisure": "Vrijetijdseconomie",
    "green": "Groen",
}
OWNERS = {
    "hca": "Human Capital Akkoord Arnhem-Nijmegen",
    "liemers": "Liemerse Economische Visie",
    "arnhem": "Gemeente Arnhem",
    "doesburg": "Gemeente Doesburg",
    "rheden": "Gemeente Rheden",
}
PROGRAMMES = {"work_centre": "Werkcentrum (ambitie 1)", "ambitions_2_6": "Ambities 2 t/m 6"}
COST_TYPES = {"incidental": "incidenteel", "structural": "structureel"}
ACTION_LINES = {
    "working": "Werkend netwerk",
    "accessible": "Toegankelijk netwerk",
    "transparent": "Transparant netwerk",
    "learning": "Lerend netwerk",
}
COUNTED_IN = {
    "jobs": "banen",
    "persons": "personen",
    "fte": "fte",
    "tables": "sectortafels",
    "groups_per_year": "groepen per jaar",
    "visits_per_year": "werkbezoeken per jaar",
    "times": "keer",
    "times_per_year": "keer per jaar",
    "times_in_two_years": "keer in twee jaar",
    "eur": "euro",
}
POLICY = {
    "activity": "Activiteit",
    "ambition": "Ambitie",
    "goal": "Doel",
    "budget_line": "Begrotingsregel",
    "page": "Pagina",
    "figure": "Figuur",
}
SUBJECT_PAGES = (
    "bevolking",
    "uitkeringen",
    "banenafspraak",
    "vacatures",
    "pendel",
    "regiovergelijking",
    "begroting",
    "sectoren",
)
LINKED_FIGURES = (  # figures of which a goal of the agenda is the subject
    "banenafspraak-banen",
    "banenafspraak-mensen",
    "jongeren",
    "speerpunten",
    "baten-en-lasten",
)
