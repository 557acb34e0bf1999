"""Bevolking: how many people live here, who works, and who could work (more)."""

from dashboard.card import card, key_figures
from dashboard.figures import growth, population, workforce
from dashboard.filters import choice
from dashboard.frame import view

snapshot, selection = view()
key_figures(population.key_figures, snapshot, selection)
words = {"Index": growth.INDEX, "Aantal": growth.NUMBER}
show = words[choice("Inwoners als", list(words), key="inwoners")]
card(growth.growth, snapshot, selection, show=show)
card(workforce.potential, snapshot, selection)
card(population.working_age, snapshot, selection)
card(workforce.youth, snapshot, selection)
card(workforce.ageing, snapshot, selection)
