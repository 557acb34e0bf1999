"""Begroting: what comes in, what is spent, and what is not settled yet."""

from dashboard.composing import show

show("begroting")
