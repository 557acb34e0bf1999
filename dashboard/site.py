"""The pages: one entry each, with the filters that its data can follow."""

from __future__ import annotations

from dataclasses import dataclass

REGION_ONLY = "Deze cijfers zijn alleen voor de hele regio beschikbaar."
NO_SECTOR = "Deze cijfers zijn niet per sector beschikbaar."
NO_COMPARISON = "Voor deze cijfers is er geen vergelijking."


@dataclass(frozen=True)
class PageInfo:
    """A page and its filters; the page at the root has an empty `path`.

    `without_*` gives the reason why a filter is disabled, and is empty where it works.
    """

    file: str
    title: str
    path: str
    group: str
    lead: str
    without_municipality: str = ""
    without_sector: str = NO_SECTOR
    without_comparison: str = NO_COMPARISON

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why filters are disabled here: one reason where none of them works."""
        reasons = (self.without_municipality, self.without_sector, self.without_comparison)
        return reasons[:1] if all(reasons) else tuple(reason for reason in reasons if reason)


SUBJECTS, AGENDA, ABOUT = "", "Agenda", "Over de cijfers"

PAGES: tuple[PageInfo, ...] = (
    PageInfo(
        "overzicht",
        "Overzicht",
        "",
        SUBJECTS,
        "De arbeidsmarktregio Midden-Gelderland in acht cijfers.",
        without_municipality="Het overzicht gaat over de hele regio.",
    ),
    PageInfo(
        "bevolking",
        "Bevolking",
        "bevolking",
        SUBJECTS,
        "Wie wonen hier, wie werkt, en wie zou (meer) kunnen werken?",
        without_sector="",
        without_comparison="",
    ),
    PageInfo(
        "uitkeringen",
        "Uitkeringen",
        "uitkeringen",
        SUBJECTS,
        "Hoeveel inwoners hebben een uitkering, en hoe verschilt dat per gemeente?",
        without_comparison="",
    ),
    PageInfo(
        "banenafspraak",
        "Banenafspraak",
        "banenafspraak",
        SUBJECTS,
        "Banen voor mensen uit het doelgroepregister, tegenover de nulmeting en de doelstelling.",
        without_municipality=REGION_ONLY,
    ),
    PageInfo(
        "vacatures",
        "Vacatures en spanning",
        "vacatures",
        SUBJECTS,
        "Waar is werk, waar groeit het, en hoe krap is de arbeidsmarkt?",
        without_municipality=REGION_ONLY,
        without_sector="",
    ),
    PageInfo(
        "pendel",
        "Pendel",
        "pendel",
        SUBJECTS,
        "Wie werkt buiten de regio, en wie komt hier van buiten werken?",
        without_municipality=REGION_ONLY,
    ),
    PageInfo(
        "begroting",
        "Begroting",
        "begroting",
        SUBJECTS,
        "Wat komt binnen, wat wordt uitgegeven, en wat staat nog niet vast?",
        without_municipality="De begroting geldt voor de hele regio.",
    ),
    PageInfo(
        "sectoren",
        "Speerpuntsectoren",
        "sectoren",
        AGENDA,
        "Welke sectoren zijn een speerpunt, en van wie is die keuze?",
        without_sector="",
    ),
    PageInfo(
        "uitvoeringsagenda",
        "Uitvoeringsagenda",
        "uitvoeringsagenda",
        AGENDA,
        "De activiteiten van 2026 en 2027 op een tijdlijn.",
        without_municipality="De activiteiten gelden voor de hele regio.",
    ),
    PageInfo(
        "vergadering",
        "Vergaderlijst",
        "vergadering",
        AGENDA,
        "De figuren voor een vergadering: op volgorde zetten, presenteren en uitdelen.",
        without_municipality="Elke figuur op de lijst houdt de filters waarmee hij erop is gezet.",
    ),
    PageInfo(
        "bronnen",
        "Bronnen en controle",
        "bronnen",
        ABOUT,
        "Waar de cijfers vandaan komen, of ze optellen, en alle bestanden om mee te nemen.",
        without_municipality="Deze pagina toont alle gegevens.",
    ),
    PageInfo(
        "wijzigingen",
        "Wijzigingen",
        "wijzigingen",
        ABOUT,
        "Wat veranderde er tussen twee momentopnamen van de cijfers?",
        without_municipality="Deze pagina vergelijkt alle gegevens.",
    ),
    PageInfo(
        "begrippen",
        "Begrippen",
        "begrippen",
        ABOUT,
        "Alle woorden van dit dashboard in gewone taal.",
        without_municipality="Deze pagina toont alle begrippen.",
    ),
    PageInfo(
        "toegankelijkheid",
        "Toegankelijkheid",
        "toegankelijkheid",
        ABOUT,
        "Kan iedereen dit dashboard gebruiken?",
        without_municipality="Deze pagina heeft geen cijfers.",
    ),
    PageInfo(
        "privacy",
        "Privacy",
        "privacy",
        ABOUT,
        "Wat het dashboard van mensen weet, en van jou.",
        without_municipality="Deze pagina heeft geen cijfers.",
    ),
)


def page(path: str) -> PageInfo:
    """Return the page with this path; raise KeyError with the known paths otherwise."""
    for info in PAGES:
        if info.path == path:
            return info
    raise KeyError(f"no page {path}; there are {', '.join(info.path for info in PAGES)}")
