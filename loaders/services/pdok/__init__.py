"""Boundaries of municipalities and labour-market regions, through the OGC API Features of PDOK."""
