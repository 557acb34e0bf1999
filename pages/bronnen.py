"""Bronnen en controle: do the figures add up, where do they come from, and all files to take home."""

import streamlit as st

from dashboard.anchor import follow_anchor
from dashboard.backtest import backtest_section
from dashboard.dictionary import dictionary, summary_section, titles
from dashboard.explanation import explanation_section
from dashboard.filters import pick
from dashboard.frame import view
from dashboard.live_state import state_section
from dashboard.package_downloads import package_downloads
from dashboard.reconciliations import reconciliation_section
from dashboard.sections import contents
from dashboard.sources import source_section

SECTIONS = (
    ("controle", "Tellingscontrole"),
    ("agenda-en-cbs", "Agenda tegenover CBS"),
    ("stand", "Stand van de bronnen"),
    ("bronnen", "Bronnen"),
    ("gegevens", "Gegevens en woordenboek"),
    ("downloads", "Downloads"),
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
package_downloads(snapshot)
st.html(explanation_section(snapshot))
follow_anchor()
