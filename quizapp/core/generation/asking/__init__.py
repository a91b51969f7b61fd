"""Asking: every form of question on a claim, with its key and its wrong options."""
