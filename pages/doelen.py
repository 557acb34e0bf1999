"""Doelen: what the region wants to reach, whether it is on course, what comes, and who does what."""

from dashboard.screen.composing import show

show("doelen")
