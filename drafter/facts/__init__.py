"""Notes and map become the fact sheet: what is known, how surely, since which line."""
