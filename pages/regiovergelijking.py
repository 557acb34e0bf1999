"""Regio vergelijken: this labour-market region beside another one and the Netherlands."""

from dashboard.screen.composing import show

show("regiovergelijking")
