"""The tightness of the labour market by occupation group: the latest quarter, and the quarters before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking.queries import Result, ask
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.tiles import Tile, Tiles
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.subjects.vacancies.tightness import BY_OCCUPATION, OCCUPATIONS, bounds_in_words, is_total, whole_region
from dashboard.telling import counts
from dashboard.words import notation
from snapshot.read import Snapshot

TIGHTEST, WIDEST = "tightest", "widest"
SHOWN, QUARTERS = 8, 5
TIGHT = ("tight", "very_tight")
GROUP = ("beroepsgroep", "beroepsgroepen")
WITH_CLASS = ("beroepsgroep met een klasse", "beroepsgroepen met een klasse")
SPLIT = "Het beeld per beroepsgroep kan anders zijn dan dat van de hele arbeidsmarkt."


@dataclass(frozen=True)
class Known:
    """What is published of one group in one quarter: `band` is a code, or "" where there is none."""

    band: str
    ratio: float | None
    status: str
    worked_out: bool = False
    decimals: int = 0

    @property
    def text(self) -> str:
        """The ratio as published, or the word of its status where there is none."""
        return notation.cell(self.ratio, self.status, "ratio", self.decimals)


@dataclass(frozen=True)
class Groups:
    """The groups of one region by name and quarter, with the words and order of the classes."""

    known: Mapping[tuple[str, str], Known]
    quarters: tuple[str, ...]
    words: Mapping[str, str]

    @property
    def last(self) -> str:
        """The latest quarter."""
        return self.quarters[-1]

    def names(self) -> list[str]:
        """Return the groups of the latest quarter, the tightest first; those that are not known come last."""
        now = [name for name, quarter in self.known if quarter == self.last and not is_total(name)]
        return sorted(now, key=lambda name: (-self.rank(name), name))

    def rank(self, name: str) -> float:
        """Return the place of a group from wide to tight: by class, then by ratio."""
        found = self.known[name, self.last]
        place = list(self.words).index(found.band) if found.band else -1
        return place * 1000 + (found.ratio or 0.0)

    def bands(self, quarter: str) -> dict[str, str]:
        """Return the class of each group that has one in a quarter."""
        return {
            name: k.band for (name, when), k in self.known.items() if when == quarter and k.band and not is_total(name)
        }

    def count(self, quarter: str) -> tuple[int, int]:
        """Return how many groups are tight or very tight in a quarter, and how many have a class."""
        bands = self.bands(quarter).values()
        return sum(band in TIGHT for band in bands), len(bands)

    @property
    def counted(self) -> tuple[str, str]:
        """What is counted of the latest quarter, of one and of more: said to have a class where others have none."""
        return GROUP if len(self.bands(self.last)) == len(self.names()) else WITH_CLASS


@figure(
    "spanning-per-beroepsgroep",
    OCCUPATIONS,
    needs=(BY_OCCUPATION, "tightness_bands"),
    follows=("sector",),
    chosen={"show": Option(choices.OCCUPATIONS, {TIGHTEST: "Krapste", WIDEST: "Ruimste"})},
)
def by_occupation(snapshot: Snapshot, selection: Selection, show: str = TIGHTEST) -> Figure:
    """Open vacancies per WW benefit under six months by occupation group, the last five quarters.

    Args:
        snapshot: Holds `tightness_by_occupation`.
        selection: The region, and whether it is dark.
        show: `tightest` or `widest`: which eight groups are drawn. The table holds all of them.
    """
    result = _of_region(snapshot, selection)
    groups = _groups(snapshot, result)
    ranked = groups.names()
    usable = [name for name in ranked if groups.known[name, groups.last].band]
    chosen = (usable or ranked)[:SHOWN] if show == TIGHTEST else (usable or ranked)[::-1][:SHOWN]
    kind = "krapste" if show == TIGHTEST else "ruimste"
    spoken = "; ".join(f"{name} {_said(groups, name)}" for name in chosen)
    code = result.codes("region_code")[0]
    place = result.label("region_code", code)
    when, elsewhere = notation.period(groups.last), "" if code == selection.region.code else place
    headline = tight_in_words(*groups.count(groups.last), when, elsewhere=elsewhere, of=groups.counted)
    return Figure(
        id="tightness-by-occupation",
        title=OCCUPATIONS,
        headline=headline,
        subtitle=f"Vacatures per WW-uitkering korter dan zes maanden, {place}: {_shown(len(chosen), kind)}. "
        f"Grenzen: {bounds_in_words(snapshot)}",
        chart=Tiles(tuple(_tiles(groups, chosen)), names_above=True),
        alt=f"Tabel met kleuren. {headline}. In het {when} {_shown(len(chosen), kind)}: {spoken}.",
        sentence=course_in_words(groups),
        table=_table(groups, ranked),
        results=(result,),
        notes=(SPLIT, *_worked_out(groups), *whole_region(selection)),
        cell_notes=False,
    )


def tight_in_words(tight: int, count: int, when: str, *, elsewhere: str, of: tuple[str, str] = GROUP) -> str:
    """Return how many groups are tight; `elsewhere` is the place where the files hold nothing of this region."""
    where = f" in {elsewhere}" if elsewhere else ""
    if not count:
        return f"Van geen enkele beroepsgroep{where} is de klasse bekend ({when})"
    market = f"is de arbeidsmarkt{where} krap of zeer krap ({when})"
    if count == 1:
        found = market if tight else market.replace(" krap", " niet krap", 1)
        return f"Van één beroepsgroep is de klasse bekend: daar {found}"
    return f"In {counts.part(tight, count, *of)} {market}"


def _shown(count: int, kind: str) -> str:
    return f"de {count} {kind} groepen" if count > 1 else "één groep"


def _of_region(snapshot: Snapshot, selection: Selection) -> Result:
    """Return the rows of the region, or of the country where the files hold no other."""
    rows = ask(snapshot, BY_OCCUPATION)
    codes = rows.codes("region_code")
    code = next((code for code in (selection.region.code, COUNTRY) if code in codes), codes[0])
    return rows.where(region_code=code)


def _groups(snapshot: Snapshot, result: Result) -> Groups:
    limits = ask(snapshot, "tightness_bands").by("sort_order")
    lower = {row["code"]: row["lower"] for row in limits}
    decimals = max((_decimals(row["ratio"]) for row in result.rows if row["ratio"] is not None), default=0)
    known = {}
    for row in result.rows:
        ratio: float | None = row["ratio"]
        band = row["tightness_class"] or ""
        worked_out = not band and ratio is not None
        if ratio is not None and worked_out:
            band = max((code for code in lower if lower[code] <= ratio), key=lambda code: lower[code])
        known[row["occupation_group"], row["reference_period"]] = Known(
            band, ratio, row["status"], worked_out, decimals
        )
    words = {row["code"]: row["title"] for row in limits}
    return Groups(known, result.periods, words)


def _decimals(value: float) -> int:
    """Return the decimals of a ratio, at most two: spreadsheets drop a last 0, so 6,1 stands between 6,48 and 7,07."""
    return len(f"{value:.2f}".rstrip("0").partition(".")[2])


def _tiles(groups: Groups, chosen: Sequence[str]) -> list[Tile]:
    shades = {code: (place + 0.5) / len(groups.words) for place, code in enumerate(groups.words)}
    tiles = []
    for name in chosen:
        for quarter in groups.quarters[-QUARTERS:]:
            found = groups.known.get((name, quarter))
            text = notation.NO_VALUE if found is None else found.text
            if found and found.ratio is None and found.band:
                text = groups.words[found.band]
            shade = shades.get(found.band) if found else None
            tiles.append(Tile(f"{_band(groups, name)} · {name}", _short(quarter).replace(". ", ".\n"), text, shade))
    return tiles


def _short(quarter: str) -> str:
    return f"{quarter[-1]}e kw. {quarter[:4]}"


def _band(groups: Groups, name: str) -> str:
    found = groups.known[name, groups.last]
    return groups.words[found.band] if found.band else notation.cell(None, found.status, "ratio")


def _said(groups: Groups, name: str) -> str:
    found = groups.known[name, groups.last]
    return f"{found.text} ({_band(groups, name)})" if found.ratio is not None else _band(groups, name)


def course_in_words(groups: Groups) -> str:
    """Return how the number of tight groups differs from a year before, and what all occupations together are.

    Only the same quarter is compared, as seasons differ, and only of the same groups.
    """
    now, count = groups.count(groups.last)
    total = next((name for name, quarter in groups.known if quarter == groups.last and is_total(name)), "")
    together = f" Alle beroepen samen: {_said(groups, total)}." if total else ""
    first = f"{int(groups.last[:4]) - 1}{groups.last[4:]}"
    then = notation.period(first)
    if first not in groups.quarters:
        return f"Van het {then}, een jaar eerder, zijn geen cijfers ingelezen.{together}"
    told = f"Krap of zeer krap {counts.verb(now, 'is', 'zijn')} {counts.part(now, count, *groups.counted)}"
    bands, earlier = groups.bands(groups.last), groups.bands(first)
    both = [name for name in bands if name in earlier]
    if len(both) < 2:
        return f"{told}. Van het {then} zijn te weinig klassen bekend om te vergelijken.{together}"
    here, before = (sum(found[name] in TIGHT for name in both) for found in (bands, earlier))
    if len(both) < count:
        which = f"Van de {len(both)} die ook in het {then} een klasse hadden"
        return f"{told}. {which}, {counts.verb(here, 'is', 'zijn')} dat er nu {here} en toen {before}.{together}"
    change = "evenveel als" if before == now else "meer dan" if now > before else "minder dan"
    return f"{told}, {change} in het {then} ({before or 'geen'} van de {len(both)}).{together}"


def _worked_out(groups: Groups) -> tuple[str, ...]:
    if not any(found.worked_out for found in groups.known.values()):
        return ()
    return ("Waar het bestand alleen een getal geeft, is de klasse berekend met de grenzen van UWV.",)


def _table(groups: Groups, ranked: Sequence[str]) -> Table:
    """Return all groups with their class now, and what is known of each quarter that is shown."""
    quarters = groups.quarters[-QUARTERS:]
    rows = []
    for name in ranked:
        cells = [groups.known.get((name, quarter)) for quarter in quarters]
        texts = [notation.NO_VALUE if cell is None else _cell(groups, cell) for cell in cells]
        rows.append((name, _band(groups, name), *texts))
    header = ("Beroepsgroep", f"Klasse, {notation.period(groups.last)}", *map(_short, quarters))
    return Table(header, tuple(rows), numeric=tuple(range(2, 2 + len(quarters))))


def _cell(groups: Groups, found: Known) -> str:
    return groups.words[found.band] if found.ratio is None and found.band else found.text
