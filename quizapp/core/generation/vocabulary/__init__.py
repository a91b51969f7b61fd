"""Word lists, one file a list, words apart by white space; ``#`` begins a line of remarks."""

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of ``<name>.txt``. Raises ``FileNotFoundError`` where there is no such list."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(w for line in _lines("common") for w in line.split())}


def rank(word: str) -> int:
    """How common an English word is: 0 for the commonest; words outside the list come after all of it."""
    return _ranks().get(word, len(_ranks()))


@cache
def word_pairs(name: str) -> dict[str, str]:
    """The pairs of ``<name>.txt``, two words a line: the first may be replaced by the second."""
    return dict(pair for line in _lines(name) if len(pair := line.split()) == 2)


def _lines(name: str) -> list[str]:
    lines = files(__package__).joinpath(f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
