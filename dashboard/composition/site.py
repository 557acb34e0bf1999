"""The pages: one entry each, with the filters that its data can follow."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

REGION_ONLY = "Deze cijfers zijn alleen voor de hele regio beschikbaar."
NO_SECTOR = "Deze cijfers zijn niet per sector beschikbaar."
NO_COMPARISON = "Voor deze cijfers is er geen vergelijking."


@dataclass(frozen=True)
class PageInfo:
    """A page and its filters; the page at the root has an empty `path`.

    `without_*` gives the reason why a filter is disabled, and is empty where it works. Where a snapshot has one of the
    series in `live`, municipalities (if `live_municipality`) and the comparison (if `live_comparison`) work for those
    figures: `live_only`.
    """

    file: str
    title: str
    path: str
    group: str
    lead: str
    without_municipality: str = ""
    without_sector: str = NO_SECTOR
    without_comparison: str = NO_COMPARISON
    live: tuple[str, ...] = ()
    live_only: str = ""
    live_comparison: bool = False
    live_municipality: bool = True
    note: str = ""

    def on(self, datasets: Collection[str]) -> PageInfo:
        """Return the page with the filters that it can follow on a snapshot that holds `datasets`."""
        if not set(self.live) & set(datasets):
            return self
        comparison = "" if self.live_comparison else self.without_comparison
        municipality = "" if self.live_municipality else self.without_municipality
        return replace(self, without_municipality=municipality, without_comparison=comparison, note=self.live_only)

    @property
    def has_filters(self) -> bool:
        """Whether any filter of the bar works here."""
        return not (self.without_municipality and self.without_sector and self.without_comparison)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why filters are disabled here: one reason where none of them works."""
        reasons = (self.without_municipality, self.without_sector, self.without_comparison, self.note)
        return tuple(reason for reason in reasons if reason) if self.has_filters else reasons[:1]


SUBJECTS, AGENDA, ABOUT = "", "Agenda", "Over de cijfers"
MEETING = "Vergadering"  # the group of the meeting list where it is the only page of AGENDA

PAGES: tuple[PageInfo, ...] = (
    PageInfo(
        "overzicht",
        "Overzicht",
        "",
        SUBJECTS,
        "De arbeidsmarktregio {region} in {count} cijfers.",
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
        live=("vacancies_series", "vacancies_national_series"),
        live_only="De vergelijking werkt hier alleen bij de reeksen van CBS.",
        live_comparison=True,
        live_municipality=False,
    ),
    PageInfo(
        "sectoren",
        "Sectoren",
        "sectoren",
        SUBJECTS,
        "De speerpuntsectoren naast elkaar, of alles over één sector: kies er een.",
        without_sector="",
        live=("jobs_series", "establishments_series"),
        live_only="De vergelijking werkt hier alleen bij de reeksen van CBS.",
        live_comparison=True,
    ),
    PageInfo(
        "pendel",
        "Pendel",
        "pendel",
        SUBJECTS,
        "Wie werkt buiten de regio, en wie komt hier van buiten werken?",
        without_municipality=REGION_ONLY,
        live=("commuting_series",),
        live_only="Een gemeente werkt hier alleen bij de banen van CBS.",
    ),
    PageInfo(
        "regiovergelijking",
        "Regio vergelijken",
        "regiovergelijking",
        SUBJECTS,
        "Hoe doet deze regio het naast een andere regio en Nederland?",
        without_municipality="Deze pagina vergelijkt hele regio’s.",
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
        "uitvoeringsagenda",
        "Uitvoeringsagenda",
        "uitvoeringsagenda",
        AGENDA,
        "De activiteiten van {years} op een tijdlijn.",
        without_municipality="De activiteiten gelden voor de hele regio.",
    ),
    PageInfo(
        "doelen",
        "Doelen",
        "doelen",
        AGENDA,
        "Wat wil de regio bereiken, wie doet wat, en wat komt eraan?",
        without_municipality="De doelen gelden voor de hele regio.",
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
