"""Scorers: numbers with signatures."""
