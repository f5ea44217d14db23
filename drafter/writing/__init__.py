"""The fact sheet becomes a draft for one audience."""
