"""Typed words against those that are accepted."""

from quizapp.core.text.folding import folded

LIMIT = 500
"""Characters of an answer."""


def met(accepted: list[str], typed: str) -> str:
    """The first accepted variant that ``typed`` equals when folded, or ``''``."""
    given = folded(typed)
    return next((variant for variant in accepted if given and folded(variant) == given), "")
