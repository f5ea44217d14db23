"""An internal report in, a version customers can read out: every sentence with its place in the source."""
