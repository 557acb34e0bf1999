"""The page in plain Streamlit with pandas."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from benchmarks.peers.drawing import charts
from benchmarks.peers.rows import key_figures, shares, towns

st.set_page_config(layout="wide")
st.title("Uitkeringen")
chosen = st.multiselect("Gemeenten", towns())
for column, (label, value) in zip(st.columns(4), key_figures(chosen), strict=False):
    column.metric(label, value)
for chart in charts(chosen):
    st.altair_chart(chart)
st.dataframe(shares(chosen))
