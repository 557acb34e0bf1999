"""Tests of how publishers are asked."""
