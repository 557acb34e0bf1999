"""Typed charts: what is drawn, in rows and roles. Renderers make pictures, slides and words of them."""
