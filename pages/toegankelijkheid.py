"""Toegankelijkheid: the accessibility statement, with what the tests found."""

import streamlit as st

from dashboard.about.statement import accessibility
from dashboard.screen.frame import view

view()
st.html(accessibility())
