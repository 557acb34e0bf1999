"""Figures of the page uitkeringen: four schemes of the agenda by municipality."""

from __future__ import annotations

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.bars import Bar, Bars, Reference, spoken
from dashboard.charts.tiles import Tile, Tiles
from dashboard.figure import choices
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.figure.gauge import measured, spread
from dashboard.series import course
from dashboard.subjects.benefits import benefits_series, share_words
from dashboard.telling import people
from dashboard.telling.doubt import against, is_doubtful, marked, uncompared
from dashboard.telling.focus import focused, role
from dashboard.telling.tip import COUNTRY as NEDERLAND
from dashboard.telling.tip import REGION, Tip, tip
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.read import Snapshot

SCHEMES = ("ww", "wia", "wajong", "social_assistance")
OF_WHOM = "het aantal inwoners van 15 t/m 64 jaar"
COUNTED = 2  # places of which a key figure has room for share and number
DOUBTED = "Een * is een twijfelachtig cijfer: het telt niet mee in de kleuren"
NOT_IN_PEOPLE = "Het verschil met Nederland staat hier niet in mensen: een van de twee percentages is twijfelachtig."


def key_figures(snapshot: Snapshot, selection: Selection) -> tuple[KeyFigure, ...]:
    """Share and number of each scheme, for the chosen municipalities or else the region, in % and persons."""
    schemes = ask(snapshot, "benefits", scheme=SCHEMES).ordered("scheme").codes("scheme")
    return tuple(scheme_of(snapshot, scheme, selection) for scheme in schemes)


def scheme_of(snapshot: Snapshot, scheme: str, selection: Selection) -> KeyFigure:
    """Return one scheme of the chosen municipalities or else the region, in % and persons or households."""
    if len(selection.municipalities) > 1:
        return _of_several(ask(snapshot, "benefits", scheme=scheme), selection)
    return scheme_now(snapshot, scheme, selection.place, selection)


def scheme_now(snapshot: Snapshot, scheme: str, shown: str, selection: Selection) -> KeyFigure:
    """Return the newest share and number of one scheme of a place, in % and persons or households."""
    result = ask(snapshot, "benefits", scheme=scheme)
    share = result.cell(region_code=shown, measure="share_pct")
    count = result.cell(region_code=shown, measure="recipients")
    word = result.label("scheme", scheme)
    compared = {
        code: result.cell(region_code=code, measure="share_pct") for code in selection.references if code != shown
    }
    others = {result.label("region_code", code): cell for code, cell in compared.items()}
    is_told = others or share.value is None or is_doubtful(share)
    found = KeyFigure(
        label=f"{word} in {result.label('region_code', shown)}",
        number=share.text,
        unit="" if count.value is None else f"{count.text} {notation.unit(count.unit)}",
        comparison=course.joined(
            against(share, others) if is_told else "",
            benefits_series.beside_benefit(snapshot, scheme, place=shown),
        ),
        period=notation.period(share.period),
        publishers=result.where(region_code=shown, measure="share_pct").publishers,
    )
    return measured(found, share, compared)


def _beside(shares: Result, selection: Selection) -> str:
    """Return the shares that the reader compares with, for beside those of several municipalities; '' for none."""
    others = {shares.label("region_code", code): shares.cell(region_code=code) for code in selection.references}
    told = [f"{name} {cell.text}" for name, cell in others.items() if cell.value is not None and not is_doubtful(cell)]
    apart = [uncompared(name) for name, cell in others.items() if is_doubtful(cell)]
    compared = f"ter vergelijking: {notation.listing(told)}" if told else ""
    return notation.capital("; ".join(filter(None, (compared, *apart)))) if told or apart else ""


def _of_several(result: Result, selection: Selection) -> KeyFigure:
    """Return the lowest and the highest share of the chosen municipalities, in %, and whose they are."""
    shares, codes = result.where(measure="share_pct"), selection.municipalities
    known = share_words.comparable(shares, codes)
    ranked = sorted(known, key=lambda code: known[code])
    texts = dict.fromkeys(shares.cell(region_code=code).text for code in (ranked[:1] + ranked[-1:]))
    told = {code: _told(result, code, with_count=len(codes) <= COUNTED) for code in codes}
    hidden = [told[code] for code in codes if shares.cell(region_code=code).value is None]
    doubted = sum(is_doubtful(shares.cell(region_code=code)) for code in codes)
    others = {code: shares.cell(region_code=code) for code in selection.references}
    found = KeyFigure(
        label=f"{shares.label('scheme', shares.codes('scheme')[0])} in {_how_many(len(codes), len(hidden))}",
        number=" tot ".join(texts) or notation.NO_VALUE,
        unit=f"en {doubted} twijfelachtig" if doubted else "",
        comparison=course.joined(
            notation.listing(list(told.values()) if len(codes) <= share_words.NAMED else hidden),
            _beside(shares, selection),
        ),
        period=span(shares.periods),
        publishers=shares.where(region_code=codes).publishers,
    )
    return spread(found, [known[code] for code in ranked], others)


def _told(result: Result, code: str, *, with_count: bool) -> str:
    """Return the share of one place, and how many that are: "4,0% in Arnhem (4.300 personen)"."""
    share, count = (result.cell(region_code=code, measure=measure) for measure in ("share_pct", "recipients"))
    told = f"{marked(share)} in {result.label('region_code', code)}"
    return f"{told} ({count.text} {notation.unit(count.unit)})" if with_count and count.value is not None else told


def _how_many(places: int, hidden: int) -> str:
    """Return of how many places the numbers are: what is secret in one is no number of all of them."""
    all_of = f"{notation.counted(places)} gemeenten"
    known = places - hidden
    return f"{'één' if known == 1 else notation.counted(known)} van de {all_of}" if hidden and known else all_of


SCHEME = Option(choices.SCHEME, choices.SCHEMES)


@figure(
    "uitkering-per-gemeente",
    "Uitkering per gemeente",
    needs=("benefits", "residents_15_64"),
    follows=BY_PLACE,
    chosen={"scheme": SCHEME},
    shown_for=Option(choices.PLACES_AS, {"bars": "Staven"}),
)
def share_by_municipality(snapshot: Snapshot, selection: Selection, scheme: str = "social_assistance") -> Figure:
    """Share of one scheme by municipality: % of inhabitants of 15-64, ranked, with region and country."""
    everything = ask(snapshot, "benefits", scheme=scheme)
    shares = everything.where(measure="share_pct")
    word = everything.label("scheme", scheme)
    region, country = (shares.cell(region_code=code) for code in (snapshot.region.code, COUNTRY))
    ranked = _ranked(shares, with_region=selection.with_region)
    bars = [
        Bar(
            shares.label("region_code", code),
            cell.value,
            marked(cell),
            role(code, snapshot, selection),
            share_tip(shares, code),
        )
        for code, cell in ranked
    ]
    is_line = selection.with_country and country.value is not None and not is_doubtful(country)
    reference = Reference(country.value or 0, "Nederland", country.text) if is_line else None
    headline = share_words.headline(shares, selection)
    rows = focused(everything, snapshot, selection)
    told, formula = _in_people(snapshot, everything, selection)
    return Figure(
        id="benefits-share",
        title=f"{word} per gemeente",
        headline=headline,
        subtitle=f"{_unit(everything, scheme)}, {notation.period(region.period)}",
        chart=Bars(tuple(bars), reference),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.{f' Nederland: {country.text}.' if is_line else ''}",
        sentence=f"{share_words.against(shares, selection)} {told}".strip(),
        table=_table(rows),
        results=(rows,),
        measure="share_pct",
        notes=formula,
    )


def _unit(result: Result, scheme: str) -> str:
    """Return what the share is of what: households with social assistance are no inhabitants."""
    if "households" in result.where(scheme=scheme).units:
        return f"Huishoudens met bijstand als percentage van {OF_WHOM}"
    return f"Percentage van {OF_WHOM}"


def _is_about_one(selection: Selection) -> bool:
    return len(selection.municipalities) == 1 or (not selection.municipalities and selection.with_region)


def _in_people(snapshot: Snapshot, result: Result, selection: Selection) -> tuple[str, tuple[str, ...]]:
    """Return what the difference with the Netherlands means in people, and how that was computed."""
    code = selection.place
    residents = ask(snapshot, "residents_15_64", region_code=code)
    if not selection.with_country or not residents.rows or not _is_about_one(selection):
        return "", ()
    share, country = (result.cell(region_code=place, measure="share_pct") for place in (code, COUNTRY))
    base = residents.cell(region_code=code)
    if is_doubtful(share, country):
        return "", (NOT_IN_PEOPLE,)
    found = people.gap(share, country, base, of_whom="inwoners van 15 t/m 64 jaar")
    if found is None:
        small = share.value is not None and country.value is not None
        return "", ((people.TOO_SMALL,) if small else ())
    scheme = result.codes("scheme")[0]
    word = result.label("scheme", scheme)
    unit = result.cell(region_code=code, measure="recipients").unit
    counted = f"{word}-uitkeringen" if unit == "benefits" else f"{notation.unit(unit)} met {notation.inside(word)}"
    change = "minder" if found.more else "meer"
    return (
        f"Met het aandeel van Nederland zouden er hier {found.text} {counted} {change} zijn. Door afronding ligt dat "
        f"aantal {found.between}.",
        (f"{found.formula} Dat aantal inwoners komt uit de Meerjarenagenda. {base.note}".strip(),),
    )


def _ranked(shares: Result, *, with_region: bool) -> list[tuple[str, Cell]]:
    """Return municipalities from high to low, those without a number last, then the region."""
    cells = [(row["region_code"], cell) for row, cell in shares.cells()]
    towns = [pair for pair in cells if pair[0] not in (shares.region.code, COUNTRY)]
    towns.sort(key=lambda pair: (pair[1].value is None, -(pair[1].value or 0), shares.label("region_code", pair[0])))
    return [*towns, *(pair for pair in cells if with_region and pair[0] == shares.region.code)]


def _table(result: Result) -> Table:
    rows = []
    for code in result.codes("region_code"):
        cells = {cell.measure.name: cell for _, cell in result.where(region_code=code).cells()}
        count = cells["recipients"].text if "recipients" in cells else "niet in de bron"
        rows.append((result.label("region_code", code), count, marked(cells["share_pct"])))
    strong = tuple(
        place for place, code in enumerate(result.codes("region_code")) if code in (result.region.code, COUNTRY)
    )
    return Table(("Gemeente of regio", "Aantal", "Aandeel"), tuple(rows), numeric=(1, 2), strong=strong)


@figure(
    "vier-uitkeringen",
    "Vier uitkeringen per gemeente",
    needs=("benefits",),
    follows=BY_PLACE,
)
def heat(snapshot: Snapshot, selection: Selection) -> Figure:
    """All four schemes by municipality as a heat table: % of inhabitants of 15-64, shaded within each scheme."""
    shares = ask(snapshot, "benefits", scheme=SCHEMES, measure="share_pct")
    shown = focused(shares, snapshot, selection).ordered("scheme")
    codes = [code for code in shares.labels["region_code"] if code in shown.codes("region_code")]
    schemes = shown.codes("scheme")
    rows = tuple(
        (shown.label("region_code", code), *(marked(shown.cell(region_code=code, scheme=s)) for s in schemes))
        for code in codes
    )
    top = {
        scheme: max(share_words.comparable(shares.where(scheme=scheme), shares.codes("region_code")).values())
        for scheme in schemes
    }
    each = {scheme: shares.where(scheme=scheme) for scheme in schemes}
    tiles = [_tile(shown, each[scheme], code, scheme, top[scheme]) for code in codes for scheme in schemes]
    headline = _heat_headline(shares, selection)
    doubted = f". {DOUBTED}" if "doubtful" in shown.statuses else ""
    return Figure(
        id="benefits-heat",
        title="Vier uitkeringen per gemeente",
        headline=headline,
        subtitle=f"Percentage van {OF_WHOM}, {span(shown.periods)} (bij bijstand: huishoudens). "
        f"Hoe sterker de kleur, hoe hoger binnen die uitkering{doubted}",
        chart=Tiles(tuple(tiles)),
        alt=f"Tabel met kleur. {headline}. {_withheld(shown)}",
        sentence=" ".join(filter(None, (_withheld(shown), together(snapshot, selection)))),
        table=Table(
            ("Gemeente of regio", *(shown.label("scheme", scheme) for scheme in schemes)),
            rows,
            numeric=tuple(range(1, len(schemes) + 1)),
            strong=tuple(place for place, code in enumerate(codes) if code in (snapshot.region.code, COUNTRY)),
        ),
        results=(shown,),
    )


def together(snapshot: Snapshot, selection: Selection) -> str:
    """Return how many inhabitants of the region have a benefit, as the agenda tells it.

    '' where it does not, and where the reader left the region out.
    """
    found = ask(snapshot, "benefits", scheme="all", region_code=snapshot.region.code).cells()
    if not found or (selection.municipalities and not selection.with_region):
        return ""
    cell = found[0][1]
    in_households = households_of(snapshot)
    counted = (
        f"{notation.listing(list(in_households))} telt de agenda in huishoudens, en wie" if in_households else "wie"
    )
    return (
        f"In de hele regio hebben volgens de agenda ongeveer {cell.text} inwoners een uitkering. "
        f"{notation.capital(counted)} meer dan één uitkering heeft, kan dubbel zijn geteld (paragraaf 1.1.4)."
    )


def households_of(snapshot: Snapshot) -> dict[str, Cell]:
    """Return the counts of the region that are households and no persons, by the word of their scheme."""
    found = ask(snapshot, "benefits", unit="households", measure="recipients", region_code=snapshot.region.code)
    return {found.label("scheme", row["scheme"]): cell for row, cell in found.cells()}


def _tile(shown: Result, shares: Result, code: str, scheme: str, top: float) -> Tile:
    """Return the tile of a share; a doubtful one has a star and no colour, for a colour compares."""
    cell = shown.cell(region_code=code, scheme=scheme)
    is_open = cell.value is None or is_doubtful(cell)
    text = f"{cell.text}{'*' if is_doubtful(cell) else ''}"
    share = None if is_open else (cell.value or 0) / top
    return Tile(shown.label("region_code", code), shown.label("scheme", scheme), text, share, share_tip(shares, code))


def share_tip(shares: Result, code: str) -> Tip:
    """Return what is told of the share of one place in one scheme, against region and country."""
    beside = {
        word: shares.cell(region_code=other) for word, other in ((REGION, shares.region.code), (NEDERLAND, COUNTRY))
    }
    word = shares.label("scheme", shares.codes("scheme")[0])
    return tip(shares.label("region_code", code), shares.cell(region_code=code), place=code, word=word, against=beside)


def _withheld(shown: Result) -> str:
    """Return which places have secret numbers, or how the colours read where none has."""
    secret = shown.where(status="suppressed")
    if not secret.rows:
        return "Vergelijk de kleuren alleen binnen één uitkering."
    names = notation.listing([shown.label("region_code", code) for code in secret.codes("region_code")])
    schemes = notation.listing([notation.inside(shown.label("scheme", code)) for code in secret.codes("scheme")])
    return f"Van {names} zijn de aantallen {schemes} zo klein dat de bron ze om privacy geheim houdt."


def _heat_headline(shares: Result, selection: Selection) -> str:
    """Return the shares of the one chosen municipality, or who leads in most schemes and among how many."""
    codes = share_words.towns_of(shares, selection)
    if len(codes) == 1:
        texts = {scheme: marked(shares.cell(region_code=codes[0], scheme=scheme)) for scheme in SCHEMES}
        told = [f"{notation.inside(shares.label('scheme', scheme))} {text}" for scheme, text in texts.items()]
        return f"In {shares.label('region_code', codes[0])} is het aandeel {notation.listing(told)}"
    led: dict[str, list[str]] = {}
    known_of = {scheme: share_words.comparable(shares.where(scheme=scheme), codes) for scheme in SCHEMES}
    if all(len(known) < 2 for known in known_of.values()):
        return share_words.alone(shares, known_of)
    for scheme, known in known_of.items():
        tops = [code for code, value in known.items() if value == max(known.values())]
        if len(known) > 1 == len(tops):  # who shares the first place does not lead
            led.setdefault(shares.label("region_code", tops[0]), []).append(shares.label("scheme", scheme))
    if not led:
        return "Geen van deze gemeenten heeft bij een uitkering als enige het hoogste aandeel"
    name, schemes = max(led.items(), key=lambda pair: len(pair[1]))
    whole = all(len(known) == len(codes) for known in known_of.values())
    kind = "gekozen gemeenten" if selection.municipalities else "gemeenten"
    which = f"de {notation.counted(len(codes))} {kind}" if whole else f"de {kind} met een zeker cijfer"
    told = [notation.inside(scheme) for scheme in schemes]
    return f"Van {which} heeft {name} bij {notation.listing(told)} het hoogste aandeel"
