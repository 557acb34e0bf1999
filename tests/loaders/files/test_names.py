"""Names of regions as people and machines write them; every spelling is that of one code, or of none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.files.words.names import Names, is_total, names_of
from loaders.series.declare import Regions

TITLES = {
    "AM01": "Groningen", "AM06": "Veluwe Stedendriehoek", "AM07": "Midden-Gelderland", "AM12": "Gooi en Vechtstreek",
    "AM17": "Zaanstreek/Waterland", "AM27": "Noordoost-Brabant", "AM30": "Zuid-Limburg", "AM32": "Helmond-De Peel",
    "AM36": "Regio Zwolle", "AM37": "Zuid-Kennemerland en IJmond", "AM38": "FoodValley", "GM0014": "Groningen (gemeente)",
    "GM0034": "Almere", "GM0164": "Hengelo (O.)", "GM0193": "Zwolle", "GM0202": "Arnhem", "GM0277": "Rozendaal",
    "GM0344": "Utrecht (gemeente)", "GM0373": "Bergen (NH.)", "GM0518": "'s-Gravenhage (gemeente)",
    "GM0820": "Nuenen, Gerwen en Nederwetten", "GM0888": "Beek (L.)", "GM0893": "Bergen (L.)", "GM1883": "Sittard-Geleen",
    "GM1900": "Súdwest-Fryslân", "PV26": "Utrecht (PV)", "PV28": "Zuid-Holland",
}  # fmt: skip
KNOWN: Names = names_of({}, Regions({}, TITLES))
SPELLINGS = {
    "AM07": ("Midden-Gelderland", "midden gelderland", "Midden–Gelderland", "Midden‑Gelderland", "Midden\u00a0Gelderland",
             "Arbeidsmarktregio Midden-Gelderland", "AMR Midden-Gelderland", "Regio Midden-Gelderland", "M-Gelderland",
             "Midden-Gelderland (AM)", "Midden Gld.", "AM07", "am 07", "Midden-Gelderland*", "Midden-Gelderland 1)"),
    "AM12": ("Gooi- en Vechtstreek", "Gooi & Vechtstreek", "GOOI EN VECHTSTREEK"),
    "AM17": ("Zaanstreek-Waterland", "Zaanstreek / Waterland"),
    "AM27": ("NO-Brabant", "N.O.-Brabant", "Noordoost Brabant"),
    "AM30": ("Z-Limburg", "Zuid—Limburg"),
    "AM32": ("Helmond - De Peel", "Helmond De Peel"),
    "AM36": ("Regio Zwolle", "Zwolle"),
    "AM38": ("Food Valley", "Foodvalley"),
    "AM01": ("Groningen", "Arbeidsmarktregio Groningen"),
    "GM0014": ("Groningen (gemeente)", "gemeente Groningen", "Gem. Groningen"),
    "GM0164": ("Hengelo", "Hengelo (O)", "Hengelo (O.)", "Hengelo (Ov.)", "Hengelo (Overijssel)", "Hengelo O"),
    "GM0202": ("Arnhem", "ARNHEM", " Arnhem ", "gemeente Arnhem", "Arnhem (gemeente)", "Arnhem (Gld)", "Arn\u00adhem", "Arnhem¹",
               "GM0202", "0202", "202", "202.0"),
    "GM0277": ("Rozendaal (Gld.)", "Rozendaal (Gelderland)"),
    "GM0344": ("Utrecht (gemeente)", "Utrecht"),
    "GM0373": ("Bergen (NH)", "Bergen (N.H.)", "Bergen NH", "Bergen (Noord-Holland)"),
    "GM0518": ("’s-Gravenhage", "'s-Gravenhage", "‘s‑Gravenhage", "s-Gravenhage", "'s Gravenhage", "Den Haag", "'s-Gravenhage (Den Haag)"),
    "GM0820": ("Nuenen, Gerwen en Nederwetten", "Nuenen Gerwen & Nederwetten", "Nuenen c.a.", "Nuenen"),
    "GM0888": ("Beek", "Beek (L)"),
    "GM0893": ("Bergen (L)", "Bergen (Limburg)", "Bergen (Lb.)"),
    "GM1883": ("Sittard–Geleen", "Sittard‑Geleen", "Sittard Geleen", "Sittard - Geleen"),
    "GM1900": (unicodedata.normalize("NFD", "Súdwest-Fryslân"), "Sudwest-Fryslan", "SÚDWEST FRYSLÂN"),
    "NL01": ("Nederland", "Totaal Nederland", "NL"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in SPELLINGS.items() for text in texts])
def test_every_spelling_is_the_name_of_its_region(code: str, text: str) -> None:
    assert KNOWN.find(text) == code


@pytest.mark.parametrize(
    "text", ["Bergen", "Hengelo (Gld)", "Utrecht (PV)", "Provincie Utrecht", "Roosendaal", "34", "", "Totaal"]
)
def test_what_is_not_clear_is_no_region(text: str) -> None:
    assert KNOWN.find(text) is None


def test_under_a_heading_of_municipalities_a_name_and_a_number_are_those_of_one() -> None:
    found = {text: KNOWN.find(text, town=True) for text in ("Groningen", "Zwolle", "Regio Zwolle", "34", "0014")}
    assert found == {
        "Groningen": "GM0014", "Zwolle": "GM0193", "Regio Zwolle": "AM36", "34": "GM0034", "0014": "GM0014",
    }  # fmt: skip
    assert KNOWN.find("Arbeidsmarktregio Groningen", town=True) == "AM01"


def test_provinces_are_known_and_no_regions() -> None:
    assert all(
        KNOWN.is_wider(text) for text in ("Zuid-Holland", "Zuid–Holland", "Provincie Gelderland", "Noord-Brabant")
    )


@pytest.mark.parametrize("text", ["Allersmaborg", "Overbetuwe", "Somerens", "Totalisator", "Alphen-Chaam", "Eldersloo"])
def test_a_name_that_begins_like_a_total_is_none(text: str) -> None:
    assert not is_total(text)


DASHES, SPACES = st.sampled_from("-–—‑−/ "), st.sampled_from([" ", "\u00a0", "\u202f", "  "])


@given(st.sampled_from(sorted(TITLES)), st.data())
def test_a_title_with_other_signs_is_the_same_region(code: str, data: st.DataObject) -> None:
    title = TITLES[code]
    written = "".join(
        data.draw(DASHES) if sign in "-/" else data.draw(SPACES) if sign == " " else data.draw(st.sampled_from("'’‘`´")) if sign == "'" else sign
        for sign in title
    )  # fmt: skip
    written = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), written)
    written = data.draw(st.sampled_from([str, str.upper, str.lower, str.title]))(written)
    wanted = None if code.startswith("PV") else code
    written = data.draw(st.sampled_from(["", " ", "\u200b"])) + written + data.draw(st.sampled_from(["", " ", "*"]))
    assert KNOWN.find(written, town=code.startswith("GM")) == wanted
