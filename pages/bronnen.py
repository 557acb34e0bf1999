"""Bronnen en controle: do the figures add up, and where do they come from?"""

import streamlit as st

from dashboard.about.backtest import backtest_section
from dashboard.about.dictionary import dictionary, summary_section, titles
from dashboard.about.explanation import explanation_section
from dashboard.about.reconciliations import reconciliation_section
from dashboard.about.sections import contents
from dashboard.about.sources import source_section
from dashboard.about.state import state_section
from dashboard.screen.filters import pick
from dashboard.screen.frame import view
from dashboard.screen.putting import put

SECTIONS = (
    ("controle", "Tellingscontrole"),
    ("agenda-en-cbs", "Agenda tegenover CBS"),
    ("stand", "Stand van de bronnen"),
    ("bronnen", "Bronnen"),
    ("gegevens", "Gegevens en woordenboek"),
    ("uitleg", "Hoe dit werkt"),
)

snapshot, _ = view()
backtest = backtest_section(snapshot)
put(contents("Op deze pagina", [pair for pair in SECTIONS if backtest or pair[0] != "agenda-en-cbs"]))
put(reconciliation_section(snapshot))
if backtest:
    put(backtest)
put(state_section(snapshot))
put(source_section(snapshot))
put(summary_section(snapshot))
with st.container(width=520):
    chosen = pick("Kies een tabel voor het woordenboek", titles(snapshot), key="tabel")
put(dictionary(snapshot, chosen))
put(explanation_section(snapshot))
