"""Wrong options of exactly the key's kind, from lists that people kept: all that were asked for, or none.

The rules and their measured worth: section 5 of the research on distractors; the README sums it up. What is decided is
decided by the arguments alone, on every machine.
"""

from random import Random

from quizapp.core.generation.siblings.choice import resolve
from quizapp.core.generation.siblings.gates import gate
from quizapp.core.generation.siblings.gazetteer import Entry, lookup, names_of, of_country
from quizapp.core.generation.siblings.peers import field, fits, in_form
from quizapp.core.generation.siblings.scene import Context

__all__ = [
    "Context",
    "aliases",
    "country_of_demonym",
    "demonym_of",
    "place_class",
    "same_kind",
    "siblings",
    "why_withheld",
]


def place_class(name: str, context: Context | None = None) -> str:
    """The one leaf class of a name, such as "country", "city", "us_state", "river", "uk_newspaper" or "month".

    Blank where nothing goes by that name, or things of several classes do and ``context`` does not settle which.
    """
    entry = resolve(name, context)[0]
    return entry.kind if entry else ""


def siblings(name: str, context: Context, *, count: int, random: Random) -> tuple[str, ...]:
    """``count`` names of the key's own class, each wrong for sure and plausible in its sentence; else none at all.

    Args:
        name: The key. With its article ("the Netherlands") where the article belongs to the option.
        context: Where it stands and what the article names; names that it mentions are never offered.
        count: How many are wanted.
        random: Decides among the most plausible, and their order.
    """
    key, scene = resolve(name, context)
    if key is None or gate(key, context, scene):
        return ()
    plausible = [other for other in field(key, context, scene) if fits(key, other, context, scene)]
    written = in_form(key, name, plausible, context)
    if len(written) < count:
        return ()
    return tuple(random.sample(written[: count + 2], count))


def why_withheld(name: str, context: Context) -> str:
    """Which rule withholds options; "unknown" for a name of no one class, "few" where too few fit, else blank."""
    key, scene = resolve(name, context)
    if key is None:
        return "unknown"
    plausible = [other for other in field(key, context, scene) if fits(key, other, context, scene)]
    return gate(key, context, scene) or ("" if len(in_form(key, name, plausible, context)) >= 3 else "few")


def same_kind(one: str, other: str) -> bool:
    """Whether both names belong to one and the same leaf class and are not two names of one thing."""
    first, second = resolve(one, None)[0], resolve(other, None)[0]
    return first is not None and second is not None and first.kind == second.kind and first.id != second.id


def aliases(name: str) -> tuple[str, ...]:
    """All names of the thing that goes by ``name``, the proper one first; empty where it is not one thing."""
    entry = resolve(name, None)[0]
    if entry is None or len({other.id for other in lookup(name) if other.kind == entry.kind}) > 1:
        return ()
    return names_of(entry)


def _one(name: str, kind: str) -> Entry | None:
    found = [entry for entry in lookup(name) if entry.kind == kind]
    return found[0] if len(found) == 1 else None


def demonym_of(country: str) -> str:
    """The adjective of a country, "French" for France; blank where it has none of its own."""
    entry = _one(country, "country")
    adjective = of_country("nationality", entry.country) if entry else None
    return adjective.name if adjective else ""


def country_of_demonym(demonym: str) -> str:
    """The country of a nationality or a people, "France" for French; blank where there is none or more than one."""
    entry = _one(demonym, "nationality") or _one(demonym, "people")
    state = of_country("country", entry.country) if entry else None
    return state.name if state else ""
