"""Speerpuntsectoren: which sectors are a priority, whose choice that is, and how they can be measured."""

from dashboard.screen.composing import show

show("sectoren")
