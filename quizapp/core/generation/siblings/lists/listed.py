"""The hand-kept lists, read into plain values.

``countries.txt`` explains itself. The others hold classes: ``[class] @token ...`` opens one, and its members follow,
divided by semicolons or line breaks, each written as

    the Name | the Other Name | Third Name (1821-1999) @token #admin !

"the" where the name takes the article; the years from which and to which it existed; tokens of which members must share
one to stand in for each other (two capitals are a country's code); the code of its region inside the country; "!" for
what may be asked about but is never offered as a wrong option; "~" for what is better known as a member of another
class and only offered here. Behind a class, "+s" gives its members a plural for a second name, and "closed" says that
the world has no more of the kind. Other names stand in one order in all of a class: what the key is called by its
second name is offered by theirs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

LISTS = ("places.txt", "organizations.txt", "terms.txt")
_ROOM = "quizapp.core.generation.siblings.lists"
_YEARS = re.compile(r"\((\d{1,4})?(?:-(\d{1,4}))?\)")


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of a class."""

    kind: str
    """Its leaf class."""
    names: tuple[str, ...]
    """Its name, then the other names it goes by, each with its article where it takes one."""
    since: int = 0
    until: int = 9999
    tokens: frozenset[str] = frozenset()
    admin: str = ""
    offered: bool = True
    borrowed: bool = False
    """Whether another class has the better claim to it."""
    country: str = ""
    """Two letters (ISO 3166-1), blank where it has none or several."""


@dataclass(frozen=True, slots=True)
class Country:
    """One line of ``countries.txt``."""

    listed: Listed
    adjective: str
    people: str


def text(name: str) -> str:
    """What the list ``name`` says."""
    return files(_ROOM).joinpath(name).read_text("utf-8")


def _lines(name: str) -> Iterator[str]:
    for line in text(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def countries() -> list[Country]:
    """All of ``countries.txt``."""
    found = []
    for line in _lines("countries.txt"):
        code, named, since, adjective, people, *rest = (part.strip() for part in line.split(";"))
        found.append(
            Country(
                Listed(
                    kind="country",
                    names=tuple(part.strip() for part in named.split("|")),
                    since=int(since),
                    tokens=frozenset(part for part in rest if part != "!"),
                    offered="!" not in rest,
                    country=code,
                ),
                adjective.strip("-"),
                people.strip("-"),
            )
        )
    return found


def _plural(name: str) -> str:
    """The regular plural of a common noun."""
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    return name + ("es" if re.search(r"(?:s|x|ch|sh)$", name) else "s")


def _member(kind: str, shared: str, written: str) -> Listed:
    years = _YEARS.search(written)
    tokens = re.findall(r"@(\S+)", f"{shared} {written}")
    admin = re.search(r"#(\S+)", written)
    bare = re.sub(r"[@#]\S+|\s[!~](?=\s|$)", "", _YEARS.sub("", written)).strip()
    names = [part.strip() for part in bare.split("|")]
    if "+s" in shared:
        names = [names[0], _plural(names[0]), *names[1:], *(_plural(name) for name in names[1:])]
    codes = [token for token in tokens if re.fullmatch("[A-Z]{2}", token)]
    return Listed(
        kind=kind,
        names=tuple(names),
        since=int(years[1] or 0) if years else 0,
        until=int(years[2] or 9999) if years else 9999,
        tokens=frozenset(tokens),
        admin=admin[1] if admin else "",
        offered=" !" not in written,
        borrowed=" ~" in written,
        country=codes[0] if len(codes) == 1 else "",
    )


def members(name: str) -> list[Listed]:
    """All members of all classes in the list ``name``, in its order."""
    found: list[Listed] = []
    kind, shared = "", ""
    for line in _lines(name):
        if header := re.match(r"\[(\w+)\](.*)", line):
            kind, shared = header[1], header[2]
            continue
        found += [_member(kind, shared, part) for part in line.split(";") if part.strip()]
    return found


def closed(name: str) -> set[str]:
    """The classes in the list ``name`` of which the world has no more members than it tells."""
    headers = (re.match(r"\[(\w+)\](.*)", line) for line in _lines(name))
    return {header[1] for header in headers if header and "closed" in header[2]}
