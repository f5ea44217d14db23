"""The door to a language model: one rendered prompt in, text and usage out, or one typed failure."""
