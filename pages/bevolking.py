"""Bevolking: how many people live here, who works, and who could work (more)."""

from dashboard.screen.composing import show

show("bevolking")
