"""Tests of the agenda and its contract."""
