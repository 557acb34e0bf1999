"""Toegankelijkheid: the accessibility statement, with what the tests found."""

from dashboard.about.statement import accessibility
from dashboard.screen.frame import view
from dashboard.screen.putting import put

view()
put(accessibility())
