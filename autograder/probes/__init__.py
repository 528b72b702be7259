"""Probes: each asks an app one question, by a situation that only a right answer gets out of."""
