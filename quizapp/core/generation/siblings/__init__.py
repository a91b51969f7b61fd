"""Siblings: names of the same kind as a key, from lists, as wrong options."""
