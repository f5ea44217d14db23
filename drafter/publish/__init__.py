"""The approved text, exactly that text, to a channel, once."""
