"""Pieces of pages: each draws one thing and asks the API for nothing it was not given."""
