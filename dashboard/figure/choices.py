"""What can be chosen on the pages: one name in the address and one label each. Figures add the possibilities."""

from __future__ import annotations

from dashboard.figure.declare import Choice, Lead

INHABITANTS_AS = Choice("inwoners", "Inwoners als")
AGE = Choice("leeftijd", "Leeftijd", listed=True)
SERIES_AS = Choice("reeksbeeld", "Reeks als")
COUNTED = Choice("werk", "Wie telt mee", listed=True)
SECTOR_ORDER = Choice("volgorde", "Sorteren op", listed=True, width=300)
SECTOR_OWNER = Choice("speerpuntvan", "Speerpunt van", listed=True, width=300)
OF_CBS = {"social_assistance": "social_assistance_to_pension_age", "wia": "wga", "wajong": "wajong", "ww": "ww"}
SCHEMES = {"social_assistance": "Bijstand", "wia": "WIA", "wajong": "Wajong", "ww": "WW"}
OF_COUNTRY = {scheme: scheme for scheme in SCHEMES}
SCHEME = Choice(
    "uitkering", "Uitkering", leads=(Lead("reeks", OF_CBS), Lead("soort", OF_CBS), Lead("landelijk", OF_COUNTRY))
)
NATIONAL_SCHEME = Choice("landelijk", "Uitkering in Nederland")
PLACES_AS = Choice("beeld", "Beeld")
BENEFIT_SERIES = Choice("reeks", "Reeks van CBS", listed=True)
SECTOR_MEASURE = Choice("banen", "Banen per sector")
VACANCY_SERIES = Choice("vacaturereeks", "Vacatures van CBS", listed=True)
VACANCIES_AS = Choice("reeksbeeld", "Reeksen als")
WORK_SERIES = Choice("werkreeks", "Banen en vestigingen van CBS", listed=True)
WORK_AS = Choice("werkbeeld", "Aantal of index")
OCCUPATIONS = Choice("beroepen", "Spanning per beroepsgroep")
WORDS_ABOUT = Choice("woorden", "De agenda in woorden")
DIRECTION = Choice("richting", "Richting")
FLOWS_AS = Choice("stroom", "Beeld")
OTHER_REGION = Choice("regio", "Vergelijk met regio", listed=True)
REGION_SCHEME = Choice("soort", "Uitkering")
STREAM = Choice("geldstroom", "Geld van het Rijk")
PROGRAMME = Choice("programma", "Programma")
UNTIL = Choice("uitgaven", "Uitgaven", listed=True, width=240)
LEVEL = Choice("detail", "Toon")
ASSUMPTION = Choice("lasten", "Lasten die nog niet vaststaan", listed=True, width=520)
ACTION_LINE = Choice("actielijn", "Actielijn", listed=True, width=260)
AMBITION = Choice("ambitie", "Ambitie", listed=True, width=360)
QUARTER = Choice("kwartaal", "Gepland in kwartaal", listed=True, width=290)
PHASE = Choice("stand", "Stand volgens de planning", listed=True, width=330)
GOAL_KIND = Choice("soortdoel", "Soort doel", listed=True, width=240)
CALENDAR = Choice("kalender", "Kalender")
PARTNERS = Choice("partners", "Wie doet wat")
SUBJECT = Choice("onderwerp", "Activiteiten bij het onderwerp", listed=True, width=260)
DATASET = Choice("cijfers", "Gegevens", listed=True)
MEASURE = Choice("grootheid", "Grootheid", listed=True)
VIEW = Choice("indeling", "Wat naast elkaar", listed=True)
REST = Choice("bij", "Waarvan", listed=True, width=420)
PERIOD = Choice("moment", "Periode", listed=True, width=200)
ALSO = Choice("ook", "Andere regio", listed=True, width=240)
