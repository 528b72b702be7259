"""The course's own package: checks, the offline model, and the picture of a run."""
