"""Tests of files that a person drops."""
