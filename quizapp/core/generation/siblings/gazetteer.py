"""The things of the world by name: read from ``lists/siblings.sqlite``, opened once, never written."""

import math
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from quizapp.core.generation.siblings.lists.keys import lookup_key, without_article

_BORROWED, _SPELLING = 50, 90
_COLUMNS = "id, entry.name, article, kind, country, admin, since, until, population, latitude, longitude, fame, offered, tokens"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: a country, a town, a newspaper, a month."""

    id: int
    name: str
    """Without article."""
    article: bool
    """Whether the name takes "the"."""
    kind: str
    """Its leaf class."""
    country: str
    """Two letters, blank where it has none or several."""
    admin: str
    """The code of its first-level division, or its own code where it is one."""
    since: int
    until: int
    population: int
    latitude: float
    longitude: float
    fame: int
    """Ten times the Zipf frequency of its name in English texts."""
    offered: bool
    """Whether it may stand as a wrong option."""
    tokens: frozenset[str]
    """What it must share with those that stand in for it."""

    @property
    def countries(self) -> frozenset[str]:
        """The codes of all countries that it belongs to."""
        return frozenset([self.country] if self.country else []) | {
            t for t in self.tokens if len(t) == 2 and t.isupper()
        }


@cache
def _database() -> sqlite3.Connection:
    path = quote(str(Path(__file__).parent / "lists" / "siblings.sqlite"))
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _entry(row: tuple[Any, ...]) -> Entry:
    values = (*row[:-1], frozenset(row[-1].split("|")) - {""})
    return Entry(*values)


def _said_so(name: str, written: str) -> bool:
    """Whether capitals agree: "us" is not the US and "may" is no month."""
    if written.isupper() and len(written) <= 5:
        return name.replace(".", "").isupper()
    return name != name.lower() or written == written.lower()


@lru_cache(maxsize=8192)
def lookup(name: str) -> tuple[Entry, ...]:
    """All things that go by ``name``: proper names before other names before mere spellings; empty where none does."""
    rows = (
        _database()
        .execute(
            f"SELECT rank, written, {_COLUMNS} FROM name JOIN entry ON entry.id = name.entry"  # noqa: S608 # constants
            " WHERE key = ? ORDER BY rank, entry.id",
            (lookup_key(name),),
        )
        .fetchall()
    )
    bare = without_article(name)[0]
    rows = [row for row in rows if _said_so(bare, row[1])]
    exact = [row for row in rows if row[1].removeprefix("the ")[0] == bare[0]]
    for limit in (_BORROWED, _SPELLING, 100):
        best = [row for row in exact or rows if row[0] < limit]
        if best:
            return tuple(_entry(row[2:]) for row in best)
    return ()


@cache
def members(kind: str, country: str = "") -> tuple[Entry, ...]:
    """All of one class that may be offered, those of ``country`` alone where it is given."""
    found = _database().execute(
        f"SELECT {_COLUMNS} FROM entry WHERE kind = ? AND (? = '' OR country = ?) AND offered ORDER BY id",  # noqa: S608
        (kind, country, country),
    )
    return tuple(_entry(row) for row in found)


@cache
def borders(country: str) -> frozenset[str]:
    """The codes of the countries beside ``country``."""
    return frozenset(row[0] for row in _database().execute("SELECT other FROM border WHERE one = ?", (country,)))


@lru_cache(maxsize=4096)
def forms_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """All names that an answer may use, the proper one first, each without its article and with it apart."""
    rows = _database().execute(
        "SELECT written FROM name WHERE entry = ? AND rank < ? ORDER BY rank", (entry.id, _SPELLING)
    )
    return tuple(without_article(row[0]) for row in rows)


def names_of(entry: Entry) -> tuple[str, ...]:
    """All names that an answer may use, the proper one first, without article."""
    return tuple(name for name, _ in forms_of(entry))


@cache
def of_country(kind: str, country: str) -> Entry | None:
    """The one thing of a class that belongs to a country: the country itself, its nationality, its people."""
    row = _database().execute(
        f"SELECT {_COLUMNS} FROM entry WHERE kind = ? AND country = ? ORDER BY id",  # noqa: S608 # constants
        (kind, country),
    )
    first = row.fetchone()
    return _entry(first) if first else None


def apart_km(one: Entry, other: Entry) -> float:
    """How far two towns lie apart, in kilometres: the haversine formula, a mean radius of 6,371 km."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, chord)))
