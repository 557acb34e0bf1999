"""Colours: readable in both schemes, apart for colour-blind readers, and a municipality keeps its own everywhere."""

from __future__ import annotations

import ast
import math
import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.asking.queries import municipalities
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.theme import DARK, LIGHT, RULES, Palette, ink_on, luminance, style_sheet
from dashboard.telling import roles
from dashboard.telling.focus import role
from snapshot.read import Snapshot
from snapshot.region import DEFAULT

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
TEXT, GRAPHIC = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
APART = 0.055  # distance in OKLab; 0.02 is just visible
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB
SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039),
    ),
}  # fmt: skip
TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = (
    (0.2104542553, 0.793617785, -0.0040720468),
    (1.9779984951, -2.428592205, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.808675766),
)
Vector = tuple[float, ...]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def times(matrix: tuple[Vector, ...], vector: Vector) -> Vector:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def oklab(shade: str, sight: str) -> Vector:
    channels = tuple(int(shade[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    seen = tuple(min(max(c, 0.0), 1.0) for c in times(SIGHT[sight], linear))
    return times(TO_LAB, tuple(math.cbrt(c) for c in times(TO_LMS, seen)))


def distance(one: str, other: str, sight: str) -> float:
    return math.dist(oklab(one, sight), oklab(other, sight))


@SCHEMES
def test_text_is_readable(colours: Palette) -> None:
    for shade in (colours.text, colours.muted, colours.accent, colours.link, colours.country, colours.warning):
        for ground in (colours.background, colours.panel, colours.tint):
            assert contrast(shade, ground) >= TEXT, (shade, ground)


@SCHEMES
def test_the_name_of_a_line_is_readable_in_the_colour_of_the_line(colours: Palette) -> None:
    for shade in (*colours.places, *colours.picked, colours.region, colours.country):
        assert contrast(shade, colours.background) >= TEXT, shade


@SCHEMES
def test_marks_stand_out_from_the_page(colours: Palette) -> None:
    for shade in (colours.context, colours.soft, colours.focus, colours.accent):
        assert contrast(shade, colours.background) >= GRAPHIC, shade


@SCHEMES
def test_text_inside_a_mark_is_readable(colours: Palette) -> None:
    for shade in (colours.accent, colours.soft, colours.context, *colours.steps, *colours.picked):
        assert contrast(ink_on(shade), shade) >= TEXT, shade


@SCHEMES
def test_more_stands_out_more_from_the_page(colours: Palette) -> None:
    """Words such as “hoe sterker de kleur, hoe hoger” hold in both schemes; which end is darker does not."""
    seen = [contrast(shade, colours.background) for shade in colours.steps]
    assert seen == sorted(seen)


def test_no_text_names_a_shade_that_one_scheme_turns_around() -> None:
    turned = re.compile(r"(donker|licht)er|(donker|licht)ste", re.IGNORECASE)
    texts = [(path, text) for path in (*Path("dashboard").rglob("*.py"), *Path("pages").glob("*.py"))
             for text in strings_of(path)]  # fmt: skip
    assert len(texts) > 1000
    assert [(path, text) for path, text in texts if turned.search(text)] == []


def strings_of(path: Path) -> list[str]:
    """Return every text of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spoken = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in spoken
    ]


@SCHEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_regions_are_told_apart_whatever_the_eye(colours: Palette, sight: str) -> None:
    shades = (*colours.places, colours.region, colours.context)
    near = {pair for pair in combinations(shades, 2) if distance(*pair, sight) < APART}
    assert near == set()


def test_the_measure_knows_a_pair_that_a_colour_blind_reader_confuses() -> None:
    assert distance("#c23b22", "#5f7a1f", "full") > 0.15
    assert distance("#b3562b", "#7a7a1f", "deuteranopia") < APART


def test_a_chosen_municipality_keeps_its_role_whatever_else_is_chosen(snapshot: Snapshot) -> None:
    towns = tuple(municipalities(snapshot))
    kept = set()
    for place, town in enumerate(towns):
        choices = [(town,), (towns[place - 1], town), towns]
        found = {role(town, snapshot, Selection(municipalities=choice)) for choice in choices}
        assert len(found) == 1
        kept |= found
    assert kept == set(roles.PLACES)
    assert len(towns) == 9


def test_what_is_not_chosen_is_context_and_region_and_country_never_change(snapshot: Snapshot) -> None:
    for chosen in ((), ("GM0202",)):
        assert role(DEFAULT.code, snapshot, Selection(municipalities=chosen)) == roles.REGION
        assert role(COUNTRY, snapshot, Selection(municipalities=chosen)) == roles.COUNTRY
    assert role("GM0221", snapshot, Selection(municipalities=("GM0202",))) == roles.CONTEXT
    assert role("GM0221", snapshot, Selection()) == roles.ACCENT


@SCHEMES
def test_every_role_has_its_colour_and_texts_on_it_are_readable(colours: Palette) -> None:
    assert len(colours.of_roles) == len(roles.ROLES) == len(set(roles.ROLES))
    assert (colours.of(roles.ACCENT), colours.of(roles.STEPS[4])) == (colours.accent, colours.steps[4])
    for field in roles.FIELDS:
        assert contrast(colours.of(roles.on(field)), colours.of(field)) >= TEXT, field


def test_colours_stand_in_the_theme_and_in_the_configuration_and_agree() -> None:
    settings = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for name, colours in (("light", LIGHT), ("dark", DARK)):
        scheme = settings[name]
        assert scheme["primaryColor"] == colours.focus
        assert scheme["backgroundColor"] == colours.background
        assert scheme["secondaryBackgroundColor"] == colours.panel
        assert scheme["textColor"] == colours.text
        assert scheme["linkColor"] == colours.link
    assert "#" not in RULES.read_text(encoding="utf-8").replace("#mg-live", ""), "a colour in the rules"
    assert f"light-dark({LIGHT.accent}, {DARK.accent})" in style_sheet("Ergens")
