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
st.html(contents("Op deze pagina", [pair for pair in SECTIONS if backtest or pair[0] != "agenda-en-cbs"]))
st.html(reconciliation_section(snapshot))
if backtest:
    st.html(backtest)
st.html(state_section(snapshot))
st.html(source_section(snapshot))
st.html(summary_section(snapshot))
with st.container(width=520):
    chosen = pick("Kies een tabel voor het woordenboek", titles(snapshot), key="tabel")
st.html(dictionary(snapshot, chosen))
st.html(explanation_section(snapshot))
