"""Rules that need nothing but the text. Standard library only."""
