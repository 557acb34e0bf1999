"""Privacy: what the dashboard knows of people and of its visitors."""

import streamlit as st

from dashboard.about.statement import privacy
from dashboard.screen.frame import view
from dashboard.screen.login_settings import login_settings

view()
settings = login_settings()
st.html(privacy(login_hours=settings.seconds // 3600 if settings else 0))
