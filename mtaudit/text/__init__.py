"""Texts taken apart: pure functions that rules share."""
