"""Readers: notes, chat exports, incident logs and system maps become nouns of core."""
