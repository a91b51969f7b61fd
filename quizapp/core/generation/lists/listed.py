"""The hand-kept lists, read into plain values.

``countries.txt`` explains itself. The others hold classes: ``[class] @token ...`` opens one, and its members follow,
divided by semicolons or line breaks, each written as

    the Name | Other Name | Third Name (1821-1999) @token #admin !

"the" where the name takes the article; the years from which and to which it existed; tokens that members must share to
stand in for each other (two capitals are a country's code); the code of its region inside the country; and "!" for what
may be asked about but is never offered as a wrong option.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

_ROOM = "quizapp.core.generation.lists"
_YEARS = re.compile(r"\((\d{1,4})?(?:-(\d{1,4}))?\)")


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of a class."""

    kind: str
    """Its leaf class."""
    names: tuple[str, ...]
    """Its name without article, then the other names it goes by."""
    article: bool = False
    """Whether the name takes "the"."""
    since: int = 0
    until: int = 9999
    tokens: frozenset[str] = frozenset()
    admin: str = ""
    offered: bool = True
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


def without_article(name: str) -> tuple[str, bool]:
    """A name without its article, and whether it had one."""
    return (name[4:], True) if name[:4] in {"the ", "The "} else (name, False)


def _lines(name: str) -> Iterator[str]:
    for line in text(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def countries() -> list[Country]:
    """All of ``countries.txt``."""
    found = []
    for line in _lines("countries.txt"):
        code, named, since, adjective, people, *rest = (part.strip() for part in line.split(";"))
        first, article = without_article(named.split("|")[0].strip())
        names = dict.fromkeys([first, *(without_article(part.strip())[0] for part in named.split("|")[1:])])
        found.append(
            Country(
                Listed(
                    kind="country",
                    names=tuple(names),
                    article=article,
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


def _member(kind: str, shared: list[str], written: str) -> Listed:
    years = _YEARS.search(written)
    tokens = [*shared, *re.findall(r"@(\S+)", written)]
    admin = re.search(r"#(\S+)", written)
    bare = re.sub(r"[@#]\S+|\s!(?=\s|$)", "", _YEARS.sub("", written)).strip()
    parts = [without_article(part.strip()) for part in bare.split("|")]
    codes = [token for token in tokens if re.fullmatch("[A-Z]{2}", token)]
    return Listed(
        kind=kind,
        names=tuple(name for name, _ in parts),
        article=parts[0][1],
        since=int(years[1] or 0) if years else 0,
        until=int(years[2] or 9999) if years else 9999,
        tokens=frozenset(tokens),
        admin=admin[1] if admin else "",
        offered=" !" not in written,
        country=codes[0] if len(codes) == 1 else "",
    )


def members(name: str) -> list[Listed]:
    """All members of all classes in the list ``name``, in its order."""
    found: list[Listed] = []
    kind, shared = "", list[str]()
    for line in _lines(name):
        if header := re.match(r"\[(\w+)\](.*)", line):
            kind, shared = header[1], re.findall(r"@(\S+)", header[2])
            continue
        found += [_member(kind, shared, part) for part in line.split(";") if part.strip()]
    return found
