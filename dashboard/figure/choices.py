"""What can be chosen on the pages: one name in the address and one label each. Figures add the possibilities."""

from __future__ import annotations

from dashboard.figure.declare import Choice

INHABITANTS_AS = Choice("inwoners", "Inwoners als")
AGE = Choice("leeftijd", "Leeftijd", listed=True)
SERIES_AS = Choice("reeksbeeld", "Reeks als")
COUNTED = Choice("werk", "Wie telt mee", listed=True)
SCHEME = Choice("uitkering", "Uitkering")
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
LEVEL = Choice("detail", "Toon")
ACTION_LINE = Choice("actielijn", "Actielijn", listed=True)
AMBITION = Choice("ambitie", "Ambitie", listed=True, width=520)
QUARTER = Choice("kwartaal", "Gepland in kwartaal", listed=True, width=200)
PHASE = Choice("stand", "Stand volgens de planning")
GOAL_KIND = Choice("soortdoel", "Soort doel", listed=True, width=240)
CALENDAR = Choice("kalender", "Kalender")
PARTNERS = Choice("partners", "Wie doet wat")
