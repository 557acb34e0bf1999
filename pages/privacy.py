"""Privacy: what the dashboard knows of people and of its visitors."""

import streamlit as st

from dashboard.frame import view
from dashboard.statement import privacy

view()
st.html(privacy())
