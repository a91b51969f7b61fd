"""Codes by chance: those that people read out and type, and those that stand in links."""

import secrets

TYPED_SIGNS = "ABCDEFGHJKMNPQRTUVWXY346789"
"""Letters and figures that nobody takes for one another: of I, 1, L, O, 0, S, 5, Z and 2 there is none."""
LINK_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code(length: int, signs: str = TYPED_SIGNS) -> str:
    """So many signs that nobody can guess."""
    return "".join(secrets.choice(signs) for _ in range(length))


def plain(typed: str, length: int) -> str:
    """A code of this length however it was typed, cut to one sign more: enough to see that it is none."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[: length + 1]
