"""Words as a search compares them: without capitals, accents and endings, and with a slip of the fingers forgiven."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

LONGEST, MOST_TOKENS = 300, 48  # characters of a question that are read, and words of it
SLIPS = ((5, 1), (8, 2))  # letters of a word from which so many slips are forgiven
EXACT, PARTS, INSIDE, SLIP = 1.0, 0.95, 0.7, 0.12  # how well a word fits; what each slip takes off
LEAST_PART = 4  # letters of a part of a compound
LEAST_INSIDE = 6  # letters of a word that stands inside a longer one
LINKS = ("", "s", "en", "e")  # what stands between the parts of a compound
COMMON = frozenset(  # words that say nothing by themselves
    """
    aan actuele al alle als altijd andere bedraagt begin begrip ben bent betaal betaalt betalen betekenen betekenis
    betekent bij bijna cijfer cijfers daar dan dat de definitie deze die dit doen door dus een eens eigenlijk eind
    einde en er ergens gaan gaat geef geeft gekomen gemiddeld getal getallen graag groot grootst grootste grote had
    hadden hardst heb hebben heeft heel heen heet hele het hier hoe hoeveelheid hoog hoogst hoogste huidige hun ik in
    is ja jaar jaren je jij kan keer klein kleine kleinst kleinste kreeg krijg krijgen krijgt kun kunnen laag laagst
    laagste laat laatste laten later leven m maand maar maken me meer meest meeste men mensen met mij mijn minder
    minst minste moet momenteel na naar nieuwste nog nu of om omdat onder ongeveer ons ontvangen ontvangt onze op over
    personen persoon precies recent recente reeks samen sinds snelst staan staat stand t te tellen telt toen toon tot
    totaal totale tussen u uit uitleg van vanaf vandaag veel vertel via voor waar waarde waarom wanneer waren was wat
    we weet welk welke wie wij wil wilde willen worden wordt ze zich zien zijn zit zitten zo zoek zoeken zou
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=8192)
def fold(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters without accents; signs part words, an apostrophe does not."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (sign for sign in plain if not unicodedata.combining(sign) and sign not in "'’`.")
    return tuple("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in kept).split())


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a folded word without the ending of a plural and without double letters: "banen" and "baan" are one."""
    if word.isdigit() or len(word) < 4:
        return word
    for endings in (("en",), ("s", "z"), ("e",)):
        ending = next((one for one in endings if word.endswith(one) and len(word) - len(one) >= 3), "")
        word = word.removesuffix(ending)
    if word.endswith(("kt", "pt")) and len(word) > LEAST_PART:
        word = word[:-1]  # "werkt" is "werk", and "krapte" is "krap"
    single = "".join(sign for at, sign in enumerate(word) if at == 0 or sign != word[at - 1] or sign.isdigit())
    return single[:-1] + {"v": "f"}.get(single[-1], single[-1])


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text without words that say nothing by themselves and without lone letters."""
    return tuple(stem(word) for word in fold(text) if tells(word))


def tells(word: str) -> bool:
    """Return whether a folded word says something by itself."""
    return word not in COMMON and (len(word) > 1 or word.isdigit())


def alike(word: str, known: Collection[str]) -> dict[str, float]:
    """Return the known stems that a stem can mean, each with how well it fits, from 0 to 1.

    The word itself where it is known; else the known words that it is made of; else those in which it stands or from
    which it differs by a slip.
    """
    if word in known:
        return {word: EXACT}
    if word.isdigit() or len(word) < LEAST_PART:
        return {}
    if parts := compound(word, known):
        return dict.fromkeys(parts, PARTS)
    found: dict[str, float] = {}
    if len(word) >= LEAST_INSIDE:
        found |= {other: INSIDE for other in known if word in other}
    allowed = max((slips for letters, slips in SLIPS if len(word) >= letters), default=0)
    if allowed:
        near = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=allowed, limit=4)
        best = min((distance for _, distance, _ in near), default=0)
        found |= {
            other: max(EXACT - SLIP * distance, found.get(other, 0.0))
            for other, distance, _ in near
            if distance == best and other[0] == word[0] and not other.isdigit()
        }
    return found


def compound(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the two known stems that a word is put together from; () where there are none."""
    for at in range(len(word) - LEAST_PART + 1, LEAST_PART - 1, -1):
        first, second = word[:at], word[at:]
        if second not in known:
            continue
        for link in LINKS:
            start = first.removesuffix(link) if link else first
            if len(start) >= 2 and stem(start) in known and not start.isdigit():
                return (stem(start), second)
    return ()
