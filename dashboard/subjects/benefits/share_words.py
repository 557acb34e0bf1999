"""Sentences about the share of a benefit: about whom the reader chose, and nothing compared with what is doubtful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.asking.queries import Cell, Result
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.telling.doubt import against_country, is_doubtful, marked, share_gap, withheld
from dashboard.words import notation

NAMED = 4  # places that one sentence can name with their numbers


def headline(shares: Result, selection: Selection) -> str:
    """Return the shares of the choice, or the municipality with the highest of those that can be compared, in %."""
    chosen = selection.municipalities
    each = 0 < len(chosen) <= NAMED
    told = _each(shares, chosen) if each else highest(shares, towns_of(shares, selection), chosen=bool(chosen))
    region = shares.cell(region_code=shares.region.code)
    if len(chosen) <= NAMED and is_doubtful(*(shares.cell(region_code=code) for code in chosen)):
        return told  # nothing stands beside what is doubtful
    return f"{told}; in {_name(shares, shares.region.code)} is het {marked(region)}" if selection.with_region else told


def towns_of(shares: Result, selection: Selection) -> Sequence[str]:
    """Return the chosen municipalities, or all of them where none is chosen."""
    every = [code for code in shares.codes("region_code") if code not in (shares.region.code, COUNTRY)]
    return selection.municipalities or every


def comparable(shares: Result, codes: Sequence[str]) -> dict[str, float]:
    """Return the shares that can be compared: neither withheld nor doubtful, in %."""
    cells = {code: shares.cell(region_code=code) for code in codes}
    return {code: cell.value for code, cell in cells.items() if cell.value is not None and not is_doubtful(cell)}


def among(shares: Result, codes: Sequence[str], *, chosen: bool = False) -> str:
    """Return of how many places a comparison is: "van de acht gemeenten met een cijfer", or of those `chosen`."""
    known = comparable(shares, codes)
    doubted = any(is_doubtful(shares.cell(region_code=code)) for code in codes)
    which = " met een zeker cijfer" if doubted else " met een cijfer" if len(known) < len(codes) else ""
    return f"van de {notation.counted(len(known))} {'gekozen ' if chosen else ''}gemeenten{which}"


def highest(shares: Result, codes: Sequence[str], *, chosen: bool = False) -> str:
    """Return who of these municipalities has the highest share, and of how many (that were `chosen`) it can be said."""
    known = comparable(shares, codes)
    word = _word(shares)
    if not known:
        return f"Van geen van deze gemeenten is het aandeel {word} bekend"
    top = max(known.values())
    names = [_name(shares, code) for code, value in known.items() if value == top]
    if len(known) == 1:
        return f"Alleen van {names[0]} is een aandeel {word} te noemen: {_text(shares, known)}"
    verb = "heeft" if len(names) == 1 else "hebben"
    whom = among(shares, codes, chosen=chosen)
    told = f"{whom} {verb} {notation.listing(names)} het hoogste aandeel {word}: {_text(shares, known)}"
    return notation.capital(told)


def alone(shares: Result, known_of: Mapping[str, Mapping[str, float]]) -> str:
    """Return the shares by scheme of the places that are the only one with a certain number: none is the highest."""
    told: dict[str, list[str]] = {}
    for scheme, known in known_of.items():
        for code in known:
            word = notation.inside(shares.label("scheme", scheme))
            told.setdefault(_name(shares, code), []).append(
                f"{word} {shares.cell(region_code=code, scheme=scheme).text}"
            )
    parts = [f"van {name}: {notation.listing(texts)}" for name, texts in told.items()]
    return f"Er is alleen een zeker aandeel {'; '.join(parts)}" if parts else "Van deze gemeenten is geen aandeel zeker"


def _text(shares: Result, known: dict[str, float]) -> str:
    return shares.cell(region_code=max(known, key=lambda code: known[code])).text


def _each(shares: Result, codes: Sequence[str]) -> str:
    cells = {code: shares.cell(region_code=code) for code in codes}
    known = [f"{marked(cell)} in {_name(shares, code)}" for code, cell in cells.items() if cell.value is not None]
    hidden = [f"in {_name(shares, code)} is het {withheld(cell)}" for code, cell in cells.items() if cell.value is None]
    if known:
        return "; ".join([f"Het aandeel {_word(shares)} is {notation.listing(known)}", *hidden])
    first, *others = hidden
    return "; ".join([notation.capital(first).replace(" het ", f" het aandeel {_word(shares)} ", 1), *others])


def against(shares: Result, selection: Selection) -> str:
    """Return the share of the one place, or of each chosen one, against what the reader compares with."""
    if len(selection.municipalities) > 1:
        return _several(shares, selection)
    if not selection.municipalities and not selection.with_region:
        country = shares.cell(region_code=COUNTRY)
        is_beside = selection.with_country and not is_doubtful(country)
        return f"{_lowest(shares, selection)}{f' In Nederland is het {country.text}.' if is_beside else ''}"
    code = selection.place
    here, word, name = shares.cell(region_code=code), _word(shares), _name(shares, code)
    if here.value is None:
        return _why_none(here, name)
    if selection.with_country:
        country = shares.cell(region_code=COUNTRY)
        compared = against_country(here, country)
        if is_doubtful(here, country):
            return f"Het aandeel {word} in {name} is {here.text}. {notation.capital(compared)}."
        return f"Het aandeel {word} in {name} is {here.text}: {compared}."
    return _elsewhere(shares, code)


def _elsewhere(shares: Result, code: str) -> str:
    """Return in how many other municipalities the share is higher: the headline already tells the share itself."""
    here, towns = shares.cell(region_code=code), [one for one in towns_of(shares, Selection()) if one != code]
    known = comparable(shares, towns)
    if is_doubtful(here) or not known:
        return "Dit cijfer is nergens mee vergeleken."
    higher = sum(value > (here.value or 0) for value in known.values())
    which = among(shares, towns).replace("gemeenten", "andere gemeenten" if code != shares.region.code else "gemeenten")
    count = "één" if higher == 1 else notation.counted(higher) if higher else "geen"
    return f"In {count} {which} is het aandeel hoger dan in {_name(shares, code)}."


def _why_none(here: Cell, name: str) -> str:
    """Return why there is nothing to compare: the headline already says that there is no number."""
    if here.status == "suppressed":
        return f"De aantallen van {name} zijn zo klein dat de bron ze geheim houdt."
    return f"De tabel in de agenda heeft bij {name} een lege cel, zonder reden erbij."


def _several(shares: Result, selection: Selection) -> str:
    codes = selection.municipalities
    if not selection.with_country:
        return _lowest(shares, selection)
    country = shares.cell(region_code=COUNTRY)
    if is_doubtful(country):
        return f"{notation.capital(against_country(shares.cell(region_code=shares.region.code), country))}."
    said: dict[str, list[str]] = {}
    for code in comparable(shares, codes):
        gap = share_gap(shares.cell(region_code=code), country)
        said.setdefault(gap, []).append(_name(shares, code))
    if not said:
        return f"Van deze gemeenten is er geen cijfer om met Nederland ({country.text}) te vergelijken."
    chosen = [_name(shares, code) for code in codes]
    told = [f"{gap} in {notation.gathered(names, chosen, 'gekozen gemeenten')}" for gap, names in said.items()]
    return f"Tegenover Nederland ({country.text}) is het aandeel {notation.listing(told)}."


def _lowest(shares: Result, selection: Selection) -> str:
    """Return who has the lowest share: for a choice without a comparison."""
    codes = towns_of(shares, selection)
    known = comparable(shares, codes)
    if len(known) < 2:
        return "Er zijn hier geen twee zekere cijfers om te vergelijken."
    low = min(known.values())
    names = [_name(shares, code) for code, value in known.items() if value == low]
    text = shares.cell(region_code=min(known, key=lambda code: known[code])).text
    whom = among(shares, codes, chosen=bool(selection.municipalities))
    return notation.capital(f"{whom} is het aandeel het laagst in {notation.listing(names)}: {text}.")


def _name(shares: Result, code: str) -> str:
    return shares.label("region_code", code)


def _word(shares: Result) -> str:
    return notation.inside(shares.label("scheme", shares.codes("scheme")[0]))
