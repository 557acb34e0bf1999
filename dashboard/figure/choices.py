"""What can be chosen on the pages: one name in the address and one label each. Figures add the possibilities."""

from __future__ import annotations

from dashboard.figure.declare import Choice

INHABITANTS_AS = Choice("inwoners", "Inwoners als")
AGE = Choice("leeftijd", "Leeftijd", listed=True, width=3)
SERIES_AS = Choice("reeksbeeld", "Reeks als")
COUNTED = Choice("werk", "Wie telt mee", listed=True)
SCHEME = Choice("uitkering", "Uitkering")
PLACES_AS = Choice("beeld", "Beeld", width=3)
BENEFIT_SERIES = Choice("reeks", "Reeks van CBS", listed=True, width=3)
SECTOR_MEASURE = Choice("banen", "Banen per sector")
VACANCY_SERIES = Choice("vacaturereeks", "Vacatures van CBS", listed=True, width=3)
VACANCIES_AS = Choice("reeksbeeld", "Reeksen als")
WORK_SERIES = Choice("werkreeks", "Banen en vestigingen van CBS", listed=True, width=3)
WORK_AS = Choice("werkbeeld", "Aantal of index")
OCCUPATIONS = Choice("beroepen", "Spanning per beroepsgroep")
WORDS_ABOUT = Choice("woorden", "De agenda in woorden")
DIRECTION = Choice("richting", "Richting")
FLOWS_AS = Choice("stroom", "Beeld", width=3)
OTHER_REGION = Choice("regio", "Vergelijk met regio", listed=True)
REGION_SCHEME = Choice("soort", "Uitkering")
STREAM = Choice("geldstroom", "Geld van het Rijk")
PROGRAMME = Choice("programma", "Programma")
LEVEL = Choice("detail", "Toon", width=3)
ACTION_LINE = Choice("actielijn", "Actielijn", listed=True, width=3)
AMBITION = Choice("ambitie", "Ambitie", listed=True, width=5)
QUARTER = Choice("kwartaal", "Loopt in kwartaal", listed=True, width=2)
PHASE = Choice("stand", "Stand volgens de planning")
