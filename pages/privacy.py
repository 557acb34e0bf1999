"""Privacy: what the dashboard knows of people and of its visitors."""

import streamlit as st

from dashboard.about.statement import privacy
from dashboard.screen.frame import view

view()
st.html(privacy())
