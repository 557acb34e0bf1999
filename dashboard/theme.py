"""The look: colours, type scale, spacing. Written here and in .streamlit/config.toml, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'
HEIGHT = 360  # pixels of a chart, fixed so that nothing jumps
LABEL, CAPTION = 15, 14  # type scale inside a chart


@dataclass(frozen=True)
class Palette:
    """Colours of one scheme. `picked` are for municipalities the reader chose, safe for colour-blind readers."""

    text: str
    muted: str
    line: str
    background: str
    accent: str
    region: str
    country: str
    context: str
    soft: str
    picked: tuple[str, ...]
    steps: tuple[str, ...]


LIGHT = Palette(
    text="#16222e",
    muted="#52606d",
    line="#dfe5ea",
    background="#ffffff",
    accent="#00708a",
    region="#16222e",
    country="#52606d",
    context="#8b97a3",
    soft="#cfe3e9",
    picked=("#00708a", "#b3400a", "#6a3d9a", "#857000"),
    steps=("#e3f0f3", "#b5d7df", "#7cb8c7", "#3c92a7", "#00708a"),
)
DARK = Palette(
    text="#eef3f6",
    muted="#aab7c2",
    line="#2b3843",
    background="#0f1720",
    accent="#7fd3e6",
    region="#eef3f6",
    country="#aab7c2",
    context="#6d7a86",
    soft="#274754",
    picked=("#7fd3e6", "#ff9d6b", "#c9a6f5", "#e0cf52"),
    steps=("#16303a", "#1f4a58", "#2f6f82", "#52a0b4", "#7fd3e6"),
)


def palette(dark: bool) -> Palette:
    """Return the colours of the light or the dark scheme."""
    return DARK if dark else LIGHT


def vega_config(dark: bool) -> dict[str, Any]:
    """Return the Vega-Lite configuration of every chart: Dutch numbers, quiet grid, readable type."""
    colours = palette(dark)
    axis = {
        "labelColor": colours.text,
        "titleColor": colours.muted,
        "labelFontSize": LABEL,
        "titleFontSize": CAPTION,
        "titleFontWeight": "normal",
        "gridColor": colours.line,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "labelLimit": 260,
    }
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "legend": {
            "labelColor": colours.text,
            "labelFontSize": LABEL,
            "labelLimit": 320,
            "orient": "top",
            "title": None,
            "symbolType": "square",
            "symbolSize": 160,
            "columnPadding": 24,
        },
        "text": {"font": FONT, "fontSize": LABEL, "color": colours.text},
        "header": {"labelColor": colours.text, "labelFontSize": LABEL, "title": None},
        "locale": {
            "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
        },
    }


CSS = """
<style>
[data-testid="stMainBlockContainer"] { max-width: 1280px; padding: 4.5rem 2rem 3rem; }
[data-testid="stHeader"] { background: light-dark(#ffffff, #0f1720); }
.mg-title h1 { font-size: 2rem; font-weight: 650; letter-spacing: -0.01em; margin: 0; padding: 0; line-height: 1.2; }
.mg-title p { margin: .25rem 0 0; font-size: 1.06rem; max-width: 62rem; color: light-dark(#52606d, #aab7c2); }
.mg-kpis { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 0 1.75rem;
  margin: .25rem 0 .5rem !important; padding: 0 !important; list-style: none !important; }
.mg-kpis li { border-top: 3px solid light-dark(#00708a, #7fd3e6); padding: .55rem 0 .75rem; margin: 0 !important; }
.mg-kpis .mg-label { display: block; font-size: .95rem; line-height: 1.25; color: light-dark(#52606d, #aab7c2); }
.mg-kpis .mg-number { display: block; font-size: 2.1rem; line-height: 1.2; font-weight: 650;
  font-variant-numeric: tabular-nums; }
.mg-kpis .mg-unit { font-size: 1rem; font-weight: 400; }
.mg-kpis .mg-compare { display: block; font-size: .97rem; line-height: 1.35; }
.mg-kpis .mg-period { display: block; font-size: .86rem; margin-top: .15rem; color: light-dark(#52606d, #aab7c2); }
@media (min-width: 900px) { [class*="st-key-tegel-"] .mg-kpis li { min-height: 9.6rem; } }
[class*="st-key-tegel-"] { gap: 0; }
.mg-head h2 { font-size: 1.38rem; font-weight: 650; line-height: 1.25; margin: 0; padding: 0; }
.mg-head p { margin: .15rem 0 0; color: light-dark(#52606d, #aab7c2); font-size: 1rem; }
.mg-sentence { margin: 0; font-size: 1rem; max-width: 70rem; }
.mg-foot { font-size: .875rem; line-height: 1.5; color: light-dark(#52606d, #aab7c2); margin: 0; }
.mg-foot ul { margin: 0 0 .35rem; padding-left: 1.1rem; }
.mg-foot summary { cursor: pointer; margin-bottom: .35rem; }
.mg-foot li { margin: 0; font-size: .875rem; }
.mg-scroll { overflow-x: auto; }
.mg-table { border-collapse: collapse; width: 100%; font-size: 1rem; font-variant-numeric: tabular-nums; }
.mg-table caption { text-align: left; font-size: .9rem; padding: 0 0 .4rem; color: light-dark(#52606d, #aab7c2); }
.mg-table th, .mg-table td { padding: .38rem .75rem .38rem 0; text-align: left; vertical-align: top; font-weight: 400;
  border: 0; border-bottom: 1px solid light-dark(#dfe5ea, #2b3843); }
.mg-table thead th { font-weight: 600; border-bottom: 2px solid light-dark(#8b97a3, #6d7a86); vertical-align: bottom; }
.mg-table .mg-num { text-align: right; white-space: nowrap; }
.mg-table .mg-long { min-width: 13rem; }
.mg-table tr.mg-strong th, .mg-table tr.mg-strong td { font-weight: 650; }
.mg-note { font-size: .95rem; margin: 0; color: light-dark(#52606d, #aab7c2); }
.mg-text h2 { font-size: 1.38rem; font-weight: 650; margin: 1.75rem 0 .35rem; padding: 0; }
.mg-text h3 { font-size: 1.12rem; font-weight: 650; margin: 1.5rem 0 .3rem; padding: 0; }
.mg-text h4 { font-size: 1rem; font-weight: 650; margin: 1rem 0 .2rem; padding: 0; }
.mg-text p { margin: 0 0 .6rem; max-width: 70rem; }
.mg-text ul { margin: 0 0 .75rem; padding-left: 1.1rem; max-width: 70rem; }
.mg-text h2, .mg-terms > div { scroll-margin-top: 4.5rem; }
.mg-text dl:not(.mg-terms) { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .2rem 1.5rem;
  margin: 0 0 .75rem; padding: 0; max-width: 70rem; }
.mg-text dt, .mg-terms dt { font-weight: 650; }
.mg-text dd, .mg-terms dd { margin: 0; }
.mg-terms { margin: 0; padding: 0 !important; }
.mg-terms > div { display: grid; grid-template-columns: minmax(0, 17rem) minmax(0, 46rem); gap: 0 1.5rem;
  margin: 0 -.5rem; padding: .65rem .5rem; border-bottom: 1px solid light-dark(#dfe5ea, #2b3843); }
.mg-terms > div:target { background: light-dark(#e3f0f3, #16303a); }
.mg-text a, .mg-contents a, .mg-terms a { color: light-dark(#005a70, #7fd3e6); }
.mg-contents ul { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: 0; padding: 0 !important;
  list-style: none; }
.mg-contents li { margin: 0; }
.mg-contents a { display: inline-block; min-width: 1.5rem; padding: .15rem 0; }
.mg-under { display: block; font-size: .9em; line-height: 1.4; color: light-dark(#52606d, #aab7c2); }
.mg-wide { min-width: 56rem; table-layout: fixed; overflow-wrap: break-word; }
.mg-wide caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.mg-wide .mg-num { padding-right: 1.75rem; }
.mg-text code { font-size: .85em; padding: 0; background: none; color: light-dark(#52606d, #aab7c2); }
.mg-exact, .mg-near { color: light-dark(#00708a, #7fd3e6); }
.mg-off { color: light-dark(#b3400a, #ff9d6b); }
.mg-row-name { margin: 0; }
[class*="st-key-downloadrij-"] { border-bottom: 1px solid light-dark(#dfe5ea, #2b3843); padding: .15rem 0; }
@media (max-width: 640px) {
  .mg-terms > div { grid-template-columns: minmax(0, 1fr); }
  [class*="st-key-downloadrij-"] { row-gap: 0; }
  [class*="st-key-downloadrij-"] > :first-child { flex-basis: 100% !important; min-width: 100%; }
}
.mg-page-foot { border-top: 1px solid light-dark(#dfe5ea, #2b3843); margin-top: 2rem; padding-top: .75rem;
  font-size: .9rem; color: light-dark(#52606d, #aab7c2); }
[class*="st-key-figuur-"] { border-top: 1px solid light-dark(#dfe5ea, #2b3843); padding-top: 1.35rem;
  margin-top: .75rem; }
.st-key-filterbalk [data-testid="stHtml"] { margin-top: -.5rem; }
.st-key-filterbalk { background: light-dark(#f3f6f8, #1a2530); border-radius: 6px; padding: .7rem 1rem .8rem; }
@media print {
  .mg-foot details::details-content { display: block; content-visibility: visible; block-size: auto; }
  [data-testid="stHeader"], [data-testid="stSidebar"], .st-key-filterbalk, [class*="st-key-weergave-"],
  [class*="st-key-acties-"] { display: none !important; }
  [data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
  [class*="st-key-figuur-"] { break-inside: avoid; }
  .mg-wide { min-width: 0; font-size: .8rem; }
  .st-key-downloadlijst { display: none; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
</style>
"""
