"""The nouns and the pure rules between them: no I/O, no clock, no randomness."""
