"""What the pages toegankelijkheid and privacy say. What is tested comes from the record that the tests write."""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from dashboard.about.questions import contact
from dashboard.about.sections import definitions, heading, outside_link, paragraphs, section
from dashboard.words import notation

RECORD = Path(__file__).resolve().parents[2] / "data" / "reference" / "accessibility.json"
LIMITS = (
    "Een automatische test vindt niet alles. Mensen met een schermlezer hebben het dashboard nog niet getest.",
    "In een stroomdiagram kun je niet met het toetsenbord van punt naar punt. Kies Tabel: daar staat elk getal.",
)
STANDARD = "https://www.w3.org/Translations/WCAG21-nl/"


@lru_cache(maxsize=1)
def record() -> dict[str, Any]:
    """Return the record of the latest accessibility test.

    Raises:
        OSError: The file is not there; the tests write it.
    """
    found: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def accessibility() -> str:
    """Return the accessibility statement as HTML."""
    tested = record()
    known = [f"{entry['wat']} ({entry['regel']})" for entry in tested["known"]]
    limits = "".join(f"<li>{escape(text)}</li>" for text in (*LIMITS, *known))
    return section(
        heading("Status"),
        paragraphs(
            "Status C: de eerste maatregelen zijn genomen. Dit dashboard is gemaakt volgens WCAG 2.1, niveau A en AA. "
            "Een onafhankelijk onderzoek is nog niet gedaan.",
        ),
        heading("Wat is getest"),
        definitions(_tested(tested)),
        heading("Wat nog niet goed gaat"),
        f"<ul>{limits}</ul>",
        heading("Zo werkt het met toetsenbord en schermlezer"),
        paragraphs(
            "Alles werkt zonder muis: met Tab ga je verder, met Enter kies je. In een grafiek ga je met de pijltjes "
            "van punt naar punt. De eerste link op elke pagina brengt je direct naar de inhoud.",
            "Bij elke grafiek staan een beschrijving en een tabel met dezelfde getallen. Na een keuze noemt de "
            "schermlezer je keuze en de nieuwe conclusie.",
        ),
        heading("Werkt iets niet?"),
        f"<p>{_contact_html()}</p>",
        f"<p>{outside_link('De regels: WCAG 2.1 in het Nederlands', STANDARD)}</p>",
    )


def _tested(tested: dict[str, Any]) -> list[tuple[str, str]]:
    count = len(tested["pages"])
    return [
        ("Datum", notation.day(tested["tested_on"])),
        ("Hoe", f"automatisch met axe-core {tested['axe']} in een echte browser; het toetsenbord apart"),
        ("Waar", f"{count} pagina's: {notation.listing(tested['ways'])}; met open filters op één pagina per manier"),
        ("Fouten gevonden", str(tested["violations"])),
    ]


def _contact_html() -> str:
    if not (address := contact()):
        return "Meld het bij de beheerder van dit dashboard."
    return f'Mail naar <a href="mailto:{escape(address)}">{escape(address)}</a>. Je krijgt binnen twee weken antwoord.'


def privacy(*, login_hours: int = 0) -> str:
    """Return what the dashboard knows of its visitors as HTML; a login lasts `login_hours`, 0 where there is none."""
    first = LOGGED_IN.format(login_hours) if login_hours else "Je hoeft niet in te loggen. "
    return section(
        heading("Over de cijfers"),
        paragraphs(
            "Het dashboard heeft alleen cijfers over groepen, nooit over personen. Waar een groep te klein is, staat "
            "er ‘geheim’: het cijfer zelf staat dan ook niet in het dashboard of in een bestand."
        ),
        heading("Over jou"),
        paragraphs(
            f"{first}Het dashboard telt geen bezoekers en vraagt niets van andere websites: ook de "
            "letters en de kaarten komen van deze server.",
            "Je keuzes staan in het adres van de pagina. Deel je dat adres, dan deel je die keuzes.",
        ),
        heading("Wat je browser bewaart"),
        definitions((*KEPT, *(LOGIN_KEPT if login_hours else ()))),
        heading("Vragen"),
        f"<p>{_contact_html()}</p>",
        heading("Lettertype"),
        paragraphs("Source Sans van Adobe, met de vrije licentie SIL Open Font License 1.1."),
    )


KEPT = (
    ("_streamlit_xsrf", "Functionele cookie: houdt verzoeken van andere websites tegen. Weg als je de browser sluit."),
    (
        "mg_place",
        "Functionele cookie, alleen als het dashboard op meer computers draait: een toevalsgetal dat je bij dezelfde "
        "houdt. Weg als je de browser sluit.",
    ),
    ("stActiveTheme", "Onthoudt licht of donker. Blijft in je browser."),
    ("stSidebarSectionsState", "Onthoudt welke groepen van het menu open staan. Blijft in je browser."),
)
LOGGED_IN = (
    "Je logt in met het account van je organisatie. Je naam en je rol staan alleen in een cookie van je eigen browser; "
    "de server bewaart ze niet en kijkt alleen naar je rol. Na {} uur log je opnieuw in. "
)
LOGIN_KEPT = (
    ("_streamlit_user", "Functionele cookie: wie je bent en welke rol je hebt, ondertekend. Weg als je uitlogt."),
    ("_streamlit_session", "Functionele cookie: hoort bij het inloggen zelf. Blijft twee weken."),
    ("dashboard_return", "Functionele cookie: de pagina die je wilde openen. Weg zodra je bent ingelogd."),
)
