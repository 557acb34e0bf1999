"""The pages: one entry each, with the filters that its data can follow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageInfo:
    """A page; the one at the root has an empty `path`.

    `whole` is why no municipality can be chosen there, where that needs another reason than that there are no figures.
    `plain` is its lead where there are no priority sectors, if `lead` tells of what only an agenda has.
    """

    file: str
    title: str
    path: str
    group: str
    lead: str
    whole: str = ""
    plain: str = ""


SUBJECTS, AGENDA, ABOUT = "", "Agenda", "Over de cijfers"
MEETING = "Vergadering"  # the group of the meeting list where it is the only page of AGENDA

PAGES: tuple[PageInfo, ...] = (
    PageInfo(
        "overzicht",
        "Overzicht",
        "",
        SUBJECTS,
        "De arbeidsmarktregio {region} in {count} cijfers.",
        whole="Het overzicht gaat over de hele regio.",
    ),
    PageInfo(
        "bevolking",
        "Bevolking",
        "bevolking",
        SUBJECTS,
        "Wie wonen hier, wie werkt, en wie zou (meer) kunnen werken?",
    ),
    PageInfo(
        "uitkeringen",
        "Uitkeringen",
        "uitkeringen",
        SUBJECTS,
        "Hoeveel inwoners hebben een uitkering, en hoe verschilt dat per gemeente?",
    ),
    PageInfo(
        "banenafspraak",
        "Banenafspraak",
        "banenafspraak",
        SUBJECTS,
        "Banen voor mensen uit het doelgroepregister, tegenover de nulmeting en de doelstelling.",
    ),
    PageInfo(
        "vacatures",
        "Vacatures en spanning",
        "vacatures",
        SUBJECTS,
        "Waar is werk, waar groeit het, en hoe krap is de arbeidsmarkt?",
        plain="Hoeveel vacatures staan er open, en wordt het meer of minder?",
    ),
    PageInfo(
        "sectoren",
        "Sectoren",
        "sectoren",
        SUBJECTS,
        "De speerpuntsectoren naast elkaar, en alles over één sector.",
        plain="Hoeveel werk is er, en in welke bedrijfstakken?",
    ),
    PageInfo(
        "pendel",
        "Pendel",
        "pendel",
        SUBJECTS,
        "Wie werkt buiten de regio, en wie komt hier van buiten werken?",
    ),
    PageInfo(
        "regiovergelijking",
        "Regio vergelijken",
        "regiovergelijking",
        SUBJECTS,
        "Hoe doet deze regio het naast een andere regio en Nederland?",
        whole="Deze pagina vergelijkt hele regio’s.",
    ),
    PageInfo(
        "begroting",
        "Begroting",
        "begroting",
        SUBJECTS,
        "Wat komt binnen, wat wordt uitgegeven, en wat staat nog niet vast?",
        whole="De begroting geldt voor de hele regio.",
    ),
    PageInfo(
        "uitvoeringsagenda",
        "Uitvoeringsagenda",
        "uitvoeringsagenda",
        AGENDA,
        "De activiteiten van {years} op een tijdlijn.",
        whole="De activiteiten gelden voor de hele regio.",
    ),
    PageInfo(
        "doelen",
        "Doelen",
        "doelen",
        AGENDA,
        "Wat wil de regio bereiken, wie doet wat, en wat komt eraan?",
        whole="De doelen gelden voor de hele regio.",
    ),
    PageInfo(
        "vergadering",
        "Vergaderlijst",
        "vergadering",
        AGENDA,
        "De figuren voor een vergadering: op volgorde zetten, presenteren en uitdelen.",
        whole="Elke figuur op de lijst houdt de filters waarmee hij erop is gezet.",
    ),
    PageInfo(
        "zoeken",
        "Zoeken",
        "zoeken",
        ABOUT,
        "Stel een vraag, of zoek een cijfer of een woord.",
        whole="Noem een gemeente in je vraag.",
    ),
    PageInfo(
        "verkennen",
        "Verkennen",
        "verkennen",
        ABOUT,
        "Kies zelf: elk cijfer uit de gegevens, als grafiek, tabel of kaart.",
    ),
    PageInfo(
        "bronnen",
        "Bronnen en controle",
        "bronnen",
        ABOUT,
        "Waar de cijfers vandaan komen, en of ze optellen.",
        whole="Deze pagina toont alle gegevens.",
    ),
    PageInfo(
        "downloads",
        "Downloads",
        "downloads",
        ABOUT,
        "Kies tabellen en rijen, kijk wat erin staat en neem ze mee als bestand of als vast adres.",
        whole="Op deze pagina kies je zelf de gemeenten.",
    ),
    PageInfo(
        "wijzigingen",
        "Wijzigingen",
        "wijzigingen",
        ABOUT,
        "Wat veranderde er tussen twee momentopnamen van de cijfers?",
        whole="Deze pagina vergelijkt alle gegevens.",
    ),
    PageInfo(
        "begrippen",
        "Begrippen",
        "begrippen",
        ABOUT,
        "Alle woorden van dit dashboard in gewone taal.",
        whole="Deze pagina toont alle begrippen.",
    ),
    PageInfo(
        "toegankelijkheid",
        "Toegankelijkheid",
        "toegankelijkheid",
        ABOUT,
        "Kan iedereen dit dashboard gebruiken?",
        whole="Deze pagina heeft geen cijfers.",
    ),
    PageInfo(
        "privacy",
        "Privacy",
        "privacy",
        ABOUT,
        "Wat het dashboard van mensen weet, en van jou.",
        whole="Deze pagina heeft geen cijfers.",
    ),
)


def page(path: str) -> PageInfo:
    """Return the page with this path; raise KeyError with the known paths otherwise."""
    for info in PAGES:
        if info.path == path:
            return info
    raise KeyError(f"no page {path}; there are {', '.join(info.path for info in PAGES)}")
