"""The page in Dash, with its own charts."""

import sys
from pathlib import Path

import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from benchmarks.peers.rows import CHOSEN, key_figures, shares, table, towns

app = Dash(__name__, serve_locally=True)
app.layout = html.Div(
    [
        html.H1("Uitkeringen"),
        html.Label("Gemeenten", htmlFor="gemeenten"),
        dcc.Dropdown(towns(), [], multi=True, id="gemeenten"),
        html.Div(id="figures"),
    ]
)


@app.callback(Output("figures", "children"), Input("gemeenten", "value"))
def draw(chosen: list[str]) -> list[object]:
    """Return all that follows the choice."""
    found = shares(chosen)
    figures = [
        px.bar(found[found["uitkering"] == CHOSEN], x="waarde", y="gemeente", orientation="h"),
        px.line(table("national"), x="periode", y="waarde", color="uitkering"),
        px.density_heatmap(found, x="uitkering", y="gemeente", z="waarde"),
        px.bar(table("jobseekers"), x="waarde", y="uitkering", color="werk", orientation="h"),
    ]
    tiles = [html.Div([html.Span(label), html.Strong(value)]) for label, value in key_figures(chosen)]
    rows = dash_table.DataTable(found.to_dict("records"), page_size=50)
    return [*tiles, *(dcc.Graph(figure=one) for one in figures), rows]


app.run(host="127.0.0.1", port=int(sys.argv[1]))
