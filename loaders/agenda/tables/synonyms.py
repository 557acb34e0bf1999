"""Other words for what the data hold: what a reader types, and the figure, place or term that it means.

Made by hand, from how people in the region speak of these figures.
Grain: word x what it leads to. A word can lead to several things: then a question with it has several readings.
Changed by hand. "ergens" in a word of more than one stands for a municipality: "naar ergens werken".
Trap: a word that leads to nothing fails the build; see loaders/agenda/synonyms.py.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="synonyms",
    title="Zoekwoorden",
    description="Woorden uit de spreektaal, en het cijfer, de plaats of het begrip dat ermee bedoeld wordt.",
    files=("reference/synonyms.csv",),
    processing="derived",
    columns=(
        key("word", "Woord"),
        key(
            "kind",
            "Soort",
            {
                "dataset": "tabel",
                "label": "waarde van een kolom",
                "measure": "grootheid",
                "place": "plaats",
                "term": "begrip",
                "unit": "eenheid",
            },
        ),
        key("target", "Leidt naar"),
        Column("reason", "label", "Reden"),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
)
