"""The page in Panel, with charts of Vega-Lite."""

import sys
from pathlib import Path

import panel as pn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from benchmarks.peers.drawing import charts
from benchmarks.peers.rows import key_figures, shares, towns

pn.extension("vega")


def page() -> pn.Column:
    """Return the page of one visitor."""
    choice = pn.widgets.MultiChoice(name="Gemeenten", options=towns())

    def figures(chosen: list[str]) -> pn.Column:
        tiles = pn.Row(*(pn.pane.HTML(f"<span>{label}</span> <b>{value}</b>") for label, value in key_figures(chosen)))
        drawn = [pn.pane.Vega(chart.to_dict()) for chart in charts(chosen)]
        return pn.Column(tiles, *drawn, pn.pane.DataFrame(shares(chosen)))

    return pn.Column("# Uitkeringen", choice, pn.bind(figures, choice))


pn.serve(page, port=int(sys.argv[1]), address="127.0.0.1", show=False, websocket_origin=[f"127.0.0.1:{sys.argv[1]}"])
