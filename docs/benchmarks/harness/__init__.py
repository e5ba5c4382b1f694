"""Measures the product against what a user would take instead. Started by ../run."""
