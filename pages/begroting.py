"""Begroting: what comes in, what is spent, and what is not settled yet."""

from dashboard.screen.composing import show

show("begroting")
