"""Measurements, as ratios within one run. They judge nothing."""
