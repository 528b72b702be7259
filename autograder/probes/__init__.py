"""Probes: one question each, asked of a running app by a situation only a right answer gets out of."""
