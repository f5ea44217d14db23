"""One file per step, in order: m001, m002, ..."""
