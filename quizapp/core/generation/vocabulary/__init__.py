"""Word lists, one file a list, words apart by white space; ``#`` begins a line of remarks."""

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of ``<name>.txt``. Raises ``FileNotFoundError`` where there is no such list."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def word_pairs(name: str) -> dict[str, str]:
    """The pairs of ``<name>.txt``, two words a line: the first may be replaced by the second."""
    return dict(pair for line in _lines(name) if len(pair := line.split()) == 2)


def _lines(name: str) -> list[str]:
    lines = files(__package__).joinpath(f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
