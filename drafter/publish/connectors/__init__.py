"""One module per kind of target: a notice in, the exact request out, the receipt read from the answer."""
