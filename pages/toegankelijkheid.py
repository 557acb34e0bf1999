"""Toegankelijkheid: the accessibility statement, with what the tests found."""

import streamlit as st

from dashboard.frame import view
from dashboard.statement import accessibility

view()
st.html(accessibility())
